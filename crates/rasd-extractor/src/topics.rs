//! What a document is about, as far as conditions of frames ask for it.

use crate::known::Known;
use crate::rules::Rules;
use rasd_core::TokenLayer;

/// A document is about a topic if at least this many of its sentences have a word of it,
const SENTENCES: usize = 2;
/// and at least one in this many.
const SHARE: usize = 3;

/// The topics of a document.
pub(crate) struct Topics {
    sentences: usize,
    /// By the numbers of the topics in the rules: how many sentences have a word of it.
    counts: Vec<usize>,
}

impl Topics {
    /// Counts the sentences that have a word of each topic.
    pub fn new(rules: &Rules, layer: &TokenLayer, known: &mut Known) -> Self {
        let vocabulary = &rules.grammar.vocabulary;
        let topics_of = |token: usize| {
            let lemma = layer.stem(token).and_then(|stem| stem.morph.lemma);
            let word = lemma.map(|lemma| vocabulary.lemma(lemma));
            let topics = word.and_then(|word| rules.topics_of.get(word));
            topics.map_or(&[][..], Vec::as_slice)
        };
        let mut counts = vec![0; rules.topics];
        // Each topic is counted once a sentence: here is the last one it was counted in.
        let mut last = vec![usize::MAX; rules.topics];
        for (number, sentence) in layer.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                if layer.tokens[token].reading_count == 0 {
                    continue;
                }
                // Most words are of no topic.
                let reading = layer.reading_number(token, 0);
                if !known.topical.get(reading, || !topics_of(token).is_empty()) {
                    continue;
                }
                for topic in topics_of(token) {
                    if std::mem::replace(&mut last[*topic], number) != number {
                        counts[*topic] += 1;
                    }
                }
            }
        }
        Topics {
            sentences: layer.sentences.len(),
            counts,
        }
    }

    /// Whether enough sentences of the document have a word of a topic, told by its number.
    pub fn about(&self, topic: usize) -> bool {
        let found = self.counts[topic];
        found >= SENTENCES && found * SHARE >= self.sentences
    }
}
