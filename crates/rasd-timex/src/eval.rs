//! Works out what a match means at its place in the text.

use crate::Preference;
use crate::context::{self, Tense};
use crate::expr::Expr;
use crate::grammar::{Feast, Grammar};
use crate::matcher::{Child, Matcher};
use crate::named::YearsNamed;
use crate::occur::Direction;
use crate::ops::Op;
use crate::value::{Code, Fields, Fixed, Length, Point, Val};
use crate::words::Meaning;
use jiff::civil::DateTime;
use rasd_core::{Grain, TimexModifier, TimexType, TokenLayer, TokenSpan};
use std::cell::{Cell, OnceCell};
use std::str::FromStr;

/// Where the clause of an expression is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clause<'a> {
    /// Tokens and their readings.
    pub layer: &'a TokenLayer,
    /// The sentence.
    pub sentence: TokenSpan,
    /// First token of the expression.
    pub at: usize,
}

/// What an expression is resolved against.
pub(crate) struct Scene<'a> {
    /// The rules.
    pub grammar: &'a Grammar,
    /// Publication date, or the reference given by the caller.
    pub given: Option<DateTime>,
    /// The date mentioned last.
    pub last: Option<Fixed>,
    /// Whether it was mentioned in this sentence or the one before.
    pub last_is_near: bool,
    /// Days named with their year so far.
    pub years_named: &'a YearsNamed,
    /// Policy where usage differs.
    pub preference: Preference,
    /// Offset of the reference from universal time, in minutes.
    pub utc_offset: Option<i16>,
    /// The clause; its tense is worked out only if the value depends on it.
    pub clause: Option<Clause<'a>>,
    /// The tense, once it has been asked for, and the token that tells it.
    pub told: OnceCell<(Tense, Option<usize>)>,
    /// Whether the reference or the date mentioned last has been asked for.
    pub relative: Cell<bool>,
}

/// Why an expression has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Miss {
    /// A capture of an optional piece that was not there.
    Absent,
    /// No such date, or an operation that makes no sense here.
    Invalid,
}

type Answer = Result<Val, Miss>;

/// Deeper than rules without cycles can be; keeps the stack bounded.
const MAX_DEPTH: usize = 64;

