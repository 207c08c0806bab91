//! `rasd agree`: agreement of raters and of annotators.

use super::Outcome;
use super::annotations::{read_text, refuse};
use super::compare::Format;
use rasd::scorer::Report;
use rasd::scorer::stats::agreement::{agreement, parse_ratings};
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `rasd agree`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Ratings, one unit a line: {"unit": …, "ratings": {rater: label or null}}
    #[arg(long, value_name = "JSONL")]
    ratings: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let contents = read_text(&args.ratings)?;
    let name = args.ratings.display().to_string();
    let ratings = parse_ratings(&name, &contents).map_err(|problems| refuse(&problems))?;
    let agreement = agreement(&ratings);
    let text = match args.format {
        Format::Json => {
            let report = Report {
                agreement: Some(agreement),
                ..Report::default()
            };
            serde_json::to_string_pretty(&report)? + "\n"
        }
        Format::Text => {
            let show = |value: Option<f64>| {
                value.map_or_else(|| String::from("undefined"), |value| format!("{value:.4}"))
            };
            let mut text = String::new();
            for (pair, kappa) in &agreement.kappa {
                text += &format!("kappa  {pair}  {}\n", show(*kappa));
            }
            text + &format!("alpha  {}\n", show(agreement.alpha))
        }
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}
