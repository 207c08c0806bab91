//! What can speak for or against a mention taking part in an event: the attributes that the weights of
//! `rules/grammar/attachment.toml` are given for.

use crate::attachment::Attachment;
use rasd_core::vocabulary;
use smallvec::SmallVec;

/// Number of attributes.
pub(crate) const COUNT: usize = Attribute::ALL.len();

vocabulary! {
    /// Something that holds of a candidate and a trigger.
    pub(crate) enum Attribute ("attribute") {
    /// PLOVER category of the event, before the rules for intentions.
    Category = "category",
    /// Lemma of the trigger.
    TriggerLemma = "trigger-lemma",
    /// Whether the trigger is a `verb`, `passive`, `noun` or `participle`.
    Form = "form",
    /// The class of the verb that carries the trigger, as in `شن هجوما`.
    Carried = "carried",
    /// Preposition before the trigger.
    TriggerPreposition = "trigger-preposition",
    /// Whether the trigger is definite.
    TriggerDefinite = "trigger-definite",
    /// Whether the trigger has a pronoun attached.
    TriggerPronoun = "trigger-pronoun",
    /// What the candidate is: `person`, `state`, `town`, `date`.
    Kind = "kind",
    /// PLOVER sector of whom it stands for.
    Sector = "sector",
    /// Whether it stands for somebody or something known.
    Linked = "linked",
    /// Lemma of its head where it is no name.
    Lemma = "lemma",
    /// Whether it names a place by a common noun.
    Site = "site",
    /// Grammatical number of its head.
    Number = "number",
    /// Whether its head is definite; nothing where the trigger itself is its head.
    Definite = "definite",
    /// Its preposition.
    Preposition = "preposition",
    /// How it hangs on an earlier phrase.
    Link = "link",
    /// What kind of phrase it is the genitive of, other than the trigger.
    Owner = "owner",
    /// Whether it has a genitive.
    Genitive = "genitive",
    /// Whether another name of it follows.
    Apposed = "apposed",
    /// What stands before it: the kind of a phrase, or a verb, a sign.
    Previous = "previous",
    /// Lemma of the word before it, or the sign; of names, times, numbers, nationality and unknown words what they are.
    WordBefore = "word-before",
    /// How many words it has, up to four.
    Length = "length",
    /// Whether a verb of saying is the last before it.
    Says = "says",
    /// Grammatical relation to the trigger or to the verbs around: `own-subject`, `carrier-with:على`.
    Relation = "relation",
    /// Whether it stands before or after the trigger.
    Side = "side",
    /// Phrases between it and the trigger, in steps.
    Distance = "distance",
    /// Commas between it and the trigger, up to two.
    Commas = "commas",
    /// Whether no other trigger is nearer.
    Nearest = "nearest",
    /// Whether another mention of the same is nearer to the trigger (`far`), or further away (`near`).
    Duplicate = "duplicate",
    /// The role that the rules give it.
    Rule = "rule",
    /// The roles that the rules give to others: `a` actor, `r` recipient, `p` place, `t` time.
    Filled = "filled",
    /// The role that the rules give it in the event of another trigger, and whether that one stands `before` or
    /// `after`.
    Elsewhere = "elsewhere",
    /// The category of that event.
    ElsewhereCategory = "elsewhere-category",
    /// The roles that the rules give to others of its country, in the same letters.
    Compatriots = "compatriots",
    }
}

/// A value or a part of one, with what a value put together is found by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'a> {
    text: &'a str,
    /// Its bytes as the digits of a number.
    hash: u64,
    /// What the number of pieces before it is multiplied by.
    power: u64,
}

impl<'a> Piece<'a> {
    /// Nothing.
    pub const NONE: Piece<'static> = Piece::new("");

    pub const fn new(text: &'a str) -> Self {
        const BASE: u64 = 0x0000_0100_0000_01B3;
        let bytes = text.as_bytes();
        let (mut hash, mut power, mut at) = (0u64, 1u64, 0);
        while at < bytes.len() {
            hash = hash.wrapping_mul(BASE).wrapping_add(bytes[at] as u64 + 1);
            power = power.wrapping_mul(BASE);
            at += 1;
        }
        Piece { text, hash, power }
    }

