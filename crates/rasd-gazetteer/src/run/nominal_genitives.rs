//! What a nominal is of: a genitive, and what it is counted from.

use super::atom::{Atom, What, country_of};
use super::heads;
use super::kinds::Kinds;
use super::name_runs::Announced;
use super::nominal_parts::Reading;
use super::nominals;
use super::of_two::{self, Second};
use super::persons::{self, People};
use super::titles;
use super::view::View;
use crate::data::{Cue, Meaning, Reference, TargetKind, TitleKind};
use crate::load::bit;
use rasd_core::{EntityType, Number, Pos, Sector};
use std::ops::Range;

/// The role of those who live somewhere.
const RESIDENTS: &str = "residents";

/// The end of the role of countries.
const COUNTRIES: &str = "countries";

/// Most nominals that one nominal stands in.
const DEEPEST: u8 = 3;

impl Reading<'_, '_> {
    /// A definite genitive: a name, a person, another nominal, or any noun with its adjectives.
    pub(super) fn genitive(&mut self, reference: Reference) -> bool {
        if self.done() || self.view.cue(self.end, Cue::NotName).is_some() {
            return false;
        }
        let two = self.number == Number::Dual;
        if two && let Some(end) = of_two::two_nouns(self.view, self.end, self.sentence) {
            self.end = end;
            return true;
        }
        let found = self.named()
            || (self.may_have_person(reference) && self.people_of(reference))
            || self.other_nominal()
            || self.of_several()
            || (self.may_have_any_noun(reference) && self.any_noun());
        if found && two {
            self.of_second();
        }
        found
    }

    /// وفدا العراق والأمانة العامة: what the second of two is of.
    fn of_second(&mut self) {
        match of_two::second(self.view, self.end, self.sentence, false) {
            Some(Second {
                name: Some(name), ..
            }) => {
                self.take(name);
            }
            Some(Second { end, name: None }) => self.end = end,
            None => {}
        }
    }

    /// حكومة ميانمار, عناصر حزب الله, وفد الحوثيين
    fn named(&mut self) -> bool {
        let view = self.view;
        let at = self.end;
        // سكان جنوب مانهاتن; but عمال شمال بغداد
        let row = view.data.nominals[self.parse.nominal as usize];
        let live = view.data.pool.get(row.role).starts_with(RESIDENTS);
        let toward = live
            && view.cue(at, Cue::Place) == Some(at + 1)
            && view.cue(at, Cue::Scene) == Some(at + 1)
            && !view.word(at).preposition;
        let further = || {
            let name = heads::whole_name(view, at + 1, self.sentence)?;
            let place = matches!(name.kind, EntityType::Gpe | EntityType::Loc);
            (place && name.skip == 0 && name.first == at + 1).then_some(name)
        };
        if toward && let Some(atom) = further() {
            return self.take(atom);
        }
        let name = heads::whole_name(view, at, self.sentence).filter(|atom| {
            let fits = matches!(
                atom.kind,
                EntityType::Org | EntityType::Gpe | EntityType::Loc
            );
            fits && atom.skip == 0 && atom.first == at
        });
        let people = || {
            titles::norp(view, at).filter(|atom| {
                atom.skip == 0 && atom.number == Number::Plural && view.folded(at).starts_with("ال")
            })
        };
        let Some(atom) = name.or_else(people) else {
            return false;
        };
        let country = atom.kind == EntityType::Gpe;
        let shared = is_shared(view, &atom, self.sentence);
        self.take(atom);
        // قوافل الجيش الأميركي والعراقي
        if shared {
            self.joined_nation();
        }
        // حكومتا مصر والسودان
        while country && self.number != Number::Singular && self.joined_country() {}
        true
    }

    /// A country joined by و to the one before.
    fn joined_country(&mut self) -> bool {
        let (view, at) = (self.view, self.end);
        if self.done() || !view.folded(at).starts_with('و') {
            return false;
        }
        match heads::whole_name(view, at, self.sentence) {
            Some(atom) if atom.skip == 2 && atom.first == at && atom.kind == EntityType::Gpe => {
                self.take(atom)
            }
            _ => false,
        }
    }

    /// A nationality word joined to that of the body these are of.
    fn joined_nation(&mut self) {
        let nation = titles::norp(self.view, self.end).filter(|nation| self.is_alike(nation));
        if let Some(nation) = nation {
            self.take(nation);
        }
    }

