//! A hash index from folded stems to the entries that have them.

use std::hash::BuildHasher;

const EMPTY: u32 = u32::MAX;

/// Maps keys to chains of entry numbers. The keys themselves are kept by the caller.
#[derive(Debug)]
pub(crate) struct Index {
    heads: Vec<u32>,
    keys: usize,
    hasher: foldhash::fast::FixedState,
}

impl Index {
    /// An index with room for `capacity` different keys.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Index {
            heads: vec![EMPTY; (capacity * 2).next_power_of_two().max(16)],
            keys: 0,
            hasher: foldhash::fast::FixedState::default(),
        }
    }

    /// Makes `entry` the head of the chain of `key`; answers the head before it.
    ///
    /// `key_of` gives the key of an entry that is in the index already.
    pub(crate) fn insert<'a>(
        &mut self,
        key: &str,
        entry: u32,
        key_of: impl Fn(u32) -> &'a str,
    ) -> Option<u32> {
        if (self.keys + 1) * 4 > self.heads.len() * 3 {
            self.grow(&key_of);
        }
        let at = self.probe(key, &key_of);
        let before = self.heads[at];
        self.heads[at] = entry;
        if before == EMPTY {
            self.keys += 1;
            return None;
        }
        Some(before)
    }

    /// The head of the chain of `key`.
    pub(crate) fn find<'a>(&self, key: &str, key_of: impl Fn(u32) -> &'a str) -> Option<u32> {
        let head = self.heads[self.probe(key, &key_of)];
        (head != EMPTY).then_some(head)
    }

    fn probe<'a>(&self, key: &str, key_of: &impl Fn(u32) -> &'a str) -> usize {
        let mask = self.heads.len() - 1;
        let mut at = self.hasher.hash_one(key.as_bytes()) as usize & mask;
        while self.heads[at] != EMPTY && key_of(self.heads[at]) != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow<'a>(&mut self, key_of: &impl Fn(u32) -> &'a str) {
        let old = std::mem::take(&mut self.heads);
        self.heads = vec![EMPTY; old.len() * 2];
        for head in old.into_iter().filter(|head| *head != EMPTY) {
            let at = self.probe(key_of(head), key_of);
            self.heads[at] = head;
        }
    }
}
