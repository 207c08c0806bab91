//! The trie and `aho-corasick` return the same matches on any text.

use proptest::prelude::*;
use rasd_core::TokenLayer;
use rasd_gazetteer::{AhoEngine, Engine, Hit, Phrases, TrieEngine};
use rasd_tokenizer::{Tokenizer, fold};

fn tokens(text: &str) -> TokenLayer {
    let mut layer = TokenLayer::default();
    let tokenizer = Tokenizer::load(&[]).value;
    tokenizer.run(text, &mut layer, &mut Vec::new());
    layer
}

fn split(name: &str) -> Vec<String> {
    fold(name).split_whitespace().map(str::to_owned).collect()
}

/// Both engines for the same names; phrase numbers agree because the names are distinct by key.
fn engines(names: &[&str]) -> (TrieEngine, AhoEngine) {
    let mut phrases = Phrases::default();
    let mut distinct = Vec::new();
    for name in names {
        let words = split(name);
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

proptest! {
    #[test]
    fn same_hits(words in proptest::collection::vec(
        prop_oneof![
            4 => proptest::sample::select(NAMES).prop_map(str::to_owned),
            2 => proptest::sample::select(vec!["و", "ب", "ل", "ال", "لل", "وال", "ف", "، ", "-", "«", "»"]).prop_map(str::to_owned),
            1 => "[ا-ي]{1,6}",
        ], 0..24),
        gaps in proptest::collection::vec(any::<bool>(), 24)
    ) {
        let mut text = String::new();
        for (word, gap) in words.iter().zip(gaps) {
            text.push_str(word);
            if gap {
                text.push(' ');
            }
        }
        let (trie, aho) = engines(NAMES);
        let layer = tokens(&text);
        prop_assert_eq!(all_hits(&trie, &layer), all_hits(&aho, &layer));
    }
}
