//! The lines of a document and what their shape tells.

use crate::phrases::{Found, is_word, loose_word};
use crate::words::Reader;
use rasd_core::{RegionKind, TokenKind, TokenLayer, TokenSpan};
use std::borrow::Cow;
use std::ops::Range;

/// Lines of up to so many words are compared with phrases whole.
const LINE_WORDS: usize = 24;
/// Of longer lines, so many words at the beginning.
const FIRST_WORDS: usize = 12;
/// Longest headline, in words.
const HEADLINE_WORDS: usize = 30;
/// Shortest line without a full stop that counts as running text, in words.
const RUNNING_WORDS: usize = 25;
/// Shortest line with a full stop that counts as running text, in words.
const SENTENCE_WORDS: usize = 8;
/// Longest line that is only place, date and agency, in words.
const DATELINE_WORDS: usize = 12;
/// Longest line that is only place and source, in words.
const PLACE_LINE_WORDS: usize = 5;

/// A line that is not blank.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) tokens: TokenSpan,
    /// Whether all its words are compared with phrases, or only the first ones.
    pub(super) complete: bool,
    /// How many words it has in all.
    pub(super) word_count: usize,
    /// Whether it ends as a sentence does.
    pub(super) stopped: bool,
    /// Whether it ends with a bracket that holds a word or two.
    pub(super) bracketed: bool,
    pub(super) found: Option<Found>,
    /// Dateline pattern that names an agency or outlet.
    pub(super) agency: Option<Found>,
    /// Whether it is of two parts, as a place and its source are: with a dash between them,
    /// or with a colon and the second in quotation marks.
    pub(super) two_parts: bool,
    /// Whether it begins with an attached conjunction, as headings do not.
    pub(super) carries_on: bool,
    /// Whether it has a number.
    pub(super) numbered: bool,
    /// Index after the last token of the dateline the line begins with.
    pub(super) inline_dateline: Option<u32>,
    /// The same, where only its marks tell: `رام الله - دنيا الوطن - اعتقلت`.
    pub(super) set_off: Option<u32>,
    pub(super) judged: Option<(RegionKind, Cow<'static, str>)>,
}

impl Line {
    pub(super) fn judge(&mut self, kind: RegionKind, reason: Cow<'static, str>) {
        self.judged = Some((kind, reason));
    }

    /// The tokens of its words that are compared: all of a short line, else the first ones.
    pub(super) fn words(&self, layer: &TokenLayer) -> impl Iterator<Item = usize> {
        let taken = if self.complete {
            LINE_WORDS
        } else {
            FIRST_WORDS
        };
        let words = self.tokens.range();
        words
            .filter(|at| is_word(layer.tokens[*at].kind))
            .take(taken)
    }

    pub(super) fn is_repeated_by(&self, other: &Line, layer: &TokenLayer) -> bool {
        let same = |a: usize, b: usize| {
            let (a, b) = (layer.written(a), layer.written(b));
            a == b || loose_word(a) == loose_word(b)
        };
        self.is_heading()
            && self.word_count >= 3
            && self.word_count == other.word_count
            && self
                .words(layer)
                .zip(other.words(layer))
                .all(|(a, b)| same(a, b))
    }

    pub(super) fn is_running(&self) -> bool {
        self.stopped && self.word_count >= SENTENCE_WORDS || self.word_count >= RUNNING_WORDS
    }

    pub(super) fn is_heading(&self) -> bool {
        !self.stopped && self.word_count > 0 && self.word_count <= HEADLINE_WORDS
    }

    /// A short line that is place, date and agency: `موسكو 11 أغسطس واس`.
    pub(super) fn is_agency_line(&self) -> bool {
        let Some(agency) = self.agency else {
            return false;
        };
        let ends = agency.first + agency.count == self.word_count;
        let starts = agency.first == 0;
        (starts && ends)
            || ends && self.numbered && self.word_count <= DATELINE_WORDS
            || (starts || ends) && self.two_parts && self.word_count <= PLACE_LINE_WORDS + 1
    }

    /// A very short line of two parts: `القاهرة: «خليجيون»`.
    pub(super) fn is_place_line(&self) -> bool {
        self.open() && self.is_heading() && self.two_parts && self.word_count <= PLACE_LINE_WORDS
    }

    pub(super) fn open(&self) -> bool {
        self.judged.is_none() && self.found.is_none()
    }
}

/// The lines of the text that have tokens.
pub(super) fn lines(text: &str, layer: &TokenLayer, reader: &Reader) -> Vec<Line> {
    let tokens = &layer.tokens;
    let mut lines = Vec::new();
    let mut first = 0;
    let gaps = tokens.windows(2).map(|pair| {
        let gap = pair[0].span.end() as usize..pair[1].span.start() as usize;
        has_line_end(text, gap)
    });
    for (at, _) in gaps.enumerate().filter(|(_, ends)| *ends) {
        lines.push(line(text, layer, first..at + 1, reader));
        first = at + 1;
    }
    if first < tokens.len() {
        lines.push(line(text, layer, first..tokens.len(), reader));
    }
    lines
}

/// Whether a line ends between two tokens.
#[inline]
fn has_line_end(text: &str, gap: Range<usize>) -> bool {
    // Most words are parted by a blank.
    let near = gap.len() <= 1 && text.as_bytes().get(gap.start) == Some(&b' ');
    !near && !gap.is_empty() && breaks(text.get(gap).unwrap_or(""))
}

