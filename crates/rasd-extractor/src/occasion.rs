//! Acts that another is the answer to (`قصف القرية ردا على خطف جنديين`): they are not one deed with it, nor in its place or
//! at its time.

use crate::chunks::Kind;
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::scene::Scene;
use rasd_core::Role;

/// Phrases between an act and what it answers, at most.
const REACH: usize = 40;

/// Whether what another act answers begins with a phrase.
pub(crate) fn is_occasion(scene: &Scene, index: usize) -> bool {
    let chunk = &scene.chunks[index];
    let begins = || scene.words[chunk.start].cues.has(Cue::Occasion);
    chunk.kind == Kind::Phrase && (chunk.before.has(Cue::Occasion) || begins())
}

impl Gatherer<'_> {
    /// `قصف الجيش قرية في الجنوب ردا على خطف جنديين`: whether a phrase and a trigger are parted by what says that one act
    /// answers the other, so that the phrase is no victim, place or time of it. A time at the end can be that of the first act.
    pub(crate) fn is_of_answer(&self, phrase: usize, trigger: usize, role: Role) -> bool {
        let (first, last) = (phrase.min(trigger), phrase.max(trigger));
        let ends = phrase > trigger && role == Role::Time;
        role != Role::Actor
            && !ends
            && last - first <= REACH
            && (first + 1..=last).any(|index| is_occasion(self.scene, index))
    }
}
