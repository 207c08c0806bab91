//! Named entities: strict, exact, partial and type matching, as in MUC and
//! SemEval-2013 task 9.1, on an optimal alignment.

use std::collections::BTreeSet;

use crate::assignment::{Assignment, maximum_assignment};
use crate::corpus::Pair;
use crate::metrics::{Cells, key_set};
use crate::model::Document;
use crate::options::Options;
use crate::score::{Outcome, Ratio};
use crate::span::{Span, overlapping_pairs};

/// Span and type.
pub(crate) type EntityKey<'a> = (Span, &'a str);

/// The entity keys of a document, without dropped types.
pub(crate) fn keys<'a>(document: &'a Document, drop: &BTreeSet<String>) -> Vec<EntityKey<'a>> {
    key_set(
        document
            .entities
            .iter()
            .filter(|entity| !drop.contains(&entity.kind))
            .map(|entity| (entity.span, entity.kind.as_str())),
    )
}

/// Numbers of pairs by how they agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct ErrorTiers {
    /// Same span, same type.
    pub(crate) correct: usize,
    /// Same span, other type.
    pub(crate) kind: usize,
    /// Overlap, same type.
    pub(crate) boundary: usize,
    /// Overlap, other type.
    pub(crate) boundary_kind: usize,
    /// Gold left over.
    pub(crate) missed: usize,
    /// Predictions left over.
    pub(crate) spurious: usize,
}

impl ErrorTiers {
    pub(crate) fn plus(self, other: ErrorTiers) -> ErrorTiers {
        ErrorTiers {
            correct: self.correct + other.correct,
            kind: self.kind + other.kind,
            boundary: self.boundary + other.boundary,
            boundary_kind: self.boundary_kind + other.boundary_kind,
            missed: self.missed + other.missed,
            spurious: self.spurious + other.spurious,
        }
    }
}

/// Adds the four `ner.*` metrics. The key of all is start, end, type, so that
/// all count the same mentions.
///
/// - `strict`: correct = equal (start, end, type); the rest is paired by a
///   maximum matching over overlaps (`incorrect`).
/// - `exact`: correct = same span, as many pairs as possible; then as many
///   other overlapping pairs as possible (`incorrect`).
/// - `partial`: as exact, but an overlapping pair counts ½.
/// - `type`: correct = overlap and equal type, as many pairs as possible; then
///   as many other overlapping pairs as possible (`incorrect`).
pub(crate) fn score(pair: &Pair, options: &Options, cells: &mut Cells) {
    let gold = keys(&pair.gold, &options.drop_types);
    let pred = keys(&pair.pred, &options.drop_types);
    let (correct, incorrect) = equal_then_overlap(&gold, &pred);
    counted(
        cells,
        "ner.strict",
        correct,
        incorrect,
        gold.len(),
        pred.len(),
    );

    let (correct, overlapping) = span_tiers(&gold, &pred);
    let (golds, preds) = (gold.len(), pred.len());
    counted(cells, "ner.exact", correct, overlapping, golds, preds);
    cells.outcome(
        "ner.partial",
        Ratio::of(
            correct as f64 + 0.5 * overlapping as f64,
            preds as f64,
            golds as f64,
        ),
        Outcome::of(correct, 0, overlapping, golds, preds),
    );

    let (correct, incorrect) = type_tiers(&gold, &pred);
    counted(
        cells,
        "ner.type",
        correct,
        incorrect,
        gold.len(),
        pred.len(),
    );
}

fn counted(
    cells: &mut Cells,
    name: &'static str,
    correct: usize,
    incorrect: usize,
    gold: usize,
    pred: usize,
) {
    cells.outcome(
        name,
        Ratio::of(correct as f64, pred as f64, gold as f64),
        Outcome::of(correct, incorrect, 0, gold, pred),
    );
}

