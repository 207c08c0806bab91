//! What belongs to a nominal after its own words: nationality words and adjectives, what it is of,
//! and what it is counted from.

use super::atom::{Atom, NominalParse, What, country_of};
use super::concord;
use super::heads;
use super::name_runs::Announced;
use super::nominals;
use super::persons::{self, People};
use super::titles;
use super::view::View;
use crate::data::{Cue, Meaning, Reference, TitleKind};
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// Most nominals that one nominal stands in.
const DEEPEST: u8 = 3;

/// A nominal in the reading.
pub(super) struct Reading<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) people: &'v People,
    pub(super) sentence: &'v Range<usize>,
    /// The noun.
    pub(super) head: usize,
    pub(super) end: usize,
    pub(super) number: Number,
    /// Whether it has a genitive.
    pub(super) governs: bool,
    /// Number of nominals it stands in.
    pub(super) depth: u8,
    pub(super) parse: NominalParse,
    pub(super) inside: Vec<Atom>,
}

impl Reading<'_, '_> {
    /// Reads all that belongs to the nominal; in `construct` it may govern a genitive.
    pub(super) fn read(&mut self, construct: bool, reference: Reference) {
        let mut definite = self.parse.definite;
        if construct && self.genitive(reference) {
            definite = true;
        } else if construct && self.kind() {
            definite = false;
        }
        self.governs = self.end > self.head + 1;
        let own = self.end;
        while self.qualified(definite, self.end > own) {}
        if definite && self.end > own {
            self.belonging();
        }
        // طلبت السلطات من المسؤولين: a government is no part of anybody.
        if reference != Reference::State {
            self.partitive();
        }
    }

    /// الجناح العسكري لحركة حماس: after an adjective ل takes the place of the genitive.
    fn belonging(&mut self) {
        let view = self.view;
        let of = !self.done() && self.parse.countries.is_empty();
        if !of || !view.folded(self.end).starts_with('ل') {
            return;
        }
        let body = heads::whole_name(view, self.end, self.sentence)
            .filter(|atom| atom.kind == EntityType::Org && atom.skip == 2);
        if let Some(atom) = body.filter(|atom| atom.first == self.end) {
            self.take(atom);
        }
    }

    fn done(&self) -> bool {
        self.end >= self.sentence.end
    }

    /// Takes a nationality word or an adjective that agrees; after another one also joined by و.
    fn qualified(&mut self, definite: bool, joined: bool) -> bool {
        if self.done() {
            return false;
        }
        let view = self.view;
        let written = view.folded(self.end);
        let nation = titles::norp(view, self.end).filter(|atom| {
            let article = written.get(usize::from(atom.skip)..).unwrap_or("");
            let and = joined && atom.skip == 2 && written.starts_with('و');
            let agrees = article.starts_with("ال") == definite;
            let one = atom.number == Number::Singular || is_sound(written);
            let differs = one && concord::differs(view, self.head, self.end);
            let fits = (atom.skip == 0 && self.may_be_of(atom)) || and;
            fits && agrees && !differs
        });
        if let Some(atom) = nation {
            // جماعات هندوسية
            self.qualifier();
            self.end = atom.end;
            if let What::Nisba(target) = atom.what {
                self.parse.countries.push(target);
            }
            self.inside.push(atom);
            return true;
        }
        // الأطباء الاستشفائيين و الجامعيين
        let and = joined && written == "و" && !self.is_noun(self.end + 1);
        let before = self.end;
        self.end += usize::from(and);
        let fits = !self.done()
            && view.cue(self.end, Cue::NotName).is_none()
            && self.is_adjective(definite, joined)
            && !self.governs();
        if fits {
            self.qualifier();
        }
        self.end = if fits { self.end + 1 } else { before };
        fits
    }

    /// Whether a nationality word can describe these: several men are no adjective of one thing, nor of things
    /// (اتهمت الحكومة اليمنية الحوثيين).
    fn may_be_of(&self, nation: &Atom) -> bool {
        let men = nation.number == Number::Plural && nation.gender != Some(Gender::Feminine);
        !men || self.may_be_men()
    }

    /// Whether these are several, counted or in the plural, and no things.
    fn may_be_men(&self) -> bool {
        let counted = self.head > 0 && self.view.word(self.head - 1).number;
        let feminine = self.view.word(self.head).gender == Some(Gender::Feminine);
        counted || (self.number != Number::Singular && !feminine)
    }

    /// Notes what kind the next word says it is of.
    fn qualifier(&mut self) {
        let said = self
            .view
            .meanings(self.end)
            .find_map(|(_, meaning)| match meaning {
                Meaning::Qualifier(qualifier) => Some(qualifier),
                _ => None,
            });
        let free = self.parse.qualifiers.iter_mut().find(|q| q.is_none());
        if let Some(free) = free {
            *free = said;
        }
    }

