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
use rasd_core::{Loaded, Problem};
use rasd_gazetteer::tools::nearest;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
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

/// The embedded data with the folders given laid over it; warns of what is not read in them.
///
/// # Errors
/// A folder that cannot be read.
pub fn load_data(folders: &[PathBuf]) -> anyhow::Result<Data> {
    let mut data = Data::embedded();
    for folder in folders {
        overlay(&mut data, folder)?;
    }
    Ok(data)
}

/// Files named in a warning.
const SHOWN: usize = 3;

/// Lays a folder over the data and warns of what is not read in it.
///
/// # Errors
/// A folder that cannot be read.
pub fn overlay(data: &mut Data, folder: &Path) -> anyhow::Result<()> {
    let found = data
        .overlay(folder)
        .context("cannot read the data folder")?;
    let folder = folder.display();
    if found.read == 0 {
        eprintln!("rasd: warning: {folder}: no table and no rule is read from this folder");
    }
    if let [first, ..] = found.unread.as_slice() {
        let shown = &found.unread[..found.unread.len().min(SHOWN)];
        let more = match found.unread.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let name = first.split('/').next().unwrap_or("");
        let near = nearest(name, ["gazetteers", "lexicon", "rules"]);
        let near = near.filter(|near| *near != name);
        let help = match near {
            Some(near) => format!("; is `{name}` meant to be `{near}`?"),
            None => {
                "; tables stand in gazetteers/, rules in rules/events/ and rules/time/".to_owned()
            }
        };
        eprintln!(
            "rasd: warning: {folder}: not read: {}{more}{help}",
            shown.join(", ")
        );
    }
    Ok(())
}

/// The folders of `--data` with a folder of the command's own after them; `-` stands for none.
pub fn with_folder(data: &[PathBuf], folder: &Path) -> Vec<PathBuf> {
    let own = Some(folder).filter(|folder| *folder != Path::new("-"));
    let own = own.map(Path::to_owned);
    data.iter().cloned().chain(own).collect()
}

/// The pipeline on the embedded data with the folders given laid over it.
///
/// # Errors
/// A folder that cannot be read, or data with problems: these are all printed first.
pub fn load_pipeline(folders: &[PathBuf]) -> anyhow::Result<Pipeline> {
    let data = load_data(folders)?;
    sound(&data, Pipeline::load(&data))
}

/// What was loaded, if nothing is wrong in the data.
///
/// # Errors
/// Data with problems: these are all printed first.
pub fn sound<T>(data: &Data, loaded: Loaded<T>) -> anyhow::Result<T> {
    let Loaded { value, problems } = loaded;
    refuse(data, problems)?;
    Ok(value)
}

/// Prints the problems of data.
///
/// # Errors
/// If there are any.
pub fn refuse(data: &Data, problems: Vec<Problem>) -> anyhow::Result<()> {
    let number = problems.len();
    for problem in problems {
        eprintln!("{}", data.located(problem));
    }
    match number {
        0 => Ok(()),
        _ => anyhow::bail!("the data has {} (listed above)", counted(number, "problem")),
    }
}

/// A number with its noun: 1 problem, 2 problems.
pub fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}
