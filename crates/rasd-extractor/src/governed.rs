//! What the words that govern an event noun say of whether it happened.

use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::frame::Frame;
use crate::governors::{Governor, left_undone};
use crate::realis::Judgement;
use rasd_core::{Category, Realis};
use std::ops::ControlFlow::{self, Break, Continue};

/// What is no fact yet by a word above it.
const OPEN: [Cue; 3] = [Cue::Topic, Cue::TopicVerb, Cue::Wish];

/// An event noun that is judged.
pub(crate) struct Judged<'j> {
    /// Its phrase.
    pub chunk: usize,
    /// The first phrase of the chain that it is a genitive or member of.
    pub top: usize,
    pub frame: &'j Frame,
    /// Whether a light verb carries it.
    pub carried: bool,
    /// The words that govern it, the nearest first.
    pub governors: &'j [Governor],
}

impl Judged<'_> {
    fn is_first(&self, governor: &Governor) -> bool {
        let first = self.governors.first();
        first.is_some_and(|first| first.chunk == governor.chunk)
    }

    fn violent(&self) -> bool {
        self.frame.category == Category::Assault
    }

    /// `محاولة تسلل`, but `حاول زيادة قواته`: whether an attempt at it is an act of its kind.
    fn attempted(&self, governor: &Governor) -> bool {
        let moves = self.frame.category == Category::Mobilize && !governor.verb;
        let force = self.violent() || moves || self.frame.category == Category::Protest;
        force && governor.cues.has(Cue::Attempt)
    }
}

