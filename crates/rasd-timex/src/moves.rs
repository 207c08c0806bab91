//! Points counted from the reference or from another point.

use crate::Preference;
use crate::calendar::{floor, shift};
use crate::context::Tense;
use crate::eval::{Scene, fixed_val, length};
use crate::ops::Op;
use crate::value::{Code, Fixed, Length, Point, Style, Val};
use rasd_core::{Grain, TimexModifier, TimexType};

impl Scene<'_> {
    pub(crate) fn years(&self, first: i64, grain: Grain) -> Option<Val> {
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

    pub(crate) fn cycle(&self, grain: Grain, count: i64) -> Option<Val> {
        let Some(reference) = self.reference() else {
            return Some(Val::Point(Point::Vague(grain), None));
        };
        let from = shift(floor(reference, grain)?, count, grain)?;
        Some(fixed_val(Fixed::unit(from, grain)?))
    }

    pub(crate) fn cycles(&self, grain: Grain, count: i64) -> Option<Val> {
        let stretch = self.reference().and_then(|reference| {
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
    pub(crate) fn weekend(&self, weeks: i64) -> Option<Val> {
        let Some(reference) = self.reference() else {
            return Some(Val::Point(Point::Vague(Grain::Week), None));
        };
        let monday = shift(floor(reference, Grain::Week)?, weeks, Grain::Week)?;
        let this = shift(monday, 4, Grain::Day)?;
        // What has happened "at the weekend" happened at the last one that has begun.
        let told = self.tense() == Tense::Past && self.preference == Preference::News;
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
    pub(crate) fn moved(
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
        let Some(reference) = self.reference() else {
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

    pub(crate) fn moved_from(
        &self,
        point: Fixed,
        (length, modifier): (&Length, Option<TimexModifier>),
        sign: i64,
    ) -> Option<Val> {
        // "Two weeks after" a year says nothing exact.
        if length.grain() < point.grain || length.parts.iter().any(|(count, _)| count.is_none()) {
            let at = if sign < 0 { point.from } else { point.to };
            let past = self.reference().is_none_or(|reference| at <= reference);
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
    pub(crate) fn looks_ahead(&self, value: &Val) -> bool {
        let soon = |value: &Val| match (value, self.reference()) {
            (Val::Point(Point::Fixed(at), _), Some(reference)) => {
                at.grain < Grain::Year && at.from >= reference
            }
            _ => true,
        };
        match (self.preference, self.tense()) {
            (Preference::Future, _) | (_, Tense::Future) => true,
            (_, Tense::Present) => soon(value),
            (_, Tense::Past | Tense::Later | Tense::Unknown) => false,
        }
    }

    /// News counts in the units it names; an assistant keeps one finer unit, so that "in a
    /// week" is a day.
    pub(crate) fn grain_after_shift(&self, grain: Grain) -> Grain {
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

    /// A length from the reference on.
    pub(crate) fn within(&self, value: &Val) -> Option<Val> {
        let (length, modifier) = length(value)?;
        let mut length = length.clone();
        if let Some(reference) = self.reference() {
            let end = length.shift(reference, 1)?;
            let end = floor(end, self.grain_after_shift(length.grain()))?;
            length.stretch = Some((reference, end));
        }
        Some(Val::Length(length, modifier))
    }

    /// From the reference to the beginning or the end of a point, or from a point on.
    pub(crate) fn bounded(&self, value: &Val, op: Op) -> Option<Val> {
        let said = self.fixed(value)?;
        let Some(reference) = self
            .reference()
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
}
