//! `add`: a row into its table, checked, with what it changes on a sample.

use super::super::input::InputArgs;
use super::super::{Outcome, load_data};
use super::ask::Asker;
use super::changes;
use anyhow::{Context, bail};
use rasd::{Data, Pipeline};
use rasd_core::{Pos, TokenLayer};
use rasd_gazetteer::tools::{self, Column, Finding, InsertError, Severity};
use rasd_tokenizer::Tokenizer;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Options of `rasd gazetteer add`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The table (persons, offices, places, groups, titles, orgs-parties and others), then its
    /// fields as column=value; on a terminal what is missing is asked for
    #[arg(value_name = "TABLE COLUMN=VALUE")]
    words: Vec<String>,
    /// Data folder that gets the row: its table of that name if it has one, else its TABLE-own.csv,
    /// which is read beside the built-in table
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
    /// Texts to show the changes on; gold/articles of the data folder if not given
    #[arg(long, value_name = "PATH")]
    sample: Vec<String>,
    /// Publication date of plain text in the sample
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// For an office: end the tenure that is open on the day this one begins
    #[arg(long)]
    close: bool,
    /// Add the row in spite of warnings
    #[arg(long)]
    force: bool,
    /// Show what would be added and changed, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Adds a row in its place, checks it and shows what it changes.
pub fn run(args: &Args, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut data = load_data(folders)?;
    let to = &args.to;
    if to.join("gazetteers").is_dir() {
        data.overlay(to)?;
    } else if to == Path::new(".") {
        bail!(
            "this folder has no gazetteers; name a data folder with --to, for example --to my-data"
        );
    }
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut asker = terminal.then(|| Asker::new(io::stdin().lock(), io::stderr()));
    let (table, mut values) = request(&args.words, &data, asker.as_mut())?;
    let target = Target::new(to, &table, &data)?;
    complete(&target, &mut values, asker.as_mut())?;
    let change = change(&target, &values, &data, args)?;
    report(&change, &target, &data, args)?;
    if args.dry_run {
        writeln!(io::stdout(), "nothing written")?;
        return Ok(Outcome::Done);
    }
    if let Some(asker) = &mut asker
        && !asker.yes("write it?")?
    {
        return Ok(Outcome::Shortfall);
    }
    if let Some(folder) = target.file.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(&target.file, &change.table).with_context(|| target.file.display().to_string())?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}:{}: row added", target.file.display(), change.line)?;
    if target.kind == "persons" {
        writeln!(
            out,
            "an office: rasd gazetteer add offices --to {} office=COUNTRY/role person={} start=YYYY-MM-DD",
            to.display(),
            values.get("id").map_or("", String::as_str)
        )?;
    }
    Ok(Outcome::Done)
}

/// The table that a row goes to.
struct Target {
    /// `orgs` for `orgs-media`.
    kind: &'static str,
    columns: &'static [Column],
    /// Path in the data: `gazetteers/persons-own.csv`.
    path: String,
    file: PathBuf,
    /// The table as it is; for a new one the header alone.
    text: String,
}

impl Target {
    fn new(to: &Path, table: &str, data: &Data) -> anyhow::Result<Self> {
        let (Some(kind), Some(columns)) = (tools::kind_of(table), tools::columns_of(table)) else {
            bail!(
                "`{table}` is no table that rows can be added to; {}",
                tables(data)
            );
        };
        let path = |table: &str| format!("gazetteers/{table}.csv");
        let own = format!("{kind}-own");
        let name = match table {
            table if to.join(path(table)).is_file() => table,
            // A table that only the built-in data has stays as it is; the row stands beside it.
            table if table == kind || data.get(&path(table)).is_some() => own.as_str(),
            table => table,
        };
        let file = to.join(path(name));
        let text = match file.is_file() {
            true => fs::read_to_string(&file).with_context(|| file.display().to_string())?,
            false => {
                let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
                names.join(",") + "\n"
            }
        };
        if kind == "orgs" && name == "orgs-own" && to.join("gazetteers/orgs-media.csv").is_file() {
            bail!(
                "organisations have several tables: {}",
                organisations(data).join(", ")
            );
        }
        Ok(Target {
            kind,
            columns,
            path: path(name),
            file,
            text,
        })
    }

    fn header(&self) -> Vec<&str> {
        let header = self.text.lines().next().unwrap_or("");
        header.trim_start_matches('\u{feff}').split(',').collect()
    }
}

/// The tables of organisations in the data.
fn organisations(data: &Data) -> Vec<String> {
    let names = data.files().into_iter().filter_map(|file| {
        let name = file
            .path
            .strip_prefix("gazetteers/")?
            .strip_suffix(".csv")?;
        (tools::kind_of(name) == Some("orgs") && !name.contains('/')).then(|| name.to_owned())
    });
    names.collect()
}

