//! Titles that stand beside names: whose they are, and what they tell of persons no table lists.

use super::Linker;
use crate::offices;
use crate::run::atom::{Atom, NominalParse, TitleParse, What, country_of};
use rasd_core::{EntityType, Number, Pos, RefId, Refs, Sector};
use smallvec::smallvec;
use std::sync::Arc;

impl Linker<'_, '_> {
    /// Gives a person whom no table lists the country and sector of his title: of its nationality
    /// word or country, its body, or the town in it.
    pub(super) fn describe(
        &mut self,
        person: RefId,
        title: &Atom,
        parse: &TitleParse,
        nations: &[u32],
        sector: Option<Sector>,
    ) {
        let data = self.view.data;
        let of_body = parse.org.map(|org| data.targets[org as usize].country);
        let of_body = of_body
            .map(|code| data.pool.get(code))
            .filter(|code| !code.is_empty());
        let of_place = || {
            let places = title
                .inside
                .iter()
                .filter(|inner| inner.kind == EntityType::Gpe);
            let mut countries = places.filter_map(|place| country_of(self.view, &place.what));
            countries.next().map(|country| data.id(country))
        };
        let nation = nations.first().map(|nation| data.id(*nation));
        let country = nation.or(of_body).or_else(of_place).map(Arc::from);
        let sector = sector.or(parse.org.and_then(|org| data.targets[org as usize].sector));
        self.complete(person, country, sector);
    }

    /// Adds country and sector to the entry of a person whom no table lists.
    fn complete(&mut self, person: RefId, country: Option<Arc<str>>, sector: Option<Sector>) {
        let entry = self.registry.get_mut(person);
        if entry.provenance.is_none() {
            entry.country = entry.country.take().or(country);
            entry.sector = entry.sector.or(sector);
        }
    }

    /// The person whom a nominal between commas explains: سامي درويش، المحلل السياسي المصري، .
    pub(super) fn explained(
        &mut self,
        atoms: &[Atom],
        index: usize,
        parse: &NominalParse,
    ) -> Option<RefId> {
        let atom = &atoms[index];
        let name = index.checked_sub(1).map(|at| &atoms[at])?;
        let between = name.end..atom.first;
        let beside = between.len() == 1 && self.view.is_mark(name.end, "،,");
        let one = parse.definite && atom.number == Number::Singular && atom.skip == 0;
        if !(beside && one && name.kind == EntityType::Per) {
            return None;
        }
        let person = self.refer(name)?;
        let country = parse
            .countries
            .first()
            .map(|country| self.view.data.id(*country));
        let country = country.map(Arc::from);
        let sector = self.view.data.nominals[parse.nominal as usize].sector;
        self.complete(person, country, sector);
        Some(person)
    }

    /// The person named right before a title: سامح شكري وزير الخارجية المصري.
    pub(super) fn apposed(
        &mut self,
        atoms: &[Atom],
        index: usize,
        parse: &TitleParse,
    ) -> Option<Refs> {
        let atom = &atoms[index];
        let before = index.checked_sub(1).map(|at| &atoms[at])?;
        // زوجة محمد لطفي، المدير التنفيذي
        let before = match (&before.what, before.inside.last()) {
            (What::Nominal(_), Some(inner)) if inner.end == before.end => inner,
            _ => before,
        };
        let long = parse.complements || atom.end > atom.first + 1;
        let close = before.end <= atom.first
            && atom.skip == 0
            && long
            && atom.number == Number::Singular
            && (before.end..atom.first)
                .all(|at| self.view.is_mark(at, "،,(") || self.is_copula(at));
        if !close || self.is_apart(atoms, index, before) {
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
        let named = self.registry.get(reference);
        // طالب ستيفان برانكوف، وزير خارجية فرنسا، إيران: between commas it is his, whom no table lists.
        let comma = |at: usize| self.view.is_mark(at, "،,");
        let between = comma(before.end) && comma(atom.end) && named.provenance.is_none();
        let other = holder.is_some_and(|holder| self.view.data.id(holder.person) != &*named.id);
        if !parse.former && !between && other {
            return None;
        }
        if before.end == atom.first && self.is_another(atoms, index, parse, reference) {
            return None;
        }
        self.apposition = Some((atom.end, reference));
        Some(smallvec![reference])
    }

    /// Whether the comma before a title closes what was told of a name, and the title goes on with somebody else:
    /// استدعى الوزير، سمير حداد، سفير بورما; استدعى سمير حداد، نائب الوزير، سفير بورما.
    fn is_apart(&self, atoms: &[Atom], index: usize, before: &Atom) -> bool {
        let comma = |at: usize| self.view.is_mark(at, "،,");
        let title = &atoms[index];
        let opened = before.first.checked_sub(1).is_some_and(comma);
        let told = match before.kind {
            EntityType::Occ => opened,
            _ => {
                let his = index.checked_sub(2).map(|at| &atoms[at]);
                opened
                    && his.is_some_and(|his| {
                        his.kind == EntityType::Occ && his.end + 1 == before.first
                    })
            }
        };
        told && comma(before.end) && !self.view.is_mark(title.end, "،,؛:()\"«»")
    }

    /// Whether a title right after a name, with no mark between, is somebody else's: استقبل ولي
    /// العهد محمد بن نايف سفير الصين; التقى الوزير شامبين النائبة السويدية.
    fn is_another(&self, atoms: &[Atom], index: usize, parse: &TitleParse, named: RefId) -> bool {
        let country = self.registry.get(named).country.as_deref();
        let nation = parse
            .nations
            .first()
            .map(|nation| self.view.data.id(*nation));
        let foreign = nation.zip(country).is_some_and(|(of, his)| of != his);
        let his = index.checked_sub(2).map(|at| &atoms[at]);
        let his = his.filter(|title| title.kind == EntityType::Occ);
        // استقبل وزير الداخلية محمد السالم السفير الصيني: who has his office before the name has none after it; but
        // الأمير خالد الفيصل أمير مكة.
        let office = his.is_some_and(|title| {
            let name = &atoms[index - 1];
            title.end == name.first && title.end > title.first + 1
        });
        let gender = his.and_then(|title| title.gender);
        foreign || office || gender.zip(atoms[index].gender).is_some_and(|(a, b)| a != b)
    }

    /// Whether a token is a pronoun that says who the one just named is: وهو متحدث باسم الوزارة.
    fn is_copula(&self, at: usize) -> bool {
        let word = self.view.word(at);
        word.pos == Some(Pos::Pron) && word.conjunction
    }
}
