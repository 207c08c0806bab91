//! Where plain Arabic letters end: told for a stretch of text at once, many bytes by one
//! instruction, then asked word by word.

/// Bytes that are told at once.
const STRETCH: usize = 1024;
/// Bytes that one question looks at: a word of eight letters.
const STEP: usize = 16;

/// Set for a byte that belongs to no plain letter.
const OTHER: u8 = 1 << 7;
/// Set for the second byte of a letter that search folding changes.
const FOLDS: u8 = 1;

/// What is known of the bytes of a stretch of text: which belong to a plain letter of Arabic
/// (U+0620–063F, U+0641–064A), and which of these search folding changes.
pub(crate) struct PlainLetters {
    /// Where the stretch begins.
    start: usize,
    /// From how many of its places on a whole step is told.
    places: usize,
    /// One mark for each byte; what follows the last that is told ends every word.
    marks: [u8; STRETCH + STEP],
}

impl PlainLetters {
    /// Nothing is told yet.
    pub(crate) fn new() -> PlainLetters {
        PlainLetters {
            start: 0,
            places: 0,
            marks: [OTHER; STRETCH + STEP],
        }
    }

    /// End of the plain letters at `at`, where a character of `bytes`, which are UTF-8, begins,
    /// and whether search folding changes one of them. All questions must be about the same text.
    #[inline]
    pub(crate) fn end(&mut self, bytes: &[u8], at: usize) -> (usize, bool) {
        let mut end = at;
        let mut folds = 0;
        loop {
            let mut place = end.wrapping_sub(self.start);
            if place >= self.places {
                self.tell(bytes, end);
                place = 0;
            }
            let marks = self.marks.get(place..);
            let Some(marks) = marks.and_then(|marks| marks.first_chunk()) else {
                return (end, folds != 0);
            };
            let marks = u128::from_le_bytes(*marks);
            let other = marks & (u128::MAX / 255 * u128::from(OTHER));
            let before = other.wrapping_sub(1) & !other;
            folds |= marks & before & (u128::MAX / 255 * u128::from(FOLDS));
            if other != 0 {
                // The second byte of a character ends the word before its first one.
                return (end + (other.trailing_zeros() / 16 * 2) as usize, folds != 0);
            }
            end += STEP;
        }
    }

    /// Tells the stretch from `from` on.
    #[inline(never)]
    fn tell(&mut self, bytes: &[u8], from: usize) {
        let bytes = bytes.get(from..).unwrap_or_default();
        let bytes = &bytes[..bytes.len().min(STRETCH)];
        (self.start, self.places) = (from, bytes.len().saturating_sub(STEP - 1));
        if let [first, rest @ ..] = bytes {
            self.marks[0] = mark(0, *first);
            let pairs = bytes.iter().zip(rest);
            for (told, (before, byte)) in self.marks[1..].iter_mut().zip(pairs) {
                *told = mark(*before, *byte);
            }
        }
        self.marks[bytes.len()..][..STEP].fill(OTHER);
    }
}

/// What is to tell of a byte, `before` being the one before it.
#[inline(always)]
fn mark(before: u8, byte: u8) -> u8 {
    let lead = byte & 0xFE == 0xD8;
    let first = (before == 0xD8) & (byte >= 0xA0);
    let second = (before == 0xD9) & (byte.wrapping_sub(0x81) < 10);
    // آ أ إ are D8 A2, A3 and A5.
    let hamza = (before == 0xD8) & ((byte == 0xA2) | (byte == 0xA3) | (byte == 0xA5));
    let other = if lead | first | second { 0 } else { OTHER };
    other | if hamza { FOLDS } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::PlainLetters;
    use proptest::prelude::*;

    /// Where the plain letters at `at` end, and whether one of them is folded, letter by letter.
    fn one_by_one(text: &str, at: usize) -> (usize, bool) {
        let plain = |c: &char| matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}');
        let letters = || text[at..].chars().take_while(plain);
        let length: usize = letters().map(char::len_utf8).sum();
        (at + length, letters().any(|c| "آأإ".contains(c)))
    }

    fn check(text: &str) {
        let mut plain = PlainLetters::new();
        for (at, _) in text.char_indices() {
            let told = plain.end(text.as_bytes(), at);
            assert_eq!(told, one_by_one(text, at), "at {at} of {text:?}");
        }
    }

    #[test]
    fn every_character_is_told_at_every_place() {
        for cp in (0x20..0x800).chain(0x2000..0x2070).chain(0xFE70..0xFF00) {
            let Some(c) = char::from_u32(cp) else {
                continue;
            };
            for place in [0, 1, 7, 8, 9, 17] {
                let before = (0..place).map(|_| '\u{628}');
                let text: String = before.chain([c, '\u{62D}']).collect();
                check(&text);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

        /// Stretches end wherever they end.
        #[test]
        fn long_texts_are_told_as_letter_by_letter(
            words in prop::collection::vec("[\u{620}-\u{64F}]{0,12}[ .\u{60C}a\u{6CC}\u{20AC}]{0,2}", 0..300),
        ) {
            check(&words.concat());
        }
    }
}
