//! The command line as its users meet it: good input, bad input, exit codes.

mod support;

use serde_json::Value;
use std::fs;
use std::io::Write;
use support::{folder, rasd, run};

const EVENT: &str = "التقى وزير الخارجية المصري سامح شكري نظيره الإيراني في القاهرة.";

fn json_lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect()
}

#[test]
fn seed_article_gives_event_records() {
    let got = run(rasd().args(["extract", "gold/articles/000_a86c4938fc25a433.txt"]));
    assert_eq!(got.code, 0, "{}", got.err);
    let records = json_lines(&got.out);
    assert!(records.len() >= 5, "{} records", records.len());
    for record in &records {
        for field in [
            "id",
            "date",
            "actor",
            "event",
            "quad_code",
            "event_text",
            "text_info",
        ] {
            assert!(record.get(field).is_some(), "{field} in {record}");
        }
    }
    let consult = records.iter().any(|r| {
        let codes: Vec<_> = r["actor"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|a| &a["code"])
            .collect();
        r["event"][0] == "CONSULT" && codes.iter().any(|c| *c == "IRN")
    });
    assert!(consult, "a meeting with Iran among {records:?}");
}

#[test]
fn every_format_comes_out_of_a_folder() {
    let run_as = |format: &str| run(rasd().args(["extract", "gold/articles", "--format", format]));
    let csv = run_as("csv");
    let mut rows = csv.out.lines();
    let header = rows.next().expect("a header");
    assert!(header.starts_with("id,date,"), "{header}");
    assert!(rows.count() >= 30);

    let polecat = run_as("polecat");
    for line in polecat.out.lines() {
        assert_eq!(line.split('\t').count(), 40, "{line}");
    }

    let doc = json_lines(&run_as("doc").out);
    assert_eq!(doc.len(), 5);
    for document in &doc {
        let read = serde_json::from_value::<rasd::corpus::AnnotatedDocument>(document.clone());
        check_offsets(&read.expect("an annotated document"));
    }

    let cards = run_as("table");
    assert!(cards.out.lines().all(|line| line == line.trim_end()));
    assert!(cards.out.contains("CONSULT") && cards.out.contains("rules/events/"));
    assert!(
        !cards.out.contains('\u{2068}'),
        "isolates are for terminals"
    );
}

fn check_offsets(document: &rasd::corpus::AnnotatedDocument) {
    let chars: Vec<char> = document.text.chars().collect();
    let surface =
        |start: u32, end: u32| -> String { chars[start as usize..end as usize].iter().collect() };
    for entity in &document.entities {
        assert_eq!(surface(entity.start, entity.end), entity.text);
    }
    for time in &document.times {
        assert_eq!(surface(time.start, time.end), time.text);
    }
    for event in &document.events {
        assert_eq!(
            surface(event.trigger.start, event.trigger.end),
            event.trigger.text
        );
        for argument in event.args.iter().filter(|a| a.mention.is_some()) {
            let id = argument.mention.as_deref();
            let mention = document.entities.iter().find(|e| Some(e.id.as_str()) == id);
            let time = document.times.iter().find(|t| Some(t.id.as_str()) == id);
            let span = mention
                .map(|m| (m.start, m.end))
                .or(time.map(|t| (t.start, t.end)));
            assert_eq!(span, argument.start.zip(argument.end), "{argument:?}");
        }
    }
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let run_with = |jobs: &str| {
        let args = [
            "extract",
            "gold/articles",
            "--format",
            "doc",
            "--jobs",
            jobs,
        ];
        run(rasd().args(args)).out
    };
    let one = run_with("1");
    assert!(!one.is_empty());
    assert_eq!(one, run_with("4"));
}

