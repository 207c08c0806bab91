//! The metrics, one module for each layer.
//!
//! Every per-document metric is a row of sums, so that resampling documents
//! means adding rows again, never scoring again.

pub(crate) mod coref;
pub(crate) mod event;
pub(crate) mod link;
pub(crate) mod ner;
pub(crate) mod nugget;
pub(crate) mod template;
pub(crate) mod timex;

use crate::corpus::Pair;
use crate::options::Options;
use crate::score::{Outcome, Ratio};

/// Every metric name, in the order of the reports.
pub const METRICS: [&str; 54] = [
    "ner.strict",
    "ner.exact",
    "ner.partial",
    "ner.type",
    "timex.strict",
    "timex.relaxed",
    "timex.value",
    "timex.type",
    "trigger.id",
    "trigger.cls",
    "trigger.mode",
    "trigger.status",
    "argument.id",
    "argument.cls",
    "argument.attached_id",
    "argument.attached_cls",
    "argument.head_id",
    "argument.head_cls",
    "argument.coref_id",
    "argument.coref_cls",
    "argument.ref",
    "coded.dyad",
    "doctype",
    "nugget.span",
    "nugget.type",
    "nugget.realis",
    "nugget.type_realis",
    "coref.entity.mention",
    "coref.entity.muc",
    "coref.entity.b_cubed",
    "coref.entity.ceaf_m",
    "coref.entity.ceaf_e",
    "coref.entity.lea",
    "coref.entity.blanc",
    "coref.entity.conll",
    "coref.event.mention",
    "coref.event.muc",
    "coref.event.b_cubed",
    "coref.event.ceaf_m",
    "coref.event.ceaf_e",
    "coref.event.lea",
    "coref.event.blanc",
    "coref.event.conll",
    "link.strong_mention",
    "link.strong_typed_mention",
    "link.strong_link",
    "link.strong_nil",
    "link.strong_all",
    "link.strong_typed_all",
    "link.entity",
    "link.mention_ceaf",
    "link.typed_mention_ceaf",
    "template.ceaf_ree",
    "template.ceaf_tf",
];

/// Collects one document's figures.
#[derive(Default)]
pub(crate) struct Cells {
    /// Metric, its sums, its outcome where it has one.
    pub(crate) cells: Vec<(&'static str, Sums, Option<Outcome>)>,
}

/// What a metric adds up over documents.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Sums {
    /// Numerators and denominators.
    Ratio(Ratio),
    /// BLANC's link counts.
    Blanc(coref::BlancCounts),
}

impl Cells {
    /// Adds a metric that compares two sets of keys.
    pub(crate) fn sets<K: Ord>(&mut self, name: &'static str, gold: &[K], pred: &[K]) {
        let correct = common(gold, pred);
        self.outcome(
            name,
            Ratio::of(correct as f64, pred.len() as f64, gold.len() as f64),
            Outcome::of(correct, 0, 0, gold.len(), pred.len()),
        );
    }

    /// Adds a metric with its outcome counts.
    pub(crate) fn outcome(&mut self, name: &'static str, ratio: Ratio, outcome: Outcome) {
        self.cells.push((name, Sums::Ratio(ratio), Some(outcome)));
    }

    /// Adds a metric without outcome counts.
    pub(crate) fn ratio(&mut self, name: &'static str, ratio: Ratio) {
        self.cells.push((name, Sums::Ratio(ratio), None));
    }

    /// Adds BLANC's link counts.
    pub(crate) fn blanc(&mut self, name: &'static str, counts: coref::BlancCounts) {
        self.cells.push((name, Sums::Blanc(counts), None));
    }
}

/// Sorted without repetition: equal keys in a document count once.
pub(crate) fn key_set<K: Ord>(keys: impl IntoIterator<Item = K>) -> Vec<K> {
    let mut keys: Vec<K> = keys.into_iter().collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Number of keys in both of two key sets.
pub(crate) fn common<K: Ord>(a: &[K], b: &[K]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// All per-document figures of one document.
pub(crate) fn score_document(pair: &Pair, options: &Options) -> Cells {
    let mut cells = Cells::default();
    ner::score(pair, options, &mut cells);
    timex::score(pair, &mut cells);
    event::score(pair, options, &mut cells);
    nugget::score(pair, &mut cells);
    coref::score(pair, options, &mut cells);
    link::score(pair, options, &mut cells);
    template::score(pair, &mut cells);
    cells
}
