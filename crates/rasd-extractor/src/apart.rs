//! Phrases that stand next to each other and yet do not hang on each other: the title of a subject and that of whom it
//! acts on, the end of a clause between commas and what goes on after it.

use crate::chunks::{Chunk, Chunker, Edge, Kind};
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{Affixes, EntityType, Number};

impl Chunker<'_> {
    /// `انسحب شريكه، وزير الدفاع بانوس كامينوس، من الحكومة`: whether somebody's title or name between commas says who the
    /// one man before is.
    pub(crate) fn named_aside(&self, last: &Chunk, chunk: &Chunk) -> bool {
        let titled = matches!(self.kind_of(chunk), Some(EntityType::Per | EntityType::Occ));
        let noun = &self.words[last.head];
        let known = noun.has_pronoun() || self.words[last.end - 1].definite();
        let common = matches!(self.kind_of(last), None | Some(EntityType::Nom));
        let man = common && last.human && noun.cues.has(Cue::Person) && known;
        let name = |word: &&Word| {
            let kind = word.entity.map(|e| self.entities[e as usize].kind);
            kind == Some(EntityType::Per)
        };
        let mut rest = self.words[chunk.end..].iter().skip_while(name);
        let closed = rest.next().is_none_or(|w| w.kind == WordKind::Punctuation);
        let one = |number: Option<Number>| number == Some(Number::Singular);
        titled && man && closed && one(last.number) && one(chunk.number)
    }

    /// `رفضت كيم يو جونج، شقيقة الزعيم، العرض`, `دعت بكين، الحليف الرئيسي للشمال، الأطراف`: whether a word for one person between
    /// commas says who is named before.
    pub(crate) fn told_aside(&self, last: &Chunk, chunk: &Chunk) -> bool {
        use EntityType::{Gpe, Org, Per};
        const LONGEST: usize = 7;
        let named = matches!(self.kind_of(last), Some(Per | Gpe | Org)) && !last.conjoined;
        let common = matches!(self.kind_of(chunk), None | Some(EntityType::Nom));
        let head = &self.words[chunk.head];
        let one = chunk.number == Some(Number::Singular) && !head.cues.has(Cue::Body);
        let person = head.cues.has(Cue::Person) && one;
        let rest = &self.words[chunk.end..];
        let comma = |word: &Word| word.kind == WordKind::Punctuation;
        let end = rest.iter().take(LONGEST).position(comma);
        let within = end.map(|end| &rest[..end]);
        let told = within.is_some_and(|within| {
            let owned = head.definite() || within.first().is_some_and(Word::definite);
            owned && within.iter().all(|w| w.nominal() && !w.conjoined())
        });
        let goes_on = end.is_some_and(|end| rest.get(end + 1).is_some_and(|w| !w.conjoined()));
        named && common && person && chunk.preposition.is_none() && told && goes_on
    }

    /// `السفينة، التي تديرها منظمة، المهاجرين`: whether the comma at the end closes a relative clause that one before it
    /// opened, and so parts no members of a list.
    pub(crate) fn closes_relative(&self) -> bool {
        const NEAR: usize = 12;
        let mut before = self.chunks.iter().rev().skip(1).take(NEAR);
        let comma = |chunk: &Chunk| chunk.kind == Kind::Edge(Edge::Comma);
        // `، في كلمة ألقاها في ميونيخ، الولايات المتحدة`
        let mut resumed = false;
        let Some(first) = before.find(|chunk| {
            let verb = chunk.kind == Kind::Verb && !chunk.conjoined;
            resumed |= verb && self.words[chunk.head].has_pronoun();
            matches!(
                chunk.kind,
                Kind::Edge(Edge::Relative | Edge::Comma | Edge::Strong)
            )
        }) else {
            return false;
        };
        let relative = first.kind == Kind::Edge(Edge::Relative) && !first.conjoined;
        let inner = resumed && comma(first);
        inner || relative && before.next().is_some_and(comma)
    }

    /// `اعتقلت الشرطة، كما ذكرت وكالة الأنباء، ثلاثة جنود`: whether the comma at the end closes an aside, so that what
    /// follows goes on with what stands before it.
    pub(crate) fn closes_aside(&self) -> bool {
        const NEAR: usize = 12;
        let Some(last) = self.chunks.len().checked_sub(1) else {
            return false;
        };
        let edge = |index: usize, edge: Edge| self.chunks[index].kind == Kind::Edge(edge);
        let mut before = (last.saturating_sub(NEAR)..last)
            .rev()
            .take_while(|index| !edge(*index, Edge::Strong));
        let Some(open) = before.find(|index| edge(*index, Edge::Comma)) else {
            return false;
        };
        let first = &self.chunks[open + 1];
        let word = &self.words[first.start];
        match first.kind {
            Kind::Edge(Edge::ClauseStart) => !first.conjoined,
            // `، خلال زيارته إلى القاهرة، إيران`
            Kind::Phrase => {
                matches!(first.preposition.as_deref(), Some("source" | "time"))
            }
            // `، وهو`
            Kind::Other => word.conjoined() && word.features.person.is_some(),
            _ => false,
        }
    }

    /// `أقال الرئيس السوداني مدير الأمن محمد عطا`: whether after a verb that cannot do without an object and the title of
    /// its subject a second title with its name is the last phrase.
    pub(crate) fn acts_on_title(&self, title: usize, chunk: &Chunk) -> bool {
        const FAR: usize = 6;
        let office = |chunk: &Chunk| self.kind_of(chunk) == Some(EntityType::Occ);
        let verb = title.checked_sub(1).map(|before| &self.chunks[before]);
        let transitive = verb.is_some_and(|verb| {
            let word = &self.words[verb.head];
            verb.kind == Kind::Verb && word.cues.has(Cue::Transitive) && !word.has_pronoun()
        });
        if !transitive || !office(&self.chunks[title]) || !office(chunk) {
            return false;
        }
        let rest = &self.words[chunk.end..];
        let name = |word: &Word| {
            let kind = word.entity.map(|e| self.entities[e as usize].kind);
            kind == Some(EntityType::Per)
        };
        let named = rest.iter().take(FAR).take_while(|word| name(word)).count();
        let after = rest.get(named);
        let ends = after.is_none_or(|word| {
            let apart = word.conjoined() || word.preposition.is_some();
            apart || !word.nominal() || word.affixes.any(Affixes::BI.with(Affixes::LI))
        });
        let comma = after.is_some_and(|word| word.kind == WordKind::Punctuation);
        let last = !comma || rest.len() == named + 1;
        named > 0 && ends && last && !self.title_follows(chunk.end + named)
    }

    /// `استقبل أمير قطر الشيخ تميم في الدوحة أمس وزير الدفاع`: whether after where and when stands another title or name,
    /// which is whom the verb acts on.
    fn title_follows(&self, from: usize) -> bool {
        const FAR: usize = 16;
        let open = |word: &&Word| {
            word.kind != WordKind::Verb && word.kind != WordKind::Punctuation && !word.conjoined()
        };
        let rest = self.words[from..].iter().take(FAR).take_while(open);
        let somebody = |word: &Word| {
            let kind = word.entity.map(|e| self.entities[e as usize].kind);
            matches!(kind, Some(EntityType::Occ | EntityType::Per))
        };
        let mut bound = false;
        for word in rest {
            let attached = word.affixes.any(Affixes::BI.with(Affixes::LI));
            if somebody(word) && !bound && !attached {
                return true;
            }
            // `في مكتب رئيس الوزراء`: in one phrase with the preposition, up to its first definite word.
            if word.preposition.is_some() || attached {
                bound = true;
            }
            let closed = word.definite() || word.time.is_some() || word.entity.is_some();
            if closed || word.has_pronoun() {
                bound = false;
            }
        }
        false
    }
}
