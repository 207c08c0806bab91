//! `lookup`: what a name or title would match, or what is known under an id.

use super::super::{Outcome, load_data, refuse};
use super::tables::Format;
use anyhow::bail;
use jiff::civil::Date;
use rasd_core::Loaded;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{Found, Held, Read};
use rasd_tokenizer::Tokenizer;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `rasd gazetteer lookup`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A name, title or sentence as a newspaper writes it; or an id, an English name, an office
    /// such as IRN/foreign-minister
    name: String,
    /// Day on which offices are asked for; now if not given, and all tenures of an office
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Report format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Shows what a name would match.
pub fn run(args: &Args, folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    if args.name.trim().is_empty() {
        bail!("give a name, a title, an id or an office; `rasd gazetteer stats` counts all rows");
    }
    let data = load_data(folders)?;
    let files = data.files();
    let Loaded {
        value: gazetteer,
        problems,
    } = Gazetteer::load(&files);
    let arabic = !args.name.is_ascii();
    let (read, rows, tenures) = match arabic {
        true => {
            let tokenizer = Tokenizer::load(&files).value;
            let read = gazetteer.read(&tokenizer, &args.name, args.date);
            let rows = gazetteer.lookup(&args.name, args.date);
            (read, rows, Vec::new())
        }
        false => {
            let rows = gazetteer.search(&args.name, args.date);
            let mut tenures = gazetteer.tenures(&args.name);
            tenures.retain(|held| args.date.is_none_or(|day| holds(held, day)));
            (Vec::new(), rows, tenures)
        }
    };
    let mut out = io::stdout().lock();
    match args.format {
        Format::Json => {
            let value = json!({
                "mentions": read.iter().map(mention).collect::<Vec<_>>(),
                "rows": rows.iter().map(row).collect::<Vec<_>>(),
                "tenures": tenures.iter().map(tenure).collect::<Vec<_>>(),
            });
            writeln!(out, "{}", serde_json::to_string_pretty(&value)?)?;
        }
        Format::Text if !tenures.is_empty() => {
            for held in &tenures {
                writeln!(out, "{} {}", period(held), held.person)?;
                writeln!(out, "    {}", data.on_disk(&held.row))?;
            }
        }
        Format::Text => {
            let mut shown = Vec::new();
            text(&mut shown, &read, &rows, args.date)?;
            write!(out, "{}", data.on_disk(&String::from_utf8(shown)?))?;
            if read.is_empty() && rows.is_empty() {
                let rest = match problems.is_empty() {
                    true => "",
                    false => " in the rows that can be read",
                };
                writeln!(
                    out,
                    "nothing matches{rest}; `rasd gazetteer add` adds a row"
                )?;
            }
        }
    }
    refuse(&data, problems)?;
    Ok(Outcome::Done)
}

/// Whether a tenure takes in a day.
fn holds(held: &Held, day: Date) -> bool {
    held.start <= day && held.end.is_none_or(|end| day < end)
}

fn text(out: &mut impl Write, read: &[Read], rows: &[Found], day: Option<Date>) -> io::Result<()> {
    if !read.is_empty() {
        let day = day.map_or_else(|| "now".to_owned(), |day| format!("on {day}"));
        writeln!(out, "Read as text, {day}:")?;
    }
    for mention in read {
        writeln!(out, "  {} {}", mention.kind, mention.text)?;
        for found in &mention.refs {
            let row = match found.row.as_str() {
                "" => String::new(),
                row => format!(" ({row})"),
            };
            writeln!(out, "    = {}{row}", summary(found))?;
        }
        writeln!(out, "    {}", mention.reason)?;
    }
    if !rows.is_empty() {
        writeln!(out, "Rows that match:")?;
    }
    for found in rows {
        let note = match found.note {
            "" => String::new(),
            note => format!(" ({note})"),
        };
        let text = match found.text.as_str() {
            "" => String::new(),
            text => format!("{text}  "),
        };
        writeln!(out, "  {text}{}: {}{note}", found.kind, summary(found))?;
        if !found.row.is_empty() {
            writeln!(out, "    {}", found.row)?;
        }
        for held in &found.tenures {
            writeln!(out, "    {} {} ({})", period(held), held.office, held.row)?;
        }
    }
    Ok(())
}

/// Id, English name, country, sector and present office in one line.
fn summary(found: &Found) -> String {
    let mut out = found.id.clone();
    for part in [&found.name, &found.country, &found.sector] {
        if !part.is_empty() && *part != found.id {
            out.push_str(", ");
            out.push_str(part);
        }
    }
    if let Some(office) = &found.office {
        out.push_str(", ");
        out.push_str(office);
    }
    out
}

fn period(held: &Held) -> String {
    let end = held
        .end
        .map_or_else(|| "today".to_owned(), |end| end.to_string());
    format!("{} to {end:<10}", held.start)
}

fn mention(read: &Read) -> Value {
    json!({
        "text": read.text, "type": read.kind, "reason": read.reason,
        "refs": read.refs.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(found: &Found) -> Value {
    json!({
        "text": found.text, "kind": found.kind, "id": found.id, "name": found.name,
        "country": found.country, "sector": found.sector, "office": found.office,
        "row": found.row, "note": found.note,
        "tenures": found.tenures.iter().map(tenure).collect::<Vec<_>>(),
    })
}

fn tenure(held: &Held) -> Value {
    json!({
        "office": held.office, "person": held.person, "start": held.start.to_string(),
        "end": held.end.map(|end| end.to_string()), "row": held.row,
    })
}
