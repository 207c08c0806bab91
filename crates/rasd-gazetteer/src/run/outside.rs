//! Names of places and outlets after a noun that is no part of them: مدينة قازان, وكالة «تسنيم», قرى شبعان
//! وكولكول.

use super::atom::{Atom, What};
use super::built::from_head;
use super::built_parts::{complement, is_definite_adjective, quoted};
use super::heads::listed;
use super::kinds::Kinds;
use super::name_runs::{is_place, looks_foreign};
use super::view::View;
use crate::data::{Cue, Head, How, Meaning, Shape, TargetKind, Text};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// A name after a head that is no part of it: وكالة «تسنيم», مدينة قازان.
pub(super) fn outside(
    view: &View<'_>,
    hit: &Hit,
    head: Head,
    sentence: &Range<usize>,
) -> Option<Atom> {
    let at = hit.end as usize;
    if at >= sentence.end {
        return None;
    }
    if view.has_article(hit) {
        return outlet(view, hit, head, sentence);
    }
    // ولاية ترامب is his term.
    if head.shape == Shape::Town && is_known_person(view, at, false) {
        return None;
    }
    let (first, end) = match quoted(view, at, sentence) {
        Some(close) => (at + 1, close),
        // مدينة #الصالح
        None => (at + usize::from(view.is_mark(at, "#")), 0),
    };
    let known = listed(view, first, sentence)
        .filter(|atom| atom.skip == 0 && (end == 0 || atom.end == end));
    // تل السمن, not تل
    let part = head.kind != EntityType::Org && view.has(first, Kinds::cue(Cue::PlacePart));
    let goes_on = || end == 0 && part && bare_name(view, first, sentence) > Some(first + 1);
    if let Some(atom) = known.filter(|atom| atom.end > first + 1 || !goes_on()) {
        return Some(atom);
    }
    // مدن الساحل
    let one = view.word(hit.first as usize).number_of != Some(Number::Plural);
    let end = if end > 0 {
        end
    } else {
        bare_name(view, first, sentence)
            .or_else(|| town(view, first, head, sentence).filter(|_| one))?
    };
    let what = What::Named {
        head: 0,
        slug: Text::default(),
        sector: head.sector,
        country: None,
    };
    let hit = Hit {
        first: first as u32,
        skip: 0,
        ..*hit
    };
    Some(from_head(&hit, head, end, what, "name after a head noun"))
}

/// Whether somebody whom a table knows by this name, or by this `short` form, is named at a token, and no place.
pub(super) fn is_known_person(view: &View<'_>, at: usize, short: bool) -> bool {
    let known = |(hit, meaning): (Hit, Meaning)| match meaning {
        Meaning::Name { target, how } => {
            hit.skip == 0
                && view.data.targets[target as usize].kind == TargetKind::Person
                && (matches!(how, How::Full | How::Famous) || short && how == How::Short)
        }
        _ => false,
    };
    view.has(at, Kinds::PERSON) && !is_place(view, at) && view.meanings(at).any(known)
}

/// A place named by words that no table has: في سيباخ.
pub(super) fn unknown_place(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    let end = bare_name(view, at, sentence)?;
    if !looks_foreign(view, at) && !is_located(view, end, sentence) {
        return None;
    }
    // في مدارج العلم is no place.
    let next = view.word(end);
    if end < sentence.end && next.is_word && next.definite && !next.pronoun && !next.function {
        return None;
    }
    Some(unlisted(
        at,
        end,
        0,
        "words of no table where something happens",
    ))
}

/// Whether it is said in what place or beside which one something lies: دريبات شرقي جبل مرة.
fn is_located(view: &View<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let place = view
        .cue(at, Cue::Scene)
        .filter(|place| *place < sentence.end);
    at < sentence.end && place.is_some_and(|place| is_place(view, place))
}

/// An outlet named by what it is: الوكالة السورية للأنباء.
fn outlet(view: &View<'_>, hit: &Hit, head: Head, sentence: &Range<usize>) -> Option<Atom> {
    if head.kind != EntityType::Org {
        return None;
    }
    let own = hit.end as usize;
    let found = complement(view, own, true, sentence)?;
    let what = What::Named {
        head: 0,
        slug: Text::default(),
        sector: head.sector,
        country: found.country,
    };
    let named = found.purpose && found.country.is_some();
    named.then(|| from_head(hit, head, found.end, what, "outlet named by what it is"))
}

