//! Acts that are told under a verb or noun that says nothing of its own of them: having a part in them, being able to do
//! them, not hesitating before them, announcing them.

use crate::chunks::{Kind, Link};
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::governors::{Governor, STEPS};
use rasd_core::{Realis, Tense};

impl Gatherer<'_> {
    /// `للمساهمة في إطلاق الرهائن`, `خشية تعرضهم للقصف`: the phrase of the noun for having a part in what a phrase with في
    /// names, or for undergoing it.
    pub(crate) fn aim(&self, top: usize) -> Option<usize> {
        let scene = self.scene;
        let mut at = top;
        for _ in 0..STEPS {
            let through = match scene.chunks[at].preposition.as_deref() {
                Some("في") => Cue::Share,
                Some("ل") => Cue::LightUndergo,
                _ => break,
            };
            let before = at.checked_sub(1);
            match before.filter(|before| scene.head(*before).cues.has(through)) {
                Some(before) if scene.chunks[before].kind == Kind::Phrase => at = self.top(before),
                _ => break,
            }
        }
        (at != top).then_some(at)
    }

    /// Whether a noun for having a part in something says what something else is done for.
    pub(crate) fn is_aimed(&self, aim: usize) -> bool {
        let (here, head) = (&self.scene.chunks[aim], self.scene.head(aim));
        // `لتعرضه لانتقادات` tells why.
        let to = here.preposition.as_deref() == Some("ل") && here.verb.is_some();
        // `خشية تعرضهم للقصف`, `خشية من تعرضهم له`
        let from = here.preposition.as_deref() == Some("من");
        let above = match here.link {
            Link::Genitive(parent) => Some(parent),
            _ => aim.checked_sub(1).filter(|_| from),
        };
        let feared = above.is_some_and(|above| self.scene.head(above).cues.has(Cue::Purpose));
        (to && !head.cues.has(Cue::LightUndergo)) || here.before.has(Cue::Purpose) || feared
    }

    /// `استطاع الجيش قتل خمسة`, `لم يتردد في قصفهم`: whether a verb of being able, or the negated one of hesitating, tells
    /// its complement as done.
    pub(crate) fn done_after_all(&self, governor: &Governor) -> bool {
        let cues = governor.cues;
        if !governor.verb || !cues.any(&[Cue::Able, Cue::Hesitate]) {
            return false;
        }
        let told = self.judge_verb(governor.chunk);
        let past = told.realis == Realis::Actual && told.tense == Tense::Past;
        past && told.negated == cues.has(Cue::Hesitate)
    }

    /// `لم تستطع القوات اعتقاله`: whether a verb of being able says that what follows was not done.
    pub(crate) fn unable(&self, governor: &Governor) -> bool {
        let before = self.scene.chunks[governor.chunk].before;
        governor.verb && governor.cues.has(Cue::Able) && before.has(Cue::NegationPast) && {
            let told = self.judge_verb(governor.chunk);
            told.negated && told.realis == Realis::Actual
        }
    }

    /// `لم تعلن إيران انسحابها`: whether a noun is what somebody has not announced to do.
    pub(crate) fn undeclared(&self, governor: &Governor, top: usize) -> bool {
        let bare = governor.preposition.is_none();
        governor.verb
            && bare
            && governor.cues.has(Cue::Declare)
            && self.is_object(governor.chunk, self.root(top))
            && self.judge_verb(governor.chunk).negated
    }

    /// `أحبط الجيش هجوما`, `صد هجوم المتمردين`: whether a noun is what somebody foils, wards off or prevents.
    pub(crate) fn is_foiled(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let root = self.root(chunk);
        let foils = |at: usize| scene.head(at).cues.any(&[Cue::Foil, Cue::Prevent]);
        let verb = scene.chunks[root].verb;
        let to = matches!(scene.chunks[root].preposition.as_deref(), None | Some("ل"));
        (root != chunk && foils(root)) || (to && verb.is_some_and(foils))
    }

    /// `لم ينجح الوسطاء في وقف القصف`: whether a noun is what somebody ends, who then does not do it.
    pub(crate) fn is_ended(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let above = |at: &usize| match scene.chunks[*at].link {
            Link::Genitive(parent) | Link::Coordinate(parent) => Some(parent),
            _ => None,
        };
        // `ضرورة وقف العدوان`
        let mut over = std::iter::successors(above(&chunk), above).take(STEPS);
        let ends = over.any(|at| scene.head(at).cues.has(Cue::Ending));
        ends && !scene.head(chunk).has_pronoun()
    }

    /// The phrase whose genitive, however deep, a noun is (`أصابع الاتهام`).
    pub(crate) fn root(&self, chunk: usize) -> usize {
        let mut at = chunk;
        for _ in 0..STEPS {
            match self.scene.chunks[at].link {
                Link::Genitive(parent) | Link::Coordinate(parent) => at = parent,
                _ => break,
            }
        }
        at
    }
}
