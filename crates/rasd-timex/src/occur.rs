//! Occurrences of a partly named date: which Tuesday, which December.

use crate::calendar::{self, floor, shift};
use crate::grammar::Grammar;
use crate::value::{Code, Fields, Fixed, Style};
use jiff::civil::{Date, DateTime};
use rasd_core::Grain;

/// Which occurrence is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The latest that has begun.
    Past,
    /// The latest that is over.
    StrictPast,
    /// The first that is not over.
    Future,
    /// The first that has not begun.
    StrictFuture,
    /// The nearest.
    Nearest,
    /// The one in the current larger unit.
    This,
}

/// The unit after which the fields come again, if the year is not said.
fn cycle(fields: &Fields) -> Option<Grain> {
    if fields.year.is_some() {
        return None;
    }
    let yearly = fields.month.is_some()
        || fields.season.is_some()
        || fields.quarter.is_some()
        || fields.half.is_some()
        || fields.easter.is_some();
    Some(if yearly {
        Grain::Year
    } else if fields.day.is_some() {
        Grain::Month
    } else if fields.weekday.is_some() {
        Grain::Week
    } else if fields.hour.is_some() || fields.part.is_some() {
        Grain::Day
    } else {
        Grain::Hour
    })
}

/// Farthest cycles looked at: 29 February may be eight years away, a weekday on a certain
/// day of the month fourteen months.
const FARTHEST: i64 = 14;

/// The occurrence of `fields` that `direction` means, seen from `reference`.
pub(crate) fn resolve(
    grammar: &Grammar,
    fields: &Fields,
    direction: Direction,
    reference: DateTime,
) -> Option<Fixed> {
    let Some(cycle) = cycle(fields) else {
        return build(grammar, fields, reference);
    };
    if direction == Direction::This {
        // A winter that began last year is this winter.
        let last_year =
            (fields.season.is_some()).then(|| build(grammar, fields, shift(reference, -1, cycle)?));
        return match last_year.flatten() {
            Some(season) if season.to > reference => Some(season),
            _ => build(grammar, fields, reference),
        };
    }
    let today = floor(reference, Grain::Day)?;
    let after_today = shift(today, 1, Grain::Day)?;
    let hijri_year = match fields.hijri {
        true => calendar::hijri_year_month(today.date()).map(|(year, _)| year),
        false => None,
    };
    let at = |k: i64| {
        if fields.hijri {
            let year = Some(hijri_year? + k as i32);
            return build(grammar, &Fields { year, ..*fields }, reference);
        }
        build(grammar, fields, shift(reference, k, cycle)?)
    };
    // What is two cycles ahead has not begun, what is two cycles back is over.
    let cycles = match direction {
        Direction::Past | Direction::StrictPast => -FARTHEST..=1,
        Direction::Future | Direction::StrictFuture => -2..=FARTHEST,
        Direction::Nearest | Direction::This if (-1..=1).any(|k| at(k).is_some()) => -2..=2,
        Direction::Nearest | Direction::This => -FARTHEST..=FARTHEST,
    };
    let mut found = cycles.filter_map(at);
    // The reference is a day unless a time of day is asked for.
    let timed = !fields.is_date() && !fields.has_date();
    let (begun, over) = if timed {
        (reference, reference)
    } else {
        (after_today, today)
    };
    match direction {
        Direction::Past => found.rfind(|f| f.from < begun),
        Direction::StrictPast => found.rfind(|f| f.to <= over),
        // "The first of February" in February: this month's, though it is over.
        Direction::Future if fields.day.is_some() && fields.month.is_some() && !fields.hijri => {
            found.into_iter().find(|f| {
                floor(f.from, Grain::Month).is_some_and(|m| Some(m) >= floor(today, Grain::Month))
            })
        }
        Direction::Future => found.into_iter().find(|f| f.to > over),
        Direction::StrictFuture => found.into_iter().find(|f| f.from >= begun),
        Direction::Nearest | Direction::This => found.min_by_key(|f| distance(f, reference)),
    }
}

