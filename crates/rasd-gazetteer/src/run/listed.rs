//! Persons whom the tables list, by their full name or a short form of it.

use super::atom::{Atom, What};
use super::kinds::Kinds;
use super::name_runs::{is_link, is_namelike, is_place};
use super::persons::{People, atom};
use super::view::View;
use crate::data::{Cue, How, Meaning, TargetKind};
use rasd_core::Pos;
use std::ops::Range;

/// Whether a short form at a token is likely meant as a name and not as the common word it may also be.
pub(super) fn fits_short(view: &View<'_>, at: usize, end: usize, skip: u8) -> bool {
    if end > at + 1 || !view.is_common_word(at) {
        return true;
    }
    if view.word(at).function || view.word(at).pos == Some(Pos::Verb) {
        return false;
    }
    // القمر is a surname only where a subject may stand.
    if view.word(at).definite && !view.word(at).pronoun {
        let before = at
            .checked_sub(1)
            .map(|at| view.word(at))
            .unwrap_or_default();
        return skip == 0 && (!before.is_word || before.pos == Some(Pos::Verb));
    }
    // A common word: not after a noun that it could qualify.
    let before = at
        .checked_sub(1)
        .map(|at| view.word(at))
        .unwrap_or_default();
    skip > 0 || !(before.is_word && matches!(before.pos, Some(Pos::Noun | Pos::Adj)))
}

/// Whether a definite word stands where a government or its head does: نظام الأسد, مع الأسد.
fn rules(view: &View<'_>, at: usize, skip: u8) -> bool {
    let before = at.checked_sub(1);
    let definite = view.word(at).definite && !view.word(at).pronoun;
    definite && skip == 0 && before.is_some_and(|at| view.cue(at, Cue::Government) == Some(at + 1))
}

/// A listed person's name at a token, with bin chains and kunyas that follow, and whether it is a
/// short form that needs a title.
pub(super) fn listed(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
    titled: bool,
) -> Option<(Atom, bool)> {
    if !view.has(at, Kinds::PERSON) {
        return None;
    }
    // Of namesakes the one whom the text names, else one whose country it speaks of.
    let rank = |target: u32| (people.names(view, target), view.speaks_of_country(target));
    let mut best: Option<(u32, usize, u8, bool)> = None;
    for (hit, meaning) in view.meanings(at) {
        let Meaning::Name { target, how } = meaning else {
            continue;
        };
        if view.data.targets[target as usize].kind != TargetKind::Person || hit.article {
            continue;
        }
        let one_word = hit.end as usize == at + 1;
        let fits = match how {
            How::Full | How::Famous if !one_word || !view.is_common_word(at) => true,
            // الأسد, صالح: also common words, so the person's country must be spoken of.
            How::Full | How::Famous => {
                (titled && hit.skip == 0)
                    || (view.speaks_of_country(target)
                        && (fits_short(view, at, at + 1, hit.skip) || rules(view, at, hit.skip)))
            }
            How::Short | How::NeedsContext | How::NeedsHead | How::InSport => {
                titled
                    && hit.skip == 0
                    && one_word
                    && !view.is_common_word(at)
                    && !is_place(view, at)
            }
            How::Capital { .. } => false,
        };
        let better = best.is_none_or(|(other, end, _, _)| {
            let longer = (hit.end as usize).cmp(&end);
            longer.then_with(|| rank(target).cmp(&rank(other))).is_gt()
        });
        if fits && better {
            best = Some((target, hit.end as usize, hit.skip, how == How::Short));
        }
    }
    let (target, end, skip, by_short) = best?;
    let mut end = end;
    // الشيخ زايد بن حمدان is not the one whom الشيخ زايد means.
    let given_only = end == at + 2 && view.has(at, Kinds::TITLE);
    // محمد بن عبد الله بن أبي ربيعة
    while !given_only && end + 1 < sentence.end && is_link(view, end) {
        let mut next = end + 1;
        while next + 1 < sentence.end && is_link(view, next) {
            next += 1;
        }
        if !is_namelike(view, next) && !view.folded(next).starts_with("ال") {
            break;
        }
        end = next + 1;
    }
    let what = What::Target(target);
    Some((atom(view, at, end, skip, what, "listed person"), by_short))
}
