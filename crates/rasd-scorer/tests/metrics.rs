//! Hand-computed figures: `cases/metrics.jsonl`, one case a line, and the worked example of
//! Pradhan et al. (2014) for coreference.
//!
//! A case gives gold and predicted annotations of one document, `why` in words, and for each
//! metric p_num, p_den, r_num, r_den.

mod common;

use common::{assert_rates, report, report_of};
use rasd_scorer::{EntityChains, Options, Request, Singletons};
use serde_json::{Value, json};
use std::slice::from_ref;

const LENGTH: usize = 40;

fn with_text(annotations: &Value) -> Value {
    let mut document = annotations.clone();
    document["id"] = json!("d");
    document["text"] = json!("x".repeat(LENGTH));
    document
}

#[test]
fn cases() {
    for line in include_str!("cases/metrics.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("a case");
        let (gold, pred) = (with_text(&case["gold"]), with_text(&case["pred"]));
        let report = report(&[gold], &[pred], &Options::default());
        let name = case["name"].as_str().expect("a name");
        for (metric, expected) in case["scores"].as_object().expect("scores") {
            let score = &report.scores[metric];
            let found = [score.p_num, score.p_den, score.r_num, score.r_den];
            let expected: Vec<f64> = serde_json::from_value(expected.clone()).expect("numbers");
            for (found, expected) in found.iter().zip(&expected) {
                let found = found.unwrap_or(f64::NAN);
                assert!(
                    (found - expected).abs() < 1e-9,
                    "{name}: {metric}: {score:?}"
                );
            }
        }
        for part in ["counts", "undefined"] {
            for (metric, expected) in case[part].as_object().into_iter().flatten() {
                let found = match part {
                    "counts" => serde_json::to_value(report.counts[metric]),
                    _ => serde_json::to_value(&report.scores[metric].undefined),
                };
                assert_eq!(found.expect("a value"), *expected, "{name}: {metric}");
            }
        }
    }
}

/// A document whose entity mentions are letters and whose chains are strings of them.
fn chains(chains: &[&str], unlisted: &str) -> Value {
    let letters = chains
        .iter()
        .flat_map(|chain| chain.chars())
        .chain(unlisted.chars());
    let entities: Vec<Value> = letters
        .map(|letter| {
            let at = letter as usize - 'a' as usize;
            json!({"id": letter.to_string(), "start": at, "end": at + 1, "type": "PER"})
        })
        .collect();
    let clusters: Vec<Vec<String>> = chains
        .iter()
        .map(|chain| chain.chars().map(String::from).collect())
        .collect();
    with_text(&json!({"entities": entities, "clusters": clusters}))
}

fn options(singletons: Singletons) -> Options {
    Options {
        singletons,
        ..Options::default()
    }
}

#[test]
fn coreference_as_in_pradhan_et_al() {
    let gold = chains(&["abc", "defg"], "");
    let pred = chains(&["ab", "cd", "fghi"], "");
    let report = report(&[gold], &[pred], &Options::default());
    assert_rates(&report, "coref.entity.mention", 6.0 / 8.0, 6.0 / 7.0);
    assert_rates(&report, "coref.entity.muc", 2.0 / 5.0, 2.0 / 5.0);
    let (p, r) = (4.0 / 8.0, (5.0 / 3.0 + 5.0 / 4.0) / 7.0);
    assert_rates(&report, "coref.entity.b_cubed", p, r);
    assert_rates(&report, "coref.entity.ceaf_m", 4.0 / 8.0, 4.0 / 7.0);
    assert_rates(&report, "coref.entity.ceaf_e", 1.3 / 3.0, 1.3 / 2.0);
    let (p, r) = ((2.0 + 4.0 / 6.0) / 8.0, (1.0 + 4.0 / 6.0) / 7.0);
    assert_rates(&report, "coref.entity.lea", p, r);
    let (p, r) = (
        (2.0 / 8.0 + 8.0 / 20.0) / 2.0,
        (2.0 / 9.0 + 8.0 / 12.0) / 2.0,
    );
    assert_rates(&report, "coref.entity.blanc", p, r);
    let f1 = |p: f64, r: f64| 2.0 * p * r / (p + r);
    let blanc = (f1(2.0 / 8.0, 2.0 / 9.0) + f1(8.0 / 20.0, 8.0 / 12.0)) / 2.0;
    assert!((report.scores["coref.entity.blanc"].f1 - blanc).abs() < 1e-12);
    assert!(report.scores["coref.entity.blanc"].p_num.is_none());
    let conll = (0.4 + f1(0.5, 2.916_666_666_666_667 / 7.0) + f1(1.3 / 3.0, 1.3 / 2.0)) / 3.0;
    assert!((report.scores["coref.entity.conll"].f1 - conll).abs() < 1e-12);
}

