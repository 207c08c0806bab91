//! `rasd gazetteer`: tools for tending the gazetteers.

mod add;
mod ask;
mod changes;
mod exchange;
mod lookup;
mod suggest;
mod tables;
mod target;

use super::Outcome;
use clap::Subcommand;
use std::path::PathBuf;

/// Options of `rasd gazetteer`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  rasd gazetteer lookup 'وزير الخارجية الإيراني' --date 2024-10-28
  rasd gazetteer lookup IRN/foreign-minister
  rasd gazetteer add persons --to my-data name_en='Jane Doe' country=CAN sector=GOV names='جين دو' --sample news/
  rasd gazetteer check --data my-data
  rasd gazetteer diff - my-data --on news/
  rasd gazetteer suggest news.jsonl --least 3

Exit codes: 0 done; 1 check found errors, an import left
something out, documents were rejected; 2 wrong usage or data.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what a name would match, linked to what, from which row, on which date
    Lookup(lookup::Args),
    /// Add a row to a table in its place, check it, show what it changes
    Add(add::Args),
    /// Find duplicates, clashes, tenure faults, missing countries, disorder
    Check(tables::CheckArgs),
    /// Count rows, names, offices
    Stats(tables::StatsArgs),
    /// Show which mentions and events of a corpus change between two data folders
    Diff(changes::Args),
    /// Read names from PETRARCH dictionaries or EntityRuler patterns; write rows
    Import(exchange::ImportArgs),
    /// Write names as PETRARCH dictionary, EntityRuler patterns or plain CSV
    Export(exchange::ExportArgs),
    /// Rank names in a corpus that the tables do not have, with sentences, as rows to paste
    Suggest(suggest::Args),
}

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    match &args.command {
        Command::Lookup(args) => lookup::run(args, data),
        Command::Add(args) => add::run(args, data),
        Command::Check(args) => tables::check(args, data),
        Command::Stats(args) => tables::stats(args, data),
        Command::Diff(args) => changes::run(args, data),
        Command::Import(args) => exchange::import(args),
        Command::Export(args) => exchange::export(args, data),
        Command::Suggest(args) => suggest::run(args, data),
    }
}
