//! Coreference: mention detection, MUC, B³, CEAF, LEA and BLANC, after
//! Pradhan et al. (2014), *Scoring coreference partitions of predicted
//! mentions*, and for LEA Moosavi and Strube (2016).

use std::collections::{BTreeMap, BTreeSet};

use crate::assignment::maximum_assignment;
use crate::corpus::Pair;
use crate::metrics::Cells;
use crate::model::Document;
use crate::options::{EntityChains, Options, Singletons};
use crate::score::{Ratio, Score, divide, harmonic};
use crate::span::Span;

/// Link counts of BLANC: coreference and non-coreference links of either side
/// and common to both.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct BlancCounts {
    pub(crate) coref: Ratio,
    pub(crate) other: Ratio,
}

impl BlancCounts {
    /// BLANC (Luo, Pradhan, Recasens and Hovy 2014) from link counts: the mean
    /// of the rates over coreference and non-coreference links. As in the
    /// CoNLL reference scorer, where the gold has links of one sort only, the
    /// figures of that sort are the result; where it has none, all are zero.
    pub(crate) fn score(&self) -> Score {
        let rates = |ratio: &Ratio| {
            let precision = divide(ratio.p_num, ratio.p_den);
            let recall = divide(ratio.r_num, ratio.r_den);
            let f1 = harmonic(precision.unwrap_or(0.0), recall.unwrap_or(0.0));
            [precision, recall, f1]
        };
        let (coref, other) = (rates(&self.coref), rates(&self.other));
        let [precision, recall, f1] = match (self.coref.r_den > 0.0, self.other.r_den > 0.0) {
            (false, false) => [None; 3],
            (false, true) => other,
            (true, false) => coref,
            (true, true) => return mean(coref, other),
        };
        Score::from_parts(precision, recall, f1)
    }
}

/// Means of two triples; a missing figure counts as zero and is named.
fn mean(a: [Option<f64>; 3], b: [Option<f64>; 3]) -> Score {
    let mid = |i: usize| (a[i].unwrap_or(0.0) + b[i].unwrap_or(0.0)) / 2.0;
    let complete = |i: usize| a[i].is_some() && b[i].is_some();
    let mut score = Score::from_parts(Some(mid(0)), Some(mid(1)), Some(mid(2)));
    score.undefined = ["precision", "recall", "f1"]
        .into_iter()
        .enumerate()
        .filter(|(i, _)| !complete(*i))
        .map(|(_, name)| name.to_owned())
        .collect();
    score
}

/// The names of one family of coreference metrics.
struct Names {
    mention: &'static str,
    muc: &'static str,
    b_cubed: &'static str,
    ceaf_m: &'static str,
    ceaf_e: &'static str,
    lea: &'static str,
    blanc: &'static str,
}

const ENTITY: Names = Names {
    mention: "coref.entity.mention",
    muc: "coref.entity.muc",
    b_cubed: "coref.entity.b_cubed",
    ceaf_m: "coref.entity.ceaf_m",
    ceaf_e: "coref.entity.ceaf_e",
    lea: "coref.entity.lea",
    blanc: "coref.entity.blanc",
};

const EVENT: Names = Names {
    mention: "coref.event.mention",
    muc: "coref.event.muc",
    b_cubed: "coref.event.b_cubed",
    ceaf_m: "coref.event.ceaf_m",
    ceaf_e: "coref.event.ceaf_e",
    lea: "coref.event.lea",
    blanc: "coref.event.blanc",
};

/// Adds `coref.entity.*` (mention key: span) and `coref.event.*` (span and
/// type), except `conll`, which is made of their sums.
pub(crate) fn score(pair: &Pair, options: &Options, cells: &mut Cells) {
    let entities = |document: &'_ Document| {
        with_singletons(
            entity_chains(document, options.entity_chains),
            document.entities.iter().map(|entity| entity.span),
            options.singletons,
        )
    };
    family(&ENTITY, &entities(&pair.gold), &entities(&pair.pred), cells);
    let gold = event_chains(&pair.gold, options.singletons);
    let pred = event_chains(&pair.pred, options.singletons);
    family(&EVENT, &gold, &pred, cells);
}

/// Entity chains as sets of spans, disjoint and in sorted order.
pub(crate) fn entity_chains(document: &Document, source: EntityChains) -> Vec<BTreeSet<Span>> {
    let chains = match source {
        EntityChains::Refs => {
            let mut by_refs: BTreeMap<BTreeSet<&str>, BTreeSet<Span>> = BTreeMap::new();
            for entity in document.entities.iter().filter(|e| !e.refs.is_empty()) {
                by_refs
                    .entry(entity.refs.iter().map(String::as_str).collect())
                    .or_default()
                    .insert(entity.span);
            }
            by_refs.into_values().collect()
        }
        EntityChains::Clusters => {
            let spans: BTreeMap<&str, Span> = document
                .entities
                .iter()
                .filter_map(|entity| Some((entity.id.as_deref()?, entity.span)))
                .collect();
            listed(document, &spans)
        }
    };
    disjoint(chains)
}

