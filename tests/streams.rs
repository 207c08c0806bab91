//! Streams as their users run them: live, endless, broken, interrupted, resumed.
#![cfg(unix)]

mod support;

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::thread;
use std::time::Duration;
use support::folder;

const EVENT: &str = "التقى وزير الخارجية المصري سامح شكري نظيره الإيراني في القاهرة.";

fn rasd(args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("rasd"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("extract")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn line(id: usize) -> String {
    format!(
        "{}\n",
        json!({"id": id.to_string(), "text": EVENT, "date": "2024-03-11"})
    )
}

/// Runs to the end with `input` on standard input.
fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = rasd(args).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = thread::spawn(move || {
        // A run that refuses its arguments does not read.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends");
    output
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json_lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(text.is_empty() || text.ends_with('\n'), "half a line");
    let lines = text.lines();
    lines.map(|l| serde_json::from_str(l).expect(l)).collect()
}

fn ids(bytes: &[u8]) -> Vec<String> {
    let lines = json_lines(bytes);
    let id = |line: &Value| line["id"].as_str().expect("an id").to_owned();
    lines.iter().map(id).collect()
}

/// Writes documents without end, until the run goes away.
fn endless(mut stdin: ChildStdin) {
    thread::spawn(move || {
        let mut id = 0;
        while stdin.write_all(line(id).as_bytes()).is_ok() {
            id += 1;
        }
    });
}

fn interrupt(child: &Child) {
    let pid = child.id().to_string();
    let status = Command::new("kill").args(["-INT", &pid]).status();
    assert!(status.expect("kill runs").success());
}

#[test]
fn a_live_stream_has_the_lines_of_a_document_before_the_next_one_comes() {
    let mut child = rasd(&["-", "--format", "doc"]).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    for id in 0..5 {
        stdin.write_all(line(id).as_bytes()).expect("written");
        let mut got = String::new();
        stdout.read_line(&mut got).expect("read");
        let got: Value = serde_json::from_str(&got).expect("a whole line");
        assert_eq!(got["id"], id.to_string());
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn ctrl_c_on_an_endless_stream_leaves_whole_lines_and_says_so() {
    for jobs in ["1", "3"] {
        let args = ["-", "--format", "doc", "--jobs", jobs];
        let mut child = rasd(&args).spawn().expect("it starts");
        endless(child.stdin.take().expect("a pipe"));
        let mut stdout = child.stdout.take().expect("a pipe");
        let mut got = vec![0; 1 << 16];
        stdout.read_exact(&mut got).expect("output");
        interrupt(&child);
        stdout.read_to_end(&mut got).expect("output");
        let end = child.wait_with_output().expect("it ends");
        assert_eq!(end.status.code(), Some(130), "{}", told(&end));
        assert!(told(&end).contains("interrupted: "), "{}", told(&end));
        let expected: Vec<String> = (0..ids(&got).len()).map(|n| n.to_string()).collect();
        assert_eq!(ids(&got), expected, "in order, none missing");
    }
}

#[test]
fn ctrl_c_ends_a_run_that_waits_for_input() {
    let mut child = rasd(&["-", "--format", "doc"]).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    stdin.write_all(line(0).as_bytes()).expect("written");
    stdout.read_line(&mut String::new()).expect("read");
    interrupt(&child);
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    drop(stdin);
}

#[test]
fn an_interrupted_run_goes_on_where_it_was() {
    let folder = folder("interrupted");
    let output = folder.join("out.jsonl").display().to_string();
    let args = ["-", "--format", "doc", "--output", &output];
    let mut child = rasd(&args).spawn().expect("it starts");
    endless(child.stdin.take().expect("a pipe"));
    while fs::metadata(&output).map_or(0, |m| m.len()) < 1 << 16 {
        thread::sleep(Duration::from_millis(5));
    }
    interrupt(&child);
    let end = child.wait_with_output().expect("it ends");
    assert_eq!(end.status.code(), Some(130), "{}", told(&end));
    let done = ids(&fs::read(&output).expect("output")).len();
    assert!(done > 0);

    let input: String = (0..done + 10).map(line).collect();
    let mut resume = args.to_vec();
    resume.push("--resume");
    let end = run(&resume, input.as_bytes());
    assert!(end.status.success(), "{}", told(&end));
    assert!(told(&end).contains(&format!("10 documents, {done} done before")));
    let expected: Vec<String> = (0..done + 10).map(|n| n.to_string()).collect();
    assert_eq!(ids(&fs::read(&output).expect("output")), expected);
}

#[test]
fn what_was_done_is_known_by_id_and_content() {
    let folder = folder("resume-changed");
    let output = folder.join("out.jsonl").display().to_string();
    let args = ["-", "--format", "doc", "--output", &output];
    assert!(run(&args, line(0).as_bytes()).status.success());
    let resume: Vec<&str> = args.iter().copied().chain(["--resume"]).collect();

    let changed = format!(
        "{}\n{}",
        json!({"id": "0", "text": "نص آخر تماما."}),
        line(1)
    );
    let end = run(&resume, changed.as_bytes());
    assert_eq!(end.status.code(), Some(1));
    assert!(told(&end).contains("<stdin>:1: document `0` was done by the run that is resumed"));
    assert_eq!(ids(&fs::read(&output).expect("output")), ["0", "1"]);

    let mut other = resume.clone();
    other[2] = "jsonl";
    let end = run(&other, line(2).as_bytes());
    assert_eq!(end.status.code(), Some(2));
    assert!(
        told(&end).contains("give the same options"),
        "{}",
        told(&end)
    );

    fs::write(&output, "").expect("written");
    let end = run(&resume, line(2).as_bytes());
    assert_eq!(end.status.code(), Some(2));
    assert!(
        told(&end).contains("shorter than its journal"),
        "{}",
        told(&end)
    );
}

#[cfg(feature = "parquet")]
#[test]
fn ctrl_c_leaves_whole_tables() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let folder = folder("parquet-interrupted").join("tables");
    let path = folder.display().to_string();
    let args = [
        "-",
        "--format",
        "parquet",
        "--output",
        &path,
        "--progress",
        "always",
    ];
    let mut child = rasd(&args).spawn().expect("it starts");
    endless(child.stdin.take().expect("a pipe"));
    let mut stderr = child.stderr.take().expect("a pipe");
    stderr.read_exact(&mut [0; 200]).expect("progress");
    interrupt(&child);
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).expect("a summary");
    assert_eq!(child.wait().expect("it ends").code(), Some(130), "{rest}");
    for table in ["events.parquet", "mentions.parquet"] {
        let file = fs::File::open(folder.join(table)).expect(table);
        let reader = SerializedFileReader::new(file).expect("a Parquet file");
        assert!(reader.metadata().file_metadata().num_rows() > 0, "{table}");
    }
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 2);
}

#[test]
fn a_reader_that_goes_away_ends_an_endless_run() {
    for format in ["jsonl", "doc", "csv", "table"] {
        let mut child = rasd(&["-", "--format", format]).spawn().expect("it starts");
        endless(child.stdin.take().expect("a pipe"));
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        stdout.read_line(&mut String::new()).expect("read");
        drop(stdout);
        let end = child.wait_with_output().expect("it ends");
        assert!(end.status.success(), "{format}: {}", told(&end));
        assert!(told(&end).is_empty(), "{format}: {}", told(&end));
    }
}

#[test]
fn unordered_output_has_the_same_lines() {
    let input: String = (0..60).map(line).collect();
    let ordered = run(&["-", "--format", "doc"], input.as_bytes());
    let unordered = run(
        &["-", "--format", "doc", "--unordered", "--jobs", "4"],
        input.as_bytes(),
    );
    let sorted = |output: &Output| {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&ordered).len(), 60);
    assert_eq!(sorted(&ordered), sorted(&unordered));
}

#[test]
fn packed_input_is_known_by_its_content_wherever_it_comes_from() {
    let plain = line(0).into_bytes();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&plain).expect("packed");
    let gzip = gzip.finish().expect("packed");
    let zstd = zstd::encode_all(plain.as_slice(), 1).expect("packed");
    let folder = folder("packed");
    for (name, bytes) in [
        ("plain.gz", &plain),
        ("gzip.zst", &gzip),
        ("zstd.jsonl", &zstd),
    ] {
        let from_pipe = run(&["-", "--format", "doc"], bytes);
        assert_eq!(
            ids(&from_pipe.stdout),
            ["0"],
            "{name}: {}",
            told(&from_pipe)
        );
        let path = folder.join(name);
        fs::write(&path, bytes).expect("written");
        let from_file = run(&[&path.display().to_string(), "--format", "doc"], b"");
        assert_eq!(
            ids(&from_file.stdout),
            ["0"],
            "{name}: {}",
            told(&from_file)
        );
    }
    let broken = run(&["-", "--format", "doc"], &gzip[..gzip.len() / 2]);
    assert_eq!(broken.status.code(), Some(1), "{}", told(&broken));
    assert!(told(&broken).contains("<stdin>:1: "), "{}", told(&broken));
}

