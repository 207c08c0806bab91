//! The annotated-document format holds the gold standard without loss.

use rasd_corpus::{AnnotatedDocument, json_schema};
use std::path::Path;

fn gold() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/annotations");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the gold folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("an annotation file");
            (path.display().to_string(), text)
        })
        .collect()
}

#[test]
fn gold_annotations_survive_a_round_trip() {
    let files = gold();
    assert_eq!(files.len(), 5);
    for (name, text) in files {
        let read: AnnotatedDocument = serde_json::from_str(&text).expect(&name);
        let written = serde_json::to_string(&read).expect(&name);
        let again: AnnotatedDocument = serde_json::from_str(&written).expect(&name);
        assert_eq!(read, again, "{name}");
        assert!(!read.events.is_empty(), "{name}");
    }
}

#[test]
fn gold_annotations_fit_the_generated_schema() {
    let schema = json_schema();
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for (name, text) in gold() {
        let value: serde_json::Value = serde_json::from_str(&text).expect(&name);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    let wrong = serde_json::json!({"id": "a", "entities": [{"id": "m1", "start": -1}]});
    assert!(!validator.is_valid(&wrong));
}
