//! `rasd score`: predictions against gold.

use super::Outcome;
use super::annotations::{
    FileFormat, OffsetsArg, ScoringArgs, read_documents, read_gold, read_text, refuse,
};
use anyhow::{Context, bail, ensure};
use clap::ValueEnum;
use rasd::scorer::render::{
    render_csv, render_errors, render_gate, render_html, render_markdown, render_text,
};
use rasd::scorer::{Corpus, ErrorFilter, Report, Request, Units, gate, score};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Options of `rasd score`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Gold documents: a file of JSON Lines, a .json file or a folder of them
    #[arg(long, value_name = "PATH")]
    gold: PathBuf,
    /// Predicted documents, the same way
    #[arg(long, value_name = "PATH")]
    pred: PathBuf,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// How the gold is written
    #[arg(long, value_enum, default_value_t)]
    gold_format: FileFormat,
    /// How the predictions are written
    #[arg(long, value_enum, default_value_t)]
    pred_format: FileFormat,
    /// What the offsets of the predictions count
    #[arg(long, value_enum, default_value_t)]
    offsets: OffsetsArg,
    /// What the offsets of the gold file count
    #[arg(long, value_enum, default_value_t)]
    gold_offsets: OffsetsArg,
}

const EXAMPLES: &str = "Examples:
  rasd score --gold gold.jsonl --pred system.jsonl
  rasd score --gold gold/ --pred system.jsonl --metric ner --bootstrap 1000
  rasd score --gold gold.jsonl --pred system.jsonl --errors --layer trigger --kind missed
  rasd score --gold brat/ --gold-format brat --pred system.jsonl
  rasd score --gold gold.jsonl --pred system.jsonl --baseline old.json --max-drop 0.005

Exit codes: 0 done; 1 a metric is below --fail-under, or more than --max-drop below the baseline;
2 invalid input.
Metrics, formats and formulas: docs/SCORING.md";

/// What to print, for `score` and `eval`.
#[derive(Debug, Clone, clap::Args)]
pub struct OutputArgs {
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Bootstrap replicates for intervals; 0 for none
    #[arg(long, value_name = "R")]
    pub bootstrap: Option<usize>,
    /// Exit with 1 if the F1 of a metric is below a value; can be repeated
    #[arg(long, value_name = "METRIC=F1", value_parser = threshold)]
    pub fail_under: Vec<(String, f64)>,
    /// Report (JSON) that no metric may fall below
    #[arg(long, value_name = "REPORT")]
    pub baseline: Option<PathBuf>,
    /// How far a metric's F1 may fall below the baseline
    #[arg(long, value_name = "X", default_value = "0", value_parser = share, requires = "baseline")]
    pub max_drop: f64,
    /// List the errors instead of the scores
    #[arg(long)]
    pub errors: bool,
    /// Only errors of this layer, such as ner or argument; can be repeated
    #[arg(long = "layer", value_name = "LAYER")]
    pub layers: Vec<String>,
    /// Only errors of this kind, such as missed or boundary; can be repeated
    #[arg(long = "kind", value_name = "KIND", requires = "errors")]
    pub kinds: Vec<String>,
    /// Only errors of this annotation type or role; can be repeated
    #[arg(long = "type", value_name = "TYPE", requires = "errors")]
    pub types: Vec<String>,
}

fn threshold(text: &str) -> Result<(String, f64), String> {
    let (metric, value) = text
        .split_once('=')
        .ok_or("expected METRIC=F1, as trigger.cls=0.8")?;
    Ok((metric.to_owned(), share(value)?))
}

/// F1, or a difference of two.
fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(format!("expected a number from 0 to 1, not `{text}`")),
    }
}

/// Output formats of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One screen
    Text,
    /// Every figure and every error
    Json,
    /// One self-contained page
    Html,
    /// One row a figure
    Csv,
    /// Tables
    Markdown,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let units = Units {
        gold: args.gold_offsets.into(),
        pred: args.offsets.into(),
    };
    let gold = read_gold(&args.gold, args.gold_format)?;
    let pred = read_documents(&args.pred, args.pred_format)?;
    let corpus = Corpus::new(gold, pred, units).map_err(|problems| refuse(&problems))?;
    report(corpus, &args.scoring, &args.output)
}

