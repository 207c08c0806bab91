//! Output files that an interrupted run can be taken up from.
//!
//! Beside `FILE` stands `FILE.journal`: a first line with the program and its settings, then a line
//! for each finished document with the hash of its id, the hash of its content, and the length of
//! `FILE` after it. A line is written only when the output before it is, so that cutting `FILE` to
//! the last length leaves whole documents.

use anyhow::{Context, bail};
use rasd::Document;
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::hash::BuildHasher;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Identity of a document: hashes of its id and of all that its output depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    id: u64,
    content: u64,
}

impl Mark {
    /// The mark of a document.
    pub fn of(document: &Document) -> Self {
        // A fixed seed: journals are read by later runs.
        let hasher = foldhash::quality::FixedState::with_seed(0x7261_7364);
        Mark {
            id: hasher.hash_one(&document.id),
            content: hasher.hash_one((
                &document.text,
                document.date.map(|d| d.to_string()),
                &document.source,
            )),
        }
    }
}

/// What the lines of an output depend on besides the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Name of the format.
    pub format: String,
    /// Whether annotated documents say how everything was found.
    pub trace: bool,
    /// Whether events that no sentence reports are left out.
    pub reported_only: bool,
}

impl Settings {
    /// The first line of the journal.
    fn line(&self) -> String {
        let trace = if self.trace { " trace" } else { "" };
        let reported = if self.reported_only {
            " reported-only"
        } else {
            ""
        };
        let version = env!("CARGO_PKG_VERSION");
        format!("rasd {version} {}{trace}{reported}\n", self.format)
    }
}

/// An output file with its journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    out: File,
    log: File,
    length: u64,
}

/// Documents that an earlier run has finished.
#[derive(Debug, Default)]
pub struct Finished {
    content_by_id: HashMap<u64, u64>,
}

/// Whether a document was finished by an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not yet.
    New,
    /// Yes, as it is now.
    Done,
    /// A document of this id was, but its text, date or source was another.
    Changed,
}

impl Finished {
    /// Looks a document up.
    pub fn state(&self, mark: Mark) -> State {
        match self.content_by_id.get(&mark.id) {
            None => State::New,
            Some(content) if *content == mark.content => State::Done,
            Some(_) => State::Changed,
        }
    }
}

impl Journal {
    /// Opens an output file: a new one, or with `resume` one that an earlier run left, cut back to
    /// its last whole document.
    ///
    /// # Errors
    /// The file exists and is not to be resumed, or was written with other settings, or a file
    /// cannot be opened or read.
    pub fn open(path: &Path, resume: bool, settings: Settings) -> anyhow::Result<(Self, Finished)> {
        let log_path = log_path(path);
        let name = || path.display().to_string();
        if !resume {
            let exists = path.metadata().is_ok_and(|m| m.len() > 0);
            if exists && log_path.exists() {
                bail!(
                    "{} holds the output of an earlier run: add --resume to go on with it, or remove it and {}",
                    name(),
                    log_path.display()
                );
            }
            let out = File::create(path).with_context(name)?;
            let mut log =
                File::create(&log_path).with_context(|| log_path.display().to_string())?;
            log.write_all(settings.line().as_bytes())
                .with_context(|| log_path.display().to_string())?;
            return Ok((
                Journal {
                    path: path.to_owned(),
                    out,
                    log,
                    length: 0,
                },
                Finished::default(),
            ));
        }
        let empty = |path: &Path| path.metadata().map_or(true, |m| m.len() == 0);
        if !empty(path) && empty(&log_path) {
            bail!(
                "{} has no journal beside it, so nobody knows what is done: remove it to start anew, or write to another file",
                name()
            );
        }
        let mut open = OpenOptions::new();
        open.read(true).write(true).create(true).truncate(false);
        let mut out = open.open(path).with_context(name)?;
        let mut log = open
            .open(&log_path)
            .with_context(|| log_path.display().to_string())?;
        let Log {
            first,
            finished,
            length,
            log_length,
        } = read_log(&log)?;
        let expected = settings.line();
        if log_length > 0 && first != expected {
            bail!(
                "{} was written by `{}`, this run is `{}`: give the same options, or write to another file",
                name(),
                first.trim_end(),
                expected.trim_end()
            );
        }
        if out.metadata()?.len() < length {
            bail!(
                "{} is shorter than its journal says: it was changed since; remove both to start anew",
                name()
            );
        }
        out.set_len(length)?;
        log.set_len(log_length)?;
        out.seek(SeekFrom::End(0))?;
        log.seek(SeekFrom::End(0))?;
        if log_length == 0 {
            log.write_all(expected.as_bytes())
                .with_context(|| log_path.display().to_string())?;
        }
        let path = path.to_owned();
        let journal = Journal {
            path,
            out,
            log,
            length,
        };
        Ok((journal, finished))
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Writes to the output what belongs to no document, such as a header row.
    ///
    /// # Errors
    /// Writing failed.
    pub fn append(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.out
            .write_all(bytes)
            .with_context(|| self.path.display().to_string())?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Writes the output of a document and then says in the journal that it is done.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&mut self, bytes: &[u8], mark: Mark) -> anyhow::Result<()> {
        self.append(bytes)?;
        let line = format!("{:016x} {:016x} {}\n", mark.id, mark.content, self.length);
        self.log
            .write_all(line.as_bytes())
            .with_context(|| log_path(&self.path).display().to_string())
    }
}

/// The journal of an output file.
pub fn log_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".journal");
    name.into()
}

/// What a journal says.
#[derive(Default)]
struct Log {
    /// The line of settings.
    first: String,
    finished: Finished,
    /// Length of the output after the finished documents.
    length: u64,
    /// Length of the journal up to its last whole line.
    log_length: u64,
}

fn read_log(log: &File) -> anyhow::Result<Log> {
    let mut found = Log::default();
    let mut reader = BufReader::new(log);
    reader.read_line(&mut found.first)?;
    if !found.first.ends_with('\n') {
        return Ok(Log::default());
    }
    found.log_length = found.first.len() as u64;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        let mut fields = line.split_whitespace();
        let mut hash = || u64::from_str_radix(fields.next()?, 16).ok();
        let hashes = hash().zip(hash());
        let end = fields.next().and_then(|n| n.parse::<u64>().ok());
        let (Some((id, content)), Some(end), true) = (hashes, end, line.ends_with('\n')) else {
            break;
        };
        found.finished.content_by_id.insert(id, content);
        found.length = end;
        found.log_length += line.len() as u64;
        line.clear();
    }
    Ok(found)
}
