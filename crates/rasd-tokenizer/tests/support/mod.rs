//! The tokenizer on the data of the repository, and the files of cases.
#![allow(dead_code, reason = "each test file uses a part")]

pub mod invariants;

use rasd_core::{DataFile, Region, TokenLayer};
use rasd_tokenizer::Tokenizer;
use std::fs;
use std::path::{Path, PathBuf};

/// A text with its analysis.
pub struct Analysed {
    pub text: String,
    pub layer: TokenLayer,
    pub regions: Vec<Region>,
}

/// The tokenizer on `lexicon/`, `rules/` and `gazetteers/` of the repository.
pub fn tokenizer() -> Tokenizer {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["gazetteers", "lexicon", "rules"] {
        read_folder(&root, &root.join(folder), &mut files);
    }
    files.sort();
    let data: Vec<DataFile> = files
        .iter()
        .map(|(path, text)| DataFile { path, text })
        .collect();
    let loaded = Tokenizer::load(&data);
    let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    loaded.value
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let data = path.extension().is_some_and(|e| e == "csv" || e == "toml");
        if data {
            let name = path.strip_prefix(root).expect("inside").to_string_lossy();
            let text = fs::read_to_string(&path).expect("data files are UTF-8");
            files.push((name.replace('\\', "/"), text));
        }
    }
}

/// Runs the tokenizer on `text`.
pub fn analyse(tokenizer: &Tokenizer, text: &str) -> Analysed {
    let mut analysed = Analysed {
        text: text.to_owned(),
        layer: TokenLayer::default(),
        regions: Vec::new(),
    };
    tokenizer.run(text, &mut analysed.layer, &mut analysed.regions);
    analysed
}

/// The lines of a file of cases that are neither blank nor comments, with their numbers.
pub fn cases(name: &str) -> Vec<(usize, String)> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    let text = fs::read_to_string(&path).expect("the file of cases is there");
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("# "))
        .map(|(at, line)| (at + 1, line.to_owned()))
        .collect()
}

/// Collects what is wrong in a file of cases and tells it all at once.
#[derive(Default)]
pub struct Failures(Vec<String>);

impl Failures {
    pub fn check(&mut self, line: usize, what: &str, expected: &str, found: &str) {
        if expected != found {
            self.0.push(format!(
                "line {line}: {what}\n  expected {expected}\n  found    {found}"
            ));
        }
    }

    pub fn report(self, file: &str) {
        assert!(
            self.0.is_empty(),
            "tests/cases/{file}: {} cases fail\n{}",
            self.0.len(),
            self.0.join("\n")
        );
    }
}
