//! Event nuggets, after the TAC KBP event nugget scorer (Liu, Mitamura and
//! Hovy 2015).

use crate::corpus::Pair;
use crate::metrics::{Cells, key_set};
use crate::model::Document;
use crate::score::{Outcome, Ratio};
use crate::span::{Span, overlapping_pairs};

/// Rank and key: span, type, realis.
type NuggetKey<'a> = (Span, &'a str, Option<&'a str>);

fn keys(document: &Document) -> Vec<NuggetKey<'_>> {
    key_set(
        document
            .events
            .iter()
            .map(|event| (event.trigger, event.kind.as_str(), event.realis.as_deref())),
    )
}

/// A candidate pair; Dice is held as a fraction so that ties are exact.
struct Candidate {
    gold: usize,
    pred: usize,
    shared: u64,
    lengths: u64,
}

impl Candidate {
    fn dice(&self) -> f64 {
        2.0 * self.shared as f64 / self.lengths as f64
    }
}

/// Adds the four `nugget.*` metrics.
///
/// Pairs that agree on the named attributes are taken greedily by falling Dice
/// = 2·shared / (sum of lengths), ties by predicted, then gold rank. The
/// numerator of both rates is the sum of Dice over the pairs taken.
pub(crate) fn score(pair: &Pair, cells: &mut Cells) {
    let gold = keys(&pair.gold);
    let pred = keys(&pair.pred);
    let mut candidates = candidates(&gold, &pred);
    candidates.sort_by(|a, b| {
        (b.shared * a.lengths)
            .cmp(&(a.shared * b.lengths))
            .then(a.pred.cmp(&b.pred))
            .then(a.gold.cmp(&b.gold))
    });
    for (name, kind, realis) in [
        ("nugget.span", false, false),
        ("nugget.type", true, false),
        ("nugget.realis", false, true),
        ("nugget.type_realis", true, true),
    ] {
        let agree = |candidate: &&Candidate| {
            let (g, p) = (&gold[candidate.gold], &pred[candidate.pred]);
            (!kind || g.1 == p.1) && (!realis || g.2 == p.2)
        };
        let (mut whole, mut partial, mut total) = (0, 0, 0.0);
        let mut gold_taken = vec![false; gold.len()];
        let mut pred_taken = vec![false; pred.len()];
        for candidate in candidates.iter().filter(agree) {
            if gold_taken[candidate.gold] || pred_taken[candidate.pred] {
                continue;
            }
            gold_taken[candidate.gold] = true;
            pred_taken[candidate.pred] = true;
            total += candidate.dice();
            if 2 * candidate.shared == candidate.lengths {
                whole += 1;
            } else {
                partial += 1;
            }
        }
        cells.outcome(
            name,
            Ratio::of(total, pred.len() as f64, gold.len() as f64),
            Outcome::of(whole, 0, partial, gold.len(), pred.len()),
        );
    }
}

fn candidates(gold: &[NuggetKey<'_>], pred: &[NuggetKey<'_>]) -> Vec<Candidate> {
    let gold_spans: Vec<Span> = gold.iter().map(|key| key.0).collect();
    let pred_spans: Vec<Span> = pred.iter().map(|key| key.0).collect();
    overlapping_pairs(&gold_spans, &pred_spans)
        .into_iter()
        .map(|(i, j)| Candidate {
            gold: i,
            pred: j,
            shared: gold_spans[i].shared(pred_spans[j]) as u64,
            lengths: (gold_spans[i].length() + pred_spans[j].length()) as u64,
        })
        .collect()
}
