//! What titles stand for: persons named with them, holders of offices, persons spoken of.

use super::Linker;
use super::roles::{family, plural, role_of};
use crate::data::{Meaning, Reference, TitleKind};
use crate::names::slug;
use crate::offices;
use crate::run::atom::{Atom, TitleParse, What};
use rasd_core::{EntityType, Number, RefId, RegistryEntry, Sector};
use std::sync::Arc;

/// How the role of someone who left an office begins.
const FORMER: &str = "former-";

/// Most titles that stand before one name.
const TITLES: usize = 6;

impl Linker<'_, '_> {
    /// A title: the person named with it, the holder of the office, or someone spoken of before.
    pub(super) fn title(&mut self, atoms: &[Atom], index: usize, parse: &TitleParse) {
        let atom = &atoms[index];
        let data = self.view.data;
        let row = data.titles[parse.title as usize];
        let office = data.pool.get(row.office).to_owned();
        let office = match parse.of_title {
            Some(inner) => {
                let inner = data.pool.get(data.titles[inner as usize].office);
                format!("{office}-{inner}")
            }
            None => office,
        };
        let (office, sector) = match parse.former {
            true if !office.starts_with(FORMER) => (format!("{FORMER}{office}"), Some(Sector::Eli)),
            _ => (office, row.sector),
        };
        let (office, sector) = match self.body_of(atom) {
            Some((body, _)) if is_quoted(&office) && self.own_body(parse).is_none() => {
                (format!("{body}-{office}"), sector)
            }
            // قادة في القوات العراقية
            Some((_, Some(Sector::Mil))) if office == LEADER => {
                (COMMANDER.to_owned(), Some(Sector::Mil))
            }
            _ => (office, sector),
        };
        let nations: Vec<u32> = self.nations_of(atom, parse);
        let nations = self.senders(atoms, index, parse).unwrap_or(nations);
        let office = self.sent(office, parse, &nations);
        for nation in &nations {
            self.mention_country(*nation, atom.first);
        }
        let (refs, reason) = if let Some(named) = self.named_with(atoms, index, parse) {
            if row.kind == TitleKind::Office {
                let office = match office.as_str() {
                    "counterpart" => self.last_office(),
                    _ => office,
                };
                for reference in &named {
                    let nations = if named.len() == 1 {
                        nations.clone()
                    } else {
                        Vec::new()
                    };
                    self.speak(*reference, Some(role_of(&office).to_owned()), nations);
                }
            }
            if let [reference] = named[..] {
                self.describe(reference, atom, parse, &nations, sector);
            }
            (named, "title of the person named with it".to_owned())
        } else if let Some(org) = self.own_body(parse) {
            self.of_body(org, &office, sector, atom.number)
        } else if office == "counterpart" {
            self.counterpart(atom, &nations)
        } else if atom.number != Number::Singular {
            self.several(atom, parse, &office, sector, &nations)
        } else if !parse.definite && !nations.is_empty() {
            self.any_of(&office, sector, &nations)
        } else {
            self.single(parse, &office, sector, &nations)
        };
        self.push(atom, refs, reason);
    }