#[test]
fn fields_of_json_lines_can_be_named() {
    let line = serde_json::json!({"key": 7, "body": EVENT, "day": "2024-03-11"}).to_string();
    let args = [
        "extract",
        "-",
        "--text-field",
        "body",
        "--date-field",
        "day",
        "--id-field",
        "key",
    ];
    let got = run(rasd().args(args).write_stdin(line));
    assert_eq!(got.code, 0, "{}", got.err);
    let records = json_lines(&got.out);
    assert!(!records.is_empty());
    assert_eq!(records[0]["cite_info"]["document"], "7");
    assert_eq!(records[0]["cite_info"]["publication_date"], "2024-03-11");
}

#[test]
fn bad_lines_are_named_and_the_rest_is_read() {
    let good = |id: &str| serde_json::json!({"id": id, "text": EVENT}).to_string();
    let lines = [
        good("a"),
        "{\"id\":\"x\"}".to_owned(),
        "{broken".to_owned(),
        serde_json::json!({"id": "d", "text": EVENT, "date": "2023-02-30"}).to_string(),
        good("a"),
        "{\"text\": \"\"}".to_owned(),
        serde_json::json!({"text": "a\u{0}b"}).to_string(),
        good("b"),
    ];
    let stdin = lines.join("\n");
    let got = run(rasd()
        .args(["extract", "-", "--format", "doc"])
        .write_stdin(stdin));
    assert_eq!(got.code, 1);
    let ids: Vec<_> = json_lines(&got.out)
        .iter()
        .map(|d| d["id"].clone())
        .collect();
    assert_eq!(ids, ["a", "b"]);
    for expected in [
        "<stdin>:2: field `text` is missing",
        "<stdin>:3: not valid JSON",
        "<stdin>:4: `2023-02-30` is no date",
        "<stdin>:5: id `a` was used",
        "<stdin>:6: the document is empty",
        "<stdin>:7: NUL byte at offset 1",
    ] {
        assert!(got.err.contains(expected), "`{expected}` in:\n{}", got.err);
    }
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let folder = folder("bad-files");
    fs::write(folder.join("a-good.txt"), EVENT).expect("written");
    fs::write(folder.join("b-bytes.txt"), b"abc\xFF\xFEdef").expect("written");
    fs::write(folder.join("c-empty.txt"), "").expect("written");
    fs::write(folder.join("d-nul.txt"), "نص\0نص").expect("written");
    fs::write(
        folder.join("e-links.txt"),
        "اقرأ أيضا: خبر آخر\nزر الذهاب إلى الأعلى\n",
    )
    .expect("written");
    let (legacy, _, _) = encoding_rs::WINDOWS_1256.encode(EVENT);
    fs::write(folder.join("f-legacy.txt"), &legacy).expect("written");
    fs::write(folder.join("g-good.txt"), EVENT).expect("written");

    let path = folder.display().to_string();
    let got = run(rasd().args(["extract", &path, "--format", "doc"]));
    assert_eq!(got.code, 1);
    let ids: Vec<_> = json_lines(&got.out)
        .iter()
        .map(|d| d["id"].clone())
        .collect();
    assert_eq!(ids, ["a-good", "g-good"], "{}", got.err);
    for expected in [
        "b-bytes.txt:1: byte 3 (0xFF) is not valid UTF-8",
        "c-empty.txt:1: the document is empty",
        "d-nul.txt:1: NUL byte at offset 4",
        "e-links.txt:1: the document holds only boilerplate",
        "f-legacy.txt:1: byte 0",
        "--encoding windows-1256",
    ] {
        assert!(got.err.contains(expected), "`{expected}` in:\n{}", got.err);
    }

    let legacy = folder.join("f-legacy.txt").display().to_string();
    let got = run(rasd().args(["extract", &legacy, "--encoding", "windows-1256"]));
    assert_eq!(got.code, 0, "{}", got.err);
    assert!(!json_lines(&got.out).is_empty());
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("no-permission");
    let closed = folder.join("closed");
    fs::create_dir(&closed).expect("made");
    fs::write(folder.join("open.txt"), EVENT).expect("written");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("closed");
    let readable_all_the_same = fs::read_dir(&closed).is_ok();
    let got = run(rasd().args(["extract", &folder.display().to_string(), "--format", "doc"]));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("opened");
    assert_eq!(json_lines(&got.out).len(), 1, "{}", got.err);
    // The superuser may read everything, so there is nothing to report to him.
    if !readable_all_the_same {
        assert_eq!(got.code, 1);
        assert!(got.err.contains("closed: cannot be read"), "{}", got.err);
    }
}