/// All occurrences of `fields` inside a stretch, in order.
pub(crate) fn inside<'a>(
    grammar: &'a Grammar,
    fields: &'a Fields,
    stretch: &Fixed,
) -> impl Iterator<Item = Fixed> + use<'a> {
    let step = cycle(fields);
    let (from, to) = (stretch.from, stretch.to);
    // A Hijri year begins eleven days earlier every year, so its years are counted, not ours.
    let hijri_year = match (
        fields.hijri && fields.year.is_none(),
        calendar::hijri_year_month(from.date()),
    ) {
        (true, Some((year, _))) => Some(year),
        _ => None,
    };
    // A stretch of a century has 5,200 weeks; nobody asks for more.
    (0..5300)
        .map_while(move |k| {
            let at = match step {
                Some(step) => shift(floor(from, step)?, k, step)?,
                None if k == 0 => from,
                None => return None,
            };
            let year = hijri_year.map(|year| year + k as i32);
            (shift(at, if year.is_some() { -1 } else { 0 }, Grain::Year)? < to)
                .then_some((at, year))
        })
        .filter_map(move |(at, year)| {
            build(
                grammar,
                &Fields {
                    year: year.or(fields.year),
                    ..*fields
                },
                at,
            )
        })
        .filter(move |f| from <= f.from && f.from < to)
}

fn distance(fixed: &Fixed, reference: DateTime) -> i64 {
    let days = |a: DateTime, b: DateTime| i64::from((b.date() - a.date()).get_days());
    if fixed.from > reference {
        days(reference, fixed.from) * 2
    } else if fixed.to <= reference {
        // Of two equally near the past one wins.
        days(fixed.to, reference) * 2 - 1
    } else {
        -1
    }
}

/// The occurrence of `fields` in the larger unit that holds `anchor`.
pub(crate) fn build(grammar: &Grammar, fields: &Fields, anchor: DateTime) -> Option<Fixed> {
    let date = if fields.hijri {
        hijri(fields, anchor)?
    } else {
        gregorian(fields, anchor)?
    };
    if fields.is_date() {
        return Some(date);
    }
    time(grammar, fields, &date, anchor)
}

fn gregorian(fields: &Fields, anchor: DateTime) -> Option<Fixed> {
    let year = match fields.year {
        Some(year) => i16::try_from(year).ok()?,
        None => anchor.year(),
    };
    let start = |month: i8| Some(Date::new(year, month, 1).ok()?.at(0, 0, 0, 0));
    if let Some((days, orthodox)) = fields.easter {
        let easter = calendar::easter(year, orthodox)?.at(0, 0, 0, 0);
        return Fixed::unit(shift(easter, i64::from(days), Grain::Day)?, Grain::Day);
    }
    if let Some(code) = fields.season {
        return season(code, start(1)?);
    }
    if let Some(quarter) = fields.quarter {
        return Fixed::unit(
            shift(start(1)?, i64::from(quarter) - 1, Grain::Quarter)?,
            Grain::Quarter,
        );
    }
    if let Some(half) = fields.half {
        let from = shift(start(1)?, (i64::from(half) - 1) * 6, Grain::Month)?;
        let code = if half == 1 { "H1" } else { "H2" };
        let to = shift(from, 6, Grain::Month)?;
        return Some(Fixed {
            from,
            to,
            grain: Grain::Quarter,
            style: Style::YearSuffix(Code::new(code)),
        });
    }
    let month = match fields.month {
        Some(month) => i8::try_from(month).ok()?,
        None => anchor.month(),
    };
    match (fields.day, fields.weekday) {
        (Some(day), weekday) => {
            let date = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
            // Without a month the day of the week is what chooses the month; with one, a
            // wrong day of the week is the writer's slip.
            if fields.month.is_none()
                && weekday.is_some_and(|w| calendar::weekday(w) != Some(date.weekday()))
            {
                return None;
            }
            Fixed::unit(date.at(0, 0, 0, 0), Grain::Day)
        }
        (None, _) if fields.month.is_some() => Fixed::unit(start(month)?, Grain::Month),
        (None, Some(weekday)) => {
            let monday = floor(anchor, Grain::Week)?;
            Fixed::unit(
                shift(monday, i64::from(weekday) - 1, Grain::Day)?,
                Grain::Day,
            )
        }
        (None, None) if fields.year.is_some() => Fixed::unit(start(1)?, Grain::Year),
        (None, None) => Fixed::unit(anchor, Grain::Day),
    }
}

