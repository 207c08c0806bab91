//! Names of persons: runs of name-like words, and the people of a document.

use super::atom::{Atom, What};
use super::view::View;
use crate::data::{How, Meaning, NameToken, TargetKind, TitleKind};
use crate::names;
use crate::vocabulary::key_of;
use rasd_core::{EntityType, Number, Pos};
use std::collections::HashMap;
use std::ops::Range;

/// Most words that a name has.
const LONGEST: usize = 7;

/// A person whom the document names in full.
#[derive(Debug, Clone)]
pub(crate) struct DocPerson {
    /// The listed person, if he is listed.
    pub(crate) target: Option<u32>,
    /// Keys of the words of the name.
    pub(crate) words: Vec<String>,
    /// Stable id and English name, for persons not listed.
    pub(crate) id: String,
    pub(crate) name: String,
}

/// The people that a document names.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) list: Vec<DocPerson>,
    /// Short forms, as keys joined by spaces, to the person last named so.
    short: HashMap<String, usize>,
    longest: usize,
}

impl People {
    /// Enters the persons of a first reading.
    pub(crate) fn collect(&mut self, view: &View<'_>, atoms: &[Atom]) {
        for atom in atoms {
            if atom.kind == EntityType::Per {
                self.enter(view, atom);
            }
            self.collect(view, &atom.inside);
        }
    }

    /// The person that an atom names, entered if new.
    pub(crate) fn enter(&mut self, view: &View<'_>, atom: &Atom) -> Option<usize> {
        match &atom.what {
            What::Target(target) => {
                let found = self.list.iter().position(|p| p.target == Some(*target));
                Some(found.unwrap_or_else(|| {
                    let data = view.data;
                    let row = data.targets[*target as usize];
                    let words = keys(view, atom);
                    let id = data.pool.get(row.id).to_owned();
                    let name = data.pool.get(row.name).to_owned();
                    self.add(Some(*target), words, id, name)
                }))
            }
            What::Person(person) => Some(*person),
            What::Unlisted => {
                let words = keys(view, atom);
                if let Some(found) = self.same_person(&words) {
                    return Some(found);
                }
                let name = latin(view, &words);
                let id = names::slug(&name);
                if id.is_empty() {
                    return None;
                }
                Some(self.add(None, words, id, name))
            }
            _ => None,
        }
    }

    /// A person named before by the same first and last name.
    fn same_person(&self, words: &[String]) -> Option<usize> {
        self.list.iter().position(|person| {
            person.words == words
                || (words.len() > 1
                    && person.words.len() > 1
                    && person.words.first() == words.first()
                    && person.words.last() == words.last())
        })
    }

    fn add(&mut self, target: Option<u32>, words: Vec<String>, id: String, name: String) -> usize {
        let number = self.list.len();
        for start in 1..words.len() {
            let rest = &words[start..];
            // A lone link is no name, and a single letter hardly one.
            if rest.len() <= 3 && (rest.len() > 1 || rest[0].chars().count() > 2) {
                self.remember(rest.join(" "), rest.len(), number);
            }
        }
        self.list.push(DocPerson {
            target,
            words,
            id,
            name,
        });
        number
    }

    fn remember(&mut self, key: String, words: usize, person: usize) {
        self.longest = self.longest.max(words);
        self.short.insert(key, person);
    }

    /// The longest short form of one of the people at token `at`: person, token after it, bytes before it.
    pub(crate) fn short_at(
        &self,
        view: &View<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, usize, u8)> {
        if self.longest == 0 || !view.word(at).is_word {
            return None;
        }
        let folded = view.folded(at);
        let mut best = None;
        for (skip, first) in openings(folded) {
            let mut key = key_of(&first);
            for next in at + 1..=(at + self.longest).min(end) {
                if let Some(person) = self.short.get(&key)
                    && best.is_none_or(|(_, longest, _)| next > longest)
                {
                    best = Some((*person, next, skip));
                }
                key.push(' ');
                key.push_str(&key_of(view.folded(next)));
            }
        }
        best
    }
}

