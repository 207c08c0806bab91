//! Finds phrases in documents, remembering what the trie says of the words.

use crate::engine::{Hit, finish, is_silent};
use crate::peel::peels;
use crate::phrases::PhraseId;
use crate::trie::Trie;
use crate::vocabulary::{NONE, WordId};
use rasd_core::TokenLayer;
use std::ops::Range;

/// What the trie says of words, by their numbers in the layers of one memory.
///
/// No larger than that memory, which the tokenizer bounds.
#[derive(Debug, Default)]
pub(crate) struct Known {
    memory: u64,
    rows: Vec<Row>,
    roots: Vec<Root>,
    /// Roots of the token at hand where it has no number.
    own: Vec<Root>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// Which word of the vocabulary it is; [`NONE`] if it is none, [`UNKNOWN`] if nobody looked.
    word: WordId,
    /// Place of its first root in [`Known::roots`], above the bits of [`SILENT`], [`ALONE`] and
    /// the number of roots.
    roots: u32,
    /// What [`Root::next`] of all its roots says.
    next: u64,
}

/// No word that a vocabulary has.
const UNKNOWN: WordId = NONE - 1;

/// Number of bits that count roots; there are fewer ways to read a word's beginning.
const COUNT: u32 = 5;
/// The bit that says that the word is a phrase by itself, read in one way or another.
const ALONE: u32 = 1 << COUNT;
/// The bit that says that it is a sign that is passed over inside a phrase.
const SILENT: u32 = ALONE << 1;
/// Bits of [`Row::roots`] below the place.
const FLAGS: u32 = COUNT + 2;

/// A node that phrases lead on from, and what of its word stands before or outside them.
#[derive(Debug, Clone, Copy)]
struct Root {
    node: u32,
    phrase: PhraseId,
    /// Bits of the words that go on from the node, several words to a bit: most next words can be
    /// told from them alone.
    next: u64,
    skip: u8,
    article: bool,
}

/// The bit of a word among the 64 of [`Root::next`].
#[inline]
fn bit(word: WordId) -> u64 {
    1 << (word & 63)
}

impl Known {
    /// Prepares for a layer; what is known from another memory is forgotten.
    pub(crate) fn open(&mut self, layer: &TokenLayer) {
        let numbered = layer.memory != 0;
        if numbered && layer.memory != self.memory {
            self.memory = layer.memory;
            self.rows.clear();
            self.roots.clear();
        }
    }

    /// Adds to `hits` what [`crate::Engine::find`] promises.
    pub(crate) fn find(
        &mut self,
        trie: &Trie,
        layer: &TokenLayer,
        tokens: Range<usize>,
        hits: &mut Vec<Hit>,
    ) {
        for at in tokens.clone() {
            let Some(number) = layer.word_number(at) else {
                self.unnumbered(trie, layer, at..tokens.end, hits);
                continue;
            };
            let row = self.row(trie, layer, at, number);
            if row.has(ALONE) || self.goes_on(trie, layer, row, at + 1..tokens.end) {
                self.follow_all(trie, layer, at..tokens.end, row.roots(), hits);
            }
        }
    }

    /// Whether a phrase that begins with a word may go on with the first of the tokens after it.
    #[inline]
    fn goes_on(&mut self, trie: &Trie, layer: &TokenLayer, row: Row, after: Range<usize>) -> bool {
        if row.next == 0 {
            return false;
        }
        let next = self.next(trie, layer, after);
        next.is_some_and(|(_, word)| row.next & bit(word) != 0)
    }

    /// Follows the phrases that begin with a numbered word at `range.start`.
    fn follow_all(
        &mut self,
        trie: &Trie,
        layer: &TokenLayer,
        range: Range<usize>,
        roots: Range<usize>,
        hits: &mut Vec<Hit>,
    ) {
        let first = hits.len();
        for at in roots {
            let root = self.roots[at];
            self.follow(trie, layer, range.clone(), root, hits);
        }
        finish(hits, first);
    }

    /// The same for a token that has no number: one written in digits or in another script, or any
    /// token of a layer without numbers.
    #[inline(never)]
    fn unnumbered(
        &mut self,
        trie: &Trie,
        layer: &TokenLayer,
        range: Range<usize>,
        hits: &mut Vec<Hit>,
    ) {
        self.own.clear();
        roots_of(trie, layer.folded(range.start), &mut self.own);
        if self.own.is_empty() || is_silent(layer, range.start) {
            return;
        }
        let first = hits.len();
        for at in 0..self.own.len() {
            let root = self.own[at];
            self.follow(trie, layer, range.clone(), root, hits);
        }
        finish(hits, first);
    }

