//! Reading CSV tables row by row, collecting every problem with its place.

use rasd_core::{DataFile, Problem};

/// A table's columns: those that must be there and those that may be.
pub(crate) struct Columns {
    /// Columns every file of this table has.
    pub(crate) required: &'static [&'static str],
    /// Columns that may be left out; missing ones read as empty.
    pub(crate) optional: &'static [&'static str],
}

/// One row of a table; fields are asked for by their number in [`Columns`] (required, then optional).
pub(crate) struct Row<'a> {
    file: &'a str,
    columns: &'a Columns,
    record: &'a csv::StringRecord,
    order: &'a [Option<usize>],
    /// Line number from 1.
    pub(crate) line: u32,
}

impl Row<'_> {
    /// The field of column `index`, trimmed; empty if the file has no such column.
    pub(crate) fn get(&self, index: usize) -> &str {
        self.order
            .get(index)
            .copied()
            .flatten()
            .and_then(|at| self.record.get(at))
            .unwrap_or("")
            .trim()
    }

    /// The parts of a `|`-joined field, trimmed, empty ones left out.
    pub(crate) fn list(&self, index: usize) -> impl Iterator<Item = &str> {
        self.get(index)
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }

    /// A problem in the field of column `index`.
    pub(crate) fn problem(&self, index: usize, message: impl Into<String>) -> Problem {
        let mut column = 1;
        if let Some(at) = self.order.get(index).copied().flatten() {
            for field in self.record.iter().take(at) {
                let quoted = field.contains([',', '"', '\n']);
                column += field.chars().count() as u32 + 1 + if quoted { 2 } else { 0 };
            }
        }
        Problem::at(self.file, self.line, message).column(column)
    }

    /// Reads a field as a vocabulary member; `None` if empty, a problem if it is no member.
    pub(crate) fn parse<T>(&self, index: usize, problems: &mut Vec<Problem>) -> Option<T>
    where
        T: std::str::FromStr<Err = rasd_core::UnknownName>,
    {
        let text = self.get(index);
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let name = self.column_name(index);
                problems.push(self.problem(index, format!("column `{name}`: {error}")));
                None
            }
        }
    }

    fn column_name(&self, index: usize) -> &'static str {
        self.columns
            .required
            .iter()
            .chain(self.columns.optional)
            .nth(index)
            .copied()
            .unwrap_or("")
    }
}

/// Calls `each` for every well-formed row of `file`; rows that do not fit the header are reported.
pub(crate) fn read(
    file: &DataFile<'_>,
    columns: &Columns,
    problems: &mut Vec<Problem>,
    mut each: impl FnMut(Row<'_>, &mut Vec<Problem>),
) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(true)
        .from_reader(file.text.trim_start_matches('\u{feff}').as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            problems.push(Problem::at(
                file.path,
                1,
                format!("unreadable header: {error}"),
            ));
            return;
        }
    };
    let Some(order) = column_order(file, columns, &header, problems) else {
        return;
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Err(error) => {
                let line = error.position().map_or(0, |p| p.line() as u32);
                problems.push(Problem::at(
                    file.path,
                    line,
                    format!("unreadable row: {error}"),
                ));
                if error.is_io_error() {
                    return;
                }
            }
            Ok(true) => {
                let line = record.position().map_or(0, |p| p.line() as u32);
                if record.len() != header.len() {
                    problems.push(
                        Problem::at(
                            file.path,
                            line,
                            format!("{} fields, expected {}", record.len(), header.len()),
                        )
                        .help("join lists by `|` and quote a field that holds a comma"),
                    );
                    continue;
                }
                let row = Row {
                    file: file.path,
                    columns,
                    record: &record,
                    order: &order,
                    line,
                };
                each(row, problems);
            }
        }
    }
}

/// Where each wanted column stands in the file; `None` if a required one is missing.
fn column_order(
    file: &DataFile<'_>,
    columns: &Columns,
    header: &csv::StringRecord,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Option<usize>>> {
    let find = |name: &&str| header.iter().position(|found| found.trim() == *name);
    let missing: Vec<&str> = columns
        .required
        .iter()
        .filter(|name| find(name).is_none())
        .copied()
        .collect();
    for (at, name) in header.iter().enumerate() {
        let known = columns.required.iter().chain(columns.optional);
        if !known.clone().any(|column| *column == name.trim()) {
            let expected: Vec<&str> = known.copied().collect();
            problems.push(
                Problem::at(
                    file.path,
                    1,
                    format!("unknown column `{name}` (number {})", at + 1),
                )
                .help(format!("columns are: {}", expected.join(","))),
            );
        }
    }
    if !missing.is_empty() {
        problems.push(Problem::at(
            file.path,
            1,
            format!("missing columns: {}", missing.join(",")),
        ));
        return None;
    }
    Some(
        columns
            .required
            .iter()
            .chain(columns.optional)
            .map(find)
            .collect(),
    )
}