/// Seasons by whole months, as news and statistics count them; winter begins in December.
fn season(code: Code, new_year: DateTime) -> Option<Fixed> {
    let month = match code.as_str() {
        "SP" => 2,
        "SU" => 5,
        "FA" => 8,
        _ => 11,
    };
    let from = shift(new_year, month, Grain::Month)?;
    let to = shift(from, 3, Grain::Month)?;
    Some(Fixed {
        from,
        to,
        grain: Grain::Quarter,
        style: Style::YearSuffix(code),
    })
}

fn hijri(fields: &Fields, anchor: DateTime) -> Option<Fixed> {
    // The Hijri year is eleven days shorter: two may begin in one Gregorian year. The one
    // whose date falls into the anchor's year is tried first.
    let (year, _) = match fields.year {
        Some(year) => (year, 0),
        None => calendar::hijri_year_month(anchor.date())?,
    };
    let at = |year: i32| {
        let day = calendar::from_hijri(year, fields.month.unwrap_or(1), fields.day.unwrap_or(1))?;
        Some(day.at(0, 0, 0, 0))
    };
    let from = at(year)?;
    let (to, grain) = match (fields.month, fields.day) {
        (_, Some(_)) => (shift(from, 1, Grain::Day)?, Grain::Day),
        (Some(12), None) => (
            calendar::from_hijri(year + 1, 1, 1)?.at(0, 0, 0, 0),
            Grain::Month,
        ),
        (Some(month), None) => (
            calendar::from_hijri(year, month + 1, 1)?.at(0, 0, 0, 0),
            Grain::Month,
        ),
        (None, None) => (
            calendar::from_hijri(year + 1, 1, 1)?.at(0, 0, 0, 0),
            Grain::Year,
        ),
    };
    Some(Fixed {
        from,
        to,
        grain,
        style: Style::Days,
    })
}

fn time(grammar: &Grammar, fields: &Fields, date: &Fixed, anchor: DateTime) -> Option<Fixed> {
    let day = if fields.has_date() || fields.hour.is_some() || fields.part.is_some() {
        date.from
    } else {
        anchor
    };
    let part = fields
        .part
        .and_then(|at| grammar.day_parts.get(usize::from(at)));
    let Some(said) = fields.hour else {
        return match part {
            Some(part) => {
                let from = shift(day, i64::from(part.from), Grain::Hour)?;
                let to = shift(day, i64::from(part.to), Grain::Hour)?;
                if part.code.is_empty() {
                    return Some(*date);
                }
                Some(Fixed {
                    from,
                    to,
                    grain: Grain::Hour,
                    style: Style::Part(Code::new(&part.code)),
                })
            }
            None => {
                let hour = floor(day, Grain::Hour)?;
                Fixed::unit(
                    shift(hour, i64::from(fields.minute?), Grain::Minute)?,
                    Grain::Minute,
                )
            }
        };
    };
    let hour = part.map_or(said, |p| p.clock.hour(said));
    let mut at = shift(day, i64::from(hour), Grain::Hour)?;
    let mut grain = Grain::Hour;
    if let Some(minute) = fields.minute {
        at = shift(at, i64::from(minute), Grain::Minute)?;
        grain = Grain::Minute;
    }
    if let Some(second) = fields.second {
        at = shift(at, i64::from(second), Grain::Second)?;
        grain = Grain::Second;
    }
    Fixed::unit(at, grain)
}
