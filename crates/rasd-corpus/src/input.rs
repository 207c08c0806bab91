//! Documents from plain text and JSON Lines.

use crate::date::{DateError, parse_date, parse_offset};
use encoding_rs::Encoding;
use rasd_core::Document;
use serde_json::Value;
use std::io::{self, BufRead, Read};
use thiserror::Error;

/// Why a document could not be read.
#[derive(Debug, Error)]
pub enum InputError {
    /// Bytes that are no UTF-8.
    #[error(
        "byte {offset} (0x{byte:02X}) is not valid UTF-8{}",
        if *.looks_like_windows_1256 { "; the bytes look like windows-1256: try --encoding windows-1256" } else { "; if the text is in another encoding, name it with --encoding" }
    )]
    Utf8 {
        /// Offset of the first wrong byte, from 0.
        offset: usize,
        /// That byte.
        byte: u8,
        /// Whether the bytes read well as windows-1256, the common legacy encoding of Arabic.
        looks_like_windows_1256: bool,
    },
    /// Bytes that are not valid in the encoding the caller named.
    #[error("the bytes are not valid {encoding}; check --encoding")]
    Encoding {
        /// Name of the encoding.
        encoding: &'static str,
    },
    /// A NUL byte, which no text has.
    #[error("NUL byte at offset {offset}: this looks like a binary file, not a text")]
    Nul {
        /// Offset of the byte, from 0.
        offset: usize,
    },
    /// No text at all.
    #[error("the document is empty")]
    Empty,
    /// Nothing but navigation, forms and links.
    #[error("the document holds only boilerplate (menus, links, forms), no text to read")]
    OnlyBoilerplate,
    /// Longer than the limit.
    #[error(
        "the document is longer than {limit} bytes; raise --max-document-bytes to read it, or split it"
    )]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A line that is no JSON.
    #[error("not valid JSON at column {column}: {message}")]
    Json {
        /// Column in bytes, from 1.
        column: usize,
        /// What the JSON reader says.
        message: String,
    },
    /// A line that is JSON but no object.
    #[error("expected a JSON object with a `{field}` field, found {found}")]
    NotAnObject {
        /// Name of the text field.
        field: String,
        /// What was found.
        found: &'static str,
    },
    /// A field that is missing or of the wrong type.
    #[error("field `{field}` {problem}; name another with --{option}-field")]
    Field {
        /// Name of the field.
        field: String,
        /// What is wrong with it.
        problem: String,
        /// The option that chooses the field.
        option: &'static str,
    },
    /// A publication date that cannot be read.
    #[error(transparent)]
    Date(#[from] DateError),
    /// An id that an earlier document has.
    #[error("id `{id}` was used by an earlier document")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A document that an earlier run finished, with another content.
    #[error("document `{id}` was done by the run that is resumed, but has changed since")]
    ChangedSince {
        /// The id.
        id: String,
    },
    /// A panic while the document was read.
    #[error("a bug in rasd, please report it with document `{id}`: {message}")]
    Bug {
        /// The document's id.
        id: String,
        /// What the panic says.
        message: String,
    },
    /// Reading failed.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// A document that could not be read, and where it stands.
#[derive(Debug, Error)]
#[error("{name}:{line}: {error}")]
pub struct Rejected {
    /// File name, or `<stdin>`.
    pub name: String,
    /// Line from 1.
    pub line: u64,
    /// What is wrong.
    pub error: InputError,
}

/// How documents are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// The whole file is one document.
    Text,
    /// Each line is a JSON object.
    JsonLines,
}

/// Names of the fields of JSON Lines input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The text; required.
    pub text: String,
    /// The identifier; file and line where absent.
    pub id: String,
    /// The publication date; may be absent.
    pub date: String,
    /// The outlet; may be absent.
    pub source: String,
}

impl Default for Fields {
    fn default() -> Self {
        let own = str::to_owned;
        Fields {
            text: own("text"),
            id: own("id"),
            date: own("date"),
            source: own("source"),
        }
    }
}

