//! Error classes, and what mending each would bring.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::errors::ErrorItem;
use crate::evaluate::System;
use crate::metrics::METRICS;
use crate::score::Ratio;

/// One class of errors of one metric.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Gain {
    /// The metric.
    pub metric: String,
    /// The error kind.
    pub kind: String,
    /// Number of errors of this kind.
    pub count: u64,
    /// F1 as it is.
    pub f1: f64,
    /// F1 if every error of this kind were right: missed items found, spurious
    /// ones left out, the others mended.
    pub oracle_f1: f64,
}

/// The metrics whose counts the error lists explain in full.
const EXPLAINED: [&str; 4] = [
    "ner.strict",
    "timex.value",
    "trigger.cls",
    "argument.attached_cls",
];

/// Classes by metric and kind, the largest gain first.
///
/// For `timex.value` a pair that differs only in type or boundary counts as
/// right already, so mending it gains nothing.
pub fn taxonomy(system: &System, errors: &[ErrorItem]) -> Vec<Gain> {
    let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for error in errors {
        *counts.entry((&error.metric, &error.kind)).or_default() += 1;
    }
    let mut gains: Vec<Gain> = counts
        .into_iter()
        .filter(|((metric, _), _)| EXPLAINED.contains(metric))
        .filter_map(|((metric, kind), count)| {
            let index = METRICS.iter().position(|name| *name == metric)?;
            let score = system.point(index);
            let ratio = Ratio {
                p_num: score.p_num?,
                p_den: score.p_den?,
                r_num: score.r_num?,
                r_den: score.r_den?,
            };
            Some(Gain {
                metric: metric.to_owned(),
                kind: kind.to_owned(),
                count,
                f1: score.f1,
                oracle_f1: mended(metric, kind, ratio, count as f64).score().f1,
            })
        })
        .collect();
    gains.sort_by(|a, b| {
        let gain = |gain: &Gain| gain.oracle_f1 - gain.f1;
        (a.metric.cmp(&b.metric)).then(gain(b).total_cmp(&gain(a)))
    });
    gains
}

fn mended(metric: &str, kind: &str, ratio: Ratio, count: f64) -> Ratio {
    let add = |p_den: f64, correct: f64| Ratio {
        p_num: ratio.p_num + correct,
        p_den: ratio.p_den + p_den,
        r_num: ratio.r_num + correct,
        r_den: ratio.r_den,
    };
    match kind {
        "missed" => add(count, count),
        "spurious" => add(-count, 0.0),
        _ if metric == "timex.value" && !kind.contains("value") => add(0.0, 0.0),
        _ => add(0.0, count),
    }
}
