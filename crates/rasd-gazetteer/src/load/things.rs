//! Tables of what mentions stand for: countries, groups, places, organisations, persons, offices.

use super::Loader;
use crate::data::{How, Inflection, Meaning, PlaceRow, Target, TargetKind, Tenure, Text};
use crate::names;
use crate::nisba;
use crate::table::Row;
use rasd_core::{EntityType, Gender, Number, Problem, Sector};

impl Loader {
    /// Adds a target, unless one of that id stands already (hand rows come first and win).
    pub(super) fn target(
        &mut self,
        row: &Row<'_>,
        kind: TargetKind,
        country: &str,
        sector: Option<Sector>,
        problems: &mut Vec<Problem>,
    ) -> Option<u32> {
        let id = row.get(0);
        if id.is_empty() {
            problems.push(row.problem(0, "empty id").help("give every row an id"));
            return None;
        }
        // A place and the region of the same name may share an id: they differ in type.
        // A group's words and its organisation (حوثي, أنصار الله) share one too.
        if let Some(known) = self.ids.find(&self.data, id, kind) {
            let known = self.data.targets[known as usize];
            if known.file == self.file {
                let file = &self.data.files[usize::from(known.file)];
                let line = known.line;
                problems.push(
                    row.problem(0, format!("id `{id}` stands already at {file}:{line}"))
                        .help("join the rows or choose another id"),
                );
            }
            return None;
        }
        let pool = &mut self.data.pool;
        let target = Target {
            id: pool.add(id),
            name: Text::default(),
            country: pool.share(country),
            wikidata: Text::default(),
            sector,
            kind,
            place: None,
            file: self.file,
            line: row.line,
            weight: 0,
        };
        self.data.targets.push(target);
        let number = (self.data.targets.len() - 1) as u32;
        self.ids.insert(&self.data, number);
        Some(number)
    }

    /// Gives a target its English name.
    pub(super) fn describe(&mut self, target: u32, name: &str) {
        let name = self.data.pool.add(name);
        self.data.targets[target as usize].name = name;
    }

