//! The examples of the event frames hold, with all stages running.

mod support;

use rasd::Pipeline;
use std::fs;
use std::path::Path;

#[test]
fn frames_and_time_rules_find_their_examples_and_leave_the_others_alone() {
    let pipeline = Pipeline::new().expect("the embedded data are sound");
    let tested = pipeline.check_examples(None);
    let failed: Vec<String> = tested.failed.iter().map(ToString::to_string).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(tested.run > 1000, "{} examples only", tested.run);
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
