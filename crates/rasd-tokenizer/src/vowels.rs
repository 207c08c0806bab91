//! What the written vowels of a word tell.

use crate::chars::{Class, class};
use crate::context::Evidence;
use rasd_core::{VerbForm, Voice};

const FATHATAN: char = '\u{64B}';
const KASRATAN: char = '\u{64D}';
const FATHA: char = '\u{64E}';
const DAMMA: char = '\u{64F}';
pub(crate) const SHADDA: char = '\u{651}';

/// What the vowels of a word say for and against some of its readings.
pub(crate) fn evidence(surface: &str) -> Evidence {
    let damma = surface.find(DAMMA).map(|end| {
        let letters = surface[..end]
            .chars()
            .filter(|c| class(*c) == Class::Letter);
        let before: usize = letters.map(char::len_utf8).sum();
        before.saturating_sub(DAMMA.len_utf8()).min(255) as u8
    });
    // `الشّعب` is no verb, and a final `يّ` is a nisba or `عليّ`.
    let inner = surface.find(SHADDA).is_some_and(|at| {
        let before = surface[..at]
            .chars()
            .rev()
            .find(|c| class(*c) == Class::Letter);
        let more = surface[at..].chars().any(|c| class(c) == Class::Letter);
        !surface.starts_with("ال") && (more || before != Some('ي'))
    });
    Evidence {
        shadda: inner,
        nunation: surface.chars().any(|c| (FATHATAN..=KASRATAN).contains(&c)),
        damma,
        no_alef: false,
    }
}

/// The voice of a verb form whose stem is written `stem`, if its first vowel tells.
///
/// `damma_prefix`: in this verb the active imperfect too has a damma on its prefix.
pub(crate) fn voice(stem: &str, form: Option<VerbForm>, damma_prefix: bool) -> Option<Voice> {
    let mut chars = stem.chars();
    chars.next()?;
    let marks: Vec<char> = chars.take_while(|c| class(*c) == Class::Mark).collect();
    let damma = marks.contains(&DAMMA);
    match form {
        Some(VerbForm::Perfect) if damma => Some(Voice::Passive),
        Some(VerbForm::Perfect) if marks.contains(&FATHA) => Some(Voice::Active),
        Some(VerbForm::Imperfect) if damma && !damma_prefix => Some(Voice::Passive),
        Some(VerbForm::Imperfect) if marks.contains(&FATHA) && !damma_prefix => Some(Voice::Active),
        _ => None,
    }
}
