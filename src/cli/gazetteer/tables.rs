//! `lookup`, `add`, `check` and `stats`.

use super::super::{Outcome, load_data};
use anyhow::{Context, bail};
use clap::ValueEnum;
use jiff::civil::Date;
use rasd::Data;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{self, Severity};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON value.
    Json,
}

/// Options of `rasd gazetteer lookup`.
#[derive(Debug, clap::Args)]
pub struct LookupArgs {
    /// A name as a newspaper writes it, clitics included
    name: String,
    /// Day on which offices are asked for; now if not given
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Report format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Shows what a name would match.
pub fn lookup(args: &LookupArgs, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let gazetteer = load(folders)?;
    let found = gazetteer.lookup(&args.name, args.date);
    let mut out = io::stdout().lock();
    if args.format == Format::Json {
        let rows: Vec<_> = found
            .iter()
            .map(|found| {
                json!({
                    "text": found.text, "kind": found.kind, "id": found.id, "name": found.name,
                    "country": found.country, "sector": found.sector, "office": found.office,
                    "row": found.row, "note": found.note,
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
        return Ok(Outcome::Done);
    }
    if found.is_empty() {
        writeln!(out, "nothing matches")?;
    }
    for found in found {
        let office = found.office.map(|o| format!(", {o}")).unwrap_or_default();
        let note = match found.note {
            "" => String::new(),
            note => format!(" ({note})"),
        };
        writeln!(out, "{}", found.text)?;
        writeln!(
            out,
            "  {}: {} {} {}{office}{note}",
            found.kind, found.id, found.country, found.sector
        )?;
        writeln!(out, "  {}", found.row)?;
    }
    Ok(Outcome::Done)
}

fn load(folders: &[PathBuf]) -> anyhow::Result<Gazetteer> {
    let data = load_data(folders)?;
    let loaded = Gazetteer::load(&data.files());
    for problem in &loaded.problems {
        eprintln!("{problem}");
    }
    Ok(loaded.value)
}

/// Options of `rasd gazetteer add`.
#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The table, for example persons, offices, orgs-parties
    table: String,
    /// Data folder that gets the row; its table is laid over the built-in one of that name
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Fields as column=value; columns not named stay empty
    #[arg(value_name = "COLUMN=VALUE", required = true)]
    fields: Vec<String>,
}

/// Adds a row in its place, and checks the table.
pub fn add(args: &AddArgs, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut data = load_data(folders)?;
    if args.to.is_dir() {
        data.overlay(&args.to)?;
    }
    let path = format!("gazetteers/{}.csv", args.table);
    let Some(table) = data.get(&path).map(str::to_owned) else {
        bail!("there is no table {path}");
    };
    let header: Vec<&str> = table.lines().next().unwrap_or("").split(',').collect();
    let mut values: BTreeMap<&str, &str> = BTreeMap::new();
    for field in &args.fields {
        let (column, value) = field
            .split_once('=')
            .with_context(|| format!("`{field}` is not COLUMN=VALUE"))?;
        if !header.contains(&column) {
            bail!("no column `{column}`; columns are {}", header.join(", "));
        }
        values.insert(column, value);
    }
    values.entry("source").or_insert("hand");
    let row: Vec<String> = header
        .iter()
        .map(|column| values.get(column).copied().unwrap_or("").to_owned())
        .collect();
    let before = problems(&data);
    let table = tools::insert_row(&table, &row)?;
    data.insert(path.clone(), table.clone());
    let after = problems(&data);
    let new: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    if !new.is_empty() {
        for line in new {
            eprintln!("{line}");
        }
        bail!("the row was not added (see above)");
    }
    let file = args.to.join(&path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(&file, table).with_context(|| file.display().to_string())?;
    writeln!(io::stdout(), "{}: row added", file.display())?;
    Ok(Outcome::Done)
}

/// What loading says of the tables, without line numbers, which a new row moves.
fn problems(data: &Data) -> Vec<String> {
    Gazetteer::load(&data.files())
        .problems
        .iter()
        .map(|problem| format!("{}: {} ({})", problem.file, problem.message, problem.help))
        .collect()
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
