//! Who holds the office that a title names: as the text or the table of tenures tells, one or several.

use super::Linker;
use super::roles::{family, is_quoted, plural, role_of};
use super::spoken::Spoken;
use crate::offices;
use crate::run::atom::{Atom, TitleParse};
use rasd_core::{Number, RefId, Refs, Sector};
use smallvec::smallvec;

/// The role of those who speak for someone.
const SPOKESMAN: &str = "spokesman";

impl Linker<'_, '_> {
    /// نظيره المصري: the same office in another country.
    pub(super) fn counterpart(&mut self, atom: &Atom, nations: &[u32]) -> (Refs, String) {
        let office = self.last_office();
        if nations.is_empty() {
            return (
                Refs::new(),
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
        let id = if office.contains('/') {
            office.to_owned()
        } else {
            [self.view.data.id(nation), "/", office].concat()
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

    /// The title of somebody in a thing without a name, of the country spoken of: مدير المصنع, رئيس الجالية المصرية.
    pub(super) fn of_thing(&mut self, office: &str, sector: Option<Sector>) -> (Refs, String) {
        // Nobody is president of a community.
        let office = match role_of(office) {
            "president" => "head",
            role => role,
        };
        if let Some(country) = self.topic() {
            return self.any_of(office, sector, &[country]);
        }
        let id = format!("unknown/{office}");
        let reference = self.made(id, office.replace('-', " "), None, sector);
        (smallvec![reference], "title of nobody else".to_owned())
    }

    /// An indefinite title, which names no holder: وزير سعودي, أسوأ أداء لرئيس أميركي.
    pub(super) fn any_of(
        &mut self,
        office: &str,
        sector: Option<Sector>,
        nations: &[u32],
    ) -> (Refs, String) {
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

    /// The holder of an office of a part of a country, or somebody with that office in the country.
    fn of_part(
        &mut self,
        part: u32,
        office: &str,
        sector: Option<Sector>,
        nations: &[u32],
    ) -> (Refs, String) {
        let id = format!("{}/{office}", self.view.data.id(part));
        match offices::holder(self.view.data, &id, self.day) {
            Some(tenure) => {
                self.asked = Some((id, Some(tenure)));
                let reference = self.entry(tenure.person);
                self.speak(
                    reference,
                    Some(role_of(office).to_owned()),
                    nations.to_vec(),
                );
                (
                    smallvec![reference],
                    format!("office {office} of a part of a country"),
                )
            }
            None => self.any_of(office, sector, nations),
        }
    }

    /// A title that stands for one person, who is of none of the countries `foreign`.
    pub(super) fn single(
        &mut self,
        parse: &TitleParse,
        office: &str,
        sector: Option<Sector>,
        nations: &[u32],
        foreign: &[u32],
    ) -> (Refs, String) {
        let role = role_of(office).to_owned();
        let generic = family(&role) == role;
        if nations.len() > 1 && !generic {
            // "The Egyptian and Iranian foreign minister", said of two.
            let refs = nations
                .iter()
                .map(|nation| self.office_holder(*nation, office, sector, Number::Singular))
                .collect();
            return (refs, format!("holders of the office {office}"));
        }
        if let Some(nation) = nations.first().copied() {
            return self.of_nation(parse, office, sector, nation, nations);
        }
        if office.contains('/') {
            return self.of_one_body(parse, office, sector);
        }
        let before = match parse.definite && (!parse.strong || !generic) {
            true => self.in_office_before(&role),
            false => None,
        };
        match before {
            Some(reference) => self.again(reference),
            None => self.unsaid(parse, office, sector, foreign),
        }
    }

    /// Somebody spoken of before.
    fn again(&mut self, reference: RefId) -> (Refs, String) {
        self.speak(reference, None, Vec::new());
        (smallvec![reference], "person spoken of before".to_owned())
    }

    /// The holder of a country's office.
    fn of_nation(
        &mut self,
        parse: &TitleParse,
        office: &str,
        sector: Option<Sector>,
        nation: u32,
        nations: &[u32],
    ) -> (Refs, String) {
        let role = role_of(office);
        if parse.definite
            && family(role) == role
            && let Some(reference) = self.spoken_of(role, Some(nation))
        {
            return self.again(reference);
        }
        // وزير داخلية بافاريا is not the one of the country.
        let of = |s: &Spoken| s.office == role && s.nations.contains(&nation);
        if let Some(part) = parse.local
            && !self.spoken.iter().any(of)
        {
            return self.of_part(part, office, sector, nations);
        }
        let reference = self.office_holder(nation, office, sector, Number::Singular);
        (smallvec![reference], format!("office {office}"))
    }

    /// The holder of an office that is of one body only.
    fn of_one_body(
        &mut self,
        parse: &TitleParse,
        office: &str,
        sector: Option<Sector>,
    ) -> (Refs, String) {
        let role = role_of(office).to_owned();
        let generic = family(&role) == role;
        if let Some(reference) = self.spoken_as(&role).filter(|_| parse.definite && generic) {
            return self.again(reference);
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
        (smallvec![reference], format!("office {office}"))
    }

    /// Who has been spoken of with an office, at home if there are several.
    fn in_office_before(&self, role: &str) -> Option<RefId> {
        let same = || {
            let spoken = self.spoken.iter().rev();
            spoken.filter(|spoken| spoken.office == role)
        };
        let generic = family(role) == role;
        same()
            .find(|spoken| spoken.at_home)
            .or_else(|| same().next())
            .map(|spoken| spoken.reference)
            .or_else(|| self.spoken_of(role, None).filter(|_| generic))
    }

    /// An office of which the text does not say whose it is.
    fn unsaid(
        &mut self,
        parse: &TitleParse,
        office: &str,
        sector: Option<Sector>,
        foreign: &[u32],
    ) -> (Refs, String) {
        let role = role_of(office).to_owned();
        let generic = family(&role) == role;
        // مصدر أمني, متحدث عسكري: of the country that the text is about.
        let speaks = is_quoted(&role) || role.ends_with(SPOKESMAN);
        let topic = self
            .topic()
            .filter(|country| !foreign.contains(country))
            .filter(|_| parse.definite || (speaks && !generic));
        if let Some(country) = topic {
            let reference = self.office_holder(country, office, sector, Number::Singular);
            return (
                smallvec![reference],
                format!("office {office} of the country spoken of"),
            );
        }
        let reference = self.made(
            format!("unknown/{office}"),
            office.replace('-', " "),
            None,
            sector,
        );
        // نظيره الفرنسي is of his office.
        if !foreign.is_empty() {
            self.speak(reference, Some(role), Vec::new());
        }
        (
            smallvec![reference],
            "office of a country that is not said".to_owned(),
        )
    }

    /// A title in the dual or plural.
    pub(super) fn several(
        &mut self,
        atom: &Atom,
        parse: &TitleParse,
        office: &str,
        sector: Option<Sector>,
        nations: &[u32],
    ) -> (Refs, String) {
        let dual = atom.number == Number::Dual;
        let role = role_of(office).to_owned();
        if nations.is_empty() && parse.definite && dual {
            let wanted = family(&role).to_owned();
            let mut two: Refs = self
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
        // وزراء خارجية روسيا وتركيا وإيران: each of them, where there is one of each.
        let each = || {
            nations.len() > 1
                && nations.iter().all(|nation| {
                    let id = [self.view.data.id(*nation), "/", office].concat();
                    offices::holder(self.view.data, &id, self.day).is_some()
                })
        };
        let number = if parse.definite && (dual || each()) {
            Number::Singular
        } else {
            Number::Plural
        };
        if nations.is_empty() {
            // المصادر are those quoted before, or nobody's.
            let quoted = is_quoted(&role);
            let before = self.spoken.iter().rev().find(|s| s.office == role);
            if let Some(before) = before.filter(|_| quoted && parse.definite) {
                return (smallvec![before.reference], "quoted before".to_owned());
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
            return (smallvec![reference], "group of office holders".to_owned());
        }
        let refs = nations
            .iter()
            .map(|nation| self.office_holder(*nation, office, sector, number))
            .collect();
        (refs, format!("holders of the office {office}"))
    }
}
