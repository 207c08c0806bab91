//! What belongs to a title after its own words.

use super::atom::{Atom, TitleParse, What, country_of};
use super::built;
use super::concord;
use super::heads;
use super::kinds::Kinds;
use super::name_runs::Announced;
use super::of_two;
use super::persons::{self, People};
use super::posts::SPEAKERS;
use super::purviews::purviews;
use super::titles::norp;
use super::view::View;
use super::word::Word;
use crate::data::{Cue, TargetKind};
use crate::engine::Hit;
use rasd_core::{EntityType, Gender, Number, Pos};
use std::ops::Range;

/// What the offices of ministers have in common.
const MINISTER: &str = "minister";

/// Most titles that one title stands in.
pub(super) const DEEPEST: u8 = 3;

/// A title in the reading.
pub(super) struct Reading<'v, 'a> {
    pub(super) view: &'v View<'a>,
    /// Number of titles it stands in.
    pub(super) depth: u8,
    /// Token after the title's own words, and after titles it governs: a genitive stands only here.
    pub(super) construct: usize,
    pub(super) people: &'v People,
    pub(super) sentence: Range<usize>,
    pub(super) number: Number,
    /// First token.
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) parse: TitleParse,
    pub(super) inside: Vec<Atom>,
}

impl Reading<'_, '_> {
    /// Names inside the title's own words, which may go on after them: المتحدث باسم الرئاسة المصرية.
    pub(super) fn own_names(&mut self, hit: &Hit) {
        let view = self.view;
        let office = view
            .data
            .pool
            .get(view.data.titles[self.parse.title as usize].office);
        if office.ends_with("prime-minister") {
            // رئيس مجلس الوزراء is one title; the cabinet is not named in it.
            return;
        }
        let own_end = hit.end as usize;
        let mut at = hit.first as usize + 1;
        let mut spoken_for = false;
        while at < own_end {
            let name = heads::name(view, at, &self.sentence).filter(|atom| {
                let topic = built::is_short(view, atom)
                    || (matches!(atom.what, What::Body { .. }) && !view.has_article(&hit_of(atom)));
                // In وزير الخارجية and وزير خارجية روسيا the ministry is not named.
                atom.first == at && is_nested(atom) && (spoken_for || !topic)
            });
            match name {
                Some(atom) if atom.end >= own_end || matches!(atom.what, What::Target(_)) => {
                    at = atom.end;
                    let end = at.max(own_end);
                    self.take_name(atom);
                    self.end = end;
                }
                _ => {
                    spoken_for = view.cue(at, Cue::Spokesman).is_some();
                    let nation =
                        norp(view, at).filter(|atom| atom.skip == 0 && atom.end <= own_end);
                    at = nation.as_ref().map_or(at + 1, |atom| atom.end);
                    if let Some(atom) = nation {
                        self.add_nation(atom);
                        self.parse.complements = true;
                    }
                }
            }
        }
    }

    /// الخبير في شؤون الجماعات الإسلامية: the title's own last word governs a genitive.
    pub(super) fn own_genitive(&mut self, hit: &Hit) {
        let last = hit.end as usize - 1;
        let word = self.view.word(last);
        let governs = last > hit.first as usize
            && self.end == hit.end as usize
            && word.pos == Some(Pos::Noun)
            && !word.definite;
        if !governs || !self.view.has_article(hit) {
            return;
        }
        let owner = heads::name(self.view, self.end, &self.sentence)
            .filter(|atom| atom.skip == 0 && atom.first == self.end);
        if let Some(atom) = owner {
            // المتحدث باسم حكومة بوركينا فاسو
            self.take_name(atom);
        } else if let Some(end) = self.noun_phrase(self.end) {
            self.nations_within(self.end, end);
            self.take(end);
        }
    }

    /// وزير النفط والطاقة والمعادن: what one minister is in charge of besides.
    pub(super) fn further_purviews(&mut self, hit: &Hit) {
        let data = self.view.data;
        let office = data.pool.get(data.titles[self.parse.title as usize].office);
        let minister = office.ends_with(MINISTER) && !office.starts_with("prime-");
        if minister && self.number == Number::Singular && self.end == hit.end as usize {
            let end = purviews(self.view, self.end, &self.sentence);
            if end > self.end {
                self.take(end);
            }
        }
    }

