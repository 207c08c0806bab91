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

use crate::json::parse_json;
use crate::model::Origin;
use crate::parse::Parsed;
use crate::problem::Problem;

/// Reads JSON values, one a line, a list of them or a single one, through
/// `convert`, which makes an annotated document or says what is wrong; `None`
/// passes one over.
fn converted(
    path: &str,
    contents: &str,
    convert: impl Fn(&Value, usize) -> Result<Option<Value>, String>,
) -> Parsed {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let mut parsed = Parsed::default();
    for record in records(contents) {
        let origin = Origin {
            path: path.to_owned(),
            line: record.line,
        };
        let before = parsed.problems.len();
        match record
            .value
            .and_then(|value| convert(&value, record.number))
        {
            Ok(Some(document)) => parsed.push(&document, &origin),
            Ok(None) => {}
            Err(message) => parsed.problems.push(Problem::new(&origin, message)),
        }
        if record.listed {
            parsed.number_problems(before, record.number);
        }
    }
    parsed
}

/// One value of a file, or what is wrong with it.
struct Record {
    number: usize,
    line: usize,
    listed: bool,
    value: Result<Value, String>,
}

fn records(contents: &str) -> Vec<Record> {
    let single = |line, value| Record {
        number: line,
        line,
        listed: false,
        value,
    };
    match parse_json(contents) {
        // A list that begins with a text is one spaCy training pair, not a list of records.
        Ok(Value::Array(items)) if !items.first().is_some_and(Value::is_string) => {
            let items = items.into_iter().enumerate();
            items
                .map(|(index, item)| Record {
                    number: index + 1,
                    line: 1,
                    listed: true,
                    value: Ok(item),
                })
                .collect()
        }
        Ok(value) => vec![single(1, Ok(value))],
        Err(bad) if goes_on(contents) => vec![single(bad.line, Err(bad.message))],
        Err(_) => (contents.lines().enumerate())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(index, line)| single(index + 1, parse_json(line).map_err(|bad| bad.message)))
            .collect(),
    }
}

/// Whether the first line begins a value that goes on in the next.
fn goes_on(contents: &str) -> bool {
    let first = contents.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| line.trim_end().ends_with(['[', '{', ',']))
}

/// An identifier written as a string or number.
fn identifier(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
