//! Mentions that texts must give, and must not give, from plain files that anyone can add to.
//!
//! A case is a date, a line of text, then lines `TYPE words = refs`; `! TYPE words` must not be
//! found. Empty lines end a case, `#` begins a comment.

use rasd_core::DataFile;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::Read;
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
    let day = date.parse().expect("a date");
    let found = gazetteer.read(tokenizer, text, Some(day));
    let line = |mention: &Read| {
        let refs: Vec<&str> = mention.refs.iter().map(|entry| &*entry.id).collect();
        format!("{} {} = {}", mention.kind, mention.text, refs.join(" "))
    };
    found.iter().map(line).collect()
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
    let cases = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
    for entry in cases.expect("the folder of cases").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).expect("a file of cases");
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
                    None => found.iter().any(|f| f.trim_end() == line.trim_end()),
                };
                if !holds {
                    failures.push(format!("{name}: {line}\n  in {text}\n  found {found:#?}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
