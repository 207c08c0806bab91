//! Reads the CSV tables of the lexicon and reports what is wrong with them.

use rasd_core::{DataFile, Problem};

/// A row of a table, its cells in the order of the columns asked for.
pub(crate) struct Row<'a> {
    record: &'a csv::StringRecord,
    columns: &'a [usize],
    file: &'a str,
    line: u32,
}

impl<'a> Row<'a> {
    /// Cell number `index` of the columns asked for.
    pub(crate) fn cell(&self, index: usize) -> &'a str {
        self.record.get(self.columns[index]).unwrap_or("")
    }

    /// A problem with this row.
    pub(crate) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(self.file, self.line, message)
    }
}

/// Calls `row` for every row of the file, with the cells of `columns`.
///
/// A missing column is one problem and ends the reading; a row with too few or too many
/// fields is a problem of its own and is passed over.
pub(crate) fn read(
    file: &DataFile,
    columns: &[&str],
    problems: &mut Vec<Problem>,
    mut row: impl FnMut(Row, &mut Vec<Problem>),
) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            problems.push(Problem::at(file.path, 1, error.to_string()));
            return;
        }
    };
    let found: Vec<Option<usize>> = columns
        .iter()
        .map(|name| header.iter().position(|h| h == *name))
        .collect();
    for (name, position) in columns.iter().zip(&found) {
        if position.is_none() {
            problems.push(
                Problem::at(file.path, 1, format!("column `{name}` is missing"))
                    .help("the columns are described in lexicon/README.md"),
            );
        }
    }
    let positions: Vec<usize> = found.into_iter().flatten().collect();
    if positions.len() < columns.len() {
        return;
    }
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                let line = error.position().map_or(0, |p| p.line() as u32);
                problems.push(Problem::at(file.path, line, error.to_string()));
                continue;
            }
        }
        let line = record.position().map_or(0, |p| p.line() as u32);
        if record.len() != header.len() {
            let message = format!(
                "the row has {} fields, expected {}",
                record.len(),
                header.len()
            );
            problems.push(
                Problem::at(file.path, line, message)
                    .help("quote cells that hold a comma, and keep empty cells"),
            );
            continue;
        }
        let row_at = Row {
            record: &record,
            columns: &positions,
            file: file.path,
            line,
        };
        row(row_at, problems);
    }
}
