//! How Rasd compares with plain automata and with reading the bytes, in one run.
//!
//! Prints a table of ratios of processor time. Each row's contestants take turns, round by round,
//! so that a machine that slows down slows both; the median of the rounds' ratios is what counts.

mod support;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use cpu_time::ThreadTime;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use rasd::core::{Registry, TokenLayer};
use rasd::{Document, Pipeline};
use std::hint::black_box;
use std::time::Instant;
use support::{data_with_names, documents};

const ROUNDS: usize = 9;

fn main() {
    // `cargo test --benches` runs this too: once through on a little text is enough there.
    let quick = std::env::args().any(|a| a == "--test") || cfg!(debug_assertions);
    let (size, rounds) = if quick {
        (20_000, 1)
    } else {
        (2_000_000, ROUNDS)
    };
    let counts: &[usize] = if quick {
        &[20_000]
    } else {
        &[2_000, 20_000, 200_000]
    };
    let docs = documents(size);
    let bytes: usize = docs.iter().map(|d| d.text.len()).sum();
    println!(
        "{} documents, {:.2} MB, {rounds} rounds\n",
        docs.len(),
        bytes as f64 / 1e6
    );
    println!(
        "{:<58} {:>7} {:>9} {:>9}",
        "A against B", "A/B", "A MB/s", "B MB/s"
    );
    for count in counts {
        against_automata(&docs, *count, rounds);
    }
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    layers(&pipeline, &docs, rounds);
    growth(&pipeline, rounds, quick);
    threads(&pipeline, &docs, rounds);
}

/// Processor seconds of one run, and what it counted.
fn timed(work: &mut dyn FnMut() -> usize) -> (f64, usize) {
    let start = ThreadTime::now();
    let count = black_box(work());
    (start.elapsed().as_secs_f64(), count)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Runs two contestants in turn and prints the median ratio. Both must count something, and the
/// same in every round: a fast wrong answer is no answer.
fn race(
    label: &str,
    bytes: (usize, usize),
    rounds: usize,
    a: &mut dyn FnMut() -> usize,
    b: &mut dyn FnMut() -> usize,
) -> f64 {
    let expected = (timed(a).1, timed(b).1);
    assert!(
        expected.0 > 0 && expected.1 > 0,
        "{label}: nothing was found"
    );
    let (mut ratios, mut a_times, mut b_times) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let (a_time, a_count) = timed(a);
        let (b_time, b_count) = timed(b);
        assert_eq!((a_count, b_count), expected, "{label}");
        ratios.push(a_time / b_time);
        a_times.push(a_time);
        b_times.push(b_time);
    }
    let speed = |bytes: usize, times: Vec<f64>| bytes as f64 / 1e6 / median(times);
    let ratio = median(ratios);
    println!(
        "{label:<58} {ratio:>7.3} {:>9.1} {:>9.1}",
        speed(bytes.0, a_times),
        speed(bytes.1, b_times)
    );
    ratio
}

fn total(docs: &[Document]) -> usize {
    docs.iter().map(|d| d.text.len()).sum()
}

fn run_pipeline(pipeline: &Pipeline, docs: &[Document]) -> usize {
    docs.iter().map(|d| pipeline.run(d).entities.len()).sum()
}

fn against_automata(docs: &[Document], count: usize, rounds: usize) {
    let (data, names) = data_with_names(count);
    let loaded = Pipeline::load(&data);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems.first());
    let pipeline = loaded.value;
    let bytes = (total(docs), total(docs));
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("an automaton");
    let charwise: CharwiseDoubleArrayAhoCorasick<u32> =
        CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(daachorse::MatchKind::LeftmostLongest)
            .build(&names)
            .expect("an automaton");
    let n = names.len();
    let mut bare = || {
        docs.iter()
            .map(|d| automaton.find_iter(&d.text).count())
            .sum()
    };
    let mut bounded = || {
        let words = |d: &Document| {
            automaton
                .find_iter(&d.text)
                .filter(|m| is_word(&d.text, m.start(), m.end()))
                .count()
        };
        docs.iter().map(words).sum()
    };
    let mut daachorse = || {
        let words = |d: &Document| {
            let found = charwise.leftmost_find_iter(&d.text);
            found
                .filter(|m| is_word(&d.text, m.start(), m.end()))
                .count()
        };
        docs.iter().map(words).sum()
    };
    let mut whole = || run_pipeline(&pipeline, docs);
    race(
        &format!("pipeline / aho-corasick, {n} names"),
        bytes,
        rounds,
        &mut whole,
        &mut bare,
    );
    race(
        &format!("pipeline / aho-corasick in words, {n}"),
        bytes,
        rounds,
        &mut whole,
        &mut bounded,
    );
    race(
        &format!("pipeline / daachorse in words, {n}"),
        bytes,
        rounds,
        &mut whole,
        &mut daachorse,
    );

    let tokenized: Vec<_> = docs.iter().map(|d| tokenize(&pipeline, d)).collect();
    let mut matching = || {
        let find = |(d, (layer, regions)): (&Document, &(TokenLayer, Vec<_>))| {
            let mut registry = Registry::default();
            let tokenizer = &pipeline.tokenizer;
            pipeline
                .gazetteer
                .run(d, tokenizer, layer, regions, None, &mut registry)
                .len()
        };
        docs.iter().zip(&tokenized).map(find).sum()
    };
    race(
        &format!("entities / aho-corasick, {n}"),
        bytes,
        rounds,
        &mut matching,
        &mut bare,
    );
}

