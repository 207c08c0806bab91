//! Whether a capital's name means the city or the government of its country.

use super::atom::{Atom, What};
use super::view::View;
use crate::data::{Cue, TargetKind};
use rasd_core::{EntityType, Pos};

/// What was decided, and why.
pub(crate) struct Decision {
    /// The government is meant.
    pub(crate) government: bool,
    /// The reason, for the trace.
    pub(crate) reason: &'static str,
}

const fn city(reason: &'static str) -> Decision {
    Decision {
        government: false,
        reason,
    }
}

const fn government(reason: &'static str) -> Decision {
    Decision {
        government: true,
        reason,
    }
}

/// Decides by the words around the capital's name.
///
/// `last` is where the capital before ended and whether it stood for its government.
pub(crate) fn decide(
    view: &View<'_>,
    atoms: &[Atom],
    index: usize,
    atom: &Atom,
    last: Option<(usize, bool)>,
) -> Decision {
    let at = atom.first;
    let start = sentence_start(view, at);
    let folded = view.folded(at);
    let conjunction = atom.skip == 2 && folded.starts_with(['و', 'ف']);
    if atom.skip > 0 && !conjunction {
        // وكلاء لطهران, سبق لواشنطن أن; but زيارة لطهران
        let lam = folded.starts_with('ل') && at > start;
        return match lam && ends_with_cue(view, at - 1, Cue::Government) {
            true => government("after a word that governments stand with"),
            false => city("after an attached preposition"),
        };
    }
    if conjunction && let Some(before) = joined(atoms, index, atom, last) {
        return match before {
            true => government("joined to a country"),
            false => city("joined to a city"),
        };
    }
    // موسكو: واشنطن تعرقل الاتفاق
    if at > start && view.is_mark(at - 1, ":") && view.word(atom.end).pos == Some(Pos::Verb) {
        return government("before a verb");
    }
    if at > start && view.is_mark(at - 1, "–-/:") && at - start < 8 {
        return city("in a place and agency line");
    }
    if at > start {
        if ends_with_cue(view, at - 1, Cue::Place) {
            return city("after a word that places stand with");
        }
        if ends_with_cue(view, at - 1, Cue::Government) {
            return government("after a word that governments stand with");
        }
        if view.word(at - 1).pos == Some(Pos::Verb) {
            return government("after a verb");
        }
    }
    if view.word(atom.end).pos == Some(Pos::Verb) && !view.word(atom.end).conjunction {
        return government("before a verb");
    }
    if let Some(next) = atoms.get(index + 1)
        && next.first == atom.end
        && next.skip == 2
        && is_country(view, next)
        && view.folded(next.first).starts_with('و')
    {
        return government("joined to a country");
    }
    city("no word for its government near")
}

/// Whether the mention before, which this one is joined to by و, is a country (else a city).
fn joined(atoms: &[Atom], index: usize, atom: &Atom, last: Option<(usize, bool)>) -> Option<bool> {
    if let Some((_, government)) = last.filter(|(end, _)| *end == atom.first) {
        return Some(government);
    }
    let before = index.checked_sub(1).and_then(|at| atoms.get(at))?;
    if before.end != atom.first || before.kind != EntityType::Gpe {
        return None;
    }
    Some(matches!(before.what, What::Target(_)))
}

fn is_country(view: &View<'_>, atom: &Atom) -> bool {
    matches!(atom.what, What::Target(target)
        if view.data.targets[target as usize].kind == TargetKind::Country)
}

/// Whether token `at` is the end of a cue of this kind.
fn ends_with_cue(view: &View<'_>, at: usize, cue: Cue) -> bool {
    (at.saturating_sub(2)..=at).any(|from| view.cue(from, cue) == Some(at + 1))
}

fn sentence_start(view: &View<'_>, at: usize) -> usize {
    let after = view
        .sentences
        .partition_point(|sentence| sentence.start <= at);
    after
        .checked_sub(1)
        .map_or(0, |at| view.sentences[at].start)
}
