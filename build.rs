//! Embeds the data folders, so that the binary runs from anywhere, alone.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 3] = ["gazetteers", "lexicon", "rules"];

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("set by cargo")).join("embedded.rs");
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    let mut code = fs::File::create(&out).expect("the output folder is writable");
    writeln!(code, "&[").expect("writable");
    for file in &files {
        let relative = file
            .strip_prefix(&root)
            .expect("below the root")
            .to_string_lossy();
        let relative = relative.replace('\\', "/");
        writeln!(
            code,
            "    ({relative:?}, include_str!({:?})),",
            file.to_string_lossy()
        )
        .expect("writable");
    }
    writeln!(code, "]").expect("writable");
}

/// Gathers the data files below a folder and has cargo watch it.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "csv" || e == "toml") {
            files.push(path);
        }
    }
}
