//! From tables to [`Data`] and the phrases that lead to it.

use crate::data::{
    Cue, Data, Head, How, Inflection, Meaning, NameToken, Nominal, PlaceRow, Reference, Shape,
    Target, TargetKind, Tenure, Text, Title, TitleKind,
};
use crate::names::{self, Joins};
use crate::nisba::{self, Suffix};
use crate::phrases::{PhraseId, Phrases};
use crate::table::{self, Columns, Row};
use rasd_core::{DataFile, EntityType, Gender, Number, Problem, Sector};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

const COUNTRIES: Columns = Columns {
    required: &[
        "code",
        "name_en",
        "names",
        "nisba",
        "nisba_plural",
        "capital",
        "source",
    ],
    optional: &[],
};
const GROUPS: Columns = Columns {
    required: &[
        "id", "name_en", "country", "sector", "nisba", "plural", "names", "source",
    ],
    optional: &[],
};
const PLACES: Columns = Columns {
    required: &["id", "type", "name_en", "country", "names"],
    optional: &[
        "context",
        "admin",
        "lat",
        "lon",
        "geonames",
        "population",
        "feature",
        "source",
    ],
};
const ORGS: Columns = Columns {
    required: &["id", "name_en", "country", "sector", "names"],
    optional: &["context", "wikidata", "sectors", "source"],
};
const PERSONS: Columns = Columns {
    required: &["id", "name_en", "country", "sector", "names"],
    optional: &["short", "wikidata", "source"],
};
const OFFICES: Columns = Columns {
    required: &["office", "person", "start", "end"],
    optional: &["source"],
};
const TITLES: Columns = Columns {
    required: &["title", "office", "sector", "kind"],
    optional: &["feminine", "dual", "plural", "source"],
};
const HEADS: Columns = Columns {
    required: &["head", "short", "type", "shape", "slug", "sector"],
    optional: &["source"],
};
const NOMINALS: Columns = Columns {
    required: &[
        "nominal",
        "dual",
        "plural",
        "role",
        "sector",
        "reference",
        "human",
    ],
    optional: &["gender", "source"],
};
const CUES: Columns = Columns {
    required: &["word", "cue"],
    optional: &["source"],
};
const INFLECTIONS: Columns = Columns {
    required: &["kind", "suffix", "gender", "number"],
    optional: &["source"],
};
const JOINS: Columns = Columns {
    required: &["word", "side"],
    optional: &["source"],
};
const NAME_TOKENS: Columns = Columns {
    required: &["token", "class", "weight", "ambiguous"],
    optional: &["source"],
};
const NAME_LATIN: Columns = Columns {
    required: &["token", "latin"],
    optional: &["source"],
};

/// The kinds of table, in the order in which they are read.
const ORDER: &[&str] = &[
    "inflections",
    "name-joins",
    "cues",
    "heads",
    "nominals",
    "titles",
    "countries",
    "groups",
    "orgs",
    "places",
    "persons",
    "offices",
    "name-tokens",
    "name-latin",
];

/// Least weight of a given name that begins a name without a title before it.
const SURE: u8 = 3;

