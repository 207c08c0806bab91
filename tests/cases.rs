//! Sentences with the events they must give: `tests/cases/events.txt`, whom acts befall:
//! `tests/cases/recipients.txt`, where and when they are: `tests/cases/places.txt`, and whether they are facts:
//! `tests/cases/realis.txt`.

mod support;

use rasd::Pipeline;
use rasd::corpus::{ActorRecord, EventRecord, records};
use std::collections::BTreeSet;
use support::cases::cases;

fn ids(actors: &[ActorRecord]) -> BTreeSet<&str> {
    actors.iter().map(|a| a.identifier_id.as_str()).collect()
}

/// Whether a record is what a line of the case file says.
fn fits(record: &EventRecord, expected: &str) -> bool {
    expected
        .split_whitespace()
        .all(|part| match part.split_once('=') {
            Some((role, value)) => {
                let wanted: BTreeSet<&str> = value.split(',').filter(|id| !id.is_empty()).collect();
                match role {
                    "dead" => record.dead.map(|n| n.to_string()).as_deref() == Some(value),
                    "actor" => ids(&record.actor) == wanted,
                    "recipient" => ids(&record.recipient) == wanted,
                    "date" => record.date == value,
                    "place" => {
                        // A place without a name may be told besides.
                        let mut named = ids(&record.event_loc);
                        named.remove("");
                        named == wanted
                    }
                    _ => panic!("unknown role `{role}`"),
                }
            }
            None if part == "negated" => record.negated,
            None if part == "reported" => record.reported,
            None if part == "background" => !record.reported,
            None if matches!(part, "actual" | "future" | "hypothetical") => record.realis == part,
            None => {
                let mut kind = part.split('.');
                let category = kind.next().unwrap_or_default();
                record.event == [category] && kind.all(|m| record.mode.iter().any(|r| r == m))
            }
        })
}

/// Says which sentences of a case file give other events than those named.
fn check(path: &str) {
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    let mut wrong = Vec::new();
    for case in cases(path) {
        let document = case.document();
        let found = records(&document, &pipeline.run(&document));
        let right = found.len() == case.events.len()
            && case.events.iter().all(|e| found.iter().any(|r| fits(r, e)));
        if !right {
            let found: Vec<String> = found
                .iter()
                .map(|r| {
                    let (actor, recipient) = (ids(&r.actor), ids(&r.recipient));
                    format!(
                        "{:?} {:?} {actor:?} -> {recipient:?} {:?}",
                        r.event,
                        r.mode,
                        ids(&r.event_loc)
                    )
                })
                .collect();
            wrong.push(format!(
                "{path}:{}\n  expected {:?}\n  found {found:?}\n  in\n{}",
                case.line, case.events, case.text
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sentences_give_the_events_they_must() {
    check("tests/cases/events.txt");
}

#[test]
fn acts_befall_whom_they_must() {
    check("tests/cases/recipients.txt");
}

#[test]
fn events_are_where_and_when_they_must() {
    check("tests/cases/places.txt");
}

#[test]
fn facts_are_told_from_plans_and_wishes() {
    check("tests/cases/realis.txt");
}
