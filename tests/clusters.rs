//! Texts and which of their event mentions are of one event: `tests/cases/clusters.txt`.

mod support;

use rasd::core::Realis;
use rasd::{Document, Pipeline};
use std::collections::{BTreeMap, BTreeSet};
use support::cases::{Case, cases};

/// The trigger words of each event that is no mere wish, in text order.
fn found(pipeline: &Pipeline, case: &Case) -> BTreeSet<String> {
    let document = Document {
        text: case.text.replace(" / ", "\n\n"),
        ..case.document()
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
    for case in cases("tests/cases/clusters.txt") {
        let found = found(&pipeline, &case);
        let expected: BTreeSet<String> = case.events.iter().cloned().collect();
        if found != expected {
            wrong.push(format!(
                "tests/cases/clusters.txt:{}: expected {expected:?}, found {found:?}",
                case.line
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