impl Scene<'_> {
    /// Publication date, or the reference given by the caller.
    pub fn reference(&self) -> Option<DateTime> {
        self.relative.set(true);
        self.given
    }

    /// The date mentioned last.
    pub fn anchor(&self) -> Option<Fixed> {
        self.relative.set(true);
        self.last
    }

    /// Tense of the clause.
    pub fn tense(&self) -> Tense {
        let tell = |c: &Clause<'_>| context::tense(self.grammar, c.layer, c.sentence, c.at);
        let unknown = (Tense::Unknown, None);
        self.told
            .get_or_init(|| self.clause.as_ref().map_or(unknown, tell))
            .0
    }

    /// The value of a node.
    pub fn value(&self, matcher: &Matcher<'_>, node: u32, depth: usize) -> Answer {
        if depth > MAX_DEPTH {
            return Err(Miss::Invalid);
        }
        let rule = &self.grammar.rules[usize::from(matcher.rule_of(node))];
        let capture = |name: &str| -> Answer {
            match matcher.capture(node, name) {
                None => Err(Miss::Absent),
                Some(Child::Node(inner)) => self.value(matcher, inner, depth + 1),
                Some(Child::Meaning(Meaning::Int(n))) => Ok(Val::Int(*n)),
                Some(Child::Number(n)) => Ok(Val::Int(n)),
                Some(Child::Meaning(Meaning::Name(name))) => Ok(Val::Word(name.clone())),
            }
        };
        match &rule.value {
            Some(expr) => self.eval(expr, &capture),
            None => Err(Miss::Invalid),
        }
    }

    /// Day of the week of the day of writing, where a match names a day both by its distance
    /// from that day and by its name.
    pub fn weekday_of_writing(&self, matcher: &Matcher<'_>, node: u32) -> Option<i8> {
        let part = |name: &str| matcher.capture(node, name);
        let (Child::Node(day), Child::Node(named)) = (part("deictic")?, part("named")?) else {
            return None;
        };
        let monday = DateTime::constant(2024, 1, 1, 0, 0, 0, 0);
        let from_monday = Scene {
            given: Some(monday),
            last: None,
            clause: None,
            told: OnceCell::new(),
            relative: Cell::new(false),
            ..*self
        };
        let Val::Point(Point::Fixed(day), _) = from_monday.value(matcher, day, 0).ok()? else {
            return None;
        };
        let Val::Point(Point::Partial(fields), _) = self.value(matcher, named, 0).ok()? else {
            return None;
        };
        let distance = (day.from.date() - monday.date()).get_days();
        let weekday = i32::from(fields.weekday?) - 1 - distance;
        i8::try_from(weekday.rem_euclid(7) + 1).ok()
    }

    fn eval(&self, expr: &Expr, capture: &dyn Fn(&str) -> Answer) -> Answer {
        let (op, args) = match expr {
            Expr::Int(n) => return Ok(Val::Int(*n)),
            Expr::Word(word) => return Ok(Val::Word(word.clone())),
            Expr::Capture(name) => return capture(name),
            Expr::Call(op, args) => (*op, args),
        };
        let arg = |at: usize| {
            args.get(at)
                .map_or(Err(Miss::Absent), |e| self.eval(e, capture))
        };
        match op {
            Op::Or => arg(0).or_else(|miss| {
                if miss == Miss::Absent {
                    arg(1)
                } else {
                    Err(miss)
                }
            }),
            Op::IfAhead => arg(0).and_then(|value| {
                if self.looks_ahead(&value) {
                    Ok(value)
                } else {
                    Err(Miss::Invalid)
                }
            }),
            Op::ByTense => arg(usize::from(!matches!(
                self.tense(),
                Tense::Past | Tense::Later
            ))),
            Op::Merge => {
                let mut all: Option<Val> = None;
                for at in 0..args.len() {
                    match (arg(at), all.take()) {
                        (Err(Miss::Absent), rest) => all = rest,
                        (Err(miss), _) => return Err(miss),
                        (Ok(value), None) => all = Some(value),
                        (Ok(value), Some(before)) => all = Some(self.merge(before, value)?),
                    }
                }
                all.ok_or(Miss::Absent)
            }
            _ => {
                let values = (0..args.len()).map(arg).collect::<Result<Vec<_>, _>>()?;
                self.apply(op, &Args(&values)).ok_or(Miss::Invalid)
            }
        }
    }

    fn apply(&self, op: Op, args: &Args<'_>) -> Option<Val> {
        if let Some(fields) = self.named(op, args) {
            return Some(Val::Point(Point::Partial(fields), None));
        }
        match op {
            Op::MinutesTo => minutes_to(args.value(0)?, args.small(1, 59)?),
            Op::Decade => {
                let first = args.int(0).map(|n| if n < 100 { 1900 + n } else { n })?;
                self.years(first.div_euclid(10) * 10, Grain::Decade)
            }
            Op::Century => self.years((args.int(0)? - 1) * 100 + 1, Grain::Century),
            Op::Last => self.pick(args.value(0)?, Direction::StrictPast),
            Op::Next => self.pick(args.value(0)?, Direction::StrictFuture),
            Op::This => self.pick(args.value(0)?, Direction::This),
            Op::Cycle => self.cycle(args.grain(0)?, args.int(1)?),
            Op::Cycles => self.cycles(args.grain(0)?, args.int(1)?),
            Op::Weekend => self.weekend(args.int(0)?),
            Op::Ago => self.moved(args.length(0)?, -1),
            Op::Ahead => self.moved(args.length(0)?, 1),
            Op::After => self.moved_from(self.fixed(args.value(0)?)?, args.length(1)?, 1),
            Op::Before => self.moved_from(self.fixed(args.value(0)?)?, args.length(1)?, -1),
            Op::Nth => self.nth(args.int(0)?, args.value(1)?, args.value(2)?),
            Op::NthAfter => self.nth_after(args.int(0)?, args.value(1)?, args.value(2)?),
            Op::Range => self.range(args.value(0)?, args.value(1)?),
            Op::Until | Op::Through | Op::Since => self.bounded(args.value(0)?, op),
            Op::Within => self.within(args.value(0)?),
            Op::Mod => self.modify(args.word(0)?, args.value(1)?, args.value(2).is_some()),
            Op::Every => self.every(args.value(0)?),
            Op::Reference => Some(Val::Reference(args.word(0)?.into(), TimexType::Date)),
            Op::Containing => {
                let unit = Fixed::unit(self.fixed(args.value(1)?)?.from, args.grain(0)?)?;
                Some(fixed_val(unit))
            }
            Op::Agreeing => self.agreeing(args.value(0)?, args.value(1)?),
            Op::Anchor => Some(fixed_val(self.anchor()?)),
            Op::Add => args.sum().map(Val::Int),
            Op::Multiply => args.int(0)?.checked_mul(args.int(1)?).map(Val::Int),
            _ => measured(op, args),
        }
    }

    /// The fields that an operation names; `None` for other operations and impossible fields.
    fn named(&self, op: Op, args: &Args<'_>) -> Option<Fields> {
        let mut fields = Fields::default();
        match op {
            Op::Year => fields.year = Some(i32::try_from(args.int(0)?).ok()?),
            Op::HijriYear => {
                fields.hijri = true;
                fields.year = Some(i32::try_from(args.int(0)?).ok()?);
            }
            Op::Month => fields.month = Some(args.small(0, 12)?),
            Op::HijriMonth => {
                fields.hijri = true;
                fields.month = Some(args.small(0, 12)?);
            }
            Op::Day => fields.day = Some(args.small(0, 31)?),
            Op::Weekday => fields.weekday = Some(args.small(0, 7)?),
            Op::Season => fields.season = Some(Code::new(args.word(0)?)),
            Op::Quarter => fields.quarter = Some(args.small(0, 4)?),
            Op::Half => fields.half = Some(args.small(0, 2)?),
            Op::Part => fields.part = Some(self.grammar.day_part(args.word(0)?)?),
            Op::Hour => fields.hour = Some(args.small(0, 24)?),
            Op::Minute => fields.minute = Some(args.small(0, 59)?),
            Op::Clock => {
                let (hour, minute) = (args.int(0)? / 100, args.int(0)? % 100);
                fields.hour = Some(u8::try_from(hour).ok().filter(|h| *h < 24)?);
                fields.minute = Some(u8::try_from(minute).ok().filter(|m| *m < 60)?);
            }
            Op::Second => fields.second = Some(args.small(0, 59)?),
            Op::Zone => fields.zone = Some(*self.grammar.zones.get(args.word(0)?)?),
            Op::Holiday => {
                fields.feast = true;
                match *self.grammar.feasts.get(args.word(0)?)? {
                    Feast::Gregorian(month, day) => (fields.month, fields.day) = (Some(month), day),
                    Feast::Hijri(month, day) => {
                        (fields.hijri, fields.month, fields.day) = (true, Some(month), day);
                    }
                    Feast::Easter(days, orthodox) => fields.easter = Some((days, orthodox)),
                }
            }
            _ => return None,
        }
        Some(fields)
    }
}

