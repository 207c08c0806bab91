//! Names of persons: runs of name-like words, and the people of a document.

use super::atom::{Atom, What};
use super::view::View;
use crate::data::{How, Meaning, NameToken, TargetKind};
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
    word.chars().filter_map(letter).collect()
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

/// The person named at token `at`, if one is.
///
/// `titled` says that a title or a courtesy stands before it, so that any name-like words do.
pub(crate) fn person(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
    titled: bool,
) -> Option<Atom> {
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
    let run = run(view, at, sentence, titled).map(|(end, skip)| {
        atom(
            view,
            at,
            end,
            skip,
            What::Unlisted,
            if titled {
                "name-like words after a title"
            } else {
                "given name and name-like words"
            },
        )
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
    if end > at + 1 {
        return true;
    }
    let word = view.word(at);
    if word.guessed || word.pos.is_none() || word.pos == Some(Pos::Propn) {
        return true;
    }
    if view
        .name_token(at)
        .is_some_and(|(token, _)| token == NameToken::Given)
    {
        return true;
    }
    // A common word: not after a noun that it could qualify.
    if skip > 0 || at == 0 {
        return true;
    }
    let before = view.word(at - 1);
    !(before.is_word && matches!(before.pos, Some(Pos::Noun | Pos::Adj)) && !word.definite)
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
        let fits = match how {
            How::Full | How::Famous => true,
            How::Short | How::NeedsContext => titled,
            How::Capital { .. } => false,
        };
        if fits && best.is_none_or(|(_, end, _)| hit.end as usize > end) {
            best = Some((target, hit.end as usize, hit.skip));
        }
    }
    let (target, end, skip) = best?;
    let mut end = end;
    while end + 1 < sentence.end
        && matches!(view.name_token(end), Some((NameToken::Link, false)))
        && is_namelike(view, end + 1)
    {
        end += 2;
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

/// Whether a word may be part of a name.
fn is_namelike(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.is_word
        && !word.conjunction
        && (word.guessed || word.pos == Some(Pos::Propn) || view.name_token(at).is_some())
}

/// A run of name-like words from token `at`: token after it and bytes before it.
fn run(view: &View<'_>, at: usize, sentence: &Range<usize>, titled: bool) -> Option<(usize, u8)> {
    let (skip, first) = opening(view, at, titled)?;
    let mut end = at + 1;
    let mut count = 1;
    let mut sure = first != NameToken::Common;
    if first == NameToken::Link {
        // أبو, بن: the name is what follows.
        if end >= sentence.end || !view.word(end).is_word {
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
        let Some(token) = continuation(view, end) else {
            break;
        };
        if token == NameToken::Link {
            if end + 1 >= sentence.end || !view.word(end + 1).is_word {
                break;
            }
            end += 2;
            count += 2;
            sure = true;
            continue;
        }
        sure |= token != NameToken::Common;
        end += 1;
        count += 1;
    }
    let enough = if titled {
        count > 1 || sure
    } else {
        count > 1 && sure
    };
    enough.then_some((end, skip))
}

/// How a name may begin at a token.
fn opening(view: &View<'_>, at: usize, titled: bool) -> Option<(u8, NameToken)> {
    let word = view.word(at);
    if !word.is_word {
        return None;
    }
    let by_table = view
        .meanings(at)
        .filter(|(hit, _)| hit.end as usize == at + 1 && !hit.article)
        .filter_map(|(hit, meaning)| match meaning {
            Meaning::NameToken(token) => Some((hit.skip, token)),
            _ => None,
        })
        .min_by_key(|(skip, _)| *skip);
    match by_table {
        Some((skip, token)) if titled || matches!(token, NameToken::Given | NameToken::Link) => {
            Some((skip, token))
        }
        _ if titled && word.guessed && !word.conjunction => Some((0, NameToken::Family)),
        _ => None,
    }
}

/// What a word adds to a name that has begun.
fn continuation(view: &View<'_>, at: usize) -> Option<NameToken> {
    let word = view.word(at);
    if !word.is_word {
        return None;
    }
    if let Some((token, _)) = view.name_token(at) {
        let verb = matches!(
            word.pos,
            Some(Pos::Verb | Pos::Adp | Pos::Part | Pos::Sconj)
        );
        // A common word goes with a name only if it is no verb here.
        return (token != NameToken::Common || !verb).then_some(token);
    }
    if word.guessed && !word.conjunction && !word.preposition {
        return Some(NameToken::Family);
    }
    None
}
