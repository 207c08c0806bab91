//! Where sentences end.

use crate::chars::{Class, class};
use crate::structure::Structure;
use rasd_core::{ByteSpan, Sentence, TokenKind, TokenLayer, TokenSpan};

/// Longest stretch in round brackets that a full stop does not divide, in tokens.
const SHORT_BRACKET: usize = 15;

/// Longest name of a foreign letter, in letters.
const SPELT_LETTER: usize = 3;

/// Appends the sentences of `tokens`, which all stand in one region on one line.
pub(crate) fn split(
    text: &str,
    layer: &mut TokenLayer,
    tokens: TokenSpan,
    rules: &Structure,
    region: u32,
    paragraph: u32,
) {
    let end = tokens.end() as usize;
    let mut first = tokens.start() as usize;
    let mut bracket_until = 0;
    let mut at = first;
    while at < end {
        // Sentences end at marks.
        let kind = layer.tokens[at].kind;
        if !matches!(kind, TokenKind::Punctuation | TokenKind::Symbol) {
            at += 1;
            continue;
        }
        let surface = layer.tokens[at].span.text(text);
        if surface == "("
            && let Some(after) = rules.credits.end(text, layer, first, at, end)
        {
            close(layer, first, at, region, paragraph);
            // A mark after the bracket ends the credit, not the sentence that follows.
            let stop = after < end && layer.tokens[after].span.text(text) == ".";
            first = after + usize::from(stop);
            close(layer, at, first, region, paragraph);
            at = first;
            continue;
        }
        if surface == "(" {
            bracket_until = Splitter { text, layer, end }.bracket_end(at);
        }
        let splitter = Splitter { text, layer, end };
        let after = if at < bracket_until {
            at + 1
        } else if is_bullet(surface) && at > first {
            close(layer, first, at, region, paragraph);
            first = at;
            at + 1
        } else if let Some(after) = splitter.sentence_end(at, rules) {
            close(layer, first, after, region, paragraph);
            first = after;
            after
        } else {
            at + 1
        };
        at = after;
    }
    close(layer, first, end, region, paragraph);
}

fn close(layer: &mut TokenLayer, first: usize, end: usize, region: u32, paragraph: u32) {
    if first >= end {
        return;
    }
    layer.sentences.push(Sentence {
        span: layer.tokens[first].span.cover(layer.tokens[end - 1].span),
        tokens: TokenSpan::new(first as u32, end as u32),
        region,
        paragraph,
    });
}

struct Splitter<'a> {
    text: &'a str,
    layer: &'a TokenLayer,
    end: usize,
}

impl Splitter<'_> {
    fn surface(&self, at: usize) -> &str {
        match self.layer.tokens.get(at) {
            Some(token) if at < self.end => token.span.text(self.text),
            _ => "",
        }
    }

    /// Index after the bracket that closes the one at `at`; `at` if it is far away or missing.
    fn bracket_end(&self, at: usize) -> usize {
        let mut depth = 0;
        for i in at..self.end.min(at + SHORT_BRACKET) {
            match self.surface(i) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return i + 1;
            }
        }
        at
    }

    /// The index after the last token of the sentence if it ends with the token at `at`.
    fn sentence_end(&self, at: usize, rules: &Structure) -> Option<usize> {
        let mark = self.surface(at);
        let full_stop = mark == ".";
        let ends = full_stop || mark.starts_with(['!', '?', '\u{61F}', '\u{6D4}']);
        if !ends || full_stop && !self.stop_ends(at, rules) {
            return None;
        }
        let mut after = at + 1;
        while after < self.end && self.closes(after) {
            after += 1;
        }
        // A question inside quotation marks may be part of a sentence that goes on.
        if !full_stop && after > at + 1 && self.joins_on(after) {
            return None;
        }
        Some(after)
    }

    /// Whether the full stop at `at` can end a sentence.
    fn stop_ends(&self, at: usize, rules: &Structure) -> bool {
        let tokens = &self.layer.tokens;
        let Some(before) = at.checked_sub(1).and_then(|i| tokens.get(i)) else {
            return false;
        };
        let spaced = |from: ByteSpan, to: ByteSpan| from.end() < to.start();
        let touches = !spaced(before.span, tokens[at].span);
        let next_touches = at + 1 < self.end && !spaced(tokens[at].span, tokens[at + 1].span);
        if before.kind == TokenKind::Word && touches {
            let word = before.norm.text(&self.layer.norms);
            let after_number = at >= 2 && tokens[at - 2].kind == TokenKind::Number;
            let initial = word.chars().count() == 1 && !after_number;
            if (initial || rules.is_abbreviation(word)) && at + 1 < self.end {
                return false;
            }
        }
        // A number at the start of a line with a full stop is a list number.
        if before.kind == TokenKind::Number && touches && self.starts_line(at - 1) {
            return false;
        }
        if next_touches {
            let next = tokens[at + 1].kind;
            // Abbreviations are written letter by letter, by the sound (جي.في.كيه).
            let short = |at: usize| self.layer.written(at).chars().count() <= SPELT_LETTER;
            if touches && short(at - 1) && short(at + 1) {
                return false;
            }
            // www.x, 1.5 and Latin file names are no ends; a word after a missing space is.
            let latin = before.kind == TokenKind::Foreign && next == TokenKind::Foreign;
            return !latin && next != TokenKind::Number;
        }
        true
    }

    fn starts_line(&self, at: usize) -> bool {
        at == 0
            || self.layer.tokens[at - 1].span.end() < self.layer.tokens[at].span.start()
                && self.text[self.layer.tokens[at - 1].span.end() as usize
                    ..self.layer.tokens[at].span.start() as usize]
                    .contains('\n')
    }

    /// Whether the token at `at` belongs to the sentence that ended right before it.
    fn closes(&self, at: usize) -> bool {
        let touches = self.layer.tokens[at - 1].span.end() == self.layer.tokens[at].span.start();
        match self.surface(at) {
            ")" | "]" | "}" | "\u{BB}" | "\u{201D}" | "\u{2019}" | "!" | "?" | "\u{61F}" => true,
            // Straight quotation marks open as well as close; the ones that touch close.
            "\"" | "'" | "\u{201C}" | "\u{201D}\u{201D}" | "." => touches,
            _ => false,
        }
    }

    /// Whether the text after a closing quotation mark carries on the sentence.
    fn joins_on(&self, at: usize) -> bool {
        match self.layer.tokens.get(at) {
            Some(token) if at < self.end => {
                token.kind == TokenKind::Word || matches!(self.surface(at), "\u{60C}" | "," | "-")
            }
            _ => false,
        }
    }
}

fn is_bullet(surface: &str) -> bool {
    let mut chars = surface.chars();
    let bullet = matches!(
        chars.next(),
        Some(
            '\u{2022}'
                | '\u{25CF}'
                | '\u{25AA}'
                | '\u{25FE}'
                | '\u{25A0}'
                | '\u{2023}'
                | '\u{25E6}'
        )
    );
    bullet && chars.all(|c| class(c) != Class::Letter)
}
