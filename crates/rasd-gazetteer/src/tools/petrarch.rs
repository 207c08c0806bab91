//! Exchange with PETRARCH: actor dictionaries with dated codes (PETRARCH2 manual, "Actor dictionary").

use super::rows::{Entry, TenureRow};
use crate::Gazetteer;
use crate::data::{Data, TargetKind};
use crate::names::{slug, words};
use crate::run::latin::latin;
use jiff::civil::Date;
use rasd_core::{EntityType, Problem, Sector};
use std::collections::HashMap;

/// First day of a code that only says when it ended.
const EARLIEST: &str = "1900-01-01";

/// A PETRARCH actor dictionary: names with underscores, synonyms with `+`, dated codes in brackets.
pub fn petrarch(gazetteer: &Gazetteer, entries: &[Entry]) -> String {
    let data = gazetteer.data();
    let persons: HashMap<&str, u32> = (0..data.targets.len() as u32)
        .filter(|target| data.targets[*target as usize].kind == TargetKind::Person)
        .map(|target| (data.id(target), target))
        .collect();
    let mut out = String::new();
    for entry in entries.iter().filter(|entry| !entry.names.is_empty()) {
        for (number, name) in entry.names.iter().enumerate() {
            let plus = if number == 0 { "" } else { "+" };
            out.push_str(&format!("{plus}{}_\n", name.replace(' ', "_")));
        }
        let person = persons
            .get(entry.id.as_str())
            .filter(|_| entry.kind == EntityType::Per);
        let held = person.and_then(|person| data.held.get(person));
        for (office, tenure) in held.into_iter().flatten() {
            let code = office.split('/').next().unwrap_or("");
            let code = if code.len() == 3 {
                code
            } else {
                &entry.country
            };
            let start = tenure.start.strftime("%Y%m%d");
            let period = match tenure.end {
                Some(end) => format!("{start}-{}", end.strftime("%Y%m%d")),
                None => format!(">{start}"),
            };
            // An office that was itself a dated code names its sector.
            let own = office.rsplit('-').next().map(str::to_uppercase);
            let own = own.filter(|sector| sector.parse::<Sector>().is_ok());
            let sector = own.unwrap_or_else(|| entry.sector.clone());
            out.push_str(&format!("\t[{code}{sector} {period}]\n"));
        }
        out.push_str(&format!("\t[{}{}]\n", entry.country, entry.sector));
    }
    out
}

/// What a PETRARCH actor dictionary holds: entries, the times of their dated codes, and what could
/// not be read. A code is a country of three letters and a sector of three.
///
/// A person's country and sector are those of the code without date, else of the last one. A dated
/// code becomes a tenure of the office `COUNTRY/person-sector`, its last day excluded.
pub fn from_petrarch(path: &str, text: &str) -> (Vec<Entry>, Vec<TenureRow>, Vec<Problem>) {
    let mut read = Dictionary {
        path,
        ..Dictionary::default()
    };
    for (number, line) in text.lines().enumerate() {
        let line = line.split(['#', ';']).next().unwrap_or("").trim();
        if !line.is_empty() && !line.starts_with("<!--") {
            read.line(number as u32 + 1, line);
        }
    }
    (read.entries, read.tenures, read.problems)
}

#[derive(Default)]
struct Dictionary<'a> {
    path: &'a str,
    entries: Vec<Entry>,
    tenures: Vec<TenureRow>,
    problems: Vec<Problem>,
    /// Whether the last entry has a code without date.
    undated: bool,
}

impl Dictionary<'_> {
    fn line(&mut self, number: u32, line: &str) {
        let (name, code) = match line.split_once('[') {
            Some((name, code)) => (name.trim(), Some(code.trim_end_matches(']').trim())),
            None => (line, None),
        };
        let synonym = name.strip_prefix('+');
        let words = synonym.unwrap_or(name).replace('_', " ");
        let words = words.trim().to_owned();
        if synonym.is_some() {
            match self.entries.last_mut() {
                Some(entry) => entry.names.push(words),
                None => self.report(number, "a synonym before any name"),
            }
        } else if !words.is_empty() {
            self.undated = false;
            self.entries.push(Entry {
                row: format!("{}:{number}", self.path),
                id: id_of(&words),
                name: in_title_case(&words),
                country: String::new(),
                sector: String::new(),
                kind: EntityType::Per,
                names: vec![words],
            });
        }
        if let Some(code) = code {
            self.code(number, code);
        }
    }

    fn code(&mut self, number: u32, code: &str) {
        let mut parts = code.split_whitespace();
        let (actor, period) = (parts.next().unwrap_or(""), parts.next());
        let country = actor.get(..3).unwrap_or("").to_owned();
        let sector = actor
            .get(3..6)
            .filter(|code| code.parse::<Sector>().is_ok());
        let sector = sector.unwrap_or("").to_owned();
        let Some(entry) = self.entries.last_mut() else {
            return self.report(number, "a code before any name");
        };
        if period.is_none() || !self.undated {
            entry.country.clone_from(&country);
            entry.sector.clone_from(&sector);
        }
        self.undated |= period.is_none();
        let person = entry.id.clone();
        let Some(period) = period else { return };
        let Some((start, end)) = days(period) else {
            let message = format!("`{period}` is no time of a code");
            return self.report(number, &message);
        };
        let role = match sector.as_str() {
            "" => person.clone(),
            sector => format!("{person}-{}", sector.to_lowercase()),
        };
        self.tenures.push(TenureRow {
            office: format!("{country}/{role}"),
            person,
            start,
            end,
        });
    }

    fn report(&mut self, line: u32, message: &str) {
        let help = "names stand before their synonyms (+) and codes, [USAGOV 20090120-20170120]";
        let problem = Problem::at(self.path, line, message).help(help);
        self.problems.push(problem);
    }
}

/// First day and first day after a period as dictionaries write it: `20090120-20170120`,
/// `>20170120`, `<20090120`; the second is empty where it is open.
fn days(period: &str) -> Option<(String, String)> {
    let (start, end) = if let Some(day) = period.strip_prefix('>') {
        (day_of(day)?, String::new())
    } else if let Some(day) = period.strip_prefix('<') {
        (EARLIEST.to_owned(), day_of(day)?)
    } else {
        let (start, end) = period.split_once('-')?;
        (day_of(start)?, day_of(end)?)
    };
    (end.is_empty() || start < end).then_some((start, end))
}

/// `20090120` or, in older dictionaries, `090120`.
fn day_of(digits: &str) -> Option<String> {
    /// Two digits from here on are years of the last century.
    const CENTURY: u32 = 50;
    let digits = match (digits.len(), digits.get(..2)?.parse::<u32>().ok()?) {
        (6, year) if year < CENTURY => format!("20{digits}"),
        (6, _) => format!("19{digits}"),
        _ => digits.to_owned(),
    };
    Date::strptime("%Y%m%d", &digits)
        .ok()
        .map(|day| day.to_string())
}

/// Words in capitals as names are written: BARACK OBAMA is Barack Obama.
fn in_title_case(name: &str) -> String {
    let words = name.split(' ').map(|word| match word.get(..1) {
        Some(first) if word.chars().all(|c| !c.is_lowercase()) => {
            first.to_owned() + &word[1..].to_lowercase()
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// An id made of a name; one in Arabic is written in Latin letters for it.
fn id_of(name: &str) -> String {
    match slug(name) {
        id if id.is_empty() => slug(&latin(&Data::default(), &words(name))),
        id => id,
    }
}
