//! Dependencies between the crates run one way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Which crates of the workspace each crate may use.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("rasd-core", &[]),
    ("rasd-tokenizer", &["rasd-core"]),
    ("rasd-gazetteer", &["rasd-core", "rasd-tokenizer"]),
    ("rasd-timex", &["rasd-core", "rasd-tokenizer"]),
    ("rasd-extractor", &["rasd-core", "rasd-tokenizer"]),
    ("rasd-scorer", &["rasd-core"]),
    ("rasd-corpus", &["rasd-core"]),
];

fn manifests() -> BTreeMap<String, toml::Table> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    fs::read_dir(crates)
        .expect("the crates folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(path.join("Cargo.toml")).expect(&name);
            let manifest = text.parse().expect(&name);
            (name, manifest)
        })
        .collect()
}

#[test]
fn every_crate_uses_only_what_it_may() {
    let allowed: BTreeMap<_, _> = ALLOWED.into_iter().collect();
    let manifests = manifests();
    assert_eq!(
        manifests.keys().map(String::as_str).collect::<Vec<_>>(),
        allowed.keys().copied().collect::<Vec<_>>()
    );
    for (name, manifest) in &manifests {
        for table in ["dependencies", "build-dependencies"] {
            let Some(dependencies) = manifest.get(table).and_then(toml::Value::as_table) else {
                continue;
            };
            for used in dependencies.keys().filter(|k| k.starts_with("rasd")) {
                assert!(
                    allowed[name.as_str()].contains(&used.as_str()),
                    "{name} must not use {used}; see ARCHITECTURE.md"
                );
            }
        }
    }
}

#[test]
fn library_crates_open_no_files_and_read_no_clock() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    for name in manifests().keys() {
        check_folder(&crates.join(name).join("src"));
    }
}

fn check_folder(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            check_folder(&path);
            continue;
        }
        let code = fs::read_to_string(&path).expect("a source file");
        for forbidden in [
            "std::fs",
            "File::open",
            "SystemTime",
            "Zoned::now",
            "Timestamp::now",
        ] {
            assert!(!code.contains(forbidden), "{}: {forbidden}", path.display());
        }
    }
}