    /// Takes a name that says whose people these are.
    pub(super) fn take(&mut self, atom: Atom) -> bool {
        let view = self.view;
        self.end = atom.end;
        match (&atom.what, country_of(view, &atom.what)) {
            (What::Target(target) | What::Nisba(target), _)
                if atom.kind == EntityType::Org && !of_state(view, *target) =>
            {
                self.parse.org = Some(*target);
            }
            // ضباط من الجيش الروسي
            (_, Some(country)) if atom.kind == EntityType::Org => {
                self.parse.of = nominals::body(view, atom.first);
                self.parse.countries.push(country);
            }
            (What::Nisba(target), _) => self.parse.countries.push(*target),
            (_, Some(country)) => self.parse.countries.push(country),
            _ => {}
        }
        self.inside.push(atom);
        true
    }

    /// إدارة المناطق is an act and نظام الحماية a thing; سلطات المطار are people.
    fn may_have_any_noun(&self, reference: Reference) -> bool {
        let row = self.view.data.nominals[self.parse.nominal as usize];
        !self.view.word(self.head).masdar && (reference != Reference::State || row.human)
    }

    /// Whether a person may follow whose government or people they are.
    fn may_have_person(&self, reference: Reference) -> bool {
        let row = self.view.data.nominals[self.parse.nominal as usize];
        let people = reference == Reference::Group && row.human;
        reference == Reference::State || self.number == Number::Plural || people
    }

    /// حكومة نتنياهو, إدارة الرئيس الأميركي دونالد ترامب, أسرة الإعلامي السعودي جمال خاشقجي
    fn people_of(&mut self, reference: Reference) -> bool {
        let view = self.view;
        let title = titles::title(view, self.people, self.end, self.sentence).filter(|title| {
            let What::Title(parse) = &title.atom.what else {
                return false;
            };
            let office = view.data.titles[parse.title as usize].kind == TitleKind::Office;
            let one = title.atom.number == Number::Singular;
            let end = title.atom.end;
            let named = || {
                let announced = Announced::Title;
                persons::person(view, self.people, end, self.sentence, announced).is_some()
            };
            let told = (title.mention && office)
                || (reference == Reference::Group && end < self.sentence.end && named());
            title.atom.skip == 0 && parse.definite && one && told
        });
        let (next, announced) = match &title {
            Some(title) => (title.atom.end, Announced::Title),
            None => (self.end, Announced::No),
        };
        let person = (next < self.sentence.end)
            .then(|| persons::person(view, self.people, next, self.sentence, announced))
            .flatten()
            .filter(|atom| atom.skip == 0);
        let before = self.end;
        for atom in title.map(|title| title.atom).into_iter().chain(person) {
            self.end = atom.end;
            self.inside.push(atom);
        }
        self.end > before
    }

    /// أهالي الضحايا, عناصر الشرطة, وفدا البلدين
    fn other_nominal(&mut self) -> bool {
        let view = self.view;
        if self.depth >= DEEPEST {
            return false;
        }
        let depth = self.depth + 1;
        let inner = nominals::nested(view, self.people, self.end, self.sentence, depth);
        let Some(inner) = inner.filter(|atom| atom.skip == 0 && atom.cut == 0) else {
            return false;
        };
        let What::Nominal(parse) = inner.what else {
            return false;
        };
        if !parse.definite {
            return false;
        }
        self.qualifier();
        self.end = inner.end;
        self.parse.of = Some(parse.nominal);
        self.parse.org = parse.org;
        self.parse.countries.extend(parse.countries);
        self.inside.extend(inner.inside);
        self.joined_body();
        true
    }

    /// عمال ثلاث شركات
    fn of_several(&mut self) -> bool {
        let open = self.depth == 0 && self.number != Number::Singular;
        let counted = open
            .then(|| counted_bodies(self.view, self.people, self.end, self.sentence))
            .flatten();
        let Some(counted) = counted else {
            return false;
        };
        if let What::Nominal(parse) = counted.what {
            self.parse.of = Some(parse.nominal);
            self.parse.countries.extend(parse.countries);
        }
        self.end = counted.end;
        self.inside.extend(counted.inside);
        true
    }

    /// قوات الجيش والشرطة: a body joined by و to the body these are of.
    fn joined_body(&mut self) {
        let view = self.view;
        let of = self.parse.of.map(|of| view.data.nominals[of as usize]);
        let body = of.is_some_and(|of| of.reference == Reference::Body);
        if !body || self.done() || !view.folded(self.end).starts_with("وال") {
            return;
        }
        let joined = view.meanings(self.end).find(|(hit, meaning)| {
            let names = match meaning {
                Meaning::Nominal { nominal, .. } => {
                    view.data.nominals[*nominal as usize].reference == Reference::Body
                }
                meaning => *meaning == Meaning::Cue(Cue::Kind),
            };
            names && hit.skip == 2 && view.has_article(hit)
        });
        if let Some((hit, _)) = joined {
            self.end = hit.end as usize;
        }
    }

