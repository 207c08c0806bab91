//! Runs of name-like words: names of persons whom no table lists.

use super::kinds::Kinds;
use super::view::View;
use crate::data::{Cue, How, Meaning, NameToken, TargetKind, TitleKind};
use rasd_core::{Gender, Number, Pos};
use std::ops::Range;

/// Most words that a name has.
const LONGEST: usize = 7;

/// What stands before a word and makes a name likely there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Announced {
    /// Nothing.
    No,
    /// A verb.
    Verb,
    /// A verb whose subject speaks.
    Speech,
    /// A title or a courtesy: any name-like words will do.
    Title,
}

pub(super) fn is_link(view: &View<'_>, at: usize) -> bool {
    matches!(
        view.name_token(at),
        Some((NameToken::Link | NameToken::Kunya, false))
    )
}

/// Whether a word may be part of a name.
pub(super) fn is_namelike(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.is_word
        && !word.conjunction
        && (word.guessed || word.pos == Some(Pos::Propn) || view.name_token(at).is_some())
}

/// A run of name-like words from token `at`: token after it and bytes before it.
pub(super) fn run(
    view: &View<'_>,
    at: usize,
    sentence: &Range<usize>,
    announced: Announced,
) -> Option<(usize, u8)> {
    let (skip, first) = opening(view, at, announced)?;
    let mut end = at + 1;
    let mut count = 1;
    let mut sure = matches!(
        first,
        NameToken::Given | NameToken::Family | NameToken::Rare | NameToken::Kunya
    );
    if first == NameToken::Kunya {
        // أبو, بن: the name is what follows.
        let next = view.word(end);
        let article = next.definite && !next.pronoun && !next.function;
        if end >= sentence.end || !(is_namelike(view, end) || article) {
            return None;
        }
        end += 1;
        count += 1;
    }
    while end < sentence.end && count < LONGEST {
        if view.is_mark(end, "-–") && end + 1 < sentence.end && is_namelike(view, end + 1) {
            end += 2;
            count += 1;
            continue;
        }
        let surname = || {
            let alone = end == at + 1 + usize::from(first == NameToken::Kunya);
            let given = matches!(first, NameToken::Given | NameToken::Kunya) && alone;
            let common = first == NameToken::Given && skip == 0 && announced > Announced::No;
            // عبد الكريم العراقي
            let named = first == NameToken::Kunya || !view.is_common_word(at);
            let sure = announced > Announced::No || named;
            let sure = sure && !view.word(at).definite;
            let nisba = given || is_two_given(view, at..end) && skip == 0;
            let fits = nisba && sure && is_nisba_surname(view, at, end)
                || alone && common && is_common_surname(view, end);
            fits.then_some((NameToken::Common, end + 1))
        };
        if first == NameToken::Given
            && end == at + 1
            && !is_place(view, at)
            && let Some(after) = initial(view, end, sentence)
        {
            return Some((after, skip));
        }
        let next = continuation(view, end, sentence, count).or_else(surname);
        let Some((token, after)) = next else {
            break;
        };
        sure |= token != NameToken::Common;
        count += after - end;
        end = after;
    }
    let enough = match announced {
        // المدرب الأسطوري: a lone definite word of which no table knows is rather an adjective.
        Announced::Title => {
            let adjective = view.word(at).definite && view.name_token(at).is_none();
            count > 1 || (sure && !adjective)
        }
        Announced::Speech => {
            (count > 1 && sure)
                || skip == 0 && (is_unknown_name(view, at) || is_relative(view, at, first))
        }
        Announced::Verb => {
            (count > 1 && sure)
                || (skip == 0 && is_unknown_name(view, at) && looks_foreign(view, at))
        }
        Announced::No => count > 1 && sure,
    };
    enough.then_some((end, skip))
}

/// The token after the initial of a surname, with its full stop where a sentence does not end there: محمد ب.
fn initial(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let word = view.word(at);
    let letter = word.is_word && view.written(at).chars().count() == 1 && !word.conjunction;
    let stop = at + 1 < sentence.end && view.is_mark(at + 1, ".");
    let inside = stop && at + 2 < sentence.end;
    (letter && (inside || word.pos == Some(Pos::Propn))).then_some(at + 1 + usize::from(inside))
}

