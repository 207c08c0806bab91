//! Documents from plain text and JSON Lines.

use crate::date::{parse_date, parse_offset};
use crate::decode::{InputFormat, decode, is_arabic_utf8, no_text};
use crate::rejected::{Doubt, InputError, Rejected, Warning};
use encoding_rs::Encoding;
use rasd_core::Document;
use serde_json::{Map, Value};
use std::io::{BufRead, Read};
use std::mem;

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

impl Fields {
    /// The names that are not the usual ones, each with its option. A document without text is
    /// rejected whatever its field is called.
    fn chosen(&self) -> Vec<(&'static str, String)> {
        let usual = Fields::default();
        [
            ("date", &self.date, &usual.date),
            ("id", &self.id, &usual.id),
            ("source", &self.source, &usual.source),
        ]
        .into_iter()
        .filter(|(_, field, usual)| field != usual)
        .map(|(option, field, _)| (option, field.clone()))
        .collect()
    }
}

/// Reads documents one after the other; what cannot be read is reported and the rest goes on.
///
/// Memory is bounded by the longest document, never by the length of the input.
pub struct DocumentReader<R> {
    reader: R,
    name: String,
    id: String,
    format: InputFormat,
    fields: Fields,
    encoding: Option<&'static Encoding>,
    limit: usize,
    line: u64,
    done: bool,
    /// Fields that the caller chose and no document was found to lack, each with its option.
    chosen: Vec<(&'static str, String)>,
    encoding_doubted: bool,
    warnings: Vec<Warning>,
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
        DocumentReader {
            reader,
            name: name.to_owned(),
            id: document_id(name),
            format,
            chosen: fields.chosen(),
            fields,
            encoding,
            limit,
            line: 0,
            done: false,
            encoding_doubted: false,
            warnings: Vec::new(),
        }
    }

    /// The same reader, which gives the document of a plain text this id.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// The name that its documents are called after.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Number of the last line read, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What made one doubt that documents were read as they are meant, since this was last asked.
    /// Each doubt is told once.
    pub fn take_warnings(&mut self) -> Vec<Warning> {
        mem::take(&mut self.warnings)
    }

    fn warn(&mut self, doubt: Doubt) {
        self.warnings.push(Warning {
            name: self.name.clone(),
            line: Some(self.line),
            doubt,
        });
    }

    fn decode(&mut self, bytes: Vec<u8>) -> Result<String, InputError> {
        if let Some(encoding) = self.encoding
            && !self.encoding_doubted
            && is_arabic_utf8(&bytes, encoding)
        {
            self.encoding_doubted = true;
            let encoding = encoding.name();
            self.warn(Doubt::Utf8 { encoding });
        }
        decode(bytes, self.encoding)
    }

    /// Why a file of JSON is not read at all, if it is not.
    fn refused(&self) -> Option<InputError> {
        match (self.format, self.encoding) {
            (InputFormat::JsonObject, _) => Some(InputError::JsonObject),
            (InputFormat::JsonList, _) => Some(InputError::JsonList),
            (InputFormat::JsonLines, Some(encoding)) if !encoding.is_ascii_compatible() => {
                let encoding = encoding.name();
                Some(InputError::JsonEncoding { encoding })
            }
            _ => None,
        }
    }