    /// أهالي المدينة, طلاب الجامعات المصرية, أهالي العاصمة صنعاء
    fn any_noun(&mut self) -> bool {
        let view = self.view;
        let word = view.word(self.end);
        let article = view.folded(self.end).starts_with("ال");
        let fits = word.pos == Some(Pos::Noun)
            && article
            && !word.guessed
            && !word.pronoun
            && !word.preposition
            && !word.conjunction
            && !self.is_title(self.end);
        if !fits {
            return false;
        }
        self.qualifier();
        self.end += 1;
        if let Some(place) = heads::whole_name(view, self.end, self.sentence)
            && place.kind == EntityType::Gpe
            && place.skip == 0
            && self.end < self.sentence.end
        {
            self.take(place);
        }
        true
    }

    pub(super) fn is_title(&self, at: usize) -> bool {
        self.view
            .meanings(at)
            .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. }))
    }

    /// ضابط شرطة, رجال أعمال
    pub(super) fn kind(&mut self) -> bool {
        let view = self.view;
        if self.done() {
            return false;
        }
        let kind = view.meanings(self.end).find(|(hit, meaning)| {
            hit.skip == 0 && !view.has_article(hit) && *meaning == Meaning::Cue(Cue::Kind)
        });
        let Some((hit, _)) = kind else { return false };
        let of = view
            .meanings(self.end)
            .find_map(|(_, meaning)| match meaning {
                Meaning::Nominal { nominal, .. } => Some(nominal),
                _ => None,
            });
        self.parse.of = of;
        self.qualifier();
        self.end = hit.end as usize;
        true
    }

    /// ضابط في الجيش اللبناني, موظفا في وزارة الداخلية: the body that somebody serves in; a crowd may be there only.
    pub(super) fn service(&mut self) {
        let view = self.view;
        let row = view.data.nominals[self.parse.nominal as usize];
        // اللواء العاشر في الجيش اللبناني
        let unit = row.reference == Reference::Body && row.sector == Some(Sector::Mil);
        let serves =
            row.human && (row.reference == Reference::Group && !self.parse.definite || unit);
        let open = serves && self.parse.of.is_none() && self.parse.org.is_none() && !self.done();
        let Some(at) = view.cue(self.end, Cue::Scene).filter(|_| open) else {
            return;
        };
        let within = view.cue(self.end, Cue::Belonging) == Some(at) && at < self.sentence.end;
        let body = heads::whole_name(view, at, self.sentence)
            .filter(|atom| within && atom.kind == EntityType::Org && atom.skip == 0)
            .filter(|atom| row.sector != Some(Sector::Cvl) || is_armed(view, atom));
        if let Some(atom) = body {
            self.take(atom);
        } else if within && let Some(body) = common_body(view, at) {
            // ناشط في الحركة
            self.parse.of = Some(body);
            self.end = at + 1;
        }
    }

    /// السلطات في تونس, الحكومة المحلية في عدن: where a government sits that no country is told of.
    pub(super) fn seat(&mut self, definite: bool) {
        let view = self.view;
        let open = definite && self.parse.countries.is_empty() && self.parse.of.is_none();
        let Some(at) = view
            .cue(self.end, Cue::Scene)
            .filter(|_| open && !self.done())
        else {
            return;
        };
        let within = view.cue(self.end, Cue::Belonging) == Some(at) && at < self.sentence.end;
        // اعتقلت السلطات في حلب خمسة: a town is where it was, unless the government is told from another.
        let told = self.end > self.head + 1;
        let place = heads::whole_name(view, at, self.sentence).filter(|atom| {
            let country = match atom.what {
                What::Capital { .. } => true,
                _ => country_of(view, &atom.what).is_some_and(|_| is_country(view, atom)),
            };
            let place = within && atom.kind == EntityType::Gpe && atom.skip == 0;
            place && atom.first == at && (country || told)
        });
        if let Some(atom) = place {
            self.take(atom);
        }
    }

    /// Whether a word for the country spoken of stands at a token.
    fn is_homeland(&self, at: usize) -> bool {
        let view = self.view;
        view.meanings(at).any(|(_, meaning)| match meaning {
            Meaning::Nominal { nominal, .. } => matches!(
                view.data.nominals[nominal as usize].reference,
                Reference::Homeland | Reference::Realm
            ),
            _ => false,
        })
    }

    /// ضباط من الجيش الروسي, مشتبه بهم من اليهود, وفد من رجال الأعمال
    pub(super) fn partitive(&mut self) {
        let view = self.view;
        let at = self.end + 1;
        if at >= self.sentence.end || view.written(self.end) != "من" {
            return;
        }
        let org = heads::whole_name(view, at, self.sentence)
            .filter(|atom| atom.kind == EntityType::Org && atom.skip == 0 && atom.first == at)
            .filter(|_| !self.parse.definite);
        let people = || {
            titles::norp(view, at).filter(|atom| atom.skip == 0 && atom.number == Number::Plural)
        };
        if let Some(atom) = org.or_else(people) {
            self.take(atom);
            return;
        }
        let before = self.end;
        self.end = view.cue(at, Cue::Demonstrative).unwrap_or(at);
        // طردت السلطات صحفيا أجنبيا من البلاد
        if self.is_homeland(self.end) || !self.other_nominal() {
            self.end = before;
        }
    }
}

