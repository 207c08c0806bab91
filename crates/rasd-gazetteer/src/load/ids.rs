//! Which row has an id.

use crate::data::{Data, TargetKind};
use crate::vocabulary::NONE;
use std::hash::BuildHasher;

/// Targets by id and kind: a table of their numbers, without copies of the ids.
#[derive(Default)]
pub(super) struct Ids {
    /// At most three quarters are taken.
    slots: Vec<Slot>,
    count: usize,
    hasher: foldhash::fast::FixedState,
}

#[derive(Clone, Copy)]
struct Slot {
    /// Part of the id's hash, so that other ids are told apart without looking at their text.
    hash: u32,
    /// [`NONE`] if none stands here.
    target: u32,
}

impl Ids {
    /// The target with this id, of this kind.
    pub(super) fn find(&self, data: &Data, id: &str, kind: TargetKind) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let hash = self.hash(id);
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.target == NONE {
                return None;
            }
            if slot.hash == hash {
                let row = &data.targets[slot.target as usize];
                if row.kind == kind && data.pool.get(row.id) == id {
                    return Some(slot.target);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a target whose id and kind no other has.
    pub(super) fn insert(&mut self, data: &Data, target: u32) {
        self.count += 1;
        if self.count * 4 > self.slots.len() * 3 {
            let size = (self.slots.len() * 2).max(16);
            let empty = Slot {
                hash: 0,
                target: NONE,
            };
            let old = std::mem::replace(&mut self.slots, vec![empty; size]);
            for slot in old.into_iter().filter(|slot| slot.target != NONE) {
                self.place(slot);
            }
        }
        let hash = self.hash(data.id(target));
        self.place(Slot { hash, target });
    }

    fn hash(&self, id: &str) -> u32 {
        self.hasher.hash_one(id) as u32
    }

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = slot.hash as usize & mask;
        while self.slots[at].target != NONE {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}