    /// الصحفي الروسي أركادي بابتشينكو: a rank takes nationality words and adjectives where a name
    /// follows them; says whether it has a field or post too, with which it stands for its bearer.
    pub(super) fn qualify_named(&mut self) -> bool {
        let before = (self.end, self.parse.clone(), self.inside.len());
        while self.end < self.sentence.end && (self.nation() || self.adjective()) {}
        if self.in_field() {
            return true;
        }
        let mut next = self.end;
        while next < self.sentence.end && self.view.is_mark(next, "،,:\"«“") {
            next += 1;
        }
        let title = Announced::Title;
        if persons::person(self.view, self.people, next, &self.sentence, title).is_none() {
            self.end = before.0;
            self.parse = before.1;
            self.inside.truncate(before.2);
        }
        false
    }

    /// Takes one more complement; false if there is none.
    pub(super) fn extend(&mut self) -> bool {
        if self.end >= self.sentence.end {
            return false;
        }
        if self.is_country_after_nation() {
            return false;
        }
        let before = (self.end, self.construct);
        // The words of a hashtag, or one of its own: أمير #قطر.
        if self.view.is_mark(self.end, "_#") {
            self.end += 1;
            self.construct += usize::from(self.construct == before.0);
        }
        let extended = self.complement();
        if !extended {
            (self.end, self.construct) = before;
        }
        extended
    }

    fn complement(&mut self) -> bool {
        self.bracketed_nation()
            || self.nation()
            || self.second_portfolio()
            || self.charge()
            || self.adjective()
            || self.body_after_cue()
            || self.genitive_name()
            || self.governed_title()
            || self.attached_name()
            || self.quoted_name()
            || self.affairs()
            || self.attached_noun()
            || self.of_two()
            || self.of_place()
            || self.person()
            || self.of_several()
            || self.generic_genitive()
            || self.unknown_genitive()
            || self.up_to_name()
    }

    pub(super) fn take(&mut self, end: usize) -> bool {
        self.end = end;
        self.parse.complements = true;
        true
    }

    pub(super) fn take_name(&mut self, atom: Atom) -> bool {
        let end = atom.end;
        if let What::Target(target) = atom.what
            && atom.kind == EntityType::Org
        {
            self.parse.org = Some(target);
        }
        if atom.kind != EntityType::Per
            && let Some(country) = country_of(self.view, &atom.what)
        {
            self.parse.nations.push(country);
        }
        if let What::Target(target) = atom.what
            && atom.kind == EntityType::Gpe
        {
            let kind = self.view.data.targets[target as usize].kind;
            self.parse.local = matches!(kind, TargetKind::Place(_)).then_some(target);
        }
        if is_nested(&atom) {
            self.inside.push(atom);
        }
        self.parse.strong = true;
        // What a name of a body ends with makes the whole definite.
        self.parse.definite = true;
        self.take(end)
    }

    /// وزير الخارجية (الروسي)
    fn bracketed_nation(&mut self) -> bool {
        let view = self.view;
        if !view.is_mark(self.end, "(") {
            return false;
        }
        let Some(atom) = norp(view, self.end + 1) else {
            return false;
        };
        if !view.is_mark(atom.end, ")") {
            return false;
        }
        let end = atom.end + 1;
        self.add_nation(atom);
        self.take(end)
    }

    fn add_nation(&mut self, atom: Atom) {
        if let What::Nisba(target) = atom.what {
            self.parse.nations.push(target);
        }
        self.parse.strong = true;
        self.inside.push(atom);
    }

    /// A nationality word, and others joined to it by و.
    fn nation(&mut self) -> bool {
        let view = self.view;
        let definite = self.parse.definite;
        // زار الرئيس التركي ألمانيا
        let own = view.folded(self.end).starts_with("ال") && !concord::has_article(view, self.end);
        let agrees = |atom: &Atom| (view.has_article(&hit_of(atom)) && !own) == definite;
        let Some(atom) = norp(view, self.end).filter(|atom| atom.skip == 0 && agrees(atom)) else {
            return false;
        };
        // اتهم الوزير الفلسطينيين; but كبير المفاوضين الفلسطينيين
        let men = atom.number == Number::Plural && atom.gender != Some(Gender::Feminine);
        let beside = view.word(self.end - 1).number_of == Some(Number::Plural);
        if men && self.number == Number::Singular && !beside {
            return false;
        }
        if self.is_country(&atom) {
            return self.genitive_name();
        }
        let mut end = atom.end;
        self.add_nation(atom);
        while let Some(next) = norp(view, end).filter(|atom| atom.skip == 2 && agrees(atom)) {
            // "… الإيراني إبراهيم رئيسي والمصري": a name between them ends the title.
            end = next.end;
            self.add_nation(next);
        }
        self.take(end)
    }

