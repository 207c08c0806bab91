//! Data model of Rasd: positions, tokens, mentions, events and the PLOVER ontology.
//!
//! Everything the other crates say to each other is said in these types. This crate knows
//! nothing of files, JSON, Arabic spelling or rules: it only holds what was found and where.

mod analysis;
mod document;
mod event;
mod memory;
mod mention;
mod names;
mod ontology;
mod problem;
mod readings;
mod records;
mod registry;
mod span;
mod token;

pub use analysis::Analysis;
pub use document::{Document, Publication, Region, RegionKind, Sentence};
pub use event::{
    Argument, ArgumentTarget, Attribution, Casualties, EventMention, Realis, Report, ReportFeature,
    Role, Tense,
};
pub use memory::{Facts, PerThread};
pub use mention::{
    EntityMention, EntityType, Grain, Interval, Provenance, TimeMention, TimexModifier, TimexType,
};
pub use names::UnknownName;
pub use ontology::{Category, Context, Mode, QuadClass, Sector};
pub use problem::{DataFile, Loaded, Problem, Tested};
pub use readings::{ReadingTable, ReadingsId};
pub use records::{Record, Records, UnclosedQuote, read_table};
pub use registry::{Place, RefId, Refs, Registry, RegistryEntry};
pub use span::{ByteSpan, Bytes, CharMap, CharSpan, Chars, Span, TokenSpan, Tokens};
pub use token::{
    Affixes, Features, Gender, LemmaId, Morph, Number, Person, Pos, Reading, Segment, SegmentRole,
    Token, TokenKind, TokenLayer, VerbForm, Voice,
};
