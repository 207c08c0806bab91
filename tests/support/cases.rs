//! Files of sentences with what must come of them: `date:`, `text:`, `event:` and `none` lines.

use rasd::Document;
use rasd::corpus::parse_date;
use std::fs;
use std::path::Path;

/// A text of a file of cases.
pub struct Case {
    pub line: usize,
    /// Publication date.
    pub date: String,
    pub text: String,
    /// What the `event:` lines say.
    pub events: Vec<String>,
}

impl Case {
    /// The text as a document of its date.
    pub fn document(&self) -> Document {
        Document {
            id: "case".to_owned(),
            text: self.text.clone(),
            date: Some(parse_date(&self.date).expect("a date")),
            ..Document::default()
        }
    }
}

/// The cases of a file, `path` from the root of the repository.
pub fn cases(path: &str) -> Vec<Case> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let file = fs::read_to_string(file).expect("the case file");
    let mut cases: Vec<Case> = Vec::new();
    let mut date = String::new();
    for (number, line) in file.lines().enumerate() {
        let number = number + 1;
        match line.split_once(": ") {
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            Some(("date", value)) => date = value.to_owned(),
            Some(("text", value)) => cases.push(Case {
                line: number,
                date: date.clone(),
                text: value.to_owned(),
                events: Vec::new(),
            }),
            Some(("event", value)) => {
                let case = cases.last_mut().expect("a text before its events");
                case.events.push(value.to_owned());
            }
            _ if line == "none" => {}
            _ => panic!("{path}:{number}: cannot read `{line}`"),
        }
    }
    cases
}