fn tables(data: &Data) -> String {
    let orgs = organisations(data).join(", ");
    format!("tables are persons, offices, places, groups, titles, {orgs}")
}

type Values = BTreeMap<String, String>;

/// The table and the values that the command line gives, asking for the table if it names none.
fn request<R: BufRead, W: Write>(
    words: &[String],
    data: &Data,
    asker: Option<&mut Asker<R, W>>,
) -> anyhow::Result<(String, Values)> {
    let (named, fields) = match words.split_first() {
        Some((first, rest)) if !first.contains('=') => (Some(first.clone()), rest),
        _ => (None, words),
    };
    let table = match (named, asker) {
        (Some(table), _) => table,
        (None, Some(asker)) => {
            let mut choices: Vec<String> = ["persons", "offices", "places", "groups", "titles"]
                .map(str::to_owned)
                .to_vec();
            choices.extend(organisations(data));
            asker.choice("which table", &choices)?
        }
        (None, None) => bail!("name the table first: {}", tables(data)),
    };
    let mut values = Values::new();
    for field in fields {
        let (column, value) = field
            .split_once('=')
            .with_context(|| format!("`{field}` is not COLUMN=VALUE"))?;
        values.insert(column.to_owned(), value.trim().to_owned());
    }
    Ok((table, values))
}

/// Fills what is missing: by asking, or with what follows from the rest. All that is still missing
/// is told at once.
fn complete<R: BufRead, W: Write>(
    target: &Target,
    values: &mut Values,
    mut asker: Option<&mut Asker<R, W>>,
) -> anyhow::Result<()> {
    let header = target.header();
    let unknown: Vec<&String> = values
        .keys()
        .filter(|k| !header.contains(&k.as_str()))
        .collect();
    if !unknown.is_empty() {
        bail!(
            "no column {unknown:?}; columns of {} are {}",
            target.path,
            header.join(", ")
        );
    }
    // An id is proposed from the English name, so that is asked for first.
    let mut order: Vec<&Column> = target
        .columns
        .iter()
        .filter(|c| header.contains(&c.name))
        .collect();
    order.sort_by_key(|column| column.name != "name_en");
    let mut missing = Vec::new();
    for column in order {
        if values.contains_key(column.name) {
            continue;
        }
        let default = match column.name {
            "id" => values
                .get("name_en")
                .map(|name| tools::slug(name))
                .unwrap_or_default(),
            "source" => "hand".to_owned(),
            _ => String::new(),
        };
        let value = match &mut asker {
            Some(asker) => asker.column(column, &default)?,
            None => default,
        };
        if value.is_empty() && column.needed {
            missing.push(format!("  {}=  {}", column.name, column.help));
        }
        values.insert(column.name.to_owned(), value);
    }
    if !missing.is_empty() {
        bail!("the row lacks\n{}", missing.join("\n"));
    }
    Ok(())
}

/// A table with the row in it.
struct Change {
    data: Data,
    table: String,
    line: u32,
    row: String,
    /// What the row brings up that does not stop it.
    notes: Vec<String>,
}

/// Puts the row into the table and checks all tables with it.
fn change(target: &Target, values: &Values, data: &Data, args: &Args) -> anyhow::Result<Change> {
    let fields: Vec<String> = target
        .header()
        .iter()
        .map(|column| values.get(*column).cloned().unwrap_or_default())
        .collect();
    if let Some(id) = values.get("id") {
        let files = data.files();
        let same = |entry: &&tools::Entry| entry.id == *id && of_kind(&entry.row, target.kind);
        if let Some(entry) = tools::entries(&files).iter().find(same) {
            bail!(
                "`{id}` stands already at {}: {} ({}). Add names or short forms to that row, or choose another id.",
                entry.row,
                entry.name,
                entry.names.join("|")
            );
        }
    }
    let mut notes = Vec::new();
    let mut table = target.text.clone();
    if let (true, Some(office), Some(start)) =
        (args.close, values.get("office"), values.get("start"))
    {
        match tools::close_tenure(&table, office, start) {
            Some((closed, line)) => {
                notes.push(format!("{}:{line}: tenure ended on {start}", target.path));
                table = closed;
            }
            None => notes.push(format!("no tenure of {office} is open in {}", target.path)),
        }
    }
    let (table, line) = match tools::insert_row(&table, &fields) {
        Ok(inserted) => inserted,
        Err(InsertError::Taken { line, key }) => {
            bail!("{}:{line} has `{key}` already", target.path)
        }
        Err(error) => return Err(error.into()),
    };
    let mut changed = data.clone();
    changed.insert(target.path.clone(), table.clone());
    notes.extend(common_words(target, values, data));
    let (stop, more) = sift(&new_findings(data, &changed), target);
    notes.extend(more);
    if stop.is_empty()
        || (args.force && stop.iter().all(|(severity, _)| *severity < Severity::Error))
    {
        notes.extend(stop.into_iter().map(|(_, line)| line));
        let row = tools::row_text(&fields);
        return Ok(Change {
            data: changed,
            table,
            line,
            row,
            notes,
        });
    }
    for (_, line) in &stop {
        eprintln!("{line}");
    }
    let errors = stop
        .iter()
        .any(|(severity, _)| *severity == Severity::Error);
    let way = match (errors, target.kind) {
        (true, _) => "correct it and add it again",
        (false, "offices") => {
            "give --close to end the tenure before it, or --force to add the row all the same"
        }
        (false, _) => "give --force to add it all the same",
    };
    bail!("the row was not added: {way}")
}

