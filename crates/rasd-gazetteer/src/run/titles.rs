//! Titles and nationality words.

use super::atom::{Atom, TitleParse, What};
use super::complements::Reading;
use super::heads;
use super::kinds::Kinds;
use super::persons::People;
use super::title_adjectives::{describes, follows_definite, qualifies};
use super::view::View;
use super::word::Word;
use crate::data::{Cue, Inflection, Meaning, TargetKind, TitleKind};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// The office of whoever holds the same in another country.
pub(super) const COUNTERPART: &str = "counterpart";

/// A title read at a token: the mention if it is one, and whether a name may follow.
pub(crate) struct Titled {
    pub(crate) atom: Atom,
    /// False for courtesies, which only announce a name.
    pub(crate) mention: bool,
}

/// The longest title at token `at` with its complements.
pub(crate) fn title(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Titled> {
    if view.has(at, Kinds::cue(Cue::One))
        && let Some(one) = one_of_several(view, people, at, sentence)
    {
        return Some(one);
    }
    nested_title(view, people, at, sentence, 0)
}

/// The same inside `depth` other titles: نائب رئيس مجلس.
pub(super) fn nested_title(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
    depth: u8,
) -> Option<Titled> {
    let (hit, title, form) = longest(view, at)?;
    // قضاه is also "spent it".
    let verb = hit.end as usize == at + 1 && view.word(at).pos == Some(Pos::Verb);
    if verb || qualifies(view, &hit, sentence) {
        return None;
    }
    let form = Inflection {
        number: number(view, &hit, title, form, sentence),
        ..form
    };
    let row = view.data.titles[title as usize];
    let definite = view.has_article(&hit) || form.pronoun > 0 || last_is_definite(view, &hit);
    let mut reading = Reading {
        view,
        construct: hit.end as usize,
        depth,
        people,
        sentence: sentence.clone(),
        number: form.number,
        first: at,
        end: hit.end as usize,
        parse: TitleParse {
            title,
            definite,
            ..TitleParse::default()
        },
        inside: Vec::new(),
    };
    reading.own_names(&hit);
    reading.own_genitive(&hit);
    reading.further_purviews(&hit);
    let mut field = false;
    match row.kind {
        TitleKind::Office => while reading.extend() {},
        TitleKind::Rank => field = reading.qualify_named(),
        TitleKind::Honorific => {}
    }
    let bare = !reading.parse.complements && hit.end as usize == at + 1;
    // المعقل الرئيس للحركة
    if hit.end as usize == at + 1
        && !bare
        && view.folded(at + 1).starts_with('ل')
        && follows_definite(view, &hit)
    {
        return None;
    }
    let strong = reading.parse.strong;
    // مدير المصنع, رئيس الجانب الأمريكي, زعيما البلدين
    let one_of_kind = !definite
        && reading.parse.definite
        && !strong
        && form.number != Number::Plural
        && !view.word(reading.end - 1).pronoun
        && !is_source(view, title)
        && !is_counterpart(view, title);
    reading.parse.of_thing = one_of_kind;
    let mention = match row.kind {
        TitleKind::Rank | TitleKind::Honorific => field,
        TitleKind::Office if strong => true,
        TitleKind::Office if one_of_kind => true,
        TitleKind::Office if !definite => speaks_for_itself(view, title) && !bare,
        // Without saying of whom, a plural is mostly general: السفراء, القيادات الإصلاحية; but نظراءه.
        TitleKind::Office if form.number == Number::Plural => {
            is_source(view, title) || form.pronoun > 0 && is_counterpart(view, title)
        }
        TitleKind::Office if bare => !view.word(at).masdar && !describes(view, &hit),
        TitleKind::Office => true,
    };
    let cut = if bare && form.pronoun > 0 && reading.end == at + 1 {
        form.pronoun
    } else {
        0
    };
    Some(Titled {
        atom: Atom {
            first: at,
            end: reading.end,
            skip: hit.skip,
            cut,
            kind: EntityType::Occ,
            what: What::Title(Box::new(reading.parse)),
            number: form.number,
            gender: form.gender,
            row: Some((row.file, row.line)),
            reason: "title",
            inside: reading.inside,
        },
        mention,
    })
}

/// The longest title at a token; of equally long ones an office before a rank, a rank before a courtesy.
fn longest(view: &View<'_>, at: usize) -> Option<(Hit, u32, Inflection)> {
    // أمام المسجد is no إمام المسجد, though folded alike.
    let place = view.word(at).pos == Some(Pos::Adp) && view.written(at).starts_with(['أ', 'ا']);
    if place || !view.has(at, Kinds::TITLE) {
        return None;
    }
    let mut best: Option<(Hit, u32, Inflection)> = None;
    let mut highest = (0, 0, 0, 0);
    for (hit, meaning) in view.meanings(at) {
        let Meaning::Title { title, form } = meaning else {
            continue;
        };
        let rank = match view.data.titles[title as usize].kind {
            TitleKind::Office => 2,
            TitleKind::Rank => 1,
            TitleKind::Honorific => 0,
        };
        // كاميرا is no "like two emirs", where the lexicon has the word.
        let word = view.word(at);
        if hit.skip > 0 && !(word.guessed || word.conjunction || word.preposition) {
            continue;
        }
        // البر الرئيسي is no "two presidents": what governs a genitive has no article.
        let two = form.number == Number::Dual && form.pronoun == 0 && hit.end as usize == at + 1;
        if two
            && view.has_article(&hit)
            && view.may_be_adjective(at)
            && !view.written(at).ends_with('ن')
        {
            continue;
        }
        // In المتحدث باسم the last word belongs to what follows, which is read as a complement.
        let last = hit.end as usize - 1;
        if last > at && joins_complement(view, last) {
            continue;
        }
        // استقبل الرئيس وزراء الخارجية, شكر الرئيس دولة قطر: the article stands on the last word of a construct.
        let next_governs = |next| {
            let body = rank == 2 && (view.has(next, Kinds::HEAD) || view.has(next, Kinds::NOMINAL));
            starts_office(view, next) || body && !view.word(next).definite
        };
        if rank > 0 && last > at && view.has_article(&hit) && next_governs(at + 1) {
            continue;
        }
        // معالي وزير الخارجية: the courtesy ends where the office begins.
        if rank == 0 && (at + 1..hit.end as usize).any(|inner| starts_office(view, inner)) {
            continue;
        }
        // محامي مريم is one lawyer; مسؤولين is written alike in the dual and the plural, and is mostly
        // the plural.
        let number = match form.number {
            Number::Singular => 2,
            Number::Plural => 1,
            Number::Dual => 0,
        };
        let score = (hit.end, 255 - hit.skip, rank, number);
        if score > highest {
            highest = score;
            best = Some((hit, title, form));
        }
    }
    best
}

/// The number of a title: رئيسا is two presidents only before a genitive, else one in the accusative.
fn number(
    view: &View<'_>,
    hit: &Hit,
    title: u32,
    form: Inflection,
    sentence: &Range<usize>,
) -> Number {
    let (at, next) = (hit.first as usize, hit.end as usize);
    let one = next == at + 1 && form.pronoun == 0 && !view.has_article(hit);
    // 23 دبلوماسيا روسيا
    if one && hit.skip == 0 && at > 0 && view.word(at - 1).number {
        return Number::Plural;
    }
    if !one || form.number == Number::Plural || !view.written(at).ends_with('ا') {
        return form.number;
    }
    let dual = view.meanings(at).any(|(other, meaning)| {
        let Meaning::Title { title: row, form } = meaning else {
            return false;
        };
        row == title && other.end == hit.end && form.number == Number::Dual
    });
    let genitive = || {
        let word = view.word(next);
        let noun = word.definite && !word.pronoun && word.pos == Some(Pos::Noun);
        let name = heads::name(view, next, sentence).filter(|name| name.skip == 0);
        // تركيا is also "a Turkish one", but not beside another country.
        let alone = |name: Atom| {
            let joined = view.folded(name.end).starts_with('و')
                && heads::name(view, name.end, sentence).is_some_and(|other| other.skip == 2);
            joined || !view.has(next, Kinds::NISBA)
        };
        next < sentence.end && (noun || name.is_some_and(alone)) && !word.preposition
    };
    match (dual, form.number) {
        (true, _) if genitive() => Number::Dual,
        (_, Number::Dual) => Number::Singular,
        (_, number) => number,
    }
}

/// Whether a word joins a title to what it is of: باسم, في.
fn joins_complement(view: &View<'_>, at: usize) -> bool {
    let end = Some(at + 1);
    [Cue::Spokesman, Cue::Belonging]
        .into_iter()
        .any(|cue| view.cue(at, cue) == end)
}

/// One of several holders of a title: أحد المسؤولين في الحكومة.
fn one_of_several(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Titled> {
    let (hit, _) = view
        .meanings(at)
        .find(|(hit, meaning)| *meaning == Meaning::Cue(Cue::One) && !hit.article)?;
    let inner = nested_title(view, people, hit.end as usize, sentence, 0)?;
    let What::Title(mut parse) = inner.atom.what else {
        return None;
    };
    let office = view.data.titles[parse.title as usize].kind == TitleKind::Office;
    if !office || inner.atom.number != Number::Plural || inner.atom.skip > 0 || !parse.definite {
        return None;
    }
    // Which of them is not said.
    parse.definite = false;
    Some(Titled {
        atom: Atom {
            first: at,
            skip: hit.skip,
            cut: 0,
            what: What::Title(parse),
            number: Number::Singular,
            reason: "one of several",
            ..inner.atom
        },
        mention: true,
    })
}

/// Whether a title stands for someone though it is indefinite: مصدر أمني, متحدث عسكري.
fn speaks_for_itself(view: &View<'_>, title: u32) -> bool {
    const SPEAKERS: [&str; 3] = ["source", "official", "spokesman"];
    let office = view.data.pool.get(view.data.titles[title as usize].office);
    SPEAKERS.iter().any(|speaker| office.ends_with(speaker))
}

/// Whether a title is one of those whom news quotes in the plural: المصادر.
fn is_source(view: &View<'_>, title: u32) -> bool {
    let office = view.data.titles[title as usize].office;
    view.data.pool.get(office).ends_with("source")
}

/// Whether a title is that of those who hold the same office elsewhere: نظراؤه.
fn is_counterpart(view: &View<'_>, title: u32) -> bool {
    view.data.pool.get(view.data.titles[title as usize].office) == COUNTERPART
}

/// Whether an office begins at a token.
pub(super) fn starts_office(view: &View<'_>, at: usize) -> bool {
    view.has(at, Kinds::TITLE)
        && view.meanings(at).any(|(hit, meaning)| match meaning {
            Meaning::Title { title, .. } => {
                hit.skip == 0 && view.data.titles[title as usize].kind == TitleKind::Office
            }
            _ => false,
        })
}

pub(super) fn last_is_definite(view: &View<'_>, hit: &Hit) -> bool {
    let last = hit.end as usize - 1;
    let word = view.folded(last);
    // وزير الشباب والرياضة
    let word = word.strip_prefix('و').unwrap_or(word);
    // مسؤول رفيع المستوى is some official: the genitive belongs to the adjective.
    let described = || view.cue(last - 1, Cue::TitleAdjective) == Some(last + 1);
    last > hit.first as usize && word.starts_with("ال") && !described()
}

/// Whether a word of one in the feminine plural is a noun of its own: مجريات is no Hungarians.
fn is_other_noun(view: &View<'_>, hit: &Hit, form: Inflection) -> bool {
    let at = hit.first as usize;
    let (word, next) = (view.word(at), view.word(at + 1));
    // مجريات التحقيق: in construct it is no nationality.
    let construct = !word.definite && next.definite && !next.pronoun && !next.preposition;
    let noun = word.pos == Some(Pos::Noun) && !word.guessed && !view.may_be_adjective(at);
    (form.number, form.gender) == (Number::Plural, Some(Gender::Feminine))
        && hit.end as usize == at + 1
        && (noun || construct)
}

/// Whether a group word says where a piece of land is: الساحل الغربي.
fn is_direction(view: &View<'_>, hit: &Hit) -> bool {
    let at = hit.first as usize;
    at > 0 && view.cue(at, Cue::Direction).is_some() && view.cue(at - 1, Cue::Terrain) == Some(at)
}

/// قمة سورية قطرية: whether a nationality word of the same form follows at `next` what may be one itself, after a noun.
pub(super) fn is_first_of_nations(
    view: &View<'_>,
    next: usize,
    sentence: &Range<usize>,
    before: Word,
) -> bool {
    let other = (next < sentence.end).then(|| norp(view, next)).flatten();
    let alike = |other: Atom| other.skip == 0 && other.gender == Some(Gender::Feminine);
    before.pos == Some(Pos::Noun)
        && !view.folded(next).starts_with("ال")
        && other.is_some_and(alike)
}

/// A nationality or group word at a token: the longest.
pub(crate) fn norp(view: &View<'_>, at: usize) -> Option<Atom> {
    if !view.has(at, Kinds::NISBA) {
        return None;
    }
    let mut best: Option<(Hit, u32, Inflection)> = None;
    for (hit, meaning) in view.meanings(at) {
        if let Meaning::Nisba { target, form } = meaning
            && best.is_none_or(|(other, ..)| hit.end > other.end)
            && !is_other_noun(view, &hit, form)
            && !is_direction(view, &hit)
        {
            best = Some((hit, target, form));
        }
    }
    let (hit, target, form) = best?;
    // ذراعه اليمنى, اليد اليمنى: a word in ى that goes with a feminine noun is no nationality.
    let before = at.checked_sub(1).map(|at| view.word(at));
    let limb = before.is_some_and(|word| word.pronoun || word.gender == Some(Gender::Feminine));
    if limb && hit.skip == 0 && view.written(at).ends_with('ى') {
        return None;
    }
    let row = &view.data.targets[target as usize];
    Some(Atom {
        first: at,
        end: hit.end as usize,
        skip: hit.skip,
        cut: 0,
        kind: match row.kind {
            TargetKind::Org => EntityType::Org,
            _ => EntityType::Norp,
        },
        what: What::Nisba(target),
        number: form.number,
        gender: form.gender,
        row: Some((row.file, row.line)),
        reason: "nationality or group word",
        inside: Vec::new(),
    })
}
