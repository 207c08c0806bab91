//! Time expressions with criterion: what they cost beside the whole pipeline. Each benchmark
//! checks what it counted.

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rasd::core::{Publication, Region, TokenLayer};
use rasd::timex::{Options, TimeTagger};
use rasd::{Data, Document, Pipeline};
use std::hint::black_box;
use support::documents;

const BYTES: usize = 400_000;

/// Goal: at most a tenth of the time of the whole pipeline.
fn reading(criterion: &mut Criterion) {
    let docs = documents(BYTES);
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    let read: Vec<_> = docs.iter().map(|d| prepared(&pipeline, d)).collect();
    let expected: usize = read.iter().map(|r| times(&pipeline, r)).sum();
    assert!(
        expected > docs.len(),
        "{expected} expressions in {} documents",
        docs.len()
    );
    let mut group = criterion.benchmark_group("times");
    group.throughput(Throughput::Bytes(
        docs.iter().map(|d| d.text.len() as u64).sum(),
    ));
    group.bench_function("expressions", |bencher| {
        bencher.iter(|| {
            let found: usize = read.iter().map(|r| times(&pipeline, black_box(r))).sum();
            assert_eq!(found, expected);
        });
    });
    group.bench_function("whole pipeline", |bencher| {
        bencher.iter(|| {
            let found: usize = docs
                .iter()
                .map(|d| pipeline.run(black_box(d)).times.len())
                .sum();
            assert_eq!(found, expected);
        });
    });
    group.finish();
}

type Prepared<'a> = (&'a Document, TokenLayer, Vec<Region>, Option<Publication>);

fn prepared<'a>(pipeline: &Pipeline, document: &'a Document) -> Prepared<'a> {
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    pipeline
        .tokenizer
        .run(&document.text, &mut layer, &mut regions);
    let publication = pipeline.times.publication(document, &layer, &regions);
    (document, layer, regions, publication)
}

fn times(pipeline: &Pipeline, (document, layer, regions, publication): &Prepared<'_>) -> usize {
    let publication = publication.as_ref();
    let options = Options::default();
    let (tokenizer, tagger) = (&pipeline.tokenizer, &pipeline.times);
    tagger
        .run(document, tokenizer, layer, regions, publication, &options)
        .len()
}

fn loading(criterion: &mut Criterion) {
    let data = Data::embedded();
    criterion.bench_function("load time rules", |bencher| {
        bencher.iter(|| {
            let loaded = TimeTagger::load(&data.files());
            assert!(loaded.problems.is_empty());
            loaded
        });
    });
}

criterion_group!(benches, reading, loading);
criterion_main!(benches);
