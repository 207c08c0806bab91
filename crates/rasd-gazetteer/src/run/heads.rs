//! Names of organisations and places: as listed, or built from head nouns.

use super::atom::{Atom, What};
use super::built::{self, built};
use super::built_parts;
use super::kinds::Kinds;
use super::titles;
use super::view::View;
use crate::data::{Cue, Head, How, Meaning, Shape, TargetKind};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos, Sector};
use std::ops::Range;

/// The organisation or place named at token `at`, if one is: the longest reading.
pub(crate) fn name(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    let listed = listed(view, at, sentence);
    let built = built(view, at, sentence);
    let found = match (listed, built) {
        (Some(a), Some(b)) => Some(if b.end > a.end && !is_whole(view, &a, &b) {
            b
        } else {
            a
        }),
        (a, b) => a.or(b),
    };
    let mut atom = found?;
    if cuts_name(view, atom.end) {
        // شارع صلاح الدين
        let site = matches!(atom.kind, EntityType::Fac | EntityType::Loc);
        if !site || atom.end == atom.first + 1 {
            return None;
        }
        atom.end += 1;
    }
    Some(atom)
}

/// Whether the name of a person goes on at a token with a word that never begins one: no جماعة فتح in
/// جماعة فتح الله غولن.
fn cuts_name(view: &View<'_>, at: usize) -> bool {
    view.has(at, Kinds::cue(Cue::NameEnd)) && view.has(at - 1, Kinds::NAME_TOKEN)
}

/// Whether a listed organisation is named whole, so that what follows says something of it:
/// مجلس الأمن للحصول.
fn is_whole(view: &View<'_>, listed: &Atom, built: &Atom) -> bool {
    let What::Target(target) = listed.what else {
        return false;
    };
    let row = &view.data.targets[target as usize];
    let several = listed.end > listed.first + 1;
    several
        && listed.kind == EntityType::Org
        && row.kind == TargetKind::Org
        && listed.first == built.first
        && matches!(built.what, What::Named { .. })
}

/// The same, with the word for its members.
pub(crate) fn whole_name(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    let mut atom = name(view, at, sentence)?;
    atom.end = described(view, &atom, sentence);
    // جماعة أنصار الله الحوثية: the word for its members belongs to the name.
    if let (What::Target(org), EntityType::Org) = (&atom.what, atom.kind)
        && let Some(members) = titles::norp(view, atom.end).filter(|next| next.skip == 0)
        && let What::Nisba(other) = members.what
        && view.data.id(*org) == view.data.id(other)
    {
        atom.end = members.end;
    }
    Some(atom)
}

/// The token after a name and the adjectives that belong to it: those of a building (مطار تعز الدولي), of a
/// band that is named by its leader (مليشيا الحوثي الانقلابية), and those after a nationality word (القوات
/// اليمنية المشتركة). What else follows a name says something of it: تنظيم داعش الإرهابي.
fn described(view: &View<'_>, atom: &Atom, sentence: &Range<usize>) -> usize {
    let head = |fits: &dyn Fn(Head) -> bool| {
        view.has(atom.first, Kinds::HEAD)
            && view
                .meanings(atom.first)
                .any(|(hit, meaning)| match meaning {
                    Meaning::Head { head } => {
                        (hit.end as usize) < atom.end && fits(view.data.heads[head as usize])
                    }
                    _ => false,
                })
    };
    let last = view.word(atom.end - 1);
    let gender = match atom.kind {
        EntityType::Fac if head(&|head| head.kind == EntityType::Fac) => {
            view.word(atom.first).gender
        }
        EntityType::Org if head(&|head| head.shape == Shape::Band) => Some(Gender::Feminine),
        EntityType::Org
            if atom.end > atom.first + 1
                && (view.has(atom.end - 1, Kinds::NISBA)
                    || last.pos == Some(Pos::Adj) && head(&|head| is_partisan(head.sector))) =>
        {
            last.gender
        }
        _ => None,
    };
    let mut end = atom.end;
    while end < sentence.end && gender.is_some() && is_epithet(view, end, gender) {
        end += 1;
    }
    end
}

/// Whether bodies of a sector are parties or forces, which many adjectives tell apart.
fn is_partisan(sector: Option<Sector>) -> bool {
    matches!(
        sector,
        Some(Sector::Pty | Sector::Mil | Sector::Prm | Sector::Reb | Sector::Opp)
    )
}

/// Whether a definite adjective of a gender stands at a token that may belong to a name: without a complement
/// of its own, and none that only says something of what is named (التابعة, الجديدة).
fn is_epithet(view: &View<'_>, at: usize, gender: Option<Gender>) -> bool {
    let (word, next) = (view.word(at), view.word(at + 1));
    let governs = next.is_word && (next.preposition || next.pos == Some(Pos::Adp));
    built_parts::is_definite_adjective(view, at)
        && word.gender == gender
        && word.number_of != Some(Number::Plural)
        && !(word.participle && governs)
        && !view.has(at, NO_EPITHET)
}

