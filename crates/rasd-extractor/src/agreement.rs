//! Agreement of a verb with the phrase that may be its subject.

use crate::chunks::Chunk;
use rasd_core::{Gender, Number, Person};

/// Whether a verb may have a phrase before it as subject: number and gender agree.
pub(crate) fn agrees_before(verb: &Chunk, phrase: &Chunk, members: usize) -> bool {
    if verb.person.is_some_and(|p| p != Person::Third) {
        return false;
    }
    let plural_thing = phrase.number == Some(Number::Plural) && !phrase.human;
    let number = match verb.number {
        Some(Number::Dual) => members == 2 || phrase.number == Some(Number::Dual),
        Some(Number::Plural) => members > 1 || phrase.number != Some(Number::Singular),
        Some(Number::Singular) => {
            (members == 1
                && phrase.number != Some(Number::Dual)
                && (phrase.number != Some(Number::Plural)
                    || plural_thing
                    || phrase.entity.is_some()))
                || plural_thing
        }
        None => true,
    };
    number && (members > 1 || agrees_gender(verb, phrase))
}

/// Whether a verb may have a phrase after it as subject: only gender need agree.
pub(crate) fn agrees_after(verb: &Chunk, phrase: &Chunk) -> bool {
    if verb.person.is_some_and(|p| p != Person::Third) {
        return false;
    }
    matches!(verb.number, None | Some(Number::Singular)) && agrees_gender(verb, phrase)
}

fn agrees_gender(verb: &Chunk, phrase: &Chunk) -> bool {
    match (verb.gender, phrase.gender) {
        (Some(Gender::Feminine), Some(Gender::Masculine)) => {
            // Broken plurals and groups of things take the feminine.
            phrase.number == Some(Number::Plural)
        }
        (Some(Gender::Masculine), Some(Gender::Feminine)) => {
            // A group of people may follow a masculine verb, things in the plural may not.
            phrase.number == Some(Number::Plural) && (phrase.human || phrase.entity.is_some())
        }
        _ => true,
    }
}
