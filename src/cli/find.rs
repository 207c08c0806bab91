//! Finding the files that a command line names.

use anyhow::bail;
use rasd::corpus::{Doubt, InputError, Rejected, Warning, document_id};
use std::collections::{HashMap, HashSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf, absolute};

/// The files of a command line, in the order of its paths; folders are read in sorted order.
#[derive(Debug, Default)]
pub struct Found {
    /// The files.
    pub files: VecDeque<PathBuf>,
    /// What cannot be read, inside the folders and patterns that are named.
    pub rejected: Vec<Rejected>,
    /// Folders without documents.
    pub warnings: Vec<Warning>,
}

/// Finds the files, folders and patterns that are named.
///
/// # Errors
/// Paths where there is nothing, and patterns that nothing matches.
pub fn find(paths: &[String]) -> anyhow::Result<Found> {
    let mut found = Found::default();
    let mut missing = Vec::new();
    for path in paths {
        if path == "-" || Path::new(path).is_file() {
            found.files.push_back(path.into());
        } else if Path::new(path).is_dir() {
            found.named_folder(path);
        } else if path.contains(['*', '?', '[']) {
            found.pattern(path, &mut missing);
        } else if let Err(error) = fs::metadata(path) {
            missing.push(format!("{path}: {error}"));
        } else {
            found.files.push_back(path.into());
        }
    }
    if !missing.is_empty() {
        bail!("nothing was read: {}", missing.join("; "));
    }
    Ok(found)
}

impl Found {
    fn pattern(&mut self, pattern: &str, missing: &mut Vec<String>) {
        let paths = match glob::glob(pattern) {
            Ok(paths) => paths,
            Err(error) => return missing.push(format!("{pattern}: {error}")),
        };
        let mut any = false;
        for path in paths {
            any = true;
            match path {
                Ok(path) if path.is_dir() => self.named_folder(&path.display().to_string()),
                Ok(path) => self.files.push_back(path),
                Err(error) => {
                    let path = error.path().display().to_string();
                    self.rejected.push(unreadable(path, error.into()));
                }
            }
        }
        if !any {
            missing.push(format!("{pattern}: no file matches the pattern"));
        }
    }

    fn named_folder(&mut self, name: &str) {
        let before = self.files.len() + self.rejected.len();
        self.folder(Path::new(name));
        if before == self.files.len() + self.rejected.len() {
            self.warnings.push(Warning {
                name: name.to_owned(),
                line: None,
                doubt: Doubt::NoFile,
            });
        }
    }

    fn folder(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => {
                let rejected = unreadable(folder.display().to_string(), error);
                return self.rejected.push(rejected);
            }
        };
        let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
        paths.sort();
        for path in paths {
            let hidden = path
                .file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            } else if path.is_dir() {
                self.folder(&path);
            } else {
                self.files.push_back(path);
            }
        }
    }

    /// Ids that several of the files would have as plain texts. A file that is named twice is one.
    pub fn repeated_ids(&self) -> HashSet<String> {
        let mut first: HashMap<String, &Path> = HashMap::new();
        let mut repeated = HashSet::new();
        for file in &self.files {
            let id = document_id(&file.to_string_lossy());
            match first.get(&id) {
                None => drop(first.insert(id, file)),
                Some(_) if repeated.contains(&id) => {}
                Some(other) if place(other) == place(file) => {}
                Some(_) => drop(repeated.insert(id)),
            }
        }
        repeated
    }
}

/// A file or folder that cannot be read at all.
pub fn unreadable(name: String, error: io::Error) -> Rejected {
    Rejected {
        name,
        line: None,
        error: InputError::Io(error),
    }
}

/// Where a path leads, however it is written; there need be nothing yet.
pub fn place(path: &Path) -> PathBuf {
    if let Ok(place) = path.canonicalize() {
        return place;
    }
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => place(folder).join(name),
        _ => path,
    }
}
