//! The rules after loading: patterns with every name looked up.

use crate::Preference;
use crate::expr::Expr;
use crate::words::{ClassId, FirstSet, WordId, Words};
use jiff::civil::DateTime;
use rasd_core::Provenance;
use std::collections::HashMap;
use std::sync::Arc;

/// Index of a part: the rules that make the same kind of thing.
pub(crate) type PartId = u16;
/// Index of a rule.
pub(crate) type RuleId = u16;
/// Name of a capture.
pub(crate) type Capture = Arc<str>;

/// An element of a pattern.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    /// A word or punctuation mark.
    Word(WordId),
    /// A member of a word class.
    Class(ClassId, Option<Capture>),
    /// What another rule matches.
    Part(PartId, Option<Capture>),
    /// Digits within bounds; `glued` if another number may be attached.
    Number {
        glued: bool,
        /// Exact number of digits, if it matters.
        digits: Option<u8>,
        low: i64,
        high: i64,
        capture: Option<Capture>,
    },
    /// Alternatives.
    Group(Vec<Vec<Element>>),
    /// Alternatives or nothing.
    Optional(Vec<Vec<Element>>),
    /// Alternatives outside the span.
    Context(Vec<Vec<Element>>),
    /// Alternatives that must not follow.
    Not(Vec<Vec<Element>>),
    /// No white space here.
    Glue,
}

/// An example of a rule, or a counter-example.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Text, without span marks.
    pub text: String,
    /// Bytes of the expected span, if marked by braces.
    pub span: Option<(usize, usize)>,
    /// Expected TIMEX3 value; `None` if the rule must not match.
    pub value: Option<String>,
    /// Reference time.
    pub reference: Option<DateTime>,
}

/// A rule.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// Name, for reasons and messages.
    pub name: Arc<str>,
    /// Its pattern.
    pub pattern: Vec<Vec<Element>>,
    /// What it means; `None` for rules that only keep others from matching.
    pub value: Option<Expr>,
    /// Whether a match is a mention by itself.
    pub alone: bool,
    /// The policy it belongs to, if it belongs to one only.
    pub prefer: Option<Preference>,
    /// Words it may begin with.
    pub first: FirstSet,
    /// Where it is written.
    pub provenance: Provenance,
    /// Examples and counter-examples.
    pub examples: Vec<Example>,
}

/// A part of the day.
#[derive(Debug, Clone)]
pub(crate) struct DayPart {
    /// Name used by the rules.
    pub id: Arc<str>,
    /// TIMEX3 code; empty for a part that is written as the whole day.
    pub code: String,
    /// First hour.
    pub from: i8,
    /// Hour after the last; 24 is midnight.
    pub to: i8,
    /// How it reads a clock of twelve hours.
    pub clock: Clock,
}

/// How a part of the day reads an hour from 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Clock {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// Around noon: from 11 on as said.
    Noon,
    /// Evening hours before midnight, small hours after it.
    Night,
}

impl Clock {
    /// The hour of 24 for an hour as said.
    pub fn hour(self, said: u8) -> u8 {
        match (self, said) {
            (_, 13..) | (Clock::Noon, 11..) => said,
            (Clock::Am, 12) | (Clock::Night, 12) => 0,
            (Clock::Am, _) | (Clock::Night, 0..=5) | (_, 0) => said,
            (Clock::Pm, 12) => 12,
            _ => said + 12,
        }
    }
}

/// What a holiday name stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Feast {
    /// Month and day, perhaps only a month, of the Gregorian calendar.
    Gregorian(u8, Option<u8>),
    /// Month and day of the Umm al-Qura calendar.
    Hijri(u8, Option<u8>),
    /// Days after Western or (`true`) Orthodox Easter.
    Easter(i16, bool),
}

/// Words that tell the tense of a clause, and others that only context needs.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    /// Cue words by their folded form.
    pub words: HashMap<String, Cue, foldhash::fast::FixedState>,
}

