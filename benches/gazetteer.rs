//! The matching stage against a bare `aho-corasick` scan of the same names on the same text.
//!
//! Tokens are made beforehand, as the pipeline needs them anyway. Contestants take turns, round
//! by round; the median of the rounds' ratios is what counts. Both must find something, and the
//! same in every round.

mod support;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use cpu_time::ThreadTime;
use rasd::core::TokenLayer;
use rasd::gazetteer::{Engine, Phrases, TrieEngine};
use rasd::tokenizer::{Tokenizer, fold};
use std::hint::black_box;
use support::{data_with_names, documents};

/// Number of names, and the largest ratio that is wanted.
const GOALS: [(usize, f64); 2] = [(20_000, 0.30), (200_000, 0.15)];

/// A million names must load in a few seconds.
const MILLION: usize = 1_000_000;

fn main() {
    // `cargo test --benches` runs this too: once through on a little text is enough there.
    let quick = std::env::args().any(|a| a == "--test") || cfg!(debug_assertions);
    let (size, rounds) = if quick { (20_000, 1) } else { (2_000_000, 9) };
    let docs = documents(size);
    let tokenizer = Tokenizer::load(&[]).value;
    let layers: Vec<TokenLayer> = docs
        .iter()
        .map(|doc| {
            let mut layer = TokenLayer::default();
            tokenizer.run(&doc.text, &mut layer, &mut Vec::new());
            layer
        })
        .collect();
    println!(
        "{:<10} {:>12} {:>14} {:>8} {:>6}",
        "names", "trie ms", "automaton ms", "ratio", "goal"
    );
    for (count, goal) in GOALS {
        if quick && count > 20_000 {
            continue;
        }
        let (_, names) = data_with_names(count);
        let engine = engine(&names);
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(&names)
            .expect("an automaton");
        let mut hits = Vec::new();
        let mut trie = || {
            let mut found = 0;
            for layer in &layers {
                hits.clear();
                engine.find(layer, 0..layer.tokens.len(), &mut hits);
                found += hits.len();
            }
            found
        };
        let mut scan = || {
            docs.iter()
                .map(|doc| automaton.find_iter(&doc.text).count())
                .sum()
        };
        let expected = (trie(), scan());
        assert!(expected.0 > 0 && expected.1 > 0, "nothing was found");
        let (mut ratios, mut trie_times, mut scan_times) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            let (trie_time, trie_found) = timed(&mut trie);
            let (scan_time, scan_found) = timed(&mut scan);
            assert_eq!((trie_found, scan_found), expected);
            ratios.push(trie_time / scan_time);
            trie_times.push(trie_time);
            scan_times.push(scan_time);
        }
        println!(
            "{:<10} {:>12.2} {:>14.2} {:>8.3} {:>6.2}",
            names.len(),
            median(trie_times) * 1e3,
            median(scan_times) * 1e3,
            median(ratios),
            goal
        );
    }
    load(if quick { 20_000 } else { MILLION });
}

/// Processor time of loading many names.
fn load(count: usize) {
    let (data, names) = data_with_names(count);
    let files = data.files();
    let start = ThreadTime::now();
    let loaded = rasd::gazetteer::Gazetteer::load(&files);
    let seconds = start.elapsed().as_secs_f64();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems.first());
    println!(
        "\n{} names load in {seconds:.2} s of processor time",
        names.len()
    );
}

fn engine(names: &[String]) -> TrieEngine {
    let mut phrases = Phrases::default();
    for name in names {
        let folded = fold(name);
        phrases.insert(folded.split_whitespace());
    }
    TrieEngine::new(phrases)
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
