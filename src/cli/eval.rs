//! `rasd eval`: the pipeline run on gold texts and scored.

use super::annotations::{
    ChainsArg, FileFormat, OffsetsArg, ScoringArgs, SingletonsArg, annotation_files,
    read_documents, read_gold, read_text,
};
use super::score::{Format, OutputArgs, report};
use super::times::preference;
use super::{Outcome, annotations::refuse, eval_sets, load_pipeline};
use anyhow::{Context, ensure};
use clap::ValueEnum;
use rasd::Pipeline;
use rasd::corpus::parse_date;
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
    /// What the offsets of the gold file count
    #[arg(long, value_enum, default_value_t)]
    gold_offsets: OffsetsArg,
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
    /// Also write the predictions, as JSON Lines, for `--pred`, `rasd score` and `rasd compare`
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
    check_set(args)?;
    let mut pipeline = load_pipeline(data)?;
    pipeline.time_options.prefer = args.prefer;
    let (path, output) = (&args.gold, &args.output);
    match args.set {
        Set::Documents => documents(args, &pipeline),
        Set::Names => {
            let map = args.label_map.as_deref();
            eval_sets::names(&pipeline, path, units(args), map, &args.scoring, output)
        }
        Set::Detection => eval_sets::detection(&pipeline, path, output),
        Set::Times => eval_sets::times(&pipeline, path, output),
        Set::Treebank => eval_sets::treebank(&pipeline, path, output),
    }
}

/// Refuses options that the kind of gold has no use for, so that none is passed over in silence.
fn check_set(args: &Args) -> anyhow::Result<()> {
    let (scoring, output) = (&args.scoring, &args.output);
    let documents = args.set == Set::Documents;
    let reported = documents || args.set == Set::Names;
    let of_names = [("--label-map", args.label_map.is_some())];
    let of_documents = [
        ("--pred", args.pred.is_some()),
        ("--save-pred", args.save_pred.is_some()),
        ("--singletons", scoring.singletons != SingletonsArg::Listed),
        (
            "--entity-chains",
            scoring.entity_chains != ChainsArg::Clusters,
        ),
    ];
    let of_reports = [
        (
            "--gold-offsets",
            args.gold_offsets != OffsetsArg::Codepoints,
        ),
        ("--metric", !scoring.metrics.is_empty()),
        ("--drop-realis", !scoring.drop_realis.is_empty()),
        ("--drop-type", !scoring.drop_types.is_empty()),
        ("--bootstrap", output.bootstrap.is_some()),
        ("--fail-under", !output.fail_under.is_empty()),
        ("--baseline", output.baseline.is_some()),
        ("--layer", !output.layers.is_empty()),
        ("--kind", !output.kinds.is_empty()),
        ("--type", !output.types.is_empty()),
    ];
    let unused: Vec<&str> = (of_names.iter().filter(|_| args.set != Set::Names))
        .chain(of_documents.iter().filter(|_| !documents))
        .chain(of_reports.iter().filter(|_| !reported))
        .filter(|(_, given)| *given)
        .map(|(name, _)| *name)
        .collect();
    let set = args.set.to_possible_value();
    let set = set.as_ref().map_or("", |value| value.get_name());
    ensure!(
        unused.is_empty(),
        "--set {set} has no use for {}",
        unused.join(", ")
    );
    ensure!(
        reported || [Format::Text, Format::Json].contains(&output.format),
        "--set {set} is printed as text or json only"
    );
    ensure!(
        args.set != Set::Detection || !output.errors || output.format == Format::Text,
        "--set {set} --errors is printed as text only"
    );
    Ok(())
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

/// Realis of predicted events that are left out where the gold labels none.
const DROPPED_REALIS: &str = "hypothetical";

/// Type of entities that are left out of names and links.
const DROPPED_TYPE: &str = "NOM";

/// Replicates of the intervals on that screen; one document alone has none.
const REPLICATES: usize = 1000;

fn documents(args: &Args, pipeline: &Pipeline) -> anyhow::Result<Outcome> {
    spare_gold(args)?;
    let gold = read_gold(&args.gold, FileFormat::Documents)?;
    let pred = match &args.pred {
        Some(path) => read_documents(path, FileFormat::Documents)?,
        None => predict(args, pipeline, &gold)?,
    };
    let corpus = Corpus::new(gold, pred, units(args)).map_err(|problems| refuse(&problems))?;
    let mut scoring = args.scoring.clone();
    scoring.drop_realis.push(DROPPED_REALIS.to_owned());
    scoring.drop_types.push(DROPPED_TYPE.to_owned());
    let mut output = args.output.clone();
    let replicates = if corpus.pairs.len() > 1 {
        REPLICATES
    } else {
        0
    };
    output.bootstrap = output.bootstrap.or(Some(replicates));
    let asked = !scoring.metrics.is_empty() || !output.layers.is_empty() || output.errors;
    if output.format == Format::Text && !asked {
        scoring.metrics = SCREEN.map(str::to_owned).to_vec();
    }
    report(corpus, &scoring, &output)
}

/// Refuses to write predictions over the gold.
fn spare_gold(args: &Args) -> anyhow::Result<()> {
    // A file that is not there yet has no canonical path, and is not the gold.
    let Some(Ok(file)) = args.save_pred.as_ref().map(fs::canonicalize) else {
        return Ok(());
    };
    for gold in annotation_files(&args.gold)? {
        ensure!(
            fs::canonicalize(&gold).ok() != Some(file.clone()),
            "--save-pred would overwrite the gold, {}",
            gold.display()
        );
    }
    Ok(())
}

/// The gold may count otherwise; what the pipeline finds is in code points.
fn units(args: &Args) -> Units {
    Units {
        gold: args.gold_offsets.into(),
        ..Units::default()
    }
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
        eprintln!(
            "for the same figures: rasd score --gold {} --pred {} --drop-realis {DROPPED_REALIS} --drop-type {DROPPED_TYPE}",
            args.gold.display(),
            path.display()
        );
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
            if let Err(error) = parse_date(date) {
                eprintln!("warning: document {id:?} is read without its dct: {error}");
            }
            dates.insert(id.to_owned(), date.to_owned());
        }
    };
    for file in annotation_files(gold)? {
        let contents = read_text(&file)?;
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