/// What a cue word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Cue {
    /// The clause is about what was.
    Past,
    /// The clause is about what will be.
    Future,
    /// The subjunctive after it is about what comes later.
    Later,
    /// What follows is the date of publication.
    Published,
}

/// All rules and tables.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    /// Vocabulary.
    pub words: Words,
    /// Rules in file order: of equally long matches the earlier rule wins.
    pub rules: Vec<Rule>,
    /// Rules of each part.
    pub parts: Vec<Part>,
    /// For each [`Start`], by its place, the rules that may begin so.
    starts: Vec<Starting>,
    /// Parts of the day.
    pub day_parts: Vec<DayPart>,
    /// Holidays by id.
    pub feasts: HashMap<String, Feast>,
    /// Offsets of zones in minutes, by name.
    pub zones: HashMap<String, i16>,
    /// Cue words.
    pub cues: Cues,
}

/// What stands where a rule might begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// A word.
    Word(WordId),
    /// Digits.
    Number,
    /// Nothing: the text is over.
    End,
}

/// The rules that may begin with one thing, part by part.
#[derive(Debug, Default)]
struct Starting {
    /// Parts in order, each with the place after its last rule.
    parts: Vec<(PartId, u32)>,
    rules: Vec<RuleId>,
}

/// The rules that make the same kind of thing.
#[derive(Debug, Default, Clone)]
pub(crate) struct Part {
    /// Name.
    pub name: String,
    /// Its rules.
    pub rules: Vec<RuleId>,
    /// Whether one of its rules makes a mention by itself.
    pub alone: bool,
}

impl Grammar {
    /// The part of that name, new if need be.
    pub fn part(&mut self, name: &str) -> PartId {
        let at = self.parts.iter().position(|p| p.name == name);
        let at = at.unwrap_or_else(|| {
            self.parts.push(Part {
                name: name.to_owned(),
                ..Part::default()
            });
            self.parts.len() - 1
        });
        at as PartId
    }

