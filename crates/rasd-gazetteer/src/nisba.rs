//! Forms of nationality and group words, from their masculine singular.

use rasd_core::{Gender, Number};

/// One row of `nisba-forms.csv`: what takes the place of the final ي.
#[derive(Debug, Clone)]
pub(crate) struct Suffix {
    pub(crate) suffix: String,
    pub(crate) gender: Option<Gender>,
    pub(crate) number: Number,
}

impl Suffix {
    /// What any adjective takes: what follows the ي of the nationality word.
    pub(crate) fn ending(&self) -> &str {
        self.suffix.strip_prefix(FINAL).unwrap_or(&self.suffix)
    }
}

/// A form of a nationality word, without the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// Its words, in order.
    pub(crate) words: Vec<String>,
    pub(crate) gender: Option<Gender>,
    pub(crate) number: Number,
}

const FINAL: char = 'ي';
const ARTICLE: &str = "ال";

/// All forms of a masculine singular such as مصري or كوري جنوبي; every word is inflected.
///
/// A word that does not end in ي has only the form given. Phrases of several words also get
/// their definite form, since the article stands on each word.
pub(crate) fn forms(singular: &str, suffixes: &[Suffix]) -> Vec<Form> {
    let words: Vec<&str> = singular.split_whitespace().collect();
    let mut out = vec![Form {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        gender: Some(Gender::Masculine),
        number: Number::Singular,
    }];
    if words.iter().all(|word| word.ends_with(FINAL)) {
        for suffix in suffixes {
            let inflect = |word: &&str| {
                let stem = word.strip_suffix(FINAL).unwrap_or(word);
                format!("{stem}{}", suffix.suffix)
            };
            out.push(Form {
                words: words.iter().map(inflect).collect(),
                gender: suffix.gender,
                number: suffix.number,
            });
        }
    }
    if words.len() > 1 {
        let definite: Vec<Form> = out
            .iter()
            .map(|form| Form {
                words: form.words.iter().map(|word| add_article(word)).collect(),
                ..form.clone()
            })
            .collect();
        out.extend(definite);
    }
    out
}

/// The word with the article, which it may have already.
fn add_article(word: &str) -> String {
    if word.starts_with(ARTICLE) {
        word.to_owned()
    } else {
        format!("{ARTICLE}{word}")
    }
}