    /// Follows the phrases that begin with a root at token `range.start`.
    #[inline]
    fn follow(
        &mut self,
        trie: &Trie,
        layer: &TokenLayer,
        range: Range<usize>,
        root: Root,
        hits: &mut Vec<Hit>,
    ) {
        let mut hit = |end: usize, phrase: PhraseId| {
            if phrase != NONE {
                hits.push(Hit {
                    first: range.start as u32,
                    end: end as u32,
                    skip: root.skip,
                    article: root.article,
                    phrase,
                });
            }
        };
        hit(range.start + 1, root.phrase);
        if root.next == 0 {
            return;
        }
        let mut next = self.next(trie, layer, range.start + 1..range.end);
        if next.is_none_or(|(_, word)| root.next & bit(word) == 0) {
            return;
        }
        let mut node = root.node;
        while let Some((at, word)) = next {
            let Some(child) = trie.child(node, word) else {
                return;
            };
            hit(at + 1, trie.nodes[child as usize].phrase);
            if trie.children(child).is_empty() {
                return;
            }
            node = child;
            next = self.next(trie, layer, at + 1..range.end);
        }
    }

    /// The first of these tokens that is not passed over, if its word is in the vocabulary.
    #[inline]
    fn next(
        &mut self,
        trie: &Trie,
        layer: &TokenLayer,
        tokens: Range<usize>,
    ) -> Option<(usize, WordId)> {
        for at in tokens {
            let word = match layer.word_number(at) {
                Some(number) => {
                    let row = self.row(trie, layer, at, number);
                    if row.has(SILENT) {
                        continue;
                    }
                    row.word
                }
                None if is_silent(layer, at) => continue,
                None => word_of(trie, layer.folded(at)),
            };
            return (word != NONE).then_some((at, word));
        }
        None
    }

    /// The row of token number `at`, whose word has this number.
    #[inline]
    fn row(&mut self, trie: &Trie, layer: &TokenLayer, at: usize, number: u32) -> Row {
        match self.rows.get(number as usize) {
            Some(row) if row.word != UNKNOWN => *row,
            _ => self.learn(trie, layer, at, number),
        }
    }

    /// Looks a word up in the trie and remembers what it says.
    #[cold]
    fn learn(&mut self, trie: &Trie, layer: &TokenLayer, at: usize, number: u32) -> Row {
        let folded = layer.folded(at);
        let first = self.roots.len();
        let mut flags = SILENT;
        if !is_silent(layer, at) {
            roots_of(trie, folded, &mut self.roots);
            let alone = self.roots[first..].iter().any(|root| root.phrase != NONE);
            flags = if alone { ALONE } else { 0 };
        }
        let roots = &self.roots[first..];
        let row = Row {
            word: word_of(trie, folded),
            roots: (first as u32) << FLAGS | flags | roots.len() as u32,
            next: roots.iter().fold(0, |bits, root| bits | root.next),
        };
        let place = number as usize;
        if self.rows.len() <= place {
            self.rows.resize(place + 1, Row::UNKNOWN);
        }
        self.rows[place] = row;
        row
    }
}

impl Row {
    const UNKNOWN: Row = Row {
        word: UNKNOWN,
        roots: 0,
        next: 0,
    };

    #[inline]
    fn has(self, flag: u32) -> bool {
        self.roots & flag != 0
    }

    /// Places of its roots in [`Known::roots`].
    #[inline]
    fn roots(self) -> Range<usize> {
        let first = (self.roots >> FLAGS) as usize;
        first..first + (self.roots & (ALONE - 1)) as usize
    }
}

/// The word of the vocabulary that a search-folded word is; [`NONE`] if it is none.
fn word_of(trie: &Trie, folded: &str) -> WordId {
    trie.vocabulary.find(folded.as_bytes()).unwrap_or(NONE)
}

/// Adds every root that a search-folded word leads to.
fn roots_of(trie: &Trie, folded: &str, roots: &mut Vec<Root>) {
    peels(folded.as_bytes(), |peel| {
        let word = trie.vocabulary.find(peel.word);
        if let Some(node) = word.and_then(|word| trie.root(word)) {
            let next = &trie.words[trie.children(node)];
            roots.push(Root {
                node,
                phrase: trie.nodes[node as usize].phrase,
                next: next.iter().fold(0, |bits, word| bits | bit(*word)),
                skip: peel.skip,
                article: peel.article,
            });
        }
    });
}
