//! `rasd times` as its users meet it.

mod support;

use serde_json::Value;

fn times(args: &[&str], input: &str) -> (i32, String, String) {
    let run = support::run(support::rasd().arg("times").args(args).write_stdin(input));
    (run.code, run.out, run.err)
}

#[test]
fn json_lines_have_values_and_stretches() {
    let input =
        r#"{"id":"a","text":"الخميس الساعة 8 بتوقيت GMT","date":"2013-02-12T04:30:00-02:00"}"#;
    let (code, out, err) = times(&["-", "--format", "jsonl", "--prefer", "future"], input);
    assert_eq!(code, 0, "{err}");
    let line: Value = serde_json::from_str(out.trim()).expect("one line of JSON");
    let time = &line["times"][0];
    assert_eq!(line["id"], "a");
    assert_eq!(
        (&time["start"], &time["end"]),
        (&Value::from(0), &Value::from(26))
    );
    assert_eq!(time["from"], "2013-02-14T06:00:00");
    assert_eq!(time["grain"], "minute");
    assert!(
        time["reason"]
            .as_str()
            .is_some_and(|r| r.contains("2013-02-12")),
        "{time}"
    );
}

#[test]
fn timeml_keeps_the_text_and_escapes_it() {
    let input = "وصل <الوزير> أمس & غادر";
    let (code, out, err) = times(&["-", "--format", "timeml", "--date", "2024-03-11"], input);
    assert_eq!(code, 0, "{err}");
    let tag = "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-03-10\">أمس</TIMEX3>";
    assert!(
        out.contains(&format!("وصل &lt;الوزير&gt; {tag} &amp; غادر")),
        "{out}"
    );
    assert!(
        out.contains("functionInDocument=\"CREATION_TIME\""),
        "{out}"
    );
}

#[test]
fn a_doubtful_page_date_is_told_and_not_used() {
    let (code, out, err) = times(&["gold/articles/003_f6ef30fab3caf6c1.txt"], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("not known; too doubtful: 2024-11-16"), "{out}");
    assert!(out.contains("XXXX-WXX-2"), "{out}");
}

#[test]
fn an_unknown_policy_is_wrong_usage() {
    let (code, _, err) = times(&["-", "--prefer", "past"], "أمس");
    assert_eq!(code, 2);
    assert!(err.contains("news, future"), "{err}");
}
