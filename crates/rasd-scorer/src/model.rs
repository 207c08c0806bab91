//! The annotated document as the scorer sees it.

use std::collections::{BTreeMap, BTreeSet};

use crate::span::Span;

/// An entity mention.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    /// Position in the file's list, for messages.
    pub place: usize,
    /// Identifier, unique in its document, if the file gives one.
    pub id: Option<String>,
    /// Where the mention stands.
    pub span: Span,
    /// Entity type, such as `GPE`.
    pub kind: String,
    /// What the mention refers to; empty when it is not linked.
    pub refs: Vec<String>,
    /// Where a prediction came from (rule or gazetteer row), for error lists.
    pub source: Option<String>,
}

/// A time expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    /// Position in the file's list, for messages.
    pub place: usize,
    /// Identifier, unique in its document, if the file gives one.
    pub id: Option<String>,
    /// Where the expression stands.
    pub span: Span,
    /// TIMEX3 type, such as `DATE`.
    pub kind: String,
    /// TIMEX3 value, if the file gives one.
    pub value: Option<String>,
    /// Where a prediction came from, for error lists.
    pub source: Option<String>,
}

/// One argument of an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Argument {
    /// Position in the event's list, for messages.
    pub place: usize,
    /// The span that fills the role; `None` for an implicit participant.
    pub span: Option<Span>,
    /// Role, such as `actor`.
    pub role: String,
    /// Syntactic head inside the span, if the file gives one.
    pub head: Option<Span>,
    /// What the argument refers to; empty when the file gives nothing.
    pub refs: Vec<String>,
}

/// An event mention.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Position in the file's list, for messages.
    pub place: usize,
    /// Identifier, unique in its document, if the file gives one.
    pub id: Option<String>,
    /// Span of the trigger word.
    pub trigger: Span,
    /// Event type, such as `CONSULT`.
    pub kind: String,
    /// Modes, as a set.
    pub modes: BTreeSet<String>,
    /// Realis, such as `actual`, if the file gives one.
    pub realis: Option<String>,
    /// Whether the text says the event did not happen.
    pub negated: bool,
    /// Name of the event's chain, if given on the event.
    pub cluster: Option<String>,
    /// Arguments in file order.
    pub arguments: Vec<Argument>,
    /// The rule that found a predicted event, for error lists.
    pub source: Option<String>,
}

/// A filled template: roles hold fillers, a filler is a set of strings any of
/// which names it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Template {
    /// Template type.
    pub kind: String,
    /// Fillers per role; empty fillers and empty roles are left out, equal
    /// fillers of a role are held once.
    pub roles: BTreeMap<String, BTreeSet<BTreeSet<String>>>,
}

/// Where in the input something stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Origin {
    /// Name of the file.
    pub path: String,
    /// Line in it, from 1.
    pub line: usize,
}

/// A mention with its quoted surface, kept to check the offset unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// Field path inside the document, such as `entities[3]`.
    pub field: String,
    /// The offsets as written in the file, in whatever unit it uses.
    pub span: Span,
    /// The text the file quotes for this span.
    pub text: String,
}

/// One annotated document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Document identifier.
    pub id: String,
    /// The text; predictions may leave it out.
    pub text: Option<String>,
    /// Entity mentions.
    pub entities: Vec<Entity>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Event mentions.
    pub events: Vec<Event>,
    /// Chains of mention ids.
    pub clusters: Vec<Vec<String>>,
    /// Filled templates.
    pub templates: Vec<Template>,
    /// Every span with the surface the file quotes for it.
    pub quotes: Vec<Quote>,
    /// Where the document was read.
    pub origin: Origin,
}

impl Document {
    /// A document without annotations.
    pub fn empty(id: &str, origin: Origin) -> Document {
        Document {
            id: id.to_owned(),
            text: None,
            entities: Vec::new(),
            times: Vec::new(),
            events: Vec::new(),
            clusters: Vec::new(),
            templates: Vec::new(),
            quotes: Vec::new(),
            origin,
        }
    }

    /// Applies `change` to every span of the document.
    ///
    /// # Errors
    /// The field path and span of every span for which `change` gives `None`;
    /// such spans keep their old offsets.
    pub fn map_spans(&mut self, change: impl Fn(Span) -> Option<Span>) -> Vec<(String, Span)> {
        let mut failed = Vec::new();
        let mut apply = |span: &mut Span, field: String| match change(*span) {
            Some(new) => *span = new,
            None => failed.push((field, *span)),
        };
        for entity in &mut self.entities {
            apply(&mut entity.span, format!("entities[{}]", entity.place));
        }
        for time in &mut self.times {
            apply(&mut time.span, format!("times[{}]", time.place));
        }
        for event in &mut self.events {
            let field = format!("events[{}]", event.place);
            apply(&mut event.trigger, format!("{field}.trigger"));
            for argument in &mut event.arguments {
                let field = format!("{field}.args[{}]", argument.place);
                if let Some(head) = &mut argument.head {
                    apply(head, format!("{field}.head"));
                }
                if let Some(span) = &mut argument.span {
                    apply(span, field);
                }
            }
        }
        failed
    }
}
