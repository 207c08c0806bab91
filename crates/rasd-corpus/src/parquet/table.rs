//! A Parquet file that is written row by row, with bounded memory.

use super::columns::{Cells, Column};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io::Write;
use std::sync::Arc;
use thiserror::Error;

/// Rows of a group at most.
const GROUP_ROWS: usize = 100_000;

/// Bytes of text in a group, about: what a table holds in memory before it writes.
const GROUP_BYTES: usize = 32 << 20;

/// A table that could not be written.
#[derive(Debug, Error)]
#[error("cannot write the table: {0}")]
pub struct TableError(#[from] ParquetError);

/// A table of rows of type `R`, written to `W` in groups of rows. Without [`Table::finish`] the
/// file is no Parquet file yet: what tells a reader where the groups are comes last.
pub struct Table<R: 'static, W: Write + Send> {
    columns: &'static [Column<R>],
    cells: Vec<Cells>,
    rows: usize,
    bytes: usize,
    writer: SerializedFileWriter<W>,
}

impl<R, W: Write + Send> Table<R, W> {
    pub(super) fn new(
        name: &str,
        columns: &'static [Column<R>],
        writer: W,
    ) -> Result<Self, TableError> {
        let declarations: Vec<String> = columns.iter().map(Column::declaration).collect();
        let message = format!("message {name} {{ {} }}", declarations.join(" "));
        let schema = Arc::new(parse_message_type(&message)?);
        let about = KeyValue::new("offsets".to_owned(), "Unicode code points".to_owned());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
            .set_created_by(concat!("rasd ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(vec![about]))
            .build();
        Ok(Table {
            columns,
            cells: columns.iter().map(|_| Cells::default()).collect(),
            rows: 0,
            bytes: 0,
            writer: SerializedFileWriter::new(writer, schema, Arc::new(properties))?,
        })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The writer failed.
    pub fn push(&mut self, row: &R) -> Result<(), TableError> {
        for (column, cells) in self.columns.iter().zip(&mut self.cells) {
            self.bytes += cells.push(&column.read, row);
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), TableError> {
        let mut group = self.writer.next_row_group()?;
        for cells in &mut self.cells {
            let Some(mut column) = group.next_column()? else {
                break;
            };
            cells.write(column.untyped())?;
            column.close()?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// Writes what is left and the end of the file, and gives the writer back.
    ///
    /// # Errors
    /// The writer failed.
    pub fn finish(mut self) -> Result<W, TableError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        Ok(self.writer.into_inner()?)
    }
}
