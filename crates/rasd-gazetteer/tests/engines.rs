//! The trie and `aho-corasick` return the same matches on any text.

use proptest::prelude::*;
use rasd_core::TokenLayer;
use rasd_gazetteer::{AhoEngine, Engine, Hit, Phrases, TrieEngine};
use rasd_tokenizer::{Tokenizer, fold};
use std::sync::LazyLock;

/// One tokenizer, so that the words of all texts have their numbers in one memory and the trie
/// meets words again that it knows from other texts.
static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| Tokenizer::load(&[]).value);

fn tokens(text: &str) -> TokenLayer {
    let mut layer = TokenLayer::default();
    TOKENIZER.run(text, &mut layer, &mut Vec::new());
    layer
}

/// The same text without numbers.
fn bare_tokens(text: &str) -> TokenLayer {
    let mut layer = TokenLayer::default();
    rasd_tokenizer::tokens(text, &mut layer);
    layer
}

fn split(name: &str) -> Vec<String> {
    fold(name).split_whitespace().map(str::to_owned).collect()
}

/// Both engines for the same names; phrase numbers agree because the names are distinct by key.
fn engines(names: &[impl AsRef<str>]) -> (TrieEngine, AhoEngine) {
    let mut phrases = Phrases::default();
    let mut distinct = Vec::new();
    for name in names {
        let words = split(name.as_ref());
        let phrase = phrases.insert(words.iter().map(String::as_str));
        if phrase.is_some_and(|phrase| phrase as usize == distinct.len()) {
            distinct.push(words);
        }
    }
    let aho = AhoEngine::new(&distinct).expect("a small automaton");
    (TrieEngine::new(phrases), aho)
}

fn all_hits(engine: &dyn Engine, layer: &TokenLayer) -> Vec<Hit> {
    let mut hits = Vec::new();
    engine.find(layer, 0..layer.tokens.len(), &mut hits);
    hits
}

fn found<'a>(engine: &dyn Engine, text: &'a str) -> Vec<&'a str> {
    let layer = tokens(text);
    all_hits(engine, &layer)
        .iter()
        .map(|hit| {
            let first = layer.tokens[hit.first as usize].span;
            let last = layer.tokens[hit.end as usize - 1].span;
            &text[first.start() as usize + hit.skip as usize..last.end() as usize]
        })
        .collect()
}

const NAMES: &[&str] = &[
    "مصر",
    "السعودية",
    "المملكة العربية السعودية",
    "الأمم المتحدة",
    "اليونان",
    "لبنان",
    "علي",
    "علي عبد الله صالح",
    "صالح",
    "عبد الله",
    "جنوب",
    "جنوب السودان",
    "السودان",
    "مكة",
    "ليبيا",
    "البحر الأحمر",
    "وزير",
    "وزير الخارجية",
    "تنظيم داعش",
    "داعش",
];

#[test]
fn proclitics_and_article() {
    let (trie, aho) = engines(NAMES);
    for (text, expected) in [
        ("وبمصر", vec!["مصر"]),
        ("للسعودية", vec!["لسعودية"]),
        ("لليونان", vec!["ليونان"]),
        ("للبنان", vec!["لبنان"]),
        ("والوزير", vec!["الوزير"]),
        ("ولجنوب السودان", vec!["جنوب", "جنوب السودان", "السودان"]),
        ("مصرف", vec![]),
        ("تنظيم «داعش»", vec!["تنظيم «داعش", "داعش"]),
        ("الى مكه", vec!["مكه"]),
    ] {
        let mut trie_found = found(&trie, text);
        trie_found.dedup();
        assert_eq!(trie_found, expected, "in {text}");
        assert_eq!(found(&trie, text), found(&aho, text), "in {text}");
    }
}

/// Words that are much alike, so that phrases share beginnings, and signs between them.
const PIECES: &[&str] = &[
    "و", "ب", "ل", "ال", "لل", "وال", "ف", "، ", ".", "-", "«", "»", "#", "\"", "24", "G20", "ى",
    "ة",
];

/// A text of names, of pieces of words and of single letters, with and without spaces.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(NAMES).prop_map(str::to_owned),
        2 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "[ا-ي]{1,6}",
    ];
    proptest::collection::vec((piece, any::<bool>()), 0..24).prop_map(|pieces| {
        let spaced = pieces.into_iter();
        spaced
            .map(|(piece, gap)| if gap { piece + " " } else { piece })
            .collect()
    })
}

const WORDS: &[&str] = &[
    "علي",
    "على",
    "عبد",
    "الله",
    "بن",
    "صالح",
    "الصالح",
    "مكة",
    "مكه",
    "24",
    "G20",
    "«حرب»",
    "لبنان",
];

/// Names of up to four of few words.
fn names() -> impl Strategy<Value = Vec<String>> {
    let name = proptest::collection::vec(proptest::sample::select(WORDS), 1..5);
    proptest::collection::vec(name.prop_map(|words| words.join(" ")), 1..20)
}

proptest! {
    #[test]
    fn same_hits(texts in proptest::collection::vec(texts(), 1..4)) {
        let (trie, aho) = engines(NAMES);
        for text in &texts {
            let layer = tokens(text);
            prop_assert_eq!(all_hits(&trie, &layer), all_hits(&aho, &layer));
        }
    }

    #[test]
    fn same_hits_of_any_names(
        names in names(),
        texts in proptest::collection::vec((texts(), proptest::collection::vec(0usize..20, 0..8)), 1..4),
    ) {
        let (trie, aho) = engines(&names);
        for (text, chosen) in &texts {
            let chosen: Vec<&str> = chosen.iter().map(|at| names[at % names.len()].as_str()).collect();
            let text = format!("{} {text}", chosen.join(" "));
            let layer = tokens(&text);
            prop_assert_eq!(all_hits(&trie, &layer), all_hits(&aho, &layer));
            let bare = bare_tokens(&text);
            prop_assert_eq!(all_hits(&trie, &bare), all_hits(&aho, &bare));
        }
    }

    #[test]
    fn many_children(words in proptest::collection::btree_set("[بتثجحخدذرز]{2}", 20..60)) {
        // So many words after one that they are not looked through one by one.
        let names: Vec<String> = words.iter().map(|word| format!("بن {word}")).collect();
        let (trie, aho) = engines(&names);
        let layer = tokens(&format!("{} بن بب بن تت بن ثج", names.join(" ")));
        let hits = all_hits(&trie, &layer);
        prop_assert!(hits.len() >= names.len());
        prop_assert_eq!(hits, all_hits(&aho, &layer));
    }
}
