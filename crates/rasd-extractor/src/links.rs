//! How a noun phrase hangs on the one before it: genitive, apposition or coordination.

use crate::chunks::{Chunk, Chunker, Edge, Kind, Link};
use crate::cue::Cue;
use crate::joined::AMONG;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, Number, VerbForm};

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
            let opens = and && one && self.opens_clause(chunk);
            if opens && (comma || self.goes_on_anew(index, chunk)) {
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
        if !self.is_no_genitive(index, chunk)
            && self.open_construct(last, chunk)
            && !self.deep(index)
        {
            return Link::Genitive(index);
        }
        Link::None
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

    pub(crate) fn refs(&self, chunk: &Chunk) -> &[rasd_core::RefId] {
        chunk
            .entity
            .map_or(&[], |e| self.entities[e as usize].refs.as_slice())
    }

    pub(crate) fn shares(&self, a: &Chunk, b: &Chunk) -> bool {
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
        let mut index = nearest;
        for _ in 0..HOPS {
            // `تتهم قطر الرياض بالمنع والدوحة تنفي`: before a verb begins a new clause.
            if index != nearest && self.opens_clause(chunk) {
                return Link::None;
            }
            let candidate = &self.chunks[index];
            let holder = index == nearest && self.goes_with_holder(candidate, chunk);
            if holder
                && let Link::Genitive(number) = candidate.link
                && self.words[self.chunks[number].head].kind == WordKind::Number
                && chunk.preposition.is_none()
            {
                return Link::Coordinate(number);
            }
            let preposition =
                chunk.preposition.is_none() || chunk.preposition == candidate.preposition;
            let beside = index == nearest && (holder || self.goes_with(candidate, chunk));
            let alike = beside || self.sort(candidate) == self.sort(chunk);
            if candidate.kind == Kind::Phrase && alike && preposition {
                match self.head_of_genitive(candidate, chunk) {
                    Some(parent) => index = parent,
                    None => return self.first_member(index, chunk),
                }
                continue;
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

    /// `الوزير وزوجته`, `الوزير وعددا من مرافقيه`: whether a phrase is a member beside the one just before it though
    /// they are of different sorts.
    fn goes_with(&self, candidate: &Chunk, chunk: &Chunk) -> bool {
        let head = &self.words[chunk.head];
        let counts = head.kind == WordKind::Number || head.cues.has(Cue::Quantity);
        let kin = (counts || chunk.human && head.has_pronoun())
            && !self.opens_clause(chunk)
            && matches!(
                self.kind_of(candidate),
                Some(EntityType::Per | EntityType::Occ)
            );
        // `مدارس ومستشفيات ومدنيين`: places and people that are struck.
        let place = self.words[candidate.head]
            .cues
            .any(&[Cue::Site, Cue::Target]);
        let indefinite = !head.definite() && !self.words[candidate.head].definite();
        let struck = place && chunk.human && indefinite && !self.opens_clause(chunk);
        kin || struck || chunk.entity.is_some() && candidate.entity.is_some()
    }

    /// `خمسة وزراء ورئيس البرلمان`
    fn goes_with_holder(&self, candidate: &Chunk, chunk: &Chunk) -> bool {
        candidate.human
            && candidate.entity.is_none()
            && !self.words[candidate.head].definite()
            && !self.opens_clause(chunk)
            && matches!(self.kind_of(chunk), Some(EntityType::Per | EntityType::Occ))
    }

    /// `ضابطا شرطة ومجند`, `مخازن أسلحة ومراكز قيادة`: not the genitive is a member of the coordination but its head.
    fn head_of_genitive(&self, candidate: &Chunk, chunk: &Chunk) -> Option<usize> {
        const PERSON: u8 = 1;
        let Link::Genitive(parent) = candidate.link else {
            return None;
        };
        let above = &self.chunks[parent];
        let people = self.sort(chunk) == PERSON && self.sort(above) == PERSON;
        let place = |phrase: &Chunk| {
            let cues = self.words[phrase.head].cues;
            cues.any(&[Cue::Site, Cue::Target]) && phrase.entity.is_none()
        };
        let places = place(chunk) && place(above) && !place(candidate);
        (people || places).then_some(parent)
    }

    /// The coordination that a phrase joins as a further member beside the one at `index`.
    fn first_member(&self, index: usize, chunk: &Chunk) -> Link {
        let candidate = &self.chunks[index];
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
        match candidate.link {
            Link::Coordinate(head) => Link::Coordinate(head),
            Link::Apposition(head) => match self.chunks[head].link {
                Link::Coordinate(first) => Link::Coordinate(first),
                _ => Link::Coordinate(head),
            },
            _ => Link::Coordinate(index),
        }
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

    /// `يستقبل الملك وزير الدفاع ومجلس الوزراء يدين الهجوم`, `إضراب في ذي قار ومدير الشرطة يقدم استقالته`: whether a name or title is
    /// the subject of the present verb right after it, and no further object or place.
    fn goes_on_anew(&self, nearest: usize, chunk: &Chunk) -> bool {
        use EntityType::{Gpe, Nom, Occ, Org, Per};
        const NEAR: usize = 3;
        let verb = &self.words[chunk.end].features;
        let present = verb.verb_form == Some(VerbForm::Imperfect);
        let agrees = chunk.number == Some(Number::Singular) && verb.gender == chunk.gender;
        let named = matches!(self.kind_of(chunk), Some(Gpe | Occ | Org | Per));
        if !(present && agrees && named) {
            return false;
        }
        let root = self.root(nearest);
        let before = &self.chunks[root];
        let mut earlier = self.chunks[root.saturating_sub(NEAR)..root].iter();
        let object = before.preposition.is_none() && earlier.any(|c| c.kind == Kind::Verb);
        // `النزاع بين الجيش وحركة العدل يهدد`
        let mut top = root;
        while let Link::Genitive(parent) = self.chunks[top].link {
            top = parent;
        }
        let top = &self.chunks[top];
        let place = matches!(
            top.preposition.as_deref(),
            Some("في" | "على" | "من" | "إلى")
        );
        let differs = match (self.kind_of(top), self.kind_of(chunk)) {
            (None | Some(Nom), _) => true,
            (Some(Gpe), of) => of != Some(Gpe),
            _ => false,
        };
        object && before.link == Link::None || place && differs
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
