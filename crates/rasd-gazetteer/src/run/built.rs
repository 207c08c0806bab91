//! Names built from head nouns and what follows them: وزارة الدفاع الروسية, منظمة شنغهاي للتعاون.

use super::atom::{Atom, What};
use super::built_parts::{complement, is_definite_adjective};
use super::heads;
use super::kinds::Kinds;
use super::name_runs::{Announced, is_link, run};
use super::outside::{is_known_person, outside};
use super::purviews::purviews;
use super::view::View;
use crate::data::{Head, How, Inflection, Meaning, Shape, TargetKind};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos, Sector};
use std::ops::Range;

/// Slug of the head noun that is also said of where a war is fought.
const FRONT: &str = "front";

/// Slugs of head nouns that are also said of those around somebody, and of his being held.
const OF_PERSONS: [&str; 2] = ["camp", "prison"];

/// What the slugs of ministries end in.
const MINISTRY: &str = "ministry";

/// A name made by a head noun and what follows.
pub(super) fn built(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    if !view.has(at, Kinds::HEAD) {
        return None;
    }
    let mut best: Option<Atom> = None;
    for (hit, meaning) in view.meanings(at) {
        let Meaning::Head { head } = meaning else {
            continue;
        };
        let row = view.data.heads[head as usize];
        if is_adjective(view, &hit, sentence) || is_verb(view, &hit) {
            continue;
        }
        let made = match row.shape {
            Shape::Country | Shape::Body => body(view, &hit, row, sentence),
            Shape::Open | Shape::Weak | Shape::Same | Shape::Band => {
                open(view, &hit, row, sentence)
            }
            Shape::Outside | Shape::Town | Shape::Area => outside(view, &hit, row, sentence),
        };
        if let Some(made) = made
            && best.as_ref().is_none_or(|best| made.end > best.end)
        {
            best = Some(made);
        }
    }
    best
}

/// Whether a head noun is rather an adjective of the definite noun before it: الجرائم المنظمة.
fn is_adjective(view: &View<'_>, hit: &Hit, sentence: &Range<usize>) -> bool {
    let at = hit.first as usize;
    let one = hit.end as usize == at + 1 && hit.skip == 0;
    if !one || at <= sentence.start || !view.has_article(hit) || !view.may_be_adjective(at) {
        return false;
    }
    let before = view.word(at - 1);
    before.pos == Some(Pos::Noun) && before.definite && !before.pronoun && !before.guessed
}

/// Whether a head noun is rather a verb that only its last letter tells from it: وأدى, not وادي.
fn is_verb(view: &View<'_>, hit: &Hit) -> bool {
    let at = hit.first as usize;
    hit.end as usize == at + 1
        && view.word(at).pos == Some(Pos::Verb)
        && view.written(at).ends_with('ى')
}

pub(super) fn from_head(
    hit: &Hit,
    head: Head,
    end: usize,
    what: What,
    reason: &'static str,
) -> Atom {
    Atom {
        first: hit.first as usize,
        end,
        skip: hit.skip,
        cut: 0,
        kind: head.kind,
        what,
        number: Number::Singular,
        gender: None,
        row: Some((head.file, head.line)),
        reason,
        inside: Vec::new(),
    }
}

/// A body of a country: وزارة الخارجية المصرية, الجيش السوداني, جيش مصر.
fn body(view: &View<'_>, hit: &Hit, head: Head, sentence: &Range<usize>) -> Option<Atom> {
    let mut at = hit.end as usize;
    let definite = is_definite(view, hit, at - 1);
    // وزارة الإعلام والاتصالات
    if definite && view.data.pool.get(head.slug).ends_with(MINISTRY) {
        at = purviews(view, at, sentence);
    }
    // #الداخلية_الإسرائيلية
    if view.is_mark(at, "_") && nation(view, at + 1, definite, sentence, |_| true).is_some() {
        at += 1;
    }
    let agrees = |form: &Inflection| match form.gender {
        Some(gender) => (gender == Gender::Feminine) == head.feminine,
        None => true,
    };
    let country = nation(view, at, definite, sentence, agrees).or_else(|| {
        (!is_definite_word(view, hit, at - 1))
            .then(|| country_name(view, at, sentence))
            .flatten()
    });
    if country.is_none()
        && let Some(atom) = of_what(view, hit, head, sentence)
    {
        return Some(atom);
    }
    let what = |country| What::Body {
        slug: head.slug,
        country,
        sector: head.sector,
    };
    match country {
        Some((country, end)) => Some(from_head(
            hit,
            head,
            end,
            what(Some(country)),
            "body of a country",
        )),
        None if definite && (head.shape == Shape::Body || speaks(view, hit, head, sentence)) => {
            Some(from_head(
                hit,
                head,
                at,
                what(None),
                "body of the country spoken of",
            ))
        }
        None => None,
    }
}