#[test]
fn singletons_are_listed_all_or_dropped() {
    let (gold, pred) = (chains(&["ab", "c"], "d"), chains(&["ab"], "cd"));
    let mention = |singletons| {
        let report = report(from_ref(&gold), from_ref(&pred), &options(singletons));
        let score = &report.scores["coref.entity.mention"];
        (score.p_num, score.p_den, score.r_den)
    };
    assert_eq!(
        mention(Singletons::Listed),
        (Some(2.0), Some(2.0), Some(3.0))
    );
    assert_eq!(mention(Singletons::All), (Some(4.0), Some(4.0), Some(4.0)));
    assert_eq!(mention(Singletons::Drop), (Some(2.0), Some(2.0), Some(2.0)));
}

/// A singleton links to itself: right if the other side has the same singleton.
#[test]
fn lea_scores_singletons() {
    let gold = chains(&["a", "bc"], "");
    let pred = chains(&["a", "b", "c"], "");
    let report = report(&[gold], &[pred], &Options::default());
    assert_rates(&report, "coref.entity.lea", 1.0 / 3.0, 1.0 / 3.0);
}

#[test]
fn blanc_uses_the_only_sort_of_links_the_gold_has() {
    let alone = report(
        &[chains(&["a", "b"], "")],
        &[chains(&["a", "b"], "")],
        &Options::default(),
    );
    assert_rates(&alone, "coref.entity.blanc", 1.0, 1.0);
    let one = report(
        &[chains(&["abc"], "")],
        &[chains(&["ab", "c"], "")],
        &Options::default(),
    );
    assert_rates(&one, "coref.entity.blanc", 1.0, 1.0 / 3.0);
    let none = report(
        &[chains(&["a"], "")],
        &[chains(&["a"], "")],
        &Options::default(),
    );
    assert_rates(&none, "coref.entity.blanc", 0.0, 0.0);
    assert_eq!(none.scores["coref.entity.blanc"].undefined.len(), 3);
}

#[test]
fn entity_chains_can_come_from_refs() {
    let entities = json!({"entities": [
        {"start": 0, "end": 1, "type": "GPE", "refs": ["EGY"]},
        {"start": 2, "end": 3, "type": "NORP", "refs": ["EGY"]},
        {"start": 4, "end": 5, "type": "PER"}]});
    let document = with_text(&entities);
    let options = Options {
        entity_chains: EntityChains::Refs,
        ..Options::default()
    };
    let report = report(from_ref(&document), from_ref(&document), &options);
    assert_eq!(report.scores["coref.entity.mention"].r_den, Some(2.0));
    assert_eq!(report.scores["coref.entity.muc"].r_den, Some(1.0));
}

#[test]
fn event_chains_are_keyed_by_trigger_and_type() {
    let event = |start: usize, kind: &str, cluster: &str| json!({"trigger": {"start": start, "end": start + 1}, "type": kind, "cluster": cluster});
    let gold = with_text(&json!({"events": [event(0, "A", "c1"), event(2, "B", "c1")]}));
    let pred = with_text(&json!({"events": [event(0, "A", "x"), event(2, "A", "x")]}));
    let report = report(&[gold], &[pred], &Options::default());
    assert_rates(&report, "coref.event.mention", 0.5, 0.5);
    assert_rates(&report, "coref.event.muc", 0.0, 0.0);
}

