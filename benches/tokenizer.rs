//! The text layer with criterion: what folding and tokenising cost beside checking UTF-8, and
//! how many words a second the whole layer reads. Each benchmark checks what it counted.

mod support;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use rasd::core::{TokenKind, TokenLayer};
use rasd::tokenizer::{Tokenizer, fold, tokens};
use rasd::{Data, Document};
use std::hint::black_box;
use support::documents;

const BYTES: usize = 400_000;

/// Benchmarks `count`, which must find the same every time, and something.
fn counted(group: &mut BenchmarkGroup<WallTime>, name: &str, count: &mut dyn FnMut() -> usize) {
    let expected = count();
    assert!(expected > 0, "{name}: nothing was found");
    group.bench_function(name, |bencher| {
        bencher.iter(|| assert_eq!(black_box(count()), expected));
    });
}

/// Goal: tokens within 1.6 times the time of `from_utf8`.
fn bytes(criterion: &mut Criterion, docs: &[Document]) {
    let mut group = criterion.benchmark_group("text bytes");
    group.throughput(Throughput::Bytes(
        docs.iter().map(|d| d.text.len() as u64).sum(),
    ));
    let check =
        |d: &Document| std::str::from_utf8(black_box(d.text.as_bytes())).map_or(0, str::len);
    counted(&mut group, "from_utf8", &mut || {
        docs.iter().map(check).sum()
    });
    let mut layer = TokenLayer::default();
    counted(&mut group, "folded tokens", &mut || {
        let mut cut = |d: &Document| {
            tokens(black_box(&d.text), &mut layer);
            layer.tokens.len()
        };
        docs.iter().map(&mut cut).sum()
    });
    counted(&mut group, "fold whole texts", &mut || {
        docs.iter().map(|d| fold(black_box(&d.text)).len()).sum()
    });
    group.finish();
}

/// Goal: a million words a second on one core, with morphology and choice in context.
fn words(criterion: &mut Criterion, docs: &[Document]) {
    let data = Data::embedded();
    let tokenizer = Tokenizer::load(&data.files()).value;
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    let mut read = || {
        let mut words = 0;
        for d in docs {
            tokenizer.run(black_box(&d.text), &mut layer, &mut regions);
            let kinds = layer.tokens.iter().map(|token| token.kind);
            words += kinds.filter(|kind| *kind == TokenKind::Word).count();
        }
        words
    };
    let mut group = criterion.benchmark_group("text words");
    group.throughput(Throughput::Elements(read() as u64));
    counted(&mut group, "layer with morphology", &mut read);
    group.finish();
}

/// Goal: under 100 ms.
fn load(criterion: &mut Criterion) {
    let data = Data::embedded();
    let files = data.files();
    let mut group = criterion.benchmark_group("text load");
    group.sample_size(10);
    counted(&mut group, "lexicon", &mut || {
        let loaded = Tokenizer::load(black_box(&files));
        assert!(loaded.problems.is_empty());
        loaded.value.lemma_ids("زار").len()
    });
    group.finish();
}

fn all(criterion: &mut Criterion) {
    let docs = documents(BYTES);
    bytes(criterion, &docs);
    words(criterion, &docs);
    load(criterion);
}

criterion_group!(benches, all);
criterion_main!(benches);
