//! From paired documents to figures.

use std::collections::BTreeMap;

use crate::corpus::{Corpus, Pair};
use crate::metrics::coref::BlancCounts;
use crate::metrics::link::CorpusCeaf;
use crate::metrics::ner::ErrorTiers;
use crate::metrics::{METRICS, Sums, ner, score_document};
use crate::options::Options;
use crate::score::{Outcome, Ratio, Score};

/// Where a metric's figures come from.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Source {
    /// Four columns of the table.
    Ratio(usize),
    /// Eight columns of the table.
    Blanc(usize),
    /// Mean F1 of three other metrics.
    Mean([usize; 3]),
    /// Corpus-wide clusters.
    Ceaf { typed: bool },
}

/// The columns of the table of sums, the same for every corpus.
fn layout() -> (Vec<Source>, usize) {
    let mut width = 0;
    let position = |name: String| METRICS.iter().position(|other| *other == name).unwrap_or(0);
    let sources = METRICS
        .iter()
        .map(|name| {
            if let Some(family) = name.strip_suffix(".conll") {
                return Source::Mean(
                    ["muc", "b_cubed", "ceaf_e"].map(|part| position(format!("{family}.{part}"))),
                );
            }
            match *name {
                "link.mention_ceaf" => return Source::Ceaf { typed: false },
                "link.typed_mention_ceaf" => return Source::Ceaf { typed: true },
                _ => {}
            }
            let start = width;
            if name.ends_with(".blanc") {
                width += 8;
                Source::Blanc(start)
            } else {
                width += 4;
                Source::Ratio(start)
            }
        })
        .collect();
    (sources, width)
}

/// One system's figures on a corpus, ready for resampling.
#[derive(Clone, Debug)]
pub struct System {
    sources: Vec<Source>,
    width: usize,
    documents: usize,
    /// Row for each document, in the order of the corpus.
    table: Vec<f64>,
    /// Columns that are not zero everywhere.
    active: Vec<usize>,
    totals: Vec<f64>,
    outcomes: BTreeMap<&'static str, Outcome>,
    errors: ErrorTiers,
    ceaf: [CorpusCeaf; 2],
}

impl System {
    /// Scores one system. `drop_realis` must have been applied before.
    pub(crate) fn new(corpus: &Corpus, options: &Options) -> System {
        let [plain, typed] = [false, true]
            .map(|typed| CorpusCeaf::of_systems(&[&corpus.pairs], options, typed).remove(0));
        System::with_ceaf(corpus, options, [plain, typed])
    }

    /// Scores two systems over the same gold documents.
    pub(crate) fn new_pair(a: &Corpus, b: &Corpus, options: &Options) -> [System; 2] {
        let both: [&[Pair]; 2] = [&a.pairs, &b.pairs];
        let mut plain = CorpusCeaf::of_systems(&both, options, false);
        let mut typed = CorpusCeaf::of_systems(&both, options, true);
        let second = [plain.remove(1), typed.remove(1)];
        let first = [plain.remove(0), typed.remove(0)];
        [
            System::with_ceaf(a, options, first),
            System::with_ceaf(b, options, second),
        ]
    }

    fn with_ceaf(corpus: &Corpus, options: &Options, ceaf: [CorpusCeaf; 2]) -> System {
        let (sources, width) = layout();
        let starts: BTreeMap<&str, usize> = METRICS
            .iter()
            .zip(&sources)
            .filter_map(|(name, source)| match source {
                Source::Ratio(start) | Source::Blanc(start) => Some((*name, *start)),
                _ => None,
            })
            .collect();
        let mut table = vec![0.0; width * corpus.pairs.len()];
        let mut outcomes: BTreeMap<&'static str, Outcome> = BTreeMap::new();
        let mut errors = ErrorTiers::default();
        for (row, pair) in table.chunks_mut(width).zip(&corpus.pairs) {
            for (name, sums, outcome) in score_document(pair, options).cells {
                if let Some(&start) = starts.get(name) {
                    write(&mut row[start..], &sums);
                }
                if let Some(outcome) = outcome {
                    let total = outcomes.entry(name).or_default();
                    *total = total.plus(outcome);
                }
            }
            errors = errors.plus(ner::error_tiers(pair, options));
        }
        let mut totals = vec![0.0; width];
        for row in table.chunks(width) {
            for (total, value) in totals.iter_mut().zip(row) {
                *total += value;
            }
        }
        let active = (0..width).filter(|&column| totals[column] != 0.0).collect();
        System {
            sources,
            width,
            documents: corpus.pairs.len(),
            table,
            active,
            totals,
            outcomes,
            errors,
            ceaf,
        }
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// Outcome counts by metric, for the metrics that have them.
    pub fn outcomes(&self) -> &BTreeMap<&'static str, Outcome> {
        &self.outcomes
    }

