//! What nominals stand for: the two sides, a government, people of some kind, a body spoken of.

use super::Linker;
use crate::data::{Cue, Meaning, Nominal, Reference};
use crate::load::bit;
use crate::run::atom::{Atom, NominalParse, What, country_of};
use rasd_core::{EntityType, Gender, Number, Pos, RefId, Refs, Sector};
use smallvec::smallvec;

/// How many organisations are kept in mind.
const REMEMBERED: usize = 32;

/// Sectors of armed groups, which their fighters stand for.
const ARMED: u32 = bit(Sector::Reb) | bit(Sector::Prm) | bit(Sector::Uaf);

/// An organisation spoken of.
pub(super) struct Body {
    reference: RefId,
    /// Nominals that its names begin with, and the one it was named with.
    nominals: Vec<u32>,
    sector: Option<Sector>,
    /// Its tokens, and the bytes of the first one before the name.
    tokens: (usize, usize),
    skip: u8,
}

impl Linker<'_, '_> {
    /// Notes that an organisation is spoken of.
    pub(super) fn speak_of_body(&mut self, atom: &Atom, reference: RefId) {
        let view = self.view;
        let mut nominals: Vec<u32> = match atom.what {
            What::Target(target) => view.data.bodies_of(target).collect(),
            _ => Vec::new(),
        };
        nominals.extend(
            view.meanings(atom.first)
                .filter_map(|(_, meaning)| match meaning {
                    Meaning::Nominal { nominal, .. } => Some(nominal),
                    _ => None,
                }),
        );
        let sector = self.registry.get(reference).sector;
        self.bodies.retain(|body| body.reference != reference);
        if self.bodies.len() >= REMEMBERED {
            self.bodies.remove(0);
        }
        self.bodies.push(Body {
            reference,
            nominals,
            sector,
            tokens: (atom.first, atom.end),
            skip: atom.skip,
        });
    }

    /// The organisation named before in more words that begin with those of an atom: حزب العمال after
    /// حزب العمال البرازيلي.
    pub(super) fn named_in_full(&self, atom: &Atom) -> Option<RefId> {
        let view = self.view;
        let length = atom.end - atom.first;
        let word = |first: usize, skip: u8, at: usize| {
            let skip = if at == 0 { usize::from(skip) } else { 0 };
            view.folded(first + at).get(skip..)
        };
        let begins = |body: &&Body| {
            let (first, end) = body.tokens;
            end - first > length
                && (0..length)
                    .all(|at| word(first, body.skip, at) == word(atom.first, atom.skip, at))
        };
        let found = self.bodies.iter().rev().find(begins);
        found.map(|body| body.reference)
    }

    /// The body of this kind spoken of last: الخارجية after وزارة الخارجية التونسية.
    pub(super) fn body_of_kind(&self, slug: &str) -> Option<RefId> {
        let ids = self.bodies.iter().rev().map(|body| body.reference);
        ids.into_iter().find(|reference| {
            let id = &self.registry.get(*reference).id;
            let prefix = id.strip_suffix(slug);
            prefix.is_some_and(|prefix| prefix.ends_with('-'))
        })
    }

    /// A nominal.
    pub(super) fn nominal(&mut self, atoms: &[Atom], index: usize, parse: &NominalParse) {
        let atom = &atoms[index];
        if let Some(person) = self.explained(atoms, index, parse) {
            self.push(atom, smallvec![person], "what the person before it is");
            return;
        }
        self.near = self
            .place_after(atoms, index)
            .or_else(|| self.scene(atoms, index, parse));
        let agent = self.agent_before(atoms, index);
        let (mut refs, reason) = self.stands_for(atom, parse, agent);
        for other in &parse.joined {
            let row = self.view.data.nominals[other.nominal as usize];
            refs.extend(self.group(atom, other, row));
        }
        self.push(atom, refs, reason);
    }

    /// The country right before that a verb has as subject: دعمت روسيا الحكومة.
    fn agent_before(&self, atoms: &[Atom], index: usize) -> Option<u32> {
        let before = &atoms[index.checked_sub(1)?];
        let verb = self.view.word(before.first.checked_sub(1)?);
        let beside = before.kind == EntityType::Gpe && before.end == atoms[index].first;
        match before.what {
            What::Target(country) if beside && verb.pos == Some(Pos::Verb) => Some(country),
            _ => None,
        }
    }

