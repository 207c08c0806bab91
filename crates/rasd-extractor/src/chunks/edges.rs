//! What ends or opens a clause: punctuation and words.

use crate::chunks::{Chunk, Chunker, Edge, Kind};
use crate::cue::{Cue, CueSet};
use crate::word::WordKind;
use rasd_core::{EntityType, Person};

impl Chunker<'_> {
    pub(super) fn punctuation(&mut self, at: usize, text: &str) {
        let edge = match text.chars().next() {
            Some('،' | ',') => Edge::Comma,
            Some(':') => Edge::Colon,
            Some('«' | '“' | '{') => Edge::QuoteOpen,
            Some('»' | '”' | '}') => Edge::QuoteClose,
            Some('"') => {
                self.quote_open = !self.quote_open;
                if self.quote_open {
                    Edge::QuoteOpen
                } else {
                    Edge::QuoteClose
                }
            }
            Some('.' | '!' | '؟' | '?' | ';' | '؛' | '…') => Edge::Strong,
            Some(sign @ ('(' | '[' | ')' | ']')) => {
                self.bracket_open = matches!(sign, '(' | '[');
                return;
            }
            Some('-' | '–' | '—') if self.opens_report(at) => Edge::Colon,
            _ => return,
        };
        let mut chunk = Chunk::new(Kind::Edge(edge), at, at + 1);
        chunk.before = self.before;
        self.chunks.push(chunk);
        if edge == Edge::Strong {
            self.bracket_open = false;
            self.pending = None;
            self.before = CueSet::default();
        }
        if edge == Edge::Comma {
            self.conjoined = false;
        }
    }

    /// A word that ends or opens a clause; the word after it.
    pub(super) fn edge(&mut self, at: usize, edge: Edge) -> usize {
        let word = &self.words[at];
        let end = at + word.phrase;
        let mut chunk = Chunk::new(Kind::Edge(edge), at, end);
        chunk.conjoined = std::mem::take(&mut self.conjoined);
        chunk.before = word.cues.with(std::mem::take(&mut self.before));
        if word.has_pronoun() {
            chunk.person = Some(Person::Third);
        }
        chunk.number = word.features.number;
        chunk.gender = word.features.gender;
        self.pending = None;
        self.chunks.push(chunk);
        end
    }

    /// `صنعاء - دهمت ميليشيات`: whether a dash stands between the place at the beginning of a sentence and a verb.
    fn opens_report(&self, at: usize) -> bool {
        let [place] = self.chunks.as_slice() else {
            return false;
        };
        let kind = place.entity.map(|e| self.entities[e as usize].kind);
        let verb = self.words.get(at + 1).map(|word| word.kind);
        place.start == 0
            && place.end == at
            && kind == Some(EntityType::Gpe)
            && verb == Some(WordKind::Verb)
    }
}

pub(super) fn edge_of(cues: CueSet) -> Option<Edge> {
    [
        (Cue::Complementizer, Edge::Complementizer),
        (Cue::Relative, Edge::Relative),
        (Cue::ClauseStart, Edge::ClauseStart),
    ]
    .into_iter()
    .find(|(cue, _)| cues.has(*cue))
    .map(|(_, edge)| edge)
}
