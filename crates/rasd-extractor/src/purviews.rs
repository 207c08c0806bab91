//! What ل stands for a genitive before: what an office is for, and the body that something is a part of.

use crate::chunks::{Chunk, Chunker};
use crate::cue::Cue;
use rasd_core::{EntityType, Number};

impl Chunker<'_> {
    /// `الوزير البريطاني للتجارة الدولية ليام فوكس`: the title of a name, before what it is the title for.
    pub(crate) fn title_before(&self, last: usize, chunk: &Chunk) -> Option<usize> {
        let purview = &self.chunks[last];
        let open = purview.entity.is_none() && purview.preposition.as_deref() == Some("ل");
        let title = last.checked_sub(1).filter(|_| open)?;
        let named = self.kind_of(chunk) == Some(EntityType::Per);
        let holds = self.chunks[title].end >= purview.start
            && self.chunks[title].number == Some(Number::Singular)
            && self.kind_of(&self.chunks[title]) == Some(EntityType::Occ);
        (named && holds).then_some(self.root(title))
    }

    /// `المكتب السياسي للحركة`, `القيادة العامة للقوات المسلحة`: whether a phrase with ل names the body that another one, told
    /// by an adjective, is a part of.
    pub(crate) fn is_branch(&self, part: &Chunk, chunk: &Chunk) -> bool {
        use EntityType::{Nom, Org};
        let (head, body) = (&self.words[part.head], &self.words[chunk.head]);
        let told = part
            .entity
            .is_none_or(|e| self.entities[e as usize].kind == Nom);
        // `الأجهزة التابعة للنظام`
        let governs = self.words[part.end - 1].cues.has(Cue::Bound);
        let described = part.preposition.as_deref() != Some("ل")
            && part.end == chunk.start
            && !governs
            && !(part.adjectives.is_empty() && part.nisbas.is_empty());
        let definite = head.definite() && body.definite();
        let kind = self.kind_of(chunk);
        let of_body = kind == Some(Org) || kind == Some(Nom) && body.cues.has(Cue::Body);
        chunk.preposition.as_deref() == Some("ل")
            && head.cues.has(Cue::Branch)
            && definite
            && told
            && described
            && (of_body || kind.is_none() && body.cues.has(Cue::Body))
    }
}
