//! What is refused, and how: `cases/refused.jsonl`.

mod common;

use common::lines;
use rasd_scorer::{Corpus, OffsetUnit, Problems, Units, parse_documents};
use serde_json::{Value, json};

fn read(gold: &str, pred: &str, units: Units) -> Result<Corpus, Problems> {
    Corpus::new(
        parse_documents("gold.jsonl", gold),
        parse_documents("pred.jsonl", pred),
        units,
    )
}

#[test]
fn bad_input_is_refused_with_every_problem() {
    for line in include_str!("cases/refused.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("a case");
        let side = |name: &str| lines(case[name].as_array().map_or(&[], Vec::as_slice));
        let name = &case["name"];
        let problems = read(&side("gold"), &side("pred"), Units::default())
            .expect_err(&format!("{name} must be refused"));
        let expected = case["problems"].as_array().expect("problems");
        assert_eq!(problems.0.len(), expected.len(), "{name}: {problems}");
        for expected in expected {
            let expected = expected.as_str().expect("a message");
            assert!(
                problems.to_string().contains(expected),
                "{name}: {problems}"
            );
        }
    }
}

#[test]
fn broken_lines_are_told_with_their_number_and_do_not_hide_others() {
    let gold = "{\"id\": \"a\", \"text\": \"x\"}\n\nnot json\n[1]\n{\"id\": \"b\"}\n";
    let problems = read(gold, "", Units::default()).expect_err("two bad lines");
    let found: Vec<usize> = problems
        .0
        .iter()
        .map(|problem| problem.origin.line)
        .collect();
    assert_eq!(found, [3, 4, 5], "{problems}");
}

#[test]
fn what_is_no_json_is_told_in_the_words_of_its_writer() {
    for (path, contents, expected) in [
        (
            "g.jsonl",
            "\n{'id': 1}",
            "g.jsonl:2: not valid JSON at column 2: expected a name in double quotes",
        ),
        (
            "g.jsonl",
            "plain text",
            "g.jsonl:1: not valid JSON at column 1: no JSON value begins here",
        ),
        (
            "g.jsonl",
            "{\"id\": \"سلام\" nul}",
            "g.jsonl:1: not valid JSON at column 15: expected `,` or `}`",
        ),
        (
            "g.jsonl",
            "{\"id\":",
            "g.jsonl:1: the JSON ends before it is complete; a value stands on one line",
        ),
        (
            "g.jsonl",
            "{} {}",
            "column 4: the value is complete, and something follows it",
        ),
        (
            "g.json",
            "{\"id\": \"سلام\",\n \"text\": nothing}",
            "g.json:2: not valid JSON at column 11: no JSON value begins here",
        ),
        (
            "g.json",
            "[{\"id\": \"a\"},\n {}]",
            "g.json:1: document 2 of the list: document: id is missing",
        ),
    ] {
        let problems = parse_documents(path, contents).problems;
        let found = problems[0].to_string();
        assert!(found.contains(expected), "{contents}: {found}");
    }
}

#[test]
fn a_gold_file_that_cannot_be_read_is_told_alone() {
    let problems = read("no json", "{\"id\": \"a\"}", Units::default()).expect_err("no gold");
    assert_eq!(problems.0.len(), 1, "{problems}");
}

#[test]
fn a_json_file_holds_one_document_or_a_list() {
    let one = json!({"id": "a", "text": "x"});
    let pretty = serde_json::to_string_pretty(&one).expect("text");
    assert_eq!(parse_documents("a.json", &pretty).documents.len(), 1);
    let list = json!([one, {"id": "b", "text": "y"}]).to_string();
    assert_eq!(parse_documents("a.json", &list).documents.len(), 2);
    assert_eq!(parse_documents("a.json", "{").problems.len(), 1);
}

#[test]
fn a_byte_order_mark_and_unknown_fields_are_passed_over() {
    let text =
        "\u{feff}{\"id\": \"a\", \"text\": \"x\", \"dct\": \"2024-01-01\", \"registry\": {}}";
    let parsed = parse_documents("a.jsonl", text);
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    assert_eq!(parsed.documents.len(), 1);
}

#[test]
fn other_offset_units_are_converted_on_request() {
    let gold = json!({"id": "d", "text": "😀 في Cairo"}).to_string();
    for (unit, start, end) in [(OffsetUnit::Utf16, 6, 11), (OffsetUnit::Bytes, 10, 15)] {
        let pred = json!({"id": "d", "entities": [
            {"start": start, "end": end, "type": "GPE", "text": "Cairo"}]});
        let units = Units {
            pred: unit,
            ..Units::default()
        };
        let corpus = read(&gold, &pred.to_string(), units).expect("converted");
        let span = corpus.pairs[0].pred.entities[0].span;
        assert_eq!((span.start(), span.end()), (5, 10));
    }
}

#[test]
fn an_offset_inside_a_character_cannot_be_converted() {
    let gold = json!({"id": "d", "text": "😀 x"}).to_string();
    let pred = json!({"id": "d", "entities": [{"start": 1, "end": 4, "type": "A"}]}).to_string();
    let units = Units {
        pred: OffsetUnit::Utf16,
        ..Units::default()
    };
    let problems = read(&gold, &pred, units).expect_err("cuts a character");
    assert!(
        problems.to_string().contains("character boundaries"),
        "{problems}"
    );
}

#[test]
fn quotes_that_fit_no_unit_are_a_warning() {
    let gold = json!({"id": "d", "text": "abc", "entities":
        [{"start": 0, "end": 1, "type": "A", "text": "zzz"}]})
    .to_string();
    let corpus = read(&gold, "{\"id\": \"d\"}", Units::default()).expect("usable");
    assert_eq!(corpus.warnings.len(), 1, "{:?}", corpus.warnings);
}
