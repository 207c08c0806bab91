//! What must hold for anything that comes in through a door of Rasd: text, JSON Lines, tables,
//! event rules, time patterns, files to score. Shared by the fuzz targets and by the replay of
//! their corpus in `cargo test`. Each function panics if something is broken, and only then.
//!
//! Bytes for tables and rules begin with a line that names the file (`gazetteers/persons.csv`);
//! bytes for the scorer are two files with a line `---` between them, gold and predictions.

use rasd::core::{DataFile, Loaded, Problem};
use rasd::corpus::{
    AnnotatedDocument, DocumentReader, Fields, annotate, csv_row, detect_format, parquet,
    polecat_rows, records,
};
use rasd::extractor::Extractor;
use rasd::gazetteer::Gazetteer;
use rasd::scorer::{self, Corpus, Request, Units, parse_documents};
use rasd::timex::TimeTagger;
use rasd::tokenizer::Tokenizer;
use rasd::{Data, Document, Pipeline};
use std::sync::LazyLock;

/// A door and its name, which is that of its corpus.
pub type Door = (&'static str, fn(&[u8]));

/// All doors.
pub const DOORS: [Door; 6] = [
    ("text", text),
    ("documents", documents),
    ("tables", tables),
    ("rules", rules),
    ("times", times),
    ("scores", scores),
];

static DATA: LazyLock<Data> = LazyLock::new(Data::embedded);

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the embedded data is sound"));

/// The text of a document goes through the whole pipeline and into every format.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let document = Document {
        id: "fuzz".to_owned(),
        text,
        date: rasd::corpus::parse_date("2024-03-11").ok(),
        ..Document::default()
    };
    let analysis = PIPELINE.run(&document);
    check_annotations(&annotate(&document, &analysis, true));
    let records = records(&document, &analysis);
    for record in &records {
        csv_row(record);
    }
    polecat_rows(&records, &document, &analysis);
    let mut table = parquet::mentions_table(Vec::new()).expect("a table in memory");
    for mention in parquet::mentions(&document, &analysis) {
        table.push(&mention).expect("written to memory");
    }
    table.finish().expect("written to memory");
    let mut table = parquet::events_table(Vec::new()).expect("a table in memory");
    for record in &records {
        table.push(record).expect("written to memory");
    }
    table.finish().expect("written to memory");
}

/// Every offset names the words that stand beside it.
fn check_annotations(document: &AnnotatedDocument) {
    let chars: Vec<char> = document.text.chars().collect();
    let check = |start: u32, end: u32, text: &str| {
        assert!(start < end, "an empty mention at {start}");
        let words: String = chars[start as usize..end as usize].iter().collect();
        assert_eq!(words, text, "at {start}");
    };
    for entity in &document.entities {
        check(entity.start, entity.end, &entity.text);
        assert!(
            entity
                .refs
                .iter()
                .all(|id| document.registry.contains_key(id))
        );
    }
    for time in &document.times {
        check(time.start, time.end, &time.text);
    }
    for event in &document.events {
        check(event.trigger.start, event.trigger.end, &event.trigger.text);
        for id in event.args.iter().filter_map(|a| a.mention.as_ref()) {
            let entity = document.entities.iter().any(|e| e.id == *id);
            assert!(entity || document.times.iter().any(|t| t.id == *id), "{id}");
        }
    }
    serde_json::to_string(document).expect("an annotated document is JSON");
}

/// Input of documents: what is no document is told with its line, the rest is read.
pub fn documents(bytes: &[u8]) {
    for limit in [64, 1 << 20] {
        let format = detect_format(bytes);
        let reader = DocumentReader::new(bytes, "fuzz", format, Fields::default(), None, limit);
        let mut last: u64 = 0;
        for item in reader {
            match item {
                Ok(document) => assert!(!document.text.trim().is_empty()),
                Err(rejected) => {
                    assert!(rejected.line >= Some(last.max(1)), "{rejected}");
                    last = rejected.line.unwrap_or_default();
                }
            }
        }
    }
}

