//! Documents in, annotations and event records out.
//!
//! This crate turns bytes into [`rasd_core::Document`]s and [`rasd_core::Analysis`] into the
//! formats of the field: annotated documents (JSON Lines), PLOVER records (JSON Lines, CSV) and
//! POLECAT rows, and with the feature `parquet` Parquet tables. Offsets in every format are Unicode code points, end exclusive. It works on
//! readers and writers that it is given and opens nothing itself.

mod annotated;
mod convert;
mod date;
mod decode;
mod input;
#[cfg(feature = "parquet")]
pub mod parquet;
mod polecat;
mod records;
mod rejected;
mod tables;

pub use annotated::{
    AnnotatedArgument, AnnotatedAttribution, AnnotatedCasualties, AnnotatedDocument,
    AnnotatedEntity, AnnotatedEvent, AnnotatedRegion, AnnotatedTime, AnnotatedTrigger,
    RegistryValue, json_schema,
};
pub use convert::annotate;
pub use date::{DateError, parse_date, parse_offset};
pub use decode::{Guess, InputFormat, decode, detect_format};
pub use input::{DocumentReader, Fields, document_id};
pub use polecat::{POLECAT_COLUMNS, polecat_header, polecat_rows};
pub use records::{ActorRecord, CiteInfo, EventRecord, TextInfo, records};
pub use rejected::{Doubt, InputError, Rejected, Warning};
pub use tables::{CSV_COLUMNS, csv_header, csv_row};
