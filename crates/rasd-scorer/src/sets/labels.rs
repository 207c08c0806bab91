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
    /// Reads CSV with columns `ours,theirs`, where ours is one of `types`; an
    /// empty second column leaves the type out.
    ///
    /// # Errors
    /// Another header, every line without two columns, every unknown type and
    /// every type given twice.
    pub fn parse(path: &str, contents: &str, types: &[&str]) -> Result<LabelMap, Problems> {
        let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
        let mut map = LabelMap::default();
        let mut problems = Vec::new();
        // An empty file lacks its header too.
        let lines = contents.lines().chain(contents.is_empty().then_some(""));
        for (index, line) in lines.enumerate() {
            if let Err(message) = map.read(index, line, types) {
                let origin = Origin {
                    path: path.to_owned(),
                    line: index + 1,
                };
                problems.push(Problem::new(&origin, message));
            }
        }
        Problems::check(problems, map)
    }

    fn read(&mut self, index: usize, line: &str, types: &[&str]) -> Result<(), String> {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        match cells[..] {
            ["ours", "theirs"] if index == 0 => Ok(()),
            _ if index == 0 => Err(format!("expected the header ours,theirs, found {line:?}")),
            [""] => Ok(()),
            [ours, _] if !types.contains(&ours) => Err(format!(
                "{ours:?} is no type of ours; the types are: {}",
                types.join(", ")
            )),
            [ours, theirs] => {
                let theirs = (!theirs.is_empty()).then(|| theirs.to_owned());
                match self.to.insert(ours.to_owned(), theirs) {
                    None => Ok(()),
                    Some(_) => Err(format!("{ours:?} is mapped more than once")),
                }
            }
            _ => Err(format!(
                "expected two columns with a comma between them, ours,theirs, found {line:?}"
            )),
        }
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
