//! What two are of whom one noun names: وفدا العراق والأمانة العامة, رئيسا مجلسي النواب والشيوخ.

use super::atom::Atom;
use super::heads;
use super::kinds::Kinds;
use super::titles::norp;
use super::view::View;
use crate::data::{Meaning, Reference};
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// The second of those that a dual is of.
pub(super) struct Second {
    pub(super) end: usize,
    /// Its name, if it has one.
    pub(super) name: Option<Atom>,
}

/// What و joins to the genitive of a dual: a name, or a definite noun that names nobody by himself unless the dual is one
/// of `bodies`, with its adjectives.
pub(super) fn second(
    view: &View<'_>,
    at: usize,
    sentence: &Range<usize>,
    bodies: bool,
) -> Option<Second> {
    if at >= sentence.end || !view.folded(at).starts_with('و') {
        return None;
    }
    let joined = |atom: &Atom| atom.skip == 2 && atom.first == at;
    let place = |kind| matches!(kind, EntityType::Org | EntityType::Gpe);
    let name =
        heads::whole_name(view, at, sentence).filter(|atom| joined(atom) && place(atom.kind));
    let name = name.or_else(|| {
        norp(view, at).filter(|people| joined(people) && people.number == Number::Plural)
    });
    if let Some(name) = name {
        let end = name.end;
        return Some(Second {
            end,
            name: Some(name),
        });
    }
    is_definite_noun(view, at, !bodies).then(|| Second {
        end: adjectives(view, at + 1, sentence),
        name: None,
    })
}

/// Whether a dual in construct stands at a token: مجلسي النواب.
pub(super) fn governs_two(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.number_of == Some(Number::Dual) && word.pos == Some(Pos::Noun) && !word.definite
}

/// النواب والشيوخ: two definite nouns, joined by و, from a token; the token after both.
pub(super) fn two_nouns(view: &View<'_>, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let both = at + 1 < sentence.end
        && view.folded(at).starts_with("ال")
        && is_definite_noun(view, at, false)
        && view.folded(at + 1).starts_with("وال")
        && is_definite_noun(view, at + 1, false);
    both.then(|| adjectives(view, at + 2, sentence))
}

/// Whether a noun with the article stands at a token; a `thing`, and nobody.
fn is_definite_noun(view: &View<'_>, at: usize, thing: bool) -> bool {
    let word = view.word(at);
    let noun = word.pos == Some(Pos::Noun) && word.definite && !(word.pronoun || word.preposition);
    let woman = (word.number_of, word.gender) == (Some(Number::Singular), Some(Gender::Feminine));
    let somebody = || {
        view.meanings(at).any(|(_, meaning)| match meaning {
            Meaning::Title { .. } => true,
            Meaning::Nominal { nominal, .. } => {
                let row = view.data.nominals[nominal as usize];
                !woman && !matches!(row.reference, Reference::Body | Reference::State)
            }
            _ => false,
        })
    };
    noun && !(thing && somebody())
}

/// The token after the definite adjectives from a token on.
fn adjectives(view: &View<'_>, at: usize, sentence: &Range<usize>) -> usize {
    let adjective = |at: &usize| {
        let word = view.word(*at);
        let plain = !(word.conjunction || word.preposition || word.pronoun);
        let own = word.pos == Some(Pos::Adj) && word.definite && !view.has(*at, Kinds::NISBA);
        plain && own
    };
    (at..sentence.end)
        .find(|at| !adjective(at))
        .unwrap_or(sentence.end)
}
