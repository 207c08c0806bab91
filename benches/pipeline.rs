//! The whole pipeline and its stages, with criterion. Each benchmark checks what it counted.

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rasd::core::{Analysis, Registry, TokenLayer};
use rasd::{Data, Document, Pipeline};
use std::hint::black_box;
use support::{data_with_names, documents};

const BYTES: usize = 400_000;

fn pipeline() -> Pipeline {
    Pipeline::new().expect("the embedded data is sound")
}

fn bytes(docs: &[Document]) -> Throughput {
    Throughput::Bytes(docs.iter().map(|d| d.text.len() as u64).sum())
}

/// Runs `count` and checks that it finds the same as the first time, and something.
fn counted(
    criterion: &mut Criterion,
    group: &str,
    name: &str,
    docs: &[Document],
    count: &mut dyn FnMut() -> usize,
) {
    let expected = count();
    assert!(expected > 0, "{group} {name}: nothing was found");
    let mut group = criterion.benchmark_group(group);
    group.sample_size(20);
    for (unit, throughput) in [
        ("", bytes(docs)),
        (" documents", Throughput::Elements(docs.len() as u64)),
    ] {
        group.throughput(throughput);
        group.bench_function(format!("{name}{unit}"), |bencher| {
            bencher.iter(|| {
                let found = black_box(count());
                assert_eq!(found, expected);
            });
        });
    }
    group.finish();
}

fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    let data = Data::embedded();
    group.bench_function("everything", |b| {
        b.iter(|| Pipeline::load(black_box(&data)))
    });
    let files = data.files();
    group.bench_function("lexicon", |b| {
        b.iter(|| rasd::tokenizer::Tokenizer::load(black_box(&files)));
    });
    group.bench_function("gazetteers", |b| {
        b.iter(|| rasd::gazetteer::Gazetteer::load(black_box(&files)));
    });
    group.finish();
}

fn stages(criterion: &mut Criterion) {
    let pipeline = pipeline();
    let docs = documents(BYTES);
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    counted(criterion, "stages", "text layer", &docs, &mut || {
        docs.iter()
            .map(|d| {
                pipeline.tokenizer.run(&d.text, &mut layer, &mut regions);
                layer.tokens.len()
            })
            .sum()
    });
    let analyses: Vec<Analysis> = docs.iter().map(|d| pipeline.run(d)).collect();
    let options = rasd::timex::Options::default();
    counted(criterion, "stages", "times", &docs, &mut || {
        docs.iter()
            .zip(&analyses)
            .map(|(d, a)| {
                let (tokenizer, publication) = (&pipeline.tokenizer, a.publication.as_ref());
                pipeline
                    .times
                    .run(d, tokenizer, &a.layer, &a.regions, publication, &options)
                    .len()
            })
            .sum()
    });
    counted(criterion, "stages", "entities", &docs, &mut || {
        docs.iter()
            .zip(&analyses)
            .map(|(d, a)| entities(&pipeline, d, a))
            .sum()
    });
    let found: Vec<_> = docs.iter().zip(&analyses).collect();
    counted(criterion, "stages", "extract", &docs, &mut || {
        found.iter().map(|(d, a)| events(&pipeline, d, a)).sum()
    });
    counted(criterion, "stages", "whole pipeline", &docs, &mut || {
        docs.iter().map(|d| pipeline.run(d).events.len()).sum()
    });
}

fn matching(criterion: &mut Criterion) {
    let docs = documents(BYTES);
    for count in [2_000, 20_000, 200_000] {
        let (data, names) = data_with_names(count);
        let pipeline = Pipeline::load(&data).value;
        let analyses: Vec<Analysis> = docs.iter().map(|d| pipeline.run(d)).collect();
        counted(
            criterion,
            "match",
            &format!("{} names", names.len()),
            &docs,
            &mut || {
                docs.iter()
                    .zip(&analyses)
                    .map(|(d, a)| entities(&pipeline, d, a))
                    .sum()
            },
        );
    }
}

/// The stage that finds, links and resolves names.
fn entities(pipeline: &Pipeline, document: &Document, analysis: &Analysis) -> usize {
    let (tokenizer, publication) = (&pipeline.tokenizer, analysis.publication.as_ref());
    let (layer, regions) = (&analysis.layer, &analysis.regions);
    let mut registry = Registry::default();
    pipeline
        .gazetteer
        .run(
            document,
            tokenizer,
            layer,
            regions,
            publication,
            &mut registry,
        )
        .len()
}

/// The stage that finds events among mentions.
fn events(pipeline: &Pipeline, document: &Document, analysis: &Analysis) -> usize {
    let input = rasd::extractor::Input {
        document,
        tokenizer: &pipeline.tokenizer,
        layer: &analysis.layer,
        regions: &analysis.regions,
        publication: analysis.publication.as_ref(),
        entities: &mut analysis.entities.clone(),
        times: &analysis.times,
        registry: &mut analysis.registry.clone(),
    };
    pipeline.extractor.run(input).len()
}

criterion_group!(benches, load, stages, matching);
criterion_main!(benches);
