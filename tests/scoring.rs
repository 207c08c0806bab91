//! `rasd score`, `compare`, `score-tags`, `agree`: output and exit codes.

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn rasd(arguments: &[&str]) -> (i32, String, String) {
    let run = support::run(support::rasd().args(arguments));
    (run.code, run.out, run.err)
}

/// Files of one test, each a list of lines.
fn files<const N: usize>(test: &str, contents: [(&str, String); N]) -> [PathBuf; N] {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).expect("a scratch folder");
    contents.map(|(name, text)| {
        let path = folder.join(name);
        fs::write(&path, text).expect("written");
        path
    })
}

fn document(names: usize) -> String {
    let entities: Vec<Value> = (0..names)
        .map(|at| json!({"start": at, "end": at + 1, "type": "PER"}))
        .collect();
    json!({"id": "d", "text": "xxxx", "entities": entities}).to_string()
}

fn arg(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn gold_against_itself_is_perfect() {
    let (code, out, err) = rasd(&[
        "score", "--gold", "gold", "--pred", "gold", "--format", "json",
    ]);
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    for metric in [
        "ner.strict",
        "timex.value",
        "trigger.cls",
        "coref.event.conll",
    ] {
        assert_eq!(report["scores"][metric]["f1"], 1.0, "{metric}");
    }
    assert_eq!(report["errors"], json!([]));
    assert_eq!(report["documents"], 5);
}

#[test]
fn every_output_format_is_written() {
    for (format, sign) in [
        ("text", "ner.strict"),
        ("csv", "scope,name,metric"),
        ("markdown", "| metric |"),
        ("html", "<!doctype html>"),
    ] {
        let arguments = [
            "score", "--gold", "gold", "--pred", "gold", "--format", format,
        ];
        let (code, out, err) = rasd(&arguments);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains(sign), "{format}");
    }
}

#[test]
fn a_fall_below_the_baseline_exits_with_one() {
    let [gold, good, bad] = files(
        "gate",
        [
            ("gold.jsonl", document(3)),
            ("good.jsonl", document(3)),
            ("bad.jsonl", document(2)),
        ],
    );
    let (_, report, _) = rasd(&[
        "score",
        "--gold",
        arg(&gold),
        "--pred",
        arg(&good),
        "--format",
        "json",
    ]);
    let [baseline] = files("gate", [("baseline.json", report)]);
    let run = |pred: &Path, drop: &str| {
        rasd(&[
            "score",
            "--gold",
            arg(&gold),
            "--pred",
            arg(pred),
            "--baseline",
            arg(&baseline),
            "--max-drop",
            drop,
        ])
    };
    assert_eq!(run(&good, "0").0, 0);
    assert_eq!(run(&bad, "0.9").0, 0);
    let (code, _, err) = run(&bad, "0.005");
    assert_eq!(code, 1);
    assert!(
        err.contains("ner.strict") && err.contains("right and are wrong now"),
        "{err}"
    );
}

#[test]
fn invalid_input_exits_with_two_and_lists_every_problem() {
    let bad = json!({"id": "d", "entities": [
        {"start": 2, "end": 2, "type": "PER"}, {"start": 0, "end": 99, "type": "PER"}]});
    let [gold, pred] = files(
        "bad",
        [("gold.jsonl", document(1)), ("pred.jsonl", bad.to_string())],
    );
    let (code, out, err) = rasd(&[
        "score",
        "--gold",
        arg(&gold),
        "--pred",
        arg(&pred),
        "--format",
        "json",
    ]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("pred.jsonl:1: entities[0]") && err.contains("entities[1]"),
        "{err}"
    );
    let unknown = [
        "score",
        "--gold",
        arg(&gold),
        "--pred",
        arg(&gold),
        "--metric",
        "nothing",
    ];
    assert_eq!(rasd(&unknown).0, 2);
    assert_eq!(
        rasd(&["score", "--gold", "no-such-file", "--pred", arg(&gold)]).0,
        2
    );
}

