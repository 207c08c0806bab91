//! The people of a document: listed persons, short forms of names, and names that no table lists.

use super::atom::{Atom, What};
use super::kinds::Kinds;
use super::latin::latin;
use super::listed::{fits_short, listed};
use super::name_runs::{Announced, is_place, looks_foreign, run};
use super::view::{Asked, View};
use super::word::Word;
use crate::data::{Meaning, NameToken};
use crate::names;
use crate::vocabulary::{hash_word, key_of};
use foldhash::{HashMap, HashSet};
use rasd_core::{EntityType, Number, Pos};
use std::borrow::Cow;
use std::ops::Range;

/// A person whom the document names in full.
#[derive(Debug, Clone)]
pub(crate) struct DocPerson {
    /// The listed person, if he is listed.
    pub(crate) target: Option<u32>,
    /// Stable id and English name, for persons not listed.
    pub(crate) id: String,
    pub(crate) name: String,
}

/// Words of [`People::firsts`]: bits for some hundred short forms.
const FIRSTS: usize = 32;

/// Number of the bit of a word among those of first words.
fn first_bit(folded: &str) -> u16 {
    (hash_word(folded.as_bytes()) >> 32) as u16 % (64 * FIRSTS as u16)
}

/// In how many ways [`openings`] may read a word.
const WAYS: usize = 4;

/// Bits of what a word may be, its proclitics taken off in one way or another; [`NO_BIT`] after the
/// last one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Openings([u16; WAYS]);

/// Larger than any bit.
const NO_BIT: u16 = u16::MAX;

impl Openings {
    /// The bits of a token, whose search-folded form is given; none if it is no word.
    pub(crate) fn of(word: &Word, folded: &str) -> Openings {
        let mut bits = [NO_BIT; WAYS];
        let mut free = bits.iter_mut();
        if word.is_word {
            openings(folded, |_, first| {
                if let Some(bit) = free.next() {
                    *bit = first_bit(first);
                }
            });
        }
        Openings(bits)
    }

    /// Whether one of the bits is set.
    #[inline]
    fn meet(self, bits: &[u64; FIRSTS]) -> bool {
        let mut own = self.0.into_iter().take_while(|bit| *bit != NO_BIT);
        own.any(|bit| is_set(bits, bit))
    }
}

#[inline]
fn is_set(bits: &[u64; FIRSTS], bit: u16) -> bool {
    bits[usize::from(bit) / 64 % FIRSTS] & 1 << (bit % 64) != 0
}

