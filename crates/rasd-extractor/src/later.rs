//! Times and places of a further clause, which say nothing of the acts before it: `قتل خمسة في كمين وعثر أمس على جثث في
//! الموصل`.

use crate::chunks::{Edge, Kind};
use crate::fillers::Gatherer;
use crate::word::WordKind;
use rasd_core::{Affixes, Category};

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
        if self.opens_next(phrase, trigger) {
            return true;
        }
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

    /// `قتل شرطي في الموصل، وفي البصرة اغتيل قاض`: whether a place or time that و joins stands before the verb of the next
    /// clause.
    fn opens_next(&self, phrase: usize, trigger: usize) -> bool {
        let scene = self.scene;
        let top = self.top_of_name(phrase);
        let chunk = &scene.chunks[top];
        // `ففي نابلس خطف مسلحون` tells more of the same act, `في شرق وجنوب لندن` is one phrase.
        let first = chunk.start.saturating_sub(1);
        let and = (first..=chunk.start).any(|index| {
            let word = &scene.words[index];
            let leads = word.kind == WordKind::Other || word.affixes.has(Affixes::BI);
            let time = matches!(chunk.kind, Kind::Time(_)) && index == chunk.start;
            word.affixes.has(Affixes::WA) && (leads || time)
        });
        if top <= trigger || !chunk.conjoined || !and {
            return false;
        }
        let says = |index: usize| {
            let chunk = &scene.chunks[index];
            let name = chunk.preposition.as_deref();
            matches!(chunk.kind, Kind::Time(_))
                || chunk.kind == Kind::Phrase
                    && name.is_some_and(|name| self.grammar.says_where(name))
        };
        let end = (top + 1 + BETWEEN).min(scene.chunks.len());
        let named = |index: &usize| {
            let chunk = &scene.chunks[*index];
            let part = *index <= phrase || self.top_of_name(*index) == top;
            chunk.kind == Kind::Phrase && part || says(*index) && !chunk.conjoined
        };
        let next = (top + 1..end).find(|index| !named(index));
        let verb = next.map(|next| &scene.chunks[next]);
        // `في شرق وجنوب لندن`
        let bare = |before: usize| {
            let chunk = &scene.chunks[before];
            says(before) && chunk.kind == Kind::Phrase && self.place_entity(before).is_none()
        };
        let joined = top.checked_sub(1).is_some_and(bare);
        says(top) && !joined && verb.is_some_and(|verb| verb.kind == Kind::Verb && !verb.conjoined)
    }
}
