//! Noun phrases that fill an argument though no mention covers them (`عشرات المتظاهرين`, `19 آخرين`).

use crate::chunks::{Chunk, Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::word::{Word, WordKind};
use rasd_core::{ByteSpan, EntityMention, EntityType, Gender, Number, Refs, TokenSpan};

impl Gatherer<'_> {
    /// Whether a phrase without mention denotes people, or things that are attacked.
    pub fn participant(&self, chunk: usize) -> bool {
        let scene = self.scene;
        // `اتهم الحراس بمهاجمة محتجين`: an act, no woman who attacks.
        let (act, here) = (scene.head(chunk), &scene.chunks[chunk]);
        let woman = (act.features.number, act.features.gender)
            == (Some(Number::Singular), Some(Gender::Feminine));
        let by = here.preposition.as_deref() == Some("ب");
        if act.event_noun && woman && by && !act.definite() {
            return false;
        }
        let mut at = Some(chunk);
        for _ in 0..4 {
            let Some(index) = at else { return false };
            let word = scene.head(index);
            let kinds = [
                Cue::Person,
                Cue::Target,
                Cue::Dead,
                Cue::Injured,
                Cue::Arrested,
            ];
            // `مقاتلات ومروحيات التحالف`
            let mut joined =
                scene.words[scene.chunks[index].start + 1..scene.chunks[index].end].iter();
            let beside = joined.any(|word| word.conjoined() && word.cues.any(&kinds));
            // `قتل عراقي وجرح آخر`, `عدد آخر`
            let another = || {
                let before = index
                    .checked_sub(1)
                    .map(|before| &scene.chunks[before].kind);
                let first = scene.chunks[index].bare() && before == Some(&Kind::Verb);
                word.cues.has(Cue::Another) && (index != chunk || first)
            };
            if word.cues.any(&kinds) || word.sound_plural || beside || another() {
                return true;
            }
            // `كل الدول`, `عدد من الدبلوماسيين`
            if index != chunk && self.names_people(index) {
                return true;
            }
            let counts =
                word.kind == WordKind::Number || word.cues.any(&[Cue::Quantity, Cue::Transparent]);
            // `اثنين من كبار ضباط الجيش`
            let ranks = word.kind == WordKind::Adjective
                && !word.definite()
                && scene.groups.genitive(index).is_some();
            if !counts && !ranks {
                return false;
            }
            at = scene
                .groups
                .genitive(index)
                .or_else(|| self.partitive(index));
            if at.is_none() {
                return word.cues.has(Cue::Quantity) || self.counts_people(index);
            }
        }
        false
    }

    /// Whether a phrase is a mention of people without a name.
    fn names_people(&self, chunk: usize) -> bool {
        let mention = self.scene.chunks[chunk]
            .entity
            .map(|e| &self.entities[e as usize]);
        mention.is_some_and(|mention| {
            use EntityType::{Nom, Norp, Occ};
            matches!(mention.kind, Nom | Norp | Occ)
        })
    }

    /// Whether a number without a noun counts people: it is described (`19 آخرون`), the object of a
    /// word for casualties or arrest (`إصابة اثنين`), or the subject or object of a verb (`قتل أربعة`).
    fn counts_people(&self, number: usize) -> bool {
        let scene = self.scene;
        if scene.head(number).kind != WordKind::Number {
            return false;
        }
        let chunk = &scene.chunks[number];
        let harmed = match chunk.link {
            Link::Genitive(parent) => scene.head(parent).event_noun,
            _ => false,
        };
        let clause = chunk.verb.and_then(|verb| scene.clauses.get(verb));
        let of_verb = clause.filter(|_| chunk.bare()).is_some_and(|clause| {
            clause.subject == Subject::Phrase(number) || clause.objects.contains(&number)
        });
        // `القبض على سبعة منهم`
        let of_them = scene.chunks.get(number + 1).is_some_and(|next| {
            next.pronoun && next.preposition.as_deref() == Some("من") && next.start == chunk.end
        });
        let described = !chunk.adjectives.is_empty() || !chunk.nisbas.is_empty();
        described || harmed || of_verb || of_them
    }

    /// Whether a phrase is a number or quantity.
    pub(crate) fn counts(&self, chunk: usize) -> bool {
        let head = self.scene.head(chunk);
        head.kind == WordKind::Number || head.cues.has(Cue::Quantity)
    }

    /// `من` with its complement directly after a number or quantity.
    pub(crate) fn partitive(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        // A demonstrative or adverb may stand between (`من تلك العناصر`, `سبعة على الأقل من الجنود`).
        let next = (chunk + 1..chunk + 3).find(|next| {
            // `عشرة مواطنين معظمهم من النساء`
            let next = scene.chunks.get(*next);
            next.is_none_or(|next| next.kind != Kind::Other || scene.words[next.head].has_pronoun())
        })?;
        let phrase = scene.chunks.get(next)?;
        // `العشرات منهم`: a pronoun is no part of a mention.
        let from = phrase.kind == Kind::Phrase
            && phrase.preposition.as_deref() == Some("من")
            && !phrase.pronoun;
        (from && phrase.start <= scene.chunks[next - 1].end + 1).then_some(next)
    }

    /// Makes a mention of a phrase that the gazetteer does not know.
    pub fn nominal(&self, chunk: usize) -> EntityMention {
        let scene = self.scene;
        let word = scene.head(chunk);
        let first = self.nominal_start(chunk);
        let last = self.nominal_end(chunk);
        EntityMention {
            span: self.nominal_span(chunk),
            tokens: TokenSpan::new(
                scene.words[first].token as u32,
                scene.words[last].token as u32 + 1,
            ),
            kind: EntityType::Nom,
            refs: self.counted(chunk),
            number: word.features.number.unwrap_or(Number::Singular),
            gender: word.features.gender.or(Some(Gender::Masculine)),
            human: true,
            office: None,
            provenance: None,
            reason: "a noun phrase that fills an argument".into(),
        }
    }

    /// Where the mention is that [`Gatherer::nominal`] makes.
    pub fn nominal_span(&self, chunk: usize) -> ByteSpan {
        let first = self.nominal_start(chunk);
        let last = self.nominal_end(chunk);
        self.stem_span(first).cover(self.end_span(last))
    }

    /// A last word without its pronoun, but with the one of a preposition (`المشتبه به`).
    fn end_span(&self, word: usize) -> ByteSpan {
        let scene = self.scene;
        let pronoun = scene.chunk_of[word].is_some_and(|chunk| scene.chunks[chunk].pronoun);
        match pronoun {
            true => self.layer.tokens[scene.words[word].token].span,
            false => self.stem_span(word),
        }
    }

    /// Those of whom some are counted (`عدد من الدبلوماسيين الإيرانيين`).
    fn counted(&self, chunk: usize) -> Refs {
        let groups = &self.scene.groups;
        let of = groups.genitive(chunk).or_else(|| self.partitive(chunk));
        let entity = of
            .filter(|_| self.counts(chunk))
            .and_then(|of| self.scene.chunks[of].entity)
            .map(|entity| &self.entities[entity as usize]);
        entity
            .filter(|mention| mention.kind == EntityType::Nom)
            .map_or_else(Refs::new, |mention| mention.refs.clone())
    }

    /// Where a mention is that fills an argument.
    pub fn own_span(&self, entity: u32, chunk: usize) -> ByteSpan {
        let grown = self.grown(entity, chunk);
        grown.map_or(self.entities[entity as usize].span, |mention| mention.span)
    }

    /// The span of a mention without the trigger, where that is a part of it.
    pub fn span_beside(
        &self,
        span: ByteSpan,
        entity: u32,
        chunk: usize,
        trigger: usize,
    ) -> ByteSpan {
        let token = self.layer.tokens[self.scene.words[trigger].token].span;
        if token.start() < span.start() || token.end() > span.end() {
            return span;
        }
        let mention = self.own_nominal(entity, chunk, trigger);
        mention.map_or(span, |mention| self.without(mention, trigger).span)
    }

    /// The gazetteer's mention of a nominal with the complements it leaves out (`ضباط من الجيش`), and
    /// without the trigger; `None` where it is right as it is.
    pub(crate) fn own_nominal(
        &self,
        entity: u32,
        chunk: usize,
        trigger: usize,
    ) -> Option<EntityMention> {
        let mention = &self.entities[entity as usize];
        let token = self.scene.words[trigger].token as u32;
        let inside = || {
            let nominal = mention.kind == EntityType::Nom;
            nominal && mention.tokens.start() < token && token < mention.tokens.end()
        };
        let grown = self.grown(entity, chunk);
        grown.or_else(|| inside().then(|| mention.clone()))
    }

    /// The gazetteer's mention of a nominal with the complements it leaves out; `None` where it has all.
    fn grown(&self, entity: u32, chunk: usize) -> Option<EntityMention> {
        let mention = &self.entities[entity as usize];
        let scene = self.scene;
        // `الفلسطينيون الثلاثة`, `بريطانيين اثنين`
        let counted = || {
            let here = &scene.chunks[chunk];
            let last = &scene.words[here.end - 1];
            let after = last.definite() || here.end > here.head + 1;
            mention.kind == EntityType::Norp && last.kind == WordKind::Number && after
        };
        // `معظم أعضاء مجلس الأمن`
        let holders = mention.kind == EntityType::Occ && mention.number == Number::Plural;
        if mention.kind != EntityType::Nom && !holders && !counted() {
            return None;
        }
        let last = self.nominal_end(chunk);
        let whole = (scene.words[last].token as u32 + 1).max(mention.tokens.end());
        let end = [whole, mention.tokens.end()][usize::from(holders)];
        // `نحو 50 شخصا`
        let first = self.nominal_start(chunk);
        let start = (scene.words[first].token as u32).min(mention.tokens.start());
        if start == mention.tokens.start() && end == mention.tokens.end() {
            return None;
        }
        let mut span = mention.span;
        if start < mention.tokens.start() {
            span = span.cover(self.stem_span(first));
        }
        if end > mention.tokens.end() {
            span = span.cover(self.end_span(last));
        }
        Some(EntityMention {
            span,
            tokens: TokenSpan::new(start, end),
            ..mention.clone()
        })
    }

    /// First word of a nominal: what tells how many of them or which (`بعض المدن`, `هذا الجسر`).
    fn nominal_start(&self, chunk: usize) -> usize {
        let scene = self.scene;
        let definite = scene.head(chunk).definite();
        let determines = |word: &usize| {
            let word = &scene.words[*word];
            let open = word.time.is_none() && !word.definite() && !word.has_pronoun();
            let points = definite && word.cues.has(Cue::Demonstrative);
            open && (points || word.cues.has(Cue::Determiner))
        };
        let start = scene.chunks[chunk].start;
        let words = (0..start).rev().take_while(determines);
        words.last().unwrap_or(start)
    }

    /// Last word of a nominal: its genitives and adjectives, what it is counted from with من, and
    /// the complement of an indefinite one (`مركزا لتدريب القوات`, `ممثلون عن الجيش`).
    fn nominal_end(&self, chunk: usize) -> usize {
        let scene = self.scene;
        let mut end = self.shared_end(chunk);
        let counted = self.counts(chunk);
        // `أربعة من مجندي الشرطة والجيش`
        if let Some(genitive) = scene.groups.genitive(chunk).filter(|_| counted) {
            let members = scene.groups.coordination(genitive);
            let beside = members.take_while(|member| *member <= end + 1);
            end = beside
                .last()
                .map_or(end, |last| scene.groups.chain_end(last).max(end));
        }
        let bare = end == chunk;
        let open = self.is_open(chunk, end);
        for _ in 0..2 {
            let whole = scene.chunks[chunk].entity.is_some()
                && scene.chunks[chunk].end > scene.chunks[chunk].start + 2;
            if counted && whole {
                break;
            }
            let among = self.partitive(end).filter(|_| counted);
            if let Some(part) = among.filter(|part| self.is_origin(chunk, *part, bare)) {
                end = scene.groups.chain_end(part);
                break;
            }
            let Some(next) = scene.chunks.get(end + 1) else {
                break;
            };
            if !self.completes(chunk, end, next, open) {
                break;
            }
            end = scene.groups.chain_end(end + 1);
            // `قوات مشتركة للجيش والشرطة`
            let joined = scene.chunks.get(end + 1).filter(|joined| {
                let of_both = next.preposition.as_deref() == Some("ل") && joined.conjoined;
                of_both && joined.link != Link::None && joined.start == scene.chunks[end].end
            });
            if joined.is_some_and(|joined| scene.words[joined.head].definite()) {
                end = scene.groups.chain_end(end + 1);
            }
        }
        end = self.beside_whom(chunk, end);
        let whole = self.bracketed(end).or_else(|| self.described(chunk, end));
        let last = whole.unwrap_or_else(|| self.without_complement(end));
        self.close_quotation(scene.chunks[chunk].start, last)
    }

    /// `150 أسرة من منطقتين`: whether those are told from whom or where people come who have been counted; `bare`: with
    /// a noun that nothing follows.
    fn is_origin(&self, chunk: usize, part: usize, bare: bool) -> bool {
        let scene = self.scene;
        let own = &scene.chunks[chunk];
        let next = &scene.chunks[part];
        let bare = bare && own.end == own.start + 1 + own.adjectives.len();
        let place = next.entity.is_some_and(|e| {
            let kind = self.entities[e as usize].kind;
            matches!(kind, EntityType::Gpe | EntityType::Loc)
        });
        let origin = next.entity.is_some() || next.human || !next.nisbas.is_empty();
        bare || origin && !self.is_site(part) && !place
    }

    /// Whether the phrase after the end of a nominal completes it; `open`: it can have a complement.
    fn completes(&self, chunk: usize, end: usize, next: &Chunk, open: bool) -> bool {
        let scene = self.scene;
        let head = scene.head(chunk);
        let touching =
            next.kind == Kind::Phrase && !next.pronoun && next.start <= scene.chunks[end].end + 1;
        let named = head.definite() || head.has_pronoun();
        let people = next.entity.is_some() || next.human;
        let complement = || match next.preposition.as_deref() {
            // `طلب نواب المعارضة من الحكومة`, but `أحد النواب من الشمال`, `فصائل المعارضة المدعومة من الغرب`
            Some("من") => {
                let of_whom = end > chunk
                    && scene.head(end).definite()
                    && !head.cues.has(Cue::Determiner)
                    && !scene.words[scene.chunks[end].end - 1].participle();
                (self.counts(chunk) || !named && !of_whom) && people
            }
            // `منظمات الدفاع عن حقوق النساء`
            Some("عن") if self.governs_about(end) => true,
            // `ممثلون عن الجيش`, but `تخلى قائد عن منصبه`, `أفرج مسلحون عن صحفيين`
            Some("عن") if !people || head.cues.has(Cue::Sole) => false,
            Some("عن" | "ل") => {
                let aim = self.is_aim(chunk, next);
                // `أراضي الإقليم لأكثر من 25 كلم`
                let measure = scene.words[next.head].kind == WordKind::Number;
                open && !named && (people || !aim && !measure)
            }
            _ => false,
        };
        touching && complement()
    }

    /// Whether a nominal can have a complement: it has no owner, counts nobody, and is not what an act is done to.
    fn is_open(&self, chunk: usize, end: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        // `عناصر الشرطة`
        let mut rest = scene.words[(here.head + 1).min(here.end)..here.end].iter();
        let owned = end > chunk
            && (scene.head(end).definite() || scene.chunks[end].entity.is_some())
            || rest.any(Word::definite);
        // `قصف ميليشيا للجولان`: what is acted on; but `تعيين نائب للوزير`.
        let acts = match here.link {
            Link::Genitive(parent) => scene.head(parent).event_noun && here.entity.is_some(),
            _ => false,
        };
        !owned && !acts && !self.counts(chunk)
    }

    /// A nominal without the trigger that describes it (`الأسرى` in `الأسرى المضربين`).
    pub(crate) fn without(&self, mention: EntityMention, trigger: usize) -> EntityMention {
        let token = self.scene.words[trigger].token as u32;
        if token <= mention.tokens.start() || token >= mention.tokens.end() {
            return mention;
        }
        // `قادة الانقلاب`, `منفذو الهجوم`: what they have done is no description.
        let scene = self.scene;
        let own = scene.chunk_of[trigger].map(|chunk| &scene.chunks[chunk]);
        let of_it = own.is_some_and(|own| {
            let done = scene.words[trigger].event_noun && own.head == trigger;
            let first = |parent: usize| {
                let word = &scene.words[scene.chunks[parent].start];
                word.token as u32 <= mention.tokens.start()
            };
            done && matches!(own.link, Link::Genitive(parent) if first(parent))
        });
        if of_it {
            return mention;
        }
        // What is counted is no description (`6 متهمين`).
        let last = trigger - 1;
        let word = &self.scene.words[last];
        let described = matches!(word.kind, WordKind::Noun | WordKind::Adjective)
            && word.preposition.is_none()
            && !word.cues.any(&[Cue::Quantity, Cue::Transparent]);
        if !described {
            return mention;
        }
        EntityMention {
            span: ByteSpan::new(mention.span.start(), self.stem_span(last).end()),
            tokens: TokenSpan::new(
                mention.tokens.start(),
                self.scene.words[last].token as u32 + 1,
            ),
            ..mention
        }
    }
}
