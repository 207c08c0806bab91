//! What is wrong, item by item: every missed, spurious, mistyped, misbounded
//! or mis-attached annotation with its sentence.

mod align;
mod taxonomy;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Pair};
use crate::model::Document;
use crate::options::Options;
use crate::span::Span;

pub use taxonomy::{Gain, taxonomy};

/// One side of an error.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Item {
    /// First code point; absent for an argument without a span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// One past the last code point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// The words of the span.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Type of the entity, time expression or event.
    #[serde(rename = "type")]
    pub kind: String,
    /// Role of an argument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Trigger of an argument's event: start, end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<(usize, usize)>,
    /// TIMEX3 value, refs, modes, or realis and negation: what the metric
    /// compares beside span and type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The rule or gazetteer row behind a prediction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One error.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ErrorItem {
    /// Document id.
    pub doc: String,
    /// The metric that counts it.
    pub metric: String,
    /// `missed`, `spurious`, or what differs: `type`, `boundary`,
    /// `boundary_type`, `value`, `mode`, `status`, `link`, `role`,
    /// `attachment`.
    pub kind: String,
    /// What the gold has, unless spurious.
    pub gold: Option<Item>,
    /// What was predicted, unless missed.
    pub pred: Option<Item>,
    /// The sentence or line around it.
    pub context: String,
}

impl ErrorItem {
    /// The type the error is filed under: the gold one, else the predicted.
    pub fn filed_under(&self) -> &str {
        let item = self.gold.as_ref().or(self.pred.as_ref());
        item.map_or("", |item| item.kind.as_str())
    }

    /// What identifies the item from run to run: everything but provenance
    /// and the prediction paired with a gold item.
    pub fn identity(&self) -> (String, String, Option<Item>, Option<Item>) {
        let bare = |item: &Item| Item {
            source: None,
            ..item.clone()
        };
        let gold = self.gold.as_ref().map(bare);
        let pred = match gold {
            Some(_) => None,
            None => self.pred.as_ref().map(bare),
        };
        (self.doc.clone(), self.metric.clone(), gold, pred)
    }
}

/// The metrics under which errors are listed.
const METRICS: [&str; 7] = [
    "ner.strict",
    "link.strong_typed_all",
    "timex.value",
    "trigger.cls",
    "trigger.mode",
    "trigger.status",
    "argument.attached_cls",
];

/// The kinds of errors.
const KINDS: [&str; 14] = [
    "missed",
    "spurious",
    "type",
    "boundary",
    "boundary_type",
    "value",
    "boundary_value",
    "type_value",
    "boundary_type_value",
    "mode",
    "status",
    "link",
    "role",
    "attachment",
];

/// A layer, kind or type that no error can have.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no error can have the {what} {name:?}; there are: {}", .known.join(", "))]
pub struct UnknownFilter {
    /// What was named: `layer`, `kind`, or `type or role`.
    pub what: &'static str,
    /// What was asked for.
    pub name: String,
    /// What could have been.
    pub known: Vec<String>,
}

/// Which errors to keep; empty fields keep all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ErrorFilter {
    /// Layers: prefixes of metric names, such as `ner` or `argument`.
    pub layers: Vec<String>,
    /// Error kinds.
    pub kinds: Vec<String>,
    /// Annotation types.
    pub types: Vec<String>,
}

impl ErrorFilter {
    /// Whether there is such a layer, such a kind, and, in the corpus, such a
    /// type or role.
    ///
    /// # Errors
    /// The first value that no error can have.
    pub fn check(&self, corpus: &Corpus) -> Result<(), UnknownFilter> {
        let layers = METRICS.map(layer_of).into_iter().chain(METRICS);
        known("layer", &self.layers, layers)?;
        known("kind", &self.kinds, KINDS)?;
        let sides = corpus
            .pairs
            .iter()
            .flat_map(|pair| [&pair.gold, &pair.pred]);
        known("type or role", &self.types, sides.flat_map(types))
    }

