//! Whom what somebody agrees to, offers, refuses or threatens would befall (`وافق على دفع قرض لتونس`, `مستعد
//! للقاء القادة`), and whom a demand or accusation that somebody answers was made to (`نفى الكرملين الاتهامات`).

use crate::chunks::{Edge, Kind};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Filler, Gatherer, Trigger};
use crate::frame::Position;
use crate::parties::Parties;
use crate::rules::Form;
use rasd_core::{EntityType, VerbForm};

/// Chunks after an event word in which its content begins, and chunks of the content looked at.
const NEAR: usize = 8;
/// Genitives followed within the content.
const STEPS: usize = 4;

impl Gatherer<'_> {
    /// Whom the content of an event word would befall, where nothing nearer is found.
    pub(crate) fn content(&self, trigger: Trigger, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let high = scene.chunks.len().min(trigger.chunk + NEAR);
        let content = (trigger.chunk + 1..high)
            .take_while(|index| !scene.stops(*index))
            .find(|index| self.is_content(*index, trigger));
        let found = match content {
            Some(content) => self.befallen(content),
            None => self.told_of(trigger),
        };
        let Some(parties) = found else {
            return;
        };
        fillers.push(Filler {
            position: Position::Content,
            parties,
            chunk: None,
            weak: true,
        });
    }

    /// `تعهدت بأن تدعم لبنان`, `هددت بأنها ستجعل كوريا الشمالية تدفع`: whom the verb after أن acts on.
    fn told_of(&self, trigger: Trigger) -> Option<Parties> {
        let scene = self.scene;
        let high = scene.chunks.len().min(trigger.chunk + NEAR);
        let edge = (trigger.chunk + 1..high).find(|index| scene.stops(*index))?;
        if scene.chunks[edge].kind != Kind::Edge(Edge::Complementizer) {
            return None;
        }
        let clause = scene.clauses.get(edge + 1)?;
        // `هدد بأن تدفع إيران الثمن`
        let subject = match clause.subject {
            Subject::Phrase(phrase) if phrase > edge => Some(phrase),
            _ => None,
        };
        let mut told = clause.objects.iter().copied().chain(subject);
        told.find(|phrase| self.can_act(*phrase))
            .map(|phrase| self.parties(phrase))
    }

    /// Whether a phrase is a verbal noun that an event word has as object or complement.
    fn is_content(&self, index: usize, trigger: Trigger) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[index];
        let bound = match here.preposition.as_deref() {
            Some(name) => self.grammar.holds_content(name) && self.grammar.governs(name),
            None => here.bare() && trigger.form != Form::Noun,
        };
        let word = scene.head(index);
        let masdar = word.event_noun || word.features.verb_form == Some(VerbForm::Masdar);
        here.kind == Kind::Phrase && here.entity.is_none() && !here.pronoun && bound && masdar
    }

    /// Whom an act befalls: its genitive, or whom that belongs to, or its complement with ل or مع.
    fn befallen(&self, act: usize) -> Option<Parties> {
        let scene = self.scene;
        let mut at = act;
        for _ in 0..STEPS {
            let Some(genitive) = scene.groups.genitive(at) else {
                break;
            };
            if self.can_act(genitive) {
                return Some(self.parties(genitive));
            }
            at = genitive;
        }
        let after = self.after_coordination(act).max(at + 1);
        let high = scene.chunks.len().min(after + STEPS);
        let given = |index: &usize| {
            let name = scene.chunks[*index].preposition.as_deref();
            // `بذل الجهود مع الدول الشقيقة` is promised to nobody.
            let named = || {
                let entity = scene.chunks[*index].entity;
                entity.is_some_and(|e| self.entities[e as usize].kind != EntityType::Nom)
            };
            match name {
                Some("ل") => self.can_act(*index),
                Some("مع" | "بين") => named() && self.can_act(*index),
                _ => false,
            }
        };
        let open = |index: &usize| {
            let chunk = &scene.chunks[*index];
            let apart = matches!(
                chunk.preposition.as_deref(),
                Some("time" | "cause" | "purpose" | "instead" | "source")
            );
            !scene.stops(*index) && !apart
        };
        let found = (after..high).take_while(open).find(given);
        found.map(|index| self.parties(index))
    }

    /// Whether a phrase names somebody who can act.
    pub(crate) fn can_act(&self, chunk: usize) -> bool {
        let best = self
            .scene
            .groups
            .best_name(chunk, &self.scene.chunks, self.entities);
        let Some(entity) = self.scene.chunks[best].entity else {
            return false;
        };
        let mention = &self.entities[entity as usize];
        let kind = match mention.kind {
            EntityType::Per | EntityType::Occ | EntityType::Org | EntityType::Gpe => true,
            EntityType::Nom => mention.human,
            _ => false,
        };
        kind && !self.is_town(entity)
    }

    /// Who answers what a noun names: denies an accusation, refuses a demand, does what he is asked to.
    pub(crate) fn answered(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let top = self.top(chunk);
        let here = &scene.chunks[top];
        let bound = matches!(
            here.preposition.as_deref(),
            None | Some("على" | "ل" | "إلى" | "ب")
        );
        let verb = here.verb.filter(|verb| {
            bound && scene.head(*verb).cues.has(Cue::Answer) || here.before.has(Cue::Answer)
        });
        let noun = top.checked_sub(1).filter(|noun| {
            let chunk = &scene.chunks[*noun];
            let beside = chunk.kind == Kind::Phrase && chunk.end + 1 >= here.start;
            bound && beside && scene.head(*noun).cues.has(Cue::Answer)
        });
        let parties = match (noun, verb) {
            (Some(noun), _) => self.answering(noun),
            (None, Some(verb)) => scene.subjects[verb].clone(),
            (None, None) => return,
        };
        fillers.push(Filler {
            position: Position::Answerer,
            parties,
            chunk: None,
            weak: true,
        });
    }

    /// Who answers, told by a participle or verbal noun (`رافضا الاتهامات`, `رفضهم الدعوة`).
    fn answering(&self, noun: usize) -> Parties {
        let scene = self.scene;
        let word = scene.chunks[noun].head;
        if scene.words[word].has_pronoun() {
            return self.pronoun(word, &[]).unwrap_or_default();
        }
        let mut found = Vec::new();
        if scene.circumstance(word) {
            self.circumstance_subject(noun, &mut found);
        }
        let subject = found.into_iter().find(|f| f.position == Position::Subject);
        subject.map_or_else(Parties::new, |subject| subject.parties)
    }
}