/// The word with its proclitics off in every way that leaves two letters (بن).
fn openings(folded: &str) -> Vec<(u8, String)> {
    let mut out = vec![(0, folded.to_owned())];
    let mut push = |skip: usize, rest: &str| {
        if rest.chars().count() >= 2 {
            out.push((skip as u8, rest.to_owned()));
        }
    };
    let mut preposition = |skip: usize, word: &str| {
        for letter in ['ب', 'ل', 'ك'] {
            if let Some(rest) = word.strip_prefix(letter) {
                push(skip + 2, rest);
                if letter == 'ل' && rest.starts_with('ل') {
                    push(skip + 2, &format!("ا{rest}"));
                }
            }
        }
    };
    preposition(0, folded);
    for letter in ['و', 'ف'] {
        if let Some(rest) = folded.strip_prefix(letter) {
            preposition(2, rest);
        }
    }
    for letter in ['و', 'ف'] {
        if let Some(rest) = folded.strip_prefix(letter)
            && rest.chars().count() >= 2
        {
            out.push((2, rest.to_owned()));
        }
    }
    out
}

/// Keys of the words of an atom.
fn keys(view: &View<'_>, atom: &Atom) -> Vec<String> {
    (atom.first..atom.end)
        .filter(|at| view.word(*at).is_word)
        .map(|at| {
            let folded = view.folded(at);
            let skip = if at == atom.first {
                usize::from(atom.skip)
            } else {
                0
            };
            let word = folded.get(skip..).unwrap_or(folded);
            if skip > 0
                && word.starts_with('ل')
                && folded.as_bytes().get(..4) == Some("لل".as_bytes())
            {
                key_of(&format!("ا{word}"))
            } else {
                key_of(word)
            }
        })
        .collect()
}

/// Latin spelling of a name, word by word, for the id of a person not listed.
pub(crate) fn latin(view: &View<'_>, words: &[String]) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        match view.data.latin.get(word) {
            Some(latin) => out.push(latin.clone()),
            None => match word
                .strip_prefix("ال")
                .map(|rest| view.data.latin.get(rest))
            {
                Some(Some(latin)) => out.push(format!("al-{latin}")),
                Some(None) => out.push(format!("al-{}", letters(&word[4..]))),
                None => out.push(letters(word)),
            },
        }
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

/// What stands before a word and makes a name likely there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Announced {
    /// Nothing.
    No,
    /// A verb.
    Verb,
    /// A verb whose subject speaks.
    Speech,
    /// A title or a courtesy: any name-like words will do.
    Title,
}

/// The person named at token `at`, if one is.
pub(crate) fn person(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
    announced: Announced,
) -> Option<Atom> {
    let titled = announced == Announced::Title;
    let listed = listed(view, at, sentence, titled);
    let short = people
        .short_at(view, at, sentence.end)
        .filter(|(_, end, skip)| titled || fits_short(view, at, *end, *skip))
        .map(|(person, end, skip)| {
            atom(
                view,
                at,
                end,
                skip,
                What::Person(person),
                "short form of a name in this text",
            )
        });
    let run = run(view, at, sentence, announced).map(|(end, skip)| {
        let reason = match announced {
            Announced::Title => "name-like words after a title",
            Announced::Speech => "name-like words after a verb of speech",
            Announced::Verb => "name-like words after a verb",
            Announced::No => "given name and name-like words",
        };
        atom(view, at, end, skip, What::Unlisted, reason)
    });
    [listed, short, run]
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.end > best.end { next } else { best })
}

fn atom(
    view: &View<'_>,
    at: usize,
    end: usize,
    skip: u8,
    what: What,
    reason: &'static str,
) -> Atom {
    let row = match what {
        What::Target(target) => {
            let row = view.data.targets[target as usize];
            Some((row.file, row.line))
        }
        _ => None,
    };
    Atom {
        first: at,
        end,
        skip,
        cut: 0,
        kind: EntityType::Per,
        what,
        number: Number::Singular,
        gender: None,
        row,
        reason,
        inside: Vec::new(),
    }
}

/// Whether a short form at a token is likely meant as a name and not as the common word it may also be.
fn fits_short(view: &View<'_>, at: usize, end: usize, skip: u8) -> bool {
    if end > at + 1 || !view.is_common_word(at) {
        return true;
    }
    if view.word(at).function || view.word(at).pos == Some(Pos::Verb) {
        return false;
    }
    // A common word: not after a noun that it could qualify.
    let before = at
        .checked_sub(1)
        .map(|at| view.word(at))
        .unwrap_or_default();
    skip > 0 || !(before.is_word && matches!(before.pos, Some(Pos::Noun | Pos::Adj)))
}

