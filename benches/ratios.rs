//! How Rasd compares with plain automata, with reading the bytes, and with itself on more of the
//! same, in one run: a table of ratios of processor time, with the goals beside them.

mod support;

use cpu_time::ProcessTime;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use rasd::core::{Region, Registry, TokenLayer};
use rasd::gazetteer::{Engine, Gazetteer, Phrases, TrieEngine};
use rasd::tokenizer::fold;
use rasd::{Document, Pipeline};
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::Instant;
use support::automata::Automata;
use support::race::{Contestant, Times, median, race};
use support::{data_with_names, documents, total};

/// How much is measured: `cargo test --benches` runs this too, and once through on a little text
/// is enough there.
#[derive(Clone, Copy)]
struct Scale {
    bytes: usize,
    rounds: usize,
    names: &'static [usize],
    most_names: usize,
}

const FULL: Scale = Scale {
    bytes: 1_000_000,
    rounds: 9,
    names: &[2_000, 20_000, 200_000],
    most_names: 1_000_000,
};

const QUICK: Scale = Scale {
    bytes: 20_000,
    rounds: 1,
    names: &[2_000, 20_000],
    most_names: 20_000,
};

fn main() {
    let quick = std::env::args().any(|a| a == "--test") || cfg!(debug_assertions);
    let scale = if quick { QUICK } else { FULL };
    let docs = documents(scale.bytes);
    println!(
        "{} documents, {:.2} MB, at most {} rounds\n",
        docs.len(),
        total(&docs) as f64 / 1e6,
        scale.rounds
    );
    println!(
        "| {:<58} | {:>6} | {:>13} | {:>7} | {:>7} |",
        "A / B, processor time", "A/B", "goal", "A MB/s", "B MB/s"
    );
    println!(
        "|{:-<60}|{:->8}|{:->15}|{:->9}|{:->9}|",
        "", ":", ":", ":", ":"
    );
    let pipelines: Vec<Pipeline> = scale
        .names
        .iter()
        .map(|count| automata(&docs, *count, scale))
        .collect();
    more_names(&pipelines, &docs, scale);
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    text_layer(&pipeline, &docs, scale);
    growth(&pipeline, scale);
    threads(&pipeline, &docs, scale);
    loading(scale);
    start_up(scale);
}

/// Prints the row of contestants number `a` and `b` of a race.
fn row(label: &str, times: &Times, (a, b): (usize, usize), goal: &str) {
    println!(
        "| {label:<58} | {:>6.3} | {goal:>13} | {:>7.1} | {:>7.1} |",
        times.ratio(a, b),
        times.speed(a),
        times.speed(b)
    );
}

/// Prints a row that is no ratio of two speeds.
fn figure(label: &str, value: &str, goal: &str) {
    println!(
        "| {label:<58} | {value:>6} | {goal:>13} | {:>7} | {:>7} |",
        "", ""
    );
}

fn run(pipeline: &Pipeline, docs: &[Document]) -> usize {
    docs.iter().map(|d| pipeline.run(d).entities.len()).sum()
}

/// Rasd with this many names against automata of the same names.
fn automata(docs: &[Document], count: usize, scale: Scale) -> Pipeline {
    let (data, names) = data_with_names(count);
    let loaded = Pipeline::load(&data);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems.first());
    let pipeline = loaded.value;
    let automata = Automata::new(&names);
    let trie = trie(&names);
    let layers: Vec<_> = docs.iter().map(|d| tokenized(&pipeline, d)).collect();
    let bytes = total(docs);
    let mut hits = Vec::new();
    let times = race(
        scale.rounds,
        &mut [
            Contestant::new(bytes, || run(&pipeline, docs)),
            Contestant::new(bytes, || automata.bare(docs)),
            Contestant::new(bytes, || automata.in_words(docs)),
            Contestant::new(bytes, || automata.charwise_in_words(docs)),
            Contestant::new(bytes, || entities(&pipeline, docs, &layers)),
            Contestant::new(bytes, || {
                let mut find = |(layer, _): &(TokenLayer, Vec<Region>)| {
                    hits.clear();
                    trie.find(layer, 0..layer.tokens.len(), &mut hits);
                    hits.len()
                };
                layers.iter().map(&mut find).sum()
            }),
        ],
    );
    let goals = match count {
        20_000 => ["0.60, aim 0.40", "", "1.80", "", "0.30"],
        200_000 => ["0.30", "", "0.80", "", "0.15"],
        _ => [""; 5],
    };
    let n = names.len();
    row(
        &format!("pipeline / aho-corasick, {n} names"),
        &times,
        (0, 1),
        goals[0],
    );
    row(
        &format!("pipeline / aho-corasick in words, {n}"),
        &times,
        (0, 2),
        goals[1],
    );
    row(
        &format!("pipeline / daachorse charwise in words, {n}"),
        &times,
        (0, 3),
        goals[2],
    );
    row(
        &format!("entity stage / aho-corasick, {n}"),
        &times,
        (4, 1),
        goals[3],
    );
    row(
        &format!("matching alone / aho-corasick, {n}"),
        &times,
        (5, 1),
        goals[4],
    );
    pipeline
}

