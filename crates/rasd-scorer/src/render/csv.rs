//! Comma-separated values: every figure on a row of its own scope.

use std::fmt::Write;

use crate::metrics::METRICS;
use crate::report::Report;
use crate::score::Score;

/// Columns: scope (`all`, `type`, `role`, `document`), name in that scope,
/// metric, precision, recall, F1, counts, interval.
pub fn render_csv(report: &Report) -> String {
    let mut out = String::from(
        "scope,name,metric,precision,recall,f1,p_num,p_den,r_num,r_den,f1_low,f1_high\n",
    );
    for metric in METRICS {
        if let Some(score) = report.scores.get(metric) {
            let bounds = report
                .interval(metric)
                .map(|interval| (interval.low, interval.high));
            row(&mut out, ["all", "", metric], score, bounds);
        }
    }
    for (scope, groups) in [("type", &report.by_type), ("role", &report.by_role)] {
        for (metric, types) in groups {
            for (name, score) in types {
                row(&mut out, [scope, name, metric], score, None);
            }
        }
    }
    for (name, scores) in &report.by_document {
        for (metric, score) in scores {
            row(&mut out, ["document", name, metric], score, None);
        }
    }
    out
}

fn row(out: &mut String, names: [&str; 3], score: &Score, bounds: Option<(f64, f64)>) {
    let names = names.map(quoted).join(",");
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let _ = writeln!(
        out,
        "{names},{},{},{},{},{},{},{},{},{}",
        number(score.precision),
        number(score.recall),
        score.f1,
        number(score.p_num),
        number(score.p_den),
        number(score.r_num),
        number(score.r_den),
        number(bounds.map(|b| b.0)),
        number(bounds.map(|b| b.1))
    );
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
