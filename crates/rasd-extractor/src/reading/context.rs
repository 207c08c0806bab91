//! What the words before leave open: whether they wait for a noun or a verb.

use super::FAR;
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{Affixes, Reading, VerbForm};

/// Whether a word says how many or that they are others: `ثلاثة`, `آخر`.
pub(super) fn counts_others(word: &Word) -> bool {
    let other = word.cues.has(Cue::Another) && !word.definite();
    !word.conjoined() && (word.kind == WordKind::Number || other)
}

/// Whether a verb of an event stands before with nothing but who took part in it: no act that a further one could be
/// joined to (`أعلن مقتل جندي وجرح ثلاثة`).
pub(super) fn has_told(before: &[Word]) -> bool {
    let mut near = before.iter().rev().take(FAR);
    let acts = |word: &Word| word.event_noun && word.features.verb_form == Some(VerbForm::Masdar);
    let last = near.find(|word| word.kind == WordKind::Verb || acts(word));
    last.is_some_and(|word| word.kind == WordKind::Verb)
}

/// `دخل رجل الكنيسة وفتح النار`: whether a verb in the past stands before that a further one of its form goes on with, and
/// after it no act that a noun could be joined to.
pub(super) fn has_acted(before: &[Word], verb: &Reading) -> bool {
    let mut near = before.iter().rev().take(FAR);
    let last = near.find(|word| {
        let opens = [Cue::Complementizer, Cue::Relative, Cue::ClauseStart];
        word.kind == WordKind::Verb || word.event_noun || word.cues.any(&opens)
    });
    let stem = verb.stem_segment().map(|stem| stem.morph.features);
    let same = |word: &Word| {
        let told = word.features.verb_form == Some(VerbForm::Perfect);
        stem.is_some_and(|verb| {
            told && verb.verb_form == word.features.verb_form
                && (verb.number, verb.gender) == (word.features.number, word.features.gender)
        })
    };
    last.is_some_and(|word| word.kind == WordKind::Verb && same(word))
}

/// Whether the words before end in a comma and an announcement still waits for its object:
/// `أعلنت الوزارة، أمس، فرض عقوبات`.
pub(super) fn announced(before: &[Word]) -> bool {
    const REACH: usize = 16;
    if before
        .last()
        .is_none_or(|w| w.kind != WordKind::Punctuation)
    {
        return false;
    }
    before
        .iter()
        .rev()
        .take(REACH)
        .take_while(|w| {
            !w.cues
                .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
        })
        .find(|w| w.kind == WordKind::Verb)
        .is_some_and(|w| w.cues.any(&[Cue::Announce]))
}

/// `معلنة رفضها المشاركة`: whether the words before end in an active participle that says how somebody acts, and takes an
/// object.
pub(super) fn tells_how(before: &[Word]) -> bool {
    let Some((word, before)) = before.split_last() else {
        return false;
    };
    // `حزاما ناسفا فجر نفسه`: what describes a noun says nothing of how.
    let noun = |word: &Word| word.kind == WordKind::Noun && word.accusative && !word.definite();
    if before.last().is_some_and(noun) {
        return false;
    }
    let active = word.features.verb_form == Some(VerbForm::ActiveParticiple);
    let one = word.accusative || word.ends_with("ه");
    active && one && !word.definite() && !word.has_pronoun() && word.entity.is_none()
}

/// Whether the words before tell an aim that a further verbal noun can be joined to
/// (`لخفض التصعيد ومنع تفاقم الأزمة`).
pub(super) fn aims(before: &[Word]) -> bool {
    const REACH: usize = 10;
    let mut masdar = false;
    for word in before.iter().rev().take(REACH) {
        if word.kind == WordKind::Verb || word.cues.any(&[Cue::Complementizer, Cue::Relative]) {
            return false;
        }
        let aim = [Cue::Purpose, Cue::Obligation, Cue::Wish];
        if masdar && word.cues.any(&aim) {
            return true;
        }
        masdar |= word.features.verb_form == Some(VerbForm::Masdar) && !word.definite();
        if masdar && word.affixes.has(Affixes::LI) {
            return true;
        }
    }
    false
}

/// Whether the clause has been opened (`أن`, `كما`) and holds only a name so far: what follows is its
/// verb (`إن مشعل بحث مع لافروف`).
pub(super) fn awaits_verb(before: &[Word]) -> bool {
    const REACH: usize = 12;
    for word in before.iter().rev().take(REACH) {
        let opens = [Cue::Complementizer, Cue::ClauseStart];
        if word.entity.is_none() && word.cues.any(&opens) {
            return !word.has_pronoun();
        }
        let passed = word.entity.is_some()
            || word.kind == WordKind::Punctuation
            || (word.nominal()
                && word.definite()
                && !word.affixes.any(Affixes::BI.with(Affixes::LI)))
            || word.cues.any(&[Cue::Honorific, Cue::Auxiliary, Cue::Skip]);
        if !passed || word.preposition.is_some() {
            return false;
        }
    }
    false
}

/// `ينوي نقل السفارة`, `نيته نقل السفارة`, `عزم لندن نقل السفارة`: whether a word of planning stands before, or the
/// name of whose plan it is after one: no verb in the past can follow.
pub(super) fn plans(before: &[Word]) -> bool {
    let said = |word: &&Word| word.kind != WordKind::Punctuation;
    let mut last = before.iter().rev().filter(said);
    let plan = |word: &Word| word.cues.has(Cue::Planned) && word.kind != WordKind::Other;
    match last.next() {
        Some(word) if word.entity.is_some() => {
            let same = |other: &&Word| other.entity == word.entity;
            last.find(|other| !same(other)).is_some_and(plan)
        }
        word => word.is_some_and(plan),
    }
}

/// `عدم تلقي مساعدة`: whether a word that denies a noun stands before.
pub(super) fn without(before: &[Word]) -> bool {
    before
        .last()
        .is_some_and(|last| last.cues.has(Cue::NegationNoun))
}

/// Whether a verb and its named subject stand before with nothing that could open a new clause: no
/// second finite verb can follow (`أكدت مصر دعمها`).
pub(super) fn awaits_noun(before: &[Word]) -> bool {
    const REACH: usize = 12;
    let Some(last) = before_time(before) else {
        return false;
    };
    let closed = last.entity.is_some() || (last.kind == WordKind::Noun && last.definite());
    closed
        && before
            .iter()
            .rev()
            .take(REACH)
            .take_while(|w| {
                w.kind != WordKind::Punctuation
                    && !w
                        .cues
                        .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
                    && !w.cues.any(&[Cue::Auxiliary])
            })
            .any(|w| w.kind == WordKind::Verb)
}

/// The last word before a time and its preposition: `حظرت الوزارة لمدة ستة أشهر`.
fn before_time(before: &[Word]) -> Option<&Word> {
    let timed = before.iter().rev().take_while(|word| word.time.is_some());
    let rest = &before[..before.len() - timed.count()];
    let (last, earlier) = rest.split_last()?;
    let bound = last.preposition.is_some() || last.affixes.any(Affixes::LI.with(Affixes::BI));
    match rest.len() < before.len() && bound {
        true => earlier.last(),
        false => Some(last),
    }
}
