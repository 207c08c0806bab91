//! Titles that are rather adjectives of the noun before them: الترحيب الدبلوماسي, السبب الرئيس.

use super::concord;
use super::heads;
use super::kinds::Kinds;
use super::view::View;
use crate::data::{Cue, Meaning, Reference, TitleKind};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// Whether a title of one word is rather an adjective of the noun before it: الترحيب الدبلوماسي.
pub(super) fn qualifies(view: &View<'_>, hit: &Hit, sentence: &Range<usize>) -> bool {
    let at = hit.first as usize;
    let before = at
        .checked_sub(1)
        .map(|at| view.word(at))
        .unwrap_or_default();
    let (word, one) = (view.word(at), hit.end as usize == at + 1);
    // التصرفات غير المسؤولة
    if one && hit.skip == 0 && at > 0 && view.cue(at - 1, Cue::Adjective) == Some(at) {
        return true;
    }
    // مقتل قيادي في حماس: someone killed, not an adjective.
    if at > 0 && view.cue(at - 1, Cue::Victim) == Some(at) {
        return false;
    }
    // منزل قيادي في حماس
    let member = view
        .cue(hit.end as usize, Cue::Belonging)
        .is_some_and(|next| {
            let body = heads::name(view, next, sentence);
            body.is_some_and(|body| body.kind == EntityType::Org && body.skip == 0)
        });
    if one && member && !word.definite {
        return false;
    }
    // البعدان القانوني والدبلوماسي
    let joined = hit.skip > 0 && word.conjunction && before.pos == Some(Pos::Adj);
    let followed = Kinds::NISBA
        .with(Kinds::PERSON)
        .with(Kinds::NAME_TOKEN)
        .with(Kinds::cue(Cue::TitleAdjective));
    if one
        && joined
        && word.pos == Some(Pos::Adj)
        && (before.definite, before.gender, before.number_of)
            == (word.definite, word.gender, word.number_of)
        && !view.has(at + 1, followed)
        && !view.has(at - 1, Kinds::TITLE.with(Kinds::NISBA))
    {
        return true;
    }
    // اعتقلت السلطات السودانية الصحفي خالد: before a name no adjective of a woman or body.
    let man = (word.number_of, word.gender) == (Some(Number::Singular), Some(Gender::Masculine));
    let announces = view.has(at + 1, Kinds::PERSON.with(Kinds::NAME_TOKEN));
    if one && man && announces && before.gender == Some(Gender::Feminine) {
        return false;
    }
    // اعتقلت إسرائيل محافظ القدس: names are definite.
    let named = before.pos == Some(Pos::Propn) && !word.definite;
    one && hit.skip == 0
        && word.pos == Some(Pos::Adj)
        && before.is_word
        && !named
        && before.definite == word.definite
        && matches!(before.pos, Some(Pos::Noun | Pos::Adj | Pos::Propn))
        && !concord::differs(view, at - 1, at)
}

/// Whether a definite noun stands right before, which the title then rather qualifies.
pub(super) fn follows_definite(view: &View<'_>, hit: &Hit) -> bool {
    let before = (hit.first as usize)
        .checked_sub(1)
        .map(|at| view.word(at))
        .unwrap_or_default();
    hit.skip == 0
        && before.is_word
        && before.definite
        && !before.pronoun
        && matches!(before.pos, Some(Pos::Noun | Pos::Adj | Pos::Propn))
}

/// Whether a bare title rather describes the definite noun right before: السبب الرئيس; but قابل السفير الرئيس,
/// انتقدت المعارضة الرئيس.
pub(super) fn describes(view: &View<'_>, hit: &Hit) -> bool {
    let at = hit.first as usize;
    if !follows_definite(view, hit) {
        return false;
    }
    let (word, before) = (view.word(at), view.word(at - 1));
    let plural = before.number_of == Some(Number::Plural);
    let agrees = match word.gender.zip(before.gender) {
        Some((own, other)) => own == other && !plural || plural && own == Gender::Feminine,
        None => true,
    };
    // المتهم الرئيس, but السفير الرئيس, المدعي العام الرئيس
    let holder = !before.participle && ends_holder(view, at);
    agrees && !holder && (word.participle || view.may_be_adjective(at))
}

/// Whether the name of somebody in office or of a body ends before a token.
fn ends_holder(view: &View<'_>, at: usize) -> bool {
    /// Most words that such a name has.
    const LONGEST: usize = 3;
    (at.saturating_sub(LONGEST)..at).any(|first| {
        view.has(first, Kinds::TITLE.with(Kinds::NOMINAL))
            && view.meanings(first).any(|(hit, meaning)| {
                let holder = match meaning {
                    Meaning::Title { title, .. } => {
                        view.data.titles[title as usize].kind == TitleKind::Office
                    }
                    Meaning::Nominal { nominal, .. } => {
                        view.data.nominals[nominal as usize].reference == Reference::Body
                    }
                    _ => false,
                };
                holder && hit.end as usize == at
            })
    })
}
