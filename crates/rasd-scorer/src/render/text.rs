//! One screen of text.

use std::fmt::Write;

use crate::errors::{ErrorItem, Item};
use crate::gate::Gate;
use crate::render::{count, percent, shown};
use crate::report::{Report, TagScores};
use crate::score::Score;

/// A table whose first column is left aligned and whose others are right
/// aligned.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    fn write(&self, out: &mut String) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let pad = " ".repeat(width - cell.chars().count());
                if column == 0 {
                    line += cell;
                    line += &pad;
                } else {
                    line += "  ";
                    line += &pad;
                    line += cell;
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

fn heading() -> [String; 6] {
    ["", "P", "R", "F1", "pred", "gold"].map(str::to_owned)
}

fn figures(name: &str, score: &Score) -> Vec<String> {
    vec![
        name.to_owned(),
        percent(score, "precision"),
        percent(score, "recall"),
        percent(score, "f1"),
        count(score.p_den),
        count(score.r_den),
    ]
}

/// Scores with counts and intervals; then by type, by role and, for up to
/// `articles` documents, by document.
pub fn render_text(report: &Report, articles: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} documents", report.documents);
    let mut table = Table::default();
    let mut head = heading().to_vec();
    if !report.bootstrap.is_empty() {
        head.push(String::from("95% of F1"));
    }
    table.row(head);
    for (name, score) in shown(report) {
        let mut row = figures(name, score);
        if let Some(interval) = report.interval(name) {
            row.push(format!(
                "{:.1} to {:.1}",
                100.0 * interval.low,
                100.0 * interval.high
            ));
        }
        table.row(row);
    }
    table.write(&mut out);
    for (title, groups) in [("type", &report.by_type), ("role", &report.by_role)] {
        for (metric, types) in groups.iter().filter(|(_, types)| !types.is_empty()) {
            let _ = writeln!(out, "\n{metric} by {title}");
            group_table(report, metric, types, &mut out);
        }
    }
    documents(report, articles, &mut out);
    taxonomy(report, &mut out);
    let _ = writeln!(out, "\n{}", report.signature);
    out
}

fn group_table(
    report: &Report,
    metric: &str,
    types: &std::collections::BTreeMap<String, Score>,
    out: &mut String,
) {
    let mut table = Table::default();
    table.row(heading());
    for (name, score) in types {
        table.row(figures(name, score));
    }
    for (name, means) in [
        ("(macro)", &report.macro_means),
        ("(weighted)", &report.weighted),
    ] {
        if let Some(score) = means.get(metric) {
            table.row(figures(name, score));
        }
    }
    table.write(out);
}

/// F1 of the main metrics by document.
fn documents(report: &Report, articles: usize, out: &mut String) {
    if report.by_document.is_empty() || report.by_document.len() > articles {
        return;
    }
    let main: Vec<&str> = shown(report)
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| {
            [
                "ner.strict",
                "timex.value",
                "trigger.cls",
                "argument.attached_cls",
                "coded.dyad",
                "coref.event.conll",
            ]
            .contains(name)
        })
        .collect();
    if main.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nF1 by document");
    let mut table = Table::default();
    table.row(std::iter::once(String::new()).chain(main.iter().map(|name| (*name).to_owned())));
    for (id, scores) in &report.by_document {
        let cells = main.iter().map(|name| {
            scores
                .get(*name)
                .map_or_else(String::new, |s| percent(s, "f1"))
        });
        table.row(std::iter::once(id.clone()).chain(cells));
    }
    table.write(out);
}

fn taxonomy(report: &Report, out: &mut String) {
    if report.taxonomy.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nErrors, and F1 if all of a kind were right");
    let mut table = Table::default();
    table.row(["", "errors", "F1", "mended", "gain"].map(str::to_owned));
    for gain in &report.taxonomy {
        table.row([
            format!("{} {}", gain.metric, gain.kind),
            gain.count.to_string(),
            format!("{:.1}", 100.0 * gain.f1),
            format!("{:.1}", 100.0 * gain.oracle_f1),
            format!("{:+.1}", 100.0 * (gain.oracle_f1 - gain.f1)),
        ]);
    }
    table.write(out);
}

