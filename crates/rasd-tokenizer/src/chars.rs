//! What each character is to the tokenizer, and what it is written as.

use std::ops::Range;

/// What a character does in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// White space; a line end is white space too.
    Space,
    /// Arabic letter, presentation forms included.
    Letter,
    /// Diacritic or tatweel: belongs to the letter before it.
    Mark,
    /// Decimal digit, Latin or Arabic.
    Digit,
    /// Letter of another script.
    Foreign,
    /// Written without width: joiners, direction marks, soft hyphen.
    Invisible,
    /// Punctuation.
    Punctuation,
    /// Everything else: signs, emoji.
    Symbol,
}

const LETTER: u8 = 1;
const MARK: u8 = 2;
const DIGIT: u8 = 3;
const PUNCTUATION: u8 = 4;
const INVISIBLE: u8 = 5;
const SYMBOL: u8 = 6;
/// Set where the normalised spelling differs from the written one.
const CHANGES: u8 = 1 << 4;
/// Set where the search folding differs from the normalised spelling.
const FOLDS: u8 = 1 << 5;
/// Flag for [`changes`] where it is not known.
pub(crate) const MAY_CHANGE: u8 = CHANGES;
/// Flag for [`folds`] where it is not known.
pub(crate) const MAY_FOLD: u8 = FOLDS;
/// Set where a word cannot go on: what is neither letter nor mark.
const ENDS_WORD: u8 = 1 << 7;
/// Low bits of a table entry: the class.
const CLASS: u8 = 0b1111;

/// First code point of the Arabic block.
const ARABIC: u32 = 0x600;

/// Class and flags of U+0600–U+06FF.
static TABLE: [u8; 256] = build_table();
/// Normalised code point of U+0600–U+06FF (0: nothing).
static WRITTEN: [u16; 256] = build_written();

const fn build_table() -> [u8; 256] {
    let written = build_written();
    let mut table = [0u8; 256];
    let mut i = 0;
    while i < 256 {
        let cp = ARABIC + i as u32;
        let class = match cp {
            0x610..=0x61A | 0x640 | 0x64B..=0x65F | 0x670 => MARK,
            0x6D6..=0x6DC | 0x6DF..=0x6E4 | 0x6E7 | 0x6E8 | 0x6EA..=0x6ED => MARK,
            0x660..=0x669 | 0x6F0..=0x6F9 => DIGIT,
            0x61C => INVISIBLE,
            0x60C | 0x60D | 0x61B | 0x61D..=0x61F | 0x66A..=0x66D | 0x6D4 => PUNCTUATION,
            0x600..=0x60B | 0x60E | 0x60F | 0x6DD | 0x6DE | 0x6E9 | 0x6FD | 0x6FE => SYMBOL,
            _ => LETTER,
        };
        let mut entry = class;
        if class != LETTER && class != MARK {
            entry |= ENDS_WORD;
        }
        if written[i] as u32 != cp {
            entry |= CHANGES;
        }
        if written[i] != 0 && fold_code(written[i]) != written[i] {
            entry |= FOLDS;
        }
        table[i] = entry;
        i += 1;
    }
    table
}

const fn build_written() -> [u16; 256] {
    let mut written = [0u16; 256];
    let mut i = 0;
    while i < 256 {
        let cp = ARABIC as u16 + i as u16;
        written[i] = match cp {
            0x610..=0x61A | 0x61C | 0x640 | 0x64B..=0x65F | 0x670 => 0,
            0x6D6..=0x6DC | 0x6DF..=0x6E4 | 0x6E7 | 0x6E8 | 0x6EA..=0x6ED => 0,
            // Digits of both Arabic sets.
            0x660..=0x669 => cp - 0x660 + 0x30,
            0x6F0..=0x6F9 => cp - 0x6F0 + 0x30,
            0x66A => 0x25,
            0x66B => 0x2E,
            0x66C => 0x2C,
            // Wavy and high hamza seats.
            0x672 => 0x623,
            0x673 => 0x625,
            0x675 => 0x623,
            0x676 | 0x677 => 0x624,
            0x678 => 0x626,
            // Persian, Urdu and Central Asian letters that newspapers type for Arabic ones.
            0x6A9..=0x6AC => 0x643,
            0x6BA => 0x646,
            0x6BE | 0x6C0..=0x6C2 | 0x6D5 => 0x647,
            0x6C3 => 0x629,
            0x6CA | 0x6CF => 0x648,
            0x6CC..=0x6CE | 0x6D0..=0x6D3 => 0x64A,
            _ => cp,
        };
        i += 1;
    }
    written
}

