//! The report: every figure of a run, as JSON and as one screen of text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::errors::{ErrorItem, Gain, list_errors, taxonomy};
use crate::evaluate::System;
use crate::groups::{self, ByType};
use crate::metrics::METRICS;
use crate::options::Options;
use crate::score::{Outcome, Score, divide};
use crate::signature::signature;
use crate::stats::agreement::Agreement;
use crate::stats::resample::{Comparison, Interval, bootstrap, compare};

/// What to compute.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Request {
    /// Options that change figures.
    pub options: Options,
    /// Metric names or prefixes (`ner`, `coref.entity`, `link.strong*`);
    /// empty means all.
    pub metrics: Vec<String>,
    /// Bootstrap replicates; zero for no intervals.
    pub bootstrap: usize,
    /// Seed of every generator.
    pub seed: u64,
}

/// A metric name or prefix that fits no metric.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no metric is called {name:?} or starts with it; the metrics are: {}", METRICS.join(", "))]
pub struct UnknownMetric {
    /// What was asked for.
    pub name: String,
}

/// How the metrics of a request were named.
struct Selection {
    /// Indexes into the catalogue, ascending.
    metrics: Vec<usize>,
    /// Whether they were asked for by name.
    named: bool,
}

fn select(patterns: &[String]) -> Result<Selection, UnknownMetric> {
    let mut chosen = vec![patterns.is_empty(); METRICS.len()];
    for pattern in patterns {
        let mut any = false;
        for (chosen, name) in chosen.iter_mut().zip(METRICS) {
            let fits = match pattern.strip_suffix('*') {
                Some(prefix) => name.starts_with(prefix),
                None => name
                    .strip_prefix(pattern.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.')),
            };
            *chosen |= fits;
            any |= fits;
        }
        if !any {
            return Err(UnknownMetric {
                name: pattern.clone(),
            });
        }
    }
    let metrics = (0..METRICS.len())
        .filter(|&metric| chosen[metric])
        .collect();
    Ok(Selection {
        metrics,
        named: !patterns.is_empty(),
    })
}

/// Counts of the NER error tiers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ErrorCounts {
    /// Same span, same type.
    pub correct: u64,
    /// Same span, other type.
    #[serde(rename = "type")]
    pub kind: u64,
    /// Overlap, same type.
    pub boundary: u64,
    /// Overlap, other type.
    #[serde(rename = "boundary_type")]
    pub boundary_kind: u64,
    /// Gold left over.
    pub missed: u64,
    /// Predictions left over.
    pub spurious: u64,
}

/// Counts of one metric, or of the NER error tiers.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Counts {
    /// `counts["ner.errors"]`.
    Errors(ErrorCounts),
    /// Any other.
    Outcome(Outcome),
}

/// Attribute accuracy over relaxed pairs.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Accuracy {
    /// Same value.
    pub value: f64,
    /// Same type.
    #[serde(rename = "type")]
    pub kind: f64,
}

/// Figures of tag sequences.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct TagScores {
    /// Over all chunks.
    pub micro: Score,
    /// Unweighted mean over types.
    #[serde(rename = "macro")]
    pub macro_mean: Score,
    /// Mean over types weighted by gold count.
    pub weighted: Score,
    /// By chunk type.
    pub by_type: BTreeMap<String, Score>,
}

