//! Says what each mention stands for, going through the text in order.

use super::atom::{Atom, TitleParse, What, country_of};
use super::persons::People;
use super::view::View;
use super::{Input, capitals};
use crate::data::{Meaning, Reference, TargetKind, TitleKind};
use crate::names::slug;
use crate::offices;
use jiff::civil::Date;
use rasd_core::{
    ByteSpan, EntityMention, EntityType, Number, Place, RefId, Registry, RegistryEntry, Sector,
    TokenSpan,
};
use std::collections::HashMap;
use std::sync::Arc;

/// How many words back a mention counts half for what is being spoken of.
const FADING: f64 = 60.0;

/// A person spoken of.
struct Spoken {
    reference: RefId,
    /// Role without country: `foreign-minister`.
    office: String,
    nations: Vec<u32>,
    /// Whether he was introduced by his office without a country: the official at home.
    at_home: bool,
}

/// State of the linking of one document.
struct Linker<'r, 'a> {
    view: &'r View<'a>,
    people: &'r mut People,
    registry: &'r mut Registry,
    day: Option<Date>,
    /// Persons spoken of, the last one last; each once.
    spoken: Vec<Spoken>,
    /// Weight and last place of each country spoken of.
    salience: HashMap<u32, (f64, usize)>,
    /// Country of most mentions in the whole document.
    home: Option<u32>,
    /// Where the last capital ended, and whether it stood for its government.
    capital: Option<(usize, bool)>,
    /// Where a title in apposition ended, and whose it was.
    apposition: Option<(usize, RefId)>,
    /// The last person or body mentioned.
    latest: Option<RefId>,
    out: Vec<EntityMention>,
}

/// Links the atoms of a document and makes mentions of them.
pub(crate) fn link(
    input: &Input<'_>,
    view: &View<'_>,
    people: &mut People,
    atoms: Vec<Atom>,
    registry: &mut Registry,
) -> Vec<EntityMention> {
    let home = home(view, &atoms);
    let mut linker = Linker {
        view,
        people,
        registry,
        day: input.publication.map(|publication| publication.date.date()),
        spoken: Vec::new(),
        salience: HashMap::new(),
        home,
        capital: None,
        apposition: None,
        latest: None,
        out: Vec::new(),
    };
    for index in 0..atoms.len() {
        linker.atom(&atoms, index);
    }
    let mut out = linker.out;
    out.sort_by_key(|mention| (mention.span.start(), std::cmp::Reverse(mention.span.end())));
    out
}

/// The country that the document speaks of most, its beginning counting more.
fn home(view: &View<'_>, atoms: &[Atom]) -> Option<u32> {
    let mut counts: Vec<(u32, f64)> = Vec::new();
    let mut add = |country: u32, weight: f64| match counts.iter_mut().find(|(c, _)| *c == country) {
        Some((_, count)) => *count += weight,
        None => counts.push((country, weight)),
    };
    for atom in atoms {
        let weight = 1.0 + 30.0 / (30.0 + atom.first as f64);
        for inner in std::iter::once(atom).chain(&atom.inside) {
            if let Some(country) = country_of(view, &inner.what) {
                add(country, weight);
            }
        }
    }
    counts.sort_by(|a, b| b.1.total_cmp(&a.1));
    counts.first().map(|(country, _)| *country)
}

impl Linker<'_, '_> {
    fn atom(&mut self, atoms: &[Atom], index: usize) {
        let atom = &atoms[index];
        for inner in &atom.inside {
            self.simple(atoms, index, inner);
        }
        match &atom.what {
            What::Title(parse) => self.title(atoms, index, parse),
            What::Nominal { nominal, countries } => self.nominal(atom, *nominal, countries),
            _ => self.simple(atoms, index, atom),
        }
    }

