//! Which words without a mention are adjectives of the noun phrase before them.

use crate::chunks::{Chunk, Chunker, Kind, Link};
use crate::concord;
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, Gender, Number, VerbForm};

impl Chunker<'_> {
    /// Whether a word without mention is an adjective of the phrase before it.
    pub(crate) fn is_adjective_of(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        // `أول`, `أكبر` stand before their noun.
        let before = word.cues.has(Cue::Transparent)
            && !word.definite()
            && !self.describes_another(at, last);
        // `قصف التحالف المصنع`
        let thing = word.kind == WordKind::Noun
            && word.definite()
            && word.cues.any(&[Cue::Site, Cue::Target])
            && self.after_verb(at);
        (word.kind == WordKind::Adjective
            || self.agrees(at, last)
            || self.describes_owned(at, last)
            || self.is_holder(at, last)
            || self.is_twin(at, last)
            || self.is_plural_of(at, last)
            || self.is_style_of(at, last))
            && !thing
            && !before
            && !self.stands_apart(at, last)
            && self.shares_article(at, last)
    }

    /// Whether a phrase is no name and no title.
    fn is_common(&self, phrase: &Chunk) -> bool {
        self.kind_of(phrase)
            .is_none_or(|kind| kind == EntityType::Nom)
    }

    /// `الحرب الدائرة`, `هجوم كيميائي مفترض`: whether what can be an adjective agrees with the thing before it, and both
    /// have the article, or it follows another adjective, after which there is no genitive any more.
    fn agrees(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let head = &self.words[last.head];
        let described = !last.nisbas.is_empty() || !last.adjectives.is_empty();
        let further = described && !word.definite() && !head.definite();
        word.adjectival
            && head.features.gender == word.features.gender
            && (word.definite() && head.definite() || further)
            // `قصفت الطائرات المدينة`, `أصاب الصاروخ المنزل`
            && !(word.rather_noun && (last.entity.is_some() || self.after_verb(at)))
            && self.is_common(last)
            && (last.entity.is_some() || !last.human)
    }

    /// `تضامن تونس التام`: whether what follows a genitive describes the noun before it.
    fn describes_owned(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let Link::Genitive(parent) = last.link else {
            return false;
        };
        let parent = &self.chunks[parent];
        word.adjectival
            && word.definite()
            && last.entity.is_some()
            && parent.entity.is_none()
            && !parent.human
            && self.words[parent.head].features.gender == word.features.gender
    }

    /// `الرئيس الفائز في الانتخابات`
    fn is_holder(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let head = &self.words[last.head];
        let completed = self
            .words
            .get(at + 1)
            .is_some_and(|next| next.preposition.is_some());
        word.adjectival
            && completed
            && word.definite()
            && head.definite()
            && (head.features.gender, head.features.number)
                == (word.features.gender, word.features.number)
            && self.kind_of(last) == Some(EntityType::Occ)
    }

    /// Two words in the dual, the second no act.
    fn is_twin(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        self.is_common(last)
            && at == last.head + 1
            && !word.event_participle
            && concord::twins(&self.words[last.head], word)
    }

    /// `مقاتلون أجانب`: what ends in ن takes no genitive.
    fn is_plural_of(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let head = &self.words[last.head];
        self.is_common(last)
            && at == last.head + 1
            && head.sound_plural
            && head.ends_with("ن")
            && word.adjectival
            // `هاجم مسلحون منازل`
            && !word.cues.any(&[Cue::Site, Cue::Target])
            && word.features.number == Some(Number::Plural)
            && word.features.gender == head.features.gender
            && !word.accusative
    }

    /// `حزب المؤتمر الوطني الحاكم`, `زعيم حزب المحافظين الحاكم`
    fn is_style_of(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let kind = self.kind_of(last);
        word.cues.has(Cue::Styled)
            && word.definite()
            && last.end > last.head + 1
            && matches!(kind, Some(EntityType::Org | EntityType::Occ))
            && self.words[last.start..last.end]
                .iter()
                .any(|w| w.cues.has(Cue::Body) && w.features.gender == word.features.gender)
    }

    /// `هجوم آخر`, but `آخر هجوم`.
    fn describes_another(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let next = self.words.get(at + 1).is_some_and(Word::nominal);
        let one = word.features.number == Some(Number::Singular)
            && word.features.gender == Some(Gender::Masculine);
        word.cues.has(Cue::Another) && self.is_common(last) && !(one && next)
    }

    /// Whether a word has the article where its noun is definite, by the article, a genitive, a pronoun or as a name.
    fn shares_article(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let head = &self.words[last.head];
        let kind = self.kind_of(last);
        // `الوزير في طهران باحثا`: a name is definite, so what is not describes it no further.
        let of_mention = kind.is_some_and(|kind| {
            kind != EntityType::Nom && (kind == EntityType::Occ || word.definite())
        });
        // `اعتقلت أجهزة الأمن قياديا`: a definite genitive makes its noun definite.
        let owner = kind == Some(EntityType::Nom) && self.words[last.end - 1].definite();
        // `طردت بريطانيا دبلوماسيا`: a name is definite without the article.
        let name = matches!(
            kind,
            Some(EntityType::Per | EntityType::Gpe | EntityType::Loc)
        );
        // `فرقت قوات الأمن مستعملة الغاز المحتجين`
        let using =
            word.features.verb_form == Some(VerbForm::ActiveParticiple) && word.ends_with("ه");
        let object = !word.definite()
            && !word.event_participle
            && (word.accusative || word.ends_with("ين") || using);
        word.definite() == head.definite() && !((name || owner) && object)
            || owner && word.definite()
            || of_mention
            || head.has_pronoun()
    }

    /// Whether a word comes right after the first noun that follows a verb.
    pub(crate) fn after_verb(&self, at: usize) -> bool {
        match self.chunks.as_slice() {
            [.., verb, last] => verb.kind == Kind::Verb && last.start + 1 == at,
            _ => false,
        }
    }

    /// Whether a word differs in number, gender or case from the phrase before it, so that it is no adjective of it.
    fn stands_apart(&self, at: usize, last: &Chunk) -> bool {
        let word = &self.words[at];
        let head = &self.words[last.head];
        let next = self.words.get(at + 1);
        // `حرمت السلطات المعتقلين`, `أوقفت الشرطة المارة`: several men are no adjective of one thing, nor of several.
        let men = word.features.number == Some(Number::Plural)
            && word.features.gender == Some(Gender::Masculine)
            && (word.ends_with("ن") || word.kind == WordKind::Adjective);
        // `في البلاد المدنيين`
        let several = |noun: &Word| {
            noun.features.number != Some(Number::Singular)
                && noun.features.gender != Some(Gender::Feminine)
                && !noun.cues.has(Cue::Site)
        };
        // `20 دولة دبلوماسيين`
        let ending = &self.words[last.end - 1];
        let body = ending.features.gender == Some(Gender::Feminine);
        let counts = head.kind == WordKind::Number && last.end > last.start + 1 && body;
        let others =
            men && !word.cues.has(Cue::Another) && (!several(head) || counts) && !several(ending);
        // `اعتقلت الشرطة المتهم`
        let man = word.features.number == Some(Number::Singular)
            && word.features.gender == Some(Gender::Masculine);
        // `اعتقلت السلطات السودانية الصحفي`
        let described = !(last.nisbas.is_empty() && last.adjectives.is_empty())
            && (word.cues.has(Cue::Person) || word.participle() && last.link == Link::None)
            && ending.features.gender == Some(Gender::Feminine);
        let other = man
            && word.definite()
            && (at == last.head + 1 || described)
            && head.features.gender == Some(Gender::Feminine)
            && !concord::impersonal(next);
        // `قتل مسلحون شرطيا`
        let counted = last.head > last.start;
        let beside = at == last.head + 1 && last.link == Link::None && !counted;
        let common = last
            .entity
            .is_none_or(|e| self.entities[e as usize].kind == EntityType::Nom);
        let how = common && !counted && concord::tells_how(head, word);
        // `أخلى الجيش المستوطنة`
        let somebody = last.entity.is_some() || last.human;
        let woman = somebody
            && word.definite()
            && at == last.head + 1
            && last.head == last.start
            && self.follows_act(last)
            && concord::other_gender(head, word);
        // `سفن الإنقاذ متهمة إياها`
        let object = next.is_some_and(|next| next.preposition.as_deref() == Some("object"));
        let owned = last.end > last.head + 1 && ending.definite();
        let circumstance = word.event_participle && !word.definite() && (object || owned);
        // `شهدت مدن أوروبية مظاهرات`: several things have an adjective in the singular.
        // `شهدت عدة ولايات أميركية مسيرات`
        let one = last.end > last.head + 1 && ending.features.number == Some(Number::Singular);
        let things = word.features.number == Some(Number::Plural)
            && word.ends_with("ات")
            && (!head.ends_with("ات") || one)
            && !last.human;
        // `رفض بلاده الكامل`
        let many = head.features.number == Some(Number::Plural)
            && head.has_pronoun()
            && man
            && word.definite()
            && at == last.head + 1;
        // `وزع المركز العديد من المواد`
        let of = next.is_some_and(|next| next.preposition.as_deref() == Some("من"));
        let some = of && word.definite() && word.cues.has(Cue::Quantity);
        let apart = others || other || woman || how || circumstance || things || many || some;
        let apart = apart || self.begins_title(at, last);
        apart || beside && concord::differs(head, word, next)
    }

    /// `اعتقلت قوات الأمن المعارض البارز سامي الكيلاني`, `اعتقل الجيش القيادي علي مراد`: whether a word for a person
    /// before a name is his title, no adjective of a body.
    fn begins_title(&self, at: usize, last: &Chunk) -> bool {
        const ADJECTIVES: usize = 2;
        let kind = |entity: u32| self.entities[entity as usize].kind;
        let word = &self.words[at];
        let head = &self.words[last.head];
        let features = |word: &Word| (word.features.number, word.features.gender);
        let body = last.entity.is_some_and(|e| kind(e) == EntityType::Org)
            || head.cues.has(Cue::Body)
            || features(head) != features(word);
        let mut rest = self.words[at + 1..].iter().take(ADJECTIVES + 1);
        let name = rest.find(|next| next.entity.is_some() || !next.definite());
        let named = name
            .and_then(|name| name.entity)
            .is_some_and(|e| kind(e) == EntityType::Per);
        word.definite() && word.cues.has(Cue::Person) && body && named
    }
}