/// Bodies or countries that a number counts: خمس دول إفريقية. People who are counted may be acted on: قتل جنود ثلاثة مدنيين.
pub(super) fn counted_bodies(
    view: &View<'_>,
    people: &People,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Atom> {
    if at >= sentence.end || !view.word(at).number {
        return None;
    }
    let counted = nominals::quantified(view, people, at, sentence, DEEPEST)?;
    let What::Nominal(parse) = &counted.what else {
        return None;
    };
    let row = view.data.nominals[parse.nominal as usize];
    let body = matches!(row.reference, Reference::Body | Reference::State)
        || view.data.pool.get(row.role).ends_with(COUNTRIES);
    (body && !parse.definite && counted.skip == 0 && counted.cut == 0).then_some(counted)
}

/// Whether a nationality word that ends the name of a body is followed by another that و joins: الجيش الأميركي والعراقي.
pub(super) fn is_shared(view: &View<'_>, name: &Atom, sentence: &Range<usize>) -> bool {
    let nation = |at: usize| at < sentence.end && view.has(at, Kinds::NISBA);
    name.kind == EntityType::Org
        && name.end > name.first + 1
        && nation(name.end - 1)
        && nation(name.end)
        && view.folded(name.end).starts_with("وال")
}

/// The word for a body that people belong to and are not merely in as a place: في الحركة, في الجيش.
pub(super) fn common_body(view: &View<'_>, at: usize) -> Option<u32> {
    let nominal = nominals::body(view, at)?;
    let word = view.word(at);
    let alone = word.definite && !word.pronoun && !word.preposition && !word.conjunction;
    let strives = view.data.nominals[nominal as usize].sectors & STRIVING != 0;
    (alone && strives).then_some(nominal)
}

/// The sectors of bodies that people belong to.
const STRIVING: u32 = bit(Sector::Mil)
    | bit(Sector::Cop)
    | bit(Sector::Spy)
    | bit(Sector::Reb)
    | bit(Sector::Prm)
    | bit(Sector::Uaf)
    | bit(Sector::Pty)
    | bit(Sector::Opp);

/// Whether a body is one of those that fight or strive for power, which nobody is merely in as a place.
fn is_armed(view: &View<'_>, body: &Atom) -> bool {
    use Sector::{Mil, Opp, Prm, Pty, Reb, Uaf};
    let sector = match body.what {
        What::Target(target) | What::Nisba(target) => view.data.targets[target as usize].sector,
        What::Body { sector, .. } | What::Named { sector, .. } => sector,
        _ => None,
    };
    matches!(sector, Some(Mil | Opp | Prm | Pty | Reb | Uaf))
}

/// Whether a name is that of a country rather than of a part of one.
fn is_country(view: &View<'_>, place: &Atom) -> bool {
    match place.what {
        What::Target(target) => view.data.targets[target as usize].kind == TargetKind::Country,
        _ => false,
    }
}

/// Whether an organisation is one of a government, so that its country is what counts.
fn of_state(view: &View<'_>, org: u32) -> bool {
    let row = &view.data.targets[org as usize];
    view.data.country_of(org).is_some()
        && matches!(
            row.sector,
            Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Jud | Sector::Leg | Sector::Spy)
        )
}
