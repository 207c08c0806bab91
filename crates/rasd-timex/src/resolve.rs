//! Which date is meant: context fills in what a partly named date does not say.

use crate::Preference;
use crate::calendar::shift;
use crate::context::Tense;
use crate::eval::{Scene, fixed_val};
use crate::occur::{self, Direction};
use crate::value::{Code, Fields, Fixed, Point, Style, Val};
use jiff::civil::DateTime;
use rasd_core::Grain;

/// Days since a weekday after which the present tense is no longer about it.
const FAR_BACK: i32 = 5;
/// Days after which a date of every year is far, and those up to which it is near.
const FAR: i32 = 300;
const NEAR: i32 = 60;

impl Scene<'_> {
    /// The calendar stretch of a value, context filling what it does not say.
    pub(crate) fn fixed(&self, value: &Val) -> Option<Fixed> {
        match value {
            Val::Point(Point::Fixed(fixed), _) => Some(*fixed),
            Val::Point(Point::Partial(fields), _) => {
                let direction = self.direction(fields);
                let found = self.resolve(fields, direction)?;
                Some(self.named_before(fields).unwrap_or(found))
            }
            Val::Within { stretch, .. } => Some(*stretch),
            Val::Reference(name, _) if &**name == "PRESENT_REF" => {
                Fixed::unit(self.reference()?, Grain::Second)
            }
            _ => None,
        }
    }

    pub(crate) fn resolve(&self, fields: &Fields, direction: Direction) -> Option<Fixed> {
        // Fields with a year need no reference; any moment serves to build them.
        let base = match fields.year {
            Some(_) => DateTime::constant(2000, 1, 1, 0, 0, 0, 0),
            None => self.reference()?,
        };
        let base = match (direction, self.last) {
            // A bare time of day is about the day the text is at.
            (Direction::This, Some(anchor))
                if anchor.grain == Grain::Day
                    && self.last_is_near
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
    pub(crate) fn zoned(&self, fields: &Fields, found: Fixed) -> Fixed {
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
    pub(crate) fn direction(&self, fields: &Fields) -> Direction {
        if !fields.has_date() {
            return Direction::This;
        }
        let weekday_only =
            fields.weekday.is_some() && fields.month.is_none() && fields.day.is_none();
        match (self.preference, self.tense()) {
            (Preference::Future, _) if weekday_only => Direction::StrictFuture,
            (Preference::Future, _) => Direction::Future,
            // Feasts are told of near their day, whatever the tense.
            _ if fields.hijri || fields.feast => Direction::Nearest,
            // Nobody calls a day or month by its name alone that is almost a year away, if the
            // same is near in the other direction.
            (_, Tense::Past | Tense::Future) if self.turns(fields) => Direction::Nearest,
            (_, Tense::Past) => Direction::Past,
            (_, Tense::Future) => Direction::Future,
            _ if weekday_only => self.weekday_direction(fields),
            _ => Direction::Nearest,
        }
    }

    /// Whether a date that comes every year is so near in the other direction that the tense
    /// does not count.
    fn turns(&self, fields: &Fields) -> bool {
        let (Some(_), None, Some(reference)) = (fields.month, fields.year, self.given) else {
            return false;
        };
        let found = |direction| occur::resolve(self.grammar, fields, direction, reference);
        let (Some(past), Some(future)) = (found(Direction::Past), found(Direction::Future)) else {
            return false;
        };
        let today = reference.date();
        let back = (today - past.from.date()).get_days();
        let ahead = (future.from.date() - today).get_days();
        // A month is said more loosely than a day: "elected in January" at the end of the year.
        let near = match fields.day {
            Some(_) => 0..=NEAR,
            None => 0..=NEAR / 2,
        };
        match self.tense() {
            Tense::Past => back >= FAR && near.contains(&ahead),
            _ => ahead >= FAR && near.contains(&back),
        }
    }

    /// A day by its name that the text has named with its year before: those on trial for what
    /// they did on 15 July 2016 did it "on 15 July".
    fn named_before(&self, fields: &Fields) -> Option<Fixed> {
        let (Some(month), Some(day), None) = (fields.month, fields.day, fields.year) else {
            return None;
        };
        if fields.hijri || self.preference != Preference::News || self.tense() == Tense::Future {
            return None;
        }
        let year = Some(i32::from(self.years_named.year(month, day)?));
        let fields = Fields { year, ..*fields };
        occur::resolve(self.grammar, &fields, Direction::This, self.given?)
    }

    /// A weekday in the present tense, or without a verb: the last one; but a day that is five
    /// or six days back and one or two days ahead is more likely the coming one.
    fn weekday_direction(&self, fields: &Fields) -> Direction {
        let Some(reference) = self.reference() else {
            return Direction::Past;
        };
        let past = occur::resolve(self.grammar, fields, Direction::Past, reference);
        let back = past.map_or(0, |p| (reference.date() - p.from.date()).get_days());
        if back >= FAR_BACK {
            Direction::Future
        } else {
            Direction::Past
        }
    }

    pub(crate) fn pick(&self, value: &Val, direction: Direction) -> Option<Val> {
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
            None if self.reference().is_none() => Some(value.clone()),
            None => None,
        }
    }

    pub(crate) fn agreeing(&self, weekday: &Val, date: &Val) -> Option<Val> {
        let Val::Point(Point::Partial(fields), _) = weekday else {
            return None;
        };
        let date = self.fixed(date)?;
        (crate::calendar::weekday(fields.weekday?)? == date.from.date().weekday())
            .then(|| fixed_val(date))
    }

    /// TIMEX3 code of a part of the day.
    pub(crate) fn part_code(&self, at: u8) -> Option<Code> {
        let part = self.grammar.day_parts.get(usize::from(at))?;
        (!part.code.is_empty()).then(|| Code::new(&part.code))
    }
}