    /// The organisation of a title, where it is not one of a government.
    pub(super) fn own_body(&self, parse: &TitleParse) -> Option<u32> {
        let org = parse.org?;
        let office = self.view.data.titles[parse.title as usize].office;
        let resolved = self.view.data.pool.get(office).contains('/');
        let sector = self.view.data.targets[org as usize].sector;
        let of_state = matches!(
            sector,
            Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Jud | Sector::Leg | Sector::Spy)
        ) && self.country_target(org).is_some();
        (!resolved && !of_state).then_some(org)
    }

    /// The holder of an office of an organisation: `hamas/official`.
    pub(super) fn of_body(
        &mut self,
        org: u32,
        office: &str,
        sector: Option<Sector>,
        number: Number,
    ) -> (Vec<RefId>, String) {
        let data = self.view.data;
        let id = format!("{}/{office}", data.id(org));
        let held = offices::holder(data, &id, self.day);
        if number == Number::Singular {
            self.asked = Some((id.clone(), held));
        }
        let reference = match held {
            Some(tenure) if number == Number::Singular => self.entry(tenure.person),
            _ => {
                let id = if number == Number::Singular {
                    id
                } else {
                    plural(&id)
                };
                let name = data.pool.get(data.targets[org as usize].name);
                let name = format!("{} of {name}", office.replace('-', " "));
                let mut entry = RegistryEntry::new(id, name);
                let country = data.targets[org as usize].country;
                entry.country = (!country.is_empty()).then(|| Arc::from(data.pool.get(country)));
                entry.sector = data.targets[org as usize].sector.or(sector);
                self.registry.insert(entry)
            }
        };
        self.speak(reference, Some(role_of(office).to_owned()), Vec::new());
        (
            vec![reference],
            format!("office {office} of an organisation"),
        )
    }

    /// The kind of body of a country that a title names (`white-house`, `foreign-ministry`), and its sector.
    fn body_of(&self, atom: &Atom) -> Option<(String, Option<Sector>)> {
        let data = self.view.data;
        atom.inside.iter().find_map(|inner| match &inner.what {
            What::Body { slug, sector, .. } => Some((slug.clone(), *sector)),
            What::Target(org) if inner.kind == EntityType::Org => {
                let country = self.country_target(*org)?;
                let row = &data.targets[*org as usize];
                let country = slug(data.pool.get(data.targets[country as usize].name));
                let id = data.id(*org);
                let own = id
                    .strip_prefix(&country)
                    .and_then(|id| id.strip_prefix('-'));
                Some((own.unwrap_or(id).to_owned(), row.sector))
            }
            _ => None,
        })
    }

    /// Countries of a title, those of a nominal inside it (رئيسا البلدين) included.
    pub(super) fn nations_of(&self, atom: &Atom, parse: &TitleParse) -> Vec<u32> {
        let both = (atom.first + 1..atom.end).any(|at| {
            self.view.meanings(at).any(|(_, meaning)| match meaning {
                Meaning::Nominal { nominal, .. } => {
                    self.view.data.nominals[nominal as usize].reference == Reference::Both
                }
                _ => false,
            })
        });
        if parse.nations.is_empty() && both {
            let mut two = self.present(atom.first);
            two.truncate(2);
            return two;
        }
        parse.nations.clone()
    }

    /// The persons whose names stand with a title.
    pub(super) fn named_with(
        &mut self,
        atoms: &[Atom],
        index: usize,
        parse: &TitleParse,
    ) -> Option<Vec<RefId>> {
        let next = self.person_after(atoms, index);
        if let Some(person) = next {
            let first = self.refer(&atoms[person])?;
            if atoms[index].number == Number::Singular {
                return Some(vec![first]);
            }
            // الرئيسان الإيراني إبراهيم رئيسي والمصري عبد الفتاح السيسي
            let mut all = vec![first];
            let mut at = person + 1;
            while at < atoms.len() && atoms[at].first <= atoms[at - 1].end {
                match atoms[at].kind {
                    EntityType::Norp => {}
                    EntityType::Per => all.extend(self.refer(&atoms[at])),
                    _ => break,
                }
                at += 1;
            }
            return Some(all);
        }
        self.apposed(atoms, index, parse)
    }

    /// The atom of the name right after a title: other titles, courtesies and marks may stand between.
    pub(super) fn person_after(&self, atoms: &[Atom], index: usize) -> Option<usize> {
        let mut at = index + 1;
        let mut end = atoms[index].end;
        while at <= index + TITLES {
            let atom = atoms.get(at)?;
            if !(end..atom.first).all(|token| self.is_gap(token)) || atom.skip > 0 {
                return None;
            }
            match atom.kind {
                EntityType::Per => return Some(at),
                EntityType::Occ => {
                    end = atom.end;
                    at += 1;
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a token may stand between a title and the name.
    pub(super) fn is_gap(&self, token: usize) -> bool {
        self.view.is_mark(token, "،,:\"«“(-–")
            || self
                .view
                .meanings(token)
                .any(|(hit, meaning)| match meaning {
                    Meaning::Title { title, .. } => {
                        hit.skip == 0
                            && self.view.data.titles[title as usize].kind != TitleKind::Office
                    }
                    _ => false,
                })
    }

    pub(super) fn refer(&mut self, atom: &Atom) -> Option<RefId> {
        match atom.what {
            What::Target(target) => Some(self.entry(target)),
            _ => {
                let person = self.people.enter(self.view, atom)?;
                Some(self.person(person))
            }
        }
    }

    /// نظيره المصري: the same office in another country.
    pub(super) fn counterpart(&mut self, atom: &Atom, nations: &[u32]) -> (Vec<RefId>, String) {
        let office = self.last_office();
        if nations.is_empty() {
            return (
                Vec::new(),
                "counterpart of a country that is not said".to_owned(),
            );
        }
        let sector = Some(Sector::Gov);
        let number = atom.number;
        let refs = nations
            .iter()
            .map(|nation| self.office_holder(*nation, &office, sector, number))
            .collect();
        (refs, format!("counterpart of the {office} spoken of"))
    }

    /// The holder of a country's office, spoken of or by the table of tenures; else the office itself.
    pub(super) fn office_holder(
        &mut self,
        nation: u32,
        office: &str,
        sector: Option<Sector>,
        number: Number,
    ) -> RefId {
        let role = role_of(office);
        let spoken = self
            .spoken
            .iter()
            .rev()
            .filter(|_| number != Number::Plural)
            .find(|spoken| spoken.office == role && spoken.nations.contains(&nation))
            .map(|spoken| spoken.reference);
        let code = self.view.data.id(nation).to_owned();
        let id = if office.contains('/') {
            office.to_owned()
        } else {
            format!("{code}/{office}")
        };
        let held = offices::holder(self.view.data, &id, self.day);
        let same = |reference: RefId| {
            let spoken = &*self.registry.get(reference).id;
            held.is_some_and(|held| self.view.data.id(held.person) == spoken)
        };
        if number == Number::Singular && spoken.is_none_or(same) {
            self.asked = Some((id.clone(), held));
        }
        let reference = match spoken {
            Some(reference) => reference,
            None => match held {
                Some(tenure) if number != Number::Plural => self.entry(tenure.person),
                _ => {
                    let id = if number == Number::Plural {
                        plural(&id)
                    } else {
                        id
                    };
                    let name = self.view.data.targets[nation as usize].name;
                    let name = self.view.data.pool.get(name);
                    let role = id.rsplit('/').next().unwrap_or("").replace('-', " ");
                    let name = format!("{role} of {name}");
                    let country = self.country_target(nation);
                    self.made(id, name, country, sector)
                }
            },
        };
        self.speak(reference, Some(role.to_owned()), vec![nation]);
        reference
    }

    /// An indefinite title, which names no holder: وزير سعودي, أسوأ أداء لرئيس أميركي.
    fn any_of(
        &mut self,
        office: &str,
        sector: Option<Sector>,
        nations: &[u32],
    ) -> (Vec<RefId>, String) {
        let role = role_of(office);
        let refs = nations.iter().map(|nation| {
            let data = self.view.data;
            let id = match office.contains('/') {
                true => office.to_owned(),
                false => format!("{}/{office}", data.id(*nation)),
            };
            let name = data.pool.get(data.targets[*nation as usize].name);
            let name = format!("{} of {name}", role.replace('-', " "));
            let country = self.country_target(*nation);
            let reference = self.made(id, name, country, sector);
            self.speak(reference, Some(role.to_owned()), vec![*nation]);
            reference
        });
        (refs.collect(), format!("somebody with the office {office}"))
    }

    /// A title that stands for one person.
    pub(super) fn single(
        &mut self,
        parse: &TitleParse,
        office: &str,
        sector: Option<Sector>,
        nations: &[u32],
    ) -> (Vec<RefId>, String) {
        let role = role_of(office).to_owned();
        let family = family(&role).to_owned();
        let generic = family == role;
        if nations.len() > 1 && !generic {
            // "The Egyptian and Iranian foreign minister", said of two.
            let refs = nations
                .iter()
                .map(|nation| self.office_holder(*nation, office, sector, Number::Singular))
                .collect();
            return (refs, format!("holders of the office {office}"));
        }
        if let Some(nation) = nations.first().copied() {
            if generic && parse.definite {
                let before = self.spoken_of(&family, Some(nation));
                if let Some(reference) = before {
                    self.speak(reference, None, Vec::new());
                    return (vec![reference], "person spoken of before".to_owned());
                }
            }
            let reference = self.office_holder(nation, office, sector, Number::Singular);
            return (vec![reference], format!("office {office}"));
        }
        if office.contains('/') {
            if let Some(reference) = self.spoken_as(&role).filter(|_| parse.definite && generic) {
                self.speak(reference, None, Vec::new());
                return (vec![reference], "person spoken of before".to_owned());
            }
            let held = offices::holder(self.view.data, office, self.day);
            self.asked = Some((office.to_owned(), held));
            let reference = match held {
                Some(tenure) => self.entry(tenure.person),
                None => self.made(
                    office.to_owned(),
                    office.replace(['-', '/'], " "),
                    None,
                    sector,
                ),
            };
            self.speak(reference, Some(role), Vec::new());
            return (vec![reference], format!("office {office}"));
        }
        if parse.definite && (!parse.strong || !generic) {
            let same = || {
                self.spoken
                    .iter()
                    .rev()
                    .filter(|spoken| spoken.office == role)
            };
            let before = same()
                .find(|spoken| spoken.at_home)
                .or_else(|| same().next())
                .map(|spoken| spoken.reference)
                .or_else(|| self.spoken_of(&family, None).filter(|_| generic));
            if let Some(reference) = before {
                self.speak(reference, None, Vec::new());
                return (vec![reference], "person spoken of before".to_owned());
            }
        }
        // مصدر أمني, متحدث عسكري: of the country that the text is about.
        let speaks = is_quoted(&role) || role.ends_with(SPOKESMAN);
        match self
            .topic()
            .filter(|_| parse.definite || (speaks && !generic))
        {
            Some(country) => {
                let reference = self.office_holder(country, office, sector, Number::Singular);
                (
                    vec![reference],
                    format!("office {office} of the country spoken of"),
                )
            }
            None => {
                let reference = self.made(
                    format!("unknown/{office}"),
                    office.replace('-', " "),
                    None,
                    sector,
                );
                (
                    vec![reference],
                    "office of a country that is not said".to_owned(),
                )
            }
        }
    }

    /// A title in the dual or plural.
    pub(super) fn several(
        &mut self,
        atom: &Atom,
        parse: &TitleParse,
        office: &str,
        sector: Option<Sector>,
        nations: &[u32],
    ) -> (Vec<RefId>, String) {
        let dual = atom.number == Number::Dual;
        let role = role_of(office).to_owned();
        if nations.is_empty() && parse.definite && dual {
            let wanted = family(&role).to_owned();
            let mut two: Vec<RefId> = self
                .spoken
                .iter()
                .rev()
                .filter(|spoken| family(&spoken.office) == wanted)
                .take(2)
                .map(|spoken| spoken.reference)
                .collect();
            two.reverse();
            if two.len() == 2 {
                return (two, "the two last spoken of".to_owned());
            }
            let mut countries = self.present(atom.first);
            countries.truncate(2);
            let refs = countries
                .iter()
                .map(|nation| self.office_holder(*nation, office, sector, Number::Singular))
                .collect();
            return (
                refs,
                "holders of the office in the two countries spoken of".to_owned(),
            );
        }
        let number = if dual && parse.definite {
            Number::Singular
        } else {
            Number::Plural
        };
        if nations.is_empty() {
            // المصادر are those quoted before, or nobody's.
            let quoted = is_quoted(&role);
            let before = self.spoken.iter().rev().find(|s| s.office == role);
            if let Some(before) = before.filter(|_| quoted && parse.definite) {
                return (vec![before.reference], "quoted before".to_owned());
            }
            let topic = self.topic().filter(|_| parse.definite && !quoted);
            let reference = match topic {
                Some(country) => self.office_holder(country, office, sector, number),
                None => self.made(
                    plural(&format!("unknown/{office}")),
                    format!("{}s", office.replace('-', " ")),
                    None,
                    sector,
                ),
            };
            return (vec![reference], "group of office holders".to_owned());
        }
        let refs = nations
            .iter()
            .map(|nation| self.office_holder(*nation, office, sector, number))
            .collect();
        (refs, format!("holders of the office {office}"))
    }
}

/// Roles of those whom news quotes without a name, told apart by their body: مسؤول من وزارة الخارجية.
const QUOTED: [&str; 2] = ["official", "source"];

/// The role of those who speak for someone.
const SPOKESMAN: &str = "spokesman";

/// Role of leaders, and of those of armed forces.
const LEADER: &str = "leader";
const COMMANDER: &str = "military-commander";

/// Whether a role is one of those whom news quotes without a name.
fn is_quoted(office: &str) -> bool {
    QUOTED.iter().any(|role| office.ends_with(role))
}
