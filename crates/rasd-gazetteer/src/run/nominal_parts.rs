//! What belongs to a nominal after its own words: nationality words and adjectives; what it is of and counted from is
//! read by [`super::nominal_genitives`].

use super::atom::{Atom, NominalParse, What};
use super::concord;
use super::heads;
use super::kinds::Kinds;
use super::name_runs::Announced;
use super::persons::{self, People};
use super::titles;
use super::view::View;
use crate::data::{Cue, Meaning, Reference};
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// What describes no noun.
const NO_ADJECTIVE: Kinds = Kinds::cue(Cue::Quantity).with(Kinds::cue(Cue::Noun));

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
    /// Reads all that belongs to the nominal; in `construct` it may govern a genitive, which is of its kind where one is
    /// `counted`.
    pub(super) fn read(&mut self, construct: bool, counted: bool, reference: Reference) {
        let mut definite = self.parse.definite;
        if construct && !counted && self.genitive(reference) {
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
        match reference {
            Reference::State => self.seat(definite),
            _ => {
                self.partitive();
                self.service();
            }
        }
    }

    /// Reads what tells people of a nation or creed from others: adjectives, or in `construct` the country they live in.
    pub(super) fn tell(&mut self, definite: bool, construct: bool) {
        let place = construct
            .then(|| heads::whole_name(self.view, self.end, self.sentence))
            .flatten();
        let here = place.filter(|atom| {
            atom.kind == EntityType::Gpe && atom.skip == 0 && atom.first == self.end
        });
        if let Some(place) = here {
            self.take(place);
            return;
        }
        let own = self.end;
        while self.qualified(definite, self.end > own) {}
    }

    /// الجناح العسكري لحركة حماس: after an adjective ل takes the place of the genitive.
    pub(super) fn belonging(&mut self) {
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

    pub(super) fn done(&self) -> bool {
        self.end >= self.sentence.end
    }

    /// Takes a nationality word or an adjective that agrees; after another one also joined by و.
    pub(super) fn qualified(&mut self, definite: bool, joined: bool) -> bool {
        if self.done() {
            return false;
        }
        let view = self.view;
        let written = view.folded(self.end);
        let nation = titles::norp(view, self.end).filter(|atom| {
            let article = written.get(usize::from(atom.skip)..).unwrap_or("");
            let and = joined && self.is_alike(atom);
            let own = atom.skip == 0 && !concord::has_article(view, self.end);
            let agrees = (article.starts_with("ال") && !own) == definite;
            let one = atom.number == Number::Singular || is_sound(written);
            let differs = one
                && !self.governs
                && !self.is_of_two(atom)
                && concord::differs(view, self.head, self.end);
            // اتهم التنظيم السعودية
            let noun = view.word(self.head);
            let other = self.end == self.head + 1
                && self.follows_verb()
                && self.number == Number::Singular
                && (noun.number_of, noun.gender)
                    == (Some(Number::Singular), Some(Gender::Masculine))
                && (atom.number, atom.gender) == (Number::Singular, Some(Gender::Feminine));
            let fits = (atom.skip == 0 && self.may_be_of(atom) && !other) || and;
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

    /// Whether a nationality word that و joins has the number and gender of the one before it: القوات الأميركية
    /// والعراقية, but القوات الأميركية والعراقيون.
    pub(super) fn is_alike(&self, nation: &Atom) -> bool {
        let view = self.view;
        let and = nation.skip == 2 && view.folded(nation.first).starts_with('و');
        let before = self.inside.last().filter(|atom| atom.end == self.end);
        let fits = |before: &Atom| {
            let body = before.kind != EntityType::Norp;
            let gender = match body {
                true => view.word(before.end - 1).gender,
                false => before.gender,
            };
            let number = if body {
                Number::Singular
            } else {
                before.number
            };
            number == nation.number && (gender == nation.gender || nation.gender.is_none())
        };
        and && before.is_none_or(fits)
    }

    /// Whether a nationality word is one of two that tell two apart: الشعبين اللبناني والفلسطيني.
    fn is_of_two(&self, nation: &Atom) -> bool {
        let view = self.view;
        let other = titles::norp(view, nation.end).filter(|other| {
            let and = other.skip == 2 && nation.end < self.sentence.end;
            and && (other.number, other.gender) == (nation.number, nation.gender)
        });
        let second = nation.skip == 2;
        self.number == Number::Dual
            && nation.number == Number::Singular
            && (second || other.is_some())
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
        let feminine = self.view.word(self.head).gender == Some(Gender::Feminine)
            || !self.may_be_women() && self.view.written(self.head).ends_with("ات");
        counted || (self.number != Number::Singular && !feminine)
    }

    /// Whether the noun stands right after a verb.
    fn follows_verb(&self) -> bool {
        let before = self
            .head
            .checked_sub(1)
            .map(|before| self.view.word(before));
        before.is_some_and(|verb| verb.pos == Some(Pos::Verb) && !verb.pronoun)
    }

    /// Whether these are several women.
    fn may_be_women(&self) -> bool {
        let row = self.view.data.nominals[self.parse.nominal as usize];
        row.human && row.reference == Reference::Group
    }

    /// Notes what kind the next word says it is of.
    pub(super) fn qualifier(&mut self) {
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

    /// Whether the next word is an adjective that agrees in definiteness; `joined` after another adjective.
    fn is_adjective(&self, definite: bool, joined: bool) -> bool {
        let (view, at) = (self.view, self.end);
        let word = view.word(at);
        let several = self.number == Number::Plural && at == self.head + 1;
        if several && view.cue(at, Cue::After) == Some(at + 1) {
            return !word.conjunction && view.folded(at).starts_with("ال") == definite;
        }
        // دعا التحالف العديد من الدول, قصف الجيش المخيم
        let other = view.has(at, NO_ADJECTIVE) || definite && self.announces(at);
        let bound = word.definite != definite
            || word.pronoun
            || word.preposition
            || (word.conjunction && (!joined || self.is_noun(at)));
        if other || bound || self.is_object(definite) || self.is_of_others() {
            return false;
        }
        if !self.governs && !word.conjunction && concord::is_twin(view, self.head, at) {
            return true;
        }
        // قتل خمسة جنود شمالي بغداد
        if !definite && view.cue(at, Cue::Place).is_some() && self.is_place(at + 1) {
            return false;
        }
        match word.pos {
            Some(Pos::Adj) => self.goes_with_adjective(definite),
            Some(Pos::Noun) => {
                self.is_alike_noun(definite) || self.goes_on_with_noun(definite, joined)
            }
            _ => false,
        }
    }

    /// قتل ضابط شرطة متظاهرا, هاجم مسلحون دورية: whether the next word has the case of an object and the noun has not.
    fn is_object(&self, definite: bool) -> bool {
        let (view, at) = (self.view, self.end);
        let object = self.governs && !definite && view.written(at).ends_with('ا');
        let differs =
            || concord::differs(view, self.head, at) || concord::is_object(view, self.head, at);
        object && self.follows_verb() && view.has(at, Kinds::NOMINAL) || !self.governs && differs()
    }

    /// Whether the next word is of several people whom the noun cannot stand for.
    fn is_of_others(&self) -> bool {
        let (view, at) = (self.view, self.end);
        let (head, word) = (view.word(self.head), view.word(at));
        if word.number_of != Some(Number::Plural) {
            return false;
        }
        // حرمت السلطات المعتقلين, أوقفت الشرطة الأجانب: several men are no adjective of one thing, nor of several.
        let adjective = word.pos == Some(Pos::Adj) && word.gender == Some(Gender::Masculine);
        let men = is_sound(view.folded(at)) || adjective;
        let one = head.number_of == Some(Number::Singular);
        let of_things = one || head.gender == Some(Gender::Feminine);
        // السلطات الناشطات, العدو المستوطنات, الجنود المدرعات: several women are no adjective of things nor of men.
        let women = word.gender == Some(Gender::Feminine) && view.folded(at).ends_with("ات");
        let of_men = one || head.gender == Some(Gender::Masculine);
        men && !self.is_counted() && of_things || women && (!self.may_be_women() || of_men)
    }

    /// 71 شخصا آخرين, but 20 دولة دبلوماسيين: whether a number of men stands before the noun.
    fn is_counted(&self) -> bool {
        let men = self.view.word(self.head).gender != Some(Gender::Feminine);
        self.head > 0 && self.view.word(self.head - 1).number && men
    }

    /// Whether the next word, an adjective by the lexicon, may be said of the noun.
    fn goes_with_adjective(&self, definite: bool) -> bool {
        let (view, at) = (self.view, self.end);
        let (head, word) = (view.word(self.head), view.word(at));
        // اعتقلت الشرطة المتهم, هاجم مسلحون دورية
        // رفضت العواصم الغربية المقترح: so it is after other adjectives.
        let mut between = self.head + 1..at;
        let woman = |k: usize| {
            let word = view.word(k);
            word.pos == Some(Pos::Adj) && word.gender == Some(Gender::Feminine)
        };
        let one = between.all(woman) && word.number_of == Some(Number::Singular);
        let man = word.gender == Some(Gender::Masculine) && !concord::is_impersonal(view, at);
        // أخلى الجيش المستوطنة
        let acts = self.follows_verb() && definite;
        let woman = word.gender == Some(Gender::Feminine) && acts && !self.is_counted();
        let apart = woman
            && (head.number_of, head.gender) == (Some(Number::Singular), Some(Gender::Masculine));
        let other = man && head.gender == Some(Gender::Feminine) || apart;
        let men = is_sound(view.folded(self.head)) && self.number == Number::Plural && !man;
        let people =
            word.number_of == Some(Number::Plural) && word.gender != Some(Gender::Feminine);
        !(one && (other || men) || people && !self.may_be_men())
    }

    /// مصورا صحفيا, كاتب صحفي, مسلحا ملثما: whether the next word for people, a noun by the lexicon, is one for the same, as an
    /// adjective.
    fn is_alike_noun(&self, definite: bool) -> bool {
        let (view, at) = (self.view, self.end);
        let (head, word) = (view.word(self.head), view.word(at));
        let alike = (word.number_of, word.gender) == (head.number_of, head.gender)
            && word.number_of == Some(Number::Singular)
            && match (view.written(self.head), view.written(at)) {
                (head, word) if head.ends_with('ا') && word.ends_with('ا') => true,
                (head, word) => !head.ends_with('ا') && word.ends_with('ي'),
            };
        let next = at == self.head + 1 && !definite && !word.conjunction;
        alike && next && self.may_be_women() && view.is_adjective_or_noun(at)
    }

    /// Whether a word is one man's, and no accusative.
    fn is_man(&self, at: usize) -> bool {
        let word = self.view.word(at);
        (word.number_of, word.gender) == (Some(Number::Singular), Some(Gender::Masculine))
            && !self.view.written(at).ends_with('ا')
    }

    /// Whether the next word, a noun by the lexicon, can only describe what stands before it.
    fn goes_on_with_noun(&self, definite: bool, joined: bool) -> bool {
        let (view, at) = (self.view, self.end);
        let (head, word) = (view.word(self.head), view.word(at));
        let sound = is_sound(view.folded(self.head));
        let many = head.number_of == Some(Number::Plural);
        let woman =
            (word.number_of, word.gender) == (Some(Number::Singular), Some(Gender::Feminine));
        if word.conjunction {
            return false;
        }
        // فصائل مسلحة معارضة, صياد سنغالي شاب: after an adjective there is no genitive any more.
        if !definite {
            let fits = match woman {
                true => {
                    (many || head.gender == word.gender)
                        && !sound
                        && view.written(at - 1).ends_with('ة')
                }
                false => {
                    let from = view.written(at + 1) == "من";
                    self.is_man(self.head)
                        && self.is_man(at)
                        && view.has(at, Kinds::NOMINAL)
                        && !from
                }
            };
            return joined && !self.governs && fits && view.is_adjective_or_noun(at);
        }
        // المدنيين الأبرياء, الشعب اليمني الشقيق: after a definite noun.
        if view.cue(at, Cue::TitleAdjective).is_some() {
            return true;
        }
        // قصفت الطائرات الأحياء: what is no word for men has no plural of men as adjective.
        let may = word.number_of == Some(Number::Plural)
            && (word.gender == Some(Gender::Feminine) || self.may_be_men());
        let agrees = word.number_of == head.number_of && (may || word.gender == head.gender);
        // الفصائل المعارضة
        let things = many && !sound && woman;
        // الفصائل المقاتلة: written like the act, and no object.
        let act = word.masdar && things && at == self.head + 1 && view.may_be_adjective(at);
        if act && !self.may_have_object(at) && view.cue(at + 1, Cue::Governed).is_none() {
            return true;
        }
        let people = joined && word.number_of == Some(Number::Plural) && word.gender == head.gender;
        (agrees || things)
            && (view.is_adjective_or_noun(at) || people)
            && !word.masdar
            && !self.is_title(at)
    }

    /// اختطف رجال المخابرات المعارض سامي, خطف عناصر الحركة المعارض اللبناني خالد: whether a word for one man says who is named
    /// after it, so that it describes none of several.
    fn announces(&self, at: usize) -> bool {
        let view = self.view;
        let (head, word) = (view.word(self.head), view.word(at));
        let several = self.number != Number::Singular || head.gender == Some(Gender::Feminine);
        let man =
            (word.number_of, word.gender) == (Some(Number::Singular), Some(Gender::Masculine));
        let nation = |at: usize| view.has(at, Kinds::NISBA) && view.folded(at).starts_with("ال");
        let next = at + 1 + usize::from(nation(at + 1));
        let named = || {
            let known = view.has(next, Kinds::PERSON.with(Kinds::NAME_TOKEN));
            let name = |titled| persons::person(view, self.people, next, self.sentence, titled);
            known && name(Announced::Title).is_some_and(|name| (name.skip, name.first) == (0, next))
        };
        let person = view.has(at, Kinds::NOMINAL.with(Kinds::TITLE));
        (several || self.depth > 0) && man && person && next < self.sentence.end && named()
    }

    /// Whether the name of a place begins at `at`, or a word for its kind.
    fn is_place(&self, at: usize) -> bool {
        let view = self.view;
        let name = || {
            heads::whole_name(view, at, self.sentence).is_some_and(|atom| {
                atom.first == at && matches!(atom.kind, EntityType::Gpe | EntityType::Loc)
            })
        };
        at < self.sentence.end && (view.cue(at, Cue::Place).is_some() || name())
    }

    /// Whether the word at `at` may be what the noun right before it, as the subject of a verb, acts on.
    fn may_have_object(&self, at: usize) -> bool {
        let view = self.view;
        let verb = at >= 2 && view.word(at - 2).pos == Some(Pos::Verb);
        let next = view.word(at + 1);
        let more = next.pos == Some(Pos::Noun) && !next.preposition && !next.conjunction;
        verb && !more
    }

    /// المضربين عن الطعام, متهمة بمساعدة, موالية للحكومة: with a complement it says what they do.
    fn governs(&self) -> bool {
        let view = self.view;
        let (word, next) = (view.word(self.end), view.word(self.end + 1));
        let after = self.end + 1;
        // موالية للحكومة, تابع لها
        let complement = next.preposition && !next.conjunction;
        // دعا الجهات المعنية إلى الحوار: that is what the verb goes on with.
        let toward = word.definite && view.folded(after) == "الي";
        let governed = view.cue(after, Cue::Governed).is_some() && !toward;
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
}

/// Whether a word is written as a plural of men: المعتقلين, مسلحون.
pub(super) fn is_sound(written: &str) -> bool {
    Number::Plural
        .endings()
        .iter()
        .any(|end| written.ends_with(end))
}
