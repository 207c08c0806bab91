//! Pairs gold and predicted items of each layer and says how they differ.

use std::collections::BTreeMap;

use crate::assignment::{Weight, maximum_assignment};
use crate::corpus::Pair;
use crate::errors::{ErrorItem, Item, TextIndex, text_of};
use crate::metrics::link::joined_refs;
use crate::metrics::{key_set, ner, timex};
use crate::model::{Document, Event};
use crate::options::Options;
use crate::span::Span;

/// Collects the errors of one document.
struct Lister<'a> {
    pair: &'a Pair,
    text: TextIndex<'a>,
    errors: Vec<ErrorItem>,
}

/// All errors of one document.
pub(super) fn document_errors(pair: &Pair, options: &Options) -> Vec<ErrorItem> {
    let mut lister = Lister {
        pair,
        text: TextIndex::new(text_of(&pair.gold)),
        errors: Vec::new(),
    };
    lister.entities(options);
    lister.times();
    lister.triggers();
    lister.arguments();
    lister.errors
}

impl<'a> Lister<'a> {
    fn push(&mut self, metric: &str, kind: &str, gold: Option<Item>, pred: Option<Item>) {
        let span = gold.as_ref().or(pred.as_ref()).and_then(|item| {
            let (start, end) = item.trigger.or(item.start.zip(item.end))?;
            Span::new(start, end)
        });
        let context = span.map_or("", |span| self.text.sentence(span));
        self.errors.push(ErrorItem {
            doc: self.pair.gold.id.clone(),
            metric: metric.to_owned(),
            kind: kind.to_owned(),
            gold,
            pred,
            context: context.split_whitespace().collect::<Vec<_>>().join(" "),
        });
    }

    fn item(&self, span: Span, kind: &str, value: Option<String>) -> Item {
        Item {
            start: Some(span.start()),
            end: Some(span.end()),
            text: self.text.words(span).to_owned(),
            kind: kind.to_owned(),
            value,
            ..Item::default()
        }
    }

