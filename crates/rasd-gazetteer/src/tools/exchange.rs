//! Exchange with other programs: plain CSV and spaCy's EntityRuler.

use super::columns::columns_of;
use super::rows::{Entry, TenureRow, row_text};
use crate::names::slug;
use rasd_core::{EntityType, Problem, Records};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// The columns of plain CSV.
const PLAIN: &str = "id,type,name_en,country,sector,name";

/// One line a name: `id,type,name_en,country,sector,name`.
pub fn plain_csv(entries: &[Entry]) -> String {
    let mut out = format!("{PLAIN}\n");
    for entry in entries {
        for name in &entry.names {
            let fields = [
                entry.id.clone(),
                entry.kind.to_string(),
                entry.name.clone(),
                entry.country.clone(),
                entry.sector.clone(),
                name.clone(),
            ];
            out.push_str(&row_text(&fields));
            out.push('\n');
        }
    }
    out
}

/// The table that names of an entity type go to.
pub fn table_of(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Per => "persons",
        EntityType::Org => "orgs",
        EntityType::Norp => "groups",
        _ => "places",
    }
}

/// A table of the kind `table` (`persons`, `orgs`, `places`, `groups`) with rows for entries, in
/// the order that tables have. Entries of one id are joined; what is not known stays empty.
pub fn as_table(table: &str, entries: &[Entry]) -> String {
    let columns = columns_of(table).unwrap_or_default();
    let header: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let mut by_id: BTreeMap<&str, (&Entry, Vec<&str>)> = BTreeMap::new();
    for entry in entries {
        let (_, names) = by_id
            .entry(&entry.id)
            .or_insert_with(|| (entry, Vec::new()));
        for name in &entry.names {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    let mut out = header.join(",") + "\n";
    for (id, (entry, names)) in by_id {
        let field = |column: &&str| match *column {
            "id" => id.to_owned(),
            "type" => entry.kind.to_string(),
            "name_en" => entry.name.clone(),
            "country" => entry.country.clone(),
            "sector" => entry.sector.clone(),
            "names" => names.join("|"),
            "source" => "import".to_owned(),
            _ => String::new(),
        };
        let fields: Vec<String> = header.iter().map(field).collect();
        out.push_str(&row_text(&fields));
        out.push('\n');
    }
    out
}

/// A table `offices.csv` with these rows, in the order that tables have.
pub fn tenures_table(tenures: &[TenureRow]) -> String {
    let mut rows: Vec<String> = tenures
        .iter()
        .map(|row| {
            let fields = [&row.office, &row.person, &row.start, &row.end, "import"];
            row_text(&fields.map(str::to_owned))
        })
        .collect();
    rows.sort();
    let columns = columns_of("offices").unwrap_or_default();
    let header: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let lines = std::iter::once(header.join(",")).chain(rows);
    lines.map(|line| line + "\n").collect()
}

/// Entries from the form that [`plain_csv`] writes, with or without its header.
pub fn from_plain_csv(path: &str, text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let mut out: Vec<Entry> = Vec::new();
    let mut problems = Vec::new();
    for record in Records::new(text) {
        let record = match record {
            Ok(record) => record,
            Err(quote) => {
                problems.push(quote.problem(path));
                continue;
            }
        };
        let line = record.line();
        if line == 1 && record.iter().eq(PLAIN.split(',')) {
            continue;
        }
        let field = |at: usize| record.get(at).unwrap_or("").to_owned();
        let (6, Ok(kind)) = (record.width(), field(1).parse::<EntityType>()) else {
            problems.push(
                Problem::at(path, line, "not a row of a name").help(format!("columns are {PLAIN}")),
            );
            continue;
        };
        match out.last_mut().filter(|entry| entry.id == field(0)) {
            Some(entry) => entry.names.push(field(5)),
            None => out.push(Entry {
                row: format!("{path}:{line}"),
                id: field(0),
                name: field(2),
                country: field(3),
                sector: field(4),
                kind,
                names: vec![field(5)],
            }),
        }
    }
    (out, problems)
}

/// A pattern of spaCy's EntityRuler (spaCy API, EntityRuler, "Patterns").
#[derive(Deserialize)]
struct Pattern {
    label: String,
    /// Lists of token descriptions are no names.
    pattern: Value,
    #[serde(default)]
    id: String,
}

/// Patterns of spaCy's EntityRuler, one JSON object a line.
pub fn entity_ruler(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        for name in &entry.names {
            let line = json!({"label": entry.kind.as_str(), "pattern": name, "id": entry.id});
            out.push_str(&line.to_string());
            out.push('\n');
        }
    }
    out
}

/// Rows of `persons.csv` (or the columns that tables of names share) from EntityRuler patterns
/// whose pattern is a string; the others are reported.
pub fn from_entity_ruler(path: &str, text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let mut out: Vec<Entry> = Vec::new();
    let mut problems = Vec::new();
    let mut by_id: HashMap<(String, EntityType), usize> = HashMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let line_number = number as u32 + 1;
        let read = serde_json::from_str(line).map_err(|error| error.to_string());
        let name = read.and_then(|Pattern { label, pattern, id }| match pattern {
            Value::String(name) => Ok((label, name, id)),
            _ => Err("a pattern that is not a string".to_owned()),
        });
        let (label, pattern, given) = match name {
            Ok(name) => name,
            Err(error) => {
                let help =
                    "a line is {\"label\": …, \"pattern\": \"…\"}; patterns of tokens are no names";
                problems.push(Problem::at(path, line_number, error).help(help));
                continue;
            }
        };
        let Ok(kind) = label.parse::<EntityType>() else {
            let known = EntityType::ALL.iter().map(|kind| kind.as_str());
            problems.push(
                Problem::at(path, line_number, format!("unknown label `{label}`")).help(format!(
                    "labels are {}",
                    known.collect::<Vec<_>>().join(", ")
                )),
            );
            continue;
        };
        // Patterns without an id are things of their own.
        let id = match given.as_str() {
            "" => format!("{}-{line_number}", slug(kind.as_str())),
            given => given.to_owned(),
        };
        let key = (id.clone(), kind);
        match by_id.get(&key) {
            Some(at) => out[*at].names.push(pattern),
            None => {
                by_id.insert(key, out.len());
                out.push(Entry {
                    row: format!("{path}:{line_number}"),
                    name: given.replace('-', " "),
                    id,
                    country: String::new(),
                    sector: String::new(),
                    kind,
                    names: vec![pattern],
                });
            }
        }
    }
    (out, problems)
}
