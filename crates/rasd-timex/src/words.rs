//! The vocabulary of the rules: words, word classes, proclitics.

use crate::starts::Start;
use std::collections::HashMap;
use std::sync::Arc;

/// Index of a word of the vocabulary.
pub(crate) type WordId = u16;
/// Index of a word class.
pub(crate) type ClassId = u16;

/// What a member of a class stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    /// A number.
    Int(i64),
    /// A name: a unit, a part of the day.
    Name(Arc<str>),
}

/// A member of a class: one or more words.
#[derive(Debug, Clone)]
pub(crate) struct Lexeme {
    /// The class.
    pub class: ClassId,
    /// The words after the first.
    pub rest: Vec<WordId>,
    /// What it stands for.
    pub meaning: Meaning,
}

/// A string of proclitics as written.
#[derive(Debug, Clone)]
pub(crate) struct Proclitic {
    /// As written before the host.
    pub written: String,
    /// The clitics one by one, in order.
    pub atoms: Vec<(WordId, usize)>,
    /// What the writing has swallowed of the host: the host is this and the rest of the word.
    pub restores: String,
    /// Hosts of two letters that may stand behind it.
    pub short: Vec<String>,
}

/// Letters that a word needs to be looked for behind proclitics.
const SHORTEST_HOST: usize = 3;

/// The first eight bytes of a text as a number, zeros after its end: prefixes are compared by it.
fn head(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = text.len().min(8);
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_le_bytes(bytes)
}

impl Proclitic {
    /// What follows the proclitics in a text whose [`head`] is given.
    fn strip<'t>(&self, text: &'t str, text_head: u64) -> Option<&'t str> {
        let length = self.written.len();
        let mask = if length >= 8 {
            u64::MAX
        } else {
            (1 << (8 * length)) - 1
        };
        if text_head & mask != head(&self.written) & mask {
            return None;
        }
        text.strip_prefix(self.written.as_str())
    }
}

/// All words that any pattern or class mentions.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: HashMap<String, WordId, foldhash::fast::FixedState>,
    lexemes: Vec<Vec<Lexeme>>,
    /// Words that make a match possible.
    triggers: Vec<bool>,
    classes: Vec<String>,
    proclitics: Vec<Proclitic>,
}

impl Words {
    /// The id of a folded word, new if need be; `None` when the vocabulary is full.
    pub fn intern(&mut self, folded: &str) -> Option<WordId> {
        if let Some(id) = self.ids.get(folded) {
            return Some(*id);
        }
        let id = WordId::try_from(self.lexemes.len()).ok()?;
        self.ids.insert(folded.to_owned(), id);
        self.lexemes.push(Vec::new());
        self.triggers.push(false);
        Some(id)
    }

    /// The id of a folded word if the vocabulary has it.
    pub fn get(&self, folded: &str) -> Option<WordId> {
        self.ids.get(folded).copied()
    }

    /// The class of that name, new if need be.
    pub fn class(&mut self, name: &str) -> ClassId {
        let at = self.classes.iter().position(|c| c == name);
        let at = at.unwrap_or_else(|| {
            self.classes.push(name.to_owned());
            self.classes.len() - 1
        });
        // Far fewer classes than words can exist, and those are checked.
        at as ClassId
    }

    /// The class of that name.
    pub fn find_class(&self, name: &str) -> Option<ClassId> {
        self.classes
            .iter()
            .position(|c| c == name)
            .map(|at| at as ClassId)
    }

    /// Adds a member to a class.
    pub fn add(&mut self, first: WordId, lexeme: Lexeme, trigger: bool) {
        self.lexemes[usize::from(first)].push(lexeme);
        self.triggers[usize::from(first)] |= trigger;
    }

    /// Adds a string of proclitics.
    pub fn add_proclitic(&mut self, proclitic: Proclitic) {
        self.proclitics.push(proclitic);
        // The longest is tried first, so that the host is the shortest known word.
        self.proclitics
            .sort_by_key(|p| std::cmp::Reverse(p.written.len()));
    }

    /// Number of words.
    pub fn count(&self) -> usize {
        self.lexemes.len()
    }

    /// Members of classes that begin with the word.
    pub fn lexemes(&self, word: WordId) -> &[Lexeme] {
        &self.lexemes[usize::from(word)]
    }

    /// First words of the members of a class.
    pub fn first_words(&self, class: ClassId) -> impl Iterator<Item = WordId> + '_ {
        let has = move |list: &Vec<Lexeme>| list.iter().any(|l| l.class == class);
        self.lexemes
            .iter()
            .enumerate()
            .filter(move |(_, l)| has(l))
            .map(|(id, _)| id as WordId)
    }

    /// Whether a match may be where this word is.
    pub fn is_trigger(&self, word: WordId) -> bool {
        self.triggers[usize::from(word)]
    }

    /// Proclitics by their place in the list that [`Words::split`] tells.
    pub fn proclitic(&self, at: u16) -> &Proclitic {
        &self.proclitics[usize::from(at)]
    }

    /// A folded written word as proclitics, by their place, and a host of the vocabulary.
    pub fn split(&self, folded: &str, host: &mut String) -> Option<(Option<u16>, WordId)> {
        if let Some(id) = self.get(folded) {
            return Some((None, id));
        }
        let start = head(folded);
        for (at, proclitic) in self.proclitics.iter().enumerate() {
            let Some(rest) = proclitic.strip(folded, start) else {
                continue;
            };
            // Two letters with a clitic are more often another word: باب is no month; but وفي is
            // never anything else.
            let short = rest.chars().count() < SHORTEST_HOST;
            if short && !proclitic.short.iter().any(|host| host == rest) {
                continue;
            }
            let found = if proclitic.restores.is_empty() {
                self.get(rest)
            } else {
                host.clear();
                host.push_str(&proclitic.restores);
                host.push_str(rest);
                self.get(host)
            };
            if let Some(id) = found {
                return Some((Some(at as u16), id));
            }
        }
        None
    }
}

/// A set of words and token kinds, exact for up to 2046 words and never too small beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FirstSet([u64; FIRST_BITS / 64]);

const FIRST_BITS: usize = 2048;
const NUMBER_BIT: usize = FIRST_BITS - 1;
/// Set where everything may stand, nothing included.
const ANY_BIT: usize = FIRST_BITS - 2;
const WORD_BITS: usize = FIRST_BITS - 2;

impl Default for FirstSet {
    fn default() -> Self {
        FirstSet([0; FIRST_BITS / 64])
    }
}

impl FirstSet {
    /// Every word and number, known or not, and the end.
    pub const ALL: FirstSet = FirstSet([u64::MAX; FIRST_BITS / 64]);

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn get(&self, bit: usize) -> bool {
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }

    /// Adds a word.
    pub fn add_word(&mut self, word: WordId) {
        self.set(usize::from(word) % WORD_BITS);
    }

    /// Adds all numbers.
    pub fn add_numbers(&mut self) {
        self.set(NUMBER_BIT);
    }

    /// Adds another set.
    pub fn add(&mut self, other: FirstSet) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// Whether a pattern with this set may begin so.
    pub fn has(&self, start: Start) -> bool {
        match start {
            Start::Word(word) => self.get(usize::from(word) % WORD_BITS),
            Start::Number => self.get(NUMBER_BIT),
            Start::End => self.is_all(),
        }
    }

    /// Whether it has everything.
    pub fn is_all(&self) -> bool {
        self.get(ANY_BIT)
    }
}