    fn entities(&mut self, options: &Options) {
        let pair = self.pair;
        let gold = ner::keys(&pair.gold, &options.drop_types);
        let pred = ner::keys(&pair.pred, &options.drop_types);
        let sources = entity_sources(&pair.pred);
        let make = |lister: &Self, key: &ner::EntityKey<'_>, predicted: bool| {
            let mut item = lister.item(key.0, key.1, None);
            if predicted {
                item.source = sources.get(key).cloned().flatten();
            }
            item
        };
        let alignment = ner::error_alignment(&gold, &pred);
        let mut taken = vec![false; pred.len()];
        let (gold_links, pred_links) = (links(&pair.gold), links(&pair.pred));
        for (i, column) in alignment.column_of.iter().enumerate() {
            let gold_item = make(self, &gold[i], false);
            let Some(j) = *column else {
                self.push("ner.strict", "missed", Some(gold_item), None);
                continue;
            };
            taken[j] = true;
            let mut pred_item = make(self, &pred[j], true);
            let kind = difference(gold[i].0 == pred[j].0, gold[i].1 == pred[j].1);
            if let Some(kind) = kind {
                self.push("ner.strict", kind, Some(gold_item), Some(pred_item));
                continue;
            }
            let (right, found) = (gold_links.get(&gold[i]), pred_links.get(&pred[j]));
            if right != found && right.is_some_and(|link| !link.is_empty()) {
                let mut gold_item = gold_item;
                gold_item.value = right.cloned();
                pred_item.value = found.cloned();
                let metric = "link.strong_typed_all";
                self.push(metric, "link", Some(gold_item), Some(pred_item));
            }
        }
        for (j, key) in pred.iter().enumerate().filter(|(j, _)| !taken[*j]) {
            let _ = j;
            let item = make(self, key, true);
            self.push("ner.strict", "spurious", None, Some(item));
        }
    }

    fn times(&mut self) {
        let pair = self.pair;
        let gold = timex::keys(&pair.gold);
        let pred = timex::keys(&pair.pred);
        let mut sources = BTreeMap::new();
        for time in &pair.pred.times {
            let key = (time.span, time.kind.as_str(), time.value.as_deref());
            sources.insert(key, time.source.clone());
        }
        let make = |lister: &Self, key: &timex::TimeKey<'_>| {
            lister.item(key.0, key.1, key.2.map(str::to_owned))
        };
        let alignment = timex::alignment(&gold, &pred);
        let mut taken = vec![false; pred.len()];
        for (i, column) in alignment.column_of.iter().enumerate() {
            let gold_item = make(self, &gold[i]);
            let Some(j) = *column else {
                self.push("timex.value", "missed", Some(gold_item), None);
                continue;
            };
            taken[j] = true;
            let mut pred_item = make(self, &pred[j]);
            pred_item.source = sources.get(&pred[j]).cloned().flatten();
            let (g, p) = (&gold[i], &pred[j]);
            let differing: Vec<&str> = [
                ("boundary", g.0 == p.0),
                ("type", g.1 == p.1),
                ("value", g.2 == p.2),
            ]
            .iter()
            .filter(|(_, same)| !same)
            .map(|(name, _)| *name)
            .collect();
            if !differing.is_empty() {
                let kind = differing.join("_");
                self.push("timex.value", &kind, Some(gold_item), Some(pred_item));
            }
        }
        for (j, key) in pred.iter().enumerate() {
            if !taken[j] {
                let mut item = make(self, key);
                item.source = sources.get(key).cloned().flatten();
                self.push("timex.value", "spurious", None, Some(item));
            }
        }
    }

    fn triggers(&mut self) {
        let pair = self.pair;
        let gold = trigger_keys(&pair.gold);
        let pred = trigger_keys(&pair.pred);
        let alignment = ner::error_alignment(&gold, &pred);
        let (golds, preds) = (events_by_key(&pair.gold), events_by_key(&pair.pred));
        let mut taken = vec![false; pred.len()];
        for (i, column) in alignment.column_of.iter().enumerate() {
            let gold_item = self.item(gold[i].0, gold[i].1, None);
            let Some(j) = *column else {
                self.push("trigger.cls", "missed", Some(gold_item), None);
                continue;
            };
            taken[j] = true;
            let mut pred_item = self.item(pred[j].0, pred[j].1, None);
            pred_item.source = source_of(&preds, &pred[j]);
            match difference(gold[i].0 == pred[j].0, gold[i].1 == pred[j].1) {
                Some(kind) => self.push("trigger.cls", kind, Some(gold_item), Some(pred_item)),
                None => self.attributes(&golds, &preds, &gold[i], (gold_item, pred_item)),
            }
        }
        for (j, key) in pred.iter().enumerate() {
            if !taken[j] {
                let mut item = self.item(key.0, key.1, None);
                item.source = source_of(&preds, key);
                self.push("trigger.cls", "spurious", None, Some(item));
            }
        }
    }

    /// Modes and status of a trigger that is right otherwise.
    fn attributes(
        &mut self,
        golds: &Events<'_>,
        preds: &Events<'_>,
        key: &(Span, &str),
        items: (Item, Item),
    ) {
        type Describe = fn(&Event) -> String;
        let modes: Describe = |event| {
            let modes: Vec<&str> = event.modes.iter().map(String::as_str).collect();
            modes.join(" ")
        };
        let status: Describe = |event| {
            let realis = event.realis.as_deref().unwrap_or("-");
            let negated = if event.negated { " negated" } else { "" };
            format!("{realis}{negated}")
        };
        for (metric, kind, describe) in [
            ("trigger.mode", "mode", modes),
            ("trigger.status", "status", status),
        ] {
            let values = |events: &Events<'_>| {
                let events = events.get(key).map(Vec::as_slice).unwrap_or_default();
                key_set(events.iter().map(|event| describe(event)))
            };
            let (right, found) = (values(golds), values(preds));
            if right != found {
                let (mut gold, mut pred) = items.clone();
                gold.value = Some(right.join(" / "));
                pred.value = Some(found.join(" / "));
                self.push(metric, kind, Some(gold), Some(pred));
            }
        }
    }

    fn arguments(&mut self) {
        let pair = self.pair;
        let gold = argument_keys(&pair.gold);
        let pred = argument_keys(&pair.pred);
        let mut edges = Vec::new();
        for (i, g) in gold.iter().enumerate() {
            for (j, p) in pred.iter().enumerate() {
                let tier = argument_tier(g, p);
                if tier != <[i64; 4]>::ZERO {
                    edges.push((i, j, tier));
                }
            }
        }
        let preds = events_by_key(&pair.pred);
        let alignment = maximum_assignment(gold.len(), pred.len(), &edges);
        let mut taken = vec![false; pred.len()];
        let metric = "argument.attached_cls";
        for (i, column) in alignment.column_of.iter().enumerate() {
            let gold_item = self.argument_item(&gold[i], None);
            let Some(j) = *column else {
                self.push(metric, "missed", Some(gold_item), None);
                continue;
            };
            taken[j] = true;
            let kind = match argument_tier(&gold[i], &pred[j]) {
                [1, ..] => continue,
                [_, 1, ..] => "role",
                [_, _, 1, _] => "attachment",
                _ => "boundary",
            };
            let pred_item = self.argument_item(&pred[j], Some(&preds));
            self.push(metric, kind, Some(gold_item), Some(pred_item));
        }
        for (j, key) in pred.iter().enumerate() {
            if !taken[j] {
                let item = self.argument_item(key, Some(&preds));
                self.push(metric, "spurious", None, Some(item));
            }
        }
    }

    fn argument_item(&self, key: &ArgumentKey<'_>, preds: Option<&Events<'_>>) -> Item {
        let mut item = self.item(key.span, key.kind, None);
        item.role = Some(key.role.to_owned());
        item.trigger = Some((key.trigger.start(), key.trigger.end()));
        item.value = Some(self.text.words(key.trigger).to_owned());
        item.source = preds.and_then(|preds| source_of(preds, &(key.trigger, key.kind)));
        item
    }
}

