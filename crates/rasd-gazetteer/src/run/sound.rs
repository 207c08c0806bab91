//! Whether a phrase found goes with the words it is found in.

use crate::data::Meaning;
use crate::engine::Hit;
use rasd_core::TokenLayer;

/// Whether a hit agrees with the lexicon on its proclitics, and closes the quotations it opens.
pub(super) fn is_sound(layer: &TokenLayer, hit: &Hit) -> bool {
    let (first, end) = (hit.first as usize, hit.end as usize);
    if hit.skip > 0 && !may_begin_after(layer, first, hit.skip) {
        return false;
    }
    if end == first + 1 {
        return true;
    }
    // انتقد الرئيس الحكومة: what governs a definite genitive has no article.
    if hit.article && layer.folded(first + 1).starts_with("ال") {
        return false;
    }
    let (mut opened, mut straight) = (0i32, 0);
    for token in first..end {
        match layer.written(token) {
            "«" | "“" => opened += 1,
            "»" | "”" => opened -= 1,
            "\"" => straight += 1,
            _ => {}
        }
    }
    let closes = end < layer.tokens.len() && matches!(layer.written(end), "»" | "”" | "\"");
    match (opened, straight % 2) {
        (0, 0) => true,
        (1, 0) | (0, 1) => closes,
        _ => false,
    }
}

/// Whether the word may have proclitics of so many bytes: by one of its readings, or not in the lexicon.
fn may_begin_after(layer: &TokenLayer, index: usize, skip: u8) -> bool {
    let readings = layer.readings(index);
    if readings.iter().all(|reading| reading.guessed) {
        return true;
    }
    let written = layer.written(index).as_bytes();
    // One proclitic letter is two bytes, of the source as of the normalised form.
    let wanted = usize::from(skip).min(written.len()) / 2;
    // What stands before the stem are the proclitics.
    let mut proclitics = readings.iter().map(|reading| usize::from(reading.stem));
    proclitics.any(|count| count == wanted)
}

pub(super) fn ends_with_pronoun(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Title { form, .. } | Meaning::Nominal { form, .. } => form.pronoun > 0,
        _ => false,
    }
}
