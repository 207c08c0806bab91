//! Where `rasd extract` writes: standard output, a file with its journal, or a folder of tables.

use super::journal::{Finished, Journal, Mark, Settings};
use super::render::Body;
#[cfg(feature = "parquet")]
use super::tables::Tables;
use anyhow::{Context, ensure};
use rasd::corpus::Rejected;
use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// What standard output is called in messages.
const STDOUT: &str = "standard output";

/// Where events go.
pub enum Output {
    /// Standard output.
    Stream(BufWriter<io::Stdout>),
    /// A file that a run can be resumed from.
    File(Journal),
    /// A folder with a Parquet file for each table.
    #[cfg(feature = "parquet")]
    Tables(Box<Tables>),
}

impl Output {
    /// Standard output, or the file that is named.
    ///
    /// # Errors
    /// The file cannot be written, or holds what must not be lost.
    pub fn lines(
        path: Option<&Path>,
        resume: bool,
        settings: Settings,
    ) -> anyhow::Result<(Self, Finished)> {
        match path {
            None => Ok((
                Output::Stream(BufWriter::new(io::stdout())),
                Finished::default(),
            )),
            Some(path) => {
                let (journal, finished) = Journal::open(path, resume, settings)?;
                Ok((Output::File(journal), finished))
            }
        }
    }

    /// Writes what comes before the first document.
    ///
    /// # Errors
    /// Writing failed.
    pub fn header(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match self {
            Output::Stream(out) => out.write_all(bytes).context(STDOUT),
            Output::File(journal) if journal.is_empty() => journal.append(bytes),
            Output::File(_) => Ok(()),
            #[cfg(feature = "parquet")]
            Output::Tables(_) => Ok(()),
        }
    }

    /// Writes what came of a document; a reader at the other end of a pipe has its lines at once.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&mut self, body: &Body, mark: Mark) -> anyhow::Result<()> {
        match (self, body) {
            (Output::Stream(out), Body::Lines(bytes)) => {
                out.write_all(bytes).context(STDOUT)?;
                out.flush().context(STDOUT)?;
            }
            (Output::File(journal), Body::Lines(bytes)) => journal.write(bytes, mark)?,
            #[cfg(feature = "parquet")]
            (Output::Tables(tables), Body::Rows(rows)) => tables.write(rows)?,
            #[cfg(feature = "parquet")]
            (Output::Tables(_), Body::Lines(_)) | (_, Body::Rows(_)) => {
                anyhow::bail!("a bug in rasd: output and format do not fit")
            }
        }
        Ok(())
    }

    /// Writes what comes after the last document.
    ///
    /// # Errors
    /// Writing failed.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Output::Stream(mut out) => out.flush().context(STDOUT),
            Output::File(_) => Ok(()),
            #[cfg(feature = "parquet")]
            Output::Tables(tables) => tables.finish(),
        }
    }
}

/// The file of rejected documents.
pub struct Rejects {
    path: PathBuf,
    file: File,
}

impl Rejects {
    /// A file to write rejected documents to. What an earlier run wrote stands until it is cleared.
    ///
    /// # Errors
    /// The file holds something else than rejected documents, or cannot be written.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let name = || path.display().to_string();
        if path.is_file() {
            let file = File::open(path).with_context(name)?;
            ensure!(
                is_list(file).with_context(name)?,
                "{} holds something else than rejected documents: name another file for --rejects, or remove it",
                name()
            );
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let file = options.open(path).with_context(name)?;
        let path = path.to_owned();
        Ok(Rejects { path, file })
    }

    /// Removes the list of an earlier run: its documents are tried again.
    ///
    /// # Errors
    /// Writing failed.
    pub fn clear(&mut self) -> anyhow::Result<()> {
        // A pipe or a device has nothing to remove.
        if self.path.is_file() {
            let cleared = self.file.set_len(0);
            cleared.with_context(|| self.path.display().to_string())?;
        }
        Ok(())
    }

    /// Writes down a document and why it was rejected.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&mut self, rejected: &Rejected) -> anyhow::Result<()> {
        let line = json!({
            "file": rejected.name,
            "line": rejected.line,
            "reason": rejected.error.to_string(),
        });
        writeln!(self.file, "{line}").with_context(|| self.path.display().to_string())
    }
}

/// Whether a file is empty or begins with a rejected document.
fn is_list(file: File) -> io::Result<bool> {
    let mut first = Vec::new();
    BufReader::new(file.take(1 << 20)).read_until(b'\n', &mut first)?;
    let written: Option<Value> = serde_json::from_slice(&first).ok();
    let has = |name| written.as_ref().is_some_and(|v| v.get(name).is_some());
    Ok(first.is_empty() || ["file", "line", "reason"].into_iter().all(has))
}
