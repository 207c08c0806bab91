//! The rules after loading: patterns with every name looked up.

use crate::Preference;
use crate::expr::Expr;
use crate::starts::Starts;
use crate::words::{ClassId, WordId, Words};
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
    /// What the reason of its mentions begins with: that it is this rule.
    pub reason: Arc<str>,
    /// Its pattern.
    pub pattern: Vec<Vec<Element>>,
    /// What it means; `None` for rules that only keep others from matching.
    pub value: Option<Expr>,
    /// Whether a match is a mention by itself.
    pub alone: bool,
    /// Whether no noun with the article may follow, of which it would be a part.
    pub no_noun_after: bool,
    /// The policy it belongs to, if it belongs to one only.
    pub prefer: Option<Preference>,
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
    /// Cue words as written and as folded for search.
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
    /// A verb that calls for or sets what a word of [`Cue::Called`] behind it names.
    Calls,
    /// What is called for or set, and is to come.
    Called,
    /// A verb that puts off or extends, up to what stands behind a word of [`Cue::Until`].
    Defers,
    /// Before the end of what is extended, or the new date of what is put off.
    Until,
    /// The perfect behind it is about what may be.
    Condition,
    /// What happens at once: a date that follows it as its genitive is past.
    Event,
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
    /// Which rules may begin where.
    pub starts: Starts,
    /// Parts of the day.
    pub day_parts: Vec<DayPart>,
    /// Holidays by id.
    pub feasts: HashMap<String, Feast>,
    /// Offsets of zones in minutes, by name.
    pub zones: HashMap<String, i16>,
    /// Cue words.
    pub cues: Cues,
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
    pub fn compute_starts(&mut self) {
        for part in &mut self.parts {
            part.alone = part.rules.iter().any(|r| self.rules[usize::from(*r)].alone);
        }
        self.starts = Starts::new(self);
    }
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
