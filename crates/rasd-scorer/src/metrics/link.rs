//! Entity linking, with the measures of the TAC entity discovery and linking
//! track as neleval computes them.

use std::collections::{BTreeMap, BTreeSet};

use crate::assignment::maximum_assignment;
use crate::corpus::Pair;
use crate::metrics::{Cells, key_set};
use crate::model::{Document, Entity};
use crate::options::Options;
use crate::score::Ratio;
use crate::span::Span;

/// Sorted refs joined with `|`; empty without refs.
pub(crate) fn joined_refs(entity: &Entity) -> String {
    let refs: BTreeSet<&str> = entity.refs.iter().map(String::as_str).collect();
    let refs: Vec<&str> = refs.into_iter().collect();
    refs.join("|")
}

/// No refs, or refs that start with `NIL`.
pub(crate) fn is_nil(joined: &str) -> bool {
    joined.is_empty() || joined.starts_with("NIL")
}

/// A mention: span, type, joined refs.
struct Mention<'a> {
    span: Span,
    kind: &'a str,
    link: String,
}

impl Mention<'_> {
    /// The link as compared by `all`: NIL links are equal.
    fn known(&self) -> Option<&str> {
        (!is_nil(&self.link)).then_some(self.link.as_str())
    }
}

fn mentions<'a>(document: &'a Document, options: &Options) -> Vec<Mention<'a>> {
    document
        .entities
        .iter()
        .filter(|entity| !options.drop_types.contains(&entity.kind))
        .map(|entity| Mention {
            span: entity.span,
            kind: &entity.kind,
            link: joined_refs(entity),
        })
        .collect()
}

/// Adds the per-document `link.*` metrics; the CEAF ones are corpus-wide.
///
/// Keys: `strong_mention` span, `strong_typed_mention` + type; `strong_link`
/// span and link of linked mentions; `strong_nil` span of NIL mentions;
/// `strong_all` span and link, all NIL links equal; `strong_typed_all` + type;
/// `entity` each single ref that is no NIL.
pub(crate) fn score(pair: &Pair, options: &Options, cells: &mut Cells) {
    let gold = mentions(&pair.gold, options);
    let pred = mentions(&pair.pred, options);
    fn pick<'m, K: Ord>(
        mentions: &'m [Mention<'m>],
        key: impl Fn(&'m Mention<'m>) -> Option<K>,
    ) -> Vec<K> {
        key_set(mentions.iter().filter_map(key))
    }
    macro_rules! add {
        ($name:literal, $key:expr) => {
            cells.sets($name, &pick(&gold, $key), &pick(&pred, $key));
        };
    }
    add!("link.strong_mention", |m| Some(m.span));
    add!("link.strong_typed_mention", |m| Some((m.span, m.kind)));
    add!("link.strong_link", |m| Some((m.span, m.known()?)));
    add!("link.strong_nil", |m| is_nil(&m.link).then_some(m.span));
    add!("link.strong_all", |m| Some((m.span, m.known())));
    add!("link.strong_typed_all", |m| Some((
        m.span,
        m.kind,
        m.known()
    )));
    cells.sets(
        "link.entity",
        &single_refs(&pair.gold, options),
        &single_refs(&pair.pred, options),
    );
}

fn single_refs<'a>(document: &'a Document, options: &Options) -> Vec<&'a str> {
    key_set(
        document
            .entities
            .iter()
            .filter(|entity| !options.drop_types.contains(&entity.kind))
            .flat_map(|entity| entity.refs.iter().map(String::as_str))
            .filter(|name| !is_nil(name)),
    )
}

/// A cluster's members in one document, one for each key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Cluster {
    /// All mentions with these refs, corpus-wide; an index of the interner.
    Linked(usize),
    /// A mention without refs: a cluster of its own in this document.
    Alone(usize),
}

/// One document's share of corpus-wide clusters.
#[derive(Clone, Debug, Default)]
struct Share {
    /// Members of each gold cluster.
    gold: BTreeMap<Cluster, usize>,
    /// Members of each predicted cluster.
    pred: BTreeMap<Cluster, usize>,
    /// Common members of pairs of clusters.
    common: BTreeMap<(Cluster, Cluster), usize>,
}

/// Corpus-wide CEAF over clusters of linked mentions.
///
/// Clusters are the mentions with equal joined refs in all documents; a mention
/// without refs is a cluster of one. Similarity is φ₃, the number of common
/// mentions. The value under resampling is that of the corpus in which each
/// document stands as often as it was drawn.
#[derive(Clone, Debug)]
pub(crate) struct CorpusCeaf {
    shares: Vec<Share>,
}

