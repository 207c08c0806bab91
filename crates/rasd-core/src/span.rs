//! Positions: half-open ranges whose unit is part of their type.

use std::fmt;
use std::marker::PhantomData;

/// Unit of offsets into UTF-8 bytes of the source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bytes {}
/// Unit of offsets into Unicode code points of the source text; the unit of every file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chars {}
/// Unit of offsets into the token sequence of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tokens {}

/// A half-open range `start..end` in the unit `U`; `start` never passes `end`.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<U> {
    start: u32,
    end: u32,
    unit: PhantomData<U>,
}

/// A range of UTF-8 bytes.
pub type ByteSpan = Span<Bytes>;
/// A range of Unicode code points.
pub type CharSpan = Span<Chars>;
/// A range of tokens.
pub type TokenSpan = Span<Tokens>;

impl<U> Clone for Span<U> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<U> Copy for Span<U> {}

impl<U> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<U> Default for Span<U> {
    fn default() -> Self {
        Span::new(0, 0)
    }
}

impl<U> Span<U> {
    /// The range between two offsets, whichever comes first.
    #[inline]
    pub const fn new(a: u32, b: u32) -> Self {
        let (start, end) = if a <= b { (a, b) } else { (b, a) };
        Span {
            start,
            end,
            unit: PhantomData,
        }
    }

    /// First offset inside the range.
    #[inline]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// First offset after the range.
    #[inline]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Number of units covered.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the range covers nothing.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this range (equal ranges contain each other).
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the offset lies inside the range.
    #[inline]
    pub const fn contains_offset(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the ranges share at least one unit.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[inline]
    pub fn cover(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The range with both ends moved on by `by`.
    #[inline]
    pub const fn shifted(self, by: u32) -> Self {
        Span {
            start: self.start + by,
            end: self.end + by,
            unit: PhantomData,
        }
    }

    /// The range as `usize` offsets, for slicing.
    #[inline]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Span<Bytes> {
    /// The text the range covers; empty if the range does not fall on character boundaries of `text`.
    #[inline]
    pub fn text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// Converts between byte offsets and code points of one text.
///
/// Built once a document in linear time; both directions are constant or logarithmic.
#[derive(Debug, Clone)]
pub struct CharMap {
    /// Code points before each block of `BLOCK` bytes; a block starts at its first boundary.
    blocks: Vec<u32>,
    text_len: u32,
    chars: u32,
}

const BLOCK: usize = 32;

impl CharMap {
    /// Indexes `text`, which must be the text given to the other methods too.
    pub fn new(text: &str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut chars = 0u32;
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(chars);
            chars += boundaries(block);
        }
        CharMap {
            blocks,
            text_len: text.len() as u32,
            chars,
        }
    }

    /// Number of code points in the text.
    pub fn chars(&self) -> u32 {
        self.chars
    }

    /// Code points before byte offset `byte` of `text`; offsets past the end give the length.
    pub fn char_offset(&self, text: &str, byte: u32) -> u32 {
        if byte >= self.text_len {
            return self.chars;
        }
        let block = byte as usize / BLOCK;
        let inside = &text.as_bytes()[block * BLOCK..byte as usize];
        self.blocks[block] + boundaries(inside)
    }

    /// Byte offset of code point number `index` of `text`; past the end gives the length in bytes.
    pub fn byte_offset(&self, text: &str, index: u32) -> u32 {
        if index >= self.chars {
            return self.text_len;
        }
        let block = self.blocks.partition_point(|before| *before <= index) - 1;
        let mut seen = self.blocks[block];
        for (i, b) in text.as_bytes()[block * BLOCK..].iter().enumerate() {
            if is_boundary(*b) {
                if seen == index {
                    return (block * BLOCK + i) as u32;
                }
                seen += 1;
            }
        }
        self.text_len
    }

    /// The range in code points.
    pub fn to_chars(&self, text: &str, span: ByteSpan) -> CharSpan {
        CharSpan::new(
            self.char_offset(text, span.start()),
            self.char_offset(text, span.end()),
        )
    }

    /// The range in bytes.
    pub fn to_bytes(&self, text: &str, span: CharSpan) -> ByteSpan {
        ByteSpan::new(
            self.byte_offset(text, span.start()),
            self.byte_offset(text, span.end()),
        )
    }
}

/// How many code points begin in `bytes`, told eight bytes at a time.
#[inline]
fn boundaries(bytes: &[u8]) -> u32 {
    const ONES: u64 = u64::MAX / 0xFF;
    let eights = bytes.chunks_exact(8);
    let rest = eights.remainder().iter().filter(|b| is_boundary(**b));
    let mut count = rest.count() as u32;
    for eight in eights {
        let eight = eight.try_into().map_or(0, u64::from_ne_bytes);
        // The bytes 10xxxxxx go on; multiplied out, their count is the highest byte.
        let inside = (eight >> 7) & !(eight >> 6) & ONES;
        count += 8 - (inside.wrapping_mul(ONES) >> 56) as u32;
    }
    count
}

const fn is_boundary(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}