/// Adjectives that are no part of a name.
const NO_EPITHET: Kinds = Kinds::cue(Cue::NotName)
    .with(Kinds::cue(Cue::Former))
    .with(Kinds::cue(Cue::Remark));

/// A listed organisation, country or place.
pub(crate) fn listed(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    let whole = longest_listed(view, at, sentence)?;
    if !view.has(at, Kinds::HEAD) {
        return Some(whole);
    }
    // وكالة تسنيم, حي الزيتون: the head stays outside, before a place also where the table has no name without it.
    let head = view.meanings(at).find_map(|(hit, meaning)| match meaning {
        Meaning::Head { head } if view.data.heads[head as usize].shape.is_outside() => {
            Some((hit, view.data.heads[head as usize].kind))
        }
        _ => None,
    });
    if let Some((hit, kind)) = head.filter(|(hit, _)| (hit.end as usize) < whole.end) {
        let mut next = hit.end as usize;
        if view.is_mark(next, "«\"“") {
            next += 1;
        }
        if let Some(inner) = longest_listed(view, next, sentence)
            && inner.end == whole.end
            && matches!((&inner.what, &whole.what), (What::Target(a), What::Target(b)) if a == b)
        {
            return Some(inner);
        }
        let town = whole.kind == EntityType::Gpe && !view.has_article(&hit);
        if kind != EntityType::Org && town {
            return Some(Atom {
                first: next,
                skip: 0,
                ..whole
            });
        }
    }
    Some(whole)
}

/// The longest listed organisation, country or place.
fn longest_listed(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    if !view.has(at, Kinds::NAME) {
        return None;
    }
    let mut best: Option<(Hit, u32, How)> = None;
    let mut highest = (0, 0, 0);
    // Of namesakes the one whose country the text speaks of; else the weightier.
    let nearer = |hit: &Hit, target: u32, other: &Hit, namesake: u32| {
        let told = |hit: &Hit, target: u32| is_told_by_nation(view, hit, target, sentence);
        match (told(hit, target), told(other, namesake)) {
            (true, false) => true,
            (false, true) => false,
            _ => more_spoken_of(view, target, namesake),
        }
    };
    for (hit, meaning) in view.meanings(at) {
        let Meaning::Name { target, how } = meaning else {
            continue;
        };
        let row = &view.data.targets[target as usize];
        let rank = match row.kind {
            TargetKind::Person => continue,
            TargetKind::Country => 4,
            // عمان is Amman where the text speaks of Jordan more than of Oman.
            _ if is_nearer_capital(view, &hit, how) => 5,
            _ if how == How::InSport => 6,
            // الشرق الأوسط is a newspaper only where something says so.
            TargetKind::Org if media_cue(view, at, sentence) => 5,
            TargetKind::Org => 2,
            TargetKind::Place(EntityType::Fac) => 1,
            TargetKind::Place(_) => 3,
            TargetKind::Group => 1,
        };
        if hit.article || !in_context(view, &hit, target, how, sentence) {
            continue;
        }
        // In فيينا no town of a longer proclitic is named.
        let score = (hit.end, rank, 255 - hit.skip);
        let better = best.is_none_or(|(other, namesake, _)| {
            score > highest || score == highest && nearer(&hit, target, &other, namesake)
        });
        if better {
            highest = score;
            best = Some((hit, target, how));
        }
    }
    let (hit, target, how) = best?;
    let row = &view.data.targets[target as usize];
    let kind = match row.kind {
        TargetKind::Place(kind) => kind,
        TargetKind::Country => EntityType::Gpe,
        TargetKind::Group => EntityType::Norp,
        TargetKind::Org | TargetKind::Person => EntityType::Org,
    };
    let what = match how {
        How::Capital { country } => What::Capital {
            city: target,
            country,
        },
        _ => What::Target(target),
    };
    Some(Atom {
        first: at,
        end: hit.end as usize,
        skip: hit.skip,
        cut: 0,
        kind,
        what,
        number: Number::Singular,
        gender: Some(Gender::Feminine),
        row: Some((row.file, row.line)),
        reason: "listed name",
        inside: Vec::new(),
    })
}

/// Whether the country of a row is spoken of more than that of its namesake, or as much and the row is
/// the weightier.
fn more_spoken_of(view: &View<'_>, target: u32, namesake: u32) -> bool {
    let weight = |target: u32| view.data.targets[target as usize].weight;
    let (own, other) = (view.data.country_of(target), view.data.country_of(namesake));
    if weight(target) > weight(namesake) {
        !view.mentions_more(other, own)
    } else {
        view.mentions_more(own, other)
    }
}

