//! `check` and `stats`.

use super::super::{Outcome, load_data};
use clap::ValueEnum;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{self, Severity};
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

/// The gazetteer of the data folders, with what is wrong in it on standard error.
pub fn load(folders: &[PathBuf]) -> anyhow::Result<Gazetteer> {
    let data = load_data(folders)?;
    let loaded = Gazetteer::load(&data.files());
    for problem in &loaded.problems {
        eprintln!("{problem}");
    }
    Ok(loaded.value)
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
    let mut findings = tools::check(&data.files());
    findings.retain(|finding| args.notes || finding.severity > Severity::Note);
    let mut out = io::stdout().lock();
    if args.format == Format::Json {
        let rows: Vec<_> = findings
            .iter()
            .map(|finding| {
                let problem = &finding.problem;
                json!({
                    "severity": finding.severity.as_str(), "kind": finding.kind,
                    "file": problem.file, "line": problem.line, "column": problem.column,
                    "message": problem.message, "help": problem.help,
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
    } else {
        for finding in &findings {
            let severity = finding.severity.as_str();
            writeln!(out, "{severity}[{}] {}", finding.kind, finding.problem)?;
        }
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        writeln!(
            out,
            "{} errors, {} warnings, {} notes",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note)
        )?;
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

/// Options of `rasd gazetteer stats`.
#[derive(Debug, clap::Args)]
pub struct StatsArgs {
    /// Report format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Counts what the tables hold.
pub fn stats(args: &StatsArgs, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let stats = load(folders)?.stats();
    let mut out = io::stdout().lock();
    if args.format == Format::Json {
        let value = json!({
            "rows": stats.rows, "phrases": stats.phrases, "words": stats.words,
            "tenures": stats.tenures, "offices": stats.offices,
        });
        writeln!(out, "{}", serde_json::to_string_pretty(&value)?)?;
        return Ok(Outcome::Done);
    }
    for (kind, count) in &stats.rows {
        writeln!(out, "{kind:<14} {count:>9}")?;
    }
    writeln!(out, "{:<14} {:>9}", "offices", stats.offices)?;
    writeln!(out, "{:<14} {:>9}", "tenures", stats.tenures)?;
    writeln!(out, "{:<14} {:>9}", "phrases", stats.phrases)?;
    writeln!(out, "{:<14} {:>9}", "words", stats.words)?;
    Ok(Outcome::Done)
}
