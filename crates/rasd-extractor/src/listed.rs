//! What `و` joins far behind: participles that go on with one another, and acts in a row of which more than one has a place.

use crate::chunks::{Edge, Kind, Link};
use crate::fillers::Gatherer;
use crate::scene::Scene;
use rasd_core::Category;

/// Chunks from a participle back to the one it goes on with, at most.
const BACK: usize = 12;

/// Chunks from an act to a place that is not its own, at most.
const FAR: usize = 40;

impl Gatherer<'_> {
    /// `محجما عن تهنئة الفائز ومنتقدا الاقتراع`: whether a participle goes on with one that stands as an adverb before it, and
    /// not with what that one governs.
    pub(crate) fn joins_circumstance(&self, index: usize) -> bool {
        let scene = self.scene;
        let word = scene.head(index);
        let before = (index.saturating_sub(BACK)..index).rev();
        let mut clause = before.take_while(|other| {
            let kind = &scene.chunks[*other].kind;
            !matches!(kind, Kind::Verb | Kind::Edge(Edge::Strong | Edge::Relative))
        });
        let adverb = |other: usize| {
            let chunk = &scene.chunks[other];
            let first = scene.head(other);
            chunk.kind == Kind::Phrase
                && chunk.preposition.is_none()
                && chunk.link == Link::None
                && first.participle()
                && !first.definite()
                && first.features.gender == word.features.gender
        };
        scene.chunks[index].conjoined && !word.definite() && clause.any(adverb)
    }

    /// `تفجير فندق واغتيال قاض في بالي وخطف سائح في لومبوك`: whether a place stands after a further act of a row in which
    /// more than one act has a place after it.
    pub(crate) fn is_of_listed(
        &self,
        phrase: usize,
        trigger: usize,
        acts: &[(usize, Category)],
    ) -> bool {
        let scene = self.scene;
        let top = self.top_of_name(phrase);
        if top <= trigger || top - trigger >= FAR {
            return false;
        }
        let end = (trigger + FAR).min(scene.chunks.len());
        let mut part = 0;
        let (mut own, mut parts) = (None, 0);
        let mut last = None;
        for index in trigger + 1..end {
            if closes(scene, index) {
                break;
            }
            let joined = scene.chunks[index].conjoined && scene.chunks[index].kind == Kind::Phrase;
            if joined && acts.binary_search_by_key(&index, |(act, _)| *act).is_ok() {
                part += 1;
            }
            let preposition = scene.chunks[index].preposition.as_deref();
            let place = preposition.is_some_and(|name| self.grammar.says_where(name))
                && self.place_entity(index).is_some();
            if place && last != Some(part) {
                last = Some(part);
                parts += 1;
            }
            if index == top {
                own = Some(part);
            }
        }
        parts > 1 && own.is_some_and(|part| part > 0)
    }
}

/// Whether a row of acts ends before a chunk.
fn closes(scene: &Scene, index: usize) -> bool {
    matches!(
        scene.chunks[index].kind,
        Kind::Verb | Kind::Edge(Edge::Strong | Edge::Complementizer | Edge::ClauseStart)
    )
}
