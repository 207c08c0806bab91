//! `rasd tokens` as a user runs it.

mod support;

use serde_json::Value;

fn tokens(arguments: &[&str], input: &str) -> String {
    let run = support::run(
        support::rasd()
            .arg("tokens")
            .args(arguments)
            .write_stdin(input),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

fn slice(text: &str, part: &Value) -> String {
    let offset = |name| part[name].as_u64().expect("an offset") as usize;
    text.chars()
        .skip(offset("start"))
        .take(offset("end") - offset("start"))
        .collect()
}

/// Offsets are code points; the segments of a token make it up; forms have their spelling
/// changes undone.
#[test]
fn json_lines_lead_back_to_the_text() {
    let text = "قال الوزيران للصحفيين إنّ بلقائهما 🇪🇬 تم الاتفاق. وغادرا.";
    let output = tokens(&["--format", "jsonl"], text);
    let document: Value = serde_json::from_str(&output).expect("one JSON object");
    let all = document["tokens"].as_array().expect("tokens");
    for token in all {
        assert_eq!(token["surface"].as_str(), Some(slice(text, token).as_str()));
        let segments = token["segments"].as_array().expect("segments");
        let joined: String = segments.iter().map(|s| slice(text, s)).collect();
        assert_eq!(token["surface"].as_str(), Some(joined.as_str()));
    }
    let forms = |surface: &str| -> Vec<&str> {
        let token = all.iter().find(|t| t["surface"] == surface);
        let segments = token.and_then(|t| t["segments"].as_array());
        let segments = segments.expect("the token is there").iter();
        segments.filter_map(|s| s["form"].as_str()).collect()
    };
    assert_eq!(forms("للصحفيين"), ["ل", "الصحفيين"]);
    assert_eq!(forms("بلقائهما"), ["ب", "لقاء", "هما"]);
    assert_eq!(document["sentences"].as_array().map(Vec::len), Some(2));
}

#[test]
fn each_line_can_be_a_document() {
    let output = tokens(&["--lines", "--format", "jsonl"], "سطر أول\n\nسطر ثان\n");
    let ids: Vec<String> = output
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|document| document["id"].as_str().expect("an id").to_owned())
        .collect();
    assert_eq!(ids.len(), 2);
    assert!(ids[0].ends_with(":1") && ids[1].ends_with(":3"), "{ids:?}");
}

#[test]
fn conllu_has_ten_columns_and_rising_ids() {
    let output = tokens(&["--format", "conllu"], "وبلقائهما في القاهرة، قال.");
    let mut next = 1;
    for line in output
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line}");
        if columns[0].contains('-') {
            continue;
        }
        assert_eq!(columns[0], next.to_string());
        next += 1;
    }
    assert_eq!(next, 10);
}
