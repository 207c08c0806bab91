//! JSON as its writers know it: what is wrong, where, in their words.

use serde_json::{Value, error::Category};

/// What is wrong with a text that is no JSON value.
pub(crate) struct BadJson {
    /// Line of the text, from 1.
    pub(crate) line: usize,
    /// The column, in characters, and what is wrong there.
    pub(crate) message: String,
}

/// Reads one value.
pub(crate) fn parse_json(text: &str) -> Result<Value, BadJson> {
    serde_json::from_str(text).map_err(|error| BadJson {
        line: error.line().max(1),
        message: describe(text, &error),
    })
}

fn describe(text: &str, error: &serde_json::Error) -> String {
    if error.classify() == Category::Eof {
        let hint = match text.contains('\n') {
            true => "",
            false => "; a value stands on one line, except in a .json file",
        };
        return format!("the JSON ends before it is complete{hint}");
    }
    let column = column(text, error);
    let full = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = match full.strip_suffix(&place).unwrap_or(&full) {
        "expected value" | "expected ident" => "no JSON value begins here",
        "key must be a string" => "expected a name in double quotes",
        "trailing characters" => "the value is complete, and something follows it",
        other => other,
    };
    format!("not valid JSON at column {column}: {what}")
}

/// The column in characters; the parser counts bytes.
fn column(text: &str, error: &serde_json::Error) -> usize {
    let line = text.split('\n').nth(error.line().saturating_sub(1));
    let before = line.unwrap_or_default().as_bytes();
    let before = &before[..error.column().min(before.len())];
    String::from_utf8_lossy(before).chars().count().max(1)
}
