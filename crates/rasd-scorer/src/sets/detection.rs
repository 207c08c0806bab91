//! Sentence-level detection: does a sentence report an event of a type?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::problem::Problems;
use crate::score::{Ratio, Score};
use crate::sets::{json_lines, string};

/// What the judges said of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Judgement {
    /// It reports the event.
    Yes,
    /// It does not, and nobody would think so.
    EasyNo,
    /// It does not, but is near: the type's words, other sense or status.
    DifficultNo,
    /// The judges did not agree; left out.
    Ambiguous,
}

/// A judged sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
    /// Identifier of the sentence.
    pub id: String,
    /// The event type asked for.
    pub kind: String,
    /// The answer.
    pub judgement: Judgement,
    /// The sentence.
    pub text: String,
}

/// Reads `{"id", "type", "label", "text"}` lines; labels `yes`, `easy no`,
/// `difficult no`, `ambiguous`. A line with `event_type` and `source` instead
/// of `type`, `label` and `id`, as in the span files of
/// openeventdata/arabic_event_gsr, is a sentence that reports the event.
///
/// # Errors
/// Every bad line.
pub fn parse_judged(path: &str, contents: &str) -> Result<Vec<Judged>, Problems> {
    json_lines(path, contents, |value| {
        if value.get("label").is_none() && value.get("event_type").is_some() {
            return Ok(Judged {
                id: string(value, "source")?,
                kind: string(value, "event_type")?,
                judgement: Judgement::Yes,
                text: string(value, "text")?,
            });
        }
        let judgement = match string(value, "label")?.as_str() {
            "yes" => Judgement::Yes,
            "easy no" => Judgement::EasyNo,
            "difficult no" => Judgement::DifficultNo,
            "ambiguous" => Judgement::Ambiguous,
            other => {
                return Err(format!(
                    "label {other:?}: expected yes, easy no, difficult no or ambiguous"
                ));
            }
        };
        Ok(Judged {
            id: string(value, "id")?,
            kind: string(value, "type")?,
            judgement,
            text: string(value, "text")?,
        })
    })
}

/// Figures for one type.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DetectionScores {
    /// Against every negative.
    pub all: Score,
    /// Against the difficult negatives only.
    pub difficult: Score,
}

/// Precision, recall and F1 of sentences by type.
///
/// `detected` gives the event types found in each sentence, in the order of
/// `judged`. A positive counts as found if its type is among them; a negative
/// on which it is, is a false alarm. Ambiguous sentences count for nothing.
pub fn score_detection(
    judged: &[Judged],
    detected: &[BTreeSet<String>],
) -> BTreeMap<String, DetectionScores> {
    let mut counts: BTreeMap<&str, [Ratio; 2]> = BTreeMap::new();
    for (sentence, found) in judged.iter().zip(detected) {
        let said = if found.contains(&sentence.kind) {
            1.0
        } else {
            0.0
        };
        let [all, difficult] = counts.entry(&sentence.kind).or_default();
        match sentence.judgement {
            Judgement::Yes => {
                let hit = Ratio::of(said, said, 1.0);
                *all = all.plus(hit);
                *difficult = difficult.plus(hit);
            }
            Judgement::EasyNo => *all = all.plus(Ratio::of(0.0, said, 0.0)),
            Judgement::DifficultNo => {
                let alarm = Ratio::of(0.0, said, 0.0);
                *all = all.plus(alarm);
                *difficult = difficult.plus(alarm);
            }
            Judgement::Ambiguous => {}
        }
    }
    counts
        .into_iter()
        .map(|(kind, [all, difficult])| {
            let scores = DetectionScores {
                all: all.score(),
                difficult: difficult.score(),
            };
            (kind.to_owned(), scores)
        })
        .collect()
}
