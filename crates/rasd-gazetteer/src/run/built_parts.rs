//! The words after a head noun that belong to the name: genitives, adjectives, purposes.

use super::atom::{What, country_of};
use super::built::nation;
use super::heads::listed;
use super::kinds::Kinds;
use super::name_runs::{Announced, is_place, run};
use super::titles;
use super::view::View;
use crate::data::Cue;
use crate::data::{Meaning, NameToken};
use rasd_core::{EntityType, Number, Pos};
use std::ops::Range;

/// Most words that complement a head noun.
const LONGEST: usize = 8;

/// What belongs to a name after its head noun.
pub(super) struct Complement {
    pub(super) end: usize,
    pub(super) country: Option<u32>,
    /// Holds a name, a quotation or a word that is not in the lexicon.
    pub(super) named: bool,
    /// Holds ل with a definite noun.
    pub(super) purpose: bool,
    /// Number of adjectives, nationality words and complements with ل.
    pub(super) parts: usize,
    /// The listed organisation that is the whole complement.
    pub(super) listed: Option<u32>,
}

/// The words after a head noun that belong to the name.
pub(super) fn complement(
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
        } else if is_definite_adjective(view, found.end) && !governs(view, found.end) {
            found.end += 1;
        } else if let Some(after) = purpose(view, found.end, sentence) {
            found.purpose = true;
            found.end = joined_purpose(view, after, sentence).unwrap_or(after);
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
        && !view.meanings(at).any(|(_, meaning)| matches!(meaning, Meaning::Name { .. } | Meaning::Title { .. }))
        && (!is_whole_body(view, start, at) || is_short_body(view, at));
    fits.then_some(at + 1)
}

/// Whether an adjective says something of a body with a complement of its own: الهيئة القابلة للاستثمار, التابعة ل.
fn governs(view: &View<'_>, at: usize) -> bool {
    let next = view.word(at + 1);
    let prepositional = next.is_word && (next.preposition || next.pos == Some(Pos::Adp));
    let lam = next.preposition && view.folded(at + 1).starts_with('ل');
    view.has(at, Kinds::cue(Cue::Remark)) && (lam || prepositional && view.word(at).participle)
}

/// The token after a second purpose that و joins to one of one word: للإعمار والتنمية, للتربية والعلوم والثقافة.
fn joined_purpose(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    const OTHER: Kinds = Kinds::TITLE
        .with(Kinds::NOMINAL)
        .with(Kinds::NAME)
        .with(Kinds::PERSON);
    let one = view.folded(at - 1).starts_with("لل");
    let field = |at: usize| {
        let word = view.word(at);
        at < sentence.end
            && word.conjunction
            && word.definite
            && !(word.pronoun || word.preposition)
            && word.pos == Some(Pos::Noun)
            && view.folded(at).starts_with('و')
            && !view.has(at, OTHER)
    };
    let mut end = at;
    while one && field(end) {
        end += 1;
    }
    (end > at).then_some(end)
}

/// Whether a listed body of one field ends before a token: وزارة الدفاع.
fn is_whole_body(view: &View<'_>, start: usize, at: usize) -> bool {
    start > 0
        && view
            .meanings(start - 1)
            .any(|(hit, meaning)| matches!(meaning, Meaning::Head { .. }) && hit.end as usize == at)
}

/// Whether a word with و before it is another field that bodies have: والصناعة.
fn is_short_body(view: &View<'_>, at: usize) -> bool {
    view.meanings(at).any(|(hit, meaning)| match meaning {
        Meaning::Head { head } => hit.skip > 0 && view.data.heads[head as usize].short,
        _ => false,
    })
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
        // حزب مهاتير محمد
        let goes_on = |at: usize| {
            let name = matches!(
                view.name_token(at),
                Some((NameToken::Given | NameToken::Family, _))
            );
            view.word(at).guessed || (name && !view.is_common_word(at) && !is_place(view, at))
        };
        while end < sentence.end && goes_on(end) && !view.word(end).conjunction {
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
pub(super) fn quoted(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    if !view.is_mark(at, "«\"“") {
        return None;
    }
    let close = (at + 2..sentence.end.min(at + 6)).find(|close| view.is_mark(*close, "»\"”"))?;
    (at + 1..close)
        .all(|inside| view.word(inside).is_word)
        .then_some(close)
}

pub(super) fn is_definite_adjective(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    // وزارة الخارجية الروسية الرئيسين المصري والسوداني
    let two = word.number_of == Some(Number::Dual);
    let apart = two && at > 0 && view.word(at - 1).number_of != Some(Number::Dual);
    // وزارة الخارجية الروسية المستشارة الألمانية
    let title = titles::starts_office(view, at) && view.has(at + 1, Kinds::NISBA);
    // وزارة الداخلية القريبة من القصر
    word.pos == Some(Pos::Adj)
        && !apart
        && !title
        && word.definite
        && !word.pronoun
        && !word.conjunction
        && !word.preposition
        && view.cue(at, Cue::NotName).is_none()
}

/// ل and a definite noun phrase: للتعاون, للانتخابات, لكرة القدم, لشؤون اللاجئين.
fn purpose(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    if at >= sentence.end || !view.folded(at).starts_with('ل') {
        return None;
    }
    let word = view.word(at);
    // للصحافيين: said to people, not what a body is for.
    let people = view.meanings(at).any(|(_, meaning)| match meaning {
        Meaning::Title { .. } => true,
        // الهيئة العامة للطيران المدني
        Meaning::Nominal { nominal, .. } => view.data.nominals[nominal as usize].human,
        _ => false,
    });
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
