//! A folder with the tables of events and mentions as Parquet files.

use anyhow::{Context, bail};
use rasd::corpus::EventRecord;
use rasd::corpus::parquet::{MentionRecord, Table, events_table, mentions, mentions_table};
use rasd::{Analysis, Document};
use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The rows of one document.
#[derive(Debug, Default)]
pub struct Rows {
    /// Rows of `events.parquet`.
    pub events: Vec<EventRecord>,
    /// Rows of `mentions.parquet`.
    pub mentions: Vec<MentionRecord>,
}

impl Rows {
    /// The rows of an analysed document, of its events those of `records`.
    pub fn new(document: &Document, analysis: &Analysis, records: Vec<EventRecord>) -> Self {
        let mut mentions = mentions(document, analysis);
        let kept: HashSet<&str> = records.iter().map(|r| r.id.as_str()).collect();
        for mention in &mut mentions {
            mention.keep_events(|id| kept.contains(id));
        }
        Rows {
            events: records,
            mentions,
        }
    }
}

/// The tables while they are written. Until they are finished they are no Parquet files, so they
/// have names of their own until then.
pub struct Tables {
    folder: PathBuf,
    events: Table<EventRecord, File>,
    mentions: Table<MentionRecord, File>,
}

const EVENTS: &str = "events.parquet";
const MENTIONS: &str = "mentions.parquet";

impl Tables {
    /// New tables in a folder, which is made if need be.
    ///
    /// # Errors
    /// The folder has tables already, or cannot be written to.
    pub fn create(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        for name in [EVENTS, MENTIONS] {
            if folder.join(name).exists() {
                bail!(
                    "{} holds the tables of an earlier run: remove {name} there, or name another folder",
                    folder.display()
                );
            }
        }
        let create = |name| {
            let path = unfinished(folder, name);
            File::create(&path).with_context(|| path.display().to_string())
        };
        Ok(Tables {
            folder: folder.to_owned(),
            events: events_table(create(EVENTS)?)?,
            mentions: mentions_table(create(MENTIONS)?)?,
        })
    }

    /// Adds the rows of a document.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&mut self, rows: &Rows) -> anyhow::Result<()> {
        let pushed = rows.events.iter().try_for_each(|row| self.events.push(row));
        pushed.with_context(|| unfinished(&self.folder, EVENTS).display().to_string())?;
        let mut mentions = rows.mentions.iter();
        let pushed = mentions.try_for_each(|row| self.mentions.push(row));
        pushed.with_context(|| unfinished(&self.folder, MENTIONS).display().to_string())
    }

    /// Ends the files and gives them their names.
    ///
    /// # Errors
    /// Writing failed.
    pub fn finish(self) -> anyhow::Result<()> {
        let place = |name| unfinished(&self.folder, name).display().to_string();
        let events = self.events.finish().with_context(|| place(EVENTS))?;
        events.sync_all().with_context(|| place(EVENTS))?;
        let mentions = self.mentions.finish().with_context(|| place(MENTIONS))?;
        mentions.sync_all().with_context(|| place(MENTIONS))?;
        for name in [EVENTS, MENTIONS] {
            let path = self.folder.join(name);
            fs::rename(unfinished(&self.folder, name), &path)
                .with_context(|| path.display().to_string())?;
        }
        Ok(())
    }
}

/// The files that tables in this folder are written to.
pub fn paths(folder: &Path) -> Vec<PathBuf> {
    let names = [EVENTS, MENTIONS].into_iter();
    names
        .flat_map(|name| [folder.join(name), unfinished(folder, name)])
        .collect()
}

fn unfinished(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.unfinished"))
}
