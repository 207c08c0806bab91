//! Phrases that stand next to each other and yet do not hang on each other: the title of a subject and that of whom it
//! acts on, the end of a clause between commas and what goes on after it.

use crate::chunks::{Chunk, Chunker, Edge, Kind};
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{Affixes, EntityType};

impl Chunker<'_> {
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
