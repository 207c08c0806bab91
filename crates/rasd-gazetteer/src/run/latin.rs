//! Latin spelling of names, for ids and English names of what is not listed.

use crate::data::Data;

/// Latin spelling of a name, word by word, for the id of a person not listed.
pub(crate) fn latin(data: &Data, words: &[impl AsRef<str>]) -> String {
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        let word = word.as_ref();
        // `عبد الرحيم`: the first part is written with the article of the second.
        let own = at == 0 || !out.ends_with("del");
        if at > 0 {
            out.push(' ');
        }
        let listed = |word: &str| data.latin.get(word);
        let bare = word.strip_prefix("ال");
        let found = match bare {
            Some(rest) if !own => listed(rest),
            Some(rest) => listed(word).or_else(|| {
                out.push_str("al-");
                listed(rest)
            }),
            None => listed(word),
        };
        match found {
            Some(latin) => out.push_str(latin),
            None => letters(bare.unwrap_or(word), &mut out),
        }
    }
    out
}

/// Appends a word letter by letter in Latin script.
fn letters(word: &str, out: &mut String) {
    let from = out.len();
    let mut consonants = 0;
    for c in word.chars() {
        let Some(latin) = letter(c) else { continue };
        let vowel = matches!(latin, "a" | "i" | "u");
        consonants = if vowel { 0 } else { consonants + 1 };
        // Short vowels are not written; one between the first two consonants makes most readable.
        let own = &out[from..];
        if consonants == 2 && !own.ends_with(['a', 'i', 'u']) && own.len() <= 2 {
            out.push('a');
        }
        out.push_str(latin);
    }
}

fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' | 'ى' | 'ة' => "a",
        'ب' => "b",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'و' | 'ؤ' => "u",
        'ي' | 'ئ' => "i",
        _ => return None,
    })
}
