//! A word of a sentence in the reading chosen for it.

use crate::cue::CueSet;
use crate::vocabulary::WordId;
use rasd_core::{Affixes, Features, Gender, LemmaId, Number, VerbForm};
use std::sync::{Arc, LazyLock};

/// What a word is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordKind {
    Verb,
    Noun,
    Adjective,
    Number,
    Punctuation,
    /// Particles, adverbs, conjunctions and whatever else.
    Other,
}

/// A word with the reading chosen for it.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Token number in the document.
    pub token: usize,
    pub kind: WordKind,
    pub lemma: Option<LemmaId>,
    /// Number of its lemma; of its form where the lexicon has none.
    pub lemma_word: WordId,
    /// Number of its lemma where rules name that as a verb, and it is one.
    pub verb_word: WordId,
    /// Number of the written form without proclitics and pronoun.
    pub form: WordId,
    /// The same without the article.
    pub plain: WordId,
    /// Number of the written form with all its clitics.
    pub whole: WordId,
    /// The same without its first letter.
    pub tail: WordId,
    /// Whether it can be read as a verb.
    pub verb_possible: bool,
    /// Whether cue words or phrases begin with it.
    pub opens_phrase: bool,
    /// Last four bytes of the loosely folded written form; zeros before a shorter one.
    pub ending: [u8; 4],
    /// Whether the form without proclitics begins as words with the article do.
    pub article_written: bool,
    pub features: Features,
    pub affixes: Affixes,
    /// What the attached pronoun agrees with.
    pub pronoun: Option<Features>,
    pub cues: CueSet,
    /// Preposition this word is or begins.
    pub preposition: Option<Arc<str>>,
    /// Which of its words or phrases that is, as the rules write it.
    pub wording: Option<Arc<str>>,
    /// Words covered by the cue phrase that begins here, at least 1.
    pub phrase: usize,
    /// Outermost entity mention that covers the word.
    pub entity: Option<u32>,
    /// Time mention that covers the word.
    pub time: Option<u32>,
    /// Index in the token's readings of the one chosen.
    pub reading: u8,
    /// Whether a frame has it as a noun.
    pub event_noun: bool,
    /// Whether it is a verb that a frame has with an object.
    pub acts: bool,
    /// Whether it is a participle that a frame has as one.
    pub event_participle: bool,
    /// Whether it can be read as an adjective as well.
    pub adjectival: bool,
    /// Whether the noun is much the likelier reading of the two: المدينة.
    pub rather_noun: bool,
    /// Whether the lexicon has it as a noun that is no name.
    pub common_noun: bool,
    /// Whether it ends in the ا of an accusative (`هجوما`, also that of a dual before its genitive).
    pub accusative: bool,
    /// Whether it is a plural in ـون or ـين, which denotes people (`المتظاهرين`).
    pub sound_plural: bool,
}

impl Word {
    /// Whether it is an active or passive participle.
    pub fn participle(&self) -> bool {
        matches!(
            self.features.verb_form,
            Some(VerbForm::ActiveParticiple | VerbForm::PassiveParticiple)
        )
    }

    /// Whether the loosely folded written form ends in these letters, two at most.
    pub fn ends_with(&self, letters: &str) -> bool {
        self.ending.ends_with(letters.as_bytes())
    }

    /// Whether its ending is that of a subject in the dual or plural (`الجانبان`, `المسلحون`).
    pub fn nominative(&self) -> bool {
        let several = matches!(self.features.number, Some(Number::Dual | Number::Plural));
        several && (self.ends_with("ان") || self.ends_with("ون"))
    }

    /// Whether the attached pronoun has this number, and this gender (`ه`, `ها`).
    pub fn pronoun_is(&self, number: Number, gender: Gender) -> bool {
        let own = self.pronoun.map(|p| (p.number, p.gender));
        own == Some((Some(number), Some(gender)))
    }

    /// Whether the word bears the article.
    pub fn definite(&self) -> bool {
        self.affixes.has(Affixes::AL) || self.features.definite
    }

    /// Whether a pronoun is attached.
    pub fn has_pronoun(&self) -> bool {
        self.affixes.has(Affixes::PRONOUN)
    }

    /// The written form without the conjunction, if it has one.
    pub fn bare(&self) -> WordId {
        if self.conjoined() {
            self.tail
        } else {
            self.whole
        }
    }

    /// Whether the word begins with the conjunction و or ف.
    pub fn conjoined(&self) -> bool {
        self.affixes.any(Affixes::WA.with(Affixes::FA))
    }

    /// Whether it is a noun, adjective or number.
    pub fn nominal(&self) -> bool {
        matches!(
            self.kind,
            WordKind::Noun | WordKind::Adjective | WordKind::Number
        )
    }
}

/// The preposition written with a word.
pub(crate) fn proclitic(word: &Word) -> Option<Arc<str>> {
    static NAMES: LazyLock<[(Affixes, Arc<str>); 3]> = LazyLock::new(|| {
        [
            (Affixes::BI, "ب".into()),
            (Affixes::LI, "ل".into()),
            (Affixes::KA, "ك".into()),
        ]
    });
    let mut names = NAMES.iter();
    let found = names.find(|(flag, _)| word.affixes.has(*flag));
    found.map(|(_, name)| name.clone())
}
