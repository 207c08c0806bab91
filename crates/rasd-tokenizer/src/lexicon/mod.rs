//! The compiled lexicon: stems with the slots they fill, inflections, function words, clitics.
//!
//! Nothing of Arabic is known here that the tables do not say; `lexicon/README.md` tells
//! how a form is put together from them.

mod clitics;
mod csv_table;
mod features;
mod index;
mod inflections;
mod load;
mod names;
mod nominals;
mod proper;
mod stems;
mod verbs;

pub(crate) use clitics::{CliticKind, Clitics, Enclitic, Proclitic};
pub(crate) use features::{Mood, TableFeatures};
pub(crate) use inflections::{Edges, Inflection, Inflections};
pub(crate) use names::{NameSet, Names};

use crate::chars::loose_char;
use index::Index;
use rasd_core::{Gender, LemmaId, Pos};
use std::collections::HashMap;

/// What kind of lemma it is; participles and masdars are told apart from other nominals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LemmaKind {
    Verb,
    Noun,
    Adjective,
    Nisba,
    Masdar,
    ActiveParticiple,
    PassiveParticiple,
    Elative,
    Numeral,
    Function,
    Name,
    Clitic,
}

/// A lemma.
#[derive(Debug, Clone)]
pub(crate) struct Lemma {
    /// Its written form in the lexicon's text.
    pub(crate) form: TextSpan,
    pub(crate) kind: LemmaKind,
    pub(crate) pos: Pos,
    pub(crate) gender: Option<Gender>,
    /// Logarithmic frequency, 0–9.
    pub(crate) freq: u8,
    /// Its entries: `entries[first..end]`.
    pub(crate) first_entry: u32,
    pub(crate) end_entry: u32,
    /// For a verb: its active imperfect has a damma on the prefix (forms II, III, IV, Iq).
    pub(crate) damma_prefix: bool,
    /// For a verb: one of its letters is doubled (forms II and V, `شن`, `اتهم`).
    pub(crate) doubled: bool,
    /// For a verb: its jussive is written apart from its indicative.
    pub(crate) has_jussive: bool,
    /// Whether some of its forms are listed whole.
    pub(crate) has_whole: bool,
    /// Next lemma with the same form.
    next: u32,
}

/// A range of the lexicon's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextSpan {
    start: u32,
    len: u16,
}

/// What an entry's stem can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// It fills these slots of its lemma.
    Slots(NameSet),
    /// It is the whole form of this inflection.
    Whole(u16),
    /// It is this function word.
    Function(u16),
    /// It is a name, written whole.
    Name {
        /// It goes with the article only.
        article: bool,
    },
}

/// A stem of a lemma.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) stem: TextSpan,
    pub(crate) lemma: u32,
    pub(crate) kind: EntryKind,
    /// Next entry with the same loosely folded stem.
    next: u32,
}

/// Whether an attached pronoun may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pron {
    No,
    Only,
    Any,
}

impl Pron {
    /// Whether it allows a word with (`true`) or without an attached pronoun.
    pub(crate) fn allows(self, pronoun: bool) -> bool {
        match self {
            Pron::No => !pronoun,
            Pron::Only => pronoun,
            Pron::Any => true,
        }
    }
}

/// How a whole word that is not inflected behaves.
#[derive(Debug, Clone)]
pub(crate) struct Function {
    /// Its form without an attached pronoun.
    pub(crate) form: TextSpan,
    pub(crate) host: u8,
    pub(crate) pron: Pron,
    pub(crate) features: TableFeatures,
    /// Bytes of the form that are a clitic of their own (ل of للذي) and the clitic.
    pub(crate) fused: Option<(u8, u16)>,
}

/// The compiled lexicon.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Stems and lemmas as written.
    text: String,
    /// The same, loosely folded: as long, byte for byte.
    loose: String,
    pub(crate) lemmas: Vec<Lemma>,
    entries: Vec<Entry>,
    index: Index,
    pub(crate) functions: Vec<Function>,
    pub(crate) inflections: Inflections,
    pub(crate) clitics: Clitics,
    pub(crate) hosts: Names,
    /// Host class of names.
    pub(crate) name_host: u8,
    /// Host class of nominals that may have the article.
    pub(crate) noun_host: u8,
    /// Forms that are mostly meant as certain lemmas, and what these gain.
    gains: HashMap<Box<str>, Vec<(u32, i32)>, foldhash::fast::FixedState>,
    /// Lemmas by their written forms.
    lemma_index: Index,
}

