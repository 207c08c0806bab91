//! What a masdar with its agent acts on, though the place or time of the act stands between (`استقباله في القاهرة أمس
//! رئيس الوزراء`), and participles with an object of their own.

use crate::chunks::{Chunk, Kind, Link};
use crate::clauses::Builder;
use crate::cue::Cue;
use crate::word::Word;
use rasd_core::VerbForm;

/// Chunks between such a masdar and what it acts on, at most.
const NEAR: usize = 6;

/// The masdar that a bare phrase is the object of: one with a pronoun, where only places and times stand between, or
/// one with its agent.
pub(crate) fn acts_across(chunks: &[Chunk], words: &[Word], index: usize) -> Option<usize> {
    let phrase = &chunks[index];
    let somebody = phrase.human || phrase.entity.is_some();
    if !somebody || !phrase.bare() || words[phrase.start].conjoined() {
        return None;
    }
    if let Some(masdar) = acts_after_agent(chunks, words, index) {
        return Some(masdar);
    }
    let mut between = false;
    for at in (index.saturating_sub(NEAR)..index).rev() {
        let chunk = &chunks[at];
        let head = &words[chunk.head];
        match chunk.kind {
            Kind::Time(_) => between = true,
            Kind::Phrase
                if chunk.preposition.is_some() && head.event_noun && head.has_pronoun() =>
            {
                return between.then_some(at);
            }
            Kind::Phrase if chunk.link != Link::None => {}
            Kind::Phrase if matches!(chunk.preposition.as_deref(), Some("في" | "ب")) => {
                if head.event_noun || chunk.pronoun {
                    return None;
                }
                between = true;
            }
            _ => return None,
        }
    }
    None
}

/// `نددت المنظمة بإعدام السعودية 37 شخصا`: the masdar in a phrase of its own whose agent stands right before people.
fn acts_after_agent(chunks: &[Chunk], words: &[Word], index: usize) -> Option<usize> {
    let phrase = &chunks[index];
    let agent = &chunks[index.checked_sub(1)?];
    let Link::Genitive(masdar) = agent.link else {
        return None;
    };
    let noun = &chunks[masdar];
    let content = matches!(
        noun.preposition.as_deref(),
        Some("ب" | "على" | "عن" | "إلى" | "من")
    );
    let acts = agent.human || agent.entity.is_some();
    let found =
        content && acts && phrase.human && agent.end == phrase.start && words[noun.head].event_noun;
    found.then_some(masdar)
}

impl Builder<'_> {
    /// `منذ اجتياحها العاصمة`: after a masdar with its agent a bare phrase is what the masdar acts on.
    pub(crate) fn completes_masdar(&self, index: usize) -> bool {
        let Some(previous) = index.checked_sub(1) else {
            return false;
        };
        let noun = &self.chunks[previous];
        let word = &self.words[noun.head];
        let touching = noun.kind == Kind::Phrase && noun.end == self.chunks[index].start;
        // `يحاكم لاختلاسه أموالا`
        let reason = matches!(noun.preposition.as_deref(), Some("ل" | "ب"));
        let act = word.event_noun || reason && word.features.verb_form == Some(VerbForm::Masdar);
        let pronoun = noun.preposition.is_some() && act && word.has_pronoun();
        // `بسبب قرار الاتحاد حظر البيع`
        let genitive = || {
            let Link::Genitive(parent) = noun.link else {
                return false;
            };
            let announced = self.words[self.chunks[parent].head].cues;
            self.chunks[parent].preposition.is_some()
                && announced.any(&[Cue::Announce, Cue::Phase, Cue::Light])
        };
        touching && (pronoun || genitive())
    }

    /// `أغلقت موانئها متهمة إياها`: whether a participle with an object of its own says how something is done.
    pub(crate) fn is_manner(&self, index: usize) -> bool {
        let head = &self.words[self.chunks[index].head];
        let object = self
            .chunks
            .get(index + 1)
            .is_some_and(|next| next.preposition.as_deref() == Some("object"));
        object && head.event_participle && !head.definite()
    }

    pub(crate) fn acts_across(&self, index: usize) -> bool {
        acts_across(self.chunks, self.words, index).is_some()
    }
}
