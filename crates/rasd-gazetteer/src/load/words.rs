//! Tables of words: titles, head nouns, nominals, cues, inflections, parts of names.

use super::Loader;
use crate::data::{
    Cue, Head, Inflection, Meaning, NameToken, Nominal, Reference, Shape, Title, TitleKind,
};
use crate::names;
use crate::nisba::Suffix;
use crate::table::Row;
use rasd_core::{EntityType, Gender, Number, Problem, Sector};
use std::collections::HashSet;

/// Slug of the head nouns of clubs.
const CLUB: &str = "club";

/// Least weight of a given name that begins a name without a title before it.
const SURE: u8 = 3;

impl Loader {
    pub(super) fn inflection(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
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

    pub(super) fn join(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let word = rasd_tokenizer::fold(row.get(0));
        match row.get(1) {
            "next" => self.joins.before.push(word),
            "previous" => {
                self.phrase(std::slice::from_ref(&word), Meaning::Cue(Cue::NameEnd));
                self.joins.after.push(word);
            }
            "link" => {
                let words = names::words(row.get(0));
                self.phrase(&words, Meaning::NameToken(NameToken::Link));
            }
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

    pub(super) fn cue(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let cue = match row.get(1) {
            "place" => Cue::Place,
            "government" => Cue::Government,
            "title-adjective" => Cue::TitleAdjective,
            "former" => Cue::Former,
            "spokesman" => Cue::Spokesman,
            "envoy" => Cue::Envoy,
            "belonging" => Cue::Belonging,
            "affairs" => Cue::Affairs,
            "dossier" => Cue::Dossier,
            "charged" => Cue::Charged,
            "speech" => Cue::Speech,
            "person" => Cue::Person,
            "not-name" => Cue::NotName,
            "quantity" => Cue::Quantity,
            "one" => Cue::One,
            "demonstrative" => Cue::Demonstrative,
            "kind" => Cue::Kind,
            "governed" => Cue::Governed,
            "manner" => Cue::Manner,
            "victim" => Cue::Victim,
            "sport" => Cue::Sport,
            "thing" => Cue::Thing,
            "adjective" => Cue::Adjective,
            "terrain" => Cue::Terrain,
            "direction" => Cue::Direction,
            "scene" => Cue::Scene,
            "remark" => Cue::Remark,
            "place-part" => Cue::PlacePart,
            "act" => Cue::Act,
            "place-end" => Cue::PlaceEnd,
            "sole" => Cue::Sole,
            "after" => Cue::After,
            "noun" => Cue::Noun,
            "completed" => Cue::Completed,
            "area" => Cue::Area,
            other => {
                problems.push(
                    row.problem(1, format!("unknown cue `{other}`")).help(
                        "cues are: place, government, title-adjective, former, spokesman, envoy, belonging, affairs, dossier, speech, person, not-name, quantity, one, demonstrative, kind, governed, manner, victim, thing, sport, adjective, terrain, direction, scene, remark, place-part, place-end, sole, after, noun, completed, charged, act, area",
                    ),
                );
                return;
            }
        };
        self.names(row, 0, problems, |_| Meaning::Cue(cue));
        // خسر مباراته: the noun also with a pronoun.
        if let (Cue::Sport, [word]) = (cue, &names::words(row.get(0))[..]) {
            for stem in stems_before_pronoun(word, false) {
                for pronoun in self.pronouns.clone() {
                    self.phrase(&[format!("{stem}{pronoun}")], Meaning::Cue(cue));
                }
            }
        }
    }

    pub(super) fn head(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let shape = match row.get(3) {
            "country" => Shape::Country,
            "body" => Shape::Body,
            "open" => Shape::Open,
            "weak" => Shape::Weak,
            "same" => Shape::Same,
            "band" => Shape::Band,
            "outside" => Shape::Outside,
            "town" => Shape::Town,
            "area" => Shape::Area,
            other => {
                problems.push(row.problem(
                    3,
                    format!(
                        "unknown shape `{other}`; expected country, body, open, weak, same, band, outside, town or area"
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
        if row.get(4) == CLUB {
            self.clubs.extend(row.list(0).map(rasd_tokenizer::fold));
        }
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

    pub(super) fn nominal(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let reference = match row.get(5) {
            "group" => Reference::Group,
            "state" => Reference::State,
            "both" => Reference::Both,
            "men" => Reference::Men,
            "latter" => Reference::Latter,
            "homeland" => Reference::Homeland,
            "realm" => Reference::Realm,
            "body" => Reference::Body,
            other => {
                problems.push(row.problem(5, format!("unknown reference `{other}`")).help(
                    "references are: group, state, both, men, latter, homeland, realm, body",
                ));
                return;
            }
        };
        let mut sectors: Vec<Sector> = Vec::new();
        for name in row.list(4) {
            match name.parse() {
                Ok(sector) => sectors.push(sector),
                Err(_) => problems.push(row.problem(4, format!("unknown sector `{name}`"))),
            }
        }
        let human = row.yes(6, problems);
        let nominal = Nominal {
            role: self.data.pool.add(row.get(3)),
            sector: sectors.first().copied(),
            sectors: sectors.iter().fold(0, |bits, sector| bits | bit(*sector)),
            reference,
            human,
            qualified: reference == Reference::Body || !human || row.get(1).is_empty(),
            file: self.file,
            line: row.line,
        };
        let number = self.data.nominals.len() as u32;
        self.data.nominals.push(nominal);
        if reference == Reference::Group && row.get(3) == "people" && self.data.people.is_none() {
            self.data.people = Some(number);
        }
        if reference == Reference::Body {
            let words = row.list(0).map(|word| (rasd_tokenizer::fold(word), number));
            self.bodies.extend(words);
        }
        let gender: Option<Gender> = row.parse(7, problems);
        // In the accusative an indefinite plural takes ا: جنودا. Singulars look like duals in construct.
        for name in row.list(2).filter(|name| takes_alef(name)) {
            let base = Inflection::new(Number::Plural, gender);
            self.name(
                &format!("{name}ا"),
                Meaning::Nominal {
                    nominal: number,
                    form: base,
                },
            );
        }
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

    /// An adjective in all its endings, or a noun that others are of.
    pub(super) fn qualifier(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let number = self.data.qualifiers.len() as u32;
        let qualifier = self.data.pool.add(row.get(1));
        self.data.qualifiers.push(qualifier);
        self.names(row, 0, problems, |_| Meaning::Qualifier(number));
        for word in row.list(0).filter(|word| !word.contains(' ')) {
            let stem = rasd_tokenizer::fold(word);
            for suffix in self.data.suffixes.clone() {
                let form = format!("{stem}{}", suffix.ending());
                self.phrase(&[form], Meaning::Qualifier(number));
            }
        }
    }

    /// Adds forms with and, for single words, with attached pronouns.
    pub(super) fn inflected(
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
            // In construct the dual and the plural lose their ن: رئيسا البلدين, مسؤولو الحزب.
            let loses = match base.number {
                Number::Dual => true,
                Number::Plural => word.ends_with("ون") || word.ends_with("ين"),
                Number::Singular => false,
            };
            if loses && let Some(construct) = word.strip_suffix('ن') {
                self.phrase(&[construct.to_owned()], meaning(form(0)));
            }
            // An abbreviation takes no pronoun: أ. is not in أنا.
            if word.starts_with("ال") || word.chars().count() < 2 {
                continue;
            }
            for stem in stems_before_pronoun(word, loses) {
                for pronoun in self.pronouns.clone() {
                    let length = pronoun.len() as u8;
                    self.phrase(&[format!("{stem}{pronoun}")], meaning(form(length)));
                }
            }
        }
    }

    pub(super) fn title(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
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
            role: row.get(3) == "role",
            file: self.file,
            line: row.line,
        });
        let columns = [
            (0, Number::Singular, Some(Gender::Masculine)),
            (4, Number::Singular, Some(Gender::Feminine)),
            (5, Number::Dual, None),
            (6, Number::Plural, None),
        ];
        if row.get(1).ends_with(MINISTERS) {
            self.purviews(row.get(0));
        }
        // Women's plurals are rather things: مساعدات is aid, مؤسسات institutions.
        let women: Vec<String> = row
            .list(4)
            .filter_map(|fem| fem.strip_suffix('ة').map(|stem| format!("{stem}ات")))
            .collect();
        // مصدرا أمنيا
        for name in row.list(0) {
            let meaning = Meaning::Title {
                title,
                form: Inflection::new(Number::Singular, Some(Gender::Masculine)),
            };
            if let Some(accusative) = accusative(name) {
                self.name(&accusative, meaning);
            }
        }
        for (column, number, gender) in columns {
            let keep = |name: &str| !women.iter().any(|plural| plural == name);
            let base = Inflection::new(number, gender);
            self.inflected(row, column, problems, base, keep, |form| Meaning::Title {
                title,
                form,
            });
        }
    }

    /// وزير الثقافة والشباب: a minister is also in charge of what other ministers are.
    fn purviews(&mut self, title: &str) {
        for word in names::words(title).into_iter().skip(1) {
            let word = word.strip_prefix('و').unwrap_or(&word);
            if word.starts_with("ال") {
                let key = crate::vocabulary::key_of(word);
                self.data.purviews.insert(key.into_owned());
            }
        }
    }

    pub(super) fn name_token(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let ambiguous = row.yes(3, problems);
        let weight = row.number::<u8>(2, (1, 9), problems).unwrap_or(0);
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

    pub(super) fn name_latin(&mut self, row: &Row<'_>, _: &mut Vec<Problem>) {
        for word in names::words(row.get(0)) {
            let key = crate::vocabulary::key_of(&word);
            let latin = row.list(1).next().unwrap_or("").to_owned();
            self.data.latin.entry(key.into_owned()).or_insert(latin);
        }
    }
}

/// The offices of all ministers end so.
const MINISTERS: &str = "-minister";

/// The accusative of a noun with a nationality-like adjective, both indefinite: مصدرا أمنيا.
fn accusative(name: &str) -> Option<String> {
    let (noun, adjective) = name.split_once(' ')?;
    let fits = takes_alef(noun) && adjective.ends_with('ي') && !adjective.contains(' ');
    (fits && !adjective.starts_with("ال")).then(|| format!("{noun}ا {adjective}ا"))
}

/// Whether an indefinite plural of one word is written with ا in the accusative.
fn takes_alef(word: &str) -> bool {
    const WITHOUT: [&str; 8] = ["ون", "ين", "ات", "ة", "ى", "ي", "ا", "ء"];
    let ends = WITHOUT.iter().any(|end| word.ends_with(end));
    !ends && !word.contains(' ') && !word.starts_with("ال")
}

/// The bit of a sector in a set of them.
pub(crate) const fn bit(sector: Sector) -> u32 {
    1 << sector as u32
}

/// How a noun is written before an attached pronoun; the ن of duals and plurals falls away, that of سجين stays.
fn stems_before_pronoun(word: &str, loses: bool) -> HashSet<String> {
    let mut out = HashSet::new();
    if let Some(stem) = word.strip_suffix('ة') {
        out.insert(format!("{stem}ت"));
        return out;
    }
    if let Some(stem) = word.strip_suffix('ء') {
        out.extend([format!("{stem}ئ"), format!("{stem}ؤ")]);
    }
    if loses && let Some(stem) = word.strip_suffix('ن') {
        out.insert(stem.to_owned());
    }
    out.insert(word.to_owned());
    out
}
