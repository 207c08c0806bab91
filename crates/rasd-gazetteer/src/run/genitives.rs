//! What a title in construct is of: a name, another title, a thing.

use super::atom::{Atom, What};
use super::built;
use super::complements::{DEEPEST, Reading, is_nested};
use super::heads;
use super::kinds::{BEGINS, Kinds};
use super::nominal_genitives::counted_bodies;
use super::nominal_parts::is_sound;
use super::titles::{nested_title, norp};
use crate::data::{Cue, TitleKind};
use rasd_core::{EntityType, Number, Pos};

/// Words after which somebody's name stands.
const PERSONS: Kinds = Kinds::TITLE
    .with(Kinds::NOMINAL)
    .with(Kinds::cue(Cue::Person));

/// Families of offices of those whom news quotes; the word is also that of the origin of things.
const SOURCES: [&str; 1] = ["source"];

impl Reading<'_, '_> {
    /// Whether what stands here can be the genitive of the title: not of a definite one, nor of several that keep their ن
    /// (اتهم مسؤولون الحكومة).
    fn may_govern(&self) -> bool {
        let last = self.construct.saturating_sub(1);
        let nun = match self.number {
            Number::Singular => false,
            Number::Dual => self.view.written(last).ends_with("ان"),
            Number::Plural => is_sound(self.view.written(last)),
        };
        let kept = nun && last == self.first && !self.view.word(last).pronoun;
        !self.parse.definite && self.end == self.construct && !kept
    }

    /// A country, organisation or people in the genitive: رئيس أركان الجيش السوداني.
    pub(super) fn genitive_name(&mut self) -> bool {
        if !self.may_govern() {
            return false;
        }
        let view = self.view;
        match heads::name(view, self.end, &self.sentence) {
            // محافظ ولاية ننغرهار: the noun between is no part of the name.
            // مدير صحيفة «الأهرام»: nor is the noun before a body's name.
            Some(atom)
                if atom.skip == 0
                    && (atom.first == self.end
                        || is_place(&atom)
                        || atom.kind == EntityType::Org) =>
            {
                let country = atom.kind == EntityType::Gpe;
                self.take_name(atom);
                // رئيسا مصر وإيران
                while country && self.number != Number::Singular && self.joined_country() {}
                true
            }
            _ => match built::definite_body(view, self.end, &self.sentence) {
                Some(atom) => self.take_name(atom),
                None => false,
            },
        }
    }

    /// A country joined by و to the one before.
    fn joined_country(&mut self) -> bool {
        let at = self.end;
        if at >= self.sentence.end || !self.view.folded(at).starts_with('و') {
            return false;
        }
        match heads::name(self.view, at, &self.sentence) {
            Some(atom) if atom.skip == 2 && atom.first == at && atom.kind == EntityType::Gpe => {
                self.take_name(atom)
            }
            _ => false,
        }
    }

    /// نائب وزير الخارجية
    pub(super) fn governed_title(&mut self) -> bool {
        if self.parse.of_title.is_some() || !self.may_govern() {
            return false;
        }
        let inner = (self.depth < DEEPEST).then(|| {
            let depth = self.depth + 1;
            nested_title(self.view, self.people, self.end, &self.sentence, depth)
        });
        let Some(inner) = inner.flatten() else {
            return false;
        };
        let What::Title(parse) = inner.atom.what else {
            return false;
        };
        if inner.atom.skip != 0
            || self.view.data.titles[parse.title as usize].kind != TitleKind::Office
        {
            return false;
        }
        self.parse.of_title = Some(parse.title);
        self.parse.strong |= parse.strong;
        self.parse.nations.extend(parse.nations);
        self.parse.definite = parse.definite;
        self.inside.extend(inner.atom.inside);
        self.construct = inner.atom.end;
        self.take(inner.atom.end)
    }

    /// رئيس الاجتماع, محامي نادي الأسير.
    pub(super) fn generic_genitive(&mut self) -> bool {
        if !self.may_govern() || self.is_described_role() || self.is_one_of(&SOURCES) {
            return false;
        }
        match self.noun_phrase(self.end) {
            Some(end) => {
                self.parse.definite = true;
                self.take(end)
            }
            None => self.chain(),
        }
    }

