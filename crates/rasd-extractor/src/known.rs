//! What rules say of words, remembered from document to document.

use crate::cue::CueSet;
use crate::vocabulary::WordId;
use rasd_core::{Facts, TokenLayer};

/// What is known of words and their readings.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub surfaces: Facts<Surface>,
    pub readings: Facts<Described>,
    /// Whether a frame names a reading of the word.
    pub triggers: Facts<bool>,
}

impl Known {
    /// Prepares for a layer.
    pub fn open(&mut self, layer: &TokenLayer) {
        self.surfaces.open(layer);
        self.readings.open(layer);
        self.triggers.open(layer);
    }
}

/// A word as written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surface {
    /// Number of the written form with all its clitics.
    pub whole: WordId,
    /// The same without its first letter.
    pub tail: WordId,
    /// Last four bytes of the loosely folded written form; zeros before a shorter one.
    pub ending: [u8; 4],
    /// Whether it can be read as a verb.
    pub verb: bool,
}

/// A word in one of its readings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Described {
    /// Number of its lemma; of its form where the lexicon has none.
    pub lemma_word: WordId,
    /// Number of the written form without proclitics and pronoun.
    pub form: WordId,
    /// Whether that form begins as words with the article do.
    pub article_written: bool,
    pub cues: CueSet,
    /// Whether a frame has it as a noun.
    pub event_noun: bool,
    pub sound_plural: bool,
    pub accusative: bool,
    pub adjectival: bool,
    /// Whether a pronoun is attached.
    pub pronoun: bool,
}
