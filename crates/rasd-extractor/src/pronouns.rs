//! Who a pronoun attached to a word means.

use crate::chunks::{Kind, Link};
use crate::fillers::Gatherer;
use crate::parties::{Parties, Party};
use crate::scene::Referent;
use rasd_core::{EntityType, Features, Person, SegmentRole};
use smallvec::smallvec;

/// Chunks looked back at for a name that a pronoun can mean.
const REACH: usize = 40;

impl Gatherer<'_> {
    /// Who the pronoun attached to a word means, apart from `except` (the subject of the verb whose
    /// object the pronoun is).
    ///
    /// That is the last subject before it; without one that agrees, the last name before it; in an
    /// opening phrase (`خلال زيارته`) the subject to come; else a subject of an earlier sentence.
    pub(crate) fn pronoun(&self, word: usize, except: &[Party]) -> Option<Parties> {
        let features = self.pronoun_features(word)?;
        let scene = self.scene;
        if features.person == Some(Person::First) {
            let speaker = scene.speaker.as_ref().or(self.memory.speaker.as_ref());
            return speaker
                .map(|speaker| speaker.parties.clone())
                .filter(|parties| !same(parties, except));
        }
        let chunk = scene.chunk_of[word]?;
        let fits = |referent: &Referent| {
            referent.agrees(features.number, features.gender) && !same(&referent.parties, except)
        };
        let place = |referent: &Referent| referent.chunk;
        let here = scene.referents.iter().filter(|r| place(r).is_some());
        let before = here
            .clone()
            .filter(|r| place(r).is_some_and(|at| at < chunk))
            .rfind(|r| fits(r));
        if let Some(before) = before {
            return Some(before.parties.clone());
        }
        if let Some(named) = self.named_before(chunk, features, except) {
            return Some(smallvec![named]);
        }
        let after = here
            .filter(|r| place(r).is_some_and(|at| at > chunk))
            .find(|r| fits(r));
        after.map(|after| after.parties.clone()).or_else(|| {
            scene
                .resolve(features.number, features.gender, Some(chunk), self.memory)
                .map(|referent| referent.parties)
                .filter(|parties| !same(parties, except))
        })
    }

    /// Number, gender and person of the pronoun attached to a word.
    pub(crate) fn pronoun_features(&self, word: usize) -> Option<Features> {
        let word = &self.scene.words[word];
        let readings = self.layer.readings(word.token);
        let segments = self.layer.segments_of(readings.get(word.reading as usize)?);
        let pronoun = segments.iter().find(|s| s.role == SegmentRole::Enclitic)?;
        Some(pronoun.morph.features)
    }

    /// The last person or body named before a chunk that agrees with a pronoun.
    fn named_before(&self, chunk: usize, features: Features, except: &[Party]) -> Option<Party> {
        let scene = self.scene;
        (chunk.saturating_sub(REACH)..chunk)
            .rev()
            .find_map(|index| {
                let candidate = &scene.chunks[index];
                let named = candidate.entity.is_some_and(|entity| {
                    matches!(
                        self.entities[entity as usize].kind,
                        EntityType::Per | EntityType::Occ | EntityType::Org
                    )
                });
                let head = !matches!(candidate.link, Link::Apposition(_) | Link::Coordinate(_));
                if candidate.kind != Kind::Phrase || !named || !head {
                    return None;
                }
                let party = scene
                    .groups
                    .party(index, &scene.chunks, &scene.words, self.entities);
                let fits = party.agrees(features.number, features.gender);
                (fits && !same(std::slice::from_ref(&party), except)).then_some(party)
            })
    }
}

/// Whether two lists begin with the same participant.
fn same(a: &[Party], b: &[Party]) -> bool {
    match (a.first(), b.first()) {
        (Some(a), Some(b)) => a == b || (!a.refs.is_empty() && a.refs == b.refs),
        _ => false,
    }
}
