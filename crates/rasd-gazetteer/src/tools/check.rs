//! Faults that loading does not find: clashes between rows, tenures that cannot be, order.

use super::rows::{Entry, entries, sort_key};
use crate::Gazetteer;
use crate::data::{Data, How, Meaning, TargetKind, Tenure};
use rasd_core::{DataFile, EntityType, Problem};
use std::collections::HashMap;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Likely wrong.
    Warning,
    /// Wrong: the row does not do what it says.
    Error,
}

impl Severity {
    /// In lower case, as in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Something to look at in the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// A word for the kind of finding, for filtering: `load`, `order`, `clash`, `ambiguous`,
    /// `overlap`, `gap`, `unreachable`, `country`.
    pub kind: &'static str,
    /// Where and what.
    pub problem: Problem,
}

/// Days without a holder that are no gap worth telling.
const VACANCY: i32 = 120;

/// Everything that is wrong or doubtful in the tables, by file and line.
pub fn check(files: &[DataFile<'_>]) -> Vec<Finding> {
    let loaded = Gazetteer::load(files);
    let mut findings: Vec<Finding> = loaded
        .problems
        .into_iter()
        .map(|problem| Finding {
            severity: Severity::Error,
            kind: "load",
            problem,
        })
        .collect();
    for file in files {
        if file.path.starts_with("gazetteers/") && file.path.ends_with(".csv") {
            findings.extend(disorder(file));
        }
    }
    let data = loaded.value.data();
    findings.extend(clashes(data));
    findings.extend(tenures(data));
    let rows = entries(files);
    findings.extend(without_country(&rows));
    findings.extend(never_used(&rows));
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| {
            let problem = &finding.problem;
            (problem.file.clone(), problem.line, problem.column)
        };
        key(a).cmp(&key(b))
    });
    findings
}

/// The first row of a file that stands after a later one.
fn disorder(file: &DataFile<'_>) -> Option<Finding> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let first = reader.headers().ok()?.get(0).unwrap_or("").to_owned();
    let mut last = (String::new(), String::new());
    for record in reader.records().flatten() {
        let fields: Vec<String> = record.iter().map(str::to_owned).collect();
        let own = sort_key(&first, &fields);
        if own < last {
            let line = record.position().map_or(0, |position| position.line()) as u32;
            let message = format!("`{} {}` stands after `{} {}`", own.0, own.1, last.0, last.1);
            let problem = Problem::at(file.path, line, message).help(
                "rows are sorted by the first column, then the second, tenures by office and start",
            );
            return Some(Finding {
                severity: Severity::Warning,
                kind: "order",
                problem,
            });
        }
        last = own;
    }
    None
}

/// Names that several rows of one hand-written kind claim, and one-word names that are other words too.
fn clashes(data: &Data) -> Vec<Finding> {
    let mut out = Vec::new();
    for phrase in 0..data.first.len().saturating_sub(1) {
        let meanings = data.meanings(phrase as u32);
        let names: Vec<u32> = meanings
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::Name {
                    target,
                    how: How::Full | How::Famous,
                } => Some(*target),
                _ => None,
            })
            .filter(|target| !is_generated(data, *target))
            .collect();
        for (at, second) in names.iter().enumerate().skip(1) {
            let clash = names[..at].iter().find(|first| {
                let (a, b) = (
                    &data.targets[**first as usize],
                    &data.targets[*second as usize],
                );
                a.kind == b.kind && data.pool.get(a.id) != data.pool.get(b.id)
            });
            if let Some(first) = clash {
                out.push(clash_of(data, *first, *second));
            }
        }
        let word = meanings
            .iter()
            .any(|meaning| matches!(meaning, Meaning::Nominal { .. } | Meaning::Title { .. }));
        if let (Some(target), true) = (names.first(), word) {
            let row = &data.targets[*target as usize];
            out.push(finding(
                data,
                (row.file, row.line),
                (Severity::Note, "ambiguous"),
                format!(
                    "a name of `{}` is also a title or a common noun",
                    data.id(*target)
                ),
                "add context `need`, or leave the name out",
            ));
        }
    }
    out
}

fn is_generated(data: &Data, target: u32) -> bool {
    let file = data.targets[target as usize].file;
    data.files[usize::from(file)].contains("/generated/")
}

