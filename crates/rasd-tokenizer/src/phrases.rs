//! Phrases of the structure rules, matched word by word against a line.

use crate::norm::loosen;
use crate::scan::scan;
use rasd_core::{TokenKind, TokenLayer};
use std::collections::HashMap;

/// Where in a line a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the start.
    Start,
    /// It is the whole line.
    Whole,
    /// At the end.
    End,
    /// Anywhere.
    Anywhere,
}

/// Number of a word that phrases have, from 1; 0 is any other word.
type WordId = u32;

/// A word or number of a line, as phrases see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineWord {
    word: WordId,
    /// Whether it begins with a digit.
    number: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Word(WordId),
    AnyWord,
    AnyNumber,
}

/// A phrase that stands for `pattern`.
#[derive(Debug)]
struct Phrase {
    items: Vec<Item>,
    place: Place,
    pattern: usize,
}

/// All phrases, found by their first word.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    phrases: Vec<Phrase>,
    words: HashMap<String, WordId, foldhash::fast::FixedState>,
    /// Phrases that begin with each word, by its number.
    by_first: Vec<Vec<usize>>,
    /// Phrases whose first item is no plain word.
    open: Vec<usize>,
    /// Those of them that may stand elsewhere than at the start of a line.
    open_elsewhere: Vec<usize>,
}

/// A phrase found in a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// The pattern it belongs to.
    pub(crate) pattern: usize,
    /// Index in the line's words of its first word.
    pub(crate) first: usize,
    /// How many words it has.
    pub(crate) count: usize,
}

impl Phrases {
    /// Adds a phrase; answers whether it has any words.
    pub(crate) fn add(&mut self, text: &str, place: Place, pattern: usize) -> bool {
        let items: Vec<Item> = text
            .split_whitespace()
            .flat_map(|part| match part {
                "*" => vec![Item::AnyWord],
                "#" => vec![Item::AnyNumber],
                _ => line_words(part)
                    .into_iter()
                    .map(|word| Item::Word(self.number(word)))
                    .collect(),
            })
            .collect();
        let Some(first) = items.first() else {
            return false;
        };
        let index = self.phrases.len();
        match first {
            Item::Word(word) => self.by_first[*word as usize].push(index),
            _ => {
                self.open.push(index);
                if matches!(place, Place::End | Place::Anywhere) {
                    self.open_elsewhere.push(index);
                }
            }
        }
        self.phrases.push(Phrase {
            items,
            place,
            pattern,
        });
        true
    }

    /// The number of a loosely folded word, a new one if it has none.
    fn number(&mut self, word: String) -> WordId {
        let next = self.words.len() as WordId + 1;
        let number = *self.words.entry(word).or_insert(next);
        let places = self.words.len() + 1;
        self.by_first.resize_with(places, Vec::new);
        number
    }

    /// A normalised word of a line.
    pub(crate) fn line_word(&self, written: &str) -> LineWord {
        let word = self.words.get(&loose_word(written)).copied();
        LineWord {
            word: word.unwrap_or(0),
            number: written.starts_with(|c: char| c.is_ascii_digit()),
        }
    }

    /// Calls `found` with every phrase in the line's words.
    ///
    /// `complete` says whether `words` is the whole line; if not, it is its beginning.
    pub(crate) fn find(&self, words: &[LineWord], complete: bool, mut found: impl FnMut(Found)) {
        for first in 0..words.len() {
            let listed = self.by_first.get(words[first].word as usize);
            let open = match first {
                0 => &self.open,
                _ => &self.open_elsewhere,
            };
            let candidates = listed.into_iter().flatten().chain(open);
            for phrase in candidates.map(|index| &self.phrases[*index]) {
                let end = first + phrase.items.len();
                let placed = match phrase.place {
                    Place::Start => first == 0,
                    Place::Whole => first == 0 && complete && end == words.len(),
                    Place::End => complete && end == words.len(),
                    Place::Anywhere => true,
                };
                if placed && end <= words.len() && phrase.matches(&words[first..end]) {
                    found(Found {
                        pattern: phrase.pattern,
                        first,
                        count: phrase.items.len(),
                    });
                }
            }
        }
    }
}

impl Phrase {
    fn matches(&self, words: &[LineWord]) -> bool {
        self.items.iter().zip(words).all(|(item, word)| match item {
            Item::Word(expected) => *expected == word.word,
            Item::AnyWord => true,
            Item::AnyNumber => word.number,
        })
    }
}

/// The loosely folded words and numbers of a piece of text.
fn line_words(text: &str) -> Vec<String> {
    let mut layer = TokenLayer::default();
    scan(text, &mut layer);
    (0..layer.tokens.len())
        .filter(|i| is_word(layer.tokens[*i].kind))
        .map(|i| loose_word(layer.written(i)))
        .collect()
}

/// A normalised word as phrases compare it.
pub(crate) fn loose_word(written: &str) -> String {
    let mut word = String::new();
    loosen(written, &mut word);
    word.make_ascii_lowercase();
    word
}

/// Whether phrases are made of tokens of this kind.
pub(crate) fn is_word(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Word | TokenKind::Number | TokenKind::Foreign
    )
}
