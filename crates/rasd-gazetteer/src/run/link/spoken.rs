//! Who and what is spoken of, and what nominals take up of it.

use super::Linker;
use super::roles::family;
use rasd_core::RefId;

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
        self.last_person = self.at;
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
        self.last_country = Some((country, at));
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
        self.view.data.country_of(target)
    }

    /// The last person spoken of whose office is of this family, of a country if one is asked.
    pub(super) fn spoken_of(&self, family_name: &str, nation: Option<u32>) -> Option<RefId> {
        let any = family_name == "official";
        self.spoken
            .iter()
            .rev()
            .find(|spoken| {
                nation.is_none_or(|nation| spoken.nations.contains(&nation))
                    && (any || !spoken.office.is_empty() && family(&spoken.office) == family_name)
            })
            .map(|spoken| spoken.reference)
    }
}

/// Whether a role says what another leaves open: a foreign minister is a minister.
fn specifies(role: &str, general: &str) -> bool {
    family(role) == general && role != general
}
