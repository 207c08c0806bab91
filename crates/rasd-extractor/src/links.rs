//! How a noun phrase hangs on the one before it: genitive, apposition or coordination.

use crate::agreement::agrees_after;
use crate::chunks::{Chunk, Chunker, Edge, Kind, Link};
use crate::cue::Cue;
use crate::joined::AMONG;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, Gender, Number, VerbForm};

/// Genitives in a row, more than a writer strings together: keeps what goes along them linear.
const DEEPEST: usize = 12;

impl Chunker<'_> {
    pub(crate) fn link(&self, chunk: &Chunk) -> Link {
        let Some((index, last, comma)) = self.neighbour(chunk.start.saturating_sub(self.included))
        else {
            return self.added(chunk);
        };
        if chunk.preposition.as_deref() == Some(AMONG) {
            return Link::None;
        }
        if chunk.conjoined {
            // `طالب بالإفراج عن القس، والرئيس يرفض ذلك`
            let next = self.words.get(chunk.end);
            let one = next.is_some_and(|verb| verb.features.number == Some(Number::Singular));
            let and = self.words[chunk.start].conjoined();
            if comma && and && one && self.opens_clause(chunk) {
                return Link::None;
            }
            return self.coordinate(index, chunk);
        }
        if chunk.preposition.is_some() {
            return match !comma && self.is_branch(last, chunk) {
                true => Link::Genitive(index),
                false => Link::None,
            };
        }
        if let Some(title) = self.title_before(index, chunk).filter(|_| !comma) {
            return Link::Apposition(title);
        }
        if !comma && self.acts_on_title(index, chunk) {
            return Link::None;
        }
        if self.apposes(last, chunk, comma) {
            return Link::Apposition(self.root(index));
        }
        if comma {
            let list = last.entity.is_some()
                && chunk.entity.is_some()
                && self.kind_of(last) == self.kind_of(chunk)
                && self.kind_of(chunk) != Some(EntityType::Occ)
                && last.verb.is_none()
                && !self.closes_relative()
                && !self.closes_aside();
            return if list {
                self.coordinate(index, chunk)
            } else {
                Link::None
            };
        }
        // `لقي رجل مصرعه`: what people do or undergo is no genitive of them.
        let act = &self.words[chunk.head];
        let undergone = last.human && act.event_noun && act.has_pronoun();
        // `دهس رجل بسيارة عمالا`: an accusative is no genitive but after a number.
        let head = &self.words[last.head];
        let counts = head.kind == WordKind::Number || head.cues.has(Cue::Quantity);
        let dual = act.features.number == Some(Number::Dual);
        let accusative = act.accusative && !counts && !dual && !act.has_pronoun();
        // `فجر انتحاري نفسه`
        let oneself = act.cues.has(Cue::Oneself) && act.has_pronoun();
        // `قتل مسلح 80 سجينا`: people are not of a number, but what is done to them is (`مقتل 80 سجينا`).
        let digits =
            act.kind == WordKind::Number && (act.lemma.is_none() || chunk.entity.is_some());
        let numbered = last.human && !counts && !head.event_noun && digits;
        // `طعن شاب شرطيا`, `قتل مسلح جنديين`
        let people = self.kind_of(chunk) == Some(EntityType::Nom);
        let one = act.features.number == Some(Number::Singular);
        let qualified = head.participle() || head.kind == WordKind::Adjective;
        let object = people
            && last.human
            && !counts
            && (accusative && one || qualified && !act.definite() && act.ends_with("ين"));
        // `قوة مدعومة بآليات عددا من الشبان`
        let some = people && act.common_noun && act.cues.has(Cue::Quantity);
        let accusative = accusative && (chunk.entity.is_none() || some);
        let struck = self.strikes(index, chunk);
        let sole = self.stands_alone(last, chunk);
        // `رجل عمره 45 عاما`: a noun that a length of time is said of describes the one before.
        let next = self.words.iter().skip(chunk.head + 1).take(2);
        let mut length = next.take_while(|word| word.time.is_some());
        let told = length.any(|word| word.kind == WordKind::Number);
        let aged = last.human && !head.definite() && act.has_pronoun() && told;
        let closed = undergone || oneself || numbered || accusative || object || struck || sole;
        let closed = closed || aged || self.stages(index, chunk);
        if !closed && self.open_construct(last, chunk) && !self.deep(index) {
            return Link::Genitive(index);
        }
        Link::None
    }

    /// `استهدف هجوم السفارة في بغداد`: between a verb whose subject can be an attack and the end of its phrases
    /// a definite one after an indefinite act is what is attacked.
    fn strikes(&self, act: usize, chunk: &Chunk) -> bool {
        let last = &self.chunks[act];
        let noun = &self.words[last.head];
        let verb = act.checked_sub(1).map(|before| &self.chunks[before]);
        let transitive = verb.is_some_and(|verb| {
            let open = verb.kind == Kind::Verb && !self.words[verb.head].has_pronoun();
            open && self.words[verb.head].cues.has(Cue::Strike) && agrees_after(verb, last)
        });
        let place = noun.cues.any(&[Cue::Site, Cue::Target]);
        let indefinite =
            noun.event_noun && !place && last.entity.is_none() && last.end == last.start + 1;
        let definite = chunk.entity.is_some() || self.words[chunk.head].definite();
        let next = chunk.entity.map_or(chunk.end, |e| {
            let end = self.entities[e as usize].tokens.end() as usize;
            self.words.partition_point(|word| word.token < end)
        });
        let ends = self.words.get(next).is_none_or(|word| {
            word.preposition.is_some() || word.time.is_some() || !word.nominal()
        });
        transitive && indefinite && definite && ends
    }

    /// Whether a phrase is the last of so many genitives that no further one hangs on it.
    fn deep(&self, index: usize) -> bool {
        let mut at = index;
        for _ in 0..DEEPEST {
            let Link::Genitive(parent) = self.chunks[at].link else {
                return false;
            };
            at = parent;
        }
        true
    }

    /// The phrase that ends where this one begins, perhaps with a comma or bracket between.
    fn neighbour(&self, start: usize) -> Option<(usize, &Chunk, bool)> {
        let mut comma = false;
        let mut pointed = false;
        let mut edges = 0;
        for (index, chunk) in self.chunks.iter().enumerate().rev() {
            match &chunk.kind {
                Kind::Edge(Edge::Comma) if edges == 0 => {
                    comma = true;
                    edges += 1;
                }
                Kind::Edge(Edge::QuoteOpen | Edge::QuoteClose) if edges < 3 => edges += 1,
                // `زيارة صاحب السمو الأمير`
                Kind::Other if chunk.before.has(Cue::Honorific) => edges += chunk.end - chunk.start,
                // `دعم كل من مصر والسودان`
                Kind::Other if chunk.before.has(Cue::Each) => edges += chunk.end - chunk.start,
                // `بين الجيش من جهة وفصائل المعارضة`
                Kind::Other
                    if self.words[chunk.start].cues.has(Cue::Skip)
                        && self.words.get(start).is_some_and(Word::conjoined) =>
                {
                    edges += chunk.end - chunk.start;
                }
                // `ريف تلك المنطقة`
                Kind::Other if chunk.before.has(Cue::Demonstrative) => {
                    pointed = true;
                    edges += chunk.end - chunk.start;
                }
                Kind::Phrase if pointed && self.words[chunk.head].event_noun => return None,
                Kind::Phrase if chunk.end + edges >= start.saturating_sub(1) => {
                    return Some((index, chunk, comma));
                }
                _ => return None,
            }
        }
        None
    }

    pub(crate) fn kind_of(&self, chunk: &Chunk) -> Option<EntityType> {
        chunk.entity.map(|e| self.entities[e as usize].kind)
    }

    fn apposes(&self, last: &Chunk, chunk: &Chunk, comma: bool) -> bool {
        use EntityType::{Fac, Gpe, Loc, Nom, Norp, Occ, Org, Per};
        let (before, after) = (self.kind_of(last), self.kind_of(chunk));
        let cues = self.words[last.head].cues;
        // `أدانت الدول العربية إسرائيل`: several definite things are not one with a name.
        let joined = self.words.get(chunk.end).is_some_and(Word::conjoined);
        let noun = &self.words[last.head];
        let several = noun.features.number == Some(Number::Plural) && noun.definite() && !joined;
        // `اتهمت الحركة إسرائيل`: nor is a body that needs no name.
        let body = cues.has(Cue::Body) && noun.definite() && !joined && !comma;
        // `حذرت حركة فتح إيران`: nor one that has it.
        let complete = before == Some(Org) && last.end > last.head + 1 && after != Some(Org);
        let kind = cues.has(Cue::KindWord) && !several && !body && !complete;
        if kind && matches!(after, Some(Gpe | Loc | Fac | Org)) {
            return true;
        }
        // `العريش عاصمة المحافظة`
        // `احتل مدعومون من تشاد بلدة`: what tells more of a name is definite.
        let next = self.words.get(chunk.end);
        let told = self.words[chunk.head].definite()
            || self.words[chunk.head].has_pronoun()
            || next.is_some_and(|word| word.definite() || word.entity.is_some());
        // `قصفت روسيا مدينة حلب`: a noun of kind before a name of its own.
        let own = self.words[chunk.head]
            .cues
            .any(&[Cue::Settlement, Cue::Territory])
            && next.and_then(|word| word.entity).is_some();
        let one = chunk.number != Some(Number::Plural);
        let kind = self.words[chunk.head].cues.has(Cue::KindWord) && after.is_none() && told && one;
        // `قصفت إسرائيل المدينة`: right after its verb a name is the subject.
        let acts =
            noun.entity.is_some() && self.words[chunk.head].definite() && self.follows_act(last);
        if kind && !own && !comma && !acts && matches!(before, Some(Gpe | Loc)) {
            return true;
        }
        // `أقال الرئيس القائد`: a rank stands before a name.
        let named = self.words.get(chunk.end).is_some_and(|next| {
            let name = |e: u32| self.entities[e as usize].kind == Per;
            next.cues.has(Cue::Honorific) || next.entity.is_some_and(name)
        });
        let rank = after.is_none() && (named || comma) && self.is_rank(chunk);
        let honorific = cues.has(Cue::Honorific);
        if honorific && (last.entity.is_none() || after.is_none()) {
            let title = matches!(after, Some(Per | Occ));
            if !comma && (title || rank) {
                return true;
            }
        }
        // `رئيس الأركان، الفريق محمد`: a rank between title and name.
        if rank && matches!(before, Some(Occ)) {
            return true;
        }
        let aside = || self.named_aside(last, chunk) || self.told_aside(last, chunk);
        if comma && aside() {
            return true;
        }
        match (before, after) {
            // `حليفتها إسرائيل`, `زميله خالد`
            (None, Some(Gpe | Per)) => {
                let one = noun.features.number == Some(Number::Singular);
                let his = last.human && noun.has_pronoun() && last.end == last.start + 1;
                let gender = match (noun.features.gender, chunk.gender) {
                    (Some(one), Some(other)) => one == other,
                    _ => true,
                };
                // `المعارض البارز سامي الكيلاني`
                let title = cues.has(Cue::Person) && noun.definite() && after == Some(Per);
                (his || title) && one && gender && !comma
            }
            (Some(Occ | Nom), Some(Per)) => {
                let refs = self.refs(last);
                let same = refs.is_empty() || self.shares(last, chunk) || !comma;
                // `اعتقلت الشرطة سعد الحسن`
                last.number != Some(Number::Plural) && same && !cues.has(Cue::Body)
            }
            // `قتل الفلسطيني محمد سليم`
            (Some(Norp), Some(Per)) => {
                noun.definite() && last.number == Some(Number::Singular) && !comma
            }
            // `حمل الرجل وزيرة الصحة المسؤولية`
            (Some(Per), Some(Occ))
                if chunk.gender == Some(Gender::Feminine) && last.gender != chunk.gender =>
            {
                self.shares(last, chunk)
            }
            (Some(Per), Some(Occ)) => {
                self.shares(last, chunk) || (!comma && self.refs(chunk).is_empty())
            }
            (Some(Org), Some(Org)) | (Some(Occ), Some(Occ)) => self.shares(last, chunk),
            _ => false,
        }
    }

    /// A definite rank or honorific (`الفريق`, `السيد`).
    fn is_rank(&self, chunk: &Chunk) -> bool {
        let word = &self.words[chunk.head];
        word.cues.has(Cue::Honorific) && (word.definite() || word.article_written)
    }

    /// The phrase at which a chain of appositions and honorifics begins.
    pub(crate) fn root(&self, index: usize) -> usize {
        match self.chunks[index].link {
            Link::Apposition(parent) => parent,
            Link::Genitive(parent)
                if self.words[self.chunks[parent].head]
                    .cues
                    .has(Cue::Honorific) =>
            {
                match self.chunks[parent].link {
                    Link::Apposition(root) => root,
                    _ => parent,
                }
            }
            _ => index,
        }
    }

    fn refs(&self, chunk: &Chunk) -> &[rasd_core::RefId] {
        chunk
            .entity
            .map_or(&[], |e| self.entities[e as usize].refs.as_slice())
    }

    fn shares(&self, a: &Chunk, b: &Chunk) -> bool {
        self.refs(a).iter().any(|r| self.refs(b).contains(r))
    }

    /// Finds the phrase that a conjoined one is a further member of: the nearest of its own sort.
    fn coordinate(&self, nearest: usize, chunk: &Chunk) -> Link {
        const HOPS: usize = 6;
        if self.counted_with(&self.chunks[nearest], chunk) {
            return Link::Genitive(nearest);
        }
        // `العثور على مخبأ للأسلحة واعتقال ثلاثة`: an act is a further member of an act, if there is one.
        let act = chunk.preposition.is_none() && self.is_act(chunk);
        if act && let Some(first) = self.earlier_act(nearest) {
            return first;
        }
        if let Some(first) = self.between(nearest, chunk) {
            return Link::Coordinate(first);
        }
        let sort = self.sort(chunk);
        let mut index = nearest;
        for _ in 0..HOPS {
            // `تتهم قطر الرياض بالمنع والدوحة تنفي`: before a verb begins a new clause.
            if index != nearest && self.opens_clause(chunk) {
                return Link::None;
            }
            let candidate = &self.chunks[index];
            let preposition =
                chunk.preposition.is_none() || chunk.preposition == candidate.preposition;
            let mentions = chunk.entity.is_some() && candidate.entity.is_some();
            let beside = index == nearest && mentions;
            // `الوزير وزوجته`, `الوزير وعددا من مرافقيه`
            let head = &self.words[chunk.head];
            let counts = head.kind == WordKind::Number || head.cues.has(Cue::Quantity);
            let kin = index == nearest
                && (counts || chunk.human && head.has_pronoun())
                && !self.opens_clause(chunk)
                && matches!(
                    self.kind_of(candidate),
                    Some(EntityType::Per | EntityType::Occ)
                );
            // `خمسة وزراء ورئيس البرلمان`
            let holder = index == nearest
                && candidate.human
                && candidate.entity.is_none()
                && !self.words[candidate.head].definite()
                && !self.opens_clause(chunk)
                && matches!(self.kind_of(chunk), Some(EntityType::Per | EntityType::Occ));
            if holder
                && let Link::Genitive(number) = candidate.link
                && self.words[self.chunks[number].head].kind == WordKind::Number
                && chunk.preposition.is_none()
            {
                return Link::Coordinate(number);
            }
            let alike = self.sort(candidate) == sort || beside || kin || holder;
            if candidate.kind == Kind::Phrase && alike && preposition {
                // `ضابطا شرطة ومجند`: not the genitive is a member of the coordination but its head.
                if let Link::Genitive(parent) = candidate.link
                    && sort == 1
                    && self.sort(&self.chunks[parent]) == 1
                {
                    index = parent;
                    continue;
                }
                // `3 من أفراد الشرطة ومدني`: the second member stands beside the number.
                let counted = index.checked_sub(1).filter(|before| {
                    let word = &self.words[self.chunks[*before].head];
                    candidate.preposition.as_deref() == Some("من")
                        && chunk.preposition.is_none()
                        && self.chunks[*before].kind == Kind::Phrase
                        && (word.kind == WordKind::Number || word.cues.has(Cue::Quantity))
                });
                if let Some(number) = counted {
                    return Link::Coordinate(number);
                }
                return match candidate.link {
                    Link::Coordinate(head) => Link::Coordinate(head),
                    Link::Apposition(head) => match self.chunks[head].link {
                        Link::Coordinate(first) => Link::Coordinate(first),
                        _ => Link::Coordinate(head),
                    },
                    _ => Link::Coordinate(index),
                };
            }
            match candidate.link {
                Link::Genitive(parent) | Link::Apposition(parent) => index = parent,
                _ => match self.previous_phrase(index) {
                    Some(previous) => index = previous,
                    None => break,
                },
            }
        }
        Link::None
    }

    /// `محادثات بين نواب المعارضة وإيران`: the phrase after بين that has no other member yet.
    fn between(&self, nearest: usize, chunk: &Chunk) -> Option<usize> {
        let mut first = nearest;
        while let Link::Genitive(parent) | Link::Apposition(parent) = self.chunks[first].link {
            first = parent;
        }
        let open = self.chunks[first].preposition.as_deref() == Some("بين");
        let member = |other: &Chunk| other.link == Link::Coordinate(first);
        let taken = self.chunks[first..].iter().any(member);
        let party = |chunk: &Chunk| chunk.entity.is_some() || chunk.human;
        let joins = chunk.preposition.is_none() && party(chunk) && party(&self.chunks[first]);
        (open && !taken && joins && !self.opens_clause(chunk)).then_some(first)
    }

    /// Whether a phrase names an act by its masdar.
    fn is_act(&self, chunk: &Chunk) -> bool {
        let head = &self.words[chunk.head];
        let masdar = head.event_noun && head.features.verb_form == Some(VerbForm::Masdar);
        chunk.entity.is_none() && masdar && head.kind != WordKind::Verb
    }

    /// The link to the act that phrases which are none end, where the nearest is a thing: `مخبأ للأسلحة`.
    fn earlier_act(&self, nearest: usize) -> Option<Link> {
        const HOPS: usize = 4;
        let thing = |chunk: &Chunk| self.sort(chunk) == 0 && !self.is_act(chunk);
        if !thing(&self.chunks[nearest]) {
            return None;
        }
        let mut index = nearest;
        for _ in 0..HOPS {
            index = match self.chunks[index].link {
                Link::Genitive(parent) | Link::Apposition(parent) | Link::Coordinate(parent) => {
                    parent
                }
                Link::None => self.previous_phrase(index)?,
            };
            if self.is_act(&self.chunks[index]) {
                return Some(match self.chunks[index].link {
                    Link::Coordinate(head) => Link::Coordinate(head),
                    _ => Link::Coordinate(index),
                });
            }
        }
        None
    }

    fn opens_clause(&self, chunk: &Chunk) -> bool {
        let next = self.words.get(chunk.end);
        chunk.preposition.is_none()
            && next.is_some_and(|word| word.kind == WordKind::Verb && !word.conjoined())
    }

    /// `آلاف الناشطين والصحفيين`: a definite plural after a quantity of others is counted with them.
    fn counted_with(&self, last: &Chunk, chunk: &Chunk) -> bool {
        let counts = |chunk: &Chunk| {
            let word = &self.words[chunk.head];
            word.kind == WordKind::Number || word.cues.has(Cue::Quantity)
        };
        let plural = |word: &Word| word.features.number == Some(Number::Plural) && word.definite();
        let people = self.kind_of(last) == Some(EntityType::Nom) && last.human;
        // `14 عنصرا من قوات النظام والمسلحين`
        let words = &self.words[last.start..last.end];
        let some = |word: &Word| word.features.number == Some(Number::Plural);
        let several = words.iter().position(some);
        let before = several.is_some_and(|first| words[first..].iter().any(Word::definite));
        people
            && before
            && counts(last)
            && !counts(chunk)
            && chunk.preposition.is_none()
            && matches!(self.kind_of(chunk), None | Some(EntityType::Nom))
            && plural(&self.words[chunk.head])
    }

    /// Members of a coordination are of one sort: names, people or things.
    fn sort(&self, chunk: &Chunk) -> u8 {
        match self.kind_of(chunk) {
            Some(EntityType::Nom) => 1,
            Some(_) => 2,
            None if self.words[chunk.head].cues.has(Cue::KindWord) => 2,
            None if chunk.human => 1,
            None => 0,
        }
    }

    fn previous_phrase(&self, index: usize) -> Option<usize> {
        let previous = index.checked_sub(1)?;
        let adjacent = self.chunks[index].preposition.is_some()
            || matches!(self.chunks[index].link, Link::Coordinate(_));
        (adjacent && self.chunks[previous].kind == Kind::Phrase).then_some(previous)
    }
}