fn clash_of(data: &Data, first: u32, second: u32) -> Finding {
    let row = &data.targets[second as usize];
    let other = &data.targets[first as usize];
    let place = data
        .provenance(other.file, other.line)
        .map(|row| row.to_string())
        .unwrap_or_default();
    let severity = match row.kind {
        TargetKind::Place(_) => Severity::Note,
        _ => Severity::Warning,
    };
    finding(
        data,
        (row.file, row.line),
        (severity, "clash"),
        format!(
            "`{}` shares a name with `{}` ({place})",
            data.id(second),
            data.id(first)
        ),
        "keep the name in one of the rows, or give each a longer one",
    )
}

fn finding(
    data: &Data,
    (file, line): (u16, u32),
    (severity, kind): (Severity, &'static str),
    message: String,
    help: &str,
) -> Finding {
    let path = &data.files[usize::from(file)];
    Finding {
        severity,
        kind,
        problem: Problem::at(path, line, message).help(help),
    }
}

/// Overlaps, gaps and rows that can never be chosen.
fn tenures(data: &Data) -> Vec<Finding> {
    let mut out = Vec::new();
    for (office, tenures) in &data.tenures {
        for pair in tenures.windows(2) {
            out.extend(succession(data, office, pair[0], pair[1]));
        }
    }
    out
}

/// What is wrong between a tenure and the next one by start.
fn succession(data: &Data, office: &str, before: Tenure, after: Tenure) -> Option<Finding> {
    let who = |tenure: Tenure| data.id(tenure.person).to_owned();
    let place = (before.file, before.line);
    if before.start == after.start {
        return Some(finding(
            data,
            place,
            (Severity::Error, "unreachable"),
            format!(
                "{office}: `{}` and `{}` begin on one day",
                who(before),
                who(after)
            ),
            "correct the dates; of two rows that begin together only one is ever chosen",
        ));
    }
    match before.end {
        Some(end) if end > after.start => Some(finding(
            data,
            place,
            (Severity::Warning, "overlap"),
            format!(
                "{office}: `{}` ends {end}, after `{}` begins {}",
                who(before),
                who(after),
                after.start
            ),
            "the later beginning wins; close the tenure on the day its successor begins",
        )),
        None => Some(finding(
            data,
            place,
            (Severity::Warning, "overlap"),
            format!(
                "{office}: `{}` is still in office though `{}` begins {}",
                who(before),
                who(after),
                after.start
            ),
            "give the tenure an end",
        )),
        Some(end) if (after.start - end).get_days() > VACANCY => Some(finding(
            data,
            place,
            (Severity::Note, "gap"),
            format!("{office}: nobody from {end} to {}", after.start),
            "add the acting holder if there was one",
        )),
        Some(_) => None,
    }
}

/// Persons without a country.
fn without_country(rows: &[Entry]) -> Vec<Finding> {
    let persons = rows.iter().filter(|row| row.kind == EntityType::Per);
    persons
        .filter(|row| row.country.is_empty())
        .filter_map(|row| {
            let message = format!("`{}` has no country", row.id);
            let help = "a country code, or IGO, UNO, EUR, NGO, ISM, IMG, MNC";
            at_row(row, (Severity::Note, "country"), message, help)
        })
        .collect()
}

/// Rows that stand for nothing in a text: without a name, or hidden by a row of the same id that is
/// read before.
fn never_used(rows: &[Entry]) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut read: HashMap<(&str, EntityType), &Entry> = HashMap::new();
    let mut order: Vec<&Entry> = rows.iter().collect();
    order.sort_by_key(|row| (row.row.contains("/generated/"), file_of(row).to_owned()));
    for row in order {
        let unreachable = (Severity::Warning, "unreachable");
        let named = matches!(row.kind, EntityType::Per | EntityType::Org);
        if named && row.names.is_empty() {
            let message = format!("`{}` has no name that a text could hold", row.id);
            out.extend(at_row(
                row,
                unreachable,
                message,
                "add Arabic names or remove the row",
            ));
        }
        match read.get(&(row.id.as_str(), row.kind)) {
            Some(first) if file_of(first) != file_of(row) => {
                let message = format!("`{}` stands already at {}", row.id, first.row);
                let help = "only that row is used; join the two";
                out.extend(at_row(row, unreachable, message, help));
            }
            Some(_) => {}
            None => {
                read.insert((row.id.as_str(), row.kind), row);
            }
        }
    }
    out
}

fn file_of(row: &Entry) -> &str {
    row.row.rsplit_once(':').map_or("", |(file, _)| file)
}

fn at_row(
    row: &Entry,
    (severity, kind): (Severity, &'static str),
    message: String,
    help: &str,
) -> Option<Finding> {
    let (file, line) = row.row.rsplit_once(':')?;
    Some(Finding {
        severity,
        kind,
        problem: Problem::at(file, line.parse().ok()?, message).help(help),
    })
}