/// Tells JSON Lines from plain text by the first bytes of a file: a line that starts with `{"`.
pub fn detect_format(head: &[u8]) -> InputFormat {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut bytes = head.iter().filter(|b| !b.is_ascii_whitespace());
    match (bytes.next(), bytes.next()) {
        (Some(b'{'), Some(b'"' | b'}')) => InputFormat::JsonLines,
        _ => InputFormat::Text,
    }
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
                looks_like_windows_1256: looks_like_windows_1256(bytes),
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
fn looks_like_windows_1256(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
    let high = sample.iter().filter(|b| **b >= 0x80).count();
    let letters = sample
        .iter()
        .filter(|b| matches!(b, 0xC0..=0xD6 | 0xD8..=0xED))
        .count();
    high >= 4 && letters * 10 >= high * 8
}

/// Reads documents one after the other; what cannot be read is reported and the rest goes on.
///
/// Memory is bounded by the longest document, never by the length of the input.
pub struct DocumentReader<R> {
    reader: R,
    name: String,
    format: InputFormat,
    fields: Fields,
    encoding: Option<&'static Encoding>,
    limit: usize,
    line: u64,
    done: bool,
}

impl<R: BufRead> DocumentReader<R> {
    /// A reader of `reader`, whose documents are called after `name`. Documents of more than
    /// `limit` bytes are rejected.
    pub fn new(
        reader: R,
        name: &str,
        format: InputFormat,
        fields: Fields,
        encoding: Option<&'static Encoding>,
        limit: usize,
    ) -> Self {
        let name = name.to_owned();
        DocumentReader {
            reader,
            name,
            format,
            fields,
            encoding,
            limit,
            line: 0,
            done: false,
        }
    }

    /// The name that its documents are called after.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Number of the last line read, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    fn whole(&mut self) -> Result<Document, InputError> {
        let mut bytes = Vec::new();
        let limit = self.limit as u64;
        self.reader
            .by_ref()
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if bytes.len() > self.limit {
            return Err(InputError::TooLong { limit: self.limit });
        }
        let text = decode(bytes, self.encoding)?;
        if text.trim().is_empty() {
            return Err(InputError::Empty);
        }
        Ok(Document {
            id: document_id(&self.name),
            text,
            ..Document::default()
        })
    }

    /// The next line without its end; `None` at the end of the input.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, InputError> {
        let mut line = Vec::new();
        let limit = self.limit as u64;
        let read = self
            .reader
            .by_ref()
            .take(limit.saturating_add(1))
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if line.len() > self.limit && line.last() != Some(&b'\n') {
            self.skip_line()?;
            return Err(InputError::TooLong { limit: self.limit });
        }
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(line))
    }

    fn skip_line(&mut self) -> Result<(), InputError> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = buffer.iter().position(|b| *b == b'\n');
            let used = end.map_or(buffer.len(), |e| e + 1);
            self.reader.consume(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn next_document(&mut self) -> Result<Option<Document>, InputError> {
        loop {
            let Some(line) = self.next_line()? else {
                return Ok(None);
            };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let text = decode(line, self.encoding)?;
            return self.parse(&text).map(Some);
        }
    }

    fn parse(&self, line: &str) -> Result<Document, InputError> {
        let value: Value = serde_json::from_str(line).map_err(|e| InputError::Json {
            column: e.column(),
            message: json_message(&e),
        })?;
        let Value::Object(mut object) = value else {
            let found = kind(&value);
            return Err(InputError::NotAnObject {
                field: self.fields.text.clone(),
                found,
            });
        };
        let text = match object.remove(&self.fields.text) {
            Some(Value::String(text)) => text,
            other => return Err(field_error(&self.fields.text, other, "a text", "text")),
        };
        if text.trim().is_empty() {
            return Err(InputError::Empty);
        }
        if let Some(offset) = text.find('\0') {
            return Err(InputError::Nul { offset });
        }
        let id = match object.remove(&self.fields.id) {
            Some(Value::String(id)) => id,
            Some(Value::Number(id)) => id.to_string(),
            None | Some(Value::Null) => format!("{}:{}", self.name, self.line),
            other => {
                return Err(field_error(
                    &self.fields.id,
                    other,
                    "a text or a number",
                    "id",
                ));
            }
        };
        let (date, utc_offset) = match object.remove(&self.fields.date) {
            Some(Value::String(date)) if date.trim().is_empty() => (None, None),
            Some(Value::String(date)) => (Some(parse_date(&date)?), parse_offset(&date)),
            None | Some(Value::Null) => (None, None),
            other => return Err(field_error(&self.fields.date, other, "a date", "date")),
        };
        let source = match object.remove(&self.fields.source) {
            Some(Value::String(source)) => Some(source),
            _ => None,
        };
        Ok(Document {
            id,
            text,
            date,
            utc_offset,
            source,
        })
    }
}

impl<R: BufRead> Iterator for DocumentReader<R> {
    type Item = Result<Document, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let result = match self.format {
            InputFormat::Text => {
                self.done = true;
                self.line = 1;
                self.whole().map(Some)
            }
            InputFormat::JsonLines => self.next_document(),
        };
        match result {
            Ok(document) => document.map(Ok),
            Err(error) => {
                self.done |= matches!(error, InputError::Io(_));
                Some(Err(Rejected {
                    name: self.name.clone(),
                    line: self.line.max(1),
                    error,
                }))
            }
        }
    }
}

/// The id of a plain-text document: its file name without folder and ending.
fn document_id(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file
        .strip_suffix(".gz")
        .or_else(|| file.strip_suffix(".zst"))
        .unwrap_or(file);
    stem.strip_suffix(".txt").unwrap_or(stem).to_owned()
}

fn field_error(
    field: &str,
    found: Option<Value>,
    expected: &str,
    option: &'static str,
) -> InputError {
    let problem = match found {
        None => "is missing".to_owned(),
        Some(value) => format!("should be {expected}, found {}", kind(&value)),
    };
    InputError::Field {
        field: field.to_owned(),
        problem,
        option,
    }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The JSON reader's message without its position, which we give ourselves.
fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.find(" at line ") {
        Some(at) => message[..at].to_owned(),
        None => message,
    }
}