#[test]
fn compressed_input_is_known_by_its_content() {
    let folder = folder("compressed");
    let line = serde_json::json!({"id": "z", "text": EVENT}).to_string();
    let gzip = fs::File::create(folder.join("news.jsonl")).expect("made");
    let mut gzip = flate2::write::GzEncoder::new(gzip, flate2::Compression::fast());
    gzip.write_all(line.as_bytes()).expect("written");
    gzip.finish().expect("written");
    let got = run(rasd().args(["extract", &folder.display().to_string(), "--format", "doc"]));
    assert_eq!(got.code, 0, "{}", got.err);
    assert_eq!(json_lines(&got.out)[0]["id"], "z");
}

#[test]
fn a_very_long_line_is_read_or_refused_by_its_limit() {
    let folder = folder("long");
    let long = format!("{EVENT} ").repeat(50 * 1024 * 1024 / EVENT.len());
    let path = folder.join("long.txt");
    fs::write(&path, &long).expect("written");
    let path = path.display().to_string();
    let refused = run(rasd().args(["extract", &path, "--max-document-bytes", "1000000"]));
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("longer than 1000000 bytes"),
        "{}",
        refused.err
    );
    let tenth = &long[..long.floor_char_boundary(long.len() / 10)];
    fs::write(&path, tenth).expect("written");
    let read = run(rasd().args(["extract", &path]));
    assert_eq!(read.code, 0, "{}", read.err);
    assert!(!read.out.is_empty());
}

#[test]
fn data_of_ones_own_is_laid_over_and_its_faults_are_all_named() {
    let folder = folder("overlay");
    fs::create_dir(folder.join("gazetteers")).expect("made");
    let header = "id,name_en,country,sector,names,short,wikidata,source\n";
    let row = "zayn-example,Zayn Example,EGY,GOV,زينون الكنفراني,,,hand\n";
    let table = folder.join("gazetteers/persons-own.csv");
    fs::write(&table, format!("{header}{row}")).expect("written");
    let text = "التقى زينون الكنفراني وزير الخارجية الإيراني في القاهرة.";
    let path = folder.display().to_string();
    let args = ["extract", "-", "--format", "doc", "--data", &path];
    let got = run(rasd().args(args).write_stdin(text));
    assert_eq!(got.code, 0, "{}", got.err);
    assert!(got.out.contains("zayn-example"), "{}", got.out);

    let bad = "bad-one,Bad,NOWHERE,GOV,سيئ,,,hand\nbad-two,Bad,EGY,XXX,سيئ,,,hand\n";
    fs::write(&table, format!("{header}{bad}")).expect("written");
    let got = run(rasd().args(args).write_stdin(text));
    assert_eq!(got.code, 2);
    assert!(got.err.contains("persons-own.csv:2:"), "{}", got.err);
    assert!(got.err.contains("persons-own.csv:3:"), "{}", got.err);
}

#[test]
fn evaluation_prints_every_layer_and_fails_under_a_threshold() {
    let all = run(rasd().args(["eval", "--bootstrap", "0"]));
    assert_eq!(all.code, 0, "{}", all.err);
    for metric in [
        "ner.strict",
        "timex.value",
        "trigger.status",
        "argument.ref",
        "coref.event.conll",
    ] {
        assert!(all.out.contains(metric), "{metric} in\n{}", all.out);
    }
    assert!(all.out.contains("003_f6ef30fab3caf6c1"));
    let under = |threshold: &str| run(rasd().args(["eval", "--fail-under", threshold])).code;
    assert_eq!(under("ner.strict=0.5"), 0);
    assert_eq!(under("ner.strict=1.0"), 1);
    assert_eq!(under("no.such=0.5"), 2);
}

