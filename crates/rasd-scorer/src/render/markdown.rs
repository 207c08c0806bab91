//! Markdown tables, for documents and pull requests.

use std::fmt::Write;

use crate::render::{count, percent, shown};
use crate::report::Report;
use crate::score::Score;

/// Scores, then by type and by role.
pub fn render_markdown(report: &Report) -> String {
    let mut out = String::new();
    let rows = shown(report).into_iter().map(|(name, score)| {
        let interval = report.interval(name).map_or_else(String::new, |interval| {
            format!(
                "{:.1} to {:.1}",
                100.0 * interval.low,
                100.0 * interval.high
            )
        });
        (name.to_owned(), score, interval)
    });
    table(&mut out, "metric", rows);
    for groups in [&report.by_type, &report.by_role] {
        for (metric, types) in groups.iter().filter(|(_, types)| !types.is_empty()) {
            out.push('\n');
            let rows = types
                .iter()
                .map(|(name, score)| (name.clone(), score, String::new()));
            table(&mut out, metric, rows);
        }
    }
    let _ = writeln!(out, "\n`{}`", report.signature);
    out
}

fn table<'a>(
    out: &mut String,
    title: &str,
    rows: impl Iterator<Item = (String, &'a Score, String)>,
) {
    let _ = writeln!(out, "| {title} | P | R | F1 | 95% of F1 | pred | gold |");
    let _ = writeln!(out, "|---|---:|---:|---:|---:|---:|---:|");
    for (name, score, interval) in rows {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {interval} | {} | {} |",
            name.replace('|', "\\|"),
            percent(score, "precision"),
            percent(score, "recall"),
            percent(score, "f1"),
            count(score.p_den),
            count(score.r_den)
        );
    }
}
