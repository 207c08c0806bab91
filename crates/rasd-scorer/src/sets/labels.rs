//! Other label sets: which of our types is which of theirs.

use std::collections::BTreeMap;

use crate::errors::TextIndex;
use crate::model::{Document, Origin};
use crate::problem::{Problem, Problems};
use crate::span::Span;

/// Our types as the PER, ORG, LOC of CoNLL and its kin.
pub const CONLL_LABELS: &str = include_str!("../../maps/conll.csv");

/// A map from predicted to gold types. Types mapped to nothing are left out,
/// and so are gold types that nothing maps to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LabelMap {
    to: BTreeMap<String, Option<String>>,
}

impl LabelMap {
    /// Reads CSV with columns `ours,theirs`; an empty second column leaves the
    /// type out.
    ///
    /// # Errors
    /// Every line without two columns, and every type given twice.
    pub fn parse(path: &str, contents: &str) -> Result<LabelMap, Problems> {
        let mut map = LabelMap::default();
        let mut problems = Vec::new();
        for (index, line) in contents.lines().enumerate().skip(1) {
            if line.trim().is_empty() {
                continue;
            }
            let origin = Origin {
                path: path.to_owned(),
                line: index + 1,
            };
            let Some((ours, theirs)) = line.split_once(',') else {
                problems.push(Problem::new(&origin, "expected two columns: ours,theirs"));
                continue;
            };
            let theirs = theirs.trim();
            let theirs = (!theirs.is_empty()).then(|| theirs.to_owned());
            if map.to.insert(ours.trim().to_owned(), theirs).is_some() {
                let message = format!("{:?} is mapped more than once", ours.trim());
                problems.push(Problem::new(&origin, message));
            }
        }
        Problems::check(problems, map)
    }

    /// Renames predicted entity types; a type the map does not know stays.
    pub fn apply(&self, document: &mut Document) {
        document
            .entities
            .retain_mut(|entity| match self.to.get(&entity.kind) {
                None => true,
                Some(None) => false,
                Some(Some(theirs)) => {
                    entity.kind.clone_from(theirs);
                    true
                }
            });
    }

    /// Leaves out gold entities of types that no type of ours maps to.
    pub fn restrict(&self, gold: &mut Document) {
        let known = |kind: &String| self.to.values().flatten().any(|theirs| theirs == kind);
        gold.entities.retain(|entity| known(&entity.kind));
    }
}

/// Widens entity spans to whole words, for sets whose spans hold attached
/// clitics: a word is a run of letters, digits and marks.
pub fn widen_to_words(document: &mut Document, text: &str) {
    let characters: Vec<char> = text.chars().collect();
    let index = TextIndex::new(text);
    let inside = |at: usize| {
        characters
            .get(at)
            .is_some_and(|c| c.is_alphanumeric() || is_mark(*c))
    };
    for entity in &mut document.entities {
        if index.words(entity.span).is_empty() {
            continue;
        }
        let (mut start, mut end) = (entity.span.start(), entity.span.end());
        while start > 0 && inside(start) && inside(start - 1) {
            start -= 1;
        }
        while end > 0 && inside(end - 1) && inside(end) {
            end += 1;
        }
        if let Some(span) = Span::new(start, end) {
            entity.span = span;
        }
    }
}

/// Arabic vowel signs, the dagger alif and tatweel, which are no letters.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(character, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}