/// Whether a row (`gazetteers/orgs-media.csv:12`) is of this kind of table.
fn of_kind(row: &str, kind: &str) -> bool {
    let name = row.rsplit('/').next().unwrap_or(row);
    tools::kind_of(name.split('.').next().unwrap_or(name)) == Some(kind)
}

/// What the check finds with the row and not without it. Line numbers inside messages move with a
/// new row and are not compared.
fn new_findings(before: &Data, after: &Data) -> Vec<Finding> {
    let key = |finding: &Finding| {
        let text: String = finding
            .problem
            .message
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .collect();
        (finding.problem.file.clone(), finding.kind, text)
    };
    let mut known: Vec<_> = tools::check(&before.files()).iter().map(key).collect();
    let mut found = tools::check(&after.files());
    found.retain(
        |finding| match known.iter().position(|other| *other == key(finding)) {
            Some(at) => {
                known.swap_remove(at);
                false
            }
            None => true,
        },
    );
    found
}

/// Notes on names of one word that the lexicon has as something else than a name.
fn common_words(target: &Target, values: &Values, data: &Data) -> Vec<String> {
    let marked = values
        .get("context")
        .is_some_and(|context| !context.is_empty());
    if marked || !matches!(target.kind, "orgs" | "places" | "persons") {
        return Vec::new();
    }
    let advice = match target.kind {
        "persons" => "leave it out, or give a longer name",
        _ => "put ? before it, or set context to need or head",
    };
    let tokenizer = Tokenizer::load(&data.files()).value;
    let names = values.get("names").map_or("", String::as_str).split('|');
    names
        .filter_map(|name| {
            let mut layer = TokenLayer::default();
            tokenizer.run(name, &mut layer, &mut Vec::new());
            let [_] = layer.tokens[..] else {
                return None;
            };
            let known = layer.reading(0).filter(|reading| !reading.guessed)?;
            let pos = known.stem_segment()?.morph.pos;
            (pos != Pos::Propn)
                .then(|| format!("note: `{name}` is also a common word ({pos}): {advice}"))
        })
        .collect()
}

/// Findings that stop a row, and lines on those that do not.
fn sift(findings: &[Finding], target: &Target) -> (Vec<(Severity, String)>, Vec<String>) {
    let (mut stop, mut notes) = (Vec::new(), Vec::new());
    for finding in findings {
        let line = format!(
            "{}[{}] {}",
            finding.severity.as_str(),
            finding.kind,
            finding.problem
        );
        let stops = match (finding.severity, finding.kind) {
            (Severity::Error, _) | (Severity::Warning, "clash") => true,
            // The later beginning wins over a tenure that stands in a table of somebody else.
            (_, "overlap") => *finding.problem.file == *target.path,
            _ => false,
        };
        match stops {
            true => stop.push((finding.severity, line)),
            false => notes.push(line),
        }
    }
    (stop, notes)
}

/// Shows the row, what is to be said of it and what it changes on the sample.
fn report(change: &Change, target: &Target, before: &Data, args: &Args) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}:{}", target.file.display(), change.line)?;
    writeln!(out, "  {}", change.row)?;
    for note in &change.notes {
        writeln!(out, "  {note}")?;
    }
    let articles = args.to.join("gold/articles");
    let sample = match args.sample.as_slice() {
        [] if articles.is_dir() => vec![articles.display().to_string()],
        [] => {
            writeln!(out, "give --sample PATH to see what the row changes")?;
            return Ok(());
        }
        sample => sample.to_vec(),
    };
    let (old, new) = (
        Pipeline::load(before).value,
        Pipeline::load(&change.data).value,
    );
    let input = InputArgs::of_paths(&sample, args.date.as_deref())?;
    changes::show(&old, &new, &input, &mut out)?;
    Ok(())
}
