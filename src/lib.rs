//! Rasd (رصد) reads Arabic news and writes down who did what to whom, when and where.
//!
//! ```
//! use rasd::{Document, Pipeline};
//!
//! let pipeline = Pipeline::new().expect("the embedded data is sound");
//! let document = Document {
//!     id: "example".into(),
//!     text: "التقى وزير الخارجية المصري نظيره الإيراني في القاهرة أمس.".into(),
//!     date: rasd::corpus::parse_date("2024-10-28").ok(),
//!     ..Document::default()
//! };
//! let analysis = pipeline.run(&document);
//! for record in rasd::corpus::records(&document, &analysis) {
//!     println!("{} {}", record.date, record.event.join(","));
//! }
//! ```
//!
//! The crates behind this facade are re-exported by their short names.

mod crowds;
mod data;
mod examples;
mod governments;
mod offices;
mod pipeline;

pub use data::{Data, DataError, Overlaid};
pub use pipeline::{Pipeline, has_text};
pub use rasd_core::{Analysis, Document};

pub use rasd_core as core;
pub use rasd_corpus as corpus;
pub use rasd_extractor as extractor;
pub use rasd_gazetteer as gazetteer;
pub use rasd_scorer as scorer;
pub use rasd_timex as timex;
pub use rasd_tokenizer as tokenizer;
