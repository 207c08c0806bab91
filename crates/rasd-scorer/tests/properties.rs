//! What must hold for any annotations.

mod common;

use common::{annotations, corpus, documents, report};
use proptest::prelude::*;
use rasd_scorer::{METRICS, Options, Report, Singletons};
use serde_json::{Value, json};

fn two_sides() -> impl Strategy<Value = (Vec<Value>, Vec<Value>)> {
    prop::collection::vec((annotations(), annotations()), 1..4).prop_map(|sides| {
        let (gold, pred): (Vec<Value>, Vec<Value>) = sides.into_iter().unzip();
        (documents(&gold), documents(&pred))
    })
}

fn every_option() -> impl Strategy<Value = Options> {
    prop::sample::select(vec![Singletons::Listed, Singletons::All, Singletons::Drop]).prop_map(
        |singletons| Options {
            singletons,
            ..Options::default()
        },
    )
}

/// Reverses every list of a document but those whose order has a meaning.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().rev().map(reversed).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), reversed(value)))
            .collect(),
        other => other.clone(),
    }
}

fn twice(value: &Value) -> Value {
    let mut document = value.clone();
    for layer in ["times", "templates", "events", "entities"] {
        let items = document[layer].as_array().cloned().unwrap_or_default();
        let mut doubled = items.clone();
        doubled.extend(items.into_iter().map(|mut item| {
            item.as_object_mut().map(|fields| fields.remove("id"));
            item
        }));
        document[layer] = Value::Array(doubled);
    }
    document
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (None, None) => true,
        _ => false,
    }
}

fn same_scores(a: &Report, b: &Report) -> Result<(), TestCaseError> {
    for metric in METRICS {
        let (x, y) = (&a.scores[metric], &b.scores[metric]);
        let equal = close(x.precision, y.precision)
            && close(x.recall, y.recall)
            && close(Some(x.f1), Some(y.f1));
        prop_assert!(equal, "{metric}: {x:?} and {y:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn gold_against_itself_is_perfect((gold, _) in two_sides(), options in every_option()) {
        let report = report(&gold, &gold, &options);
        for (metric, score) in &report.scores {
            if score.undefined.is_empty() {
                prop_assert!((score.f1 - 1.0).abs() < 1e-9, "{metric}: {score:?}");
            } else if !metric.ends_with("conll") {
                prop_assert!(score.f1 == 0.0, "{metric}: {score:?}");
            }
        }
        prop_assert!(report.errors.is_empty(), "{:?}", report.errors);
    }

    #[test]
    fn swapping_sides_swaps_precision_and_recall(
        (gold, pred) in two_sides(),
        options in every_option(),
    ) {
        let there = report(&gold, &pred, &options);
        let back = report(&pred, &gold, &options);
        for metric in METRICS {
            // The chains and ties of these follow the gold side by definition.
            let one_sided = metric.starts_with("argument.coref")
                || metric.starts_with("nugget.")
                || metric.ends_with("blanc")
                || metric.starts_with("template.");
            if !one_sided {
                let (x, y) = (&there.scores[metric], &back.scores[metric]);
                let swapped = close(x.precision, y.recall) && close(x.recall, y.precision);
                prop_assert!(swapped, "{metric}: {x:?} and {y:?}");
            }
        }
    }

    #[test]
    fn order_changes_nothing((gold, pred) in two_sides(), options in every_option()) {
        let there = report(&gold, &pred, &options);
        let gold: Vec<Value> = gold.iter().rev().map(reversed).collect();
        let pred: Vec<Value> = pred.iter().rev().map(reversed).collect();
        let back = report(&gold, &pred, &options);
        prop_assert_eq!(&there.scores, &back.scores);
        prop_assert_eq!(&there.counts, &back.counts);
        prop_assert_eq!(&there.by_type, &back.by_type);
        prop_assert_eq!(&there.signature, &back.signature);
    }

    #[test]
    fn duplicates_neither_help_nor_hurt((gold, pred) in two_sides()) {
        let once = report(&gold, &pred, &Options::default());
        let gold: Vec<Value> = gold.iter().map(twice).collect();
        let pred: Vec<Value> = pred.iter().map(twice).collect();
        same_scores(&once, &report(&gold, &pred, &Options::default()))?;
    }

    #[test]
    fn a_wrong_prediction_never_raises_precision((gold, pred) in two_sides()) {
        let before = report(&gold, &pred, &Options::default());
        let mut pred = pred;
        let whole = json!({"start": 0, "end": common::LENGTH});
        let document = &mut pred[0];
        let add = |list: &mut Value, item: Value| {
            if let Some(list) = list.as_array_mut() {
                list.push(item);
            }
        };
        add(&mut document["entities"], json!({"start": 0, "end": common::LENGTH, "type": "WRONG"}));
        add(
            &mut document["events"],
            json!({"trigger": whole, "type": "WRONG", "args": [
                {"start": 0, "end": common::LENGTH, "role": "wrong", "refs": ["WRONG"]}]}),
        );
        let after = report(&gold, &pred, &Options::default());
        // Only metrics for which the additions are wrong in every part.
        for metric in ["ner.strict", "trigger.cls", "trigger.mode", "trigger.status",
            "argument.cls", "argument.attached_cls", "argument.ref", "doctype",
            "nugget.type", "nugget.type_realis", "link.strong_typed_mention"] {
            let (x, y) = (&before.scores[metric], &after.scores[metric]);
            prop_assert!(y.precision <= x.precision.map(|p| p + 1e-12), "{metric}: {x:?} {y:?}");
        }
    }

    #[test]
    fn outcomes_add_up((gold, pred) in two_sides()) {
        let report = report(&gold, &pred, &Options::default());
        for (metric, counts) in &report.counts {
            let rasd_scorer::Counts::Outcome(counts) = counts else { continue };
            let score = &report.scores[metric];
            let paired = counts.correct + counts.incorrect + counts.partial;
            prop_assert_eq!((paired + counts.missed) as f64, score.r_den.unwrap_or(-1.0));
            prop_assert_eq!((paired + counts.spurious) as f64, score.p_den.unwrap_or(-1.0));
        }
    }

    #[test]
    fn every_error_is_counted((gold, pred) in two_sides()) {
        let report = report(&gold, &pred, &Options::default());
        let of_kind = |metric: &str, gold_side: bool| {
            report.errors.iter()
                .filter(|e| e.metric == metric)
                .filter(|e| if gold_side { e.gold.is_some() } else { e.pred.is_some() })
                .count() as f64
        };
        for metric in ["ner.strict", "trigger.cls", "argument.attached_cls"] {
            let score = &report.scores[metric];
            let missing = |num: Option<f64>, den: Option<f64>| den.unwrap_or(0.0) - num.unwrap_or(0.0);
            prop_assert_eq!(of_kind(metric, true), missing(score.r_num, score.r_den));
            prop_assert_eq!(of_kind(metric, false), missing(score.p_num, score.p_den));
        }
    }
}

#[test]
fn one_missing_prediction_is_a_warning_and_counts_as_empty() {
    let gold = documents(&[json!({"entities": [{"start": 0, "end": 2, "type": "PER"}]})]);
    let corpus = corpus(&gold, &[]);
    assert_eq!(corpus.warnings.len(), 1);
    assert!(corpus.pairs[0].pred.entities.is_empty());
}
