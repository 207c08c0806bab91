//! `rasd extract`: documents in, events out.

use super::cards::Cards;
use super::documents::{Documents, Read, Sourced};
use super::input::InputArgs;
use super::journal::{Finished, Mark, Settings, State};
use super::output::{Output, Rejects};
use super::progress::{Log, Progress, When};
use super::render::{Format, Rendered, Renderer, remember_panics};
use super::stream::{Plan, process};
use super::{Outcome, load_pipeline, targets};
use anyhow::{Context, ensure};
use rasd::corpus::{InputError, Rejected};
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

/// Options of `rasd extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Output format; cards on a terminal, JSON Lines otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// With `--format doc`: add how each mention was recognised and each event decided
    #[arg(long)]
    trace: bool,
    /// Leave out events that no sentence reports as news (records only, not `--format doc`)
    #[arg(long)]
    reported_only: bool,
    /// Write to a file, with a journal beside it from which a run can be resumed; to a folder with
    /// `--format parquet`
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Go on with the output of an interrupted run: documents that are done are skipped
    #[arg(long, requires = "output")]
    resume: bool,
    /// Write rejected documents to a file, JSON Lines with file, line and reason; the list of an
    /// earlier run is replaced, for --resume tries them again
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Number of threads; all processors if not given. The output is the same for any number
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write documents as they are ready instead of in the order of the input
    #[arg(long)]
    unordered: bool,
    /// Show progress on standard error
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    progress: When,
    /// How messages on standard error are written
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Log::Text)]
    log: Log,
}

const EXAMPLES: &str = "Examples:
  rasd extract article.txt --date 2024-03-11     resolve 'yesterday' against that day
  rasd extract 'news/*.txt' --format csv         one row an event
  rasd extract dump.jsonl.gz --text-field body   JSON Lines with other field names
  rasd extract - --format doc < news.jsonl       annotated documents, for scoring and tools
  rasd extract dump.jsonl.zst -o events.jsonl --rejects bad.jsonl
  rasd extract dump.jsonl.zst -o events.jsonl --rejects bad.jsonl --resume
  rasd extract dump.jsonl.zst --format parquet -o tables    events.parquet, mentions.parquet

Exit codes: 0 done; 1 done, but documents were rejected; 2 wrong usage or data;
130 interrupted: whole documents were written, --resume goes on with the rest.";

static STOP: AtomicBool = AtomicBool::new(false);

/// What came of one document.
enum Taken {
    Done {
        rendered: Rendered,
        mark: Mark,
        bytes: u64,
    },
    /// An earlier run had finished it.
    Skipped,
}

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let terminal = args.output.is_none() && io::stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal {
        Format::Table
    } else {
        Format::Jsonl
    });
    check_options(args, format)?;
    let documents = Documents::new(&args.input)?;
    targets::check(&written(args, format), documents.files())?;
    let pipeline = load_pipeline(data)?;
    let renderer = Renderer {
        pipeline: &pipeline,
        format,
        trace: args.trace,
        reported_only: args.reported_only,
        cards: Cards::new(terminal),
    };
    let mut rejects = args.rejects.as_deref().map(Rejects::open).transpose()?;
    let (mut output, finished) = open_output(args, format)?;
    output.header(&renderer.header())?;
    if let Some(rejects) = &mut rejects {
        rejects.clear()?;
    }
    stop_on_interrupt()?;

    let (total, read) = (documents.total_bytes(), documents.bytes_read());
    let mut progress = Progress::new(args.progress, args.log, total, read);
    let jobs = args
        .jobs
        .or_else(|| available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);
    let plan = Plan {
        jobs,
        ordered: !args.unordered,
        stop: &STOP,
    };
    remember_panics();
    let end = process(
        documents,
        plan,
        |read: Read| read.and_then(|read| take(&renderer, &finished, read)),
        |taken| write(taken, &mut output, &mut rejects, &mut progress),
    );
    let _ = std::panic::take_hook();
    end?;
    output.finish()?;
    let interrupted = STOP.load(Ordering::Relaxed);
    if wants_summary(args) || interrupted || progress.counts.rejected > 0 {
        progress.summary(interrupted);
    }
    Ok(match (interrupted, progress.counts.rejected) {
        (true, _) => Outcome::Interrupted,
        (false, 0) => Outcome::Done,
        (false, _) => Outcome::Shortfall,
    })
}

