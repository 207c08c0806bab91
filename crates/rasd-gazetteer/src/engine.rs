//! Finding phrases in tokenised text.

use crate::phrases::{PhraseId, Phrases};
use crate::vocabulary::{WordId, hash_word, key_of};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use rasd_core::{TokenKind, TokenLayer};
use std::ops::Range;

/// A phrase found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// First token.
    pub first: u32,
    /// Token after the last.
    pub end: u32,
    /// Bytes of the first token's normalised form that stand before the phrase: its proclitics.
    pub skip: u8,
    /// Whether the first word carries the article beyond what the phrase says.
    pub article: bool,
    /// The phrase.
    pub phrase: PhraseId,
}

/// Finds phrases in tokens. Every implementation returns the same hits.
pub trait Engine {
    /// Adds to `hits` every phrase found in `tokens`, in order; overlapping ones too.
    ///
    /// Phrases begin at a token, after any of its proclitics, and end with a token; quotation
    /// marks, hyphens and hash signs inside a phrase are passed over.
    fn find(&self, layer: &TokenLayer, tokens: Range<usize>, hits: &mut Vec<Hit>);
}

/// A way to read the beginning of a word: what is taken off it.
struct Peel<'a> {
    skip: u8,
    article: bool,
    word: &'a [u8],
}

const ALEF: [u8; 2] = [0xD8, 0xA7];
const LAM: [u8; 2] = [0xD9, 0x84];
const WAW: [u8; 2] = [0xD9, 0x88];
const FA: [u8; 2] = [0xD9, 0x81];
const BA: [u8; 2] = [0xD8, 0xA8];
const KAF: [u8; 2] = [0xD9, 0x83];
const ARTICLE: [u8; 4] = [0xD8, 0xA7, 0xD9, 0x84];

/// Longest word, in bytes, that the restored article is tried on.
const LONGEST: usize = 96;

