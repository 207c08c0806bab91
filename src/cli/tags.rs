//! `rasd score-tags`: tag sequences, gold and predicted side by side.

use super::Outcome;
use super::annotations::{read_text, refuse, something};
use super::compare::Format;
use clap::ValueEnum;
use rasd::scorer::Report;
use rasd::scorer::render::render_tags;
use rasd::scorer::tags::{Mode, Scheme, parse_tags, score_tags};
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `rasd score-tags`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Tab-separated token, gold tag, predicted tag; a blank line ends a sentence
    #[arg(long, value_name = "TSV")]
    input: PathBuf,
    /// Tagging scheme
    #[arg(long, value_enum, ignore_case = true, default_value_t = SchemeArg::Iob2)]
    scheme: SchemeArg,
    /// How chunks are read from tags
    #[arg(long, value_enum, default_value_t = ModeArg::Strict)]
    mode: ModeArg,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Names of [`Scheme`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemeArg {
    /// B begins, I continues
    #[value(name = "IOB2")]
    Iob2,
    /// E ends, S stands alone
    #[value(name = "IOBES")]
    Iobes,
    /// L ends, U stands alone
    #[value(name = "BILOU")]
    Bilou,
}

/// Names of [`Mode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ModeArg {
    /// Only chunks well formed in the scheme
    Strict,
    /// A chunk starts at type changes and stray inside tags
    Conlleval,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let scheme = match args.scheme {
        SchemeArg::Iob2 => Scheme::Iob2,
        SchemeArg::Iobes => Scheme::Iobes,
        SchemeArg::Bilou => Scheme::Bilou,
    };
    let mode = match args.mode {
        ModeArg::Strict => Mode::Strict,
        ModeArg::Conlleval => Mode::Conlleval,
    };
    let contents = read_text(&args.input)?;
    let name = args.input.display().to_string();
    let sentences =
        parse_tags(&name, &contents, scheme, mode).map_err(|problems| refuse(&problems))?;
    something(&args.input, sentences.len())?;
    let tags = score_tags(&sentences, scheme, mode);
    let text = match args.format {
        Format::Text => render_tags(&tags),
        Format::Json => {
            let report = Report {
                tags: Some(tags),
                ..Report::default()
            };
            serde_json::to_string_pretty(&report)? + "\n"
        }
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}
