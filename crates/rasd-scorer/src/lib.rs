//! Information-extraction metrics with bootstrap intervals and significance
//! tests.
//!
//! The crate reads annotated documents (JSON Lines, offsets in Unicode code
//! points), refuses bad input with every problem listed, and scores names,
//! time expressions, events, coreference, links and templates. It knows no
//! extractor and reads no file: it takes contents with a name and returns
//! values.
//!
//! ```
//! use rasd_scorer::{Corpus, Request, Units, parse_documents, score};
//!
//! let gold = r#"{"id": "d1", "text": "Cairo hosts talks",
//!     "entities": [{"start": 0, "end": 5, "type": "GPE"}]}"#.replace('\n', " ");
//! let pred = r#"{"id": "d1", "entities": [
//!     {"start": 0, "end": 5, "type": "GPE"}, {"start": 6, "end": 11, "type": "ORG"}]}"#
//!     .replace('\n', " ");
//! let mut corpus = Corpus::new(
//!     parse_documents("gold.jsonl", &gold),
//!     parse_documents("pred.jsonl", &pred),
//!     Units::default(),
//! )?;
//! let report = score(&mut corpus, &Request::default())?;
//! let strict = &report.scores["ner.strict"];
//! assert_eq!((strict.precision, strict.recall), (Some(0.5), Some(1.0)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotators;
mod assignment;
mod corpus;
mod errors;
mod evaluate;
mod gate;
mod groups;
mod json;
mod metrics;
mod model;
mod offsets;
mod options;
mod parse;
mod problem;
pub mod read;
pub mod render;
mod report;
mod score;
pub mod sets;
mod signature;
mod span;
pub mod stats;
pub mod tags;

pub use annotators::{AnnotatorAgreement, LAYERS, LabelAgreement, compare_annotators};
pub use assignment::{Assignment, Edge, Weight, maximum_assignment};
pub use corpus::{Corpus, Pair, Units};
pub use errors::{ErrorFilter, ErrorItem, Gain, Item, TextIndex, UnknownFilter, list_errors};
pub use evaluate::System;
pub use gate::{Fall, Gate, gate};
pub use metrics::METRICS;
pub use model::{Argument, Document, Entity, Event, Origin, Quote, Template, Time};
pub use offsets::{OffsetMap, OffsetUnit};
pub use options::{EntityChains, Options, Singletons};
pub use parse::{Parsed, parse_documents};
pub use problem::{Problem, Problems};
pub use report::{
    Accuracy, Counts, ErrorCounts, Report, Request, TagScores, UnknownMetric, compare_systems,
    score,
};
pub use score::{Outcome, Ratio, Score};
pub use span::Span;