#[test]
fn systems_are_compared() {
    let [gold, a, b] = files(
        "compare",
        [
            ("gold.jsonl", document(3)),
            ("a.jsonl", document(1)),
            ("b.jsonl", document(3)),
        ],
    );
    let (code, out, err) = rasd(&[
        "compare",
        "--gold",
        arg(&gold),
        "--pred",
        arg(&a),
        "--pred-b",
        arg(&b),
        "--metric",
        "ner.strict",
        "--seed",
        "3",
        "--replicates",
        "20",
        "--format",
        "json",
    ]);
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    let comparison = &report["compare"]["ner.strict"];
    assert_eq!(
        (comparison["a"].as_f64(), comparison["b"].as_f64()),
        (Some(0.5), Some(1.0))
    );
    assert_eq!(comparison["delta"], 0.5);
}

#[test]
fn tags_and_ratings_are_scored() {
    let [tags, ratings] = files(
        "tags",
        [
            ("tags.tsv", String::from("a\tB-X\tB-X\nb\tO\tB-X\n")),
            (
                "ratings.jsonl",
                json!({"unit": "u", "ratings": {"a": "x", "b": null}}).to_string(),
            ),
        ],
    );
    let (code, out, err) = rasd(&[
        "score-tags",
        "--input",
        arg(&tags),
        "--scheme",
        "IOB2",
        "--mode",
        "strict",
        "--format",
        "json",
    ]);
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["tags"]["micro"]["precision"], 0.5);
    let (code, out, err) = rasd(&["agree", "--ratings", arg(&ratings), "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["agreement"]["alpha"], Value::Null);
    let (code, out, err) = rasd(&["agree", "--first", "gold", "--second", "gold"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("0 differences"), "{out}");
}

#[test]
fn options_that_would_be_passed_over_are_refused() {
    let judged = json!({"id": 1, "type": "PROTEST", "label": "yes", "text": "x"});
    let sentence = json!({"id": "s", "text": "x", "entities":
        [{"start": 0, "end": 1, "type": "PERS"}]});
    let time = json!({"text": "x", "kind": "none", "reference": "12/02/2013"});
    let [judged, named, map, empty, other, times] = files(
        "refused",
        [
            ("judged.jsonl", judged.to_string()),
            ("named.jsonl", sentence.to_string()),
            ("map.csv", String::from("ours,theirs\nXXX,PERS\n")),
            ("empty.jsonl", String::new()),
            ("other.json", String::from("{}")),
            ("times.jsonl", time.to_string()),
        ],
    );
    let (judged, named, map) = (arg(&judged), arg(&named), arg(&map));
    let (empty, other, times) = (arg(&empty), arg(&other), arg(&times));
    let detection = ["eval", "--set", "detection", "--gold", judged];
    let names = ["eval", "--set", "names", "--gold", named];
    let gold = ["score", "--gold", "gold", "--pred", "gold"];
    let cases: &[(&[&str], &[&str], &str)] = &[
        (
            &detection,
            &["--fail-under", "x=1"],
            "no use for --fail-under",
        ),
        (
            &detection,
            &["--baseline", other, "--metric", "ner"],
            "--metric, --baseline",
        ),
        (&detection, &["--errors", "--format", "json"], "text only"),
        (&detection, &["--format", "html"], "text or json only"),
        (&names, &["--save-pred", "x"], "no use for --save-pred"),
        (
            &names,
            &["--label-map", map],
            "map.csv:2: \"XXX\" is no type of ours",
        ),
        (&names, &[], "of the gold: PERS"),
        (&["eval"], &["--label-map", map], "no use for --label-map"),
        (&["eval"], &["--gold", empty], "nothing to score"),
        (
            &["eval"],
            &["--set", "times", "--gold", empty],
            "nothing to score",
        ),
        (&gold, &["--baseline", other], "is not a report of"),
        (
            &gold,
            &["--errors", "--layer", "nerr"],
            "layer \"nerr\"; there are: argument",
        ),
        (&gold, &["--errors", "--kind", "mised"], "kind \"mised\""),
        (
            &gold,
            &["--errors", "--type", "PERSON"],
            "type or role \"PERSON\"",
        ),
        (&gold, &["--errors", "--format", "csv"], "text and json"),
        (&gold, &["--fail-under", "ner=0.5"], "full name"),
        (
            &gold,
            &["--baseline", other, "--max-drop", "nan"],
            "from 0 to 1",
        ),
        (
            &["eval"],
            &["--set", "times", "--gold", times],
            "`12/02/2013` is no date",
        ),
        (
            &[
                "compare", "--gold", "gold", "--pred", "gold", "--pred-b", "gold",
            ],
            &["--replicates", "0"],
            "1 or more",
        ),
        (
            &["eval"],
            &["--gold", named, "--save-pred", named],
            "overwrite the gold",
        ),
        (&["score-tags"], &["--input", empty], "nothing to score"),
        (&["agree"], &["--ratings", empty], "nothing to score"),
        (
            &["agree"],
            &["--first", empty, "--second", empty],
            "nothing to score",
        ),
    ];
    for (command, more, expected) in cases {
        let (code, out, err) = rasd(&[*command, *more].concat());
        assert_eq!(code, 2, "{more:?}: {out}{err}");
        assert!(err.contains(expected), "{more:?}: {err}");
    }
}

#[test]
fn no_errors_and_warnings_are_told_once() {
    let [gold, pred] = files(
        "told",
        [("gold.jsonl", document(3)), ("pred.jsonl", String::new())],
    );
    let (gold, pred) = (arg(&gold), arg(&pred));
    let base = ["score", "--gold", gold, "--pred", gold, "--errors"];
    let (code, out, err) = rasd(&[&base[..], &["--kind", "missed"]].concat());
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "", "no errors of kind missed\n")
    );
    for command in [
        vec!["score", "--gold", gold, "--pred", pred],
        vec!["compare", "--gold", gold, "--pred", pred, "--pred-b", gold],
    ] {
        let (code, out, err) = rasd(&command);
        assert_eq!(code, 0, "{err}");
        assert_eq!(
            (out + &err).matches("has no prediction").count(),
            1,
            "{command:?}"
        );
    }
}

