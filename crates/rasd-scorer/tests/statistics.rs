//! Resampling, agreement, tags, the gate.

mod common;

use common::{corpus, report_of};
use proptest::prelude::*;
use rasd_scorer::stats::agreement::{agreement, cohen_kappa, krippendorff_alpha, parse_ratings};
use rasd_scorer::tags::{Mode, Scheme, chunks, parse_tags, score_tags};
use rasd_scorer::{
    ErrorFilter, Options, Report, Request, compare_annotators, compare_systems, gate,
};
use serde_json::{Value, json};

/// Three documents with 2, 1 and 3 names.
fn gold() -> Vec<Value> {
    [2, 1, 3]
        .iter()
        .enumerate()
        .map(|(i, n)| document(i, *n))
        .collect()
}

fn document(index: usize, names: usize) -> Value {
    let entities: Vec<Value> = (0..names)
        .map(|at| json!({"start": at, "end": at + 1, "type": "PER"}))
        .collect();
    json!({"id": format!("d{index}"), "text": "xxxxxx", "entities": entities})
}

/// Predictions that find the first `names[i]` names of document `i`.
fn found(names: [usize; 3]) -> Vec<Value> {
    names
        .iter()
        .enumerate()
        .map(|(i, n)| document(i, *n))
        .collect()
}

fn request(bootstrap: usize) -> Request {
    Request {
        metrics: vec![String::from("ner.strict")],
        bootstrap,
        seed: 7,
        ..Request::default()
    }
}