/// A listed person's name at a token, with bin chains and kunyas that follow.
fn listed(view: &View<'_>, at: usize, sentence: &Range<usize>, titled: bool) -> Option<Atom> {
    let mut best: Option<(u32, usize, u8)> = None;
    for (hit, meaning) in view.meanings(at) {
        let Meaning::Name { target, how } = meaning else {
            continue;
        };
        if view.data.targets[target as usize].kind != TargetKind::Person || hit.article {
            continue;
        }
        let one_word = hit.end as usize == at + 1;
        let fits = match how {
            How::Full | How::Famous if !one_word || !view.is_common_word(at) => true,
            // الأسد, صالح: also common words, so the person's country must be spoken of.
            How::Full | How::Famous => {
                (titled && hit.skip == 0)
                    || (view.speaks_of_country(target) && fits_short(view, at, at + 1, hit.skip))
            }
            How::Short | How::NeedsContext | How::NeedsHead => {
                titled
                    && hit.skip == 0
                    && one_word
                    && !view.is_common_word(at)
                    && !is_place(view, at)
            }
            How::Capital { .. } => false,
        };
        if fits && best.is_none_or(|(_, end, _)| hit.end as usize > end) {
            best = Some((target, hit.end as usize, hit.skip));
        }
    }
    let (target, end, skip) = best?;
    let mut end = end;
    // محمد بن عبد الله بن أبي ربيعة
    while end + 1 < sentence.end && is_link(view, end) {
        let mut next = end + 1;
        while next + 1 < sentence.end && is_link(view, next) {
            next += 1;
        }
        if !is_namelike(view, next) && !view.folded(next).starts_with("ال") {
            break;
        }
        end = next + 1;
    }
    Some(atom(
        view,
        at,
        end,
        skip,
        What::Target(target),
        "listed person",
    ))
}

fn is_link(view: &View<'_>, at: usize) -> bool {
    matches!(
        view.name_token(at),
        Some((NameToken::Link | NameToken::Kunya, false))
    )
}

/// Whether a word may be part of a name.
fn is_namelike(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.is_word
        && !word.conjunction
        && (word.guessed || word.pos == Some(Pos::Propn) || view.name_token(at).is_some())
}

/// A run of name-like words from token `at`: token after it and bytes before it.
fn run(
    view: &View<'_>,
    at: usize,
    sentence: &Range<usize>,
    announced: Announced,
) -> Option<(usize, u8)> {
    let (skip, first) = opening(view, at, announced)?;
    let mut end = at + 1;
    let mut count = 1;
    let mut sure = matches!(
        first,
        NameToken::Given | NameToken::Family | NameToken::Rare | NameToken::Kunya
    );
    if first == NameToken::Kunya {
        // أبو, بن: the name is what follows.
        let next = view.word(end);
        let article = next.definite && !next.pronoun && !next.function;
        if end >= sentence.end || !(is_namelike(view, end) || article) {
            return None;
        }
        end += 1;
        count += 1;
    }
    while end < sentence.end && count < LONGEST {
        if view.is_mark(end, "-–") && end + 1 < sentence.end && is_namelike(view, end + 1) {
            end += 2;
            count += 1;
            continue;
        }
        let Some((token, after)) = continuation(view, end, sentence, count) else {
            break;
        };
        sure |= token != NameToken::Common;
        count += after - end;
        end = after;
    }
    let enough = match announced {
        Announced::Title => count > 1 || sure,
        Announced::Speech => (count > 1 && sure) || (skip == 0 && is_unknown_name(view, at)),
        Announced::Verb => {
            (count > 1 && sure)
                || (skip == 0 && is_unknown_name(view, at) && looks_foreign(view, at))
        }
        Announced::No => count > 1 && sure,
    };
    enough.then_some((end, skip))
}

