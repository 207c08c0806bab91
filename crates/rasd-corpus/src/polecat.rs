//! Event records in the 40 tab-separated columns of POLECAT (Halterman et al. 2023).

use crate::records::{ActorRecord, EventRecord};
use rasd_core::{Analysis, Document, EntityType};
use std::collections::HashSet;

/// POLECAT's columns in order.
pub const POLECAT_COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The header row, with line end.
pub fn polecat_header() -> String {
    let mut header = POLECAT_COLUMNS.join("\t");
    header.push('\n');
    header
}

/// The records of a document as POLECAT rows, with line ends. Lists are joined by `; `, what is missing is the
/// word `None`, as in POLECAT's own files; the quad class is written in words. The columns that
/// need tables Rasd does not carry (COW numbers, Wikipedia ids, districts) hold `None`.
pub fn polecat_rows(records: &[EventRecord], document: &Document, analysis: &Analysis) -> String {
    let stories = [
        story(document, analysis, &[EntityType::Per]),
        story(document, analysis, &[EntityType::Org]),
        story(
            document,
            analysis,
            &[EntityType::Gpe, EntityType::Loc, EntityType::Fac],
        ),
    ];
    records.iter().map(|record| row(record, &stories)).collect()
}

fn row(record: &EventRecord, stories: &[String; 3]) -> String {
    let place = record.event_loc.first();
    let number = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
    let field = |of: fn(&ActorRecord) -> &String| place.map(|p| of(p).clone()).unwrap_or_default();
    let city = place
        .filter(|p| p.geo_precision == "place")
        .map(|p| p.identifier_text.clone());
    let quad = rasd_core::QuadClass::ALL
        .iter()
        .find(|q| q.code() == record.quad_code);
    let mut cells = vec![
        record.id.clone(),
        record.date.clone(),
        record.event.join("; "),
        record.mode.join("; "),
        record.event_scale.to_string(),
        quad.map(|q| q.to_string().to_uppercase())
            .unwrap_or_default(),
        record.context.join("; "),
    ];
    cells.extend(participant(&record.actor));
    cells.extend(participant(&record.recipient));
    cells.extend([
        field(|p| &p.identifier_text),
        city.unwrap_or_default(),
        String::new(),
        field(|p| &p.province),
        field(|p| &p.code),
        number(place.and_then(|p| p.latitude)),
        number(place.and_then(|p| p.longitude)),
        place
            .and_then(|p| p.geonames)
            .map(|g| g.to_string())
            .unwrap_or_default(),
        field(|p| &p.entity_text),
        field(|p| &p.feature),
        record.cite_info.source.clone(),
        record.cite_info.publication_date.clone(),
    ]);
    cells.extend(stories.iter().cloned());
    cells.extend(["ar".to_owned(), record.coder.clone()]);
    let clean: Vec<String> = cells.iter().map(|c| cell(c)).collect();
    let mut row = clean.join("\t");
    row.push('\n');
    row
}

fn participant(actors: &[ActorRecord]) -> [String; 8] {
    let all = |of: fn(&ActorRecord) -> &String| {
        let mut cells: Vec<&str> = Vec::new();
        for cell in actors.iter().map(|a| of(a).as_str()) {
            if !cell.is_empty() && !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        cells.join("; ")
    };
    [
        all(|a| &a.identifier_text),
        all(|a| &a.code),
        String::new(),
        actors.first().map(|a| a.sector.clone()).unwrap_or_default(),
        all(|a| &a.sector),
        all(|a| &a.title),
        all(|a| &a.entity_text),
        String::new(),
    ]
}

/// The distinct names of some types in the document, in text order.
fn story(document: &Document, analysis: &Analysis, kinds: &[EntityType]) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for mention in analysis.entities.iter().filter(|m| kinds.contains(&m.kind)) {
        let name = match mention.refs.first() {
            Some(id) => &*analysis.registry.get(*id).name,
            None => mention.span.text(&document.text),
        };
        if seen.insert(name) {
            names.push(name);
        }
    }
    names.join("; ")
}

/// A cell without the characters that would break the table.
fn cell(text: &str) -> String {
    if text.is_empty() {
        return "None".to_owned();
    }
    text.replace(['\t', '\n', '\r'], " ")
}
