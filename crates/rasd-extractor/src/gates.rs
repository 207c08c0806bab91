//! Which frames the words of a sentence leave open, told from one table: frames and their conditions lie all
//! over the memory, and most of them ask for words that are nowhere in the sentence.

use crate::frame::{Condition, Frame, Test, Where};
use crate::vocabulary::Present;
use std::collections::BTreeMap;

/// The words that the conditions of all frames ask for, frame after frame.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    frames: Vec<Gate>,
    /// Words of a set by the places of their bits; empty bits part the conditions that must all hold.
    words: Vec<(u32, u64)>,
}

/// Where the words of a frame stand.
#[derive(Debug, Clone, Copy)]
struct Gate {
    needs: usize,
    excludes: usize,
    end: usize,
    /// Whether something else than words can exclude the frame.
    excluded_otherwise: bool,
}

/// Whether a condition can only hold where one of its words is in the sentence.
fn asks_for_words(condition: &Condition) -> bool {
    let mut tests = condition.tests.iter();
    tests.all(Test::asks_for_words)
}

impl Test {
    /// Whether it can only hold where one of its words is in the sentence.
    pub(crate) fn asks_for_words(&self) -> bool {
        self.types.is_none() && !self.several && self.place != Where::Topic
    }
}

impl Gates {
    /// Adds the next frame, once the words of its conditions are numbered.
    pub fn add(&mut self, frame: &Frame) {
        let needs = self.words.len();
        for need in frame.needs.iter().filter(|need| asks_for_words(need)) {
            if self.words.len() > needs {
                self.words.push((0, 0));
            }
            self.add_words(&need.tests);
        }
        let excludes = self.words.len();
        self.add_words(frame.excludes.iter().flat_map(|exclude| &exclude.tests));
        self.frames.push(Gate {
            needs,
            excludes,
            end: self.words.len(),
            excluded_otherwise: !frame.excludes.iter().all(asks_for_words),
        });
    }

    fn add_words<'t>(&mut self, tests: impl IntoIterator<Item = &'t Test>) {
        let mut words: BTreeMap<u32, u64> = BTreeMap::new();
        for (place, bits) in tests.into_iter().flat_map(|test| test.set.filled()) {
            *words.entry(*place).or_default() |= bits;
        }
        self.words.extend(words);
    }

    /// Whether what a frame needs can hold in a sentence with these words.
    pub fn may_match(&self, frame: usize, present: &Present) -> bool {
        let gate = self.frames[frame];
        let words = &self.words[gate.needs..gate.excludes];
        let mut needs = words.split(|(_, bits)| *bits == 0);
        words.is_empty() || needs.all(|need| present.has_any(need))
    }

    /// Whether something can exclude a frame in a sentence with these words.
    pub fn may_exclude(&self, frame: usize, present: &Present) -> bool {
        let gate = self.frames[frame];
        gate.excluded_otherwise || present.has_any(&self.words[gate.excludes..gate.end])
    }
}
