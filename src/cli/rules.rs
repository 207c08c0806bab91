//! `rasd rules`: the frames listed, checked, tested and compared.

use super::input::{InputArgs, each_document};
use super::{Outcome, candidates, counted, load_data, load_pipeline, sound, ties, with_folder};
use rasd::core::{EventMention, Loaded};
use rasd::{Analysis, Data, Document, Pipeline};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `rasd rules`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Report everything that is wrong in the rule files, then run their examples
    Check,
    /// List the frames: id, category, file and line, words
    List {
        /// Only frames whose id, category or words contain this
        filter: Option<String>,
    },
    /// Run the examples of the event frames and of the time rules
    Test {
        /// Only frames whose id, and time rules whose name, contains this
        filter: Option<String>,
    },
    /// Tell which events change when one data folder is laid over the built-in data instead of another
    Diff {
        /// Folder with the old rules, laid over the built-in data; - for the built-in data alone
        old: PathBuf,
        /// Folder with the new rules; - for the built-in data alone
        new: PathBuf,
        /// Documents to compare on
        #[arg(long = "on", value_name = "PATH", required = true)]
        corpus: Vec<String>,
    },
    /// Tell what ties the event mentions of labelled documents to the events before them, as JSON
    /// Lines: what scripts/fit_ties.py fits the weights of the ties to
    Ties {
        /// Annotated documents with clusters of events
        #[arg(required = true)]
        gold: Vec<PathBuf>,
    },
    /// Tell what holds of the mentions near the triggers of labelled documents, as JSON Lines: what
    /// scripts/fit_attachment.py fits the weights of the arguments to
    Candidates {
        /// Annotated documents
        #[arg(required = true)]
        gold: Vec<PathBuf>,
    },
}

const EXAMPLES: &str = "Examples:
  rasd rules check                           problems and failing examples of the built-in rules
  rasd rules check --data mine/              the same with your folder laid over them
  rasd rules list هجوم                       frames with that word
  rasd rules diff - mine/ --on news/         what a change does to real texts

Exit codes: 0 done; 1 an example failed; 2 the rules have problems.";

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    match &args.command {
        Command::Check => check(&load_data(data)?),
        Command::List { filter } => list(&load_pipeline(data)?, filter.as_deref()),
        Command::Test { filter } => {
            let data = load_data(data)?;
            let pipeline = sound(&data, Pipeline::load(&data))?;
            test(&data, &pipeline, filter.as_deref())
        }
        Command::Diff { old, new, corpus } => diff([old, new], corpus, data),
        Command::Ties { gold } => ties::run(&load_pipeline(data)?, gold),
        Command::Candidates { gold } => candidates::run(&load_pipeline(data)?, gold),
    }
}

fn check(data: &Data) -> anyhow::Result<Outcome> {
    let Loaded { value, problems } = Pipeline::load(data);
    let of_rules: Vec<_> = problems
        .into_iter()
        .filter(|p| p.file.starts_with("rules/"))
        .collect();
    let number = of_rules.len();
    for problem in of_rules {
        println!("{}", data.located(problem));
    }
    let outcome = test(data, &value, None)?;
    if number > 0 {
        anyhow::bail!(
            "the rules have {} (listed above)",
            counted(number, "problem")
        );
    }
    Ok(outcome)
}

fn list(pipeline: &Pipeline, filter: Option<&str>) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    for frame in pipeline.extractor.frames() {
        let words: Vec<&str> = [&frame.verbs, &frame.nouns, &frame.participles]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let words = words.join(" ");
        let line = format!(
            "{}\t{}\t{}\t{words}",
            frame.id, frame.category, frame.provenance
        );
        if filter.is_none_or(|f| line.contains(f)) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(Outcome::Done)
}

fn test(data: &Data, pipeline: &Pipeline, filter: Option<&str>) -> anyhow::Result<Outcome> {
    let tested = pipeline.check_examples(filter);
    if let Some(filter) = filter.filter(|_| tested.run == 0) {
        anyhow::bail!("no frame or time rule with examples has `{filter}` in its name");
    }
    let mut out = io::stdout().lock();
    let failed = tested.failed.len();
    for problem in tested.failed {
        writeln!(out, "{}", data.located(problem))?;
    }
    let run = counted(tested.run, "example");
    writeln!(out, "{run}, {failed} failed")?;
    Ok(match failed {
        0 => Outcome::Done,
        _ => Outcome::Shortfall,
    })
}

fn diff(folders: [&PathBuf; 2], corpus: &[String], data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let input = InputArgs::of_paths(corpus, None)?;
    let [old, new] = folders.map(|folder| with_folder(data, folder));
    let (before, after) = (load_pipeline(&old)?, load_pipeline(&new)?);
    let mut out = io::stdout().lock();
    let (mut lost, mut gained) = (0, 0);
    let outcome = each_document(&input, |document| {
        let old = lines(&document, &before.run(&document));
        let new = lines(&document, &after.run(&document));
        for line in old.difference(&new) {
            lost += 1;
            writeln!(out, "- {}\t{line}", document.id)?;
        }
        for line in new.difference(&old) {
            gained += 1;
            writeln!(out, "+ {}\t{line}", document.id)?;
        }
        Ok(())
    })?;
    writeln!(out, "{lost} lost, {gained} gained")?;
    Ok(outcome)
}

/// A line for each event: offset, category, status, trigger, participants and frame.
fn lines(document: &Document, analysis: &Analysis) -> BTreeSet<String> {
    let line = |event: &EventMention| {
        let arguments: Vec<String> = event
            .arguments
            .iter()
            .map(|argument| {
                let refs: Vec<&str> = argument
                    .refs
                    .iter()
                    .map(|r| &*analysis.registry.get(*r).id)
                    .collect();
                format!("{}={}", argument.role, refs.join("|"))
            })
            .collect();
        format!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            analysis
                .chars
                .char_offset(&document.text, event.trigger.start()),
            event.category,
            event.realis,
            event.trigger.text(&document.text),
            arguments.join(" "),
            event.frame
        )
    };
    analysis.events.iter().map(line).collect()
}