    /// قادة خمس دول إفريقية, نواب ثلاثة أحزاب
    pub(super) fn of_several(&mut self) -> bool {
        let open = self.number != Number::Singular && self.may_govern();
        let counted = open
            .then(|| counted_bodies(self.view, self.people, self.end, &self.sentence))
            .flatten();
        let Some(counted) = counted else {
            return false;
        };
        self.inside.extend(counted.inside);
        self.take(counted.end)
    }

    /// أكد مصدر حكومي إقالة الوزير: a role that ends in an adjective is of nothing (an office may be: مدير عام الشركة).
    fn is_described_role(&self) -> bool {
        let row = self.view.data.titles[self.parse.title as usize];
        let last = self.end - 1;
        // عميد كلية الطب: no adjective, which would agree.
        let (title, word) = (self.view.word(self.first), self.view.word(last));
        let agrees = title.gender.is_none() || title.gender == word.gender;
        let adjective = last > self.first && word.pos == Some(Pos::Adj) && agrees;
        adjective && row.role
    }

    /// مدير صحة غزة, منسق حملة مقاطعة إسرائيل: nouns in construct up to a name.
    fn chain(&mut self) -> bool {
        /// Most nouns that stand between.
        const LONGEST: usize = 3;
        let view = self.view;
        let mut at = self.end;
        // مصدر غالبية صادرات ليبيا; مؤسسا إمبراطورية مالي: he founded it.
        let accusative = self.number == Number::Singular && view.written(at - 1).ends_with('ا');
        if accusative || self.is_one_of(&SOURCES) {
            return false;
        }
        while at < self.sentence.end && at < self.end + LONGEST {
            let word = view.word(at);
            let noun = word.pos == Some(Pos::Noun) && !word.guessed && !word.definite;
            if !noun || word.conjunction || word.preposition || view.has(at, Kinds::TITLE) {
                return false;
            }
            at += 1;
            let name = heads::name(view, at, &self.sentence)
                .filter(|atom| atom.skip == 0 && atom.first == at && is_nested(atom));
            if let Some(atom) = name {
                return self.take_name(atom);
            }
        }
        false
    }

    /// Token after the definite adjectives from `at` on.
    pub(super) fn definite_adjectives(&self, at: usize) -> usize {
        let agrees = |at: usize| {
            let word = self.view.word(at);
            word.pos == Some(Pos::Adj)
                && word.definite
                && !word.pronoun
                && !word.preposition
                && !word.conjunction
        };
        (at..self.sentence.end)
            .find(|at| !agrees(*at))
            .unwrap_or(self.sentence.end)
    }

    /// Notes the nationality and group words of a complement: they are annotated, but say nothing of the office.
    pub(super) fn nations_within(&mut self, from: usize, end: usize) {
        let view = self.view;
        let mut at = from;
        while at < end {
            match norp(view, at).filter(|atom| atom.skip == 0 && atom.end <= end) {
                Some(atom) => {
                    at = atom.end;
                    self.inside.push(atom);
                }
                None => at += 1,
            }
        }
    }

    /// A definite noun phrase in construct: nouns up to a definite one, and adjectives that agree.
    pub(super) fn noun_phrase(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let mut end = at;
        loop {
            let word = view.word(end);
            let noun = matches!(word.pos, Some(Pos::Noun | Pos::Adj)) && !word.guessed;
            if end >= self.sentence.end
                || end > at + 3
                || !noun
                || word.conjunction
                || word.preposition
            {
                return None;
            }
            end += 1;
            if word.definite {
                break;
            }
        }
        Some(self.definite_adjectives(end))
    }

    /// ملك أراغون, محامو مارين: after a title in construct stands what it is the title of, though no table has it.
    pub(super) fn unknown_genitive(&mut self) -> bool {
        let (view, at) = (self.view, self.end);
        let own = !self.may_govern() || self.parse.strong;
        // العميد أمير حاتمي
        let before = self.first > self.sentence.start && view.has(self.first - 1, PERSONS);
        let named = before && view.name_token(self.first).is_some();
        let other = named || view.written(at - 1).ends_with(['ا', 'ة']);
        let unknown = at < self.sentence.end
            && view.has(at, Kinds::UNKNOWN)
            && !view.has(at, BEGINS)
            && view.word(at).pos == Some(Pos::Propn)
            && !view.written(at).starts_with("ال");
        if own || other || !unknown {
            return false;
        }
        self.parse.strong = true;
        self.take(at + 1)
    }
}

fn is_place(atom: &Atom) -> bool {
    matches!(atom.kind, EntityType::Gpe | EntityType::Loc)
}
