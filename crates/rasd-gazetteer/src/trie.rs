//! The trie over phrases as it is read, and the search with it.

use crate::engine::{Engine, Hit};
use crate::known::Known;
use crate::phrases::{PhraseId, Phrases};
use crate::vocabulary::{NONE, Vocabulary, WordId};
use rasd_core::{PerThread, TokenLayer};
use std::ops::Range;

/// A sequence of words that phrases begin with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// The phrase that it is; [`NONE`] if it is none.
    pub(crate) phrase: PhraseId,
    /// First of the nodes that are one word longer. They follow one another by word, and those of
    /// the next node follow on them.
    pub(crate) first_child: u32,
}

/// Distinct word sequences, laid out for reading.
#[derive(Debug)]
pub(crate) struct Trie {
    pub(crate) vocabulary: Vocabulary,
    /// Node of each word that phrases begin with; [`NONE`] for other words.
    pub(crate) roots: Vec<u32>,
    /// One more than there are: the last says where the children of the one before end.
    pub(crate) nodes: Vec<Node>,
    /// Last word of each node.
    pub(crate) words: Vec<WordId>,
    pub(crate) phrases: u32,
}

/// So many children are looked through one by one.
const FEW: usize = 16;

impl Trie {
    /// The node of a first word.
    pub(crate) fn root(&self, word: WordId) -> Option<u32> {
        let root = self.roots.get(word as usize).copied();
        root.filter(|node| *node != NONE)
    }

    /// Numbers of the nodes that are one word longer than `node`.
    #[inline]
    pub(crate) fn children(&self, node: u32) -> Range<usize> {
        let at = node as usize;
        self.nodes[at].first_child as usize..self.nodes[at + 1].first_child as usize
    }

    /// The node reached from `node` by a further word.
    #[inline]
    pub(crate) fn child(&self, node: u32, word: WordId) -> Option<u32> {
        let children = self.children(node);
        let first = children.start;
        let words = &self.words[children];
        let at = if words.len() <= FEW {
            words.iter().position(|child| *child == word)?
        } else {
            words.binary_search(&word).ok()?
        };
        Some((first + at) as u32)
    }
}

/// The token-level trie: looks each word up once and follows the phrases from there.
///
/// What it finds out about a word it remembers by the number that the tokenizer gave it, for each
/// thread, so that most tokens cost one look at a row of numbers: no phrase begins with them.
#[derive(Debug)]
pub struct TrieEngine {
    trie: Trie,
    known: PerThread<Known>,
}

impl TrieEngine {
    /// An engine for these phrases.
    pub fn new(phrases: Phrases) -> Self {
        TrieEngine {
            trie: phrases.into_trie(),
            known: PerThread::default(),
        }
    }

    /// Number of distinct phrases that it finds.
    pub fn phrases(&self) -> usize {
        self.trie.phrases as usize
    }

    /// Number of distinct words in them.
    pub fn words(&self) -> usize {
        self.trie.vocabulary.len()
    }

    /// As [`Engine::find`], in one range of tokens after the other.
    pub fn find_in(&self, layer: &TokenLayer, ranges: &[Range<usize>], hits: &mut Vec<Hit>) {
        self.known.with(|known| {
            known.open(layer);
            for tokens in ranges {
                known.find(&self.trie, layer, tokens.clone(), hits);
            }
        });
    }
}

impl Engine for TrieEngine {
    fn find(&self, layer: &TokenLayer, tokens: Range<usize>, hits: &mut Vec<Hit>) {
        self.find_in(layer, std::slice::from_ref(&tokens), hits);
    }
}
