//! `rasd extract`: documents in, events out.

use super::cards::Cards;
use super::input::{Documents, InputArgs};
use super::{Outcome, load_pipeline, stream};
use clap::ValueEnum;
use rasd::corpus::{
    InputError, Rejected, annotate, csv_header, csv_row, polecat_header, polecat_row, records,
};
use rasd::{Document, Pipeline, has_text};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
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
    /// Number of threads; all processors if not given. The output is the same for any number
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// With `--format doc`: add how each mention was recognised and each event decided
    #[arg(long)]
    trace: bool,
}

const EXAMPLES: &str = "Examples:
  rasd extract article.txt --date 2024-03-11     resolve 'yesterday' against that day
  rasd extract 'news/*.txt' --format csv         one row an event
  rasd extract dump.jsonl.gz --text-field body   JSON Lines with other field names
  rasd extract - --format doc < news.jsonl       annotated documents, for scoring and tools";

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A readable card for each event, with the Arabic evidence
    Table,
    /// PLOVER event records, JSON Lines
    Jsonl,
    /// Event records as comma-separated values
    Csv,
    /// The 40 tab-separated columns of POLECAT
    Polecat,
    /// Annotated documents, JSON Lines
    Doc,
}

/// What came of one document.
struct Output {
    bytes: Vec<u8>,
    events: usize,
    rejected: Option<Rejected>,
}

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let pipeline = load_pipeline(data)?;
    let terminal = io::stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal {
        Format::Table
    } else {
        Format::Jsonl
    });
    let writer = OutputWriter {
        format,
        trace: args.trace,
        cards: Cards::new(terminal),
    };
    let jobs = args
        .jobs
        .or_else(|| available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);

    let mut out = BufWriter::new(io::stdout().lock());
    out.write_all(&writer.header())?;
    let (mut documents, mut events, mut rejected) = (0u64, 0, 0u64);
    stream::ordered(
        Documents::new(&args.input),
        jobs,
        |document| writer.process(&pipeline, document),
        |output: Output| -> io::Result<()> {
            events += output.events;
            match output.rejected {
                Some(reason) => {
                    rejected += 1;
                    eprintln!("rasd: rejected {reason}");
                }
                None => documents += 1,
            }
            out.write_all(&output.bytes)?;
            out.flush()
        },
    )?;
    if rejected > 0 || format == Format::Table {
        eprintln!("rasd: {documents} documents, {events} events, {rejected} rejected");
    }
    Ok(if rejected == 0 {
        Outcome::Done
    } else {
        Outcome::Shortfall
    })
}

struct OutputWriter {
    format: Format,
    trace: bool,
    cards: Cards,
}

impl OutputWriter {
    fn header(&self) -> Vec<u8> {
        match self.format {
            Format::Csv => csv_header(),
            Format::Polecat => polecat_header().into_bytes(),
            Format::Table | Format::Jsonl | Format::Doc => Vec::new(),
        }
    }

    fn process(&self, pipeline: &Pipeline, document: Result<Document, Rejected>) -> Output {
        let document = match document {
            Ok(document) => document,
            Err(rejected) => return Output::rejected(rejected),
        };
        let analysis = pipeline.run(&document);
        if !has_text(&analysis) {
            let error = InputError::OnlyBoilerplate;
            return Output::rejected(Rejected {
                name: document.id,
                line: 1,
                error,
            });
        }
        let mut bytes = Vec::new();
        let records = records(&document, &analysis);
        match self.format {
            Format::Doc => push_json(&mut bytes, &annotate(&document, &analysis, self.trace)),
            Format::Jsonl => records.iter().for_each(|r| push_json(&mut bytes, r)),
            Format::Csv => records.iter().for_each(|r| bytes.extend(csv_row(r))),
            Format::Polecat => {
                for record in &records {
                    bytes.extend(polecat_row(record, &document, &analysis).into_bytes());
                }
            }
            Format::Table => {
                let cards = self.cards.document(&document, &analysis, &records);
                bytes.extend(cards.into_bytes());
            }
        }
        Output {
            bytes,
            events: records.len(),
            rejected: None,
        }
    }
}

impl Output {
    fn rejected(rejected: Rejected) -> Self {
        Output {
            bytes: Vec::new(),
            events: 0,
            rejected: Some(rejected),
        }
    }
}

/// Appends a value as one line of JSON. Our own types always serialise; were one not to, its line
/// would be missing rather than broken.
fn push_json(bytes: &mut Vec<u8>, value: &impl Serialize) {
    if let Ok(line) = serde_json::to_vec(value) {
        bytes.extend(line);
        bytes.push(b'\n');
    }
}
