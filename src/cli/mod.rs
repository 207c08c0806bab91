//! The command line: one module a command.

mod agree;
mod annotations;
mod candidates;
mod cards;
mod compare;
mod documents;
mod eval;
mod eval_sets;
mod explain;
mod extract;
mod find;
mod gazetteer;
mod input;
mod journal;
mod labelled;
mod output;
mod peek;
mod progress;
mod render;
mod rules;
mod score;
mod stream;
#[cfg(feature = "parquet")]
mod tables;
mod tags;
mod targets;
mod ties;
mod times;
mod tokens;

use anyhow::Context;
use clap::{Parser, Subcommand};
use rasd::{Data, Pipeline};
use rasd_core::Loaded;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads Arabic news and writes down who did what to whom, when and where.
#[derive(Debug, Parser)]
#[command(name = "rasd", version, about, long_about = None, after_help = EXAMPLES)]
struct Cli {
    /// Folder laid over the built-in data by relative path; can be given more than once
    #[arg(long = "data", value_name = "DIR", global = true)]
    data: Vec<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  rasd extract article.txt                 events of one article, as cards
  rasd extract news/ --format csv          a folder, one row an event
  zcat news.jsonl.gz | rasd extract -      JSON Lines in, event records out

Exit codes: 0 done; 1 done, but documents were rejected or a threshold was missed;
2 wrong usage, configuration or data; 130 interrupted.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Extract events from text files, folders or JSON Lines
    Extract(extract::Args),
    /// Show tokens, clitics, lemmas and features
    Tokens(tokens::Args),
    /// Show time expressions with their values and why
    Times(times::Args),
    /// Say how each event was decided and what stopped other trigger words
    Explain(explain::Args),
    /// Check, list, test and compare the event rules
    Rules(rules::Args),
    /// Run the pipeline on gold texts and score it
    Eval(Box<eval::Args>),
    /// Score predictions of any system against gold
    Score(Box<score::Args>),
    /// Compare two systems on the same gold, with significance tests
    Compare(Box<compare::Args>),
    /// Score tag sequences (IOB2, IOBES, BILOU)
    ScoreTags(tags::Args),
    /// Measure the agreement of raters
    Agree(agree::Args),
    /// Look up, check, add, compare, exchange and suggest names
    Gazetteer(Box<gazetteer::Args>),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done.
    Done,
    /// Done, but documents were rejected or a threshold was missed.
    Shortfall,
    /// Ended by Ctrl-C after whole documents.
    Interrupted,
}

/// Runs the command line and tells the exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Extract(args) => extract::run(args, &cli.data),
        Command::Tokens(args) => tokens::run(args, &cli.data),
        Command::Times(args) => times::run(args, &cli.data),
        Command::Explain(args) => explain::run(args, &cli.data),
        Command::Rules(args) => rules::run(args, &cli.data),
        Command::Eval(args) => eval::run(args, &cli.data),
        Command::Score(args) => score::run(args),
        Command::Compare(args) => compare::run(args),
        Command::ScoreTags(args) => tags::run(args),
        Command::Agree(args) => agree::run(args),
        Command::Gazetteer(args) => gazetteer::run(args, &cli.data),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Shortfall) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be reading any more, as behind `2>&1 | head`.
            let _ = writeln!(io::stderr(), "rasd: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of our output went away, which is no error of ours.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// The embedded data with the folders given laid over it.
///
/// # Errors
/// A folder that cannot be read.
pub fn load_data(folders: &[PathBuf]) -> anyhow::Result<Data> {
    let mut data = Data::embedded();
    for folder in folders {
        data.overlay(folder)
            .context("cannot read the folder given with --data")?;
    }
    Ok(data)
}

/// The pipeline on the embedded data with the folders given laid over it.
///
/// # Errors
/// A folder that cannot be read, or data with problems: these are all printed first.
pub fn load_pipeline(folders: &[PathBuf]) -> anyhow::Result<Pipeline> {
    sound(Pipeline::load(&load_data(folders)?))
}

/// What was loaded, if nothing is wrong in the data.
///
/// # Errors
/// Data with problems: these are all printed first.
pub fn sound<T>(loaded: Loaded<T>) -> anyhow::Result<T> {
    let Loaded { value, problems } = loaded;
    if problems.is_empty() {
        return Ok(value);
    }
    for problem in &problems {
        eprintln!("{problem}");
    }
    let problems = counted(problems.len() as u64, "problem");
    anyhow::bail!("the data has {problems} (listed above)");
}

/// A number of things in words: `1 event`, `2 events`.
pub fn counted(number: u64, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}
