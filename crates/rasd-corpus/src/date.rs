//! Publication dates as callers write them.

use jiff::civil::{Date, DateTime};
use thiserror::Error;

/// A publication date that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{found}` is no date; expected a day as 2024-03-11 or a moment as 2024-03-11T15:00")]
pub struct DateError {
    /// What was found.
    pub found: String,
}

/// Reads an ISO 8601 day, or a day with a time of day. A time zone at the end is allowed and not
/// used: the date is that of the place of publication.
///
/// # Errors
/// Gives [`DateError`] for anything else, impossible days such as 2023-02-30 included.
pub fn parse_date(text: &str) -> Result<DateTime, DateError> {
    let trimmed = text.trim();
    let error = || DateError {
        found: text.to_owned(),
    };
    if trimmed.len() <= 10 || !trimmed.is_char_boundary(10) {
        let date: Date = trimmed.parse().map_err(|_| error())?;
        return Ok(date.at(0, 0, 0, 0));
    }
    let local = match trimmed[10..].find(['Z', 'z', '+', '-']) {
        Some(zone) if trimmed.is_char_boundary(10 + zone) => &trimmed[..10 + zone],
        _ => trimmed,
    };
    local.replacen(' ', "T", 1).parse().map_err(|_| error())
}

/// The offset from universal time, in minutes, that a moment ends in (`Z`, `+03:00`, `-0200`);
/// `None` if there is none.
pub fn parse_offset(text: &str) -> Option<i16> {
    let time = text.trim().get(11..)?;
    let at = time.find(['Z', 'z', '+', '-'])?;
    let (sign, digits) = match time.get(at..at + 1)? {
        "-" => (-1, &time[at + 1..]),
        "+" => (1, &time[at + 1..]),
        _ => return Some(0),
    };
    let digits = digits.replace(':', "");
    let hours: i16 = digits.get(..2)?.parse().ok()?;
    let minutes: i16 = digits.get(2..4).unwrap_or("00").parse().ok()?;
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
