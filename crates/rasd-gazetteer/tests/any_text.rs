//! No text, however broken, causes a panic, and every mention covers characters of the text.

use proptest::prelude::*;
use rasd_core::{DataFile, Document, Registry, TokenLayer};
use rasd_gazetteer::Gazetteer;
use rasd_tokenizer::Tokenizer;
use std::path::Path;
use std::sync::LazyLock;

/// The small hand tables, which hold a phrase of every kind, and a few names.
static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let names = [
        "inflections",
        "name-joins",
        "cues",
        "heads",
        "nominals",
        "qualifiers",
        "countries",
        "groups",
        "orgs-international",
    ];
    let mut files: Vec<(String, String)> = names
        .iter()
        .map(|name| {
            let path = format!("gazetteers/{name}.csv");
            let text = std::fs::read_to_string(root.join(&path)).expect("a readable table");
            (path, text)
        })
        .collect();
    files.push((
        "gazetteers/titles.csv".to_owned(),
        "title,feminine,dual,plural,office,sector,kind,source\n\
         السيد,السيدة,,,honorific,,honorific,hand\n\
         المتحدث باسم الخارجية,,,,foreign-ministry-spokesman,GOV,role,hand\n\
         رئيس,رئيسة,رئيسان|رئيسين,رؤساء,president,GOV,office,hand\n\
         نائب,نائبة,نائبان|نائبين,نواب,deputy,GOV,role,hand\n\
         نظير,نظيرة,نظيران|نظيرين,نظراء,counterpart,GOV,role,hand\n\
         وزير الخارجية,وزيرة الخارجية,وزيرا الخارجية,وزراء الخارجية,foreign-minister,GOV,office,hand\n"
            .to_owned(),
    ));
    let files: Vec<DataFile<'_>> = files
        .iter()
        .map(|(path, text)| DataFile { path, text })
        .collect();
    Gazetteer::load(&files).value
});

static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| Tokenizer::load(&[]).value);

const PIECES: &[&str] = &[
    "وزير الخارجية",
    "الرئيسان",
    "المصري",
    "والإيراني",
    "للسعودية",
    "باسم",
    "نظيره",
    "بلاده",
    "«",
    "»",
    "\"",
    "(",
    ")",
    "،",
    "-",
    "–",
    "#",
    "بن",
    "عبد",
    "أبو",
    "القاهرة",
    "لدى",
    "في",
    "وكالة",
    "مدينة",
    "منظمة",
    "حركة",
    "الجانبان",
    "المتظاهرون",
    "قال",
    "لل",
    "و",
    "ب",
    "ل",
    "ك",
    "ﷲ",
    "اًّ",
    "\u{200f}",
    "\u{640}",
    "\n",
    ".",
    "السيد",
    "نائب",
    "ه",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mentions_are_sound(
        pieces in proptest::collection::vec(
            prop_oneof![
                6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
                1 => any::<String>(),
                1 => "[ا-ي]{1,7}",
            ],
            0..40,
        ),
        gaps in proptest::collection::vec(0u8..4, 40),
    ) {
        let mut text = String::new();
        for (piece, gap) in pieces.iter().zip(gaps) {
            text.push_str(piece);
            if gap > 0 {
                text.push(' ');
            }
        }
        let document = Document { text, ..Document::default() };
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        TOKENIZER.run(&document.text, &mut layer, &mut regions);
        let mut registry = Registry::default();
        let found = GAZETTEER.run(&document, &TOKENIZER, &layer, &regions, None, &mut registry);
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.start() <= pair[1].span.start());
        }
        for mention in &found {
            prop_assert!(!mention.span.text(&document.text).trim().is_empty());
            prop_assert!(mention.tokens.end() as usize <= layer.tokens.len());
            for reference in &mention.refs {
                prop_assert!((reference.0 as usize) < registry.entries().len());
            }
        }
    }
}

/// A word over and over, in one sentence, must not make the reading recurse or slow down.
#[test]
fn long_chains_are_read_in_linear_time() {
    for piece in PIECES
        .iter()
        .chain(&["نائب رئيس", "رئيس", "منظمة كلمة", "محمد بن", "مصر و"])
    {
        let document = Document {
            text: format!("{piece} ").repeat(20_000),
            ..Document::default()
        };
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        TOKENIZER.run(&document.text, &mut layer, &mut regions);
        let started = std::time::Instant::now();
        let mut registry = Registry::default();
        GAZETTEER.run(&document, &TOKENIZER, &layer, &regions, None, &mut registry);
        // Generous for a debug build on a busy machine; quadratic reading takes minutes.
        assert!(
            started.elapsed().as_secs() < 20,
            "{piece}: {:?}",
            started.elapsed()
        );
    }
}
