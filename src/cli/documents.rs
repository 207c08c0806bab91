//! Finding and opening the documents that a command line names.

use super::input::{FormatArg, InputArgs};
use super::peek::{Counted, peek};
use flate2::read::MultiGzDecoder;
use rasd::Document;
use rasd::corpus::{DocumentReader, Fields, InputError, InputFormat, Rejected, detect_format};
use std::collections::{HashSet, VecDeque};
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

type Reader = DocumentReader<Box<dyn BufRead + Send>>;

/// A document and where it was read.
pub struct Sourced {
    /// The document.
    pub document: Document,
    /// Its file, or `<stdin>`.
    pub file: Arc<str>,
    /// Its line, from 1.
    pub line: u64,
}

/// All documents of a command line, in the order of the paths; folders are read in sorted order.
pub struct Documents {
    args: InputArgs,
    pending: VecDeque<PathBuf>,
    rejected: VecDeque<Rejected>,
    current: Option<(Arc<str>, Reader)>,
    read: Arc<AtomicU64>,
    ids: HashSet<u64>,
    hasher: foldhash::fast::FixedState,
}

impl Documents {
    /// Finds the files; those that cannot be found are told as rejected documents.
    pub fn new(args: &InputArgs) -> Self {
        let mut documents = Documents {
            args: args.clone(),
            pending: VecDeque::new(),
            rejected: VecDeque::new(),
            current: None,
            read: Arc::default(),
            ids: HashSet::new(),
            hasher: foldhash::fast::FixedState::default(),
        };
        for path in &args.paths {
            documents.find(path);
        }
        documents
    }

    /// Size of all files together; `None` where standard input is among them.
    pub fn total_bytes(&self) -> Option<u64> {
        self.pending
            .iter()
            .map(|path| Some(fs::metadata(path).ok()?.len()))
            .sum()
    }

    /// Bytes of the files that have been read so far, packed as they are.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// Whether a path is among the files to be read.
    pub fn reads(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else {
            return false;
        };
        let mut files = self.pending.iter();
        files.any(|file| file.canonicalize().is_ok_and(|file| file == path))
    }

    fn find(&mut self, path: &str) {
        if path == "-" || Path::new(path).is_file() {
            self.pending.push_back(path.into());
        } else if Path::new(path).is_dir() {
            self.find_in_folder(Path::new(path));
        } else if path.contains(['*', '?', '[']) {
            self.find_pattern(path);
        } else if let Err(error) = fs::metadata(path) {
            self.reject(path, error);
        } else {
            self.pending.push_back(path.into());
        }
    }

    fn find_pattern(&mut self, pattern: &str) {
        let before = self.pending.len() + self.rejected.len();
        match glob::glob(pattern) {
            Ok(found) => {
                for path in found {
                    match path {
                        Ok(path) if path.is_dir() => self.find_in_folder(&path),
                        Ok(path) => self.pending.push_back(path),
                        Err(error) => {
                            let path = error.path().display().to_string();
                            self.reject(&path, error.into());
                        }
                    }
                }
            }
            Err(error) => self.reject(pattern, io::Error::other(error)),
        }
        if before == self.pending.len() + self.rejected.len() {
            self.reject(pattern, io::Error::other("no file matches the pattern"));
        }
    }

    fn find_in_folder(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => return self.reject(&folder.display().to_string(), error),
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
                self.find_in_folder(&path);
            } else {
                self.pending.push_back(path);
            }
        }
    }

    fn reject(&mut self, name: &str, error: io::Error) {
        let error = InputError::Io(error);
        self.rejected.push_back(Rejected {
            name: name.to_owned(),
            line: 1,
            error,
        });
    }

    fn open(&self, path: &Path) -> io::Result<(Arc<str>, Reader)> {
        let (name, raw): (_, Box<dyn Read + Send>) = if path.as_os_str() == "-" {
            ("<stdin>".to_owned(), Box::new(io::stdin()))
        } else {
            (path.display().to_string(), Box::new(File::open(path)?))
        };
        let (head, reader) = peek(
            decompress(Counted::new(raw, self.read.clone()))?,
            tells_format,
        )?;
        let format = match self.args.input_format {
            FormatArg::Text => InputFormat::Text,
            FormatArg::Jsonl => InputFormat::JsonLines,
            FormatArg::Auto => detect_format(&head),
        };
        let fields = Fields {
            text: self.args.text_field.clone(),
            id: self.args.id_field.clone(),
            date: self.args.date_field.clone(),
            source: self.args.source_field.clone(),
        };
        let (encoding, limit) = (self.args.encoding, self.args.max_document_bytes);
        let reader: Box<dyn BufRead + Send> = Box::new(BufReader::new(reader));
        let reader = DocumentReader::new(reader, &name, format, fields, encoding, limit);
        Ok((name.into(), reader))
    }

    /// A document of `file` that is ready to be read, unless an earlier one has its id.
    fn accept(
        &mut self,
        mut document: Document,
        file: Arc<str>,
        line: u64,
    ) -> Result<Sourced, Rejected> {
        document.date = document.date.or(self.args.date);
        if self.ids.insert(self.hasher.hash_one(&document.id)) {
            return Ok(Sourced {
                document,
                file,
                line,
            });
        }
        Err(Rejected {
            name: file.to_string(),
            line,
            error: InputError::DuplicateId { id: document.id },
        })
    }
}

impl Iterator for Documents {
    type Item = Result<Sourced, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(rejected) = self.rejected.pop_front() {
                return Some(Err(rejected));
            }
            if let Some((file, reader)) = &mut self.current
                && let Some(item) = reader.next()
            {
                let (file, line) = (file.clone(), reader.line());
                return Some(item.and_then(|document| self.accept(document, file, line)));
            }
            let path = self.pending.pop_front()?;
            match self.open(&path) {
                Ok(current) => self.current = Some(current),
                Err(error) => self.reject(&path.display().to_string(), error),
            }
        }
    }
}

/// Whether the beginning of a file is enough to tell JSON Lines from text.
fn tells_format(head: &[u8]) -> bool {
    let written = head.iter().filter(|b| !b.is_ascii_whitespace());
    // The mark of byte order has three.
    written.count() >= 5 || head.len() >= 4096
}

/// Unpacks gzip and Zstandard, told by their first bytes.
fn decompress(raw: Counted) -> io::Result<Box<dyn Read + Send>> {
    let (head, reader) = peek(raw, |head| head.len() >= 4)?;
    Ok(match head.as_slice() {
        [0x1F, 0x8B, ..] => Box::new(MultiGzDecoder::new(BufReader::new(reader))),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Box::new(zstd::Decoder::new(reader)?),
        _ => Box::new(reader),
    })
}
