//! What an expression means: partly named dates, calendar stretches, lengths, sets.

use crate::calendar;
use jiff::civil::DateTime;
use rasd_core::{Grain, Interval, TimexModifier, TimexType};
use std::fmt::Write;
use std::sync::Arc;

/// Value of an expression of the rule language.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Val {
    /// A number.
    Int(i64),
    /// A word that names something: a unit, a part of the day, a reference.
    Word(Arc<str>),
    /// A date or time, fully known or not.
    Point(Point, Option<TimexModifier>),
    /// From one point to another, the last one included.
    Range(Fixed, Fixed),
    /// A stretch bounded by or inside `said`, whose TIMEX3 value it has.
    Within {
        said: Fixed,
        stretch: Fixed,
        modifier: Option<TimexModifier>,
    },
    /// A length of time.
    Length(Length, Option<TimexModifier>),
    /// A recurring time: its value, written out.
    Set(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(Arc<str>, TimexType),
}

/// A point of time as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Point {
    /// On the calendar.
    Fixed(Fixed),
    /// Named by some of its fields; the rest follows from context.
    Partial(Fields),
    /// Relative to a reference that is not known.
    Vague(Grain),
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fixed {
    /// First moment.
    pub from: DateTime,
    /// First moment after it.
    pub to: DateTime,
    /// Unit in which it was said.
    pub grain: Grain,
    /// How it is written in TIMEX3.
    pub style: Style,
}

/// Ways to write a stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Style {
    /// By its grain.
    Plain,
    /// Year and a suffix: season, half.
    YearSuffix(Code),
    /// Day and part of the day.
    Part(Code),
    /// ISO week and a suffix: weekend.
    WeekSuffix(Code),
    /// First and last day (Hijri months and years have no value of their own).
    Days,
    /// The moment in universal time.
    Universal,
}

/// A code of TIMEX3 of at most two letters, such as `SU` or `MO`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Code([u8; 2]);

impl Code {
    /// The code, cut after two ASCII letters.
    pub fn new(code: &str) -> Code {
        let mut bytes = code.bytes().filter(u8::is_ascii_alphanumeric);
        Code([bytes.next().unwrap_or(b'X'), bytes.next().unwrap_or(b'X')])
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XX")
    }
}

/// The named fields of a date; what is `None` was not said.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Fields {
    /// Year, month and day are those of the Umm al-Qura calendar.
    pub hijri: bool,
    /// Whether a feast is meant, which is told of near its day.
    pub feast: bool,
    /// Year.
    pub year: Option<i32>,
    /// Season: its TIMEX3 code.
    pub season: Option<Code>,
    /// Quarter of the year.
    pub quarter: Option<u8>,
    /// Half of the year.
    pub half: Option<u8>,
    /// Month from 1.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Days after Easter; Orthodox if the flag is set.
    pub easter: Option<(i16, bool)>,
    /// Day of the week, Monday 1.
    pub weekday: Option<u8>,
    /// Part of the day: its index in the table of parts.
    pub part: Option<u8>,
    /// Hour as said.
    pub hour: Option<u8>,
    /// Minute.
    pub minute: Option<u8>,
    /// Second.
    pub second: Option<u8>,
    /// Offset from universal time in minutes, if a zone was named.
    pub zone: Option<i16>,
}

impl Fields {
    /// All fields of both; `None` if they contradict each other.
    pub fn merge(self, other: Fields) -> Option<Fields> {
        fn one<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<Option<T>> {
            match (a, b) {
                (Some(a), Some(b)) if a != b => None,
                (a, b) => Some(a.or(b)),
            }
        }
        Some(Fields {
            hijri: self.hijri || other.hijri,
            feast: self.feast || other.feast,
            year: one(self.year, other.year)?,
            season: one(self.season, other.season)?,
            quarter: one(self.quarter, other.quarter)?,
            half: one(self.half, other.half)?,
            month: one(self.month, other.month)?,
            day: one(self.day, other.day)?,
            easter: one(self.easter, other.easter)?,
            weekday: one(self.weekday, other.weekday)?,
            part: one(self.part, other.part)?,
            hour: one(self.hour, other.hour)?,
            minute: one(self.minute, other.minute)?,
            second: one(self.second, other.second)?,
            zone: one(self.zone, other.zone)?,
        })
    }

    /// Whether nothing finer than a day was said.
    pub fn is_date(&self) -> bool {
        self.part.is_none() && self.hour.is_none() && self.minute.is_none()
    }

    /// Whether a day or something larger was said.
    pub fn has_date(&self) -> bool {
        self.year.is_some()
            || self.season.is_some()
            || self.quarter.is_some()
            || self.half.is_some()
            || self.month.is_some()
            || self.day.is_some()
            || self.easter.is_some()
            || self.weekday.is_some()
    }
}

/// A length of time; an unknown number is `None` ("days").
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Length {
    /// Numbers of units, largest first.
    pub parts: Vec<(Option<i64>, Grain)>,
    /// The stretch of the calendar it covers, if it covers a known one.
    pub stretch: Option<(DateTime, DateTime)>,
}

impl Length {
    /// The finest unit said.
    pub fn grain(&self) -> Grain {
        self.parts.iter().map(|p| p.1).min().unwrap_or(Grain::Day)
    }

    /// `moment` moved by the length, forwards or backwards; `None` if a number is unknown.
    pub fn shift(&self, moment: DateTime, sign: i64) -> Option<DateTime> {
        self.parts.iter().try_fold(moment, |at, (count, grain)| {
            calendar::shift(at, (*count)?.checked_mul(sign)?, *grain)
        })
    }

