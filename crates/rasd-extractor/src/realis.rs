//! Whether an event is told as a fact, a plan, denied, or only wished for or discussed.

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Carrier, Gatherer, Trigger};
use crate::frame::Frame;
use crate::governed::Judged;
use crate::governors::{Governor, STEPS, plan, ruling};
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

    pub(crate) fn deny(&mut self, reason: &'static str) {
        self.negated = true;
        self.reason = reason.into();
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
    pub(crate) fn must_be(&self, top: usize) -> bool {
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
                judgement.deny("negated noun");
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
            judgement.deny("there was none");
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
        let judged = Judged {
            chunk,
            top,
            frame,
            carried: carrier.is_some(),
            governors,
        };
        self.judge_governors(&judged, judgement)
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
    pub(crate) fn is_agreed(&self, verb: usize) -> bool {
        self.stipulated_by(verb, &[Cue::Pact])
    }

    /// `مشروع قانون يقضي بسحب القوات`: whether it says what somebody would have them agree on.
    pub(crate) fn is_proposed(&self, verb: usize) -> bool {
        self.stipulated_by(verb, &[Cue::Topic, Cue::Possible])
    }

    /// Whether a verb in the present says what a noun of some class lays down.
    fn stipulated_by(&self, verb: usize, classes: &[Cue]) -> bool {
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
        let of_class = |at: usize| scene.head(at).cues.any(classes);
        subject.is_some_and(|subject| match scene.chunks[subject].link {
            Link::Genitive(whole) => of_class(subject) || of_class(whole),
            _ => of_class(subject),
        })
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
}
