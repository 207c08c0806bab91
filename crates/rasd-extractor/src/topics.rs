//! What a document is about, as far as conditions of frames ask for it.

use crate::rules::Rules;
use crate::vocabulary::WordSet;
use rasd_core::{Sentence, TokenLayer};
use std::cell::RefCell;

/// A document is about a topic if at least this many of its sentences have a word of it,
const SENTENCES: usize = 2;
/// and at least one in this many.
const SHARE: usize = 3;

/// The topics of a document, each found out when it is asked for.
pub(crate) struct Topics<'a, 'r> {
    rules: &'r Rules,
    layer: &'a TokenLayer,
    /// By the numbers of the topics in the rules.
    known: RefCell<Vec<Option<bool>>>,
}

impl<'a, 'r> Topics<'a, 'r> {
    pub fn new(rules: &'r Rules, layer: &'a TokenLayer) -> Self {
        Topics {
            rules,
            layer,
            known: RefCell::new(vec![None; rules.topics.len()]),
        }
    }

    /// Whether enough sentences of the document have a word of a topic, told by its number.
    pub fn about(&self, topic: usize) -> bool {
        if let Some(known) = self.known.borrow()[topic] {
            return known;
        }
        let (sentences, set) = (&self.layer.sentences, &self.rules.topics[topic]);
        let found = sentences.iter().filter(|s| self.has(s, set)).count();
        let about = found >= SENTENCES && found * SHARE >= sentences.len();
        self.known.borrow_mut()[topic] = Some(about);
        about
    }

    fn has(&self, sentence: &Sentence, set: &WordSet) -> bool {
        let vocabulary = &self.rules.grammar.vocabulary;
        sentence.tokens.range().any(|token| {
            let lemma = self.layer.stem(token).and_then(|stem| stem.morph.lemma);
            lemma.is_some_and(|lemma| set.has(vocabulary.lemma(lemma)))
        })
    }
}
