//! Rows of the tables as they are written, and adding one in its place.

use rasd_core::{DataFile, EntityType, Record, Records};
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
        line: u32,
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
    let mut records = Records::new(file.text);
    let Some(Ok(header)) = records.next() else {
        return Vec::new();
    };
    let column = |name: &str| header.iter().position(|found| found.trim() == name);
    let (names, short) = (column("names"), column("short"));
    let first = column("id").or_else(|| column("code"));
    let (name, country, sector, types) = (
        column("name_en"),
        column("country").or_else(|| column("code")),
        column("sector"),
        column("type"),
    );
    let mut out = Vec::new();
    for record in records.flatten() {
        let get = |at: Option<usize>| {
            let value = at.and_then(|at| record.get(at)).unwrap_or("");
            value.trim().to_owned()
        };
        let line = record.line();
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
    let mut records = Records::new(table);
    let Some(Ok(header)) = records.next() else {
        return Err(InsertError::NoTable(table.chars().take(40).collect()));
    };
    if header.width() != fields.len() {
        return Err(InsertError::Fields {
            found: fields.len(),
            expected: header.width(),
            header: table[header.range()].to_owned(),
        });
    }
    let first = header.get(0).unwrap_or("").trim();
    let unique = matches!(first, "id" | "code");
    let own = sort_key(first, fields.iter().map(String::as_str));
    let mut before = None;
    for record in records.flatten() {
        let other = sort_key(first, record.iter());
        if (unique && other.0 == own.0) || record.iter().eq(fields.iter().map(String::as_str)) {
            return Err(InsertError::Taken {
                line: record.line(),
                key: own.0,
            });
        }
        if before.is_none() && other > own {
            before = Some((record.range().start, record.line()));
        }
    }
    let end = line_end(table);
    let row = row_text(fields);
    Ok(match before {
        Some((at, line)) => (format!("{}{row}{end}{}", &table[..at], &table[at..]), line),
        None => {
            let whole = table.trim_end_matches(['\n', '\r']);
            let text = format!("{whole}{end}{row}{end}");
            let line = Records::new(&text).flatten().last();
            let line = line.map_or(0, |record| record.line());
            (text, line)
        }
    })
}

/// The table of offices with the tenure in a line ended on the first day of its successor; `None`
/// if no tenure stands there.
pub fn close_tenure(table: &str, line: u32, day: &str) -> Option<String> {
    let mut records = Records::new(table);
    let header = records.next()?.ok()?;
    let end = header.iter().position(|column| column.trim() == "end")?;
    let record = records.flatten().find(|record| record.line() == line)?;
    let mut fields: Vec<String> = record.iter().map(str::to_owned).collect();
    *fields.get_mut(end)? = day.to_owned();
    let range = record.range();
    let row = row_text(&fields);
    Some(format!(
        "{}{row}{}",
        &table[..range.start],
        &table[range.end..]
    ))
}

/// The line ending of a table.
fn line_end(table: &str) -> &'static str {
    match (table.contains("\r\n"), table.contains('\n')) {
        (true, _) => "\r\n",
        (false, false) if table.contains('\r') => "\r",
        _ => "\n",
    }
}

/// The header of a table as it is written, without a byte order mark; none if it has none.
pub fn header(table: &str) -> Vec<String> {
    let header = Records::new(table).next().and_then(Result::ok);
    let columns = |header: Record<'_>| header.iter().map(|name| name.trim().to_owned()).collect();
    header.map(columns).unwrap_or_default()
}

/// What rows of a table with this header are sorted by: the first field, then the second; tenures
/// of an office by their start.
pub(crate) fn sort_key<'a>(
    first_column: &str,
    mut fields: impl Iterator<Item = &'a str>,
) -> (String, String) {
    let between = usize::from(first_column == "office");
    let first = fields.next().unwrap_or("").to_owned();
    (first, fields.nth(between).unwrap_or("").to_owned())
}

/// A row as it is written: fields that hold a comma, a quote or a line end are quoted.
pub fn row_text(fields: &[String]) -> String {
    let quoted: Vec<String> = fields
        .iter()
        .map(|field| {
            if field.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        })
        .collect();
    quoted.join(",")
}
