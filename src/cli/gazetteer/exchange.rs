//! `import` and `export`.

use super::super::{Outcome, load_data};
use anyhow::Context;
use clap::ValueEnum;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{self, Entry};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

/// A format of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// PETRARCH actor dictionary with dated codes.
    Petrarch,
    /// Patterns of spaCy's EntityRuler, JSON Lines.
    EntityRuler,
    /// One row a name.
    Csv,
}

/// Options of `rasd gazetteer import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// The file to read
    file: PathBuf,
    /// How it is written
    #[arg(long, value_enum)]
    from: Format,
}

/// Reads names of another program and writes rows of the common columns.
pub fn import(args: &ImportArgs) -> anyhow::Result<Outcome> {
    let text = fs::read_to_string(&args.file).with_context(|| args.file.display().to_string())?;
    let path = args.file.display().to_string();
    let (entries, problems) = match args.from {
        Format::Petrarch => tools::from_petrarch(&path, &text),
        Format::EntityRuler => tools::from_entity_ruler(&path, &text),
        Format::Csv => tools::from_plain_csv(&path, &text),
    };
    for problem in &problems {
        eprintln!("{problem}");
    }
    write!(io::stdout(), "{}", tools::as_rows(&entries))?;
    Ok(match problems.is_empty() {
        true => Outcome::Done,
        false => Outcome::Shortfall,
    })
}

/// Options of `rasd gazetteer export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// How to write
    #[arg(long, value_enum)]
    to: Format,
    /// Only these entity types, for example PER
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
}

/// Writes the names of the tables for another program.
pub fn export(args: &ExportArgs, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let data = load_data(folders)?;
    let files = data.files();
    let entries: Vec<Entry> = tools::entries(&files)
        .into_iter()
        .filter(|entry| {
            args.types.is_empty() || args.types.iter().any(|kind| kind == entry.kind.as_str())
        })
        .collect();
    let text = match args.to {
        Format::Csv => tools::plain_csv(&entries),
        Format::EntityRuler => tools::entity_ruler(&entries),
        Format::Petrarch => tools::petrarch(&Gazetteer::load(&files).value, &entries),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}
