//! `diff`: which mentions and events of a corpus change because of changed rows.

use super::super::input::{InputArgs, each_document};
use super::super::{Outcome, load_data, sound, with_folder};
use rasd::{Document, Pipeline};
use rasd_core::{Analysis, RefId};
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `rasd gazetteer diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Data folder before the change, laid over the built-in data; - for the built-in data alone
    old: PathBuf,
    /// Data folder after the change; - for the built-in data alone
    new: PathBuf,
    /// Text files, folders or JSON Lines to read with both
    #[arg(long = "on", value_name = "CORPUS", required = true, num_args = 1..)]
    corpus: Vec<String>,
    /// Publication date of plain text
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Shows the changes, a line each: document, what went (-) and what came (+).
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let input = InputArgs::of_paths(&args.corpus, args.date.as_deref())?;
    let old = load_data(&with_folder(data, &args.old))?;
    let new = load_data(&with_folder(data, &args.new))?;
    if old.files() == new.files() {
        writeln!(io::stdout(), "the two hold the same data: nothing changes")?;
        return Ok(Outcome::Done);
    }
    let old = sound(&old, Pipeline::load(&old))?;
    let new = sound(&new, Pipeline::load(&new))?;
    show(&old, &new, &input, &mut io::stdout().lock())
}

/// How much differs.
#[derive(Debug, Default)]
struct Totals {
    documents: usize,
    changed: usize,
    /// Mentions and events that go and come.
    mentions: (usize, usize),
    events: (usize, usize),
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} of {} documents change: mentions -{} +{}, events -{} +{}",
            self.changed,
            self.documents,
            self.mentions.0,
            self.mentions.1,
            self.events.0,
            self.events.1
        )
    }
}

/// Writes what two pipelines read differently in the documents of `input`, and how much it is.
pub fn show(
    old: &Pipeline,
    new: &Pipeline,
    input: &InputArgs,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let mut totals = Totals::default();
    let outcome = each_document(input, |document| {
        totals.documents += 1;
        let (before, after) = (facts(old, &document), facts(new, &document));
        if before == after {
            return Ok(());
        }
        totals.changed += 1;
        writeln!(out, "{}", document.id)?;
        let mut lines: Vec<(&Fact, char)> = before.difference(&after).map(|f| (f, '-')).collect();
        lines.extend(after.difference(&before).map(|fact| (fact, '+')));
        lines.sort_by_key(|(fact, sign)| (fact.start, fact.event, *sign == '+'));
        for (fact, sign) in lines {
            writeln!(out, "  {sign} {}", fact.line)?;
            let (went, came) = match fact.event {
                true => (&mut totals.events.0, &mut totals.events.1),
                false => (&mut totals.mentions.0, &mut totals.mentions.1),
            };
            *(if sign == '-' { went } else { came }) += 1;
        }
        Ok(())
    })?;
    writeln!(out, "{totals}")?;
    Ok(outcome)
}

/// A mention or an event as a line to compare.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    start: u32,
    event: bool,
    line: String,
}

/// Mentions and events of a document, by place.
fn facts(pipeline: &Pipeline, document: &Document) -> BTreeSet<Fact> {
    let analysis = pipeline.run(document);
    let mut out = BTreeSet::new();
    for mention in &analysis.entities {
        let text = mention.span.text(&document.text);
        let refs = ids(&analysis, &mention.refs);
        out.insert(Fact {
            start: mention.span.start(),
            event: false,
            line: format!("{} {text} = {refs}", mention.kind),
        });
    }
    for event in &analysis.events {
        let mut arguments: Vec<String> = event
            .arguments
            .iter()
            .filter(|argument| !argument.refs.is_empty())
            .map(|argument| format!("{}={}", argument.role, ids(&analysis, &argument.refs)))
            .collect();
        arguments.sort();
        let text = event.trigger.text(&document.text);
        out.insert(Fact {
            start: event.trigger.start(),
            event: true,
            line: format!("{} {text} {}", event.category, arguments.join(" ")),
        });
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