fn breaks(gap: &str) -> bool {
    let plain = |b: u8| matches!(b, b'\n' | b'\r' | 0x0B | 0x0C);
    gap.bytes().any(plain) || gap.contains(['\u{85}', '\u{2028}', '\u{2029}'])
}

fn line(text: &str, layer: &TokenLayer, tokens: Range<usize>, reader: &Reader) -> Line {
    let Range { start: first, end } = tokens;
    let (mut word_count, mut numbered) = (0, false);
    for token in &layer.tokens[first..end] {
        word_count += usize::from(is_word(token.kind));
        numbered |= token.kind == TokenKind::Number;
    }
    let surface = |at: usize| layer.tokens[at].span.text(text);
    let last = (first..end).rev().map(surface).find(|s| !is_closing(s));
    let opening = (first..end)
        .rev()
        .skip(1)
        .take(5)
        .find(|at| surface(*at) == "(");
    Line {
        tokens: TokenSpan::new(first as u32, end as u32),
        complete: word_count <= LINE_WORDS,
        word_count,
        stopped: last.is_some_and(|s| s == "." || s.starts_with(['!', '?', '\u{61F}', ':'])),
        bracketed: surface(end - 1) == ")" && opening.is_some_and(|at| at > first),
        found: None,
        agency: None,
        two_parts: is_two_parts(text, layer, first, end),
        carries_on: reader.begins_with_conjunction(first),
        numbered,
        inline_dateline: None,
        set_off: opening_dateline(text, layer, first..end, reader),
        judged: None,
    }
}

/// Whether the tokens are two parts with one dash between them, or with one colon and the
/// second part in quotation marks.
fn is_two_parts(text: &str, layer: &TokenLayer, first: usize, end: usize) -> bool {
    let surface = |at: usize| layer.tokens[at].span.text(text);
    let mut inner = (first + 1..end.saturating_sub(1))
        .filter(|at| is_mark(layer.tokens[*at].kind) && is_divider(surface(*at)));
    let (Some(divider), None) = (inner.next(), inner.next()) else {
        return false;
    };
    surface(divider) != ":" || is_opening(surface(divider + 1)) && is_closing(surface(end - 1))
}

/// Index after a dateline that the line begins with: a place or outlet of a few words, a dash or slash, an outlet
/// or reporter of a few words, and a mark that ends it before the report itself.
fn opening_dateline(
    text: &str,
    layer: &TokenLayer,
    tokens: Range<usize>,
    reader: &Reader,
) -> Option<u32> {
    const PART: usize = 3;
    const REPORT: usize = 3;
    let surface = |at: usize| layer.tokens[at].span.text(text);
    let dash = |at: usize| is_divider(surface(at)) && surface(at) != ":";
    let part = |from: usize| {
        let word = |at: &usize| {
            *at < tokens.end && layer.tokens[*at].kind == TokenKind::Word && reader.may_name(*at)
        };
        let words = (from..from + PART + 1).take_while(word).count();
        (1..=PART).contains(&words).then_some(from + words)
    };
    let mark = part(tokens.start).filter(|at| *at + 2 < tokens.end)?;
    // `موسكو 15 نوفمبر 2008 -`
    if layer.tokens[mark].kind == TokenKind::Number {
        let ends = (mark + 1..tokens.end.min(mark + PART + 1)).find(|at| dash(*at))?;
        let day = |at: usize| {
            let number = layer.tokens[at].kind == TokenKind::Number;
            number || is_word(layer.tokens[at].kind) && reader.may_name(at)
        };
        let dated = (mark..ends).all(day) && ends > mark + 1;
        return (dated && ends + REPORT < tokens.end).then_some(ends as u32 + 1);
    }
    // `لندن: محمد الشافعي أعلنت`
    let reporter = part(mark + 1).filter(|end| {
        let named = *end > mark + 2 && reader.is_name(mark + 1);
        is_divider(surface(mark)) && named && *end < tokens.end && reader.is_perfect(*end)
    });
    if let Some(end) = reporter {
        return Some(end as u32);
    }
    if !dash(mark) {
        return None;
    }
    let quoted = is_opening(surface(mark + 1));
    let outlet = part(mark + 1 + usize::from(quoted))?;
    let end = outlet + usize::from(quoted && outlet < tokens.end && is_closing(surface(outlet)));
    let ends = end + REPORT < tokens.end && is_divider(surface(end));
    (ends && is_word(layer.tokens[end + 1].kind)).then_some(end as u32 + 1)
}

/// Whether dividers and brackets are tokens of this kind.
fn is_mark(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Punctuation | TokenKind::Symbol)
}

fn is_opening(surface: &str) -> bool {
    matches!(surface, "\"" | "\u{AB}" | "\u{201C}" | "\u{201D}" | "(")
}

fn is_divider(surface: &str) -> bool {
    matches!(
        surface,
        ":" | "-" | "\u{2013}" | "\u{2014}" | "\u{640}" | "|" | "--" | "/"
    )
}

pub(super) fn sets_off(surface: &str) -> bool {
    is_divider(surface) || matches!(surface, "(" | ")" | "[" | "]" | "," | "\u{60C}")
}

fn is_closing(surface: &str) -> bool {
    matches!(
        surface,
        ")" | "]" | "\"" | "\u{BB}" | "\u{201D}" | "\u{201C}"
    )
}