impl Gatherer<'_> {
    /// Judges by where the event stands and by the words that govern it, from the nearest on.
    pub(crate) fn judge_governors(&self, event: &Judged, mut judgement: Judgement) -> Judgement {
        if let Some((realis, reason)) = self.said_before(event) {
            return judgement.with(realis, reason);
        }
        for governor in event.governors {
            match self.judge_governor(event, governor, judgement) {
                Continue(open) => judgement = open,
                Break(settled) => return settled,
            }
        }
        judgement
    }

    /// What prepositions and phrases before the event say.
    fn said_before(&self, event: &Judged) -> Option<(Realis, &'static str)> {
        use Realis::{Future, Hypothetical};
        let scene = self.scene;
        let before = scene.chunks[event.top].before;
        // `في حالة حرب`, `في حالة تأهب` say how things are, unlike `في حالة اندلاع حرب`.
        let state = event.top == event.chunk && event.frame.presupposed;
        let lasting = state && scene.groups.genitive(event.chunk).is_none();
        // `للمشاركة في القمة`: a meeting is held whoever goes there.
        let meeting = event.frame.category == Category::Consult;
        let aimed = || self.aim(event.top).is_some_and(|aim| self.is_aimed(aim));
        let purpose = before.has(Cue::Purpose) || !meeting && aimed();
        match () {
            () if purpose || before.has(Cue::Condition) && !lasting => {
                Some((Hypothetical, "purpose or condition"))
            }
            // `تقارير حول هجوم`, `التحقيق بشأن اتهامات`: what reports are about has happened.
            () if before.has(Cue::Topic) && !state => Some((Hypothetical, "a topic (preposition)")),
            () if before.has(Cue::Planned) => Some((Future, "planned")),
            () if self.only_possible(event.top) => {
                Some((Hypothetical, "possible or an obligation"))
            }
            () if self.must_be(event.top) => Some((Hypothetical, "an obligation (إن على ...)")),
            () => None,
        }
    }

    /// What one governor says: settled, or open to those farther off.
    fn judge_governor(
        &self,
        event: &Judged,
        governor: &Governor,
        mut judgement: Judgement,
    ) -> ControlFlow<Judgement, Judgement> {
        let cues = governor.cues;
        if cues.has(Cue::NegationNoun) {
            judgement.deny("negated noun");
        }
        // What a meeting dealt with or a visit aimed at says nothing about itself.
        let subject = governor.verb && self.is_subject(governor.chunk, event.chunk);
        if subject && cues.any(&OPEN) {
            return Break(judgement);
        }
        if event.attempted(governor) || event.violent() && self.is_charge(governor) {
            return Break(self.judge_attempt(event, governor, judgement));
        }
        if self.done_after_all(governor) {
            return Break(judgement);
        }
        if event.is_first(governor) && self.unable(governor) {
            judgement.deny("could not be done");
            return Break(judgement);
        }
        if self.is_known_affair(event, governor) {
            return Break(judgement);
        }
        if cues.any(&OPEN) || cues.any(&[Cue::Obligation, Cue::Possible]) {
            let word = self.whole(self.scene.chunks[governor.chunk].head);
            let reason = format!("wished for, possible or a topic after `{word}`");
            return Break(judgement.with(Realis::Hypothetical, reason));
        }
        if cues.has(Cue::Planned) {
            return Break(self.judge_plan(event, governor, judgement));
        }
        if self.is_taken_decision(governor) {
            return Break(judgement);
        }
        // `علق العمل احتجاجا على القانون`: the protest is why, no object.
        let why = self.scene.head(event.chunk).cues.has(Cue::Reason);
        if cues.has(Cue::Ending) && governor.chunk != event.chunk && !why {
            let reason = "its end is told, not the act";
            return Break(judgement.with(Realis::Hypothetical, reason));
        }
        if self.is_denied(event, governor) {
            judgement.deny("denied or not done");
        }
        self.judge_by_verb(event, governor, judgement)
    }

    /// `سنرد إذا حاولوا قتله`, `لم تحاول الشرطة قتلهم`: an attempt is judged as its verb is.
    fn judge_attempt(
        &self,
        event: &Judged,
        governor: &Governor,
        mut judgement: Judgement,
    ) -> Judgement {
        if !event.attempted(governor) {
            return judgement;
        }
        let tried = self.judge_verb(governor.chunk);
        if governor.verb && tried.realis != Realis::Actual {
            return judgement.with(tried.realis, tried.reason);
        }
        judgement.negated |= tried.negated;
        judgement
    }

    /// `التحقيق في قضية اغتيال الصحفي`, `أهمية هذه الزيارة`: whether what is pointed at is there.
    fn is_known_affair(&self, event: &Judged, governor: &Governor) -> bool {
        let scene = self.scene;
        let affair = event.violent() && governor.cues.has(Cue::Affair);
        let noted = !governor.verb && governor.cues.has(Cue::Obligation);
        affair && scene.groups.genitive(event.chunk).is_some()
            || noted && scene.chunks[event.chunk].before.has(Cue::Demonstrative)
    }

    fn judge_plan(
        &self,
        event: &Judged,
        governor: &Governor,
        mut judgement: Judgement,
    ) -> Judgement {
        use Realis::{Future, Hypothetical};
        // `اعتقل بتهمة التخطيط لهجوم`, `أحبط مخططا لتفجير السفارة`: no more came of it.
        let stopped = [Cue::Blame, Cue::Ground, Cue::Penalty, Cue::Foil];
        let mut others = event.governors.iter();
        let foiled = others.any(|other| other.cues.any(&stopped));
        if event.violent() && !governor.verb && foiled {
            return judgement.with(Hypothetical, "a plan that somebody is charged with");
        }
        if governor.verb {
            // `لا يعتزم زيارة موسكو`
            let before = self.scene.chunks[governor.chunk].before;
            judgement.negated |= before.has(Cue::Negation);
            // `سئل عما إذا كان ينوي زيارة بغداد`
            let above = self.judge_verb(governor.chunk);
            if above.realis == Hypothetical {
                return judgement.with(Hypothetical, above.reason);
            }
        }
        judgement.with(Future, "planned (governing word)")
    }

    fn is_denied(&self, event: &Judged, governor: &Governor) -> bool {
        // `نفى الاتهامات`: they were made all the same.
        let speech = event.frame.category == Category::Accuse;
        let above = self.scene.chunks[governor.chunk].before;
        let cues = governor.cues;
        let none = cues.has(Cue::Rumour) && above.any(&[Cue::Negation, Cue::Deny]);
        let undeclared = || !event.violent() && self.undeclared(governor, event.top);
        cues.has(Cue::Deny) && !speech
            || none
            || event.is_first(governor) && (left_undone(governor) || undeclared())
    }

    /// What the verb that governs the event says of it: as an agreement holds it, or as it is told itself.
    fn judge_by_verb(
        &self,
        event: &Judged,
        governor: &Governor,
        judgement: Judgement,
    ) -> ControlFlow<Judgement, Judgement> {
        if !governor.verb {
            return Continue(judgement);
        }
        if self.is_agreed(governor.chunk) {
            return Break(judgement.with(Realis::Future, "what an agreement holds"));
        }
        if self.is_proposed(governor.chunk) {
            return Break(judgement.with(Realis::Hypothetical, "what a proposal holds"));
        }
        let own = self.scene.chunks[event.top].verb == Some(governor.chunk);
        if event.carried || !own {
            return Continue(judgement);
        }
        let above = self.judge_verb(governor.chunk);
        let known = || {
            let at = (event.chunk, event.top);
            event.is_first(governor) && self.known_of(at, governor)
        };
        if above.realis != Realis::Actual && !known() {
            let reason = format!("its verb: {}", above.reason);
            return Break(judgement.with(above.realis, reason));
        }
        Continue(judgement)
    }
}
