//! Finding phrases in tokenised text.

use crate::peel::{Peel, peels};
use crate::phrases::PhraseId;
use crate::vocabulary::key_of;
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

/// Puts the hits from `first` on in order and drops repeated ones.
#[inline]
pub(crate) fn finish(hits: &mut Vec<Hit>, first: usize) {
    if hits.len() - first >= 2 {
        put_in_order(hits, first);
    }
}

fn put_in_order(hits: &mut Vec<Hit>, first: usize) {
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
                let keys: Vec<_> = words.iter().map(|word| key_of(word)).collect();
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
        let mut line = key_of(word).into_owned();
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
