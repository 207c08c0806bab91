//! Which words cannot be adjectives of the noun before them, and so are nouns of their own: the object after the
//! subject, mostly.

use super::kinds::Kinds;
use super::view::View;
use crate::data::{Cue, Meaning, Reference, TitleKind};
use rasd_core::{Gender, Number, Pos};

/// Whether a word has the article: الألماني, but not ألمانيا, whose own letters begin like one.
pub(super) fn has_article(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let own = matches!(word.pos, Some(Pos::Propn | Pos::Adj)) && !word.definite;
    view.folded(at).starts_with("ال") && !own
}

/// Whether a word differs in case or number from the noun at `head` that it follows, right after it or after its
/// adjectives: قتل مسلحون مجهولون شرطيا, ضرب الجنود الشاب, شاب متأثرا بجروحه.
pub(super) fn differs(view: &View<'_>, head: usize, at: usize) -> bool {
    if is_impersonal(view, at) {
        return false;
    }
    let (noun, word) = (view.word(head), view.word(at));
    let (first, second) = (view.written(head), view.written(at));
    let several = |number| matches!(number, Some(Number::Plural | Number::Dual));
    let subject = |written: &str, dual| {
        written.ends_with("ون") || written.ends_with("ان") && dual == Some(Number::Dual)
    };
    if several(noun.number_of) && several(word.number_of) {
        let nominative = (
            subject(first, noun.number_of),
            subject(second, word.number_of),
        );
        let oblique = (first.ends_with("ين"), second.ends_with("ين"));
        return nominative.0 && oblique.1 || oblique.0 && nominative.1;
    }
    // 71 شخصا آخرين
    let counted = head > 0 && view.word(head - 1).number;
    if several(word.number_of) {
        let sound = second.ends_with("ين") || subject(second, word.number_of);
        // القناصة الإسرائيليون
        let one = noun.number_of == Some(Number::Singular) && !first.ends_with('ة');
        return sound && one && !counted;
    }
    let one = word.number_of == Some(Number::Singular) && word.gender == Some(Gender::Masculine);
    let accusative = !word.definite && second.ends_with('ا');
    // A noun in the accusative would have its ا as well.
    let bare = noun.number_of == Some(Number::Singular)
        && noun.gender == Some(Gender::Masculine)
        && !noun.definite
        && !first.ends_with(['ا', 'ى', 'ء', 'ة', 'ه']);
    // محكمة كويتية غيابيا
    let woman = (noun.number_of, noun.gender) == (Some(Number::Singular), Some(Gender::Feminine));
    one && !counted && (several(noun.number_of) || accusative && (bare || woman))
}

/// Whether a word has the ending of the noun at `head`, where that ending is of several men or of two, so that it can
/// only describe it: مسلحون ملثمون, الحزبان الحاكمان.
pub(super) fn is_twin(view: &View<'_>, head: usize, at: usize) -> bool {
    let (noun, word) = (view.word(head), view.word(at));
    let endings = noun.number_of.map_or(&[][..], Number::endings);
    let (first, second) = (view.written(head), view.written(at));
    let common = matches!(word.pos, Some(Pos::Noun | Pos::Adj)) && !word.guessed;
    // رجلين ملثمين: two and several are written alike.
    let several = |number| matches!(number, Some(Number::Plural | Number::Dual));
    let alike =
        word.number_of == noun.number_of || several(word.number_of) && several(noun.number_of);
    common
        && alike
        && word.gender == noun.gender
        && endings
            .iter()
            .any(|end| first.ends_with(end) && second.ends_with(end))
}

/// Whether a passive participle does not agree with its noun: الأفراد المحكوم عليهم, الحكومة المعترف بها.
pub(super) fn is_impersonal(view: &View<'_>, at: usize) -> bool {
    let after = view.word(at + 1);
    after.pronoun && after.pos == Some(Pos::Adp)
}

/// Whether a definite word for somebody is rather whom the noun at `head`, the subject of the verb before it, acts
/// on: اعتقل الجيش الناشط, اتهم القاضي المتهم.
pub(super) fn is_object(view: &View<'_>, head: usize, at: usize) -> bool {
    let own = head == 0 || view.word(head).pronoun;
    if at != head + 1 || own || !view.has(at, Kinds::NOMINAL) {
        return false;
    }
    let (verb, word) = (view.word(head - 1), view.word(at));
    let acts = verb.pos == Some(Pos::Verb) && !verb.pronoun;
    let one = word.number_of == Some(Number::Singular);
    if !acts || !one || !word.definite || view.cue(head - 1, Cue::Speech).is_some() {
        return false;
    }
    // اعتقلت القوات المقاتلة ثلاثة رجال
    let next = view.word(at + 1);
    let more = next.number || next.pos == Some(Pos::Noun) && !next.preposition && !next.conjunction;
    !more && is_somebody(view, at) && (is_somebody(view, head) || is_body(view, head))
}

/// Whether a word is one for a person.
fn is_somebody(view: &View<'_>, at: usize) -> bool {
    view.meanings(at).any(|(hit, meaning)| {
        let alone = hit.end as usize == at + 1;
        alone
            && match meaning {
                Meaning::Nominal { nominal, form } => {
                    let row = view.data.nominals[nominal as usize];
                    row.human
                        && row.reference == Reference::Group
                        && form.number == Number::Singular
                }
                _ => false,
            }
    })
}

/// Whether a word is one for a body, or a title.
fn is_body(view: &View<'_>, at: usize) -> bool {
    view.meanings(at).any(|(hit, meaning)| {
        hit.end as usize == at + 1
            && match meaning {
                Meaning::Nominal { nominal, .. } => {
                    let row = view.data.nominals[nominal as usize];
                    matches!(row.reference, Reference::Body | Reference::State)
                }
                Meaning::Title { title, .. } => {
                    view.data.titles[title as usize].kind == TitleKind::Office
                }
                _ => false,
            }
    })
}