/// Event chains as sets of trigger span and type.
pub(crate) fn event_chains(
    document: &Document,
    singletons: Singletons,
) -> Vec<BTreeSet<(Span, &str)>> {
    let keys: BTreeMap<&str, (Span, &str)> = document
        .events
        .iter()
        .filter_map(|event| Some((event.id.as_deref()?, (event.trigger, event.kind.as_str()))))
        .collect();
    let mut chains = listed(document, &keys);
    let mut named: BTreeMap<&str, BTreeSet<(Span, &str)>> = BTreeMap::new();
    for event in &document.events {
        if let Some(cluster) = &event.cluster {
            named
                .entry(cluster)
                .or_default()
                .insert((event.trigger, &event.kind));
        }
    }
    chains.extend(named.into_values());
    let mentions = document
        .events
        .iter()
        .map(|event| (event.trigger, event.kind.as_str()));
    with_singletons(disjoint(chains), mentions, singletons)
}

/// The document's `clusters`, ids replaced by keys; ids of the other kind of
/// mention find no key.
fn listed<K: Ord + Copy>(document: &Document, keys: &BTreeMap<&str, K>) -> Vec<BTreeSet<K>> {
    document
        .clusters
        .iter()
        .map(|cluster| {
            cluster
                .iter()
                .filter_map(|id| keys.get(id.as_str()).copied())
                .collect()
        })
        .collect()
}

