//! The HTML report in a real browser: marks, filters, counts, keyboard.
//!
//! Needs Chromium; without it the browser test says so and passes.

mod common;

use common::{corpus, report};
use rasd_scorer::render::render_html;
use rasd_scorer::{Options, Request, score};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

/// "وصل وزير الخارجية إلى القاهرة" with a name missed, one misbounded, one right, one spurious.
fn page() -> String {
    let text = "😀 وصل سامح شكري إلى القاهرة. </script> ثم زار طهران.";
    let at = |words: &str| {
        let byte = text.find(words).expect("the words are in the text");
        let start = text[..byte].chars().count();
        (start, start + words.chars().count())
    };
    let entity = |words: &str, kind: &str| {
        let (start, end) = at(words);
        json!({"start": start, "end": end, "type": kind})
    };
    let trigger = |words: &str, kind: &str| {
        let (start, end) = at(words);
        json!({"trigger": {"start": start, "end": end}, "type": kind, "rule": "rules/x.toml:7"})
    };
    let gold = json!({"id": "d1", "text": text,
        "entities": [entity("سامح شكري", "PER"), entity("القاهرة", "GPE"), entity("طهران", "GPE")],
        "events": [trigger("زار", "CONSULT")]});
    let pred = json!({"id": "d1",
        "entities": [entity("شكري", "PER"), entity("القاهرة", "GPE")],
        "events": [trigger("وصل", "CONSULT"), trigger("زار", "CONSULT")]});
    let documents = ([gold], [pred]);
    let options = Options::default();
    let report = report(&documents.0, &documents.1, &options);
    render_html(&report, &corpus(&documents.0, &documents.1), &options).expect("a page")
}

#[test]
fn the_page_is_self_contained_and_texts_cannot_break_it() {
    let page = page();
    assert!(!page.contains("http://") && !page.contains("https://"));
    assert_eq!(
        page.matches("</script>").count(),
        2,
        "the text's own must be escaped"
    );
    assert!(!page.contains("{{"), "every placeholder is filled");
}

fn chromium() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|program| program.is_file())
}

/// Walks the page as a reader would and writes what it sees as JSON.
const WALK: &str = include_str!("cases/walk.js");

#[test]
fn marks_filters_and_counts_work_in_a_browser() {
    let Some(program) = chromium() else {
        eprintln!("skipped: no Chromium on the PATH (Debian: apt-get install chromium)");
        return;
    };
    let folder = env::temp_dir().join(format!("rasd-report-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("report.html");
    let page = page().replace("</body>", &format!("<script>{WALK}</script></body>"));
    fs::write(&file, page).expect("written");
    let output = Command::new(program)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("Chromium runs");
    let dom = String::from_utf8_lossy(&output.stdout);
    let seen = dom
        .split("<pre id=\"seen\">")
        .nth(1)
        .and_then(|rest| rest.split("</pre>").next());
    let seen = seen.unwrap_or_else(|| panic!("the script failed: {dom}"));
    let seen = seen
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let seen: Value = serde_json::from_str(&seen).expect("JSON");
    fs::remove_dir_all(&folder).ok();

    assert_eq!(seen["errors"], 3);
    assert_eq!(seen["count"], "3 of 3 errors");
    assert_eq!(seen["missed"], json!(["طهران"]));
    assert_eq!(seen["spurious"], json!(["وصل"]));
    assert_eq!(seen["differs"], json!(["سامح ", "شكري"]));
    assert!(
        seen["text"]
            .as_str()
            .is_some_and(|text| text.contains("</script>"))
    );
    assert_eq!(seen["marks"], "4 gold and 4 predicted marks");
    assert_eq!(seen["direction"], "rtl");
    assert_eq!(seen["filtered"], 1);
    assert_eq!(seen["clicked"], "طهران");
    assert_eq!(seen["focused"], "طهران");
    assert_eq!(seen["triggers"], 1);
    assert_eq!(seen["rule"], true);
    assert_eq!(seen["trigger_marks"], 2);
    assert_eq!(seen["predicted_only"], "0 gold and 2 predicted marks");
    assert_eq!(seen["confusion"], "1");
    assert_eq!(seen["unreachable"], 0);
    assert_eq!(seen["strict"], "ner.strict50.033.340.023");
}

#[test]
fn a_page_holds_only_so_many_errors() {
    let entities: Vec<Value> = (0..5_100)
        .map(|at| json!({"start": at, "end": at + 1, "type": "PER"}))
        .collect();
    let gold = [json!({"id": "d", "text": "x".repeat(5_100), "entities": entities})];
    let options = Options::default();
    let report = report(&gold, &[], &options);
    assert_eq!(report.errors.len(), 5_100);
    let page = render_html(&report, &corpus(&gold, &[]), &options).expect("a page");
    assert!(page.contains("only the first 5000 of 5100 errors"));
    assert_eq!(
        page.matches("\"kind\":\"missed\"").count(),
        5_001,
        "and once in the taxonomy"
    );
}

#[test]
fn layers_that_were_not_scored_are_not_marked() {
    let document = json!({"id": "d", "text": "xy", "entities": [{"start": 0, "end": 1, "type": "PER"}],
        "events": [{"trigger": {"start": 1, "end": 2}, "type": "CONSULT"}]});
    let mut corpus = corpus(&[document], &[json!({"id": "d"})]);
    let request = Request {
        metrics: vec![String::from("ner")],
        ..Request::default()
    };
    let report = score(&mut corpus, &request).expect("a known metric");
    let page = render_html(&report, &corpus, &request.options).expect("a page");
    assert!(page.contains("\"layer\":\"ner\""));
    assert!(
        !page.contains("\"layer\":\"trigger\""),
        "nothing says that it was missed"
    );
}
