//! `check` and `stats`.

use super::super::{Outcome, counted, load_data, refuse};
use clap::ValueEnum;
use rasd::Data;
use rasd_core::Loaded;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{self, Finding, Severity};
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON value.
    Json,
}

/// Options of `rasd gazetteer check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Show notes too, not only warnings and errors
    #[arg(long)]
    notes: bool,
    /// End with exit code 1 on warnings too
    #[arg(long)]
    strict: bool,
    /// Report format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Checks the tables.
pub fn check(args: &CheckArgs, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let data = load_data(folders)?;
    let own = |path: &str| data.origin(path).is_some();
    let mut findings = tools::check(&data.files(), own);
    findings.retain(|finding| args.notes || finding.severity > Severity::Note);
    let mut out = io::stdout().lock();
    if args.format == Format::Json {
        let rows: Vec<_> = findings
            .iter()
            .map(|finding| {
                let problem = &finding.problem;
                json!({
                    "severity": finding.severity.as_str(), "kind": finding.kind,
                    "file": problem.file, "path": data.origin(&problem.file),
                    "line": problem.line, "column": problem.column,
                    "message": problem.message, "help": problem.help,
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
    } else {
        // What the reader can mend comes last, where it is seen.
        let (mine, built_in): (Vec<&Finding>, Vec<&Finding>) =
            findings.iter().partition(|f| own(&f.problem.file));
        for finding in built_in.iter().chain(&mine) {
            writeln!(out, "{}", line(finding, &data))?;
        }
        match folders {
            [] => writeln!(out, "{}", totals(&built_in))?,
            _ => {
                if !built_in.is_empty() {
                    writeln!(out, "built-in data: {}", totals(&built_in))?;
                }
                writeln!(out, "{}", totals(&mine))?;
            }
        }
    }
    let least = if args.strict {
        Severity::Warning
    } else {
        Severity::Error
    };
    Ok(match findings.iter().any(|f| f.severity >= least) {
        true => Outcome::Shortfall,
        false => Outcome::Done,
    })
}

/// A finding as a line, with the file on disk where it has one.
pub fn line(finding: &Finding, data: &Data) -> String {
    let severity = finding.severity.as_str();
    let problem = data.located(finding.problem.clone());
    format!("{severity}[{}] {problem}", finding.kind)
}

fn totals(findings: &[&Finding]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let kinds = [Severity::Error, Severity::Warning, Severity::Note];
    let counts = kinds.map(|severity| counted(count(severity), severity.as_str()));
    counts.join(", ")
}

/// Options of `rasd gazetteer stats`.
#[derive(Debug, clap::Args)]
pub struct StatsArgs {
    /// Report format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Counts what the tables hold.
pub fn stats(args: &StatsArgs, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let data = load_data(folders)?;
    let Loaded { value, problems } = Gazetteer::load(&data.files());
    let stats = value.stats();
    let mut out = io::stdout().lock();
    if args.format == Format::Json {
        let value = json!({
            "rows": stats.rows, "phrases": stats.phrases, "words": stats.words,
            "tenures": stats.tenures, "offices": stats.offices,
        });
        writeln!(out, "{}", serde_json::to_string_pretty(&value)?)?;
    } else {
        for (kind, count) in &stats.rows {
            writeln!(out, "{kind:<14} {count:>9}")?;
        }
        writeln!(out, "{:<14} {:>9}", "offices", stats.offices)?;
        writeln!(out, "{:<14} {:>9}", "tenures", stats.tenures)?;
        writeln!(out, "{:<14} {:>9}", "phrases", stats.phrases)?;
        writeln!(out, "{:<14} {:>9}", "words", stats.words)?;
    }
    refuse(&data, problems)?;
    Ok(Outcome::Done)
}
