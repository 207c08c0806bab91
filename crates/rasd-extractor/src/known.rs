//! What rules say of words, remembered from document to document.

use crate::word::Word;
use rasd_core::{Facts, TokenLayer};

/// What is known of words and their readings.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Places in `words` of words read in one way, by the numbers of the readings.
    readings: Facts<u32>,
    /// The same for signs, which have no reading, by their own numbers.
    signs: Facts<u32>,
    words: Vec<Word>,
    /// Whether a frame names a reading of the word.
    pub triggers: Facts<bool>,
    /// Whether the lemma of a reading is a word of a topic.
    pub topical: Facts<bool>,
}

/// By what a word is known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Key {
    /// The number of its reading.
    Reading(u32),
    /// Its own number, where it has no reading.
    Sign(u32),
}

impl Known {
    /// Prepares for a layer.
    pub fn open(&mut self, layer: &TokenLayer) {
        if self.readings.open(layer) {
            self.words.clear();
        }
        self.signs.open(layer);
        self.triggers.open(layer);
        self.topical.open(layer);
    }

    /// A word that was read before, as it is wherever it stands.
    pub fn word(&self, key: Key) -> Option<&Word> {
        let place = match key {
            Key::Reading(number) => self.readings.known(Some(number)),
            Key::Sign(number) => self.signs.known(Some(number)),
        };
        self.words.get(place? as usize)
    }

    /// Remembers a word that was not known.
    pub fn keep(&mut self, key: Key, word: Word) {
        let place = self.words.len() as u32;
        self.words.push(word);
        match key {
            Key::Reading(number) => self.readings.get(Some(number), || place),
            Key::Sign(number) => self.signs.get(Some(number), || place),
        };
    }
}
