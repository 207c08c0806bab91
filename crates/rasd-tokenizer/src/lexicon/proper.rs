//! Names from the gazetteers: words that must stay whole, and nationality words.

use super::features::TableFeatures;
use super::load::{Builder, NewLemma};
use super::nominals::{self, Nominal};
use super::{Function, LemmaKind, Pron, csv_table};
use rasd_core::{DataFile, Gender, Pos, Problem};
use std::collections::HashSet;

/// Host class of names, as `proclitics.csv` calls it.
const HOST: &str = "name";
/// Host class of nominals that may have the article.
const NOUN_HOST: &str = "noun";

/// A table with names in a column.
struct Source {
    /// Path, or its beginning where it ends with `-`.
    path: &'static str,
    column: &'static str,
    /// Whether the words of longer names are taken as well.
    words: bool,
    freq: u8,
}

const SOURCES: [Source; 5] = [
    Source {
        path: "gazetteers/countries.csv",
        column: "names",
        words: false,
        freq: 8,
    },
    Source {
        path: "gazetteers/places.csv",
        column: "names",
        words: false,
        freq: 5,
    },
    Source {
        path: "gazetteers/persons.csv",
        column: "names",
        words: true,
        freq: 4,
    },
    Source {
        path: "gazetteers/generated/places-",
        column: "names",
        words: false,
        freq: 1,
    },
    Source {
        path: "gazetteers/orgs",
        column: "names",
        words: false,
        freq: 3,
    },
];

/// Adds names and nationality words of the gazetteers among `files`.
pub(super) fn load(builder: &mut Builder, files: &[DataFile], problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for file in files {
        if matches!(
            file.path,
            "gazetteers/countries.csv" | "gazetteers/groups.csv"
        ) {
            load_nisbas(builder, file, problems);
        }
        if file.path == "gazetteers/name-tokens.csv" {
            load_tokens(builder, file, &mut seen, problems);
        }
    }
    for source in &SOURCES {
        for file in files.iter().filter(|f| f.path.starts_with(source.path)) {
            // The gazetteer reports what is wrong with its own tables.
            let mut ignored = Vec::new();
            csv_table::read(file, &[source.column], &mut ignored, |row, _| {
                for name in row.cell(0).split('|') {
                    let several = name.contains(' ');
                    if !several || source.words {
                        for word in name.split_whitespace().filter(|w| is_arabic(w)) {
                            add_name(builder, word, source.freq, &mut seen);
                        }
                    }
                }
            });
        }
    }
}

fn load_tokens(
    builder: &mut Builder,
    file: &DataFile,
    seen: &mut HashSet<String>,
    problems: &mut Vec<Problem>,
) {
    csv_table::read(file, &["token", "weight"], problems, |row, _| {
        let weight = row.cell(1).parse::<f32>().unwrap_or(1.0).clamp(0.0, 9.0);
        add_name(builder, row.cell(0), weight as u8, seen);
    });
}

fn load_nisbas(builder: &mut Builder, file: &DataFile, problems: &mut Vec<Problem>) {
    let columns = ["nisba", "nisba_plural"];
    csv_table::read(file, &columns, problems, |row, _| {
        for (at, nisba) in row.cell(0).split('|').enumerate() {
            let nisba = nisba.trim();
            if nisba.is_empty() || nisba.contains(' ') {
                continue;
            }
            builder.lemma(NewLemma {
                form: nisba,
                kind: LemmaKind::Nisba,
                pos: Pos::Adj,
                gender: Some(Gender::Masculine),
                freq: 6,
            });
            nominals::add(
                builder,
                Nominal {
                    lemma: nisba,
                    fem: "+",
                    plural_m: "+",
                    plural_f: "+",
                    broken: if at == 0 { row.cell(1) } else { "" },
                    dual: "+",
                    stems: "",
                },
            );
        }
    });
}

/// Adds a name as a whole word, and after its article where it has one.
fn add_name(builder: &mut Builder, name: &str, freq: u8, seen: &mut HashSet<String>) {
    if name.chars().count() < 2 || !seen.insert(name.to_owned()) {
        return;
    }
    let hosts = &mut builder.lexicon.hosts;
    let (Some(host), Some(noun_host)) = (hosts.number(HOST), hosts.number(NOUN_HOST)) else {
        return;
    };
    builder.lemma(NewLemma {
        form: name,
        kind: LemmaKind::Name,
        pos: Pos::Propn,
        gender: None,
        freq,
    });
    let form = builder.text(name);
    let function = Function {
        form,
        host,
        pron: Pron::No,
        article: false,
        features: TableFeatures::default(),
        fused: None,
    };
    builder.function(form, function.clone());
    let article = builder.lexicon.clitics.article.clone();
    let bare = name.strip_prefix(article.as_str());
    if let Some(bare) = bare.filter(|rest| !article.is_empty() && rest.chars().count() >= 3) {
        let stem = builder.text(bare);
        let with_article = Function {
            form: stem,
            host: noun_host,
            article: true,
            ..function
        };
        builder.function(stem, with_article);
    }
}

fn is_arabic(word: &str) -> bool {
    word.chars()
        .all(|c| matches!(c, '\u{621}'..='\u{64A}' | '\u{67E}'..='\u{6AF}'))
}
