//! Reports for people: text, Markdown, CSV and HTML.

mod csv;
mod html;
mod markdown;
mod text;

pub use csv::render_csv;
pub use html::render_html;
pub use markdown::render_markdown;
pub use text::{render_comparison, render_errors, render_gate, render_tags, render_text};

use crate::metrics::METRICS;
use crate::report::Report;
use crate::score::Score;

/// The metrics of a report that had anything to count, in catalogue order.
pub(crate) fn shown(report: &Report) -> Vec<(&'static str, &Score)> {
    METRICS
        .into_iter()
        .filter_map(|name| Some((name, report.scores.get(name)?)))
        .filter(|(name, score)| has_counts(report, name, score))
        .collect()
}

/// Whether gold or prediction had something for the metric. BLANC and the
/// CoNLL mean have no counts of their own; the mention counts of their family
/// speak for them.
fn has_counts(report: &Report, name: &str, score: &Score) -> bool {
    let counted =
        |score: &Score| score.p_den.unwrap_or(0.0) > 0.0 || score.r_den.unwrap_or(0.0) > 0.0;
    if score.p_den.is_some() {
        return counted(score);
    }
    let family = name.rsplit_once('.').map_or(name, |(family, _)| family);
    report
        .scores
        .get(&format!("{family}.mention"))
        .is_none_or(counted)
}

/// A figure as a percentage with one decimal, `-` where there was nothing to
/// divide by.
pub(crate) fn percent(score: &Score, name: &str) -> String {
    let empty = |count: Option<f64>| count == Some(0.0);
    let (value, undefined) = match name {
        "precision" => (score.precision, empty(score.p_den)),
        "recall" => (score.recall, empty(score.r_den)),
        _ => (Some(score.f1), empty(score.p_den) && empty(score.r_den)),
    };
    match value {
        Some(_) if undefined => String::from("-"),
        Some(value) => format!("{:.1}", 100.0 * value),
        None => String::new(),
    }
}

/// A count without needless decimals.
pub(crate) fn count(value: Option<f64>) -> String {
    match value {
        None => String::new(),
        Some(value) if value.fract() == 0.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.1}"),
    }
}