/// Whether a name is that of a capital and of another country, of which the text speaks less.
fn is_nearer_capital(view: &View<'_>, hit: &Hit, how: How) -> bool {
    let How::Capital { country } = how else {
        return false;
    };
    let namesake = view
        .meanings(hit.first as usize)
        .find_map(|(other, meaning)| match meaning {
            Meaning::Name { target, .. } => {
                let is_country = view.data.targets[target as usize].kind == TargetKind::Country;
                (is_country && other == *hit && target != country).then_some(target)
            }
            _ => None,
        });
    namesake.is_some_and(|other| view.mentions_more(Some(country), Some(other)))
}

/// Whether the nationality word after a name is of the country of this row: صحيفة الوطن القطرية.
fn is_told_by_nation(view: &View<'_>, hit: &Hit, target: u32, sentence: &Range<usize>) -> bool {
    let data = view.data;
    let row = &data.targets[target as usize];
    let mut at = hit.end as usize;
    if view.is_mark(at, "»”\"") {
        at += 1;
    }
    row.kind == TargetKind::Org
        && built::nation(view, at, true, sentence, |_| true)
            .is_some_and(|(country, _)| data.id(country) == data.pool.get(row.country))
}

/// Whether a place's name is rather an adjective of the definite noun before it: المدينة الجديدة.
fn is_adjective_of(view: &View<'_>, at: usize, sentence: &Range<usize>) -> bool {
    if at <= sentence.start || !view.folded(at).starts_with("ال") || !view.may_be_adjective(at) {
        return false;
    }
    let before = view.word(at - 1);
    before.pos == Some(Pos::Noun)
        && !before.guessed
        && before.definite
        && !before.pronoun
        && before.gender == view.word(at).gender
}

/// Whether a match is told around a token: at least two words of sport near it.
fn is_sport(view: &View<'_>, at: usize, sentence: &Range<usize>) -> bool {
    const NEAR: usize = 30;
    const LEAST: usize = 2;
    let near = at.saturating_sub(NEAR).max(sentence.start)..(at + NEAR).min(sentence.end);
    let words = near.filter(|at| view.has(*at, Kinds::cue(Cue::Sport)));
    words.take(LEAST).count() == LEAST
}

/// Least population of a place of the generated tables whose name may also be a common word.
const LARGE: u32 = 300_000;

/// Whether a name that needs a cue has one.
fn in_context(view: &View<'_>, hit: &Hit, target: u32, how: How, sentence: &Range<usize>) -> bool {
    let at = hit.first as usize;
    let row = &view.data.targets[target as usize];
    let common = hit.end as usize == at + 1 && view.is_common_word(at);
    let place = matches!(row.kind, TargetKind::Place(_));
    if how == How::InSport {
        return is_sport(view, at, sentence) || view.names(target);
    }
    if place && common && hit.skip == 0 && is_adjective_of(view, at, sentence) {
        return false;
    }
    // وسائل إعلام سورية, where the country is written سوريا
    if row.kind == TargetKind::Country && at > 0 && is_spelled_apart(view, hit, target) {
        return false;
    }
    // دعم مالي, where no country of that name is spoken of
    let nisba = hit.end as usize == at + 1 && view.written(at).ends_with('ي');
    let adjective = nisba && view.may_be_adjective(at) && !view.has(at, Kinds::NISBA);
    if row.kind == TargetKind::Country && hit.skip == 0 && adjective {
        let before = at
            .checked_sub(1)
            .map(|at| view.word(at))
            .unwrap_or_default();
        let of_state = at > sentence.start
            && (view.has(at - 1, Kinds::HEAD)
                || view.cue(at - 1, Cue::Place) == Some(at)
                || view.cue(at - 1, Cue::Government) == Some(at));
        let noun = before.pos == Some(Pos::Noun) && !before.definite && !of_state;
        return !noun || view.names(target);
    }
    // In دول المنطقة لوقف القتال the preposition parts the word from the noun before it.
    let after_place = || hit.skip == 0 && after_head(view, at, sentence, EntityType::Gpe);
    if how == How::NeedsHead {
        return after_place() || is_named_again(view, hit, target, sentence);
    }
    // فتح is also an opening, and وفتح باب a verb with its object.
    let (word, next) = (view.word(at), view.word(at + 1));
    let verb = word.pos == Some(Pos::Verb) && next.pos == Some(Pos::Noun) && !next.preposition;
    let masdar = row.kind == TargetKind::Org && common && (word.masdar || verb);
    if how != How::NeedsContext && !masdar {
        let small = place && common && row.weight < LARGE && view.is_generated(target);
        return !small || after_place() || is_named_again(view, hit, target, sentence);
    }
    if row.kind == TargetKind::Org {
        return media_cue(view, at, sentence)
            || after_head(view, at, sentence, EntityType::Org)
            || view.names(target);
    }
    // After في a common word is rather itself (في بيان), but no adverb stands there (في دوما).
    let itself = common && word.pos != Some(Pos::Adv);
    after_place()
        || (!itself && at > sentence.start && view.cue(at - 1, Cue::Place) == Some(at))
        || is_named_again(view, hit, target, sentence)
        || (!common && is_joined(view, hit, target, sentence))
}

