//! The rule files of the project: they load, and all their examples hold.

mod common;

use common::project;
use rasd_core::DataFile;
use rasd_timex::TimeTagger;

#[test]
fn rules_load_without_problems() {
    let project = project();
    assert!(project.problems.is_empty(), "{:#?}", project.problems);
}

#[test]
fn every_example_holds() {
    let project = project();
    let failing = project
        .tagger
        .check_examples(&project.tokenizer, None)
        .failed;
    let list: Vec<String> = failing.iter().map(ToString::to_string).collect();
    assert!(
        failing.is_empty(),
        "{} examples fail:\n{}",
        list.len(),
        list.join("\n")
    );
}

/// The file of `docs/TIMES.md`, laid beside the project's own.
#[test]
fn a_user_adds_a_rule_without_programming() {
    let mine = (
        "rules/time/90-mine.toml".to_owned(),
        include_str!("data/mine.toml").to_owned(),
    );
    let project = common::project_with(vec![mine]);
    assert!(project.problems.is_empty(), "{:#?}", project.problems);
    let failing = project
        .tagger
        .check_examples(&project.tokenizer, None)
        .failed;
    assert!(failing.is_empty(), "{failing:#?}");
    let found = project.times(
        "في عيد الجلوس 2023 كان",
        None,
        rasd_timex::Options::default(),
    );
    assert_eq!(found[0].value, "2023-10-23");
}

#[test]
fn all_problems_of_a_file_are_told_with_their_lines() {
    let text = include_str!("data/bad-rules.toml");
    let loaded = TimeTagger::load(&[DataFile {
        path: "rules/time/bad.toml",
        text,
    }]);
    let told: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    let expected: Vec<&str> = include_str!("data/bad-rules.txt").lines().collect();
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(
            told.starts_with(expected),
            "expected {expected}\nfound    {told}"
        );
    }
}

#[test]
fn a_file_that_is_no_toml_is_told_and_the_rest_loads() {
    let files = [
        DataFile {
            path: "rules/time/a.toml",
            text: "reference = \n",
        },
        DataFile {
            path: "rules/time/b.toml",
            text: "[[zone]]\nid = \"gmt\"\nminutes = 0\n",
        },
    ];
    let loaded = TimeTagger::load(&files);
    assert_eq!(loaded.problems.len(), 1);
    assert_eq!(
        (loaded.problems[0].file.as_str(), loaded.problems[0].line),
        ("rules/time/a.toml", 1)
    );
}
