//! Which row has an id.

use crate::data::{Data, TargetKind};
use crate::vocabulary::NONE;
use std::hash::BuildHasher;

/// Targets by id and kind: a table of their numbers, without copies of the ids.
#[derive(Default)]
pub(super) struct Ids {
    /// [`NONE`] where no target stands; at most three quarters are taken.
    slots: Vec<u32>,
    count: usize,
    hasher: foldhash::fast::FixedState,
}

impl Ids {
    /// The target with this id, of this kind.
    pub(super) fn find(&self, data: &Data, id: &str, kind: TargetKind) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = self.hasher.hash_one(id) as usize & mask;
        loop {
            let target = self.slots[at];
            let row = data.targets.get(target as usize)?;
            if row.kind == kind && data.pool.get(row.id) == id {
                return Some(target);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a target whose id and kind no other has.
    pub(super) fn insert(&mut self, data: &Data, target: u32) {
        self.count += 1;
        if self.count * 4 > self.slots.len() * 3 {
            let size = (self.slots.len() * 2).max(16);
            let old = std::mem::replace(&mut self.slots, vec![NONE; size]);
            for target in old.into_iter().filter(|target| *target != NONE) {
                self.place(data, target);
            }
        }
        self.place(data, target);
    }

    fn place(&mut self, data: &Data, target: u32) {
        let mask = self.slots.len() - 1;
        let mut at = self.hasher.hash_one(data.id(target)) as usize & mask;
        while self.slots[at] != NONE {
            at = (at + 1) & mask;
        }
        self.slots[at] = target;
    }
}