/// Has Ctrl-C end the run after the documents that are under way; a second one ends it at once.
fn stop_on_interrupt() -> anyhow::Result<()> {
    let handler = || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    };
    ctrlc::set_handler(handler).context("cannot listen for Ctrl-C")
}

/// Options that would do nothing in this format are a mistake that nobody would notice.
fn check_options(args: &Args, format: Format) -> anyhow::Result<()> {
    let name = format.name();
    ensure!(
        !args.trace || format == Format::Doc,
        "--trace says how mentions were found in annotated documents only: \
         add --format doc, or leave it out with {name}"
    );
    ensure!(
        !args.reported_only || format != Format::Doc,
        "--reported-only leaves out event records, an annotated document has all events, \
         each with `reported`: leave it out with --format doc"
    );
    Ok(())
}

/// The files that will be written.
fn written(args: &Args, format: Format) -> Vec<PathBuf> {
    let output = args.output.iter().flat_map(|path| match format {
        #[cfg(feature = "parquet")]
        Format::Parquet => super::tables::paths(path),
        _ => vec![path.clone(), super::journal::log_path(path)],
    });
    output.chain(args.rejects.clone()).collect()
}

/// Opens what `--output` names, and finds what an earlier run has done of it.
fn open_output(args: &Args, format: Format) -> anyhow::Result<(Output, Finished)> {
    #[cfg(feature = "parquet")]
    if format == Format::Parquet {
        let Some(folder) = &args.output else {
            anyhow::bail!(
                "--format parquet writes two files: name a folder for them with --output"
            );
        };
        anyhow::ensure!(
            !args.resume,
            "--resume cannot go on with Parquet files, which are complete or not at all: \
             run again into an empty folder, or use another format"
        );
        let tables = super::tables::Tables::create(folder)?;
        return Ok((Output::Tables(Box::new(tables)), Finished::default()));
    }
    let settings = Settings {
        format: format.name(),
        trace: args.trace,
        reported_only: args.reported_only,
    };
    Output::lines(args.output.as_deref(), args.resume, settings)
}

/// A summary is for people who watch and for those who collect logs, not for scripts in a pipe.
fn wants_summary(args: &Args) -> bool {
    match (args.progress, args.log) {
        (When::Always, _) | (_, Log::Json) => true,
        (When::Never, Log::Text) => false,
        (When::Auto, Log::Text) => args.output.is_some() || io::stderr().is_terminal(),
    }
}

/// Makes of a document what is to be written for it.
fn take(renderer: &Renderer, finished: &Finished, read: Sourced) -> Result<Taken, Rejected> {
    let Sourced {
        document,
        file,
        line,
    } = read;
    let reject = |error| Rejected {
        name: file.to_string(),
        line: Some(line),
        error,
    };
    let mark = Mark::of(&document);
    match finished.state(mark) {
        State::Done => return Ok(Taken::Skipped),
        State::Changed => return Err(reject(InputError::ChangedSince { id: document.id })),
        State::New => {}
    }
    let rendered = renderer.render(&document).map_err(reject)?;
    Ok(Taken::Done {
        rendered,
        mark,
        bytes: document.text.len() as u64,
    })
}

fn write(
    taken: Read<Taken>,
    output: &mut Output,
    rejects: &mut Option<Rejects>,
    progress: &mut Progress,
) -> anyhow::Result<()> {
    match taken {
        Read::Document(Taken::Done {
            rendered,
            mark,
            bytes,
        }) => {
            output.write(&rendered.body, mark)?;
            progress.counts.documents += 1;
            progress.counts.events += rendered.events as u64;
            progress.counts.bytes += bytes;
        }
        Read::Document(Taken::Skipped) => progress.counts.skipped += 1,
        Read::Warning(warning) => progress.warn(&warning),
        Read::Rejected(rejected) => {
            if let Some(rejects) = rejects {
                rejects.write(&rejected)?;
            }
            progress.rejected(&rejected);
        }
    }
    progress.tick();
    Ok(())
}
