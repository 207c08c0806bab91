//! What holds for the layer of every text; shared by the property tests, the replay of the
//! fuzzer's corpus and the fuzz target.

use rasd_core::{Region, TokenLayer};
use rasd_tokenizer::{Tokenizer, fold, fold_loose, source_offset, write_norm};

/// Panics, naming what is broken, if the layer of `text` does not hold together.
pub fn check(tokenizer: &Tokenizer, text: &str) {
    normal_forms(text);
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    tokenizer.run(text, &mut layer, &mut regions);
    tokens_tile(text, &layer);
    sentences_tile(&layer, &regions);
    segments_tile(&layer);
    the_same_again(tokenizer, text, &layer);
}

fn normal_forms(text: &str) {
    let norm = write_norm(text);
    assert_eq!(write_norm(&norm), norm, "normalising twice");
    let folded = fold(text);
    assert_eq!(fold(&folded), folded, "folding twice");
    assert_eq!(folded.len(), norm.len(), "folding keeps the length");
    let loose = fold_loose(text);
    assert_eq!(fold_loose(&loose), loose, "folding loosely twice");
    assert_eq!(loose.len(), norm.len(), "loose folding keeps the length");
    let mut last = 0;
    let steps = norm.len().div_ceil(200).max(1);
    for offset in (0..=norm.len()).step_by(steps) {
        let source = source_offset(text, offset);
        assert!(text.is_char_boundary(source), "source offset {source}");
        assert!(source >= last, "source offsets rise");
        last = source;
    }
}

/// Whether the character may stand between tokens.
fn between_tokens(c: char) -> bool {
    let invisible = matches!(c as u32, 0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E
        | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF);
    c.is_whitespace() || c.is_control() || invisible
}

fn tokens_tile(text: &str, layer: &TokenLayer) {
    let mut at = 0;
    for (index, token) in layer.tokens.iter().enumerate() {
        let gap = &text[at..token.span.start() as usize];
        assert!(gap.chars().all(between_tokens), "lost {gap:?}");
        assert!(!token.span.is_empty(), "an empty token");
        at = token.span.end() as usize;
        let (written, folded) = (layer.written(index), layer.folded(index));
        assert!(!written.is_empty(), "a token without a normal form");
        assert_eq!(written.len(), folded.len(), "{written} {folded}");
    }
    let gap = &text[at..];
    assert!(gap.chars().all(between_tokens), "lost {gap:?}");
}

fn sentences_tile(layer: &TokenLayer, regions: &[Region]) {
    let mut next = 0;
    for sentence in &layer.sentences {
        assert_eq!(sentence.tokens.start(), next, "sentences follow each other");
        next = sentence.tokens.end();
        let region = &regions[sentence.region as usize];
        assert!(
            region.span.contains(sentence.span),
            "a sentence leaves its region"
        );
    }
    assert_eq!(
        next as usize,
        layer.tokens.len(),
        "every token is in a sentence"
    );
    for pair in regions.windows(2) {
        assert!(
            pair[0].span.end() <= pair[1].span.start(),
            "regions overlap"
        );
    }
}

fn segments_tile(layer: &TokenLayer) {
    for (index, token) in layer.tokens.iter().enumerate() {
        for reading in layer.readings(index) {
            let segments = &reading.segments;
            let mut at = token.span.start();
            for segment in segments {
                let span = layer.segment_span(index, segment);
                assert_eq!(span.start(), at, "segments follow each other");
                at = span.end();
            }
            assert_eq!(at, token.span.end(), "segments make up the word");
            assert!(
                (reading.stem as usize) < segments.len(),
                "a reading has a stem"
            );
        }
    }
}

/// What a tokenizer remembers must not change what it finds.
fn the_same_again(tokenizer: &Tokenizer, text: &str, first: &TokenLayer) {
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    tokenizer.run(text, &mut layer, &mut regions);
    assert_eq!(layer.tokens, first.tokens);
    for index in 0..layer.tokens.len() {
        let readings = layer.readings(index);
        assert_eq!(readings, first.readings(index));
        for segment in readings.iter().flat_map(|reading| &reading.segments) {
            assert_eq!(layer.form(segment), first.form(segment));
        }
    }
}