/// Scores a corpus, prints the report and applies the gate.
///
/// # Errors
/// An unknown metric or error, an unreadable baseline, or output that cannot be written.
pub fn report(
    mut corpus: Corpus,
    scoring: &ScoringArgs,
    output: &OutputArgs,
) -> anyhow::Result<Outcome> {
    ensure!(
        !output.errors || matches!(output.format, Format::Text | Format::Json),
        "--errors goes with the formats text and json (the html page lists all errors and has filters)"
    );
    let baseline = output.baseline.as_deref().map(read_baseline).transpose()?;
    let request = request(scoring, output);
    let mut report = score(&mut corpus, &request)?;
    if output.errors {
        choose_errors(&mut report, &corpus, output)?;
    }
    for warning in &report.warnings {
        eprintln!("warning: {warning}");
    }
    let text = match output.format {
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
        Format::Text if output.errors => render_errors(&report.errors),
        Format::Text => render_text(&report, 60),
        Format::Csv => render_csv(&report),
        Format::Markdown => render_markdown(&report),
        Format::Html => render_html(&report, &corpus, &request.options)?,
    };
    io::stdout().write_all(text.as_bytes())?;
    let thresholds = check_thresholds(&report, &output.fail_under)?;
    let Some(baseline) = baseline else {
        return Ok(thresholds);
    };
    let compared = |metric| report.scores.contains_key(metric);
    ensure!(
        baseline.scores.keys().any(compared),
        "the baseline has none of the metrics of this run"
    );
    let gate = gate(&baseline, &report, output.max_drop);
    eprint!("{}", render_gate(&gate, output.max_drop, 50));
    Ok(if gate.passed() {
        thresholds
    } else {
        Outcome::Shortfall
    })
}

/// What is to be computed: where metrics are chosen, those of `--layer` and `--fail-under` too.
fn request(scoring: &ScoringArgs, output: &OutputArgs) -> Request {
    let mut request = scoring.request(output.bootstrap.unwrap_or(0));
    if !output.errors {
        request.metrics.extend(output.layers.iter().cloned());
    }
    if !request.metrics.is_empty() {
        let metrics = output.fail_under.iter().map(|(metric, _)| metric.clone());
        request.metrics.extend(metrics);
    }
    request
}

/// Keeps the errors that were asked for and says so if there are none.
fn choose_errors(report: &mut Report, corpus: &Corpus, output: &OutputArgs) -> anyhow::Result<()> {
    let filter = ErrorFilter {
        layers: output.layers.clone(),
        kinds: output.kinds.clone(),
        types: output.types.clone(),
    };
    filter.check(corpus)?;
    report.errors.retain(|error| filter.keeps(error));
    if report.errors.is_empty() {
        let mut asked = String::from("no errors");
        for (name, values) in [
            ("layer", &filter.layers),
            ("kind", &filter.kinds),
            ("type", &filter.types),
        ] {
            if !values.is_empty() {
                let _ = write!(asked, " of {name} {}", values.join(" or "));
            }
        }
        eprintln!("{asked}");
    }
    Ok(())
}

fn check_thresholds(report: &Report, thresholds: &[(String, f64)]) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for (metric, least) in thresholds {
        let Some(score) = report.scores.get(metric) else {
            bail!(
                "--fail-under: {metric} is no metric of this run; give a full name, as trigger.cls"
            );
        };
        if score.f1 < *least {
            eprintln!("rasd: {metric} has F1 {:.4}, below {least}", score.f1);
            outcome = Outcome::Shortfall;
        }
    }
    Ok(outcome)
}

fn read_baseline(path: &Path) -> anyhow::Result<Report> {
    let report: Option<Report> = serde_json::from_str(&read_text(path)?).ok();
    report
        .filter(|report| !report.signature.is_empty() && !report.scores.is_empty())
        .with_context(|| {
            format!(
                "{} is not a report of `rasd score` or `rasd eval` with --format json",
                path.display()
            )
        })
}
