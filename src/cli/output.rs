//! Where `rasd extract` writes: standard output, a file with its journal, or a folder of tables.

use super::journal::{Finished, Journal, Mark, Settings};
use super::render::Body;
#[cfg(feature = "parquet")]
use super::tables::Tables;
use rasd::corpus::Rejected;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context;

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
    pub fn header(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Stream(out) => out.write_all(bytes),
            Output::File(journal) if journal.is_empty() => journal.write_header(bytes),
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
                out.write_all(bytes)?;
                out.flush()?;
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
            Output::Stream(mut out) => Ok(out.flush()?),
            Output::File(_) => Ok(()),
            #[cfg(feature = "parquet")]
            Output::Tables(tables) => tables.finish(),
        }
    }
}

/// The file of rejected documents.
pub struct Rejects(File);

impl Rejects {
    /// A new file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create(path: &Path) -> anyhow::Result<Self> {
        File::create(path)
            .map(Rejects)
            .with_context(|| path.display().to_string())
    }

    /// Writes down a document and why it was rejected.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&mut self, rejected: &Rejected) -> io::Result<()> {
        let line = serde_json::json!({
            "file": rejected.name,
            "line": rejected.line,
            "reason": rejected.error.to_string(),
        });
        writeln!(self.0, "{line}")
    }
}
