//! Two tables in the Parquet format, for DuckDB, Polars, pandas, R and Spark: events and mentions.
//!
//! A row of the first is an event of a document, a row of the second a piece of text: an entity, a
//! time or a trigger, with the events it plays a part in. Offsets are Unicode code points, days
//! have the logical type DATE, what is not known is null.
//!
//! ```
//! # fn main() -> Result<(), rasd_corpus::parquet::TableError> {
//! # let records: Vec<rasd_corpus::EventRecord> = Vec::new();
//! let mut table = rasd_corpus::parquet::events_table(Vec::new())?;
//! for record in &records {
//!     table.push(record)?;
//! }
//! let bytes: Vec<u8> = table.finish()?;
//! # assert_eq!(&bytes[..4], b"PAR1");
//! # Ok(())
//! # }
//! ```

mod columns;
mod events;
mod mentions;
mod table;

pub use events::events_table;
pub use mentions::{MentionRecord, mentions, mentions_table};
pub use table::{Table, TableError};
