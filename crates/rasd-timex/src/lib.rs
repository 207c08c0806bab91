//! Arabic time expressions, recognised and resolved to TIMEX3 values.
//!
//! The knowledge is in `rules/time/*.toml`: word classes, tables of holidays, parts of the day
//! and zones, and rules of a pattern and a meaning, each with examples. This crate matches the
//! patterns, evaluates the meanings against the publication date and the text, and infers the
//! publication date where the caller does not know it. It never reads a file or the clock.
//!
//! ```
//! use rasd_core::DataFile;
//! use rasd_timex::TimeTagger;
//!
//! let rules = r#"
//! reference = "2024-03-11"
//! [[class]]
//! name = "day_word"
//! trigger = true
//! words = { 0 = ["اليوم"], -1 = ["أمس"] }
//! [[rule]]
//! name = "today"
//! makes = "day"
//! alone = true
//! pattern = "<d:day_word>"
//! value = "cycle('day', d)"
//! examples = [["وصل {أمس} إلى", "2024-03-10"]]
//! "#;
//! let loaded = TimeTagger::load(&[DataFile { path: "rules/time/mine.toml", text: rules }]);
//! assert!(loaded.problems.is_empty());
//! ```

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod atoms;
mod calendar;
mod check;
mod combine;
mod context;
mod eval;
mod expr;
mod grammar;
mod load;
mod matcher;
mod moves;
mod named;
mod occur;
mod ops;
mod outcome;
mod pattern;
mod publication;
mod raw;
mod resolve;
mod sections;
mod starts;
mod tagger;
mod value;
mod words;

pub use tagger::{Options, Preference, TimeTagger};