/// Clusters of a link hold mentions of all documents.
#[test]
fn mention_ceaf_is_corpus_wide() {
    let document = |id: &str, name: &str| {
        json!({"id": id, "text": "xx", "entities":
            [{"start": 0, "end": 1, "type": "GPE", "refs": [name]}]})
    };
    let gold = [document("d1", "EGY"), document("d2", "EGY")];
    let pred = [document("d1", "X"), document("d2", "Y")];
    let report = report(&gold, &pred, &Options::default());
    assert_rates(&report, "link.mention_ceaf", 0.5, 0.5);
}

#[test]
fn macro_and_weighted_means_are_over_types_of_either_side() {
    let entity = |start: usize, kind: &str| json!({"start": start, "end": start + 1, "type": kind});
    let gold = with_text(
        &json!({"entities": [entity(0, "A"), entity(2, "A"), entity(4, "A"), entity(6, "B")]}),
    );
    let pred = with_text(
        &json!({"entities": [entity(0, "A"), entity(2, "A"), entity(6, "B"), entity(8, "C")]}),
    );
    let report = report(&[gold], &[pred], &Options::default());
    let (mean, weighted) = (
        &report.macro_means["ner.strict"],
        &report.weighted["ner.strict"],
    );
    assert!((mean.f1 - (0.8 + 1.0 + 0.0) / 3.0).abs() < 1e-12);
    assert!((mean.recall.unwrap() - (2.0 / 3.0 + 1.0) / 3.0).abs() < 1e-12);
    assert!((weighted.f1 - (0.8 * 3.0 + 1.0) / 4.0).abs() < 1e-12);
}

#[test]
fn realis_the_gold_lacks_and_types_can_be_dropped() {
    let gold = with_text(&json!({"entities": [{"start": 0, "end": 1, "type": "NOM"}],
        "events": [{"trigger": {"start": 0, "end": 1}, "type": "A", "realis": "actual"}]}));
    let pred = with_text(&json!({"entities": [{"start": 4, "end": 5, "type": "NOM"}],
        "events": [{"trigger": {"start": 0, "end": 1}, "type": "A", "realis": "actual"},
            {"trigger": {"start": 2, "end": 3}, "type": "A", "realis": "hypothetical"}]}));
    let options = Options {
        drop_realis: [String::from("hypothetical"), String::from("actual")].into(),
        drop_types: [String::from("NOM")].into(),
        ..Options::default()
    };
    let report = report(&[gold], &[pred], &options);
    assert_rates(&report, "trigger.cls", 1.0, 1.0);
    assert_eq!(
        report.scores["ner.strict"].undefined,
        ["precision", "recall", "f1"]
    );
    assert_eq!(
        report.warnings.len(),
        1,
        "actual is labelled in gold: {:?}",
        report.warnings
    );
}

#[test]
fn metrics_are_chosen_by_name_or_prefix() {
    let document = chains(&["ab"], "");
    let chosen = |patterns: &[&str]| -> Vec<String> {
        let request = Request {
            metrics: patterns.iter().map(|p| (*p).to_owned()).collect(),
            ..Request::default()
        };
        let documents = [document.clone()];
        report_of(&documents, &documents, &request)
            .scores
            .into_keys()
            .collect()
    };
    assert_eq!(
        chosen(&["ner.strict", "doctype"]),
        ["doctype", "ner.strict"]
    );
    assert_eq!(chosen(&["nugget"]).len(), 4);
    assert_eq!(chosen(&["coref.entity"]).len(), 8);
    assert_eq!(chosen(&["link.strong*"]).len(), 6);
    let request = Request {
        metrics: vec![String::from("ner.stric")],
        ..Request::default()
    };
    let mut corpus = common::corpus(from_ref(&document), from_ref(&document));
    assert!(rasd_scorer::score(&mut corpus, &request).is_err());
}
