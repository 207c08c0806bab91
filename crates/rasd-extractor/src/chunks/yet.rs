//! The adverb that has the form of a preposition: `لم يزر الوزير بعد طهران`.

use crate::chunks::{Chunker, Kind};
use crate::cue::Cue;
use crate::word::WordKind;
use rasd_core::Affixes;

/// Chunks looked back at for the negated verb.
const NEAR: usize = 5;

impl Chunker<'_> {
    /// Whether the word that says when something was says that a negated verb has not come true until now: before an
    /// accusative, a preposition or the end, or before an object that the verb has not had yet.
    pub(crate) fn is_yet(&self, at: usize) -> bool {
        let last = self.chunks.iter().rev().take(NEAR);
        let phrases = || last.clone().take_while(|chunk| chunk.kind == Kind::Phrase);
        let between = phrases().count();
        let verb = last.clone().nth(between);
        let negated = |chunk: &crate::chunks::Chunk| {
            chunk.kind == Kind::Verb && chunk.before.has(Cue::Negation)
        };
        let Some(verb) = verb.filter(|chunk| negated(chunk)) else {
            return false;
        };
        let Some(next) = self.words.get(at + 1) else {
            return true;
        };
        if next.time.is_some() || next.kind == WordKind::Number {
            return false;
        }
        let bound = next.preposition.is_some() || next.affixes.any(Affixes::BI.with(Affixes::LI));
        let ends = matches!(next.kind, WordKind::Punctuation | WordKind::Verb);
        if ends || bound || next.accusative && next.entity.is_none() {
            return true;
        }
        let word = &self.words[verb.head];
        let carries = [
            Cue::Announce,
            Cue::Light,
            Cue::LightSubject,
            Cue::LightUndergo,
            Cue::Phase,
        ];
        let open = (word.acts && !next.event_noun) || word.cues.any(&carries);
        let bare = phrases().filter(|chunk| chunk.bare()).count();
        next.nominal() && open && bare < 2 && !next.cues.has(Cue::Demonstrative)
    }
}