    /// وزير التعليم والرياضة الأرجنتيني: a second field before the nationality word.
    fn second_portfolio(&mut self) -> bool {
        let (view, at) = (self.view, self.end);
        let (before, word) = (view.word(at - 1), view.word(at));
        let noun = |word: Word| word.definite && !word.pronoun && word.pos == Some(Pos::Noun);
        let joined = at == self.construct && noun(before) && noun(word) && word.conjunction;
        let nation = norp(view, at + 1)
            .filter(|atom| atom.skip == 0 && view.has_article(&hit_of(atom)) && !self.is_noun(at));
        let fits = joined && self.number == Number::Singular && at > self.first + 1;
        match nation.filter(|_| fits) {
            Some(atom) => {
                let end = atom.end;
                self.add_nation(atom);
                self.take(end)
            }
            None => self.further_portfolios(),
        }
    }

    /// وزيرا الخارجية والدفاع, رئيسا مجلسي النواب والشيوخ: what the second of two is of.
    fn of_two(&mut self) -> bool {
        let view = self.view;
        let last = self.end - 1;
        let of = last > self.first && view.word(last).definite || self.parse.strong;
        let joined = (self.first + 1..self.end).any(|at| view.word(at).conjunction);
        let bodies = last > self.first + 1 && of_two::governs_two(view, last - 1);
        let open = (self.number == Number::Dual || bodies) && of && !joined;
        let second = open
            .then(|| of_two::second(view, self.end, &self.sentence, bodies))
            .flatten();
        let Some(second) = second else { return false };
        match second.name {
            Some(name) => self.take_name(name),
            None => self.take(second.end),
        }
    }

    /// وزير العمل والتنمية الاجتماعية السعودي, وزير الصحة ووقاية المجتمع عبد الرحمن العويس: fields of more than one word,
    /// where a nationality word or the minister's name follows them.
    fn further_portfolios(&mut self) -> bool {
        /// Most fields after the first.
        const MOST: usize = 3;
        let view = self.view;
        let minister = self.is_one_of(&[MINISTER]) && self.number == Number::Singular;
        let long = self.end > self.first + 1 && view.word(self.end - 1).definite;
        if !minister || !long || self.parse.strong || !self.parse.nations.is_empty() {
            return false;
        }
        let mut end = self.end;
        for _ in 0..MOST {
            let Some(after) = self.field(end) else { break };
            end = after;
        }
        if end == self.end {
            return false;
        }
        let nation =
            norp(view, end).filter(|atom| atom.skip == 0 && view.has_article(&hit_of(atom)));
        match nation {
            Some(atom) => {
                let end = atom.end;
                self.add_nation(atom);
                self.take(end)
            }
            None => self.is_named_after(end) && self.take(end),
        }
    }

    /// The token after a field that و joins to another one: والتنمية الاجتماعية, ووقاية المجتمع.
    fn field(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let word = view.word(at);
        let fits = at < self.sentence.end
            && word.conjunction
            && word.pos == Some(Pos::Noun)
            && !(word.pronoun || word.preposition || self.is_noun(at));
        if !fits || !view.folded(at).starts_with('و') {
            return None;
        }
        let last = match word.definite {
            true => at,
            false => at + 1,
        };
        let noun = view.word(last);
        let definite = noun.definite && !noun.pronoun && noun.pos == Some(Pos::Noun);
        if !definite || last >= self.sentence.end || last > at && self.is_noun(last) {
            return None;
        }
        let mut end = last + 1;
        let adjective = |at: usize| {
            let word = view.word(at);
            let plain = !(word.conjunction || word.preposition || word.pronoun || word.guessed);
            word.pos == Some(Pos::Adj) && word.definite && plain && !view.has(at, Kinds::NISBA)
        };
        while end < self.sentence.end && adjective(end) {
            end += 1;
        }
        Some(end)
    }

    /// Whether a title or a nominal begins at a token.
    fn is_noun(&self, at: usize) -> bool {
        self.view
            .has(at, Kinds::TITLE.with(Kinds::NOMINAL).with(Kinds::NAME))
    }

    /// Whether what looks like an accusative nationality word is the country's name in the genitive:
    /// رئيس سوريا, رئيس زيمبابوي, but مسؤولا سوريا.
    fn is_country(&self, nation: &Atom) -> bool {
        let view = self.view;
        let last = self.construct.saturating_sub(1);
        let genitive = !self.parse.definite && self.end == self.construct;
        // مصادر سورية are Syrian ones.
        let feminine = view.written(nation.end - 1).ends_with('ة');
        genitive
            && !feminine
            && (self.number == Number::Dual || !view.written(last).ends_with('ا'))
            && heads::name(view, self.end, &self.sentence)
                .is_some_and(|name| name.skip == 0 && name.end >= nation.end)
    }

