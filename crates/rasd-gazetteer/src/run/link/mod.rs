//! Says what each mention stands for, going through the text in order.
//!
//! [`titles`] links titles to persons ([`holders`] of offices, [`sent`]: those sent somewhere), [`nominals`] nominals to what
//! they stand for, [`groups`] people to whose they are; [`spoken`] remembers who and what is spoken of,
//! [`entries`] describes rows.

mod apposed;
mod entries;
mod groups;
mod holders;
mod nominals;
mod roles;
mod sent;
mod spoken;
mod titles;

use super::Input;
use super::atom::{Atom, Qualifiers, What, country_of};
use super::built_parts::is_definite_adjective;
use super::capitals;
use super::latin::latin;
use super::persons::People;
use super::seen::Told;
use super::view::View;
use crate::data::Tenure;
use crate::names::slug;
use foldhash::HashMap;
use jiff::civil::Date;
use rasd_core::{
    ByteSpan, EntityMention, EntityType, Number, RefId, Refs, Registry, RegistryEntry, Sector,
    TokenSpan,
};
use smallvec::smallvec;
use spoken::Spoken;
use std::borrow::Cow;
use std::sync::Arc;

/// State of the linking of one document.
pub(super) struct Linker<'r, 'a> {
    view: &'r View<'a>,
    people: &'r mut People,
    registry: &'r mut Registry,
    told: &'r mut Told,
    day: Option<Date>,
    /// Registry entries of rows linked so far.
    entries: HashMap<u32, RefId>,
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
    /// The last country, or body with a feminine name.
    latest_feminine: Option<RefId>,
    /// The office that the title being linked was looked up by, with the row that gave its holder.
    asked: Option<(String, Option<Tenure>)>,
    /// Token at which the mention being linked begins.
    at: usize,
    /// Country of the place right after the nominal being linked.
    near: Option<u32>,
    /// The country mentioned last, and where.
    last_country: Option<(u32, usize)>,
    /// Where a person was spoken of last.
    last_person: usize,
    /// Organisations spoken of, the last one last; each once.
    bodies: Vec<nominals::Body>,
    /// Whose people a nominal stood for last, and of what kind they were.
    groups: HashMap<u32, (groups::Owner, Qualifiers)>,
    out: Vec<EntityMention>,
}

pub(crate) use entries::{government_of, holder_during};
pub(crate) use groups::{Kind, Owner};

/// Links the atoms of a document and makes mentions of them.
pub(crate) fn link(
    input: &Input<'_>,
    view: &View<'_>,
    people: &mut People,
    atoms: Vec<Atom>,
    registry: &mut Registry,
    told: &mut Told,
) -> Vec<EntityMention> {
    let home = home(view, &atoms);
    let mut linker = Linker {
        view,
        people,
        registry,
        told,
        day: input.publication.map(|publication| publication.date.date()),
        entries: HashMap::default(),
        spoken: Vec::new(),
        salience: HashMap::default(),
        home,
        capital: None,
        apposition: None,
        latest: None,
        latest_feminine: None,
        asked: None,
        at: 0,
        near: None,
        last_country: None,
        last_person: 0,
        bodies: Vec::new(),
        groups: HashMap::default(),
        out: Vec::with_capacity(atoms.len() + 8),
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
            let own = country_of(view, &inner.what).or_else(|| country_of_title(view, &inner.what));
            if let Some(country) = own {
                add(country, weight);
            }
        }
    }
    counts.sort_by(|a, b| b.1.total_cmp(&a.1));
    counts.first().map(|(country, _)| *country)
}

/// The country that a title is of by its table: خادم الحرمين.
fn country_of_title(view: &View<'_>, what: &What) -> Option<u32> {
    let What::Title(parse) = what else {
        return None;
    };
    let office = view.data.titles[parse.title as usize].office;
    let (owner, _) = view.data.pool.get(office).split_once('/')?;
    view.data.countries.get(owner).copied()
}

impl Linker<'_, '_> {
    fn atom(&mut self, atoms: &[Atom], index: usize) {
        let atom = &atoms[index];
        self.at = atom.first;
        // In حكومة الرئيس فلان title and name belong together.
        if matches!(atom.what, What::Nominal(_)) {
            for inner in 0..atom.inside.len() {
                self.atom(&atom.inside, inner);
            }
        } else {
            for inner in &atom.inside {
                self.simple(atoms, index, inner);
            }
        }
        match &atom.what {
            What::Title(parse) => self.title(atoms, index, parse),
            What::Nominal(parse) => self.nominal(atoms, index, parse),
            _ => self.simple(atoms, index, atom),
        }
    }

