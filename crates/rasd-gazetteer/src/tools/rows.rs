//! Rows of the tables as they are written, and adding one in its place.

use rasd_core::{DataFile, EntityType};
use thiserror::Error;

/// A row that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Data file and line, for example `gazetteers/persons.csv:12`.
    pub row: String,
    /// Stable id.
    pub id: String,
    /// English name.
    pub name: String,
    /// Country or bloc code, empty if none.
    pub country: String,
    /// PLOVER sector, empty if none.
    pub sector: String,
    /// Entity type of its names.
    pub kind: EntityType,
    /// Arabic names, the preferred one first; short forms come last; without `*` and `?`.
    pub names: Vec<String>,
}

/// A row of `offices.csv`: who held an office from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenureRow {
    /// `COUNTRY/role`.
    pub office: String,
    /// Id of the person.
    pub person: String,
    /// First day, YYYY-MM-DD.
    pub start: String,
    /// First day after it, empty if the tenure goes on.
    pub end: String,
}

/// Why a row cannot be added.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum InsertError {
    /// The table is not known or has no header.
    #[error("`{0}` is no table with a header")]
    NoTable(String),
    /// The row has too few or too many fields.
    #[error("{found} fields, expected {expected}: {header}")]
    Fields {
        /// Number of fields found.
        found: usize,
        /// Number of fields of the header.
        expected: usize,
        /// The header.
        header: String,
    },
    /// A row of that key is there already.
    #[error("line {line} has the same key `{key}`")]
    Taken {
        /// Line number from 1.
        line: usize,
        /// First field.
        key: String,
    },
}

/// The rows of countries, groups, places, organisations and persons, in file order.
///
/// Rows that cannot be read are left out; [`super::check`] reports them.
pub fn entries(files: &[DataFile<'_>]) -> Vec<Entry> {
    files.iter().flat_map(entries_of).collect()
}

fn entries_of(file: &DataFile<'_>) -> Vec<Entry> {
    let stem = file.path.rsplit('/').next().unwrap_or("");
    let kind = match stem.split(['-', '.']).next().unwrap_or("") {
        "countries" => EntityType::Gpe,
        "groups" => EntityType::Norp,
        "orgs" => EntityType::Org,
        "persons" => EntityType::Per,
        "places" => EntityType::Loc,
        _ => return Vec::new(),
    };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        return Vec::new();
    };
    let column = |name: &str| header.iter().position(|found| found == name);
    let (names, short) = (column("names"), column("short"));
    let first = column("id").or_else(|| column("code"));
    let (name, country, sector, types) = (
        column("name_en"),
        column("country").or_else(|| column("code")),
        column("sector"),
        column("type"),
    );
    let mut out = Vec::new();
    for record in reader.records().flatten() {
        let get = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or("").to_owned();
        let line = record.position().map_or(0, |position| position.line());
        let listed = format!("{}|{}", get(names), get(short));
        out.push(Entry {
            row: format!("{}:{line}", file.path),
            id: get(first),
            name: get(name),
            country: get(country),
            sector: get(sector),
            kind: get(types).parse().unwrap_or(kind),
            names: listed
                .split('|')
                .map(|name| name.trim().trim_start_matches(['*', '?']).to_owned())
                .filter(|name| !name.is_empty())
                .collect(),
        });
    }
    out
}

/// The table with a row added where the order of its rows wants it, and the line it
/// stands in, from 1. The other lines and the line endings stay as they are.
///
/// # Errors
/// If the table has no header, the row does not fit it, or its key is taken (tables whose first
/// field is an id hold each id once; others each row).
pub fn insert_row(table: &str, fields: &[String]) -> Result<(String, u32), InsertError> {
    let mut lines: Vec<&str> = table.lines().collect();
    let Some(header) = lines.first().copied().filter(|header| !header.is_empty()) else {
        return Err(InsertError::NoTable(table.chars().take(40).collect()));
    };
    let columns: Vec<&str> = header.trim_start_matches('\u{feff}').split(',').collect();
    if columns.len() != fields.len() {
        return Err(InsertError::Fields {
            found: fields.len(),
            expected: columns.len(),
            header: header.to_owned(),
        });
    }
    let unique = matches!(columns[0], "id" | "code");
    let row = row_text(fields);
    let own = sort_key(columns[0], fields);
    let mut at = lines.len();
    for (number, line) in lines.iter().enumerate().skip(1) {
        let other = sort_key(columns[0], &self::fields(line));
        if (unique && other.0 == own.0) || *line == row {
            return Err(InsertError::Taken {
                line: number + 1,
                key: own.0,
            });
        }
        if at == lines.len() && other > own {
            at = number;
        }
    }
    lines.insert(at, &row);
    Ok((join(&lines, table), at as u32 + 1))
}

/// The table of offices with the open tenure of an office ended on the first day of its successor,
/// and the line of that tenure; `None` if none is open that began before.
pub fn close_tenure(table: &str, office: &str, day: &str) -> Option<(String, u32)> {
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    let at = lines.iter().skip(1).position(|line| {
        let fields = fields(line);
        let field = |at: usize| fields.get(at).map_or("", String::as_str);
        field(0) == office && field(3).is_empty() && field(2) < day
    })? + 1;
    let mut row = fields(&lines[at]);
    *row.get_mut(3)? = day.to_owned();
    lines[at] = row_text(&row);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Some((join(&lines, table), at as u32 + 1))
}

/// Lines with the line endings that a table has.
fn join(lines: &[&str], table: &str) -> String {
    let ending = if table.contains("\r\n") { "\r\n" } else { "\n" };
    lines.join(ending) + ending
}

/// What rows of a table with this header are sorted by: the first field, then the second; tenures
/// of an office by their start.
pub(crate) fn sort_key(first_column: &str, fields: &[String]) -> (String, String) {
    let second = if first_column == "office" { 2 } else { 1 };
    let field = |at: usize| fields.get(at).cloned().unwrap_or_default();
    (field(0), field(second))
}

fn fields(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(line.as_bytes());
    let record = reader.records().flatten().next().unwrap_or_default();
    record.iter().map(str::to_owned).collect()
}

/// A row as it is written: fields that hold a comma or a quote are quoted.
pub fn row_text(fields: &[String]) -> String {
    let quoted: Vec<String> = fields
        .iter()
        .map(|field| {
            if field.contains([',', '"', '\n']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        })
        .collect();
    quoted.join(",")
}
