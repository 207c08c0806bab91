//! Where the mentions are that fill arguments: `tests/cases/spans.txt`, and in plain short clauses:
//! `tests/cases/clauses.txt`, and those that other words bring to an act: `tests/cases/participants.txt`.

mod support;

use rasd::Pipeline;
use rasd_core::{Analysis, ArgumentTarget, EventMention};
use std::collections::BTreeSet;
use support::cases::cases;

/// The category of an event and its arguments, as a line of the case file writes them.
fn written(event: &EventMention, analysis: &Analysis, text: &str) -> BTreeSet<String> {
    let arguments = event.arguments.iter().filter_map(|argument| {
        let span = match argument.target {
            ArgumentTarget::Entity(entity) => analysis.entities[entity as usize].span,
            ArgumentTarget::Time(time) => analysis.times[time as usize].span,
            ArgumentTarget::Implicit => return None,
        };
        Some(format!("{}: {}", argument.role, span.text(text)))
    });
    std::iter::once(event.category.to_string())
        .chain(arguments)
        .collect()
}

fn check(path: &str) {
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    let mut wrong = Vec::new();
    for case in cases(path) {
        assert!(
            !case.events.is_empty(),
            "{path}:{} expects nothing",
            case.line
        );
        let analysis = pipeline.run(&case.document());
        let found: Vec<BTreeSet<String>> = analysis
            .events
            .iter()
            .map(|event| written(event, &analysis, &case.text))
            .collect();
        for expected in &case.events {
            let parts: BTreeSet<String> = expected.split(" | ").map(str::to_owned).collect();
            if !found.contains(&parts) {
                wrong.push(format!(
                    "{path}:{}\n  expected {parts:?}\n  found {found:?}",
                    case.line
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn arguments_are_the_mentions_they_must_be() {
    check("tests/cases/spans.txt");
}

#[test]
fn participants_of_plain_clauses() {
    check("tests/cases/clauses.txt");
}

#[test]
fn participants_come_through_other_words() {
    check("tests/cases/participants.txt");
}