/// Everything a run found.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Version, options, seed, gold hash: equal signatures mean comparable
    /// numbers.
    #[serde(default)]
    pub signature: String,
    /// Number of gold documents.
    #[serde(default)]
    pub documents: usize,
    /// What a reader should know.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Figures by metric.
    #[serde(default)]
    pub scores: BTreeMap<String, Score>,
    /// Outcome counts by metric.
    #[serde(default)]
    pub counts: BTreeMap<String, Counts>,
    /// Figures by metric and type.
    #[serde(default)]
    pub by_type: BTreeMap<String, BTreeMap<String, Score>>,
    /// Unweighted means over types.
    #[serde(default, rename = "macro")]
    pub macro_means: BTreeMap<String, Score>,
    /// Means over types weighted by gold count.
    #[serde(default)]
    pub weighted: BTreeMap<String, Score>,
    /// Figures by metric and role.
    #[serde(default)]
    pub by_role: BTreeMap<String, BTreeMap<String, Score>>,
    /// Attribute accuracy; `timex` only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub accuracy: BTreeMap<String, Accuracy>,
    /// Every error.
    #[serde(default)]
    pub errors: Vec<ErrorItem>,
    /// Error classes and what mending them would bring.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxonomy: Vec<Gain>,
    /// F1 by document and metric.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_document: BTreeMap<String, BTreeMap<String, Score>>,
    /// Intervals of F1 by metric.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bootstrap: BTreeMap<String, Interval>,
    /// Two systems by metric.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub compare: BTreeMap<String, Comparison>,
    /// Tag sequences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<TagScores>,
    /// Agreement of raters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
}

impl Report {
    /// Interval of a metric, if computed.
    pub fn interval(&self, metric: &str) -> Option<&Interval> {
        self.bootstrap.get(metric)
    }
}

/// Steps of corpus-wide CEAF that a bootstrap takes without being asked.
const CEAF_STEPS: usize = 20_000_000;

/// Documents beyond which figures by document are left out of the report.
const BY_DOCUMENT: usize = 500;

/// Scores predictions against gold. Documents are changed only by
/// `drop_realis`, which is applied here.
///
/// # Errors
/// A metric name that fits nothing.
pub fn score(corpus: &mut Corpus, request: &Request) -> Result<Report, UnknownMetric> {
    let selection = select(&request.metrics)?;
    request.options.drop_events(corpus);
    let system = System::new(corpus, &request.options);
    let mut report = Report {
        signature: signature(
            &corpus.pairs,
            &request.options,
            request.bootstrap,
            request.seed,
        ),
        documents: corpus.pairs.len(),
        warnings: corpus.warnings.clone(),
        ..Report::default()
    };
    fill_scores(&mut report, &system, &selection);
    fill_groups(&mut report, corpus, request);
    fill_errors(&mut report, corpus, &system, request);
    fill_documents(&mut report, corpus, &system, &selection);
    let metrics = resampled(&mut report, &system, &selection, request.bootstrap);
    report.bootstrap = bootstrap(&system, &metrics, request.bootstrap, request.seed);
    Ok(report)
}

fn fill_scores(report: &mut Report, system: &System, selection: &Selection) {
    for &metric in &selection.metrics {
        let name = METRICS[metric];
        report.scores.insert(name.to_owned(), system.point(metric));
        if let Some(outcome) = system.outcomes().get(name) {
            report
                .counts
                .insert(name.to_owned(), Counts::Outcome(*outcome));
        }
        if name.starts_with("ner.") {
            let tiers = system.errors();
            let counts = ErrorCounts {
                correct: tiers.correct as u64,
                kind: tiers.kind as u64,
                boundary: tiers.boundary as u64,
                boundary_kind: tiers.boundary_kind as u64,
                missed: tiers.missed as u64,
                spurious: tiers.spurious as u64,
            };
            report
                .counts
                .insert(String::from("ner.errors"), Counts::Errors(counts));
        }
        if name.starts_with("timex.") {
            report
                .accuracy
                .insert(String::from("timex"), accuracy(system));
        }
    }
}

fn accuracy(system: &System) -> Accuracy {
    let correct = |name: &str| system.outcomes().get(name).map_or(0, |o| o.correct) as f64;
    let relaxed = correct("timex.relaxed");
    Accuracy {
        value: divide(correct("timex.value"), relaxed).unwrap_or(0.0),
        kind: divide(correct("timex.type"), relaxed).unwrap_or(0.0),
    }
}

/// Whether a request's metrics include one or more of a metric's layer.
fn layer_selected(request: &Request, metric: &str) -> bool {
    let layer = |name: &str| name.split(['.', '*']).next().unwrap_or_default().to_owned();
    request.metrics.is_empty()
        || request
            .metrics
            .iter()
            .any(|name| layer(name) == layer(metric))
}