impl CorpusCeaf {
    /// Gathers the clusters of one or more systems over the same gold
    /// documents; `typed` adds the type to the mention key. Clusters of equal
    /// refs are the same in all systems, so that documents can be exchanged.
    pub(crate) fn of_systems(
        systems: &[&[Pair]],
        options: &Options,
        typed: bool,
    ) -> Vec<CorpusCeaf> {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        systems
            .iter()
            .map(|pairs| CorpusCeaf {
                shares: pairs
                    .iter()
                    .map(|pair| share(pair, options, typed, &mut names))
                    .collect(),
            })
            .collect()
    }

    /// Numerators and denominators with document `i` standing `times(i)` times.
    pub(crate) fn ratio(&self, times: impl Fn(usize) -> u32) -> Ratio {
        total(
            self.shares
                .iter()
                .enumerate()
                .map(|(i, share)| (i, share, times(i))),
        )
    }

    /// The same for the corpus that takes document `i` from `other` where
    /// `swap(i)` says so.
    pub(crate) fn mixed(&self, other: &CorpusCeaf, swap: impl Fn(usize) -> bool) -> Ratio {
        let pairs = self.shares.iter().zip(&other.shares).enumerate();
        total(pairs.map(|(i, (own, other))| (i, if swap(i) { other } else { own }, 1)))
    }

    /// Pairs of clusters with common members, a measure of the work.
    pub(crate) fn size(&self) -> usize {
        self.shares.iter().map(|share| share.common.len()).sum()
    }
}

/// CEAF of documents given as number, share and multiplicity.
fn total<'a>(documents: impl Iterator<Item = (usize, &'a Share, u32)>) -> Ratio {
    let mut rows: BTreeMap<(Cluster, usize, u32), usize> = BTreeMap::new();
    let mut columns = rows.clone();
    let mut edges: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let (mut gold_total, mut pred_total) = (0_usize, 0_usize);
    for (index, share, copies) in documents {
        gold_total += copies as usize * share.gold.values().sum::<usize>();
        pred_total += copies as usize * share.pred.values().sum::<usize>();
        for copy in 0..copies {
            let node = |cluster: Cluster| match cluster {
                Cluster::Linked(_) => (cluster, 0, 0),
                Cluster::Alone(_) => (cluster, index, copy),
            };
            for (&(gold, pred), &n) in &share.common {
                let next = rows.len();
                let row = *rows.entry(node(gold)).or_insert(next);
                let next = columns.len();
                let column = *columns.entry(node(pred)).or_insert(next);
                *edges.entry((row, column)).or_default() += n as i64;
            }
        }
    }
    let edges: Vec<(usize, usize, i64)> = edges.into_iter().map(|((i, j), n)| (i, j, n)).collect();
    let total = maximum_assignment(rows.len(), columns.len(), &edges).total;
    Ratio::of(total as f64, pred_total as f64, gold_total as f64)
}

type MentionKey<'a> = (Span, Option<&'a str>);

fn share(
    pair: &Pair,
    options: &Options,
    typed: bool,
    names: &mut BTreeMap<String, usize>,
) -> Share {
    let mut side = |document: &'_ Document| {
        let mut linked: BTreeSet<(Span, Option<String>, usize)> = BTreeSet::new();
        let mut alone: BTreeSet<(Span, Option<String>)> = BTreeSet::new();
        for mention in mentions(document, options) {
            let kind = typed.then(|| mention.kind.to_owned());
            if mention.link.is_empty() {
                alone.insert((mention.span, kind));
            } else {
                let next = names.len();
                let cluster = *names.entry(mention.link).or_insert(next);
                linked.insert((mention.span, kind, cluster));
            }
        }
        let linked = linked
            .into_iter()
            .map(|(span, kind, cluster)| ((span, kind), Cluster::Linked(cluster)));
        let alone = alone
            .into_iter()
            .enumerate()
            .map(|(i, key)| (key, Cluster::Alone(i)));
        linked.chain(alone).collect::<Vec<_>>()
    };
    let (gold, pred) = (side(&pair.gold), side(&pair.pred));
    let mut share = Share::default();
    for (_, cluster) in &gold {
        *share.gold.entry(*cluster).or_default() += 1;
    }
    let mut clusters_of: BTreeMap<MentionKey<'_>, Vec<Cluster>> = BTreeMap::new();
    for ((span, kind), cluster) in &pred {
        *share.pred.entry(*cluster).or_default() += 1;
        clusters_of
            .entry((*span, kind.as_deref()))
            .or_default()
            .push(*cluster);
    }
    for ((span, kind), cluster) in &gold {
        for other in clusters_of
            .get(&(*span, kind.as_deref()))
            .into_iter()
            .flatten()
        {
            *share.common.entry((*cluster, *other)).or_default() += 1;
        }
    }
    share
}
