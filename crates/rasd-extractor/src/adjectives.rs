//! Adjectives and nationality words that describe the noun phrase before them.

use crate::chunks::{Chunker, Edge, Kind, Link};
use crate::concord;
use crate::cue::Cue;
use crate::joined::AMONG;
use crate::word::{Word, WordKind};
use rasd_core::{Affixes, EntityType, Gender, Number, VerbForm};

impl Chunker<'_> {
    /// Adds an adjective to the phrase before it; says whether it was one.
    pub(crate) fn extend(&mut self, at: usize, end: usize) -> bool {
        let word = &self.words[at];
        let Some(last) = self.chunks.last() else {
            return false;
        };
        // `يسيطر عليها إسلاميون`
        if last.pronoun {
            return false;
        }
        // A dash can stand between two adjectives (`التقارب المصري - الإيراني`).
        let dash = at == last.end + 1
            && self.words[last.end].kind == WordKind::Punctuation
            && !(last.nisbas.is_empty() && last.adjectives.is_empty());
        if self.extends_quoted(at) {
            let quoted = self.chunks.len() - 2;
            self.chunks[quoted].adjectives.push(at);
            self.chunks[quoted].end = end;
            return true;
        }
        if last.kind != Kind::Phrase || !(last.end == at || dash) {
            return false;
        }
        if word.cues.has(Cue::AdjectivePrefix) && !word.has_pronoun() {
            // `الحكومة غير قادرة على`: what is said of it, no adjective.
            use EntityType::{Gpe, Loc, Nom, Norp, Occ, Per};
            let name = matches!(self.kind_of(last), Some(Gpe | Loc | Per));
            let noun = matches!(self.kind_of(last), None | Some(Nom | Norp | Occ));
            let named = name || noun && self.words[last.head].definite();
            let said = named && self.words.get(end).is_some_and(|next| !next.definite());
            return !said && self.grow(end);
        }
        // `وفد رفيع المستوى`, `صواريخ بعيدة المدى`
        if word.cues.has(Cue::Aspect) && word.definite() && at > last.head + 1 {
            return self.grow(end);
        }
        // `إدانتها واستنكارها الشديدين`: of two acts that و joins.
        let act = &self.words[last.head];
        let two = act.has_pronoun()
            && act.features.verb_form == Some(VerbForm::Masdar)
            && self.words[last.start].conjoined();
        let dual = word.ends_with("ين") && word.affixes == Affixes::AL && word.entity.is_none();
        if two && dual {
            return self.grow(end);
        }
        // `بريطانيين اثنين`: the number of several people stands after them, if it counts nothing else.
        let several =
            matches!(last.number, Some(Number::Dual | Number::Plural)) && word.entity.is_none();
        let counts = || {
            let next = self.words.get(end);
            // `الكيانات الثلاثة الإيرانية`, `انتقد عراقيين اثنين بشدة`
            let own = |next: &&Word| {
                next.nominal()
                    && !next.conjoined()
                    && next.time.is_none()
                    && !next.affixes.any(Affixes::BI.with(Affixes::LI))
            };
            !word.definite() && next.filter(own).is_some()
        };
        // `قتلت قوات الأمن اثنين`: it has the article where the people have.
        let head = &self.words[last.head];
        let definite = head.definite() || head.has_pronoun() || self.words[last.end - 1].definite();
        let several = several && definite == word.definite();
        if word.kind == WordKind::Number && several && word.lemma.is_some() && !counts() {
            return self.grow(end);
        }
        match word.entity {
            Some(entity) => self.extend_by_mention(at, end, entity),
            None => {
                let adjective = self.is_adjective_of(at, last);
                if adjective && let Some(last) = self.chunks.last_mut() {
                    last.adjectives.push(at);
                    last.end = end;
                }
                adjective
            }
        }
    }

    /// `النووية غير السلمية`: whether a word begins an adjective of the phrase before it; `وغيرهم` only says that there
    /// are others.
    pub(crate) fn prefixes(&mut self, at: usize) -> bool {
        if self.words[at].has_pronoun() {
            self.conjoined = false;
            // `وغيرها من الدول`
            let next = self.words.get(at + 1);
            let of = next.is_some_and(|next| next.preposition.as_deref() == Some("من"));
            if of && self.pending.is_none() {
                self.pending = Some(AMONG.into());
            }
            return true;
        }
        self.extend(at, at + 1)
    }

    /// The word after such a beginning, and after the من of `وغيرها من الدول`.
    pub(crate) fn after_prefix(&self, at: usize) -> usize {
        at + 1 + usize::from(self.pending.as_deref() == Some(AMONG))
    }

    /// `مواقع عسكرية وأمنية`, `المنشآت النفطية والحيوية`: takes an adjective that و joins to one like it, said of things
    /// or of one body; several men are rather others (`ضباط أجانب ومدنيون`), and so is one man.
    pub(crate) fn extend_joined(&mut self, at: usize, end: usize) -> bool {
        let words = self.words;
        let word = &words[at];
        let Some(last) = self.chunks.last().filter(|last| last.end == at) else {
            return false;
        };
        let before = &words[at - 1];
        let adjective =
            last.adjectives.last() == Some(&(at - 1)) || before.kind == WordKind::Adjective;
        let nominal = |e: u32| self.entities[e as usize].kind == EntityType::Nom;
        let open = last.kind == Kind::Phrase
            && last.head + 1 < at
            && !(last.human
                && last.number == Some(Number::Singular)
                && last.gender == Some(Gender::Masculine))
            && last.entity.is_none_or(nominal)
            && adjective
            && self.pending.is_none();
        let features = |word: &Word| (word.features.number, word.features.gender);
        let alike = features(before) == features(word) && before.definite() == word.definite();
        // `فصائل معارضة ومقاتلة`: what follows an adjective with its number and gender is mostly one.
        let own = word.kind == WordKind::Adjective || (word.adjectival && !word.rather_noun);
        let men = features(word) == (Some(Number::Plural), Some(Gender::Masculine));
        let governed = word
            .affixes
            .any(Affixes::BI.with(Affixes::LI).with(Affixes::KA));
        let fits = word.conjoined()
            && word.entity.is_none()
            && word.time.is_none()
            && word.preposition.is_none()
            && !word.has_pronoun()
            && !governed;
        if !(open && alike && own && !men && fits) {
            return false;
        }
        if let Some(last) = self.chunks.last_mut() {
            last.adjectives.push(at);
            last.end = end;
        }
        self.conjoined = false;
        true
    }

    /// `الصبيان الـ 12`: whether the article of a number in digits stands after the noun for those counted.
    pub(crate) fn is_numbered(&self, at: usize) -> bool {
        let article = &self.words[at];
        let number = self.words.get(at + 1);
        let last = self.chunks.last();
        article.kind == WordKind::Other
            && article.definite()
            && number.is_some_and(|next| next.kind == WordKind::Number && next.time.is_none())
            && last.is_some_and(|last| {
                let several = matches!(last.number, Some(Number::Dual | Number::Plural));
                last.kind == Kind::Phrase && last.end == at && several
            })
    }

    /// `"الجيش الحر" المعارض`, `تضامنها "التام مع ليبيا"`: whether a word is a definite adjective of the phrase
    /// before a sign of quotation.
    fn extends_quoted(&self, at: usize) -> bool {
        let [.., phrase, quote] = self.chunks.as_slice() else {
            return false;
        };
        let sign = matches!(quote.kind, Kind::Edge(Edge::QuoteOpen | Edge::QuoteClose));
        let word = &self.words[at];
        let open = phrase.kind == Kind::Phrase && phrase.end == quote.start && quote.end == at;
        let definite = word.definite() && word.entity.is_none();
        sign && open && definite && self.is_adjective_of(at, phrase)
    }

    pub(crate) fn grow(&mut self, end: usize) -> bool {
        if let Some(last) = self.chunks.last_mut() {
            last.end = end;
        }
        true
    }

    /// Nationality words and words for people after a noun.
    fn extend_by_mention(&mut self, at: usize, end: usize, entity: u32) -> bool {
        let words = self.words;
        let word = &words[at];
        let mention = &self.entities[entity as usize];
        let acts = self
            .chunks
            .last()
            .is_some_and(|last| self.follows_act(last));
        let Some(last) = self.chunks.last_mut() else {
            return false;
        };
        let kind = last.entity.map(|e| self.entities[e as usize].kind);
        // `زليتن الليبية`, `حماس الفلسطينية`: after the name of a place or body a nationality word only
        // says where it lies or whose it is.
        let named = {
            use EntityType::{Fac, Gpe, Loc, Org};
            matches!(kind, Some(Gpe | Loc | Fac | Org))
        };
        let owner = mention.kind == EntityType::Norp
            && mention.number == Number::Singular
            && word.definite();
        // `هدد الحوثيون السعودية`
        let several = kind == Some(EntityType::Org)
            && words[last.head].features.number == Some(Number::Plural)
            && words[last.head].ends_with("ون");
        if named && owner && last.end == at && !several {
            return self.grow(end);
        }
        // `الهجوم الإرهابي`: a word for people that agrees with the noun before describes it.
        // `انتقد النواب الحكومة`
        let own = word.adjectival || word.kind == WordKind::Adjective;
        let head = &words[last.head];
        let both = word.definite() && head.definite();
        // `مؤتمرا صحافيا`
        let own = own || word.ends_with("يا");
        let neither = !word.definite()
            && !head.definite()
            && word.accusative
            && head.accusative
            && head.common_noun
            && !last.human
            && last.end == at;
        let describes = mention.kind == EntityType::Nom
            && own
            && end == at + 1
            && last.entity.is_none()
            && (both || neither)
            && words[last.head].kind == WordKind::Noun
            && concord::may_describe(&words[last.head], word);
        if describes {
            last.adjectives.push(at);
            last.end = end;
            return true;
        }
        // A nationality word after a name is no adjective of it.
        let open = kind.is_none_or(|kind| kind == EntityType::Nom);
        if mention.kind != EntityType::Norp || !open {
            return false;
        }
        let head = &words[last.head];
        // `شرطة المدينة بريطانيين`, `توقيف بريطانيين`: several people are no adjective of one thing.
        let people = mention.number != Number::Singular
            && head.features.number == Some(Number::Singular)
            && head.kind != WordKind::Number
            // `اعتقل مسلحون مجهولون فلسطينيين`
            || last.link == Link::None
                && mention.number != Number::Singular
                && concord::differs(&words[last.end - 1], word, None);
        let construct = last.nisbas.is_empty()
            && last.adjectives.is_empty()
            && !head.definite()
            && !head.has_pronoun()
            && word.definite();
        // `اتهم التنظيم السعودية`
        let other =
            acts && word.definite() && at == last.head + 1 && concord::other_gender(head, word);
        // `أوقفت السلطات سويديين`: an adjective has the article where its noun has.
        let article = match at == last.head + 1 {
            true => head.article_written,
            // `احتجزت قوات الأمن فلسطينيين`
            false => head.definite() || words[last.end - 1].definite(),
        };
        let indefinite = article && !word.definite() && mention.number != Number::Singular;
        if people || construct || other || indefinite {
            return false;
        }
        last.nisbas.push(entity);
        last.end = end;
        true
    }
}
