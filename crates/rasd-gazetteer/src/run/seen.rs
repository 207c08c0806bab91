//! What is remembered from document to document, by each thread.

use super::link::{Kind, Owner};
use super::persons::Openings;
use super::word::Word;
use foldhash::HashMap;
use rasd_core::{Facts, RegistryEntry};
use std::sync::Arc;

/// Most rows whose entries are remembered; news names some thousands.
const ENTRIES: usize = 1 << 14;

/// What is remembered of words, rows and reasons.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// By the number of the best reading.
    pub(crate) words: Facts<(Word, Openings)>,
    pub(crate) told: Told,
}

/// What mentions are told with.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Registry entries of rows, without an office.
    entries: HashMap<u32, RegistryEntry>,
    /// Registry entries of groups of people and of bodies, by what they are and whose.
    groups: HashMap<(Kind, Option<Owner>), RegistryEntry>,
    reasons: Vec<(&'static str, Arc<str>)>,
}

impl Told {
    /// The registry entry of a row, made if it is not known.
    pub(crate) fn entry(
        &mut self,
        row: u32,
        make: impl FnOnce() -> RegistryEntry,
    ) -> RegistryEntry {
        if self.entries.len() >= ENTRIES {
            self.entries.clear();
        }
        self.entries.entry(row).or_insert_with(make).clone()
    }

    /// The registry entry of people or bodies, made if it is not known.
    pub(crate) fn group(
        &mut self,
        group: (Kind, Option<Owner>),
        make: impl FnOnce() -> RegistryEntry,
    ) -> RegistryEntry {
        if self.groups.len() >= ENTRIES {
            self.groups.clear();
        }
        self.groups.entry(group).or_insert_with(make).clone()
    }

    /// A reason that the code gives; there are some dozen.
    pub(crate) fn reason(&mut self, reason: &'static str) -> Arc<str> {
        let known = self
            .reasons
            .iter()
            .find(|(known, _)| std::ptr::eq(*known, reason));
        if let Some((_, shared)) = known {
            return shared.clone();
        }
        let shared: Arc<str> = Arc::from(reason);
        self.reasons.push((reason, shared.clone()));
        shared
    }
}