#[test]
fn bootstrap_scores_every_draw_of_documents_anew() {
    const REPLICATES: usize = 50;
    let report = report_of(&gold(), &found([1, 1, 2]), &request(REPLICATES));
    let mut stream = rasd_scorer::stats::rng::SplitMix64::new(7);
    let (correct, all) = ([1.0, 1.0, 2.0], [2.0, 1.0, 3.0]);
    let mut values: Vec<f64> = (0..REPLICATES)
        .map(|_| {
            let drawn: Vec<usize> = (0..3).map(|_| stream.index(3)).collect();
            let hit: f64 = drawn.iter().map(|i| correct[*i]).sum();
            let gold: f64 = drawn.iter().map(|i| all[*i]).sum();
            // Precision is 1, so F1 is 2·hit / (hit + gold).
            2.0 * hit / (hit + gold)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let interval = report.interval("ner.strict").expect("an interval");
    let mean = values.iter().sum::<f64>() / REPLICATES as f64;
    let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
    assert!(close(interval.mean, mean), "{interval:?}");
    let low = values[1] + 0.225 * (values[2] - values[1]);
    assert!(close(interval.low, low), "{interval:?} {low}");
    assert!(close(interval.point, 0.8), "{interval:?}");
}

#[test]
fn identical_systems_have_p_one() {
    let mut a = corpus(&gold(), &found([1, 1, 2]));
    let mut b = a.clone();
    let report = compare_systems(&mut a, &mut b, &request(0), 100).expect("known metrics");
    let comparison = report.compare["ner.strict"];
    assert_eq!(comparison.delta, 0.0);
    assert_eq!(
        (comparison.p_bootstrap, comparison.p_randomization),
        (1.0, 1.0)
    );
}

#[test]
fn exchanging_systems_turns_the_difference_round() {
    let mut a = corpus(&gold(), &found([1, 0, 2]));
    let mut b = corpus(&gold(), &found([2, 1, 3]));
    let there = compare_systems(&mut a, &mut b, &request(0), 200).expect("known metrics");
    let back = compare_systems(&mut b, &mut a, &request(0), 200).expect("known metrics");
    let (x, y) = (there.compare["ner.strict"], back.compare["ner.strict"]);
    assert!(x.delta > 0.0 && (x.delta + y.delta).abs() < 1e-12);
    assert!((x.delta_low + y.delta_high).abs() < 1e-12);
    assert_eq!(x.p_bootstrap, y.p_bootstrap);
    assert_eq!(x.p_randomization, y.p_randomization);
}

/// Cohen's (1960) kappa of a table with 20, 5 / 10, 15: p_o 0.7, p_e 0.5.
#[test]
fn kappa_of_a_textbook_table() {
    let mut labels = vec![("yes", "yes"); 20];
    labels.extend(vec![("yes", "no"); 5]);
    labels.extend(vec![("no", "yes"); 10]);
    labels.extend(vec![("no", "no"); 15]);
    assert!((cohen_kappa(&labels).expect("defined") - 0.4).abs() < 1e-12);
    assert_eq!(cohen_kappa(&[("a", "a"), ("a", "a")]), None);
    assert_eq!(cohen_kappa(&[]), None);
}

/// Krippendorff's worked example C (nominal, missing data): alpha 0.743.
#[test]
fn alpha_of_krippendorffs_example() {
    let raters = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ];
    let mut ratings = String::new();
    for unit in 0..12 {
        let labels: serde_json::Map<String, Value> = raters
            .iter()
            .enumerate()
            .map(|(rater, row)| {
                let label = row.split(' ').nth(unit).expect("a label");
                let label = if label == "." {
                    Value::Null
                } else {
                    json!(label)
                };
                (format!("r{rater}"), label)
            })
            .collect();
        ratings += &format!(
            "{}\n",
            json!({"unit": format!("u{unit}"), "ratings": labels})
        );
    }
    let ratings = parse_ratings("ratings.jsonl", &ratings).expect("valid");
    let alpha = krippendorff_alpha(&ratings).expect("defined");
    assert!((alpha - 0.743).abs() < 5e-4, "{alpha}");
    assert_eq!(agreement(&ratings).kappa.len(), 6);
}

#[test]
fn a_rater_without_labels_has_no_kappa() {
    let text = "{\"unit\": \"u\", \"ratings\": {\"a\": \"x\", \"b\": null}}";
    let agreed = agreement(&parse_ratings("r.jsonl", text).expect("valid"));
    assert_eq!(agreed.kappa["a|b"], None);
    assert_eq!(agreed.alpha, None);
}

#[test]
fn bad_ratings_are_refused() {
    let text = "{\"unit\": \"u\", \"ratings\": {}}\n{\"unit\": \"u\", \"ratings\": {}}\n{\"unit\": \"v\"}\nx\n";
    let problems = parse_ratings("r.jsonl", text).expect_err("three bad lines");
    let found: Vec<usize> = problems
        .0
        .iter()
        .map(|problem| problem.origin.line)
        .collect();
    assert_eq!(found, [2, 3, 4]);
}

#[test]
fn chunks_are_read_strictly_or_as_conlleval_does() {
    let read = |tags: &str, scheme, mode| -> Vec<String> {
        let tags: Vec<&str> = tags.split(' ').collect();
        chunks(&tags, scheme, mode)
            .into_iter()
            .map(|(start, end, kind)| format!("{start}-{end} {kind}"))
            .collect()
    };
    let cases = [
        (
            "B-A I-A O I-A",
            Scheme::Iob2,
            vec!["0-2 A"],
            vec!["0-2 A", "3-4 A"],
        ),
        (
            "B-A I-B",
            Scheme::Iob2,
            vec!["0-1 A"],
            vec!["0-1 A", "1-2 B"],
        ),
        (
            "B-A I-A E-A S-B",
            Scheme::Iobes,
            vec!["0-3 A", "3-4 B"],
            vec!["0-3 A", "3-4 B"],
        ),
        (
            "B-A I-A O S-B",
            Scheme::Iobes,
            vec!["3-4 B"],
            vec!["0-2 A", "3-4 B"],
        ),
        (
            "B-A L-A U-B L-B",
            Scheme::Bilou,
            vec!["0-2 A", "2-3 B"],
            vec!["0-2 A", "2-3 B", "3-4 B"],
        ),
    ];
    for (tags, scheme, strict, lenient) in cases {
        assert_eq!(read(tags, scheme, Mode::Strict), strict, "{tags}");
        assert_eq!(read(tags, scheme, Mode::Conlleval), lenient, "{tags}");
    }
}

#[test]
fn tag_sequences_are_scored_by_chunk() {
    let text = "w\tB-A\tB-A\nw\tI-A\tO\n\nw\tB-B\tB-B\nw\tO\tB-A\n";
    let sentences = parse_tags("t.tsv", text, Scheme::Iob2, Mode::Strict).expect("valid");
    assert_eq!(sentences.len(), 2);
    let scores = score_tags(&sentences, Scheme::Iob2, Mode::Strict);
    assert_eq!(scores.micro.p_num, Some(1.0));
    assert_eq!(
        (scores.micro.p_den, scores.micro.r_den),
        (Some(3.0), Some(2.0))
    );
    assert!((scores.macro_mean.f1 - 0.5).abs() < 1e-12);
    assert!((scores.weighted.f1 - 0.5).abs() < 1e-12);
}

#[test]
fn foreign_tags_and_bad_rows_are_refused() {
    let text = "w\tB-A\tS-A\nw\tO\n";
    let problems = parse_tags("t.tsv", text, Scheme::Iob2, Mode::Strict).expect_err("two");
    assert_eq!(problems.0.len(), 2, "{problems}");
    assert!(parse_tags("t.tsv", "w\tB-A\tS-A\n", Scheme::Iob2, Mode::Conlleval).is_ok());
}

#[test]
fn the_gate_names_what_fell_and_which_items() {
    let before = report_of(&gold(), &found([2, 1, 3]), &request(0));
    let now = report_of(&gold(), &found([2, 0, 3]), &request(0));
    let result = gate(&before, &now, 0.005);
    assert!(!result.passed());
    assert_eq!(result.falls[0].metric, "ner.strict");
    assert!((result.falls[0].before - result.falls[0].now - 1.0 / 11.0).abs() < 1e-12);
    assert_eq!(result.newly_wrong.len(), 1);
    assert_eq!(result.newly_wrong[0].doc, "d1");
    assert!(gate(&before, &now, 0.1).passed());
    let back = gate(&now, &before, 0.0);
    assert!(back.passed() && back.newly_right.len() == 1);
    assert!(result.warnings.is_empty(), "{:?}", result.warnings);
}

#[test]
fn a_baseline_of_other_gold_is_told() {
    let one = report_of(&gold(), &found([2, 1, 3]), &request(0));
    let other = report_of(&found([1, 1, 1]), &found([1, 1, 1]), &request(0));
    let warnings = gate(&one, &other, 0.0).warnings;
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].contains("differs in gold,"), "{warnings:?}");
    let all = report_of(&gold(), &found([2, 1, 3]), &Request::default());
    let warnings = gate(&one, &all, 0.0).warnings;
    assert!(
        warnings[0].contains("no figures for 53 of the 54 metrics"),
        "{warnings:?}"
    );
}

