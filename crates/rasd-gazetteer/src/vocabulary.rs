//! The words of all names, each once, found by hashing.
//!
//! A word is compared by its *key*: search-folded, with a final ى as ي and a final ة as ه. The
//! key of a word of the text is never built: the last letter is mapped while hashing.

use std::borrow::Cow;

/// Index of a word in a [`Vocabulary`].
pub(crate) type WordId = u32;

/// No word, no node.
pub(crate) const NONE: u32 = u32::MAX;

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const MULTIPLY: u64 = 0xD6E8_FEB8_6659_FD93;

/// The two last bytes of a word with the letters that newspapers confuse at its end made equal.
fn last_letter(bytes: [u8; 2]) -> [u8; 2] {
    match bytes {
        [0xD9, 0x89] => [0xD9, 0x8A], // ى to ي
        [0xD8, 0xA9] => [0xD9, 0x87], // ة to ه
        other => other,
    }
}

/// Both halves of the product of two words: one multiplication mixes sixteen bytes.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ SEED).wrapping_mul(u128::from(b ^ MULTIPLY));
    (product as u64) ^ ((product >> 64) as u64)
}

#[inline]
fn read_four(bytes: &[u8], at: usize) -> u64 {
    bytes[at..]
        .first_chunk::<4>()
        .map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)))
}

#[inline]
fn read_eight(bytes: &[u8], at: usize) -> u64 {
    bytes[at..]
        .first_chunk::<8>()
        .map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// Hash of a word's key, computed from the search-folded word.
///
/// Reads the beginning and the end, which overlap in the middle; the last letter is mapped
/// where it stands in the end, and must not be read as part of the beginning.
#[inline(always)]
pub(crate) fn hash_word(folded: &[u8]) -> u64 {
    let len = folded.len();
    let Some((body, last)) = folded.split_last_chunk::<2>() else {
        return mix(len as u64, folded.first().copied().map_or(0, u64::from));
    };
    let last = u64::from(u16::from_le_bytes(last_letter(*last)));
    let mixed = match len {
        4 | 6 | 7 => {
            let end = read_four(folded, len - 4) & 0xFFFF | last << 16;
            let start = if len == 4 { 0 } else { read_four(folded, 0) };
            (start, end)
        }
        8 | 10..=16 => {
            let end = read_eight(folded, len - 8) & 0xFFFF_FFFF_FFFF | last << 48;
            let start = if len == 8 { 0 } else { read_eight(folded, 0) };
            (start, end)
        }
        _ => {
            let mut hash = 0;
            for chunk in body.chunks(8) {
                let mut bytes = [0u8; 8];
                bytes[..chunk.len()].copy_from_slice(chunk);
                hash = mix(hash, u64::from_le_bytes(bytes));
            }
            (hash, last)
        }
    };
    mix(mixed.0 ^ (len as u64) << 56, mixed.1)
}

/// Whether a search-folded word has the given key.
#[inline]
fn same_word(key: &[u8], folded: &[u8]) -> bool {
    if key.len() != folded.len() {
        return false;
    }
    match (key.split_last_chunk::<2>(), folded.split_last_chunk::<2>()) {
        (Some((a, x)), Some((b, y))) => a == b && *x == last_letter(*y),
        _ => key == folded,
    }
}

/// The key of a search-folded word.
pub(crate) fn key_of(folded: &str) -> Cow<'_, str> {
    let with = |body: &str, last: &str| Cow::Owned([body, last].concat());
    if let Some(body) = folded.strip_suffix('ى') {
        with(body, "ي")
    } else if let Some(body) = folded.strip_suffix('ة') {
        with(body, "ه")
    } else {
        Cow::Borrowed(folded)
    }
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    tag: u32,
    word: WordId,
}

/// The words of all names.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    slots: Vec<Slot>,
    text: String,
    ends: Vec<u32>,
}

impl Vocabulary {
    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The key of word number `word`.
    pub(crate) fn key(&self, word: WordId) -> &str {
        let at = word as usize;
        let start = if at == 0 {
            0
        } else {
            self.ends[at - 1] as usize
        };
        &self.text[start..self.ends[at] as usize]
    }

    /// The word that a search-folded word of the text is, if it is one.
    #[inline]
    pub(crate) fn find(&self, folded: &[u8]) -> Option<WordId> {
        if self.slots.is_empty() {
            return None;
        }
        let hash = hash_word(folded);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        let tag = (hash >> 32) as u32;
        loop {
            let slot = self.slots[at];
            if slot.word == NONE {
                return None;
            }
            if slot.tag == tag && same_word(self.key(slot.word).as_bytes(), folded) {
                return Some(slot.word);
            }
            at = (at + 1) & mask;
        }
    }

    /// The word with this key, added if it is new.
    pub(crate) fn insert(&mut self, folded: &str) -> WordId {
        if let Some(word) = self.find(folded.as_bytes()) {
            return word;
        }
        let word = self.ends.len() as WordId;
        self.text.push_str(&key_of(folded));
        self.ends.push(self.text.len() as u32);
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        } else {
            self.place(word);
        }
        word
    }

    /// Gives back the room that is kept for more words.
    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn grow(&mut self) {
        let empty = Slot { tag: 0, word: NONE };
        let capacity = ((self.ends.len() + 1) * 2).next_power_of_two().max(16) * 2;
        self.slots.clear();
        self.slots.resize(capacity, empty);
        for word in 0..self.ends.len() as WordId {
            self.place(word);
        }
    }

    fn place(&mut self, word: WordId) {
        let hash = hash_word(self.key(word).as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].word != NONE {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot {
            tag: (hash >> 32) as u32,
            word,
        };
    }
}