    fn whole(&mut self) -> Result<Document, InputError> {
        let mut bytes = Vec::new();
        let limit = self.limit as u64;
        self.reader
            .by_ref()
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if let Some(kind) = no_text(&bytes) {
            return Err(InputError::NoText { kind });
        }
        if bytes.len() > self.limit {
            return Err(InputError::TooLong { limit: self.limit });
        }
        let text = self.decode(bytes)?;
        if text.trim().is_empty() {
            return Err(InputError::Empty);
        }
        Ok(Document {
            id: self.id.clone(),
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
            let text = self.decode(line)?;
            return self.parse(&text).map(Some);
        }
    }

    /// Doubts the fields that the caller chose and this document lacks.
    fn check_fields(&mut self, object: &Map<String, Value>) {
        let chosen = mem::take(&mut self.chosen).into_iter();
        let (kept, lacking) = chosen.partition(|(_, field)| object.contains_key(field));
        self.chosen = kept;
        for (option, field) in lacking {
            let has = has_fields(object);
            self.warn(Doubt::NoField { field, option, has });
        }
    }

    fn parse(&mut self, line: &str) -> Result<Document, InputError> {
        let value: Value = serde_json::from_str(line).map_err(|e| InputError::Json {
            column: json_column(line, &e),
            message: json_message(&e),
        })?;
        let Value::Object(mut object) = value else {
            let found = kind(&value);
            return Err(InputError::NotAnObject {
                field: self.fields.text.clone(),
                found,
            });
        };
        self.check_fields(&object);
        let text = match object.remove(&self.fields.text) {
            Some(Value::String(text)) => text,
            None => {
                return Err(InputError::Field {
                    field: self.fields.text.clone(),
                    problem: format!("is missing; {}", has_fields(&object)),
                    option: "text",
                });
            }
            Some(other) => return Err(field_error(&self.fields.text, &other, "a text", "text")),
        };
        if text.trim().is_empty() {
            return Err(InputError::Empty);
        }
        if let Some(offset) = text.find('\0') {
            return Err(InputError::Nul { offset });
        }
        let id = match object.remove(&self.fields.id) {
            Some(Value::String(id)) if !id.trim().is_empty() => id,
            Some(Value::Number(id)) => id.to_string(),
            None | Some(Value::Null | Value::String(_)) => format!("{}:{}", self.name, self.line),
            Some(other) => {
                return Err(field_error(
                    &self.fields.id,
                    &other,
                    "a text or a number",
                    "id",
                ));
            }
        };
        let (date, utc_offset) = match object.remove(&self.fields.date) {
            Some(Value::String(date)) if date.trim().is_empty() => (None, None),
            Some(Value::String(date)) => (Some(parse_date(&date)?), parse_offset(&date)),
            None | Some(Value::Null) => (None, None),
            Some(other) => return Err(field_error(&self.fields.date, &other, "a date", "date")),
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
        let result = if let Some(error) = self.refused() {
            self.done = true;
            Err(error)
        } else if self.format == InputFormat::Text {
            self.done = true;
            self.line = 1;
            self.whole().map(Some)
        } else {
            self.next_document()
        };
        match result {
            Ok(document) => document.map(Ok),
            Err(error) => {
                self.done |= matches!(error, InputError::Io(_));
                Some(Err(Rejected {
                    name: self.name.clone(),
                    line: Some(self.line.max(1)),
                    error,
                }))
            }
        }
    }
}

/// The id of a plain-text document: its file name without folder and ending.
pub fn document_id(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file
        .strip_suffix(".gz")
        .or_else(|| file.strip_suffix(".zst"))
        .unwrap_or(file);
    stem.strip_suffix(".txt").unwrap_or(stem).to_owned()
}

fn field_error(field: &str, found: &Value, expected: &str, option: &'static str) -> InputError {
    InputError::Field {
        field: field.to_owned(),
        problem: format!("should be {expected}, found {}", kind(found)),
        option,
    }
}

/// Which fields a document has, in words: the first ones if they are many.
fn has_fields(object: &Map<String, Value>) -> String {
    let most = 12;
    let mut names: Vec<String> = object.keys().take(most).map(|f| format!("`{f}`")).collect();
    match object.len().checked_sub(most) {
        None if names.is_empty() => return "the document has none".to_owned(),
        None | Some(0) => {}
        Some(more) => names.push(format!("{more} more")),
    }
    format!("the document has {}", names.join(", "))
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

/// The column of an error in code points; the JSON reader counts bytes.
fn json_column(line: &str, error: &serde_json::Error) -> usize {
    let before = line.bytes().take(error.column());
    // Bytes that go on with a character are no column of their own.
    before.filter(|b| b & 0xC0 != 0x80).count().max(1)
}

/// The JSON reader's message without its position, which we give ourselves.
fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.find(" at line ") {
        Some(at) => message[..at].to_owned(),
        None => message,
    }
}
