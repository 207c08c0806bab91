//! What is excepted from a negation: `لم يعتقل الجيش إلا ناشطا`, `لم تقصف الطائرات سوى مستشفى`.

use crate::chunks::{Chunk, Chunker, Edge, Kind};
use crate::cue::{Cue, CueSet};
use crate::word::WordKind;

/// Chunks looked back at for the negated verb.
const NEAR: usize = 8;

impl Chunker<'_> {
    /// Whether a word excepts the phrase after it from the negation of the verb before: the phrase is then what the verb
    /// acts on, and hangs neither on a preposition nor on the phrase before.
    pub(crate) fn excepts(&self, at: usize) -> bool {
        let word = &self.words[at];
        let next = self.words.get(at + 1).map(|next| next.kind);
        // `طلب منه ألا يغادر` is written alike.
        let open = !matches!(next, None | Some(WordKind::Verb | WordKind::Punctuation));
        let alone = word.cues.has(Cue::Except) && word.phrase == 1 && !word.has_pronoun();
        alone && open && self.denies_before()
    }

    /// The word that excepts as a chunk of its own.
    pub(crate) fn except(&mut self, at: usize) -> usize {
        let mut chunk = Chunk::new(Kind::Other, at, at + 1);
        chunk.before = CueSet::of(Cue::Except);
        self.pending = None;
        self.chunks.push(chunk);
        at + 1
    }

    fn denies_before(&self) -> bool {
        let own = |chunk: &&Chunk| {
            let aside = [Edge::Comma, Edge::QuoteOpen, Edge::QuoteClose].map(Kind::Edge);
            !matches!(chunk.kind, Kind::Edge(_)) || aside.contains(&chunk.kind)
        };
        let mut last = self.chunks.iter().rev().take(NEAR).take_while(own);
        last.any(|chunk| chunk.kind == Kind::Verb && chunk.before.has(Cue::Negation))
    }
}
