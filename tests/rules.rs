//! The examples of the event frames hold, with all stages running.

mod support;

use rasd::Pipeline;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn frames_and_time_rules_find_their_examples_and_leave_the_others_alone() {
    let pipeline = Pipeline::new().expect("the embedded data are sound");
    let tested = pipeline.check_examples(None);
    let failed: Vec<String> = tested.failed.iter().map(ToString::to_string).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(tested.run > 1000, "{} examples only", tested.run);
}

#[test]
fn every_frame_has_an_example_and_a_sentence_to_leave_alone() {
    let pipeline = Pipeline::new().expect("the embedded data are sound");
    let untested = pipeline.extractor.frames().iter().filter(|frame| {
        let leaves = frame.examples.iter().filter(|e| e.events.is_empty());
        [0, frame.examples.len()].contains(&leaves.count())
    });
    let untested: Vec<&str> = untested.map(|frame| &*frame.id).collect();
    assert!(untested.is_empty(), "{}", untested.join("\n"));
}

/// Standard output of a successful `rasd` run.
fn rasd(arguments: &[&Path]) -> String {
    let run = support::run(support::rasd().args(arguments));
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

#[test]
fn a_changed_rule_is_listed_and_its_effects_are_told() {
    let root = support::folder("rules-diff");
    let frame = |category: &str| {
        format!(
            "[[frame]]\nid = \"test.meet\"\ncategory = \"{category}\"\nfamily = \"test\"\n\
             verb = [\"التقى\"]\npriority = 99\nactor = [\"subject\"]\n"
        )
    };
    for (folder, category) in [("old", "CONSULT"), ("new", "SUPPORT")] {
        let rules = root.join(folder).join("rules/events");
        fs::create_dir_all(&rules).expect("a folder");
        fs::write(rules.join("test.toml"), frame(category)).expect("a rule file");
    }
    let text = root.join("text.txt");
    fs::write(&text, "التقى وزير الخارجية المصري نظيره التركي في القاهرة.").expect("a text");
    let (old, new) = (root.join("old"), root.join("new"));

    let list = [
        "--data".as_ref(),
        &*new,
        "rules".as_ref(),
        "list".as_ref(),
        "test.meet".as_ref(),
    ];
    assert_eq!(
        rasd(&list),
        "test.meet\tSUPPORT\trules/events/test.toml:1\tالتقى\n"
    );

    let diff = |new: &Path| {
        rasd(&[
            "rules".as_ref(),
            "diff".as_ref(),
            &old,
            new,
            "--on".as_ref(),
            &text,
        ])
    };
    assert_eq!(diff(&old), "0 lost, 0 gained\n");
    let told = diff(&new);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(
        lines[0].starts_with("- text\t0\tCONSULT\tactual\tالتقى"),
        "{told}"
    );
    assert!(
        lines[1].starts_with("+ text\t0\tSUPPORT\tactual\tالتقى"),
        "{told}"
    );
    assert_eq!(lines[2], "1 lost, 1 gained");
}

#[test]
fn conditions_see_entity_types_and_words_with_their_conjunction() {
    let root = support::folder("conditions");
    let rules = root.join("rules/events");
    fs::create_dir_all(&rules).expect("a folder");
    let frames = include_str!("cases/conditions.toml");
    fs::write(rules.join("test.toml"), frames).expect("a rule file");
    let data = Path::new("--data");
    rasd(&[data, &root, Path::new("rules"), Path::new("check")]);
}

/// The actors and places of a sentence, with these weights for its arguments.
fn told_with(name: &str, weights: &str) -> String {
    let root = support::folder(name);
    let grammar = root.join("data/rules/grammar");
    fs::create_dir_all(&grammar).expect("a folder");
    fs::write(grammar.join("attachment.toml"), weights).expect("a rule file");
    let text = root.join("text.txt");
    fs::write(&text, "قصف الجيش الإسرائيلي قرية في جنوب لبنان.").expect("a text");
    let data = root.join("data");
    rasd(&["--data".as_ref(), &*data, "explain".as_ref(), &text])
}

#[test]
fn weights_decide_over_frames_and_say_so() {
    let alone = told_with("weights-none", "");
    assert!(alone.contains("actor"), "{alone}");
    assert!(!alone.contains("by weights"), "{alone}");

    let against = "[[attachment]]\nof = [\"rule\"]\n[attachment.weights]\n\
                   \"place\" = [0, 0, 400, 0]\n\"actor\" = [-300, 250, 0, 0]\n";
    let told = told_with("weights-against", against);
    assert!(
        told.contains("recipient `الجيش الاسرائيلي` by weights, 2.50: +2.50 rule actor"),
        "{told}"
    );

    let nobody = "[[attachment]]\nof = []\n[attachment.weights]\n\"\" = [-100, -100, -100, -100]\n";
    let told = told_with("weights-nobody", nobody);
    assert!(
        told.contains("not `الجيش الاسرائيلي` by weights, -1.00"),
        "{told}"
    );
}

/// A folder with one file of `rules/grammar`.
fn with_grammar(folder: &str, name: &str, rules: &str) -> PathBuf {
    let root = support::folder(folder);
    let grammar = root.join("rules/grammar");
    fs::create_dir_all(&grammar).expect("a folder");
    fs::write(grammar.join(name), rules).expect("a rule file");
    root
}

#[test]
fn words_that_weigh_in_what_is_reported_are_told_and_names_and_times_weigh_nothing() {
    let rules = "[[report-words]]\nvalue = 9\nlemmas = [\"مسلح\", \"سوق\"]\n\
                 [[report-words]]\nvalue = 90\nlemmas = [\"بغداد\", \"أمس\"]\n";
    let root = with_grammar("report-words", "reported-words.toml", rules);
    let text = root.join("text.txt");
    fs::write(&text, "قتل مسلحون مدنيا في سوق في بغداد أمس.").expect("a text");
    let run: [&Path; 6] = [
        "--data".as_ref(),
        &root,
        "explain".as_ref(),
        "--format".as_ref(),
        "json".as_ref(),
        &text,
    ];
    let out: serde_json::Value = serde_json::from_str(&rasd(&run)).expect("JSON");
    let event = &out["events"][0];
    let words = serde_json::json!({ "مسلح": 9.0, "سوق": 9.0 });
    assert_eq!(event["report_words"], words, "{event}");
    assert_eq!(event["report_features"]["words"], 18.0, "{event}");
    assert_eq!(event["reported"], true, "{event}");
}

/// What `rasd rules check` says of weights that it does not take.
fn refused(folder: &str, weights: &str) -> String {
    let root = with_grammar(folder, "attachment.toml", weights);
    let run = support::run(
        support::rasd()
            .arg("--data")
            .arg(&root)
            .args(["rules", "check"]),
    );
    assert_ne!(run.code, 0, "{}", run.out);
    run.out
}

#[test]
fn weights_that_cannot_be_read_are_reported_with_their_line() {
    let weights = "[[attachment]]\nof = [\"rule\", \"kind\"]\n[attachment.weights]\n\
                   \"actor\" = [1, 2, 3, 4]\n\"actor | state\" = [1, 2]\n\"none | state\" = [1, 2, 3, 4]\n\
                   [[attachment]]\nof = [\"colour\"]\n";
    let out = refused("weights-bad", weights);
    for told in [
        "attachment.toml:4:1: `actor` does not fit its table",
        "attachment.toml:5:1: `actor | state` does not fit its table",
        "attachment.toml:7:1: `weights` is missing",
        "unknown attribute `colour`",
    ] {
        assert!(out.contains(told), "{told} not in {out}");
    }
}

#[test]
fn weights_of_too_many_combinations_are_reported_with_their_line() {
    let rows: String = (0..50)
        .map(|n| format!("\"a{n} | b{n} | c{n} | d{n}\" = [1, 2, 3, 4]\n"))
        .collect();
    let of = "[\"lemma\", \"relation\", \"word-before\", \"trigger-lemma\"]";
    let weights = format!("[[attachment]]\nof = {of}\n[attachment.weights]\n{rows}");
    let out = refused("weights-many", &weights);
    let told = "attachment.toml:1: the values of these attributes have too many combinations";
    assert!(out.contains(told), "{told} not in {out}");
}

#[test]
fn candidates_are_printed_with_their_attributes() {
    let out = rasd(&["rules".as_ref(), "candidates".as_ref(), "gold".as_ref()]);
    let rows: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(rows.len() > 300, "{}", rows.len());
    for row in rows {
        let values = row["values"].as_object().expect("attributes");
        assert_eq!(values.len(), 34, "{row}");
        assert!(
            values
                .values()
                .all(|value| value.as_str().is_some_and(|v| !v.is_empty())),
            "{row}"
        );
        assert!(row["span"][0].as_u64() < row["span"][1].as_u64(), "{row}");
    }
}
