//! Whom a verb without a subject of its own, or a pronoun, can mean besides the subjects of earlier verbs.

use crate::chunks::Link;
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
