//! One column of a table: how its cells are read from a row, kept and written.

use jiff::civil::Date;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};

/// How the cell of a column is read from a row of type `R`, and with that the column's type.
pub(super) enum Read<R> {
    /// Text that every row has.
    Key(fn(&R) -> &str),
    /// Text; empty is null.
    Text(fn(&R) -> &str),
    /// A whole number.
    Int(fn(&R) -> Option<u32>),
    /// A fraction.
    Real(fn(&R) -> Option<f64>),
    /// True or false.
    Flag(fn(&R) -> bool),
    /// A day.
    Day(fn(&R) -> Option<Date>),
    /// Texts; empty ones are null, so that the lists of a row can be parallel.
    List(for<'a> fn(&'a R) -> Vec<&'a str>),
}

/// Name of a column and how its cells are read.
pub(super) struct Column<R: 'static> {
    pub(super) name: &'static str,
    pub(super) read: Read<R>,
}

impl<R> Column<R> {
    /// The column in the language of Parquet schemas.
    pub(super) fn declaration(&self) -> String {
        let name = self.name;
        match self.read {
            Read::Key(_) => format!("required binary {name} (STRING);"),
            Read::Text(_) => format!("optional binary {name} (STRING);"),
            Read::Int(_) => format!("optional int32 {name};"),
            Read::Real(_) => format!("optional double {name};"),
            Read::Flag(_) => format!("required boolean {name};"),
            Read::Day(_) => format!("optional int32 {name} (DATE);"),
            Read::List(_) => format!(
                "required group {name} (LIST) {{ repeated group list {{ optional binary element (STRING); }} }}"
            ),
        }
    }
}

/// Cells of a column that wait to be written.
#[derive(Default)]
pub(super) struct Cells {
    text: Vec<u8>,
    /// Where each text ends in `text`.
    ends: Vec<usize>,
    ints: Vec<i32>,
    reals: Vec<f64>,
    flags: Vec<bool>,
    /// What is there and what is null, as Parquet's definition levels.
    defined: Vec<i16>,
    /// Where lists begin, as Parquet's repetition levels.
    repeated: Vec<i16>,
}

/// Definition levels of a list: no element, an element that is null, an element.
const NO_ELEMENT: i16 = 0;
const NULL_ELEMENT: i16 = 1;
const ELEMENT: i16 = 2;

impl Cells {
    /// Adds the cell of one row and tells how many bytes of text it has.
    pub(super) fn push<R>(&mut self, read: &Read<R>, row: &R) -> usize {
        let before = self.text.len();
        match read {
            Read::Key(of) => self.push_text(of(row)),
            Read::Text(of) => {
                let text = of(row);
                self.defined.push(i16::from(!text.is_empty()));
                if !text.is_empty() {
                    self.push_text(text);
                }
            }
            Read::Int(of) => {
                let int = of(row).map(|n| i32::try_from(n).unwrap_or(i32::MAX));
                self.push_int(int);
            }
            Read::Real(of) => {
                let real = of(row);
                self.defined.push(i16::from(real.is_some()));
                self.reals.extend(real);
            }
            Read::Flag(of) => self.flags.push(of(row)),
            Read::Day(of) => self.push_int(of(row).map(days_since_1970)),
            Read::List(of) => self.push_list(&of(row)),
        }
        self.text.len() - before
    }

    fn push_text(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        self.ends.push(self.text.len());
    }

    fn push_int(&mut self, int: Option<i32>) {
        self.defined.push(i16::from(int.is_some()));
        self.ints.extend(int);
    }

    fn push_list(&mut self, texts: &[&str]) {
        if texts.is_empty() {
            self.defined.push(NO_ELEMENT);
            self.repeated.push(0);
        }
        for (number, text) in texts.iter().enumerate() {
            self.repeated.push(i16::from(number > 0));
            if text.is_empty() {
                self.defined.push(NULL_ELEMENT);
            } else {
                self.defined.push(ELEMENT);
                self.push_text(text);
            }
        }
    }

    /// Writes the cells and forgets them.
    pub(super) fn write(&mut self, writer: &mut ColumnWriter<'_>) -> Result<()> {
        let cells = std::mem::take(self);
        let defined = (!cells.defined.is_empty()).then_some(cells.defined.as_slice());
        let repeated = (!cells.repeated.is_empty()).then_some(cells.repeated.as_slice());
        match writer {
            ColumnWriter::ByteArrayColumnWriter(writer) => {
                let texts = slices(cells.text, &cells.ends);
                writer.write_batch(&texts, defined, repeated)?;
            }
            ColumnWriter::Int32ColumnWriter(writer) => {
                writer.write_batch(&cells.ints, defined, repeated)?;
            }
            ColumnWriter::DoubleColumnWriter(writer) => {
                writer.write_batch(&cells.reals, defined, repeated)?;
            }
            ColumnWriter::BoolColumnWriter(writer) => {
                writer.write_batch(&cells.flags, defined, repeated)?;
            }
            _ => {
                let message = "a column of a type that no table has".to_owned();
                return Err(ParquetError::General(message));
            }
        }
        Ok(())
    }
}

/// The texts of one buffer, without copying them.
fn slices(text: Vec<u8>, ends: &[usize]) -> Vec<ByteArray> {
    let text = ByteArray::from(text);
    let mut start = 0;
    ends.iter()
        .map(|end| {
            let slice = text.slice(start, end - start);
            start = *end;
            slice
        })
        .collect()
}

fn days_since_1970(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    (date - epoch).get_days()
}
