//! Whether an event is told as a fact, a plan, denied, or only wished for or discussed.

use crate::chunks::{Edge, Kind, Link};
use crate::cue::{Cue, CueSet};
use crate::fillers::{Carrier, Gatherer, Trigger};
use crate::frame::Frame;
use crate::rules::Form;
use rasd_core::{Affixes, Category, Realis, Tense, VerbForm};
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
    fn fact(tense: Tense) -> Self {
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

    fn with(mut self, realis: Realis, reason: impl Into<Cow<'static, str>>) -> Self {
        self.realis = realis;
        self.reason = reason.into();
        self
    }
}

/// A word that governs an event noun.
#[derive(Debug, Clone)]
pub(crate) struct Governor {
    /// Its chunk.
    pub chunk: usize,
    pub cues: CueSet,
    /// Preposition between the two, if there is one.
    pub preposition: Option<std::sync::Arc<str>>,
    pub verb: bool,
}

/// Whether the governor is a noun of planning, whose complement with ل is what is planned:
/// `مخطط لقتل الصحفي`.
fn plan(governor: &Governor) -> bool {
    !governor.verb && governor.cues.has(Cue::Planned)
}

/// Whether the governor wishes for or threatens with its complement: `هدد بتفجير السفارة`.
fn wished(governor: &Governor) -> bool {
    governor.cues.has(Cue::Wish) && governor.preposition.as_deref() == Some("ب")
}

/// Steps followed upwards.
const STEPS: usize = 6;

