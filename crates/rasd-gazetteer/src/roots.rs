//! Finds phrases in documents, remembering which phrases the words begin.

use crate::engine::{Hit, Root, TrieEngine, finish, is_silent};
use crate::vocabulary::{NONE, WordId};
use rasd_core::{Facts, TokenLayer};
use std::ops::Range;

/// What the engine says of words, kept from document to document.
#[derive(Debug, Default)]
pub(crate) struct Roots {
    words: Facts<Word>,
    /// Roots of all words that have some.
    roots: Vec<Root>,
}

/// Roots of a word as a range of [`Roots::roots`], and its number in the vocabulary.
#[derive(Debug, Clone, Copy)]
struct Word {
    first: u32,
    end: u32,
    word: WordId,
}

impl Roots {
    /// Prepares for a layer.
    pub(crate) fn open(&mut self, layer: &TokenLayer) {
        if self.words.open(layer) {
            self.roots.clear();
        }
    }

    /// Adds to `hits` what [`crate::Engine::find`] of the engine would, in the same order.
    pub(crate) fn find(
        &mut self,
        engine: &TrieEngine,
        layer: &TokenLayer,
        tokens: Range<usize>,
        hits: &mut Vec<Hit>,
    ) {
        for at in tokens.clone() {
            if is_silent(layer, at) {
                continue;
            }
            let first = hits.len();
            let range = at..tokens.end;
            if layer.word_number(at).is_none() {
                engine.roots(layer.folded(at).as_bytes(), |root| {
                    let word_at = |next| self.number(engine, layer, next);
                    engine.follow(layer, range.clone(), root, word_at, hits);
                });
            } else {
                let word = self.word(engine, layer, at);
                for place in word.first..word.end {
                    let root = self.roots[place as usize];
                    let word_at = |next| self.number(engine, layer, next);
                    engine.follow(layer, range.clone(), root, word_at, hits);
                }
            }
            finish(hits, first);
        }
    }

    /// Number of a token's word in the vocabulary.
    fn number(&mut self, engine: &TrieEngine, layer: &TokenLayer, at: usize) -> Option<WordId> {
        if layer.word_number(at).is_none() {
            return engine.phrases().word(layer.folded(at).as_bytes());
        }
        let word = self.word(engine, layer, at).word;
        (word != NONE).then_some(word)
    }

    /// What is known of a token that has a word number.
    fn word(&mut self, engine: &TrieEngine, layer: &TokenLayer, at: usize) -> Word {
        let roots = &mut self.roots;
        self.words.get(layer.word_number(at), || {
            let folded = layer.folded(at).as_bytes();
            let first = roots.len() as u32;
            engine.roots(folded, |root| roots.push(root));
            Word {
                first,
                end: roots.len() as u32,
                word: engine.phrases().word(folded).unwrap_or(NONE),
            }
        })
    }
}