    /// A mention that its own words link.
    fn simple(&mut self, atoms: &[Atom], index: usize, atom: &Atom) {
        let mut reason = atom.reason.to_owned();
        let refs = match &atom.what {
            What::Target(target) if atom.kind == EntityType::Per => {
                let reference = self.entry(*target);
                self.people.enter(self.view, atom);
                self.speak(reference, None, Vec::new());
                vec![reference]
            }
            What::Target(target) | What::Nisba(target) => vec![self.entry(*target)],
            What::Capital { city, country } => {
                let decision = capitals::decide(self.view, atoms, index, atom, self.capital);
                self.capital = Some((atom.end, decision.government));
                reason = decision.reason.to_owned();
                vec![self.entry(if decision.government { *country } else { *city })]
            }
            What::Person(_) | What::Unlisted => match self.people.enter(self.view, atom) {
                Some(person) => {
                    let reference = self.person(person);
                    self.speak(reference, None, Vec::new());
                    vec![reference]
                }
                None => Vec::new(),
            },
            What::Body {
                slug,
                country,
                sector,
            } => vec![self.body(slug, *country, *sector)],
            What::Named { .. } => vec![self.named(atom)],
            What::Title(_) | What::Nominal { .. } => Vec::new(),
        };
        if let Some(country) = country_of(self.view, &atom.what) {
            self.mention_country(country, atom.first);
        }
        if matches!(atom.kind, EntityType::Org | EntityType::Per) {
            self.latest = refs.first().copied().or(self.latest);
        }
        self.push(atom, refs, reason);
    }

    fn push(&mut self, atom: &Atom, refs: Vec<RefId>, reason: String) {
        let tokens = &self.view.layer.tokens;
        let text = self.view.text;
        let first = tokens[atom.first];
        let last = tokens[atom.end - 1];
        let start = first.span.start()
            + rasd_tokenizer::source_offset(first.span.text(text), usize::from(atom.skip)) as u32;
        let kept = last.norm.len().saturating_sub(u32::from(atom.cut)) as usize;
        let end = if atom.cut == 0 {
            last.span.end()
        } else {
            last.span.start() + rasd_tokenizer::source_offset(last.span.text(text), kept) as u32
        };
        if start >= end {
            return;
        }
        self.out.push(EntityMention {
            span: ByteSpan::new(start, end),
            tokens: TokenSpan::new(atom.first as u32, atom.end as u32),
            kind: atom.kind,
            refs,
            number: atom.number,
            gender: atom.gender,
            human: self.is_human(atom),
            provenance: atom
                .row
                .and_then(|(file, line)| self.view.data.provenance(file, line)),
            reason: Arc::from(reason),
        });
    }

    fn is_human(&self, atom: &Atom) -> bool {
        match &atom.what {
            What::Nominal { nominal, .. } => self.view.data.nominals[*nominal as usize].human,
            _ => {
                matches!(
                    atom.kind,
                    EntityType::Per | EntityType::Occ | EntityType::Org | EntityType::Gpe
                ) || (atom.kind == EntityType::Norp && atom.number != Number::Singular)
            }
        }
    }

    /// The registry entry of a row.
    fn entry(&mut self, target: u32) -> RefId {
        let data = self.view.data;
        let row = data.targets[target as usize];
        let mut entry = RegistryEntry::new(data.pool.get(row.id), data.pool.get(row.name));
        entry.country = (!row.country.is_empty()).then(|| Arc::from(data.pool.get(row.country)));
        entry.sector = row.sector;
        entry.wikidata = (!row.wikidata.is_empty()).then(|| Arc::from(data.pool.get(row.wikidata)));
        entry.provenance = data.provenance(row.file, row.line);
        if row.kind == TargetKind::Person {
            entry.office = offices::held(data, target, self.day).map(Arc::from);
        }
        let kind = match row.kind {
            TargetKind::Place(kind) => Some(kind),
            TargetKind::Country => Some(EntityType::Gpe),
            _ => None,
        };
        if let Some(kind) = kind {
            let place = row
                .place
                .and_then(|place| data.places.get(place as usize).copied())
                .unwrap_or_default();
            let text = |text| {
                Some(data.pool.get(text))
                    .filter(|t| !t.is_empty())
                    .map(Arc::from)
            };
            entry.place = Some(Arc::new(Place {
                position: place.position,
                geonames: place.geonames,
                admin: text(place.admin),
                feature: text(place.feature),
                kind: Some(kind),
            }));
        }
        self.registry.insert(entry)
    }

    /// The registry entry of a person of the document.
    fn person(&mut self, person: usize) -> RefId {
        let row = self.people.list[person].clone();
        match row.target {
            Some(target) => self.entry(target),
            None => self.registry.insert(RegistryEntry::new(row.id, row.name)),
        }
    }

