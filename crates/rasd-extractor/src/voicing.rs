//! Participles of saying after a comma, which belong to the verb of saying and not to what is said (`قال الوزير إن الجيش
//! قصف المدينة، داعيا إلى التحقيق`).

use crate::chunks::{Edge, Kind};
use crate::clauses::{Builder, Clause, Subject};
use crate::cue::Cue;
use crate::scene::SPEAKS;
use rasd_core::{Gender, Number};

/// Chunks from a participle back to its verb, at most.
const FAR: usize = 60;

impl Builder<'_> {
    /// Participles that go on with a verb of saying after what is said, each with this verb.
    pub(crate) fn voiced(&self, clauses: &[Option<Clause>]) -> Vec<(usize, usize)> {
        let chunks = 0..clauses.len();
        let found = chunks.filter_map(|at| Some((at, self.says(at, clauses)?)));
        found.collect()
    }

    /// The verb of saying whose subject a participle after a comma has.
    fn says(&self, start: usize, clauses: &[Option<Clause>]) -> Option<usize> {
        let chunk = &self.chunks[start];
        let word = &self.words[chunk.head];
        let before = |index: usize| index.checked_sub(1).map(|at| &self.chunks[at].kind);
        let comma = |index: usize| match before(index) {
            Some(Kind::Edge(Edge::QuoteClose)) => true,
            kind => kind == Some(&Kind::Edge(Edge::Comma)),
        };
        let state = chunk.bare() && chunk.entity.is_none() && !word.definite();
        let ending = word.accusative || word.ends_with("ه") || word.ends_with("ين");
        let own = state && ending && word.cues.has(Cue::Voicing) && !word.has_pronoun();
        if !own || !comma(start) {
            return None;
        }
        let mut told = false;
        for index in (start.saturating_sub(FAR)..start).rev() {
            match self.chunks[index].kind {
                Kind::Edge(Edge::Strong) => return None,
                Kind::Edge(Edge::Complementizer) => told = true,
                _ => {}
            }
            let Some(clause) = &clauses[index] else {
                continue;
            };
            if clause.opening.is_some() {
                continue;
            }
            // `قال إن الجيش انسحب، وأعلن الوزير الهدنة، داعيا إلى الحوار`
            match told {
                true => return self.voices(start, index, clause.subject).then_some(index),
                false if self.chunks[index].conjoined && comma(index) => return None,
                false => {}
            }
        }
        None
    }

    /// Whether a verb says something, and a participle agrees with its subject.
    fn voices(&self, participle: usize, verb: usize, subject: Subject) -> bool {
        let word = &self.words[self.chunks[participle].head];
        let several = word.ends_with("ين");
        // Also where the lexicon has a man of that name (`داعية`).
        let woman = !several && word.ends_with("ه");
        let speaker = match subject {
            Subject::Phrase(phrase) => &self.chunks[phrase],
            Subject::Dropped => &self.chunks[verb],
        };
        let gender = match (woman, speaker.gender) {
            (true, gender) => gender != Some(Gender::Masculine),
            (false, gender) => several || gender != Some(Gender::Feminine),
        };
        let number = match (several, speaker.number) {
            (true, number) => number != Some(Number::Singular),
            (false, number) => woman || !matches!(number, Some(Number::Plural | Number::Dual)),
        };
        self.words[self.chunks[verb].head].cues.any(&SPEAKS) && gender && number
    }
}
