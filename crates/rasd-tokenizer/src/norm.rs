//! The one normaliser for text, gazetteers and rules, and the way back from it.
//!
//! Three levels, each on top of the one before:
//!
//! 1. *orthographic* ([`write_norm`]): without diacritics, tatweel and marks of no width;
//!    presentation forms and ligatures, Persian and Urdu letters, Arabic digits as plain
//!    letters and digits. Hamza, ى and ة are kept, so ألمانيا stays apart from an article.
//! 2. *search* ([`fold`]): أ إ آ ٱ as ا, and پ چ ژ ڤ گ as their nearest Arabic letters.
//! 3. *loose* ([`fold_loose`]): ى as ي, ة as ه, and the hamza seats ؤ ئ as و ي.
//!
//! The second and third keep the length in bytes, so an offset in one is an offset in all.

use crate::chars::{composes, fold_bytes, is_normal, loose_char, loosen_bytes, normalise};

/// Words up to so many bytes are folded without decoding them.
const SHORT: usize = 64;

/// Normalises the orthography of `text`.
///
/// Normalising twice changes nothing.
///
/// ```
/// assert_eq!(rasd_tokenizer::write_norm("نظیره شکري"), "نظيره شكري");
/// assert_eq!(rasd_tokenizer::write_norm("ﷲ"), "الله");
/// assert_eq!(rasd_tokenizer::write_norm("٣٩٬٧٠٢٫٥"), "39,702.5");
/// ```
pub fn write_norm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    write_norm_into(text, &mut out);
    out
}

/// Appends the orthographic normalisation of `text` to `out`.
pub(crate) fn write_norm_into(text: &str, out: &mut String) {
    if is_normal(text) {
        out.push_str(text);
    } else {
        write_changed(text, out);
    }
}

/// Appends the orthographic normalisation of `text`, which differs from it, to `out`.
pub(crate) fn write_changed(text: &str, out: &mut String) {
    let from = out.len();
    for c in text.chars() {
        let previous = if composes(c) {
            out[from..].chars().next_back()
        } else {
            None
        };
        if let Some(composed) = normalise(c, previous, |w| out.push(w)) {
            out.pop();
            out.push(composed);
        }
    }
}

/// Folds `text` for search: its orthographic normalisation with أ إ آ ٱ as ا.
///
/// ```
/// assert_eq!(rasd_tokenizer::fold("إلى ألمانيا"), "الى المانيا");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = write_norm(text).into_bytes();
    fold_bytes(&mut out);
    in_letters(out)
}

/// Folds `text` for the loosest comparison: as [`fold`], and ى as ي, ة as ه, ؤ as و, ئ as ي.
///
/// ```
/// assert_eq!(rasd_tokenizer::fold_loose("على رؤية"), "علي رويه");
/// ```
pub fn fold_loose(text: &str) -> String {
    let mut out = write_norm(text).into_bytes();
    loosen_bytes(&mut out);
    in_letters(out)
}

/// Calls `read` with the UTF-8 bytes of [`fold_loose`] of `text`, which cost no allocation where
/// `text` is a word in normal spelling.
///
/// ```
/// let long = rasd_tokenizer::with_loose("رؤية", |loose| loose.len());
/// assert_eq!(long, "رويه".len());
/// ```
pub fn with_loose<T>(text: &str, read: impl FnOnce(&[u8]) -> T) -> T {
    let mut buffer = [0; SHORT];
    match buffer.get_mut(..text.len()) {
        Some(loose) if is_normal(text) => {
            loose.copy_from_slice(text.as_bytes());
            loosen_bytes(loose);
            read(loose)
        }
        _ => read(fold_loose(text).as_bytes()),
    }
}

/// Folded bytes as text: letters are replaced by letters of the same length.
fn in_letters(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// Appends the loose folding of `text`, which is normalised already.
pub(crate) fn loosen(text: &str, out: &mut String) {
    let mut buffer = [0; SHORT];
    if let Some(loose) = buffer.get_mut(..text.len()) {
        loose.copy_from_slice(text.as_bytes());
        loosen_bytes(loose);
        if let Ok(loose) = std::str::from_utf8(loose) {
            out.push_str(loose);
        }
        return;
    }
    out.extend(text.chars().map(loose_char));
}

/// The byte offset in `surface` that belongs to byte offset `norm_offset` of its normalised form.
///
/// Diacritics and other marks belong to the letter before them. Offset 0 leads to 0, the
/// length of the normalised form to the length of `surface`; an offset inside a ligature
/// leads to the ligature's end.
///
/// ```
/// // The vowel after the conjunction belongs to the conjunction.
/// assert_eq!(rasd_tokenizer::source_offset("وَقال", 2), "وَ".len());
/// ```
pub fn source_offset(surface: &str, norm_offset: usize) -> usize {
    if norm_offset == 0 {
        return 0;
    }
    let mut produced = 0;
    let mut previous = None;
    for (at, c) in surface.char_indices() {
        let mut adds = 0;
        let mut last = previous;
        let composed = normalise(c, previous, |w| {
            adds += w.len_utf8();
            last = Some(w);
        });
        previous = composed.or(last);
        if adds > 0 && produced >= norm_offset {
            return at;
        }
        produced += adds;
    }
    surface.len()
}