    /// An entry made of a country and a role or slug.
    fn made(
        &mut self,
        id: String,
        name: String,
        country: Option<u32>,
        sector: Option<Sector>,
    ) -> RefId {
        let mut entry = RegistryEntry::new(id, name);
        entry.country = country.map(|country| Arc::from(self.view.data.id(country)));
        entry.sector = sector;
        self.registry.insert(entry)
    }

    fn body(&mut self, slug_text: &str, country: Option<u32>, sector: Option<Sector>) -> RefId {
        let country = country.or_else(|| self.topic());
        let data = self.view.data;
        let (prefix, name) = match country {
            Some(country) => {
                let name = data.pool.get(data.targets[country as usize].name);
                (slug(name), name.to_owned())
            }
            None => ("unknown".to_owned(), "unknown".to_owned()),
        };
        let id = format!("{prefix}-{slug_text}");
        self.made(
            id,
            format!("{name} {}", slug_text.replace('-', " ")),
            country,
            sector,
        )
    }

    /// Something not listed, named by its words in Latin letters, the head noun in English.
    fn named(&mut self, atom: &Atom) -> RefId {
        let What::Named {
            head,
            slug: head_slug,
            sector,
            country,
        } = &atom.what
        else {
            return self.made("unknown".to_owned(), "unknown".to_owned(), None, None);
        };
        let skipped = if head_slug.is_empty() { 0 } else { *head };
        let words: Vec<String> = (atom.first + skipped..atom.end)
            .filter(|at| self.view.word(*at).is_word)
            .map(|at| {
                let skip = if at == atom.first { atom.skip } else { 0 };
                let folded = self.view.folded(at);
                folded.get(usize::from(skip)..).unwrap_or(folded).to_owned()
            })
            .collect();
        let mut name = super::persons::latin(self.view, &words);
        if !head_slug.is_empty() {
            name = format!("{name} {}", head_slug.replace('-', " "));
        }
        let country = match atom.kind {
            EntityType::Org => *country,
            _ => country.or_else(|| self.topic()),
        };
        let id = match slug(&name) {
            id if id.is_empty() => "unknown".to_owned(),
            id => id,
        };
        self.made(id, name, country, *sector)
    }

    /// Notes that a person is spoken of, with the office if it was said.
    fn speak(&mut self, reference: RefId, office: Option<String>, nations: Vec<u32>) {
        let old = self
            .spoken
            .iter()
            .position(|spoken| spoken.reference == reference)
            .map(|at| self.spoken.remove(at));
        let entry = self.registry.get(reference);
        let known = entry
            .office
            .as_deref()
            .and_then(|office| office.split_once('/'))
            .map(|(_, role)| role.to_owned());
        let country = entry
            .country
            .as_deref()
            .and_then(|code| self.view.data.countries.get(code).copied());
        let (said, none_said) = (office.is_some(), nations.is_empty());
        let (old_office, old_nations, old_home) = old.map_or((None, Vec::new(), false), |old| {
            (Some(old.office), old.nations, old.at_home)
        });
        let office = office
            .into_iter()
            .chain(old_office)
            .chain(known)
            .filter(|office| !office.is_empty())
            .reduce(|said, before| {
                if specifies(&before, &said) {
                    before
                } else {
                    said
                }
            })
            .unwrap_or_default();
        let nations = if !nations.is_empty() {
            nations
        } else if !old_nations.is_empty() {
            old_nations
        } else {
            country.into_iter().collect()
        };
        self.latest = Some(reference);
        let at_home = old_home || (said && none_said);
        self.spoken.push(Spoken {
            reference,
            office,
            nations,
            at_home,
        });
    }

    fn mention_country(&mut self, country: u32, at: usize) {
        let (weight, last) = self.salience.get(&country).copied().unwrap_or((0.0, at));
        let faded = weight * (-((at - last.min(at)) as f64) / FADING).exp2();
        self.salience.insert(country, (faded + 1.0, at));
    }

    /// Countries spoken of, the most present first.
    fn present(&self, at: usize) -> Vec<u32> {
        let mut all: Vec<(u32, f64)> = self
            .salience
            .iter()
            .map(|(country, (weight, last))| {
                let age = at.saturating_sub(*last) as f64;
                (*country, weight * (-age / FADING).exp2())
            })
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.into_iter().map(|(country, _)| country).collect()
    }

    /// The country that unspecific words are about.
    fn topic(&self) -> Option<u32> {
        self.home
    }

