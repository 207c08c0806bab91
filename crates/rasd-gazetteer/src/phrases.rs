//! Phrases: sequences of words, each distinct sequence once.

use crate::trie::{Node, Trie};
use crate::vocabulary::{NONE, Vocabulary, WordId};
use std::ops::Range;

/// Index of a distinct word sequence.
pub type PhraseId = u32;

/// Distinct word sequences, gathered one by one for a [`crate::TrieEngine`].
#[derive(Debug, Default)]
pub struct Phrases {
    vocabulary: Vocabulary,
    /// Node of each word that phrases begin with; [`NONE`] for other words.
    roots: Vec<u32>,
    nodes: Vec<Beginning>,
    /// Nodes of several words, placed by the node before them and their last word; [`NONE`] where
    /// there is none.
    longer: Vec<u32>,
    longer_count: usize,
    phrases: u32,
}

/// A sequence of words that phrases begin with.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    /// The node without the last word; [`NONE`] if there is only one.
    before: u32,
    word: WordId,
    /// The phrase that it is; [`NONE`] if it is none.
    phrase: PhraseId,
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
        let end = &mut self.nodes.get_mut(node as usize)?.phrase;
        if *end == NONE {
            *end = self.phrases;
            self.phrases += 1;
        }
        Some(*end)
    }

    fn new_node(&mut self, before: u32, word: WordId) -> u32 {
        self.nodes.push(Beginning {
            before,
            word,
            phrase: NONE,
        });
        (self.nodes.len() - 1) as u32
    }

    fn root_or_new(&mut self, word: WordId) -> u32 {
        if self.roots.len() <= word as usize {
            self.roots.resize(word as usize + 1, NONE);
        }
        if self.roots[word as usize] == NONE {
            self.roots[word as usize] = self.new_node(NONE, word);
        }
        self.roots[word as usize]
    }

    fn child_or_new(&mut self, node: u32, word: WordId) -> u32 {
        if (self.longer_count + 1) * 4 > self.longer.len() * 3 {
            self.grow();
        }
        let at = self.place(node, word);
        if self.longer[at] == NONE {
            self.longer[at] = self.new_node(node, word);
            self.longer_count += 1;
        }
        self.longer[at]
    }

    /// Where the node is that is one word longer than `before`, or would be.
    fn place(&self, before: u32, word: WordId) -> usize {
        let key = (u64::from(before) << 32) | u64::from(word);
        let mask = self.longer.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 29) as usize & mask;
        while let Some(node) = self.nodes.get(self.longer[at] as usize) {
            if node.before == before && node.word == word {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let capacity = (self.longer.len() * 2).max(16);
        let old = std::mem::replace(&mut self.longer, vec![NONE; capacity]);
        for number in old.into_iter().filter(|number| *number != NONE) {
            let node = self.nodes[number as usize];
            let at = self.place(node.before, node.word);
            self.longer[at] = number;
        }
    }

    /// The trie over the phrases: shorter nodes first, and those that are one word longer than the
    /// same one together, by word.
    pub(crate) fn into_trie(mut self) -> Trie {
        self.longer = Vec::new();
        let groups = Groups::new(&self.nodes);
        let mut order = groups.of(NONE).to_vec();
        order.reserve_exact(self.nodes.len() - order.len());
        let mut nodes = Vec::with_capacity(self.nodes.len() + 1);
        while let Some(number) = order.get(nodes.len()).copied() {
            nodes.push(Node {
                phrase: self.nodes[number as usize].phrase,
                first_child: order.len() as u32,
            });
            order.extend(groups.of(number));
        }
        nodes.push(Node {
            phrase: NONE,
            first_child: order.len() as u32,
        });
        let words: Vec<WordId> = order
            .iter()
            .map(|number| self.nodes[*number as usize].word)
            .collect();
        let mut roots = vec![NONE; self.vocabulary.len()];
        for (node, number) in groups.of(NONE).iter().enumerate() {
            roots[self.nodes[*number as usize].word as usize] = node as u32;
        }
        self.vocabulary.shrink();
        Trie {
            vocabulary: self.vocabulary,
            roots,
            nodes,
            words,
            phrases: self.phrases,
        }
    }
}

/// Nodes by the node before them.
struct Groups {
    /// Where the group of each node ends in `members`; the nodes of one word come first.
    ends: Vec<u32>,
    members: Vec<u32>,
}

impl Groups {
    fn new(nodes: &[Beginning]) -> Self {
        // As `NONE` is the largest number, it becomes 0.
        let group = |node: &Beginning| node.before.wrapping_add(1) as usize;
        let mut ends = vec![0; nodes.len() + 1];
        for node in nodes {
            ends[group(node)] += 1;
        }
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut members = vec![0; nodes.len()];
        for (number, node) in nodes.iter().enumerate() {
            let end = &mut ends[group(node)];
            members[*end as usize] = number as u32;
            *end += 1;
        }
        let mut groups = Groups { ends, members };
        for number in 0..groups.ends.len() as u32 {
            let range = groups.range(number);
            groups.members[range].sort_unstable_by_key(|node| nodes[*node as usize].word);
        }
        groups
    }

    /// Where group number `number` stands, which is one more than the number of its node.
    fn range(&self, number: u32) -> Range<usize> {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[at] as usize
    }

    /// The nodes one word longer than `node`, by word.
    fn of(&self, node: u32) -> &[u32] {
        &self.members[self.range(node.wrapping_add(1))]
    }
}
