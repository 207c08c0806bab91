//! `rasd agree`: agreement of raters and of annotators.

use super::Outcome;
use super::annotations::{FileFormat, read_documents, read_gold, read_text, refuse, something};
use super::compare::Format;
use rasd::scorer::render::render_errors;
use rasd::scorer::stats::agreement::{agreement, parse_ratings};
use rasd::scorer::{Corpus, LAYERS, Options, Report, Units, compare_annotators};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Options of `rasd agree`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Ratings, one unit a line: {"unit": …, "ratings": {rater: label or null}}
    #[arg(
        long,
        value_name = "JSONL",
        required_unless_present = "first",
        conflicts_with = "first"
    )]
    ratings: Option<PathBuf>,
    /// Documents of the first annotator
    #[arg(long, value_name = "PATH", requires = "second")]
    first: Option<PathBuf>,
    /// Documents of the second annotator, with the same texts
    #[arg(long, value_name = "PATH", requires = "first")]
    second: Option<PathBuf>,
    /// How both are written
    #[arg(long, value_enum, default_value_t)]
    file_format: FileFormat,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "Examples:
  rasd agree --ratings ratings.jsonl         kappa of each pair of raters, alpha of all
  rasd agree --first anna/ --second omar/    F1 by layer, kappa of labels, every difference";

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let text = match (&args.ratings, &args.first, &args.second) {
        (Some(path), ..) => ratings(path, args.format)?,
        (None, Some(first), Some(second)) => annotators(first, second, args)?,
        _ => anyhow::bail!("give --ratings, or --first and --second"),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| String::from("undefined"), |value| format!("{value:.4}"))
}

fn ratings(path: &Path, format: Format) -> anyhow::Result<String> {
    let name = path.display().to_string();
    let ratings = parse_ratings(&name, &read_text(path)?).map_err(|problems| refuse(&problems))?;
    something(path, ratings.len())?;
    let agreement = agreement(&ratings);
    if format == Format::Json {
        let report = Report {
            agreement: Some(agreement),
            ..Report::default()
        };
        return Ok(serde_json::to_string_pretty(&report)? + "\n");
    }
    let mut text = String::new();
    for (pair, kappa) in &agreement.kappa {
        let _ = writeln!(text, "kappa  {pair}  {}", number(*kappa));
    }
    let _ = writeln!(text, "alpha  {}", number(agreement.alpha));
    Ok(text)
}

fn annotators(first: &Path, second: &Path, args: &Args) -> anyhow::Result<String> {
    let first = read_gold(first, args.file_format)?;
    let second = read_documents(second, args.file_format)?;
    let mut corpus =
        Corpus::new(first, second, Units::default()).map_err(|problems| refuse(&problems))?;
    let (agreement, report) = compare_annotators(&mut corpus, &Options::default())?;
    for warning in &report.warnings {
        eprintln!("warning: {warning}");
    }
    if args.format == Format::Json {
        return Ok(serde_json::to_string_pretty(&agreement)? + "\n");
    }
    let mut text = String::from("F1 of the two annotators\n");
    for (layer, metric) in LAYERS {
        if let Some(f1) = agreement.f1.get(metric) {
            let _ = writeln!(text, "  {layer:<32} {f1:.3}");
        }
    }
    text += "\nLabels of spans that both marked\n";
    for (layer, labels) in &agreement.labels {
        let _ = writeln!(
            text,
            "  {layer:<14} same {} of {}  kappa {}  alpha {}",
            labels.same,
            labels.items,
            number(labels.kappa),
            number(labels.alpha)
        );
    }
    let _ = writeln!(
        text,
        "\n{} differences (gold is the first annotator)\n",
        agreement.differences.len()
    );
    Ok(text + &render_errors(&agreement.differences))
}
