//! Whose people or bodies nominals stand for: of a country, an organisation, nobody in particular.

use super::Linker;
use super::roles::singular;
use crate::data::{Cue, Data, Nominal, Reference, TargetKind};
use crate::load::bit;
use crate::run::atom::{Atom, NominalParse, Qualifiers, What, country_of};
use rasd_core::{EntityType, Number, RefId, Refs, RegistryEntry, Sector};
use smallvec::{SmallVec, smallvec};
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

/// What kind of people or body a nominal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Kind {
    nominal: u32,
    /// The nominal that it is of.
    of: Option<u32>,
    /// What kind of them.
    qualifiers: Qualifiers,
    /// Whether it is one.
    one: bool,
    /// Whether they are of a country, or of nobody in particular.
    of_country: bool,
}

/// Whose people or bodies a nominal stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Owner {
    /// A country, or a people.
    Country(u32),
    /// A listed organisation.
    Org(u32),
    /// An organisation of the document.
    Body(RefId),
}

/// Mostly one or none.
type Owners = SmallVec<[Owner; 2]>;

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
        let qualifiers = match self.groups.get(&parse.nominal) {
            // المعارضة after المعارضة السورية المسلحة
            Some((_, before)) if parse.definite && parse.bare => *before,
            _ if row.qualified => parse.qualifiers,
            _ => Qualifiers::default(),
        };
        if let Some(owner) = owners.first() {
            self.groups.insert(parse.nominal, (*owner, qualifiers));
        }
        // قوات التحالف, قوات الجيش: the coalition and the army, where they are spoken of.
        if let (Reference::Body, [Owner::Body(body)]) = (row.reference, &owners[..])
            && parse.of.is_some()
        {
            return smallvec![*body];
        }
        let kind = Kind {
            nominal: parse.nominal,
            of: parse.of,
            qualifiers,
            one: atom.number == Number::Singular,
            of_country: matches!(owners.first(), None | Some(Owner::Country(_))),
        };
        let person = self.surname_inside(atom);
        if owners.is_empty() {
            return smallvec![self.of_kind(kind, None, person.as_deref())];
        }
        let owners = owners.into_iter();
        owners
            .map(|owner| self.of_kind(kind, Some(owner), person.as_deref()))
            .collect()
    }

    /// The entry of people or bodies of a kind; `person` is the surname of the one whose people they are.
    fn of_kind(&mut self, kind: Kind, owner: Option<Owner>, person: Option<&str>) -> RefId {
        let data = self.view.data;
        let mut entry = match owner {
            Some(Owner::Body(body)) => of_body(data, self.registry.get(body), kind),
            // What the tables alone say is put together once.
            _ => self.told.group((kind, owner), || match owner {
                Some(Owner::Country(target) | Owner::Org(target)) => {
                    let is_org = matches!(owner, Some(Owner::Org(_)));
                    of_row(data, target, is_org, kind)
                }
                _ => of_nobody(data, kind),
            }),
        };
        if let (Some(person), Some((whose, role))) = (person, entry.id.rsplit_once('/')) {
            let id = format!("{whose}/{person}-{role}");
            entry.name = format!("{} of {person}", role.replace('-', " ")).into();
            entry.id = id.into();
        }
        self.registry.insert(entry)
    }

    fn owners(&mut self, atom: &Atom, parse: &NominalParse, row: Nominal) -> Owners {
        let data = self.view.data;
        if let Some(org) = parse.org {
            return smallvec![Owner::Org(org)];
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
        let nations: Owners = nations.map(owner).collect();
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
                    return smallvec![Owner::Body(body)];
                }
            }
            _ => {}
        }
        if bloc(data, row).is_some() {
            return Owners::new();
        }
        let known = self.country_of_person(atom).or_else(|| self.fixed(row));
        // Nobody knows who gunmen are because of the place where they shoot.
        let unknown = row.sector == Some(Sector::Uaf) && parse.of.is_none();
        let owner = known
            .map(Owner::Country)
            .or_else(|| {
                let before = self.groups.get(&parse.nominal);
                before
                    .filter(|_| parse.definite && parse.bare)
                    .map(|(owner, _)| *owner)
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
}

/// The role of a kind, and its sector.
fn role_of(data: &Data, kind: Kind) -> (String, Option<Sector>) {
    let row = data.nominals[kind.nominal as usize];
    let inner = kind.of.map(|of| data.nominals[of as usize]);
    let body = inner.filter(|inner| inner.reference == Reference::Body);
    let sector = body.and_then(|inner| inner.sector).or(row.sector);
    // أهالي الضحايا are families, أهالي المدينة residents.
    let told = kind.qualifiers[0].is_some();
    let people = inner.filter(|inner| inner.reference == Reference::Group && inner.human && !told);
    let role = own_role(data.pool.get(row.role), people.is_some());
    let role = match kind.one {
        true => singular(role),
        false => role.to_owned(),
    };
    // عناصر الشرطة are police, ضباط الشرطة police officers; جنود الجيش are soldiers of no other
    // body, and أنصار الحركة are of the movement itself where it is spoken of.
    let role = match body.filter(|_| kind.of_country) {
        Some(inner) if role.starts_with(MEMBER) || row.reference == Reference::Body => {
            data.pool.get(inner.role).to_owned()
        }
        Some(inner) if row.sectors != inner.sector.map_or(0, bit) => {
            format!("{}-{role}", singular(data.pool.get(inner.role)))
        }
        // ستة أشخاص من الحزب
        _ if !kind.of_country && role == PEOPLE => MEMBERS.to_owned(),
        // أسر الصحفيين
        _ => match people {
            Some(people) => format!("{}-{role}", own_role(data.pool.get(people.role), false)),
            None => role,
        },
    };
    // The first word that qualifies stands next to the noun.
    let qualified = |role: String, qualifier: &u32| {
        let qualifier = data.pool.get(data.qualifiers[*qualifier as usize]);
        match role.starts_with(qualifier) {
            true => role,
            false => format!("{qualifier}-{role}"),
        }
    };
    let role = kind.qualifiers.iter().flatten().fold(role, qualified);
    (role, sector)
}

/// People of the country or organisation of a row.
fn of_row(data: &Data, target: u32, is_org: bool, kind: Kind) -> RegistryEntry {
    let (role, sector) = role_of(data, kind);
    let row = data.targets[target as usize];
    let name = format!("{} of {}", role.replace('-', " "), data.pool.get(row.name));
    let mut entry = RegistryEntry::new(format!("{}/{role}", data.id(target)), name);
    let country = data.pool.get(row.country);
    entry.country = (!country.is_empty()).then(|| Arc::from(country));
    entry.sector = row.sector.filter(|_| is_org).or(sector);
    entry
}

/// People of an organisation of the document.
fn of_body(data: &Data, body: &RegistryEntry, kind: Kind) -> RegistryEntry {
    let (role, sector) = role_of(data, kind);
    let name = format!("{} of {}", role.replace('-', " "), body.name);
    let mut entry = RegistryEntry::new(format!("{}/{role}", body.id), name);
    entry.country = body.country.clone();
    entry.sector = body.sector.or(sector);
    entry
}

/// People of nobody in particular, or of a bloc that the row names.
fn of_nobody(data: &Data, kind: Kind) -> RegistryEntry {
    let (role, sector) = role_of(data, kind);
    let words = role.replace('-', " ");
    let bloc = bloc(data, data.nominals[kind.nominal as usize]).filter(|bloc| *bloc != UNKNOWN);
    let mut entry = match bloc {
        Some(_) => RegistryEntry::new(role, words),
        None => RegistryEntry::new(format!("{UNKNOWN}/{role}"), words),
    };
    entry.country = bloc.map(Arc::from);
    entry.sector = sector;
    entry
}

/// The bloc of countries that a row names (`IGO/international-community`), or that nobody is meant
/// unless the text says whom (`unknown/countries`).
fn bloc(data: &Data, row: Nominal) -> Option<&str> {
    let (bloc, _) = data.pool.get(row.role).split_once('/')?;
    (!data.countries.contains_key(bloc)).then_some(bloc)
}

/// The role of a row without its country: the second one where the people are those of other people.
fn own_role(role: &str, of_people: bool) -> &str {
    let role = role.split_once('/').map_or(role, |(_, role)| role);
    let mut roles = role.split('|');
    let first = roles.next().unwrap_or(role);
    roles.next().filter(|_| of_people).unwrap_or(first)
}