/// `None` if span and type agree.
fn difference(same_span: bool, same_type: bool) -> Option<&'static str> {
    match (same_span, same_type) {
        (true, true) => None,
        (true, false) => Some("type"),
        (false, true) => Some("boundary"),
        (false, false) => Some("boundary_type"),
    }
}

fn entity_sources(document: &Document) -> BTreeMap<ner::EntityKey<'_>, Option<String>> {
    document
        .entities
        .iter()
        .map(|entity| ((entity.span, entity.kind.as_str()), entity.source.clone()))
        .collect()
}

/// The links of each entity key; several entities of one key are joined.
fn links(document: &Document) -> BTreeMap<ner::EntityKey<'_>, String> {
    let mut all: BTreeMap<ner::EntityKey<'_>, Vec<String>> = BTreeMap::new();
    for entity in &document.entities {
        all.entry((entity.span, &entity.kind))
            .or_default()
            .push(joined_refs(entity));
    }
    all.into_iter()
        .map(|(key, links)| (key, key_set(links).join(" / ")))
        .collect()
}

type Events<'a> = BTreeMap<(Span, &'a str), Vec<&'a Event>>;

fn events_by_key(document: &Document) -> Events<'_> {
    let mut events: Events<'_> = BTreeMap::new();
    for event in &document.events {
        events
            .entry((event.trigger, &event.kind))
            .or_default()
            .push(event);
    }
    events
}

fn source_of(events: &Events<'_>, key: &(Span, &str)) -> Option<String> {
    let events = events.get(key)?;
    let sources = key_set(events.iter().filter_map(|event| event.source.clone()));
    (!sources.is_empty()).then(|| sources.join(" / "))
}

fn trigger_keys(document: &Document) -> Vec<(Span, &str)> {
    key_set(
        document
            .events
            .iter()
            .map(|event| (event.trigger, event.kind.as_str())),
    )
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ArgumentKey<'a> {
    trigger: Span,
    kind: &'a str,
    span: Span,
    role: &'a str,
}

fn argument_keys(document: &Document) -> Vec<ArgumentKey<'_>> {
    let mut keys = Vec::new();
    for event in &document.events {
        for argument in &event.arguments {
            if let Some(span) = argument.span {
                keys.push(ArgumentKey {
                    trigger: event.trigger,
                    kind: &event.kind,
                    span,
                    role: &argument.role,
                });
            }
        }
    }
    key_set(keys)
}

/// Tiers: equal; other role; other event (trigger or type); other span of the
/// same event and role. All zero if the two have nothing to do with each other.
fn argument_tier(gold: &ArgumentKey<'_>, pred: &ArgumentKey<'_>) -> [i64; 4] {
    let event = gold.trigger == pred.trigger && gold.kind == pred.kind;
    let (span, role) = (gold.span == pred.span, gold.role == pred.role);
    match (event, span, role) {
        (true, true, true) => [1, 0, 0, 0],
        (true, true, false) => [0, 1, 0, 0],
        (false, true, true) => [0, 0, 1, 0],
        (true, false, true) if gold.span.overlaps(pred.span) => [0, 0, 0, 1],
        _ => [0; 4],
    }
}