    /// Parts that make mentions and may begin so.
    pub fn alone_parts(&self, start: Start) -> impl Iterator<Item = PartId> + '_ {
        let starting = self.starts.get(self.place(start));
        let parts = starting.into_iter().flat_map(|starting| &starting.parts);
        let parts = parts.map(|(part, _)| *part);
        parts.filter(|part| self.parts[usize::from(*part)].alone)
    }

    /// The rules of a part that may begin so, in order.
    pub fn rules_of(&self, part: PartId, start: Start) -> &[RuleId] {
        let Some(starting) = self.starts.get(self.place(start)) else {
            return &[];
        };
        let Ok(at) = starting.parts.binary_search_by_key(&part, |(id, _)| *id) else {
            return &[];
        };
        let first = at.checked_sub(1).map_or(0, |at| starting.parts[at].1);
        &starting.rules[first as usize..starting.parts[at].1 as usize]
    }

    /// Place of a start: words by their number, then digits, then the end.
    fn place(&self, start: Start) -> usize {
        match start {
            Start::Word(word) => usize::from(word),
            Start::Number => self.words.count(),
            Start::End => self.words.count() + 1,
        }
    }

    /// The rules that may begin so.
    fn starting(&self, start: Start) -> Starting {
        let mut starting = Starting::default();
        for (id, part) in self.parts.iter().enumerate() {
            let before = starting.rules.len();
            let rules = part.rules.iter().copied();
            let fits = |rule: &RuleId| self.rules[usize::from(*rule)].first.has(start);
            starting.rules.extend(rules.filter(fits));
            if starting.rules.len() > before {
                starting
                    .parts
                    .push((id as PartId, starting.rules.len() as u32));
            }
        }
        starting
    }

    /// Index of the part of the day of that name.
    pub fn day_part(&self, id: &str) -> Option<u8> {
        self.day_parts
            .iter()
            .position(|p| &*p.id == id)
            .and_then(|at| u8::try_from(at).ok())
    }

    /// Finds parts that contain themselves; each is a rule and the part it must not name.
    pub fn cycles(&self) -> Vec<(RuleId, PartId)> {
        let mut state = vec![0u8; self.parts.len()];
        let mut bad = Vec::new();
        for part in 0..self.parts.len() {
            self.visit(part as PartId, &mut state, &mut bad);
        }
        bad
    }

    fn visit(&self, part: PartId, state: &mut [u8], bad: &mut Vec<(RuleId, PartId)>) {
        if state[usize::from(part)] != 0 {
            return;
        }
        state[usize::from(part)] = 1;
        for rule in &self.parts[usize::from(part)].rules {
            let mut named = Vec::new();
            named_parts(&self.rules[usize::from(*rule)].pattern, &mut named);
            for other in named {
                if state[usize::from(other)] == 1 {
                    bad.push((*rule, other));
                } else {
                    self.visit(other, state, bad);
                }
            }
        }
        state[usize::from(part)] = 2;
    }

    /// Computes what every rule may begin with. The parts must be free of cycles.
    pub fn compute_first(&mut self) {
        let mut done = vec![None; self.parts.len()];
        for part in 0..self.parts.len() {
            self.first_of_part(part as PartId, &mut done);
        }
        for rule in 0..self.rules.len() {
            let first = self
                .first_of(&self.rules[rule].pattern.clone(), &mut done)
                .0;
            self.rules[rule].first = first;
        }
        for part in &mut self.parts {
            part.alone = part.rules.iter().any(|r| self.rules[usize::from(*r)].alone);
        }
        let words = (0..self.words.count()).map(|word| Start::Word(word as WordId));
        let starts = words.chain([Start::Number, Start::End]);
        self.starts = starts.map(|start| self.starting(start)).collect();
    }

    fn first_of_part(&self, part: PartId, done: &mut Vec<Option<FirstSet>>) -> FirstSet {
        if let Some(first) = done[usize::from(part)] {
            return first;
        }
        let mut all = FirstSet::default();
        for rule in &self.parts[usize::from(part)].rules {
            all.add(
                self.first_of(&self.rules[usize::from(*rule)].pattern, done)
                    .0,
            );
        }
        done[usize::from(part)] = Some(all);
        all
    }

    /// What the alternatives may begin with, and whether one of them may match nothing.
    fn first_of(&self, all: &[Vec<Element>], done: &mut Vec<Option<FirstSet>>) -> (FirstSet, bool) {
        let mut first = FirstSet::default();
        let mut any_empty = false;
        for sequence in all {
            let mut empty = true;
            for element in sequence {
                let (set, nullable) = match element {
                    Element::Word(word) => (single(*word), false),
                    Element::Class(class, _) => (self.first_of_class(*class), false),
                    Element::Part(part, _) => (self.first_of_part(*part, done), false),
                    Element::Number { .. } => (numbers(), false),
                    Element::Group(inner) | Element::Context(inner) => self.first_of(inner, done),
                    Element::Optional(inner) => (self.first_of(inner, done).0, true),
                    Element::Not(_) | Element::Glue => (FirstSet::default(), true),
                };
                first.add(set);
                if !nullable {
                    empty = false;
                    break;
                }
            }
            any_empty |= empty;
        }
        if any_empty {
            (FirstSet::ALL, true)
        } else {
            (first, false)
        }
    }

    fn first_of_class(&self, class: ClassId) -> FirstSet {
        let mut set = FirstSet::default();
        self.words.first_words(class).for_each(|w| set.add_word(w));
        set
    }
}

fn single(word: WordId) -> FirstSet {
    let mut set = FirstSet::default();
    set.add_word(word);
    set
}

fn numbers() -> FirstSet {
    let mut set = FirstSet::default();
    set.add_numbers();
    set
}

fn named_parts(all: &[Vec<Element>], out: &mut Vec<PartId>) {
    for element in all.iter().flatten() {
        match element {
            Element::Part(part, _) => out.push(*part),
            Element::Group(inner)
            | Element::Optional(inner)
            | Element::Context(inner)
            | Element::Not(inner) => {
                named_parts(inner, out);
            }
            _ => {}
        }
    }
}
