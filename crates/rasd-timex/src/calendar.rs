//! Calendar arithmetic: units, shifts, Hijri dates and movable feasts.

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::{Hijri, Iso};
use jiff::Span;
use jiff::civil::{Date, DateTime, Weekday};
use rasd_core::Grain;

/// First moment of the unit of length `grain` that holds `moment`; weeks begin on Monday.
pub(crate) fn floor(moment: DateTime, grain: Grain) -> Option<DateTime> {
    let date = moment.date();
    let midnight = |d: Date| d.at(0, 0, 0, 0);
    let time = moment.time();
    Some(match grain {
        Grain::Second => date.at(time.hour(), time.minute(), time.second(), 0),
        Grain::Minute => date.at(time.hour(), time.minute(), 0, 0),
        Grain::Hour => date.at(time.hour(), 0, 0, 0),
        Grain::Day => midnight(date),
        Grain::Week => {
            let back = i64::from(date.weekday().to_monday_zero_offset());
            midnight(date.checked_sub(Span::new().days(back)).ok()?)
        }
        Grain::Month => midnight(date.first_of_month()),
        Grain::Quarter => {
            let month = (date.month() - 1) / 3 * 3 + 1;
            midnight(Date::new(date.year(), month, 1).ok()?)
        }
        Grain::Year => midnight(date.first_of_year()),
        Grain::Decade => midnight(Date::new(date.year().div_euclid(10) * 10, 1, 1).ok()?),
        Grain::Century => {
            midnight(Date::new((date.year() - 1).div_euclid(100) * 100 + 1, 1, 1).ok()?)
        }
    })
}

/// `moment` moved by `count` units; the day of the month is clipped where the month is shorter.
/// `None` outside the years the calendar library knows.
pub(crate) fn shift(moment: DateTime, count: i64, grain: Grain) -> Option<DateTime> {
    let span = match grain {
        Grain::Second => Span::new().try_seconds(count),
        Grain::Minute => Span::new().try_minutes(count),
        Grain::Hour => Span::new().try_hours(count),
        Grain::Day => Span::new().try_days(count),
        Grain::Week => Span::new().try_weeks(count),
        Grain::Month => Span::new().try_months(count),
        Grain::Quarter => Span::new().try_months(count.checked_mul(3)?),
        Grain::Year => Span::new().try_years(count),
        Grain::Decade => Span::new().try_years(count.checked_mul(10)?),
        Grain::Century => Span::new().try_years(count.checked_mul(100)?),
    };
    moment.checked_add(span.ok()?).ok()
}

/// The day of the week with number `iso` (Monday 1 … Sunday 7).
pub(crate) fn weekday(iso: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(iso).ok()?).ok()
}

/// The Gregorian day of a Hijri date in the Umm al-Qura calendar; `None` where there is no such day.
pub(crate) fn from_hijri(year: i32, month: u8, day: u8) -> Option<Date> {
    let hijri =
        IcuDate::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?;
    let iso = hijri.to_calendar(Iso);
    Date::new(
        i16::try_from(iso.year().extended_year()).ok()?,
        i8::try_from(iso.month().number()).ok()?,
        i8::try_from(iso.day_of_month().0).ok()?,
    )
    .ok()
}

/// Hijri year and month of a Gregorian day in the Umm al-Qura calendar.
pub(crate) fn hijri_year_month(date: Date) -> Option<(i32, u8)> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    let iso = IcuDate::try_new_iso(i32::from(date.year()), month, day).ok()?;
    let hijri = iso.to_calendar(Hijri::new_umm_al_qura());
    Some((hijri.year().extended_year(), hijri.month().number()))
}

/// Easter Sunday of a Gregorian year: the Western one, or the Orthodox one by the Julian computus.
///
/// Western: the "anonymous Gregorian" algorithm (Meeus, Astronomical Algorithms, chapter 8);
/// Orthodox: Meeus's Julian algorithm and the difference of the calendars.
pub(crate) fn easter(year: i16, orthodox: bool) -> Option<Date> {
    let y = i32::from(year);
    if orthodox {
        let d = (19 * (y % 19) + 15) % 30;
        let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
        let n = d + e + 114;
        let julian = Date::new(
            year,
            i8::try_from(n / 31).ok()?,
            i8::try_from(n % 31 + 1).ok()?,
        );
        let lag = y / 100 - y / 400 - 2;
        return julian
            .ok()?
            .checked_add(Span::new().days(i64::from(lag)))
            .ok();
    }
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(
        year,
        i8::try_from(n / 31).ok()?,
        i8::try_from(n % 31 + 1).ok()?,
    )
    .ok()
}
