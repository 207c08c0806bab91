//! Readings of words, written out once and shared by all layers of a memory.

use crate::Reading;
use std::sync::OnceLock;

/// Where the readings of a word are kept: in the table that layers of one memory share, or in the
/// layer itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadingsId(u32);

/// The bit of those kept in the layer itself.
const OWN: u32 = 1 << 31;

/// What a [`ReadingsId`] says.
pub(crate) enum Kept {
    /// At this number of the table that layers share.
    Shared(u32),
    /// At this place among those of the layer.
    Own(usize),
}

impl ReadingsId {
    /// The readings at a number of the shared table.
    #[inline]
    pub const fn shared(number: u32) -> ReadingsId {
        ReadingsId(number & !OWN)
    }

    /// The readings at a place among those of the layer itself.
    #[inline]
    pub(crate) const fn own(place: usize) -> ReadingsId {
        ReadingsId(place as u32 | OWN)
    }

    #[inline]
    pub(crate) const fn kept(self) -> Kept {
        match self.0 & OWN {
            0 => Kept::Shared(self.0),
            _ => Kept::Own((self.0 & !OWN) as usize),
        }
    }
}

/// The readings of words, the best one first, by its number. Entries are added and never changed, so
/// that layers read them while the memory that the table belongs to grows.
#[derive(Debug)]
pub struct ReadingTable {
    chunks: Box<[OnceLock<Chunk>; CHUNKS]>,
}

/// Entries at numbers that follow each other.
type Chunk = Box<[OnceLock<Box<[Reading]>>; CHUNK]>;

/// Entries of a chunk.
const CHUNK: usize = 1 << 10;
/// Most chunks.
const CHUNKS: usize = 1 << 10;

impl Default for ReadingTable {
    fn default() -> Self {
        ReadingTable {
            chunks: Box::new([const { OnceLock::new() }; CHUNKS]),
        }
    }
}

impl ReadingTable {
    /// The readings at `number`; none if there is no entry.
    #[inline]
    pub fn get(&self, number: u32) -> &[Reading] {
        let number = number as usize;
        let chunk = self.chunks.get(number / CHUNK).and_then(OnceLock::get);
        let entry = chunk.and_then(|chunk| chunk[number % CHUNK].get());
        entry.map_or(&[], |readings| readings)
    }

    /// Makes the entry at `number` if there is none. Answers whether there is one now: the table
    /// has room for a million numbers.
    #[inline]
    pub fn add(&self, number: u32, make: impl FnOnce() -> Vec<Reading>) -> bool {
        let number = number as usize;
        let Some(chunk) = self.chunks.get(number / CHUNK) else {
            return false;
        };
        let chunk = chunk.get_or_init(|| Box::new([const { OnceLock::new() }; CHUNK]));
        chunk[number % CHUNK].get_or_init(|| make().into());
        true
    }
}
