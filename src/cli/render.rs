//! What `rasd extract` writes for a document, in each format.

use super::cards::Cards;
#[cfg(feature = "parquet")]
use super::tables::Rows;
use clap::ValueEnum;
use rasd::corpus::{
    InputError, annotate, csv_header, csv_row, polecat_header, polecat_rows, records,
};
use rasd::{Analysis, Document, Pipeline, has_text};
use serde::Serialize;
use std::cell::Cell;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
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
    /// Tables of events and mentions, two Parquet files in the folder that --output names
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }
}

/// What is written for a document.
#[derive(Debug)]
pub enum Body {
    /// Whole lines.
    Lines(Vec<u8>),
    /// Rows of tables.
    #[cfg(feature = "parquet")]
    Rows(Rows),
}

/// The output of one document.
#[derive(Debug)]
pub struct Rendered {
    /// What is written.
    pub body: Body,
    /// Number of events in it.
    pub events: usize,
}

/// Takes documents through the pipeline and writes what comes out.
#[derive(Debug)]
pub struct Renderer<'a> {
    /// The pipeline.
    pub pipeline: &'a Pipeline,
    /// The format.
    pub format: Format,
    /// Whether annotated documents say how everything was found.
    pub trace: bool,
    /// Whether events are left out that no sentence reports as news.
    pub reported_only: bool,
    /// How cards look.
    pub cards: Cards,
}

impl Renderer<'_> {
    /// What comes before the first document.
    pub fn header(&self) -> Vec<u8> {
        match self.format {
            Format::Csv => csv_header(),
            Format::Polecat => polecat_header().into_bytes(),
            _ => Vec::new(),
        }
    }

    /// Reads one document. A panic, which would be a bug of ours, costs this document only.
    ///
    /// # Errors
    /// The document has no text to read, or shows a bug.
    pub fn render(&self, document: &Document) -> Result<Rendered, InputError> {
        guarded(&document.id, || self.run(document))?.ok_or(InputError::OnlyBoilerplate)
    }

    fn run(&self, document: &Document) -> Option<Rendered> {
        let analysis = if self.trace {
            self.pipeline.explain(document).0
        } else {
            self.pipeline.run(document)
        };
        has_text(&analysis).then(|| self.write(document, &analysis))
    }

    fn write(&self, document: &Document, analysis: &Analysis) -> Rendered {
        if self.format == Format::Doc {
            let mut bytes = Vec::new();
            push_json(&mut bytes, &annotate(document, analysis, self.trace));
            let body = Body::Lines(bytes);
            let events = record_count(analysis);
            return Rendered { body, events };
        }
        let mut records = records(document, analysis);
        if self.reported_only {
            records.retain(|record| record.reported);
        }
        let events = records.len();
        #[cfg(feature = "parquet")]
        if self.format == Format::Parquet {
            let rows = Rows::new(document, analysis, records);
            let body = Body::Rows(rows);
            return Rendered { body, events };
        }
        let mut bytes = Vec::new();
        match self.format {
            Format::Jsonl => records.iter().for_each(|r| push_json(&mut bytes, r)),
            Format::Csv => records.iter().for_each(|r| bytes.extend(csv_row(r))),
            Format::Polecat => {
                bytes.extend(polecat_rows(&records, document, analysis).into_bytes());
            }
            Format::Table => {
                bytes.extend(
                    self.cards
                        .document(document, analysis, &records)
                        .into_bytes(),
                );
            }
            // Written above.
            Format::Doc => {}
            #[cfg(feature = "parquet")]
            Format::Parquet => {}
        }
        let body = Body::Lines(bytes);
        Rendered { body, events }
    }
}

/// How many records the events of a document make.
fn record_count(analysis: &Analysis) -> usize {
    let clusters: HashSet<u32> = analysis.events.iter().map(|event| event.cluster).collect();
    clusters.len()
}

/// Appends a value as one line of JSON. Our own types always serialise; were one not to, its line
/// would be missing rather than broken.
fn push_json(bytes: &mut Vec<u8>, value: &impl Serialize) {
    let before = bytes.len();
    match serde_json::to_writer(&mut *bytes, value) {
        Ok(()) => bytes.push(b'\n'),
        Err(_) => bytes.truncate(before),
    }
}

thread_local! {
    /// What the last panic of this thread said, and where.
    static LAST_PANIC: Cell<Option<String>> = const { Cell::new(None) };
}

/// Has panics remembered for the report on their document instead of printed.
pub fn remember_panics() {
    std::panic::set_hook(Box::new(|panic| LAST_PANIC.set(Some(panic.to_string()))));
}

/// The result of `work`, or the report of the bug that it ran into.
fn guarded<T>(id: &str, work: impl FnOnce() -> T) -> Result<T, InputError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let message = LAST_PANIC.take().unwrap_or_default();
        InputError::Bug {
            id: id.to_owned(),
            message: message.replace('\n', " "),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{guarded, remember_panics};

    #[test]
    fn a_panic_becomes_the_report_of_a_bug() {
        remember_panics();
        let result = guarded("the-id", || -> u32 { panic!("the reason") });
        let _ = std::panic::take_hook();
        let report = result.expect_err("a bug").to_string();
        for part in ["the-id", "the reason", "render.rs:"] {
            assert!(report.contains(part), "{part} in {report}");
        }
    }
}
