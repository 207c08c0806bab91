//! Precision, recall, F1 and the counts behind them.

use serde::{Deserialize, Serialize};

/// Numerators and denominators of precision and recall.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Ratio {
    /// Numerator of precision.
    pub p_num: f64,
    /// Denominator of precision.
    pub p_den: f64,
    /// Numerator of recall.
    pub r_num: f64,
    /// Denominator of recall.
    pub r_den: f64,
}

impl Ratio {
    /// Counts where precision and recall share the numerator.
    pub fn of(correct: f64, predicted: f64, gold: f64) -> Ratio {
        Ratio {
            p_num: correct,
            p_den: predicted,
            r_num: correct,
            r_den: gold,
        }
    }

    /// Sum of two counts.
    pub fn plus(self, other: Ratio) -> Ratio {
        Ratio {
            p_num: self.p_num + other.p_num,
            p_den: self.p_den + other.p_den,
            r_num: self.r_num + other.r_num,
            r_den: self.r_den + other.r_den,
        }
    }

    /// P = p_num/p_den, R = r_num/r_den, F1 = 2PR/(P+R).
    pub fn score(self) -> Score {
        let mut score = Score::from_rates(
            divide(self.p_num, self.p_den),
            divide(self.r_num, self.r_den),
        );
        score.p_num = Some(self.p_num);
        score.p_den = Some(self.p_den);
        score.r_num = Some(self.r_num);
        score.r_den = Some(self.r_den);
        score
    }
}

/// `a / b`, or `None` where `b` is zero.
pub(crate) fn divide(a: f64, b: f64) -> Option<f64> {
    (b != 0.0).then(|| a / b)
}

/// Harmonic mean; `None` where both are zero.
pub(crate) fn harmonic(precision: f64, recall: f64) -> Option<f64> {
    divide(2.0 * precision * recall, precision + recall)
}

/// One metric's result as the report shows it.
///
/// A figure with denominator zero is 0.0 and named in `undefined`: 1 would
/// reward silence.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Score {
    /// Numerator of precision; absent where the metric has no such count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_num: Option<f64>,
    /// Denominator of precision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_den: Option<f64>,
    /// Numerator of recall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r_num: Option<f64>,
    /// Denominator of recall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r_den: Option<f64>,
    /// Precision; absent only for means of F1 values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<f64>,
    /// Recall; absent only for means of F1 values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall: Option<f64>,
    /// F1.
    pub f1: f64,
    /// Which of the figures had a denominator of zero.
    #[serde(default)]
    pub undefined: Vec<String>,
}

impl Score {
    /// A score from precision and recall, each `None` where undefined.
    pub(crate) fn from_rates(precision: Option<f64>, recall: Option<f64>) -> Score {
        let (p, r) = (precision.unwrap_or(0.0), recall.unwrap_or(0.0));
        Score::from_parts(precision, recall, harmonic(p, r))
    }

    /// A score from three figures, each `None` where undefined.
    pub(crate) fn from_parts(
        precision: Option<f64>,
        recall: Option<f64>,
        f1: Option<f64>,
    ) -> Score {
        let parts = [("precision", precision), ("recall", recall), ("f1", f1)];
        Score {
            precision: Some(precision.unwrap_or(0.0)),
            recall: Some(recall.unwrap_or(0.0)),
            f1: f1.unwrap_or(0.0),
            undefined: parts
                .into_iter()
                .filter(|(_, value)| value.is_none())
                .map(|(name, _)| name.to_owned())
                .collect(),
            ..Score::default()
        }
    }

    /// A score that has only an F1.
    pub(crate) fn only_f1(f1: f64, undefined: bool) -> Score {
        Score {
            f1,
            undefined: if undefined {
                vec![String::from("f1")]
            } else {
                Vec::new()
            },
            ..Score::default()
        }
    }
}

/// How annotations came out, in the terms of MUC: `correct`; `incorrect`
/// (paired, but not right); `partial` (paired for half a point); `missed`
/// gold; `spurious` predictions.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Paired and right.
    pub correct: u64,
    /// Paired and wrong.
    pub incorrect: u64,
    /// Paired for half a point.
    pub partial: u64,
    /// Gold left over.
    pub missed: u64,
    /// Predictions left over.
    pub spurious: u64,
}

impl Outcome {
    /// Outcome from the numbers of pairs and of keys on either side.
    pub(crate) fn of(
        correct: usize,
        incorrect: usize,
        partial: usize,
        gold: usize,
        pred: usize,
    ) -> Outcome {
        let paired = correct + incorrect + partial;
        Outcome {
            correct: correct as u64,
            incorrect: incorrect as u64,
            partial: partial as u64,
            missed: gold.saturating_sub(paired) as u64,
            spurious: pred.saturating_sub(paired) as u64,
        }
    }

    /// Sum of two outcomes.
    pub(crate) fn plus(self, other: Outcome) -> Outcome {
        Outcome {
            correct: self.correct + other.correct,
            incorrect: self.incorrect + other.incorrect,
            partial: self.partial + other.partial,
            missed: self.missed + other.missed,
            spurious: self.spurious + other.spurious,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_divide_and_name_what_they_cannot() {
        let score = Ratio::of(2.0, 4.0, 8.0).score();
        assert_eq!((score.precision, score.recall), (Some(0.5), Some(0.25)));
        assert!((score.f1 - 1.0 / 3.0).abs() < 1e-12);
        assert!(score.undefined.is_empty());
        let silent = Ratio::of(0.0, 0.0, 3.0).score();
        assert_eq!(silent.f1, 0.0);
        assert_eq!(silent.undefined, ["precision", "f1"]);
    }
}