/// Calls `each` with every way to take proclitics and article off a search-folded word.
#[inline(always)]
fn peels(word: &[u8], mut each: impl FnMut(Peel<'_>)) {
    bare(word, 0, &mut each);
    let Some(first) = word.first_chunk::<2>() else {
        return;
    };
    match *first {
        WAW | FA => {
            let rest = &word[2..];
            bare(rest, 2, &mut each);
            preposition(rest, 2, &mut each);
        }
        BA | KAF | LAM => preposition(word, 0, &mut each),
        _ => {}
    }
}

/// The word as it is and without its article.
#[inline(always)]
fn bare(word: &[u8], skip: u8, each: &mut impl FnMut(Peel<'_>)) {
    if word.is_empty() {
        return;
    }
    each(Peel {
        skip,
        article: false,
        word,
    });
    if let Some(rest) = word.strip_prefix(&ARTICLE)
        && rest.len() >= 4
    {
        each(Peel {
            skip,
            article: true,
            word: rest,
        });
    }
}

/// The word without a preposition ب ك ل.
#[inline(always)]
fn preposition(word: &[u8], skip: u8, each: &mut impl FnMut(Peel<'_>)) {
    let Some(first) = word.first_chunk::<2>() else {
        return;
    };
    if ![BA, KAF, LAM].contains(first) {
        return;
    }
    let rest = &word[2..];
    bare(rest, skip + 2, each);
    // After ل the article loses its alef, and a word that itself begins with ل a lam.
    if *first == LAM
        && let Some(noun) = rest.strip_prefix(&LAM)
        && noun.len() >= 4
        && noun.len() + 4 <= LONGEST
    {
        let mut buffer = [0u8; LONGEST];
        buffer[..2].copy_from_slice(&ALEF);
        buffer[2..rest.len() + 2].copy_from_slice(rest);
        each(Peel {
            skip: skip + 2,
            article: false,
            word: &buffer[..rest.len() + 2],
        });
        each(Peel {
            skip: skip + 2,
            article: true,
            word: noun,
        });
        if rest.len() + 4 <= LONGEST {
            buffer[2..4].copy_from_slice(&LAM);
            buffer[4..rest.len() + 4].copy_from_slice(rest);
            each(Peel {
                skip: skip + 2,
                article: false,
                word: &buffer[..rest.len() + 4],
            });
            each(Peel {
                skip: skip + 2,
                article: true,
                word: rest,
            });
        }
    }
}

/// Whether a token is passed over inside a phrase.
#[inline]
pub(crate) fn is_silent(layer: &TokenLayer, index: usize) -> bool {
    matches!(
        layer.tokens[index].kind,
        TokenKind::Punctuation | TokenKind::Symbol
    ) && matches!(
        layer.written(index),
        "-" | "–" | "ـ" | "#" | "_" | "\"" | "«" | "»" | "“" | "”" | "'" | "’" | "‘"
    )
}

/// A node that phrases lead on from, and what of its word stands before or outside them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root {
    skip: u8,
    article: bool,
    node: u32,
}

/// The token-level trie: looks each word up once and follows the phrases from there.
///
/// Most words begin no phrase. A bit for each hash of a first word tells so before the
/// vocabulary is touched; the bits of twenty thousand names stay in the nearest cache.
#[derive(Debug)]
pub struct TrieEngine {
    phrases: Phrases,
    firsts: Vec<u64>,
}

/// Bits for each first word: about one in sixteen other words passes.
const BITS: usize = 16;

impl TrieEngine {
    /// An engine for these phrases.
    pub fn new(phrases: Phrases) -> Self {
        let hashes: Vec<u64> = phrases.first_hashes().collect();
        let words = (hashes.len() * BITS / 64).next_power_of_two().max(16);
        let mut engine = TrieEngine {
            phrases,
            firsts: vec![0; words],
        };
        for hash in hashes {
            let (at, bit) = engine.first_bit(hash);
            engine.firsts[at] |= bit;
        }
        engine
    }

    /// Place of a hash among the bits of first words.
    #[inline(always)]
    fn first_bit(&self, hash: u64) -> (usize, u64) {
        let at = (hash >> 26) as usize & (self.firsts.len() - 1);
        (at, 1 << (hash >> 58))
    }

    /// The phrases it finds.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// Whether a phrase may begin with a word of this hash.
    #[inline(always)]
    fn may_begin(&self, hash: u64) -> bool {
        let (place, bit) = self.first_bit(hash);
        self.firsts[place] & bit != 0
    }

    /// Calls `each` with every root that a search-folded word leads to.
    pub(crate) fn roots(&self, word: &[u8], mut each: impl FnMut(Root)) {
        peels(word, |peel| {
            let hash = hash_word(peel.word);
            if !self.may_begin(hash) {
                return;
            }
            let word = self.phrases.word_hashed(peel.word, hash);
            if let Some(node) = word.and_then(|word| self.phrases.root(word)) {
                each(Root {
                    skip: peel.skip,
                    article: peel.article,
                    node,
                });
            }
        });
    }

    /// Follows the phrases that begin with a root at token `range.start`; `word_at` says which word
    /// of the vocabulary a token is.
    #[inline]
    pub(crate) fn follow(
        &self,
        layer: &TokenLayer,
        range: Range<usize>,
        root: Root,
        mut word_at: impl FnMut(usize) -> Option<WordId>,
        hits: &mut Vec<Hit>,
    ) {
        let (at, end) = (range.start, range.end);
        let phrases = &self.phrases;
        let mut node = root.node;
        let mut next = at + 1;
        loop {
            if let Some(phrase) = phrases.phrase_at(node) {
                hits.push(Hit {
                    first: at as u32,
                    end: next as u32,
                    skip: root.skip,
                    article: root.article,
                    phrase,
                });
            }
            if !phrases.goes_on(node) {
                return;
            }
            while next < end && is_silent(layer, next) {
                next += 1;
            }
            if next >= end {
                return;
            }
            let child = word_at(next).and_then(|word| phrases.child(node, word));
            let Some(child) = child else { return };
            node = child;
            next += 1;
        }
    }
}

impl Engine for TrieEngine {
    fn find(&self, layer: &TokenLayer, tokens: Range<usize>, hits: &mut Vec<Hit>) {
        let word_at = |at: usize| self.phrases.word(layer.folded(at).as_bytes());
        for at in tokens.clone() {
            if is_silent(layer, at) {
                continue;
            }
            let first = hits.len();
            self.roots(layer.folded(at).as_bytes(), |root| {
                self.follow(layer, at..tokens.end, root, word_at, hits);
            });
            finish(hits, first);
        }
    }
}

/// Puts the hits from `first` on in order and drops repeated ones.
pub(crate) fn finish(hits: &mut Vec<Hit>, first: usize) {
    if hits.len() - first < 2 {
        return;
    }
    if hits[first..].is_sorted() && hits[first..].windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    hits[first..].sort_unstable();
    let mut keep = first;
    for at in first..hits.len() {
        if keep == first || hits[keep - 1] != hits[at] {
            hits[keep] = hits[at];
            keep += 1;
        }
    }
    hits.truncate(keep);
}

/// A byte-level search with `aho-corasick`, as an oracle for the trie and for short phrase lists.
#[derive(Debug)]
pub struct AhoEngine {
    automaton: AhoCorasick,
}

impl AhoEngine {
    /// An engine for phrases given as search-folded words; phrase numbers are positions in the list.
    ///
    /// Fails if the automaton grows too large for `aho-corasick`.
    pub fn new(phrases: &[Vec<String>]) -> Result<Self, aho_corasick::BuildError> {
        let patterns: Vec<String> = phrases
            .iter()
            .map(|words| {
                let keys: Vec<String> = words.iter().map(|word| key_of(word)).collect();
                keys.join(" ")
            })
            .collect();
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns)?;
        Ok(AhoEngine { automaton })
    }

    /// All hits that begin at token `at`, read as `word` after `skip` bytes.
    fn find_from(
        &self,
        layer: &TokenLayer,
        at: usize,
        end: usize,
        peel: &Peel<'_>,
        hits: &mut Vec<Hit>,
    ) {
        let Ok(word) = std::str::from_utf8(peel.word) else {
            return;
        };
        let mut line = key_of(word);
        let mut token_ends = vec![(line.len(), at + 1)];
        // Longer phrases than this would not be names.
        let mut next = at + 1;
        while next < end && token_ends.len() < 64 {
            if !is_silent(layer, next) {
                line.push(' ');
                line.push_str(&key_of(layer.folded(next)));
                token_ends.push((line.len(), next + 1));
            }
            next += 1;
        }
        for found in self.automaton.find_overlapping_iter(&line) {
            let boundary = token_ends.iter().find(|(byte, _)| *byte == found.end());
            if let (0, Some((_, token))) = (found.start(), boundary) {
                hits.push(Hit {
                    first: at as u32,
                    end: *token as u32,
                    skip: peel.skip,
                    article: peel.article,
                    phrase: found.pattern().as_u32(),
                });
            }
        }
    }
}

impl Engine for AhoEngine {
    fn find(&self, layer: &TokenLayer, tokens: Range<usize>, hits: &mut Vec<Hit>) {
        for at in tokens.clone() {
            if is_silent(layer, at) {
                continue;
            }
            let first = hits.len();
            peels(layer.folded(at).as_bytes(), |peel| {
                self.find_from(layer, at, tokens.end, &peel, hits);
            });
            finish(hits, first);
        }
    }
}
