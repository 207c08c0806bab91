//! Latin spelling of names, for ids and English names of what is not listed.

use crate::data::Data;

/// Latin spelling of a name, word by word, for the id of a person not listed.
pub(crate) fn latin(data: &Data, words: &[String]) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        // `عبد الرحيم`: the first part is written with the article of the second.
        let own = out.last().is_none_or(|before| !before.ends_with("del"));
        let article = if own { "al-" } else { "" };
        let listed = data.latin.get(word).filter(|_| own).cloned();
        let bare = || word.strip_prefix("ال");
        out.push(match (listed, bare()) {
            (Some(latin), _) => latin,
            (None, Some(rest)) => {
                let latin = data.latin.get(rest);
                format!(
                    "{article}{}",
                    latin.map_or_else(|| letters(rest), String::clone)
                )
            }
            (None, None) => match data.latin.get(word) {
                Some(latin) => latin.clone(),
                None => letters(word),
            },
        });
    }
    out.join(" ")
}

/// A word letter by letter in Latin script.
fn letters(word: &str) -> String {
    let mut out = String::new();
    let mut consonants = 0;
    for c in word.chars() {
        let Some(latin) = letter(c) else { continue };
        let vowel = matches!(latin, "a" | "i" | "u");
        consonants = if vowel { 0 } else { consonants + 1 };
        // Short vowels are not written; one between the first two consonants makes most readable.
        if consonants == 2
            && out.len() == out.trim_end_matches(|c| "aiu".contains(c)).len()
            && out.len() <= 2
        {
            out.push('a');
        }
        out.push_str(latin);
    }
    out
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
