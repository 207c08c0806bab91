//! Time expressions, after TempEval-3: strict and relaxed spans, values and
//! types of the aligned pairs.

use crate::assignment::{Assignment, maximum_assignment};
use crate::corpus::Pair;
use crate::metrics::{Cells, key_set};
use crate::model::Document;
use crate::score::{Outcome, Ratio};
use crate::span::{Span, overlapping_pairs};

/// All fields: span, type, value.
pub(crate) type TimeKey<'a> = (Span, &'a str, Option<&'a str>);

/// The time keys of a document.
pub(crate) fn keys(document: &Document) -> Vec<TimeKey<'_>> {
    key_set(
        document
            .times
            .iter()
            .map(|time| (time.span, time.kind.as_str(), time.value.as_deref())),
    )
}

/// The optimal alignment; tiers: same span, overlap, shared code points, same
/// value, same type.
pub(crate) fn alignment(gold: &[TimeKey<'_>], pred: &[TimeKey<'_>]) -> Assignment<[i64; 5]> {
    let gold_spans: Vec<Span> = gold.iter().map(|key| key.0).collect();
    let pred_spans: Vec<Span> = pred.iter().map(|key| key.0).collect();
    let edges: Vec<(usize, usize, [i64; 5])> = overlapping_pairs(&gold_spans, &pred_spans)
        .into_iter()
        .map(|(i, j)| {
            let (gold, pred) = (&gold[i], &pred[j]);
            let tiers = [
                i64::from(gold.0 == pred.0),
                1,
                i64::try_from(gold.0.shared(pred.0)).unwrap_or(i64::MAX / 4),
                i64::from(gold.2 == pred.2),
                i64::from(gold.1 == pred.1),
            ];
            (i, j, tiers)
        })
        .collect();
    maximum_assignment(gold.len(), pred.len(), &edges)
}

/// Adds the four `timex.*` metrics: `strict`, `relaxed`, `value` and `type`
/// are the totals of tiers 1, 2, 4 and 5 over the same denominators, so that
/// value F1 = relaxed F1 × value accuracy, as in TempEval-3.
pub(crate) fn score(pair: &Pair, cells: &mut Cells) {
    let gold = keys(&pair.gold);
    let pred = keys(&pair.pred);
    let [strict, relaxed, _, value, kind] = alignment(&gold, &pred)
        .total
        .map(|n| usize::try_from(n).unwrap_or(0));
    for (name, correct) in [
        ("timex.strict", strict),
        ("timex.relaxed", relaxed),
        ("timex.value", value),
        ("timex.type", kind),
    ] {
        cells.outcome(
            name,
            Ratio::of(correct as f64, pred.len() as f64, gold.len() as f64),
            Outcome::of(correct, relaxed - correct, 0, gold.len(), pred.len()),
        );
    }
}
