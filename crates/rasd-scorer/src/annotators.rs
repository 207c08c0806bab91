//! Agreement of two annotators on the same texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Pair};
use crate::errors::ErrorItem;
use crate::metrics::{key_set, ner, timex};
use crate::model::Document;
use crate::options::Options;
use crate::report::{Report, Request, UnknownMetric, score};
use crate::stats::agreement::{Ratings, cohen_kappa, krippendorff_alpha};

/// The layers of which annotators are compared, with the metric whose F1 tells.
pub const LAYERS: [(&str, &str); 8] = [
    ("entities: span, type", "ner.strict"),
    ("entity links: span, type, refs", "link.strong_typed_all"),
    ("times: span, value", "timex.value"),
    ("triggers: span", "trigger.id"),
    ("triggers: span, type", "trigger.cls"),
    ("triggers: span, type, modes", "trigger.mode"),
    ("arguments: trigger, role, span", "argument.attached_cls"),
    ("event chains", "coref.event.conll"),
];

/// Agreement on the labels of what both annotators marked.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct LabelAgreement {
    /// Items with one and the same span on both sides.
    pub items: usize,
    /// Of these, with the same label.
    pub same: usize,
    /// Cohen's kappa; `null` where undefined.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha; `null` where undefined.
    pub alpha: Option<f64>,
}

/// What two annotators agree on.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct AnnotatorAgreement {
    /// F1 by layer. Neither side is the gold: F1 is the same either way.
    pub f1: BTreeMap<String, f64>,
    /// Labels by layer: entity types, time types, event types, realis.
    pub labels: BTreeMap<String, LabelAgreement>,
    /// Every difference, for adjudication: `gold` is the first annotator.
    pub differences: Vec<ErrorItem>,
}

/// Compares two annotators; the corpus has the first as gold and the second as
/// prediction.
///
/// Chance-corrected agreement is measured on labels of spans that both marked,
/// since there is no fixed number of units of which to say what was not
/// marked; spans themselves are compared by F1 (Hripcsak and Rothschild 2005).
///
/// # Errors
/// None in practice: the metrics asked for exist.
pub fn compare_annotators(
    corpus: &mut Corpus,
    options: &Options,
) -> Result<(AnnotatorAgreement, Report), UnknownMetric> {
    let request = Request {
        options: options.clone(),
        ..Request::default()
    };
    let report = score(corpus, &request)?;
    let f1 = LAYERS
        .iter()
        .filter_map(|(_, metric)| {
            let score = report.scores.get(*metric)?;
            Some(((*metric).to_owned(), score.f1))
        })
        .collect();
    let pairs = &corpus.pairs;
    let labels = BTreeMap::from([
        (
            String::from("entity type"),
            labels(pairs, |document| entity_types(document, options)),
        ),
        (String::from("time type"), labels(pairs, time_types)),
        (String::from("event type"), labels(pairs, event_types)),
        (String::from("realis"), labels(pairs, realis)),
    ]);
    let agreement = AnnotatorAgreement {
        f1,
        labels,
        differences: report.errors.clone(),
    };
    Ok((agreement, report))
}

/// Span and label; a span labelled twice by one annotator is no unit.
type Labels = BTreeMap<(usize, usize), String>;

fn unique(items: Vec<((usize, usize), String)>) -> Labels {
    let mut labels = Labels::new();
    let mut twice = Vec::new();
    for (span, label) in key_set(items) {
        if labels.insert(span, label).is_some() {
            twice.push(span);
        }
    }
    labels.retain(|span, _| !twice.contains(span));
    labels
}

fn entity_types(document: &Document, options: &Options) -> Labels {
    let keys = ner::keys(document, &options.drop_types);
    unique(
        keys.into_iter()
            .map(|(span, kind)| ((span.start(), span.end()), kind.to_owned()))
            .collect(),
    )
}

fn time_types(document: &Document) -> Labels {
    unique(
        timex::keys(document)
            .into_iter()
            .map(|(span, kind, _)| ((span.start(), span.end()), kind.to_owned()))
            .collect(),
    )
}

fn event_types(document: &Document) -> Labels {
    let spans = document
        .events
        .iter()
        .map(|event| (event.trigger, event.kind.clone()));
    unique(
        spans
            .map(|(span, kind)| ((span.start(), span.end()), kind))
            .collect(),
    )
}

fn realis(document: &Document) -> Labels {
    let spans = document.events.iter().map(|event| {
        let realis = event.realis.as_deref().unwrap_or("none");
        let negated = if event.negated { " negated" } else { "" };
        (event.trigger, format!("{realis}{negated}"))
    });
    unique(
        spans
            .map(|(span, label)| ((span.start(), span.end()), label))
            .collect(),
    )
}

fn labels(pairs: &[Pair], read: impl Fn(&Document) -> Labels) -> LabelAgreement {
    let mut both: Vec<(String, String)> = Vec::new();
    for pair in pairs {
        let (first, mut second) = (read(&pair.gold), read(&pair.pred));
        both.extend(
            first
                .into_iter()
                .filter_map(|(span, label)| Some((label, second.remove(&span)?))),
        );
    }
    let units: Vec<(&str, &str)> = both
        .iter()
        .map(|(first, second)| (first.as_str(), second.as_str()))
        .collect();
    let ratings: Ratings = both
        .iter()
        .enumerate()
        .map(|(i, (first, second))| {
            let labels = [("first", first), ("second", second)];
            let labels = labels.map(|(rater, label)| (rater.to_owned(), Some(label.clone())));
            (i.to_string(), BTreeMap::from(labels))
        })
        .collect();
    LabelAgreement {
        items: both.len(),
        same: both
            .iter()
            .filter(|(first, second)| first == second)
            .count(),
        kappa: cohen_kappa(&units),
        alpha: krippendorff_alpha(&ratings),
    }
}
