//! Cases that a linguist can extend: see the files in `tests/cases/`.

mod support;

use rasd_core::{SegmentRole, TokenLayer};
use rasd_tokenizer::{Tokenizer, fold, fold_loose, tokens, write_norm};
use support::{Analysed, Failures, analyse, cases, tokenizer};

/// `written => normalised => folded => folded loosely`
#[test]
fn normalisation() {
    let mut failures = Failures::default();
    for (line, case) in cases("normalisation.txt") {
        let parts: Vec<String> = case.split(" => ").map(unescape).collect();
        let [written, norm, folded, loose] = parts.as_slice() else {
            panic!("line {line}: expected four parts");
        };
        failures.check(line, "normalised", norm, &write_norm(written));
        failures.check(line, "folded", folded, &fold(written));
        failures.check(line, "folded loosely", loose, &fold_loose(written));
    }
    failures.report("normalisation.txt");
}

/// `text => token|token|…`
#[test]
fn token_boundaries() {
    let mut failures = Failures::default();
    let mut layer = TokenLayer::default();
    for (line, case) in cases("tokens.txt") {
        let (text, expected) = case.split_once(" => ").expect("two parts");
        let text = unescape(text);
        tokens(&text, &mut layer);
        let found: Vec<&str> = layer.tokens.iter().map(|t| t.span.text(&text)).collect();
        failures.check(line, &text, &unescape(expected), &found.join("|"));
    }
    failures.report("tokens.txt");
}

/// `first sentence ‖ second sentence ‖ …`; `\n` ends a line.
#[test]
fn sentence_boundaries() {
    let tokenizer = tokenizer();
    let mut failures = Failures::default();
    for (line, case) in cases("sentences.txt") {
        let text = unescape(&case.replace(" ‖ ", " ").replace('‖', ""));
        let expected: Vec<String> = case
            .split('‖')
            .map(|s| unescape(s).trim().to_owned())
            .collect();
        let Analysed { layer, text, .. } = analyse(&tokenizer, &text);
        let found: Vec<&str> = layer.sentences.iter().map(|s| s.span.text(&text)).collect();
        failures.check(line, "sentences", &expected.join(" ‖ "), &found.join(" ‖ "));
    }
    failures.report("sentences.txt");
}

/// `word[ context] => segment+segment+… lemma POS [feature …]`, the word being the one in
/// square brackets, or the first one.
#[test]
fn words_in_context() {
    let tokenizer = tokenizer();
    let mut failures = Failures::default();
    for (line, case) in cases("words.txt") {
        let (text, expected) = case.split_once(" => ").expect("two parts");
        let before = text.split('[').next().filter(|_| text.contains('['));
        let at = before.map_or(0, str::len) as u32;
        let text = text.replace(['[', ']'], "");
        let analysed = analyse(&tokenizer, &text);
        let index = analysed
            .layer
            .tokens
            .iter()
            .position(|t| t.span.start() == at)
            .unwrap_or_else(|| panic!("line {line}: no token starts at the bracket"));
        let found = describe(&tokenizer, &analysed, index);
        // Features that the case does not name are not compared, nor is their order.
        let expected: Vec<&str> = expected.split(' ').collect();
        let found: Vec<&str> = found.split(' ').collect();
        let mut shown: Vec<&str> = found.iter().take(3).copied().collect();
        shown.extend(expected.iter().skip(3).filter(|f| found.contains(f)));
        failures.check(line, &text, &expected.join(" "), &shown.join(" "));
    }
    failures.report("words.txt");
}

/// Segments as written, with a form in brackets where spelling changes are undone, lemma of
/// the stem, part of speech, features.
fn describe(tokenizer: &Tokenizer, analysed: &Analysed, index: usize) -> String {
    let layer = &analysed.layer;
    let Some(reading) = layer.reading(index) else {
        return "no word".to_owned();
    };
    let mut segments = Vec::new();
    let mut rest = String::new();
    for segment in &reading.segments {
        segments.push(layer.form(segment).to_owned());
        if segment.role != SegmentRole::Stem {
            continue;
        }
        let features = &segment.morph.features;
        rest = format!(
            "{} {}",
            tokenizer.lemma_of(layer, segment),
            segment.morph.pos
        );
        let named = [
            features.verb_form.map(|f| f.as_str()),
            features.voice.map(|f| f.as_str()),
            features.person.map(|f| f.as_str()),
            features.gender.map(|f| f.as_str()),
            features.number.map(|f| f.as_str()),
            features.definite.then_some("definite"),
            features.nisba.then_some("nisba"),
            reading.guessed.then_some("guessed"),
        ];
        for feature in named.into_iter().flatten() {
            rest.push(' ');
            rest.push_str(feature);
        }
    }
    format!("{} {rest}", segments.join("+"))
}

/// Pages with the kind of each line: `kind | line`, pages being divided by `---`.
#[test]
fn document_structure() {
    let tokenizer = tokenizer();
    let mut failures = Failures::default();
    let mut page: Vec<(usize, String)> = Vec::new();
    let mut lines = cases("structure.txt");
    lines.push((0, "---".to_owned()));
    for (number, line) in lines {
        if line != "---" {
            page.push((number, line));
            continue;
        }
        let text: Vec<&str> = page.iter().map(|(_, l)| content(l).1).collect();
        let analysed = analyse(&tokenizer, &text.join("\n"));
        for ((number, line), start) in page.iter().zip(line_starts(&text)) {
            let kind = analysed
                .regions
                .iter()
                .find(|r| r.span.contains_offset(start))
                .map_or("nothing", |r| r.kind.as_str());
            failures.check(*number, content(line).1, content(line).0, kind);
        }
        page.clear();
    }
    failures.report("structure.txt");
}

fn content(line: &str) -> (&str, &str) {
    let (kind, text) = line.split_once('|').expect("kind | line");
    (kind.trim(), text.trim())
}

fn line_starts(lines: &[&str]) -> Vec<u32> {
    let mut at = 0;
    let mut starts = Vec::new();
    for line in lines {
        starts.push(at as u32);
        at += line.len() + 1;
    }
    starts
}

/// `\n` and `\u{…}` as in Rust, so that what cannot be seen can be written.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('n') {
            out.push('\n');
            rest = after;
        } else if let Some((code, after)) = rest.strip_prefix("u{").and_then(|r| r.split_once('}'))
        {
            let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
            out.push(code.expect("a code point in hexadecimal"));
            rest = after;
        } else {
            panic!("unknown escape before `{rest}`");
        }
    }
    out + rest
}