    /// A title: the person named with it, the holder of the office, or someone spoken of before.
    fn title(&mut self, atoms: &[Atom], index: usize, parse: &TitleParse) {
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
        let nations: Vec<u32> = self.nations_of(atom, parse);
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
            (named, "title of the person named with it".to_owned())
        } else if let Some(org) = self.own_body(parse) {
            self.of_body(org, &office, row.sector, atom.number)
        } else if office == "counterpart" {
            self.counterpart(atom, &nations)
        } else if atom.number != Number::Singular {
            self.several(atom, parse, &office, row.sector, &nations)
        } else {
            self.single(parse, &office, row.sector, &nations)
        };
        self.push(atom, refs, reason);
    }

    /// The organisation of a title, where it is not one of a government.
    fn own_body(&self, parse: &TitleParse) -> Option<u32> {
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
    fn of_body(
        &mut self,
        org: u32,
        office: &str,
        sector: Option<Sector>,
        number: Number,
    ) -> (Vec<RefId>, String) {
        let data = self.view.data;
        let id = format!("{}/{office}", data.id(org));
        let reference = match offices::holder(data, &id, self.day) {
            Some(person) if number == Number::Singular => self.entry(person),
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

    /// Countries of a title, those of a nominal inside it (رئيسا البلدين) included.
    fn nations_of(&self, atom: &Atom, parse: &TitleParse) -> Vec<u32> {
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
    fn named_with(
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

    /// The person named right before a title: سامح شكري وزير الخارجية المصري.
    fn apposed(&mut self, atoms: &[Atom], index: usize, parse: &TitleParse) -> Option<Vec<RefId>> {
        let atom = &atoms[index];
        let before = index.checked_sub(1).map(|at| &atoms[at])?;
        let long = parse.complements || atom.end > atom.first + 1;
        let close = before.end <= atom.first
            && atom.skip == 0
            && long
            && atom.number == Number::Singular
            && (before.end..atom.first).all(|at| self.view.is_mark(at, "،,("));
        if !close {
            return None;
        }
        let reference = match (before.kind, self.apposition) {
            (EntityType::Per, _) => self.refer(before)?,
            // ولي العهد وزير الدفاع: one title after the other.
            (EntityType::Occ, Some((end, reference))) if end == before.end => reference,
            _ => return None,
        };
        // "Abbas met the American foreign minister": someone else is known to hold the office.
        let office = self.view.data.titles[parse.title as usize].office;
        let office = self.view.data.pool.get(office);
        // A counterpart is by meaning someone other than the person just named.
        if office == "counterpart" {
            return None;
        }
        let id = match parse.nations.first() {
            _ if office.contains('/') => office.to_owned(),
            Some(nation) => format!("{}/{office}", self.view.data.id(*nation)),
            None => String::new(),
        };
        let holder = offices::holder(self.view.data, &id, self.day);
        if holder
            .is_some_and(|holder| *self.view.data.id(holder) != *self.registry.get(reference).id)
        {
            return None;
        }
        self.apposition = Some((atom.end, reference));
        Some(vec![reference])
    }

    /// The atom of the name right after a title: other titles, courtesies and marks may stand between.
    fn person_after(&self, atoms: &[Atom], index: usize) -> Option<usize> {
        let mut at = index + 1;
        let mut end = atoms[index].end;
        loop {
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
    }

    /// Whether a token may stand between a title and the name.
    fn is_gap(&self, token: usize) -> bool {
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

    fn refer(&mut self, atom: &Atom) -> Option<RefId> {
        match atom.what {
            What::Target(target) => Some(self.entry(target)),
            _ => {
                let person = self.people.enter(self.view, atom)?;
                Some(self.person(person))
            }
        }
    }

    /// نظيره المصري: the same office in another country.
    fn counterpart(&mut self, atom: &Atom, nations: &[u32]) -> (Vec<RefId>, String) {
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

    /// The office of the person spoken of last.
    fn last_office(&self) -> String {
        self.spoken
            .iter()
            .rev()
            .map(|spoken| spoken.office.clone())
            .find(|office| !office.is_empty())
            .unwrap_or_else(|| "counterpart".to_owned())
    }

    /// The holder of a country's office, spoken of or by the table of tenures; else the office itself.
    fn office_holder(
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
        let reference = match spoken {
            Some(reference) => reference,
            None => match offices::holder(self.view.data, &id, self.day) {
                Some(person) if number != Number::Plural => self.entry(person),
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

    fn country_target(&self, target: u32) -> Option<u32> {
        let data = self.view.data;
        let row = &data.targets[target as usize];
        data.countries.get(data.pool.get(row.country)).copied()
    }

    /// A title that stands for one person.
    fn single(
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
            let held = offices::holder(self.view.data, office, self.day);
            let reference = match held {
                Some(person) => self.entry(person),
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
        match self.topic().filter(|_| parse.definite) {
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

    /// The last person spoken of whose office is of this family, of a country if one is asked.
    fn spoken_of(&self, family_name: &str, nation: Option<u32>) -> Option<RefId> {
        let any = family_name == "official";
        self.spoken
            .iter()
            .rev()
            .find(|spoken| {
                (any || (!spoken.office.is_empty() && family(&spoken.office) == family_name))
                    && nation.is_none_or(|nation| spoken.nations.contains(&nation))
            })
            .map(|spoken| spoken.reference)
    }

    /// A title in the dual or plural.
    fn several(
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
            let topic = self.topic().filter(|_| parse.definite);
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

    /// A nominal.
    fn nominal(&mut self, atom: &Atom, nominal: u32, countries: &[u32]) {
        let row = self.view.data.nominals[nominal as usize];
        let role = self.view.data.pool.get(row.role).to_owned();
        let (refs, reason) = match row.reference {
            Reference::Both => {
                let mut two = self.present(atom.first);
                two.truncate(2);
                let refs = two.iter().map(|country| self.entry(*country)).collect();
                (refs, "the two countries spoken of")
            }
            Reference::Men => {
                let start = self.spoken.len().saturating_sub(2);
                let refs = self.spoken[start..].iter().map(|s| s.reference).collect();
                (refs, "the two persons spoken of")
            }
            Reference::Latter => (self.latest.into_iter().collect(), "the last one mentioned"),
            Reference::Homeland => {
                let of_speaker = self
                    .spoken
                    .last()
                    .filter(|_| atom.cut > 0)
                    .and_then(|spoken| spoken.nations.first().copied());
                let country = of_speaker.or_else(|| self.topic());
                let refs = country
                    .map(|country| self.entry(country))
                    .into_iter()
                    .collect();
                (refs, "country of the speaker")
            }
            Reference::State => {
                let refs = match countries.first().copied().or_else(|| self.topic()) {
                    Some(country) => vec![self.entry(country)],
                    None => Vec::new(),
                };
                (refs, "government of a country")
            }
            Reference::Group => {
                let country = countries.first().copied().or_else(|| self.topic());
                let reference = match country {
                    Some(country) => {
                        let id = format!("{}/{role}", self.view.data.id(country));
                        let name = self.view.data.targets[country as usize].name;
                        let name = self.view.data.pool.get(name);
                        let name = format!("{} of {name}", role.replace('-', " "));
                        let code = self.country_target(country);
                        self.made(id, name, code, row.sector)
                    }
                    None => self.made(
                        format!("unknown/{role}"),
                        role.replace('-', " "),
                        None,
                        row.sector,
                    ),
                };
                (vec![reference], "people of some kind")
            }
        };
        self.push(atom, refs, reason.to_owned());
    }
}

/// Whether a role says what another leaves open: a foreign minister is a minister.
fn specifies(role: &str, general: &str) -> bool {
    family(role) == general && role != general
}

/// An office without its country.
fn role_of(office: &str) -> &str {
    office.rsplit('/').next().unwrap_or(office)
}

/// What a bare title may take up: "the minister" a foreign minister, but not a prime minister.
fn family(role: &str) -> &str {
    const APART: [&str; 5] = ["prime-", "deputy-", "vice-", "assistant-", "former-"];
    if APART.iter().any(|prefix| role.starts_with(prefix)) {
        return role;
    }
    role.rsplit('-').next().unwrap_or(role)
}

/// The plural of a role id: ministers, spokesmen.
fn plural(id: &str) -> String {
    if let Some(stem) = id.strip_suffix("man") {
        format!("{stem}men")
    } else if let Some(stem) = id.strip_suffix('y') {
        format!("{stem}ies")
    } else {
        format!("{id}s")
    }
}
