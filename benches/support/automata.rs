//! Plain automata over a list of names, to compare with.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use rasd::Document;

/// The automata of one list of names.
pub struct Automata {
    contiguous: AhoCorasick,
    charwise: CharwiseDoubleArrayAhoCorasick<u32>,
}

impl Automata {
    /// Automata that find the longest of several names that begin at one place.
    pub fn new(names: &[String]) -> Self {
        Automata {
            contiguous: AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .match_kind(MatchKind::LeftmostLongest)
                .build(names)
                .expect("an automaton"),
            charwise: CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(daachorse::MatchKind::LeftmostLongest)
                .build(names)
                .expect("an automaton"),
        }
    }

    /// Counts names wherever they occur, inside words too.
    pub fn bare(&self, docs: &[Document]) -> usize {
        docs.iter()
            .map(|d| self.contiguous.find_iter(&d.text).count())
            .sum()
    }

    /// Counts names that are whole words.
    pub fn in_words(&self, docs: &[Document]) -> usize {
        let words = |d: &Document| {
            let found = self.contiguous.find_iter(&d.text);
            found
                .filter(|m| is_word(&d.text, m.start(), m.end()))
                .count()
        };
        docs.iter().map(words).sum()
    }

    /// Counts names that are whole words, by `daachorse`.
    pub fn charwise_in_words(&self, docs: &[Document]) -> usize {
        let words = |d: &Document| {
            let found = self.charwise.leftmost_find_iter(&d.text);
            found
                .filter(|m| is_word(&d.text, m.start(), m.end()))
                .count()
        };
        docs.iter().map(words).sum()
    }
}

/// Whether a match is no part of a longer word.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}
