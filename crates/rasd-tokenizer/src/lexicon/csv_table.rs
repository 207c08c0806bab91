//! Reads the CSV tables of the lexicon and reports what is wrong with them.

use rasd_core::{DataFile, Problem, Record, read_table};

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
    let positions = |header: &[String], problems: &mut Vec<Problem>| {
        let mut found = Vec::with_capacity(columns.len());
        for name in columns {
            match header.iter().position(|h| h == name) {
                Some(position) => found.push(position),
                None => problems.push(
                    Problem::at(file.path, 1, format!("column `{name}` is missing"))
                        .help("the columns are described in lexicon/README.md"),
                ),
            }
        }
        (found.len() == columns.len()).then_some(found)
    };
    read_table(file, problems, positions, |columns, record, problems| {
        let file = file.path;
        let row_at = Row {
            record,
            columns,
            file,
        };
        row(row_at, problems);
    });
}
