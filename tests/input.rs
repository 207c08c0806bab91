//! Input that is not what its user thinks, and output that must not be lost: what is said, and
//! what is left as it was.

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use support::{Run, folder, rasd, run};

const EVENT: &str = "التقى وزير الخارجية المصري سامح شكري نظيره الإيراني في القاهرة.";

/// Runs `rasd extract` in a folder.
fn extract(folder: &Path, args: &[&str]) -> Run {
    run(rasd().current_dir(folder).arg("extract").args(args))
}

fn line(id: &str) -> String {
    format!("{}\n", json!({"id": id, "text": EVENT}))
}

fn ids(run: &Run) -> Vec<String> {
    let id = |line: &str| {
        let document: Value = serde_json::from_str(line).expect(line);
        document["id"].as_str().expect("an id").to_owned()
    };
    run.out.lines().map(id).collect()
}

#[test]
fn two_outputs_are_not_written_to_one_file() {
    let folder = folder("two-outputs");
    fs::write(folder.join("in.jsonl"), line("a")).expect("written");
    let before = || fs::read_dir(&folder).expect("a folder").count();
    let files = before();
    for args in [
        ["in.jsonl", "-o", "x", "--rejects", "x"],
        ["in.jsonl", "-o", "../two-outputs/x", "--rejects", "./x"],
        ["in.jsonl", "-o", "x", "--rejects", "x.journal"],
    ] {
        let got = extract(&folder, &args);
        assert!(got.err.contains("same file"), "{args:?}: {}", got.err);
        assert_eq!((got.code, before()), (2, files), "{args:?}: {}", got.err);
    }
}

#[test]
fn a_list_of_rejects_is_replaced_and_any_other_file_is_not() {
    let folder = folder("replaced-rejects");
    let input = format!("{}{{broken\n", line("a"));
    fs::write(folder.join("in.jsonl"), input).expect("written");
    fs::write(folder.join("notes.txt"), "notes").expect("written");
    let args = |rejects| ["in.jsonl", "-o", "out", "--rejects", rejects];
    let got = extract(&folder, &args("notes.txt"));
    assert_eq!(got.code, 2, "{}", got.err);
    let notes = fs::read_to_string(folder.join("notes.txt"));
    assert_eq!(notes.expect("still there"), "notes");
    assert!(!folder.join("out").exists());

    assert_eq!(extract(&folder, &args("bad.jsonl")).code, 1);
    let list = || fs::read_to_string(folder.join("bad.jsonl")).expect("a list");
    let first = list();
    assert_eq!(first.lines().count(), 1);
    let refused = extract(&folder, &args("bad.jsonl"));
    assert_eq!(
        (refused.code, list()),
        (2, first.clone()),
        "{}",
        refused.err
    );
    let resume = [args("bad.jsonl").as_slice(), &["--resume"]].concat();
    let resumed = extract(&folder, &resume);
    assert_eq!((resumed.code, list()), (1, first), "{}", resumed.err);

    fs::remove_file(folder.join("out.journal")).expect("removed");
    let output = fs::read(folder.join("out")).expect("output");
    let lost = extract(&folder, &resume);
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("no journal"), "{}", lost.err);
    assert_eq!(fs::read(folder.join("out")).expect("output"), output);
}

#[test]
fn files_of_one_name_in_two_folders_are_two_documents() {
    let folder = folder("same-names");
    for day in ["10", "11"] {
        fs::create_dir(folder.join(day)).expect("made");
        fs::write(folder.join(day).join("001.txt"), EVENT).expect("written");
    }
    fs::write(folder.join("11/002.txt"), EVENT).expect("written");
    let got = extract(&folder, &["10", "./11", "--format", "doc"]);
    assert_eq!(got.code, 0, "{}", got.err);
    assert_eq!(ids(&got), ["10/001.txt", "11/001.txt", "002"]);

    let twice = extract(&folder, &["10", "10/../10", "--format", "doc"]);
    assert_eq!((twice.code, ids(&twice)), (1, vec!["001".to_owned()]));
}

