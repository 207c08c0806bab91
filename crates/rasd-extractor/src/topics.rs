//! What a document is about, as far as conditions of frames ask for it.

use crate::rules::Rules;
use rasd_core::TokenLayer;
use std::cell::OnceCell;

/// A document is about a topic if at least this many of its sentences have a word of it,
const SENTENCES: usize = 2;
/// and at least one in this many.
const SHARE: usize = 3;

/// The topics of a document, found out when one is asked for.
pub(crate) struct Topics<'a, 'r> {
    rules: &'r Rules,
    layer: &'a TokenLayer,
    /// By the numbers of the topics in the rules: how many sentences have a word of it.
    counts: OnceCell<Vec<usize>>,
}

impl<'a, 'r> Topics<'a, 'r> {
    pub fn new(rules: &'r Rules, layer: &'a TokenLayer) -> Self {
        Topics {
            rules,
            layer,
            counts: OnceCell::new(),
        }
    }

    /// Whether enough sentences of the document have a word of a topic, told by its number.
    pub fn about(&self, topic: usize) -> bool {
        let found = self.counts.get_or_init(|| self.count())[topic];
        found >= SENTENCES && found * SHARE >= self.layer.sentences.len()
    }

    /// How many sentences have a word of each topic.
    fn count(&self) -> Vec<usize> {
        let vocabulary = &self.rules.grammar.vocabulary;
        let mut counts = vec![0; self.rules.topics];
        // Each topic is counted once a sentence: here is the last one it was counted in.
        let mut last = vec![usize::MAX; self.rules.topics];
        for (number, sentence) in self.layer.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                let lemma = self.layer.stem(token).and_then(|stem| stem.morph.lemma);
                let word = lemma.map(|lemma| vocabulary.lemma(lemma));
                let topics = word.and_then(|word| self.rules.topics_of.get(word));
                for topic in topics.into_iter().flatten() {
                    if std::mem::replace(&mut last[*topic], number) != number {
                        counts[*topic] += 1;
                    }
                }
            }
        }
        counts
    }
}
