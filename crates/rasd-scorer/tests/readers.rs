//! The example files of `formats/` all say the same.

use rasd_scorer::read::{parse_brat, parse_columns, parse_spans, parse_textee};
use rasd_scorer::tags::Scheme;
use rasd_scorer::{Document, Parsed};

const TEXT: &str = "وصل شكري إلى القاهرة";

fn only(parsed: Parsed) -> Document {
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    assert_eq!(parsed.documents.len(), 1);
    parsed.documents.into_iter().next().expect("a document")
}

fn assert_entities(document: &Document, id: &str) {
    assert_eq!(document.id, id);
    assert_eq!(document.text.as_deref().map(str::trim_end), Some(TEXT));
    let mut found: Vec<(usize, usize, &str)> = document
        .entities
        .iter()
        .map(|entity| (entity.span.start(), entity.span.end(), entity.kind.as_str()))
        .collect();
    found.sort_unstable();
    assert_eq!(found, [(4, 8, "PER"), (13, 20, "GPE")], "{id}");
}

fn assert_event(document: &Document) {
    let event = &document.events[0];
    assert_eq!((event.trigger.start(), event.trigger.end()), (0, 3));
    assert_eq!(event.kind, "CONSULT");
    let arguments: Vec<(&str, usize)> = event
        .arguments
        .iter()
        .filter_map(|argument| Some((argument.role.as_str(), argument.span?.start())))
        .collect();
    assert_eq!(arguments, [("actor", 4), ("place", 13)]);
}

#[test]
fn spans_of_every_tool() {
    for (name, contents) in [
        ("spacy.jsonl", include_str!("formats/spacy.jsonl")),
        ("prodigy.jsonl", include_str!("formats/prodigy.jsonl")),
        ("doccano.jsonl", include_str!("formats/doccano.jsonl")),
        (
            "label-studio.json",
            include_str!("formats/label-studio.json"),
        ),
    ] {
        assert_entities(&only(parse_spans(name, contents)), "1");
    }
    let triples =
        "[\"وصل شكري إلى القاهرة\", {\"entities\": [[4, 8, \"PER\"], [13, 20, \"GPE\"]]}]";
    assert_entities(&only(parse_spans("train.jsonl", triples)), "line 1");
}

#[test]
fn columns_of_every_scheme() {
    for (contents, scheme) in [
        (include_str!("formats/columns.iob2"), Scheme::Iob2),
        (include_str!("formats/columns.iobes"), Scheme::Iobes),
        (include_str!("formats/columns.bilou"), Scheme::Bilou),
    ] {
        assert_entities(&only(parse_columns("columns", contents, scheme)), "1");
    }
}

#[test]
fn documents_begin_at_their_marks() {
    let text = "-DOCSTART- -X- O\n\na O\nb B-A\n\nc I-A\n\n-DOCSTART- -X- O\n\nd B-A\n";
    let parsed = parse_columns("c", text, Scheme::Iob2);
    let texts: Vec<&str> = parsed
        .documents
        .iter()
        .filter_map(|d| d.text.as_deref())
        .collect();
    assert_eq!(texts, ["a b\nc", "d"]);
    let starts: Vec<usize> = parsed.documents[0]
        .entities
        .iter()
        .map(|e| e.span.start())
        .collect();
    assert_eq!(starts, [2, 4]);
    let unmarked = parse_columns("c", "a O\n\nb O\nx\ny Q-A\n", Scheme::Iob2);
    assert_eq!(unmarked.documents.len(), 2);
    assert_eq!(unmarked.problems.len(), 2, "{:?}", unmarked.problems);
}

#[test]
fn textee_tokens_become_code_points() {
    let document = only(parse_textee(
        "textee.jsonl",
        include_str!("formats/textee.jsonl"),
    ));
    assert_entities(&document, "1");
    assert_event(&document);
    let bad = "{\"wnd_id\": \"1\", \"text\": \"a b\", \"tokens\": [\"a\", \"c\"]}\n\
        {\"wnd_id\": \"2\", \"tokens\": [\"a\"], \"entity_mentions\": [{\"start\": 0, \"end\": 3}]}";
    assert_eq!(parse_textee("t", bad).problems.len(), 2);
}

#[test]
fn brat_entities_events_references_and_chains() {
    let (text, ann) = (
        include_str!("formats/brat.txt"),
        include_str!("formats/brat.ann"),
    );
    let document = only(parse_brat("brat", "brat.ann", text, ann));
    assert_entities(&document, "brat");
    assert_event(&document);
    assert_eq!(document.events[0].realis.as_deref(), Some("actual"));
    let cairo = document
        .entities
        .iter()
        .find(|entity| entity.kind == "GPE")
        .expect("Cairo");
    assert_eq!(cairo.refs, ["GeoNames:360630"]);

    let ann = "T1\tA 0 1;2 3\tx z\nT2\tA 1 2\ty\nT3\tA 3 4\tw\nR1\tCoref Arg1:T1 Arg2:T2\n*\tEquiv T2 T3\nQ1\tx\n";
    let parsed = parse_brat("b", "b.ann", "xyzw", ann);
    assert_eq!(parsed.problems.len(), 1, "{:?}", parsed.problems);
    assert_eq!(parsed.problems[0].origin.line, 6);
    let document = &parsed.documents[0];
    assert_eq!(
        document.entities[0].span.end(),
        3,
        "the hull of a discontinuous span"
    );
    assert_eq!(document.clusters, [["T1", "T2", "T3"]]);
}

#[test]
fn a_value_over_several_lines_is_one_value() {
    let pretty = "{\n \"text\": \"وصل شكري إلى القاهرة\",\n \"id\": 1,\n \"ents\": \
        [[4, 8, \"PER\"], [13, 20, \"GPE\"]]\n}\n";
    assert_entities(&only(parse_spans("one.json", pretty)), "1");
    let broken = parse_spans("one.json", &pretty.replace("1,", "one,")).problems;
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert_eq!(broken[0].origin.line, 3);
    let list = parse_spans("many.json", "[{\"text\": \"x\"}, {}]").problems;
    assert!(
        list[0]
            .message
            .starts_with("document 2 of the list: no text"),
        "{list:?}"
    );
}

#[test]
fn what_is_wrong_in_brat_is_told_with_its_line() {
    let good = include_str!("formats/brat.ann");
    let with_mark = format!("\u{feff}{good}");
    assert_event(&only(parse_brat("1", "b.ann", TEXT, &with_mark)));
    let lines = good.lines().count();
    for (line, expected) in [
        ("T9\tPER 5 3\tx", "T9: span 5..3 is empty"),
        ("E9\tCONSULT:T3 actor:T88", "T88 is not the id"),
        ("E9\tCONSULT:T77", "T77 is not the id"),
        ("R9\tCoref Arg1:T1 Arg2:T55", "T55 is not the id"),
        ("*\tEquiv T1 T66", "T66 is not the id"),
    ] {
        let problems = parse_brat("1", "b.ann", TEXT, &format!("{good}{line}\n")).problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].origin.line, lines + 1, "{problems:?}");
        assert!(problems[0].message.starts_with(expected), "{problems:?}");
    }
    let other = format!("{good}R9\tPart-of Arg1:T1 Arg2:X1\n");
    assert_event(&only(parse_brat("1", "b.ann", TEXT, &other)));
}
