//! Documents and their structure.

use crate::names::vocabulary;
use crate::{ByteSpan, TokenSpan};
use jiff::civil::DateTime;
use std::borrow::Cow;

/// A document to be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Identifier, unique in its collection.
    pub id: String,
    /// The text, verbatim.
    pub text: String,
    /// Publication date if the caller knows it.
    pub date: Option<DateTime>,
    /// Offset of that date from universal time in minutes, if the caller knows it.
    pub utc_offset: Option<i16>,
    /// Outlet or source name if the caller knows it.
    pub source: Option<String>,
}

/// The publication date that was used, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// Date and time; midnight where only the day is known.
    pub date: DateTime,
    /// 1 if given by the caller, less if inferred from the text.
    pub confidence: f32,
    /// Where the date comes from, in words.
    pub reason: String,
    /// The words it was inferred from.
    pub span: Option<ByteSpan>,
}

vocabulary! {
    /// What a part of a document is.
    pub enum RegionKind ("region kind") {
        /// The headline.
        Headline = "headline",
        /// The headline once more.
        RepeatedHeadline = "repeated-headline",
        /// Caption of a picture.
        Caption = "caption",
        /// Place and agency line.
        Dateline = "dateline",
        /// Name of the author.
        Byline = "byline",
        /// A heading inside the text.
        Subheading = "subheading",
        /// Running text.
        Paragraph = "paragraph",
        /// Navigation, related links, forms, subscription lines: nothing in it is annotated.
        Boilerplate = "boilerplate",
    }
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Where it is.
    pub span: ByteSpan,
    /// What it is.
    pub kind: RegionKind,
    /// Why it was judged so: the pattern's name or the position.
    pub reason: Cow<'static, str>,
}

/// A sentence, or a line that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is, without surrounding white space.
    pub span: ByteSpan,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Index of its region in the document's regions.
    pub region: u32,
    /// Index of its paragraph (line of text), counted from 0 over the document.
    pub paragraph: u32,
}