    /// TIMEX3 value, such as `P1Y6M`, `PT24H`, `PXD`.
    pub fn timex(&self) -> String {
        let mut date = String::new();
        let mut time = String::new();
        for (count, grain) in &self.parts {
            let (times, letter, clock) = match grain {
                Grain::Second => (1, 'S', true),
                Grain::Minute => (1, 'M', true),
                Grain::Hour => (1, 'H', true),
                Grain::Day => (1, 'D', false),
                Grain::Week => (1, 'W', false),
                Grain::Month => (1, 'M', false),
                Grain::Quarter => (3, 'M', false),
                Grain::Year => (1, 'Y', false),
                Grain::Decade => (10, 'Y', false),
                Grain::Century => (100, 'Y', false),
            };
            let out = if clock { &mut time } else { &mut date };
            let written = match (count, grain) {
                (Some(n), _) => write!(out, "{}{letter}", n.saturating_mul(times)),
                (None, Grain::Decade) => write!(out, "XDE"),
                (None, Grain::Century) => write!(out, "XCE"),
                (None, Grain::Quarter) => write!(out, "XQ"),
                (None, _) => write!(out, "X{letter}"),
            };
            // Writing to a string cannot fail.
            debug_assert!(written.is_ok());
        }
        if time.is_empty() {
            format!("P{date}")
        } else {
            format!("P{date}T{time}")
        }
    }
}

impl Fixed {
    /// The unit of length `grain` that holds `moment`.
    pub fn unit(moment: DateTime, grain: Grain) -> Option<Fixed> {
        let from = calendar::floor(moment, grain)?;
        Some(Fixed {
            from,
            to: calendar::shift(from, 1, grain)?,
            grain,
            style: Style::Plain,
        })
    }

    /// DATE or TIME.
    pub fn kind(&self) -> TimexType {
        match self.style {
            Style::Part(_) => TimexType::Time,
            _ if self.grain <= Grain::Hour => TimexType::Time,
            _ => TimexType::Date,
        }
    }

    /// The stretch as the data model has it.
    pub fn interval(&self) -> Interval {
        Interval {
            from: self.from,
            to: self.to,
            grain: self.grain,
        }
    }

    /// TIMEX3 value.
    pub fn timex(&self) -> String {
        let date = self.from.date();
        match self.style {
            Style::YearSuffix(code) => format!("{:04}-{}", date.year(), code.as_str()),
            Style::Part(code) => format!("{date}T{}", code.as_str()),
            Style::WeekSuffix(code) => format!("{}-{}", iso_week(self.from), code.as_str()),
            Style::Days => {
                let last = self.to.date().yesterday().unwrap_or(date);
                if last == date {
                    date.to_string()
                } else {
                    format!("{date}/{last}")
                }
            }
            Style::Universal => {
                format!("{date}T{:02}:{:02}Z", self.from.hour(), self.from.minute())
            }
            Style::Plain => match self.grain {
                Grain::Century => format!("{:02}", date.year().div_euclid(100)),
                Grain::Decade => format!("{:03}", date.year().div_euclid(10)),
                Grain::Year => format!("{:04}", date.year()),
                Grain::Quarter => format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
                Grain::Month => format!("{:04}-{:02}", date.year(), date.month()),
                Grain::Week => iso_week(self.from),
                Grain::Day => date.to_string(),
                Grain::Hour | Grain::Minute => {
                    format!("{date}T{:02}:{:02}", self.from.hour(), self.from.minute())
                }
                Grain::Second => format!("{date}T{}", self.from.time()),
            },
        }
    }
}

fn iso_week(moment: DateTime) -> String {
    let week = moment.date().iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

impl Point {
    /// TIMEX3 value with X for what is not known, and whether it is a TIME.
    pub fn timex(&self, part_code: impl Fn(u8) -> Option<Code>) -> (String, TimexType) {
        match self {
            Point::Fixed(fixed) => (fixed.timex(), fixed.kind()),
            Point::Vague(grain) => (
                vague(*grain),
                if *grain <= Grain::Hour {
                    TimexType::Time
                } else {
                    TimexType::Date
                },
            ),
            Point::Partial(fields) => {
                let mut value = partial_date(fields);
                let code = fields.part.and_then(part_code);
                match (fields.hour, code) {
                    (Some(hour), _) => {
                        value += &format!("T{hour:02}:{:02}", fields.minute.unwrap_or(0));
                    }
                    (None, Some(code)) => value += &format!("T{}", code.as_str()),
                    (None, None) => return (value, TimexType::Date),
                }
                (value, TimexType::Time)
            }
        }
    }
}

fn vague(grain: Grain) -> String {
    match grain {
        Grain::Second | Grain::Minute | Grain::Hour => "XXXX-XX-XXTXX:XX",
        Grain::Day => "XXXX-XX-XX",
        Grain::Week => "XXXX-WXX",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
    }
    .to_owned()
}

fn partial_date(fields: &Fields) -> String {
    let year = match fields.year {
        Some(year) if !fields.hijri => format!("{year:04}"),
        _ => "XXXX".to_owned(),
    };
    if fields.hijri || fields.easter.is_some() {
        return format!("{year}-XX-XX");
    }
    if let Some(code) = fields.season {
        return format!("{year}-{}", code.as_str());
    }
    if let Some(quarter) = fields.quarter {
        return format!("{year}-Q{quarter}");
    }
    if let Some(half) = fields.half {
        return format!("{year}-H{half}");
    }
    let two = |n: Option<u8>| n.map_or("XX".to_owned(), |n| format!("{n:02}"));
    match (fields.month, fields.day, fields.weekday) {
        (None, None, Some(weekday)) => format!("{year}-WXX-{weekday}"),
        (None, None, None) if fields.year.is_some() => year,
        (Some(month), None, _) => format!("{year}-{month:02}"),
        (month, day, _) => format!("{year}-{}-{}", two(month), two(day)),
    }
}
