//! Times and places of a further clause, which say nothing of the acts before it: `قتل خمسة في كمين وعثر أمس على جثث في
//! الموصل`.

use crate::chunks::{Edge, Kind};
use crate::fillers::Gatherer;
use rasd_core::Category;

/// Phrases between a verb and the time that is told right after it or its subject.
const BETWEEN: usize = 3;

impl Gatherer<'_> {
    /// Whether a phrase stands in a clause that goes on after the trigger, at or after a time of its own: a time that what
    /// the verb governs follows is of that verb alone, while one at the end can hold for all before it.
    pub(crate) fn is_of_later(
        &self,
        phrase: usize,
        (trigger, base): (usize, Category),
        acts: &[(usize, Category)],
    ) -> bool {
        let scene = self.scene;
        let chunks = &scene.chunks;
        let Some(verb) = chunks[phrase].verb.filter(|verb| *verb > trigger) else {
            return false;
        };
        let Some(clause) = scene.clauses.get(verb) else {
            return false;
        };
        let opened = clause
            .opening
            .map(|edge| &chunks[edge].kind)
            .is_none_or(|kind| *kind != Kind::Edge(Edge::Relative));
        // `قتل شرطي وجرح أمس خمسة`: told of one deed.
        let same = acts
            .iter()
            .any(|(act, kind)| *kind == base && (verb..clause.end.max(phrase)).contains(act));
        let end = (verb + 1 + BETWEEN).min(phrase + 1);
        let time = (verb + 1..end).find(|index| matches!(chunks[*index].kind, Kind::Time(_)));
        let governs = |time: usize| {
            let mut rest = clause.complements.iter().chain(&clause.objects);
            rest.any(|part| *part > time)
        };
        phrase > verb && chunks[verb].conjoined && opened && !same && time.is_some_and(governs)
    }
}
