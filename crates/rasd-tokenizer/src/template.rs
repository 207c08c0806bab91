//! Readings of a word apart from any text: what the memory holds.

use crate::tags::Tag;
use rasd_core::{Affixes, Features, Pos};

/// Most proclitics a word can have.
pub(crate) const MAX_PROCLITICS: usize = 3;

/// A reading of a written word. Offsets are bytes of its normalised form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template {
    /// Clitics before the stem, as numbers of the lexicon's clitics.
    pub(crate) proclitics: [u16; MAX_PROCLITICS],
    pub(crate) proclitic_count: u8,
    /// Where the stem (with its article) starts and ends.
    pub(crate) stem: (u8, u8),
    pub(crate) enclitic: Option<u16>,
    /// Whether the attached pronoun is in the dual.
    pub(crate) dual_pronoun: bool,
    pub(crate) lemma: Option<u32>,
    pub(crate) pos: Pos,
    pub(crate) features: Features,
    pub(crate) affixes: Affixes,
    /// Form of the stem with spelling changes undone, in the memory's text.
    pub(crate) form: (u32, u32),
    pub(crate) cost: i32,
    /// What the word before sees.
    pub(crate) left: Tag,
    /// What the word after sees.
    pub(crate) right: Tag,
    /// Whether the stem was guessed.
    pub(crate) guessed: bool,
    /// Whether a final `ي` is read as `ى`.
    pub(crate) ya_for_alef: bool,
    /// Whether it is of a verb one of whose letters is doubled.
    pub(crate) doubled: bool,
}

impl Template {
    /// A reading of nothing, to be filled.
    pub(crate) const EMPTY: Template = Template {
        proclitics: [0; MAX_PROCLITICS],
        proclitic_count: 0,
        stem: (0, 0),
        enclitic: None,
        dual_pronoun: false,
        lemma: None,
        pos: Pos::X,
        features: Features {
            verb_form: None,
            voice: None,
            person: None,
            gender: None,
            number: None,
            definite: false,
            nisba: false,
        },
        affixes: Affixes(0),
        form: (0, 0),
        cost: 0,
        left: Tag::Noun,
        right: Tag::Noun,
        guessed: false,
        ya_for_alef: false,
        doubled: false,
    };

    /// Its clitics before the stem.
    pub(crate) fn proclitics(&self) -> &[u16] {
        &self.proclitics[..self.proclitic_count as usize]
    }

    /// Whether two readings differ in nothing but voice and cost.
    pub(crate) fn same_but_voice(&self, other: &Template) -> bool {
        let voiceless = |template: &Template| Features {
            voice: None,
            ..template.features
        };
        self.stem == other.stem
            && self.lemma == other.lemma
            && self.pos == other.pos
            && self.affixes == other.affixes
            && self.enclitic == other.enclitic
            && self.right == other.right
            && voiceless(self) == voiceless(other)
    }
}
