//! `rasd eval`: the pipeline run on gold texts and scored.

use super::annotations::{FileFormat, ScoringArgs, read_documents};
use super::score::{Format, OutputArgs, report};
use super::times::preference;
use super::{Outcome, annotations::refuse, eval_sets, load_pipeline};
use anyhow::Context;
use clap::ValueEnum;
use rasd::Pipeline;
use rasd::scorer::{Corpus, Parsed, Units, parse_documents};
use rasd::timex::Preference;
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
    /// Predictions to score instead of running the pipeline
    #[arg(long, value_name = "PATH", conflicts_with = "save_pred")]
    pred: Option<PathBuf>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// What kind of gold it is
    #[arg(long, value_enum, default_value_t = Set::Documents)]
    set: Set,
    /// With `--set names`: CSV of our types and theirs; PER, ORG and LOC if not given
    #[arg(long, value_name = "CSV")]
    label_map: Option<PathBuf>,
    /// How weekdays and clock times without a hint are resolved: news or future
    #[arg(long, value_name = "POLICY", default_value = "news", value_parser = preference)]
    prefer: Preference,
    /// Also write the predictions, as JSON Lines
    #[arg(long, value_name = "FILE")]
    save_pred: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  rasd eval                                  the gold folder, one screen
  rasd eval --gold my-gold/ --layer trigger  one layer
  rasd eval --errors --layer ner --kind missed
  rasd eval --set gsr --gold sentences.jsonl (names, detection, times, treebank: docs/EVALUATION.md)
  rasd eval --fail-under trigger.cls=0.85    exit code 1 if it is below
  rasd eval --format json > report.json      a baseline for --baseline report.json

Predicted events with realis `hypothetical` are left out where the gold labels none, and entities
of type NOM from ner.* and link.*, since the gold marks them only as arguments.";

/// Kinds of gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Set {
    /// Annotated documents
    Documents,
    /// Sentences with names in another label set
    #[value(alias = "aner")]
    Names,
    /// Sentences judged for an event type: yes, easy no, difficult no, ambiguous
    #[value(alias = "gsr")]
    Detection,
    /// Time expressions with what they stand for
    Times,
    /// Words and lemmas in CoNLL-U
    #[value(alias = "pud")]
    Treebank,
}

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut pipeline = load_pipeline(data)?;
    pipeline.time_options.prefer = args.prefer;
    let (path, output) = (&args.gold, &args.output);
    match args.set {
        Set::Documents => documents(args, &pipeline),
        Set::Names => {
            let map = args.label_map.as_deref();
            eval_sets::names(&pipeline, path, map, &args.scoring, output)
        }
        Set::Detection => eval_sets::detection(&pipeline, path, output),
        Set::Times => eval_sets::times(&pipeline, path, output),
        Set::Treebank => eval_sets::treebank(&pipeline, path, output),
    }
}

/// The metrics of the screen that `rasd eval` prints when none is asked for: a few for each layer.
const SCREEN: [&str; 15] = [
    "ner.strict",
    "ner.type",
    "link.strong_all",
    "timex.strict",
    "timex.value",
    "trigger.id",
    "trigger.cls",
    "trigger.mode",
    "trigger.status",
    "argument.cls",
    "argument.attached_cls",
    "argument.ref",
    "coded.dyad",
    "doctype",
    "coref.event.conll",
];

/// Replicates of the intervals on that screen.
const REPLICATES: usize = 1000;

fn documents(args: &Args, pipeline: &Pipeline) -> anyhow::Result<Outcome> {
    let gold = read_documents(&args.gold, FileFormat::Documents)?;
    let pred = match &args.pred {
        Some(path) => read_documents(path, FileFormat::Documents)?,
        None => predict(args, pipeline, &gold)?,
    };
    let corpus = Corpus::new(gold, pred, Units::default()).map_err(|problems| refuse(&problems))?;
    let mut scoring = args.scoring.clone();
    scoring.drop_realis.push(String::from("hypothetical"));
    scoring.drop_types.push(String::from("NOM"));
    let mut output = args.output.clone();
    output.bootstrap = output.bootstrap.or(Some(REPLICATES));
    let asked = !scoring.metrics.is_empty() || !output.layers.is_empty() || output.errors;
    if output.format == Format::Text && !asked {
        scoring.metrics = SCREEN.map(str::to_owned).to_vec();
    }
    report(corpus, &scoring, &output)
}

/// What the pipeline finds in the texts of the gold documents.
fn predict(args: &Args, pipeline: &Pipeline, gold: &Parsed) -> anyhow::Result<Parsed> {
    let dates = publication_dates(&args.gold)?;
    let lines: Vec<String> = gold
        .documents
        .par_iter()
        .map(|document| {
            let date = dates.get(&document.id).map(String::as_str);
            let text = document.text.as_deref().unwrap_or_default();
            let annotated = eval_sets::annotated(pipeline, &document.id, text, date);
            Ok(serde_json::to_string(&annotated)?)
        })
        .collect::<anyhow::Result<_>>()?;
    let contents = lines.join("\n");
    if let Some(path) = &args.save_pred {
        fs::write(path, format!("{contents}\n"))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(parse_documents("prediction", &contents))
}

/// Publication dates (`dct`) of gold documents by id; the scorer itself has no use for them.
///
/// # Errors
/// A file that cannot be read.
pub fn publication_dates(gold: &Path) -> anyhow::Result<std::collections::HashMap<String, String>> {
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