#[test]
fn a_drop_of_exactly_the_limit_passes() {
    let with = |f1: f64| {
        let text = format!("{{\"scores\": {{\"ner.strict\": {{\"f1\": {f1}}}}}}}");
        serde_json::from_str::<Report>(&text).expect("a report")
    };
    assert!(gate(&with(0.9), &with(0.895), 0.005).passed());
    assert!(!gate(&with(0.9), &with(0.894), 0.005).passed());
}

proptest! {
    #[test]
    fn alpha_and_kappa_never_exceed_one(labels in prop::collection::vec((0..3_u8, 0..3_u8), 0..20)) {
        let text: String = labels.iter().enumerate()
            .map(|(i, (a, b))| format!("{}\n", json!({"unit": format!("{i}"), "ratings": {"a": a, "b": b}})))
            .collect();
        let agreed = agreement(&parse_ratings("r", &text).expect("valid"));
        let kappa = agreed.kappa.get("a|b").copied().flatten();
        prop_assert!(kappa.is_none_or(|k| k <= 1.0 + 1e-12));
        prop_assert!(agreed.alpha.is_none_or(|a| a <= 1.0 + 1e-12));
        let same = labels.iter().all(|(a, b)| a == b);
        if let (true, Some(alpha)) = (same, agreed.alpha) {
            prop_assert!((alpha - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn annotators_are_compared_by_layer_and_label() {
    let entity = |start: usize, kind: &str| json!({"start": start, "end": start + 1, "type": kind});
    let first = json!({"id": "d", "text": "xxxxxx",
        "entities": [entity(0, "PER"), entity(1, "PER"), entity(2, "ORG"), entity(3, "ORG")]});
    let second = json!({"id": "d",
        "entities": [entity(0, "PER"), entity(1, "ORG"), entity(2, "ORG"), entity(4, "ORG")]});
    let compare = |a: &Value, b: &Value| {
        let mut a = a.clone();
        a["text"] = json!("xxxxxx");
        let mut corpus = corpus(&[a], std::slice::from_ref(b));
        compare_annotators(&mut corpus, &Options::default())
            .expect("known metrics")
            .0
    };
    let there = compare(&first, &second);
    assert_eq!(there.f1["ner.strict"], 0.5);
    let labels = &there.labels["entity type"];
    assert_eq!((labels.items, labels.same), (3, 2));
    // p_o 2/3; first PER PER ORG, second PER ORG ORG: p_e = (2·1 + 1·2) / 9.
    assert!((labels.kappa.expect("defined") - 0.4).abs() < 1e-12);
    assert_eq!(there.differences.len(), 3);
    assert_eq!(there.f1, compare(&second, &first).f1);
}

#[test]
fn warnings_that_two_systems_share_are_told_once() {
    let mut gold = gold();
    gold[0]["entities"][0]["text"] = json!("zzz");
    let mut a = corpus(&gold, &found([2, 1, 3]));
    let mut b = corpus(&gold, &found([2, 1, 3])[..2]);
    let report = compare_systems(&mut a, &mut b, &request(0), 10).expect("known metrics");
    assert_eq!(report.warnings.len(), 2, "{:?}", report.warnings);
    assert!(report.warnings[0].contains("quoted texts"));
    assert!(report.warnings[1].starts_with("b: document \"d2\""));
}

#[test]
fn one_document_is_told_to_be_too_few_for_an_interval() {
    let one = &gold()[..1];
    assert!(report_of(one, one, &request(0)).warnings.is_empty());
    assert_eq!(report_of(one, one, &request(10)).warnings.len(), 1);
}

#[test]
fn filters_that_no_error_can_meet_are_refused() {
    let corpus = corpus(&gold(), &found([1, 1, 2]));
    let filter = |layer: &str, kind: &str, of: &str| {
        let list = |value: &str| value.split_whitespace().map(str::to_owned).collect();
        let (layers, kinds, types) = (list(layer), list(kind), list(of));
        ErrorFilter {
            layers,
            kinds,
            types,
        }
        .check(&corpus)
    };
    assert!(filter("ner timex trigger.mode", "missed type_value", "PER").is_ok());
    for wrong in [
        ("nerr", "", ""),
        ("coref", "", ""),
        ("", "mised", ""),
        ("", "", "PERSON"),
    ] {
        let error = filter(wrong.0, wrong.1, wrong.2).expect_err("unknown");
        assert!(!error.known.is_empty(), "{error}");
    }
}
