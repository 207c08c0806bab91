//! Bootstrap and significance over documents.
//!
//! The sampling unit is the gold document, in the order of the bytes of the
//! ids. What is resampled are the rows of sums, never the documents.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::evaluate::System;
use crate::stats::rng::SplitMix64;
use crate::stats::{mean, quantile};

/// Differences smaller than this count as none.
pub const TOLERANCE: f64 = 1e-12;

/// Replicates whose sums are gathered in one pass over the documents.
const BLOCK: usize = 16;

/// A bootstrap interval of F1.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Interval {
    /// The value on the corpus itself.
    pub point: f64,
    /// 2.5th percentile of the replicates.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
    /// Mean of the replicates.
    pub mean: f64,
}

/// Two systems compared on one metric.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Comparison {
    /// F1 of the first system.
    pub a: f64,
    /// F1 of the second system.
    pub b: f64,
    /// `b` − `a`.
    pub delta: f64,
    /// 2.5th percentile of the difference over bootstrap replicates.
    pub delta_low: f64,
    /// 97.5th percentile.
    pub delta_high: f64,
    /// Paired bootstrap: (1 + #{|d − mean d| ≥ |delta|}) / (R + 1).
    pub p_bootstrap: f64,
    /// Approximate randomisation: (1 + #{|d| ≥ |delta|}) / (R + 1).
    pub p_randomization: f64,
}

/// How often each of `n` documents is drawn in each of `replicates`.
fn draws(n: usize, replicates: usize, seed: u64) -> Vec<Vec<u32>> {
    let mut stream = SplitMix64::new(seed);
    (0..replicates)
        .map(|_| {
            let mut times = vec![0; n];
            for _ in 0..n {
                times[stream.index(n)] += 1;
            }
            times
        })
        .collect()
}

/// F1 of each metric in each replicate.
fn replicate(system: &System, metrics: &[usize], draws: &[Vec<u32>]) -> Vec<Vec<f64>> {
    let mut values = vec![Vec::with_capacity(draws.len()); metrics.len()];
    for block in draws.chunks(BLOCK) {
        let sums = system.weighted_sums(block);
        for (sums, times) in sums.iter().zip(block) {
            for (values, &metric) in values.iter_mut().zip(metrics) {
                let ceaf = |typed| system.ceaf(typed, |i| times[i]);
                values.push(system.score(metric, sums, ceaf).f1);
            }
        }
    }
    values
}

/// Bootstrap intervals of the metrics (indexes into the catalogue), by name.
///
/// Empty for no documents or no replicates.
pub(crate) fn bootstrap(
    system: &System,
    metrics: &[usize],
    replicates: usize,
    seed: u64,
) -> BTreeMap<String, Interval> {
    let n = system.documents();
    if n == 0 || replicates == 0 {
        return BTreeMap::new();
    }
    let values = replicate(system, metrics, &draws(n, replicates, seed));
    metrics
        .iter()
        .zip(values)
        .map(|(&metric, mut values)| {
            let mean = mean(&values);
            values.sort_by(f64::total_cmp);
            let interval = Interval {
                point: system.point(metric).f1,
                low: quantile(&values, 0.025),
                high: quantile(&values, 0.975),
                mean,
            };
            (crate::METRICS[metric].to_owned(), interval)
        })
        .collect()
}

/// Compares two systems on the same gold documents.
///
/// One draw of documents serves both systems in the bootstrap; the generator
/// is seeded anew for the randomisation, which swaps a document's two
/// predictions where the top bit of its draw is 1.
pub(crate) fn compare(
    a: &System,
    b: &System,
    metrics: &[usize],
    replicates: usize,
    seed: u64,
) -> BTreeMap<String, Comparison> {
    let n = a.documents();
    let draws = draws(n, replicates, seed);
    let values_a = replicate(a, metrics, &draws);
    let values_b = replicate(b, metrics, &draws);
    let shuffled = randomise(a, b, metrics, replicates, seed);
    let mut comparisons = BTreeMap::new();
    for (at, &metric) in metrics.iter().enumerate() {
        let (point_a, point_b) = (a.point(metric).f1, b.point(metric).f1);
        let delta = point_b - point_a;
        let mut differences: Vec<f64> = values_b[at]
            .iter()
            .zip(&values_a[at])
            .map(|(b, a)| b - a)
            .collect();
        let middle = mean(&differences);
        let centred = differences.iter().map(|d| d - middle);
        let p_bootstrap = p_value(centred, delta, replicates);
        let p_randomization = p_value(shuffled[at].iter().copied(), delta, replicates);
        differences.sort_by(f64::total_cmp);
        let comparison = Comparison {
            a: point_a,
            b: point_b,
            delta,
            delta_low: quantile(&differences, 0.025),
            delta_high: quantile(&differences, 0.975),
            p_bootstrap,
            p_randomization,
        };
        comparisons.insert(crate::METRICS[metric].to_owned(), comparison);
    }
    comparisons
}

fn p_value(differences: impl Iterator<Item = f64>, delta: f64, replicates: usize) -> f64 {
    let extreme = differences
        .filter(|d| d.abs() >= delta.abs() - TOLERANCE)
        .count();
    (1 + extreme) as f64 / (replicates + 1) as f64
}

/// Differences b − a after swapping documents at random.
fn randomise(
    a: &System,
    b: &System,
    metrics: &[usize],
    replicates: usize,
    seed: u64,
) -> Vec<Vec<f64>> {
    let n = a.documents();
    let mut stream = SplitMix64::new(seed);
    let swaps: Vec<Vec<u32>> = (0..replicates)
        .map(|_| (0..n).map(|_| u32::from(stream.coin())).collect())
        .collect();
    let kept: Vec<Vec<u32>> = swaps
        .iter()
        .map(|swap| swap.iter().map(|bit| 1 - bit).collect())
        .collect();
    let mut values = vec![Vec::with_capacity(replicates); metrics.len()];
    for (swap, keep) in swaps.chunks(BLOCK).zip(kept.chunks(BLOCK)) {
        let add = |x: Vec<Vec<f64>>, y: Vec<Vec<f64>>| -> Vec<Vec<f64>> {
            x.into_iter()
                .zip(y)
                .map(|(x, y)| x.iter().zip(y).map(|(x, y)| x + y).collect())
                .collect()
        };
        let first = add(a.weighted_sums(keep), b.weighted_sums(swap));
        let second = add(b.weighted_sums(keep), a.weighted_sums(swap));
        for ((first, second), swap) in first.iter().zip(&second).zip(swap) {
            for (values, &metric) in values.iter_mut().zip(metrics) {
                let swapped = |i: usize| swap[i] == 1;
                let f1_a = a
                    .score(metric, first, |typed| a.mixed_ceaf(typed, b, swapped))
                    .f1;
                let f1_b = b
                    .score(metric, second, |typed| b.mixed_ceaf(typed, a, swapped))
                    .f1;
                values.push(f1_b - f1_a);
            }
        }
    }
    values
}
