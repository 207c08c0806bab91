//! Nominals that may fill an argument: groups of people, governments, the two sides spoken of.

use super::atom::{Atom, What, country_of};
use super::heads;
use super::titles;
use super::view::{Kinds, View};
use crate::data::{Cue, Inflection, Meaning, Reference};
use crate::engine::Hit;
use rasd_core::{EntityType, Number, Pos};
use std::ops::Range;

/// Most words of a quantity: عشرات الآلاف من.
const QUANTITY: usize = 5;

/// The nominal at token `at` with what belongs to it, if one is.
pub(super) fn nominal(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    quantified(view, at, sentence).or_else(|| plain(view, at, sentence))
}

/// A counted nominal: عدد من المتظاهرين, 26 أسيرا, آلاف العراقيين.
fn quantified(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    let (mut next, skip) = quantity(view, at)?;
    while next < sentence.end && next - at < QUANTITY {
        match quantity(view, next) {
            Some((after, 0)) => next = after,
            _ => break,
        }
    }
    if next >= sentence.end || next - at > QUANTITY {
        return None;
    }
    // ثلاثة من المستوطنين
    if view.written(next) == "من" && next + 1 < sentence.end {
        next += 1;
    }
    let group = plain(view, next, sentence).filter(|inner| {
        matches!(inner.what, What::Nominal { nominal, .. }
            if view.data.nominals[nominal as usize].reference == Reference::Group)
    });
    let people = || titles::norp(view, next).filter(|inner| inner.number == Number::Plural);
    let inner = match group {
        Some(inner) => inner,
        None => Atom {
            kind: EntityType::Nom,
            inside: people().into_iter().collect(),
            ..people()?
        },
    };
    (inner.skip == 0).then_some(Atom {
        first: at,
        skip,
        number: Number::Plural,
        reason: "counted nominal",
        ..inner
    })
}

/// A number or a word of quantity: the token after it and the bytes before it.
fn quantity(view: &View<'_>, at: usize) -> Option<(usize, u8)> {
    if view.word(at).number {
        return Some((at + 1, 0));
    }
    if !view.has(at, Kinds::cue(Cue::Quantity)) {
        return None;
    }
    view.meanings(at)
        .find(|(_, meaning)| *meaning == Meaning::Cue(Cue::Quantity))
        .map(|(hit, _)| (hit.end as usize, hit.skip))
}

/// A nominal with nationality words, adjectives, and the body that it is of.
fn plain(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    let (hit, nominal, form) = longest(view, at)?;
    let row = view.data.nominals[nominal as usize];
    let open = matches!(row.reference, Reference::Group | Reference::State) && form.pronoun == 0;
    let own_end = hit.end as usize;
    let mut reading = Reading {
        view,
        sentence,
        definite: view.has_article(&hit),
        end: own_end,
        countries: Vec::new(),
        inside: Vec::new(),
    };
    if open {
        while reading.qualified() {}
        reading.of_body();
    }
    Some(Atom {
        first: at,
        end: reading.end,
        skip: hit.skip,
        cut: if reading.end == own_end {
            form.pronoun
        } else {
            0
        },
        kind: match row.reference {
            Reference::Realm => EntityType::Gpe,
            _ => EntityType::Nom,
        },
        what: What::Nominal {
            nominal,
            countries: reading.countries,
        },
        number: form.number,
        gender: form.gender,
        row: Some((row.file, row.line)),
        reason: "nominal",
        inside: reading.inside,
    })
}

/// The longest nominal at a token.
fn longest(view: &View<'_>, at: usize) -> Option<(Hit, u32, Inflection)> {
    if !view.has(at, Kinds::NOMINAL) {
        return None;
    }
    let mut best: Option<(Hit, u32, Inflection)> = None;
    for (hit, meaning) in view.meanings(at) {
        if let Meaning::Nominal { nominal, form } = meaning
            && best.is_none_or(|(other, ..)| hit.end > other.end)
        {
            best = Some((hit, nominal, form));
        }
    }
    best
}

/// A nominal in the reading.
struct Reading<'v, 'a> {
    view: &'v View<'a>,
    sentence: &'v Range<usize>,
    definite: bool,
    end: usize,
    countries: Vec<u32>,
    inside: Vec<Atom>,
}

impl Reading<'_, '_> {
    /// Takes a nationality word or an adjective that agrees; false if there is none.
    fn qualified(&mut self) -> bool {
        let view = self.view;
        if self.end >= self.sentence.end {
            return false;
        }
        let article = view.folded(self.end).starts_with("ال");
        let nation =
            titles::norp(view, self.end).filter(|atom| atom.skip == 0 && article == self.definite);
        if let Some(atom) = nation {
            self.end = atom.end;
            if let What::Nisba(target) = atom.what {
                self.countries.push(target);
            }
            self.inside.push(atom);
            return true;
        }
        let word = view.word(self.end);
        let agrees = word.pos == Some(Pos::Adj)
            && word.definite == self.definite
            && !word.pronoun
            && !word.conjunction
            && !word.preposition;
        if agrees {
            self.end += 1;
        }
        agrees
    }

    /// حكومة ميانمار, ضباط من الجيش الروسي: the country or body, in the genitive or after من.
    fn of_body(&mut self) {
        let view = self.view;
        let from = view.written(self.end) == "من" && self.end + 1 < self.sentence.end;
        let genitive = !self.definite && self.countries.is_empty();
        if !from && !genitive {
            return;
        }
        let at = self.end + usize::from(from);
        let fits = |atom: &Atom| {
            let org = atom.kind == EntityType::Org;
            atom.skip == 0 && atom.first == at && (org || (!from && atom.kind == EntityType::Gpe))
        };
        let Some(atom) = heads::name(view, at, self.sentence).filter(fits) else {
            return;
        };
        self.end = atom.end;
        match (&atom.what, country_of(view, &atom.what)) {
            (What::Target(target), _)
                if atom.kind == EntityType::Org && !of_state(view, *target) =>
            {
                self.countries.push(*target);
            }
            (_, Some(country)) => self.countries.push(country),
            _ => {}
        }
        self.inside.push(atom);
    }
}

/// Whether an organisation is one of a government, so that its country is what counts.
fn of_state(view: &View<'_>, org: u32) -> bool {
    use rasd_core::Sector;
    let row = &view.data.targets[org as usize];
    let country = view.data.pool.get(row.country);
    view.data.countries.contains_key(country)
        && matches!(
            row.sector,
            Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Jud | Sector::Leg | Sector::Spy)
        )
}
