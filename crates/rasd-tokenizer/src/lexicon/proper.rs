//! Names from the gazetteers: words that must stay whole, and nationality words.

use super::load::{Builder, NewLemma, expected_frequency, frequency};
use super::nominals::{self, Nominal};
use super::{EntryKind, LemmaKind, csv_table};
use rasd_core::{DataFile, Gender, Pos, Problem};

/// A table with names in a column.
struct Source {
    path: &'static str,
    /// Whether the words of longer names are taken as well.
    words: bool,
    freq: u8,
}

/// Hand-written gazetteers, so that a name added there is known at once.
const SOURCES: [Source; 3] = [
    Source {
        path: "gazetteers/countries.csv",
        words: false,
        freq: 8,
    },
    Source {
        path: "gazetteers/places.csv",
        words: false,
        freq: 5,
    },
    Source {
        path: "gazetteers/persons.csv",
        words: true,
        freq: 4,
    },
];

/// Words taken from longer names of the gazetteers have at most this frequency.
const MINED_FREQ: u8 = 4;

/// Adds the names of `lexicon/names.csv` and of the hand-written gazetteers, and the
/// nationality words, among `files`.
pub(super) fn load(builder: &mut Builder, files: &[DataFile], problems: &mut Vec<Problem>) {
    // The gazetteer reports what is wrong with its own tables.
    let ignored = &mut Vec::new();
    for file in files {
        match file.path {
            "lexicon/names.csv" => load_names(builder, file, problems),
            "gazetteers/countries.csv" => {
                load_nisbas(builder, file, &["nisba", "nisba_plural"], ignored)
            }
            "gazetteers/groups.csv" => load_nisbas(builder, file, &["nisba"], ignored),
            _ => {}
        }
    }
    let article = builder.lexicon.clitics.article.clone();
    for source in &SOURCES {
        for file in files.iter().filter(|f| f.path == source.path) {
            csv_table::read(file, &["names"], ignored, |row, _| {
                for name in row.cell(0).split('|') {
                    let several = name.contains(' ');
                    if several && !source.words {
                        continue;
                    }
                    for word in name.split_whitespace().filter(|w| is_arabic(w)) {
                        let bare = word.strip_prefix(article.as_str());
                        let bare = bare.filter(|rest| rest.chars().count() >= 3);
                        let name = bare.unwrap_or(word);
                        let whole = with_article(builder, name, bare.is_some());
                        if !builder.has_name(&whole, bare.is_some()) {
                            add_name(builder, name, bare.is_some(), source.freq);
                        }
                    }
                }
            });
        }
    }
}

fn load_names(builder: &mut Builder, file: &DataFile, problems: &mut Vec<Problem>) {
    csv_table::read(
        file,
        &["name", "article", "freq", "source"],
        problems,
        |row, problems| {
            let Some(freq) = frequency(row.cell(2)) else {
                return problems.push(row.problem(expected_frequency(row.cell(2))));
            };
            let (name, article) = (row.cell(0), row.cell(1) == "+");
            // Names of institutions hold ordinary words, clitics included (هيئة لدعم كذا).
            let mined = row.cell(3) == "gazetteers" && freq <= MINED_FREQ;
            if !mined || article || !builder.begins_with_clitic(name) {
                add_name(builder, name, article, freq);
            }
        },
    );
}

fn load_nisbas(
    builder: &mut Builder,
    file: &DataFile,
    columns: &[&str],
    problems: &mut Vec<Problem>,
) {
    csv_table::read(file, columns, problems, |row, _| {
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
                    broken: if at == 0 && columns.len() > 1 {
                        row.cell(1)
                    } else {
                        ""
                    },
                    dual: "+",
                    stems: "",
                },
            );
        }
    });
}

/// The name with its article, if it goes with one.
fn with_article(builder: &Builder, name: &str, article: bool) -> String {
    let mut whole = String::new();
    if article {
        whole.push_str(&builder.lexicon.clitics.article);
    }
    whole.push_str(name);
    whole
}

/// Adds a name; `article` if it goes with the article, without which it is written here.
fn add_name(builder: &mut Builder, name: &str, article: bool, freq: u8) {
    if name.chars().count() < 2 {
        return;
    }
    let whole = with_article(builder, name, article);
    builder.lemma(NewLemma {
        form: &whole,
        kind: LemmaKind::Name,
        pos: Pos::Propn,
        gender: None,
        freq,
    });
    let stem = builder.text(name);
    builder.entry(stem, EntryKind::Name { article });
}

fn is_arabic(word: &str) -> bool {
    word.chars()
        .all(|c| matches!(c, '\u{621}'..='\u{64A}' | '\u{67E}'..='\u{6AF}'))
}
