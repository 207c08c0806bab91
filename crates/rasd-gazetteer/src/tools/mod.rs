//! Tending the tables: looking names up, checking, adding rows, exchanging with other programs.

mod check;
mod columns;
mod exchange;
mod lookup;
mod near;
mod petrarch;
mod rows;
mod tenures;
mod values;

pub use check::{Finding, Severity, check};
pub use columns::{Column, columns_of, kind_of};
pub use exchange::{
    as_table, entity_ruler, from_entity_ruler, from_plain_csv, plain_csv, table_of, tenures_table,
};
pub use lookup::{Found, Held, Read, Stats};
pub use near::{Spellings, nearest};
pub use petrarch::{from_petrarch, petrarch};
pub use rows::{
    Entry, InsertError, TenureRow, close_tenure, entries, header, insert_row, row_text,
};

pub use crate::names::slug;
