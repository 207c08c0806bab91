//! What ministers and ministries are in charge of besides what their names begin with.

use super::view::View;
use crate::data::{Meaning, Reference};
use crate::vocabulary::key_of;
use rasd_core::Pos;
use std::ops::Range;

/// The token after what و joins to that which a minister is in charge of, with its adjectives: والطاقة والثروة
/// المعدنية.
pub(super) fn purviews(view: &View<'_>, mut end: usize, sentence: &Range<usize>) -> usize {
    let known = |word: &str| view.data.purviews.contains(&*key_of(word));
    // وزارة الدفاع والجيش
    let body = |at: usize| {
        view.meanings(at).any(|(_, meaning)| match meaning {
            Meaning::Nominal { nominal, .. } => {
                let row = view.data.nominals[nominal as usize];
                matches!(row.reference, Reference::Body | Reference::State)
            }
            _ => false,
        })
    };
    let mut joined = false;
    while end < sentence.end && !body(end) {
        let (word, folded) = (view.word(end), view.folded(end));
        let further = match folded.strip_prefix('و') {
            Some(noun) if word.conjunction => noun.starts_with("ال") && known(noun),
            _ => joined && word.pos == Some(Pos::Adj) && word.definite && known(folded),
        };
        if !further {
            break;
        }
        joined = true;
        end += 1;
    }
    end
}