#[test]
fn a_threshold_may_name_a_metric_beside_those_shown() {
    let command = [
        "score", "--gold", "gold", "--pred", "gold", "--metric", "ner",
    ];
    let (code, out, err) = rasd(&[&command[..], &["--fail-under", "trigger.cls=0.9"]].concat());
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("trigger.cls"), "{out}");
}

#[test]
fn gold_in_other_offsets_is_converted_by_every_command() {
    let text = "😀 قال محمود عباس";
    let gold = |start: usize| {
        json!({"id": "d", "text": text, "dct": "11/03/2024", "entities":
            [{"start": start, "end": start + 10, "type": "PER", "text": "محمود عباس"}]})
        .to_string()
    };
    let [gold, pred] = files("units", [("gold.jsonl", gold(7)), ("pred.jsonl", gold(6))]);
    let (gold, pred) = (arg(&gold), arg(&pred));
    for command in [
        vec!["eval", "--gold", gold, "--metric", "ner"],
        vec!["eval", "--gold", gold, "--set", "names"],
        vec!["score", "--gold", gold, "--pred", pred],
        vec!["compare", "--gold", gold, "--pred", pred, "--pred-b", pred],
    ] {
        let (code, _, err) = rasd(&command);
        assert!(
            code == 2 && err.contains("--gold-offsets"),
            "{command:?}: {err}"
        );
        let (code, out, err) = rasd(&[&command[..], &["--gold-offsets", "utf16"]].concat());
        assert_eq!(code, 0, "{command:?}: {err}");
        assert!(out.contains("ner.strict"), "{out}");
        let dated = command[0] == "eval" && command.contains(&"--metric");
        assert_eq!(err.contains("`11/03/2024` is no date"), dated, "{err}");
    }
}

#[test]
fn standard_input_is_read_once() {
    for arguments in [
        vec!["score", "--gold", "-", "--pred", "-"],
        vec!["eval", "--gold", "-"],
    ] {
        let run = support::run(support::rasd().args(&arguments).write_stdin(document(1)));
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains("only once"), "{}", run.err);
    }
    let arguments = ["score", "--gold", "gold", "--pred", "-"];
    let run = support::run(support::rasd().args(arguments).write_stdin(""));
    assert_eq!(run.code, 0, "{}", run.err);
}
