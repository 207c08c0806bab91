//! How names are cut into words, and the spellings that newspapers take for one another.

/// The search-folded words of a name, without punctuation.
pub(crate) fn words(name: &str) -> Vec<String> {
    rasd_tokenizer::fold(name)
        .split(|c: char| !is_letter(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The same words as one line, with spaces between them.
pub(crate) fn line(name: &str) -> String {
    let folded = rasd_tokenizer::fold(name);
    let mut line = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !is_letter(c)) {
        add_word(&mut line, word);
    }
    line
}

/// Adds a word to a line, unless it is empty.
fn add_word(line: &mut String, word: &str) {
    if !line.is_empty() && !word.is_empty() {
        line.push(' ');
    }
    line.push_str(word);
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
    /// A line of words with all such words joined, with all taken apart, and with other seats of
    /// the hamza, as far as they differ from the line and from one another.
    pub(crate) fn variants(&self, line: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for variant in [self.join(line), self.split(line)].into_iter().flatten() {
            if variant != line && !out.contains(&variant) {
                out.push(variant);
            }
        }
        let seats = std::iter::once(line).chain(out.iter().map(String::as_str));
        let seats: Vec<String> = seats.filter_map(other_seats).collect();
        out.extend(seats);
        out
    }

    /// The line with words joined, if there are any to join.
    fn join(&self, line: &str) -> Option<String> {
        let holds = |list: &[String], word: &str| list.iter().any(|listed| listed == word);
        let joins = |word: &str| holds(&self.before, word) || holds(&self.after, word);
        if !line.split(' ').any(joins) {
            return None;
        }
        let mut out = String::with_capacity(line.len());
        let mut open = false;
        for word in line.split(' ') {
            if open || holds(&self.after, word) {
                out.push_str(word);
            } else {
                add_word(&mut out, word);
            }
            open = holds(&self.before, word);
        }
        Some(out)
    }

    /// The line with words taken apart, if there are any.
    fn split(&self, line: &str) -> Option<String> {
        line.split(' ').find_map(|word| self.cut(word))?;
        let mut out = String::with_capacity(line.len() + 8);
        for word in line.split(' ') {
            let (first, rest) = word.split_at(self.cut(word).unwrap_or(0));
            add_word(&mut out, first);
            add_word(&mut out, rest);
        }
        Some(out)
    }

    /// Where a word is taken apart, in bytes.
    fn cut(&self, word: &str) -> Option<usize> {
        let long = |rest: &str| rest.chars().count() >= REST;
        let prefix = self.before.iter().find(|prefix| {
            word.strip_prefix(prefix.as_str()).is_some_and(|rest| {
                // عبد is also the beginning of other words, such as عبدي; with the article it is sure.
                long(rest) && (rest.starts_with("ال") || prefix.ends_with('و'))
            })
        });
        if let Some(prefix) = prefix {
            return Some(prefix.len());
        }
        let ends = self
            .after
            .iter()
            .filter_map(|end| word.strip_suffix(end.as_str()));
        ends.filter(|rest| long(rest)).map(str::len).next()
    }
}

/// The same words with the other common seat of the hamza: مسؤول and مسئول.
fn other_seats(line: &str) -> Option<String> {
    const SEATS: [(&str, &str); 2] = [("ؤو", "ئو"), ("ائي", "ايي")];
    if !SEATS.iter().any(|(seat, _)| line.contains(seat)) {
        return None;
    }
    let mut out = line.to_owned();
    for (seat, other) in SEATS {
        out = out.replace(seat, other);
    }
    Some(out)
}

/// An English slug: lower-case ASCII letters and digits, joined by hyphens.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
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
