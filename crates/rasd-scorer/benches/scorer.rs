//! Scoring 10,000 documents with 20 mentions each, and the bootstrap on top.
//!
//! Results are asserted, so that a fast wrong answer fails.

use criterion::{Criterion, criterion_group, criterion_main};
use rasd_scorer::stats::rng::SplitMix64;
use rasd_scorer::{Corpus, Report, Request, Units, parse_documents, score};
use std::fmt::Write;
use std::hint::black_box;

const DOCUMENTS: usize = 10_000;
const MENTIONS: usize = 20;
const TYPES: [&str; 4] = ["PER", "ORG", "GPE", "LOC"];

/// Gold and predicted files: of every ten mentions one is missed, one mistyped
/// and one a code point too long.
fn files() -> (String, String) {
    let text = "x".repeat(MENTIONS * 20);
    let mut stream = SplitMix64::new(1);
    let (mut gold, mut pred) = (String::new(), String::new());
    for document in 0..DOCUMENTS {
        let (mut golds, mut preds) = (Vec::new(), Vec::new());
        for at in 0..MENTIONS {
            let (start, kind) = (at * 20, TYPES[stream.index(TYPES.len())]);
            let end = start + 3 + stream.index(12);
            let entity = |end: usize, kind: &str, name: usize| {
                format!(
                    "{{\"start\":{start},\"end\":{end},\"type\":\"{kind}\",\"refs\":[\"R{name}\"]}}"
                )
            };
            let most = 1 + stream.index(2000);
            let name = stream.index(most);
            golds.push(entity(end, kind, name));
            match at % 10 {
                0 => {}
                1 => preds.push(entity(end, "MISC", name)),
                2 => preds.push(entity(end + 1, kind, name)),
                _ => preds.push(entity(end, kind, name)),
            }
        }
        let _ = writeln!(
            gold,
            "{{\"id\":\"d{document}\",\"text\":\"{text}\",\"entities\":[{}]}}",
            golds.join(",")
        );
        let _ = writeln!(
            pred,
            "{{\"id\":\"d{document}\",\"entities\":[{}]}}",
            preds.join(",")
        );
    }
    (gold, pred)
}

fn read(gold: &str, pred: &str) -> Corpus {
    let (gold, pred) = (
        parse_documents("gold.jsonl", gold),
        parse_documents("pred.jsonl", pred),
    );
    Corpus::new(gold, pred, Units::default()).expect("valid input")
}

fn run(corpus: &Corpus, bootstrap: usize) -> Report {
    let request = Request {
        bootstrap,
        seed: 1,
        ..Request::default()
    };
    let report = score(&mut corpus.clone(), &request).expect("known metrics");
    let strict = &report.scores["ner.strict"];
    assert_eq!(strict.recall, Some(0.7));
    assert_eq!(strict.precision, Some(7.0 / 9.0));
    report
}

fn scoring(criterion: &mut Criterion) {
    let (gold, pred) = files();
    let corpus = read(&gold, &pred);
    let mut group = criterion.benchmark_group("scorer");
    group.sample_size(10);
    group.bench_function("read 10,000 documents", |b| {
        b.iter(|| black_box(read(&gold, &pred)));
    });
    group.bench_function("score 200,000 mentions, every metric", |b| {
        b.iter(|| black_box(run(&corpus, 0)));
    });
    group.bench_function("the same with 1,000 bootstrap replicates", |b| {
        b.iter(|| black_box(run(&corpus, 1000)));
    });
    group.finish();
}

criterion_group!(benches, scoring);
criterion_main!(benches);
