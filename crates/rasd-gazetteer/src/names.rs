//! How names are cut into words, and the spellings that newspapers take for one another.

/// The search-folded words of a name, without punctuation.
pub(crate) fn words(name: &str) -> Vec<String> {
    rasd_tokenizer::fold(name)
        .split(|c: char| !is_letter(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a character belongs to a word; the letters of Arabic are told at a glance.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}') || c.is_alphanumeric()
}

/// Words that are written together with their neighbour or apart from it; `name-joins.csv`.
#[derive(Debug, Default)]
pub(crate) struct Joins {
    /// Words that may be joined to the next one: عبد, أبو.
    pub(crate) before: Vec<String>,
    /// Words that may be joined to the one before: الله, الدين.
    pub(crate) after: Vec<String>,
}

/// Shortest rest, in letters, that a joined word is taken apart for.
const REST: usize = 3;

impl Joins {
    /// The name with all such words joined, and with all taken apart, where that differs.
    pub(crate) fn variants(&self, words: &[String]) -> Vec<Vec<String>> {
        let joined = self.join(words);
        let split: Vec<String> = words.iter().flat_map(|word| self.split(word)).collect();
        let mut out = vec![words.to_vec()];
        for variant in [joined, split] {
            if !out.contains(&variant) {
                out.push(variant);
            }
        }
        let seats: Vec<Vec<String>> = out.iter().filter_map(|v| other_seats(v)).collect();
        out.extend(seats);
        out
    }

    fn join(&self, words: &[String]) -> Vec<String> {
        let mut out: Vec<String> = Vec::with_capacity(words.len());
        let mut open = false;
        for word in words {
            match out.last_mut() {
                Some(last) if open || self.after.contains(word) => last.push_str(word),
                _ => out.push(word.clone()),
            }
            open = self.before.contains(word);
        }
        out
    }

    fn split(&self, word: &str) -> Vec<String> {
        let long = |rest: &str| rest.chars().count() >= REST;
        for prefix in &self.before {
            if let Some(rest) = word.strip_prefix(prefix.as_str())
                && long(rest)
                // عبد is also the beginning of other words, such as عبدي; with the article it is sure.
                && (rest.starts_with("ال") || prefix.ends_with('و'))
            {
                return vec![prefix.clone(), rest.to_owned()];
            }
        }
        for suffix in &self.after {
            if let Some(rest) = word.strip_suffix(suffix.as_str())
                && long(rest)
            {
                return vec![rest.to_owned(), suffix.clone()];
            }
        }
        vec![word.to_owned()]
    }
}

/// The same words with the other common seat of the hamza: مسؤول and مسئول.
fn other_seats(words: &[String]) -> Option<Vec<String>> {
    let changed: Vec<String> = words
        .iter()
        .map(|word| word.replace("ؤو", "ئو").replace("ائي", "ايي"))
        .collect();
    (changed != words).then_some(changed)
}

/// An English slug: lower-case ASCII letters and digits, joined by hyphens.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c != '\'' && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}
