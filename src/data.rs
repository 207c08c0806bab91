//! The knowledge that Rasd works with: embedded files, overlaid by folders of the user's own.

use rasd_core::{DataFile, Problem};
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
    /// The files on disk that texts were read from.
    origins: BTreeMap<String, PathBuf>,
}

/// A data folder that cannot be read.
#[derive(Debug, Error)]
#[error("{}", path.display())]
pub struct DataError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// What a folder held when it was laid over the data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlaid {
    /// How many of its files the program reads.
    pub read: usize,
    /// `.csv` and `.toml` files that it does not: relative to the folder, sorted.
    pub unread: Vec<String>,
}

impl Data {
    /// The files that come with the program.
    pub fn embedded() -> Self {
        let files = EMBEDDED.iter();
        Data {
            files: files
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
            origins: BTreeMap::new(),
        }
    }

    /// No files at all, to be filled with [`Data::insert`].
    pub fn empty() -> Self {
        Data {
            files: BTreeMap::new(),
            origins: BTreeMap::new(),
        }
    }

    /// Adds a file, or replaces the one with the same relative path (`gazetteers/persons.csv`).
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Adds or replaces a file as [`Data::insert`] does, which stands at `origin` on disk.
    pub fn insert_from(
        &mut self,
        path: impl Into<String>,
        text: impl Into<String>,
        origin: PathBuf,
    ) {
        let path = path.into();
        self.origins.insert(path.clone(), origin);
        self.insert(path, text);
    }

    /// Where the file of a relative path stands on disk; `None` for one that came with the program.
    pub fn origin(&self, path: &str) -> Option<&Path> {
        self.origins.get(path).map(PathBuf::as_path)
    }

    /// A text whose places (`gazetteers/persons-own.csv:2`) name the files on disk, where they came
    /// from there.
    pub fn on_disk(&self, text: &str) -> String {
        let named = |(path, origin): (&String, &PathBuf)| {
            let path = format!("{path}:");
            text.contains(&path)
                .then(|| (path, format!("{}:", origin.display())))
        };
        let mut out = text.to_owned();
        for (path, origin) in self.origins.iter().filter_map(named) {
            out = out.replace(&path, &origin);
        }
        out
    }

    /// A problem whose places name the files on disk, where they came from there.
    pub fn located(&self, mut problem: Problem) -> Problem {
        problem.message = self.on_disk(&problem.message);
        if let Some(origin) = self.origin(&problem.file) {
            problem.file = origin.display().to_string();
        }
        problem
    }

    /// Lays the `.csv` and `.toml` files below `gazetteers`, `lexicon` and `rules` of a folder over
    /// the present ones: a file with the same relative path replaces its like, any other is added.
    /// What else the folder holds, one folder deep, is told if it could be meant to be read.
    ///
    /// # Errors
    /// Names the first file or folder that cannot be read, or that is no UTF-8; a folder that has
    /// none of the three is an error too.
    pub fn overlay(&mut self, folder: &Path) -> Result<Overlaid, DataError> {
        let present = FOLDERS.map(|name| folder.join(name));
        let present: Vec<_> = present.iter().filter(|path| path.is_dir()).collect();
        if present.is_empty() {
            let reason = match folder.is_dir() {
                true => "expected a folder with gazetteers, lexicon or rules in it",
                false if folder.exists() => "not a folder",
                false => "no such folder",
            };
            let source = io::Error::new(io::ErrorKind::NotFound, reason);
            let path = folder.to_owned();
            return Err(DataError { path, source });
        }
        let mut found = Overlaid::default();
        for path in present {
            for file in data_files(path, true)? {
                let text = fs::read_to_string(&file).map_err(error(&file))?;
                let relative = relative(folder, &file);
                match is_read(&relative) {
                    true => found.read += 1,
                    false => found.unread.push(relative.clone()),
                }
                self.insert_from(relative, text, file);
            }
        }
        found.unread.extend(beside(folder)?);
        found.unread.sort();
        Ok(found)
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

fn error(path: &Path) -> impl FnOnce(io::Error) -> DataError + use<> {
    let path = path.to_owned();
    move |source| DataError { path, source }
}

/// A path below a folder, with forward slashes.
fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

/// The `.csv` and `.toml` files of a folder, with those of the folders below it if `deep`.
fn data_files(folder: &Path, deep: bool) -> Result<Vec<PathBuf>, DataError> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).map_err(error(folder))? {
        let path = entry.map_err(error(folder))?.path();
        if path.is_dir() {
            if deep {
                out.extend(data_files(&path, true)?);
            }
        } else if path.extension().is_some_and(|e| e == "csv" || e == "toml") {
            out.push(path);
        }
    }
    Ok(out)
}

/// Files beside the folders that are read, and in folders of other names, that could be meant to be
/// data: not the manifests of a Rust project, nor what is hidden or cannot be listed.
fn beside(folder: &Path) -> Result<Vec<String>, DataError> {
    let mut files = data_files(folder, false)?;
    for entry in fs::read_dir(folder).map_err(error(folder))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !FOLDERS.contains(&name.as_str()) && !name.starts_with('.') && entry.path().is_dir() {
            files.extend(data_files(&entry.path(), false).unwrap_or_default());
        }
    }
    files.retain(|file| file.file_name().is_some_and(|name| name != "Cargo.toml"));
    Ok(files.iter().map(|file| relative(folder, file)).collect())
}

/// Whether a loader takes a file of this path.
fn is_read(path: &str) -> bool {
    let open = [
        // The gazetteer reports tables that it does not know.
        ("gazetteers/", ".csv"),
        ("rules/events/", ".toml"),
        ("rules/grammar/", ".toml"),
        ("rules/structure", ".toml"),
        ("rules/time/", ".toml"),
    ];
    let fits = |(start, end): &(&str, &str)| path.starts_with(start) && path.ends_with(end);
    open.iter().any(fits) || EMBEDDED.iter().any(|(known, _)| *known == path)
}
