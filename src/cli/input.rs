//! Options on what a command reads, and how.

use super::Outcome;
use super::documents::{Documents, Read};
use clap::ValueEnum;
use encoding_rs::Encoding;
use rasd::Document;
use rasd::corpus::parse_date;
use std::path::Path;

/// Longest document that is read if nobody says otherwise: many times the longest article.
const LONGEST: usize = 32 << 20;

/// Longest document that can be read: offsets into the text layer are 32 bits wide.
const LONGEST_POSSIBLE: usize = 512 << 20;

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
    #[arg(long, value_name = "BYTES", default_value_t = LONGEST, value_parser = limit)]
    pub max_document_bytes: usize,
}

impl InputArgs {
    /// The usual options with these paths, for commands that name their corpus otherwise.
    ///
    /// # Errors
    /// A date that is none, or a path at which nothing stands.
    pub fn of_paths(paths: &[String], date_text: Option<&str>) -> anyhow::Result<Self> {
        let date = match date_text {
            Some(text) => Some(date(text).map_err(anyhow::Error::msg)?),
            None => None,
        };
        for path in paths {
            let named = path != "-" && !path.contains(['*', '?', '[']);
            anyhow::ensure!(
                !named || Path::new(path).exists(),
                "{path}: no such file or folder"
            );
        }
        Ok(InputArgs {
            paths: paths.to_vec(),
            input_format: FormatArg::Auto,
            date,
            text_field: "text".to_owned(),
            date_field: "date".to_owned(),
            id_field: "id".to_owned(),
            source_field: "source".to_owned(),
            encoding: None,
            max_document_bytes: LONGEST,
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

fn limit(text: &str) -> Result<usize, String> {
    let bytes: usize = text
        .parse()
        .map_err(|_| "expected a number of bytes".to_owned())?;
    if (1..=LONGEST_POSSIBLE).contains(&bytes) {
        Ok(bytes)
    } else {
        Err(format!("expected 1 to {LONGEST_POSSIBLE} bytes"))
    }
}

/// Takes each document that a command line names to `work`. Those that cannot be read are told on
/// standard error, and the rest goes on.
///
/// # Errors
/// A path where there is nothing; the first error of `work`.
pub fn each_document(
    args: &InputArgs,
    mut work: impl FnMut(Document) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for read in Documents::new(args)? {
        match read {
            Read::Document(read) => work(read.document)?,
            Read::Warning(warning) => eprintln!("rasd: warning: {warning}"),
            Read::Rejected(rejected) => {
                eprintln!("rasd: {rejected}");
                outcome = Outcome::Shortfall;
            }
        }
    }
    Ok(outcome)
}
