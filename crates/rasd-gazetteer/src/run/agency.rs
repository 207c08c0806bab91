//! Lines that say where a report is from and who sent it.

use super::atom::{Atom, What};
use super::heads;
use super::view::View;
use crate::data::Text;
use rasd_core::{EntityType, Number, Sector};
use std::ops::Range;

/// A line that is only an outlet and a place: عين اليوم – روما, القاهرة: «خليجيون».
pub(super) fn agency_line(view: &View<'_>, sentence: &Range<usize>) -> Option<Vec<Atom>> {
    const LONGEST: usize = 8;
    let (start, end) = (sentence.start, sentence.end);
    if end - start > LONGEST {
        return None;
    }
    let mark = (start + 1..end).find(|at| view.is_mark(*at, "–-:/"))?;
    let place = |from: usize, to: usize| {
        heads::name(view, from, sentence)
            .filter(|atom| atom.end == to && atom.kind == EntityType::Gpe && atom.skip == 0)
    };
    if let Some(place) = place(mark + 1, end) {
        return Some(vec![outlet(view, start, mark, sentence)?, place]);
    }
    let place = place(start, mark)?;
    Some(vec![place, outlet(view, mark + 1, end, sentence)?])
}

/// An outlet named by all words between two tokens, marks around them aside.
fn outlet(view: &View<'_>, from: usize, to: usize, sentence: &Range<usize>) -> Option<Atom> {
    const LONGEST: usize = 3;
    let marks = "«»\"“”()";
    let first = (from..to).find(|at| !view.is_mark(*at, marks))?;
    let end = (first..to)
        .find(|at| view.is_mark(*at, marks))
        .unwrap_or(to);
    if end - first > LONGEST || !(first..end).all(|at| view.word(at).is_word) {
        return None;
    }
    let listed = heads::name(view, first, sentence)
        .filter(|atom| atom.end == end && atom.kind == EntityType::Org);
    let unlisted = Atom {
        first,
        end,
        skip: 0,
        cut: 0,
        kind: EntityType::Org,
        what: What::Named {
            head: 0,
            slug: Text::default(),
            sector: Some(Sector::Jrn),
            country: None,
        },
        number: Number::Singular,
        gender: None,
        row: None,
        reason: "outlet in a place and agency line",
        inside: Vec::new(),
    };
    Some(listed.unwrap_or(unlisted))
}