impl Gatherer<'_> {
    /// Whether a particle or a noun of negation (`لم`, `عدم`) stands before the trigger.
    pub fn is_negated(&self, trigger: Trigger) -> bool {
        let before = self.scene.chunks[trigger.chunk].before;
        if trigger.form == Form::Verb {
            return before.any(&[Cue::Negation, Cue::NegationFuture]);
        }
        let above = self.governors(trigger.chunk);
        before.has(Cue::NegationNoun)
            || above.first().is_some_and(|g| g.cues.has(Cue::NegationNoun))
    }

    /// Judges a finite verb.
    pub fn judge_verb(&self, verb: usize) -> Judgement {
        let scene = self.scene;
        let chunk = &scene.chunks[verb];
        let word = &scene.words[chunk.head];
        let perfect = word.features.verb_form == Some(VerbForm::Perfect);
        let before = chunk.before;
        let tense = if word.affixes.has(Affixes::SA) || before.has(Cue::FutureParticle) {
            Tense::Future
        } else if perfect || before.has(Cue::Negation) {
            Tense::Past
        } else {
            Tense::Present
        };
        let mut judgement = Judgement::fact(tense);
        if before.has(Cue::NegationFuture) {
            judgement.negated = true;
            judgement.tense = Tense::Future;
            return judgement.with(Realis::Future, "negated future verb");
        }
        if before.has(Cue::Negation) {
            judgement.negated = true;
            judgement.reason = "negated verb".into();
        }
        if tense == Tense::Future {
            return judgement.with(Realis::Future, "future verb");
        }
        if word.affixes.has(Affixes::LI) && !perfect {
            return judgement.with(Realis::Hypothetical, "verb of purpose after ل");
        }
        if !perfect && before.any(&[Cue::Possible, Cue::Condition, Cue::Purpose]) {
            return judgement.with(Realis::Hypothetical, "possibility, condition or purpose");
        }
        if before.has(Cue::Condition) {
            return judgement.with(Realis::Hypothetical, "condition");
        }
        if before.has(Cue::Habitual) && !perfect {
            return judgement.with(Realis::Hypothetical, "a habit, no single act");
        }
        if before.has(Cue::Planned) && !perfect {
            return judgement.with(Realis::Future, "planned");
        }
        self.judge_opening(verb, perfect, judgement)
    }

    /// What stands before the clause: `من المقرر أن`, `طالب بأن`, `إذا`.
    fn judge_opening(&self, verb: usize, perfect: bool, judgement: Judgement) -> Judgement {
        let scene = self.scene;
        let Some(edge) = scene.clauses.get(verb).and_then(|clause| clause.opening) else {
            return judgement;
        };
        let cues = scene.chunks[edge].before;
        if cues.has(Cue::Condition) {
            return judgement.with(Realis::Hypothetical, "condition");
        }
        if cues.has(Cue::Purpose) {
            return judgement.with(Realis::Hypothetical, "purpose");
        }
        if perfect || scene.chunks[edge].kind != Kind::Edge(Edge::Complementizer) {
            return judgement;
        }
        // Only أن directly before the verb (subjunctive) takes up the sense of its governor.
        let indicative = scene.head(edge).has_pronoun() && !cues.has(Cue::Planned);
        if edge + 1 != verb || indicative {
            return judgement;
        }
        let mut above = cues;
        for index in (edge.saturating_sub(3)..edge).rev() {
            match scene.chunks[index].kind {
                Kind::Verb => {
                    above = above.with(scene.head(index).cues);
                    break;
                }
                Kind::Other => above = above.with(scene.chunks[index].before),
                Kind::Phrase if scene.chunks[index].entity.is_none() => {
                    above = above.with(scene.head(index).cues);
                }
                _ => {}
            }
        }
        if above.has(Cue::Planned) {
            return judgement.with(Realis::Future, "planned (governing word before أن)");
        }
        if above.any(&[
            Cue::Wish,
            Cue::Obligation,
            Cue::Possible,
            Cue::Topic,
            Cue::Deny,
        ]) {
            return judgement.with(
                Realis::Hypothetical,
                "wished, possible or obligatory before أن",
            );
        }
        judgement
    }

    /// Whether a participle stands as an adverb of circumstance (`دعا إلى الحوار رافضا التدخل`): it
    /// tells a fact of its own, whatever the verb it goes with says.
    pub fn is_circumstance(&self, trigger: Trigger) -> bool {
        let chunk = &self.scene.chunks[trigger.chunk];
        chunk.head == trigger.word && chunk.preposition.is_none() && chunk.link == Link::None
    }

    /// The words above an event noun, the nearest first.
    pub fn governors(&self, chunk: usize) -> Vec<Governor> {
        let scene = self.scene;
        let mut governors = Vec::new();
        let mut at = chunk;
        let mut preposition = None;
        for _ in 0..STEPS {
            let here = &scene.chunks[at];
            let up = match here.link {
                Link::Genitive(parent) | Link::Apposition(parent) => parent,
                Link::Coordinate(head) => {
                    at = head;
                    continue;
                }
                Link::None => {
                    if let Some(name) = &here.preposition {
                        if !self.grammar.governs(name) {
                            break;
                        }
                        preposition = here.preposition.clone();
                    }
                    // `السعي إلى «إعادة فرض» عقوبات`
                    let quote = Kind::Edge(Edge::QuoteOpen);
                    let previous = at
                        .checked_sub(1)
                        .filter(|p| scene.chunks[*p].kind == quote)
                        .unwrap_or(at)
                        .checked_sub(1);
                    let noun = previous.filter(|p| {
                        let chunk = &scene.chunks[*p];
                        here.preposition.is_some()
                            && chunk.kind == Kind::Phrase
                            && chunk.entity.is_none()
                            && !chunk.pronoun
                    });
                    if noun.is_none() && self.set_apart(at) {
                        break;
                    }
                    match noun.or(here.verb) {
                        Some(up) => up,
                        None => break,
                    }
                }
            };
            let verb = scene.chunks[up].kind == Kind::Verb;
            governors.push(Governor {
                chunk: up,
                cues: scene.head(up).cues,
                preposition: preposition.clone(),
                verb,
            });
            if verb {
                break;
            }
            at = up;
        }
        governors
    }

    /// `ناقشا الأزمة بعد مقتل القائد بضربة في بغداد`: whether a phrase stands under the time or cause of the
    /// clause, of which its verb says nothing.
    fn set_apart(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let verb = scene.chunks[chunk].verb.unwrap_or(chunk);
        let mut between = (verb + 1..chunk).rev();
        let open = |index: &usize| !matches!(scene.chunks[*index].kind, Kind::Edge(_));
        between.by_ref().take_while(open).any(|index| {
            let name = scene.chunks[index].preposition.as_deref();
            matches!(name, Some("time" | "cause")) && scene.head(index).event_noun
        })
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
        let top = self.top(chunk);
        if self.purpose(chunk, top, frame, carrier) && !governors.first().is_some_and(plan) {
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
        if self.certain(chunk, frame) && !governors.first().is_some_and(wished) {
            return judgement;
        }
        self.judge_governors((chunk, top), frame, carrier, governors, judgement)
    }

    /// Whether a noun, or what it is the genitive of, is the subject of a verb: the verb's sense
    /// then says nothing about whether it happened (`تناول الاجتماع`).
    fn is_subject(&self, verb: usize, chunk: usize) -> bool {
        let subject = self.scene.clauses.get(verb).map(|clause| clause.subject);
        let mut at = chunk;
        for _ in 0..STEPS {
            if subject == Some(crate::clauses::Subject::Phrase(at)) {
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

    /// Whether the noun presupposes its event whatever governs it.
    pub fn certain(&self, chunk: usize, frame: &Frame) -> bool {
        let scene = self.scene;
        let head = scene.head(chunk);
        let told = |w: &usize| scene.words[*w].cues.has(Cue::Happened);
        if scene.chunks[chunk].adjectives.iter().any(told) || self.told_in_past(chunk) {
            return true;
        }
        if !frame.presupposed {
            return false;
        }
        let genitive = scene.groups.genitive(chunk);
        let named =
            genitive.is_some_and(|g| scene.chunks[g].entity.is_some() || scene.head(g).definite());
        head.definite() || head.has_pronoun() || named
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
        if before.has(Cue::Purpose) || (before.has(Cue::Condition) && !state) {
            return judgement.with(Hypothetical, "purpose or condition");
        }
        if before.has(Cue::Topic) {
            return judgement.with(Hypothetical, "a topic (preposition)");
        }
        if before.has(Cue::Planned) {
            return judgement.with(Future, "planned");
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
            // `التحقيق في قضية اغتيال الصحفي`
            let affair = frame.category == Category::Assault && cues.has(Cue::Affair);
            if affair && scene.groups.genitive(chunk).is_some() {
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
                return judgement.with(Future, "planned (governing word)");
            }
            // `علق العمل احتجاجا على القانون`: the protest is why, no object.
            let why = scene.head(chunk).cues.has(Cue::Reason);
            if cues.has(Cue::Ending) && governor.chunk != chunk && !why {
                return judgement.with(Hypothetical, "its end is told, not the act");
            }
            if cues.has(Cue::Deny) {
                judgement.negated = true;
                judgement.reason = "denied".into();
            }
            if governor.verb && carrier.is_none() {
                let above = self.judge_verb(governor.chunk);
                if above.realis != Realis::Actual && scene.chunks[top].verb == Some(governor.chunk)
                {
                    let reason = format!("its verb: {}", above.reason);
                    return judgement.with(above.realis, reason);
                }
            }
        }
        judgement
    }
}
