//! When events happened.

use crate::chunks::{Chunk, Kind};
use crate::cue::Cue;
use crate::fillers::{Gatherer, Trigger};
use crate::places::Asked;
use crate::rules::Form;
use rasd_core::{Affixes, Grain, TimexType};

/// Chunks on either side of a trigger that are searched for a time: keeps the work linear in a clause without end.
const FAR: usize = 120;

impl Gatherer<'_> {
    /// Time of an event: the nearest time expression of its clause, those after it first.
    pub fn time(&self, asked: &Asked<'_>) -> Option<u32> {
        let scene = self.scene;
        let (trigger, carrier) = (asked.trigger, asked.carrier);
        let (start, end) = self.stretch(trigger, carrier);
        let start = start.max(trigger.chunk.saturating_sub(FAR));
        let end = end.min(trigger.chunk + FAR);
        let time = |index: usize| match scene.chunks[index].kind {
            Kind::Time(_) if asked.told && self.inside_content(index, trigger) => None,
            // `بعد هجوم أمس`: the time of another event.
            Kind::Time(_) if self.dates_another(index, trigger) => None,
            Kind::Time(_) if self.in_source(index) => None,
            Kind::Time(time) if self.names_thing(index, time, trigger) => None,
            Kind::Time(_) if self.goes_on(index, trigger) => None,
            _ => self.time_at(index),
        };
        let after = (trigger.chunk + 1..end).find_map(time);
        let near = after.or_else(|| (start..trigger.chunk).rev().find_map(time));
        let resumed = || {
            let (start, end) = self.resumption((start, end))?;
            (start..end).find_map(time)
        };
        let near = near.or_else(resumed);
        // `فاز في الانتخابات التي جرت الاثنين`
        let occurred = || {
            let (start, end) = self.occurrence(trigger, (start, end))?;
            (start..end).find_map(|index| self.time_at(index))
        };
        let near = near.or_else(|| occurred().filter(|_| !asked.speech));
        // `وصل أمس والتقى نظيره`: a verb that continues another's subject shares its time.
        let verb = carrier.map_or(trigger.chunk, |carrier| carrier.verb);
        let continued = || {
            let clause = scene.clauses.get(scene.continued(verb)?)?;
            (clause.start..clause.end).take(FAR).find_map(time)
        };
        let near = near.or_else(continued);
        // The time of the verb is that of its object (`وسعت واشنطن الاثنين عقوباتها`).
        near.or_else(|| {
            let here = &scene.chunks[self.top(trigger.chunk)];
            let verb = here
                .verb
                .filter(|_| trigger.form == Form::Noun)
                .filter(|verb| here.bare() || self.announces(*verb, here))
                // `أعلن الثلاثاء فوزه`: that was before.
                .filter(|verb| !(asked.past && scene.head(*verb).cues.has(Cue::Say)))?;
            (verb..trigger.chunk).take(FAR).find_map(time)
        })
    }

    /// The clause that describes in what an event is: `انفجرت ألغام في حادث وقع الثلاثاء`.
    pub(crate) fn occurrence(
        &self,
        trigger: Trigger,
        (start, end): (usize, usize),
    ) -> Option<(usize, usize)> {
        const NEAR: usize = 7;
        let scene = self.scene;
        let inside = |index: usize| {
            let chunk = &scene.chunks[index];
            let within = matches!(chunk.preposition.as_deref(), Some("في"));
            chunk.kind == Kind::Phrase
                && chunk.entity.is_none()
                && (within || chunk.preposition.is_some() && chunk.before.has(Cue::SameScene))
        };
        (start..end)
            .filter(|index| *index != trigger.chunk && inside(*index))
            .find_map(|index| {
                let carrier = self.relative_carrier(index)?;
                let clause = scene.clauses.get(carrier.verb)?;
                let near = clause.end.min(carrier.verb + NEAR);
                let apart = |index: &usize| {
                    let preposition = scene.chunks[*index].preposition.as_deref();
                    scene.chunks[*index].kind == Kind::Phrase
                        && matches!(preposition, Some("time" | "cause" | "purpose"))
                };
                let end = (carrier.verb..near).find(apart).unwrap_or(near);
                Some((carrier.verb, end))
            })
    }

    /// `أعلنت الثلاثاء عن سحب قواتها`
    fn announces(&self, verb: usize, noun: &Chunk) -> bool {
        let about = noun.preposition.as_deref() == Some("عن");
        about && self.scene.head(verb).cues.has(Cue::Announce)
    }

    /// `الحرب الدائرة في اليمن منذ عام`: whether a time says since when something else goes on.
    fn goes_on(&self, index: usize, trigger: Trigger) -> bool {
        let scene = self.scene;
        if scene.chunks[index].preposition.as_deref() != Some("time") {
            return false;
        }
        let says_where = |chunk: usize| {
            let name = scene.chunks[chunk].preposition.as_deref();
            name.is_some_and(|name| self.grammar.says_where(name))
        };
        let describes = |chunk: usize| {
            let head = scene.head(chunk);
            head.event_noun && head.definite() && !scene.chunks[chunk].adjectives.is_empty()
        };
        (trigger.chunk + 1..index)
            .rev()
            .take_while(|chunk| scene.chunks[*chunk].kind == Kind::Phrase)
            .find(|chunk| describes(*chunk) || !says_where(*chunk))
            .is_some_and(describes)
    }

    /// Whether a time rather describes the thing named before it: a year (`انتخابات الرئاسة لعام 2024`,
    /// `اتفاق 2015`), or how long something is (`بالسجن 3 سنوات`, `العمر 83 عاما`).
    fn names_thing(&self, index: usize, time: u32, trigger: Trigger) -> bool {
        let scene = self.scene;
        let time = &self.times[time as usize];
        let Some(previous) = index.checked_sub(1).filter(|i| *i != trigger.chunk) else {
            return false;
        };
        let (here, before) = (&scene.chunks[index], &scene.chunks[previous]);
        // `3 سنوات وشهرا`
        if let (Kind::Time(first), true) = (&before.kind, here.conjoined) {
            return self.names_thing(previous, *first, trigger);
        }
        let touching = before.kind == Kind::Phrase && before.end == here.start;
        let grain = time.interval.map(|interval| interval.grain);
        let year = grain == Some(Grain::Year);
        let bare = here.end == here.start + 1;
        let attached = scene.words[here.start]
            .affixes
            .any(Affixes::BI.with(Affixes::LI));
        // `سجنه لمدة عام`
        let lasting = matches!(before.preposition.as_deref(), Some("ل" | "time"));
        let of = match here.preposition.as_deref() {
            Some("ل") => year,
            None if scene.words[here.start].affixes.has(Affixes::LI) && year => true,
            None if time.kind == TimexType::Duration => !attached && !lasting,
            None => year && bare && before.entity.is_none() && !scene.head(previous).definite(),
            _ => false,
        };
        touching && of
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

    /// `حسب بيان للوزارة صدر أمس`: whether a time stands where the source is named.
    fn in_source(&self, time: usize) -> bool {
        const NEAR: usize = 8;
        let scene = self.scene;
        (time.saturating_sub(NEAR)..time)
            .rev()
            .take_while(|index| !matches!(scene.chunks[*index].kind, Kind::Edge(_) | Kind::Verb))
            .any(|index| scene.chunks[index].preposition.as_deref() == Some("source"))
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
