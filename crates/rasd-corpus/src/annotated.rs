//! The annotated-document format: one document a line, gold and system output alike.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document with its annotations. Offsets are Unicode code points, end exclusive.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedDocument {
    /// Identifier, unique in its file.
    pub id: String,
    /// Publication date (ISO 8601) that the annotations were resolved against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dct: Option<String>,
    /// Where the publication date comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dct_reason: Option<String>,
    /// The text, verbatim.
    #[serde(default)]
    pub text: String,
    /// Sentences as ranges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<[u32; 2]>,
    /// Parts of the document with their kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<AnnotatedRegion>,
    /// Ranges in which nothing is annotated.
    #[serde(default)]
    pub boilerplate: Vec<[u32; 2]>,
    /// Entity mentions.
    #[serde(default)]
    pub entities: Vec<AnnotatedEntity>,
    /// Time mentions.
    #[serde(default)]
    pub times: Vec<AnnotatedTime>,
    /// Event mentions.
    #[serde(default)]
    pub events: Vec<AnnotatedEvent>,
    /// What the refs stand for.
    #[serde(default)]
    pub registry: BTreeMap<String, RegistryValue>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedRegion {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// `headline`, `paragraph`, `boilerplate` and so on.
    pub kind: String,
    /// Why it was judged so.
    pub reason: String,
}

/// An entity mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedEntity {
    /// Identifier, unique in the document.
    pub id: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// PER, ORG, GPE, LOC, FAC, NORP, OCC or NOM.
    #[serde(rename = "type")]
    pub kind: String,
    /// Ids of what the mention stands for.
    #[serde(default)]
    pub refs: Vec<String>,
    /// The gazetteer row, as `file:line`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How it was recognised and linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A time mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedTime {
    /// Identifier, unique in the document.
    pub id: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 `mod`.
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// First moment of the time denoted, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// First moment after it, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Granularity of the expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grain: Option<String>,
    /// The pattern, as `file:line`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How the value was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The trigger of an event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedTrigger {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The word.
    #[serde(default)]
    pub text: String,
}

/// An event mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedEvent {
    /// Identifier, unique in the document.
    pub id: String,
    /// The word that names the event, without clitics.
    pub trigger: AnnotatedTrigger,
    /// PLOVER category or ELECT.
    #[serde(rename = "type")]
    pub kind: String,
    /// Modes of the category.
    #[serde(default)]
    pub modes: Vec<String>,
    /// PLOVER contexts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// `actual`, `future` or `hypothetical`.
    #[serde(default)]
    pub realis: String,
    /// Whether the text says that it did not or will not happen.
    #[serde(default)]
    pub negated: bool,
    /// Tense of the trigger in its clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tense: Option<String>,
    /// Whether the sentence reports it as news, rather than naming it as background.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<bool>,
    /// What that decision rests on: above 0 for what is reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_score: Option<f64>,
    /// Mentions of one event share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// The frame that matched and where it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<AnnotatedAttribution>,
    /// Casualties that the text states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casualties: Option<AnnotatedCasualties>,
    /// Arguments.
    #[serde(default)]
    pub args: Vec<AnnotatedArgument>,
    /// What was decided and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<String>,
}

/// An argument of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedArgument {
    /// actor, recipient, place or time.
    pub role: String,
    /// Id of the entity or time mention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<String>,
    /// First code point; absent if the participant has no mention in the sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// Code point after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// Ids of what it stands for; none for times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    /// The slot of the frame that it fills.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
}

/// Who says that an event happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedAttribution {
    /// Id of the entity mention of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Ids of what the source stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    /// The word of saying.
    pub cue: String,
    /// Whether the event stands in quotation marks.
    pub quoted: bool,
    /// Whether the source denies it.
    pub denied: bool,
}

/// Numbers of casualties and arrests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedCasualties {
    /// Killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dead: Option<u32>,
    /// Injured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injured: Option<u32>,
    /// Arrested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrested: Option<u32>,
}

/// What a ref stands for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegistryValue {
    /// English name.
    pub name: String,
    /// ISO 3166-1 alpha-3, or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// PLOVER sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Office held at the date in question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Wikidata id, where certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// The gazetteer row, as `file:line`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// The JSON Schema of [`AnnotatedDocument`], generated from the types above.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(AnnotatedDocument).to_value()
}
