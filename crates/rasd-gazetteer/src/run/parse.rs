//! Reads sentences from left to right into mentions.

use super::agency::agency_line;
use super::atom::{Atom, What};
use super::heads;
use super::kinds::{BEGINS, Kinds, MATTERS, NAMES, NOMINALS, TITLES};
use super::name_runs::{self, Announced, is_place};
use super::nominal_genitives;
use super::nominal_groups;
use super::nominals;
use super::outside;
use super::persons::{self, People};
use super::titles::{self, Titled};
use super::view::{Asked, View};
use crate::data::{Cue, TitleKind};
use rasd_core::{EntityType, Number, Pos, Sector};
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
    people: &'v People,
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

    /// The mention at a token: the longest reading; where it ends, and whether a name may follow.
    fn mention(
        &self,
        at: usize,
        announced: Announced,
        atoms: &mut Vec<Atom>,
    ) -> Option<(usize, Announced)> {
        let view = self.view;
        let kinds = view.kinds(at);
        let (people, sentence) = (self.people, &self.sentence);
        let mut person = persons::person(view, people, at, sentence, announced);
        let mut title = match kinds.any(TITLES) {
            true => titles::title(view, people, at, sentence),
            false => None,
        };
        let name = match kinds.any(NAMES) {
            true => heads::whole_name(view, at, sentence),
            false => None,
        };
        // القوات الأميركية والعراقية are two bodies under one noun.
        let shared = |name: &Atom| nominal_genitives::is_shared(view, name, sentence);
        let nominal = match name.as_ref().is_none_or(shared) && kinds.any(NOMINALS) {
            true => nominals::nominal(view, people, at, sentence),
            false => nominal_groups::nationals(view, people, at, sentence),
        };
        // الكوريتان are two countries by themselves.
        let countries = nominal.as_ref().filter(|atom| atom.kind == EntityType::Gpe);
        let mut norp = titles::norp(view, at);
        if let Some(atom) = &norp
            && (self.is_direction(atom) || countries.is_some_and(|c| c.end >= atom.end))
        {
            norp = None;
        }
        // متظاهرون, ضباط: a group of people, unless its names follow.
        if let Some(group) = &title
            && nominal.is_some()
            && group.atom.number != Number::Singular
            && !self.is_office(group)
            && !self.names_several(group)
        {
            title = None;
        }
        if let (Some(a), Some(b)) = (&person, &name)
            && b.end >= a.end
            && matches!(a.what, What::Unlisted)
        {
            person = None;
        }
        // التقى الوزير نظراءه: what is a title is no name.
        if let (Some(a), Some(b)) = (&person, &title)
            && b.mention
            && b.atom.end >= a.end
            && matches!(a.what, What::Unlisted)
        {
            person = None;
        }
        // A famous short name that a place shares: سوتشي.
        if let (Some(a), Some(b)) = (&person, &name)
            && b.end == a.end
            && a.end == at + 1
            && announced == Announced::No
            && matches!(b.kind, EntityType::Gpe | EntityType::Loc)
        {
            person = None;
        }
        let end_of = |atom: &Option<Atom>| atom.as_ref().map_or(0, |atom| atom.end);
        let title_end = title.as_ref().map_or(0, |title| title.atom.end);
        let longest = [
            end_of(&person),
            title_end,
            end_of(&name),
            end_of(&norp),
            end_of(&nominal),
        ]
        .into_iter()
        .max()
        .filter(|end| *end > 0)?;
        // الملك حمد: the title stays outside, though the table may list it with the name.
        let inner = title
            .as_ref()
            .filter(|_| end_of(&name) != longest)
            .and_then(|title| self.name_inside(title, &person, longest));
        if end_of(&person) == longest && inner.is_none() {
            atoms.extend(person);
            return Some((longest, self.after_person(longest)));
        }
        let longest = inner.as_ref().map_or(longest, |_| title_end);
        if let Some(title) = title
            && title.atom.end == longest
        {
            // ضابط شرطة: someone of a rank, where no name follows.
            if let Some(nominal) = &nominal
                && !title.mention
                && !self.is_named(&title)
            {
                let end = nominal.end;
                atoms.push(nominal.clone());
                return Some((end, Announced::No));
            }
            let next = self.title(title, atoms);
            // What is no listed name is read anew: مراسل بي بي سي.
            let Some(inner) = inner.filter(|atom| !matches!(atom.what, What::Unlisted)) else {
                return Some(next);
            };
            let end = inner.end;
            atoms.push(inner);
            return Some((end, Announced::No));
        }
        let name = name.filter(|atom| atom.end == longest && !self.is_adjective_here(atom, &norp));
        if let Some(atom) = name {
            atoms.push(atom);
            return Some((longest, Announced::No));
        }
        if let Some(atom) = norp.filter(|atom| atom.end == longest) {
            let announces = self.stands_for_person(&atom);
            atoms.push(atom);
            return Some((longest, announces));
        }
        atoms.extend(nominal.filter(|atom| atom.end == longest));
        // زوجته, الحارس: also words that people are named after.
        let announces = match view.cue(at, Cue::Person) {
            Some(end) if end == longest => Announced::Speech,
            _ => Announced::No,
        };
        Some((longest, announces))
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

    /// لجين الهذلول وإيمان النفجان: a name joined to a name is announced by it.
    fn after_person(&self, at: usize) -> Announced {
        let view = self.view;
        let joined =
            at < self.sentence.end && view.has(at, Kinds::NAME_TOKEN) && view.word(at).conjunction;
        match joined {
            true => Announced::Speech,
            false => Announced::No,
        }
    }

    /// The name without its title, where the two together are the longest reading; whom the table
    /// lists with his title (البابا فرنسيس) is that person.
    fn name_inside(&self, title: &Titled, person: &Option<Atom>, longest: usize) -> Option<Atom> {
        let after = title.atom.end;
        let announced = Announced::Title;
        let inner = persons::person(self.view, self.people, after, &self.sentence, announced);
        let inner = inner.filter(|inner| after < longest && inner.end >= longest);
        let with_title = |atom: &&Atom| atom.end == longest && matches!(atom.what, What::Target(_));
        let (listed, inner) = match (person.as_ref().filter(with_title), inner) {
            // الإمام علي الفقيه is somebody else; زار الأمير هاري لندن is not.
            (_, Some(inner)) if inner.end > longest && self.goes_on(&inner, longest) => {
                return Some(inner);
            }
            (None, inner) => return inner.filter(|inner| inner.end == longest),
            (Some(listed), inner) => (listed, inner.filter(|inner| inner.end == longest)),
        };
        let definite = matches!(&title.atom.what, What::Title(parse) if parse.definite);
        let skip = match inner {
            Some(inner) => inner.skip,
            None if definite && after < longest => 0,
            None => return None,
        };
        Some(Atom {
            first: after,
            skip,
            ..listed.clone()
        })
    }

    /// Whether a name goes on at a token: not with the place that somebody visits, but with a nationality word, as
    /// in الشيخ خالد الأيرلندي.
    fn goes_on(&self, name: &Atom, at: usize) -> bool {
        let place = is_place(self.view, at) && self.view.has(at, Kinds::NAME);
        !matches!(name.what, What::Unlisted) || !place
    }

    /// A title: a mention by itself, or if a name follows.
    fn title(&self, title: Titled, atoms: &mut Vec<Atom>) -> (usize, Announced) {
        let end = title.atom.end;
        let What::Title(parse) = &title.atom.what else {
            return (end, Announced::No);
        };
        let row = self.view.data.titles[parse.title as usize];
        let named = row.kind != TitleKind::Honorific && !title.mention && self.is_named(&title);
        let (definite, complements) = (parse.definite, parse.complements);
        // سيادته, معاليه: no name follows.
        let pronoun = row.kind == TitleKind::Honorific && title.atom.cut > 0;
        if title.mention || named {
            atoms.push(title.atom);
        }
        // ملك أراغون: after a title in construct stands what it is the title of.
        let open = row.kind == TitleKind::Office && !definite && !complements;
        // أعدمت معارضا أدين بالتجسس: nobody is named after one of many.
        let one = !definite && !complements && self.view.written(end - 1).ends_with('ا');
        let letter = self.view.written(end - 1).chars().count() < 2;
        let sure = !pronoun && !open && !one && (!letter || self.view.is_mark(end, "./"));
        (
            end,
            if sure {
                Announced::Title
            } else {
                Announced::No
            },
        )
    }

    /// The Belgian, in the singular and qualifying no noun, announces his name.
    fn stands_for_person(&self, norp: &Atom) -> Announced {
        let view = self.view;
        let before = norp
            .first
            .checked_sub(1)
            .filter(|at| *at >= self.sentence.start)
            .map(|at| view.word(at))
            .unwrap_or_default();
        // قناة «الجزيرة» القطرية
        let quoted = norp.first > self.sentence.start && view.is_mark(norp.first - 1, "»”\"");
        let noun = before.is_word && matches!(before.pos, Some(Pos::Noun | Pos::Adj | Pos::Propn));
        let qualifies = (noun || quoted) && norp.skip == 0;
        let definite = view.folded(norp.first).contains("ال");
        if norp.number == Number::Singular && definite && !qualifies {
            Announced::Title
        } else {
            Announced::No
        }
    }

    fn is_office(&self, title: &Titled) -> bool {
        let What::Title(parse) = &title.atom.what else {
            return false;
        };
        let title = self.view.data.titles[parse.title as usize];
        title.sector == Some(Sector::Gov) && title.kind == TitleKind::Office
    }

    /// Whether names follow a title in the plural; one unknown word is rather its adjective.
    fn names_several(&self, title: &Titled) -> bool {
        self.named(title)
            .is_some_and(|name| name.end > name.first + 1 || !matches!(name.what, What::Unlisted))
    }

    /// Whether a name follows a title.
    fn is_named(&self, title: &Titled) -> bool {
        self.named(title).is_some()
    }

    /// The name that follows a title.
    fn named(&self, title: &Titled) -> Option<Atom> {
        let mut next = title.atom.end;
        while next < self.sentence.end && self.view.is_mark(next, "،,:\"«“(") {
            next += 1;
        }
        persons::person(
            self.view,
            self.people,
            next,
            &self.sentence,
            Announced::Title,
        )
    }
}
