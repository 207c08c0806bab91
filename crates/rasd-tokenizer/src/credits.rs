//! Whose a picture is, told in brackets after its caption: `جنود في بغداد ( رويترز ) أدى الرئيس اليمين`. The caption ends
//! before it, and what follows is a sentence of its own.

use crate::norm::write_norm;
use rasd_core::{TokenKind, TokenLayer};
use serde::Deserialize;
use std::collections::HashSet;

/// Longest credit with its brackets, in tokens.
const LONGEST: usize = 9;

/// Fewest words of a caption: a lone word is the place of a report (`فرانكفورت (د ب أ) أعلن`).
const CAPTION: usize = 2;

/// The words of credits, as `rules/structure.toml` lists them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CreditRules {
    sources: Vec<String>,
    after: Vec<String>,
    before: Vec<String>,
}

/// What tells a credit.
#[derive(Debug, Default)]
pub(crate) struct Credits {
    /// Agencies and the like, word by word.
    sources: HashSet<String>,
    /// Last words before a bracket that is part of a name (`وكالة الأنباء (إرنا)`).
    after: Vec<String>,
    /// Words that carry on what stands before the bracket.
    before: HashSet<String>,
}

impl Credits {
    pub(crate) fn extend(&mut self, rules: &CreditRules) {
        let norm = |word: &String| write_norm(word);
        self.sources.extend(rules.sources.iter().map(norm));
        self.after.extend(rules.after.iter().map(norm));
        self.before.extend(rules.before.iter().map(norm));
    }

    /// The index after the credit whose bracket opens at `open`, in a sentence that begins at `first` and a line that ends
    /// at `end`.
    pub(crate) fn end(
        &self,
        text: &str,
        layer: &TokenLayer,
        first: usize,
        open: usize,
        end: usize,
    ) -> Option<usize> {
        let surface = |at: usize| layer.tokens[at].span.text(text);
        let is_word = |at: usize| layer.tokens[at].kind == TokenKind::Word;
        let caption = (first..open).rev().filter(|at| is_word(*at));
        if caption.take(CAPTION).count() < CAPTION {
            return None;
        }
        let window = open + 1..end.min(open + LONGEST);
        let close = window.into_iter().find(|at| surface(*at) == ")")?;
        let inside: Vec<&str> = (open + 1..close).map(|at| layer.written(at)).collect();
        let part = |words: &[&str]| self.sources.contains(words.join(" ").as_str());
        let is_credit = inside
            .split(|word| matches!(*word, "-" | "\u{2013}" | "/" | "\u{60C}" | ","))
            .all(part);
        let last = layer.written(open - 1);
        let named = self.after.iter().any(|head| last.ends_with(head.as_str()));
        let goes_on = close + 1 < end && self.before.contains(layer.written(close + 1));
        (is_credit && is_word(open - 1) && !named && !goes_on).then_some(close + 1)
    }
}
