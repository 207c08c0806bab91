//! Loads the project's data files for tests.

#![allow(dead_code, reason = "each test file uses its own share of this module")]

use jiff::civil::DateTime;
use rasd_core::{DataFile, Document, Problem, Publication, Region, TimeMention, TokenLayer};
use rasd_timex::{Options, TimeTagger};
use rasd_tokenizer::Tokenizer;
use std::path::Path;

/// Tokenizer and tagger with the project's data.
pub struct Project {
    pub tokenizer: Tokenizer,
    pub tagger: TimeTagger,
    pub problems: Vec<Problem>,
}

/// Loads the project's data.
pub fn project() -> Project {
    project_with(Vec::new())
}

/// Loads the project's data and further files.
pub fn project_with(mut files: Vec<(String, String)>) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    collect(&root, Path::new("rules"), &mut files);
    collect(&root, Path::new("lexicon"), &mut files);
    let files: Vec<DataFile<'_>> = files
        .iter()
        .map(|(path, text)| DataFile { path, text })
        .collect();
    let loaded = TimeTagger::load(&files);
    Project {
        tokenizer: Tokenizer::load(&files).value,
        tagger: loaded.value,
        problems: loaded.problems,
    }
}

fn collect(root: &Path, folder: &Path, out: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
        return;
    };
    let mut paths: Vec<_> = entries
        .flatten()
        .map(|e| folder.join(e.file_name()))
        .collect();
    paths.sort();
    for path in paths {
        match std::fs::read_to_string(root.join(&path)) {
            Ok(text) => out.push((path.to_string_lossy().replace('\\', "/"), text)),
            Err(_) => collect(root, &path, out),
        }
    }
}

impl Project {
    /// Tokens and regions of a text.
    pub fn layer(&self, text: &str) -> (TokenLayer, Vec<Region>) {
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        self.tokenizer.run(text, &mut layer, &mut regions);
        (layer, regions)
    }

    /// Time mentions of a text at a reference.
    pub fn times(
        &self,
        text: &str,
        reference: Option<DateTime>,
        options: Options,
    ) -> Vec<TimeMention> {
        let (layer, regions) = self.layer(text);
        let doc = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        let publication = reference.map(|date| Publication {
            date,
            confidence: 1.0,
            reason: "test".to_owned(),
            span: None,
        });
        self.tagger.run(
            &doc,
            &self.tokenizer,
            &layer,
            &regions,
            publication.as_ref(),
            &options,
        )
    }
}
