//! The words above an event noun: what it is the genitive, object or complement of.

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::cue::{Cue, CueSet};
use crate::fillers::Gatherer;
use crate::word::WordKind;
use rasd_core::{Number, VerbForm};

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

/// The first word above that is more than the carrier of the event noun: `استعدادات لعقد القمة`.
pub(crate) fn ruling(governors: &[Governor]) -> Option<&Governor> {
    let carries = |governor: &&Governor| {
        !governor.verb
            && governor
                .cues
                .any(&[Cue::Light, Cue::LightSubject, Cue::Phase])
    };
    governors.iter().find(|governor| !carries(governor))
}

/// Whether the governor is a noun of planning, whose complement with ل is what is planned:
/// `مخطط لقتل الصحفي`.
pub(crate) fn plan(governor: &Governor) -> bool {
    !governor.verb && governor.cues.has(Cue::Planned)
}

/// Whether the governor plans, wishes for or threatens with its complement or holds it possible: `هدد بتفجير السفارة`,
/// `ينوي مهاجمة المدينة`, unless that has the article: `دعا إلى قصف المدينة`, but not `دعا إلى المواجهات`.
pub(crate) fn open(governor: &Governor, definite: bool) -> bool {
    let cues = governor.cues;
    let plan = cues.any(&[Cue::Planned, Cue::Possible]);
    match governor.preposition.as_deref() {
        Some("ب") => cues.has(Cue::Wish) || (!definite && plan),
        Some("إلى" | "في" | "على" | "ل" | "من") => {
            !definite && (plan || cues.has(Cue::Wish))
        }
        // `ينوي العمال الإضراب`
        None if governor.verb && cues.has(Cue::Planned) => true,
        None => !definite && (plan || (governor.verb && cues.has(Cue::Wish))),
        _ => false,
    }
}

/// Whether the governors say that their complement was not done: `نفى الجيش قصف المدينة`, `نفى أنباء عن قصف المدينة`,
/// `امتنع عن قصف المدينة`, but not `نفى الهجوم`, which may be that of others.
pub(crate) fn denied(governors: &[Governor], definite: bool) -> bool {
    let told = governors
        .iter()
        .position(|governor| !governor.cues.has(Cue::Rumour));
    let Some(first) = told.map(|told| &governors[told]) else {
        return false;
    };
    let bare = first.preposition.is_none();
    let denies = first.cues.has(Cue::Deny) && (bare || told > Some(0));
    let none = first.cues.has(Cue::NegationNoun) && bare;
    !definite && (denies || none || (told == Some(0) && left_undone(first)))
}

/// Whether the governor is a word for not doing its complement: `فشل في قصف المدينة`, but not `فشل الاجتماع`.
pub(crate) fn left_undone(governor: &Governor) -> bool {
    let bound = matches!(governor.preposition.as_deref(), Some("عن" | "في"));
    bound && governor.cues.has(Cue::Refrain)
}

/// Chunks back to the verb that a phrase belongs to, at most.
const FAR: usize = 60;

/// Steps followed upwards.
pub(crate) const STEPS: usize = 6;

