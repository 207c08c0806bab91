//! `add`: a row into its table, checked, with what it changes on a sample.

use super::super::input::InputArgs;
use super::super::{Outcome, load_data};
use super::ask::Asker;
use super::changes;
use super::tables::line;
use super::target::{Target, organisations, tables};
use anyhow::{Context, bail, ensure};
use rasd::{Data, Pipeline};
use rasd_core::{Pos, TokenLayer};
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{self, Column, Finding, Severity};
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
    /// Data folder that gets the row: its table of that name if it has one, else one that is read
    /// beside the built-in tables: persons-own.csv and so on, orgs-own.csv for all organisations
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
    /// Texts to show the changes on; gold/articles of the data folder if not given
    #[arg(long, value_name = "PATH")]
    sample: Vec<String>,
    /// Publication date of plain text in the sample
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// For an office: end the tenure that is open on the day this one begins; a built-in one by a
    /// row in the same table as the new one
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
    let to = &args.to;
    let mut folders = folders.to_vec();
    if to.join("gazetteers").is_dir() {
        folders.retain(|folder| folder != to);
        folders.push(to.clone());
    } else if to == Path::new(".") {
        bail!(
            "this folder has no gazetteers; name a data folder with --to, for example --to my-data"
        );
    }
    let sample = sample(args)?;
    let data = load_data(&folders)?;
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut asker = terminal.then(|| Asker::new(io::stdin().lock(), io::stderr()));
    let (table, mut values) = request(&args.words, &data, asker.as_mut())?;
    let target = Target::new(to, &table, &data)?;
    complete(&target, &mut values, asker.as_mut())?;
    let change = change(&target, &values, &data, args).inspect_err(|_| {
        if terminal {
            eprintln!("to repeat it: {}", command(args, &table, &values));
        }
    })?;
    report(&change, &target, &data, sample.as_ref())?;
    if args.dry_run {
        writeln!(io::stdout(), "nothing written")?;
        return Ok(Outcome::Done);
    }
    if let Some(asker) = &mut asker
        && !asker.yes("write it?")?
    {
        writeln!(io::stdout(), "nothing written")?;
        return Ok(Outcome::Done);
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
        let old = values.insert(column.to_owned(), value.trim().to_owned());
        ensure!(old.is_none(), "{column}= is given twice");
    }
    Ok((table, values))
}

/// The documents to show changes on, if there are any.
fn sample(args: &Args) -> anyhow::Result<Option<InputArgs>> {
    let articles = args.to.join("gold/articles");
    let paths = match args.sample.as_slice() {
        [] if articles.is_dir() => vec![articles.display().to_string()],
        [] => return Ok(None),
        sample => sample.to_vec(),
    };
    InputArgs::of_paths(&paths, args.date.as_deref()).map(Some)
}

/// The command line that gives these answers.
fn command(args: &Args, table: &str, values: &Values) -> String {
    let mut out = format!("rasd gazetteer add {table} --to '{}'", args.to.display());
    for (column, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!(" {column}='{}'", value.replace('\'', "'\\''")));
    }
    out
}

