//! `rasd rules candidates`: what holds of the mentions near the triggers of labelled documents.

use super::annotations::{FileFormat, read_documents, refuse};
use super::eval::publication_dates;
use super::{Outcome, eval_sets};
use rasd::Pipeline;
use rasd::core::CharMap;
use rasd::scorer::Problems;
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

/// Writes a line for each mention near a trigger that was found: its document, the trigger with its
/// category and the mention (code points), and the value of each attribute.
///
/// # Errors
/// Documents that cannot be read, or output that cannot be written.
pub fn run(pipeline: &Pipeline, gold: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for path in gold {
        let dates = publication_dates(path)?;
        let parsed = read_documents(path, FileFormat::Documents)?;
        if !parsed.problems.is_empty() {
            return Err(refuse(&Problems(parsed.problems)));
        }
        for annotated in &parsed.documents {
            let date = dates.get(&annotated.id).map(String::as_str);
            let text = annotated.text.as_deref().unwrap_or_default();
            let document = eval_sets::document(&annotated.id, text, date);
            let chars = CharMap::new(text);
            for row in pipeline.candidates(&document) {
                let trigger = chars.to_chars(text, row.trigger);
                let span = chars.to_chars(text, row.span);
                let values = row.values.into_iter();
                let values: Map<String, Value> = values
                    .map(|(name, value)| (name.to_owned(), value.into()))
                    .collect();
                let line = json!({
                    "document": annotated.id,
                    "category": row.category.as_str(),
                    "trigger": [trigger.start(), trigger.end()],
                    "span": [span.start(), span.end()],
                    "values": values,
                });
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