fn trie(names: &[String]) -> TrieEngine {
    let mut phrases = Phrases::default();
    for name in names {
        phrases.insert(fold(name).split_whitespace());
    }
    TrieEngine::new(phrases)
}

fn tokenized(pipeline: &Pipeline, document: &Document) -> (TokenLayer, Vec<Region>) {
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    pipeline
        .tokenizer
        .run(&document.text, &mut layer, &mut regions);
    (layer, regions)
}

/// The stage that finds, links and resolves names, on text that is tokenised.
fn entities(pipeline: &Pipeline, docs: &[Document], layers: &[(TokenLayer, Vec<Region>)]) -> usize {
    let find = |(document, (layer, regions)): (&Document, &(TokenLayer, Vec<Region>))| {
        let (tokenizer, mut registry) = (&pipeline.tokenizer, Registry::default());
        pipeline
            .gazetteer
            .run(document, tokenizer, layer, regions, None, &mut registry)
            .len()
    };
    docs.iter().zip(layers).map(find).sum()
}

/// The whole pipeline with ten times the names.
fn more_names(pipelines: &[Pipeline], docs: &[Document], scale: Scale) {
    let mut contestants: Vec<Contestant<'_>> = pipelines
        .iter()
        .map(|pipeline| Contestant::new(total(docs), || run(pipeline, docs)))
        .collect();
    let times = race(scale.rounds, &mut contestants);
    for (number, pair) in scale.names.windows(2).enumerate() {
        let label = format!("pipeline, {} names / {}", pair[1], pair[0]);
        row(&label, &times, (number + 1, number), "1.5");
    }
}

fn text_layer(pipeline: &Pipeline, docs: &[Document], scale: Scale) {
    let bytes = total(docs);
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    let mut folded = TokenLayer::default();
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let times = race(
        scale.rounds,
        &mut [
            Contestant::new(bytes, || {
                let mut cut = |d: &Document| {
                    rasd::tokenizer::tokens(black_box(&d.text), &mut folded);
                    folded.tokens.len()
                };
                docs.iter().map(&mut cut).sum()
            }),
            Contestant::new(bytes, || {
                let mut read = |d: &Document| {
                    pipeline.tokenizer.run(&d.text, &mut layer, &mut regions);
                    layer.tokens.len()
                };
                docs.iter().map(&mut read).sum()
            }),
            Contestant::new(bytes, || {
                let check = |d: &Document| {
                    std::str::from_utf8(black_box(d.text.as_bytes())).map_or(0, str::len)
                };
                docs.iter().map(check).sum()
            }),
            Contestant::new(bytes, || {
                let words = |d: &Document| segmenter.segment_str(&d.text).count();
                docs.iter().map(words).sum()
            }),
        ],
    );
    row("folding and tokenising / from_utf8", &times, (0, 2), "1.60");
    row("folding and tokenising / icu_segmenter", &times, (0, 3), "");
    row("text layer with morphology / from_utf8", &times, (1, 2), "");
    row(
        "text layer with morphology / icu_segmenter",
        &times,
        (1, 3),
        "",
    );
}

