//! What may begin at a token, and which of it is the mention: the longest reading.

use super::atom::{Atom, What};
use super::heads;
use super::kinds::{Kinds, NAMES, NOMINALS, TITLES};
use super::name_runs::{Announced, is_place};
use super::nominal_genitives;
use super::nominal_groups;
use super::nominals;
use super::parse::Sentence;
use super::persons;
use super::titles::{self, Titled};
use crate::data::{Cue, TitleKind};
use rasd_core::{EntityType, Number, Pos, Sector};

/// What a token may begin.
struct Readings {
    person: Option<Atom>,
    title: Option<Titled>,
    name: Option<Atom>,
    nominal: Option<Atom>,
    norp: Option<Atom>,
}

fn end_of(atom: &Option<Atom>) -> usize {
    atom.as_ref().map_or(0, |atom| atom.end)
}

impl Readings {
    /// Where the longest of them ends; `None` if there is none.
    fn longest(&self) -> Option<usize> {
        let atoms = [&self.person, &self.name, &self.norp, &self.nominal];
        let title = self.title.as_ref().map_or(0, |title| title.atom.end);
        let end = atoms.into_iter().map(end_of).fold(title, usize::max);
        (end > 0).then_some(end)
    }

    /// Whether the name that no table has is rather one of the other readings.
    fn is_no_person(&self, at: usize, announced: Announced) -> bool {
        let Some(person) = &self.person else {
            return false;
        };
        let unlisted = matches!(person.what, What::Unlisted);
        let named = self.name.as_ref().is_some_and(|name| {
            // A famous short name that a place shares: سوتشي.
            let short = name.end == person.end
                && person.end == at + 1
                && announced == Announced::No
                && matches!(name.kind, EntityType::Gpe | EntityType::Loc);
            name.end >= person.end && unlisted || short
        });
        // التقى الوزير نظراءه: what is a title is no name.
        let titled = self
            .title
            .as_ref()
            .is_some_and(|title| title.mention && title.atom.end >= person.end && unlisted);
        named || titled
    }
}

impl Sentence<'_, '_> {
    /// The mention at a token: the longest reading; where it ends, and whether a name may follow.
    pub(super) fn mention(
        &self,
        at: usize,
        announced: Announced,
        atoms: &mut Vec<Atom>,
    ) -> Option<(usize, Announced)> {
        let readings = self.readings(at, announced);
        let longest = readings.longest()?;
        let Readings {
            person,
            title,
            name,
            nominal,
            norp,
        } = readings;
        // الملك حمد: the title stays outside, though the table may list it with the name.
        let inner = title
            .as_ref()
            .filter(|_| end_of(&name) != longest)
            .and_then(|title| self.name_inside(title, &person, longest));
        if end_of(&person) == longest && inner.is_none() {
            atoms.extend(person);
            return Some((longest, self.after_person(longest)));
        }
        let title_end = title.as_ref().map_or(0, |title| title.atom.end);
        let longest = inner.as_ref().map_or(longest, |_| title_end);
        if let Some(title) = title.filter(|title| title.atom.end == longest) {
            return Some(self.titled(title, nominal, inner, atoms));
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
        let announces = match self.view.cue(at, Cue::Person) {
            Some(end) if end == longest => Announced::Speech,
            _ => Announced::No,
        };
        Some((longest, announces))
    }

    /// What a token may begin, without what another reading rules out.
    fn readings(&self, at: usize, announced: Announced) -> Readings {
        let view = self.view;
        let kinds = view.kinds(at);
        let (people, sentence) = (self.people, &self.sentence);
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
        let norp = titles::norp(view, at)
            .filter(|atom| !self.is_direction(atom) && countries.is_none_or(|c| c.end < atom.end));
        let title = match kinds.any(TITLES) {
            true => titles::title(view, people, at, sentence),
            false => None,
        };
        // متظاهرون, ضباط: a group of people, unless its names follow.
        let title = title.filter(|group| {
            nominal.is_none()
                || group.atom.number == Number::Singular
                || self.is_office(group)
                || self.names_several(group)
        });
        let mut readings = Readings {
            person: persons::person(view, people, at, sentence, announced),
            title,
            name,
            nominal,
            norp,
        };
        if readings.is_no_person(at, announced) {
            readings.person = None;
        }
        readings
    }

    /// A title that is the longest reading, with the name `inner` that follows it; where it ends, and whether a name
    /// may follow.
    fn titled(
        &self,
        title: Titled,
        nominal: Option<Atom>,
        inner: Option<Atom>,
        atoms: &mut Vec<Atom>,
    ) -> (usize, Announced) {
        // ضابط شرطة: someone of a rank, where no name follows.
        if let Some(nominal) = nominal
            && !title.mention
            && !self.is_named(&title)
        {
            let end = nominal.end;
            atoms.push(nominal);
            return (end, Announced::No);
        }
        let next = self.title(title, atoms);
        // What is no listed name is read anew: مراسل بي بي سي.
        let Some(inner) = inner.filter(|atom| !matches!(atom.what, What::Unlisted)) else {
            return next;
        };
        let end = inner.end;
        atoms.push(inner);
        (end, Announced::No)
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
