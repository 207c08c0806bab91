//! The tagger: from tokens to time mentions.

use crate::atoms::{Atom, Atomizer, mark_attached};
use crate::context::Tense;
use crate::eval::{Clause, Scene};
use crate::grammar::{Grammar, Rule};
use crate::load;
use crate::matcher::{Found, Matcher, Memo};
use crate::named::YearsNamed;
use crate::outcome::outcome;
use crate::value::Fixed;
use jiff::civil::DateTime;
use rasd_core::{
    Affixes, ByteSpan, DataFile, Document, Loaded, PerThread, Publication, Region, RegionKind,
    Sentence, TimeMention, TimexType, TokenKind, TokenLayer, TokenSpan,
};
use rasd_tokenizer::Tokenizer;
use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::sync::Arc;

/// What is meant where usage differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preference {
    /// As news writes: a bare weekday is the nearest past one unless the verb is future, a
    /// shifted date keeps the unit it is counted in, "the middle of June" is a stretch.
    #[default]
    News,
    /// As one speaks to an assistant: a bare weekday is the next one, a clock time the next
    /// such time, "in a week" a day, "the middle of June" a day, "until two" a stretch from now.
    Future,
}

impl std::str::FromStr for Preference {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "news" => Ok(Preference::News),
            "future" => Ok(Preference::Future),
            _ => Err(format!(
                "unknown preference `{text}`; expected one of: news, future"
            )),
        }
    }
}

/// How to resolve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Policy where usage differs.
    pub prefer: Preference,
    /// Offset of the publication time from universal time in minutes, if known and not that
    /// of the document; clock times in a named zone are then converted to it.
    pub utc_offset: Option<i16>,
}

/// Finds time expressions and resolves them.
#[derive(Debug)]
pub struct TimeTagger {
    pub(crate) grammar: Grammar,
    kept: PerThread<Kept>,
}

/// What is kept from one document to the next.
#[derive(Debug, Default)]
struct Kept {
    atomizer: Atomizer,
    memo: Memo,
}

/// Longest run of known words, in tokens, that is looked at in one piece; longer runs are lists
/// of numbers, not expressions, and cutting them keeps the work linear.
const LONGEST_RUN: usize = 48;
/// How far, in tokens, an expression may begin before its first trigger.
const FAR_LEFT: usize = 16;

impl TimeTagger {
    /// Loads the files `rules/time/*.toml` and ignores others. Everything wrong with them is
    /// in `problems`; the good rules work.
    pub fn load(files: &[DataFile<'_>]) -> Loaded<TimeTagger> {
        let loaded = load::load(files);
        Loaded {
            value: TimeTagger {
                grammar: loaded.value,
                kept: PerThread::default(),
            },
            problems: loaded.problems,
        }
    }

    /// The time expressions of a document, in text order, boilerplate left out.
    ///
    /// Relative expressions are resolved against `publication`; without one their values
    /// keep `X` for what is not known. Spans are bytes of the document's text.
    pub fn run(
        &self,
        doc: &Document,
        tokenizer: &Tokenizer,
        layer: &TokenLayer,
        regions: &[Region],
        publication: Option<&Publication>,
        options: &Options,
    ) -> Vec<TimeMention> {
        // Lemmas are not needed so far; the parameter keeps the call alike for all stages.
        let _ = tokenizer;
        let reference = publication.map(|p| p.date);
        let skip = |s: &Sentence| {
            regions
                .get(s.region as usize)
                .is_some_and(|r| r.kind == RegionKind::Boilerplate)
        };
        let options = Options {
            utc_offset: options.utc_offset.or(doc.utc_offset),
            ..*options
        };
        self.kept.with(|kept| {
            let mut run = Run::new(&self.grammar, &doc.text, layer, reference, options);
            std::mem::swap(&mut run.atomizer, &mut kept.atomizer);
            std::mem::swap(&mut run.matcher.memo, &mut kept.memo);
            run.atomizer.open(layer);
            for sentence in layer.sentences.iter().filter(|s| !skip(s)) {
                run.sentence(sentence);
            }
            std::mem::swap(&mut run.atomizer, &mut kept.atomizer);
            std::mem::swap(&mut run.matcher.memo, &mut kept.memo);
            run.mentions.into_iter().map(|m| m.mention).collect()
        })
    }
}

/// A mention and what made it.
#[derive(Debug)]
pub(crate) struct Made {
    /// The mention.
    pub mention: TimeMention,
    /// Rules that took part, if the run notes them.
    pub rules: Vec<u16>,
    /// Day of the week of the day of writing, if the mention tells it ("today, Tuesday").
    pub today: Option<i8>,
}

/// One pass over a text.
pub(crate) struct Run<'a> {
    grammar: &'a Grammar,
    text: &'a str,
    layer: &'a TokenLayer,
    reference: Option<DateTime>,
    /// What reasons say of the reference.
    against: String,
    options: Options,
    atomizer: Atomizer,
    atoms: Vec<Atom>,
    matcher: Matcher<'a>,
    found: Vec<Found>,
    anchor: Option<(Fixed, usize)>,
    years_named: YearsNamed,
    sentences: usize,
    /// Whether to note the rules that take part.
    pub trace: bool,
    /// Mentions made so far.
    pub mentions: Vec<Made>,
}