/// Search folding of a code point of U+0600–U+06FF.
const fn fold_code(cp: u16) -> u16 {
    match cp {
        0x622 | 0x623 | 0x625 | 0x671 => 0x627,
        // Letters for foreign sounds, spelt with their nearest Arabic letter by others.
        0x67E => 0x628,
        0x686 => 0x62C,
        0x698 => 0x632,
        0x6A4 => 0x641,
        0x6AD..=0x6B4 => 0x643,
        other => other,
    }
}

/// Class of any character.
pub(crate) fn class(c: char) -> Class {
    let cp = c as u32;
    if cp < 0x80 {
        return ascii_class(cp as u8);
    }
    if let Some(entry) = arabic_entry(cp) {
        return match entry & CLASS {
            LETTER => Class::Letter,
            MARK => Class::Mark,
            DIGIT => Class::Digit,
            PUNCTUATION => Class::Punctuation,
            INVISIBLE => Class::Invisible,
            _ => Class::Symbol,
        };
    }
    other_class(c)
}

fn ascii_class(byte: u8) -> Class {
    match byte {
        b' ' | b'\t'..=b'\r' => Class::Space,
        b'0'..=b'9' => Class::Digit,
        b'a'..=b'z' | b'A'..=b'Z' => Class::Foreign,
        b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' | b'%' | b'#' | b'@' => {
            Class::Symbol
        }
        b'!'..=b'~' => Class::Punctuation,
        _ => Class::Invisible,
    }
}

#[cold]
fn other_class(c: char) -> Class {
    match c as u32 {
        0xAD | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F => Class::Invisible,
        0x80..=0x84 | 0x86..=0x9F | 0xFE00..=0xFE0F | 0xFEFF => Class::Invisible,
        0xA1 | 0xA7 | 0xAB | 0xB6 | 0xB7 | 0xBB | 0xBF => Class::Punctuation,
        0x300..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20F0 => Class::Mark,
        0x8CA..=0x8E1 | 0x8E3..=0x8FF | 0x898..=0x89F => Class::Mark,
        0x750..=0x77F | 0x8A0..=0x8C9 => Class::Letter,
        0xFD3E | 0xFD3F => Class::Punctuation,
        0xFDFA..=0xFDFF => Class::Symbol,
        0xFE70..=0xFE7F | 0xFC5E..=0xFC63 | 0xFCF2..=0xFCF4 => Class::Mark,
        0xFB50..=0xFBB1 | 0xFBD3..=0xFD3D | 0xFD50..=0xFDF9 | 0xFE80..=0xFEFC => Class::Letter,
        0x2010..=0x2027 | 0x2030..=0x205E | 0x3001..=0x303F | 0xFF01..=0xFF0F => Class::Punctuation,
        0x2E00..=0x2E5D => Class::Punctuation,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphanumeric() => Class::Foreign,
        _ => Class::Symbol,
    }
}

fn arabic_entry(cp: u32) -> Option<u8> {
    TABLE.get(cp.wrapping_sub(ARABIC) as usize).copied()
}

/// The table once more for pairs of bytes, so that a word's letters are read without
/// looking at lead bytes apart: four rows of trail bytes for D8–DB, then one for all others.
static PAIRS: [u8; 512] = {
    let mut pairs = [ENDS_WORD; 512];
    let table = build_table();
    let mut i = 0;
    while i < 256 {
        pairs[i] = table[i];
        i += 1;
    }
    pairs
};