/// Whether a match is no part of a longer word.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

fn tokenize(pipeline: &Pipeline, d: &Document) -> (TokenLayer, Vec<rasd::core::Region>) {
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    pipeline.tokenizer.run(&d.text, &mut layer, &mut regions);
    (layer, regions)
}

fn layers(pipeline: &Pipeline, docs: &[Document], rounds: usize) {
    let bytes = (total(docs), total(docs));
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    let mut tokens = || {
        docs.iter()
            .map(|d| {
                pipeline.tokenizer.run(&d.text, &mut layer, &mut regions);
                layer.tokens.len()
            })
            .sum()
    };
    let mut folded = TokenLayer::default();
    let mut cut = || {
        docs.iter()
            .map(|d| {
                rasd::tokenizer::tokens(black_box(&d.text), &mut folded);
                folded.tokens.len()
            })
            .sum()
    };
    let mut utf8 = || {
        let check =
            |d: &Document| std::str::from_utf8(black_box(d.text.as_bytes())).map_or(0, str::len);
        docs.iter().map(check).sum()
    };
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut icu = || {
        docs.iter()
            .map(|d| segmenter.segment_str(&d.text).count())
            .sum()
    };
    race(
        "folding and tokenising / from_utf8",
        bytes,
        rounds,
        &mut cut,
        &mut utf8,
    );
    race(
        "text layer with morphology / from_utf8",
        bytes,
        rounds,
        &mut tokens,
        &mut utf8,
    );
    race(
        "text layer with morphology / icu_segmenter",
        bytes,
        rounds,
        &mut tokens,
        &mut icu,
    );
}

fn growth(pipeline: &Pipeline, rounds: usize, quick: bool) {
    let size = if quick { 10_000 } else { 500_000 };
    let joined = |bytes: usize| -> Document {
        let text: Vec<String> = documents(bytes).into_iter().map(|d| d.text).collect();
        Document {
            id: "long".into(),
            text: text.join("\n"),
            ..Document::default()
        }
    };
    let (once, twice) = (joined(size), joined(2 * size));
    let bytes = (twice.text.len(), once.text.len());
    let run = |d: &Document| pipeline.run(d).entities.len();
    race(
        "one text of twice the length / once",
        bytes,
        rounds,
        &mut || run(&twice),
        &mut || run(&once),
    );
    let flat = Document {
        text: once.text.replace(['.', '\n'], " "),
        ..once.clone()
    };
    let bytes = (flat.text.len(), once.text.len());
    race(
        "the same text as one sentence",
        bytes,
        rounds,
        &mut || run(&flat),
        &mut || run(&once),
    );
}

/// One thread against all, by the clock on the wall: processor time would not show it.
fn threads(pipeline: &Pipeline, docs: &[Document], rounds: usize) {
    let jobs = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut ratios = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(run_pipeline(pipeline, docs));
        let one = start.elapsed().as_secs_f64();
        let start = Instant::now();
        std::thread::scope(|scope| {
            for part in docs.chunks(docs.len().div_ceil(jobs)) {
                scope.spawn(|| black_box(run_pipeline(pipeline, part)));
            }
        });
        ratios.push(one / start.elapsed().as_secs_f64());
    }
    println!(
        "{:<58} {:>7.3}",
        format!("speed of {jobs} threads / one (wall clock)"),
        median(ratios)
    );
}
