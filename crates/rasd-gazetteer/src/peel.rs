//! The ways in which a word may begin: with proclitics and the article, or without them.

/// A way to read the beginning of a word: what is taken off it.
pub(crate) struct Peel<'a> {
    /// Bytes of proclitics taken off.
    pub(crate) skip: u8,
    /// Whether the article was taken off.
    pub(crate) article: bool,
    /// The rest.
    pub(crate) word: &'a [u8],
}

const ALEF: [u8; 2] = [0xD8, 0xA7];
const LAM: [u8; 2] = [0xD9, 0x84];
const WAW: [u8; 2] = [0xD9, 0x88];
const FA: [u8; 2] = [0xD9, 0x81];
const BA: [u8; 2] = [0xD8, 0xA8];
const KAF: [u8; 2] = [0xD9, 0x83];
const ARTICLE: [u8; 4] = [0xD8, 0xA7, 0xD9, 0x84];

/// Longest word, in bytes, that the restored article is tried on.
const LONGEST: usize = 96;

/// Calls `each` with every way to take proclitics and article off a search-folded word.
pub(crate) fn peels(word: &[u8], mut each: impl FnMut(Peel<'_>)) {
    bare(word, 0, &mut each);
    let Some(first) = word.first_chunk::<2>() else {
        return;
    };
    match *first {
        WAW | FA => {
            let rest = &word[2..];
            bare(rest, 2, &mut each);
            preposition(rest, 2, &mut each);
        }
        BA | KAF | LAM => preposition(word, 0, &mut each),
        _ => {}
    }
}

/// The word as it is and without its article.
fn bare(word: &[u8], skip: u8, each: &mut impl FnMut(Peel<'_>)) {
    if word.is_empty() {
        return;
    }
    match word.strip_prefix(&ARTICLE) {
        Some(noun) if noun.len() >= 4 => both(skip, word, noun, each),
        _ => each(Peel {
            skip,
            article: false,
            word,
        }),
    }
}

/// A word with its article, and the noun behind it.
fn both(skip: u8, word: &[u8], noun: &[u8], each: &mut impl FnMut(Peel<'_>)) {
    for (article, word) in [(false, word), (true, noun)] {
        each(Peel {
            skip,
            article,
            word,
        });
    }
}

/// The word without a preposition ب ك ل.
fn preposition(word: &[u8], skip: u8, each: &mut impl FnMut(Peel<'_>)) {
    let Some(first) = word.first_chunk::<2>() else {
        return;
    };
    if ![BA, KAF, LAM].contains(first) {
        return;
    }
    let rest = &word[2..];
    bare(rest, skip + 2, each);
    // After ل the article loses its alef, and a word that itself begins with ل a lam.
    if *first == LAM
        && let Some(noun) = rest.strip_prefix(&LAM)
        && noun.len() >= 4
        && noun.len() + 4 <= LONGEST
    {
        let mut buffer = [0u8; LONGEST];
        buffer[..2].copy_from_slice(&ALEF);
        buffer[2..rest.len() + 2].copy_from_slice(rest);
        both(skip + 2, &buffer[..rest.len() + 2], noun, each);
        if rest.len() + 4 <= LONGEST {
            buffer[2..4].copy_from_slice(&LAM);
            buffer[4..rest.len() + 4].copy_from_slice(rest);
            both(skip + 2, &buffer[..rest.len() + 4], rest, each);
        }
    }
}
