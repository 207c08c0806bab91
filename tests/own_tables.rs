//! Tables in a folder of the user's own: what is added to them, and what is said of them.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use support::{Run, rasd};

/// A folder for one test with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = support::folder(&format!("own-{name}"));
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn run(args: &[&str]) -> Run {
    support::run(rasd().args(args).write_stdin(""))
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

const PERSONS: &str = "id,name_en,country,sector,names\njane-doe,Jane Doe,CAN,GOV,جين دوو\n";

#[test]
fn a_built_in_tenure_is_closed_by_a_row_of_ones_own() {
    let folder = folder("close", &[("gazetteers/persons-own.csv", PERSONS)]);
    let data = text(&folder);
    let office = "CAN/foreign-minister";
    let args = [
        "gazetteer",
        "add",
        "offices",
        "--to",
        &data,
        "office=CAN/foreign-minister",
        "person=jane-doe",
        "start=2030-05-01",
    ];
    let open = run(&args);
    assert_eq!(open.code, 2, "{}", open.out);
    assert!(open.err.contains("still in office"), "{}", open.err);
    assert!(open.err.contains("give --close"), "{}", open.err);

    let closed = run(&[&args[..], &["--close"]].concat());
    assert_eq!(closed.code, 0, "{}", closed.err);
    assert!(
        closed
            .out
            .contains("ended on 2030-05-01, in place of gazetteers/offices.csv:")
    );
    let lookup = run(&["gazetteer", "lookup", office, "--data", &data]);
    assert_eq!(lookup.out.matches("to today").count(), 1, "{}", lookup.out);
    let day = run(&[
        "gazetteer",
        "lookup",
        office,
        "--date",
        "2031-01-01",
        "--data",
        &data,
    ]);
    let row = folder.join("gazetteers/offices-own.csv");
    let expected = format!("2030-05-01 to today      jane-doe\n    {}:3\n", text(&row));
    assert_eq!(day.out, expected);
    let check = run(&["gazetteer", "check", "--strict", "--data", &data]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert_eq!(check.out, "0 errors, 0 warnings, 0 notes\n");
}

#[test]
fn a_row_that_hardly_means_what_it_says_is_not_added() {
    let folder = folder("names", &[("gazetteers/persons-own.csv", PERSONS)]);
    let data = text(&folder);
    let person = ["gazetteer", "add", "persons", "--to", &data, "country=CAN"];
    for (more, expected) in [
        (&["name_en=A B", "names=محمد"][..], "`محمد` is a given name"),
        (
            &["name_en=A B", "names=John"],
            "`John` holds no Arabic letter",
        ),
        (
            &["name_en=A B", "names=جون دو,جو"],
            "one name with a comma in it",
        ),
        (
            &["name_en="],
            "the row lacks\n  name_en=  English name\n  names=",
        ),
        (
            &["name_en=جين", "names=جين دووو"],
            "(none can be made of `جين`)",
        ),
        (
            &["countr=CAN"],
            "no column `countr`; did you mean `country`?",
        ),
        (&["country=CAN"], "country= is given twice"),
        (
            &["name_en=A B", "names=جون دووو", "--sample", "nope.txt"],
            "nope.txt: no such file or folder",
        ),
    ] {
        let got = run(&[&person[..], more].concat());
        assert_eq!(got.code, 2, "{}", got.out);
        assert!(got.err.contains(expected), "{expected} in\n{}", got.err);
    }
    let place = [
        "gazetteer",
        "add",
        "places",
        "--to",
        &data,
        "type=GPE",
        "name_en=A B",
        "names=خخخخوو",
    ];
    let got = run(&[&place[..], &["lat=300", "lon=1"]].concat());
    assert!(
        got.err
            .contains("places-own.csv:2:22: column `lat`: `300` is no number"),
        "{}",
        got.err
    );
    let office = [
        "gazetteer",
        "add",
        "offices",
        "--to",
        &data,
        "person=jane-doe",
        "start=2020",
    ];
    let got = run(&[&office[..], &["office=CAN/foreign-ministr"]].concat());
    assert_eq!(got.code, 2);
    assert!(
        got.err.contains("did you mean `foreign-minister`?"),
        "{}",
        got.err
    );
    let rows = fs::read_to_string(folder.join("gazetteers/persons-own.csv")).expect("the table");
    assert_eq!(rows, PERSONS);
}

#[test]
fn the_built_in_tables_are_clean_and_own_problems_name_their_file() {
    let built_in = run(&["gazetteer", "check", "--strict"]);
    assert_eq!(built_in.code, 0, "{}", built_in.out);
    assert_eq!(built_in.out, "0 errors, 0 warnings, 0 notes\n");

    let table = "id,name_en,country,sector,names\r\na-b,A B,CANN,GOV,جون دووو\r\nc-d,\"C D,CAN,GOV,جيم دووو\r\n";
    let folder = folder("problems", &[("gazetteers/persons-mine.csv", table)]);
    let (data, file) = (
        text(&folder),
        text(&folder.join("gazetteers/persons-mine.csv")),
    );
    let check = run(&["gazetteer", "check", "--data", &data]);
    assert_eq!(check.code, 1);
    assert!(
        check
            .out
            .starts_with(&format!("error[load] {file}:2:9: unknown country")),
        "{}",
        check.out
    );
    assert!(
        check
            .out
            .contains(&format!("error[load] {file}:3:5: the quote is not closed"))
    );
    assert!(
        check.out.ends_with("\n2 errors, 0 warnings, 0 notes\n"),
        "{}",
        check.out
    );

    let lookup = run(&["gazetteer", "lookup", "zzzzzz", "--data", &data]);
    assert_eq!(lookup.code, 2);
    assert!(
        lookup
            .out
            .contains("nothing matches in the rows that can be read")
    );
    assert!(
        lookup.err.contains(&format!("{file}:2:9")),
        "{}",
        lookup.err
    );
    assert!(
        lookup
            .err
            .ends_with("the data has 2 problems (listed above)\n"),
        "{}",
        lookup.err
    );
    let empty = run(&["gazetteer", "lookup", " "]);
    assert_eq!((empty.code, empty.out.as_str()), (2, ""));
}

#[test]
fn both_diffs_take_the_same_folders_and_refuse_what_is_not_there() {
    let folder = folder("diff", &[("gazetteers/persons-own.csv", PERSONS)]);
    let data = text(&folder);
    for command in ["gazetteer", "rules"] {
        let same = run(&[
            command,
            "diff",
            "-",
            &data,
            "--on",
            "tests/gazetteer/sample.txt",
        ]);
        assert_eq!(same.code, 0, "{}", same.err);
        let corpus = run(&[command, "diff", "-", &data, "--on", "nope.txt"]);
        assert_eq!(corpus.code, 2);
        assert_eq!(corpus.err, "rasd: nope.txt: no such file or folder\n");
        let missing = run(&[
            command,
            "diff",
            "nope",
            "-",
            "--on",
            "tests/gazetteer/sample.txt",
        ]);
        assert_eq!(missing.code, 2);
        assert_eq!(
            missing.err,
            "rasd: cannot read the data folder: nope: no such folder\n"
        );
    }
}

#[test]
fn files_that_are_not_read_are_told_of() {
    let folder = folder(
        "unread",
        &[
            ("gazetteers/persons-own.csv", PERSONS),
            ("gazetteer/persons.csv", PERSONS),
            ("rules/event/mine.toml", "\n"),
            ("Cargo.toml", "\n"),
        ],
    );
    let data = text(&folder);
    for args in [
        &["gazetteer", "check"][..],
        &["gazetteer", "lookup", "jane-doe"],
        &["rules", "list", "none-is-called-so"],
    ] {
        let got = run(&[args, &["--data", &data]].concat());
        assert_eq!(got.code, 0, "{}", got.err);
        let expected = format!(
            "rasd: warning: {data}: not read: gazetteer/persons.csv, rules/event/mine.toml; is `gazetteer` meant to be `gazetteers`?\n"
        );
        assert_eq!(got.err, expected);
    }
    let empty = self::folder("unread-empty", &[("gazetteers/notes.txt", "")]);
    let got = run(&["gazetteer", "check", "--data", &text(&empty)]);
    assert!(
        got.err
            .ends_with("no table and no rule is read from this folder\n"),
        "{}",
        got.err
    );
    let whole = run(&["gazetteer", "check", "--data", "."]);
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
}

#[test]
fn plain_csv_is_imported_with_and_without_its_header() {
    let row = "a-b,PER,A B,CAN,GOV,جون دوو\n";
    let with = format!("id,type,name_en,country,sector,name\n{row}");
    let folder = folder(
        "import",
        &[("with.csv", &with), ("without.csv", row), ("empty.csv", "")],
    );
    for name in ["with.csv", "without.csv"] {
        let got = run(&[
            "gazetteer",
            "import",
            "--from",
            "csv",
            &text(&folder.join(name)),
        ]);
        assert_eq!(got.code, 0, "{}", got.err);
        assert!(got.out.contains("a-b,A B,CAN,GOV,جون دوو"), "{}", got.out);
        assert_eq!(
            got.err,
            "persons: 1 row, 1 name, 0 of them without Arabic letters\n"
        );
    }
    let got = run(&[
        "gazetteer",
        "import",
        "--from",
        "csv",
        &text(&folder.join("empty.csv")),
    ]);
    assert_eq!(got.code, 2);
}
