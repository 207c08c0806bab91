//! The words that rules name, numbered: a word of the text is looked up once and then compared
//! by its number.

use foldhash::HashMap;
use rasd_core::LemmaId;
use rasd_tokenizer::{Tokenizer, fold_loose, with_loose};

/// Number of a word that rules name. All other words have the same one, [`WordId::OTHER`], which no
/// rule ever has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordId(u32);

impl WordId {
    /// A word that no rule names.
    pub const OTHER: WordId = WordId(0);

    /// The number as a place in tables.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// What marks a lemma of a rule as that of a verb: `طالب/V`, which طلاب is no form of.
const VERB: &str = "/V";

/// The words that rules name.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// By their loosely folded bytes.
    words: HashMap<Box<[u8]>, WordId>,
    /// Word of each lemma of the lexicon, by lemma number.
    lemmas: Vec<WordId>,
    /// The word of each lemma where rules name it as a verb (`طالب/V`), by lemma number.
    verbs: Vec<WordId>,
    longest: usize,
}

impl Vocabulary {
    /// The number of a word of a rule, a new one if it has none.
    pub fn insert(&mut self, word: &str) -> WordId {
        let loose = fold_loose(word).into_bytes();
        self.longest = self.longest.max(loose.len());
        let next = WordId(self.words.len() as u32 + 1);
        *self.words.entry(loose.into()).or_insert(next)
    }

    /// The number of a loosely folded word.
    pub fn find_loose(&self, loose: &[u8]) -> WordId {
        if loose.len() > self.longest {
            return WordId::OTHER;
        }
        self.words.get(loose).copied().unwrap_or_default()
    }

    /// The number of a word of a text or table.
    pub fn find(&self, word: &str) -> WordId {
        with_loose(word, |loose| self.find_loose(loose))
    }

    /// The number of a lemma's written form.
    pub fn lemma(&self, id: LemmaId) -> WordId {
        self.lemmas.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The number of a lemma where rules name it as a verb.
    pub fn verb(&self, id: LemmaId) -> WordId {
        self.verbs.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Looks the lemmas of the lexicon up, once all rules are read.
    pub fn number_lemmas(&mut self, tokenizer: &Tokenizer) {
        let lemmas = (0..tokenizer.lemma_count()).map(|n| LemmaId(n as u32));
        let mut marked = String::new();
        for id in lemmas {
            let lemma = tokenizer.lemma(id);
            marked.clear();
            marked.push_str(lemma);
            marked.push_str(VERB);
            let (word, verb) = (self.find(lemma), self.find(&marked));
            self.lemmas.push(word);
            self.verbs.push(verb);
        }
    }
}

/// Something for each word that rules name.
#[derive(Debug)]
pub(crate) struct ByWord<T>(Vec<T>);

impl<T> Default for ByWord<T> {
    fn default() -> Self {
        ByWord(Vec::new())
    }
}

impl<T: Default> ByWord<T> {
    /// What the word has; nothing for other words.
    pub fn get(&self, word: WordId) -> Option<&T> {
        self.0.get(word.place())
    }

    /// What the word has, to be changed.
    pub fn entry(&mut self, word: WordId) -> &mut T {
        if self.0.len() <= word.place() {
            self.0.resize_with(word.place() + 1, T::default);
        }
        &mut self.0[word.place()]
    }
}

/// A set of words of rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct WordSet {
    bits: Box<[u64]>,
    /// The bits that are not all zero, with their places.
    filled: Box<[(u32, u64)]>,
}

impl WordSet {
    /// The set of these words.
    pub fn new(words: &[WordId]) -> WordSet {
        let last = words.iter().map(|word| word.place()).max().unwrap_or(0);
        let mut bits = vec![0u64; last / 64 + 1];
        for word in words {
            bits[word.place() / 64] |= 1 << (word.place() % 64);
        }
        // The place of other words stays out whatever was given.
        bits[0] &= !1;
        let filled = bits.iter().enumerate().filter(|(_, bits)| **bits != 0);
        WordSet {
            filled: filled.map(|(place, bits)| (place as u32, *bits)).collect(),
            bits: bits.into(),
        }
    }

    /// Whether a word of the set is among those present.
    pub fn meets(&self, present: &Present) -> bool {
        present.has_any(&self.filled)
    }

    /// The bits of its words that are not all zero, with their places.
    pub fn filled(&self) -> &[(u32, u64)] {
        &self.filled
    }

    /// Whether the word is in the set; other words never are.
    #[inline]
    pub fn has(&self, word: WordId) -> bool {
        let bits = self.bits.get(word.place() / 64);
        bits.is_some_and(|bits| bits >> (word.place() % 64) & 1 != 0)
    }
}

/// Which words of rules a sentence has.
#[derive(Debug, Default)]
pub(crate) struct Present(Vec<u64>);

impl Present {
    /// None yet of the words that are numbered.
    pub fn new(vocabulary: &Vocabulary) -> Present {
        Present(vec![0; vocabulary.words.len() / 64 + 1])
    }

    /// Whether one of these words is among them, given by their bits with the places.
    #[inline]
    pub fn has_any(&self, words: &[(u32, u64)]) -> bool {
        let has = |(place, bits): &(u32, u64)| {
            let words = self.0.get(*place as usize).copied();
            words.unwrap_or(0) & bits != 0
        };
        words.iter().any(has)
    }

    /// Notes a word.
    #[inline]
    pub fn add(&mut self, word: WordId) {
        if let Some(bits) = self.0.get_mut(word.place() / 64) {
            *bits |= 1 << (word.place() % 64);
        }
    }
}
