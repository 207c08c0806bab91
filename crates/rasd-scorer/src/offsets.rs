//! Offset units: code points are ours; UTF-16 units and bytes are recognised
//! and converted.

use crate::model::Document;
use crate::problem::Problem;
use crate::span::Span;

/// What a file's offsets count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OffsetUnit {
    /// Unicode code points (Python strings).
    #[default]
    CodePoints,
    /// UTF-16 code units (JavaScript, Java strings).
    Utf16,
    /// Bytes of the UTF-8 text.
    Bytes,
}

impl OffsetUnit {
    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            OffsetUnit::CodePoints => "codepoints",
            OffsetUnit::Utf16 => "utf16",
            OffsetUnit::Bytes => "bytes",
        }
    }

    fn width(self, character: char) -> usize {
        match self {
            OffsetUnit::CodePoints => 1,
            OffsetUnit::Utf16 => character.len_utf16(),
            OffsetUnit::Bytes => character.len_utf8(),
        }
    }
}

/// Maps offsets of some unit to code points of one text.
pub struct OffsetMap {
    unit: OffsetUnit,
    /// Offset of every code point, and of the end of the text.
    boundaries: Vec<usize>,
}

impl OffsetMap {
    /// Prepares the map for a text.
    pub fn new(text: &str, unit: OffsetUnit) -> OffsetMap {
        let mut boundaries = Vec::with_capacity(text.len() / 2 + 1);
        let mut offset = 0;
        for character in text.chars() {
            boundaries.push(offset);
            offset += unit.width(character);
        }
        boundaries.push(offset);
        OffsetMap { unit, boundaries }
    }

    /// The span in code points; `None` if it leaves the text or cuts a
    /// character in two.
    pub fn to_code_points(&self, span: Span) -> Option<Span> {
        if self.unit == OffsetUnit::CodePoints {
            return (span.end() < self.boundaries.len()).then_some(span);
        }
        let start = self.boundaries.binary_search(&span.start()).ok()?;
        let end = self.boundaries.binary_search(&span.end()).ok()?;
        Span::new(start, end)
    }
}

/// Rewrites a document's spans from `unit` to code points of `text`.
///
/// # Errors
/// A problem for every span that does not fall on character boundaries.
pub fn convert(document: &mut Document, text: &str, unit: OffsetUnit) -> Vec<Problem> {
    if unit == OffsetUnit::CodePoints {
        return Vec::new();
    }
    let map = OffsetMap::new(text, unit);
    let failed = document.map_spans(|span| map.to_code_points(span));
    failed
        .into_iter()
        .map(|(field, span)| {
            Problem::new(
                &document.origin,
                format!(
                    "document {:?}, {field}: span {span} does not fall on character boundaries when read as {}",
                    document.id,
                    unit.name()
                ),
            )
        })
        .collect()
}

/// What the quoted surfaces of a document say about its offsets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuoteCheck {
    /// Every quote stands at its offsets.
    Agree,
    /// Some quote does not, but all would if the offsets were read as this.
    Unit(OffsetUnit),
    /// This many quotes do not stand at their offsets in any unit.
    Differ(usize),
}

/// Compares the quoted surfaces with the text, offsets read as `unit`.
pub fn check_quotes(document: &Document, text: &str, unit: OffsetUnit) -> QuoteCheck {
    let wrong = mismatches(document, text, unit);
    if wrong == 0 {
        return QuoteCheck::Agree;
    }
    [OffsetUnit::CodePoints, OffsetUnit::Utf16, OffsetUnit::Bytes]
        .into_iter()
        .filter(|other| *other != unit)
        .find(|other| mismatches(document, text, *other) == 0)
        .map_or(QuoteCheck::Differ(wrong), QuoteCheck::Unit)
}

fn mismatches(document: &Document, text: &str, unit: OffsetUnit) -> usize {
    if document.quotes.is_empty() {
        return 0;
    }
    let map = OffsetMap::new(text, unit);
    let bytes = OffsetMap::new(text, OffsetUnit::Bytes);
    document
        .quotes
        .iter()
        .filter(|quote| {
            let surface = map.to_code_points(quote.span).and_then(|span| {
                text.get(bytes.boundaries[span.start()]..bytes.boundaries[span.end()])
            });
            surface != Some(quote.text.as_str())
        })
        .count()
}