/// Whether a given name stands after the word for a relative of somebody: شقيقته سمر, زوجته هدى.
fn is_relative(view: &View<'_>, at: usize, first: NameToken) -> bool {
    let before = at.checked_sub(1);
    let whose = before.is_some_and(|before| {
        view.word(before).pronoun && view.cue(before, Cue::Person) == Some(at)
    });
    let (word, next) = (view.word(at), view.word(at + 1));
    // زوجته كريمة النفس
    let genitive = next.definite && next.pos == Some(Pos::Noun) && !next.preposition;
    whose && first == NameToken::Given && !(word.definite || word.masdar || genitive)
}

/// Whether a word that looks like nothing but a name stands where only a subject can: between a conjunction of a
/// clause, or the beginning of the sentence, and a verb (أن بالاسيوس اعترف, سوندلاند يزور كييف).
pub(super) fn is_lone_subject(view: &View<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let opens = at == sentence.start || view.word(at - 1).pos == Some(Pos::Sconj);
    let particle = |at: usize| matches!(view.word(at).pos, Some(Pos::Part | Pos::Aux));
    let verb = |at: usize| at < sentence.end && view.word(at).pos == Some(Pos::Verb);
    let word = view.word(at);
    opens
        && !(word.conjunction || word.preposition)
        && is_unknown_name(view, at)
        && (verb(at + 1) || particle(at + 1) && verb(at + 2))
}

/// How a name may begin at a token.
pub(super) fn opening(view: &View<'_>, at: usize, announced: Announced) -> Option<(u8, NameToken)> {
    let word = view.word(at);
    let namelike = word.guessed || word.pos == Some(Pos::Propn);
    let possible = view.has(at, Kinds::NAME_TOKEN) || announced > Announced::No && namelike;
    if !word.is_word || !possible || view.cue(at, Cue::NotName) == Some(at + 1) {
        return None;
    }
    // وإيمان النفجان is no Wyman.
    let joined = word.conjunction && view.folded(at).starts_with('و');
    let by_table = view
        .meanings(at)
        .filter(|(hit, _)| hit.end as usize == at + 1 && !hit.article && hit.skip <= 2)
        // كأس is a cup, not "like Us".
        .filter(|(hit, _)| hit.skip == 0 || word.guessed || word.conjunction || word.preposition)
        .filter_map(|(hit, meaning)| match meaning {
            Meaning::NameToken(token) => Some((hit.skip, token)),
            _ => None,
        })
        .min_by_key(|(skip, token)| {
            let given = matches!(
                token,
                NameToken::Given | NameToken::Common | NameToken::Kunya
            );
            (!(joined && *skip > 0 && given), *skip)
        });
    let titled = announced == Announced::Title;
    match by_table {
        Some((skip, NameToken::Kunya)) if !titled || skip == 0 => Some((skip, NameToken::Kunya)),
        Some((_, NameToken::Link | NameToken::Ordinal)) => None,
        _ if word.function => None,
        Some((skip, token)) if titled => (skip == 0).then_some((skip, token)),
        // A verb or a country is no name before it is announced.
        Some(_) if word.pos == Some(Pos::Verb) || is_country(view, at) => None,
        // كريم is a company too, but not before a surname.
        Some(_) if is_place(view, at) && !is_namelike(view, at + 1) => None,
        Some((skip, NameToken::Given)) => Some((skip, NameToken::Given)),
        Some((skip, NameToken::Rare)) if !view.is_common_word(at) => Some((skip, NameToken::Rare)),
        Some((skip, token)) if announced == Announced::Speech => Some((skip, token)),
        // وأدان فارس البكوع
        Some((0, NameToken::Common)) if announced == Announced::Verb && is_odd(view, at + 1) => {
            Some((0, NameToken::Common))
        }
        // نور الدين خشخوش
        Some((0, NameToken::Common | NameToken::Rare))
            if view.has(at + 1, Kinds::cue(Cue::NameEnd)) && is_namelike(view, at + 2) =>
        {
            Some((0, NameToken::Given))
        }
        // سعد بن أبي وقاص
        Some((skip, NameToken::Common | NameToken::Rare))
            if matches!(view.name_token(at + 1), Some((NameToken::Kunya, false))) =>
        {
            Some((skip, NameToken::Common))
        }
        // رئيس الهيئة لاشين إبراهيم
        _ if titled && is_whole_given(view, at) => Some((0, NameToken::Family)),
        _ if is_place(view, at) || word.conjunction || word.preposition => None,
        _ if titled && namelike && view.written(at).chars().count() > 2 => {
            Some((0, NameToken::Family))
        }
        _ if announced > Announced::No && is_unknown_name(view, at) => Some((0, NameToken::Family)),
        _ => None,
    }
}

