//! Phrases: sequences of words, each distinct sequence once, and the trie over them.

use crate::vocabulary::{NONE, Vocabulary, WordId, hash_word};

/// Index of a distinct word sequence.
pub type PhraseId = u32;

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: u32,
    word: WordId,
    to: u32,
}

/// Distinct word sequences in a token-level trie.
#[derive(Debug, Default)]
pub struct Phrases {
    vocabulary: Vocabulary,
    /// Node after a first word, by word; [`NONE`] if no phrase begins with it.
    roots: Vec<u32>,
    edges: Vec<Edge>,
    edge_count: usize,
    /// Phrase that ends at each node; [`NONE`] if none does.
    ends: Vec<PhraseId>,
    /// Whether a node has children, so that leaves need no lookup.
    inner: Vec<bool>,
    phrases: u32,
}

impl Phrases {
    /// Number of distinct phrases.
    pub fn len(&self) -> usize {
        self.phrases as usize
    }

    /// Whether there is no phrase.
    pub fn is_empty(&self) -> bool {
        self.phrases == 0
    }

    /// Number of distinct words.
    pub fn words(&self) -> usize {
        self.vocabulary.len()
    }

    /// Adds a sequence of search-folded words, or finds it; `None` for the empty sequence.
    pub fn insert<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) -> Option<PhraseId> {
        let mut node = NONE;
        for folded in words {
            let word = self.vocabulary.insert(folded);
            node = if node == NONE {
                self.root_or_new(word)
            } else {
                self.child_or_new(node, word)
            };
        }
        let end = self.ends.get_mut(node as usize)?;
        if *end == NONE {
            *end = self.phrases;
            self.phrases += 1;
        }
        Some(*end)
    }

    /// The word that a search-folded word of the text is, if any phrase holds it.
    #[inline]
    pub(crate) fn word(&self, folded: &[u8]) -> Option<WordId> {
        self.vocabulary.find(folded)
    }

    /// The same, with the hash of the word known.
    #[inline]
    pub(crate) fn word_hashed(&self, folded: &[u8], hash: u64) -> Option<WordId> {
        self.vocabulary.find_hashed(folded, hash)
    }

    /// Hashes of all words that phrases begin with.
    pub(crate) fn first_hashes(&self) -> impl Iterator<Item = u64> + '_ {
        let firsts = self.roots.iter().enumerate();
        firsts
            .filter(|(_, node)| **node != NONE)
            .map(|(word, _)| hash_word(self.vocabulary.key(word as WordId).as_bytes()))
    }

    /// The node reached by a first word.
    #[inline]
    pub(crate) fn root(&self, word: WordId) -> Option<u32> {
        self.roots
            .get(word as usize)
            .copied()
            .filter(|node| *node != NONE)
    }

    /// The node reached from `node` by a further word.
    #[inline]
    pub(crate) fn child(&self, node: u32, word: WordId) -> Option<u32> {
        if self.edges.is_empty() {
            return None;
        }
        let mask = self.edges.len() - 1;
        let mut at = edge_hash(node, word) & mask;
        loop {
            let edge = self.edges[at];
            if edge.to == NONE {
                return None;
            }
            if edge.from == node && edge.word == word {
                return Some(edge.to);
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether any phrase goes on after `node`.
    #[inline]
    pub(crate) fn goes_on(&self, node: u32) -> bool {
        self.inner[node as usize]
    }

    /// The phrase that ends at `node`.
    #[inline]
    pub(crate) fn phrase_at(&self, node: u32) -> Option<PhraseId> {
        Some(self.ends[node as usize]).filter(|phrase| *phrase != NONE)
    }

    fn new_node(&mut self) -> u32 {
        self.ends.push(NONE);
        self.inner.push(false);
        (self.ends.len() - 1) as u32
    }

    fn root_or_new(&mut self, word: WordId) -> u32 {
        if self.roots.len() <= word as usize {
            self.roots.resize(word as usize + 1, NONE);
        }
        if self.roots[word as usize] == NONE {
            self.roots[word as usize] = self.new_node();
        }
        self.roots[word as usize]
    }

    fn child_or_new(&mut self, node: u32, word: WordId) -> u32 {
        if let Some(found) = self.child(node, word) {
            return found;
        }
        let to = self.new_node();
        self.inner[node as usize] = true;
        self.edge_count += 1;
        if self.edge_count * 2 > self.edges.len() {
            self.grow();
        }
        self.place(Edge {
            from: node,
            word,
            to,
        });
        to
    }

    fn grow(&mut self) {
        let empty = Edge {
            from: NONE,
            word: NONE,
            to: NONE,
        };
        let capacity = (self.edge_count * 2).next_power_of_two().max(16) * 2;
        let old = std::mem::replace(&mut self.edges, vec![empty; capacity]);
        for edge in old.into_iter().filter(|edge| edge.to != NONE) {
            self.place(edge);
        }
    }

    fn place(&mut self, edge: Edge) {
        let mask = self.edges.len() - 1;
        let mut at = edge_hash(edge.from, edge.word) & mask;
        while self.edges[at].to != NONE {
            at = (at + 1) & mask;
        }
        self.edges[at] = edge;
    }
}

#[inline]
fn edge_hash(node: u32, word: WordId) -> usize {
    let key = (u64::from(node) << 32) | u64::from(word);
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 29) as usize
}
