//! `suggest`: names in a corpus that the tables do not have, as rows to paste.

mod collect;
mod rows;

use super::super::input::{InputArgs, each_document};
use super::super::{Outcome, load_data, sound};
use clap::ValueEnum;
use collect::{Candidate, Collector, Kind};
use rasd::Pipeline;
use rasd_gazetteer::tools::{self, Spellings};
use std::io::{self, Write};
use std::path::PathBuf;

/// How suggestions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Rows with what speaks for them, for people.
    Text,
    /// The rows of one table alone.
    Csv,
}

/// Options of `rasd gazetteer suggest`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Text files, folders or JSON Lines
    #[arg(value_name = "CORPUS", required = true)]
    corpus: Vec<String>,
    /// Least number of documents that have the name
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,
    /// Most names that are shown of each table
    #[arg(long, value_name = "N", default_value_t = 50)]
    most: usize,
    /// Only rows of this table; all if not given
    #[arg(long, value_enum)]
    table: Option<Kind>,
    /// Report format; csv needs --table
    #[arg(long, value_enum, default_value_t = Format::Text, requires_if("csv", "table"))]
    format: Format,
}

/// Ranks unknown names by how often and how near to titles they occur.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let input = InputArgs::of_paths(&args.corpus, None)?;
    let data = load_data(data)?;
    let pipeline = sound(&data, Pipeline::load(&data))?;
    let spellings = Spellings::new(tools::entries(&data.files()));
    let mut collector = Collector::default();
    let outcome = each_document(&input, |document| {
        collector.add(&document, &pipeline.run(&document));
        Ok(())
    })?;
    let mut out = io::stdout().lock();
    let ranked = collector.ranked(&pipeline, &spellings, args.least);
    for kind in Kind::value_variants() {
        if args.table.is_some_and(|table| table != *kind) {
            continue;
        }
        let chosen: Vec<&Candidate> = ranked.iter().filter(|c| c.kind == *kind).collect();
        let shown = &chosen[..chosen.len().min(args.most)];
        match args.format {
            Format::Csv => {
                writeln!(out, "{}", rows::header(*kind))?;
                for candidate in shown {
                    writeln!(out, "{}", rows::row(candidate))?;
                }
            }
            Format::Text if !shown.is_empty() => section(&mut out, *kind, shown, chosen.len())?,
            Format::Text => {}
        }
    }
    if ranked.is_empty() && args.format == Format::Text {
        writeln!(
            out,
            "no unknown name stands in {} documents or more",
            args.least
        )?;
    }
    Ok(outcome)
}

/// The names of one table: what speaks for each, then its row.
fn section(out: &mut impl Write, kind: Kind, shown: &[&Candidate], all: usize) -> io::Result<()> {
    writeln!(
        out,
        "== {}: {} of {all} names",
        rows::table(kind),
        shown.len()
    )?;
    writeln!(out, "{}\n", rows::header(kind))?;
    for candidate in shown {
        for line in rows::evidence(candidate) {
            writeln!(out, "# {line}")?;
        }
        writeln!(out, "{}\n", rows::row(candidate))?;
    }
    Ok(())
}