/// The values an operation is applied to.
struct Args<'a>(&'a [Val]);

impl<'a> Args<'a> {
    fn value(&self, at: usize) -> Option<&'a Val> {
        self.0.get(at)
    }

    fn int(&self, at: usize) -> Option<i64> {
        match self.value(at)? {
            Val::Int(n) => Some(*n),
            _ => None,
        }
    }

    fn small(&self, at: usize, most: u8) -> Option<u8> {
        u8::try_from(self.int(at)?).ok().filter(|n| *n <= most)
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        match self.value(at)? {
            Val::Word(word) => Some(word),
            _ => None,
        }
    }

    fn grain(&self, at: usize) -> Option<Grain> {
        Grain::from_str(self.word(at)?).ok()
    }

    fn length(&self, at: usize) -> Option<(&'a Length, Option<TimexModifier>)> {
        length(self.value(at)?)
    }

    fn sum(&self) -> Option<i64> {
        (0..self.0.len()).try_fold(0i64, |sum, at| sum.checked_add(self.int(at)?))
    }
}

/// The words for decade and century mean contracts and horns where they are counted higher.
const MOST_DECADES: i64 = 20;

/// The length that an operation measures; `None` for other operations.
fn measured(op: Op, args: &Args<'_>) -> Option<Val> {
    match op {
        Op::Length => {
            let (count, grain) = (args.int(0)?, args.grain(1)?);
            let sensible = grain < Grain::Decade || count <= MOST_DECADES;
            sensible.then(|| lengths(vec![(Some(count), grain)]))
        }
        Op::SomeLength => Some(lengths(vec![(None, args.grain(0)?)])),
        Op::AddLength => {
            let (a, b) = (args.length(0)?.0, args.length(1)?.0);
            Some(lengths(a.parts.iter().chain(&b.parts).copied().collect()))
        }
        Op::Fraction => fraction(args.grain(0)?, args.int(1)?, args.int(2)?),
        _ => None,
    }
}

/// Half an hour, a quarter of a year: the unit in smaller ones.
fn fraction(grain: Grain, over: i64, under: i64) -> Option<Val> {
    let (count, smaller) = match grain {
        Grain::Minute => (60, Grain::Second),
        Grain::Hour => (60, Grain::Minute),
        Grain::Day => (24, Grain::Hour),
        Grain::Month => (30, Grain::Day),
        Grain::Year => (12, Grain::Month),
        Grain::Decade => (10, Grain::Year),
        Grain::Century => (100, Grain::Year),
        _ => return None,
    };
    let exact = (count * over).checked_rem(under)? == 0;
    exact.then(|| lengths(vec![(Some(count * over / under), smaller)]))
}

/// Some minutes before the hour said.
fn minutes_to(hour: &Val, minutes: u8) -> Option<Val> {
    let Val::Point(Point::Partial(fields), modifier) = hour else {
        return None;
    };
    let hour = match fields.hour? {
        0 => 23,
        1 => 12,
        hour => hour - 1,
    };
    let minute = 60u8.checked_sub(minutes).filter(|m| *m < 60)?;
    let fields = Fields {
        hour: Some(hour),
        minute: Some(minute),
        ..*fields
    };
    Some(Val::Point(Point::Partial(fields), *modifier))
}

fn lengths(parts: Vec<(Option<i64>, Grain)>) -> Val {
    Val::Length(
        Length {
            parts,
            stretch: None,
        },
        None,
    )
}

/// A stretch of the calendar as a value.
pub(crate) fn fixed_val(fixed: Fixed) -> Val {
    Val::Point(Point::Fixed(fixed), None)
}

/// A length and its modifier.
pub(crate) fn length(value: &Val) -> Option<(&Length, Option<TimexModifier>)> {
    match value {
        Val::Length(length, modifier) => Some((length, *modifier)),
        _ => None,
    }
}
