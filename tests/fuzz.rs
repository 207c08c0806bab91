//! The corpus of the fuzzer, and what lies near it, comes in through every door again.
#![cfg(feature = "parquet")]

#[path = "../fuzz/doors.rs"]
mod doors;

use doors::DOORS;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many cuts and how many changed bytes of each file are tried.
const NEAR: usize = 24;

/// The files of a door's corpus, sorted by name.
fn corpus(door: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(door);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a file").path())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(&path).expect("readable"))
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{door} has no corpus");
    files
}

/// Runs a door on bytes; a failure is told with the bytes, so that it can be put into the corpus.
fn enter(door: (&str, fn(&[u8])), from: &str, bytes: &[u8]) {
    if catch_unwind(|| door.1(bytes)).is_err() {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-failure", door.0));
        fs::write(&path, bytes).expect("written");
        panic!(
            "{} near {from}: the bytes are in {}",
            door.0,
            path.display()
        );
    }
}

/// A byte that is likely to break something.
const EVIL: [u8; 12] = *b"\0\n\"',|[{\\9\xD9\xFF";

#[test]
fn the_corpus_and_what_lies_near_it_breaks_nothing() {
    for door in DOORS {
        for (name, bytes) in corpus(door.0) {
            enter(door, &name, &bytes);
            let step = bytes.len().div_ceil(NEAR).max(1);
            for (number, at) in (0..bytes.len()).step_by(step).enumerate() {
                enter(door, &name, &bytes[..at]);
                let mut changed = bytes.clone();
                changed[at] = EVIL[number % EVIL.len()];
                enter(door, &name, &changed);
                let mut without = bytes.clone();
                without.drain(at..(at + step / 2 + 1).min(bytes.len()));
                enter(door, &name, &without);
            }
        }
    }
}

/// A fuzzer for machines without one: `RASD_FUZZ_SECONDS=300 cargo test --release --test fuzz`
/// changes the files of the corpus at random, so many seconds for each door.
#[test]
fn random_changes_of_the_corpus_break_nothing() {
    let seconds = std::env::var("RASD_FUZZ_SECONDS").ok();
    let seconds: f64 = seconds.map_or(0.2, |s| s.parse().expect("a number of seconds"));
    let mut random = Random(0x5EED ^ seconds.to_bits());
    for door in DOORS {
        let corpus = corpus(door.0);
        let begun = Instant::now();
        let mut runs = 0;
        while begun.elapsed() < Duration::from_secs_f64(seconds) {
            let (name, bytes) = &corpus[random.below(corpus.len())];
            let mut bytes = bytes.clone();
            for _ in 0..=random.below(6) {
                let (_, other) = &corpus[random.below(corpus.len())];
                change(&mut bytes, other, &mut random);
            }
            enter(door, name, &bytes);
            runs += 1;
        }
        assert!(runs > 0);
        println!("{}: {runs} runs", door.0);
    }
}

/// One random change: a byte, a cut, a repeated part, a part of another file.
fn change(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(40)).min(bytes.len());
    match random.below(6) {
        0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
        1 if at < bytes.len() => bytes[at] = EVIL[random.below(EVIL.len())],
        2 => drop(bytes.drain(at..end)),
        3 => {
            let part = bytes[at..end].repeat(1 + random.below(20));
            bytes.splice(at..at, part);
        }
        4 if !other.is_empty() => {
            let from = random.below(other.len());
            let to = (from + random.below(60)).min(other.len());
            bytes.splice(at..end, other[from..to].iter().copied());
        }
        _ => bytes.insert(at, EVIL[random.below(EVIL.len())]),
    }
}

/// Numbers that are random enough, and the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end.max(1)
    }
}
