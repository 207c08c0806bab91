//! When events happened.

use crate::chunks::Kind;
use crate::fillers::{Carrier, Gatherer, Trigger};
use crate::rules::Form;
use rasd_core::TimexType;

impl Gatherer<'_> {
    /// Time of an event: the nearest time expression of its clause, those after it first.
    pub fn time(&self, trigger: Trigger, carrier: Option<Carrier>, told: bool) -> Option<u32> {
        let scene = self.scene;
        let (start, end) = self.stretch(trigger, carrier);
        let time = |index: usize| match scene.chunks[index].kind {
            Kind::Time(_) if told && self.inside_content(index, trigger) => None,
            // `بعد هجوم أمس`: the time of another event.
            Kind::Time(_) if self.dates_another(index, trigger) => None,
            _ => self.time_at(index),
        };
        let after = (trigger.chunk + 1..end).find_map(time);
        let near = after.or_else(|| (start..trigger.chunk).rev().find_map(time));
        let resumed = || {
            let (start, end) = self.resumption((start, end))?;
            (start..end).find_map(time)
        };
        let near = near.or_else(resumed);
        // `وصل أمس والتقى نظيره`: a verb that continues another's subject shares its time.
        let verb = carrier.map_or(trigger.chunk, |carrier| carrier.verb);
        let continued = || {
            let clause = scene.clauses.get(scene.continued(verb)?)?;
            (clause.start..clause.end).find_map(time)
        };
        let near = near.or_else(continued);
        // The time of the verb is that of its object (`وسعت واشنطن الاثنين عقوباتها`).
        near.or_else(|| {
            let here = &scene.chunks[self.top(trigger.chunk)];
            let verb = here
                .verb
                .filter(|_| here.bare() && trigger.form == Form::Noun)?;
            (verb..trigger.chunk).find_map(time)
        })
    }

    /// The time that a chunk says something is at.
    pub(crate) fn time_at(&self, index: usize) -> Option<u32> {
        match self.scene.chunks[index].kind {
            // `بعد أيام من بدء المحادثات` is measured from another event.
            Kind::Time(_) if self.measured_from(index) => None,
            Kind::Time(time) if self.is_age(index, time) => None,
            Kind::Time(time) => Some(time),
            _ => None,
        }
    }

    /// Whether a time follows the name of another event directly, which stands in a phrase of its own.
    fn dates_another(&self, time: usize, trigger: Trigger) -> bool {
        let scene = self.scene;
        let Some(previous) = time.checked_sub(1).filter(|i| *i > trigger.chunk) else {
            return false;
        };
        let noun = &scene.chunks[previous];
        let head = scene.head(previous);
        trigger.form == Form::Verb
            && noun.kind == Kind::Phrase
            && noun.entity.is_none()
            && head.event_noun
            && noun
                .preposition
                .as_deref()
                .is_some_and(|p| matches!(p, "time" | "cause"))
    }

    /// `كونتي (53 عاما)`
    fn is_age(&self, chunk: usize, time: u32) -> bool {
        let scene = self.scene;
        let duration = self.times[time as usize].kind == TimexType::Duration;
        let person = chunk.checked_sub(1).is_some_and(|before| {
            let before = &scene.chunks[before];
            before.kind == Kind::Phrase && before.human && before.entity.is_some()
        });
        duration && person && scene.chunks[chunk].preposition.is_none()
    }

    fn measured_from(&self, time: usize) -> bool {
        let scene = self.scene;
        scene.chunks[time].preposition.as_deref() == Some("time")
            && scene.chunks.get(time + 1).is_some_and(|next| {
                next.kind == Kind::Phrase && next.preposition.as_deref() == Some("من")
            })
    }
}