impl Gatherer<'_> {
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
                // `اتفقت اللجنة في ختام اجتماعها على الانسحاب`: what it was done in.
                Link::None if here.before.has(Cue::During) => break,
                Link::None => {
                    if let Some(name) = &here.preposition {
                        let tied =
                            self.grammar.governs(name) || self.wished_in(at) || self.told_of_in(at);
                        if !tied || self.accompanies(at) {
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
                            && !self.ends_agent(*p)
                            && !self.refrains_or_gets(here.verb, *p)
                    });
                    let noun = self
                        .called_for(at)
                        .or_else(|| self.wished_by(at))
                        .or_else(|| self.ruled_by_participle(at))
                        .or(noun)
                        .or_else(|| self.owned_plan(at))
                        .or_else(|| self.kept_from(at))
                        .or_else(|| self.decision_on(at));
                    if noun.is_none() && self.set_apart(at) {
                        break;
                    }
                    // `المساعي الهادفة للسلام`: an aim stays one.
                    let aimed = matches!(preposition.as_deref(), Some("ل" | "إلى"));
                    let told = noun.filter(|noun| !aimed && self.described_by_participle(*noun));
                    if let Some(noun) = told {
                        // `استعادة الزوجين المتهمين بقتل الخادمة`: what hangs on the participle is told by it alone.
                        governors.push(Governor {
                            chunk: noun,
                            cues: scene.words[scene.chunks[noun].end - 1].cues,
                            preposition: preposition.clone(),
                            verb: false,
                        });
                        break;
                    }
                    match noun.or(here.verb) {
                        Some(up) => up,
                        None => break,
                    }
                }
            };
            let verb = scene.chunks[up].kind == Kind::Verb;
            let tied = scene.chunks[at].link == Link::None && preposition.is_some();
            let said = match tied && up + 1 == at {
                true => self.said_last(up),
                false => CueSet::default(),
            };
            governors.push(Governor {
                chunk: up,
                cues: scene.head(up).cues.with(said),
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

    /// `الرغبة في فرض عقوبات`, `رغبة مصر في لقائه`, `يفكر في لقائه`, `ترغب مصر في لقائه`: whether a phrase with في
    /// stands directly after a word that takes it so, or after whose wish it is.
    fn wished_in(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let takes = |at: usize| scene.head(at).cues.has(Cue::TakesFi);
        let subject = |verb: usize, before: usize| {
            let subject = scene.clauses.get(verb).map(|clause| clause.subject);
            subject == Some(Subject::Phrase(before))
        };
        scene.chunks[chunk].preposition.as_deref() == Some("في")
            && chunk.checked_sub(1).is_some_and(|before| {
                let verb = scene.chunks[chunk].verb.filter(|verb| takes(*verb));
                takes(before)
                    || self.owner_before(chunk).is_some_and(takes)
                    || verb.is_some_and(|verb| subject(verb, before))
            })
    }

    /// `الأنباء حول قصف المدينة`, `فشل في قصف المدينة`: whether a phrase stands directly after a word for what is told,
    /// or after one for not doing it.
    fn told_of_in(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let last = chunk.checked_sub(1);
        let is = |at: Option<usize>, cue: Cue| at.is_some_and(|at| scene.head(at).cues.has(cue));
        match here.preposition.as_deref() {
            Some("حول") => is(last, Cue::Rumour),
            // `للاشتباه في تخطيطهم لهجوم`
            Some("في") if is(last, Cue::Ground) => true,
            Some("في") => {
                let failed = is(last, Cue::Refrain) || is(here.verb, Cue::Refrain);
                let head = scene.head(chunk);
                failed && !head.definite() && head.features.number != Some(Number::Plural)
            }
            _ => false,
        }
    }

    /// `وقف إطلاق النار بوساطة مصرية`, `تستعد دمشق، بدعم من حليفها، لشن هجوم`: whether a phrase tells what somebody else
    /// adds to the act before it, which rules it not.
    fn accompanies(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let (here, head) = (&scene.chunks[chunk], scene.head(chunk));
        let adds = here.preposition.as_deref() == Some("ب") && head.cues.has(Cue::Accompany);
        let Some(last) = chunk.checked_sub(1).filter(|_| adds && !head.definite()) else {
            return false;
        };
        let takes = |at: usize| {
            scene
                .head(at)
                .cues
                .any(&[Cue::Wish, Cue::Planned, Cue::Say, Cue::Announce])
        };
        let act = |at: usize| scene.chunks[at].kind == Kind::Phrase && scene.head(at).event_noun;
        let owner = self.owner_before(chunk);
        match scene.chunks[last].kind {
            Kind::Edge(Edge::Comma) => true,
            _ => (act(last) || owner.is_some_and(act)) && !takes(last) && !owner.is_some_and(takes),
        }
    }

    /// `استعداد الجيش لشن هجوم`, `عزم روسيا على الرد`: the noun of planning or wishing whose genitive names whose plan
    /// it is.
    fn owned_plan(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let bound = scene.chunks[chunk].preposition.is_some();
        let noun = self.owner_before(chunk).filter(|_| bound)?;
        let plan = [
            Cue::Planned,
            Cue::Wish,
            Cue::Possible,
            Cue::Preparation,
            Cue::LightUndergo,
        ];
        let named = Some(noun) != chunk.checked_sub(1) && scene.chunks[noun].entity.is_none();
        (named && scene.head(noun).cues.any(&plan)).then_some(noun)
    }

    /// `طائرات قادرة على مهاجمة السفن`: what the adjective at the end of a phrase says of its own complement.
    fn said_last(&self, phrase: usize) -> CueSet {
        let scene = self.scene;
        let chunk = &scene.chunks[phrase];
        let word = &scene.words[chunk.end - 1];
        let adjective = chunk.kind == Kind::Phrase && chunk.end - 1 != chunk.head;
        match adjective
            && !word.definite()
            && (word.participle() || word.kind == WordKind::Adjective)
        {
            true => word.cues.only(&[Cue::Possible, Cue::Planned, Cue::Wish]),
            false => CueSet::default(),
        }
    }

    /// `عجز الجيش عن اقتحام المدينة`, `حظي المقترح بترحيب`: whether a phrase is the subject of a verb for not doing or for
    /// getting what follows.
    fn refrains_or_gets(&self, verb: Option<usize>, phrase: usize) -> bool {
        let scene = self.scene;
        verb.is_some_and(|verb| {
            let cues = scene.head(verb).cues;
            cues.any(&[Cue::Refrain, Cue::UndergoWith]) && self.is_subject(verb, phrase)
        })
    }

    /// `قامت شرطة مكافحة الشغب بتفريق المتظاهرين`: whether a phrase is the end of the name of who acts, on which no
    /// complement hangs.
    fn ends_agent(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let mut at = chunk;
        for _ in 0..STEPS {
            match scene.chunks[at].link {
                Link::Genitive(parent) => at = parent,
                _ => break,
            }
        }
        let acts = scene.chunks[at].human || scene.chunks[at].entity.is_some();
        at != chunk && acts && scene.chunks[chunk].verb.is_some()
    }

    /// Whether a phrase ends in a participle that describes it: `النظام المتهم`.
    fn described_by_participle(&self, chunk: usize) -> bool {
        let phrase = &self.scene.chunks[chunk];
        let last = phrase.end - 1;
        let word = &self.scene.words[last];
        let form = word.features.verb_form;
        let participle = [VerbForm::ActiveParticiple, VerbForm::PassiveParticiple];
        last != phrase.head && word.definite() && form.is_some_and(|f| participle.contains(&f))
    }

    /// Whether a governing noun names a decision that has been taken, so that what it holds is no longer only wished
    /// for or ended: `الرد على قرار لندن طرد السفير`.
    pub fn is_taken_decision(&self, governor: &Governor) -> bool {
        let scene = self.scene;
        let head = scene.head(governor.chunk);
        let owned = || {
            let genitive = scene.groups.genitive(governor.chunk);
            genitive.is_some_and(|genitive| scene.chunks[genitive].entity.is_some())
        };
        !governor.verb
            && head.cues.has(Cue::Announce)
            && (head.definite() || head.has_pronoun() || owned())
    }

    /// `ناقشا الأزمة بعد مقتل القائد بضربة في بغداد`: whether a phrase stands under the time or cause of the
    /// clause, of which its verb says nothing.
    fn set_apart(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let verb = scene.chunks[chunk].verb.unwrap_or(chunk);
        // `هدد بالرد بعد ساعات من مقتل القائد`
        let time = chunk.checked_sub(1).map(|before| &scene.chunks[before]);
        let measured = time.is_some_and(|time| {
            matches!(time.kind, Kind::Time(_))
                && scene.chunks[chunk].preposition.as_deref() == Some("من")
        });
        if measured {
            return true;
        }
        let mut between = (verb + 1..chunk).rev().take(FAR);
        let open = |index: &usize| !matches!(scene.chunks[*index].kind, Kind::Edge(_));
        between.by_ref().take_while(open).any(|index| {
            let name = scene.chunks[index].preposition.as_deref();
            let head = scene.head(index);
            let act = head.event_noun || head.features.verb_form == Some(VerbForm::Masdar);
            matches!(name, Some("time" | "cause")) && act
        })
    }

    /// `قرار لندن طرد السفير`, `قرارها طرد السفير`, `عزم لندن طرد السفير`: the decision or plan whose content a bare
    /// noun is.
    fn decision_on(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let last = chunk.checked_sub(1)?;
        let owner = match scene.chunks[last].link {
            Link::Genitive(parent) => parent,
            _ => last,
        };
        let touches = scene.chunks[last].end == scene.chunks[chunk].start;
        let owned = owner != last || scene.head(owner).has_pronoun();
        let (cues, act) = (scene.head(owner).cues, scene.head(chunk));
        // `اعتزامها الاستقالة`
        let own = scene.head(owner).has_pronoun() || !act.definite();
        // `رفض طلب بغداد شن ضربات`
        let wished = cues.any(&[Cue::Planned, Cue::Wish]);
        let acts = act.event_noun || act.cues.has(Cue::Light);
        let decided = cues.has(Cue::Announce) || (wished && acts && own);
        let noun = scene.chunks[owner].kind == Kind::Phrase;
        (scene.chunks[chunk].bare() && touches && owned && noun && decided).then_some(owner)
    }
}