    /// Whether the filter keeps an error.
    pub fn keeps(&self, error: &ErrorItem) -> bool {
        let among = |list: &[String], value: &str| {
            list.is_empty() || list.iter().any(|entry| entry == value)
        };
        let layer = layer_of(&error.metric);
        let types = |item: &Option<Item>| {
            item.as_ref().is_some_and(|item| {
                self.types.contains(&item.kind)
                    || item
                        .role
                        .as_ref()
                        .is_some_and(|role| self.types.contains(role))
            })
        };
        (among(&self.layers, layer) || among(&self.layers, &error.metric))
            && among(&self.kinds, &error.kind)
            && (self.types.is_empty() || types(&error.gold) || types(&error.pred))
    }
}

fn layer_of(metric: &str) -> &str {
    metric.split('.').next().unwrap_or_default()
}

/// Types of entities, times and events, and roles.
fn types(document: &Document) -> impl Iterator<Item = &str> {
    let arguments = document.events.iter().flat_map(|event| &event.arguments);
    (document.entities.iter().map(|entity| &entity.kind))
        .chain(document.times.iter().map(|time| &time.kind))
        .chain(document.events.iter().map(|event| &event.kind))
        .chain(arguments.map(|argument| &argument.role))
        .map(String::as_str)
}

fn known<'a>(
    what: &'static str,
    names: &[String],
    known: impl IntoIterator<Item = &'a str>,
) -> Result<(), UnknownFilter> {
    let known: BTreeSet<&str> = known.into_iter().collect();
    match names.iter().find(|name| !known.contains(name.as_str())) {
        None => Ok(()),
        Some(name) => Err(UnknownFilter {
            what,
            name: name.clone(),
            known: known.into_iter().map(str::to_owned).collect(),
        }),
    }
}

/// All errors of a corpus, by document and then by place in the text.
pub fn list_errors(pairs: &[Pair], options: &Options) -> Vec<ErrorItem> {
    pairs
        .iter()
        .flat_map(|pair| {
            let mut errors = align::document_errors(pair, options);
            errors.sort_by(|a, b| (place(a), a).cmp(&(place(b), b)));
            errors
        })
        .collect()
}

fn place(error: &ErrorItem) -> (Option<usize>, Option<usize>) {
    let item = error.gold.as_ref().or(error.pred.as_ref());
    let item = item.map(|item| (item.trigger.map_or(item.start, |t| Some(t.0)), item.start));
    item.unwrap_or_default()
}

/// Cuts words and sentences out of a text by code-point offsets.
pub struct TextIndex<'a> {
    text: &'a str,
    /// Byte offset of each code point, and the length.
    bytes: Vec<usize>,
}

impl<'a> TextIndex<'a> {
    /// Indexes a text.
    pub fn new(text: &'a str) -> TextIndex<'a> {
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        TextIndex { text, bytes }
    }

    /// The words of a span; empty outside the text.
    pub fn words(&self, span: Span) -> &'a str {
        match (self.bytes.get(span.start()), self.bytes.get(span.end())) {
            (Some(&start), Some(&end)) => &self.text[start..end],
            _ => "",
        }
    }

    /// The sentence around a span: from the last end mark or line break before
    /// it to the first after it.
    pub fn sentence(&self, span: Span) -> &'a str {
        let words = match (self.bytes.get(span.start()), self.bytes.get(span.end())) {
            (Some(&start), Some(&end)) => (start, end),
            _ => return "",
        };
        let before = &self.text[..words.0];
        let start = before
            .rmatch_indices(ends_sentence)
            .find(|(at, mark)| closes(before, at + mark.len(), mark))
            .map_or(0, |(at, mark)| at + mark.len());
        let after = &self.text[words.1..];
        let end = after
            .match_indices(ends_sentence)
            .find(|(at, mark)| closes(after, at + mark.len(), mark))
            .map_or(self.text.len(), |(at, mark)| words.1 + at + mark.len());
        self.text[start..end].trim()
    }
}

fn ends_sentence(character: char) -> bool {
    matches!(character, '\n' | '.' | '!' | '?' | '\u{61f}' | '\u{2026}')
}

/// A line break always closes; a mark does where white space or nothing
/// follows (3.5 is one number).
fn closes(text: &str, after: usize, mark: &str) -> bool {
    mark == "\n" || text[after..].chars().next().is_none_or(char::is_whitespace)
}

pub(crate) fn text_of(document: &Document) -> &str {
    document.text.as_deref().unwrap_or_default()
}