/// Joins chains that share a key, so that a key is in one chain only.
///
/// Two mentions with equal keys count once; if they stood in two chains, the
/// chains are one. Any rule that kept one of the two chains would depend on
/// their order.
fn disjoint<K: Ord + Copy>(chains: Vec<BTreeSet<K>>) -> Vec<BTreeSet<K>> {
    let mut parent: Vec<usize> = (0..chains.len()).collect();
    fn root(parent: &[usize], mut i: usize) -> usize {
        while parent[i] != i {
            i = parent[i];
        }
        i
    }
    let mut first: BTreeMap<K, usize> = BTreeMap::new();
    for (i, chain) in chains.iter().enumerate() {
        for key in chain {
            let other = *first.entry(*key).or_insert(i);
            let (a, b) = (root(&parent, i), root(&parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut joined: BTreeMap<usize, BTreeSet<K>> = BTreeMap::new();
    for (i, chain) in chains.into_iter().enumerate() {
        joined.entry(root(&parent, i)).or_default().extend(chain);
    }
    let mut joined: Vec<BTreeSet<K>> = joined.into_values().filter(|c| !c.is_empty()).collect();
    joined.sort();
    joined
}

fn with_singletons<K: Ord + Copy>(
    mut chains: Vec<BTreeSet<K>>,
    mentions: impl Iterator<Item = K>,
    singletons: Singletons,
) -> Vec<BTreeSet<K>> {
    match singletons {
        Singletons::Listed => {}
        Singletons::Drop => chains.retain(|chain| chain.len() > 1),
        Singletons::All => {
            let listed: BTreeSet<K> = chains.iter().flatten().copied().collect();
            let rest: BTreeSet<K> = mentions.filter(|key| !listed.contains(key)).collect();
            chains.extend(rest.into_iter().map(|key| BTreeSet::from([key])));
            chains.sort();
        }
    }
    chains
}

/// How two partitions meet.
struct Contingency {
    gold_sizes: Vec<usize>,
    pred_sizes: Vec<usize>,
    /// Gold chain, predicted chain, number of common mentions.
    cells: Vec<(usize, usize, usize)>,
}

impl Contingency {
    fn new<K: Ord + Copy>(gold: &[BTreeSet<K>], pred: &[BTreeSet<K>]) -> Contingency {
        let chain_of: BTreeMap<K, usize> = pred
            .iter()
            .enumerate()
            .flat_map(|(j, chain)| chain.iter().map(move |key| (*key, j)))
            .collect();
        let mut cells: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (i, chain) in gold.iter().enumerate() {
            for key in chain {
                if let Some(&j) = chain_of.get(key) {
                    *cells.entry((i, j)).or_default() += 1;
                }
            }
        }
        Contingency {
            gold_sizes: gold.iter().map(BTreeSet::len).collect(),
            pred_sizes: pred.iter().map(BTreeSet::len).collect(),
            cells: cells.into_iter().map(|((i, j), n)| (i, j, n)).collect(),
        }
    }

    /// The same with the sides exchanged.
    fn swapped(&self) -> Contingency {
        Contingency {
            gold_sizes: self.pred_sizes.clone(),
            pred_sizes: self.gold_sizes.clone(),
            cells: self.cells.iter().map(|&(i, j, n)| (j, i, n)).collect(),
        }
    }

    /// Common mentions of every gold chain.
    fn row_sums(&self) -> Vec<usize> {
        let mut sums = vec![0; self.gold_sizes.len()];
        for &(i, _, n) in &self.cells {
            sums[i] += n;
        }
        sums
    }

    /// MUC recall: Σ (|K| − parts of K) / Σ (|K| − 1), where the response cuts
    /// K into parts and every missing mention is a part of its own.
    fn muc(&self) -> (f64, f64) {
        let mut linked = self.row_sums();
        for &(i, _, _) in &self.cells {
            linked[i] -= 1;
        }
        let links: usize = linked.iter().sum();
        let all: usize = self.gold_sizes.iter().map(|size| size - 1).sum();
        (links as f64, all as f64)
    }

    /// B³ recall: Σ over mentions of |K ∩ R| / |K|, over the mentions.
    fn b_cubed(&self) -> (f64, f64) {
        let mut total = 0.0;
        for &(i, _, n) in &self.cells {
            total += (n * n) as f64 / self.gold_sizes[i] as f64;
        }
        (total, self.gold_sizes.iter().sum::<usize>() as f64)
    }

    /// LEA recall: Σ |K| · resolved links / links of K, over Σ |K|. A chain of
    /// one has one link, to itself, resolved by the same chain of one.
    fn lea(&self) -> (f64, f64) {
        let mut total = 0.0;
        for &(i, j, n) in &self.cells {
            let size = self.gold_sizes[i];
            if size == 1 {
                total += if self.pred_sizes[j] == 1 { 1.0 } else { 0.0 };
            } else {
                total += size as f64 * pairs(n) as f64 / pairs(size) as f64;
            }
        }
        (total, self.gold_sizes.iter().sum::<usize>() as f64)
    }

    /// CEAF with mention similarity φ₃ = |K ∩ R|.
    fn ceaf_m(&self) -> Ratio {
        let edges: Vec<(usize, usize, i64)> = self
            .cells
            .iter()
            .map(|&(i, j, n)| (i, j, i64::try_from(n).unwrap_or(i64::MAX / 4)))
            .collect();
        let total = maximum_assignment(self.gold_sizes.len(), self.pred_sizes.len(), &edges).total;
        let (gold, pred): (usize, usize) =
            (self.gold_sizes.iter().sum(), self.pred_sizes.iter().sum());
        Ratio::of(total as f64, pred as f64, gold as f64)
    }

    /// CEAF with entity similarity φ₄ = 2|K ∩ R| / (|K| + |R|).
    fn ceaf_e(&self) -> Ratio {
        let edges: Vec<(usize, usize, f64)> = self
            .cells
            .iter()
            .map(|&(i, j, n)| {
                let sizes = self.gold_sizes[i] + self.pred_sizes[j];
                (i, j, (2 * n) as f64 / sizes as f64)
            })
            .collect();
        let total = maximum_assignment(self.gold_sizes.len(), self.pred_sizes.len(), &edges).total;
        Ratio::of(
            total,
            self.pred_sizes.len() as f64,
            self.gold_sizes.len() as f64,
        )
    }

    /// Link counts: common coreference links, common non-coreference links
    /// (both mentions known to both sides), and all links of either side.
    fn blanc(&self) -> BlancCounts {
        let (rows, columns) = (self.row_sums(), self.swapped().row_sums());
        let sum = |counts: &[usize]| counts.iter().map(|n| pairs(*n)).sum::<usize>();
        let common: usize = rows.iter().sum();
        let both: usize = self.cells.iter().map(|&(_, _, n)| pairs(n)).sum();
        let neither = pairs(common) + both - sum(&rows) - sum(&columns);
        let links = |sizes: &[usize]| (sum(sizes), pairs(sizes.iter().sum::<usize>()));
        let (gold_links, gold_all) = links(&self.gold_sizes);
        let (pred_links, pred_all) = links(&self.pred_sizes);
        BlancCounts {
            coref: Ratio::of(both as f64, pred_links as f64, gold_links as f64),
            other: Ratio::of(
                neither as f64,
                (pred_all - pred_links) as f64,
                (gold_all - gold_links) as f64,
            ),
        }
    }
}

fn pairs(n: usize) -> usize {
    n * n.saturating_sub(1) / 2
}

fn family<K: Ord + Copy>(
    names: &Names,
    gold: &[BTreeSet<K>],
    pred: &[BTreeSet<K>],
    cells: &mut Cells,
) {
    let table = Contingency::new(gold, pred);
    let swapped = table.swapped();
    let both = |recall: (f64, f64), precision: (f64, f64)| Ratio {
        p_num: precision.0,
        p_den: precision.1,
        r_num: recall.0,
        r_den: recall.1,
    };
    let mention_keys =
        |chains: &[BTreeSet<K>]| crate::metrics::key_set(chains.iter().flatten().copied());
    cells.sets(names.mention, &mention_keys(gold), &mention_keys(pred));
    cells.ratio(names.muc, both(table.muc(), swapped.muc()));
    cells.ratio(names.b_cubed, both(table.b_cubed(), swapped.b_cubed()));
    cells.ratio(names.ceaf_m, table.ceaf_m());
    cells.ratio(names.ceaf_e, table.ceaf_e());
    cells.ratio(names.lea, both(table.lea(), swapped.lea()));
    cells.blanc(names.blanc, table.blanc());
}
