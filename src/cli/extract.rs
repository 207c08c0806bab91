//! `rasd extract`: documents in, events out.

use super::cards::Cards;
use super::input::{Documents, InputArgs};
use super::journal::{Finished, Journal, Mark, State};
use super::progress::{Log, Progress, When};
use super::render::{Format, Rendered, Renderer};
use super::stream::{Plan, process};
use super::{Outcome, load_pipeline};
use anyhow::Context;
use rasd::Document;
use rasd::corpus::{InputError, Rejected};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
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
    /// Write to a file, with a journal beside it from which a run can be resumed
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on with the output of an interrupted run: documents that are done are skipped
    #[arg(long, requires = "output")]
    resume: bool,
    /// Write rejected documents to a file, JSON Lines with file, line and reason
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
    Skipped,
    Rejected(Rejected),
}

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let pipeline = load_pipeline(data)?;
    let terminal = args.output.is_none() && io::stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal {
        Format::Table
    } else {
        Format::Jsonl
    });
    let cards = Cards::new(terminal);
    let renderer = Renderer {
        pipeline: &pipeline,
        format,
        trace: args.trace,
        reported_only: args.reported_only,
        cards,
    };
    let (mut output, finished) = Output::open(args.output.as_deref(), args.resume)?;
    output.header(&renderer.header())?;
    let mut rejects = args.rejects.as_deref().map(Rejects::create).transpose()?;
    stop_on_interrupt()?;

    let documents = Documents::new(&args.input);
    let mut progress = Progress::new(args.progress, args.log, documents.total_bytes());
    let jobs = args
        .jobs
        .or_else(|| available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);
    let plan = Plan {
        jobs,
        ordered: !args.unordered,
        stop: &STOP,
    };
    std::panic::set_hook(Box::new(|_| {}));
    let end = process(
        documents,
        plan,
        |document| take(&renderer, &finished, document),
        |taken| write(taken, &mut output, &mut rejects, &mut progress),
    );
    let _ = std::panic::take_hook();
    end?;
    let interrupted = STOP.load(Ordering::Relaxed);
    if interrupted || args.output.is_some() || terminal || progress.counts.rejected > 0 {
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

fn take(renderer: &Renderer, finished: &Finished, document: Result<Document, Rejected>) -> Taken {
    let document = match document {
        Ok(document) => document,
        Err(rejected) => return Taken::Rejected(rejected),
    };
    let mark = Mark::of(&document);
    match finished.state(mark) {
        State::Done => return Taken::Skipped,
        State::Changed => {
            let error = InputError::ChangedSince {
                id: document.id.clone(),
            };
            return Taken::Rejected(Rejected {
                name: document.id,
                line: 1,
                error,
            });
        }
        State::New => {}
    }
    let bytes = document.text.len() as u64;
    match renderer.render(&document) {
        Ok(rendered) => Taken::Done {
            rendered,
            mark,
            bytes,
        },
        Err(rejected) => Taken::Rejected(rejected),
    }
}

fn write(
    taken: Taken,
    output: &mut Output,
    rejects: &mut Option<Rejects>,
    progress: &mut Progress,
) -> io::Result<()> {
    match taken {
        Taken::Done {
            rendered,
            mark,
            bytes,
        } => {
            output.write(&rendered.bytes, mark)?;
            progress.counts.documents += 1;
            progress.counts.events += rendered.events as u64;
            progress.counts.bytes += bytes;
        }
        Taken::Skipped => progress.counts.skipped += 1,
        Taken::Rejected(rejected) => {
            if let Some(rejects) = rejects {
                rejects.write(&rejected)?;
            }
            progress.rejected(&rejected.to_string(), &rejected.name, rejected.line);
        }
    }
    progress.tick();
    Ok(())
}

/// Where events go.
enum Output {
    Stream(BufWriter<io::Stdout>),
    File(Journal),
}

impl Output {
    fn open(path: Option<&Path>, resume: bool) -> anyhow::Result<(Self, Finished)> {
        match path {
            None => Ok((
                Output::Stream(BufWriter::new(io::stdout())),
                Finished::default(),
            )),
            Some(path) => {
                let (journal, finished) = Journal::open(path, resume)?;
                Ok((Output::File(journal), finished))
            }
        }
    }

    fn header(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Stream(out) => out.write_all(bytes),
            Output::File(journal) if journal.is_empty() => journal.write_header(bytes),
            Output::File(_) => Ok(()),
        }
    }

    /// Writes the lines of a document; a reader at the other end of a pipe has them at once.
    fn write(&mut self, bytes: &[u8], mark: Mark) -> io::Result<()> {
        match self {
            Output::Stream(out) => {
                out.write_all(bytes)?;
                out.flush()
            }
            Output::File(journal) => journal.write(bytes, mark),
        }
    }
}

/// The file of rejected documents.
struct Rejects(File);

impl Rejects {
    fn create(path: &Path) -> anyhow::Result<Self> {
        File::create(path)
            .map(Rejects)
            .with_context(|| path.display().to_string())
    }

    fn write(&mut self, rejected: &Rejected) -> io::Result<()> {
        let line = serde_json::json!({
            "file": rejected.name,
            "line": rejected.line,
            "reason": rejected.error.to_string(),
        });
        writeln!(self.0, "{line}")
    }
}
