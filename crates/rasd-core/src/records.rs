//! Rows of CSV data files, with the lines and columns that an editor shows.

use crate::{DataFile, Problem};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// The rows of a CSV text (RFC 4180), one after the other; empty lines are passed over.
///
/// Lines end with LF, CRLF or CR, and a quoted field may hold some of its own. A quote inside an
/// unquoted field stands for itself.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

/// A row of a CSV text.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    raw: &'a str,
    start: usize,
    line: u32,
    /// Where each field begins in `raw`, and its value.
    fields: Vec<(usize, Cow<'a, str>)>,
}

/// A quote that begins a field and is not closed. The next row is read from the line after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnclosedQuote {
    /// Line of the quote, from 1.
    pub line: u32,
    /// Its column in code points, from 1.
    pub column: u32,
}

impl fmt::Display for UnclosedQuote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the quote is not closed")
    }
}

impl std::error::Error for UnclosedQuote {}

impl UnclosedQuote {
    /// The same as a problem of a file.
    pub fn problem(&self, file: &str) -> Problem {
        Problem::at(file, self.line, self.to_string())
            .column(self.column)
            .help("put \" after the field too, or take this one away; the row is left out")
    }
}

impl<'a> Records<'a> {
    /// The rows of a text, the header being the first; a byte order mark is passed over.
    pub fn new(text: &'a str) -> Self {
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        Records { text, at, line: 1 }
    }

    /// Goes on at the beginning of the next line that is not empty.
    fn skip_line_ends(&mut self) {
        let rest = &self.text[self.at..];
        let ends = &rest[..rest.len() - rest.trim_start_matches(['\n', '\r']).len()];
        self.line += line_ends(ends);
        self.at += ends.len();
    }

    /// Goes on after the line in which a quote at `at` is not closed.
    fn skip_unclosed(&mut self, at: usize) -> UnclosedQuote {
        let before = &self.text[self.at..at];
        self.line += line_ends(before);
        let error = UnclosedQuote {
            line: self.line,
            column: column(before),
        };
        let rest = &self.text[at..];
        self.at = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
        error
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, UnclosedQuote>;

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_line_ends();
        let (start, line) = (self.at, self.line);
        if start == self.text.len() {
            return None;
        }
        let mut fields = Vec::with_capacity(12);
        let mut at = start;
        loop {
            let Some((value, length)) = field(&self.text[at..]) else {
                return Some(Err(self.skip_unclosed(at)));
            };
            fields.push((at - start, value));
            at += length;
            if self.text.as_bytes().get(at) != Some(&b',') {
                break;
            }
            at += 1;
        }
        let raw = &self.text[start..at];
        self.at = at;
        self.line += line_ends(raw);
        Some(Ok(Record {
            raw,
            start,
            line,
            fields,
        }))
    }
}

impl<'a> Record<'a> {
    /// Line of the row's beginning, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Bytes of the row in the text, without its line end.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.raw.len()
    }

    /// Number of fields, one at least.
    pub fn width(&self) -> usize {
        self.fields.len()
    }

    /// A field without its quotes, by its number from 0.
    pub fn get(&self, index: usize) -> Option<&str> {
        self.fields.get(index).map(|(_, value)| value.as_ref())
    }

    /// The fields without their quotes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(_, value)| value.as_ref())
    }

    /// Line and column (code points), both from 1, at which a field begins; of the row if it has
    /// no such field.
    pub fn place(&self, index: usize) -> (u32, u32) {
        let from = self.fields.get(index).map_or(0, |(from, _)| *from);
        let before = &self.raw[..from];
        (self.line + line_ends(before), column(before))
    }
}

/// Calls `each` for every row of a table that is as wide as its header, with what `columns` makes of the header.
///
/// Rows with an unclosed quote or another number of fields are reported and passed over. Where `columns` gives
/// `None`, having reported what the header lacks, no row is read.
pub fn read_table<C>(
    file: &DataFile<'_>,
    problems: &mut Vec<Problem>,
    columns: impl FnOnce(&[String], &mut Vec<Problem>) -> Option<C>,
    mut each: impl FnMut(&C, &Record<'_>, &mut Vec<Problem>),
) {
    let mut records = Records::new(file.text);
    let header: Vec<String> = match records.next() {
        Some(Ok(header)) => header.iter().map(str::to_owned).collect(),
        Some(Err(quote)) => return problems.push(quote.problem(file.path)),
        None => Vec::new(),
    };
    let Some(columns) = columns(&header, problems) else {
        return;
    };
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(quote) => {
                problems.push(quote.problem(file.path));
                continue;
            }
        };
        let (found, expected) = (record.width(), header.len());
        if found == expected {
            each(&columns, &record, problems);
            continue;
        }
        let message = format!("{found} fields, expected {expected}");
        let help = match found > expected {
            true => "join lists by `|` and quote a field that holds a comma",
            false => "keep the commas of empty fields",
        };
        problems.push(Problem::at(file.path, record.line(), message).help(help));
    }
}

/// The field that a text begins with, and its length in bytes; `None` if its quote is not closed.
///
/// A quote that a later line closes, and that something else than a comma follows there, belongs
/// to a field of that line.
fn field(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let length = unquoted(text);
        return Some((Cow::Borrowed(&text[..length]), length));
    };
    let mut close = quoted.find('"')?;
    while quoted[close + 1..].starts_with('"') {
        close += 2 + quoted[close + 2..].find('"')?;
    }
    let (inner, after) = (&quoted[..close], &quoted[close + 1..]);
    let tail = &after[..unquoted(after)];
    if !tail.trim().is_empty() && inner.contains(['\n', '\r']) {
        return None;
    }
    let value = match (inner.contains('"'), tail) {
        (false, "") => Cow::Borrowed(inner),
        _ => Cow::Owned(inner.replace("\"\"", "\"") + tail),
    };
    Some((value, 1 + close + 1 + tail.len()))
}

/// Bytes to the next comma or line end.
fn unquoted(text: &str) -> usize {
    let mut bytes = text.bytes();
    bytes
        .position(|byte| matches!(byte, b',' | b'\n' | b'\r'))
        .unwrap_or(text.len())
}

/// How many lines end in a text.
fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = |(at, byte): &(usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(ends).count() as u32
}

/// Column in code points, from 1, of what follows a text.
fn column(before: &str) -> u32 {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    line.chars().count() as u32 + 1
}
