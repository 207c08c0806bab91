//! Time expressions by themselves, with the moment they stand for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::problem::Problems;
use crate::score::divide;
use crate::sets::{json_lines, string};
use crate::span::Span;

/// What an expression stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExpectedTime {
    /// A moment, the first of a unit: ISO 8601 without offset.
    Instant(String),
    /// An interval, its end excluded.
    Interval(String, String),
    /// No time at all.
    Nothing,
}

/// An expression with what it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResolvedTime {
    /// Identifier.
    pub id: String,
    /// The words.
    pub text: String,
    /// The moment of speaking, ISO 8601; an offset is cut off, since the
    /// values are local.
    pub reference: String,
    /// The unit in which it is said, such as `Day`.
    pub grain: String,
    /// What it stands for.
    pub expected: ExpectedTime,
}

/// Reads lines with `text`, `kind` (instant, interval, none), `grain`,
/// `reference` and `value` or `from` and `to`.
///
/// # Errors
/// Every bad line.
pub fn parse_times(path: &str, contents: &str) -> Result<Vec<ResolvedTime>, Problems> {
    json_lines(path, contents, |value| {
        let expected = match string(value, "kind")?.as_str() {
            "instant" => ExpectedTime::Instant(string(value, "value")?),
            "interval" => ExpectedTime::Interval(string(value, "from")?, string(value, "to")?),
            "none" => ExpectedTime::Nothing,
            other => {
                return Err(format!(
                    "kind {other:?}: expected instant, interval or none"
                ));
            }
        };
        let reference = string(value, "reference")?;
        let local: String = reference
            .chars()
            .take("2013-02-12T04:30:00".len())
            .collect();
        Ok(ResolvedTime {
            id: string(value, "id").unwrap_or_default(),
            text: string(value, "text")?,
            reference: local,
            grain: value["grain"].as_str().unwrap_or("none").to_owned(),
            expected,
        })
    })
}

/// A predicted time with the interval it denotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PredictedTime {
    /// Its code points in the expression.
    pub span: Span,
    /// First moment, ISO 8601, if resolved.
    pub from: Option<String>,
    /// First moment after it.
    pub to: Option<String>,
    /// TIMEX3 value, for the error list.
    pub value: String,
}

/// What came of one expression.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TimeOutcome {
    /// Identifier.
    pub id: String,
    /// The words.
    pub text: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// Whether a time was found, or for no time, none.
    pub detected: bool,
    /// Whether it stands for the same.
    pub correct: bool,
}

/// Figures of an expression list.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct TimeScores {
    /// Number of expressions.
    pub expressions: usize,
    /// Share in which a time was found (or rightly none).
    pub detected: f64,
    /// Share resolved to the expected moment or interval.
    pub correct: f64,
    /// Share correct by grain: correct and all.
    pub by_grain: BTreeMap<String, (usize, usize)>,
    /// Every expression.
    pub outcomes: Vec<TimeOutcome>,
}

/// Scores predictions for each expression, in the same order.
///
/// Of several predictions in one expression the longest counts, then the
/// first. An instant is right if the prediction begins at that moment; an
/// interval if it begins and ends as expected. Missing parts of a moment count
/// as zero: `2013-02-11` is `2013-02-11T00:00:00`.
pub fn score_times(expressions: &[ResolvedTime], predicted: &[Vec<PredictedTime>]) -> TimeScores {
    let mut scores = TimeScores {
        expressions: expressions.len(),
        ..TimeScores::default()
    };
    let (mut detected, mut correct) = (0, 0);
    for (expression, predicted) in expressions.iter().zip(predicted) {
        let best = predicted
            .iter()
            .min_by_key(|time| (usize::MAX - time.span.length(), time.span.start()));
        let outcome = judge(expression, best);
        detected += usize::from(outcome.detected);
        correct += usize::from(outcome.correct);
        let grain = scores.by_grain.entry(expression.grain.clone()).or_default();
        grain.0 += usize::from(outcome.correct);
        grain.1 += 1;
        scores.outcomes.push(outcome);
    }
    let share = |part: usize| divide(part as f64, expressions.len() as f64).unwrap_or(0.0);
    scores.detected = share(detected);
    scores.correct = share(correct);
    scores
}

fn judge(expression: &ResolvedTime, found: Option<&PredictedTime>) -> TimeOutcome {
    let moment = |text: &Option<String>| text.as_deref().map(full);
    let (from, to) = match found {
        Some(time) => (moment(&time.from), moment(&time.to)),
        None => (None, None),
    };
    let (expected, correct) = match &expression.expected {
        ExpectedTime::Instant(value) => (value.clone(), from == Some(full(value))),
        ExpectedTime::Interval(start, end) => (
            format!("{start} to {end}"),
            from == Some(full(start)) && to == Some(full(end)),
        ),
        ExpectedTime::Nothing => (String::from("no time"), found.is_none()),
    };
    TimeOutcome {
        id: expression.id.clone(),
        text: expression.text.clone(),
        expected,
        found: found.map_or_else(
            || String::from("no time"),
            |time| {
                let show = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".into());
                format!(
                    "{} ({} to {})",
                    time.value,
                    show(&time.from),
                    show(&time.to)
                )
            },
        ),
        detected: found.is_some() != (expression.expected == ExpectedTime::Nothing),
        correct,
    }
}

/// A moment with all its parts.
fn full(moment: &str) -> String {
    const MIDNIGHT: &str = "0000-01-01T00:00:00";
    let moment: String = moment.chars().take(MIDNIGHT.len()).collect();
    let rest = MIDNIGHT.get(moment.len()..).unwrap_or_default();
    format!("{moment}{rest}")
}
