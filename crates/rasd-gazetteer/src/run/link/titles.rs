//! What titles stand for: persons named with them, holders of offices, persons spoken of.

use super::Linker;
use super::roles::{is_quoted, plural, role_of};
use crate::data::{Meaning, Reference, TitleKind};
use crate::names::slug;
use crate::offices;
use crate::run::atom::{Atom, TitleParse, What};
use crate::run::titles::COUNTERPART;
use rasd_core::{EntityType, Number, RefId, Refs, RegistryEntry, Sector};
use smallvec::smallvec;
use std::borrow::Cow;
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
        let office = data.pool.get(row.office);
        let office = match parse.of_title {
            Some(inner) => {
                let inner = data.pool.get(data.titles[inner as usize].office);
                // نائب المتحدث
                let office = if office == DEPUTY_TOO { DEPUTY } else { office };
                Cow::Owned([office, "-", inner].concat())
            }
            None => Cow::Borrowed(office),
        };
        let (office, sector) = match parse.former {
            true if !office.starts_with(FORMER) => {
                (Cow::Owned([FORMER, &*office].concat()), Some(Sector::Eli))
            }
            _ => (office, row.sector),
        };
        let (office, sector) = match self.body_of(atom) {
            Some((body, _)) if is_quoted(&office) && self.own_body(parse).is_none() => {
                (Cow::Owned(format!("{body}-{office}")), sector)
            }
            // قادة في القوات العراقية
            Some((_, Some(Sector::Mil))) if office == LEADER => {
                (Cow::Borrowed(COMMANDER), Some(Sector::Mil))
            }
            _ => (office, sector),
        };
        let nations: Vec<u32> = self.nations_of(atom, parse);
        let nations = self.senders(atoms, index, parse).unwrap_or(nations);
        let office = self.sent(office, parse, &nations);
        for nation in &nations {
            self.mention_country(*nation, atom.first);
        }
        let told = |(refs, reason): (Refs, String)| (refs, Cow::Owned(reason));
        let (refs, reason) = if let Some(named) = self.named_with(atoms, index, parse) {
            if row.kind == TitleKind::Office {
                let office = match &*office {
                    COUNTERPART => Cow::Owned(self.last_office()),
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
            (named, Cow::Borrowed("title of the person named with it"))
        } else if let Some(org) = self.own_body(parse) {
            told(self.of_body(org, &office, sector, atom.number))
        } else if office == COUNTERPART {
            told(self.counterpart(atom, &nations))
        } else if atom.number != Number::Singular {
            told(self.several(atom, parse, &office, sector, &nations))
        } else if parse.of_thing {
            told(self.of_thing(&office, sector))
        } else if !parse.definite && !nations.is_empty() {
            told(self.any_of(&office, sector, &nations))
        } else {
            let foreign = self.counterpart_after(atoms, index);
            told(self.single(parse, &office, sector, &nations, foreign))
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
    ) -> (Refs, String) {
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
            smallvec![reference],
            format!("office {office} of an organisation"),
        )
    }

    /// The countries of the counterpart or other whom the holder of a title acts with: التقى الوزير نظيره الفرنسي.
    fn counterpart_after<'t>(&self, atoms: &'t [Atom], index: usize) -> &'t [u32] {
        // Words between the two: التقى وزير الخارجية مساء اليوم نظيره
        const NEAR: usize = 6;
        let end = atoms[index].end;
        let near = atoms[index + 1..].iter();
        let found = near
            .take_while(|next| next.first < end + NEAR)
            .find_map(|next| match &next.what {
                What::Title(parse) => {
                    let office = self.view.data.titles[parse.title as usize].office;
                    let counterpart = self.view.data.pool.get(office) == COUNTERPART;
                    // طالب رئيس الوزراء المستشارة الألمانية
                    let other = next.first == end && self.differ(&atoms[index], next);
                    (counterpart || other).then_some(&*parse.nations)
                }
                _ => None,
            });
        found.unwrap_or_default()
    }

    /// The kind of body of a country that a title names (`white-house`, `foreign-ministry`), and its sector.
    fn body_of(&self, atom: &Atom) -> Option<(String, Option<Sector>)> {
        let data = self.view.data;
        atom.inside.iter().find_map(|inner| match &inner.what {
            What::Body { slug, sector, .. } => Some((data.pool.get(*slug).to_owned(), *sector)),
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
    ) -> Option<Refs> {
        let next = self.person_after(atoms, index);
        if let Some(person) = next {
            let first = self.refer(&atoms[person])?;
            if atoms[index].number == Number::Singular {
                return Some(smallvec![first]);
            }
            // الرئيسان الإيراني إبراهيم رئيسي والمصري عبد الفتاح السيسي
            let mut all = smallvec![first];
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
                EntityType::Occ if self.differ(&atoms[index], atom) => return None,
                EntityType::Occ => {
                    end = atom.end;
                    at += 1;
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether two titles in a row are of two persons: of a man and a woman, of two countries, of who holds an office and
    /// who did (دعا رئيس الوزراء الرئيس السابق علي صالح).
    fn differ(&self, first: &Atom, second: &Atom) -> bool {
        let (What::Title(one), What::Title(other)) = (&first.what, &second.what) else {
            return false;
        };
        let former = |parse: &TitleParse| {
            let office = self.view.data.titles[parse.title as usize].office;
            parse.former || self.view.data.pool.get(office).starts_with(FORMER)
        };
        let single = first.number == Number::Singular && second.number == Number::Singular;
        // رئيس تحرير الصحيفة المعارضة نيكول باشينيان
        let sex = first.gender.zip(second.gender);
        let sex = sex.filter(|_| second.end > second.first + 1);
        let mut nations = one.nations.iter();
        let foreign = !one.nations.is_empty()
            && !other.nations.is_empty()
            && !nations.any(|nation| other.nations.contains(nation));
        // رئيس القائمة رئيس الوزراء الأسبق إياد علاوي
        let sector = |org: u32| self.view.data.targets[org as usize].sector;
        let body = one.org.is_some_and(|org| sector(org) != Some(Sector::Pty));
        let told = !one.complements || body || one.sent_to.is_some();
        let left = first.end == second.first && told && !former(one) && former(other);
        single && (sex.is_some_and(|(a, b)| a != b) || foreign || left)
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
}

/// Role of members of parliament, whose title before another one is that of a deputy.
const DEPUTY_TOO: &str = "member-of-parliament";
const DEPUTY: &str = "deputy";

/// Role of leaders, and of those of armed forces.
const LEADER: &str = "leader";
const COMMANDER: &str = "military-commander";