/// How a name may begin at a token.
fn opening(view: &View<'_>, at: usize, announced: Announced) -> Option<(u8, NameToken)> {
    let word = view.word(at);
    if !word.is_word {
        return None;
    }
    let by_table = view
        .meanings(at)
        .filter(|(hit, _)| hit.end as usize == at + 1 && !hit.article && hit.skip <= 2)
        .filter_map(|(hit, meaning)| match meaning {
            Meaning::NameToken(token) => Some((hit.skip, token)),
            _ => None,
        })
        .min_by_key(|(skip, _)| *skip);
    let titled = announced == Announced::Title;
    match by_table {
        Some((skip, NameToken::Kunya)) if !titled || skip == 0 => Some((skip, NameToken::Kunya)),
        Some((_, NameToken::Link | NameToken::Ordinal)) => None,
        _ if word.function => None,
        Some((skip, token)) if titled => (skip == 0).then_some((skip, token)),
        // A verb or a country is no name before it is announced.
        Some(_) if word.pos == Some(Pos::Verb) || is_place(view, at) => None,
        Some((skip, NameToken::Given)) => Some((skip, NameToken::Given)),
        Some((skip, NameToken::Rare)) if !view.is_common_word(at) => Some((skip, NameToken::Rare)),
        Some((skip, token)) if announced == Announced::Speech => Some((skip, token)),
        // سعد بن أبي وقاص
        Some((skip, NameToken::Common | NameToken::Rare))
            if matches!(view.name_token(at + 1), Some((NameToken::Kunya, false))) =>
        {
            Some((skip, NameToken::Common))
        }
        _ if is_place(view, at) || word.conjunction || word.preposition => None,
        _ if titled && word.guessed && view.written(at).chars().count() > 2 => {
            Some((0, NameToken::Family))
        }
        _ if announced > Announced::No && is_unknown_name(view, at) => Some((0, NameToken::Family)),
        _ => None,
    }
}

/// Whether a word is not in the lexicon and looks like nothing but a name, or is one by the lexicon.
fn is_unknown_name(view: &View<'_>, at: usize) -> bool {
    const SHORTEST: usize = 4;
    let word = view.word(at);
    let written = view.written(at);
    word.pos == Some(Pos::Propn)
        && written.chars().count() >= SHORTEST
        && !written.starts_with("ال")
        && !view
            .meanings(at)
            .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. } | Meaning::Nominal { .. }))
}

/// Whether a word has none of the letters that only Arabic words have, and is not short.
fn looks_foreign(view: &View<'_>, at: usize) -> bool {
    const ARABIC_ONLY: &str = "حعصضظثذءئؤةى";
    let written = view.written(at);
    written.chars().count() > 4 && !written.contains(|c| ARABIC_ONLY.contains(c))
}

/// Whether a place, an organisation or a nationality word is listed at a token.
fn is_place(view: &View<'_>, at: usize) -> bool {
    view.meanings(at).any(|(_, meaning)| match meaning {
        Meaning::Name { target, .. } => {
            view.data.targets[target as usize].kind != TargetKind::Person
        }
        Meaning::Nisba { .. } => true,
        _ => false,
    })
}

/// What a word adds to a name that has begun, and the token after it.
fn continuation(
    view: &View<'_>,
    at: usize,
    sentence: &Range<usize>,
    count: usize,
) -> Option<(NameToken, usize)> {
    let word = view.word(at);
    if !word.is_word || word.function || starts_title(view, at) {
        return None;
    }
    let ordinal = view
        .meanings(at)
        .find(|(hit, meaning)| hit.skip == 0 && *meaning == Meaning::NameToken(NameToken::Ordinal))
        .map(|(hit, _)| hit.end as usize);
    if let Some(end) = ordinal {
        return (count == 1).then_some((NameToken::Ordinal, end));
    }
    if let Some((token, _)) = view.name_token(at) {
        return match token {
            NameToken::Link | NameToken::Kunya => {
                let next = view.word(at + 1);
                let goes_on = at + 1 < sentence.end
                    && next.is_word
                    && !next.function
                    && (next.pos != Some(Pos::Verb) || view.name_token(at + 1).is_some());
                goes_on.then_some((token, at + 2))
            }
            NameToken::Common | NameToken::Rare if word.pos == Some(Pos::Verb) => None,
            _ => Some((token, at + 1)),
        };
    }
    let unknown = (word.guessed || word.pos == Some(Pos::Propn))
        && !word.conjunction
        && !word.preposition
        && word.pos != Some(Pos::Verb);
    // A nationality word is a surname only right after a given name.
    (unknown && (count == 1 || !is_place(view, at))).then_some((NameToken::Family, at + 1))
}

/// Whether a title begins at a token, other than one that is also a surname (السيد).
fn starts_title(view: &View<'_>, at: usize) -> bool {
    view.meanings(at).any(|(hit, meaning)| match meaning {
        Meaning::Title { title, .. } => {
            let long = hit.end as usize > at + 1;
            let office = view.data.titles[title as usize].kind == TitleKind::Office;
            hit.skip == 0 && (long || (office && view.has_article(&hit)))
        }
        _ => false,
    })
}
