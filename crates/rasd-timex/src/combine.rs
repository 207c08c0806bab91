//! Several points as one: merged, or from one to the other.

use crate::calendar::{self, shift};
use crate::eval::{Miss, Scene};
use crate::occur::{self, Direction};
use crate::value::{Fields, Fixed, Point, Style, Val};
use jiff::civil::DateTime;
use rasd_core::Grain;

impl Scene<'_> {
    pub(crate) fn merge(&self, a: Val, b: Val) -> Result<Val, Miss> {
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
    pub(crate) fn merge_fixed(&self, fixed: &Fixed, fields: &Fields) -> Option<Fixed> {
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
            let day = fields.weekday.and_then(|w| self.written_before(fixed, w));
            let fixed = day.unwrap_or(*fixed);
            return if rest.is_date() {
                Some(fixed)
            } else {
                self.merge_fixed(&fixed, &rest)
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

    /// The day before, where a day already past is called by the name of that: "yesterday,
    /// Sunday" on a page dated Tuesday was written on Monday.
    fn written_before(&self, fixed: &Fixed, weekday: u8) -> Option<Fixed> {
        let over = fixed.grain == Grain::Day && fixed.from <= self.reference()?;
        let before = shift(fixed.from, -1, Grain::Day).filter(|_| over)?;
        (calendar::weekday(weekday)? == before.date().weekday()).then_some(())?;
        Fixed::unit(before, Grain::Day)
    }

    pub(crate) fn merge_other(&self, a: Val, b: Val) -> Result<Val, Miss> {
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

    /// From `a` to `b`: what only one of them says holds for both.
    pub(crate) fn range(&self, a: &Val, b: &Val) -> Option<Val> {
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
