//! Names built from head nouns and what follows them: وزارة الدفاع الروسية, منظمة شنغهاي للتعاون.

use super::atom::{Atom, What, country_of};
use super::heads::listed;
use super::name_runs::{Announced, run};
use super::view::{Kinds, View};
use crate::data::{Head, How, Inflection, Meaning, NameToken, Shape, TargetKind};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// Most words that complement a head noun.
const LONGEST: usize = 8;

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
        let made = match row.shape {
            Shape::Country | Shape::Body => body(view, &hit, row, sentence),
            Shape::Open | Shape::Weak | Shape::Same => open(view, &hit, row, sentence),
            Shape::Outside => outside(view, &hit, row, sentence),
        };
        if let Some(made) = made
            && best.as_ref().is_none_or(|best| made.end > best.end)
        {
            best = Some(made);
        }
    }
    best
}

fn from_head(hit: &Hit, head: Head, end: usize, what: What, reason: &'static str) -> Atom {
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
    let at = hit.end as usize;
    let definite = is_definite(view, hit, at - 1);
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
    let slug = view.data.pool.get(head.slug).to_owned();
    let what = |country| What::Body {
        slug: slug.clone(),
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
        slug: view.data.pool.get(head.slug).to_owned(),
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
    if article && head.kind != EntityType::Org {
        return None;
    }
    let found = complement(view, at, article, sentence)?;
    let named = found.named || found.country.is_some();
    let fits = match head.shape {
        // الحركة الفلسطينية is no name yet, المنظمة العربية لحقوق الإنسان is.
        _ if article => found.parts > 1 && (found.purpose || found.country.is_some()),
        Shape::Weak | Shape::Same => named,
        _ => true,
    };
    if !fits {
        return None;
    }
    let what = match found.listed {
        Some(target) if head.shape == Shape::Same => What::Target(target),
        _ => What::Named {
            head: at - hit.first as usize,
            slug: view.data.pool.get(head.slug).to_owned(),
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
        slug: view.data.pool.get(head.slug).to_owned(),
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

/// What belongs to a name after its head noun.
struct Complement {
    end: usize,
    country: Option<u32>,
    /// Holds a name, a quotation or a word that is not in the lexicon.
    named: bool,
    /// Holds ل with a definite noun.
    purpose: bool,
    /// Number of adjectives, nationality words and complements with ل.
    parts: usize,
    /// The listed organisation that is the whole complement.
    listed: Option<u32>,
}

/// The words after a head noun that belong to the name.
fn complement(
    view: &View<'_>,
    at: usize,
    article: bool,
    sentence: &Range<usize>,
) -> Option<Complement> {
    let mut found = Complement {
        end: at,
        country: None,
        named: false,
        purpose: false,
        parts: 0,
        listed: None,
    };
    if !article {
        if let Some(atom) = listed(view, at, sentence).filter(|atom| atom.skip == 0) {
            found.end = atom.end;
            found.named = true;
            match atom.what {
                What::Target(target) if atom.kind == EntityType::Org => found.listed = Some(target),
                What::Target(target) if atom.kind == EntityType::Gpe => {
                    found.country = country_of(view, &What::Target(target));
                }
                _ => {}
            }
            // What follows a name says something of it: تنظيم داعش الإرهابي.
            return Some(found);
        }
        let (end, named) = genitive(view, at, sentence, 0)?;
        found.end = end;
        found.named = named;
        if view.is_mark(at, "«\"“") {
            let inner = listed(view, at + 1, sentence);
            if let Some(atom) = inner.filter(|atom| atom.end + 1 == end)
                && let What::Target(target) = atom.what
                && atom.kind == EntityType::Org
            {
                found.listed = Some(target);
            }
            return Some(found);
        }
    }
    while found.end < sentence.end && found.end - at < LONGEST {
        if let Some((target, after)) = nation(view, found.end, true, sentence, |_| true) {
            found.country = Some(target);
            found.end = after;
        } else if is_definite_adjective(view, found.end) {
            found.end += 1;
        } else if let Some(after) = purpose(view, found.end, sentence) {
            found.purpose = true;
            found.end = after;
        } else if let Some(after) = joined_noun(view, found.end, at, sentence) {
            found.end = after;
        } else {
            break;
        }
        found.parts += 1;
    }
    (found.end > at).then_some(found)
}

/// و with a definite noun after a definite noun: التجارة والصناعة, العدالة والتنمية.
fn joined_noun(view: &View<'_>, at: usize, start: usize, sentence: &Range<usize>) -> Option<usize> {
    if at >= sentence.end || at != start + 1 {
        return None;
    }
    let word = view.word(at);
    let before = view.word(at - 1);
    let fits = word.conjunction
        && word.definite
        && !word.pronoun
        && !word.preposition
        && word.pos == Some(Pos::Noun)
        && before.definite
        && before.pos == Some(Pos::Noun)
        // The second of two separate things would be described further or named.
        && !view.meanings(at).any(|(_, meaning)| matches!(meaning, Meaning::Name { .. } | Meaning::Title { .. }));
    fits.then_some(at + 1)
}

/// A genitive after a head in construct: a quoted name, words not in the lexicon, a definite
/// noun, or an indefinite one with its own genitive (`depth` of them so far). Also says whether it
/// is a name.
fn genitive(
    view: &View<'_>,
    at: usize,
    sentence: &Range<usize>,
    depth: u8,
) -> Option<(usize, bool)> {
    if at >= sentence.end {
        return None;
    }
    if let Some(close) = quoted(view, at, sentence) {
        return Some((close + 1, true));
    }
    let word = view.word(at);
    if !word.is_word || word.conjunction || word.preposition || word.function {
        return None;
    }
    if word.guessed || word.pos == Some(Pos::Propn) {
        let mut end = at + 1;
        while end < sentence.end && view.word(end).guessed && !view.word(end).conjunction {
            end += 1;
        }
        return Some((end, true));
    }
    // جامعة الملك فهد
    let named = view.meanings(at).any(|(hit, meaning)| {
        matches!(meaning, Meaning::Title { .. })
            && hit.end as usize == at + 1
            && matches!(view.name_token(at + 1), Some((token, _)) if token != NameToken::Link)
    });
    if named && at + 1 < sentence.end && word.definite {
        let mut end = at + 2;
        while end < sentence.end && end < at + 5 && view.name_token(end).is_some() {
            end += 1;
        }
        return Some((end, true));
    }
    // مجموعة طلعت مصطفى, شركة بن لادن
    if matches!(
        view.name_token(at),
        Some((NameToken::Given | NameToken::Kunya, false))
    ) && let Some((end, 0)) = run(view, at, sentence, Announced::No)
    {
        return Some((end, true));
    }
    let title = view
        .meanings(at)
        .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. }));
    if title || !matches!(word.pos, Some(Pos::Noun | Pos::Adj)) {
        return None;
    }
    if word.definite {
        return (!word.pronoun).then_some((at + 1, false));
    }
    if word.pos == Some(Pos::Noun) {
        if let Some(atom) = listed(view, at + 1, sentence).filter(|atom| atom.skip == 0) {
            return Some((atom.end, true));
        }
        if depth < 3 {
            let (end, named) = genitive(view, at + 1, sentence, depth + 1)?;
            return (end - at <= 4).then_some((end, named));
        }
    }
    None
}

/// The closing mark of a short quotation that opens at `at`.
fn quoted(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    if !view.is_mark(at, "«\"“") {
        return None;
    }
    let close = (at + 2..sentence.end.min(at + 6)).find(|close| view.is_mark(*close, "»\"”"))?;
    (at + 1..close)
        .all(|inside| view.word(inside).is_word)
        .then_some(close)
}

fn is_definite_adjective(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.pos == Some(Pos::Adj)
        && word.definite
        && !word.pronoun
        && !word.conjunction
        && !word.preposition
}

/// ل and a definite noun phrase: للتعاون, للانتخابات, لكرة القدم, لشؤون اللاجئين.
fn purpose(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    if at >= sentence.end || !view.folded(at).starts_with('ل') {
        return None;
    }
    let word = view.word(at);
    // للصحافيين: said to people, not what a body is for.
    let people = view
        .meanings(at)
        .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. } | Meaning::Nominal { .. }));
    if people || !matches!(word.pos, Some(Pos::Noun | Pos::Adj)) {
        return None;
    }
    if view.folded(at).starts_with("لل") {
        return Some(at + 1);
    }
    // لبحث القضية is an act that someone sets out to do.
    let noun = word.preposition && !word.definite && !word.masdar && !word.guessed;
    let next = view.word(at + 1);
    let genitive = at + 1 < sentence.end
        && next.pos == Some(Pos::Noun)
        && next.definite
        && !next.pronoun
        && !next.preposition
        && !next.conjunction;
    (noun && genitive).then_some(at + 2)
}

