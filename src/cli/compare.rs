//! `rasd compare`: two systems on the same gold, with significance.

use super::Outcome;
use super::annotations::{FileFormat, OffsetsArg, ScoringArgs, read_documents, read_gold, refuse};
use clap::ValueEnum;
use rasd::scorer::render::render_comparison;
use rasd::scorer::{Corpus, Units, compare_systems};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Options of `rasd compare`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Gold documents
    #[arg(long, value_name = "PATH")]
    gold: PathBuf,
    /// Predictions of system A
    #[arg(long, value_name = "PATH")]
    pred: PathBuf,
    /// Predictions of system B
    #[arg(long, value_name = "PATH")]
    pred_b: PathBuf,
    #[command(flatten)]
    scoring: ScoringArgs,
    /// Replicates of the paired bootstrap and of the randomisation
    #[arg(long, value_name = "R", default_value = "1000", value_parser = replicates)]
    replicates: usize,
    /// How the gold is written
    #[arg(long, value_enum, default_value_t)]
    gold_format: FileFormat,
    /// How both predictions are written
    #[arg(long, value_enum, default_value_t)]
    pred_format: FileFormat,
    /// What the offsets of the predictions count
    #[arg(long, value_enum, default_value_t)]
    offsets: OffsetsArg,
    /// What the offsets of the gold file count
    #[arg(long, value_enum, default_value_t)]
    gold_offsets: OffsetsArg,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn replicates(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err(String::from(
            "without replicates there is no significance to tell; give 1 or more, or use `rasd score`",
        )),
        Ok(number) => Ok(number),
        Err(_) => Err(String::from("expected a whole number")),
    }
}

/// Output formats of commands without documents to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table
    Text,
    /// The report
    Json,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let units = Units {
        gold: args.gold_offsets.into(),
        pred: args.offsets.into(),
    };
    let gold = read_gold(&args.gold, args.gold_format)?;
    let corpus = |path: &Path| -> anyhow::Result<Corpus> {
        let pred = read_documents(path, args.pred_format)?;
        Corpus::new(gold.clone(), pred, units).map_err(|problems| refuse(&problems))
    };
    let (mut a, mut b) = (corpus(&args.pred)?, corpus(&args.pred_b)?);
    let request = args.scoring.request(0);
    let report = compare_systems(&mut a, &mut b, &request, args.replicates)?;
    for warning in &report.warnings {
        eprintln!("warning: {warning}");
    }
    let text = match args.format {
        Format::Text => render_comparison(&report),
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}
