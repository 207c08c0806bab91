//! The regression gate: what fell below a baseline report.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::errors::ErrorItem;
use crate::report::Report;
use crate::signature::differing_parts;
use crate::stats::resample::TOLERANCE;

/// A metric that fell by more than allowed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Fall {
    /// The metric.
    pub metric: String,
    /// F1 in the baseline.
    pub before: f64,
    /// F1 now.
    pub now: f64,
}

/// What changed since a baseline.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Gate {
    /// Metrics that fell by more than the allowed drop.
    pub falls: Vec<Fall>,
    /// Items that were right in the baseline and are wrong now.
    pub newly_wrong: Vec<ErrorItem>,
    /// Items that were wrong in the baseline and are right now.
    pub newly_right: Vec<ErrorItem>,
    /// Why the comparison may mislead.
    pub warnings: Vec<String>,
}

impl Gate {
    /// Whether nothing fell by more than allowed.
    pub fn passed(&self) -> bool {
        self.falls.is_empty()
    }
}

/// Compares a report with a baseline; a metric falls if its F1 is more than
/// `max_drop` below the baseline. Metrics that only one report has are not
/// compared; those that the baseline lacks are a warning.
pub fn gate(baseline: &Report, now: &Report, max_drop: f64) -> Gate {
    let falls = baseline
        .scores
        .iter()
        .filter_map(|(metric, before)| {
            let now = now.scores.get(metric)?;
            (before.f1 - now.f1 > max_drop + TOLERANCE).then(|| Fall {
                metric: metric.clone(),
                before: before.f1,
                now: now.f1,
            })
        })
        .collect();
    Gate {
        falls,
        newly_wrong: not_in(&now.errors, &baseline.errors),
        newly_right: not_in(&baseline.errors, &now.errors),
        warnings: warnings(baseline, now),
    }
}

fn warnings(baseline: &Report, now: &Report) -> Vec<String> {
    let mut warnings = Vec::new();
    let parts = differing_parts(&baseline.signature, &now.signature);
    if !parts.is_empty() {
        warnings.push(format!(
            "the baseline differs in {}, so figures may differ for other reasons than the predictions (its signature: {})",
            parts.join(", "),
            baseline.signature
        ));
    }
    let missing: Vec<&str> = (now.scores.keys())
        .filter(|metric| !baseline.scores.contains_key(*metric))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        warnings.push(format!(
            "the baseline has no figures for {} of the {} metrics, which were not compared: {}",
            missing.len(),
            now.scores.len(),
            missing.join(", ")
        ));
    }
    warnings
}

fn not_in(errors: &[ErrorItem], others: &[ErrorItem]) -> Vec<ErrorItem> {
    let known: BTreeSet<_> = others.iter().map(ErrorItem::identity).collect();
    errors
        .iter()
        .filter(|error| !known.contains(&error.identity()))
        .cloned()
        .collect()
}
