//! The knowledge that Rasd works with: embedded files, overlaid by folders of the user's own.

use rasd_core::DataFile;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The folders that hold data, in the repository and in a folder of the user's own.
const FOLDERS: [&str; 3] = ["gazetteers", "lexicon", "rules"];

/// Gazetteers, lexicon and rules as text, by path relative to the data folder.
#[derive(Debug, Clone)]
pub struct Data {
    files: BTreeMap<String, String>,
}

/// A data folder that cannot be read.
#[derive(Debug, Error)]
#[error("{}: {source}", path.display())]
pub struct DataError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl Data {
    /// The files that come with the program.
    pub fn embedded() -> Self {
        let files = EMBEDDED.iter();
        Data {
            files: files
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }

    /// No files at all, to be filled with [`Data::insert`].
    pub fn empty() -> Self {
        Data {
            files: BTreeMap::new(),
        }
    }

    /// Adds a file, or replaces the one with the same relative path (`gazetteers/persons.csv`).
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Lays the `.csv` and `.toml` files below `gazetteers`, `lexicon` and `rules` of a folder over
    /// the present ones: a file with the same relative path replaces its like, any other is added.
    ///
    /// # Errors
    /// Names the first file or folder that cannot be read, or that is no UTF-8; a folder that has
    /// none of the three is an error too.
    pub fn overlay(&mut self, folder: &Path) -> Result<(), DataError> {
        let present = FOLDERS.map(|name| folder.join(name));
        let present: Vec<_> = present.iter().filter(|path| path.is_dir()).collect();
        if present.is_empty() {
            let source = io::Error::new(
                io::ErrorKind::NotFound,
                "expected a folder with gazetteers, lexicon or rules in it",
            );
            let path = folder.to_owned();
            return Err(DataError { path, source });
        }
        present
            .into_iter()
            .try_for_each(|path| self.read_folder(folder, path))
    }

    fn read_folder(&mut self, root: &Path, folder: &Path) -> Result<(), DataError> {
        let error = |path: &Path| {
            let path = path.to_owned();
            move |source| DataError { path, source }
        };
        for entry in fs::read_dir(folder).map_err(error(folder))? {
            let path = entry.map_err(error(folder))?.path();
            if path.is_dir() {
                self.read_folder(root, &path)?;
            } else if path.extension().is_some_and(|e| e == "csv" || e == "toml") {
                let text = fs::read_to_string(&path).map_err(error(&path))?;
                let relative = path.strip_prefix(root).unwrap_or(&path);
                self.insert(relative.to_string_lossy().replace('\\', "/"), text);
            }
        }
        Ok(())
    }

    /// All files, sorted by path.
    pub fn files(&self) -> Vec<DataFile<'_>> {
        let files = self.files.iter();
        files
            .map(|(path, text)| DataFile {
                path: path.as_str(),
                text: text.as_str(),
            })
            .collect()
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }
}
