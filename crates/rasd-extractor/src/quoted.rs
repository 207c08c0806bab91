//! Who says what a sentence begins with, where the verb of saying stands behind it (`"لن نفاوض"، قال الرئيس`).

use crate::chunks::{Edge, Kind};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::scene::{Referent, Scene};
use rasd_core::{EntityMention, Person};

/// Chunks to the verb of saying, at most.
const REACH: usize = 100;

impl Scene {
    /// The subject of the verb of saying right after what the sentence begins with: words in quotation marks, or in the
    /// first person and set off by a comma (`سنرد بقوة على أي اعتداء، قال وزير الدفاع`).
    pub(crate) fn said_after(&self, entities: &[EntityMention]) -> Option<Referent> {
        let end = self.chunks.len().min(REACH);
        let edge = |index: usize, edge: Edge| self.chunks[index].kind == Kind::Edge(edge);
        if end == 0 {
            return None;
        }
        let says = if edge(0, Edge::QuoteOpen) {
            let close = (1..end).find(|index| edge(*index, Edge::QuoteClose))?;
            self.sayer(close + 1)?
        } else {
            let mut commas = (1..end).filter(|index| edge(*index, Edge::Comma));
            let (comma, says) = commas.find_map(|comma| Some((comma, self.sayer(comma + 1)?)))?;
            if !self.in_first_person(comma) {
                return None;
            }
            says
        };
        match self.clauses.get(says)?.subject {
            Subject::Phrase(phrase) if phrase > says => Some(Referent {
                parties: self.parties(phrase, entities),
                chunk: Some(phrase),
                embedded: false,
                told: false,
            }),
            _ => None,
        }
    }

    /// The verb of saying that begins at a chunk, after a comma or an adverb (`هكذا رد الرئيس`).
    fn sayer(&self, from: usize) -> Option<usize> {
        let skipped = |index: &usize| {
            !matches!(
                self.chunks[*index].kind,
                Kind::Edge(Edge::Comma) | Kind::Other
            )
        };
        let says = (from..self.chunks.len().min(from + 3)).find(skipped)?;
        let chunk = &self.chunks[says];
        let said = chunk.kind == Kind::Verb && self.head(says).cues.has(Cue::Say);
        (said && !chunk.conjoined).then_some(says)
    }

    /// Whether a verb or a pronoun before a chunk is in the first person.
    fn in_first_person(&self, end: usize) -> bool {
        let first = Some(Person::First);
        self.chunks[..end].iter().any(|chunk| {
            let mut words = self.words[chunk.start..chunk.end].iter();
            chunk.person == first
                || words.any(|word| word.pronoun.is_some_and(|pronoun| pronoun.person == first))
        })
    }
}
