//! Names that a title takes with an attached preposition or in quotation marks, and persons it stands by.

use super::atom::{Atom, What};
use super::complements::Reading;
use super::heads;
use super::name_runs::Announced;
use super::persons;
use super::view::View;
use rasd_core::{EntityType, Number, Sector};
use std::ops::Range;

impl Reading<'_, '_> {
    /// الأمين العام لحزب الله, المسؤول بحماس.
    pub(super) fn attached_name(&mut self) -> bool {
        let view = self.view;
        let folded = view.folded(self.end);
        if !folded.starts_with(['ل', 'ب']) {
            return false;
        }
        match heads::name(view, self.end, &self.sentence) {
            Some(atom)
                if atom.skip == 2
                    && atom.first == self.end
                    && matches!(atom.kind, EntityType::Org | EntityType::Norp) =>
            {
                self.take_name(atom)
            }
            _ => false,
        }
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
