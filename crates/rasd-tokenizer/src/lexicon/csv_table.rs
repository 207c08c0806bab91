//! Reads the CSV tables of the lexicon and reports what is wrong with them.

use rasd_core::{DataFile, Problem, Record, Records};

/// A row of a table, its cells in the order of the columns asked for.
pub(crate) struct Row<'a> {
    record: &'a Record<'a>,
    columns: &'a [usize],
    file: &'a str,
}

impl<'a> Row<'a> {
    /// Cell number `index` of the columns asked for.
    pub(crate) fn cell(&self, index: usize) -> &'a str {
        self.record.get(self.columns[index]).unwrap_or("")
    }

    /// A problem with this row.
    pub(crate) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(self.file, self.record.line(), message)
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
    let mut records = Records::new(file.text);
    let header: Vec<String> = match records.next() {
        Some(Ok(header)) => header.iter().map(str::to_owned).collect(),
        Some(Err(quote)) => return problems.push(quote.problem(file.path)),
        None => Vec::new(),
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
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(quote) => {
                problems.push(quote.problem(file.path));
                continue;
            }
        };
        if record.width() != header.len() {
            let message = format!(
                "the row has {} fields, expected {}",
                record.width(),
                header.len()
            );
            problems.push(
                Problem::at(file.path, record.line(), message)
                    .help("quote cells that hold a comma, and keep empty cells"),
            );
            continue;
        }
        let row_at = Row {
            record: &record,
            columns: &positions,
            file: file.path,
        };
        row(row_at, problems);
    }
}
