//! Words before a noun that say that its number is not exact, or that none in particular is meant.

use super::{Chunker, proclitic};
use crate::cue::Cue;
use crate::word::WordKind;

impl Chunker<'_> {
    /// Whether a word is a number or quantity.
    pub(super) fn counts(&self, at: usize) -> bool {
        let word = self.words.get(at).filter(|word| word.time.is_none());
        word.is_some_and(|word| word.kind == WordKind::Number || word.cues.has(Cue::Quantity))
    }

    /// Whether a word is a noun without the article and no preposition.
    pub(super) fn is_indefinite(&self, at: usize) -> bool {
        let word = self.words.get(at).filter(|word| word.time.is_none());
        word.is_some_and(|word| {
            word.nominal() && word.phrase == 1 && !word.definite() && word.preposition.is_none()
        })
    }

    /// `نحو 50 شخصا`, `أي هجوم`: what says that a number is not exact, or which is meant, begins its phrase.
    pub(super) fn about(&mut self, at: usize) -> usize {
        let word = &self.words[at];
        let first = self.chunks.len();
        let number = at + word.phrase;
        if let Some(name) = proclitic(word) {
            self.pending = Some(name);
        }
        self.included += word.phrase;
        let end = self.phrase(number);
        if let Some(chunk) = self.chunks.get_mut(first) {
            chunk.start = at;
        }
        end
    }
}