    /// A mention that its own words link.
    fn simple(&mut self, atoms: &[Atom], index: usize, atom: &Atom) {
        let mut reason = Cow::Borrowed(atom.reason);
        let refs = match &atom.what {
            What::Target(target) if atom.kind == EntityType::Per => {
                let reference = self.entry(*target);
                self.people.enter(self.view, atom);
                self.speak(reference, None, Vec::new());
                smallvec![reference]
            }
            What::Target(target) if atom.kind == EntityType::Org && !self.is_at_home(*target) => {
                match self.named_in_full(atom) {
                    Some(reference) => {
                        reason = Cow::Borrowed("short for a name in this text");
                        smallvec![reference]
                    }
                    None => smallvec![self.entry(*target)],
                }
            }
            What::Target(target) | What::Nisba(target) => smallvec![self.entry(*target)],
            What::Capital { city, country } => {
                let decision = capitals::decide(self.view, atoms, index, atom, self.capital);
                self.capital = Some((atom.end, decision.government));
                reason = Cow::Borrowed(decision.reason);
                smallvec![self.entry(if decision.government { *country } else { *city })]
            }
            What::Person(_) | What::Unlisted => match self.people.enter(self.view, atom) {
                Some(person) => {
                    let reference = self.person(person);
                    self.speak(reference, None, Vec::new());
                    smallvec![reference]
                }
                None => Refs::new(),
            },
            What::Body {
                slug,
                country,
                sector,
            } => {
                let slug = self.view.data.pool.get(*slug);
                let before = country.is_none().then(|| self.body_of_kind(slug)).flatten();
                smallvec![before.unwrap_or_else(|| self.body(slug, *country, *sector))]
            }
            What::Named { .. } => match self.named_in_full(atom) {
                Some(reference) => smallvec![reference],
                None => smallvec![self.named(atom)],
            },
            What::Title(_) | What::Nominal(_) => Refs::new(),
        };
        if let Some(country) = country_of(self.view, &atom.what) {
            self.mention_country(country, atom.first);
        }
        if atom.kind == EntityType::Org
            && let Some(reference) = refs.first()
        {
            self.speak_of_body(atom, *reference);
        }
        self.note_latest(atom, refs.first().copied());
        self.push(atom, refs, reason);
    }

    /// Notes whom الأخير or الأخيرة may mean next.
    fn note_latest(&mut self, atom: &Atom, reference: Option<RefId>) {
        let Some(reference) = reference else { return };
        let feminine = self.view.folded(atom.first).ends_with('ه');
        let country = || self.registry.get(reference).sector == Some(Sector::Gov);
        match atom.kind {
            EntityType::Per => self.latest = Some(reference),
            EntityType::Gpe if country() => self.latest_feminine = Some(reference),
            EntityType::Org if feminine => self.latest_feminine = Some(reference),
            EntityType::Org => {
                self.latest = Some(reference);
                self.latest_feminine = Some(reference);
            }
            _ => {}
        }
    }

    /// Whether a row is of a country that the document speaks of, or of none.
    fn is_at_home(&self, target: u32) -> bool {
        self.country_target(target).is_none() || self.view.speaks_of_country(target)
    }

    fn push(&mut self, atom: &Atom, refs: Refs, reason: impl Into<Cow<'static, str>>) {
        let mut reason = reason.into();
        let asked = self.asked.take().filter(|_| refs.len() == 1);
        if let Some((office, Some(tenure))) = &asked {
            reason
                .to_mut()
                .push_str(&entries::held(self.view.data, office, tenure));
        }
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
            office: asked.map(|(office, _)| Arc::from(office)),
            provenance: atom
                .row
                .and_then(|(file, line)| self.view.data.provenance(file, line)),
            reason: match reason {
                Cow::Borrowed(reason) => self.told.reason(reason),
                Cow::Owned(reason) => Arc::from(reason),
            },
        });
    }

    fn is_human(&self, atom: &Atom) -> bool {
        match &atom.what {
            What::Nominal(parse) => self.view.data.nominals[parse.nominal as usize].human,
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
        if let Some(known) = self.entries.get(&target) {
            return *known;
        }
        let data = self.view.data;
        let mut entry = self
            .told
            .entry(target, || entries::of_row(data, target, None));
        entry.office = entries::office_of(data, target, self.day);
        let reference = self.registry.insert(entry);
        self.entries.insert(target, reference);
        reference
    }

    /// The registry entry of a person of the document.
    fn person(&mut self, person: usize) -> RefId {
        let row = &self.people.list[person];
        if let Some(target) = row.target {
            return self.entry(target);
        }
        match self.registry.find(&row.id) {
            Some(known) => known,
            None => {
                let entry = RegistryEntry::new(row.id.as_str(), row.name.as_str());
                self.registry.insert(entry)
            }
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
        let country = country.map(|country| Arc::from(self.view.data.id(country)));
        self.made_in(id, name, country, sector)
    }

    /// The same with the code of the country or bloc.
    fn made_in(
        &mut self,
        id: String,
        name: String,
        country: Option<Arc<str>>,
        sector: Option<Sector>,
    ) -> RefId {
        let mut entry = RegistryEntry::new(id, name);
        entry.country = country;
        entry.sector = sector;
        self.registry.insert(entry)
    }

    fn body(&mut self, slug_text: &str, country: Option<u32>, sector: Option<Sector>) -> RefId {
        let country = country.or_else(|| self.topic());
        let data = self.view.data;
        let (prefix, name) = match country {
            Some(country) => {
                let adjective = data.adjectives.get(&country).copied();
                let name = adjective.unwrap_or(data.targets[country as usize].name);
                let name = data.pool.get(name);
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
        let head_slug = self.view.data.pool.get(*head_slug);
        let skipped = if head_slug.is_empty() { 0 } else { *head };
        // مطار تعز الدولي is مطار تعز.
        let building = atom.kind == EntityType::Fac;
        let first = atom.first + skipped;
        let words: Vec<String> = (first..atom.end)
            .filter(|at| self.view.word(*at).is_word)
            .filter(|at| !building || *at == first || !is_definite_adjective(self.view, *at))
            .map(|at| {
                let skip = if at == atom.first { atom.skip } else { 0 };
                let folded = self.view.folded(at);
                let word = folded.get(usize::from(skip)..).unwrap_or(folded);
                // للهيئة: after ل the article loses its alef.
                match skip > 0 && word.starts_with('ل') && folded.starts_with("لل") {
                    true => ["ا", word].concat(),
                    false => word.to_owned(),
                }
            })
            .collect();
        let mut name = latin(self.view.data, &words);
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
}
