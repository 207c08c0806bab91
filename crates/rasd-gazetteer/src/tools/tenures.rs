//! Faults of tenures: overlaps, gaps, rows that can never be chosen, offices that nothing knows.

use super::check::{Finding, Own, Severity, finding};
use super::near::nearest;
use crate::data::{Data, Tenure};
use std::collections::{HashMap, HashSet};

/// Days without a holder that are no gap worth telling.
const VACANCY: i32 = 120;

/// Overlaps, gaps and rows that can never be chosen.
pub(super) fn faults(data: &Data, own: Own<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (office, tenures) in &data.tenures {
        for pair in tenures.windows(2) {
            out.extend(succession(data, own, office, pair[0], pair[1]));
        }
    }
    out
}

/// What is wrong between a tenure and the next one by start; told at the reader's own row of the two.
fn succession(
    data: &Data,
    own: Own<'_>,
    office: &str,
    before: Tenure,
    after: Tenure,
) -> Option<Finding> {
    let who = |tenure: Tenure| data.id(tenure.person).to_owned();
    let is_own = |tenure: Tenure| own(&data.files[usize::from(tenure.file)]);
    let (at, other) = match !is_own(before) && is_own(after) {
        true => (after, before),
        false => (before, after),
    };
    let row = data.provenance(other.file, other.line);
    let row = row.map(|row| row.to_string()).unwrap_or_default();
    let place = (at.file, at.line);
    if before.start == after.start {
        let message = format!(
            "{office}: `{}` and `{}` begin on one day ({row})",
            who(before),
            who(after)
        );
        let help = "correct the dates; of two rows that begin together only one is ever chosen";
        let kind = (Severity::Error, "unreachable");
        return Some(finding(data, place, kind, message, help));
    }
    let overlap = (Severity::Warning, "overlap");
    match before.end {
        Some(end) if end > after.start => {
            let message = format!(
                "{office}: `{}` ends {end}, after `{}` begins {} ({row})",
                who(before),
                who(after),
                after.start
            );
            let help = "the later beginning wins; close the tenure on the day its successor begins";
            Some(finding(data, place, overlap, message, help))
        }
        None => {
            let message = format!(
                "{office}: `{}` is still in office though `{}` begins {} ({row})",
                who(before),
                who(after),
                after.start
            );
            let help = match is_own(before) {
                true => "give the tenure an end",
                false => "repeat that row in your own table with an end",
            };
            Some(finding(data, place, overlap, message, help))
        }
        Some(end) if (after.start - end).get_days() > VACANCY => {
            let message = format!("{office}: nobody from {end} to {} ({row})", after.start);
            let help = "add the acting holder if there was one";
            Some(finding(data, place, (Severity::Note, "gap"), message, help))
        }
        Some(_) => None,
    }
}

/// Offices whose role no title stands for and no other office has, and those of nobody known.
pub(super) fn unknown_offices(data: &Data, own: Own<'_>) -> Vec<Finding> {
    let titles: HashSet<&str> = data
        .titles
        .iter()
        .map(|t| data.pool.get(t.office))
        .collect();
    let bodies: HashSet<&str> = data.targets.iter().map(|t| data.pool.get(t.id)).collect();
    let mut roles: HashMap<&str, usize> = HashMap::new();
    for (_, role) in data
        .tenures
        .keys()
        .filter_map(|office| office.split_once('/'))
    {
        *roles.entry(role).or_default() += 1;
    }
    let mut out = Vec::new();
    for (office, tenures) in &data.tenures {
        let Some((body, role)) = office.split_once('/') else {
            continue;
        };
        let is_own = |tenure: &&Tenure| own(&data.files[usize::from(tenure.file)]);
        let Some(row) = tenures.iter().find(is_own).or(tenures.first()) else {
            continue;
        };
        let mut tell = |severity, message: String, help: &str| {
            let place = (row.file, row.line);
            out.push(finding(data, place, (severity, "office"), message, help));
        };
        // USA/envoy-to-SYR
        let base = role.split_once("-to-").map_or(role, |(base, _)| base);
        if !titles.contains(base) && roles[role] == 1 {
            let message = format!("{office}: no title means `{role}`, and no other office has it");
            match nearest(base, titles.iter().copied()) {
                Some(near) => tell(
                    Severity::Warning,
                    message,
                    &format!("did you mean `{near}`?"),
                ),
                None => tell(
                    Severity::Note,
                    message,
                    "a text only means it where it names the holder; titles.csv has the titles",
                ),
            }
        }
        if !bodies.contains(body) {
            let code = body.len() == 3 && body.bytes().all(|b| b.is_ascii_alphabetic());
            let severity = match code {
                true => Severity::Warning,
                false => Severity::Note,
            };
            let message = format!("{office}: `{body}` is neither a country nor the id of a row");
            tell(
                severity,
                message,
                "an office is COUNTRY/role or organisation/role",
            );
        }
    }
    out
}
