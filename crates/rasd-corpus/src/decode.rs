//! Bytes: which format they are written in, what encoding, what text.

use crate::rejected::InputError;
use encoding_rs::Encoding;

/// How documents are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// The whole file is one document.
    Text,
    /// Each line is a JSON object.
    JsonLines,
    /// A JSON object over several lines, which is not read.
    JsonObject,
    /// A JSON list of objects, which is not read.
    JsonList,
}

/// Tells the format by the first bytes of a file, six that are no white space. JSON Lines begin
/// with a line that starts with `{"`.
pub fn detect_format(head: &[u8]) -> InputFormat {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut bytes = head.iter().filter(|b| !b.is_ascii_whitespace());
    match (bytes.next(), bytes.next(), bytes.next()) {
        (Some(b'{'), Some(b'"'), _) if brace_stands_alone(head) => InputFormat::JsonObject,
        (Some(b'{'), Some(b'"' | b'}'), _) => InputFormat::JsonLines,
        (Some(b'['), Some(b'{'), Some(b'"')) => InputFormat::JsonList,
        _ => InputFormat::Text,
    }
}

/// Whether the first line is a brace and no more.
fn brace_stands_alone(head: &[u8]) -> bool {
    let mut lines = head.trim_ascii_start().split(|b| *b == b'\n');
    lines
        .next()
        .is_some_and(|line| line.trim_ascii_end() == b"{")
}

/// First bytes of files that hold no text, and what they are.
const NO_TEXT: [(&[u8], &str); 8] = [
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"SQLite format 3\0", "an SQLite database"),
];

/// What kind of file without text these bytes begin, if any.
pub(crate) fn no_text(bytes: &[u8]) -> Option<&'static str> {
    let known = NO_TEXT.iter().find(|(first, _)| bytes.starts_with(first));
    known.map(|(_, kind)| *kind)
}

/// What bytes that are no UTF-8 may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// The common legacy encoding of Arabic.
    Windows1256,
    /// They begin with UTF-16's mark of byte order.
    Utf16,
    /// No text at all: there are NUL bytes.
    Binary,
}

impl Guess {
    fn of(bytes: &[u8]) -> Option<Self> {
        let sample = &bytes[..bytes.len().min(4096)];
        if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            Some(Guess::Utf16)
        } else if sample.contains(&0) {
            Some(Guess::Binary)
        } else {
            looks_like_windows_1256(sample).then_some(Guess::Windows1256)
        }
    }

    /// What to do about bytes of which this is guessed.
    pub(crate) const fn advice(guess: Option<Self>) -> &'static str {
        match guess {
            Some(Guess::Windows1256) => {
                "the bytes look like windows-1256: try --encoding windows-1256"
            }
            Some(Guess::Utf16) => "the bytes begin as UTF-16 does: try --encoding utf-16",
            Some(Guess::Binary) => "it looks like a binary file, not a text: leave it out",
            None => "if the text is in another encoding, name it with --encoding",
        }
    }
}

/// Whether bytes that are to be read in this encoding are UTF-8 with Arabic in it, which no other
/// encoding gives by chance. A mark of byte order decides before the encoding does.
pub(crate) fn is_arabic_utf8(bytes: &[u8], encoding: &'static Encoding) -> bool {
    encoding != encoding_rs::UTF_8
        && Encoding::for_bom(bytes).is_none()
        && str::from_utf8(bytes).is_ok_and(|text| {
            let mut chars = text.chars();
            chars.any(|c| matches!(c, '\u{0600}'..='\u{06FF}'))
        })
}

/// Decodes the bytes of a document: UTF-8, or the encoding the caller names. A byte order mark at
/// the start is dropped.
///
/// # Errors
/// Names the offset of the first byte that does not fit, and of NUL bytes.
pub fn decode(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<String, InputError> {
    let mut text = match encoding {
        Some(encoding) => {
            let (text, _, malformed) = encoding.decode(&bytes);
            if malformed {
                return Err(InputError::Encoding {
                    encoding: encoding.name(),
                });
            }
            text.into_owned()
        }
        None => String::from_utf8(bytes).map_err(|e| {
            let offset = e.utf8_error().valid_up_to();
            let bytes = e.as_bytes();
            InputError::Utf8 {
                offset,
                byte: bytes.get(offset).copied().unwrap_or_default(),
                guess: Guess::of(bytes),
            }
        })?,
    };
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    match text.find('\0') {
        Some(offset) => Err(InputError::Nul { offset }),
        None => Ok(text),
    }
}

/// Whether most bytes above ASCII are letters of windows-1256.
fn looks_like_windows_1256(sample: &[u8]) -> bool {
    let high = sample.iter().filter(|b| **b >= 0x80).count();
    let letters = sample
        .iter()
        .filter(|b| matches!(b, 0xC0..=0xD6 | 0xD8..=0xED))
        .count();
    high >= 4 && letters * 10 >= high * 8
}
