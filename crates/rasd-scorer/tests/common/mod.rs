//! Small corpora for tests, from JSON and at random.
#![allow(dead_code)]

use proptest::prelude::*;
use rasd_scorer::{Corpus, Options, Report, Request, Units, parse_documents, score};
use serde_json::{Value, json};

/// Scores gold and predicted documents given as JSON values.
pub fn report(gold: &[Value], pred: &[Value], options: &Options) -> Report {
    let request = Request {
        options: options.clone(),
        ..Request::default()
    };
    report_of(gold, pred, &request)
}

/// Scores with a full request.
pub fn report_of(gold: &[Value], pred: &[Value], request: &Request) -> Report {
    score(&mut corpus(gold, pred), request).expect("known metrics")
}

/// The corpus of gold and predicted documents given as JSON values.
pub fn corpus(gold: &[Value], pred: &[Value]) -> Corpus {
    Corpus::new(
        parse_documents("gold.jsonl", &lines(gold)),
        parse_documents("pred.jsonl", &lines(pred)),
        Units::default(),
    )
    .unwrap_or_else(|problems| panic!("{problems}"))
}

/// One document a line.
pub fn lines(documents: &[Value]) -> String {
    let lines: Vec<String> = documents.iter().map(Value::to_string).collect();
    lines.join("\n")
}

/// Precision, recall and F1 of a metric.
pub fn rates(report: &Report, metric: &str) -> (f64, f64, f64) {
    let score = &report.scores[metric];
    (
        score.precision.unwrap_or(f64::NAN),
        score.recall.unwrap_or(f64::NAN),
        score.f1,
    )
}

/// Fails unless a metric has these rates.
pub fn assert_rates(report: &Report, metric: &str, precision: f64, recall: f64) {
    let (p, r, _) = rates(report, metric);
    assert!(
        (p - precision).abs() < 1e-9 && (r - recall).abs() < 1e-9,
        "{metric}: expected P {precision} R {recall}, found P {p} R {r}"
    );
}

/// Length of every random text.
pub const LENGTH: usize = 12;

fn span() -> impl Strategy<Value = (usize, usize)> {
    (0..LENGTH, 1..5_usize).prop_map(|(start, length)| (start, (start + length).min(LENGTH)))
}

fn label(names: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(names)
}

fn refs() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(label(&["EGY", "IRN", "NIL1"]), 0..3)
}

fn entity() -> impl Strategy<Value = Value> {
    (span(), label(&["PER", "ORG", "GPE"]), refs())
        .prop_map(|((start, end), kind, refs)| json!({"start": start, "end": end, "type": kind, "refs": refs}))
}

fn time() -> impl Strategy<Value = Value> {
    (span(), label(&["DATE", "TIME"]), label(&["2020", "2021"]))
        .prop_map(|((start, end), kind, value)| json!({"start": start, "end": end, "type": kind, "value": value}))
}

fn argument() -> impl Strategy<Value = Value> {
    let refs = prop::collection::vec(label(&["EGY", "IRN"]), 1..3);
    let place = prop::option::of(span());
    (place, label(&["actor", "recipient", "place"]), refs).prop_map(|(place, role, refs)| {
        match place {
            Some((start, end)) => json!({"start": start, "end": end, "role": role, "refs": refs}),
            None => json!({"role": role, "refs": refs}),
        }
    })
}

fn event() -> impl Strategy<Value = Value> {
    let modes = prop::collection::vec(label(&["visit", "phone"]), 0..2);
    let arguments = prop::collection::vec(argument(), 0..3);
    (
        span(),
        label(&["CONSULT", "ASSAULT"]),
        modes,
        label(&["actual", "future"]),
        any::<bool>(),
        arguments,
        prop::option::of(label(&["c1", "c2"])),
    )
        .prop_map(
            |((start, end), kind, modes, realis, negated, args, cluster)| {
                json!({"trigger": {"start": start, "end": end}, "type": kind, "modes": modes,
                "realis": realis, "negated": negated, "args": args, "cluster": cluster})
            },
        )
}

fn template() -> impl Strategy<Value = Value> {
    let filler = || prop::collection::vec(label(&["a", "b", "c"]), 1..3);
    let fillers = || prop::collection::vec(filler(), 0..3);
    (label(&["ASSAULT", "PROTEST"]), fillers(), fillers())
        .prop_map(|(kind, who, whom)| json!({"type": kind, "roles": {"who": who, "whom": whom}}))
}

/// Annotations of one document, without id and text.
pub fn annotations() -> impl Strategy<Value = Value> {
    (
        prop::collection::vec(entity(), 0..6),
        prop::collection::vec(time(), 0..4),
        prop::collection::vec(event(), 0..4),
        prop::collection::vec(template(), 0..3),
        prop::collection::vec(prop::option::of(0..3_usize), 6),
    )
        .prop_map(|(mut entities, times, events, templates, chain)| {
            let mut clusters = vec![Vec::new(); 3];
            for (i, entity) in entities.iter_mut().enumerate() {
                entity["id"] = json!(format!("e{i}"));
                if let Some(chain) = chain[i] {
                    clusters[chain].push(format!("e{i}"));
                }
            }
            json!({"entities": entities, "times": times, "events": events,
                "templates": templates, "clusters": clusters})
        })
}

/// Documents with ids and texts from annotations.
pub fn documents(annotations: &[Value]) -> Vec<Value> {
    annotations
        .iter()
        .enumerate()
        .map(|(i, annotations)| {
            let mut document = annotations.clone();
            document["id"] = json!(format!("d{i}"));
            document["text"] = json!("x".repeat(LENGTH));
            document
        })
        .collect()
}
