//! What stands between a title and the name of its bearer, and belongs to the title only because that name follows:
//! كبير المفاوضين في الملف النووي علي لاريجاني, مطران الكلدان في الموصل بولس فرج.

use super::atom::What;
use super::complements::Reading;
use super::heads;
use super::name_runs::Announced;
use super::persons;
use crate::data::Cue;
use rasd_core::{EntityType, Number};

/// Families of offices that are held in a town or country.
const HELD_THERE: [&str; 3] = ["bishop", "patriarch", "charge-d-affaires"];

impl Reading<'_, '_> {
    /// What somebody deals with or where his office is, up to his name.
    pub(super) fn up_to_name(&mut self) -> bool {
        let told = self.parse.definite || self.parse.strong;
        if self.number != Number::Singular || !told || self.depth > 0 {
            return false;
        }
        self.dossier() || self.seat()
    }

    /// في الملف النووي, عن ملف الأسرى
    fn dossier(&mut self) -> bool {
        let view = self.view;
        let Some(at) = view.cue(self.end, Cue::Dossier) else {
            return false;
        };
        let end = match view.word(at - 1).definite {
            true => Some(self.definite_adjectives(at)),
            false => heads::name(view, at, &self.sentence)
                .filter(|atom| atom.skip == 0 && atom.first == at)
                .map(|atom| atom.end)
                .or_else(|| self.noun_phrase(at)),
        };
        let Some(end) = end.filter(|end| self.is_name(*end)) else {
            return false;
        };
        self.nations_within(at, end);
        self.take(end)
    }

    /// مطران الكلدان في الموصل
    fn seat(&mut self) -> bool {
        let view = self.view;
        if !self.is_one_of(&HELD_THERE) {
            return false;
        }
        let Some(at) = view.cue(self.end, Cue::Belonging) else {
            return false;
        };
        let place = heads::name(view, at, &self.sentence).filter(|atom| {
            atom.skip == 0 && matches!(atom.kind, EntityType::Gpe | EntityType::Loc)
        });
        match place.filter(|atom| self.is_name(atom.end)) {
            Some(atom) => self.take_name(atom),
            None => false,
        }
    }

    /// Whether somebody is named at a token, in several words or as a table has him.
    fn is_name(&self, at: usize) -> bool {
        let (view, sentence) = (self.view, &self.sentence);
        let person = (at < sentence.end)
            .then(|| persons::person(view, self.people, at, sentence, Announced::Title))
            .flatten();
        person.is_some_and(|atom| {
            let several = atom.end > at + 1;
            atom.skip == 0 && (several || matches!(atom.what, What::Target(_) | What::Person(_)))
        })
    }
}
