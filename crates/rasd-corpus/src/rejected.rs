//! What keeps a document from being read, and what makes one doubt how it was read.

use crate::date::DateError;
use crate::decode::Guess;
use std::io;
use thiserror::Error;

/// Why a document could not be read.
#[derive(Debug, Error)]
pub enum InputError {
    /// Bytes that are no UTF-8.
    #[error("byte {offset} (0x{byte:02X}) is not valid UTF-8; {}", Guess::advice(*.guess))]
    Utf8 {
        /// Offset of the first wrong byte, from 0.
        offset: usize,
        /// That byte.
        byte: u8,
        /// What the bytes may be.
        guess: Option<Guess>,
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
    /// A file of a kind that holds no text.
    #[error("this is {kind}, not a text: take the text out of it first, or leave the file out")]
    NoText {
        /// The kind of file.
        kind: &'static str,
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
        /// Column in code points, from 1.
        column: usize,
        /// What the JSON reader says.
        message: String,
    },
    /// A JSON object over several lines.
    #[error(
        "this is JSON over several lines; JSON Lines have each document on one line: try jq -c . FILE"
    )]
    JsonObject,
    /// A JSON list of documents.
    #[error(
        "this is a JSON list; JSON Lines have each document on a line of its own: try jq -c '.[]' FILE"
    )]
    JsonList,
    /// JSON Lines in an encoding in which a line break is no single byte.
    #[error("JSON in {encoding} cannot be read: convert it to UTF-8 first, for example with iconv")]
    JsonEncoding {
        /// Name of the encoding.
        encoding: &'static str,
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
    #[error(
        "id `{id}` was used by an earlier document, {first}; each document needs an id of its own, in JSON Lines in the field that --id-field names"
    )]
    DuplicateId {
        /// The id.
        id: String,
        /// Where the earlier document stands.
        first: String,
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
#[error("{}: {error}", place(.name, *.line))]
pub struct Rejected {
    /// File name, or `<stdin>`.
    pub name: String,
    /// Line from 1; `None` if the file could not be opened.
    pub line: Option<u64>,
    /// What is wrong.
    pub error: InputError,
}

/// A document that was read, but perhaps not as it is meant, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}: {doubt}", place(.name, *.line))]
pub struct Warning {
    /// File name, or `<stdin>`; a folder if it has no documents.
    pub name: String,
    /// Line from 1; `None` if the whole is meant.
    pub line: Option<u64>,
    /// What makes one doubt.
    pub doubt: Doubt,
}

/// What makes one doubt that input was read as it is meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Doubt {
    /// A document without a field that the caller named.
    #[error(
        "there is no field `{field}`, which --{option}-field names; {has} (told once for each file)"
    )]
    NoField {
        /// Name of the field.
        field: String,
        /// The option that chooses the field.
        option: &'static str,
        /// Which fields there are.
        has: String,
    },
    /// UTF-8 that is read in another encoding.
    #[error(
        "read as {encoding}, but this is UTF-8: leave --encoding out (told once for each file)"
    )]
    Utf8 {
        /// Name of the encoding.
        encoding: &'static str,
    },
    /// A folder without documents.
    #[error("there is no file to read in this folder")]
    NoFile,
}

/// A file with the line that is meant.
fn place(name: &str, line: Option<u64>) -> String {
    match line {
        Some(line) => format!("{name}:{line}"),
        None => name.to_owned(),
    }
}
