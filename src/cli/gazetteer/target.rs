//! The tables that rows are added to.

use anyhow::{Context, anyhow, bail};
use rasd::Data;
use rasd_gazetteer::tools::{self, Column, InsertError};
use std::fs;
use std::path::{Path, PathBuf};

/// The table that a row goes to.
pub struct Target {
    /// `orgs` for `orgs-media`.
    pub kind: &'static str,
    /// What its columns mean.
    pub columns: &'static [Column],
    /// Path in the data: `gazetteers/persons-own.csv`.
    pub path: String,
    /// The file on disk.
    pub file: PathBuf,
    /// The table as it is; for a new one the header alone.
    pub text: String,
}

impl Target {
    /// The table of that name in the folder `to`, or a new one beside the built-in one.
    pub fn new(to: &Path, table: &str, data: &Data) -> anyhow::Result<Self> {
        let (Some(kind), Some(columns)) = (tools::kind_of(table), tools::columns_of(table)) else {
            bail!(
                "`{table}` is no table that rows can be added to; {}",
                tables(data)
            );
        };
        let path = |table: &str| format!("gazetteers/{table}.csv");
        let own = format!("{kind}-own");
        let name = match table {
            table if to.join(path(table)).is_file() => table,
            // A table that only the built-in data has stays as it is; the row stands beside it.
            table if table == kind || data.get(&path(table)).is_some() => own.as_str(),
            table => table,
        };
        let file = to.join(path(name));
        let text = match file.is_file() {
            true => fs::read_to_string(&file).with_context(|| file.display().to_string())?,
            false => {
                let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
                names.join(",") + "\n"
            }
        };
        if kind == "orgs" && name == "orgs-own" && to.join("gazetteers/orgs-media.csv").is_file() {
            bail!(
                "organisations have several tables: {}",
                organisations(data).join(", ")
            );
        }
        Ok(Target {
            kind,
            columns,
            path: path(name),
            file,
            text,
        })
    }

    /// A text of the table with a row in its place, and the line of the row.
    pub fn insert(&self, table: &str, fields: &[String]) -> anyhow::Result<(String, u32)> {
        tools::insert_row(table, fields).map_err(|error| match error {
            InsertError::Taken { line, key } => {
                anyhow!("{}:{line} has `{key}` already", self.file.display())
            }
            error => error.into(),
        })
    }

    /// The columns that the file has.
    pub fn header(&self) -> Vec<String> {
        tools::header(&self.text)
    }
}

/// The tables of organisations in the data.
pub fn organisations(data: &Data) -> Vec<String> {
    let names = data.files().into_iter().filter_map(|file| {
        let name = file
            .path
            .strip_prefix("gazetteers/")?
            .strip_suffix(".csv")?;
        (tools::kind_of(name) == Some("orgs") && !name.contains('/')).then(|| name.to_owned())
    });
    names.collect()
}

/// A line on the tables that rows can be added to.
pub fn tables(data: &Data) -> String {
    let orgs = organisations(data).join(", ");
    format!("tables are persons, offices, places, groups, titles, {orgs}")
}
