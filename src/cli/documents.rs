//! Opening and reading the documents that a command line names.

use super::find::{find, unreadable};
use super::input::{FormatArg, InputArgs};
use super::peek::{Counted, peek};
use flate2::read::MultiGzDecoder;
use rasd::Document;
use rasd::corpus::{
    DocumentReader, Fields, InputError, InputFormat, Rejected, Warning, detect_format, document_id,
};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader};
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

/// What comes of reading, in the order of the input.
pub enum Read<D = Sourced> {
    /// A document, or what was made of it.
    Document(D),
    /// One that cannot be read.
    Rejected(Rejected),
    /// Something to tell that keeps nothing from being read.
    Warning(Warning),
}

impl<D> Read<D> {
    /// The same with what `work` makes of a document.
    pub fn and_then<T>(self, work: impl FnOnce(D) -> Result<T, Rejected>) -> Read<T> {
        match self {
            Read::Document(document) => work(document).map_or_else(Read::Rejected, Read::Document),
            Read::Rejected(rejected) => Read::Rejected(rejected),
            Read::Warning(warning) => Read::Warning(warning),
        }
    }
}

/// All documents of a command line, in the order of the paths; folders are read in sorted order.
pub struct Documents {
    args: InputArgs,
    pending: VecDeque<PathBuf>,
    repeated_ids: HashSet<String>,
    ready: VecDeque<Read>,
    current: Option<(Arc<str>, Reader)>,
    read: Arc<AtomicU64>,
    /// Files opened so far.
    files: Vec<Arc<str>>,
    /// Hash of each id, with the number of its file and its line. Lines beyond 32 bits would need
    /// more memory than there is for their ids.
    ids: HashMap<u64, (u32, u32)>,
    hasher: foldhash::fast::FixedState,
}

impl Documents {
    /// Finds the files.
    ///
    /// # Errors
    /// Paths where there is nothing, and patterns that nothing matches.
    pub fn new(args: &InputArgs) -> anyhow::Result<Self> {
        let found = find(&args.paths)?;
        let repeated_ids = found.repeated_ids();
        let rejected = found.rejected.into_iter().map(Read::Rejected);
        let warnings = found.warnings.into_iter().map(Read::Warning);
        Ok(Documents {
            args: args.clone(),
            pending: found.files,
            repeated_ids,
            ready: rejected.chain(warnings).collect(),
            current: None,
            read: Arc::default(),
            files: Vec::new(),
            ids: HashMap::new(),
            hasher: foldhash::fast::FixedState::default(),
        })
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

    /// The files that are to be read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.pending.iter().map(PathBuf::as_path)
    }

    fn open(&self, path: &Path) -> io::Result<(Arc<str>, Reader)> {
        let (name, raw): (_, Box<dyn io::Read + Send>) = if path.as_os_str() == "-" {
            ("<stdin>".to_owned(), Box::new(io::stdin()))
        } else {
            (path.display().to_string(), Box::new(File::open(path)?))
        };
        let (head, reader) = peek(
            decompress(Counted::new(raw, self.read.clone()))?,
            tells_format,
        )?;
        let format = match (self.args.input_format, self.detect(&head)) {
            (FormatArg::Text, _) => InputFormat::Text,
            (FormatArg::Jsonl, InputFormat::Text) => InputFormat::JsonLines,
            (FormatArg::Jsonl | FormatArg::Auto, detected) => detected,
        };
        let fields = Fields {
            text: self.args.text_field.clone(),
            id: self.args.id_field.clone(),
            date: self.args.date_field.clone(),
            source: self.args.source_field.clone(),
        };
        let (encoding, limit) = (self.args.encoding, self.args.max_document_bytes);
        let reader: Box<dyn BufRead + Send> = Box::new(BufReader::new(reader));
        let mut reader = DocumentReader::new(reader, &name, format, fields, encoding, limit);
        if self.repeated_ids.contains(&document_id(&name)) {
            reader = reader.with_id(name.strip_prefix("./").unwrap_or(&name));
        }
        Ok((name.into(), reader))
    }

    /// The format of a file that begins so. In UTF-16 not even a brace is a byte.
    fn detect(&self, head: &[u8]) -> InputFormat {
        match self.args.encoding {
            Some(encoding) if !encoding.is_ascii_compatible() => {
                detect_format(encoding.decode(head).0.as_bytes())
            }
            _ => detect_format(head),
        }
    }

    /// A document of `file` that is ready to be read, unless an earlier one has its id.
    fn accept(
        &mut self,
        mut document: Document,
        file: Arc<str>,
        line: u64,
    ) -> Result<Sourced, Rejected> {
        document.date = document.date.or(self.args.date);
        let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        match self.ids.entry(self.hasher.hash_one(&document.id)) {
            Entry::Vacant(entry) => {
                entry.insert((number(self.files.len() as u64 - 1), number(line)));
                Ok(Sourced {
                    document,
                    file,
                    line,
                })
            }
            Entry::Occupied(entry) => {
                let (first, first_line) = *entry.get();
                let first = format!("{}:{first_line}", self.files[first as usize]);
                Err(Rejected {
                    name: file.to_string(),
                    line: Some(line),
                    error: InputError::DuplicateId {
                        id: document.id,
                        first,
                    },
                })
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Read;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some((file, reader)) = &mut self.current
                && let Some(item) = reader.next()
            {
                let (file, line) = (file.clone(), reader.line());
                let warnings = reader.take_warnings().into_iter().map(Read::Warning);
                self.ready.extend(warnings);
                let read = item.and_then(|document| self.accept(document, file, line));
                self.ready
                    .push_back(read.map_or_else(Read::Rejected, Read::Document));
                continue;
            }
            let path = self.pending.pop_front()?;
            match self.open(&path) {
                Ok(current) => {
                    self.files.push(current.0.clone());
                    self.current = Some(current);
                }
                Err(error) => {
                    let rejected = unreadable(path.display().to_string(), error);
                    self.ready.push_back(Read::Rejected(rejected));
                }
            }
        }
    }
}

/// Whether the beginning of a file is enough to tell JSON Lines from text.
fn tells_format(head: &[u8]) -> bool {
    let written = head.iter().filter(|b| !b.is_ascii_whitespace());
    // Three tell, and the mark of byte order has three.
    written.count() >= 6 || head.len() >= 4096
}

/// Unpacks gzip and Zstandard, told by their first bytes.
fn decompress(raw: Counted) -> io::Result<Box<dyn io::Read + Send>> {
    let (head, reader) = peek(raw, |head| head.len() >= 4)?;
    Ok(match head.as_slice() {
        [0x1F, 0x8B, ..] => Box::new(MultiGzDecoder::new(BufReader::new(reader))),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Box::new(zstd::Decoder::new(reader)?),
        _ => Box::new(reader),
    })
}
