//! The published JSON Schema is the one that the types give.

use std::fs;
use std::path::Path;

#[test]
fn published_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/annotated-document.schema.json");
    let schema = serde_json::to_string_pretty(&rasd::corpus::json_schema()).expect("JSON") + "\n";
    if std::env::var_os("RASD_BLESS").is_some() {
        fs::write(&path, &schema).expect("the schema can be written");
    }
    let published = fs::read_to_string(&path).expect("docs/annotated-document.schema.json");
    assert!(
        published == schema,
        "RASD_BLESS=1 cargo test --test schema rewrites the schema"
    );
}
