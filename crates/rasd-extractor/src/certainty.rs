//! What is known to have happened, or not to have, whatever the words above it say: events that their noun presupposes,
//! that a clause tells of, that last, and those that nobody has done.

use crate::chunks::{Edge, Kind};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::frame::Frame;
use crate::governors::{Governor, denied, open};
use rasd_core::{Category, Realis, VerbForm};

/// Chunks looked at for the verb that a clause with أن belongs to, or whose subject stands before it.
const NEAR: usize = 8;

impl Gatherer<'_> {
    /// Whether the noun presupposes its event whatever governs it.
    pub fn certain(&self, chunk: usize, frame: &Frame) -> bool {
        let scene = self.scene;
        let head = scene.head(chunk);
        let told = self.is_told(chunk);
        if told || !frame.presupposed {
            return told;
        }
        let genitive = scene.groups.genitive(chunk);
        let named =
            genitive.is_some_and(|g| scene.chunks[g].entity.is_some() || scene.head(g).definite());
        head.definite() || head.has_pronoun() || named
    }

    /// Whether what stands directly above a noun leaves it open or denies it, though the noun by itself presupposes its
    /// event: `ينوي مهاجمة المدينة`, `بهدف مهاجمة المدينة`, `نفى قصف المدينة`.
    pub(crate) fn left_open(&self, (chunk, top): (usize, usize), governors: &[Governor]) -> bool {
        let scene = self.scene;
        let (here, head) = (&scene.chunks[top], scene.head(chunk));
        let definite = head.definite();
        let aim = matches!(here.preposition.as_deref(), Some("purpose" | "instead"));
        let ahead = here.before.any(&[Cue::Planned, Cue::Condition]) || self.only_possible(top);
        let aimed = self.aim(top).is_some_and(|aim| self.is_aimed(aim));
        if aimed || !definite && (ahead || (aim && here.before.has(Cue::Purpose))) {
            return true;
        }
        // `نفى تعرض المدينة للقصف`: the noun before it stands for both.
        let undergone = |governor: &&Governor| governor.cues.has(Cue::LightUndergo);
        let (governors, definite) = match governors.first().filter(undergone) {
            Some(first) if !first.verb => (&governors[1..], scene.head(first.chunk).definite()),
            _ => (governors, definite),
        };
        if denied(governors, definite) {
            return true;
        }
        // `لإحكام سيطرتها`
        let carries = |governor: &&Governor| {
            let for_it = scene.chunks[governor.chunk].preposition.as_deref() == Some("ل");
            governor.verb || !for_it || !governor.cues.has(Cue::Light)
        };
        governors.iter().find(carries).is_some_and(|governor| {
            if self.prevented((chunk, top), governor) {
                return true;
            }
            let bare = governor.preposition.is_none();
            // `وسعت واشنطن عقوباتها`, `وسعت من حربها`
            let own = head.has_pronoun() && (bare || governor.preposition.as_deref() == Some("من"));
            // `ساعد قصف المدينة على تقدمهم`
            let acted_on = !bare || self.is_object(governor.chunk, self.root(top));
            let subject = || self.is_subject(governor.chunk, chunk);
            // `يمكن للجيش قصف المدينة`
            let possible = governor.cues.any(&[Cue::Possible, Cue::Obligation])
                && governors.first().is_some_and(|first| first.verb);
            let apart = governor.verb && (own || !acted_on || (subject() && !possible));
            !apart && open(governor, definite)
        })
    }

    /// `منعت الشرطة تفجير السفارة`, `منعتهم من اقتحام السفارة`: whether a noun is what the word directly above it prevents.
    fn prevented(&self, (chunk, top): (usize, usize), governor: &Governor) -> bool {
        let bare = governor.preposition.is_none();
        let object = || !governor.verb || self.is_object(governor.chunk, self.root(top));
        let subject = || governor.verb && self.is_subject(governor.chunk, chunk);
        let from = governor.preposition.as_deref() == Some("من");
        governor.cues.has(Cue::Prevent) && (from || bare && object()) && !subject()
    }

    /// `الهجوم الأخير`, `هجوم وقع أمس`: whether an adjective or a clause in the past says that an event has happened.
    pub(crate) fn is_told(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let told = |w: &usize| scene.words[*w].cues.has(Cue::Happened);
        scene.chunks[chunk].adjectives.iter().any(told) || self.told_in_past(chunk)
    }

    /// `الاجتماع الذي كان مقررا غدا`, `زيارة كانت مقررة`: whether a clause with an auxiliary says that something was to come.
    pub(crate) fn was_scheduled(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let next = scene.groups.chain_end(chunk) + 1;
        let kind = |index: usize| scene.chunks.get(index).map(|chunk| &chunk.kind);
        let relative = kind(next) == Some(&Kind::Edge(Edge::Relative));
        let verb = next + usize::from(relative);
        let open = relative || !scene.head(chunk).definite();
        let was = open
            && kind(verb) == Some(&Kind::Verb)
            && scene.head(verb).cues.has(Cue::Auxiliary)
            && !scene.chunks[verb].conjoined;
        was && kind(verb + 1).is_some_and(|kind| match kind {
            Kind::Phrase => scene.head(verb + 1).cues.has(Cue::Upcoming),
            Kind::Other => scene.chunks[verb + 1].before.has(Cue::Planned),
            _ => false,
        })
    }

    /// `نفى الأنباء التي ترددت عن مقتله`: whether a noun is what a denied rumour is told to tell of.
    pub(crate) fn is_denied_rumour(&self, top: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[top];
        let told = matches!(here.preposition.as_deref(), Some("عن" | "ب" | "حول"));
        let telling = here.verb.filter(|_| told);
        if telling.is_some_and(|verb| self.denied_what(verb)) {
            return true;
        }
        let clause = telling.and_then(|verb| scene.clauses.get(verb));
        let rumour = clause.and_then(|clause| clause.antecedent);
        rumour.is_some_and(|rumour| {
            let denies = |verb: usize| {
                let denied = scene.head(verb).cues.has(Cue::Deny);
                denied && !scene.chunks[verb].before.has(Cue::Negation)
            };
            scene.head(rumour).cues.has(Cue::Rumour)
                && scene.chunks[rumour].verb.is_some_and(denies)
        })
    }

    /// `نفى ما تردد عن استقالته`, `لا صحة لما قيل عن استقالته`: whether a verb says what was told that somebody denies.
    fn denied_what(&self, verb: usize) -> bool {
        const FEW: usize = 3;
        let scene = self.scene;
        let Some(what) = verb
            .checked_sub(1)
            .filter(|what| scene.chunks[*what].before.has(Cue::What))
        else {
            return false;
        };
        let telling = scene.head(verb).cues.any(&[Cue::Say, Cue::What]);
        let denies = |index: usize| {
            let chunk = &scene.chunks[index];
            let denied = scene.head(index).cues.has(Cue::Deny) || chunk.before.has(Cue::Deny);
            denied && !chunk.before.has(Cue::Negation)
        };
        let mut above = (what.saturating_sub(FEW)..what).rev();
        telling
            && above
                .find(|index| scene.stops(*index) || denies(*index))
                .is_some_and(denies)
    }

    /// `لم يسفر القصف عن ضحايا`, `ستستمر الحرب`, `لن يعلق الضربات`: whether a noun is the subject of a verb that says how
    /// what it names goes on, ends or what it leads to, or the object of one of the former.
    pub(crate) fn lasts(&self, chunk: usize, top: usize, frame: &Frame) -> bool {
        let scene = self.scene;
        let head = scene.head(chunk);
        let named = || {
            let genitive = scene.groups.genitive(chunk);
            genitive.is_some_and(|g| scene.chunks[g].entity.is_some() || scene.head(g).definite())
        };
        let Some(verb) = scene.chunks[top].verb.or_else(|| self.told_next(top)) else {
            return false;
        };
        let cues = scene.head(verb).cues;
        if !cues.any(&[Cue::Lasting, Cue::Leading]) {
            return false;
        }
        // `ستواصل دعمها` promises it.
        let hostile = matches!(
            frame.category,
            Category::Assault
                | Category::Protest
                | Category::Coerce
                | Category::Sanction
                | Category::Mobilize
        );
        let object = hostile && cues.has(Cue::Lasting) && self.is_object(verb, self.root(top));
        if !(object && (head.definite() || head.has_pronoun())) && !self.is_subject(verb, chunk) {
            return false;
        }
        // What is said so of a meeting may be said of one to come: `قد تؤدي القمة إلى اتفاق`.
        let told = self.judge_verb(verb);
        let open = frame.category != Category::Consult && told.realis != Realis::Future;
        (told.negated || open || cues.has(Cue::Lasting))
            && (head.definite() || head.has_pronoun() || named())
    }

    /// `لم يسفر القصف عن سقوط قتلى`: whether a noun is what an act is said not to have led to.
    pub(crate) fn led_to_none(&self, chunk: usize, governors: &[Governor]) -> bool {
        let scene = self.scene;
        let verb = governors.iter().position(|governor| governor.verb);
        verb.is_some_and(|at| {
            let governor = &governors[at];
            let mut between = governors[..at].iter();
            between.all(|other| self.is_subject(governor.chunk, other.chunk))
                && governor.cues.has(Cue::Leading)
                && !scene.head(chunk).definite()
                && !self.is_subject(governor.chunk, chunk)
                && self.judge_verb(governor.chunk).negated
        })
    }

    /// `القمة ستناقش الأزمة`: the verb whose subject stands before it.
    fn told_next(&self, top: usize) -> Option<usize> {
        let scene = self.scene;
        let mut after = top + 1..scene.chunks.len().min(top + 1 + NEAR);
        let verb = after.find(|index| scene.chunks[*index].kind == Kind::Verb)?;
        let subject = scene.clauses.get(verb)?.subject;
        (subject == Subject::Phrase(top)).then_some(verb)
    }

    /// `القمة ستناقش الأزمة`, `سيلتقيه على هامش القمة`: whether a meeting is the subject of a verb in the future, or the
    /// scene of what is to come.
    pub(crate) fn is_scene_to_come(&self, (chunk, top): (usize, usize), frame: &Frame) -> bool {
        let scene = self.scene;
        if frame.category != Category::Consult || self.is_told(chunk) || self.is_ongoing(chunk) {
            return false;
        }
        let here = &scene.chunks[top];
        let within = here
            .before
            .has(Cue::SameScene)
            .then_some(here.verb)
            .flatten();
        let verb = within.or_else(|| self.told_next(top).filter(|_| here.verb.is_none()));
        verb.is_some_and(|verb| {
            let judgement = self.judge_verb(verb);
            judgement.realis == Realis::Future && !judgement.negated
        })
    }

    /// `سيرد على الهجوم`, `سيتقدم باستئناف على الحكم`: whether an event is known of, to which what the verb above says is a
    /// reaction.
    pub(crate) fn known_of(&self, (chunk, top): (usize, usize), governor: &Governor) -> bool {
        let scene = self.scene;
        let head = scene.head(chunk);
        let to = governor
            .preposition
            .as_deref()
            .or(scene.chunks[top].preposition.as_deref());
        matches!(to, Some("على" | "عن" | "من")) && (head.definite() || head.has_pronoun())
    }

    /// `لم يشن أي هجوم`, `ليس هناك مفاوضات`, `عدم وقوع أي هجوم`: whether what stands above a noun says that there was no
    /// such event.
    pub(crate) fn is_none(&self, chunk: usize, governors: &[Governor]) -> bool {
        let scene = self.scene;
        let (here, head) = (&scene.chunks[chunk], scene.head(chunk));
        let indefinite = !head.definite() && !head.has_pronoun();
        let alone = scene.groups.genitive(chunk).is_none();
        let none = here.before.has(Cue::Negation)
            && !here.before.has(Cue::Demonstrative)
            && head.features.verb_form != Some(VerbForm::ActiveParticiple);
        let denied = |governor: &Governor| {
            let cues = governor.cues;
            // `لم يكن هناك هجوم`
            let been = cues.has(Cue::Auxiliary) && self.is_subject(governor.chunk, chunk);
            // `ليس محبوسا`
            let state = head.features.verb_form == Some(VerbForm::PassiveParticiple);
            let is_not = cues.has(Cue::Negation) && (state || self.is_any(chunk));
            let not = is_not || (been && self.judge_verb(governor.chunk).negated);
            let exists = governor.verb && not;
            let denied = || {
                let last = governors
                    .first()
                    .is_some_and(|first| first.chunk == governor.chunk);
                cues.any(&[Cue::NegationNoun, Cue::Deny])
                    || (last && governor.verb && self.judge_verb(governor.chunk).negated)
            };
            exists || (self.is_any(chunk) && denied())
        };
        indefinite && ((none && alone) || governors.iter().any(denied))
    }

    /// `نفت الحكومة أنها اعتقلت الصحفي`: whether a verb stands in a clause that somebody denies.
    pub(crate) fn clause_denied(&self, verb: usize) -> bool {
        let scene = self.scene;
        let Some(edge) = scene.clauses.get(verb).and_then(|clause| clause.opening) else {
            return false;
        };
        // `لأن`, `لكنها` give a reason of their own.
        let that = scene.chunks[edge].kind == Kind::Edge(Edge::Complementizer)
            && scene.chunks[edge].before.has(Cue::Content);
        // `نفى التهمة قائلا إنه لم يقتله`
        let passed = |index: &usize| {
            let chunk = &scene.chunks[*index];
            match chunk.kind {
                // `ليس صحيحا أن`
                Kind::Phrase => {
                    let predicate = || {
                        let above = index.checked_sub(1).map(|above| scene.head(above).cues);
                        scene.head(*index).accusative && above.is_some_and(|c| c.has(Cue::Deny))
                    };
                    chunk.entity.is_some()
                        || chunk.human
                        || chunk.preposition.is_some()
                        || predicate()
                }
                Kind::Edge(edge) => edge == Edge::Comma,
                _ => chunk.kind != Kind::Verb,
            }
        };
        // `ليس صحيحا أن`
        let phrase = |index: usize| {
            let chunk = &scene.chunks[index];
            chunk.kind == Kind::Other && chunk.before.has(Cue::Deny)
        };
        let before = (edge.saturating_sub(NEAR)..edge)
            .rev()
            .find(|index| phrase(*index) || !passed(index));
        that && before.is_some_and(|above| phrase(above) || scene.head(above).cues.has(Cue::Deny))
    }

    /// `أي هجوم`: whether none in particular is meant.
    pub(crate) fn is_any(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        // `هذا اللقاء، أي لقاء موسكو`
        let comma = |last: usize| scene.chunks[last].kind == Kind::Edge(Edge::Comma);
        here.start < here.head
            && scene.words[here.start].cues.has(Cue::Any)
            && !scene.head(chunk).has_pronoun()
            && !chunk.checked_sub(1).is_some_and(comma)
    }
}