    /// Gives a target the Wikidata id of a column.
    fn wikidata(&mut self, target: u32, row: &Row<'_>, column: usize, problems: &mut Vec<Problem>) {
        let id = row.get(column);
        let digits = id.strip_prefix('Q').unwrap_or_default();
        if !id.is_empty() && (digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit())) {
            problems.push(
                row.problem(column, format!("`{id}` is no Wikidata id"))
                    .help("Q and digits, or nothing"),
            );
            return;
        }
        self.data.targets[target as usize].wikidata = self.data.pool.add(id);
    }

    pub(super) fn country(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let code = row.get(0).to_owned();
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            problems.push(
                row.problem(0, format!("`{code}` is no country code"))
                    .help("three capital letters, ISO 3166-1 alpha-3"),
            );
            return;
        }
        let kind = TargetKind::Country;
        let Some(target) = self.target(row, kind, &code, Some(Sector::Gov), problems) else {
            return;
        };
        self.describe(target, row.get(1));
        let shared = self.data.targets[target as usize].country;
        self.data.by_country.insert(shared, target);
        self.data.countries.insert(code, target);
        if !row.get(7).is_empty() {
            let adjective = self.data.pool.add(row.get(7));
            self.data.adjectives.insert(target, adjective);
        }
        self.names(row, 2, problems, |_| Meaning::Name {
            target,
            how: How::Full,
        });
        self.nisbas(row, 3, 4, problems, target);
        self.capitals(row, target, problems);
    }

    /// Adds nationality words from a column of singulars and one of irregular plurals.
    pub(super) fn nisbas(
        &mut self,
        row: &Row<'_>,
        singulars: usize,
        plurals: usize,
        problems: &mut Vec<Problem>,
        target: u32,
    ) {
        for nisba in row.list(singulars) {
            for form in nisba::forms(&rasd_tokenizer::fold(nisba), &self.data.suffixes) {
                let words: Vec<String> = form.words.iter().flat_map(|w| names::words(w)).collect();
                let form = Inflection {
                    number: form.number,
                    gender: form.gender,
                    pronoun: 0,
                };
                self.phrase(&words, Meaning::Nisba { target, form });
            }
        }
        let form = Inflection {
            number: Number::Plural,
            gender: Some(Gender::Masculine),
            pronoun: 0,
        };
        self.names(row, plurals, problems, |_| Meaning::Nisba { target, form });
    }

    pub(super) fn capitals(&mut self, row: &Row<'_>, country: u32, problems: &mut Vec<Problem>) {
        let code = self
            .data
            .pool
            .get(self.data.targets[country as usize].id)
            .to_owned();
        for entry in row.list(5) {
            let Some((name, id)) = entry.split_once('=') else {
                problems.push(
                    row.problem(5, format!("capital `{entry}` has no id"))
                        .help("write it as name=id, for example القاهرة=cairo"),
                );
                continue;
            };
            let target = match self.capitals.get(id) {
                Some(target) => *target,
                None => self.new_capital(row, id, &code),
            };
            self.data.capitals.insert(id.to_owned(), country);
            self.name(
                name,
                Meaning::Name {
                    target,
                    how: How::Capital { country },
                },
            );
        }
    }

    pub(super) fn new_capital(&mut self, row: &Row<'_>, id: &str, code: &str) -> u32 {
        let words: Vec<String> = id.split('-').map(capitalised).collect();
        let pool = &mut self.data.pool;
        let target = Target {
            id: pool.add(id),
            name: pool.add(&words.join(" ")),
            country: pool.share(code),
            wikidata: Text::default(),
            sector: None,
            kind: TargetKind::Place(EntityType::Gpe),
            place: None,
            file: self.file,
            line: row.line,
            weight: u32::MAX,
        };
        self.data.targets.push(target);
        let number = (self.data.targets.len() - 1) as u32;
        self.capitals.insert(id.to_owned(), number);
        number
    }

    pub(super) fn group(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let sector = row.parse(3, problems);
        let country = self.country_code(row, 2, problems);
        let Some(target) = self.target(row, TargetKind::Group, &country, sector, problems) else {
            return;
        };
        self.describe(target, row.get(1));
        self.nisbas(row, 4, 5, problems, target);
        self.names(row, 6, problems, |_| Meaning::Name {
            target,
            how: How::Full,
        });
    }

    /// A country or bloc code of a row; a problem if it is neither.
    pub(super) fn country_code(
        &self,
        row: &Row<'_>,
        column: usize,
        problems: &mut Vec<Problem>,
    ) -> String {
        const BLOCS: [&str; 7] = ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"];
        let code = row.get(column);
        if !code.is_empty() && !self.data.countries.contains_key(code) && !BLOCS.contains(&code) {
            problems.push(
                row.problem(column, format!("unknown country `{code}`"))
                    .help("a code of countries.csv, or IGO, UNO, EUR, NGO, ISM, IMG, MNC"),
            );
            return String::new();
        }
        code.to_owned()
    }

    pub(super) fn org(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let sector = row.parse(3, problems);
        let country = self.country_code(row, 2, problems);
        let Some(target) = self.target(row, TargetKind::Org, &country, sector, problems) else {
            return;
        };
        self.describe(target, row.get(1));
        self.wikidata(target, row, 6, problems);
        for sector in row.list(7) {
            if let Err(error) = sector.parse::<Sector>() {
                problems.push(row.problem(7, format!("column `sectors`: {error}")));
            }
        }
        let how = context(row, 5, problems);
        self.names(row, 4, problems, |name| Meaning::Name {
            target,
            how: marked(name, how),
        });
        // نادي ليفربول is ليفربول where a match is told; نادي باريس, of no country, lends money.
        let sport = self.data.countries.contains_key(row.get(2));
        let town = |name: &str| {
            let (head, town) = name.split_once(' ')?;
            let club = self.clubs.contains(&rasd_tokenizer::fold(head));
            (sport && club).then(|| town.to_owned())
        };
        let towns: Vec<String> = row.list(4).filter_map(town).collect();
        for town in towns {
            self.name(
                &town,
                Meaning::Name {
                    target,
                    how: How::InSport,
                },
            );
        }
        for name in row.list(4) {
            let first = name.split_whitespace().next().unwrap_or("");
            let nominal = self.bodies.get(&rasd_tokenizer::fold(first)).copied();
            self.data
                .bodies
                .extend(nominal.map(|nominal| (target, nominal)));
        }
    }

    pub(super) fn place(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let Some(kind) = row.parse::<EntityType>(1, problems) else {
            return;
        };
        if !matches!(kind, EntityType::Gpe | EntityType::Loc | EntityType::Fac) {
            let message = format!("column `type`: {kind} is no type of a place");
            problems.push(row.problem(1, message).help("GPE, LOC or FAC"));
            return;
        }
        let country = self.country_code(row, 3, problems);
        let how = context(row, 5, problems);
        let target = match self.capitals.get(row.get(0)) {
            // A capital that its country's row has named already.
            Some(target) => *target,
            None => match self.target(row, TargetKind::Place(kind), &country, None, problems) {
                Some(target) => target,
                None => return,
            },
        };
        self.describe(target, row.get(2));
        let latitude = row.number(7, (-90.0, 90.0), problems);
        let longitude = row.number(8, (-180.0, 180.0), problems);
        if row.get(7).is_empty() != row.get(8).is_empty() {
            problems.push(row.problem(7, "columns `lat` and `lon` go together: one is empty"));
        }
        let place = PlaceRow {
            position: latitude.zip(longitude),
            geonames: row.number(9, (1, u32::MAX), problems),
            admin: self.data.pool.share(row.get(6)),
            feature: self.data.pool.share(row.get(11)),
        };
        let population = row.number::<u32>(10, (0, u32::MAX), problems);
        let population = population.unwrap_or(0);
        self.data.places.push(place);
        let target_row = &mut self.data.targets[target as usize];
        target_row.place = Some((self.data.places.len() - 1) as u32);
        target_row.weight = target_row.weight.max(population);
        self.names(row, 4, problems, |name| Meaning::Name {
            target,
            how: marked(name, how),
        });
    }

    pub(super) fn person(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let sector = row.parse(3, problems);
        let country = self.country_code(row, 2, problems);
        let Some(target) = self.target(row, TargetKind::Person, &country, sector, problems) else {
            return;
        };
        self.describe(target, row.get(1));
        self.wikidata(target, row, 6, problems);
        self.names(row, 4, problems, |_| Meaning::Name {
            target,
            how: How::Full,
        });
        self.names(row, 5, problems, |name| Meaning::Name {
            target,
            how: if name.starts_with('*') {
                How::Famous
            } else {
                How::Short
            },
        });
    }

    pub(super) fn office(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        if row
            .get(0)
            .split('/')
            .filter(|part| !part.is_empty())
            .count()
            != 2
        {
            problems.push(
                row.problem(0, format!("`{}` is no office", row.get(0)))
                    .help("write it as COUNTRY/role or organisation/role"),
            );
            return;
        }
        let start = date(row, 2, problems);
        let end = date(row, 3, problems);
        let person = self.ids.find(&self.data, row.get(1), TargetKind::Person);
        let Some(person) = person else {
            problems.push(
                row.problem(1, format!("unknown person `{}`", row.get(1)))
                    .help("add the person to persons.csv or correct the id"),
            );
            return;
        };
        let Some(start) = start else {
            if row.get(2).is_empty() {
                problems.push(row.problem(2, "a tenure needs its first day"));
            }
            return;
        };
        if end.is_some_and(|end| end <= start) {
            problems.push(
                row.problem(3, format!("ends {} before it starts", row.get(3)))
                    .help("the end is the first day after the tenure"),
            );
            return;
        }
        if end.is_none() && !row.get(3).is_empty() {
            return;
        }
        let office = row.get(0).to_owned();
        let known = self.data.tenures.get(&office).into_iter().flatten();
        let mut same = known.filter(|other| other.person == person && other.start == start);
        if let Some(known) = same.next() {
            // A row of another table ends or corrects this one: hand rows and a folder's own come first.
            if known.file == self.file {
                let message = format!("the tenure stands already in line {}", known.line);
                problems.push(row.problem(0, message).help("take one of the rows away"));
            }
            return;
        }
        let tenure = Tenure {
            person,
            start,
            end,
            file: self.file,
            line: row.line,
        };
        let held = self.data.held.entry(person).or_default();
        held.push((office.clone(), tenure));
        self.data.tenures.entry(office).or_default().push(tenure);
    }
}

/// Whether one name of a row needs a cue: `?` before it marks it where the others need none.
fn marked(name: &str, row: How) -> How {
    match (name.starts_with('?'), row) {
        (true, How::Full) => How::NeedsContext,
        _ => row,
    }
}

/// Whether names of the row need a cue.
fn context(row: &Row<'_>, column: usize, problems: &mut Vec<Problem>) -> How {
    match row.get(column) {
        "" => How::Full,
        "need" => How::NeedsContext,
        "head" => How::NeedsHead,
        other => {
            problems.push(row.problem(
                column,
                format!("unknown context `{other}`; expected need, head or nothing"),
            ));
            How::Full
        }
    }
}

/// A date written as a day, a month or a year; months and years mean their first day.
fn date(row: &Row<'_>, column: usize, problems: &mut Vec<Problem>) -> Option<jiff::civil::Date> {
    let text = row.get(column);
    if text.is_empty() {
        return None;
    }
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    match full.parse() {
        Ok(date) => Some(date),
        Err(_) => {
            problems.push(
                row.problem(column, format!("`{text}` is no date"))
                    .help("write it as YYYY, YYYY-MM or YYYY-MM-DD"),
            );
            None
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