    /// Whether the next word is an adjective that agrees in definiteness.
    fn is_adjective(&self, definite: bool, joined: bool) -> bool {
        let (view, at) = (self.view, self.end);
        let word = view.word(at);
        let noun = self.is_noun(at);
        if word.definite != definite
            || word.pronoun
            || word.preposition
            || (word.conjunction && (!joined || noun))
        {
            return false;
        }
        // حرمت السلطات المعتقلين: several men are no adjective of one thing, nor of several.
        let men = is_sound(view.folded(at)) && word.number_of == Some(Number::Plural);
        let head = view.word(self.head);
        // 71 شخصا آخرين
        let counted = self.head > 0 && view.word(self.head - 1).number;
        if men
            && !counted
            && (head.number_of == Some(Number::Singular) || head.gender == Some(Gender::Feminine))
        {
            return false;
        }
        if !joined
            && (concord::differs(view, self.head, at) || concord::is_object(view, self.head, at))
        {
            return false;
        }
        if word.pos == Some(Pos::Adj) {
            // اعتقلت الشرطة المتهم, هاجم مسلحون دورية
            let one = at == self.head + 1 && word.number_of == Some(Number::Singular);
            let man = word.gender == Some(Gender::Masculine) && !concord::is_impersonal(view, at);
            let other = man && head.gender == Some(Gender::Feminine);
            let men = is_sound(view.folded(self.head)) && self.number == Number::Plural && !man;
            let people =
                word.number_of == Some(Number::Plural) && word.gender != Some(Gender::Feminine);
            return !(one && (other || men) || people && !self.may_be_men());
        }
        // المدنيين الأبرياء, الشعب اليمني الشقيق: nouns by the lexicon, after a definite noun.
        let (Some(Pos::Noun), true) = (word.pos, definite && !word.conjunction) else {
            return false;
        };
        if view.cue(at, Cue::TitleAdjective).is_some() {
            return true;
        }
        let agrees = word.number_of == head.number_of
            && (word.number_of == Some(Number::Plural) || word.gender == head.gender);
        // الفصائل المعارضة
        let sound = is_sound(view.folded(self.head));
        let things = head.number_of == Some(Number::Plural)
            && !sound
            && word.number_of == Some(Number::Singular)
            && word.gender == Some(Gender::Feminine);
        let people = joined && word.number_of == Some(Number::Plural) && word.gender == head.gender;
        (agrees || things)
            && (view.is_adjective_or_noun(at) || people)
            && !word.masdar
            && !self.is_title(at)
    }

    /// المضربين عن الطعام, متهمة بمساعدة, موالية للحكومة: with a complement it says what they do.
    fn governs(&self) -> bool {
        let view = self.view;
        let (word, next) = (view.word(self.end), view.word(self.end + 1));
        let after = self.end + 1;
        // موالية للحكومة, تابع لها
        let complement = next.preposition && !next.conjunction;
        let governed = view.cue(after, Cue::Governed).is_some();
        let of = (complement || governed) && view.folded(after).starts_with('ل');
        // القوات الحكومية المدعومة من روسيا
        let from = view.written(after) == "من";
        after < self.sentence.end
            && (of || (word.participle && (governed || (complement && !word.definite) || from)))
    }

    /// Whether a nominal or a title begins at a token.
    fn is_noun(&self, at: usize) -> bool {
        self.view
            .meanings(at)
            .any(|(_, meaning)| matches!(meaning, Meaning::Nominal { .. } | Meaning::Title { .. }))
    }

    /// A definite genitive: a name, a person, another nominal, or any noun with its adjectives.
    fn genitive(&mut self, reference: Reference) -> bool {
        !self.done()
            && self.view.cue(self.end, Cue::NotName).is_none()
            && (self.named()
                || (self.may_have_person(reference) && self.people_of(reference))
                || self.other_nominal()
                || (self.may_have_any_noun(reference) && self.any_noun()))
    }

    /// حكومة ميانمار, عناصر حزب الله, وفد الحوثيين
    fn named(&mut self) -> bool {
        let view = self.view;
        let at = self.end;
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
        self.take(atom);
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

    /// Takes a name that says whose people these are.
    fn take(&mut self, atom: Atom) -> bool {
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

    fn is_title(&self, at: usize) -> bool {
        self.view
            .meanings(at)
            .any(|(_, meaning)| matches!(meaning, Meaning::Title { .. }))
    }

    /// ضابط شرطة, رجال أعمال
    fn kind(&mut self) -> bool {
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

    /// ضباط من الجيش الروسي, مشتبه بهم من اليهود, وفد من رجال الأعمال
    fn partitive(&mut self) {
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
        if !self.other_nominal() {
            self.end = before;
        }
    }
}

/// Whether a word is written as a plural of men: المعتقلين, مسلحون.
fn is_sound(written: &str) -> bool {
    written.ends_with("ون") || written.ends_with("ين")
}

/// Whether an organisation is one of a government, so that its country is what counts.
fn of_state(view: &View<'_>, org: u32) -> bool {
    use rasd_core::Sector;
    let row = &view.data.targets[org as usize];
    view.data.country_of(org).is_some()
        && matches!(
            row.sector,
            Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Jud | Sector::Leg | Sector::Spy)
        )
}