/// Errors one by one, gold and predicted under each other, with the sentence.
///
/// Arabic stands alone on its line, so that it cannot upset what is around it.
pub fn render_errors<'a>(errors: impl IntoIterator<Item = &'a ErrorItem>) -> String {
    let mut out = String::new();
    for error in errors {
        let _ = writeln!(out, "{}  {}  {}", error.doc, error.metric, error.kind);
        for (side, item) in [("gold", &error.gold), ("pred", &error.pred)] {
            if let Some(item) = item {
                let _ = writeln!(out, "  {side}: {}", describe(item));
                if !item.text.is_empty() {
                    let _ = writeln!(out, "    {}", one_line(&item.text));
                }
                if let Some(source) = &item.source {
                    let _ = writeln!(out, "    by {source}");
                }
            }
        }
        if !error.context.is_empty() {
            let _ = writeln!(out, "  in:\n    {}", error.context);
        }
        out.push('\n');
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn describe(item: &Item) -> String {
    let mut text = item.kind.clone();
    if let Some(role) = &item.role {
        let _ = write!(text, " {role}");
    }
    if let (Some(start), Some(end)) = (item.start, item.end) {
        let _ = write!(text, " {start}..{end}");
    }
    match (item.trigger, &item.value) {
        (Some((start, end)), Some(trigger)) => {
            let _ = write!(text, " of {start}..{end} {trigger}");
        }
        (None, Some(value)) => {
            let _ = write!(text, " = {value}");
        }
        _ => {}
    }
    text
}

/// What the gate found; `shown` limits the items listed.
pub fn render_gate(gate: &Gate, max_drop: f64, shown: usize) -> String {
    let mut out = String::new();
    for warning in &gate.warnings {
        let _ = writeln!(out, "warning: {warning}");
    }
    if gate.passed() {
        let _ = writeln!(
            out,
            "no metric fell more than {max_drop} below the baseline ({} items newly right, {} newly wrong)",
            gate.newly_right.len(),
            gate.newly_wrong.len()
        );
        return out;
    }
    let _ = writeln!(out, "fell more than {max_drop} below the baseline:");
    let mut table = Table::default();
    table.row(["", "before", "now", "drop"].map(str::to_owned));
    for fall in &gate.falls {
        table.row([
            fall.metric.clone(),
            format!("{:.4}", fall.before),
            format!("{:.4}", fall.now),
            format!("{:.4}", fall.before - fall.now),
        ]);
    }
    table.write(&mut out);
    let _ = writeln!(
        out,
        "\n{} items were right and are wrong now:\n",
        gate.newly_wrong.len()
    );
    out += &render_errors(gate.newly_wrong.iter().take(shown));
    if gate.newly_wrong.len() > shown {
        let _ = writeln!(out, "… and {} more", gate.newly_wrong.len() - shown);
    }
    out
}

/// Two systems side by side.
pub fn render_comparison(report: &Report) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} documents", report.documents);
    let mut table = Table::default();
    table.row(
        [
            "",
            "A",
            "B",
            "B-A",
            "95% of B-A",
            "p bootstrap",
            "p randomization",
        ]
        .map(str::to_owned),
    );
    for name in crate::METRICS {
        let Some(c) = report.compare.get(name) else {
            continue;
        };
        table.row([
            name.to_owned(),
            format!("{:.1}", 100.0 * c.a),
            format!("{:.1}", 100.0 * c.b),
            format!("{:+.1}", 100.0 * c.delta),
            format!(
                "{:+.1} to {:+.1}",
                100.0 * c.delta_low,
                100.0 * c.delta_high
            ),
            format!("{:.4}", c.p_bootstrap),
            format!("{:.4}", c.p_randomization),
        ]);
    }
    table.write(&mut out);
    let _ = writeln!(out, "\n{}", report.signature);
    out
}

/// Figures of tag sequences.
pub fn render_tags(tags: &TagScores) -> String {
    let mut out = String::new();
    let mut table = Table::default();
    table.row(heading());
    for (name, score) in &tags.by_type {
        table.row(figures(name, score));
    }
    table.row(figures("(micro)", &tags.micro));
    table.row(figures("(macro)", &tags.macro_mean));
    table.row(figures("(weighted)", &tags.weighted));
    table.write(&mut out);
    out
}