    pub(crate) fn errors(&self) -> ErrorTiers {
        self.errors
    }

    /// The figures of a metric (an index into [`METRICS`]) on the corpus.
    pub(crate) fn point(&self, metric: usize) -> Score {
        self.score(metric, &self.totals, |typed| self.ceaf(typed, |_| 1))
    }

    /// The figures of a metric on one document (its number in the corpus).
    ///
    /// The corpus-wide measures are those of a corpus of this document alone.
    pub(crate) fn document_point(&self, metric: usize, document: usize) -> Score {
        let row = &self.table[document * self.width..(document + 1) * self.width];
        self.score(metric, row, |typed| {
            self.ceaf(typed, |i| u32::from(i == document))
        })
    }

    /// Whether resampling this metric means solving the corpus again.
    pub(crate) fn is_corpus_wide(&self, metric: usize) -> bool {
        matches!(self.sources[metric], Source::Ceaf { .. })
    }

    /// Rough number of steps of one corpus-wide evaluation.
    pub(crate) fn corpus_wide_work(&self) -> usize {
        self.ceaf[0].size()
    }

    /// The figures of a metric from column sums.
    pub(crate) fn score(
        &self,
        metric: usize,
        sums: &[f64],
        ceaf: impl Fn(bool) -> Ratio + Copy,
    ) -> Score {
        match self.sources[metric] {
            Source::Ratio(start) => ratio_at(sums, start).score(),
            Source::Blanc(start) => BlancCounts {
                coref: ratio_at(sums, start),
                other: ratio_at(sums, start + 4),
            }
            .score(),
            Source::Mean(parts) => {
                let parts = parts.map(|part| self.score(part, sums, ceaf));
                let f1 = parts.iter().map(|score| score.f1).sum::<f64>() / 3.0;
                let undefined = parts
                    .iter()
                    .any(|score| score.undefined.iter().any(|name| name == "f1"));
                Score::only_f1(f1, undefined)
            }
            Source::Ceaf { typed } => ceaf(typed).score(),
        }
    }

    pub(crate) fn ceaf(&self, typed: bool, times: impl Fn(usize) -> u32) -> Ratio {
        self.ceaf[usize::from(typed)].ratio(times)
    }

    pub(crate) fn mixed_ceaf(
        &self,
        typed: bool,
        other: &System,
        swap: impl Fn(usize) -> bool,
    ) -> Ratio {
        let index = usize::from(typed);
        self.ceaf[index].mixed(&other.ceaf[index], swap)
    }

    /// Column sums with document `i` counted `weights[k][i]` times, for every
    /// `k` of a block.
    pub(crate) fn weighted_sums(&self, weights: &[Vec<u32>]) -> Vec<Vec<f64>> {
        let mut narrow = vec![vec![0.0; self.active.len()]; weights.len()];
        let mut values = vec![0.0; self.active.len()];
        for (document, row) in self.table.chunks(self.width).enumerate() {
            for (value, &column) in values.iter_mut().zip(&self.active) {
                *value = row[column];
            }
            for (sums, weights) in narrow.iter_mut().zip(weights) {
                let times = f64::from(weights[document]);
                if times == 0.0 {
                    continue;
                }
                for (sum, value) in sums.iter_mut().zip(&values) {
                    *sum += times * value;
                }
            }
        }
        narrow
            .into_iter()
            .map(|narrow| {
                let mut wide = vec![0.0; self.width];
                for (value, &column) in narrow.iter().zip(&self.active) {
                    wide[column] = *value;
                }
                wide
            })
            .collect()
    }
}

fn write(columns: &mut [f64], sums: &Sums) {
    let mut put = |start: usize, ratio: &Ratio| {
        columns[start] = ratio.p_num;
        columns[start + 1] = ratio.p_den;
        columns[start + 2] = ratio.r_num;
        columns[start + 3] = ratio.r_den;
    };
    match sums {
        Sums::Ratio(ratio) => put(0, ratio),
        Sums::Blanc(counts) => {
            put(0, &counts.coref);
            put(4, &counts.other);
        }
    }
}

fn ratio_at(sums: &[f64], start: usize) -> Ratio {
    Ratio {
        p_num: sums[start],
        p_den: sums[start + 1],
        r_num: sums[start + 2],
        r_den: sums[start + 3],
    }
}
