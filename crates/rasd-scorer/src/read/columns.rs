//! CoNLL columns: a token and its tag on a line.

use serde_json::json;

use crate::model::Origin;
use crate::parse::Parsed;
use crate::problem::Problem;
use crate::tags::{Mode, Scheme, chunks, is_tag};

/// A sentence's tokens with their tags.
type Sentence = Vec<(String, String)>;

/// Reads token and tag (first and last column, separated by a tab or by
/// spaces) as entities.
///
/// A blank line ends a sentence; `-DOCSTART-` begins a document, and without
/// one every sentence is a document. The text is the tokens joined by spaces,
/// sentences by line breaks. Chunks are read as conlleval reads them.
pub fn parse_columns(path: &str, contents: &str, scheme: Scheme) -> Parsed {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let mut parsed = Parsed::default();
    let mut documents: Vec<(usize, Vec<Sentence>)> = Vec::new();
    let mut sentence: Sentence = Vec::new();
    let mut first = 1;
    let marked = contents.lines().any(|line| line.starts_with("-DOCSTART-"));
    let lines = contents.lines().enumerate().map(|(i, line)| (i + 1, line));
    for (number, line) in lines.chain([(0, "")]) {
        let start = line.starts_with("-DOCSTART-");
        if line.trim().is_empty() || start {
            if !sentence.is_empty() {
                if !marked || documents.is_empty() {
                    documents.push((first, Vec::new()));
                }
                if let Some((_, sentences)) = documents.last_mut() {
                    sentences.push(std::mem::take(&mut sentence));
                }
            }
            if start {
                documents.push((number, Vec::new()));
            }
            continue;
        }
        if sentence.is_empty() {
            first = number;
        }
        let fields: Vec<&str> = match line.contains('\t') {
            true => line.split('\t').map(str::trim).collect(),
            false => line.split_whitespace().collect(),
        };
        let problem = match fields[..] {
            [token, .., tag] if is_tag(tag, scheme, Mode::Conlleval) => {
                sentence.push((token.to_owned(), tag.to_owned()));
                continue;
            }
            [_, .., tag] => format!("{tag:?} is no tag; expected O or a prefix with -TYPE"),
            _ => String::from("expected a token and a tag"),
        };
        let origin = Origin {
            path: path.to_owned(),
            line: number,
        };
        parsed.problems.push(Problem::new(&origin, problem));
    }
    for (index, (line, sentences)) in documents.iter().enumerate() {
        let origin = Origin {
            path: path.to_owned(),
            line: *line,
        };
        let document = document(&format!("{}", index + 1), sentences, scheme);
        parsed.push(&document, &origin);
    }
    parsed
}

fn document(id: &str, sentences: &[Sentence], scheme: Scheme) -> serde_json::Value {
    let mut text = String::new();
    let mut length = 0;
    let mut entities = Vec::new();
    for sentence in sentences {
        if !text.is_empty() {
            text.push('\n');
            length += 1;
        }
        let mut places = Vec::new();
        for (index, (token, _)) in sentence.iter().enumerate() {
            if index > 0 {
                text.push(' ');
                length += 1;
            }
            let letters = token.chars().count();
            places.push((length, length + letters));
            text.push_str(token);
            length += letters;
        }
        let tags: Vec<&str> = sentence.iter().map(|(_, tag)| tag.as_str()).collect();
        for (start, end, kind) in chunks(&tags, scheme, Mode::Conlleval) {
            entities.push(json!({
                "start": places[start].0, "end": places[end - 1].1, "type": kind,
            }));
        }
    }
    json!({"id": id, "text": text, "entities": entities})
}