/// Equal keys, then the most overlapping pairs among the rest.
fn equal_then_overlap(gold: &[EntityKey<'_>], pred: &[EntityKey<'_>]) -> (usize, usize) {
    let rest = |keys: &[EntityKey<'_>], others: &[EntityKey<'_>]| -> Vec<Span> {
        keys.iter()
            .filter(|key| others.binary_search(key).is_err())
            .map(|key| key.0)
            .collect()
    };
    let (gold_rest, pred_rest) = (rest(gold, pred), rest(pred, gold));
    let edges: Vec<(usize, usize, i64)> = overlapping_pairs(&gold_rest, &pred_rest)
        .into_iter()
        .map(|(i, j)| (i, j, 1))
        .collect();
    let paired = maximum_assignment(gold_rest.len(), pred_rest.len(), &edges).total;
    (
        gold.len() - gold_rest.len(),
        usize::try_from(paired).unwrap_or(0),
    )
}

/// Pairs with the same span, then other overlapping pairs.
fn span_tiers(gold: &[EntityKey<'_>], pred: &[EntityKey<'_>]) -> (usize, usize) {
    let alignment = align(gold, pred, |gold, pred| {
        let same = i64::from(gold.0 == pred.0);
        [same, 1 - same]
    });
    let [same, other] = alignment.total.map(|n| usize::try_from(n).unwrap_or(0));
    (same, other)
}

/// Overlapping pairs of the same type, then other overlapping pairs.
fn type_tiers(gold: &[EntityKey<'_>], pred: &[EntityKey<'_>]) -> (usize, usize) {
    let alignment = align(gold, pred, |gold, pred| {
        let same = i64::from(gold.1 == pred.1);
        [same, 1 - same]
    });
    let [correct, incorrect] = alignment.total.map(|n| usize::try_from(n).unwrap_or(0));
    (correct, incorrect)
}

/// The alignment of overlapping keys with the lexicographically largest vector
/// of tier totals.
pub(crate) fn align<const K: usize>(
    gold: &[EntityKey<'_>],
    pred: &[EntityKey<'_>],
    tiers: impl Fn(&EntityKey<'_>, &EntityKey<'_>) -> [i64; K],
) -> Assignment<[i64; K]> {
    let gold_spans: Vec<Span> = gold.iter().map(|key| key.0).collect();
    let pred_spans: Vec<Span> = pred.iter().map(|key| key.0).collect();
    let edges: Vec<(usize, usize, [i64; K])> = overlapping_pairs(&gold_spans, &pred_spans)
        .into_iter()
        .map(|(i, j)| (i, j, tiers(&gold[i], &pred[j])))
        .collect();
    maximum_assignment(gold.len(), pred.len(), &edges)
}

/// The alignment behind `ner.errors`: tiers correct, type, boundary,
/// boundary_type.
pub(crate) fn error_alignment(
    gold: &[EntityKey<'_>],
    pred: &[EntityKey<'_>],
) -> Assignment<[i64; 4]> {
    align(gold, pred, |gold, pred| {
        match (gold.0 == pred.0, gold.1 == pred.1) {
            (true, true) => [1, 0, 0, 0],
            (true, false) => [0, 1, 0, 0],
            (false, true) => [0, 0, 1, 0],
            (false, false) => [0, 0, 0, 1],
        }
    })
}

/// `ner.errors` of one document.
pub(crate) fn error_tiers(pair: &Pair, options: &Options) -> ErrorTiers {
    let gold = keys(&pair.gold, &options.drop_types);
    let pred = keys(&pair.pred, &options.drop_types);
    let [correct, kind, boundary, boundary_kind] = error_alignment(&gold, &pred)
        .total
        .map(|n| usize::try_from(n).unwrap_or(0));
    let paired = correct + kind + boundary + boundary_kind;
    ErrorTiers {
        correct,
        kind,
        boundary,
        boundary_kind,
        missed: gold.len() - paired,
        spurious: pred.len() - paired,
    }
}
