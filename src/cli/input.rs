//! Finding and opening the documents that a command line names.

use clap::ValueEnum;
use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;
use rasd::Document;
use rasd::corpus::{
    DocumentReader, Fields, InputError, InputFormat, Rejected, detect_format, parse_date,
};
use std::collections::{HashSet, VecDeque};
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Options on what is read and how.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArgs {
    /// Files, folders, patterns such as 'news/*.txt', or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub paths: Vec<String>,
    /// How the input is written; `auto` tells by the first bytes of each file
    #[arg(long, value_enum, default_value_t = FormatArg::Auto)]
    pub input_format: FormatArg,
    /// Publication date of plain text, for example 2024-03-11
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<jiff::civil::DateTime>,
    /// Field of JSON Lines that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,
    /// Field of JSON Lines that holds the publication date
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub date_field: String,
    /// Field of JSON Lines that holds the document id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub id_field: String,
    /// Field of JSON Lines that holds the outlet
    #[arg(long, value_name = "NAME", default_value = "source")]
    pub source_field: String,
    /// Encoding of the input where it is not UTF-8, for example windows-1256
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    /// Longest document that is read
    #[arg(long, value_name = "BYTES", default_value_t = 256 << 20)]
    pub max_document_bytes: usize,
}

impl InputArgs {
    /// The usual options with these paths, for commands that name their corpus otherwise.
    ///
    /// # Errors
    /// A date that is none.
    pub fn of_paths(paths: &[String], date_text: Option<&str>) -> anyhow::Result<Self> {
        let date = match date_text {
            Some(text) => Some(date(text).map_err(anyhow::Error::msg)?),
            None => None,
        };
        Ok(InputArgs {
            paths: paths.to_vec(),
            input_format: FormatArg::Auto,
            date,
            text_field: "text".to_owned(),
            date_field: "date".to_owned(),
            id_field: "id".to_owned(),
            source_field: "source".to_owned(),
            encoding: None,
            max_document_bytes: 256 << 20,
        })
    }
}

/// How the input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// Told by the first bytes of each file.
    Auto,
    /// Each file is one document.
    Text,
    /// Each line is a JSON object.
    Jsonl,
}

fn date(text: &str) -> Result<jiff::civil::DateTime, String> {
    parse_date(text).map_err(|e| e.to_string())
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes())
        .ok_or_else(|| format!("unknown encoding `{name}`; try utf-8, windows-1256 or iso-8859-6"))
}

type Reader = DocumentReader<Box<dyn BufRead + Send>>;

/// All documents of a command line, in the order of the paths; folders are read in sorted order.
pub struct Documents {
    args: InputArgs,
    pending: VecDeque<PathBuf>,
    rejected: VecDeque<Rejected>,
    current: Option<Reader>,
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

    fn open(&self, path: &Path) -> io::Result<Reader> {
        let (name, raw): (_, Box<dyn Read + Send>) = if path.as_os_str() == "-" {
            ("<stdin>".to_owned(), Box::new(io::stdin()))
        } else {
            (path.display().to_string(), Box::new(File::open(path)?))
        };
        let mut reader = decompress(BufReader::new(raw))?;
        let format = match self.args.input_format {
            FormatArg::Text => InputFormat::Text,
            FormatArg::Jsonl => InputFormat::JsonLines,
            FormatArg::Auto => detect_format(reader.fill_buf()?),
        };
        let fields = Fields {
            text: self.args.text_field.clone(),
            id: self.args.id_field.clone(),
            date: self.args.date_field.clone(),
            source: self.args.source_field.clone(),
        };
        let limit = self.args.max_document_bytes;
        Ok(DocumentReader::new(
            reader,
            &name,
            format,
            fields,
            self.args.encoding,
            limit,
        ))
    }

    fn check_id(&mut self, document: Document) -> Result<Document, Rejected> {
        if self.ids.insert(self.hasher.hash_one(&document.id)) {
            return Ok(document);
        }
        let (name, line) = match &self.current {
            Some(reader) => (reader.name().to_owned(), reader.line()),
            None => (String::new(), 0),
        };
        Err(Rejected {
            name,
            line,
            error: InputError::DuplicateId { id: document.id },
        })
    }
}

impl Iterator for Documents {
    type Item = Result<Document, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(rejected) = self.rejected.pop_front() {
                return Some(Err(rejected));
            }
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item.and_then(|mut document| {
                    document.date = document.date.or(self.args.date);
                    self.check_id(document)
                }));
            }
            let path = self.pending.pop_front()?;
            match self.open(&path) {
                Ok(reader) => self.current = Some(reader),
                Err(error) => self.reject(&path.display().to_string(), error),
            }
        }
    }
}

/// Unpacks gzip and Zstandard, told by their first bytes.
fn decompress(mut reader: BufReader<Box<dyn Read + Send>>) -> io::Result<Box<dyn BufRead + Send>> {
    let head = reader.fill_buf()?;
    Ok(match head {
        [0x1F, 0x8B, ..] => Box::new(BufReader::new(MultiGzDecoder::new(reader))),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Box::new(BufReader::new(zstd::Decoder::new(reader)?)),
        _ => Box::new(reader),
    })
}
