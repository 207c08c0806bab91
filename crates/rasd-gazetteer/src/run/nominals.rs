//! Nominals that may fill an argument: groups of people, bodies, governments, the two sides spoken of.
//!
//! A nominal is read from its quantity or demonstrative (عدد من, 26, هؤلاء) over its noun to what
//! belongs to it, which [`super::nominal_parts`] reads.

use super::atom::{Atom, NominalParse, What};
use super::concord;
use super::kinds::Kinds;
use super::nominal_groups::{nationals, sharing};
use super::nominal_parts::{Reading, is_sound};
use super::persons::People;
use super::titles;
use super::view::View;
use crate::data::{Cue, Inflection, Meaning, Reference, TitleKind};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// What a participle that says how something is done can act on.
const ACTED_ON: Kinds = Kinds::TITLE.with(Kinds::NOMINAL).with(Kinds::NAME);

/// Most words of a quantity: عشرات الآلاف من.
const QUANTITY: usize = 5;

/// The nominal at token `at` with what belongs to it, if one is.
pub(super) fn nominal(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Atom> {
    quantified(view, people, at, sentence, 0)
        .or_else(|| demonstrated(view, people, at, sentence))
        .or_else(|| {
            let atom = plain(view, people, at, sentence)?;
            Some(sharing(view, people, atom, sentence))
        })
        .or_else(|| nationals(view, people, at, sentence))
}

/// A counted nominal: عدد من المتظاهرين, 26 أسيرا, آلاف العراقيين, أحد الجنود; inside `depth` other nominals.
pub(super) fn quantified(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
    depth: u8,
) -> Option<Atom> {
    let (mut next, skip, one) = quantity(view, at)?;
    while next < sentence.end && next - at < QUANTITY {
        match quantity(view, next) {
            Some((after, 0, false)) => next = after,
            Some((after, 2, false)) if makes_one_number(view, next) => next = after,
            _ => break,
        }
    }
    if next >= sentence.end || next - at > QUANTITY {
        return None;
    }
    // ثلاثة من المستوطنين, but كل من المستوطنين names the first of two.
    if view.word(next - 1).number && view.written(next) == "من" && next + 1 < sentence.end {
        next += 1;
    }
    let start = view.cue(next, Cue::Demonstrative).unwrap_or(next);
    let group = nested(view, people, start, sentence, depth);
    let group = group.filter(|inner| is_group(view, inner));
    let members = || {
        titles::norp(view, next)
            .filter(|inner| inner.number == Number::Plural || is_counted(view, inner))
    };
    // ثلاثة من عرب إسرائيل
    let inner = match group.or_else(|| nationals(view, people, next, sentence)) {
        Some(inner) => inner,
        None => people_of(view, members()?)?,
    };
    let inner = joined(view, people, inner, sentence);
    (inner.skip == 0).then_some(Atom {
        first: at,
        skip,
        number: if one {
            Number::Singular
        } else {
            Number::Plural
        },
        reason: "counted nominal",
        ..inner
    })
}

/// Whether a number that و joins makes one with the number before it: سبعة وثلاثون, but not اثنان وثلاثة.
fn makes_one_number(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let own = word.number && word.conjunction && !word.preposition;
    let tens = |written: &str| written.ends_with("ون") || written.ends_with("ين");
    own && tens(view.folded(at)) && view.word(at - 1).number
}

/// Whether a nationality word in the singular is what a number counts: 18 فلسطينيا.
fn is_counted(view: &View<'_>, members: &Atom) -> bool {
    let at = members.first;
    members.skip == 0
        && members.number == Number::Singular
        && members.gender == Some(Gender::Masculine)
        && at > 0
        && view.word(at - 1).number
        && view.written(members.end - 1).ends_with('ا')
}

/// People counted by their nationality: آلاف العراقيين.
pub(super) fn people_of(view: &View<'_>, members: Atom) -> Option<Atom> {
    let What::Nisba(target) = members.what else {
        return None;
    };
    let parse = NominalParse {
        nominal: view.data.people?,
        countries: vec![target],
        ..NominalParse::default()
    };
    Some(Atom {
        kind: EntityType::Nom,
        what: What::Nominal(Box::new(parse)),
        inside: vec![members.clone()],
        ..members
    })
}

/// A definite nominal after a demonstrative: هؤلاء المعتقلين.
fn demonstrated(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Atom> {
    if !view.has(at, Kinds::cue(Cue::Demonstrative)) {
        return None;
    }
    let (hit, _) = view
        .meanings(at)
        .find(|(_, meaning)| *meaning == Meaning::Cue(Cue::Demonstrative))?;
    let inner = plain(view, people, hit.end as usize, sentence)?;
    let definite = matches!(&inner.what, What::Nominal(parse) if parse.definite);
    let fits = definite && inner.skip == 0 && is_group(view, &inner);
    fits.then(|| Atom {
        first: at,
        skip: hit.skip,
        ..joined(view, people, inner, sentence)
    })
}

/// Takes the nominals that و joins under one quantity: عدد من الأطباء والممرضين.
fn joined(view: &View<'_>, people: &People, mut atom: Atom, sentence: &Range<usize>) -> Atom {
    let and = |at: usize| at < sentence.end && view.folded(at).starts_with('و');
    while and(atom.end) {
        let Some(next) = plain(view, people, atom.end, sentence) else {
            break;
        };
        let (What::Nominal(parse), What::Nominal(other)) = (&mut atom.what, &next.what) else {
            break;
        };
        let alike = next.skip == 2
            && next.cut == 0
            && next.number == atom.number
            && other.definite == parse.definite
            && is_group(view, &next);
        if !alike {
            break;
        }
        if let What::Nominal(other) = next.what {
            parse.joined.push(*other);
        }
        atom.end = next.end;
        atom.inside.extend(next.inside);
    }
    atom
}

pub(super) fn is_group(view: &View<'_>, atom: &Atom) -> bool {
    match &atom.what {
        What::Nominal(parse) => matches!(
            view.data.nominals[parse.nominal as usize].reference,
            Reference::Group | Reference::Body
        ),
        _ => false,
    }
}

/// A number or a word of quantity: the token after it, the bytes before it, and whether it takes one.
fn quantity(view: &View<'_>, at: usize) -> Option<(usize, u8, bool)> {
    let word = view.word(at);
    // دول عدة
    if view.cue(at, Cue::After).is_some() && at > 0 {
        let before = view.word(at - 1);
        let noun = matches!(before.pos, Some(Pos::Noun | Pos::Adj)) && !before.definite;
        if noun && before.number_of == Some(Number::Plural) {
            return None;
        }
    }
    // With the article it rather ends something: الأحد, الثلاثة.
    if word.number && !word.definite {
        let skip = usize::from(word.conjunction) + usize::from(word.preposition);
        return Some((at + 1, 2 * skip as u8, false));
    }
    if view.is_mark(at, "(") && view.word(at + 1).number && view.is_mark(at + 2, ")") {
        return Some((at + 3, 0, false));
    }
    if !view.has(at, Kinds::cue(Cue::Quantity).with(Kinds::cue(Cue::One))) {
        return None;
    }
    let sound = |hit: &Hit| !hit.article;
    view.meanings(at).find_map(|(hit, meaning)| match meaning {
        Meaning::Cue(Cue::Quantity) if sound(&hit) => Some((hit.end as usize, hit.skip, false)),
        Meaning::Cue(Cue::One) if sound(&hit) => Some((hit.end as usize, hit.skip, true)),
        _ => None,
    })
}

/// A nominal with nationality words, adjectives, and what it is of.
pub(super) fn plain(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Atom> {
    nested(view, people, at, sentence, 0)
}

/// The same inside `depth` other nominals.
pub(super) fn nested(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
    depth: u8,
) -> Option<Atom> {
    let (hit, nominal, form) = longest(view, at)?;
    let row = view.data.nominals[nominal as usize];
    if qualifies(view, &hit, form) || is_other_word(view, &hit, form) {
        return None;
    }
    if view.has(at, Kinds::cue(Cue::Act)) || opens_courtesy(view, at, &hit) {
        return None;
    }
    // دولة رئيس الوزراء, but حكومة رئيس الوزراء
    let land = row.reference == Reference::State && !row.human;
    let title = || view.has(at + 1, Kinds::TITLE) && !view.folded(at + 1).starts_with("ال");
    if land && hit.end as usize == at + 1 && title() {
        return None;
    }
    // بقيادة حفتر says who leads.
    let word = view.word(at);
    let by = word.masdar && word.preposition && !word.definite && !view.folded(at).starts_with('ل');
    if row.reference == Reference::State && by {
        return None;
    }
    let open = form.pronoun == 0
        && matches!(
            row.reference,
            Reference::Group | Reference::State | Reference::Body | Reference::Both
        );
    let own_end = hit.end as usize;
    let definite = view.has_article(&hit) || titles::last_is_definite(view, &hit);
    let mut reading = Reading {
        view,
        people,
        sentence,
        head: own_end - 1,
        number: form.number,
        governs: false,
        depth,
        end: own_end,
        parse: NominalParse {
            nominal,
            definite,
            ..NominalParse::default()
        },
        inside: Vec::new(),
    };
    // هاجم مسلح دورية, أطلق قناص النار; but شاب مالي
    let sole = form.number == Number::Singular
        && view.cue(at, Cue::Sole).is_some()
        && !view.written(own_end).ends_with('ي');
    let construct = !definite && form.pronoun == 0 && !sole && may_govern(view, &hit, form);
    if construct && at + 1 == own_end && acts(view, at) {
        return None;
    }
    // استدعت 15 دولة سفراء إسرائيل: one that is counted is not of anything definite.
    let counted = at > 0
        && hit.skip == 0
        && form.number == Number::Singular
        && view.word(at - 1).number
        && !view.word(at - 1).definite;
    if open {
        reading.read(construct, counted, row.reference);
    }
    let bare = reading.end == own_end;
    if is_cut_short(&reading, &hit, form, bare) {
        return None;
    }
    // مجندا is the dual only where it governs something.
    let number = match form.number {
        Number::Dual if !reading.governs && view.written(own_end - 1).ends_with('ا') => {
            Number::Singular
        }
        number => number,
    };
    reading.parse.bare = bare;
    Some(Atom {
        first: at,
        end: reading.end,
        skip: hit.skip,
        cut: if bare { form.pronoun } else { 0 },
        kind: match row.reference {
            Reference::Realm => EntityType::Gpe,
            Reference::Both if !row.role.is_empty() => EntityType::Gpe,
            _ => EntityType::Nom,
        },
        what: What::Nominal(Box::new(reading.parse)),
        number,
        gender: form.gender,
        row: Some((row.file, row.line)),
        reason: "nominal",
        inside: reading.inside,
    })
}

/// Whether a longer courtesy begins with a nominal: صاحب الجلالة.
fn opens_courtesy(view: &View<'_>, at: usize, hit: &Hit) -> bool {
    view.meanings(at).any(|(other, meaning)| {
        let Meaning::Title { title, .. } = meaning else {
            return false;
        };
        let courtesy = view.data.titles[title as usize].kind == TitleKind::Honorific;
        courtesy && other.end > hit.end
    })
}

/// The noun for a body at a token: جيش in الجيش الروسي.
pub(super) fn body(view: &View<'_>, at: usize) -> Option<u32> {
    let (_, nominal, _) = longest(view, at)?;
    let row = view.data.nominals[nominal as usize];
    (row.reference == Reference::Body).then_some(nominal)
}

/// The longest nominal at a token.
fn longest(view: &View<'_>, at: usize) -> Option<(Hit, u32, Inflection)> {
    if !view.has(at, Kinds::NOMINAL) {
        return None;
    }
    let mut best: Option<(Hit, u32, Inflection)> = None;
    for (hit, meaning) in view.meanings(at) {
        let Meaning::Nominal { nominal, form } = meaning else {
            continue;
        };
        let better = best.is_none_or(|(other, row, before)| {
            // محامي: one lawyer rather than the lawyers of someone.
            let one = form.number == Number::Singular && before.number != Number::Singular;
            // ممرضين is written alike in the dual and the plural, and is mostly the plural.
            let several =
                nominal == row && (before.number, form.number) == (Number::Dual, Number::Plural);
            hit.end > other.end || (hit.end == other.end && (one || several))
        });
        if better {
            best = Some((hit, nominal, form));
        }
    }
    best
}

/// Whether a word is rather an adjective of the noun before it: المؤتمر الصحفي, النزاع المسلح,
/// تنظيم «داعش» الإرهابي.
fn qualifies(view: &View<'_>, hit: &Hit, form: Inflection) -> bool {
    let at = hit.first as usize;
    if at < 2 || hit.skip > 0 || hit.end as usize > at + 1 {
        return false;
    }
    if view.cue(at - 1, Cue::Adjective) == Some(at) {
        return true;
    }
    if concord::differs(view, at - 1, at) || concord::is_object(view, at - 1, at) {
        return false;
    }
    let article = view.has_article(hit);
    let (word, before) = (view.word(at), view.word(at - 1));
    // فرقت الشرطة المصلين
    let men = form.number == Number::Plural && word.gender != Some(Gender::Feminine);
    if men && before.number_of == Some(Number::Singular) && !before.number {
        return false;
    }
    // السعودية الشقيقة
    let courteous = article && view.cue(at, Cue::TitleAdjective).is_some() && before.is_word;
    // أفرجت عن الأسير, نقلت السلطات الأسير
    let man = form.number == Number::Singular && word.gender == Some(Gender::Masculine);
    let several = man && before.number_of == Some(Number::Plural);
    let courteous = courteous && !before.function && before.pos != Some(Pos::Verb) && !several;
    // انتقد النواب الحكومة
    let body = article && is_state(view, at) && word.gender != before.gender;
    let adjective = !body
        && (word.pos == Some(Pos::Adj)
            || (form.number == Number::Singular && view.may_be_adjective(at)));
    // مؤتمر صحفي
    let of_thing = form.number == Number::Singular
        && before.definite == article
        && view.cue(at - 1, Cue::Thing) == Some(at);
    if courteous || of_thing || !adjective {
        return courteous || of_thing;
    }
    if article && view.is_mark(at - 1, "»”\"") && view.word(at - 2).is_word {
        return true;
    }
    // مقتل مدني: someone killed, not an adjective.
    if view.cue(at - 1, Cue::Victim) == Some(at) {
        return false;
    }
    let noun = before.is_word
        && !before.guessed
        && !before.pronoun
        && !before.number
        && matches!(before.pos, Some(Pos::Noun | Pos::Adj));
    let agrees = match (before.gender, word.gender) {
        (Some(before), Some(word)) => article || before == word,
        _ => true,
    };
    noun && agrees && before.definite == article
}

/// Whether a word is one for a government.
fn is_state(view: &View<'_>, at: usize) -> bool {
    view.meanings(at).any(|(hit, meaning)| {
        hit.end as usize == at + 1
            && matches!(meaning, Meaning::Nominal { nominal, .. }
                if view.data.nominals[nominal as usize].reference == Reference::State)
    })
}

/// أسر المتمردون ضابطين: whether a word can be a verb and men in the nominative follow, which nothing is of.
fn acts(view: &View<'_>, at: usize) -> bool {
    let next = view.word(at + 1);
    let men = next.participle || view.has(at + 1, Kinds::NISBA.with(Kinds::NOMINAL));
    let written = view.written(at + 1);
    let subject = match next.construct {
        true => written.ends_with('و'),
        false => written.ends_with("ون") && view.folded(at + 1).starts_with("ال"),
    };
    let plural = next.number_of == Some(Number::Plural);
    men && plural && subject && view.layer.may_be(at, Pos::Verb)
}

/// Whether a word of one is rather a verb (تابع), says how something was done (معلقا على, متهما
/// إيران), or is another word with a proclitic (والدين in الدولة والدين).
fn is_other_word(view: &View<'_>, hit: &Hit, form: Inflection) -> bool {
    let (at, next) = (hit.first as usize, hit.end as usize);
    if next > at + 1 {
        return false;
    }
    let (word, after) = (view.word(at), view.word(next));
    let written = view.written(at);
    let object = after.is_word
        && !after.preposition
        && !after.conjunction
        && (after.definite || after.pos == Some(Pos::Propn));
    // معلقا is also two commentators of someone; the lexicon tells which.
    let one = match form.number {
        Number::Singular => true,
        Number::Dual => word.number_of == Some(Number::Singular),
        Number::Plural => false,
    };
    let manner = word.participle
        && written.ends_with('ا')
        && one
        && (object || view.cue(next, Cue::Governed).is_some());
    // قطعت الحكومة علاقاتها، متهمة حزب الله بتسليحهم; دعا إلى الحوار، منتقدا سياسات خصومه
    let named = object || view.has(next, ACTED_ON) || view.cue(next, Cue::Governed).is_some();
    let apart = at > 0 && view.is_mark(at - 1, "،,");
    let noun = after.pos == Some(Pos::Noun) && !after.preposition && !after.conjunction;
    let manner = manner
        || view.cue(at, Cue::Manner) == Some(next) && named
        || apart && word.participle && written.ends_with('ا') && one && noun;
    let clitic = hit.skip == 0 && (word.conjunction || word.preposition);
    // أخرى is no plural of آخر in construct.
    let other = written.ends_with('ى')
        && form.number == Number::Plural
        && word.number_of == Some(Number::Singular);
    word.pos == Some(Pos::Verb) || manner || clitic || other
}

/// Whether a word needs more than it has to be a nominal: قيادة, مئات الألغام, شخصي.
fn is_cut_short(reading: &Reading<'_, '_>, hit: &Hit, form: Inflection, bare: bool) -> bool {
    let view = reading.view;
    let last = hit.end as usize - 1;
    let word = view.word(last);
    let one = last == hit.first as usize;
    // A verbal noun is an act, unless it is definite or something says who they are.
    let act = one && word.masdar && bare && (form.pronoun > 0 || !reading.parse.definite);
    // Numbers of things, where no people follow.
    let next = view.word(reading.end);
    let counts = !reading.parse.definite
        && view.cue(hit.first as usize, Cue::Quantity) == Some(hit.end as usize)
        && (next.pos == Some(Pos::Noun) && !next.conjunction && !next.preposition
            || view.written(reading.end) == "من");
    // Without its ن a dual governs something.
    let dual = form.number == Number::Dual
        && form.pronoun == 0
        && one
        && !reading.governs
        && view.written(last).ends_with('ي');
    act || counts || dual
}

/// Whether a noun may stand in construct: not with the ن of the dual and plural, nor in the accusative.
fn may_govern(view: &View<'_>, hit: &Hit, form: Inflection) -> bool {
    let written = view.written(hit.end as usize - 1);
    match form.number {
        Number::Singular => !written.ends_with('ا'),
        Number::Dual => !written.ends_with('ن'),
        Number::Plural => !is_sound(written),
    }
}