/// Whether a definite word that the lexicon does not have stands at a token by itself.
fn is_odd(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.is_word
        && word.guessed
        && word.definite
        && !(word.pronoun || word.conjunction || word.preposition)
        && !is_place(view, at)
}

/// Whether a word is not in the lexicon and looks like nothing but a name, or is one by the lexicon.
pub(super) fn is_unknown_name(view: &View<'_>, at: usize) -> bool {
    const SHORTEST: usize = 4;
    let word = view.word(at);
    let written = view.written(at);
    word.pos == Some(Pos::Propn)
        && written.chars().count() >= SHORTEST
        && !written.starts_with("ال")
        && !written.contains('.')
        && !view
            .meanings(at)
            .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. } | Meaning::Nominal { .. }))
}

/// Whether a word has none of the letters that only Arabic words have, and is not short.
pub(super) fn looks_foreign(view: &View<'_>, at: usize) -> bool {
    const ARABIC_ONLY: &str = "حعصضظثذءئؤةى";
    let written = view.written(at);
    written.chars().count() > 4 && !written.contains(|c| ARABIC_ONLY.contains(c))
}

/// Whether a place, an organisation or a nationality word is listed at a token.
pub(super) fn is_place(view: &View<'_>, at: usize) -> bool {
    view.has(at, Kinds::NAME.with(Kinds::NISBA))
        && view.meanings(at).any(|(_, meaning)| match meaning {
            Meaning::Name { target, .. } => {
                view.data.targets[target as usize].kind != TargetKind::Person
            }
            Meaning::Nisba { .. } => true,
            _ => false,
        })
}

/// Whether a common word stands at a token that says nothing of who is named before it and is no object (محمد
/// محسوب, خالد خياط): indefinite, masculine, without its vowel sign, and with nothing that belongs to it.
fn is_common_surname(view: &View<'_>, at: usize) -> bool {
    let (word, next) = (view.word(at), view.word(at + 1));
    let noun = next.is_word && matches!(next.pos, Some(Pos::Noun | Pos::Adj | Pos::Propn));
    // محمد محسوب وزير الشؤون القانونية
    let noun = noun && !view.has(at + 1, Kinds::TITLE);
    matches!(word.pos, Some(Pos::Noun | Pos::Adj))
        && !(word.definite || word.conjunction || word.preposition || word.construct)
        && !(word.masdar || word.number || word.function)
        && view.cue(at, Cue::NotName).is_none()
        && word.gender == Some(Gender::Masculine)
        && word.number_of != Some(Number::Plural)
        && !view.written(at).ends_with(['ا', 'ة'])
        && (!noun || next.preposition)
        && !view
            .meanings(at)
            .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. } | Meaning::Nominal { .. }))
}

/// Whether a word that looks like a nationality word stands at `end`, right after the given name that begins at a
/// token, and so is a surname: حسن الألفي, أحمد العراقي. After somebody known by one name it is no part of his name.
fn is_nisba_surname(view: &View<'_>, at: usize, end: usize) -> bool {
    const SHORTEST: usize = 5;
    const OTHER: Kinds = Kinds::TITLE
        .with(Kinds::NOMINAL)
        .with(Kinds::cue(Cue::TitleAdjective))
        .with(Kinds::cue(Cue::NotName))
        .with(Kinds::cue(Cue::Former))
        .with(Kinds::cue(Cue::Remark));
    let (word, written) = (view.word(end), view.written(end));
    let nisba = word.definite && written.starts_with("ال") && written.ends_with('ي');
    let noun = matches!(word.pos, Some(Pos::Adj | Pos::Noun | Pos::Num));
    let one = word.number_of != Some(Number::Plural) && word.gender != Some(Gender::Feminine);
    nisba
        && noun
        && one
        && written.chars().count() >= SHORTEST
        && !view.has(end, OTHER)
        && !is_known_alone(view, at)
}

