//! `rasd rules candidates`: what holds of the mentions near the triggers of labelled documents.

use super::{Outcome, labelled};
use rasd::Pipeline;
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
    labelled::each(gold, |_, document, chars| {
        for row in pipeline.candidates(document) {
            let trigger = chars.to_chars(&document.text, row.trigger);
            let span = chars.to_chars(&document.text, row.span);
            let values = row.values.into_iter();
            let values: Map<String, Value> = values
                .map(|(name, value)| (name.to_owned(), value.into()))
                .collect();
            let line = json!({
                "document": document.id,
                "category": row.category.as_str(),
                "trigger": [trigger.start(), trigger.end()],
                "span": [span.start(), span.end()],
                "values": values,
            });
            writeln!(out, "{line}")?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(Outcome::Done)
}