    /// زار الرئيس التركي السعودية: whether a country that is written as the adjective of a woman follows the nationality of
    /// a man, whom it cannot describe.
    fn is_country_after_nation(&self) -> bool {
        let view = self.view;
        let nation = |last: &&Atom| last.end == self.end && matches!(last.what, What::Nisba(_));
        let Some(last) = self.inside.last().filter(nation) else {
            return false;
        };
        let man = last.number == Number::Singular && last.gender == Some(Gender::Masculine);
        man && self.number == Number::Singular
            && norp(view, self.end)
                .is_some_and(|next| next.skip == 0 && next.gender == Some(Gender::Feminine))
            && heads::name(view, self.end, &self.sentence).is_some_and(|name| name.skip == 0)
    }

    /// An adjective that belongs to titles, or any that agrees.
    fn adjective(&mut self) -> bool {
        let view = self.view;
        // انتقد المتحدث العديد من الدول
        if view.cue(self.end, Cue::Quantity).is_some() {
            return false;
        }
        let former = view.cue(self.end, Cue::Former).is_some();
        // المتحدث باسمه, but not الروائي باسمه المستعار.
        if view.word(self.end).pronoun && !self.is_one_of(&SPEAKERS) {
            return false;
        }
        // اتهم المتحدث المعتقلين: several people are no adjective of one.
        let number = |at: usize| view.word(at).number_of;
        // كبير المفتشين الدوليين
        let several = matches!(number(self.end), Some(Number::Plural | Number::Dual))
            && number(self.end) != number(self.end - 1);
        if several && self.number == Number::Singular {
            return false;
        }
        let head = self.construct - 1;
        // طلب الوزير المساعدة
        let man =
            self.number == Number::Singular && view.word(head).gender == Some(Gender::Masculine);
        let noun = view.word(self.end);
        let woman = noun.gender == Some(Gender::Feminine) && !noun.preposition;
        if self.end == head + 1 && man && woman {
            return false;
        }
        // هنأ الأمين العام للأمم المتحدة المستشارة الألمانية
        let first = view.word(self.first).gender == Some(Gender::Masculine);
        if first && woman && self.number == Number::Singular && view.has(self.end, Kinds::TITLE) {
            return false;
        }
        // زار الرئيس المصري العام الماضي أثينا
        if let Some(end) = view.cue(self.end, Cue::TitleAdjective)
            && view
                .cue(self.end, Cue::NotName)
                .is_none_or(|other| other <= end)
            && view.hits(self.end).iter().any(|hit| hit.skip == 0)
        {
            self.parse.former |= former;
            return self.take(end);
        }
        // المبعوث المشترك الأخضر الإبراهيمي
        if self.names_listed(self.end) {
            return false;
        }
        let word = view.word(self.end);
        let other =
            concord::differs(view, head, self.end) || concord::is_object(view, head, self.end);
        let fits = word.pos == Some(Pos::Adj)
            && !other
            && !word.guessed
            && word.definite == self.parse.definite
            && !word.pronoun
            && !word.conjunction
            && !word.preposition
            && view.cue(self.end, Cue::NotName).is_none()
            && view.name_token(self.end).is_none();
        self.parse.former |= fits && former;
        fits && self.take(self.end + 1)
    }

    /// Whether somebody whom a table lists is named in several words at a token.
    fn names_listed(&self, at: usize) -> bool {
        let (view, sentence) = (self.view, &self.sentence);
        view.has(at, Kinds::PERSON)
            && persons::person(view, self.people, at, sentence, Announced::Title).is_some_and(
                |atom| matches!(atom.what, What::Target(_)) && atom.skip == 0 && atom.end > at + 1,
            )
    }
}

/// Whether a mention inside a title is annotated.
pub(super) fn is_nested(atom: &Atom) -> bool {
    matches!(
        atom.kind,
        EntityType::Org | EntityType::Gpe | EntityType::Norp | EntityType::Per
    )
}

/// A hit with the place of an atom, for asking after its article.
pub(super) fn hit_of(atom: &Atom) -> Hit {
    Hit {
        first: atom.first as u32,
        end: atom.end as u32,
        skip: atom.skip,
        article: false,
        phrase: 0,
    }
}
