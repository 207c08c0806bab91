//! Mentions of entities and times.

use crate::names::vocabulary;
use crate::{ByteSpan, Gender, Number, Refs, TokenSpan};
use jiff::civil::DateTime;
use std::sync::Arc;

/// The row or rule that something comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Provenance {
    /// Data file, relative to the data folder.
    pub file: Arc<str>,
    /// Line number, from 1.
    pub line: u32,
}

impl std::fmt::Display for Provenance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        f.write_str(":")?;
        self.line.fmt(f)
    }
}

vocabulary! {
    /// Entity types of the annotation guidelines.
    pub enum EntityType ("entity type") {
        /// Named person, without the title.
        Per = "PER",
        /// Named organisation.
        Org = "ORG",
        /// Place with a government.
        Gpe = "GPE",
        /// Other named place.
        Loc = "LOC",
        /// Named building, base, crossing.
        Fac = "FAC",
        /// Nationality, religious or political group word.
        Norp = "NORP",
        /// Title or role that stands for a person.
        Occ = "OCC",
        /// Other nominal that fills an event argument.
        Nom = "NOM",
    }
}

/// A mention of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityMention {
    /// Where it is: without proclitics, enclitics and quotation marks.
    pub span: ByteSpan,
    /// The tokens it touches.
    pub tokens: TokenSpan,
    /// Its type.
    pub kind: EntityType,
    /// What it stands for; several where plural, none where not known.
    pub refs: Refs,
    /// Grammatical number of its head, for agreement.
    pub number: Number,
    /// Grammatical gender of its head or sex of the person, for agreement.
    pub gender: Option<Gender>,
    /// Whether it denotes people or their institutions rather than a thing.
    pub human: bool,
    /// The office whose holder a title was linked to, for example `IRN/foreign-minister`; `None`
    /// where the person is named or was spoken of. Its holder at the date of an event can differ.
    pub office: Option<Arc<str>>,
    /// The gazetteer row that matched, if one did.
    pub provenance: Option<Provenance>,
    /// How it was recognised and linked, in words, for the trace.
    pub reason: Arc<str>,
}

vocabulary! {
    /// TIMEX3 types.
    pub enum TimexType ("TIMEX3 type") {
        /// A day or a larger unit of the calendar.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
}

vocabulary! {
    /// TIMEX3 `mod` values.
    pub enum TimexModifier ("TIMEX3 modifier") {
        /// Before.
        Before = "BEFORE",
        /// After.
        After = "AFTER",
        /// On or before.
        OnOrBefore = "ON_OR_BEFORE",
        /// On or after.
        OnOrAfter = "ON_OR_AFTER",
        /// Less than.
        LessThan = "LESS_THAN",
        /// More than.
        MoreThan = "MORE_THAN",
        /// At most.
        EqualOrLess = "EQUAL_OR_LESS",
        /// At least.
        EqualOrMore = "EQUAL_OR_MORE",
        /// Beginning of.
        Start = "START",
        /// Middle of.
        Mid = "MID",
        /// End of.
        End = "END",
        /// About.
        Approx = "APPROX",
    }
}

vocabulary! {
    /// Granularity of a time.
    pub enum Grain ("grain") {
        /// Second.
        Second = "second",
        /// Minute.
        Minute = "minute",
        /// Hour.
        Hour = "hour",
        /// Day.
        Day = "day",
        /// Week.
        Week = "week",
        /// Month.
        Month = "month",
        /// Quarter of a year.
        Quarter = "quarter",
        /// Year.
        Year = "year",
        /// Decade.
        Decade = "decade",
        /// Century.
        Century = "century",
    }
}

/// A stretch of calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// First moment.
    pub from: DateTime,
    /// First moment after it.
    pub to: DateTime,
    /// Granularity in which it was said.
    pub grain: Grain,
}

/// A mention of a time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    /// Where it is, without its preposition.
    pub span: ByteSpan,
    /// The tokens it touches.
    pub tokens: TokenSpan,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value, for example `2024-03-11`, `P6Y`, `PAST_REF`, `XXXX-XX-XX`.
    pub value: String,
    /// TIMEX3 `mod`.
    pub modifier: Option<TimexModifier>,
    /// The calendar time it denotes, where it denotes one.
    pub interval: Option<Interval>,
    /// The pattern that matched.
    pub provenance: Option<Provenance>,
    /// How the value was reached, in words.
    pub reason: Arc<str>,
}
