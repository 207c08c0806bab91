//! What `rasd extract` writes for a document, in each format.

use super::cards::Cards;
use clap::ValueEnum;
use rasd::corpus::{
    InputError, Rejected, annotate, csv_header, csv_row, polecat_header, polecat_row, records,
};
use rasd::{Analysis, Document, Pipeline, has_text};
use serde::Serialize;
use std::any::Any;
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
}

/// The output of one document.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Whole lines.
    pub bytes: Vec<u8>,
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
            Format::Table | Format::Jsonl | Format::Doc => Vec::new(),
        }
    }

    /// Reads one document. A panic, which would be a bug of ours, costs this document only.
    pub fn render(&self, document: &Document) -> Result<Rendered, Rejected> {
        let reject = |error| Rejected {
            name: document.id.clone(),
            line: 1,
            error,
        };
        match catch_unwind(AssertUnwindSafe(|| self.run(document))) {
            Ok(Some(rendered)) => Ok(rendered),
            Ok(None) => Err(reject(InputError::OnlyBoilerplate)),
            Err(panic) => Err(reject(InputError::Bug {
                message: panic_message(&*panic),
            })),
        }
    }

    fn run(&self, document: &Document) -> Option<Rendered> {
        let analysis = self.pipeline.run(document);
        has_text(&analysis).then(|| self.write(document, &analysis))
    }

    fn write(&self, document: &Document, analysis: &Analysis) -> Rendered {
        let mut bytes = Vec::new();
        let mut records = records(document, analysis);
        if self.reported_only {
            records.retain(|record| record.reported);
        }
        match self.format {
            Format::Doc => push_json(&mut bytes, &annotate(document, analysis, self.trace)),
            Format::Jsonl => records.iter().for_each(|r| push_json(&mut bytes, r)),
            Format::Csv => records.iter().for_each(|r| bytes.extend(csv_row(r))),
            Format::Polecat => {
                for record in &records {
                    bytes.extend(polecat_row(record, document, analysis).into_bytes());
                }
            }
            Format::Table => {
                bytes.extend(
                    self.cards
                        .document(document, analysis, &records)
                        .into_bytes(),
                );
            }
        }
        Rendered {
            bytes,
            events: records.len(),
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

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}