/// Whether what a country may be named by is its nationality word after an indefinite noun, since the document writes
/// the country otherwise.
fn is_spelled_apart(view: &View<'_>, hit: &Hit, target: u32) -> bool {
    let at = hit.first as usize;
    let before = at
        .checked_sub(1)
        .map(|at| view.word(at))
        .unwrap_or_default();
    // غارات روسية وسورية
    let joined = hit.skip > 0
        && view.folded(at).starts_with('و')
        && view.word(at).conjunction
        && view.has(at - 1, Kinds::NISBA);
    hit.end as usize == at + 1
        && view.has(at, Kinds::NISBA)
        && view.written(at).ends_with('ة')
        && (hit.skip == 0 || joined)
        && matches!(before.pos, Some(Pos::Noun | Pos::Adj))
        && !(before.function || before.definite)
        && view.cue(at - 1, Cue::Place).is_none()
        && view.in_alef(target)
}

/// Whether a place is joined to another one: حمص وببيلا.
fn is_joined(view: &View<'_>, hit: &Hit, target: u32, sentence: &Range<usize>) -> bool {
    let at = hit.first as usize;
    let place = |target: u32| {
        let kind = view.data.targets[target as usize].kind;
        matches!(kind, TargetKind::Place(_))
    };
    let before = |at: usize| {
        let name = longest_listed(view, at, sentence);
        name.is_some_and(|atom| {
            atom.end == at + 1 && matches!(atom.what, What::Target(t) if place(t))
        })
    };
    place(target)
        && usize::from(hit.skip) == 'و'.len_utf8()
        && view.word(at).conjunction
        && at > sentence.start
        && before(at - 1)
}

/// Whether a place whose name is also a common word stands after a preposition in a text that names it
/// where there is no doubt: مدينة حرض, then إلى حرض.
fn is_named_again(view: &View<'_>, hit: &Hit, target: u32, sentence: &Range<usize>) -> bool {
    let at = hit.first as usize;
    let attached = hit.skip > 0 && view.word(at).preposition;
    let after = || {
        let before = at > sentence.start;
        before
            && (view.word(at - 1).pos == Some(Pos::Adp) || view.cue(at - 1, Cue::Place) == Some(at))
    };
    let row = &view.data.targets[target as usize];
    // القطاع الخاص is no part of Gaza.
    let described =
        || hit.end as usize == at + 1 && built_parts::is_definite_adjective(view, at + 1);
    let place = matches!(row.kind, TargetKind::Place(_));
    place && (attached || after()) && !described() && view.names(target)
}

/// Whether a head noun that stays outside names, of places or of organisations, stands before.
fn after_head(view: &View<'_>, at: usize, sentence: &Range<usize>, kind: EntityType) -> bool {
    let mut before = at;
    if before > sentence.start && view.is_mark(before - 1, "«\"“'(#") {
        before -= 1;
    }
    let earliest = before.saturating_sub(2).max(sentence.start);
    // In وكالة الأنباء no outlet is named الأنباء.
    let longer = |from: usize| {
        view.has(from, Kinds::HEAD.with(Kinds::NOMINAL))
            && view.meanings(from).any(|(hit, meaning)| {
                matches!(meaning, Meaning::Head { .. } | Meaning::Nominal { .. })
                    && hit.end as usize > before
            })
    };
    (earliest..before).any(|from| {
        !longer(from) && {
            view.has(from, Kinds::HEAD)
                && view.meanings(from).any(|(hit, meaning)| match meaning {
                    Meaning::Head { head } => {
                        let head = view.data.heads[head as usize];
                        hit.end as usize == before
                            && head.shape.is_outside()
                            && (head.kind == EntityType::Org) == (kind == EntityType::Org)
                    }
                    _ => false,
                })
        }
    })
}

/// Whether something says that an outlet is named: a head noun, or guillemets around the name.
fn media_cue(view: &View<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let quoted = at > sentence.start
        && view.is_mark(at - 1, "«\"“")
        && (at + 1..sentence.end.min(at + 5)).any(|close| view.is_mark(close, "»\"”"));
    quoted || after_head(view, at, sentence, EntityType::Org)
}
