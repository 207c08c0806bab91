//! Public evaluation sets that are not in the annotated-document format:
//! sentence-level detection, clitic segmentation, resolved times, and other
//! label sets for names.

mod detection;
mod labels;
mod segmentation;
mod times;

pub use detection::{DetectionScores, Judged, Judgement, parse_judged, score_detection};
pub use labels::{CONLL_LABELS, LabelMap, widen_to_words};
pub use segmentation::{
    SegmentationScores, SegmentedSentence, Word, parse_conllu, score_segmentation, without_marks,
};
pub use times::{
    ExpectedTime, PredictedTime, ResolvedTime, TimeOutcome, TimeScores, parse_times, score_times,
};

use serde_json::Value;

use crate::json::parse_json;
use crate::model::Origin;
use crate::problem::{Problem, Problems};

/// Reads JSON Lines through `read`, which says what is wrong with a line.
fn json_lines<T>(
    path: &str,
    contents: &str,
    read: impl Fn(&Value) -> Result<T, String>,
) -> Result<Vec<T>, Problems> {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let mut items = Vec::new();
    let mut problems = Vec::new();
    for (index, line) in contents.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let parsed = parse_json(line)
            .map_err(|bad| bad.message)
            .and_then(|value| read(&value));
        match parsed {
            Ok(item) => items.push(item),
            Err(message) => {
                let origin = Origin {
                    path: path.to_owned(),
                    line: index + 1,
                };
                problems.push(Problem::new(&origin, message));
            }
        }
    }
    Problems::check(problems, items)
}

/// A required string field.
fn string(value: &Value, name: &str) -> Result<String, String> {
    match &value[name] {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(format!("{name}: expected a string")),
    }
}
