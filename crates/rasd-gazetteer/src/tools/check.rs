//! Faults that loading does not find: clashes between rows, rows that are never used, order.

use super::rows::{Entry, entries, sort_key};
use super::{tenures, values};
use crate::Gazetteer;
use crate::data::{Data, How, Meaning, TargetKind};
use rasd_core::{DataFile, EntityType, Problem, Records};
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
    /// `name`, `office`, `overlap`, `gap`, `unreachable`, `country`.
    pub kind: &'static str,
    /// Where and what.
    pub problem: Problem,
}

/// Tells by its path whether a file is the reader's own, not one that came with the program.
pub(super) type Own<'a> = &'a dyn Fn(&str) -> bool;

/// Everything that is wrong or doubtful in the tables, by file and line.
///
/// What is wrong between two rows is told at the one whose file is the reader's own by `own`.
pub fn check(files: &[DataFile<'_>], own: impl Fn(&str) -> bool) -> Vec<Finding> {
    let own: Own<'_> = &own;
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
    findings.extend(values::doubtful(files));
    findings.extend(clashes(data, own));
    findings.extend(tenures::faults(data, own));
    findings.extend(tenures::unknown_offices(data, own));
    let rows = entries(files);
    findings.extend(without_country(&rows));
    findings.extend(never_used(&rows, own));
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
    let mut records = Records::new(file.text);
    let header = records.next()?.ok()?;
    let first = header.get(0).unwrap_or("").trim();
    let mut last = (String::new(), String::new());
    for record in records.flatten() {
        let own = sort_key(first, record.iter());
        if own < last {
            let message = format!("`{} {}` stands after `{} {}`", own.0, own.1, last.0, last.1);
            let problem = Problem::at(file.path, record.line(), message).help(
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
fn clashes(data: &Data, own: Own<'_>) -> Vec<Finding> {
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
            let row = |target: &u32| &data.targets[*target as usize];
            let clash = names[..at].iter().filter(|first| {
                let (a, b) = (row(first), row(second));
                a.kind == b.kind && data.pool.get(a.id) != data.pool.get(b.id)
            });
            // Rows of one country weigh more.
            let clash = clash.min_by_key(|first| row(first).country != row(second).country);
            if let Some(first) = clash {
                out.push(clash_of(data, own, *first, *second));
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

fn clash_of(data: &Data, own: Own<'_>, first: u32, second: u32) -> Finding {
    let is_own = |target: u32| own(&data.files[usize::from(data.targets[target as usize].file)]);
    let (first, second) = match is_own(first) && !is_own(second) {
        true => (second, first),
        false => (first, second),
    };
    let row = &data.targets[second as usize];
    let other = &data.targets[first as usize];
    let place = data
        .provenance(other.file, other.line)
        .map(|row| row.to_string())
        .unwrap_or_default();
    let apart = row.country != other.country;
    let (severity, help) = match row.kind {
        TargetKind::Org if apart => (
            Severity::Note,
            "the country that a text speaks of decides which one is meant",
        ),
        TargetKind::Place(_) => (Severity::Note, LONGER_NAME),
        _ => (Severity::Warning, LONGER_NAME),
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
        help,
    )
}

const LONGER_NAME: &str = "keep the name in one of the rows, or give each a longer one";

/// A finding at a row of the loaded tables.
pub(super) fn finding(
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
fn never_used(rows: &[Entry], own: Own<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut read: HashMap<(&str, EntityType), &Entry> = HashMap::new();
    let mut order: Vec<&Entry> = rows.iter().collect();
    order.sort_by_key(|row| (row.row.contains("/generated/"), file_of(row).to_owned()));
    for row in order {
        let unreachable = (Severity::Warning, "unreachable");
        let named = !matches!(row.kind, EntityType::Norp);
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
                let (at, message, help) = match own(file_of(first)) && !own(file_of(row)) {
                    true => (
                        *first,
                        format!("`{}` takes the place of {}", row.id, row.row),
                        "only this row is used; put all names in it",
                    ),
                    false => (
                        row,
                        format!("`{}` stands already at {}", row.id, first.row),
                        "only that row is used; join the two",
                    ),
                };
                out.extend(at_row(at, unreachable, message, help));
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
