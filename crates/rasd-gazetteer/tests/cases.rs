//! Mentions that texts must give, and must not give, from plain files that anyone can add to.
//!
//! A case is a date, a line of text, then lines `TYPE words = refs`; `! TYPE words` must not be
//! found. Empty lines end a case, `#` begins a comment.

use rasd_core::{DataFile, Document, Publication, Registry, TokenLayer};
use rasd_gazetteer::Gazetteer;
use rasd_tokenizer::Tokenizer;
use std::path::{Path, PathBuf};

fn collect(folder: &Path, files: &mut Vec<(String, String)>, root: &Path) {
    let entries = std::fs::read_dir(folder).expect("a folder of the repository");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            collect(&path, files, root);
        } else if matches!(extension, Some("csv" | "toml")) {
            let name = path.strip_prefix(root).expect("a path under the root");
            let text = std::fs::read_to_string(&path).expect("a readable file");
            files.push((name.to_string_lossy().into_owned(), text));
        }
    }
}

/// Every mention of a text as `TYPE words = refs`.
fn mentions(gazetteer: &Gazetteer, tokenizer: &Tokenizer, date: &str, text: &str) -> Vec<String> {
    let day: jiff::civil::Date = date.parse().expect("a date");
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let publication = Publication {
        date: day.to_datetime(jiff::civil::Time::midnight()),
        confidence: 1.0,
        reason: String::new(),
        span: None,
    };
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    tokenizer.run(text, &mut layer, &mut regions);
    let mut registry = Registry::default();
    let found = gazetteer.run(
        &document,
        tokenizer,
        &layer,
        &regions,
        Some(&publication),
        &mut registry,
    );
    found
        .iter()
        .map(|mention| {
            let refs: Vec<&str> = mention
                .refs
                .iter()
                .map(|reference| &*registry.get(*reference).id)
                .collect();
            format!(
                "{} {} = {}",
                mention.kind,
                mention.span.text(text),
                refs.join(" ")
            )
        })
        .collect()
}

#[test]
fn the_cases_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["gazetteers", "lexicon", "rules"] {
        collect(&root.join(folder), &mut files, &root);
    }
    let files: Vec<DataFile<'_>> = files
        .iter()
        .map(|(path, text)| DataFile { path, text })
        .collect();
    let tokenizer = Tokenizer::load(&files).value;
    let gazetteer = Gazetteer::load(&files).value;
    let mut failures = Vec::new();
    for name in ["names", "offices"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{name}.txt"));
        let text = std::fs::read_to_string(path).expect("a file of cases");
        for case in text.split("\n\n") {
            let mut lines = case
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty());
            let (Some(date), Some(text)) = (lines.next(), lines.next()) else {
                continue;
            };
            let found = mentions(&gazetteer, &tokenizer, date, text);
            for line in lines {
                let holds = match line.strip_prefix("! ") {
                    Some(absent) => !found.iter().any(|f| f.starts_with(&format!("{absent} ="))),
                    None => found.iter().any(|f| f == line),
                };
                if !holds {
                    failures.push(format!("{name}: {line}\n  in {text}\n  found {found:#?}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