/// Fills what is missing: by asking, or with what follows from the rest. All that is still missing
/// is told at once.
fn complete<R: BufRead, W: Write>(
    target: &Target,
    values: &mut Values,
    mut asker: Option<&mut Asker<R, W>>,
) -> anyhow::Result<()> {
    let header = target.header();
    if let Some(unknown) = values.keys().find(|key| !header.contains(key)) {
        let near = tools::nearest(unknown, header.iter().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        bail!(
            "no column `{unknown}`{near}; columns of {} are {}",
            target.file.display(),
            header.join(", ")
        );
    }
    // An id is proposed from the English name, so that is asked for first.
    let mut order: Vec<&Column> = target
        .columns
        .iter()
        .filter(|column| header.iter().any(|name| name == column.name))
        .collect();
    order.sort_by_key(|column| column.name != "name_en");
    let mut missing = Vec::new();
    for column in order {
        let given = values.get(column.name);
        if given.is_some_and(|value| !value.is_empty() || !column.needed) {
            continue;
        }
        let name = values.get("name_en").map_or("", String::as_str);
        let default = match column.name {
            "id" => tools::slug(name),
            "source" => "hand".to_owned(),
            _ => String::new(),
        };
        let value = match &mut asker {
            Some(asker) => asker.column(column, &default)?,
            None => default,
        };
        // An id follows from the name, so that one missing is told of alone.
        let follows = column.name == "id" && given.is_none() && name.is_empty();
        if value.is_empty() && column.needed && !follows {
            let reason = match column.name {
                "id" if !name.is_empty() => format!(" (none can be made of `{name}`)"),
                _ => String::new(),
            };
            missing.push(format!("  {}=  {}{reason}", column.name, column.help));
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
        .map(|column| values.get(column).cloned().unwrap_or_default())
        .collect();
    if let Some(id) = values.get("id") {
        let files = data.files();
        let same = |entry: &&tools::Entry| entry.id == *id && of_kind(&entry.row, target.kind);
        if let Some(entry) = tools::entries(&files).iter().find(same) {
            bail!(
                "`{id}` stands already at {}: {} ({}). Add names or short forms to that row, or choose another id.",
                data.on_disk(&entry.row),
                entry.name,
                entry.names.join("|")
            );
        }
    }
    let mut notes = Vec::new();
    let mut table = target.text.clone();
    if args.close {
        let (closed, note) = close(target, values, data)?;
        notes.push(note);
        table = closed;
    }
    let (table, line_number) = target.insert(&table, &fields)?;
    let mut changed = data.clone();
    changed.insert_from(target.path.clone(), table.clone(), target.file.clone());
    notes.extend(common_words(target, values, data));
    let (stop, more) = sift(new_findings(data, &changed), target, &changed);
    notes.extend(more);
    let errors = stop.iter().any(|f| f.severity == Severity::Error);
    let lines = stop.iter().map(|finding| line(finding, &changed));
    if stop.is_empty() || (args.force && !errors) {
        notes.extend(lines);
        let row = tools::row_text(&fields);
        return Ok(Change {
            data: changed,
            table,
            line: line_number,
            row,
            notes,
        });
    }
    for line in lines {
        eprintln!("{line}");
    }
    let overlap = stop.iter().any(|finding| finding.kind == "overlap");
    let way = match (errors, overlap && !args.close) {
        (true, _) => "correct it and add it again",
        (false, true) => {
            "give --close to end the tenure before it, or --force to add the row all the same"
        }
        (false, false) => "give --force to add it all the same",
    };
    bail!("the row was not added: {way}")
}

/// The target's table with the open tenure of the office ended on the day on which the new one
/// begins, and a line that tells so. Where the open one stands in another table, the target gets its
/// row with an end, which takes its place.
fn close(target: &Target, values: &Values, data: &Data) -> anyhow::Result<(String, String)> {
    let value = |column: &str| values.get(column).map_or("", String::as_str);
    let (office, day) = (value("office"), value("start"));
    ensure!(target.kind == "offices", "--close is for offices");
    let tenures = Gazetteer::load(&data.files()).value.tenures(office);
    let mut open = tenures.iter().rev().filter(|held| held.end.is_none());
    let Some(held) = open.find(|held| held.start.to_string().as_str() < day) else {
        let note = format!("no tenure of {office} that began before {day} is open");
        return Ok((target.text.clone(), note));
    };
    let (file, line) = held.row.rsplit_once(':').unwrap_or((&held.row, ""));
    let person = &held.person;
    if file == target.path
        && let Some(table) = tools::close_tenure(&target.text, line.parse()?, day)
    {
        let place = target.file.display();
        return Ok((
            table,
            format!("{place}:{line}: tenure of {person} ended on {day}"),
        ));
    }
    let fields: Vec<String> = target
        .header()
        .iter()
        .map(|column| match column.as_str() {
            "office" => office.to_owned(),
            "person" => person.clone(),
            "start" => held.start.to_string(),
            "end" => day.to_owned(),
            "source" => "hand".to_owned(),
            _ => String::new(),
        })
        .collect();
    let (table, line) = target.insert(&target.text, &fields)?;
    let place = target.file.display();
    let row = data.on_disk(&held.row);
    Ok((
        table,
        format!("{place}:{line}: tenure of {person} ended on {day}, in place of {row}"),
    ))
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
    let check = |data: &Data| tools::check(&data.files(), |path| after.origin(path).is_some());
    let mut known: Vec<_> = check(before).iter().map(key).collect();
    let mut found = check(after);
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
fn sift(found: Vec<Finding>, target: &Target, data: &Data) -> (Vec<Finding>, Vec<String>) {
    let stops = |finding: &Finding| match (finding.severity, finding.kind) {
        (Severity::Error, _) | (Severity::Warning, "clash" | "name" | "office") => true,
        (_, "overlap") => *finding.problem.file == *target.path,
        _ => false,
    };
    let (stop, rest): (Vec<Finding>, Vec<Finding>) = found.into_iter().partition(stops);
    let notes = rest.iter().map(|finding| line(finding, data)).collect();
    (stop, notes)
}

/// Shows the row, what is to be said of it and what it changes on the sample.
fn report(
    change: &Change,
    target: &Target,
    before: &Data,
    sample: Option<&InputArgs>,
) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}:{}", target.file.display(), change.line)?;
    writeln!(out, "  {}", change.row)?;
    for note in &change.notes {
        writeln!(out, "  {note}")?;
    }
    let Some(sample) = sample else {
        writeln!(out, "give --sample PATH to see what the row changes")?;
        return Ok(());
    };
    let (old, new) = (
        Pipeline::load(before).value,
        Pipeline::load(&change.data).value,
    );
    changes::show(&old, &new, sample, &mut out)?;
    Ok(())
}
