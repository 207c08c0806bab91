//! Readers of neighbouring tools' files. Each turns its format into annotated
//! documents, so that one checker refuses what is wrong with any of them.

mod brat;
mod columns;
mod spans;
mod textee;

pub use brat::parse_brat;
pub use columns::parse_columns;
pub use spans::parse_spans;
pub use textee::parse_textee;

use serde_json::Value;

use crate::model::Origin;
use crate::parse::Parsed;
use crate::problem::{Problem, bad_json};

/// Reads JSON values, one a line or a list of them, through `convert`, which
/// makes an annotated document or says what is wrong; `None` passes one over.
fn converted(
    path: &str,
    contents: &str,
    convert: impl Fn(&Value, usize) -> Result<Option<Value>, String>,
) -> Parsed {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let mut parsed = Parsed::default();
    let mut take = |value: &Value, number: usize, origin: &Origin| match convert(value, number) {
        Ok(Some(document)) => parsed.push(&document, origin),
        Ok(None) => {}
        Err(message) => parsed.problems.push(Problem::new(origin, message)),
    };
    let origin = |line| Origin {
        path: path.to_owned(),
        line,
    };
    // A list that begins with a text is one spaCy training pair, not a list of records.
    if let Ok(Value::Array(items)) = serde_json::from_str(contents)
        && !items.first().is_some_and(Value::is_string)
    {
        for (index, item) in items.iter().enumerate() {
            take(item, index + 1, &origin(1));
        }
        return parsed;
    }
    let mut bad = Vec::new();
    for (index, line) in contents.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(value) => take(&value, index + 1, &origin(index + 1)),
            Err(error) => {
                let message = bad_json(line, &error);
                bad.push(Problem::new(&origin(index + 1), message));
            }
        }
    }
    parsed.problems.extend(bad);
    parsed
}

/// An identifier written as a string or number.
fn identifier(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