/// Reads a row into the loader.
type ReadRow = fn(&mut Loader, &Row<'_>, &mut Vec<Problem>);

/// Builds [`Data`] from tables.
#[derive(Default)]
pub(crate) struct Loader {
    pub(crate) data: Data,
    pub(crate) phrases: Phrases,
    found: Vec<(PhraseId, Meaning)>,
    problems: Vec<Problem>,
    joins: Joins,
    pronouns: Vec<String>,
    seen: HashMap<String, (Arc<str>, u32)>,
    /// Targets that other tables name by their id: capitals and persons.
    by_id: HashMap<String, u32>,
    file: u16,
}

impl Loader {
    /// Reads every table among `files`; other files are ignored.
    pub(crate) fn read(mut self, files: &[DataFile<'_>]) -> (Data, Phrases, Vec<Problem>) {
        let mut sorted: Vec<(usize, bool, &DataFile<'_>)> = Vec::new();
        for file in files {
            let Some(path) = file.path.strip_prefix("gazetteers/") else {
                continue;
            };
            let Some(stem) = path.strip_suffix(".csv") else {
                continue;
            };
            let name = stem.rsplit('/').next().unwrap_or(stem);
            let kind = ORDER
                .iter()
                .position(|kind| name == *kind || name.starts_with(&format!("{kind}-")));
            match kind {
                Some(kind) => sorted.push((kind, stem.contains('/'), file)),
                None => self.problems.push(
                    Problem::at(file.path, 0, "not a table this program knows")
                        .help(format!("tables are: {}", ORDER.join(", "))),
                ),
            }
        }
        // Hand-written tables come before generated ones, which stand in folders.
        sorted.sort_by_key(|(kind, generated, file)| (*kind, *generated, file.path));
        for (kind, _, file) in sorted {
            self.data.files.push(Arc::from(file.path));
            self.file = (self.data.files.len() - 1) as u16;
            self.table(ORDER[kind], file);
        }
        self.finish()
    }

    fn finish(mut self) -> (Data, Phrases, Vec<Problem>) {
        // A stable sort keeps hand rows first.
        self.found.sort_by_key(|(phrase, _)| *phrase);
        let mut first = Vec::with_capacity(self.phrases.len() + 1);
        let mut postings = Vec::with_capacity(self.found.len());
        for (phrase, meaning) in self.found {
            while first.len() <= phrase as usize {
                first.push(postings.len() as u32);
            }
            let from = first.last().copied().unwrap_or(0) as usize;
            if !postings[from..].contains(&meaning) {
                postings.push(meaning);
            }
        }
        while first.len() <= self.phrases.len() {
            first.push(postings.len() as u32);
        }
        self.data.first = first;
        self.data.postings = postings;
        let orgs: HashMap<String, Target> = self
            .data
            .targets
            .iter()
            .filter(|target| target.kind == TargetKind::Org)
            .map(|target| (self.data.pool.get(target.id).to_owned(), *target))
            .collect();
        // A word for the members of an organisation stands for it: الحوثيون.
        for target in &mut self.data.targets {
            if target.kind == TargetKind::Group
                && let Some(org) = orgs.get(self.data.pool.get(target.id))
            {
                *target = *org;
            }
        }
        for tenures in self.data.tenures.values_mut() {
            tenures.sort_by_key(|tenure| tenure.start);
        }
        (self.data, self.phrases, self.problems)
    }

    fn table(&mut self, kind: &str, file: &DataFile<'_>) {
        let mut problems = std::mem::take(&mut self.problems);
        let (columns, each): (&Columns, ReadRow) = match kind {
            "inflections" => (&INFLECTIONS, Self::inflection),
            "name-joins" => (&JOINS, Self::join),
            "cues" => (&CUES, Self::cue),
            "heads" => (&HEADS, Self::head),
            "nominals" => (&NOMINALS, Self::nominal),
            "titles" => (&TITLES, Self::title),
            "countries" => (&COUNTRIES, Self::country),
            "groups" => (&GROUPS, Self::group),
            "orgs" => (&ORGS, Self::org),
            "places" => (&PLACES, Self::place),
            "persons" => (&PERSONS, Self::person),
            "offices" => (&OFFICES, Self::office),
            "name-tokens" => (&NAME_TOKENS, Self::name_token),
            _ => (&NAME_LATIN, Self::name_latin),
        };
        table::read(file, columns, &mut problems, |row, problems| {
            each(self, &row, problems);
        });
        self.problems = problems;
    }

    /// Adds a phrase in all its spellings.
    fn name(&mut self, name: &str, meaning: Meaning) {
        let words = names::words(name);
        for variant in self.joins.variants(&words) {
            self.phrase(&variant, meaning);
        }
    }

    fn phrase(&mut self, words: &[String], meaning: Meaning) {
        if let Some(phrase) = self.phrases.insert(words.iter().map(String::as_str)) {
            self.found.push((phrase, meaning));
        }
    }

    /// Adds the names of a `|`-joined column, and reports those that hold no word.
    fn names(
        &mut self,
        row: &Row<'_>,
        column: usize,
        problems: &mut Vec<Problem>,
        meaning: impl Fn(&str) -> Meaning,
    ) {
        for name in row.list(column) {
            if names::words(name).is_empty() {
                problems.push(row.problem(column, format!("`{name}` holds no word")));
            } else {
                self.name(name, meaning(name));
            }
        }
    }

    fn inflection(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let gender: Option<Gender> = row.parse(2, problems);
        let suffix = rasd_tokenizer::fold(row.get(1));
        match row.get(0) {
            "nisba" => {
                if let Some(number) = row.parse::<Number>(3, problems) {
                    self.data.suffixes.push(Suffix {
                        suffix,
                        gender,
                        number,
                    });
                }
            }
            "pronoun" => self.pronouns.push(suffix),
            other => problems.push(row.problem(
                0,
                format!("unknown kind `{other}`; expected nisba or pronoun"),
            )),
        }
    }

    fn join(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let word = rasd_tokenizer::fold(row.get(0));
        match row.get(1) {
            "next" => self.joins.before.push(word),
            "previous" => self.joins.after.push(word),
            "link" => self.phrase(&[word], Meaning::NameToken(NameToken::Link)),
            "kunya" => self.phrase(&[word], Meaning::NameToken(NameToken::Kunya)),
            "ordinal" => {
                let words = names::words(row.get(0));
                self.phrase(&words, Meaning::NameToken(NameToken::Ordinal));
            }
            other => problems.push(row.problem(
                1,
                format!("unknown side `{other}`; expected next, previous, link, kunya or ordinal"),
            )),
        }
    }

    fn cue(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let cue = match row.get(1) {
            "place" => Cue::Place,
            "government" => Cue::Government,
            "title-adjective" => Cue::TitleAdjective,
            "spokesman" => Cue::Spokesman,
            "envoy" => Cue::Envoy,
            "belonging" => Cue::Belonging,
            "affairs" => Cue::Affairs,
            "speech" => Cue::Speech,
            "person" => Cue::Person,
            other => {
                problems.push(
                    row.problem(1, format!("unknown cue `{other}`")).help(
                        "cues are: place, government, title-adjective, spokesman, envoy, belonging, affairs, speech, person",
                    ),
                );
                return;
            }
        };
        self.names(row, 0, problems, |_| Meaning::Cue(cue));
    }

    fn head(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let shape = match row.get(3) {
            "country" => Shape::Country,
            "body" => Shape::Body,
            "open" => Shape::Open,
            "weak" => Shape::Weak,
            "same" => Shape::Same,
            "outside" => Shape::Outside,
            other => {
                problems.push(row.problem(
                    3,
                    format!(
                        "unknown shape `{other}`; expected country, body, open, weak, same or outside"
                    ),
                ));
                return;
            }
        };
        let Some(kind) = row.parse::<EntityType>(2, problems) else {
            return;
        };
        let head = Head {
            slug: self.data.pool.add(row.get(4)),
            kind,
            shape,
            sector: row.parse::<Sector>(5, problems),
            feminine: names::words(row.get(0))
                .first()
                .is_some_and(|word| word.ends_with('ة') || word.ends_with("ات")),
            short: false,
            file: self.file,
            line: row.line,
        };
        let number = self.data.heads.len() as u32;
        self.data.heads.push(head);
        self.names(row, 0, problems, |_| Meaning::Head { head: number });
        if !row.get(1).is_empty() {
            self.data.heads.push(Head {
                shape: Shape::Country,
                short: true,
                ..head
            });
            self.names(row, 1, problems, |_| Meaning::Head { head: number + 1 });
        }
    }

    fn nominal(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let reference = match row.get(5) {
            "group" => Reference::Group,
            "state" => Reference::State,
            "both" => Reference::Both,
            "men" => Reference::Men,
            "latter" => Reference::Latter,
            "homeland" => Reference::Homeland,
            other => {
                problems.push(
                    row.problem(5, format!("unknown reference `{other}`"))
                        .help("references are: group, state, both, men, latter, homeland"),
                );
                return;
            }
        };
        let nominal = Nominal {
            role: self.data.pool.add(row.get(3)),
            sector: row.parse::<Sector>(4, problems),
            reference,
            human: row.get(6) == "yes",
            file: self.file,
            line: row.line,
        };
        let number = self.data.nominals.len() as u32;
        self.data.nominals.push(nominal);
        let gender: Option<Gender> = row.parse(7, problems);
        for (column, count) in [
            (0, Number::Singular),
            (1, Number::Dual),
            (2, Number::Plural),
        ] {
            let base = Inflection::new(count, gender);
            self.inflected(
                row,
                column,
                problems,
                base,
                |_| true,
                |form| Meaning::Nominal {
                    nominal: number,
                    form,
                },
            );
        }
    }

    /// Adds forms with and, for single words, with attached pronouns.
    fn inflected(
        &mut self,
        row: &Row<'_>,
        column: usize,
        problems: &mut Vec<Problem>,
        base: Inflection,
        keep: impl Fn(&str) -> bool,
        meaning: impl Fn(Inflection) -> Meaning,
    ) {
        let form = |pronoun| Inflection { pronoun, ..base };
        for name in row.list(column).filter(|name| keep(name)) {
            let words = names::words(name);
            if words.is_empty() {
                problems.push(row.problem(column, format!("`{name}` holds no word")));
                continue;
            }
            self.name(name, meaning(form(0)));
            let [word] = &words[..] else {
                continue;
            };
            // In construct the dual loses its ن: رئيسا البلدين.
            if base.number == Number::Dual
                && let Some(construct) = word.strip_suffix('ن')
            {
                self.phrase(&[construct.to_owned()], meaning(form(0)));
            }
            if word.starts_with("ال") {
                continue;
            }
            for stem in stems_before_pronoun(word) {
                for pronoun in self.pronouns.clone() {
                    let length = pronoun.len() as u8;
                    self.phrase(&[format!("{stem}{pronoun}")], meaning(form(length)));
                }
            }
        }
    }

    fn title(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let kind = match row.get(3) {
            "office" | "role" | "media" => TitleKind::Office,
            "rank" | "noble" | "royal" => TitleKind::Rank,
            // Princes and the like are courtesies that stand for the person before the name.
            "honorific" if row.get(1) != "honorific" => TitleKind::Rank,
            "honorific" => TitleKind::Honorific,
            other => {
                problems.push(row.problem(
                    3,
                    format!(
                        "unknown kind `{other}`; expected office, role, rank, noble or honorific"
                    ),
                ));
                return;
            }
        };
        let title = self.data.titles.len() as u32;
        self.data.titles.push(Title {
            office: self.data.pool.add(row.get(1)),
            sector: row.parse::<Sector>(2, problems),
            kind,
        });
        let columns = [
            (0, Number::Singular, Some(Gender::Masculine)),
            (4, Number::Singular, Some(Gender::Feminine)),
            (5, Number::Dual, None),
            (6, Number::Plural, None),
        ];
        // Women's plurals are rather things: مساعدات is aid, مؤسسات institutions.
        let women: Vec<String> = row
            .list(4)
            .filter_map(|fem| fem.strip_suffix('ة').map(|stem| format!("{stem}ات")))
            .collect();
        for (column, number, gender) in columns {
            let keep = |name: &str| !women.iter().any(|plural| plural == name);
            let base = Inflection::new(number, gender);
            self.inflected(row, column, problems, base, keep, |form| Meaning::Title {
                title,
                form,
            });
        }
    }

    /// Adds a target, unless one of that id stands already (hand rows come first and win).
    fn target(
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
        let key = match kind {
            TargetKind::Place(kind) => format!("{id} {kind}"),
            _ => format!("{id} {kind:?}"),
        };
        if let Some((file, line)) = self.seen.get(&key) {
            if **file == *self.data.files[usize::from(self.file)] {
                problems.push(
                    row.problem(0, format!("id `{id}` stands already at {file}:{line}"))
                        .help("join the rows or choose another id"),
                );
            }
            return None;
        }
        let file = self.data.files[usize::from(self.file)].clone();
        self.seen.insert(key, (file, row.line));
        let pool = &mut self.data.pool;
        let target = Target {
            id: pool.add(id),
            name: pool.add(""),
            country: pool.add(country),
            wikidata: Text::default(),
            sector,
            kind,
            place: None,
            file: self.file,
            line: row.line,
            weight: 0,
        };
        self.data.targets.push(target);
        Some((self.data.targets.len() - 1) as u32)
    }

    fn describe(&mut self, target: u32, name: &str, wikidata: &str) {
        let name = self.data.pool.add(name);
        let wikidata = self.data.pool.add(wikidata);
        let target = &mut self.data.targets[target as usize];
        target.name = name;
        target.wikidata = wikidata;
    }

    fn country(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
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
        self.describe(target, row.get(1), "");
        self.data.countries.insert(code, target);
        self.names(row, 2, problems, |_| Meaning::Name {
            target,
            how: How::Full,
        });
        self.nisbas(row, 3, 4, problems, target);
        self.capitals(row, target, problems);
    }

    /// Adds nationality words from a column of singulars and one of irregular plurals.
    fn nisbas(
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

    fn capitals(&mut self, row: &Row<'_>, country: u32, problems: &mut Vec<Problem>) {
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
            let target = match self.known(id) {
                Some(target) => target,
                None => self.new_capital(row, id, &code),
            };
            self.name(
                name,
                Meaning::Name {
                    target,
                    how: How::Capital { country },
                },
            );
        }
    }

    /// A target of this id that was made before.
    fn known(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    fn new_capital(&mut self, row: &Row<'_>, id: &str, code: &str) -> u32 {
        let words: Vec<String> = id.split('-').map(capitalised).collect();
        let pool = &mut self.data.pool;
        let target = Target {
            id: pool.add(id),
            name: pool.add(&words.join(" ")),
            country: pool.add(code),
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
        self.by_id.insert(id.to_owned(), number);
        number
    }

    fn group(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let sector = row.parse(3, problems);
        let country = self.country_code(row, 2, problems);
        let Some(target) = self.target(row, TargetKind::Group, &country, sector, problems) else {
            return;
        };
        self.describe(target, row.get(1), "");
        self.nisbas(row, 4, 5, problems, target);
        self.names(row, 6, problems, |_| Meaning::Name {
            target,
            how: How::Full,
        });
    }

    /// A country or bloc code of a row; a problem if it is neither.
    fn country_code(&self, row: &Row<'_>, column: usize, problems: &mut Vec<Problem>) -> String {
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

    fn org(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let sector = row.parse(3, problems);
        let country = self.country_code(row, 2, problems);
        let Some(target) = self.target(row, TargetKind::Org, &country, sector, problems) else {
            return;
        };
        self.describe(target, row.get(1), row.get(6));
        let how = context(row, 5, problems);
        self.names(row, 4, problems, |_| Meaning::Name { target, how });
    }

    fn place(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let Some(kind) = row.parse::<EntityType>(1, problems) else {
            return;
        };
        let country = self.country_code(row, 3, problems);
        let how = context(row, 5, problems);
        let target = match self.known(row.get(0)) {
            // A capital that its country's row has named already.
            Some(target) => target,
            None => match self.target(row, TargetKind::Place(kind), &country, None, problems) {
                Some(target) => target,
                None => return,
            },
        };
        self.describe(target, row.get(2), "");
        let number = |column: usize| row.get(column).parse::<f64>().ok();
        let place = PlaceRow {
            position: number(7).zip(number(8)),
            geonames: row.get(9).parse().ok(),
            admin: self.data.pool.add(row.get(6)),
            feature: self.data.pool.add(row.get(11)),
        };
        let population = row.get(10).parse::<u32>().unwrap_or(0);
        self.data.places.push(place);
        let target_row = &mut self.data.targets[target as usize];
        target_row.place = Some((self.data.places.len() - 1) as u32);
        target_row.weight = target_row.weight.max(population);
        self.names(row, 4, problems, |_| Meaning::Name { target, how });
    }

    fn person(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let sector = row.parse(3, problems);
        let country = self.country_code(row, 2, problems);
        let Some(target) = self.target(row, TargetKind::Person, &country, sector, problems) else {
            return;
        };
        self.by_id.insert(row.get(0).to_owned(), target);
        self.describe(target, row.get(1), row.get(6));
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

    fn office(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let Some(person) = self.known(row.get(1)) else {
            problems.push(
                row.problem(1, format!("unknown person `{}`", row.get(1)))
                    .help("add the person to persons.csv or correct the id"),
            );
            return;
        };
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

    fn name_token(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let ambiguous = row.get(3) == "yes";
        let weight = match row.get(2).parse::<u8>() {
            Ok(weight) => weight,
            Err(_) => {
                problems.push(row.problem(2, format!("`{}` is no weight", row.get(2))));
                0
            }
        };
        let kind = match row.get(1) {
            "given" | "both" if ambiguous => NameToken::Common,
            "given" | "both" if weight < SURE => NameToken::Rare,
            "given" | "both" => NameToken::Given,
            "family" => NameToken::Family,
            other => {
                problems.push(row.problem(
                    1,
                    format!("unknown class `{other}`; expected given, family or both"),
                ));
                return;
            }
        };
        self.names(row, 0, problems, |_| Meaning::NameToken(kind));
    }

    fn name_latin(&mut self, row: &Row<'_>, _: &mut Vec<Problem>) {
        for word in names::words(row.get(0)) {
            let key = crate::vocabulary::key_of(&word);
            let latin = row.list(1).next().unwrap_or("").to_owned();
            self.data.latin.entry(key).or_insert(latin);
        }
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

/// How a noun is written before an attached pronoun.
fn stems_before_pronoun(word: &str) -> HashSet<String> {
    let mut out = HashSet::new();
    if let Some(stem) = word.strip_suffix('ة') {
        out.insert(format!("{stem}ت"));
        return out;
    }
    if let Some(stem) = word.strip_suffix('ء') {
        out.extend([format!("{stem}ئ"), format!("{stem}ؤ")]);
    }
    if let Some(stem) = word.strip_suffix('ن')
        && stem.ends_with(['و', 'ي', 'ا'])
    {
        out.insert(stem.to_owned());
    }
    out.insert(word.to_owned());
    out
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