#[test]
fn saved_predictions_score_as_the_pipeline_does() {
    let file = folder("saved").join("pred.jsonl").display().to_string();
    let score = |args: &[&str]| {
        let got = run(rasd()
            .args(["eval", "--format", "json", "--bootstrap", "0"])
            .args(args));
        assert_eq!(got.code, 0, "{}", got.err);
        serde_json::from_str::<Value>(&got.out).expect("JSON")["scores"].clone()
    };
    let scores = score(&["--save-pred", &file]);
    assert_eq!(scores, score(&["--pred", &file]));
    // The command that --save-pred prints gives them too.
    let saved = run(rasd().args(["eval", "--bootstrap", "0", "--save-pred", &file]));
    let command = saved.err.trim_end().split_once("rasd ").expect("a command");
    let got = run(rasd().args(command.1.split(' ')).args(["--format", "json"]));
    assert_eq!(got.code, 0, "{}", got.err);
    let report: Value = serde_json::from_str(&got.out).expect("JSON");
    assert_eq!(scores, report["scores"]);
}

#[test]
fn an_interrupted_run_is_resumed_to_the_same_output() {
    let folder = folder("resume");
    let line = |n: usize| serde_json::json!({"id": n, "text": EVENT}).to_string();
    let input: Vec<String> = (0..20).map(line).collect();
    let source = folder.join("in.jsonl");
    fs::write(&source, input.join("\n")).expect("written");
    let output = folder.join("out.jsonl");
    let journal = folder.join("out.jsonl.journal");
    let extract = |more: &[&str]| {
        let paths = [source.display().to_string(), output.display().to_string()];
        run(rasd()
            .args(["extract", &paths[0], "--output", &paths[1]])
            .args(more))
    };
    assert_eq!(extract(&[]).code, 0);
    let whole = fs::read_to_string(&output).expect("output");
    let done = fs::read_to_string(&journal).expect("journal");
    let again = extract(&[]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--resume"), "{}", again.err);

    // As if the machine had stopped in the middle of the eighth document.
    let seven: String = done.lines().take(1 + 7).map(|l| format!("{l}\n")).collect();
    fs::write(&journal, format!("{seven}00ab")).expect("written");
    fs::write(
        &output,
        &whole[..whole.floor_char_boundary(whole.len() / 2)],
    )
    .expect("written");
    let resumed = extract(&["--resume"]);
    assert_eq!(resumed.code, 0, "{}", resumed.err);
    assert!(
        resumed.err.contains("13 documents, 7 done before"),
        "{}",
        resumed.err
    );
    assert_eq!(fs::read_to_string(&output).expect("output"), whole);
    assert_eq!(fs::read_to_string(&journal).expect("journal"), done);
}

#[test]
fn wrong_usage_exits_with_2() {
    for args in [
        vec!["extract", "--format", "yaml"],
        vec!["extract", "--date", "yesterday"],
        vec!["extract", "--encoding", "klingon"],
        vec!["extract", "--data", "no/such/folder", "gold/articles"],
        vec!["extract", "gold/articles", "no-such.txt"],
        vec!["tokens", "gold/articles", "no-such-*.txt"],
        vec!["extract", "gold/articles", "--trace", "--format", "csv"],
        vec![
            "extract",
            "gold/articles",
            "--reported-only",
            "--format",
            "doc",
        ],
        vec!["nonsense"],
    ] {
        let got = run(rasd().args(&args));
        assert_eq!(
            (got.code, got.out.as_str()),
            (2, ""),
            "{args:?}: {}",
            got.err
        );
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let binary = assert_cmd::cargo::cargo_bin!("rasd");
    let root = env!("CARGO_MANIFEST_DIR");
    let script = format!(
        "cd '{root}'; set -o pipefail; '{}' extract gold/articles --format doc | head -c 10 >/dev/null",
        binary.display()
    );
    let got = run(assert_cmd::Command::new("bash").args(["-c", &script]));
    assert_eq!(got.code, 0, "{}", got.err);
    assert!(!got.err.contains("panicked"), "{}", got.err);
}