/// Where the row of a lead byte begins in [`PAIRS`].
static ROWS: [u16; 256] = {
    let mut rows = [256; 256];
    let mut lead = 0xD8;
    while lead <= 0xDB {
        rows[lead] = (lead as u16 - 0xD8) * 64;
        lead += 1;
    }
    rows
};

/// Length in bytes of the letters and marks of the Arabic block that `bytes` begin with, and
/// their flags.
pub(crate) fn letters(bytes: &[u8]) -> (usize, u8) {
    let mut flags = 0;
    let mut length = 0;
    for pair in bytes.as_chunks::<2>().0 {
        let index = usize::from(ROWS[usize::from(pair[0])]) + usize::from(pair[1] & 0x3F);
        let entry = PAIRS[index & 511];
        if entry & ENDS_WORD != 0 {
            break;
        }
        flags |= entry;
        length += 2;
    }
    (length, flags)
}

/// Whether gathered flags say that the normalised spelling differs.
#[inline]
pub(crate) fn changes(flags: u8) -> bool {
    flags & CHANGES != 0
}

/// Whether gathered flags say that the search folding differs.
#[inline]
pub(crate) fn folds(flags: u8) -> bool {
    flags & FOLDS != 0
}

/// Whether the UTF-8 lead byte is that of a character in U+0600–U+06FF.
#[inline]
pub(crate) fn is_arabic_lead(byte: u8) -> bool {
    (0xD8..=0xDB).contains(&byte)
}

/// Calls `push` with every character that `c` is normalised to, `previous` being the
/// normalised character before it.
///
/// Answers the character that replaces `previous` where `c` is a combining hamza or
/// madda that makes one letter with it; then nothing is pushed.
pub(crate) fn normalise(
    c: char,
    previous: Option<char>,
    mut push: impl FnMut(char),
) -> Option<char> {
    let cp = c as u32;
    if cp < 0x80 {
        push(c);
        return None;
    }
    if let Some(written) = WRITTEN.get(cp.wrapping_sub(ARABIC) as usize) {
        if let (true, Some(letter)) = (composes(c), previous) {
            return compose(letter, cp);
        }
        if let Some(written) = char::from_u32(u32::from(*written)).filter(|w| *w != '\0') {
            push(written);
        }
        return None;
    }
    match class(c) {
        Class::Mark | Class::Invisible => {}
        Class::Letter if cp >= 0xFB50 => presentation_form(c, push),
        _ => push(c),
    }
    None
}

/// Calls `push` with the letters of a presentation form or ligature.
#[cold]
fn presentation_form(c: char, mut push: impl FnMut(char)) {
    let mut pending: Option<char> = None;
    unicode_normalization::char::decompose_compatible(c, |part| {
        let mark = part as u32;
        if let Some(letter) = pending
            && let Some(composed) = compose(letter, mark)
        {
            pending = Some(composed);
        } else if class(part) == Class::Letter {
            if let Some(letter) = pending {
                push(letter);
            }
            let written = WRITTEN.get(mark.wrapping_sub(ARABIC) as usize);
            pending = written.and_then(|w| char::from_u32(u32::from(*w)));
        }
    });
    if let Some(letter) = pending {
        push(letter);
    }
}

/// Whether `c` may make one letter with the one before it: a combining hamza or madda.
#[inline]
pub(crate) fn composes(c: char) -> bool {
    matches!(c, '\u{653}'..='\u{655}')
}

/// The letter that `letter` makes with a combining hamza or madda (U+0653–U+0655).
fn compose(letter: char, mark: u32) -> Option<char> {
    match (letter, mark) {
        ('\u{627}', 0x653) => Some('\u{622}'),
        ('\u{627}', 0x654) => Some('\u{623}'),
        ('\u{627}', 0x655) => Some('\u{625}'),
        ('\u{648}', 0x654) => Some('\u{624}'),
        ('\u{64A}' | '\u{649}', 0x654) => Some('\u{626}'),
        _ => None,
    }
}

/// Whether the text is ASCII and letters of the Arabic block in their normal spelling.
pub(crate) fn is_normal(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
        } else if is_arabic_lead(bytes[at]) && !changes(TABLE[index_of(bytes[at], bytes[at + 1])]) {
            at += 2;
        } else {
            return false;
        }
    }
    true
}

