//! Events: triggers, arguments, coded dyads and document types, as in ACE,
//! TextEE and the political event sets.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::Pair;
use crate::metrics::coref::entity_chains;
use crate::metrics::{Cells, key_set};
use crate::model::{Argument, Document, Event};
use crate::options::Options;
use crate::span::Span;

/// Adds `trigger.*`, `argument.*`, `coded.dyad` and `doctype`.
pub(crate) fn score(pair: &Pair, options: &Options, cells: &mut Cells) {
    let (gold, pred) = (&pair.gold, &pair.pred);
    triggers(gold, pred, cells);
    arguments(gold, pred, options, cells);
    cells.sets("argument.ref", &reference_keys(gold), &reference_keys(pred));
    cells.sets("coded.dyad", &dyads(gold), &dyads(pred));
    cells.sets("doctype", &types(gold), &types(pred));
}

/// `id`: trigger span; `cls`: + type; `mode`: cls + set of modes; `status`:
/// cls + realis and negation.
fn triggers(gold: &Document, pred: &Document, cells: &mut Cells) {
    fn keys<'a, K: Ord>(document: &'a Document, key: impl Fn(&'a Event) -> K) -> Vec<K> {
        key_set(document.events.iter().map(key))
    }
    let id = |event: &Event| event.trigger;
    cells.sets("trigger.id", &keys(gold, id), &keys(pred, id));
    fn cls(event: &Event) -> (Span, &str) {
        (event.trigger, &event.kind)
    }
    cells.sets("trigger.cls", &keys(gold, cls), &keys(pred, cls));
    fn mode(event: &Event) -> (Span, &str, &BTreeSet<String>) {
        (event.trigger, &event.kind, &event.modes)
    }
    cells.sets("trigger.mode", &keys(gold, mode), &keys(pred, mode));
    fn status(event: &Event) -> (Span, &str, Option<&str>, bool) {
        (
            event.trigger,
            &event.kind,
            event.realis.as_deref(),
            event.negated,
        )
    }
    cells.sets("trigger.status", &keys(gold, status), &keys(pred, status));
}

/// An argument's place: a span, or the gold entity chain that holds the span.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Chain(usize),
    Span(Span),
}

/// `id`: event type and argument span; `cls`: + role; `attached_*`: + trigger
/// span; `head_*`: the head instead of the span; `coref_*`: the gold entity
/// chain instead of any span found in one.
fn arguments(gold: &Document, pred: &Document, options: &Options, cells: &mut Cells) {
    let chains = chain_of_span(gold, options);
    let place = |span: Span| match chains.get(&span) {
        Some(chain) => Place::Chain(*chain),
        None => Place::Span(span),
    };
    let head = |argument: &Argument, span: Span| argument.head.unwrap_or(span);
    let plain = spanned(gold, pred, |_, span| span);
    cells.sets("argument.id", &plain.ids(0), &plain.ids(1));
    cells.sets("argument.cls", &plain.classes(0), &plain.classes(1));
    cells.sets(
        "argument.attached_id",
        &plain.attached_ids(0),
        &plain.attached_ids(1),
    );
    cells.sets(
        "argument.attached_cls",
        &plain.attached_classes(0),
        &plain.attached_classes(1),
    );
    let heads = spanned(gold, pred, head);
    cells.sets("argument.head_id", &heads.ids(0), &heads.ids(1));
    cells.sets("argument.head_cls", &heads.classes(0), &heads.classes(1));
    let chained = spanned(gold, pred, |_, span| place(span));
    cells.sets("argument.coref_id", &chained.ids(0), &chained.ids(1));
    cells.sets(
        "argument.coref_cls",
        &chained.classes(0),
        &chained.classes(1),
    );
}

/// Arguments with a span of both sides, each with what stands for its place.
struct Spanned<'a, P> {
    sides: [Vec<(&'a Event, &'a Argument, P)>; 2],
}

fn spanned<'a, P>(
    gold: &'a Document,
    pred: &'a Document,
    place: impl Fn(&Argument, Span) -> P,
) -> Spanned<'a, P> {
    let side = |document: &'a Document| {
        document
            .events
            .iter()
            .flat_map(|event| {
                event
                    .arguments
                    .iter()
                    .map(move |argument| (event, argument))
            })
            .filter_map(|(event, argument)| {
                Some((event, argument, place(argument, argument.span?)))
            })
            .collect()
    };
    Spanned {
        sides: [side(gold), side(pred)],
    }
}

