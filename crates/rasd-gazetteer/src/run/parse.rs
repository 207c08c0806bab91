//! Reads sentences from left to right into mentions.

use super::agency::agency_line;
use super::atom::Atom;
use super::kinds::{BEGINS, Kinds, MATTERS};
use super::name_runs::{self, Announced};
use super::outside;
use super::persons::People;
use super::view::{Asked, View};
use crate::data::Cue;
use rasd_core::{EntityType, Pos};
use std::ops::Range;

/// A first reading of a document.
pub(crate) struct First {
    /// All mentions, in text order.
    pub(crate) atoms: Vec<Atom>,
    /// What was asked of the rest of the document.
    asked: Vec<Asked>,
    /// For each sentence how many mentions and questions there are up to its end.
    sentences: Vec<(usize, usize)>,
}

/// Reads a document of which nothing is known yet.
pub(crate) fn document(view: &View<'_>, people: &People) -> First {
    // News has a mention in five words or so.
    let mut atoms = Vec::with_capacity(view.layer.tokens.len() / 4);
    let sentences = view.sentences.iter().map(|sentence| {
        read(view, people, sentence, &mut atoms);
        (atoms.len(), view.end_questions())
    });
    let sentences = sentences.collect();
    First {
        atoms,
        asked: view.take_asked(),
        sentences,
    }
}

/// Reads those sentences again that the people, countries and bodies which the first reading found
/// change: where a question now has another answer. Answers all mentions of the document, in text
/// order.
pub(crate) fn again(view: &View<'_>, people: &People, first: First) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(first.atoms.len() + 8);
    let mut known = first.atoms.into_iter();
    let (mut atoms_before, mut asked_before) = (0, 0);
    for (sentence, (end, asked_end)) in view.sentences.iter().zip(first.sentences) {
        let own = known.by_ref().take(end - atoms_before);
        let mut asked = first.asked[asked_before..asked_end].iter();
        (atoms_before, asked_before) = (end, asked_end);
        let other = asked.any(|asked| is_so(view, people, *asked));
        if other || people.short_in(view, sentence) {
            own.for_each(drop);
            read(view, people, sentence, &mut atoms);
        } else {
            atoms.extend(own);
        }
    }
    atoms
}

/// The answer to a question, which was no in the first reading.
fn is_so(view: &View<'_>, people: &People, asked: Asked) -> bool {
    match asked {
        Asked::Country(country) => view.mentions(country),
        Asked::More(country, other) => view.mentions_more(Some(country), other),
        Asked::Named(target) => view.names(target),
        Asked::Person(target) => people.names(view, target),
        Asked::Given(at) => people.given_at(view, at).is_some(),
    }
}

fn read(view: &View<'_>, people: &People, sentence: &Range<usize>, atoms: &mut Vec<Atom>) {
    Sentence {
        view,
        people,
        sentence: sentence.clone(),
    }
    .read(atoms);
}

/// رئيس الحكومة المعترف بها: a participle that goes on after the mention only says something of who is meant.
fn leave_participle(view: &View<'_>, atom: &mut Atom) {
    let next = view.word(atom.end);
    let goes_on = next.is_word && (next.preposition || next.pos == Some(Pos::Adp));
    let told = matches!(
        atom.kind,
        EntityType::Occ | EntityType::Nom | EntityType::Org
    );
    let last = atom.end - 1;
    // أربعة من المتهمين, أهالي المتهمين
    let describes = last > atom.first && {
        let noun = view.word(last - 1);
        noun.definite && !noun.pronoun || noun.pos == Some(Pos::Propn)
    };
    if told && goes_on && describes && view.has(last, Kinds::cue(Cue::Completed)) {
        atom.end = last;
    }
}

/// حزب «الأمة»: a quotation that a name opens belongs to it up to its end.
fn close_quotation(view: &View<'_>, atom: &mut Atom) {
    let opens = |at: &usize| view.is_mark(*at, "«\"“");
    let closes = |at: &usize| view.is_mark(*at, "»\"”");
    let open = (atom.first + 1..atom.end).rfind(opens);
    if let Some(open) = open
        && !(open + 1..atom.end).any(|at| closes(&at))
        && !(atom.first..open).any(|at| opens(&at))
        && closes(&atom.end)
    {
        atom.end += 1;
    }
    for inner in &mut atom.inside {
        close_quotation(view, inner);
    }
}

