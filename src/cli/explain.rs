//! `rasd explain`: how each event was decided, and what stopped the other trigger words.

use super::input::{InputArgs, each_document};
use super::{Outcome, load_pipeline};
use anyhow::bail;
use clap::ValueEnum;
use rasd::core::{ArgumentTarget, EventMention, ReportFeature};
use rasd::extractor::Rejection;
use rasd::{Analysis, Document};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// Options of `rasd explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Only the event with this id, as in `--format doc` of `rasd extract`
    #[arg(long, value_name = "ID")]
    event: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the explanation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// In words.
    Text,
    /// One JSON object a document.
    Json,
}

const EXAMPLES: &str = "Examples:
  rasd explain article.txt --date 2024-03-11     every event and every trigger word without one
  rasd explain article.txt --event v3            one event
  rasd explain article.txt --format json         the same as JSON";

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let pipeline = load_pipeline(data)?;
    let mut out = io::stdout().lock();
    each_document(&args.input, |document| {
        let (analysis, rejections) = pipeline.explain(&document);
        let chosen = choose(args, &analysis)?;
        let rejections = if args.event.is_some() {
            &[]
        } else {
            rejections.as_slice()
        };
        match args.format {
            Format::Text => text(&mut out, &document, &analysis, &chosen, rejections)?,
            Format::Json => {
                let value = explanation(&document, &analysis, &chosen, rejections);
                writeln!(out, "{value}")?;
            }
        }
        Ok(())
    })
}

/// Numbers of the events asked for.
fn choose(args: &Args, analysis: &Analysis) -> anyhow::Result<Vec<usize>> {
    let all = 0..analysis.events.len();
    let Some(id) = &args.event else {
        return Ok(all.collect());
    };
    let found = id.strip_prefix('v').and_then(|n| n.parse::<usize>().ok());
    match found
        .and_then(|n| n.checked_sub(1))
        .filter(|n| all.contains(n))
    {
        Some(number) => Ok(vec![number]),
        None => bail!(
            "no event `{id}`: the document has events v1 to v{}",
            analysis.events.len()
        ),
    }
}

fn text(
    out: &mut impl Write,
    document: &Document,
    analysis: &Analysis,
    chosen: &[usize],
    rejections: &[Rejection],
) -> io::Result<()> {
    writeln!(out, "{}", document.id)?;
    if let Some(publication) = &analysis.publication {
        writeln!(
            out,
            "published {}: {}",
            publication.date.date(),
            publication.reason
        )?;
    }
    for number in chosen {
        let event = &analysis.events[*number];
        writeln!(
            out,
            "\nv{}  {}  cluster {}",
            number + 1,
            event.category,
            event.cluster
        )?;
        writeln!(out, "    word: {}", event.trigger.text(&document.text))?;
        for line in &event.trace {
            writeln!(out, "    {line}")?;
        }
        for line in arguments(document, analysis, event) {
            writeln!(out, "    {line}")?;
        }
    }
    if !rejections.is_empty() {
        writeln!(out, "\ntrigger words that name no event here:")?;
    }
    for rejection in rejections {
        writeln!(out, "  {}", rejection.span.text(&document.text))?;
        for reason in &rejection.reasons {
            writeln!(out, "    {reason}")?;
        }
    }
    Ok(())
}

/// A line for each argument: role, words, what they stand for and why.
fn arguments(document: &Document, analysis: &Analysis, event: &EventMention) -> Vec<String> {
    let refs = |argument: &rasd::core::Argument| {
        let names: Vec<&str> = argument
            .refs
            .iter()
            .map(|r| &*analysis.registry.get(*r).id)
            .collect();
        names.join(", ")
    };
    let line = |argument: &rasd::core::Argument| match argument.target {
        ArgumentTarget::Entity(entity) => {
            let mention = &analysis.entities[entity as usize];
            let row = mention
                .provenance
                .as_ref()
                .map_or_else(String::new, |p| format!(" ({p})"));
            format!(
                "{} [{}] = {} in {}: {}{row}",
                argument.role,
                mention.span.text(&document.text),
                refs(argument),
                argument.slot,
                mention.reason
            )
        }
        ArgumentTarget::Time(time) => {
            let mention = &analysis.times[time as usize];
            format!(
                "{} [{}] = {}: {}",
                argument.role,
                mention.span.text(&document.text),
                mention.value,
                mention.reason
            )
        }
        ArgumentTarget::Implicit => format!(
            "{} = {} in {}: a pronoun or the form of the verb",
            argument.role,
            refs(argument),
            argument.slot
        ),
    };
    event.arguments.iter().map(line).collect()
}

/// What spoke for and against the event being the news of its sentence.
fn features(event: &EventMention) -> serde_json::Map<String, Value> {
    let pair = |(feature, value): &(ReportFeature, f64)| (feature.to_string(), json!(value));
    event.report.features.iter().map(pair).collect()
}

/// What the words of its sentence weigh in that.
fn words(event: &EventMention) -> serde_json::Map<String, Value> {
    let pair = |(lemma, value): &(Arc<str>, f64)| (lemma.to_string(), json!(value));
    event.report.words.iter().map(pair).collect()
}

fn explanation(
    document: &Document,
    analysis: &Analysis,
    chosen: &[usize],
    rejections: &[Rejection],
) -> Value {
    let span = |span| {
        let chars = analysis.chars.to_chars(&document.text, span);
        json!({ "start": chars.start(), "end": chars.end() })
    };
    let events: Vec<Value> = chosen
        .iter()
        .map(|number| {
            let event = &analysis.events[*number];
            json!({
                "id": format!("v{}", number + 1),
                "type": event.category.as_str(),
                "trigger": span(event.trigger),
                "text": event.trigger.text(&document.text),
                "frame": &*event.frame,
                "rule": event.provenance.as_ref().map(ToString::to_string),
                "cluster": event.cluster,
                "realis": event.realis.as_str(),
                "negated": event.negated,
                "reported": event.report.reported,
                "report_score": event.report.score,
                "report_features": features(event),
                "report_words": words(event),
                "trace": event.trace,
                "arguments": arguments(document, analysis, event),
            })
        })
        .collect();
    let rejected: Vec<Value> = rejections
        .iter()
        .map(|rejection| {
            let frames: Vec<&str> = rejection.frames.iter().map(|f| &**f).collect();
            json!({
                "trigger": span(rejection.span),
                "text": rejection.span.text(&document.text),
                "frames": frames,
                "reasons": rejection.reasons,
            })
        })
        .collect();
    json!({ "id": document.id, "events": events, "rejected": rejected })
}