/// The people that a document names.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) list: Vec<DocPerson>,
    /// Short forms, as keys joined by spaces, to the person last named so.
    short: HashMap<String, usize>,
    /// A bit for each hash of a short form's first word, so that most words are not looked up.
    firsts: [u64; FIRSTS],
    longest: usize,
    by_target: HashMap<u32, usize>,
    /// Listed persons named in more than one word.
    in_full: HashSet<u32>,
    /// By first word of the name, which is enough after a title: الشيخ تميم.
    given: HashMap<String, usize>,
    /// By first and last word of the name, joined by a space.
    by_ends: HashMap<String, usize>,
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
                if atom.end > atom.first + 1 {
                    self.in_full.insert(*target);
                }
                let found = self.by_target.get(target).copied();
                Some(found.unwrap_or_else(|| {
                    let words = keys(view, atom);
                    self.add(Some(*target), &words, String::new(), String::new())
                }))
            }
            What::Person(person) => Some(*person),
            What::Unlisted => {
                let words = keys(view, atom);
                if let Some(found) = self.same_person(&words) {
                    return Some(found);
                }
                let name = latin(view.data, &words);
                let id = names::slug(&name);
                if id.is_empty() {
                    return None;
                }
                let person = self.add(None, &words, id, name);
                // أمل فتحي, whose first word is a common one, is known by the whole name where it is told again.
                let common = matches!(view.name_token(atom.first), Some((NameToken::Common, _)));
                let surname = matches!(
                    view.name_token(atom.end - 1),
                    Some((NameToken::Given | NameToken::Family, _))
                );
                if common && surname && !view.is_common_word(atom.end - 1) {
                    self.remember(words.join(" "), words.len(), person);
                }
                Some(person)
            }
            _ => None,
        }
    }

    /// A person named before by the same first and last name.
    fn same_person(&self, words: &[Key<'_>]) -> Option<usize> {
        self.by_ends.get(&ends(words)?).copied()
    }

    fn add(&mut self, target: Option<u32>, words: &[Key<'_>], id: String, name: String) -> usize {
        let number = self.list.len();
        if let Some(target) = target {
            self.by_target.insert(target, number);
        }
        if let Some(ends) = ends(words) {
            self.by_ends.entry(ends).or_insert(number);
        }
        if words.len() > 1 {
            self.given.insert(words[0].clone().into_owned(), number);
        }
        for start in 1..words.len() {
            let rest = &words[start..];
            // A lone link is no name, and a single letter hardly one.
            if rest.len() <= 3 && (rest.len() > 1 || rest[0].chars().count() > 2) {
                self.remember(rest.join(" "), rest.len(), number);
            }
        }
        self.list.push(DocPerson { target, id, name });
        number
    }

    fn remember(&mut self, key: String, words: usize, person: usize) {
        let first = key.split(' ').next().unwrap_or(&key);
        let bit = usize::from(first_bit(first));
        self.firsts[bit / 64] |= 1 << (bit % 64);
        self.longest = self.longest.max(words);
        self.short.insert(key, person);
    }

    /// The person whose name begins with the word at a token, its first `skip` bytes off, and ends before another one.
    fn by_ends(&self, view: &View<'_>, first: usize, end: usize, skip: u8) -> Option<usize> {
        let given = view.folded(first).get(usize::from(skip)..).unwrap_or("");
        let ends = [&*key_of(given), " ", &*key_of(view.folded(end - 1))].concat();
        self.by_ends.get(&ends).copied()
    }

    /// Whether a short form is that of an unlisted person whom the text names in full, and the listed
    /// person known by it is not named so.
    fn is_namesake(&self, listed: &Atom, person: usize) -> bool {
        let unlisted = self
            .list
            .get(person)
            .is_some_and(|person| person.target.is_none());
        match &listed.what {
            What::Target(target) => unlisted && !self.in_full.contains(target),
            _ => false,
        }
    }

    /// Whether a short form of one of the people begins at a token of a sentence where the first
    /// reading asked for one.
    pub(crate) fn short_in(&self, view: &View<'_>, sentence: &Range<usize>) -> bool {
        self.longest > 0
            && sentence
                .clone()
                .any(|at| view.asked_short(at) && self.short_at(view, at, sentence.end).is_some())
    }

    /// Whether the document names a listed person.
    pub(crate) fn names(&self, view: &View<'_>, target: u32) -> bool {
        view.ask(Asked::Person(target));
        self.by_target.contains_key(&target)
    }

    /// The person whose given name stands at token `at`.
    pub(crate) fn given_at(&self, view: &View<'_>, at: usize) -> Option<usize> {
        view.ask(Asked::Given(at));
        if self.given.is_empty() || !view.word(at).is_word {
            return None;
        }
        self.given.get(&*key_of(view.folded(at))).copied()
    }

    /// The longest short form of one of the people at token `at`: person, token after it, bytes before it.
    #[inline]
    pub(crate) fn short_at(
        &self,
        view: &View<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, usize, u8)> {
        if !view.word(at).is_word {
            return None;
        }
        if self.longest == 0 {
            view.ask_short(at);
            return None;
        }
        if !view.openings(at).meet(&self.firsts) {
            return None;
        }
        self.short_from(view, at, end)
    }

    /// The same where the word may be the first one of a short form.
    #[inline(never)]
    fn short_from(&self, view: &View<'_>, at: usize, end: usize) -> Option<(usize, usize, u8)> {
        let mut best = None;
        let mut key = String::new();
        openings(view.folded(at), |skip, first| {
            if !is_set(&self.firsts, first_bit(first)) {
                return;
            }
            key.clear();
            key.push_str(&key_of(first));
            for next in at + 1..=(at + self.longest).min(end) {
                if let Some(person) = self.short.get(&key)
                    && best.is_none_or(|(_, longest, _)| next > longest)
                {
                    best = Some((*person, next, skip));
                }
                key.push(' ');
                key.push_str(&key_of(view.folded(next)));
            }
        });
        best
    }
}

/// A word of a name as names are compared by it.
type Key<'v> = Cow<'v, str>;

/// First and last word of a name, joined.
fn ends(words: &[Key<'_>]) -> Option<String> {
    Some([words.first()?, " ", words.last()?].concat())
}

/// Calls `each` with the word with its proclitics off in every way that leaves two letters (بن),
/// and the bytes taken off.
fn openings(folded: &str, mut each: impl FnMut(u8, &str)) {
    each(0, folded);
    without_preposition(folded, 0, &mut each);
    if let Some(rest) = folded.strip_prefix(['و', 'ف']) {
        without_preposition(rest, 2, &mut each);
        if has_two_letters(rest) {
            each(2, rest);
        }
    }
}

fn without_preposition(word: &str, skip: u8, each: &mut impl FnMut(u8, &str)) {
    let Some(rest) = word.strip_prefix(['ب', 'ل', 'ك']) else {
        return;
    };
    if !has_two_letters(rest) {
        return;
    }
    each(skip + 2, rest);
    // After ل the article loses its alef.
    if word.starts_with('ل') && rest.starts_with('ل') {
        each(skip + 2, &format!("ا{rest}"));
    }
}

fn has_two_letters(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// Keys of the words of an atom.
fn keys<'v>(view: &'v View<'_>, atom: &Atom) -> Vec<Key<'v>> {
    let words = (atom.first..atom.end).filter(|at| view.word(*at).is_word);
    let key = |at: usize| {
        let folded = view.folded(at);
        let skip = match at == atom.first {
            true => usize::from(atom.skip),
            false => 0,
        };
        let word = folded.get(skip..).unwrap_or(folded);
        // After ل the article loses its alef.
        if skip > 0 && word.starts_with('ل') && folded.starts_with("لل") {
            Cow::Owned(key_of(&["ا", word].concat()).into_owned())
        } else {
            key_of(word)
        }
    };
    words.map(key).collect()
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
    let by_surname = people
        .short_at(view, at, sentence.end)
        .filter(|(_, end, skip)| titled || fits_short(view, at, *end, *skip));
    let listable = view.has(at, Kinds::PERSON.with(Kinds::NAME_TOKEN));
    if announced == Announced::No && by_surname.is_none() && !listable {
        return None;
    }
    let (listed, by_short) = listed(view, people, at, sentence, titled).unzip();
    let listed_end = listed.as_ref().map_or(0, |atom| atom.end);
    // التقى بومبيو كيم: two people, each known by one name.
    let alone =
        by_short == Some(false) && listed_end == at + 1 && is_known(view, people, at + 1, sentence);
    // بوتفليقة الحداد: after a surname whoever is listed so is named in full.
    let whole = |end: usize| {
        by_short == Some(false)
            && listed_end > at + 1
            && end == listed_end + 1
            && !matches!(view.name_token(listed_end - 1), Some((NameToken::Given, _)))
    };
    // كيم جونغ أون شي جين بينغ: two people, both named in full.
    let two = || {
        by_short == Some(false)
            && listed_end > at + 1
            && is_full(view, people, listed_end, sentence)
    };
    let run = run(view, at, sentence, announced)
        .filter(|(end, _)| !(alone || whole(*end) || *end > listed_end && two()));
    let run_end = run.map_or(0, |(end, _)| end);
    // الشيخ تميم is whom this text names in full, before somebody else with that surname.
    let given = || {
        let open = (titled || is_given(view, at))
            && by_short != Some(false)
            && listed_end.max(run_end) <= at + 1;
        let person = open.then(|| people.given_at(view, at))??;
        Some((person, at + 1, 0))
    };
    let short = by_surname.or_else(given);
    let short_end = short.map_or(0, |(_, end, _)| end);
    // تيمرمان is the expert whom this text names in full, before a minister known by that surname.
    let namesake = by_short == Some(false)
        && matches!((&listed, by_surname), (Some(listed), Some((person, _, _)))
            if listed.end == at + 1 && people.is_namesake(listed, person));
    let short_first = by_short == Some(true) || namesake;
    let longest = listed_end.max(short_end).max(run_end);
    if listed_end == longest && !(short_first && short_end == longest) {
        return listed;
    }
    if let Some((person, end, skip)) = short.filter(|_| short_end == longest) {
        let what = What::Person(person);
        let reason = "short form of a name in this text";
        return Some(atom(view, at, end, skip, what, reason));
    }
    let (end, skip) = run?;
    let reason = match announced {
        Announced::Title => "name-like words after a title",
        Announced::Speech => "name-like words after a verb of speech",
        Announced::Verb => "name-like words after a verb",
        Announced::No => "given name and name-like words",
    };
    Some(atom(view, at, end, skip, What::Unlisted, reason))
}

/// Whether a word is a given name and nothing else: ودخلت مريم.
fn is_given(view: &View<'_>, at: usize) -> bool {
    matches!(view.name_token(at), Some((NameToken::Given, _)))
        && !view.is_common_word(at)
        && !is_place(view, at)
        && view.name_token(at + 1).is_none()
        && !is_surname(view, at + 1)
        && !view.is_mark(at + 1, "_")
}

/// Whether a noun that may be a surname stands at a token, as موازي in محمد موازي.
fn is_surname(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let noun = matches!(word.pos, Some(Pos::Noun | Pos::Adj | Pos::Propn));
    let object = word.masdar || view.written(at).ends_with(['ا', 'ة']);
    noun && !(object || word.definite || word.conjunction || word.preposition)
}

/// Whether a listed person is named at a token in more than one word.
fn is_full(view: &View<'_>, people: &People, at: usize, sentence: &Range<usize>) -> bool {
    at < sentence.end
        && listed(view, people, at, sentence, false)
            .is_some_and(|(atom, by_short)| !by_short && atom.skip == 0 && atom.end > at + 1)
}

/// Whether somebody whom the tables or the text know by one name stands at a token.
fn is_known(view: &View<'_>, people: &People, at: usize, sentence: &Range<usize>) -> bool {
    let famous = listed(view, people, at, sentence, false)
        .is_some_and(|(atom, by_short)| !by_short && atom.skip == 0);
    famous
        || people
            .short_at(view, at, sentence.end)
            .is_some_and(|(person, end, skip)| skip == 0 && !goes_on(view, people, person, at, end))
}

/// Whether a short form is the rest of the name that begins with the word before it, and may well be a name:
/// يونغ شول in كيم يونغ شول, but not ضغوطا in أردوغان ضغوطا.
fn goes_on(view: &View<'_>, people: &People, person: usize, at: usize, end: usize) -> bool {
    let given = view.meanings(at - 1).find_map(|(hit, meaning)| {
        let name = Meaning::NameToken(NameToken::Given);
        let rare = Meaning::NameToken(NameToken::Rare);
        (hit.end as usize == at && (meaning == name || meaning == rare)).then_some(hit.skip)
    });
    let several = end > at + 1 && view.word(at).guessed;
    given.is_some()
        && view.word(at).pos == Some(Pos::Propn)
        && (several || view.name_token(at).is_some() || looks_foreign(view, at))
        && !is_place(view, at)
        && people.by_ends(view, at - 1, end, given.unwrap_or(0)) == Some(person)
}

pub(super) fn atom(
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