    /// What a nominal stands for; `agent` is a country that acts on it.
    fn stands_for(
        &mut self,
        atom: &Atom,
        parse: &NominalParse,
        agent: Option<u32>,
    ) -> (Refs, &'static str) {
        let row = self.view.data.nominals[parse.nominal as usize];
        match row.reference {
            // الكوريتان
            Reference::Both if !row.role.is_empty() => {
                let codes = self.view.data.pool.get(row.role).split('|');
                let countries =
                    codes.filter_map(|code| self.view.data.countries.get(code).copied());
                let countries: Vec<u32> = countries.collect();
                (self.entries(&countries), "the two countries of this name")
            }
            Reference::Both => {
                let refs = match parse.countries.len() {
                    0 | 1 => self.two(atom),
                    _ => self.entries(&parse.countries),
                };
                (refs, "the two countries spoken of")
            }
            Reference::Men => {
                let named = |reference: &RefId| !self.registry.get(*reference).id.contains('/');
                let spoken = self.spoken.iter().rev().map(|spoken| spoken.reference);
                let mut refs: Refs = spoken.filter(named).take(2).collect();
                refs.reverse();
                (refs, "the two persons spoken of")
            }
            Reference::Latter => {
                let latest = match atom.gender {
                    Some(Gender::Feminine) => self.latest_feminine,
                    _ => self.latest,
                };
                (latest.into_iter().collect(), "the last one mentioned")
            }
            Reference::Homeland => {
                let country = self.homeland(atom).or_else(|| self.topic());
                (self.entries(country.as_slice()), "country of the speaker")
            }
            Reference::Realm => (self.realm(atom, row), "the kingdom or sultanate spoken of"),
            // قيادة الحركة
            Reference::State if parse.org.is_some() || self.is_of_body(parse) => {
                (self.group(atom, parse, row), "leadership of a body")
            }
            // حكومتا مصر والسودان
            Reference::State if parse.countries.len() > 1 => {
                (self.entries(&parse.countries), "governments of countries")
            }
            // إدارة الرئيس الأميركي دونالد ترامب; حكومة نتنياهو is the government.
            Reference::State if !self.is_government(row) && names_person(atom) => {
                (self.group(atom, parse, row), "people of the person named")
            }
            Reference::State => {
                let country = self.state(atom, parse, row, agent);
                (self.entries(country.as_slice()), "government of a country")
            }
            Reference::Body if self.is_taken_up(atom, parse) => match self.body_spoken_of(parse) {
                Some(reference) => (smallvec![reference], "body spoken of before"),
                None => (self.group(atom, parse, row), "body of a country"),
            },
            Reference::Group if self.is_fighters(atom, parse, row) => {
                let armed = |body: &&Body| body.sector.is_some_and(|s| ARMED & bit(s) != 0);
                match self.bodies.iter().rev().find(armed) {
                    Some(body) => (smallvec![body.reference], "armed group spoken of"),
                    None => (self.group(atom, parse, row), "people of some kind"),
                }
            }
            Reference::Group | Reference::Body => {
                (self.group(atom, parse, row), "people of some kind")
            }
        }
    }

    /// The country of the place where a nominal is said to be: محكمة في ميلانو.
    fn place_after(&self, atoms: &[Atom], index: usize) -> Option<u32> {
        const NEAR: usize = 3;
        let (view, end) = (self.view, atoms[index].end);
        let place = atoms.get(index + 1)?;
        let kind = matches!(
            place.kind,
            EntityType::Gpe | EntityType::Loc | EntityType::Fac
        );
        if !kind || place.first > end + NEAR {
            return None;
        }
        let attached = place.first == end && view.folded(end).starts_with('ب');
        if !attached && view.cue(end, Cue::Place).is_none() {
            return None;
        }
        match place.what {
            What::Capital { country, .. } => Some(country),
            ref what => country_of(view, what),
        }
    }

    fn entries(&mut self, targets: &[u32]) -> Refs {
        targets.iter().map(|target| self.entry(*target)).collect()
    }

    /// The two countries spoken of most.
    fn two(&mut self, atom: &Atom) -> Refs {
        let mut two = self.present(atom.first);
        two.truncate(2);
        self.entries(&two)
    }

    fn homeland(&self, atom: &Atom) -> Option<u32> {
        let speaker = self.spoken.last().filter(|_| atom.cut > 0)?;
        speaker.nations.first().copied()
    }

    fn realm(&mut self, atom: &Atom, row: Nominal) -> Refs {
        let view = self.view;
        let codes: Vec<u32> = view
            .data
            .pool
            .get(row.role)
            .split('|')
            .filter_map(|code| view.data.countries.get(code).copied())
            .collect();
        let spoken = self.present(atom.first);
        let country = spoken
            .into_iter()
            .chain(self.topic())
            .find(|country| codes.contains(country))
            .or_else(|| codes.first().copied());
        self.entries(country.as_slice())
    }