/// A body of a country that a definite noun tells from others: قوات النخبة العراقية, شرطة المرور الأردنية.
fn of_what(view: &View<'_>, hit: &Hit, head: Head, sentence: &Range<usize>) -> Option<Atom> {
    let at = hit.end as usize;
    let word = view.word(at);
    let fits = !view.has_article(hit)
        && at == hit.first as usize + 1
        && at < sentence.end
        && word.pos == Some(Pos::Noun)
        && view.folded(at).starts_with("ال")
        && !word.pronoun
        && !word.guessed;
    if !fits {
        return None;
    }
    // قوات الجيش الروسي are the army.
    let army = heads::name(view, at, sentence)
        .filter(|inner| inner.first == at && inner.kind == EntityType::Org && inner.end > at + 1);
    if let Some(inner) = army
        && inner.skip == 0
        && head.shape == Shape::Country
    {
        return Some(Atom {
            first: hit.first as usize,
            skip: hit.skip,
            ..inner
        });
    }
    let mut end = at + 1;
    while end < sentence.end
        && is_definite_adjective(view, end)
        && nation(view, end, true, sentence, |_| true).is_none()
    {
        end += 1;
    }
    let (country, end) = nation(view, end, true, sentence, |_| true)?;
    let what = What::Named {
        head: 1,
        slug: head.slug,
        sector: head.sector,
        country: Some(country),
    };
    Some(from_head(
        hit,
        head,
        end,
        what,
        "body of a country, told from others",
    ))
}

/// Whether a name was built from the short name of a body, such as الخارجية.
pub(crate) fn is_short(view: &View<'_>, atom: &Atom) -> bool {
    matches!(atom.what, What::Body { .. })
        && view
            .meanings(atom.first)
            .any(|(hit, meaning)| match meaning {
                Meaning::Head { head } => {
                    view.data.heads[head as usize].short && (hit.end as usize) < atom.end
                }
                _ => false,
            })
}

/// Whether a phrase is definite by its first or its last word.
fn is_definite(view: &View<'_>, hit: &Hit, last: usize) -> bool {
    view.has_article(hit) || is_definite_word(view, hit, last)
}

/// Whether the last word of a phrase is definite.
fn is_definite_word(view: &View<'_>, hit: &Hit, last: usize) -> bool {
    if last == hit.first as usize {
        view.has_article(hit)
    } else {
        let (folded, word) = (view.folded(last), view.word(last));
        // وزارة التجارة والصناعة: the last word may be joined.
        let joined = word.conjunction && word.definite && !word.pronoun;
        folded.starts_with("ال") || folded.starts_with("لل") || joined
    }
}

/// A country's nationality word at `at`, agreeing in definiteness: its country and the token after it.
pub(crate) fn nation(
    view: &View<'_>,
    at: usize,
    definite: bool,
    sentence: &Range<usize>,
    agrees: impl Fn(&Inflection) -> bool,
) -> Option<(u32, usize)> {
    if at >= sentence.end || !view.has(at, Kinds::NISBA) {
        return None;
    }
    view.meanings(at)
        .filter(|(hit, _)| hit.skip == 0 && view.has_article(hit) == definite)
        .find_map(|(hit, meaning)| match meaning {
            Meaning::Nisba { target, form }
                if view.data.targets[target as usize].kind == TargetKind::Country
                    && agrees(&form) =>
            {
                Some((target, hit.end as usize))
            }
            _ => None,
        })
}

/// A country's name at `at`: the country and the token after it.
pub(crate) fn country_name(
    view: &View<'_>,
    at: usize,
    sentence: &Range<usize>,
) -> Option<(u32, usize)> {
    if at >= sentence.end || !view.has(at, Kinds::NAME) {
        return None;
    }
    view.meanings(at)
        .filter(|(hit, _)| hit.skip == 0 && !hit.article)
        .find_map(|(hit, meaning)| match meaning {
            Meaning::Name {
                target,
                how: How::Full,
            } if view.data.targets[target as usize].kind == TargetKind::Country => {
                Some((target, hit.end as usize))
            }
            _ => None,
        })
}

