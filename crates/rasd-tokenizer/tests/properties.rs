//! What holds for every text, however broken, on the data of the repository.

mod support;

use proptest::prelude::*;
use rasd_tokenizer::{Tokenizer, source_offset, write_norm};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use support::invariants::check;

/// Texts that look like broken Arabic: letters, marks, ligatures, signs, other scripts.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => "[\u{621}-\u{64A}]{1,8}",
        2 => "[\u{640}\u{64B}-\u{655}\u{670}]{1,3}",
        2 => "(و|ف|ب|ل|لل|ال|وال|بال|س){1,2}[\u{621}-\u{64A}]{2,5}(ها|هم|هما|ه|ات|ين|ون|ية)?",
        1 => "[\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFC}]{1,3}",
        1 => "[\u{600}-\u{6FF}\u{750}-\u{77F}\u{8A0}-\u{8FF}]{1,4}",
        2 => "[ \n\t\u{A0}\u{2028}]{1,2}",
        2 => "[.,:;!?#@_/%()\"'0-9-]{1,4}",
        1 => "[\u{660}-\u{66C}\u{6F0}-\u{6F9}]{1,4}",
        1 => "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{FEFF}\u{AD}]{1,2}",
        1 => "[a-zA-Z0-9._@-]{1,9}",
        1 => "[\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F64F}\u{200D}\u{FE0F}]{1,4}",
        1 => any::<String>(),
    ];
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

fn tokenizer() -> &'static Tokenizer {
    static TOKENIZER: OnceLock<Tokenizer> = OnceLock::new();
    TOKENIZER.get_or_init(support::tokenizer)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_layer_of_any_text_holds_together(text in texts()) {
        check(tokenizer(), &text);
    }

    #[test]
    fn a_letter_leads_back_to_itself(before in "[\u{64B}-\u{652}\u{640}]{0,2}", word in "[\u{628}-\u{63A}]{1,6}") {
        let surface = format!("{before}{word}");
        prop_assert_eq!(&write_norm(&surface), &word);
        let mut at = 0;
        for letter in word.chars() {
            let source = source_offset(&surface, at);
            let found = surface[source..].chars().find(|c| *c >= '\u{628}' && *c <= '\u{63A}');
            prop_assert_eq!(found, Some(letter));
            at += letter.len_utf8();
        }
        prop_assert_eq!(source_offset(&surface, at), surface.len());
    }
}

/// Long texts of one kind must not take more than their share of time.
#[test]
fn repetition_is_read_in_linear_time() {
    let pieces = [
        "a,",
        "أ.",
        "(",
        "\u{640}",
        "و",
        "#م_",
        "@",
        "a.a",
        "\u{200D}",
        "1:",
        "أ\u{64E}",
        "\"",
        ".",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000);
        check(tokenizer(), &text);
    }
}

/// Every text the fuzzer has kept is read again.
#[test]
fn the_corpus_of_the_fuzzer_holds_together() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/text");
    let mut read = 0;
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let bytes = fs::read(entry.expect("a file").path()).expect("the file can be read");
        check(tokenizer(), &String::from_utf8_lossy(&bytes));
        read += 1;
    }
    assert!(read > 0, "the corpus is empty");
}