pub(super) struct Sentence<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) people: &'v People,
    pub(super) sentence: Range<usize>,
}

impl Sentence<'_, '_> {
    fn read(&self, atoms: &mut Vec<Atom>) {
        let first = atoms.len();
        self.mentions(atoms);
        for atom in &mut atoms[first..] {
            close_quotation(self.view, atom);
            leave_participle(self.view, atom);
        }
    }

    fn mentions(&self, atoms: &mut Vec<Atom>) {
        let mut at = self.sentence.start;
        let mut announced = Announced::No;
        if let Some(line) = agency_line(self.view, &self.sentence) {
            atoms.extend(line);
            return;
        }
        while at < self.sentence.end {
            if announced > Announced::No && self.view.is_mark(at, "،,:\"«“(") {
                at += 1;
                continue;
            }
            if announced == Announced::No
                && name_runs::is_lone_subject(self.view, at, &self.sentence)
            {
                announced = Announced::Speech;
            }
            let unannounced = announced == Announced::No;
            if unannounced && !self.view.has(at, MATTERS) && !self.is_short(at) {
                at += 1;
                continue;
            }
            let found = match self.no_name(at) {
                Some(end) => Some((end, Announced::No)),
                None if unannounced && self.is_unknown(at) => self.unknown(at, atoms),
                None if unannounced && !self.view.has(at, BEGINS) && !self.is_short(at) => None,
                None => self.mention(at, announced, atoms),
            };
            match found {
                Some((end, next)) => {
                    at = end.max(at + 1);
                    announced = next;
                }
                None => {
                    let speech = self
                        .view
                        .cue(at, Cue::Speech)
                        .filter(|_| !self.view.word(at).function)
                        .or_else(|| self.view.cue(at, Cue::Person));
                    let word = self.view.word(at);
                    let verb = word.pos == Some(Pos::Verb);
                    // إعدام أمل فتحي
                    let victim = word.construct || !(word.definite || word.pronoun);
                    let victim = victim && self.view.has(at, Kinds::cue(Cue::Victim));
                    announced = match speech {
                        Some(_) => Announced::Speech,
                        None if victim => Announced::Speech,
                        None if verb => Announced::Verb,
                        None => Announced::No,
                    };
                    at = speech.unwrap_or(at + 1);
                }
            }
        }
    }

    /// The token after words that name nothing, though one of them could: صلاة المغرب names no country.
    #[inline]
    fn no_name(&self, at: usize) -> Option<usize> {
        let end = self.view.cue(at, Cue::NotName)?;
        (end > at + 1).then_some(end)
    }

    /// Whether a short form of a name that the document has in full begins at a token.
    #[inline]
    fn is_short(&self, at: usize) -> bool {
        let end = self.sentence.end;
        self.people.short_at(self.view, at, end).is_some()
    }

    /// Whether a word that no table has stands at a token, and nothing begins there.
    fn is_unknown(&self, at: usize) -> bool {
        let view = self.view;
        view.has(at, Kinds::UNKNOWN) && !view.has(at, BEGINS) && !self.is_short(at)
    }

    /// The place that a word which no table has names, where something happens there (في سيباخ) or it is joined
    /// to others: بلدات شبعان وكولكول.
    fn unknown(&self, at: usize, atoms: &mut Vec<Atom>) -> Option<(usize, Announced)> {
        let view = self.view;
        // الكوري الجنوبي is no direction.
        let scene = at > self.sentence.start
            && view.cue(at - 1, Cue::Scene) == Some(at)
            && !(view.word(at - 1).pos == Some(Pos::Adj) && view.word(at - 1).definite);
        let found = outside::joined_place(view, at, &self.sentence)
            .or_else(|| outside::unknown_place(view, at, &self.sentence).filter(|_| scene))?;
        let end = found.end;
        atoms.push(found);
        Some((end, Announced::No))
    }
}
