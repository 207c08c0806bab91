//! Reading rules, and extraction on texts of every kind.

use proptest::prelude::*;
use rasd_core::{DataFile, Document, EventMention, Registry, TokenLayer};
use rasd_extractor::{Extractor, Input};
use rasd_tokenizer::Tokenizer;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The data of the repository, by path relative to its root.
fn data() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["lexicon", "rules"] {
        collect(&root, &root.join(folder), &mut files);
    }
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "csv" || e == "toml") {
            let name = path.strip_prefix(root).expect("below the root");
            let text = fs::read_to_string(&path).expect("UTF-8");
            files.push((name.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

struct Tools {
    tokenizer: Tokenizer,
    extractor: Extractor,
}

fn tools() -> &'static Tools {
    static TOOLS: OnceLock<Tools> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let data = data();
        let files: Vec<DataFile> = data
            .iter()
            .map(|(path, text)| DataFile { path, text })
            .collect();
        let tokenizer = Tokenizer::load(&files).value;
        let extractor = Extractor::load(&files, &tokenizer);
        let problems: Vec<String> = extractor.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        Tools {
            tokenizer,
            extractor: extractor.value,
        }
    })
}

fn events(text: &str) -> Vec<EventMention> {
    events_of(&tools().extractor, text)
}

fn events_of(extractor: &Extractor, text: &str) -> Vec<EventMention> {
    let tools = tools();
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    tools.tokenizer.run(text, &mut layer, &mut regions);
    extractor.run(Input {
        document: &document,
        tokenizer: &tools.tokenizer,
        layer: &layer,
        regions: &regions,
        publication: None,
        entities: &mut Vec::new(),
        times: &[],
        registry: &mut Registry::default(),
    })
}

#[test]
fn every_mistake_in_a_rule_file_is_reported_with_its_line() {
    let text = include_str!("data/bad.toml");
    let file = DataFile {
        path: "rules/events/bad.toml",
        text,
    };
    let loaded = Extractor::load(&[file], &tools().tokenizer);
    let found: Vec<String> = loaded
        .problems
        .iter()
        .map(|p| format!("{} {}", p.line, p.message))
        .collect();
    let expected: Vec<&str> = include_str!("data/bad.expected").lines().collect();
    for line in &expected {
        assert!(
            found.iter().any(|f| f.starts_with(line)),
            "missing: {line}\nfound:\n{}",
            found.join("\n")
        );
    }
    assert_eq!(found.len(), expected.len(), "{}", found.join("\n"));
    assert!(loaded.problems.iter().all(|p| !p.help.is_empty()));
}

#[test]
fn a_light_verb_gives_its_noun_as_trigger() {
    let text = "شن المسلحون هجوما على المدينة";
    let words: Vec<&str> = events(text).iter().map(|e| e.trigger.text(text)).collect();
    assert_eq!(words, ["هجوما"]);
}

/// The grammar of the project with the frames of `text` alone.
fn with_frames(text: &str) -> Extractor {
    let data = data();
    let mut files: Vec<DataFile> = data
        .iter()
        .filter(|(path, _)| !path.starts_with("rules/events/"))
        .map(|(path, text)| DataFile { path, text })
        .collect();
    let path = "rules/events/test.toml";
    files.push(DataFile { path, text });
    let loaded = Extractor::load(&files, &tools().tokenizer);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.value
}

#[test]
fn of_conditions_joined_by_or_one_is_enough() {
    let text = "[[frame]]\nid = \"t\"\ncategory = \"ASSAULT\"\nverb = [\"قصف\"]\n\
                needs = [\"object: مدينة or after: الطيران | الأسطول\"]\n";
    let extractor = with_frames(text);
    let count = |text: &str| events_of(&extractor, text).len();
    assert_eq!(count("قصف الجيش المدينة"), 1);
    assert_eq!(count("قصف الطيران المطار"), 1);
    assert_eq!(count("قصف الجيش المطار"), 0);
}

#[test]
fn a_sentence_without_end_and_ten_thousand_names_are_read() {
    let names = "أحمد وسعيد و".repeat(5_000);
    let text = format!("التقى {names} علي «في القاهرة");
    assert!(events(&text).len() <= 2);
    let endless = "قصف الجيش المدينة و".repeat(5_000);
    assert!(!events(&endless).is_empty());
}

const WORDS: &[&str] = &[
    "التقى",
    "الرئيس",
    "هجوما",
    "على",
    "أن",
    "إن",
    "الذي",
    "لم",
    "سوف",
    "و",
    "،",
    "«",
    "»",
    ".",
    ":",
    "مباحثات",
    "بحث",
    "قتل",
    "خمسة",
    "من",
    "زيارته",
    "خلال",
    "اللقاء",
    "غير",
    "12",
    "-",
    "أعلن",
];

proptest! {
    #[test]
    fn triggers_lie_on_letters_and_come_in_order(picks in prop::collection::vec(0..WORDS.len(), 0..60)) {
        let text = picks.iter().map(|i| WORDS[*i]).collect::<Vec<_>>().join(" ");
        let events = events(&text);
        for event in &events {
            prop_assert!(!event.trigger.text(&text).is_empty());
        }
        prop_assert!(events.is_sorted_by_key(|e| e.trigger.start()));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        let _ = events(&text);
    }
}

#[test]
fn a_noun_that_is_a_form_of_another_triggers_as_it_is() {
    let text = "[[frame]]\nid = \"t\"\ncategory = \"REQUEST\"\nnoun = [\"أوامر\"]\n";
    let extractor = with_frames(text);
    assert_eq!(events_of(&extractor, "صدرت الأوامر أمس").len(), 1);
    assert_eq!(events_of(&extractor, "صدر الأمر أمس").len(), 0);
}
