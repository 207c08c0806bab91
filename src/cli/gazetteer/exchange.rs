//! `import` and `export`.

use super::super::{Outcome, counted, load_data, refuse};
use anyhow::{Context, bail};
use clap::ValueEnum;
use rasd_core::Loaded;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{self, Entry};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A format of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// PETRARCH actor dictionary with dated codes.
    Petrarch,
    /// Patterns of spaCy's EntityRuler, JSON Lines.
    EntityRuler,
    /// One row a name: id,type,name_en,country,sector,name.
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
    /// Data folder that gets a table for each kind of name, persons-FILE.csv and so on; without it
    /// the rows are printed
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

/// Reads names of another program and makes tables of them.
pub fn import(args: &ImportArgs) -> anyhow::Result<Outcome> {
    let text = fs::read_to_string(&args.file).with_context(|| args.file.display().to_string())?;
    let path = args.file.display().to_string();
    let mut tenures = Vec::new();
    let (entries, problems) = match args.from {
        Format::Petrarch => {
            let (entries, dated, problems) = tools::from_petrarch(&path, &text);
            tenures = dated;
            (entries, problems)
        }
        Format::EntityRuler => tools::from_entity_ruler(&path, &text),
        Format::Csv => tools::from_plain_csv(&path, &text),
    };
    for problem in &problems {
        eprintln!("{problem}");
    }
    let mut tables: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        tables
            .entry(tools::table_of(entry.kind))
            .or_default()
            .push(entry);
    }
    let names = |entries: &[Entry]| entries.iter().map(|entry| entry.names.len()).sum::<usize>();
    for (table, entries) in &tables {
        let latin = entries
            .iter()
            .flat_map(|entry| &entry.names)
            .filter(|name| name.is_ascii());
        eprintln!(
            "{table}: {}, {}, {} of them without Arabic letters",
            counted(entries.len(), "row"),
            counted(names(entries), "name"),
            latin.count()
        );
    }
    let mut texts: BTreeMap<&str, String> = tables
        .iter()
        .map(|(table, entries)| (*table, tools::as_table(table, entries)))
        .collect();
    if !tenures.is_empty() {
        eprintln!("offices: {}", counted(tenures.len(), "dated code"));
        texts.insert("offices", tools::tenures_table(&tenures));
    }
    if texts.is_empty() {
        bail!("{path}: no name could be read");
    }
    match &args.to {
        Some(folder) => save(folder, &args.file, &texts)?,
        None if texts.len() > 1 => bail!(
            "the rows are of several tables ({}); give --to DIR",
            texts.keys().copied().collect::<Vec<_>>().join(", ")
        ),
        None => {
            for text in texts.values() {
                write!(io::stdout(), "{text}")?;
            }
        }
    }
    Ok(match problems.is_empty() {
        true => Outcome::Done,
        false => Outcome::Shortfall,
    })
}

/// Writes a table a kind, named after the file that was read; none that is there is written over.
fn save(folder: &Path, file: &Path, tables: &BTreeMap<&str, String>) -> anyhow::Result<()> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let stem = match tools::slug(&stem).as_str() {
        "" => "import".to_owned(),
        stem => stem.to_owned(),
    };
    let folder = folder.join("gazetteers");
    let path = |table: &str| folder.join(format!("{table}-{stem}.csv"));
    if let Some(taken) = tables
        .keys()
        .map(|table| path(table))
        .find(|path| path.exists())
    {
        bail!(
            "{} is there already; move it away or rename the input",
            taken.display()
        );
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let mut out = io::stdout().lock();
    for (table, text) in tables {
        let path = path(table);
        fs::write(&path, text).with_context(|| path.display().to_string())?;
        writeln!(out, "{}", path.display())?;
    }
    let folder = folder.parent().unwrap_or(&folder);
    writeln!(
        out,
        "check them: rasd gazetteer check --data {}",
        folder.display()
    )?;
    Ok(())
}

/// Options of `rasd gazetteer export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// How to write
    #[arg(long, value_enum)]
    to: Format,
    /// Only these entity types, for example PER
    #[arg(long = "type", value_name = "TYPE", value_parser = entity_type)]
    types: Vec<rasd_core::EntityType>,
}

fn entity_type(text: &str) -> Result<rasd_core::EntityType, String> {
    text.parse()
        .map_err(|error: rasd_core::UnknownName| error.to_string())
}

/// Writes the names of the tables for another program.
pub fn export(args: &ExportArgs, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let data = load_data(folders)?;
    let files = data.files();
    let mut entries = tools::entries(&files);
    entries.retain(|entry| args.types.is_empty() || args.types.contains(&entry.kind));
    let Loaded { value, problems } = Gazetteer::load(&files);
    let text = match args.to {
        Format::Csv => tools::plain_csv(&entries),
        Format::EntityRuler => tools::entity_ruler(&entries),
        Format::Petrarch => tools::petrarch(&value, &entries),
    };
    io::stdout().write_all(text.as_bytes())?;
    refuse(&data, problems)?;
    Ok(Outcome::Done)
}