/// Whether anything grows faster than its input.
fn growth(pipeline: &Pipeline, scale: Scale) {
    let joined = |bytes: usize| -> Document {
        let text: Vec<String> = documents(bytes).into_iter().map(|d| d.text).collect();
        Document {
            id: "long".into(),
            text: text.join("\n"),
            ..Document::default()
        }
    };
    let (once, twice) = (joined(scale.bytes / 4), joined(scale.bytes / 2));
    let flat = Document {
        text: once.text.replace(['.', '\n'], " "),
        ..once.clone()
    };
    let (mut short, mut long) = (tokens_of(pipeline), tokens_of(pipeline));
    let layers = [&once, &twice].map(|d| [tokenized(pipeline, d)]);
    let whole = |d: &Document| run(pipeline, std::slice::from_ref(d));
    let found = |d: &Document, layer: &[(TokenLayer, Vec<Region>)]| {
        entities(pipeline, std::slice::from_ref(d), layer)
    };
    let times = race(
        scale.rounds,
        &mut [
            Contestant::new(once.text.len(), || short(&once)),
            Contestant::new(twice.text.len(), || long(&twice)),
            Contestant::new(once.text.len(), || found(&once, &layers[0])),
            Contestant::new(twice.text.len(), || found(&twice, &layers[1])),
            Contestant::new(once.text.len(), || whole(&once)),
            Contestant::new(twice.text.len(), || whole(&twice)),
            Contestant::new(flat.text.len(), || whole(&flat)),
        ],
    );
    row(
        "text layer, one text of twice the length / once",
        &times,
        (1, 0),
        "2.2",
    );
    row(
        "entity stage, twice the length / once",
        &times,
        (3, 2),
        "2.2",
    );
    row("pipeline, twice the length / once", &times, (5, 4), "2.2");
    row(
        "pipeline, the same text as one sentence / as it is",
        &times,
        (6, 4),
        "1.5",
    );
}

/// The text layer with buffers of its own.
fn tokens_of(pipeline: &Pipeline) -> impl FnMut(&Document) -> usize {
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    move |d| {
        pipeline.tokenizer.run(&d.text, &mut layer, &mut regions);
        layer.tokens.len()
    }
}

/// All processors against one, by the clock on the wall: processor time would not show it. What
/// they cost in processor time says whether the machine was quiet enough for the first figure.
fn threads(pipeline: &Pipeline, docs: &[Document], scale: Scale) {
    let jobs = std::thread::available_parallelism().map_or(1, |n| n.get());
    let (mut speeds, mut costs) = (Vec::new(), Vec::new());
    // Threads that live through all rounds, as those of a run of `rasd extract` do.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.expect("threads");
    pool.broadcast(|_| black_box(run(pipeline, docs)));
    for _ in 0..scale.rounds.min(5) {
        let one = clocked(|| {
            black_box(run(pipeline, docs));
        });
        let all = clocked(|| {
            pool.scope(|scope| {
                for part in docs.chunks(docs.len().div_ceil(jobs)) {
                    scope.spawn(|_| {
                        black_box(run(pipeline, part));
                    });
                }
            });
        });
        speeds.push(one.0 / all.0);
        costs.push(all.1 / one.1);
    }
    let label = format!("speed of {jobs} threads / one, by the clock");
    let goal = if jobs == 2 { ">= 1.60" } else { "" };
    figure(&label, &format!("{:.2}", median(speeds)), goal);
    figure(
        "processor time of all threads / one",
        &format!("{:.2}", median(costs)),
        "1.1",
    );
}

/// Seconds by the clock, and of all processors together.
fn clocked(work: impl FnOnce()) -> (f64, f64) {
    let (clock, processors) = (Instant::now(), ProcessTime::now());
    work();
    (
        clock.elapsed().as_secs_f64(),
        processors.elapsed().as_secs_f64(),
    )
}

/// Loading everything, and a gazetteer of very many names.
fn loading(scale: Scale) {
    let everything = clocked(|| {
        black_box(Pipeline::new().expect("the embedded data is sound"));
    });
    figure(
        "loading everything, s",
        &format!("{:.2}", everything.1),
        "0.5",
    );
    let (data, names) = data_with_names(scale.most_names);
    let files = data.files();
    let many = clocked(|| {
        let loaded = Gazetteer::load(&files);
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems.first());
    });
    let label = format!("loading {} names, s", names.len());
    figure(&label, &format!("{:.2}", many.1), "5");
}

/// From the command line to the events of one sentence, and how big the binary is.
fn start_up(scale: Scale) {
    let binary = env!("CARGO_BIN_EXE_rasd");
    let article = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/gold/articles/000_a86c4938fc25a433.txt"
    );
    let start = || {
        let mut command = Command::new(binary);
        command.args(["extract", article, "--jobs", "1"]);
        let status = command.stdout(Stdio::null()).status();
        assert!(status.expect("the binary runs").success());
    };
    let seconds = (0..scale.rounds).map(|_| clocked(start).0).collect();
    figure(
        "one article from start to end, by the clock, s",
        &format!("{:.2}", median(seconds)),
        "",
    );
    let size = std::fs::metadata(binary).expect("the binary").len();
    figure(
        "size of the binary, MB",
        &format!("{:.1}", size as f64 / 1e6),
        "",
    );
}