/// Tables of names and of the lexicon. What they hold is looked for in a text that has it: the
/// table itself.
pub fn tables(bytes: &[u8]) {
    let Some((path, contents)) = named(bytes) else {
        return;
    };
    let files = [DataFile {
        path: &path,
        text: &contents,
    }];
    let Loaded {
        value: tokenizer,
        problems,
    } = Tokenizer::load(&files);
    check_problems(&problems, &path, &contents);
    let Loaded {
        value: gazetteer,
        problems,
    } = Gazetteer::load(&files);
    check_problems(&problems, &path, &contents);
    let mut layer = Default::default();
    let mut regions = Vec::new();
    let text = contents.replace([',', '|'], " ");
    tokenizer.run(&text, &mut layer, &mut regions);
    let document = Document {
        text,
        ..Document::default()
    };
    let mut registry = Default::default();
    gazetteer.run(&document, &tokenizer, &layer, &regions, None, &mut registry);
}

/// Frames, and the grammar that they stand on.
pub fn rules(bytes: &[u8]) {
    let Some((path, contents)) = named(bytes) else {
        return;
    };
    let mut files = DATA.files();
    files.retain(|f| f.path.starts_with("rules/grammar/") && f.path != path);
    files.push(DataFile {
        path: &path,
        text: &contents,
    });
    let loaded = Extractor::load(&files, &PIPELINE.tokenizer);
    check_problems(&loaded.problems, &path, &contents);
}

/// Time patterns, and the blocks and words that they are made of.
pub fn times(bytes: &[u8]) {
    let Some((path, contents)) = named(bytes) else {
        return;
    };
    let mut files = DATA.files();
    files.retain(|f| f.path.starts_with("rules/time/") && f.path != path);
    files.push(DataFile {
        path: &path,
        text: &contents,
    });
    let loaded = TimeTagger::load(&files);
    check_problems(&loaded.problems, &path, &contents);
    let (mut layer, mut regions) = (Default::default(), Vec::new());
    let tokenizer = &PIPELINE.tokenizer;
    tokenizer.run(&contents, &mut layer, &mut regions);
    let document = Document {
        text: contents,
        date: rasd::corpus::parse_date("2024-03-11").ok(),
        ..Document::default()
    };
    let publication = loaded.value.publication(&document, &layer, &regions);
    let options = rasd::timex::Options::default();
    let publication = publication.as_ref();
    loaded.value.run(
        &document,
        tokenizer,
        &layer,
        &regions,
        publication,
        &options,
    );
}

/// Files of gold and predictions, in every format that is scored.
pub fn scores(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (gold, pred) = text.split_once("\n---\n").unwrap_or((&text, &text));
    let parsed = (
        parse_documents("gold.jsonl", gold),
        parse_documents("pred.jsonl", pred),
    );
    match Corpus::new(parsed.0, parsed.1, Units::default()) {
        Ok(mut corpus) => {
            let report = scorer::score(&mut corpus, &Request::default());
            let report = report.expect("no metric was named");
            for (name, score) in &report.scores {
                for figure in [score.precision, score.recall, Some(score.f1)]
                    .into_iter()
                    .flatten()
                {
                    assert!((0.0..=1.0).contains(&figure), "{name} {figure}");
                }
            }
        }
        Err(problems) => assert!(!problems.to_string().is_empty()),
    }
    scorer::read::parse_brat("fuzz", "fuzz.ann", pred, gold);
    scorer::read::parse_spans("fuzz.jsonl", gold);
    scorer::read::parse_textee("fuzz.jsonl", gold);
    scorer::read::parse_columns("fuzz.iob", gold, scorer::tags::Scheme::Iob2);
    let _ = scorer::sets::parse_judged("fuzz.jsonl", gold);
    let _ = scorer::sets::parse_times("fuzz.jsonl", gold);
    let _ = scorer::sets::parse_conllu("fuzz.conllu", gold);
}

/// The name in the first line, and the rest.
fn named(bytes: &[u8]) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let (path, contents) = text.split_once('\n')?;
    Some((path.trim().to_owned(), contents.to_owned()))
}

/// Problems name a line that the file has, as an editor counts them (a lone carriage return ends one too), and say
/// something.
fn check_problems(problems: &[Problem], path: &str, contents: &str) {
    let ends = contents.replace("\r\n", "\n").matches(['\n', '\r']).count();
    let lines = ends as u32 + 1;
    for problem in problems.iter().filter(|p| p.file == path) {
        assert!(
            problem.line <= lines,
            "{problem}: the file has {lines} lines"
        );
        assert!(!problem.message.is_empty(), "{problem}");
    }
}
