//! Which words cannot be adjectives of the noun right before them, because they differ from it in case or number.

use crate::cue::Cue;
use crate::word::Word;
use rasd_core::{Gender, Number};

/// Whether a word differs in case or number from the noun right before it, so that it is a noun of its own: `قتل
/// مسلحون شرطيا`, `نهب المسلحون المتجر`; `next` is the word after it.
pub(crate) fn differs(noun: &Word, word: &Word, next: Option<&Word>) -> bool {
    if impersonal(next) {
        return false;
    }
    let several = |word: &Word| matches!(word.features.number, Some(Number::Plural | Number::Dual));
    if several(noun) && several(word) {
        // `قصف المسلحون المستوطنات`
        let women = noun.sound_plural && nominative(noun) && word.ends_with("ات");
        return nominative(noun) && word.ends_with("ين")
            || noun.ends_with("ين") && nominative(word)
            || women;
    }
    // `قدمت الحكومة المساعدات`
    let things = word.features.number == Some(Number::Plural)
        && word.ends_with("ات")
        && noun.features.number == Some(Number::Singular);
    let indefinite = !word.definite() && !noun.definite();
    let dual = indefinite && several(word) && (nominative(word) || word.ends_with("ين"));
    one(word) && nominative(noun)
        || tells_how(noun, word)
        // `هاجم مسلحون دورية`
        || one_woman(word) && nominative(noun) && noun.sound_plural
        || one(noun) && dual
        || things
}

/// Whether an indefinite accusative tells how something came about, since the noun would have its ا as well: `شاب
/// متأثرا بجروحه`, `محكمة كويتية غيابيا`.
pub(crate) fn tells_how(noun: &Word, word: &Word) -> bool {
    let open = !noun.definite() && !noun.has_pronoun();
    // `جندي متأثرا بجروحه`, but `مبنى مهجورا`
    let open_end = noun.ends_with("ي") && !noun.cues.has(Cue::Person);
    let bare = one(noun) && !open_end && !["ا", "ء", "ه"].iter().any(|end| noun.ends_with(end));
    one(word) && word.accusative && !word.definite() && open && (bare || one_woman(noun))
}

/// Whether a word for people agrees with the noun of a thing as its adjective does: `الهجوم الإرهابي`, but not `المدينة السكان`.
pub(crate) fn may_describe(noun: &Word, word: &Word) -> bool {
    let (thing, person) = (&noun.features, &word.features);
    let several = |number: Option<Number>| matches!(number, Some(Number::Plural | Number::Dual));
    match several(person.number) {
        true => {
            several(thing.number)
                && !(noun.ends_with("ات") && person.gender == Some(Gender::Masculine))
        }
        false => several(thing.number) || thing.gender.is_none() || thing.gender == person.gender,
    }
}

/// Whether a word in the feminine singular follows a masculine one: `اتهم التنظيم السعودية`.
pub(crate) fn other_gender(noun: &Word, word: &Word) -> bool {
    one(noun) && noun.common_noun && one_woman(word)
}

fn one(word: &Word) -> bool {
    let features = &word.features;
    (features.number, features.gender) == (Some(Number::Singular), Some(Gender::Masculine))
}

fn one_woman(word: &Word) -> bool {
    let features = &word.features;
    (features.number, features.gender) == (Some(Number::Singular), Some(Gender::Feminine))
}

/// Whether a word has the ending of the noun before it, where that ending is of several men or of two, so that it can
/// only describe it: `مغردون غاضبون`, `الحزبان الحاكمان`.
pub(crate) fn twins(noun: &Word, word: &Word) -> bool {
    let endings = noun.features.number.map_or(&[][..], Number::endings);
    // `رجلين ملثمين`: two and several are written alike.
    let several = |word: &Word| matches!(word.features.number, Some(Number::Plural | Number::Dual));
    let alike = word.features.number == noun.features.number || several(word) && several(noun);
    word.common_noun
        && alike
        && word.features.gender == noun.features.gender
        && word.definite() == noun.definite()
        && !word.conjoined()
        && endings
            .iter()
            .any(|end| noun.ends_with(end) && word.ends_with(end))
}

/// Whether a plural or dual has the ending of a subject.
fn nominative(word: &Word) -> bool {
    match word.features.number {
        Some(Number::Plural) => word.ends_with("ون"),
        Some(Number::Dual) => word.ends_with("ون") || word.ends_with("ان"),
        _ => false,
    }
}

/// Whether a passive participle before this word does not agree with its noun: `الأفراد المحكوم عليهم`, `الحكومة
/// المعترف بها`.
pub(crate) fn impersonal(next: Option<&Word>) -> bool {
    next.is_some_and(|next| next.preposition.is_some() && next.has_pronoun())
}
