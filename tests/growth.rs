//! Nothing grows faster than its input: a document eight times as long takes about eight times as
//! long to read and to write, however many mentions and events it has.

use cpu_time::ThreadTime;
use rasd::corpus::{annotate, polecat_rows, records};
use rasd::{Document, Pipeline};
use std::fs;
use std::path::Path;

const TIMES: usize = 8;

/// Processor seconds for one document of the text given.
fn seconds(pipeline: &Pipeline, text: String) -> f64 {
    let document = Document {
        id: "long".to_owned(),
        text,
        date: rasd::corpus::parse_date("2024-03-11").ok(),
        ..Document::default()
    };
    let begun = ThreadTime::now();
    let analysis = pipeline.run(&document);
    let annotated = annotate(&document, &analysis, true);
    let records = records(&document, &analysis);
    let rows = polecat_rows(&records, &document, &analysis).len();
    let seconds = begun.elapsed().as_secs_f64();
    assert!(!annotated.events.is_empty() && rows > 0);
    seconds
}

#[test]
fn a_document_of_many_times_the_length_takes_as_many_times_as_long() {
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/articles");
    let mut news = String::new();
    for entry in fs::read_dir(root).expect("the seed articles") {
        let path = entry.expect("a file").path();
        news.push_str(&fs::read_to_string(path).expect("a text"));
        news.push('\n');
    }
    let sentence = "التقى وزير الخارجية المصري نظيره الإيراني في القاهرة أمس. ";
    for piece in [news.repeat(3), sentence.repeat(800)] {
        seconds(&pipeline, piece.clone());
        let least = |text: &str| {
            let runs = (0..3).map(|_| seconds(&pipeline, text.to_owned()));
            runs.fold(f64::INFINITY, f64::min)
        };
        let (once, long) = (least(&piece), least(&piece.repeat(TIMES)));
        let growth = long / once;
        // What reads twice as far for twice the text would be at 64.
        assert!(
            growth < 2.0 * TIMES as f64,
            "{TIMES} times the text, {growth:.1} times the time"
        );
    }
}

#[test]
fn a_sentence_without_end_takes_as_many_times_as_long() {
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    let opening = "التقى وزير الخارجية المصري نظيره الإيراني ";
    let pieces = [
        "والتقى الوزير وبحث معه الأزمة ",
        "ومواقع وتجمعات ومقرات ومنازل ",
        "والقمة والاجتماع والزيارة ",
        "الذي زار القاهرة ودعا إلى وقف الهجوم، ",
        "وقتل وأصيب واعتقل وعذب ",
        "أحمد ومحمد وعلي وسعيد وخالد ",
        "هجوم قصف قتل اعتقال زيارة ",
        "إن الوزير قال إنه دعا إلى أن يزور ",
        "في القاهرة أمس في بغداد اليوم ",
        "بين مصر وإيران وبين روسيا وتركيا ",
        "(هجوم) \"قصف\" - اعتقال: ",
        "مسلحين مدنيين جنودا شرطة متظاهرين ",
    ];
    for piece in pieces {
        for mark in ["", "\""] {
            let text = |times: usize| format!("{mark}{opening}{}", piece.repeat(times));
            seconds(&pipeline, text(300));
            let least = |times: usize| {
                let runs = (0..3).map(|_| seconds(&pipeline, text(times)));
                runs.fold(f64::INFINITY, f64::min)
            };
            let growth = least(300 * TIMES) / least(300);
            // Short runs waver; what reads twice as far for twice the text would be at 64.
            assert!(
                growth < 3.0 * TIMES as f64,
                "`{mark}{piece}` {TIMES} times: {growth:.1} times the time"
            );
        }
    }
}