    /// What a value that is this piece alone is found by.
    pub fn hash(self) -> u64 {
        self.hash
    }
}

/// A piece written in the program, made when that is built.
macro_rules! piece {
    ($text:literal) => {
        const { $crate::attribute::Piece::new($text) }
    };
}
pub(crate) use piece;

/// The names of a vocabulary as pieces, in its order.
macro_rules! pieces {
    ($name:ident) => {{
        const PIECES: [$crate::attribute::Piece<'static>; $name::ALL.len()] = {
            let mut pieces = [$crate::attribute::Piece::NONE; $name::ALL.len()];
            let mut at = 0;
            while at < pieces.len() {
                pieces[at] = $crate::attribute::Piece::new($name::ALL[at].as_str());
                at += 1;
            }
            pieces
        };
        &PIECES
    }};
}
pub(crate) use pieces;

/// The attributes of one candidate of one trigger, each set once.
#[derive(Debug, Clone)]
pub(crate) struct Values<'w> {
    weights: &'w Attachment,
    /// Where the values lead to in the cells of each template; in those of a part, how far they lead.
    pub cells: SmallVec<[u32; 64]>,
    /// The values as written; only where somebody wants to read them.
    written: Option<Vec<String>>,
}

impl<'w> Values<'w> {
    /// No values yet; `written` says whether they are to be read.
    pub fn new(weights: &'w Attachment, written: bool) -> Self {
        Values {
            cells: SmallVec::from_slice(weights.first_cells()),
            ..Values::part(weights, written)
        }
    }

    /// No values yet of what is to be joined to others.
    pub fn part(weights: &'w Attachment, written: bool) -> Self {
        Values {
            weights,
            cells: SmallVec::from_elem(0, weights.first_cells().len()),
            written: written.then(|| vec![String::new(); COUNT]),
        }
    }

    /// These values and those of a part.
    pub fn join(&self, part: &Values<'_>) -> Self {
        let mut cells = SmallVec::from_slice(&self.cells);
        for (cell, further) in cells.iter_mut().zip(&part.cells) {
            *cell += further;
        }
        let written = self.written.iter().zip(&part.written).next();
        let written = written.map(|(own, others)| {
            let both = own.iter().zip(others);
            both.map(|(own, other)| format!("{own}{other}")).collect()
        });
        Values {
            weights: self.weights,
            cells,
            written,
        }
    }

    /// Sets a value.
    #[inline]
    pub fn set(&mut self, attribute: Attribute, value: Piece<'_>) {
        let weights = self.weights;
        weights.lead(attribute, value.hash, &mut self.cells);
        if self.written.is_some() {
            self.write(attribute, &[value]);
        }
    }

    /// Sets a value that is given in pieces.
    pub fn set_joined(&mut self, attribute: Attribute, pieces: &[Piece<'_>]) {
        let hash = pieces.iter().fold(0u64, |hash, piece| {
            hash.wrapping_mul(piece.power).wrapping_add(piece.hash)
        });
        let weights = self.weights;
        weights.lead(attribute, hash, &mut self.cells);
        if self.written.is_some() {
            self.write(attribute, pieces);
        }
    }

    #[cold]
    fn write(&mut self, attribute: Attribute, pieces: &[Piece<'_>]) {
        if let Some(written) = &mut self.written {
            written[attribute as usize] = pieces.iter().map(|piece| piece.text).collect();
        }
    }

    /// Sets a value that is true or false.
    pub fn flag(&mut self, attribute: Attribute, holds: bool) {
        let value = if holds { piece!("yes") } else { piece!("no") };
        self.set(attribute, value);
    }

    /// Whether values are kept as written.
    pub fn is_written(&self) -> bool {
        self.written.is_some()
    }

    /// A value as written; empty where values are not kept.
    pub fn written(&self, attribute: Attribute) -> &str {
        let written = self.written.as_ref();
        written.map_or("", |written| &written[attribute as usize])
    }
}