#[test]
fn rejected_documents_are_written_down_with_file_line_and_reason() {
    let folder = folder("rejects");
    let rejects = folder.join("bad.jsonl").display().to_string();
    let deep = format!("{{\"text\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    let long = json!({"id": "long", "text": EVENT.repeat(200)}).to_string();
    let menu = json!({"id": "menu", "text": "اقرأ أيضا: خبر آخر\nزر الذهاب إلى الأعلى"}).to_string();
    let input = [
        line(0).trim_end().as_bytes(),
        b"{\"id\":\"u\",\"text\":\"\xFF\xFE\"}",
        deep.as_bytes(),
        long.as_bytes(),
        line(0).trim_end().as_bytes(),
        menu.as_bytes(),
        line(1).trim_end().as_bytes(),
    ]
    .join(&b'\n');
    let args = [
        "-",
        "--format",
        "doc",
        "--rejects",
        &rejects,
        "--max-document-bytes",
        "12000",
    ];
    let end = run(&args, &input);
    assert_eq!(end.status.code(), Some(1), "{}", told(&end));
    assert_eq!(ids(&end.stdout), ["0", "1"]);
    let written = json_lines(&fs::read(&rejects).expect("rejects"));
    let expected = [
        (2, "byte 18 (0xFF) is not valid UTF-8"),
        (3, "recursion limit"),
        (4, "longer than 12000 bytes"),
        (5, "id `0` was used by an earlier document"),
        (6, "only boilerplate"),
    ];
    assert_eq!(written.len(), expected.len(), "{written:?}");
    for (got, (line, reason)) in written.iter().zip(expected) {
        assert_eq!(
            (&got["file"], &got["line"]),
            (&json!("<stdin>"), &json!(line))
        );
        assert!(
            got["reason"].as_str().expect("a reason").contains(reason),
            "{got}"
        );
    }
}

#[test]
fn messages_can_be_json_and_the_last_one_sums_up() {
    let input = format!("{}{{broken\n{}", line(0), line(1));
    for progress in ["always", "never"] {
        let args = ["-", "--log", "json", "--progress", progress];
        let end = run(&args, input.as_bytes());
        let messages = json_lines(&end.stderr);
        let rejected: Vec<_> = messages
            .iter()
            .filter(|m| m["event"] == "rejected")
            .collect();
        assert_eq!(rejected.len(), 1);
        assert_eq!(rejected[0]["line"], 2);
        let last = messages.last().expect("a summary");
        assert_eq!(last["event"], "summary");
        assert_eq!(
            (&last["documents"], &last["rejected"]),
            (&json!(2), &json!(1))
        );
        let shown = messages.iter().any(|m| m["event"] == "progress");
        assert_eq!(shown, progress == "always");
    }
}

#[test]
fn progress_is_shown_when_it_is_asked_for() {
    let shown = |when: &str| told(&run(&["-", "--progress", when], line(0).as_bytes()));
    for part in ["1 document,", "MB/s", "1 event,", "rejected"] {
        assert!(shown("always").contains(part), "{part}");
    }
    assert_eq!(shown("never"), "");
    assert_eq!(shown("auto"), "", "standard error is no terminal here");
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = folder("same-file");
    let path = folder.join("news.jsonl");
    fs::write(&path, line(0)).expect("written");
    let file = path.display().to_string();
    let whole = folder.display().to_string();
    for args in [[&file, "--output", &file], [&whole, "--rejects", &file]] {
        let end = run(&args, b"");
        assert_eq!(end.status.code(), Some(2), "{}", told(&end));
        assert_eq!(fs::read_to_string(&path).expect("still there"), line(0));
    }
}

#[test]
fn limits_that_make_no_sense_are_refused() {
    for limit in ["0", "-1", "99999999999", "many"] {
        let end = run(&["-", "--max-document-bytes", limit], b"");
        assert_eq!(end.status.code(), Some(2), "{limit}: {}", told(&end));
    }
}
