//! Who held which office when.

use crate::data::{Data, Tenure};
use jiff::civil::Date;

/// The tenure of an office on a day: the row that began last among those that cover it; without a
/// day the one that is still open.
pub(crate) fn holder(data: &Data, office: &str, day: Option<Date>) -> Option<Tenure> {
    let tenures = data.tenures.get(office)?.iter().rev();
    let mut covering = tenures.filter(|tenure| match day {
        Some(day) => covers(tenure, day),
        None => tenure.end.is_none(),
    });
    covering.next().copied()
}

/// The tenure that takes up most of the days from `from` to before `to`; the later of equal ones.
pub(crate) fn holder_during(data: &Data, office: &str, from: Date, to: Date) -> Option<Tenure> {
    let days = |tenure: &Tenure| {
        let end = tenure.end.map_or(to, |end| end.min(to));
        (end - tenure.start.max(from)).get_days()
    };
    let tenures = data.tenures.get(office)?.iter();
    tenures
        .map(|tenure| (days(tenure), tenure))
        .filter(|(days, _)| *days > 0)
        .max_by_key(|(days, _)| *days)
        .map(|(_, tenure)| *tenure)
}

/// The office that a person held on a day, with its tenure.
pub(crate) fn held(data: &Data, person: u32, day: Option<Date>) -> Option<(&str, Tenure)> {
    let offices = data.held.get(&person)?;
    offices
        .iter()
        .find(|(_, tenure)| match day {
            Some(day) => covers(tenure, day),
            None => tenure.end.is_none(),
        })
        .map(|(office, tenure)| (office.as_str(), *tenure))
}

fn covers(tenure: &Tenure, day: Date) -> bool {
    tenure.start <= day && tenure.end.is_none_or(|end| day < end)
}
