//! What may stand at a token, in bits: asked before anything is read there.

use super::word::Word;
use crate::data::{Cue, Data, Meaning, TargetKind};
use rasd_core::Pos;

/// A set of kinds of meanings and words: what may be at a token, asked before looking closer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u64);

impl Kinds {
    /// A name of a person.
    pub(crate) const PERSON: Kinds = Kinds(1);
    /// A name of anything else.
    pub(crate) const NAME: Kinds = Kinds(1 << 1);
    pub(crate) const NISBA: Kinds = Kinds(1 << 2);
    pub(crate) const TITLE: Kinds = Kinds(1 << 3);
    pub(crate) const HEAD: Kinds = Kinds(1 << 4);
    pub(crate) const NOMINAL: Kinds = Kinds(1 << 5);
    pub(crate) const NAME_TOKEN: Kinds = Kinds(1 << 6);
    /// A number, in digits or in words.
    pub(crate) const NUMBER: Kinds = Kinds(1 << 7);
    /// A verb.
    pub(crate) const VERB: Kinds = Kinds(1 << 8);
    /// An opening bracket.
    pub(crate) const BRACKET: Kinds = Kinds(1 << 9);

    /// A word that no table of words has.
    pub(crate) const UNKNOWN: Kinds = Kinds(1 << 63);

    pub(crate) const fn cue(cue: Cue) -> Kinds {
        Kinds(1 << (10 + cue as u32))
    }

    pub(super) fn of_word(word: &Word) -> Kinds {
        let mut kinds = Kinds::default();
        if word.number {
            kinds = kinds.with(Kinds::NUMBER);
        }
        if word.pos == Some(Pos::Verb) {
            kinds = kinds.with(Kinds::VERB);
        }
        if word.guessed && word.pos == Some(Pos::Propn) {
            kinds = kinds.with(Kinds::UNKNOWN);
        }
        kinds
    }

    pub(super) fn of(data: &Data, meaning: &Meaning) -> Kinds {
        match meaning {
            Meaning::Name { target, .. } => match data.targets[*target as usize].kind {
                TargetKind::Person => Kinds::PERSON,
                _ => Kinds::NAME,
            },
            Meaning::Nisba { .. } => Kinds::NISBA,
            Meaning::Title { .. } => Kinds::TITLE,
            Meaning::Head { .. } => Kinds::HEAD,
            Meaning::Nominal { .. } => Kinds::NOMINAL,
            Meaning::NameToken(_) => Kinds::NAME_TOKEN,
            Meaning::Qualifier(_) => Kinds::default(),
            Meaning::Cue(cue) => Kinds::cue(*cue),
        }
    }

    /// Both sets together.
    pub(crate) const fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether the two sets have a kind in common.
    pub(crate) const fn any(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }
}

/// What begins a mention by itself.
pub(super) const BEGINS: Kinds = Kinds::PERSON
    .with(Kinds::NAME)
    .with(Kinds::NISBA)
    .with(Kinds::TITLE)
    .with(Kinds::HEAD)
    .with(Kinds::NOMINAL)
    .with(Kinds::NAME_TOKEN)
    .with(Kinds::cue(Cue::Quantity))
    .with(Kinds::cue(Cue::One))
    .with(Kinds::cue(Cue::Demonstrative))
    .with(Kinds::NUMBER)
    .with(Kinds::BRACKET);

/// What matters to the reading of a sentence: what begins a mention, announces one or stands against it.
pub(super) const MATTERS: Kinds = BEGINS
    .with(Kinds::VERB)
    .with(Kinds::UNKNOWN)
    .with(Kinds::cue(Cue::NotName))
    .with(Kinds::cue(Cue::Speech))
    .with(Kinds::cue(Cue::Person));

/// What begins a title,
pub(super) const TITLES: Kinds = Kinds::TITLE.with(Kinds::cue(Cue::One));
/// a name of anything but a person,
pub(super) const NAMES: Kinds = Kinds::NAME.with(Kinds::HEAD);
/// and a nominal.
pub(super) const NOMINALS: Kinds = Kinds::NOMINAL
    .with(Kinds::cue(Cue::Quantity))
    .with(Kinds::cue(Cue::One))
    .with(Kinds::cue(Cue::Demonstrative))
    .with(Kinds::NUMBER)
    .with(Kinds::BRACKET);
