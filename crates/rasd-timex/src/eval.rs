//! Works out what a match means at its place in the text.

use crate::calendar::{floor, shift};
use crate::expr::Expr;
use crate::grammar::{Feast, Grammar};
use crate::matcher::{Child, Matcher};
use crate::occur::{self, Direction};
use crate::ops::Op;
use crate::value::{Code, Fields, Fixed, Length, Point, Style, Val};
use crate::words::Meaning;
use crate::{Preference, Tense};
use jiff::civil::DateTime;
use rasd_core::{Grain, TimexModifier, TimexType};
use std::str::FromStr;

/// What an expression is resolved against.
pub(crate) struct Scene<'a> {
    /// The rules.
    pub grammar: &'a Grammar,
    /// Publication date, or the reference given by the caller.
    pub reference: Option<DateTime>,
    /// The date mentioned last.
    pub anchor: Option<Fixed>,
    /// Whether it was mentioned in this sentence or the one before.
    pub anchor_is_near: bool,
    /// Policy where usage differs.
    pub preference: Preference,
    /// Offset of the reference from universal time, in minutes.
    pub utc_offset: Option<i16>,
    /// Tense of the clause.
    pub tense: Tense,
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
    /// The value of a node.
    pub fn value(&self, matcher: &Matcher<'_>, node: u32, depth: usize) -> Answer {
        if depth > MAX_DEPTH {
            return Err(Miss::Invalid);
        }
        let node = matcher.node(node);
        let rule = &self.grammar.rules[usize::from(node.rule)];
        let capture = |name: &str| -> Answer {
            let child = node.captures.iter().find(|(n, _)| &**n == name);
            match child.map(|(_, child)| child) {
                None => Err(Miss::Absent),
                Some(Child::Node(inner)) => self.value(matcher, *inner, depth + 1),
                Some(Child::Meaning(Meaning::Int(n)) | Child::Number(n)) => Ok(Val::Int(*n)),
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
        let node = matcher.node(node);
        let part = |name: &str| {
            node.captures
                .iter()
                .find(|(n, _)| &**n == name)
                .map(|(_, child)| child)
        };
        let (Child::Node(day), Child::Node(named)) = (part("deictic")?, part("named")?) else {
            return None;
        };
        let monday = DateTime::constant(2024, 1, 1, 0, 0, 0, 0);
        let from_monday = Scene {
            reference: Some(monday),
            anchor: None,
            ..*self
        };
        let Val::Point(Point::Fixed(day), _) = from_monday.value(matcher, *day, 0).ok()? else {
            return None;
        };
        let Val::Point(Point::Partial(fields), _) = self.value(matcher, *named, 0).ok()? else {
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
            Op::ByTense => arg(usize::from(self.tense != Tense::Past)),
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
                self.apply(op, &values).ok_or(Miss::Invalid)
            }
        }
    }

    fn apply(&self, op: Op, args: &[Val]) -> Option<Val> {
        let int = |at: usize| match args.get(at) {
            Some(Val::Int(n)) => Some(*n),
            _ => None,
        };
        let small = |at: usize| int(at).and_then(|n| u8::try_from(n).ok());
        let word = |at: usize| match args.get(at) {
            Some(Val::Word(word)) => Some(&**word),
            _ => None,
        };
        let grain = |at: usize| Grain::from_str(word(at)?).ok();
        let partial = |fields: Fields| Some(Val::Point(Point::Partial(fields), None));
        let blank = Fields::default();
        match op {
            Op::Year => {
                let year = i32::try_from(int(0)?).ok()?;
                partial(Fields {
                    year: Some(year),
                    ..blank
                })
            }
            Op::HijriYear => {
                let year = i32::try_from(int(0)?).ok()?;
                partial(Fields {
                    hijri: true,
                    year: Some(year),
                    ..blank
                })
            }
            Op::Month => partial(Fields {
                month: Some(small(0)?),
                ..blank
            }),
            Op::HijriMonth => partial(Fields {
                hijri: true,
                month: Some(small(0)?),
                ..blank
            }),
            Op::Day => partial(Fields {
                day: Some(small(0)?),
                ..blank
            }),
            Op::Weekday => partial(Fields {
                weekday: Some(small(0)?),
                ..blank
            }),
            Op::Season => partial(Fields {
                season: Some(Code::new(word(0)?)),
                ..blank
            }),
            Op::Quarter => partial(Fields {
                quarter: small(0).filter(|q| (1..=4).contains(q)),
                ..blank
            }),
            Op::Half => partial(Fields {
                half: small(0).filter(|h| (1..=2).contains(h)),
                ..blank
            }),
            Op::Part => partial(Fields {
                part: Some(self.grammar.day_part(word(0)?)?),
                ..blank
            }),
            Op::Hour => partial(Fields {
                hour: small(0).filter(|h| *h <= 24),
                ..blank
            }),
            Op::Minute => partial(Fields {
                minute: small(0).filter(|m| *m < 60),
                ..blank
            }),
            Op::Second => partial(Fields {
                second: small(0).filter(|s| *s < 60),
                ..blank
            }),
            Op::Zone => partial(Fields {
                zone: Some(*self.grammar.zones.get(word(0)?)?),
                ..blank
            }),
            Op::MinutesTo => minutes_to(args.first()?, small(1)?),
            Op::Holiday => partial(match *self.grammar.feasts.get(word(0)?)? {
                Feast::Gregorian(month, day) => Fields {
                    month: Some(month),
                    day,
                    ..blank
                },
                Feast::Hijri(month, day) => Fields {
                    hijri: true,
                    month: Some(month),
                    day,
                    ..blank
                },
                Feast::Easter(days, orthodox) => Fields {
                    easter: Some((days, orthodox)),
                    ..blank
                },
            }),
            Op::Decade => {
                let first = int(0).map(|n| if n < 100 { 1900 + n } else { n })?;
                self.years(first.div_euclid(10) * 10, Grain::Decade)
            }
            Op::Century => self.years((int(0)? - 1) * 100 + 1, Grain::Century),
            Op::Last => self.pick(args.first()?, Direction::StrictPast),
            Op::Next => self.pick(args.first()?, Direction::StrictFuture),
            Op::This => self.pick(args.first()?, Direction::This),
            Op::Cycle => self.cycle(grain(0)?, int(1)?),
            Op::Cycles => self.cycles(grain(0)?, int(1)?),
            Op::Weekend => self.weekend(int(0)?),
            Op::Ago => self.moved(length(args.first()?)?, -1),
            Op::Ahead => self.moved(length(args.first()?)?, 1),
            Op::After => self.moved_from(self.fixed(args.first()?)?, length(args.get(1)?)?, 1),
            Op::Before => self.moved_from(self.fixed(args.first()?)?, length(args.get(1)?)?, -1),
            Op::Nth => self.nth(int(0)?, args.get(1)?, args.get(2)?),
            Op::NthAfter => self.nth_after(int(0)?, args.get(1)?, args.get(2)?),
            Op::Range => self.range(args.first()?, args.get(1)?),
            Op::Until | Op::Through | Op::Since => self.bounded(args.first()?, op),
            Op::Within => self.within(args.first()?),
            Op::Mod => self.modify(word(0)?, args.get(1)?, args.len() > 2),
            Op::Length => {
                let (count, grain) = (int(0)?, grain(1)?);
                // The words for decade and century mean contracts and horns in larger numbers.
                let sensible = grain < Grain::Decade || count <= 20;
                sensible.then(|| lengths(vec![(Some(count), grain)]))?
            }
            Op::SomeLength => lengths(vec![(None, grain(0)?)]),
            Op::AddLength => {
                let (a, b) = (length(args.first()?)?, length(args.get(1)?)?);
                lengths(a.0.parts.iter().chain(&b.0.parts).copied().collect())
            }
            Op::Fraction => fraction(grain(0)?, int(1)?, int(2)?),
            Op::Every => self.every(args.first()?),
            Op::Reference => Some(Val::Reference(word(0)?.into(), TimexType::Date)),
            Op::Containing => Some(fixed_val(Fixed::unit(
                self.fixed(args.get(1)?)?.from,
                grain(0)?,
            )?)),
            Op::Agreeing => self.agreeing(args.first()?, args.get(1)?),
            Op::Anchor => Some(Val::Point(Point::Fixed(self.anchor?), None)),
            Op::Add => (0..args.len())
                .try_fold(0i64, |sum, at| sum.checked_add(int(at)?))
                .map(Val::Int),
            Op::Multiply => int(0)?.checked_mul(int(1)?).map(Val::Int),
            Op::Or | Op::ByTense | Op::IfAhead | Op::Merge => None,
        }
    }

    fn years(&self, first: i64, grain: Grain) -> Option<Val> {
        let from = jiff::civil::Date::new(i16::try_from(first).ok()?, 1, 1)
            .ok()?
            .at(0, 0, 0, 0);
        Some(fixed_val(Fixed {
            from,
            to: shift(from, 1, grain)?,
            grain,
            style: Style::Plain,
        }))
    }

    /// The calendar stretch of a value, context filling what it does not say.
    pub fn fixed(&self, value: &Val) -> Option<Fixed> {
        match value {
            Val::Point(Point::Fixed(fixed), _) => Some(*fixed),
            Val::Point(Point::Partial(fields), _) => self.resolve(fields, self.direction(fields)),
            Val::Within { stretch, .. } => Some(*stretch),
            Val::Reference(name, _) if &**name == "PRESENT_REF" => {
                Fixed::unit(self.reference?, Grain::Second)
            }
            _ => None,
        }
    }

    fn resolve(&self, fields: &Fields, direction: Direction) -> Option<Fixed> {
        // Fields with a year need no reference; any moment serves to build them.
        let base = match (self.reference, fields.year) {
            (Some(reference), _) => reference,
            (None, Some(_)) => DateTime::constant(2000, 1, 1, 0, 0, 0, 0),
            (None, None) => return None,
        };
        let base = match (direction, self.anchor) {
            // A bare time of day is about the day the text is at.
            (Direction::This, Some(anchor))
                if anchor.grain == Grain::Day
                    && self.anchor_is_near
                    && !fields.has_date()
                    && !fields.is_date()
                    && self.preference == Preference::News =>
            {
                anchor.from
            }
            _ => base,
        };
        let ambiguous = !fields.has_date()
            && fields.part.is_none()
            && fields.hour.is_some_and(|h| (1..=12).contains(&h));
        let found = occur::resolve(self.grammar, fields, direction, base)?;
        let midnight = fields.hour == Some(0) && !fields.has_date();
        let found = if self.preference == Preference::Future && midnight && found.from < base {
            let next_day = |at| shift(at, 1, Grain::Day);
            Fixed {
                from: next_day(found.from)?,
                to: next_day(found.to)?,
                ..found
            }
        } else if self.preference == Preference::Future && ambiguous && found.from < base {
            let half_day = |at| shift(at, 12, Grain::Hour);
            Fixed {
                from: half_day(found.from)?,
                to: half_day(found.to)?,
                ..found
            }
        } else {
            found
        };
        Some(self.zoned(fields, found))
    }

    /// A time said in a named zone, in the zone of the reference if that is known.
    fn zoned(&self, fields: &Fields, found: Fixed) -> Fixed {
        let Some(zone) = fields.zone else {
            return found;
        };
        let (target, style) = match self.utc_offset {
            Some(offset) => (offset, Style::Plain),
            None => (0, Style::Universal),
        };
        let minutes = i64::from(target - zone);
        match (
            shift(found.from, minutes, Grain::Minute),
            shift(found.to, minutes, Grain::Minute),
        ) {
            (Some(from), Some(to)) => Fixed {
                from,
                to,
                grain: found.grain.min(Grain::Minute),
                style,
            },
            _ => found,
        }
    }

    /// Which occurrence is meant where the text does not say.
    pub fn direction(&self, fields: &Fields) -> Direction {
        if !fields.has_date() {
            return Direction::This;
        }
        let weekday_only =
            fields.weekday.is_some() && fields.month.is_none() && fields.day.is_none();
        match (self.preference, self.tense) {
            (Preference::Future, _) if weekday_only => Direction::StrictFuture,
            (Preference::Future, _) => Direction::Future,
            // Feasts are told of near their day, whatever the tense.
            _ if fields.hijri || fields.easter.is_some() => Direction::Nearest,
            (_, Tense::Past) => Direction::Past,
            (_, Tense::Future) => Direction::Future,
            _ if weekday_only => Direction::Past,
            _ => Direction::Nearest,
        }
    }

    fn pick(&self, value: &Val, direction: Direction) -> Option<Val> {
        let Val::Point(Point::Partial(fields), modifier) = value else {
            return Some(value.clone());
        };
        let weekday_only =
            fields.weekday.is_some() && fields.month.is_none() && fields.day.is_none();
        let direction = match direction {
            Direction::This if weekday_only => self.direction(fields),
            other => other,
        };
        match self.resolve(fields, direction) {
            Some(fixed) => Some(Val::Point(Point::Fixed(fixed), *modifier)),
            None if self.reference.is_none() => Some(value.clone()),
            None => None,
        }
    }

    fn cycle(&self, grain: Grain, count: i64) -> Option<Val> {
        let Some(reference) = self.reference else {
            return Some(Val::Point(Point::Vague(grain), None));
        };
        let from = shift(floor(reference, grain)?, count, grain)?;
        Some(fixed_val(Fixed::unit(from, grain)?))
    }

    fn cycles(&self, grain: Grain, count: i64) -> Option<Val> {
        let stretch = self.reference.and_then(|reference| {
            let this = floor(reference, grain)?;
            if count < 0 {
                Some((shift(this, count, grain)?, this))
            } else {
                let from = shift(this, 1, grain)?;
                Some((from, shift(from, count, grain)?))
            }
        });
        Some(Val::Length(
            Length {
                parts: vec![(Some(count.checked_abs()?), grain)],
                stretch,
            },
            None,
        ))
    }

    /// The weekend of the Arab countries, Friday and Saturday.
    fn weekend(&self, weeks: i64) -> Option<Val> {
        let Some(reference) = self.reference else {
            return Some(Val::Point(Point::Vague(Grain::Week), None));
        };
        let monday = shift(floor(reference, Grain::Week)?, weeks, Grain::Week)?;
        let this = shift(monday, 4, Grain::Day)?;
        // What has happened "at the weekend" happened at the last one that has begun.
        let told = self.tense == Tense::Past && self.preference == Preference::News;
        let back = i64::from(weeks == 0 && told && reference < this);
        let from = shift(this, -back, Grain::Week)?;
        let to = shift(from, 2, Grain::Day)?;
        let style = Style::WeekSuffix(Code::new("WE"));
        Some(fixed_val(Fixed {
            from,
            to,
            grain: Grain::Day,
            style,
        }))
    }

    /// The point a length away from the reference.
    fn moved(
        &self,
        (length, modifier): (&Length, Option<TimexModifier>),
        sign: i64,
    ) -> Option<Val> {
        let name = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        let fine = length.grain() < Grain::Day;
        let kind = if fine {
            TimexType::Time
        } else {
            TimexType::Date
        };
        let vague = Some(Val::Reference(name.into(), kind));
        if length.parts.iter().any(|(count, _)| count.is_none()) {
            return vague;
        }
        let Some(reference) = self.reference else {
            return Some(Val::Point(Point::Vague(length.grain()), modifier));
        };
        // "Two hours ago" says nothing exact where only the day of writing is known.
        let day_only = reference.time() == jiff::civil::Time::midnight();
        if fine && day_only && self.preference == Preference::News {
            return vague;
        }
        let at = length.shift(reference, sign)?;
        let grain = self.grain_after_shift(length.grain());
        Some(Val::Point(Point::Fixed(Fixed::unit(at, grain)?), modifier))
    }

    fn moved_from(
        &self,
        point: Fixed,
        (length, modifier): (&Length, Option<TimexModifier>),
        sign: i64,
    ) -> Option<Val> {
        // "Two weeks after" a year says nothing exact.
        if length.grain() < point.grain || length.parts.iter().any(|(count, _)| count.is_none()) {
            let at = if sign < 0 { point.from } else { point.to };
            let past = self.reference.is_none_or(|reference| at <= reference);
            let name = if past { "PAST_REF" } else { "FUTURE_REF" };
            let kind = if length.grain() < Grain::Day {
                TimexType::Time
            } else {
                TimexType::Date
            };
            return Some(Val::Reference(name.into(), kind));
        }
        let at = length.shift(point.from, sign)?;
        Some(Val::Point(
            Point::Fixed(Fixed::unit(at, length.grain())?),
            modifier,
        ))
    }

    /// Whether "after three days" is counted from the day of writing rather than from an event
    /// told of: surely in the future tense; in the present if it is soon.
    fn looks_ahead(&self, value: &Val) -> bool {
        let soon = |value: &Val| match (value, self.reference) {
            (Val::Point(Point::Fixed(at), _), Some(reference)) => {
                at.grain < Grain::Year && at.from >= reference
            }
            _ => true,
        };
        match (self.preference, self.tense) {
            (Preference::Future, _) | (_, Tense::Future) => true,
            (_, Tense::Present) => soon(value),
            (_, Tense::Past | Tense::Unknown) => false,
        }
    }

    /// News counts in the units it names; an assistant keeps one finer unit, so that "in a
    /// week" is a day.
    fn grain_after_shift(&self, grain: Grain) -> Grain {
        match (self.preference, grain) {
            (Preference::News, Grain::Hour | Grain::Minute | Grain::Second) => Grain::Minute,
            (Preference::News, grain) => grain,
            (Preference::Future, Grain::Second | Grain::Minute) => Grain::Second,
            (Preference::Future, Grain::Hour) => Grain::Minute,
            (Preference::Future, Grain::Day) => Grain::Hour,
            (Preference::Future, Grain::Week | Grain::Month) => Grain::Day,
            (Preference::Future, _) => Grain::Month,
        }
    }

    fn nth(&self, n: i64, what: &Val, container: &Val) -> Option<Val> {
        let container = self.fixed(container)?;
        let all: Vec<Fixed> = match what {
            Val::Word(unit) => {
                let grain = Grain::from_str(unit).ok()?;
                // Units that are cut by the container's edges do not count.
                let first = floor(container.from, grain)?;
                let skip = i64::from(first < container.from);
                (skip..5300)
                    .map_while(|k| Fixed::unit(shift(first, k, grain)?, grain))
                    .take_while(|unit| unit.to <= container.to)
                    .collect()
            }
            Val::Point(Point::Partial(fields), _) => {
                occur::inside(self.grammar, fields, &container).collect()
            }
            _ => return None,
        };
        let at = match n {
            0 => return None,
            n if n > 0 => usize::try_from(n).ok()? - 1,
            n => all
                .len()
                .checked_sub(usize::try_from(n.checked_neg()?).ok()?)?,
        };
        all.get(at).copied().map(fixed_val)
    }

    fn nth_after(&self, n: i64, what: &Val, point: &Val) -> Option<Val> {
        let point = self.fixed(point)?;
        let far = if n > 0 { 400 } else { -400 };
        let edge = shift(if n > 0 { point.to } else { point.from }, far, Grain::Week)?;
        let (from, to) = if n > 0 {
            (point.to, edge)
        } else {
            (edge, point.from)
        };
        let around = Fixed {
            from,
            to,
            grain: Grain::Day,
            style: Style::Plain,
        };
        self.nth(n, what, &fixed_val(around))
    }

    /// From `a` to `b`: what only one of them says holds for both.
    fn range(&self, a: &Val, b: &Val) -> Option<Val> {
        let (mut first, mut last) = (a.clone(), b.clone());
        if let (Val::Point(Point::Partial(x), _), Val::Point(Point::Partial(y), _)) = (a, b) {
            let fill = |mine: &Fields, other: &Fields| Fields {
                hijri: mine.hijri || other.hijri,
                year: mine.year.or(other.year),
                month: if mine.day.is_some() {
                    mine.month.or(other.month)
                } else {
                    mine.month
                },
                part: if mine.hour.is_some() {
                    mine.part.or(other.part)
                } else {
                    mine.part
                },
                zone: if mine.hour.is_some() {
                    mine.zone.or(other.zone)
                } else {
                    mine.zone
                },
                ..*mine
            };
            first = Val::Point(Point::Partial(fill(x, y)), None);
            last = Val::Point(Point::Partial(fill(y, x)), None);
        }
        let timed =
            |value: &Val| matches!(value, Val::Point(Point::Partial(f), _) if !f.has_date());
        if let (true, Val::Point(Point::Partial(fields), modifier)) = (timed(&first), &last)
            && fields.has_date()
        {
            last = Val::Point(
                Point::Fixed(self.resolve(fields, self.direction(fields))?),
                *modifier,
            );
        }
        let from = match (&first, &last) {
            // "From nine to eleven on Thursday".
            (Val::Point(Point::Partial(fields), _), Val::Point(Point::Fixed(end), _))
                if !fields.has_date() =>
            {
                self.merge_fixed(&Fixed::unit(end.from, Grain::Day)?, fields)?
            }
            (Val::Point(Point::Partial(fields), _), Val::Point(Point::Fixed(end), _))
                if fields.year.is_none() =>
            {
                occur::resolve(self.grammar, fields, Direction::Past, end.from)?
            }
            _ => self.fixed(&first)?,
        };
        let to = match &last {
            // The end is the first such point after the beginning.
            Val::Point(Point::Partial(fields), _) if fields.year.is_none() => {
                let found = occur::resolve(self.grammar, fields, Direction::Future, from.from)?;
                self.zoned(fields, half_day_earlier(fields, found, from.from))
            }
            _ => self.fixed(&last)?,
        };
        (from.from <= to.from).then_some(Val::Range(from, to))
    }

    /// From the reference to the beginning or the end of a point, or from a point on.
    fn bounded(&self, value: &Val, op: Op) -> Option<Val> {
        let said = self.fixed(value)?;
        let Some(reference) = self
            .reference
            .filter(|_| self.preference == Preference::Future)
        else {
            return Some(value.clone());
        };
        let (from, to) = match op {
            Op::Until => (reference, said.from),
            Op::Through => (reference, said.to),
            _ => (said.from, reference),
        };
        let stretch = Fixed {
            from,
            to,
            grain: Grain::Second,
            style: Style::Plain,
        };
        (from < to).then_some(Val::Within {
            said,
            stretch,
            modifier: None,
        })
    }

    /// A length from the reference on.
    fn within(&self, value: &Val) -> Option<Val> {
        let (length, modifier) = length(value)?;
        let mut length = length.clone();
        if let Some(reference) = self.reference {
            let end = length.shift(reference, 1)?;
            let end = floor(end, self.grain_after_shift(length.grain()))?;
            length.stretch = Some((reference, end));
        }
        Some(Val::Length(length, modifier))
    }

    fn every(&self, value: &Val) -> Option<Val> {
        Some(Val::Set(match value {
            Val::Length(length, _) => length.timex(),
            Val::Point(Point::Partial(fields), _) => {
                Point::Partial(*fields).timex(|at| self.part_code(at)).0
            }
            _ => return None,
        }))
    }

    /// TIMEX3 code of a part of the day.
    pub fn part_code(&self, at: u8) -> Option<Code> {
        let part = self.grammar.day_parts.get(usize::from(at))?;
        (!part.code.is_empty()).then(|| Code::new(&part.code))
    }

    fn modify(&self, name: &str, value: &Val, broad: bool) -> Option<Val> {
        let modifier = TimexModifier::from_str(name).ok()?;
        match value {
            Val::Length(length, _) => Some(Val::Length(length.clone(), Some(modifier))),
            Val::Point(point, _) => match self.fixed(value) {
                Some(said) => {
                    let stretch = self.section(said, modifier, broad)?;
                    Some(Val::Within {
                        said,
                        stretch,
                        modifier: Some(modifier),
                    })
                }
                None => Some(Val::Point(point.clone(), Some(modifier))),
            },
            other => Some(other.clone()),
        }
    }

    /// The beginning, middle or end of a stretch: a third of it, months in tens of days. Where
    /// the future is preferred, "the beginning" is one day, "the first days" a third.
    fn section(&self, said: Fixed, modifier: TimexModifier, broad: bool) -> Option<Fixed> {
        let part = match modifier {
            TimexModifier::Start => 0,
            TimexModifier::Mid => 1,
            TimexModifier::End => 2,
            _ => return Some(said),
        };
        let days = i64::from((said.to.date() - said.from.date()).get_days());
        let third = if said.grain == Grain::Month {
            10
        } else {
            days / 3
        };
        let day = |n: i64| shift(said.from, n, Grain::Day);
        if days < 3 {
            return Some(said);
        }
        let style = Style::Plain;
        if self.preference == Preference::Future && !broad {
            let at = [
                0,
                days.div_euclid(2)
                    .saturating_sub(i64::from(days.rem_euclid(2) == 0)),
                days - 1,
            ][part];
            let at = if said.grain == Grain::Month && part == 1 {
                14
            } else {
                at
            };
            return Fixed::unit(day(at)?, Grain::Day);
        }
        let (from, to) = match part {
            0 => (said.from, day(third)?),
            1 => (day(third)?, day(2 * third)?),
            _ => (day(2 * third)?, said.to),
        };
        Some(Fixed {
            from,
            to,
            grain: Grain::Day,
            style,
        })
    }

    fn agreeing(&self, weekday: &Val, date: &Val) -> Option<Val> {
        let Val::Point(Point::Partial(fields), _) = weekday else {
            return None;
        };
        let date = self.fixed(date)?;
        (crate::calendar::weekday(fields.weekday?)? == date.from.date().weekday())
            .then(|| fixed_val(date))
    }

    fn merge(&self, a: Val, b: Val) -> Result<Val, Miss> {
        let (Val::Point(a, am), Val::Point(b, bm)) = (&a, &b) else {
            return self.merge_other(a, b);
        };
        let modifier = am.or(*bm);
        let point = match (a, b) {
            (Point::Partial(year), Point::Partial(hijri))
            | (Point::Partial(hijri), Point::Partial(year))
                if hijri.hijri && hijri.year.is_none() && !year.hijri && year.year.is_some() =>
            {
                // A Hijri day in a Gregorian year.
                let year = self.resolve(year, Direction::This).ok_or(Miss::Invalid)?;
                self.merge_fixed(&year, hijri).map(Point::Fixed)
            }
            (Point::Partial(x), Point::Partial(y)) => {
                Some(Point::Partial(x.merge(*y).ok_or(Miss::Invalid)?))
            }
            (Point::Vague(_), Point::Partial(x)) | (Point::Partial(x), Point::Vague(_)) => {
                Some(Point::Partial(*x))
            }
            (Point::Vague(x), Point::Vague(y)) => Some(Point::Vague(*x.min(y))),
            (Point::Vague(_), Point::Fixed(x)) | (Point::Fixed(x), Point::Vague(_)) => {
                Some(Point::Fixed(*x))
            }
            (Point::Fixed(x), Point::Fixed(y)) => {
                Some(Point::Fixed(if x.grain < y.grain { *x } else { *y }))
            }
            (Point::Fixed(x), Point::Partial(y)) | (Point::Partial(y), Point::Fixed(x)) => {
                self.merge_fixed(x, y).map(Point::Fixed)
            }
        };
        point.map(|p| Val::Point(p, modifier)).ok_or(Miss::Invalid)
    }

    /// A stretch narrowed by fields.
    fn merge_fixed(&self, fixed: &Fixed, fields: &Fields) -> Option<Fixed> {
        if fixed.grain <= Grain::Day && fields.has_date() {
            // "Today, 25 February": the explicit date wins; "today, Tuesday": the day does.
            let explicit = fields.month.is_some() || fields.day.is_some();
            if explicit {
                let found = occur::resolve(self.grammar, fields, Direction::Nearest, fixed.from)?;
                return Some(self.zoned(fields, found));
            }
            let rest = Fields {
                weekday: None,
                year: None,
                ..*fields
            };
            return if rest.is_date() {
                Some(*fixed)
            } else {
                self.merge_fixed(fixed, &rest)
            };
        }
        if let (Style::Part(code), Some(_), None) = (fixed.style, fields.hour, fields.part) {
            // "Eight in the evening of Thursday": the part says which eight.
            let part = (0..=u8::MAX)
                .take(self.grammar.day_parts.len())
                .find(|p| self.part_code(*p) == Some(code));
            let day = Fixed::unit(fixed.from, Grain::Day)?;
            return self.merge_fixed(&day, &Fields { part, ..*fields });
        }
        let found = occur::inside(self.grammar, fields, fixed).next()?;
        Some(self.zoned(fields, found))
    }

    fn merge_other(&self, a: Val, b: Val) -> Result<Val, Miss> {
        let ((
            Val::Within {
                stretch, modifier, ..
            },
            Val::Point(Point::Partial(fields), _),
        )
        | (
            Val::Point(Point::Partial(fields), _),
            Val::Within {
                stretch, modifier, ..
            },
        )) = (&a, &b)
        else {
            return Err(Miss::Invalid);
        };
        let found = self.merge_fixed(stretch, fields).ok_or(Miss::Invalid)?;
        Ok(Val::Point(Point::Fixed(found), *modifier))
    }
}

/// The same time of a clock of twelve hours half a day earlier, if that is still after `start`.
fn half_day_earlier(fields: &Fields, found: Fixed, start: DateTime) -> Fixed {
    let ambiguous = fields.part.is_none() && fields.hour.is_some_and(|h| (1..=12).contains(&h));
    let earlier = |at| shift(at, -12, Grain::Hour);
    match (earlier(found.from), earlier(found.to)) {
        (Some(from), Some(to)) if ambiguous && from >= start => Fixed { from, to, ..found },
        _ => found,
    }
}

fn fixed_val(fixed: Fixed) -> Val {
    Val::Point(Point::Fixed(fixed), None)
}

fn length(value: &Val) -> Option<(&Length, Option<TimexModifier>)> {
    match value {
        Val::Length(length, modifier) => Some((length, *modifier)),
        _ => None,
    }
}

fn lengths(parts: Vec<(Option<i64>, Grain)>) -> Option<Val> {
    Some(Val::Length(
        Length {
            parts,
            stretch: None,
        },
        None,
    ))
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
    exact.then(|| lengths(vec![(Some(count * over / under), smaller)]))?
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
