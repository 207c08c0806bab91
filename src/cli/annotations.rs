//! Reading annotated documents and scoring options, for the commands that score.

use anyhow::Context;
use clap::ValueEnum;
use rasd::scorer::read::{parse_brat, parse_columns, parse_spans, parse_textee};
use rasd::scorer::tags::Scheme;
use rasd::scorer::{
    EntityChains, OffsetUnit, Options, Parsed, Problems, Request, Singletons, parse_documents,
};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Options that change figures.
#[derive(Debug, Clone, clap::Args)]
pub struct ScoringArgs {
    /// Metric, or the start of several such as `ner` or `coref.entity`; can be given more than once
    #[arg(long = "metric", value_name = "NAME")]
    pub metrics: Vec<String>,
    /// Which mentions count in coreference
    #[arg(long, value_enum, default_value_t = SingletonsArg::Listed)]
    pub singletons: SingletonsArg,
    /// Where entity chains come from
    #[arg(long, value_enum, default_value_t = ChainsArg::Clusters)]
    pub entity_chains: ChainsArg,
    /// Leave out predicted events of this realis, unless the gold labels some; can be repeated
    #[arg(long = "drop-realis", value_name = "REALIS")]
    pub drop_realis: Vec<String>,
    /// Leave out entities of this type from ner.* and link.*; can be repeated
    #[arg(long = "drop-type", value_name = "TYPE")]
    pub drop_types: Vec<String>,
    /// Seed of the random draws
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

/// Names of [`Singletons`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SingletonsArg {
    /// Mentions that stand in a listed chain
    Listed,
    /// Every mention; unlisted ones are chains of one
    All,
    /// Only chains of two or more
    Drop,
}

/// Names of [`EntityChains`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChainsArg {
    /// The `clusters` of the documents
    Clusters,
    /// Entities with equal refs
    Refs,
}

/// Names of [`OffsetUnit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum OffsetsArg {
    /// Unicode code points
    #[default]
    Codepoints,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
    /// Bytes of UTF-8
    Bytes,
}

impl From<OffsetsArg> for OffsetUnit {
    fn from(unit: OffsetsArg) -> OffsetUnit {
        match unit {
            OffsetsArg::Codepoints => OffsetUnit::CodePoints,
            OffsetsArg::Utf16 => OffsetUnit::Utf16,
            OffsetsArg::Bytes => OffsetUnit::Bytes,
        }
    }
}

impl ScoringArgs {
    /// The request with this many bootstrap replicates.
    pub fn request(&self, bootstrap: usize) -> Request {
        let singletons = match self.singletons {
            SingletonsArg::Listed => Singletons::Listed,
            SingletonsArg::All => Singletons::All,
            SingletonsArg::Drop => Singletons::Drop,
        };
        let entity_chains = match self.entity_chains {
            ChainsArg::Clusters => EntityChains::Clusters,
            ChainsArg::Refs => EntityChains::Refs,
        };
        Request {
            options: Options {
                singletons,
                entity_chains,
                drop_realis: self.drop_realis.iter().cloned().collect(),
                drop_types: self.drop_types.iter().cloned().collect(),
            },
            metrics: self.metrics.clone(),
            bootstrap,
            seed: self.seed,
        }
    }
}

/// The text of a file, `-` for standard input.
///
/// # Errors
/// A file that cannot be read or is not UTF-8, and standard input asked for again.
pub fn read_text(path: &Path) -> anyhow::Result<String> {
    static READ: AtomicBool = AtomicBool::new(false);
    if path.as_os_str() == "-" {
        anyhow::ensure!(
            !READ.swap(true, Ordering::Relaxed),
            "standard input can be read only once, and is needed again; give a file"
        );
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .context("cannot read standard input")?;
        return Ok(text);
    }
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The annotation files under a path: the file itself, or the `.json` and `.jsonl` files of a
/// folder (of its `annotations` subfolder, if it has one) in sorted order.
///
/// # Errors
/// A folder that cannot be read or holds no such file.
pub fn annotation_files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let inner = path.join("annotations");
    let folder = if inner.is_dir() {
        inner
    } else {
        path.to_owned()
    };
    let mut files = Vec::new();
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let extension = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default();
        if path.is_file() && ["json", "jsonl"].contains(&extension) {
            files.push(path);
        }
    }
    anyhow::ensure!(
        !files.is_empty(),
        "no .json or .jsonl file in {}",
        folder.display()
    );
    files.sort();
    Ok(files)
}