fn fill_groups(report: &mut Report, corpus: &Corpus, request: &Request) {
    let scores = |types: &ByType| -> BTreeMap<String, Score> {
        types
            .iter()
            .map(|(name, ratio)| (name.clone(), ratio.score()))
            .collect()
    };
    for (metric, types) in groups::by_type(&corpus.pairs, &request.options) {
        if layer_selected(request, metric) {
            let name = metric.to_owned();
            report.by_type.insert(name.clone(), scores(&types));
            report
                .macro_means
                .insert(name.clone(), groups::macro_mean(&types));
            report.weighted.insert(name, groups::weighted_mean(&types));
        }
    }
    for (metric, roles) in groups::by_role(&corpus.pairs) {
        if layer_selected(request, metric) {
            report.by_role.insert(metric.to_owned(), scores(&roles));
        }
    }
}

fn fill_errors(report: &mut Report, corpus: &Corpus, system: &System, request: &Request) {
    let mut errors = list_errors(&corpus.pairs, &request.options);
    errors.retain(|error| layer_selected(request, &error.metric));
    report.taxonomy = taxonomy(system, &errors);
    report.errors = errors;
}

fn fill_documents(report: &mut Report, corpus: &Corpus, system: &System, selection: &Selection) {
    if corpus.pairs.len() > BY_DOCUMENT {
        return;
    }
    for (index, pair) in corpus.pairs.iter().enumerate() {
        let scores = selection
            .metrics
            .iter()
            .filter(|&&metric| !system.is_corpus_wide(metric))
            .map(|&metric| {
                (
                    METRICS[metric].to_owned(),
                    system.document_point(metric, index),
                )
            })
            .collect();
        report.by_document.insert(pair.gold.id.clone(), scores);
    }
}

/// The metrics to resample: corpus-wide ones are left out, with a warning,
/// where they would take long and were not asked for by name.
fn resampled(
    report: &mut Report,
    system: &System,
    selection: &Selection,
    replicates: usize,
) -> Vec<usize> {
    if replicates > 0 && system.documents() == 1 {
        report.warnings.push(String::from(
            "intervals and p values come from drawing documents; of one document they say nothing",
        ));
    }
    let steps = system.corpus_wide_work().saturating_mul(replicates);
    let skip = !selection.named && steps > CEAF_STEPS;
    if skip && replicates > 0 {
        report.warnings.push(String::from(
            "no interval for link.mention_ceaf and link.typed_mention_ceaf, which must be solved again for every replicate of so many mentions; ask for them with --metric",
        ));
    }
    selection
        .metrics
        .iter()
        .copied()
        .filter(|&metric| !(skip && system.is_corpus_wide(metric)))
        .collect()
}

/// Compares two systems on the same gold.
///
/// Both corpora must come from the same gold documents.
///
/// # Errors
/// A metric name that fits nothing.
pub fn compare_systems(
    a: &mut Corpus,
    b: &mut Corpus,
    request: &Request,
    replicates: usize,
) -> Result<Report, UnknownMetric> {
    let selection = select(&request.metrics)?;
    request.options.drop_events(a);
    request.options.drop_events(b);
    let [first, second] = System::new_pair(a, b, &request.options);
    let mut report = Report {
        signature: signature(&a.pairs, &request.options, replicates, request.seed),
        documents: a.pairs.len(),
        ..Report::default()
    };
    let (shared, of_a): (Vec<_>, Vec<_>) =
        (a.warnings.iter()).partition(|warning| b.warnings.contains(warning));
    let of_b = b
        .warnings
        .iter()
        .filter(|warning| !shared.contains(warning));
    report.warnings = shared.iter().map(ToString::to_string).collect();
    (report.warnings).extend(of_a.iter().map(|warning| format!("a: {warning}")));
    (report.warnings).extend(of_b.map(|warning| format!("b: {warning}")));
    let metrics = resampled(&mut report, &first, &selection, replicates);
    report.compare = compare(&first, &second, &metrics, replicates, request.seed);
    Ok(report)
}
