//! Events and their arguments.

use crate::names::vocabulary;
use crate::{ByteSpan, Category, Context, Mode, Provenance, Refs};
use std::sync::Arc;

vocabulary! {
    /// Whether an event is told as a fact.
    pub enum Realis ("realis") {
        /// Happened or is happening.
        Actual = "actual",
        /// Planned, announced or promised.
        Future = "future",
        /// Wished for, conditional or only discussed.
        Hypothetical = "hypothetical",
    }
}

vocabulary! {
    /// Grammatical tense of a trigger in its clause.
    pub enum Tense ("tense") {
        /// Past.
        Past = "past",
        /// Present.
        Present = "present",
        /// Future.
        Future = "future",
        /// No tense, as with most nouns.
        None = "none",
    }
}

vocabulary! {
    /// Argument roles.
    pub enum Role ("role") {
        /// Who did it.
        Actor = "actor",
        /// To whom it was done.
        Recipient = "recipient",
        /// Where.
        Place = "place",
        /// When.
        Time = "time",
    }
}

/// What fills an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgumentTarget {
    /// Index of an entity mention of the document.
    Entity(u32),
    /// Index of a time mention of the document.
    Time(u32),
    /// A participant without a mention in the sentence (dropped subject, pronoun).
    Implicit,
}

/// An argument of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its role.
    pub role: Role,
    /// What fills it.
    pub target: ArgumentTarget,
    /// What it stands for; empty for times.
    pub refs: Refs,
    /// The slot of the frame it was found in, for example `subject` or `with:مع`.
    pub slot: Arc<str>,
}

/// Who says that an event happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Index of the entity mention of the source, if it has one.
    pub source: Option<u32>,
    /// The word of saying.
    pub cue: ByteSpan,
    /// Whether the event stands inside quotation marks.
    pub quoted: bool,
    /// Whether the source denies the event.
    pub denied: bool,
}

/// Numbers of casualties and arrests that the text states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Casualties {
    /// Killed.
    pub dead: Option<u32>,
    /// Injured.
    pub injured: Option<u32>,
    /// Arrested.
    pub arrested: Option<u32>,
}

vocabulary! {
    /// What speaks for or against an event being the news of its sentence.
    pub enum ReportFeature ("report feature") {
        /// The trigger is a verb in the past.
        PastVerb = "past-verb",
        /// The trigger is a verb in the present.
        PresentVerb = "present-verb",
        /// The trigger is a noun that a light verb in the past carries.
        CarriedNoun = "carried-noun",
        /// The trigger is a noun without article, genitive or pronoun.
        IndefiniteNoun = "indefinite-noun",
        /// The trigger is a noun with the article.
        DefiniteNoun = "definite-noun",
        /// The trigger is a noun in the plural.
        PluralNoun = "plural-noun",
        /// The trigger stands in a relative clause.
        Relative = "relative",
        /// The trigger only sets the scene or gives the cause of something else.
        Scene = "scene",
        /// The trigger is the first event word of the sentence.
        First = "first",
        /// An actor is named.
        Actor = "actor",
        /// A recipient is named.
        Recipient = "recipient",
        /// A place is named.
        Place = "place",
        /// The day is told.
        Day = "day",
        /// Only the year is told.
        Year = "year",
        /// Another kind of time is told.
        OtherTime = "other-time",
        /// A day is told somewhere in the sentence.
        DayInSentence = "day-in-sentence",
        /// Casualties are counted in the sentence.
        Casualties = "casualties",
        /// It has a mode.
        Mode = "mode",
        /// Somebody is named as the source.
        Attributed = "attributed",
        /// It stands in quotation marks.
        Quoted = "quoted",
        /// The sentence asks a question.
        Question = "question",
        /// It is planned.
        Future = "future",
        /// Further events of its category in the sentence, at most three, in units of two.
        SameCategory = "same-category",
        /// Events of other categories in the sentence, at most three.
        OtherCategory = "other-category",
        /// Length of the sentence in units of 200 characters, at most three.
        Length = "length",
        /// Words that sentences with news have more often than others: the sum of what each weighs.
        Words = "words",
    }
}

/// Whether a mention is what its sentence reports, rather than background to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// Sum of weights less the threshold of the category: above 0 for what is reported.
    pub score: f64,
    /// The decision: an actual event that is not denied, with a score above 0.
    pub reported: bool,
    /// The features that hold, with their values.
    pub features: Vec<(ReportFeature, f64)>,
    /// The lemmas behind [`ReportFeature::Words`], with what each weighs; only in an explanation.
    pub words: Vec<(Arc<str>, f64)>,
}

/// A word that names an event, with what the text says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventMention {
    /// The trigger word without clitics.
    pub trigger: ByteSpan,
    /// The token the trigger stands in.
    pub token: u32,
    /// The sentence it stands in.
    pub sentence: u32,
    /// PLOVER category after the collapse rules.
    pub category: Category,
    /// Modes, in the order of the ontology.
    pub modes: Vec<Mode>,
    /// Contexts, in the order of the ontology.
    pub contexts: Vec<Context>,
    /// Fact, plan or hypothesis.
    pub realis: Realis,
    /// Whether the text says that it did not or will not happen.
    pub negated: bool,
    /// Tense of its clause.
    pub tense: Tense,
    /// Number of its cluster in the document, from 0.
    pub cluster: u32,
    /// Arguments in order of role and position.
    pub arguments: Vec<Argument>,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// Casualty counts.
    pub casualties: Casualties,
    /// Whether the sentence reports it as news.
    pub report: Report,
    /// Id of the frame that matched.
    pub frame: Arc<str>,
    /// Where that frame is written.
    pub provenance: Option<Provenance>,
    /// What was decided and why, a line each.
    pub trace: Vec<String>,
}
