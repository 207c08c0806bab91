//! Whose people or bodies nominals stand for: of a country, an organisation, nobody in particular.

use super::Linker;
use super::roles::singular;
use crate::data::{Cue, Nominal, Reference, TargetKind};
use crate::load::bit;
use crate::run::atom::{Atom, NominalParse, What, country_of};
use rasd_core::{EntityType, Number, RefId, Refs, Sector};
use smallvec::smallvec;
use std::sync::Arc;

/// Sectors of people who mostly are of the country where something happens to them; soldiers, parties
/// and companies may be of another.
const LOCAL: u32 = bit(Sector::Cvl)
    | bit(Sector::Cop)
    | bit(Sector::Med)
    | bit(Sector::Edu)
    | bit(Sector::Lab)
    | bit(Sector::Ref)
    | bit(Sector::Rel)
    | bit(Sector::Jud)
    | bit(Sector::Leg);

/// How many mentions away the place may be where something happens to people.
const NEAR: usize = 24;

/// Role of people of whom only the body says who they are.
const MEMBER: &str = "member";

/// What stands in a role for a country that nobody knows.
const UNKNOWN: &str = "unknown";

/// Role of people of whom nothing is said, and what they are where the body is known.
const PEOPLE: &str = "people";
const MEMBERS: &str = "members";

/// Whose people or bodies a nominal stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Owner {
    /// A country, or a people.
    Country(u32),
    /// A listed organisation.
    Org(u32),
    /// An organisation of the document.
    Body(RefId),
}

impl Linker<'_, '_> {
    /// The country of the place where what the sentence tells happens: of the nearest one said with في or
    /// the like.
    pub(super) fn scene(&self, atoms: &[Atom], index: usize, parse: &NominalParse) -> Option<u32> {
        let view = self.view;
        let row = view.data.nominals[parse.nominal as usize];
        if !row.human || row.sector.is_none_or(|sector| LOCAL & bit(sector) == 0) {
            return None;
        }
        let (first, end) = (atoms[index].first, atoms[index].end);
        let at = view.sentences.partition_point(|s| s.end <= first);
        let sentence = view.sentences.get(at)?;
        let told = |place: &Atom| {
            let before = place.first.checked_sub(1)?;
            let attached = place.skip == 2 && view.folded(place.first).starts_with('ب');
            let said = attached || view.cue(before, Cue::Scene) == Some(place.first);
            let kind = matches!(
                place.kind,
                EntityType::Gpe | EntityType::Loc | EntityType::Fac
            );
            if !said || !kind || !sentence.contains(&place.first) {
                return None;
            }
            let country = match place.what {
                What::Capital { country, .. } => Some(country),
                ref what => country_of(view, what),
            }?;
            let away = match place.first >= end {
                true => place.first - end,
                false => first.saturating_sub(place.end),
            };
            Some((away, country))
        };
        let before = atoms[..index].iter().rev().take(NEAR);
        let after = atoms[index + 1..].iter().take(NEAR);
        let places = before
            .take_while(|atom| atom.first >= sentence.start)
            .chain(after.take_while(|atom| atom.first < sentence.end))
            .filter_map(told);
        places
            .min_by_key(|(away, _)| *away)
            .map(|(_, country)| country)
    }

    /// People of some kind, or bodies: of a country or organisation, `IRQ/protesters`.
    pub(super) fn group(&mut self, atom: &Atom, parse: &NominalParse, row: Nominal) -> Refs {
        let owners = self.owners(atom, parse, row);
        if let Some(owner) = owners.first() {
            self.groups.insert(parse.nominal, *owner);
        }
        let data = self.view.data;
        let inner = parse.of.map(|of| data.nominals[of as usize]);
        let body = inner.filter(|inner| inner.reference == Reference::Body);
        let sector = body.and_then(|inner| inner.sector).or(row.sector);
        // أهالي الضحايا are families, أهالي المدينة residents.
        let people = inner.filter(|inner| inner.reference == Reference::Group && inner.human);
        let role = own_role(data.pool.get(row.role), people.is_some());
        let role = match atom.number {
            Number::Singular => singular(role),
            _ => role.to_owned(),
        };
        // عناصر الشرطة are police, ضباط الشرطة police officers; جنود الجيش are soldiers of no other
        // body, and أنصار الحركة are of the movement itself where it is spoken of.
        let of_country = matches!(owners.first(), None | Some(Owner::Country(_)));
        let role = match body.filter(|_| of_country) {
            Some(inner) if role.starts_with(MEMBER) || row.reference == Reference::Body => {
                data.pool.get(inner.role).to_owned()
            }
            Some(inner) if row.sectors != inner.sector.map_or(0, bit) => {
                format!("{}-{role}", singular(data.pool.get(inner.role)))
            }
            // ستة أشخاص من الحزب
            _ if !of_country && role == PEOPLE => MEMBERS.to_owned(),
            // أسر الصحفيين
            _ => match people {
                Some(people) => format!("{}-{role}", own_role(data.pool.get(people.role), false)),
                None => role,
            },
        };
        if owners.is_empty() {
            return smallvec![self.unowned(row, &role, sector)];
        }
        // قوات التحالف, قوات الجيش: the coalition and the army, where they are spoken of.
        if let (Reference::Body, [Owner::Body(body)]) = (row.reference, &owners[..])
            && inner.is_some()
        {
            return smallvec![*body];
        }
        owners
            .into_iter()
            .map(|owner| self.owned(owner, &role, sector))
            .collect()
    }