impl<'a> Run<'a> {
    /// A pass that has read nothing yet.
    pub fn new(
        grammar: &'a Grammar,
        text: &'a str,
        layer: &'a TokenLayer,
        reference: Option<DateTime>,
        options: Options,
    ) -> Self {
        let mut atomizer = Atomizer::default();
        atomizer.open(layer);
        let against = match reference {
            Some(reference) => format!("; reference {}", reference.date()),
            None => "; no reference date".to_owned(),
        };
        Run {
            grammar,
            text,
            layer,
            reference,
            against,
            options,
            atomizer,
            atoms: Vec::new(),
            matcher: Matcher::new(grammar),
            found: Vec::new(),
            anchor: None,
            years_named: YearsNamed::default(),
            sentences: 0,
            trace: false,
            mentions: Vec::new(),
        }
    }

    /// Reads a sentence: looks for triggers, and around each for the run of known words.
    pub fn sentence(&mut self, sentence: &Sentence) {
        self.sentences += 1;
        let tokens = sentence.tokens.range();
        let mut done = tokens.start;
        let mut at = tokens.start;
        while at < tokens.end {
            if self.may_trigger(at, tokens.end) {
                let run = self.known_run(at, done..tokens.end);
                if !run.is_empty() {
                    self.run_of_words(run.clone(), sentence.tokens);
                    done = run.end;
                    at = run.end;
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Whether an expression may be at a token; `false` is certain.
    fn may_trigger(&mut self, at: usize, end: usize) -> bool {
        match self.layer.tokens[at].kind {
            TokenKind::Number => {
                let written = self.layer.folded(at);
                let joined = || at + 2 < end && self.touches(at) && self.touches(at + 1);
                written.len() == 4 || written.contains([':', '.', ',']) || joined()
            }
            TokenKind::Word | TokenKind::Foreign => {
                let words = &self.grammar.words;
                self.atomizer.cut(words, self.layer, at).trigger
            }
            _ => false,
        }
    }

    /// Whether a token is attached to the next one.
    fn touches(&self, at: usize) -> bool {
        self.layer.tokens[at].span.end() == self.layer.tokens[at + 1].span.start()
    }

    /// The run of known words around a trigger inside `within`; empty if it is no trigger.
    fn known_run(&mut self, at: usize, within: Range<usize>) -> Range<usize> {
        let words = &self.grammar.words;
        let mut known = |atoms: &mut Vec<Atom>, index: usize| {
            atoms.clear();
            if self.layer.tokens[index].kind != TokenKind::Number {
                return self.atomizer.cut(words, self.layer, index).host.is_some();
            }
            self.atomizer
                .push(words, self.text, self.layer, index, atoms);
            atoms.iter().all(Atom::is_known)
        };
        let mut atoms = std::mem::take(&mut self.atoms);
        let number = self.layer.tokens[at].kind == TokenKind::Number;
        // Words have been told to be triggers, which they are only if they are known.
        let trigger = !number || known(&mut atoms, at);
        let (mut start, mut end) = (at, at);
        if trigger {
            end += 1;
            while start > within.start && at - start < FAR_LEFT && known(&mut atoms, start - 1) {
                start -= 1;
            }
            while end < within.end && end - start < LONGEST_RUN && known(&mut atoms, end) {
                end += 1;
            }
        }
        self.atoms = atoms;
        start..end
    }

    fn run_of_words(&mut self, tokens: Range<usize>, sentence: TokenSpan) {
        let mut atoms = std::mem::take(&mut self.atoms);
        atoms.clear();
        for index in tokens {
            self.atomizer.push(
                &self.grammar.words,
                self.text,
                self.layer,
                index,
                &mut atoms,
            );
        }
        mark_attached(&mut atoms);
        if atoms
            .iter()
            .any(|atom| atom.is_trigger(&self.grammar.words))
        {
            self.window(&atoms, sentence);
        }
        self.atoms = atoms;
    }

    fn window(&mut self, atoms: &[Atom], sentence: TokenSpan) {
        let grammar = self.grammar;
        let mut matcher = std::mem::replace(&mut self.matcher, Matcher::new(grammar));
        matcher.open(atoms);
        let mut all = std::mem::take(&mut self.found);
        let mut at = 0;
        while at < atoms.len() {
            let mut next = at + 1;
            matcher.mentions_at(at, &mut all);
            for found in all.drain(..) {
                let rule = &grammar.rules[usize::from(matcher.rule_of(found.node))];
                if rule.prefer.is_some_and(|p| p != self.options.prefer) {
                    continue;
                }
                if rule.value.is_none() {
                    next = found.reach.max(next);
                    break;
                }
                if self.in_construct(&matcher, atoms, sentence, &found) {
                    continue;
                }
                if let Some(made) = self.make(&matcher, atoms, sentence, found) {
                    self.mentions.push(made);
                    next = found.end.max(next);
                    break;
                }
            }
            at = next;
        }
        self.found = all;
        self.matcher = matcher;
    }

    /// Whether a match of a rule that wants no noun after it has one with the article: "hours
    /// of the night" are no unknown number of hours.
    fn in_construct(
        &self,
        matcher: &Matcher<'_>,
        atoms: &[Atom],
        sentence: TokenSpan,
        found: &Found,
    ) -> bool {
        let Some(last) = found.end.checked_sub(1).and_then(|at| atoms.get(at)) else {
            return false;
        };
        let next = last.token as usize + 1;
        next < sentence.end() as usize
            && self.layer.affixes(next).has(Affixes::AL)
            && matcher
                .rules_of(found.node)
                .iter()
                .any(|rule| self.grammar.rules[usize::from(*rule)].no_noun_after)
    }

    fn make(
        &mut self,
        matcher: &Matcher<'_>,
        atoms: &[Atom],
        sentence: TokenSpan,
        found: Found,
    ) -> Option<Made> {
        let (first, last) = (
            atoms.get(found.start)?,
            atoms.get(found.end.checked_sub(1)?)?,
        );
        let scene = Scene {
            grammar: self.grammar,
            given: self.reference,
            last: self.anchor.map(|(anchor, _)| anchor),
            last_is_near: self
                .anchor
                .is_some_and(|(_, sentence)| self.sentences - sentence <= 1),
            years_named: &self.years_named,
            preference: self.options.prefer,
            utc_offset: self.options.utc_offset,
            clause: Some(Clause {
                layer: self.layer,
                sentence,
                at: first.token as usize,
            }),
            told: OnceCell::new(),
            relative: Cell::new(false),
        };
        let value = scene.value(matcher, found.node, 0).ok()?;
        let outcome = outcome(&scene, &value)?;
        let rule = &self.grammar.rules[usize::from(matcher.rule_of(found.node))];
        let mention = TimeMention {
            span: ByteSpan::new(first.start, last.end),
            tokens: TokenSpan::new(first.token, last.token + 1),
            kind: outcome.kind,
            value: outcome.value,
            modifier: outcome.modifier,
            interval: outcome.interval,
            provenance: Some(rule.provenance.clone()),
            reason: self.reason(rule, &scene),
        };
        if let Some(fixed) = outcome.fixed.filter(|f| f.kind() == TimexType::Date) {
            self.anchor = Some((fixed, self.sentences));
        }
        let today = scene.weekday_of_writing(matcher, found.node);
        let explicit = !scene.relative.get();
        if let Some(date) = outcome.fixed.filter(|_| explicit) {
            self.years_named.note(&date);
        }
        Some(Made {
            mention,
            rules: if self.trace {
                matcher.rules_of(found.node)
            } else {
                Vec::new()
            },
            today,
        })
    }

    fn reason(&self, rule: &Rule, scene: &Scene<'_>) -> Arc<str> {
        let relative = scene.relative.get();
        let Some((tense, Some(teller))) = scene.told.get() else {
            if !relative {
                return rule.reason.clone();
            }
            return [&rule.reason, &*self.against].concat().into();
        };
        let against = if relative { &*self.against } else { "" };
        let tense = match tense {
            Tense::Past => "; past by ",
            Tense::Present => "; present by ",
            Tense::Future => "; future by ",
            Tense::Later => "; later by ",
            Tense::Unknown => "; no tense by ",
        };
        let word = self.layer.tokens[*teller].span.text(self.text);
        [&rule.reason, against, tense, word].concat().into()
    }
}
