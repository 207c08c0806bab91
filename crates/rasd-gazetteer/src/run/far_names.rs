//! What stands between a title and the name of its bearer, and belongs to the title only because that name follows:
//! كبير المفاوضين في الملف النووي علي لاريجاني, مطران الكلدان في الموصل بولس فرج.

use super::atom::What;
use super::complements::Reading;
use super::heads;
use super::kinds::Kinds;
use super::name_runs::Announced;
use super::persons;
use crate::data::Cue;
use rasd_core::{EntityType, Number, Pos};

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

    /// مطران الكلدان في الموصل; قال رئيس الحزب في تركيا, مدير الصحة في الولاية
    fn seat(&mut self) -> bool {
        let view = self.view;
        if !self.is_one_of(&HELD_THERE) && !self.cannot_meet() {
            return false;
        }
        let there = |at: &usize| self.is_one_of(&HELD_THERE) || self.is_scene(*at);
        let attached = view.word(self.end).preposition && view.folded(self.end).starts_with('ب');
        let at = match view.cue(self.end, Cue::Belonging).filter(there) {
            Some(at) => at,
            None if attached => self.end,
            None => return false,
        };
        let skip = if attached { 'ب'.len_utf8() as u8 } else { 0 };
        let place = heads::name(view, at, &self.sentence).filter(|atom| {
            let site = matches!(
                atom.kind,
                EntityType::Gpe | EntityType::Loc | EntityType::Fac
            );
            site && atom.skip == if atom.first == at { skip } else { 0 }
        });
        if let Some(atom) = place {
            return self.is_named_after(atom.end) && self.take_name(atom);
        }
        // Not an act that somebody deals with: رئيس لجنة التحقيق في اغتيال الوزير.
        let word = view.word(at);
        let there = word.definite && !word.pronoun && !word.masdar && word.pos == Some(Pos::Noun);
        let end = there.then(|| self.definite_adjectives(at + 1));
        match end.filter(|end| self.is_name(*end)) {
            Some(end) => self.take(end),
            None => false,
        }
    }

    /// الممثل التجاري لأميركا روبرت لايتهايزر
    pub(super) fn of_place(&mut self) -> bool {
        let view = self.view;
        let own = self.parse.definite && self.parse.nations.is_empty() && self.parse.org.is_none();
        let described = self.end > self.first + 1 && view.word(self.end - 1).pos == Some(Pos::Adj);
        let lam = view.folded(self.end).starts_with('ل') && view.word(self.end).preposition;
        if !(own && described && lam) {
            return false;
        }
        let place = heads::name(view, self.end, &self.sentence)
            .filter(|atom| atom.skip > 0 && atom.first == self.end && atom.kind == EntityType::Gpe);
        match place.filter(|atom| self.is_named_after(atom.end)) {
            Some(atom) => self.take_name(atom),
            None => false,
        }
    }

    /// الباحث في العلاقات الدولية سامي الفرج, الضابط في الجيش السوري: what or where a rank is held in, up to the name
    /// of its bearer.
    pub(super) fn in_field(&mut self) -> bool {
        let (view, end) = (self.view, self.end);
        let one = self.parse.definite && self.number == Number::Singular && self.depth == 0;
        let at = view
            .cue(end, Cue::Belonging)
            .filter(|at| self.is_scene(*at));
        let Some(at) = at.filter(|_| one) else {
            return false;
        };
        // رجل الدين المقيم في الولايات المتحدة فتح الله غولن
        let told = end > self.first + 1 || self.cannot_meet();
        let body = heads::name(view, at, &self.sentence)
            .filter(|atom| atom.skip == 0 && (told || atom.kind == EntityType::Org));
        if let Some(atom) = body {
            return self.is_name(atom.end) && self.take_name(atom);
        }
        let named = self.noun_phrase(at).filter(|end| self.is_name(*end));
        let site = view.has(at, Kinds::NOMINAL) && !self.cannot_meet();
        match named.filter(|_| !site) {
            Some(end) => {
                self.nations_within(at, end);
                self.parse.strong = true;
                self.take(end)
            }
            None => false,
        }
    }

    /// Whether a preposition of place ends before a token.
    fn is_scene(&self, at: usize) -> bool {
        self.view.cue(self.end, Cue::Scene) == Some(at)
    }

    /// Whether whoever is named next cannot be whom the bearer meets there: استقبل رئيس الحزب في أنقرة نظيره, but
    /// قال رئيس الحزب في أنقرة, إن رئيس الحزب في أنقرة.
    fn cannot_meet(&self) -> bool {
        let view = self.view;
        let Some(before) = self.first.checked_sub(1) else {
            return true;
        };
        before < self.sentence.start
            || view.word(self.first).preposition
            || view.word(before).function
            || view.cue(before, Cue::Speech) == Some(self.first)
    }

    /// Whether somebody is named at a token, or after a comma there.
    pub(super) fn is_named_after(&self, at: usize) -> bool {
        self.is_name(at) || self.view.is_mark(at, "،,") && self.is_name(at + 1)
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
