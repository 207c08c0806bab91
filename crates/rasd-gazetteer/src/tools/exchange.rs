//! Exchange with other programs: plain CSV, spaCy's EntityRuler, PETRARCH dictionaries.

use super::columns::columns_of;
use super::rows::{Entry, row_text};
use crate::Gazetteer;
use crate::data::{Data, TargetKind};
use crate::names::{slug, words};
use crate::run::latin::latin;
use rasd_core::{EntityType, Problem, Sector};
use std::collections::{BTreeMap, HashMap};

/// One line a name: `id,type,name_en,country,sector,name`.
pub fn plain_csv(entries: &[Entry]) -> String {
    let mut out = String::from("id,type,name_en,country,sector,name\n");
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

/// Entries from the form that [`plain_csv`] writes.
pub fn from_plain_csv(path: &str, text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let mut out: Vec<Entry> = Vec::new();
    let mut problems = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, |position| position.line()) as u32;
        let field = |at: usize| record.get(at).unwrap_or("").to_owned();
        let (6, Ok(kind)) = (record.len(), field(1).parse::<EntityType>()) else {
            problems.push(
                Problem::at(path, line, "not a row of a name")
                    .help("columns are id,type,name_en,country,sector,name"),
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

/// Patterns of spaCy's EntityRuler, one JSON object a line.
pub fn entity_ruler(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        for name in &entry.names {
            out.push_str(&format!(
                "{{\"label\":{},\"pattern\":{},\"id\":{}}}\n",
                quoted(entry.kind.as_str()),
                quoted(name),
                quoted(&entry.id)
            ));
        }
    }
    out
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
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
        let field = |name: &str| string_field(line, name);
        let (Some(label), Some(pattern)) = (field("label"), field("pattern")) else {
            problems.push(
                Problem::at(
                    path,
                    line_number,
                    "no label, or a pattern that is not a string",
                )
                .help("patterns of tokens cannot be read as names"),
            );
            continue;
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
        let given = field("id").filter(|id| !id.is_empty());
        let id = given
            .clone()
            .unwrap_or_else(|| format!("{}-{line_number}", slug(kind.as_str())));
        let key = (id.clone(), kind);
        match by_id.get(&key) {
            Some(at) => out[*at].names.push(pattern),
            None => {
                by_id.insert(key, out.len());
                out.push(Entry {
                    row: format!("{path}:{line_number}"),
                    name: given.unwrap_or_default().replace('-', " "),
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

/// The string value of a field of a flat JSON object.
fn string_field(line: &str, name: &str) -> Option<String> {
    let at = line.find(&format!("\"{name}\""))? + name.len() + 2;
    let rest = line[at..].trim_start().strip_prefix(':')?.trim_start();
    let mut chars = rest.strip_prefix('"')?.chars();
    let mut out = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(out),
            '\\' => match chars.next()? {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'u' => {
                    let code: String = chars.by_ref().take(4).collect();
                    out.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                other => out.push(other),
            },
            c => out.push(c),
        }
    }
}

/// A PETRARCH actor dictionary: names with underscores, synonyms with `+`, dated codes in brackets.
pub fn petrarch(gazetteer: &Gazetteer, entries: &[Entry]) -> String {
    let data = gazetteer.data();
    let persons: HashMap<&str, u32> = (0..data.targets.len() as u32)
        .filter(|target| data.targets[*target as usize].kind == TargetKind::Person)
        .map(|target| (data.id(target), target))
        .collect();
    let mut out = String::new();
    for entry in entries.iter().filter(|entry| !entry.names.is_empty()) {
        for (number, name) in entry.names.iter().enumerate() {
            let plus = if number == 0 { "" } else { "+" };
            out.push_str(&format!("{plus}{}_\n", name.replace(' ', "_")));
        }
        let person = persons
            .get(entry.id.as_str())
            .filter(|_| entry.kind == EntityType::Per);
        let held = person.and_then(|person| data.held.get(person));
        for (office, tenure) in held.into_iter().flatten() {
            let code = office.split('/').next().unwrap_or("");
            let code = if code.len() == 3 {
                code
            } else {
                &entry.country
            };
            let start = tenure.start.strftime("%Y%m%d");
            let period = match tenure.end {
                Some(end) => format!("{start}-{}", end.strftime("%Y%m%d")),
                None => format!(">{start}"),
            };
            out.push_str(&format!("\t[{code}{} {period}]\n", entry.sector));
        }
        out.push_str(&format!("\t[{}{}]\n", entry.country, entry.sector));
    }
    out
}

/// Entries from a PETRARCH actor dictionary; a code is a country of three letters and a sector of three.
pub fn from_petrarch(path: &str, text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let mut out: Vec<Entry> = Vec::new();
    let mut problems = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line_number = number as u32 + 1;
        let line = line.split(['#', ';']).next().unwrap_or("").trim_end();
        let content = line.trim();
        if content.is_empty() || content.starts_with("<!--") {
            continue;
        }
        if let Some(code) = content.strip_prefix('[') {
            let Some(entry) = out.last_mut() else {
                problems.push(Problem::at(path, line_number, "a code before any name"));
                continue;
            };
            apply_code(entry, code.trim_end_matches(']'));
            continue;
        }
        let (name, code) = match content.split_once('[') {
            Some((name, code)) => (name.trim(), Some(code.trim_end_matches(']'))),
            None => (content, None),
        };
        let synonym = name.starts_with('+');
        let name = name.trim_start_matches('+').replace('_', " ");
        let name = name.trim().to_owned();
        if synonym {
            match out.last_mut() {
                Some(entry) => entry.names.push(name),
                None => problems.push(Problem::at(path, line_number, "a synonym before any name")),
            }
            continue;
        }
        let mut entry = Entry {
            row: format!("{path}:{line_number}"),
            id: id_of(&name),
            name: in_title_case(&name),
            country: String::new(),
            sector: String::new(),
            kind: EntityType::Per,
            names: vec![name],
        };
        if let Some(code) = code {
            apply_code(&mut entry, code);
        }
        out.push(entry);
    }
    (out, problems)
}

/// Words in capitals as names are written: BARACK OBAMA is Barack Obama.
fn in_title_case(name: &str) -> String {
    let words = name.split(' ').map(|word| match word.get(..1) {
        Some(first) if word.chars().all(|c| !c.is_lowercase()) => {
            first.to_owned() + &word[1..].to_lowercase()
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// An id made of a name; one in Arabic is written in Latin letters for it.
fn id_of(name: &str) -> String {
    match slug(name) {
        id if id.is_empty() => slug(&latin(&Data::default(), &words(name))),
        id => id,
    }
}

/// Takes country and sector from a code such as `USAGOV 20090120-20170120`; the last one stands.
fn apply_code(entry: &mut Entry, code: &str) {
    let code = code.split_whitespace().next().unwrap_or("");
    let part = |from: usize, to: usize| code.get(from..to).unwrap_or("");
    if part(0, 3).len() == 3 {
        entry.country = part(0, 3).to_owned();
    }
    if part(3, 6).parse::<Sector>().is_ok() {
        entry.sector = part(3, 6).to_owned();
    }
}