/// How annotations are written. Example files of all: `crates/rasd-scorer/tests/formats`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum FileFormat {
    /// Annotated documents, one a line
    #[default]
    Documents,
    /// A folder of brat .txt and .ann pairs
    Brat,
    /// CoNLL columns, token first and tag last
    Iob2,
    /// The same with E and S tags
    Iobes,
    /// The same with L and U tags
    Bilou,
    /// JSON of spaCy, Prodigy, doccano or Label Studio
    Spans,
    /// JSON Lines of TextEE or OneIE
    Textee,
}

/// Documents of a file or folder with every problem in them.
///
/// # Errors
/// A file that cannot be read.
pub fn read_documents(path: &Path, format: FileFormat) -> anyhow::Result<Parsed> {
    if format == FileFormat::Brat {
        return read_brat(path);
    }
    let files = match format {
        FileFormat::Documents => annotation_files(path)?,
        _ => vec![path.to_owned()],
    };
    let mut all = Parsed::default();
    for file in files {
        let (name, contents) = (file.display().to_string(), read_text(&file)?);
        let parsed = match format {
            FileFormat::Documents | FileFormat::Brat => parse_documents(&name, &contents),
            FileFormat::Iob2 => parse_columns(&name, &contents, Scheme::Iob2),
            FileFormat::Iobes => parse_columns(&name, &contents, Scheme::Iobes),
            FileFormat::Bilou => parse_columns(&name, &contents, Scheme::Bilou),
            FileFormat::Spans => parse_spans(&name, &contents),
            FileFormat::Textee => parse_textee(&name, &contents),
        };
        all.documents.extend(parsed.documents);
        all.problems.extend(parsed.problems);
    }
    Ok(all)
}

/// Gold documents, of which there must be some.
///
/// # Errors
/// A file that cannot be read, or files without a document.
pub fn read_gold(path: &Path, format: FileFormat) -> anyhow::Result<Parsed> {
    let gold = read_documents(path, format)?;
    if gold.problems.is_empty() {
        something(path, gold.documents.len())?;
    }
    Ok(gold)
}

/// Refuses a file that holds nothing.
///
/// # Errors
/// No items.
pub fn something(path: &Path, items: usize) -> anyhow::Result<()> {
    anyhow::ensure!(
        items > 0,
        "{} is empty: there is nothing to score",
        path.display()
    );
    Ok(())
}

/// The `.ann` files of a folder, each with the `.txt` file beside it.
fn read_brat(folder: &Path) -> anyhow::Result<Parsed> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ann"));
    anyhow::ensure!(!files.is_empty(), "no .ann file in {}", folder.display());
    files.sort();
    let mut all = Parsed::default();
    for file in files {
        let text = read_text(&file.with_extension("txt"))?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let parsed = parse_brat(
            &name,
            &file.display().to_string(),
            &text,
            &read_text(&file)?,
        );
        all.documents.extend(parsed.documents);
        all.problems.extend(parsed.problems);
    }
    Ok(all)
}

/// Prints every problem and gives the error that ends the command.
pub fn refuse(problems: &Problems) -> anyhow::Error {
    // Who reads only the first of many problems closes the pipe, which is no error of ours.
    let _ = writeln!(io::stderr(), "{problems}");
    let problems = super::counted(problems.0.len(), "problem");
    anyhow::anyhow!("the input has {problems} (listed above); nothing was scored")
}
