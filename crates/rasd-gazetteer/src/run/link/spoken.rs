//! Who and what is spoken of, and what nominals take up of it.

use super::Linker;
use super::titles::{family, singular};
use crate::data::Reference;
use crate::run::atom::Atom;
use rasd_core::{Number, RefId, Sector};

/// How many persons are kept in mind.
const REMEMBERED: usize = 64;

/// How many words back a mention counts half for what is being spoken of.
const FADING: f64 = 60.0;

/// A person spoken of.
pub(super) struct Spoken {
    pub(super) reference: RefId,
    /// Role without country: `foreign-minister`.
    pub(super) office: String,
    pub(super) nations: Vec<u32>,
    /// Whether he was introduced by his office without a country: the official at home.
    pub(super) at_home: bool,
}

impl Linker<'_, '_> {
    /// Notes that a person is spoken of, with the office if it was said.
    pub(super) fn speak(&mut self, reference: RefId, office: Option<String>, nations: Vec<u32>) {
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
        if self.spoken.len() >= REMEMBERED {
            self.spoken.remove(0);
        }
        let at_home = old_home || (said && none_said);
        self.spoken.push(Spoken {
            reference,
            office,
            nations,
            at_home,
        });
    }

    pub(super) fn mention_country(&mut self, country: u32, at: usize) {
        let (weight, last) = self.salience.get(&country).copied().unwrap_or((0.0, at));
        let faded = weight * (-((at - last.min(at)) as f64) / FADING).exp2();
        self.salience.insert(country, (faded + 1.0, at));
    }

    /// Countries spoken of, the most present first.
    pub(super) fn present(&self, at: usize) -> Vec<u32> {
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
    pub(super) fn topic(&self) -> Option<u32> {
        self.home
    }

    /// The office of the person spoken of last.
    pub(super) fn last_office(&self) -> String {
        self.spoken
            .iter()
            .rev()
            .map(|spoken| spoken.office.clone())
            .find(|office| !office.is_empty())
            .unwrap_or_else(|| "counterpart".to_owned())
    }

    pub(super) fn country_target(&self, target: u32) -> Option<u32> {
        let data = self.view.data;
        let row = &data.targets[target as usize];
        data.countries.get(data.pool.get(row.country)).copied()
    }

    /// The last person spoken of whose office is of this family, of a country if one is asked.
    pub(super) fn spoken_of(&self, family_name: &str, nation: Option<u32>) -> Option<RefId> {
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

    /// A nominal.
    pub(super) fn nominal(&mut self, atom: &Atom, nominal: u32, countries: &[u32]) {
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
            Reference::Realm => {
                let codes: Vec<u32> = role
                    .split('|')
                    .filter_map(|code| self.view.data.countries.get(code).copied())
                    .collect();
                let spoken = self.present(atom.first);
                let country = spoken
                    .into_iter()
                    .chain(self.topic())
                    .find(|country| codes.contains(country))
                    .or_else(|| codes.first().copied());
                let refs = country
                    .map(|country| self.entry(country))
                    .into_iter()
                    .collect();
                (refs, "the kingdom or sultanate spoken of")
            }
            Reference::State => {
                let refs = match countries.first().copied().or_else(|| self.topic()) {
                    Some(country) => vec![self.entry(country)],
                    None => Vec::new(),
                };
                (refs, "government of a country")
            }
            Reference::Group => {
                let unknown = row.sector == Some(Sector::Uaf);
                let country = countries
                    .first()
                    .copied()
                    .or_else(|| self.topic().filter(|_| !unknown));
                let role = match atom.number {
                    Number::Singular => singular(&role),
                    _ => role,
                };
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
