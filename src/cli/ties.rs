//! `rasd rules ties`: what ties the event mentions of labelled documents to the events before them.

use super::{Outcome, labelled};
use rasd::Pipeline;
use rasd::core::{ByteSpan, Category};
use rasd::scorer::Document;
use serde_json::json;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Writes a line for each labelled mention that was found and could be of an earlier event: its
/// document and trigger (code points), the ties to each earlier event, and which of them it is.
///
/// # Errors
/// Documents that cannot be read, or output that cannot be written.
pub fn run(pipeline: &Pipeline, gold: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    labelled::each(gold, |annotated, document, chars| {
        let labels = labels(annotated);
        let label = |trigger: ByteSpan, category: Category| {
            let span = chars.to_chars(&document.text, trigger);
            let (start, end) = (span.start() as usize, span.end() as usize);
            let key = (start, end, category.to_string());
            labels.get(&key).copied()
        };
        for found in pipeline.compare(document, &label) {
            let span = chars.to_chars(&document.text, found.trigger);
            let line = json!({
                "document": document.id,
                "start": span.start(),
                "end": span.end(),
                "ties": found.ties,
                "same": found.same,
            });
            writeln!(out, "{line}")?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// Trigger and category of each labelled mention, with the number of its event.
fn labels(document: &Document) -> HashMap<(usize, usize, String), u32> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut labels = HashMap::new();
    for event in &document.events {
        let Some(cluster) = &event.cluster else {
            continue;
        };
        let next = numbers.len() as u32;
        let number = *numbers.entry(cluster).or_insert(next);
        let (start, end) = (event.trigger.start(), event.trigger.end());
        let key = (start, end, event.kind.clone());
        labels.insert(key, number);
    }
    labels
}