/// Whether the short name of a body stands alone after a verb: وقالت الخارجية.
fn speaks(view: &View<'_>, hit: &Hit, head: Head, sentence: &Range<usize>) -> bool {
    let at = hit.first as usize;
    head.short && at > sentence.start && hit.skip == 0 && view.word(at - 1).pos == Some(Pos::Verb)
}

/// A name that its complements make: منظمة شنغهاي للتعاون, مطار بغداد الدولي.
fn open(view: &View<'_>, hit: &Hit, head: Head, sentence: &Range<usize>) -> Option<Atom> {
    let at = hit.end as usize;
    let article = view.has_article(hit);
    // مركز مديرية باقم is the middle of a place.
    let of_place = head.shape == Shape::Weak && is_outside(view, at);
    if of_place || (article && head.kind != EntityType::Org) {
        return None;
    }
    // معسكر ترامب are those around him, سجن برانسون and سجن المعارض سمير حداد are arrests.
    if head.kind == EntityType::Fac
        && OF_PERSONS.contains(&view.data.pool.get(head.slug))
        && (is_known_person(view, at, true) || is_somebody(view, at, sentence))
    {
        return None;
    }
    let found = complement(view, at, article, sentence)?;
    // جبهة نهم is where they fight.
    let place = found.listed.is_none()
        && view.data.pool.get(head.slug) == FRONT
        && heads::listed(view, at, sentence).is_some_and(|atom| {
            atom.end == found.end && matches!(atom.kind, EntityType::Gpe | EntityType::Loc)
        });
    if place {
        return None;
    }
    // محكمة سورية, where the country is written سوريا
    if let Some((country, _)) = country_name(view, at, sentence)
        && nation(view, at, false, sentence, |_| true).is_some()
        && view.written(at).ends_with('ة')
        && view.in_alef(country)
    {
        return None;
    }
    // تحالف روسيا مع إيران is an act, and names no alliance.
    let act = head.sector == Some(Sector::Pty) && head.slug.is_empty();
    if act && country_name(view, at, sentence).is_some_and(|(_, end)| end == found.end) {
        return None;
    }
    let named = found.named || found.country.is_some();
    let fits = match head.shape {
        // الحركة الفلسطينية is no name yet, المنظمة العربية لحقوق الإنسان is.
        _ if article => found.parts > 1 && (found.purpose || found.country.is_some()),
        Shape::Weak | Shape::Same | Shape::Band => named,
        _ => true,
    };
    if !fits {
        return None;
    }
    let what = match found.listed {
        Some(target) if matches!(head.shape, Shape::Same | Shape::Band) => What::Target(target),
        _ => What::Named {
            head: at - hit.first as usize,
            slug: head.slug,
            sector: head.sector,
            country: found.country,
        },
    };
    Some(from_head(
        hit,
        head,
        found.end,
        what,
        "head noun with its complements",
    ))
}

/// Whether somebody's title or full name begins at a token; أبو غريب is a place.
fn is_somebody(view: &View<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let run = run(view, at, sentence, Announced::Speech);
    let named = run.is_some_and(|(end, skip)| skip == 0 && end > at + 1);
    view.has(at, Kinds::TITLE.with(Kinds::NOMINAL)) || !is_link(view, at) && named
}

/// Whether a head noun of a place begins at a token that is no part of the place's name.
fn is_outside(view: &View<'_>, at: usize) -> bool {
    view.has(at, Kinds::HEAD)
        && view.meanings(at).any(|(hit, meaning)| match meaning {
            Meaning::Head { head } => {
                let head = view.data.heads[head as usize];
                hit.skip == 0 && head.shape.is_outside() && head.kind == EntityType::Gpe
            }
            _ => false,
        })
}

/// A body named by its head noun and adjectives, as titles have it: رئيس المجلس السياسي.
pub(super) fn definite_body(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<Atom> {
    let (hit, head) = view.meanings(at).find_map(|(hit, meaning)| match meaning {
        Meaning::Head { head } => {
            let head = view.data.heads[head as usize];
            let fits = head.kind == EntityType::Org
                && matches!(head.shape, Shape::Open | Shape::Weak)
                && hit.skip == 0
                && view.has_article(&hit);
            fits.then_some((hit, head))
        }
        _ => None,
    })?;
    let own = hit.end as usize;
    let found = complement(view, own, true, sentence)?;
    let what = What::Named {
        head: own - at,
        slug: head.slug,
        sector: head.sector,
        country: found.country,
    };
    Some(from_head(
        &hit,
        head,
        found.end,
        what,
        "body that a title belongs to",
    ))
}
