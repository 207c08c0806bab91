//! Names that a title takes with an attached preposition or in quotation marks, and persons it stands by.

use super::atom::{Atom, What};
use super::complements::Reading;
use super::heads;
use super::kinds::Kinds;
use super::name_runs::Announced;
use super::persons;
use super::view::View;
use crate::data::{Cue, Meaning, Reference, TitleKind};
use rasd_core::{EntityType, Number, Pos, Sector};
use std::ops::Range;

/// Families of offices that are told apart by a field.
const OF_STATE: [&str; 3] = [
    "minister-of-state",
    "secretary-of-state-junior",
    "minister-delegate",
];

impl Reading<'_, '_> {
    /// الأمين العام لحزب الله, المسؤول بحماس.
    pub(super) fn attached_name(&mut self) -> bool {
        let view = self.view;
        let folded = view.folded(self.end);
        if !folded.starts_with(['ل', 'ب']) {
            return false;
        }
        // بدولة الكويت
        let land = folded.starts_with('ب') && view.has(self.end, Kinds::NOMINAL);
        let name = heads::name(view, self.end, &self.sentence)
            .or_else(|| heads::name(view, self.end + 1, &self.sentence).filter(|_| land));
        match name {
            Some(atom)
                if atom.skip == 2
                    && atom.first == self.end
                    && matches!(atom.kind, EntityType::Org | EntityType::Norp) =>
            {
                !self.speaks_to(&atom) && self.take_name(atom)
            }
            // السفير الألماني بالقاهرة يوليوس لوي, وزير الخارجية بدولة الكويت الشيخ صباح الخالد
            Some(atom)
                if atom.kind == EntityType::Gpe
                    && folded.starts_with('ب')
                    && !view.has(self.end, Kinds::PERSON)
                    && self.is_named_after(self.past_courtesies(atom.end)) =>
            {
                self.take_name(atom)
            }
            _ => false,
        }
    }

    /// The token after courtesies and ranks: السيد, الفريق أول.
    fn past_courtesies(&self, from: usize) -> usize {
        /// Most of them before one name.
        const MOST: usize = 3;
        let view = self.view;
        let mut at = from;
        for _ in 0..MOST {
            let ends = view.meanings(at).filter_map(|(hit, meaning)| {
                let Meaning::Title { title, .. } = meaning else {
                    return None;
                };
                let office = view.data.titles[title as usize].kind == TitleKind::Office;
                (!office && hit.skip == 0).then_some(hit.end as usize)
            });
            match ends.max() {
                Some(end) => at = end,
                None => break,
            }
        }
        at
    }

    /// صرح دبلوماسي لرويترز: whether an outlet is whom somebody in public office spoke to; but مراسل لرويترز.
    fn speaks_to(&self, atom: &Atom) -> bool {
        const PUBLIC: [Sector; 8] = [
            Sector::Gov,
            Sector::Mil,
            Sector::Cop,
            Sector::Jud,
            Sector::Leg,
            Sector::Pty,
            Sector::Opp,
            Sector::Reb,
        ];
        let data = self.view.data;
        let outlet = match atom.what {
            What::Target(target) => data.targets[target as usize].sector == Some(Sector::Jrn),
            _ => false,
        };
        let sector = data.titles[self.parse.title as usize].sector;
        let lam = self.view.folded(self.end).starts_with('ل');
        outlet && lam && sector.is_some_and(|sector| PUBLIC.contains(&sector))
    }

    /// المدير التنفيذي للشركة, الرئيس السابق للمجلس: whose somebody is, after a title with an adjective that is no
    /// nationality word. Somebody may rather speak to people (للصحفيين), or act for a purpose (للتهنئة). Ministers of
    /// state and the like have their field so: كاتب الدولة للهجرة.
    pub(super) fn attached_noun(&mut self) -> bool {
        let (view, at) = (self.view, self.end);
        let (before, word) = (view.word(at - 1), view.word(at));
        let field = self.is_one_of(&OF_STATE);
        let adjective = at > self.first + 1 && before.pos == Some(Pos::Adj);
        // رئيس سابق للحكومة; but أدلى مسؤول كبير للصحيفة ب
        let former = adjective && !self.parse.definite && view.cue(at - 1, Cue::Former).is_some();
        let described = adjective && before.definite;
        let noun = word.preposition && word.definite && !word.pronoun && !word.conjunction;
        let thing = word.pos == Some(Pos::Noun)
            && (field || !word.masdar || view.has(at, Kinds::NOMINAL))
            && word.number_of != Some(Number::Dual)
            && !view.has(at, Kinds::TITLE)
            && !view.meanings(at).any(|(_, meaning)| match meaning {
                Meaning::Nominal { nominal, .. } => {
                    let row = view.data.nominals[nominal as usize];
                    // المستشار القانوني للحكومة
                    row.human && !matches!(row.reference, Reference::Body | Reference::State)
                }
                _ => false,
            });
        let own = (self.parse.definite || former)
            && self.parse.nations.is_empty()
            && self.parse.org.is_none();
        if !((described || field || former)
            && own
            && noun
            && thing
            && view.folded(at).starts_with("لل"))
        {
            return false;
        }
        let end = self.definite_adjectives(at + 1);
        self.nations_within(at + 1, end);
        self.parse.strong |= former;
        self.take(end)
    }

    /// قائد «قوات سوريا الديمقراطية», الأمين العام لـ«حزب الله»
    pub(super) fn quoted_name(&mut self) -> bool {
        let view = self.view;
        let attached = matches!(view.folded(self.end), "ل" | "ب");
        let open = self.end + usize::from(attached);
        if !attached && (self.parse.definite || self.end != self.construct) {
            return false;
        }
        // قال مصدر لـ«الشرق الأوسط»: to whom somebody spoke.
        let outlet = |atom: &Atom| match atom.what {
            What::Target(target) => view.data.targets[target as usize].sector == Some(Sector::Jrn),
            _ => false,
        };
        match quoted_body(view, open, &self.sentence).filter(|atom| !(attached && outlet(atom))) {
            Some(atom) => self.take_name(atom),
            None => false,
        }
    }

    /// نائب نصر الله
    pub(super) fn person(&mut self) -> bool {
        if self.parse.definite || self.number != Number::Singular || self.end != self.construct {
            return false;
        }
        // رئيس حكومة إقليم كردستان نيجيرفان بارزاني: nobody but the bearer is named after a place.
        if self.end > self.first + 1 && self.view.has(self.end - 1, Kinds::NAME) {
            return false;
        }
        let known = persons::person(
            self.view,
            self.people,
            self.end,
            &self.sentence,
            Announced::No,
        );
        match known {
            Some(atom) if atom.skip == 0 => self.take_name(atom),
            _ => false,
        }
    }
}

/// The name of a body that fills a quotation which opens at token `at`.
pub(super) fn quoted_body(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    if at + 1 >= sentence.end || !view.is_mark(at, "«\"“") {
        return None;
    }
    heads::name(view, at + 1, sentence).filter(|atom| {
        let body = matches!(atom.kind, EntityType::Org | EntityType::Norp);
        body && atom.skip == 0 && atom.first == at + 1 && view.is_mark(atom.end, "»\"”")
    })
}
