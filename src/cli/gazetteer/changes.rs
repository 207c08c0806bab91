//! `diff`: which mentions and events of a corpus change because of changed rows.

use super::super::input::{Documents, InputArgs};
use super::super::{Outcome, load_pipeline};
use rasd::{Document, Pipeline};
use rasd_core::{Analysis, RefId};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `rasd gazetteer diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Data folder before the change; laid over the built-in data
    old: PathBuf,
    /// Data folder after the change
    new: PathBuf,
    /// Text files, folders or JSON Lines to read with both
    #[arg(long = "on", value_name = "CORPUS", required = true)]
    corpus: Vec<String>,
    #[command(flatten)]
    input: InputOptions,
}

/// The options on input without the paths, which `--on` gives.
#[derive(Debug, Clone, clap::Args)]
struct InputOptions {
    /// Publication date of plain text
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Shows the changes, a line each: document, what went (-) and what came (+).
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let with = |folder: &PathBuf| {
        let folders: Vec<PathBuf> = data.iter().chain([folder]).cloned().collect();
        load_pipeline(&folders)
    };
    let (old, new) = (with(&args.old)?, with(&args.new)?);
    let documents = Documents::new(&InputArgs::of_paths(
        &args.corpus,
        args.input.date.as_deref(),
    )?);
    let mut out = io::stdout().lock();
    let (mut changed, mut total) = (0usize, 0usize);
    for document in documents {
        let document = match document {
            Ok(document) => document,
            Err(rejected) => {
                eprintln!("{rejected}");
                continue;
            }
        };
        total += 1;
        let (before, after) = (facts(&old, &document), facts(&new, &document));
        if before == after {
            continue;
        }
        changed += 1;
        writeln!(out, "{}", document.id)?;
        for fact in before.difference(&after) {
            writeln!(out, "  - {}", fact.1)?;
        }
        for fact in after.difference(&before) {
            writeln!(out, "  + {}", fact.1)?;
        }
    }
    writeln!(out, "{changed} of {total} documents change")?;
    Ok(Outcome::Done)
}

/// Mentions and events of a document, by place, as lines to compare.
fn facts(pipeline: &Pipeline, document: &Document) -> BTreeSet<(u32, String)> {
    let analysis = pipeline.run(document);
    let mut out = BTreeSet::new();
    for mention in &analysis.entities {
        let text = mention.span.text(&document.text);
        let line = format!(
            "{} {text} = {}",
            mention.kind,
            ids(&analysis, &mention.refs)
        );
        out.insert((mention.span.start(), line));
    }
    for event in &analysis.events {
        let mut arguments: Vec<String> = event
            .arguments
            .iter()
            .map(|argument| format!("{}={}", argument.role, ids(&analysis, &argument.refs)))
            .collect();
        arguments.sort();
        let text = event.trigger.text(&document.text);
        let line = format!("{} {text} {}", event.category, arguments.join(" "));
        out.insert((event.trigger.start(), line));
    }
    out
}

fn ids(analysis: &Analysis, refs: &[RefId]) -> String {
    let ids: Vec<&str> = refs
        .iter()
        .map(|reference| &*analysis.registry.get(*reference).id)
        .collect();
    ids.join(",")
}
