//! Texts and which of their event mentions are of one event: `tests/cases/clusters.txt`.

use rasd::core::Realis;
use rasd::corpus::parse_date;
use rasd::{Document, Pipeline};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

struct Case {
    line: usize,
    date: String,
    text: String,
    events: BTreeSet<String>,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/clusters.txt");
    let file = fs::read_to_string(path).expect("the case file");
    let mut cases: Vec<Case> = Vec::new();
    let mut date = String::new();
    for (number, line) in file.lines().enumerate() {
        let number = number + 1;
        match line.split_once(": ") {
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            Some(("date", value)) => date = value.to_owned(),
            Some(("text", value)) => cases.push(Case {
                line: number,
                date: date.clone(),
                text: value.replace(" / ", "\n\n"),
                events: BTreeSet::new(),
            }),
            Some(("event", value)) => {
                let case = cases.last_mut().expect("a text before its events");
                case.events.insert(value.to_owned());
            }
            _ => panic!("tests/cases/clusters.txt:{number}: cannot read `{line}`"),
        }
    }
    cases
}

/// The trigger words of each event that is no mere wish, in text order.
fn found(pipeline: &Pipeline, case: &Case) -> BTreeSet<String> {
    let document = Document {
        id: "case".into(),
        text: case.text.as_str().into(),
        date: Some(parse_date(&case.date).expect("a date")),
        ..Document::default()
    };
    let analysis = pipeline.run(&document);
    let mut events: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for event in &analysis.events {
        if event.realis != Realis::Hypothetical {
            let word = event.trigger.text(&document.text);
            events.entry(event.cluster).or_default().push(word);
        }
    }
    events.values().map(|words| words.join(" ")).collect()
}

#[test]
fn mentions_of_one_event_find_each_other() {
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    let mut wrong = Vec::new();
    for case in cases() {
        let found = found(&pipeline, &case);
        if found != case.events {
            wrong.push(format!(
                "tests/cases/clusters.txt:{}: expected {:?}, found {found:?}",
                case.line, case.events
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
