//! What a document is about, as far as conditions of frames ask for it.

use crate::rules::Rules;
use crate::vocabulary::{Present, WordId};
use rasd_core::{Sentence, TokenLayer};
use std::cell::{OnceCell, RefCell};

/// A document is about a topic if at least this many of its sentences have a word of it,
const SENTENCES: usize = 2;
/// and at least one in this many.
const SHARE: usize = 3;

/// The topics of a document, each found out when it is asked for.
pub(crate) struct Topics<'a, 'r> {
    rules: &'r Rules,
    layer: &'a TokenLayer,
    /// The words of rules in each sentence.
    sentences: OnceCell<Vec<Present>>,
    /// By the numbers of the topics in the rules.
    known: RefCell<Vec<Option<bool>>>,
}

impl<'a, 'r> Topics<'a, 'r> {
    pub fn new(rules: &'r Rules, layer: &'a TokenLayer) -> Self {
        Topics {
            rules,
            layer,
            sentences: OnceCell::new(),
            known: RefCell::new(vec![None; rules.topics.len()]),
        }
    }

    /// Whether enough sentences of the document have a word of a topic, told by its number.
    pub fn about(&self, topic: usize) -> bool {
        if let Some(known) = self.known.borrow()[topic] {
            return known;
        }
        let set = &self.rules.topics[topic];
        let sentences = self.sentences.get_or_init(|| {
            let sentences = self.layer.sentences.iter();
            sentences.map(|sentence| self.words(sentence)).collect()
        });
        let found = sentences.iter().filter(|words| set.meets(words)).count();
        let about = found >= SENTENCES && found * SHARE >= sentences.len();
        self.known.borrow_mut()[topic] = Some(about);
        about
    }

    /// The lemmas of a sentence that rules name.
    fn words(&self, sentence: &Sentence) -> Present {
        let vocabulary = &self.rules.grammar.vocabulary;
        let mut words = Present::new();
        for token in sentence.tokens.range() {
            let lemma = self.layer.stem(token).and_then(|stem| stem.morph.lemma);
            words.add(lemma.map_or(WordId::OTHER, |lemma| vocabulary.lemma(lemma)));
        }
        words
    }
}
