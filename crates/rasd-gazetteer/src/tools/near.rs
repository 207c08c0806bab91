//! Rows and words that are spelled almost as a given one.

use super::rows::Entry;
use rasd_core::EntityType;

/// Names of rows, ready to be compared.
#[derive(Debug, Default)]
pub struct Spellings {
    /// Key, name and index of the entry.
    names: Vec<(Vec<char>, String, usize)>,
    entries: Vec<Entry>,
}

/// Letters of a name for each one that may differ.
const LETTERS: usize = 6;

impl Spellings {
    /// The names of rows.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut names = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            names.extend(entry.names.iter().map(|name| (key(name), name.clone(), at)));
        }
        Spellings { names, entries }
    }

    /// The name of a row of such entity types that is nearest to `name`, if one letter in six
    /// differs at most; with the row.
    pub fn nearest(&self, name: &str, kinds: &[EntityType]) -> Option<(&str, &Entry)> {
        let wanted = key(name);
        let mut best: Option<(usize, &str, &Entry)> = None;
        for (key, name, at) in &self.names {
            let entry = &self.entries[*at];
            let limit =
                (wanted.len().min(key.len()) / LETTERS).min(best.map_or(usize::MAX, |b| b.0));
            if kinds.contains(&entry.kind)
                && limit > 0
                && wanted.len().abs_diff(key.len()) <= limit
                && let Some(distance) = within(&wanted, key, limit)
                && best.is_none_or(|(least, ..)| distance < least)
            {
                best = Some((distance, name, entry));
            }
        }
        best.map(|(_, name, entry)| (name, entry))
    }
}

/// The word that is nearest to a mistyped one: one letter in three and two in all differ at most.
pub fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = word.chars().collect();
    let limit = (wanted.len() / 3).min(2);
    let near = words.into_iter().filter_map(|other| {
        let letters: Vec<char> = other.chars().collect();
        Some((within(&wanted, &letters, limit)?, other))
    });
    near.min().map(|(_, word)| word)
}

/// The letters of a name without spaces and without the differences that matching overlooks.
fn key(name: &str) -> Vec<char> {
    let folded = rasd_tokenizer::fold_loose(name);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The edit distance of two keys if it is no more than `limit`.
fn within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
        if row.iter().min().is_none_or(|least| *least > limit) {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}
