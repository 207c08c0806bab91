//! Who held which office when.

use crate::data::Data;
use jiff::civil::Date;

/// The holder of an office on a day: the row that began last among those that cover it.
///
/// Returns the index of the person's target.
pub(crate) fn holder(data: &Data, office: &str, day: Option<Date>) -> Option<u32> {
    let tenures = data.tenures.get(office)?;
    let found = match day {
        Some(day) => tenures
            .iter()
            .rev()
            .find(|t| t.start <= day && t.end.is_none_or(|end| day < end)),
        None => tenures.iter().rev().find(|t| t.end.is_none()),
    };
    found.map(|tenure| tenure.person)
}

/// The office that a person held on a day.
pub(crate) fn held(data: &Data, person: u32, day: Option<Date>) -> Option<&str> {
    let offices = data.held.get(&person)?;
    offices
        .iter()
        .find(|(_, t)| match day {
            Some(day) => t.start <= day && t.end.is_none_or(|end| day < end),
            None => t.end.is_none(),
        })
        .map(|(office, _)| office.as_str())
}
