//! Suggestions as rows of their tables.

use super::super::super::counted;
use super::collect::{Candidate, Kind, commonest};
use rasd_gazetteer::tools;
use std::collections::BTreeMap;

/// The name of the table that rows of a kind go to.
pub fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Persons => "persons",
        Kind::Orgs => "orgs",
        Kind::Places => "places",
        Kind::Unknown => "of unknown kind, as persons",
    }
}

fn columns(kind: Kind) -> Vec<&'static str> {
    let table = match kind {
        Kind::Unknown => "persons",
        kind => table(kind),
    };
    let columns = tools::columns_of(table).unwrap_or_default();
    columns.iter().map(|column| column.name).collect()
}

/// The header of the rows of a kind.
pub fn header(kind: Kind) -> String {
    columns(kind).join(",")
}

/// The row of a candidate; what cannot be told stays empty.
pub fn row(candidate: &Candidate) -> String {
    let full = candidate.full();
    let field = |column: &str| match column {
        "id" => candidate.id.clone(),
        "name_en" => capitalised(&candidate.name),
        "type" => commonest(&candidate.types).to_owned(),
        "country" => commonest(&candidate.countries).to_owned(),
        "sector" => commonest(&candidate.sectors).to_owned(),
        "names" => full.to_owned(),
        "short" => short(candidate).unwrap_or_default().to_owned(),
        "source" => "hand".to_owned(),
        _ => String::new(),
    };
    let fields: Vec<String> = columns(candidate.kind).into_iter().map(field).collect();
    tools::row_text(&fields)
}

/// The single word that a person is called by after the full name, if the corpus has one.
fn short(candidate: &Candidate) -> Option<&str> {
    let single = candidate
        .forms
        .iter()
        .filter(|(form, _)| !form.contains(' '));
    let best = single
        .max_by_key(|(_, count)| **count)
        .map(|(form, _)| form.as_str());
    best.filter(|form| *form != candidate.full() && candidate.kind == Kind::Persons)
}

/// How often a name occurs, with which titles, how it is written otherwise, and an example.
pub fn evidence(candidate: &Candidate) -> Vec<String> {
    let mut first = format!(
        "{}, {}",
        counted(candidate.documents, "document"),
        counted(candidate.mentions, "time")
    );
    let full = candidate.full();
    let others: BTreeMap<String, usize> = candidate
        .forms
        .iter()
        .filter(|(form, _)| *form != full)
        .map(|(form, count)| (form.clone(), *count))
        .collect();
    for (label, counts) in [
        ("titles", &candidate.titles),
        ("countries", &candidate.countries),
        ("also written", &others),
    ] {
        if !counts.is_empty() {
            first.push_str(&format!("; {label}: {}", list(counts)));
        }
    }
    let (document, text) = &candidate.example;
    let mut out = vec![first, format!("{document}: {text}")];
    let near = candidate.near.iter();
    out.extend(near.map(|near| format!("another spelling of {near}?")));
    out
}

/// The three commonest with their numbers.
fn list(counts: &BTreeMap<String, usize>) -> String {
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let shown: Vec<String> = all
        .iter()
        .take(3)
        .map(|(key, n)| format!("{key} {n}"))
        .collect();
    shown.join(", ")
}

/// Every word with a capital.
fn capitalised(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
        first.unwrap_or_default() + chars.as_str()
    });
    words.collect::<Vec<_>>().join(" ")
}
