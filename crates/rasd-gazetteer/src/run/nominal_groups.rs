//! Nominals of more than one word for people: those of a nation told from others, and nouns that و joins under what
//! follows both.

use super::atom::{Atom, What};
use super::kinds::Kinds;
use super::nominal_parts::{Reading, is_sound};
use super::nominals::{is_group, people_of, plain};
use super::persons::People;
use super::titles;
use super::view::View;
use super::word::Word;
use crate::data::Cue;
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// People named by their nation or creed whom another word tells from others: القوميون المصريون, مسلمي البوسنة.
pub(super) fn nationals(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Atom> {
    let members = titles::norp(view, at).filter(|members| {
        members.kind == EntityType::Norp
            && members.number == Number::Plural
            && members.gender != Some(Gender::Feminine)
            && members.end < sentence.end
            && (view.has(members.end, TELLING) || view.word(members.end).pos == Some(Pos::Adj))
    })?;
    let (head, own_end) = (members.end - 1, members.end);
    let written = view.folded(head);
    let definite = written
        .get(usize::from(members.skip)..)
        .is_some_and(|word| word.starts_with("ال"));
    let sound = is_sound(written);
    let before = match at > sentence.start {
        true => view.word(at - 1),
        false => Word::default(),
    };
    // قتل الروس الأوكرانيين
    let verb = before.pos == Some(Pos::Verb) && !sound;
    // المحاربين الكنديين القدامى are told by what comes before.
    let describes = members.skip == 0
        && matches!(before.pos, Some(Pos::Noun | Pos::Adj))
        && before.number_of != Some(Number::Singular)
        && before.definite == definite
        && !before.construct;
    // منتجات الألبان السعودية
    let next = view.word(own_end);
    let several = titles::norp(view, own_end)
        .map_or(next.number_of == Some(Number::Plural), |nation| {
            nation.number == Number::Plural
        });
    let country = !definite && !sound && view.has(own_end, Kinds::NAME);
    if verb || describes || !(several || country) {
        return None;
    }
    let atom = people_of(view, members)?;
    let What::Nominal(parse) = atom.what else {
        return None;
    };
    let mut reading = Reading {
        view,
        people,
        sentence,
        head,
        number: Number::Plural,
        governs: false,
        depth: 0,
        end: own_end,
        parse: *parse,
        inside: atom.inside,
    };
    reading.tell(definite, country);
    (reading.end > own_end).then(|| Atom {
        end: reading.end,
        what: What::Nominal(Box::new(reading.parse)),
        reason: "people of a nation or creed, told from others",
        inside: reading.inside,
        ..atom
    })
}

/// What may tell people from others.
const TELLING: Kinds = Kinds::NISBA.with(Kinds::NAME);

/// Takes the noun that و joins to one that waits for what follows both: أحزاب وشخصيات سياسية, قادة وعناصر التنظيم.
pub(super) fn sharing(
    view: &View<'_>,
    people: &People,
    mut atom: Atom,
    sentence: &Range<usize>,
) -> Atom {
    let (head, next) = (atom.end - 1, atom.end);
    let word = view.word(head);
    let open = matches!(&atom.what, What::Nominal(parse) if parse.bare && !parse.definite)
        && atom.number == Number::Plural
        && atom.cut == 0
        && next + 1 < sentence.end
        && view.folded(next).starts_with('و')
        && !view.has(next, Kinds::cue(Cue::Quantity).with(Kinds::NUMBER))
        && is_group(view, &atom)
        // بين متظاهرين وعناصر أمنية are two sides.
        && (atom.first == sentence.start || view.written(atom.first - 1) != "بين");
    let Some(other) = open
        .then(|| plain(view, people, next, sentence))
        .flatten()
        .filter(|other| other.skip == 2 && other.cut == 0 && other.number == Number::Plural)
    else {
        return atom;
    };
    let What::Nominal(second) = &other.what else {
        return atom;
    };
    let follows = view.word(next + 1);
    let things = follows.number_of != Some(Number::Plural);
    let written = view.written(head);
    let sound = is_sound(written);
    // The ن of مسلحون falls away before a genitive, and a word in the accusative has none.
    let fits = match follows.definite {
        true => !sound && !written.ends_with('ا'),
        false => {
            let men = sound || !things && word.gender != Some(Gender::Feminine);
            follows.pos == Some(Pos::Adj) && !follows.preposition && men != things
        }
    };
    if second.bare || second.definite || !is_group(view, &other) || !fits {
        return atom;
    }
    if let (What::Nominal(parse), What::Nominal(second)) = (&mut atom.what, other.what) {
        parse.countries.clone_from(&second.countries);
        parse.org = second.org;
        parse.of = second.of;
        parse.qualifiers = second.qualifiers;
        parse.bare = false;
        parse.joined.push(*second);
    }
    atom.end = other.end;
    atom.inside.extend(other.inside);
    atom
}