/// Position in the tables of the character with these two bytes (lead D8–DB).
#[inline]
fn index_of(lead: u8, trail: u8) -> usize {
    (usize::from(lead & 3) << 6) | usize::from(trail & 0x3F)
}

/// Appends the search folding of a range of `text`, which is normalised, to `text`.
pub(crate) fn fold_within(text: &mut String, range: Range<usize>) {
    let mut copied = range.start;
    while let Some((length, folded)) = next_folded(&text.as_bytes()[copied..range.end]) {
        // Most begin with the letter.
        if length > 0 {
            text.extend_from_within(copied..copied + length);
        }
        text.push(folded);
        copied += length + folded.len_utf8();
    }
    text.extend_from_within(copied..range.end);
}

/// How many bytes stand before the first letter that search folding changes, and what it is folded to.
fn next_folded(bytes: &[u8]) -> Option<(usize, char)> {
    let mut rest = bytes;
    while let [lead, trail, after @ ..] = rest {
        if !is_arabic_lead(*lead) {
            rest = &rest[1..];
            continue;
        }
        let index = index_of(*lead, *trail);
        if folds(TABLE[index]) {
            let folded = char::from_u32(u32::from(fold_code(ARABIC as u16 + index as u16)));
            return Some((bytes.len() - rest.len(), folded?));
        }
        rest = after;
    }
    None
}

/// Folds the characters of normalised UTF-8 text for search, in place.
pub(crate) fn fold_bytes(bytes: &mut [u8]) {
    replace_letters(bytes, fold_code);
}

/// Folds the characters of normalised UTF-8 text loosely, in place.
pub(crate) fn loosen_bytes(bytes: &mut [u8]) {
    replace_letters(bytes, loose_code);
}

fn replace_letters(bytes: &mut [u8], replace: impl Fn(u16) -> u16) {
    let mut at = 0;
    while at + 1 < bytes.len() {
        if !is_arabic_lead(bytes[at]) {
            at += 1;
            continue;
        }
        let cp = ARABIC as u16 + index_of(bytes[at], bytes[at + 1]) as u16;
        let new = replace(cp);
        if new != cp {
            bytes[at] = 0xC0 | (new >> 6) as u8;
            bytes[at + 1] = 0x80 | (new & 0x3F) as u8;
        }
        at += 2;
    }
}

const fn loose_code(cp: u16) -> u16 {
    match fold_code(cp) {
        0x649 | 0x626 => 0x64A,
        0x629 => 0x647,
        0x624 => 0x648,
        other => other,
    }
}

/// Loose folding of one normalised character; keeps its length in UTF-8.
pub(crate) fn loose_char(c: char) -> char {
    let cp = c as u32;
    if arabic_entry(cp).is_none() {
        return c;
    }
    char::from_u32(u32::from(loose_code(cp as u16))).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{ARABIC, Class, ENDS_WORD, PAIRS, class, folds, letters};

    #[test]
    fn letters_and_marks_of_the_block_go_on_and_tell_their_flags() {
        for cp in (0x20..0x800).chain(0x2000..0x2070) {
            let Some(c) = char::from_u32(cp) else {
                continue;
            };
            let text: String = ['\u{628}', c, '\u{62D}'].iter().collect();
            let (length, flags) = letters(text.as_bytes());
            let in_block = (ARABIC..ARABIC + 256).contains(&cp);
            let entry = if in_block {
                PAIRS[(cp - ARABIC) as usize]
            } else {
                ENDS_WORD
            };
            let goes_on = entry & ENDS_WORD == 0;
            assert_eq!(
                goes_on,
                in_block && matches!(class(c), Class::Letter | Class::Mark)
            );
            let expected = if goes_on { text.len() } else { 2 };
            assert_eq!(length, expected, "U+{cp:04X}");
            assert_eq!(folds(flags), goes_on && folds(entry), "U+{cp:04X}");
        }
    }
}
