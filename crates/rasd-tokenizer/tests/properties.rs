//! What holds for every text, however broken.

use proptest::prelude::*;
use rasd_core::{DataFile, TokenLayer};
use rasd_tokenizer::{Tokenizer, fold, fold_loose, source_offset, write_norm};

/// Texts that look like broken Arabic: letters, marks, ligatures, signs, other scripts.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => "[\u{621}-\u{64A}]{1,8}",
        2 => "[\u{640}\u{64B}-\u{655}\u{670}]{1,3}",
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

fn tokenizer() -> Tokenizer {
    let structure = include_str!("data/structure.toml");
    Tokenizer::load(&[DataFile {
        path: "rules/structure.toml",
        text: structure,
    }])
    .value
}

fn between_tokens(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c as u32, 0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E
            | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF)
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(text in texts()) {
        let once = write_norm(&text);
        prop_assert_eq!(&write_norm(&once), &once);
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
        prop_assert_eq!(folded.len(), once.len());
        let loose = fold_loose(&text);
        prop_assert_eq!(&fold_loose(&loose), &loose);
        prop_assert_eq!(loose.len(), once.len());
    }

    #[test]
    fn source_offsets_rise_and_fall_on_boundaries(text in texts()) {
        let norm = write_norm(&text);
        let mut last = 0;
        for offset in 0..=norm.len() {
            let source = source_offset(&text, offset);
            prop_assert!(text.is_char_boundary(source));
            prop_assert!(source >= last);
            last = source;
        }
        prop_assert_eq!(source_offset(&text, 0), 0);
    }

    #[test]
    fn tokens_tile_the_text(text in texts()) {
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        tokenizer().run(&text, &mut layer, &mut regions);
        let mut at = 0;
        for (index, token) in layer.tokens.iter().enumerate() {
            let gap = &text[at..token.span.start() as usize];
            prop_assert!(gap.chars().all(between_tokens), "lost {:?}", gap);
            prop_assert!(!token.span.is_empty());
            at = token.span.end() as usize;
            prop_assert_eq!(layer.written(index).len(), layer.folded(index).len());
            prop_assert!(!layer.written(index).is_empty());
        }
        prop_assert!(text[at..].chars().all(between_tokens), "lost {:?}", &text[at..]);
    }

    #[test]
    fn sentences_and_regions_hold_every_token_once(text in texts()) {
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        tokenizer().run(&text, &mut layer, &mut regions);
        let mut next = 0;
        for sentence in &layer.sentences {
            prop_assert_eq!(sentence.tokens.start(), next);
            next = sentence.tokens.end();
            let region = &regions[sentence.region as usize];
            prop_assert!(region.span.contains(sentence.span));
        }
        prop_assert_eq!(next as usize, layer.tokens.len());
        for pair in regions.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
    }

    #[test]
    fn segments_of_a_word_concatenate_to_it(text in texts()) {
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        tokenizer().run(&text, &mut layer, &mut regions);
        for (index, token) in layer.tokens.iter().enumerate() {
            for reading in layer.readings(index) {
                let mut at = token.span.start();
                for segment in layer.segments_of(reading) {
                    prop_assert_eq!(segment.span.start(), at);
                    at = segment.span.end();
                }
                prop_assert_eq!(at, token.span.end());
            }
        }
    }
}
