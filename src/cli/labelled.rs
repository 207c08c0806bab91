//! Labelled documents one by one, for the commands that print what weights are fitted to.

use super::annotations::{FileFormat, read_documents, refuse};
use super::eval::publication_dates;
use super::eval_sets;
use rasd::core::CharMap;
use rasd::scorer::{self, Problems};
use std::path::PathBuf;

/// Hands each annotated document of some folders to `take`, with the document to read and the map of its
/// offsets.
///
/// # Errors
/// Documents that cannot be read, and what `take` fails with.
pub fn each(
    gold: &[PathBuf],
    mut take: impl FnMut(&scorer::Document, &rasd::Document, &CharMap) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
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
            take(annotated, &document, &CharMap::new(text))?;
        }
    }
    Ok(())
}