/// A common word with the article, which after مدينة, قرية and the like is a name: مدينة الباب, and with its
/// adjective الحجر الأسود; after منطقة where it says not what the area is: منطقة القتال.
fn town(view: &View<'_>, at: usize, head: Head, sentence: &Range<usize>) -> Option<usize> {
    let word = view.word(at);
    let people = view
        .meanings(at)
        .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. } | Meaning::Nominal { .. }));
    // مدينة الصالح, مديرية التحتية: with the article no adjective goes with a head that has none.
    let area = head.shape == Shape::Area && view.cue(at, Cue::Area).is_none();
    let fits = (head.shape == Shape::Town || area)
        && !view.has(at, Kinds::HEAD)
        && view.folded(at).starts_with("ال")
        && matches!(word.pos, Some(Pos::Noun | Pos::Propn | Pos::Adj))
        && !(word.pronoun || word.masdar || people)
        && word.number_of != Some(Number::Plural)
        && view.cue(at, Cue::NotName).is_none();
    fits.then(|| at + 1 + usize::from(is_described(view, at, head, sentence)))
}

/// Whether an adjective goes with a word rather than with the head before it: مدينة الحجر الأسود.
fn is_described(view: &View<'_>, at: usize, head: Head, sentence: &Range<usize>) -> bool {
    let masculine = Some(Gender::Masculine);
    at + 1 < sentence.end
        && head.feminine
        && view.word(at).gender == masculine
        && is_definite_adjective(view, at + 1)
        && view.word(at + 1).gender == masculine
}

/// Words that are not in the lexicon, a noun that begins names of places with what follows (بيت أمر, دير الزيت),
/// or a noun with its definite genitive (عين الفيجة).
fn bare_name(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let word = view.word(at);
    if word.conjunction || word.preposition {
        return None;
    }
    name_words(view, at, sentence)
}

/// The same, also after و.
fn name_words(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 4;
    let plain = |at: usize| {
        let word = view.word(at);
        at < sentence.end && word.is_word && !word.conjunction && !word.preposition
    };
    let unknown = |at: usize| {
        view.word(at).guessed || view.name_token(at).is_some() && !view.is_common_word(at)
    };
    let (first, next) = (view.word(at), view.word(at + 1));
    let second = plain(at + 1) && !next.function;
    let part = second && view.has(at, Kinds::cue(Cue::PlacePart));
    let genitive = first.pos == Some(Pos::Noun)
        && !first.definite
        && second
        && next.guessed
        && view.folded(at + 1).starts_with("ال");
    let alone = first.is_word && unknown(at);
    let mut end = match (part, alone) {
        (true, _) => at + 2,
        (false, true) => at + 1,
        (false, false) if genitive => return Some(at + 2),
        (false, false) => return None,
    };
    // دير إسماعيل خان; after an unknown word also names that are common words.
    let named = |at: usize| unknown(at) || !part && view.name_token(at).is_some();
    while end - at < LONGEST && plain(end) && named(end) {
        end += 1;
    }
    // كولكول الجديدة
    let told_apart = |end: usize| plain(end) && view.has(end, Kinds::cue(Cue::PlaceEnd));
    Some(end + usize::from(told_apart(end)))
}

/// The place that و joins to another one after a noun for several of them: بلدات شبعان وكولكول.
pub(super) fn joined_place(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    /// Words of the places before.
    const REACH: usize = 8;
    let word = view.word(at);
    let and = 'و'.len_utf8();
    if !word.conjunction || word.preposition || !view.folded(at).starts_with('و') {
        return None;
    }
    let end = name_words(view, at, sentence)?;
    let earliest = at.saturating_sub(REACH).max(sentence.start);
    let several = |from: usize| {
        let head =
            view.has(from, Kinds::HEAD) && view.word(from).number_of != Some(Number::Singular);
        head && view.meanings(from).any(|(hit, meaning)| match meaning {
            Meaning::Head { head } => {
                let row = view.data.heads[head as usize];
                let place = row.kind != EntityType::Org && row.shape.is_outside();
                place && hit.end as usize == from + 1
            }
            _ => false,
        })
    };
    let of_names = |at: usize| {
        let word = view.word(at);
        word.is_word && !(word.function || word.preposition) && word.pos != Some(Pos::Verb)
    };
    let before = (earliest..at)
        .rev()
        .find(|from| several(*from) || !of_names(*from))?;
    let reason = "joined to a name after a noun for several places";
    (several(before) && before + 1 < at).then(|| unlisted(at, end, and as u8, reason))
}

/// A place that no table has.
fn unlisted(first: usize, end: usize, skip: u8, reason: &'static str) -> Atom {
    Atom {
        first,
        end,
        skip,
        cut: 0,
        kind: EntityType::Gpe,
        what: What::Named {
            head: 0,
            slug: Text::default(),
            sector: None,
            country: None,
        },
        number: Number::Singular,
        gender: Some(Gender::Feminine),
        row: None,
        reason,
        inside: Vec::new(),
    }
}
