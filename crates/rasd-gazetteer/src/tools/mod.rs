//! Tending the tables: looking names up, checking, adding rows, exchanging with other programs.

mod check;
mod columns;
mod exchange;
mod lookup;
mod near;
mod rows;

pub use check::{Finding, Severity, check};
pub use columns::{Column, columns_of, kind_of};
pub use exchange::{
    as_table, entity_ruler, from_entity_ruler, from_petrarch, from_plain_csv, petrarch, plain_csv,
    table_of,
};
pub use lookup::{Found, Held, Read, Stats};
pub use near::Spellings;
pub use rows::{Entry, InsertError, close_tenure, entries, insert_row, row_text};

pub use crate::names::slug;
