//! Whether an event is told as a fact, a plan, denied, or only wished for or discussed.

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Carrier, Gatherer, Trigger};
use crate::frame::Frame;
use crate::governors::{Governor, STEPS, left_undone, plan, ruling};
use crate::rules::Form;
use rasd_core::{Category, Realis, Tense, VerbForm};
use std::borrow::Cow;

/// What the surroundings say of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub realis: Realis,
    pub negated: bool,
    pub tense: Tense,
    /// The cue that decided, in words.
    pub reason: Cow<'static, str>,
}

impl Judgement {
    /// What nothing speaks against.
    pub fn fact(tense: Tense) -> Self {
        Judgement {
            realis: Realis::Actual,
            negated: false,
            tense,
            reason: "no cue against it: told as a fact".into(),
        }
    }

    /// Takes the negation as part of the event's name: who says `لن نقبل` refuses now.
    pub fn affirm(&mut self) {
        self.negated = false;
        if self.realis == Realis::Future && self.tense == Tense::Future {
            self.realis = Realis::Actual;
            self.reason = "the negated word itself names the event".into();
        }
    }

    pub(crate) fn with(mut self, realis: Realis, reason: impl Into<Cow<'static, str>>) -> Self {
        self.realis = realis;
        self.reason = reason.into();
        self
    }
}