    /// The country of a government: as said, that of the person it is of, or the one spoken of.
    fn state(
        &self,
        atom: &Atom,
        parse: &NominalParse,
        row: Nominal,
        agent: Option<u32>,
    ) -> Option<u32> {
        let said = parse.countries.first().copied();
        said.or_else(|| self.country_of_person(atom))
            .or_else(|| self.fixed(row))
            .or_else(|| self.possessor(atom))
            .or_else(|| self.topic().filter(|topic| agent != Some(*topic)))
    }

    /// The country of the person named inside a nominal: حكومة نتنياهو.
    pub(super) fn country_of_person(&self, atom: &Atom) -> Option<u32> {
        let spoken = self.spoken.last()?;
        names_person(atom).then(|| spoken.nations.first().copied())?
    }

    /// The surname, as in ids, of the person whose people a nominal stands for: أنصار أردوغان.
    pub(super) fn surname_inside(&self, atom: &Atom) -> Option<String> {
        let spoken = self.spoken.last().filter(|_| names_person(atom))?;
        let id = &self.registry.get(spoken.reference).id;
        let surname = id.rsplit('-').next()?;
        (!id.contains('/')).then(|| surname.to_owned())
    }

    /// Whether a row stands for the government of a country, whoever leads it.
    fn is_government(&self, row: Nominal) -> bool {
        const GOVERNMENT: &str = "government";
        self.view.data.pool.get(row.role).ends_with(GOVERNMENT)
    }

    fn is_of_body(&self, parse: &NominalParse) -> bool {
        let of = parse
            .of
            .map(|of| self.view.data.nominals[of as usize].reference);
        of == Some(Reference::Body)
    }

    /// The country that the row itself names, where the document speaks of it: `ISR/settlers`.
    pub(super) fn fixed(&self, row: Nominal) -> Option<u32> {
        let view = self.view;
        let (code, _) = view.data.pool.get(row.role).split_once('/')?;
        let country = view.data.countries.get(code).copied()?;
        view.mentions(country).then_some(country)
    }

    /// Whose a nominal with an attached pronoun is: of the person or the country mentioned last.
    pub(super) fn possessor(&self, atom: &Atom) -> Option<u32> {
        if atom.cut == 0 {
            return None;
        }
        let speaker = || self.spoken.last()?.nations.first().copied();
        match self.last_country {
            Some((country, at)) if at >= self.last_person => Some(country),
            other => speaker().or(other.map(|(country, _)| country)),
        }
    }

    /// Whether a body is one spoken of before: definite, alone, with nothing that says of whom. Militias
    /// are one body in the plural too.
    fn is_taken_up(&self, atom: &Atom, parse: &NominalParse) -> bool {
        let row = self.view.data.nominals[parse.nominal as usize];
        let armed = row.sector.is_some_and(|sector| ARMED & bit(sector) != 0);
        (atom.number == Number::Singular || armed) && parse.definite && says_no_owner(atom, parse)
    }

    /// The last organisation spoken of that is named with this noun, else that may be one by its sector.
    pub(super) fn body_spoken_of(&self, parse: &NominalParse) -> Option<RefId> {
        let row = self.view.data.nominals[parse.nominal as usize];
        let named = |body: &&Body| body.nominals.contains(&parse.nominal);
        let suits = |body: &&Body| {
            body.nominals.is_empty() && body.sector.is_some_and(|s| row.sectors & bit(s) != 0)
        };
        let bodies = || self.bodies.iter().rev();
        let found = bodies().find(named).or_else(|| bodies().find(suits));
        found.map(|body| body.reference)
    }

    /// Whether fighters are those of the armed group spoken of: المتمردون, عناصرها.
    fn is_fighters(&self, atom: &Atom, parse: &NominalParse, row: Nominal) -> bool {
        let armed = row.sectors & ARMED != 0;
        let before = self.groups.contains_key(&parse.nominal);
        let definite = parse.definite && !before && atom.number == Number::Plural;
        armed && says_no_owner(atom, parse) && (definite || atom.cut > 0)
    }
}

/// Whether a person is named in a nominal.
fn names_person(atom: &Atom) -> bool {
    let people = |inner: &Atom| matches!(inner.kind, EntityType::Per | EntityType::Occ);
    atom.inside.iter().any(people)
}

/// Whether nothing in a nominal says whose it is.
fn says_no_owner(atom: &Atom, parse: &NominalParse) -> bool {
    parse.countries.is_empty()
        && parse.org.is_none()
        && parse.of.is_none()
        && atom.inside.is_empty()
}