/// Whether two given names stand at these tokens, with which nobody is known: محمد سعيد الكندي, خالد محمود العراقي.
fn is_two_given(view: &View<'_>, tokens: Range<usize>) -> bool {
    let given = |at: usize| {
        let part = view.name_token(at).map(|(token, _)| token);
        part == Some(NameToken::Given) && !view.word(at).definite
    };
    let known = || {
        view.meanings(tokens.start).any(|(hit, meaning)| {
            matches!(meaning, Meaning::Name { .. }) && hit.end as usize == tokens.end
        })
    };
    tokens.len() == 2 && tokens.clone().all(given) && !known()
}

/// Whether somebody is known by the one word at a token.
fn is_known_alone(view: &View<'_>, at: usize) -> bool {
    view.has(at, Kinds::PERSON)
        && view.meanings(at).any(|(hit, meaning)| match meaning {
            Meaning::Name { target, how } => {
                view.data.targets[target as usize].kind == TargetKind::Person
                    && matches!(how, How::Full | How::Famous)
                    && hit.end as usize == at + 1
            }
            _ => false,
        })
}

/// As [`is_place`], leaving out small places without the article, which need a word beside them (زمار).
fn is_plain_place(view: &View<'_>, at: usize) -> bool {
    is_place(view, at)
        && view.meanings(at).any(|(_, meaning)| match meaning {
            Meaning::Name { target, how } => {
                let person = view.data.targets[target as usize].kind == TargetKind::Person;
                let small = matches!(how, How::NeedsContext | How::NeedsHead);
                !person && (!small || view.folded(at).starts_with("ال"))
            }
            Meaning::Nisba { .. } => true,
            _ => false,
        })
}

/// Whether a word that follows a name has a proclitic of its own: بوتين بنظيره, آبي للصحفيين, and
/// وإيمان النفجان, which Wyman is written like.
fn has_proclitic(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let and = view.folded(at).starts_with('و');
    let known = || {
        view.meanings(at).any(|(hit, meaning)| {
            hit.skip > 0
                && match meaning {
                    Meaning::Title { .. } | Meaning::Nominal { .. } => true,
                    Meaning::NameToken(NameToken::Given | NameToken::Common)
                        if and && word.conjunction =>
                    {
                        true
                    }
                    Meaning::NameToken(_) => and && view.name_token(at).is_none(),
                    _ => false,
                }
        })
    };
    (word.pos != Some(Pos::Propn) && view.folded(at).starts_with("لل")) || known()
}

/// Whether a word of no table right after a given name is a surname whose first letter only looks like a proclitic:
/// هاينز فاسبندر, غابي لاسكر.
fn is_whole_surname(view: &View<'_>, at: usize) -> bool {
    let given = at > 0
        && matches!(
            view.name_token(at - 1),
            Some((NameToken::Given | NameToken::Rare, _))
        )
        && !is_known_alone(view, at - 1)
        && !is_place(view, at - 1)
        && !view.is_common_word(at - 1);
    // Behind و another name begins: بلير وأولمرت.
    given && is_whole_word(view, at) && !view.folded(at).starts_with('و')
}

/// The same of a given name after a title, with a surname that is surely one: رئيس الهيئة لاشين إبراهيم.
fn is_whole_given(view: &View<'_>, at: usize) -> bool {
    let surname = matches!(
        view.name_token(at + 1),
        Some((NameToken::Given | NameToken::Family | NameToken::Rare, _))
    );
    is_whole_word(view, at) && surname && !is_place(view, at + 1)
}

