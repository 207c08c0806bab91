//! `rasd eval`: the pipeline run on gold texts and scored.

use super::annotations::{ScoringArgs, read_documents};
use super::score::{OutputArgs, report};
use super::{Outcome, annotations::refuse, load_pipeline};
use anyhow::Context;
use rasd::corpus::{annotate, parse_date};
use rasd::scorer::{Corpus, Parsed, Units, parse_documents};
use rasd::{Document, Pipeline};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// Options of `rasd eval`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Gold documents: a file of JSON Lines, a .json file or a folder of them
    #[arg(long, value_name = "PATH", default_value = "gold")]
    gold: PathBuf,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Also write the predictions, as JSON Lines
    #[arg(long, value_name = "FILE")]
    save_pred: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  rasd eval                                  the gold folder, one screen
  rasd eval --gold my-gold/ --layer trigger  one layer
  rasd eval --errors --layer ner --kind missed
  rasd eval --format json > report.json      a baseline for --baseline report.json

Predicted events with realis `hypothetical` are left out where the gold labels none, and entities
of type NOM from ner.* and link.*, since the gold marks them only as arguments.";

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let gold = read_documents(&args.gold)?;
    let dates = publication_dates(&args.gold)?;
    let pipeline = load_pipeline(data)?;
    let lines: Vec<String> = gold
        .documents
        .par_iter()
        .map(|document| {
            let date = dates.get(&document.id).map(String::as_str);
            predict(&pipeline, &document.id, document.text.as_deref(), date)
        })
        .collect::<anyhow::Result<_>>()?;
    let contents = lines.join("\n");
    if let Some(path) = &args.save_pred {
        fs::write(path, format!("{contents}\n"))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let pred: Parsed = parse_documents("prediction", &contents);
    let corpus = Corpus::new(gold, pred, Units::default()).map_err(|problems| refuse(&problems))?;
    let mut scoring = args.scoring.clone();
    scoring.drop_realis.push(String::from("hypothetical"));
    scoring.drop_types.push(String::from("NOM"));
    report(corpus, &scoring, &args.output)
}

/// The pipeline's output on one text, as a line of the annotated-document format.
fn predict(
    pipeline: &Pipeline,
    id: &str,
    text: Option<&str>,
    date: Option<&str>,
) -> anyhow::Result<String> {
    let document = Document {
        id: id.into(),
        text: text.unwrap_or_default().into(),
        date: date.and_then(|date| parse_date(date).ok()),
        ..Document::default()
    };
    let analysis = pipeline.run(&document);
    Ok(serde_json::to_string(&annotate(
        &document, &analysis, false,
    ))?)
}

/// Publication dates (`dct`) of gold documents by id; the scorer itself has no use for them.
fn publication_dates(gold: &Path) -> anyhow::Result<std::collections::HashMap<String, String>> {
    let mut dates = std::collections::HashMap::new();
    let mut add = |value: &serde_json::Value| {
        if let (Some(id), Some(date)) = (value["id"].as_str(), value["dct"].as_str()) {
            dates.insert(id.to_owned(), date.to_owned());
        }
    };
    for file in super::annotations::annotation_files(gold)? {
        let contents = super::annotations::read_text(&file)?;
        let values = serde_json::Deserializer::from_str(&contents).into_iter();
        for value in values.map_while(Result::ok) {
            match value {
                serde_json::Value::Array(items) => items.iter().for_each(&mut add),
                value => add(&value),
            }
        }
    }
    Ok(dates)
}