impl<'a, P: Ord + Copy> Spanned<'a, P> {
    fn ids(&self, side: usize) -> Vec<(&'a str, P)> {
        key_set(
            self.sides[side]
                .iter()
                .map(|(event, _, place)| (event.kind.as_str(), *place)),
        )
    }

    fn classes(&self, side: usize) -> Vec<(&'a str, P, &'a str)> {
        key_set(
            self.sides[side].iter().map(|(event, argument, place)| {
                (event.kind.as_str(), *place, argument.role.as_str())
            }),
        )
    }

    fn attached_ids(&self, side: usize) -> Vec<(&'a str, P, Span)> {
        key_set(
            self.sides[side]
                .iter()
                .map(|(event, _, place)| (event.kind.as_str(), *place, event.trigger)),
        )
    }

    fn attached_classes(&self, side: usize) -> Vec<(&'a str, P, Span, &'a str)> {
        key_set(self.sides[side].iter().map(|(event, argument, place)| {
            (
                event.kind.as_str(),
                *place,
                event.trigger,
                argument.role.as_str(),
            )
        }))
    }
}

/// The gold entity chain each span belongs to.
fn chain_of_span(gold: &Document, options: &Options) -> BTreeMap<Span, usize> {
    let mut chain_of = BTreeMap::new();
    for (index, chain) in entity_chains(gold, options.entity_chains)
        .iter()
        .enumerate()
    {
        for span in chain {
            chain_of.insert(*span, index);
        }
    }
    chain_of
}

/// What an argument refers to: its own refs, else those of its side's entities
/// with exactly its span.
pub(crate) fn argument_refs<'a>(
    argument: &'a Argument,
    entities: &BTreeMap<Span, BTreeSet<&'a str>>,
) -> BTreeSet<&'a str> {
    if !argument.refs.is_empty() {
        return argument.refs.iter().map(String::as_str).collect();
    }
    argument
        .span
        .and_then(|span| entities.get(&span).cloned())
        .unwrap_or_default()
}

/// The refs of a document's entities by span.
pub(crate) fn refs_by_span(document: &Document) -> BTreeMap<Span, BTreeSet<&str>> {
    let mut refs: BTreeMap<Span, BTreeSet<&str>> = BTreeMap::new();
    for entity in &document.entities {
        refs.entry(entity.span)
            .or_default()
            .extend(entity.refs.iter().map(String::as_str));
    }
    refs
}

/// `argument.ref` keys: event type, role, each ref.
fn reference_keys(document: &Document) -> Vec<(&str, &str, &str)> {
    let entities = refs_by_span(document);
    let mut keys = Vec::new();
    for event in &document.events {
        for argument in &event.arguments {
            for name in argument_refs(argument, &entities) {
                keys.push((event.kind.as_str(), argument.role.as_str(), name));
            }
        }
    }
    key_set(keys)
}

/// `coded.dyad` keys: event type, actor ref, recipient ref; an absent side is
/// empty, an event with neither gives no key.
fn dyads(document: &Document) -> Vec<(&str, &str, &str)> {
    let entities = refs_by_span(document);
    let mut keys = Vec::new();
    for event in &document.events {
        let side = |role: &str| -> BTreeSet<&str> {
            event
                .arguments
                .iter()
                .filter(|argument| argument.role == role)
                .flat_map(|argument| argument_refs(argument, &entities))
                .collect()
        };
        let (mut actors, mut recipients) = (side("actor"), side("recipient"));
        if actors.is_empty() && recipients.is_empty() {
            continue;
        }
        for side in [&mut actors, &mut recipients] {
            if side.is_empty() {
                side.insert("");
            }
        }
        for actor in &actors {
            for recipient in &recipients {
                keys.push((event.kind.as_str(), *actor, *recipient));
            }
        }
    }
    key_set(keys)
}

/// `doctype` keys: the event types of the document.
fn types(document: &Document) -> Vec<&str> {
    key_set(document.events.iter().map(|event| event.kind.as_str()))
}