impl Gatherer<'_> {
    /// Whether a particle or a noun of negation (`لم`, `عدم`) stands before the trigger.
    pub fn is_negated(&self, trigger: Trigger) -> bool {
        let before = self.scene.chunks[trigger.chunk].before;
        if trigger.form == Form::Verb {
            let negated = before.any(&[Cue::Negation, Cue::NegationFuture]);
            return negated && !self.excepted(trigger.chunk);
        }
        let above = self.governors(trigger.chunk);
        before.has(Cue::NegationNoun)
            || above.first().is_some_and(|g| g.cues.has(Cue::NegationNoun))
    }

    /// `على إيران أن توقف التخصيب`: whether somebody stands before as the one who must do what follows.
    pub(crate) fn laid_on(&self, end: usize) -> bool {
        self.obliged(end).is_some()
    }

    /// `لا بد من محاكمة المسؤولين`, `من المحتمل تأجيل القمة`: whether a phrase that says so stands before a noun.
    pub(crate) fn only_possible(&self, top: usize) -> bool {
        let scene = self.scene;
        let last = top.checked_sub(1).map(|last| &scene.chunks[last]);
        last.is_some_and(|last| {
            let phrase = last.kind == Kind::Other && last.end > last.start + 1;
            let open = last.before.any(&[Cue::Obligation, Cue::Possible]);
            phrase && open && last.end == scene.chunks[top].start
        })
    }

    /// `إن على إيران وقف التخصيب`: the same where a noun follows.
    fn must_be(&self, top: usize) -> bool {
        let scene = self.scene;
        let opens = |at: usize| {
            let before = at.checked_sub(1).map(|before| &scene.chunks[before].kind);
            before == Some(&Kind::Edge(Edge::Complementizer))
        };
        let masdar = scene.head(top).features.verb_form == Some(VerbForm::Masdar);
        masdar && scene.chunks[top].bare() && self.obliged(top).is_some_and(opens)
    }

    /// The phrase with على that ends before a chunk.
    fn obliged(&self, end: usize) -> Option<usize> {
        let scene = self.scene;
        let mut at = end.checked_sub(1)?;
        for _ in 0..STEPS {
            match scene.chunks[at].link {
                Link::Genitive(parent) | Link::Apposition(parent) | Link::Coordinate(parent) => {
                    at = parent;
                }
                Link::None => break,
            }
        }
        let phrase = &scene.chunks[at];
        let on = phrase.kind == Kind::Phrase && phrase.preposition.as_deref() == Some("على");
        on.then_some(at)
    }

    /// Whether a participle stands as an adverb of circumstance (`دعا إلى الحوار رافضا التدخل`): it
    /// tells a fact of its own, whatever the verb it goes with says.
    pub fn is_circumstance(&self, trigger: Trigger) -> bool {
        let chunk = &self.scene.chunks[trigger.chunk];
        trigger.form == Form::Participle
            && chunk.head == trigger.word
            && chunk.preposition.is_none()
            && (chunk.link == Link::None || self.joins_circumstance(trigger.chunk))
    }

    /// Whether a participle describes a noun (`الدول الموقعة`): whatever governs the noun, it is a fact.
    pub fn is_attribute(&self, trigger: Trigger) -> bool {
        trigger.form == Form::Participle && self.scene.chunks[trigger.chunk].head != trigger.word
    }

    /// Judges an event noun.
    pub fn judge_noun(
        &self,
        chunk: usize,
        frame: &Frame,
        carrier: Option<Carrier>,
        governors: &[Governor],
    ) -> Judgement {
        let scene = self.scene;
        let mut judgement = match carrier {
            Some(carrier) => self.judge_verb(carrier.verb),
            None => Judgement::fact(Tense::None),
        };
        // `دعت إلى إضراب إحياء للذكرى الأولى لاستيلاء الجيش على السلطة`: what is remembered has happened.
        let remembered = |above: &Governor| !above.verb && above.cues.has(Cue::Anniversary);
        if governors.iter().any(remembered) {
            return Judgement::fact(Tense::Past);
        }
        let top = self.top(chunk);
        // `الاعتداءات التي لا تتوقف`
        let goes_on = carrier.is_some_and(|carrier| {
            let verb = scene.head(carrier.verb);
            judgement.negated && carrier.relative && verb.cues.has(Cue::Lasting)
        });
        let missed = judgement.negated && judgement.realis == Realis::Actual;
        let struck = missed && carrier.is_some_and(|c| self.not_escaped(c, chunk));
        if goes_on || struck || self.lasts(chunk, top, frame) {
            return Judgement::fact(judgement.tense);
        }
        if self.is_prepared((chunk, top), frame, governors) {
            return judgement.with(Realis::Future, "prepared for");
        }
        if self.is_scene_to_come((chunk, top), frame) {
            return judgement.with(Realis::Future, "what is told of it is to come");
        }
        if self.purpose(chunk, top, frame, carrier) && !ruling(governors).is_some_and(plan) {
            return judgement.with(Realis::Hypothetical, "a purpose after ل");
        }
        for at in [chunk, top] {
            let here = &scene.chunks[at];
            if here.before.has(Cue::NegationNoun) || scene.head(at).cues.has(Cue::NegationNoun) {
                judgement.negated = true;
                judgement.reason = "negated noun".into();
            }
            let upcoming = |w: &usize| scene.words[*w].cues.has(Cue::Upcoming);
            if here.adjectives.iter().any(upcoming) && !self.certain(chunk, frame) {
                return judgement.with(Realis::Future, "an adjective says it is to come");
            }
        }
        if self.was_scheduled(chunk) {
            return judgement.with(Realis::Future, "a clause says it was to come");
        }
        let rumour = self.is_denied_rumour(top) || self.led_to_none(chunk, governors);
        if self.is_none(chunk, governors) || rumour {
            judgement.negated = true;
            judgement.reason = "there was none".into();
        }
        if rumour {
            return judgement;
        }
        // `لن يشن أي هجوم`, but `أي هجوم لن يمر دون رد`
        let ahead = carrier.is_some_and(|carrier| carrier.verb > chunk);
        if self.is_any(chunk) && (ahead || !judgement.negated) {
            return judgement.with(Realis::Hypothetical, "none in particular is meant");
        }
        let known = self.certain(chunk, frame);
        if known && (self.is_told(chunk) || !self.left_open((chunk, top), governors)) {
            return judgement;
        }
        self.judge_governors((chunk, top), frame, carrier, governors, judgement)
    }

    /// `استعدادا لقمة مكة`: a meeting that is prepared for is to come.
    fn is_prepared(
        &self,
        (chunk, top): (usize, usize),
        frame: &Frame,
        governors: &[Governor],
    ) -> bool {
        let governed = || ruling(governors).is_some_and(|g| g.cues.has(Cue::Preparation));
        let before = self.scene.chunks[top].before.has(Cue::Preparation);
        frame.category == Category::Consult && (before || governed()) && !self.told_in_past(chunk)
    }

    /// `اتفاق يقضي بانسحاب القوات`: whether a verb in the present says what parties have agreed on.
    fn is_agreed(&self, verb: usize) -> bool {
        let scene = self.scene;
        let head = scene.head(verb);
        if !head.cues.has(Cue::Stipulate) || head.features.verb_form == Some(VerbForm::Perfect) {
            return false;
        }
        let Some(clause) = scene.clauses.get(verb) else {
            return false;
        };
        let subject = match clause.subject {
            Subject::Phrase(subject) => Some(subject),
            Subject::Dropped => clause.antecedent,
        };
        subject.is_some_and(|subject| scene.head(subject).cues.has(Cue::Pact))
    }

    /// Whether a noun, or what it is the genitive of, is the subject of a verb: the verb's sense
    /// then says nothing about whether it happened (`تناول الاجتماع`).
    pub(crate) fn is_subject(&self, verb: usize, chunk: usize) -> bool {
        let subject = self.scene.clauses.get(verb).map(|clause| clause.subject);
        let mut at = chunk;
        for _ in 0..STEPS {
            if subject == Some(Subject::Phrase(at)) {
                return true;
            }
            match self.scene.chunks[at].link {
                Link::Genitive(parent) | Link::Coordinate(parent) | Link::Apposition(parent) => {
                    at = parent;
                }
                Link::None => break,
            }
        }
        false
    }

    fn judge_governors(
        &self,
        (chunk, top): (usize, usize),
        frame: &Frame,
        carrier: Option<Carrier>,
        governors: &[Governor],
        mut judgement: Judgement,
    ) -> Judgement {
        use Realis::{Future, Hypothetical};
        let scene = self.scene;
        let before = scene.chunks[top].before;
        // `في حالة حرب`, `في حالة تأهب` say how things are, unlike `في حالة اندلاع حرب`.
        let state = top == chunk && frame.presupposed;
        let lasting = state && scene.groups.genitive(chunk).is_none();
        let aim = self.aim(top);
        // `للمشاركة في القمة`: a meeting is held whoever goes there.
        let meeting = frame.category == Category::Consult;
        let aimed = !meeting && aim.is_some_and(|aim| self.is_aimed(aim));
        if aimed || before.has(Cue::Purpose) || (before.has(Cue::Condition) && !lasting) {
            return judgement.with(Hypothetical, "purpose or condition");
        }
        // `تقارير حول هجوم`, `التحقيق بشأن اتهامات`: what reports are about has happened.
        if before.has(Cue::Topic) && !state {
            return judgement.with(Hypothetical, "a topic (preposition)");
        }
        if before.has(Cue::Planned) {
            return judgement.with(Future, "planned");
        }
        if self.only_possible(top) {
            return judgement.with(Hypothetical, "possible or an obligation");
        }
        if self.must_be(top) {
            return judgement.with(Hypothetical, "an obligation (إن على ...)");
        }
        for governor in governors {
            let cues = governor.cues;
            if cues.has(Cue::NegationNoun) {
                judgement.negated = true;
                judgement.reason = "negated noun".into();
            }
            // What a meeting dealt with or a visit aimed at says nothing about itself.
            let subject = governor.verb && self.is_subject(governor.chunk, chunk);
            let open = [Cue::Topic, Cue::TopicVerb, Cue::Wish];
            if subject && cues.any(&open) {
                break;
            }
            let violence = frame.category == Category::Assault;
            // `محاولة تسلل`, but `حاول زيادة قواته`
            let moves = frame.category == Category::Mobilize && !governor.verb;
            let force = violence || moves || frame.category == Category::Protest;
            let attempt = force && cues.has(Cue::Attempt);
            if attempt || (violence && self.is_charge(governor)) {
                // `سنرد إذا حاولوا قتله`
                if attempt && governor.verb {
                    let tried = self.judge_verb(governor.chunk);
                    if tried.realis != Realis::Actual {
                        return judgement.with(tried.realis, tried.reason);
                    }
                }
                // `لم تحاول الشرطة قتلهم`
                judgement.negated |= attempt && self.judge_verb(governor.chunk).negated;
                break;
            }
            if self.done_after_all(governor) {
                break;
            }
            let direct = governors
                .first()
                .is_some_and(|first| first.chunk == governor.chunk);
            if direct && self.unable(governor) {
                judgement.negated = true;
                judgement.reason = "could not be done".into();
                break;
            }
            // `التحقيق في قضية اغتيال الصحفي`
            let affair = violence && cues.has(Cue::Affair);
            if affair && scene.groups.genitive(chunk).is_some() {
                break;
            }
            // `أهمية هذه الزيارة`: what is pointed at is there.
            let noted = !governor.verb && cues.has(Cue::Obligation);
            if noted && scene.chunks[chunk].before.has(Cue::Demonstrative) {
                break;
            }
            if cues.any(&open) || cues.any(&[Cue::Obligation, Cue::Possible]) {
                let word = self.whole(scene.chunks[governor.chunk].head);
                return judgement.with(
                    Hypothetical,
                    format!("wished for, possible or a topic after `{word}`"),
                );
            }
            if cues.has(Cue::Planned) {
                // `اعتقل بتهمة التخطيط لهجوم`, `أحبط مخططا لتفجير السفارة`: no more came of it.
                let stopped = [Cue::Blame, Cue::Ground, Cue::Penalty, Cue::Foil];
                let foiled = governors.iter().any(|other| other.cues.any(&stopped));
                if violence && !governor.verb && foiled {
                    return judgement.with(Hypothetical, "a plan that somebody is charged with");
                }
                // `لا يعتزم زيارة موسكو`
                let denied = scene.chunks[governor.chunk].before.has(Cue::Negation);
                judgement.negated |= governor.verb && denied;
                // `سئل عما إذا كان ينوي زيارة بغداد`
                let open = |above: &Judgement| above.realis == Hypothetical;
                let above = governor.verb.then(|| self.judge_verb(governor.chunk));
                if let Some(above) = above.filter(open) {
                    return judgement.with(Hypothetical, above.reason);
                }
                return judgement.with(Future, "planned (governing word)");
            }
            if self.is_taken_decision(governor) {
                break;
            }
            // `علق العمل احتجاجا على القانون`: the protest is why, no object.
            let why = scene.head(chunk).cues.has(Cue::Reason);
            if cues.has(Cue::Ending) && governor.chunk != chunk && !why {
                return judgement.with(Hypothetical, "its end is told, not the act");
            }
            // `نفى الاتهامات`: they were made all the same.
            let speech = frame.category == Category::Accuse;
            let above = scene.chunks[governor.chunk].before;
            let none = cues.has(Cue::Rumour) && above.any(&[Cue::Negation, Cue::Deny]);
            let first = governors
                .first()
                .is_some_and(|first| first.chunk == governor.chunk);
            let undeclared = first && !violence && self.undeclared(governor, top);
            let undone = first && left_undone(governor);
            if (cues.has(Cue::Deny) && !speech) || none || undone || undeclared {
                judgement.negated = true;
                judgement.reason = "denied or not done".into();
            }
            if governor.verb && self.is_agreed(governor.chunk) {
                return judgement.with(Future, "what an agreement holds");
            }
            if governor.verb && carrier.is_none() {
                let above = self.judge_verb(governor.chunk);
                let own = scene.chunks[top].verb == Some(governor.chunk);
                if above.realis != Realis::Actual
                    && own
                    && !(first && self.known_of((chunk, top), governor))
                {
                    let reason = format!("its verb: {}", above.reason);
                    return judgement.with(above.realis, reason);
                }
            }
        }
        judgement
    }
}
