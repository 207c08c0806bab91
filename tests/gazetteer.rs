//! The tools on gazetteers as those who tend them use them: each test in a folder of its own.

mod support;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Run, rasd};

/// A folder for one test, empty at its start.
fn folder(name: &str) -> PathBuf {
    support::folder(&format!("gazetteer-{name}"))
}

/// Runs `rasd gazetteer` with these arguments; standard input is no terminal.
fn run(args: &[&str]) -> Run {
    support::run(rasd().arg("gazetteer").args(args).write_stdin(""))
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// A file of the fixtures.
fn fixture(name: &str) -> String {
    format!("tests/gazetteer/{name}")
}

#[test]
fn a_title_is_looked_up_with_its_holder_on_a_day() {
    for (day, holder) in [
        ("2020-01-05", "mohammad-javad-zarif"),
        ("2024-03-01", "hossein-amir-abdollahian"),
        ("2024-10-28", "abbas-araghchi"),
    ] {
        let got = run(&[
            "lookup",
            "وزير الخارجية الإيراني",
            "--date",
            day,
            "--format",
            "json",
        ]);
        assert_eq!(got.code, 0, "{}", got.err);
        let found: Value = serde_json::from_str(&got.out).expect("JSON");
        let mention = &found["mentions"][0];
        assert_eq!(mention["refs"][0]["id"], holder);
        let reason = mention["reason"].as_str().expect("a reason");
        assert!(reason.contains("gazetteers/offices.csv:"), "{reason}");
    }
}

#[test]
fn offices_and_english_names_are_looked_up() {
    let got = run(&["lookup", "IRN/foreign-minister"]);
    let zarif = got.out.lines().find(|line| line.contains("zarif"));
    assert_eq!(zarif, Some("2013-08-15 to 2021-08-25 mohammad-javad-zarif"));
    let got = run(&["lookup", "Javad Zarif"]);
    assert!(
        got.out.contains("person: mohammad-javad-zarif"),
        "{}",
        got.out
    );
    assert!(
        got.out
            .contains("IRN/foreign-minister (gazetteers/offices.csv:"),
        "{}",
        got.out
    );
}

#[test]
fn from_a_missing_person_to_a_green_check() {
    let folder = folder("add");
    let (data, sample) = (text(&folder), fixture("sample.txt"));
    let name = "زينون الكنفراني";
    let args = |more: &[&str]| -> Vec<String> {
        let fixed = [
            "add",
            "persons",
            "--to",
            &data,
            "name_en=Zaynun Example",
            "country=EGY",
        ];
        fixed
            .iter()
            .chain(more)
            .map(|arg| (*arg).to_owned())
            .collect()
    };
    let add = |more: &[&str]| {
        let args = args(more);
        run(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let table = folder.join("gazetteers/persons-own.csv");

    let lacking = add(&[]);
    assert_eq!(lacking.code, 2);
    assert!(
        lacking.err.contains("names=  Arabic names"),
        "{}",
        lacking.err
    );

    let names = format!("names={name}");
    let tried = add(&[&names, "--dry-run", "--sample", &sample]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert!(!table.exists());

    let added = add(&[&names, "sector=GOV", "--sample", &sample]);
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(
        added
            .out
            .contains(&format!("+ PER {name} = zaynun-example")),
        "{}",
        added.out
    );
    assert!(
        added.out.contains("1 of 1 documents change"),
        "{}",
        added.out
    );
    assert_eq!(
        fs::read_to_string(&table)
            .expect("the table")
            .lines()
            .nth(1),
        Some("zaynun-example,Zaynun Example,EGY,GOV,زينون الكنفراني,,,hand")
    );

    let again = add(&[&names]);
    assert_eq!(again.code, 2);
    assert!(
        again.err.contains("persons-own.csv:2: Zaynun Example"),
        "{}",
        again.err
    );

    let office = [
        "add",
        "offices",
        "--to",
        &data,
        "office=EGY/chief-example",
        "start=2020",
    ];
    let unknown = run(&[&office[..], &["person=nobody", "end=2019"]].concat());
    assert_eq!(unknown.code, 2);
    assert!(
        unknown
            .err
            .contains("offices-own.csv:2:19: unknown person `nobody`"),
        "{}",
        unknown.err
    );
    let known = run(&[&office[..], &["person=zaynun-example"]].concat());
    assert_eq!(known.code, 0, "{}", known.err);

    let green = run(&["check", "--data", &data]);
    assert_eq!(green.code, 0, "{}", green.out);
}

#[test]
fn a_name_or_tenure_of_somebody_else_is_not_taken_in_silence() {
    let folder = folder("conflict");
    let data = text(&folder);
    let own = folder.join("gazetteers");
    fs::create_dir(&own).expect("made");
    fs::copy("gazetteers/offices.csv", own.join("offices.csv")).expect("copied");
    let clash = [
        "add",
        "persons",
        "--to",
        &data,
        "name_en=Somebody Else",
        "country=IRN",
    ];
    let got = run(&[&clash[..], &["names=عباس عراقجي"]].concat());
    assert_eq!(got.code, 2);
    assert!(got.err.contains("shares a name with"), "{}", got.err);
    let forced = run(&[&clash[..], &["names=عباس عراقجي", "--force"]].concat());
    assert_eq!(forced.code, 0, "{}", forced.err);

    let word = ["add", "orgs-own", "--to", &data, "name_en=A Word"];
    let got = run(&[&word[..], &["names=جمعية", "--dry-run"]].concat());
    assert_eq!(got.code, 0, "{}", got.err);
    assert!(got.out.contains("is also a common word"), "{}", got.out);

    let next = [
        "add",
        "offices",
        "--to",
        &data,
        "office=IRN/foreign-minister",
    ];
    let next = [&next[..], &["person=somebody-else", "start=2030-01-01"]].concat();
    let got = run(&next);
    assert_eq!(got.code, 2);
    assert!(got.err.contains("--close"), "{}", got.err);
    let got = run(&[&next[..], &["--close"]].concat());
    assert_eq!(got.code, 0, "{}", got.err);
    let table = fs::read_to_string(own.join("offices.csv")).expect("the table");
    assert!(
        table.contains(",2030-01-01,hand\nIRN/foreign-minister,somebody-else,2030-01-01,,hand\n"),
        "the row stands after the one that it ends"
    );
}

#[test]
fn every_fault_of_tenure_is_named_with_its_line() {
    let got = run(&["check", "--notes", "--data", "tests/gazetteer/faults"]);
    assert_eq!(got.code, 1);
    for expected in [
        "warning[overlap] tests/gazetteer/faults/gazetteers/offices-faults.csv:2: EGY/fault-overlap",
        "note[gap] tests/gazetteer/faults/gazetteers/offices-faults.csv:4: EGY/fault-gap",
        "error[unreachable] tests/gazetteer/faults/gazetteers/offices-faults.csv:6: EGY/fault-hidden",
        "error[load] tests/gazetteer/faults/gazetteers/offices-faults.csv:8:46: ends 2001-01-01 before it starts",
        "error[load] tests/gazetteer/faults/gazetteers/offices-faults.csv:9:31: `2001-02-30` is no date",
        "error[load] tests/gazetteer/faults/gazetteers/offices-faults.csv:10:19: unknown person `nobody-at-all`",
        "warning[order] tests/gazetteer/faults/gazetteers/offices-faults.csv:4",
        "warning[unreachable] tests/gazetteer/faults/gazetteers/persons-faults.csv:3: `hosni-mubarak` takes the place of gazetteers/persons.csv:",
        "warning[unreachable] tests/gazetteer/faults/gazetteers/persons-faults.csv:2: `fault-nameless` has no name",
        "note[country] tests/gazetteer/faults/gazetteers/persons-faults.csv:2",
    ] {
        assert!(got.out.contains(expected), "{expected} in\n{}", got.out);
    }
}

#[test]
fn diff_shows_what_changed_rows_change() {
    let got = run(&[
        "diff",
        "-",
        "tests/gazetteer/own",
        "--on",
        &fixture("sample.txt"),
    ]);
    assert_eq!(got.code, 0, "{}", got.err);
    assert!(
        got.out.contains("+ PER زينون الكنفراني = own-zaynun"),
        "{}",
        got.out
    );
    assert!(got.out.contains("events -1 +1"), "{}", got.out);
    let same = run(&["diff", "-", "-", "--on", &fixture("sample.txt")]);
    assert!(same.out.contains("nothing changes"), "{}", same.out);
}

#[test]
fn suggestions_are_ranked_and_their_rows_can_be_loaded() {
    let corpus = fixture("suggest.jsonl");
    let got = run(&["suggest", &corpus]);
    assert_eq!(got.code, 0, "{}", got.err);
    assert!(
        got.out.contains("3 documents, 4 times; titles: وزير"),
        "{}",
        got.out
    );
    assert!(
        got.out
            .contains("another spelling of منظمة حظر الأسلحة الكيميائية = opcw"),
        "{}",
        got.out
    );
    let rows = run(&["suggest", &corpus, "--format", "csv", "--table", "persons"]);
    let row = rows.out.lines().nth(1).expect("a row");
    assert!(row.contains(",CAN,GOV,فرانسوا شامبلانك,شامبلانك,"), "{row}");
    let folder = folder("suggest");
    fs::create_dir(folder.join("gazetteers")).expect("made");
    fs::write(folder.join("gazetteers/persons-suggested.csv"), &rows.out).expect("written");
    let check = run(&["check", "--data", &text(&folder)]);
    assert_eq!(check.code, 0, "{}", check.out);
    let none = run(&["suggest", &corpus, "--least", "9"]);
    assert!(
        none.out.contains("no unknown name stands in 9 documents"),
        "{}",
        none.out
    );
}

#[test]
fn names_of_other_programs_become_tables() {
    let folder = folder("import");
    let data = text(&folder);
    let got = run(&[
        "import",
        &fixture("actors.txt"),
        "--from",
        "petrarch",
        "--to",
        &data,
    ]);
    assert_eq!(got.code, 1, "{}", got.err);
    assert!(
        got.err.contains("actors.txt:1: a synonym before any name"),
        "{}",
        got.err
    );
    let table = fs::read_to_string(folder.join("gazetteers/persons-actors.csv")).expect("a table");
    let expected = "jane-example,Jane Example,CAN,GOV,JANE EXAMPLE|جين إكزامبل,,,import";
    assert_eq!(table.lines().nth(1), Some(expected));
    let tenures =
        fs::read_to_string(folder.join("gazetteers/offices-actors.csv")).expect("a table");
    let expected = "CAN/jane-example-eli,jane-example,2001-01-01,2002-01-01,import";
    assert_eq!(tenures.lines().nth(1), Some(expected));
    let patterns = fixture("patterns.jsonl");
    let got = run(&["import", &patterns, "--from", "entity-ruler", "--to", &data]);
    assert_eq!(got.code, 1, "{}", got.err);
    assert!(
        got.err
            .contains("patterns.jsonl:3: a pattern that is not a string"),
        "{}",
        got.err
    );
    assert!(got.err.contains("unknown label `GADGET`"), "{}", got.err);
    let again = run(&["import", &patterns, "--from", "entity-ruler", "--to", &data]);
    assert_eq!(again.code, 2);
    let check = run(&["check", "--data", &data]);
    assert_eq!(check.code, 0, "{}", check.out);
    let out = run(&[
        "export", "--to", "petrarch", "--type", "PER", "--data", &data,
    ]);
    assert!(
        out.out
            .contains("JANE_EXAMPLE_\n+جين_إكزامبل_\n\t[CANELI 20010101-20020101]\n\t[CANGOV]"),
        "the imported person"
    );
    let out = run(&["export", "--to", "csv", "--type", "ORG", "--data", &data]);
    assert!(
        out.out
            .contains("example-works,ORG,example works,,,ورشات إكزامبل"),
        "the organisation"
    );
}
