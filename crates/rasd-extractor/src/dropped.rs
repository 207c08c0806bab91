//! Whom a verb without a subject of its own, or a pronoun, can mean besides the subjects of earlier verbs.

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::scene::{Referent, Scene};
use crate::word::WordKind;
use rasd_core::{EntityMention, EntityType, Gender, Number};

impl Scene {
    /// Whether a pronoun or a verb without a subject of its own can mean somebody: not one `المسلحون`.
    pub(crate) fn fits(
        &self,
        who: &Referent,
        number: Option<Number>,
        gender: Option<Gender>,
    ) -> bool {
        let several = who.chunk.is_some_and(|chunk| {
            let head = self.head(chunk);
            head.sound_plural && !head.ends_with("ات")
        });
        let one = number == Some(Number::Singular);
        who.agrees(number, gender) && !(several && one)
    }

    /// `التقى الوزير نظيره`, `بحث الوزير مع نظيره`: both sides of what two do together.
    pub(crate) fn pair(
        &self,
        verb: usize,
        subject: &Referent,
        entities: &[EntityMention],
    ) -> Option<Referent> {
        let clause = self.clauses.get(verb)?;
        let first = subject.chunk?;
        let with = |index: &&usize| self.chunks[**index].preposition.as_deref() == Some("مع");
        let mut others = clause
            .objects
            .iter()
            .chain(clause.complements.iter().filter(with));
        let other = *others.find(|index| self.chunks[**index].human)?;
        let one = |chunk: usize| {
            let named = self.chunks[chunk].entity.is_some();
            named && self.chunks[chunk].human && self.chunks[chunk].number == Some(Number::Singular)
        };
        let partner = self.parties(other, entities);
        let single = subject.parties.len() == 1 && partner.len() == 1;
        (single && one(first) && one(other)).then(|| Referent {
            parties: subject.parties.iter().chain(&partner).cloned().collect(),
            chunk: Some(other.max(first)),
            ..subject.clone()
        })
    }

    /// `سبق للوزير أن زار القاهرة`: whom a verb without a subject tells that clause of.
    pub(crate) fn given_to(&self, verb: usize, entities: &[EntityMention]) -> Option<Referent> {
        let edge = self.clauses.get(verb)?.opening?;
        let last = edge.checked_sub(1).filter(|_| edge + 1 == verb)?;
        let whom = match self.chunks[last].link {
            Link::Genitive(head) | Link::Apposition(head) => head,
            _ => last,
        };
        let chunk = &self.chunks[whom];
        let clause = self.clauses.get(chunk.verb?)?;
        let lam = chunk.preposition.as_deref() == Some("ل") && chunk.human && !chunk.pronoun;
        let that = self.chunks[edge].kind == Kind::Edge(Edge::Complementizer);
        let own = clause.subject == Subject::Dropped && clause.objects.is_empty();
        (that && lam && own).then(|| Referent {
            parties: self.parties(whom, entities),
            chunk: Some(whom),
            embedded: false,
            told: false,
        })
    }

    /// `فرقت الشرطة مئة متظاهر بعد أن رفضوا المغادرة`: the last people in the sentence that a verb in the plural can mean.
    pub(crate) fn people_before(
        &self,
        verb: usize,
        entities: &[EntityMention],
    ) -> Option<Referent> {
        const NEAR: usize = 16;
        let people = |index: &usize| {
            let chunk = &self.chunks[*index];
            let kind = chunk.entity.map(|e| entities[e as usize].kind);
            let several = chunk.number == Some(Number::Plural) && chunk.human;
            let word = self.head(*index);
            let counted = word.kind == WordKind::Number || word.cues.has(Cue::Quantity);
            let plural = counted || word.features.number == Some(Number::Plural);
            // `مئة متظاهر بينهم عدد من النساء`
            let among = chunk.preposition.as_deref() == Some("among");
            let head = matches!(chunk.link, Link::None | Link::Genitive(_));
            kind == Some(EntityType::Nom) && several && plural && head && !among
        };
        let mut before = (verb.saturating_sub(NEAR)..verb).rev();
        let plural = self.chunks[verb].number == Some(Number::Plural);
        let chunk = before.find(people).filter(|_| plural)?;
        Some(Referent {
            parties: self.parties(chunk, entities),
            chunk: Some(chunk),
            embedded: false,
            told: false,
        })
    }
}