/// Whether a word of no table looks like one without proclitics: nothing is listed behind its first letters.
fn is_whole_word(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let rest = || {
        view.meanings(at).any(|(hit, meaning)| {
            hit.skip > 0 && !matches!(meaning, Meaning::Cue(_) | Meaning::Qualifier(_))
        })
    };
    word.guessed
        && word.pos != Some(Pos::Verb)
        && !(word.definite || word.pronoun)
        && looks_foreign(view, at)
        && !rest()
}

/// Whether a country, a capital or a nationality word is listed at a token.
fn is_country(view: &View<'_>, at: usize) -> bool {
    let nisba = |(_, meaning)| matches!(meaning, Meaning::Nisba { .. });
    is_country_name(view, at) || view.meanings(at).any(nisba)
}

/// Whether a country or a capital is listed at a token.
fn is_country_name(view: &View<'_>, at: usize) -> bool {
    view.meanings(at).any(|(_, meaning)| match meaning {
        Meaning::Name { target, how } => {
            matches!(how, How::Capital { .. })
                || view.data.targets[target as usize].kind == TargetKind::Country
        }
        _ => false,
    })
}

/// What a word adds to a name that has begun, and the token after it.
pub(super) fn continuation(
    view: &View<'_>,
    at: usize,
    sentence: &Range<usize>,
    count: usize,
) -> Option<(NameToken, usize)> {
    let word = view.word(at);
    if !word.is_word || word.function || starts_title(view, at) || has_proclitic(view, at) {
        return None;
    }
    if view.cue(at, Cue::NotName).is_some() {
        return None;
    }
    let ordinal = view
        .meanings(at)
        .find(|(hit, meaning)| hit.skip == 0 && *meaning == Meaning::NameToken(NameToken::Ordinal))
        .map(|(hit, _)| hit.end as usize);
    if let Some(end) = ordinal {
        return (count == 1).then_some((NameToken::Ordinal, end));
    }
    let goes_on = |after: usize| {
        let next = view.word(after);
        after < sentence.end
            && next.is_word
            && !next.function
            && (next.pos != Some(Pos::Verb) || view.name_token(after).is_some())
    };
    // دي لا روا
    let long_link = view.meanings(at).find(|(hit, meaning)| {
        let link = *meaning == Meaning::NameToken(NameToken::Link);
        link && hit.skip == 0 && hit.end as usize > at + 1
    });
    if let Some((hit, _)) = long_link {
        let after = hit.end as usize;
        return goes_on(after).then_some((NameToken::Link, after + 1));
    }
    if let Some((token, _)) = view.name_token(at) {
        return match token {
            NameToken::Link | NameToken::Kunya => goes_on(at + 1).then_some((token, at + 2)),
            NameToken::Common | NameToken::Rare if word.pos == Some(Pos::Verb) => None,
            _ => Some((token, at + 1)),
        };
    }
    // A foreign surname may look like a plural before its complement (سيرج داسو), which has no
    // place after a given name.
    let stray_plural = count == 1 && word.construct;
    let unknown = (word.guessed || word.pos == Some(Pos::Propn) || stray_plural)
        && (!(word.conjunction || word.preposition) || count == 1 && is_whole_surname(view, at))
        && word.pos != Some(Pos::Verb);
    // A nationality word is a surname only right after a given name, and the name of a country no
    // surname: اتهم ستولتنبرغ روسيا. A small place (زمار) may well be one.
    let place = if count == 1 {
        is_country_name(view, at)
    } else {
        is_plain_place(view, at)
    };
    (unknown && !place).then_some((NameToken::Family, at + 1))
}

/// Whether a title begins at a token, other than one that is also a surname (السيد).
pub(super) fn starts_title(view: &View<'_>, at: usize) -> bool {
    view.has(at, Kinds::TITLE)
        && view.meanings(at).any(|(hit, meaning)| match meaning {
            Meaning::Title { title, .. } => {
                let long = hit.end as usize > at + 1;
                let office = view.data.titles[title as usize].kind == TitleKind::Office;
                hit.skip == 0 && (long || (office && view.has_article(&hit)))
            }
            _ => false,
        })
}