impl Lexicon {
    /// The text of a span.
    pub(crate) fn text(&self, span: TextSpan) -> &str {
        let start = span.start as usize;
        self.text
            .get(start..start + span.len as usize)
            .unwrap_or("")
    }

    fn loose_text(&self, span: TextSpan) -> &str {
        let start = span.start as usize;
        self.loose
            .get(start..start + span.len as usize)
            .unwrap_or("")
    }

    /// All entries whose loosely folded stem is `key`.
    pub(crate) fn find(&self, key: &str) -> impl Iterator<Item = &Entry> {
        let key_of = |entry: u32| self.loose_text(self.entries[entry as usize].stem);
        let mut next = self.index.find(key, key_of);
        std::iter::from_fn(move || {
            let entry = &self.entries[next? as usize];
            next = (entry.next != u32::MAX).then_some(entry.next);
            Some(entry)
        })
    }

    /// Whether a function word is spelled so.
    pub(crate) fn is_function_word(&self, word: &str) -> bool {
        let loose: String = word.chars().map(loose_char).collect();
        let function = |entry: &Entry| matches!(entry.kind, EntryKind::Function(_));
        self.find(&loose)
            .any(|entry| function(entry) && self.text(entry.stem) == word)
    }

    /// Whether a stem of a noun or masdar is spelled so.
    pub(crate) fn is_noun(&self, stem: &str) -> bool {
        let loose: String = stem.chars().map(loose_char).collect();
        let noun = |entry: &Entry| {
            let kind = self.lemmas[entry.lemma as usize].kind;
            matches!(kind, LemmaKind::Noun | LemmaKind::Masdar)
        };
        self.find(&loose)
            .any(|entry| noun(entry) && self.text(entry.stem) == stem)
    }

    /// The stem of a lemma in a slot; the first one if there are several.
    pub(crate) fn stem_in_slot(&self, lemma: u32, slot: u8) -> Option<&str> {
        let lemma = &self.lemmas[lemma as usize];
        self.entries[lemma.first_entry as usize..lemma.end_entry as usize]
            .iter()
            .find(|e| matches!(e.kind, EntryKind::Slots(slots) if slots.has(slot)))
            .map(|e| self.text(e.stem))
    }

    /// Whether a lemma lists the forms of this inflection whole.
    pub(crate) fn lists_whole(&self, lemma: u32, inflection: u16) -> bool {
        let lemma = &self.lemmas[lemma as usize];
        lemma.has_whole
            && self.entries[lemma.first_entry as usize..lemma.end_entry as usize]
                .iter()
                .any(|e| e.kind == EntryKind::Whole(inflection))
    }

    /// What lemmas gain when a word is written `form` between its clitics.
    pub(crate) fn gains(&self, form: &str) -> &[(u32, i32)] {
        self.gains.get(form).map_or(&[], Vec::as_slice)
    }

    /// The written form of a lemma; empty for a number that is none of this lexicon's.
    pub(crate) fn lemma_form(&self, id: LemmaId) -> &str {
        self.lemmas
            .get(id.0 as usize)
            .map_or("", |lemma| self.text(lemma.form))
    }

    /// The lemmas with exactly this written form.
    pub(crate) fn lemma_ids(&self, form: &str) -> Vec<LemmaId> {
        let form_of = |lemma: u32| self.text(self.lemmas[lemma as usize].form);
        let mut next = self.lemma_index.find(form, form_of);
        let mut ids = Vec::new();
        while let Some(lemma) = next {
            ids.push(LemmaId(lemma));
            let following = self.lemmas[lemma as usize].next;
            next = (following != u32::MAX).then_some(following);
        }
        ids.sort_unstable();
        ids
    }
}
