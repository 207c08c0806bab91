//! Those sent somewhere: ambassadors and envoys to countries and organisations.

use super::Linker;
use super::roles::family;
use crate::run::atom::{Atom, TitleParse, country_of};
use rasd_core::RefId;
use std::borrow::Cow;

/// How many mentions back the country of a pronoun may be.
const NEAR: usize = 32;

impl Linker<'_, '_> {
    /// The office of someone sent somewhere: `ambassador-to-EGY`, by the name that the table of tenures has
    /// for it (a delegate to the United Nations is an ambassador).
    pub(super) fn sent<'o>(
        &self,
        office: Cow<'o, str>,
        parse: &TitleParse,
        nations: &[u32],
    ) -> Cow<'o, str> {
        let data = self.view.data;
        let Some(to) = parse.sent_to else {
            return office;
        };
        let to = data.id(to);
        if let Some((owner, _)) = office.split_once('/') {
            let id = format!("{office}-to-{to}");
            let known = data.tenures.contains_key(&id) && !data.countries.contains_key(owner);
            return if known { Cow::Owned(id) } else { office };
        }
        let owner = nations.first().copied().or(parse.org);
        let owner = owner.map_or("", |owner| data.id(owner));
        let known = [&*office, "ambassador", "envoy"].into_iter().find(|role| {
            data.tenures
                .contains_key(&format!("{owner}/{role}-to-{to}"))
        });
        Cow::Owned(format!("{}-to-{to}", known.unwrap_or(&office)))
    }

    /// The country whose ambassador somewhere is "its" ambassador: the one named last before.
    pub(super) fn senders(
        &self,
        atoms: &[Atom],
        index: usize,
        parse: &TitleParse,
    ) -> Option<Vec<u32>> {
        let to = parse.sent_to.filter(|_| parse.nations.is_empty())?;
        if !self.view.word(atoms[index].first).pronoun {
            return None;
        }
        let before = atoms[..index].iter().rev().take(NEAR);
        let mut countries = before.filter_map(|atom| country_of(self.view, &atom.what));
        countries
            .find(|country| *country != to)
            .map(|one| vec![one])
    }

    /// The last person spoken of whose office says more than this role: المبعوث الدولي after
    /// المبعوث الدولي إلى اليمن فلان.
    pub(super) fn spoken_as(&self, role: &str) -> Option<RefId> {
        let mut spoken = self.spoken.iter().rev();
        let found = spoken.find(|spoken| spoken.office != role && family(&spoken.office) == role);
        found.map(|spoken| spoken.reference)
    }
}