    fn owners(&mut self, atom: &Atom, parse: &NominalParse, row: Nominal) -> Vec<Owner> {
        let data = self.view.data;
        if let Some(org) = parse.org {
            return vec![Owner::Org(org)];
        }
        let nations = parse
            .countries
            .iter()
            .filter(|nation| self.is_nation(**nation));
        // 120 حوثيا
        let owner = |nation: &u32| match data.targets[*nation as usize].kind {
            TargetKind::Org => Owner::Org(*nation),
            _ => Owner::Country(*nation),
        };
        let nations: Vec<Owner> = nations.map(owner).collect();
        if !nations.is_empty() {
            return nations;
        }
        let of = parse.of.map(|of| data.nominals[of as usize].reference);
        match of {
            Some(Reference::Both) => {
                let mut two = self.present(atom.first);
                two.truncate(2);
                return two.into_iter().map(Owner::Country).collect();
            }
            Some(Reference::Body) => {
                let inner = NominalParse {
                    nominal: parse.of.unwrap_or(parse.nominal),
                    ..NominalParse::default()
                };
                if let Some(body) = self.body_spoken_of(&inner) {
                    return vec![Owner::Body(body)];
                }
            }
            _ => {}
        }
        if self.bloc(row).is_some() {
            return Vec::new();
        }
        let known = self.country_of_person(atom).or_else(|| self.fixed(row));
        // Nobody knows who gunmen are because of the place where they shoot.
        let unknown = row.sector == Some(Sector::Uaf) && parse.of.is_none();
        let owner = known
            .map(Owner::Country)
            .or_else(|| {
                let before = self.groups.get(&parse.nominal).copied();
                before.filter(|_| parse.definite && parse.bare)
            })
            .or_else(|| self.possessor(atom).map(Owner::Country))
            .or_else(|| {
                let here = self.near.or_else(|| self.topic());
                here.filter(|_| !unknown).map(Owner::Country)
            });
        owner.into_iter().collect()
    }

    /// Whether a nationality or group word says of what country or people someone is: عناصر تكفيرية are
    /// those of the country spoken of.
    fn is_nation(&self, target: u32) -> bool {
        let row = self.view.data.targets[target as usize];
        let creed = matches!(row.sector, Some(Sector::Rel | Sector::Pty | Sector::Reb));
        row.kind != TargetKind::Group || !creed || !row.country.is_empty()
    }

    fn owned(&mut self, owner: Owner, role: &str, sector: Option<Sector>) -> RefId {
        let data = self.view.data;
        let words = || role.replace('-', " ");
        match owner {
            Owner::Country(target) | Owner::Org(target) => {
                let row = data.targets[target as usize];
                let id = format!("{}/{role}", data.id(target));
                if let Some(known) = self.registry.find(&id) {
                    return known;
                }
                let name = format!("{} of {}", words(), data.pool.get(row.name));
                let sector = match owner {
                    Owner::Org(_) => row.sector.or(sector),
                    _ => sector,
                };
                let country = data.pool.get(row.country);
                let country = (!country.is_empty()).then(|| Arc::from(country));
                self.made_in(id, name, country, sector)
            }
            Owner::Body(reference) => {
                let entry = self.registry.get(reference);
                let id = format!("{}/{role}", entry.id);
                if let Some(known) = self.registry.find(&id) {
                    return known;
                }
                let name = format!("{} of {}", words(), entry.name);
                let (country, own) = (entry.country.clone(), entry.sector);
                self.made_in(id, name, country, own.or(sector))
            }
        }
    }

    /// People of nobody in particular, or of a bloc that the row names.
    fn unowned(&mut self, row: Nominal, role: &str, sector: Option<Sector>) -> RefId {
        let words = role.replace('-', " ");
        match self.bloc(row).filter(|bloc| *bloc != UNKNOWN) {
            Some(bloc) => self.made_in(role.to_owned(), words, Some(Arc::from(bloc)), sector),
            None => self.made_in(format!("{UNKNOWN}/{role}"), words, None, sector),
        }
    }

    /// The bloc of countries that a row names (`IGO/international-community`), or that nobody is meant
    /// unless the text says whom (`unknown/countries`).
    fn bloc(&self, row: Nominal) -> Option<&'_ str> {
        let data = self.view.data;
        let (bloc, _) = data.pool.get(row.role).split_once('/')?;
        (!data.countries.contains_key(bloc)).then_some(bloc)
    }
}

/// The role of a row without its country: the second one where the people are those of other people.
fn own_role(role: &str, of_people: bool) -> &str {
    let role = role.split_once('/').map_or(role, |(_, role)| role);
    let mut roles = role.split('|');
    let first = roles.next().unwrap_or(role);
    roles.next().filter(|_| of_people).unwrap_or(first)
}
