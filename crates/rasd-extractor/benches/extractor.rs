//! Speed of the extractor alone, on fixed sentences repeated, and on one sentence without end.
//!
//! The second doubles its input: a time that more than doubles would show work that grows faster
//! than the text.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rasd_core::{DataFile, Document, Region, Registry, TokenLayer};
use rasd_extractor::{Extractor, Input};
use rasd_tokenizer::Tokenizer;
use std::fs;
use std::path::Path;

const NEWS: &str = "التقى وزير الخارجية نظيره في القاهرة، وأجرى معه مباحثات حول الأوضاع. \
                    وشن مسلحون هجوما على مركز للشرطة أدى إلى مقتل خمسة أشخاص. ";
const QUIET: &str = "كان الطقس معتدلا في الصباح، وامتلأت المقاهي بالناس. ";
const ENDLESS: &str = "قصف الجيش المدينة و";

struct Prepared {
    document: Document,
    layer: TokenLayer,
    regions: Vec<Region>,
}

fn data() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    let mut folders = vec![root.join("lexicon"), root.join("rules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "csv" || e == "toml") {
                let name = path.strip_prefix(&root).expect("below the root");
                let text = fs::read_to_string(&path).expect("UTF-8");
                files.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    files
}

fn prepare(tokenizer: &Tokenizer, text: String) -> Prepared {
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    tokenizer.run(&text, &mut layer, &mut regions);
    let document = Document {
        text,
        ..Document::default()
    };
    Prepared {
        document,
        layer,
        regions,
    }
}

fn run(tokenizer: &Tokenizer, extractor: &Extractor, prepared: &Prepared) -> usize {
    extractor
        .run(Input {
            document: &prepared.document,
            tokenizer,
            layer: &prepared.layer,
            regions: &prepared.regions,
            publication: None,
            entities: &mut Vec::new(),
            times: &[],
            registry: &mut Registry::default(),
        })
        .len()
}

fn benches(criterion: &mut Criterion) {
    let data = data();
    let files: Vec<DataFile> = data
        .iter()
        .map(|(path, text)| DataFile { path, text })
        .collect();
    let tokenizer = Tokenizer::load(&files).value;
    let extractor = Extractor::load(&files, &tokenizer).value;
    let mut group = criterion.benchmark_group("extractor");
    for (name, text, found) in [("news", NEWS, true), ("quiet", QUIET, false)] {
        let prepared = prepare(&tokenizer, text.repeat(200));
        assert_eq!(run(&tokenizer, &extractor, &prepared) > 0, found);
        group.throughput(Throughput::Bytes(prepared.document.text.len() as u64));
        group.bench_function(name, |b| {
            b.iter_batched(
                || (),
                |()| run(&tokenizer, &extractor, &prepared),
                BatchSize::SmallInput,
            );
        });
    }
    for copies in [1000, 2000, 4000] {
        let prepared = prepare(&tokenizer, ENDLESS.repeat(copies));
        group.throughput(Throughput::Bytes(prepared.document.text.len() as u64));
        group.bench_with_input(BenchmarkId::new("endless", copies), &prepared, |b, p| {
            b.iter(|| run(&tokenizer, &extractor, p));
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
