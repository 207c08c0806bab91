//! Tending the tables: looking names up, checking, adding rows, exchanging with other programs.

mod check;
mod exchange;
mod lookup;
mod rows;

pub use check::{Finding, Severity, check};
pub use exchange::{
    as_rows, entity_ruler, from_entity_ruler, from_petrarch, from_plain_csv, petrarch, plain_csv,
};
pub use lookup::{Found, Stats};
pub use rows::{Entry, InsertError, entries, insert_row};