/// A name after a head that is no part of it: وكالة «تسنيم», مدينة قازان.
fn outside(view: &View<'_>, hit: &Hit, head: Head, sentence: &Range<usize>) -> Option<Atom> {
    let at = hit.end as usize;
    if at >= sentence.end {
        return None;
    }
    if view.has_article(hit) {
        return outlet(view, hit, head, sentence);
    }
    let (first, end) = match quoted(view, at, sentence) {
        Some(close) => (at + 1, close),
        None => (at, 0),
    };
    let known = listed(view, first, sentence)
        .filter(|atom| atom.skip == 0 && (end == 0 || atom.end == end));
    if let Some(atom) = known {
        return Some(atom);
    }
    let end = if end > 0 {
        end
    } else {
        bare_name(view, first, sentence)?
    };
    let what = What::Named {
        head: 0,
        slug: String::new(),
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

/// An outlet named by what it is: الوكالة السورية للأنباء.
fn outlet(view: &View<'_>, hit: &Hit, head: Head, sentence: &Range<usize>) -> Option<Atom> {
    if head.kind != EntityType::Org {
        return None;
    }
    let own = hit.end as usize;
    let found = complement(view, own, true, sentence)?;
    let what = What::Named {
        head: 0,
        slug: String::new(),
        sector: head.sector,
        country: found.country,
    };
    let named = found.purpose && found.country.is_some();
    named.then(|| from_head(hit, head, found.end, what, "outlet named by what it is"))
}

/// Words that are not in the lexicon, or a noun with its definite genitive (عين الفيجة).
fn bare_name(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let mut end = at;
    while end < sentence.end
        && end - at < 4
        && view.word(end).is_word
        && (view.word(end).guessed || (end > at && view.name_token(end).is_some()))
        && !view.word(end).conjunction
        && !view.word(end).preposition
    {
        end += 1;
    }
    if end > at {
        return Some(end);
    }
    let (first, second) = (view.word(at), view.word(at + 1));
    let genitive = at + 1 < sentence.end
        && first.pos == Some(Pos::Noun)
        && !first.definite
        && !first.preposition
        && second.is_word
        && second.guessed
        && view.folded(at + 1).starts_with("ال");
    genitive.then_some(at + 2)
}
