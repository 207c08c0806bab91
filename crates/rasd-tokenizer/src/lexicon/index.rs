//! A hash index from texts to chains of entries that have them.

use std::hash::BuildHasher;

const EMPTY: u32 = u32::MAX;

/// A place of the index: head of a chain, and part of the hash of its key.
#[derive(Debug, Clone, Copy)]
struct Place {
    head: u32,
    /// Compared before the keys, which lie elsewhere in memory.
    tag: u32,
}

/// Maps keys to chains of entry numbers. The keys themselves are kept by the caller.
#[derive(Debug)]
pub(crate) struct Index {
    places: Vec<Place>,
    keys: usize,
    hasher: foldhash::fast::FixedState,
}

impl Index {
    /// An index with room for `capacity` different keys.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Index {
            places: empty((capacity * 2).next_power_of_two().max(16)),
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
        if (self.keys + 1) * 2 > self.places.len() {
            self.grow(&key_of);
        }
        let hash = self.hash(key);
        let at = self.probe(hash, |head| key_of(head) == key);
        let before = self.places[at].head;
        self.places[at] = Place {
            head: entry,
            tag: tag(hash),
        };
        if before == EMPTY {
            self.keys += 1;
            return None;
        }
        Some(before)
    }

    /// The head of the chain of `key`.
    pub(crate) fn find<'a>(&self, key: &str, key_of: impl Fn(u32) -> &'a str) -> Option<u32> {
        let at = self.probe(self.hash(key), |head| key_of(head) == key);
        let head = self.places[at].head;
        (head != EMPTY).then_some(head)
    }

    fn hash(&self, key: &str) -> u64 {
        self.hasher.hash_one(key.as_bytes())
    }

    /// The place of the key with this hash, or the empty place where it belongs.
    fn probe(&self, hash: u64, is_key: impl Fn(u32) -> bool) -> usize {
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let place = self.places[at];
            if place.head == EMPTY || place.tag == tag(hash) && is_key(place.head) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow<'a>(&mut self, key_of: &impl Fn(u32) -> &'a str) {
        let bigger = empty(self.places.len() * 2);
        let old = std::mem::replace(&mut self.places, bigger);
        for place in old.into_iter().filter(|place| place.head != EMPTY) {
            let at = self.probe(self.hash(key_of(place.head)), |_| false);
            self.places[at] = place;
        }
    }
}

fn empty(count: usize) -> Vec<Place> {
    let place = Place {
        head: EMPTY,
        tag: 0,
    };
    vec![place; count]
}

/// The upper half of a hash; the lower one gives the place.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}
