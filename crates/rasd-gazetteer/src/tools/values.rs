//! Cells that can be read but hardly mean what they say.

use super::check::{Finding, Severity};
use crate::load::columns::kind_of;
use rasd_core::{DataFile, Problem, Record, Records};
use std::collections::HashSet;

/// Columns that hold words or names joined by `|`.
const LISTS: [&str; 8] = [
    "names",
    "short",
    "nisba",
    "nisba_plural",
    "title",
    "feminine",
    "dual",
    "plural",
];

/// Signs that join names elsewhere, not here.
const JOINS: [char; 4] = [',', '،', ';', '؛'];

/// Least weight of a given name that many people have.
const COMMON: u8 = 3;

/// Doubtful cells of all tables.
pub(super) fn doubtful(files: &[DataFile<'_>]) -> Vec<Finding> {
    let given = given_names(files);
    files
        .iter()
        .flat_map(|file| of_table(file, &given))
        .collect()
}

/// The rows of a table of this kind, with its header before them.
fn rows<'a>(file: &DataFile<'a>, kinds: &[&str]) -> Option<(Vec<String>, Records<'a>)> {
    let path = file.path.strip_prefix("gazetteers/")?;
    let stem = path.rsplit('/').next()?.strip_suffix(".csv")?;
    kinds.contains(&kind_of(stem)?).then_some(())?;
    let mut records = Records::new(file.text);
    let header = records.next()?.ok()?;
    let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    Some((header, records))
}

/// Given names that many people have, folded.
fn given_names(files: &[DataFile<'_>]) -> HashSet<String> {
    let mut out = HashSet::new();
    for (header, records) in files.iter().filter_map(|file| rows(file, &["name-tokens"])) {
        let at = |name: &str| header.iter().position(|found| found == name);
        let (token, class, weight, ambiguous) =
            (at("token"), at("class"), at("weight"), at("ambiguous"));
        for record in records.flatten() {
            let get = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or("").trim();
            let common = get(weight).parse().is_ok_and(|weight: u8| weight >= COMMON);
            if matches!(get(class), "given" | "both") && (common || get(ambiguous) == "yes") {
                out.insert(rasd_tokenizer::fold(get(token)));
            }
        }
    }
    out
}

fn of_table(file: &DataFile<'_>, given: &HashSet<String>) -> Vec<Finding> {
    let kinds = [
        "countries",
        "groups",
        "orgs",
        "persons",
        "places",
        "titles",
        "nominals",
    ];
    let Some((header, records)) = rows(file, &kinds) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let persons = rows(file, &["persons"]).is_some();
    for record in records.flatten() {
        let table = Table {
            file: file.path,
            header: &header,
            record: &record,
        };
        out.extend(table.id());
        out.extend(table.joins());
        out.extend(table.without_arabic());
        if persons {
            out.extend(table.given_alone(given));
        }
    }
    out
}

/// A row with the header of its table.
struct Table<'a> {
    file: &'a str,
    header: &'a [String],
    record: &'a Record<'a>,
}

impl Table<'_> {
    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The parts of a column; none if the table does not have it.
    fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        let cell = self.column(name).and_then(|at| self.record.get(at));
        let parts = cell.unwrap_or("").split('|').map(str::trim);
        parts.filter(|part| !part.is_empty())
    }

    fn finding(&self, column: &str, message: String, help: &str) -> Finding {
        let (line, column) = self.record.place(self.column(column).unwrap_or(0));
        Finding {
            severity: Severity::Warning,
            kind: "name",
            problem: Problem::at(self.file, line, message)
                .column(column)
                .help(help),
        }
    }

    fn id(&self) -> Option<Finding> {
        let id = self.record.get(self.column("id")?)?.trim();
        let odd = |c: char| c.is_whitespace() || c == '|' || JOINS.contains(&c);
        let message = format!("the id `{id}` is no slug");
        let help = "write it as zayd-al-amri";
        id.contains(odd).then(|| self.finding("id", message, help))
    }

    /// Names that are joined by something else than `|`.
    fn joins(&self) -> Vec<Finding> {
        let mut out = Vec::new();
        for column in LISTS {
            let joined = self.list(column).filter(|name| name.contains(JOINS));
            out.extend(joined.map(|name| {
                let message = format!("`{name}` is one name with a comma in it");
                self.finding(column, message, "join names by |")
            }));
        }
        out
    }

    fn without_arabic(&self) -> Option<Finding> {
        let first = self.list("names").next()?;
        let is_arabic = |name: &str| name.contains(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let message = format!("`{first}` holds no Arabic letter, nor does another name of the row");
        let help = "write the names as Arabic newspapers do";
        (!self.list("names").any(is_arabic)).then(|| self.finding("names", message, help))
    }

    /// A given name that stands for one person alone, though `short` does not say so too.
    fn given_alone(&self, given: &HashSet<String>) -> Vec<Finding> {
        let meant = |name: &&str| {
            self.list("short")
                .any(|short| short.strip_prefix('*') == Some(*name))
        };
        let alone = self
            .list("names")
            .filter(|name| !name.contains(' ') && given.contains(&rasd_tokenizer::fold(name)))
            .filter(|name| !meant(name));
        alone
            .map(|name| {
                let message = format!(
                    "`{name}` is a given name: wherever it stands alone, this person would be meant"
                );
                let help = format!(
                    "write the full name; if nobody else is called so, put *{name} in `short` too"
                );
                self.finding("names", message, &help)
            })
            .collect()
    }
}
