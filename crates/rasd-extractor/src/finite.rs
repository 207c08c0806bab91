//! Whether what a finite verb names is told as a fact, planned, denied or left open.

use crate::chunks::{Edge, Kind};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::realis::Judgement;
use rasd_core::{Affixes, Realis, Tense, VerbForm};

/// Chunks looked back at for the auxiliary of a verb.
const NEAR: usize = 6;

impl Gatherer<'_> {
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
        if self.doubted(verb) {
            return judgement.with(Realis::Hypothetical, "asked or guessed whether");
        }
        if before.has(Cue::NegationFuture) {
            judgement.negated = true;
            judgement.tense = Tense::Future;
            return judgement.with(Realis::Future, "negated future verb");
        }
        let denied = before.has(Cue::Negation) || self.auxiliary_negated(verb);
        if (denied || self.subject_negated(verb)) && !self.excepted(verb) {
            judgement.negated = true;
            judgement.reason = "negated verb".into();
        }
        if self.clause_denied(verb) {
            judgement.negated = true;
            judgement.reason = "denied".into();
        }
        if tense == Tense::Future {
            return judgement.with(Realis::Future, "future verb");
        }
        let lam = word.affixes.has(Affixes::LI) && !perfect;
        if lam && (self.opens_speech(verb) || !self.follows_upon(verb)) {
            return judgement.with(Realis::Hypothetical, "verb of purpose after ل");
        }
        if !perfect && before.any(&[Cue::Possible, Cue::Condition, Cue::Purpose]) {
            return judgement.with(Realis::Hypothetical, "possibility, condition or purpose");
        }
        if !perfect && !judgement.negated && self.of_none_in_particular(verb) {
            return judgement.with(Realis::Hypothetical, "done by none in particular");
        }
        if !perfect && self.almost(verb) {
            return judgement.with(Realis::Hypothetical, "almost done");
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
        let judged = self.judge_opening(verb, perfect, judgement);
        let plain = judged.realis == Realis::Actual && !judged.negated && !perfect;
        let first = self.row_of(verb).filter(|_| plain);
        let first = first.map(|first| self.judge_verb(first));
        match first.filter(|first| !first.negated) {
            Some(first) if first.realis != Realis::Actual => {
                judged.with(first.realis, "goes on with a verb that tells no fact")
            }
            _ => judged,
        }
    }

    /// `قد تعتقله الحركة وتقتله`, `سيزور دمشق ويلتقي نظيره`: the first of the verbs in the present or future that a conjoined
    /// one goes on with in its clause.
    fn row_of(&self, verb: usize) -> Option<usize> {
        const ROW: usize = 4;
        let scene = self.scene;
        let mut at = verb;
        for _ in 0..ROW {
            if !scene.chunks[at].conjoined {
                break;
            }
            let low = at.saturating_sub(NEAR);
            let before = (low..at).rev().find(|index| scene.stops(*index));
            let Some(before) = before.filter(|b| scene.chunks[*b].kind == Kind::Verb) else {
                break;
            };
            // `قد يتوجه الوفد إلى موسكو، ويطالب المتظاهرون اليوم`
            let comma = |index: usize| scene.chunks[index].kind == Kind::Edge(Edge::Comma);
            let clause = scene.clauses.get(at);
            let dropped = clause.is_some_and(|clause| clause.subject == Subject::Dropped);
            let present = scene.head(before).features.verb_form != Some(VerbForm::Perfect);
            // `قطع زيارته ليعود ويعلن` tells what came of it.
            let lam = scene.head(before).affixes.has(Affixes::LI);
            if lam || !present || !dropped && (before..at).any(comma) {
                break;
            }
            at = before;
        }
        (at != verb && !scene.chunks[at].conjoined).then_some(at)
    }

    /// `لم يتضح ما إذا كانت الحكومة ستوقع الاتفاق`, `هل ستوقع الحكومة`: whether a verb is only asked or guessed about.
    fn doubted(&self, verb: usize) -> bool {
        let scene = self.scene;
        let edge = scene.clauses.get(verb).and_then(|clause| clause.opening);
        let opened = edge.is_some_and(|edge| {
            let adverbial = scene.chunks[edge].kind == Kind::Edge(Edge::ClauseStart);
            adverbial && scene.chunks[edge].before.has(Cue::Doubt)
        });
        let auxiliary = self.auxiliary(verb).map(|at| scene.chunks[at].before);
        let said = scene.chunks[verb]
            .before
            .with(auxiliary.unwrap_or_default());
        opened || said.has(Cue::Doubt)
    }

    /// The auxiliary of a verb in its clause, before the phrases that stand between.
    fn auxiliary(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let low = verb.saturating_sub(NEAR);
        let before = (low..verb).rev().find(|index| scene.stops(*index))?;
        let free = !scene.chunks[verb].conjoined && scene.chunks[before].kind == Kind::Verb;
        let cues = scene.head(before).cues;
        (free && cues.has(Cue::Auxiliary) && !cues.has(Cue::Possible)).then_some(before)
    }

    /// `لم يعد الرئيس يزور دمشق`, `لم يسبق للرئيس أن زار دمشق`: whether the auxiliary of a verb is negated.
    fn auxiliary_negated(&self, verb: usize) -> bool {
        let scene = self.scene;
        let that = |edge: usize| {
            scene.chunks[edge].before.has(Cue::That)
                && scene.chunks[edge].kind == Kind::Edge(Edge::Complementizer)
        };
        let of = verb.checked_sub(1).filter(|edge| that(*edge));
        // `لم يسبق له مثيل خرج الآلاف`
        let perfect = scene.head(verb).features.verb_form == Some(VerbForm::Perfect);
        if of.is_none() && perfect && !scene.chunks[verb].before.has(Cue::Auxiliary) {
            return false;
        }
        let auxiliary = self.auxiliary(of.unwrap_or(verb));
        let described = scene
            .clauses
            .get(verb)
            .is_some_and(|c| c.antecedent.is_some());
        !described && auxiliary.is_some_and(|at| scene.chunks[at].before.has(Cue::Negation))
    }

    /// `لا الحكومة ولا البرلمان أدانا الهجوم`, `لم يعد الرئيس يزور دمشق`: whether the subject before a verb is negated.
    fn subject_negated(&self, verb: usize) -> bool {
        let scene = self.scene;
        let Some(clause) = scene.clauses.get(verb) else {
            return false;
        };
        let Subject::Phrase(subject) = clause.subject else {
            return false;
        };
        // The same phrase may be the subject of a verb before.
        let free = |index: usize| scene.chunks[index].kind != Kind::Verb;
        let near = subject < verb && verb - subject <= NEAR && !scene.chunks[verb].conjoined;
        let negation = |index: usize| scene.chunks[index].before.has(Cue::Negation);
        near && negation(subject) && (subject..verb).all(free)
    }

    /// `لم يفرج عنه إلا أمس`, `لم يقصف سوى مواقع المسلحين`: whether what is excepted from the negation of a verb tells that
    /// it was done.
    pub(crate) fn excepted(&self, verb: usize) -> bool {
        const FAR: usize = 12;
        let scene = self.scene;
        let end = scene.clauses.get(verb).map_or(verb, |clause| clause.end);
        let mut after = verb + 1..end.min(verb + FAR);
        after.any(|index| scene.chunks[index].before.has(Cue::Except))
    }

    /// `نغرق أي سفينة تقترب من سواحلنا`: whether nobody in particular does what a verb names.
    fn of_none_in_particular(&self, verb: usize) -> bool {
        let scene = self.scene;
        let clause = scene.clauses.get(verb);
        let subject = clause.and_then(|clause| match clause.subject {
            Subject::Phrase(subject) => Some(subject),
            Subject::Dropped => clause.antecedent,
        });
        subject.is_some_and(|subject| self.is_any(subject))
    }

    /// `هتفوا «ليستقيل الرئيس»`: whether a verb is the first word of what somebody says.
    fn opens_speech(&self, verb: usize) -> bool {
        let before = verb
            .checked_sub(1)
            .map(|before| &self.scene.chunks[before].kind);
        matches!(before, Some(Kind::Edge(Edge::QuoteOpen | Edge::Colon)))
    }

    /// `كاد المسلحون يقتلونه`: whether the auxiliary of a verb says that it was all but done.
    fn almost(&self, verb: usize) -> bool {
        let scene = self.scene;
        let last = (0..verb).rev().find(|index| scene.stops(*index));
        last.is_some_and(|last| {
            let cues = scene.head(last).cues;
            let auxiliary = cues.has(Cue::Auxiliary) && cues.has(Cue::Possible);
            scene.chunks[last].kind == Kind::Verb && auxiliary
        })
    }

    /// `رضخ الرئيس ليعلن القضاء إطلاق سراحه`: whether a verb with ل has a subject of its own after a verb in the
    /// past: it tells what came of it.
    fn follows_upon(&self, verb: usize) -> bool {
        const NEAR: usize = 16;
        let scene = self.scene;
        let is_verb = |index: &usize| scene.chunks[*index].kind == Kind::Verb;
        let main = (verb.saturating_sub(NEAR)..verb).rev().find(is_verb);
        let past = |main: usize| scene.head(main).features.verb_form == Some(VerbForm::Perfect);
        let own = match scene.clauses.get(verb).map(|clause| clause.subject) {
            Some(Subject::Phrase(subject)) => subject > verb,
            _ => false,
        };
        own && main.is_some_and(past)
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
        if let Some(first) = self.continues(edge) {
            let first = self.judge_verb(first);
            if first.realis != Realis::Actual {
                return judgement.with(first.realis, first.reason);
            }
        }
        if cues.has(Cue::That) && self.laid_on(edge) {
            return judgement.with(Realis::Hypothetical, "an obligation (على ... أن)");
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

    /// `طالبه بأن يرفع الحصار وأن يطلق الأسرى`: the verb of the first of two clauses with أن.
    fn continues(&self, edge: usize) -> Option<usize> {
        const NEAR: usize = 16;
        let scene = self.scene;
        let opens = |index: &usize| {
            scene.chunks[*index].kind == Kind::Edge(Edge::Complementizer)
                && scene.chunks[*index + 1].kind == Kind::Verb
        };
        let joined = scene.chunks[edge].conjoined && scene.chunks[edge].before.has(Cue::That);
        let first = (edge.saturating_sub(NEAR)..edge).rev().find(opens);
        first.filter(|_| joined).map(|first| first + 1)
    }
}
