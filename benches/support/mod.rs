//! Text and names for the benchmarks: fixed, made from the repository's own data.
#![allow(dead_code, reason = "each benchmark uses a part")]

pub mod automata;
pub mod race;

use rasd::{Data, Document};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Environment variable that names a folder of `.txt` files to measure on instead.
pub const FOLDER: &str = "RASD_BENCH_TEXTS";

/// Articles to measure on: the seed articles with their paragraphs in many orders, about `bytes`
/// bytes in all, or the files of the folder that the environment names.
pub fn documents(bytes: usize) -> Vec<Document> {
    let own = std::env::var_os(FOLDER).map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/articles");
    let texts = read_texts(own.as_deref().unwrap_or(&root));
    assert!(!texts.is_empty(), "no .txt file to measure on");
    let mut documents = Vec::new();
    let mut size = 0;
    let mut round = 0usize;
    while size < bytes {
        for text in &texts {
            let text = rotate(text, round);
            size += text.len();
            documents.push(Document {
                id: format!("d{}", documents.len()),
                text,
                date: rasd::corpus::parse_date("2024-03-11").ok(),
                ..Document::default()
            });
        }
        round += 1;
    }
    documents
}

/// Bytes of all texts together.
pub fn total(docs: &[Document]) -> usize {
    docs.iter().map(|d| d.text.len()).sum()
}

/// The text with its first `by` paragraphs moved to the end.
fn rotate(text: &str, by: usize) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let count = lines.len();
    lines.rotate_left(by % count.max(1));
    lines.join("\n")
}

fn read_texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("UTF-8 text"))
        .collect()
}

/// Data with `count` names, and the names: fewer than the embedded gazetteers have by leaving out
/// the generated tables and then rows of the others, more by adding persons with made-up names of
/// two or three parts.
pub fn data_with_names(count: usize) -> (Data, Vec<String>) {
    let base = Data::embedded();
    let mut names = gazetteer_names(&base);
    let mut data = base.clone();
    if names.len() > count {
        data = hand_written(&base);
        names = gazetteer_names(&data);
    }
    for step in 2.. {
        if names.len() <= count {
            break;
        }
        data = thinned(&hand_written(&base), step);
        names = gazetteer_names(&data);
    }
    let missing = count.saturating_sub(names.len());
    let made = made_up_names(&base, &names, missing);
    let mut table = String::from("id,name_en,country,sector,names,short,wikidata,source\n");
    for (number, name) in made.iter().enumerate() {
        table.push_str(&format!(
            "made-up-{number},Made Up {number},EGY,CVL,{name},,,bench\n"
        ));
    }
    data.insert("gazetteers/persons-bench.csv", table);
    names.extend(made);
    names.sort();
    names.dedup();
    (data, names)
}

/// The data without generated tables.
fn hand_written(base: &Data) -> Data {
    let mut data = Data::empty();
    for file in base.files() {
        if !file.path.starts_with("gazetteers/generated/") {
            data.insert(file.path, file.text);
        }
    }
    data
}

/// The data with every `step`th person, place and organisation, and nobody in office.
fn thinned(data: &Data, step: usize) -> Data {
    let mut thin = Data::empty();
    for file in data.files() {
        let table = file.path.trim_start_matches("gazetteers/");
        if table == "offices.csv" {
            continue;
        }
        let many = ["persons", "places", "orgs"];
        let lines = file.text.lines().enumerate();
        let keep = |number: &usize| {
            !many.iter().any(|t| table.starts_with(t)) || number.is_multiple_of(step)
        };
        let kept = lines.filter(|(number, _)| keep(number));
        let lines: Vec<&str> = kept.map(|(_, line)| line).collect();
        thin.insert(file.path, lines.join("\n") + "\n");
    }
    thin
}

fn gazetteer_names(data: &Data) -> Vec<String> {
    let mut names = BTreeSet::new();
    for file in data
        .files()
        .iter()
        .filter(|f| f.path.starts_with("gazetteers/"))
    {
        let mut reader = csv::Reader::from_reader(file.text.as_bytes());
        let Ok(header) = reader.headers().cloned() else {
            continue;
        };
        let Some(column) = header.iter().position(|h| h == "names") else {
            continue;
        };
        for row in reader.records().flatten() {
            let cell = row.get(column).unwrap_or_default();
            names.extend(cell.split('|').filter(|n| !n.is_empty()).map(str::to_owned));
        }
    }
    names.into_iter().collect()
}

/// Names of two and three parts from the table of name tokens, none of them in `taken`.
fn made_up_names(data: &Data, taken: &[String], count: usize) -> Vec<String> {
    let table = data.get("gazetteers/name-tokens.csv").unwrap_or_default();
    let tokens: Vec<&str> = table
        .lines()
        .skip(1)
        .filter_map(|l| l.split(',').next())
        .filter(|t| !t.is_empty())
        .collect();
    if tokens.len() < 100 {
        return Vec::new();
    }
    let taken: BTreeSet<&str> = taken.iter().map(String::as_str).collect();
    let mut made = BTreeSet::new();
    let mut state = 1u64;
    let mut pick = || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        tokens[(state >> 33) as usize % tokens.len()]
    };
    while made.len() < count {
        let name = if made.len() % 2 == 0 {
            format!("{} {}", pick(), pick())
        } else {
            format!("{} {} {}", pick(), pick(), pick())
        };
        if !taken.contains(name.as_str()) {
            made.insert(name);
        }
    }
    made.into_iter().collect()
}