#[test]
fn a_repeated_id_is_told_with_both_places() {
    let folder = folder("repeated-ids");
    fs::write(folder.join("a.jsonl"), line("x") + &line("y")).expect("written");
    fs::write(folder.join("b.jsonl"), line("y")).expect("written");
    let got = extract(&folder, &["."]);
    assert_eq!(got.code, 1);
    for part in [
        "b.jsonl:1: id `y` was used",
        "a.jsonl:2;",
        "--id-field",
        "1 rejected",
    ] {
        assert!(got.err.contains(part), "{part}: {}", got.err);
    }
}

#[test]
fn json_that_is_not_json_lines_is_told_once_a_file() {
    let folder = folder("not-lines");
    let documents = json!([{"id": "a", "text": EVENT}, {"id": "b", "text": EVENT}]);
    let pretty = serde_json::to_string_pretty(&documents[0]).expect("JSON");
    fs::write(folder.join("list.json"), documents.to_string()).expect("written");
    fs::write(folder.join("object.json"), pretty).expect("written");
    fs::write(folder.join("good.jsonl"), line("good")).expect("written");
    for format in ["auto", "jsonl"] {
        let got = extract(&folder, &[".", "--format", "doc", "--input-format", format]);
        assert_eq!((got.code, ids(&got)), (1, vec!["good".to_owned()]));
        for part in ["jq -c '.[]'", "jq -c . ", "1 document, ", "2 rejected"] {
            assert!(got.err.contains(part), "{part}: {}", got.err);
        }
    }
}

#[test]
fn json_in_utf_16_is_refused_and_text_is_read() {
    let folder = folder("utf-16");
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16();
        let bytes = units.flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(bytes).collect()
    };
    fs::write(folder.join("text.txt"), utf_16(EVENT)).expect("written");
    fs::write(folder.join("lines.jsonl"), utf_16(&line("a"))).expect("written");
    let got = extract(&folder, &[".", "--encoding", "utf-16", "--format", "doc"]);
    assert_eq!((got.code, ids(&got)), (1, vec!["text".to_owned()]));
    assert!(got.err.contains("JSON in UTF-16LE"), "{}", got.err);
}

#[test]
fn what_looks_like_a_mistake_is_warned_of() {
    let folder = folder("warnings");
    fs::create_dir(folder.join("empty")).expect("made");
    fs::write(folder.join("news.jsonl"), line("a") + &line("b")).expect("written");
    for (args, warnings, expected) in [
        (
            ["news.jsonl", "--date-field", "dat"],
            1,
            "there is no field `dat`",
        ),
        (
            ["news.jsonl", "--encoding", "windows-1256"],
            1,
            "this is UTF-8",
        ),
        (
            ["empty", "--progress", "auto"],
            1,
            "empty: there is no file",
        ),
        (["news.jsonl", "--date-field", "date"], 0, ""),
    ] {
        let got = extract(&folder, &args);
        let told = got.err.matches("rasd: warning: ").count();
        assert_eq!((got.code, told), (0, warnings), "{args:?}: {}", got.err);
        assert!(got.err.contains(expected), "{args:?}: {}", got.err);
        let logged = extract(&folder, &[args.as_slice(), &["--log", "json"]].concat());
        let lines = logged
            .err
            .lines()
            .map(|l| serde_json::from_str(l).expect(l));
        let logged = lines.filter(|l: &Value| l["event"] == "warning").count();
        assert_eq!(logged, warnings, "{args:?}");
    }
}

#[test]
fn paths_where_there_is_nothing_are_all_named_before_anything_is_written() {
    let folder = folder("nothing-there");
    fs::write(folder.join("in.jsonl"), line("a")).expect("written");
    let got = extract(&folder, &["in.jsonl", "one.txt", "two-*.txt", "-o", "out"]);
    assert_eq!(got.code, 2);
    for part in ["one.txt: ", "two-*.txt: no file matches"] {
        assert!(got.err.contains(part), "{part}: {}", got.err);
    }
    assert!(!folder.join("out").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_the_file() {
    let folder = folder("full-disk");
    fs::write(folder.join("in.jsonl"), line("a") + "{broken\n").expect("written");
    std::os::unix::fs::symlink("/dev/full", folder.join("full")).expect("made");
    for option in ["--output", "--rejects"] {
        let got = extract(&folder, &["in.jsonl", option, "full"]);
        assert_eq!(got.code, 2);
        assert!(got.err.contains("rasd: full: "), "{option}: {}", got.err);
    }
}
