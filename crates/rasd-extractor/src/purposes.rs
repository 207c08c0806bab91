//! What follows ل: what something is done for, or what the word before takes, and why something was done.

use crate::chunks::{Edge, Kind, Link};
use crate::cue::Cue;
use crate::fillers::{Carrier, Gatherer};
use crate::frame::{Frame, Position};
use crate::governors::Governor;
use crate::word::WordKind;
use rasd_core::{Category, Realis, Role, VerbForm};

/// Chunks looked back at for a verb of punishing.
const NEAR: usize = 8;
/// Chunks looked back at for a verb whose complement stands apart from it.
const FAR: usize = 16;
/// Words before and after an event word that say when it goes on.
const BESIDE: (usize, usize) = (2, 6);
/// Links followed from a genitive to the noun it hangs on.
const STEPS: usize = 4;

impl Gatherer<'_> {
    /// `ل` with an event noun that hangs on no noun says what something is done for.
    pub fn purpose(
        &self,
        chunk: usize,
        top: usize,
        frame: &Frame,
        carrier: Option<Carrier>,
    ) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[top];
        let undergone = carrier.is_some_and(|c| matches!(c.cue, Cue::LightUndergo | Cue::Phase));
        if here.preposition.as_deref() != Some("ل") || here.pronoun || undergone {
            return false;
        }
        // `وضع حدا لـ18 إضرابا`: what is counted has happened.
        let counted = |word: &usize| scene.words[*word].kind == WordKind::Number;
        if top == chunk && (here.start..here.end).any(|word| counted(&word)) {
            return false;
        }
        let head = scene.head(top);
        // The verb's own object, unless it lacks the article: `عاد للمفاوضات`, `عاد لبحث الأزمة`.
        let own = |verb: usize| scene.head(verb).cues.has(Cue::TakesLam);
        let named = head.definite() || scene.groups.genitive(top).is_some();
        // `توصلت بلاده لاتفاق`
        let light = |verb: usize| own(verb) && scene.head(verb).cues.has(Cue::LightWith);
        let reached = here.verb.is_some_and(light);
        let object = named || head.has_pronoun() || reached;
        if object && here.verb.is_some_and(own) {
            return false;
        }
        // `تصدت الدفاعات لهجوم`, `التصدي لهجوم`
        let noun = top.checked_sub(1);
        let foils = |index: usize| scene.head(index).cues.has(Cue::Foil);
        if here.verb.is_some_and(foils) || noun.is_some_and(foils) {
            return false;
        }
        // `ما أدى لمقتله`
        let relative = |before: usize| scene.chunks[before].kind == Kind::Edge(Edge::Relative);
        if top.checked_sub(1).is_some_and(relative) {
            return false;
        }
        // `لإنهاء الصراع في البلاد`, `لحضور مؤتمر روما`: what goes on or is held whatever is done for it.
        let above = scene.head(top).cues;
        let ended = above.any(&[Cue::Ending, Cue::Phase]) && self.certain(chunk, frame);
        let attended =
            frame.category == Category::Consult && above.has(Cue::Share) && above.has(Cue::Light);
        if top != chunk && (attended || ended && frame.category == Category::Assault) {
            return false;
        }
        // `لهذا الاجتماع` is one that is known of.
        if here.before.has(Cue::Demonstrative) || self.told_in_past(chunk) || self.undergoes(top) {
            return false;
        }
        if self.is_reason(top, frame) || (frame.performed && self.message(top).is_some()) {
            return false;
        }
        if self.takes_lam(top) {
            return false;
        }
        !(named || head.has_pronoun()) || !self.after_masdar(chunk, top, frame)
    }

    /// `دعوة من نظيره لزيارة بكين`, `دعوة إلى الرئيس لحضور القمة`: the event word that a phrase with ل belongs to past who sends
    /// or gets what it names.
    pub(crate) fn invitation(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let top = self.root(chunk);
        if scene.chunks[top].preposition.as_deref() != Some("ل") {
            return None;
        }
        let mut bound = false;
        for before in (top.saturating_sub(NEAR)..top).rev() {
            let between = &scene.chunks[before];
            if between.kind != Kind::Phrase || between.conjoined {
                return None;
            }
            let person = between.human || between.entity.is_some() || between.pronoun;
            match between.preposition.as_deref() {
                Some("من" | "إلى" | "مع") if person => bound = true,
                None if between.link != Link::None => {}
                _ if bound && between.entity.is_none() && scene.head(before).event_noun => {
                    return Some(before);
                }
                _ => return None,
            }
        }
        None
    }

    /// What somebody is punished for or has done is why, no aim: `حكم عليه بالسجن لقتل صديقه`,
    /// `اعتقل للاشتباه في انتمائه`, `لرفضها الاعتراف`.
    fn is_reason(&self, top: usize, frame: &Frame) -> bool {
        let scene = self.scene;
        let head = scene.head(top);
        if head.cues.has(Cue::Ground) {
            return true;
        }
        let misdeed = matches!(frame.category, Category::Assault | Category::Protest);
        let penal = |index: usize| scene.head(index).cues.has(Cue::Penalty);
        let punished = || {
            let before = (top.saturating_sub(NEAR)..top).rev();
            let mut open = before.take_while(|index| !scene.stops(*index));
            scene.chunks[top].verb.is_some_and(penal) || open.any(penal)
        };
        // `انتقد الحكومة لاعتقال صحفيين`
        let judged = || {
            let verb = scene.chunks[top].verb;
            verb.is_some_and(|verb| scene.head(verb).cues.has(Cue::Judging))
        };
        let deed = !matches!(
            frame.category,
            Category::Consult | Category::Cooperate | Category::Aid | Category::Elect
        );
        // `لرفضه القرار`, but `لاعتقاله`, where the pronoun tells whom, unless somebody else follows
        let genitive = |role: Role| {
            let mut slots = frame.slots.iter();
            slots.any(|slot| slot.role == role && slot.position == Position::Genitive)
        };
        let force = matches!(frame.category, Category::Assault | Category::Coerce);
        let acted_on = force && genitive(Role::Recipient) && !genitive(Role::Actor);
        let whom = acted_on && !self.has_object(top);
        let own = head.has_pronoun() && head.features.verb_form == Some(VerbForm::Masdar) && !whom;
        (misdeed && punished()) || (deed && own) || judged()
    }

    /// `لقتله زوجته`: whether a bare phrase stands directly after a noun with a pronoun.
    fn has_object(&self, noun: usize) -> bool {
        let scene = self.scene;
        let next = scene.chunks.get(noun + 1);
        next.is_some_and(|next| next.bare() && next.start == scene.chunks[noun].end)
    }

    /// `سيحاكم بتهمة قتل زوجته`, `يتظاهرون احتجاجا على قصف المدينة`: whether a noun says what somebody is held to have
    /// done or what is answered so, which is a fact whatever the verb above says.
    pub(crate) fn is_charge(&self, governor: &Governor) -> bool {
        let cues = governor.cues;
        // `الرغبة في ارتكاب إبادة`
        let ground = cues.has(Cue::Ground) && governor.preposition.is_some();
        let charge = cues.any(&[Cue::Penalty, Cue::Reason]) && !cues.has(Cue::Announce);
        !governor.verb && (charge || ground)
    }

    /// `تعرضت طفلة، تبلغ من العمر ثماني سنوات، للضرب`: whether a verb that is never without what its subject
    /// undergoes still waits for it.
    fn undergoes(&self, top: usize) -> bool {
        let scene = self.scene;
        let ends = |index: &usize| scene.chunks[*index].kind == Kind::Edge(Edge::Strong);
        let lam = |index: usize| scene.chunks[index].preposition.as_deref() == Some("ل");
        for index in (top.saturating_sub(FAR)..top).rev() {
            if ends(&index) || lam(index) {
                return false;
            }
            let cues = scene.head(index).cues;
            if scene.chunks[index].kind == Kind::Verb
                && cues.has(Cue::LightUndergo)
                && cues.has(Cue::TakesLam)
            {
                return true;
            }
        }
        false
    }

    /// `تعرض مواطن لإطلاق نار`, `تبادل لإطلاق النار`, `تصدي الجيش لـ"العدوان"`: the noun takes it as its verb would.
    fn takes_lam(&self, top: usize) -> bool {
        let scene = self.scene;
        let takes = |at: usize| {
            let phrase = &scene.chunks[at];
            // `تظاهرات مناهضة للمؤتمر`
            let last = &scene.words[phrase.end - 1];
            let cues = scene.head(at).cues.with(last.cues);
            // `نظرا للحصار`
            let adverb = phrase.kind == Kind::Other && phrase.before.has(Cue::TakesLam);
            adverb || (phrase.kind == Kind::Phrase && cues.has(Cue::TakesLam))
        };
        let mut near = (1..=2).filter_map(|back| top.checked_sub(back));
        near.any(takes) || self.owner_before(top).is_some_and(takes)
    }

    /// The noun that the phrase before hangs on as its genitive, whatever quotation mark stands between.
    pub(crate) fn owner_before(&self, top: usize) -> Option<usize> {
        self.phrase_before(top, false)
    }

    /// The same; in a coordination with `joined` its first member.
    pub(crate) fn phrase_before(&self, top: usize, joined: bool) -> Option<usize> {
        let scene = self.scene;
        let quote = |at: &usize| scene.chunks[*at].kind == Kind::Edge(Edge::QuoteOpen);
        let last = top.checked_sub(1)?;
        let mut at = match quote(&last) {
            true => last.checked_sub(1)?,
            false => last,
        };
        for _ in 0..STEPS {
            match scene.chunks[at].link {
                Link::Genitive(parent) | Link::Apposition(parent) => at = parent,
                Link::Coordinate(parent) if joined => at = parent,
                _ => break,
            }
        }
        (scene.chunks[at].kind == Kind::Phrase).then_some(at)
    }

    /// A masdar takes its complement with ل (`إدانته للهجوم`), and so does a participle
    /// (`مؤيدة للمحادثات`); violence that is known to have happened may belong to any noun
    /// (`حل للحرب`) that plans or wishes nothing.
    fn after_masdar(&self, chunk: usize, top: usize, frame: &Frame) -> bool {
        let scene = self.scene;
        let (here, head) = (&scene.chunks[top], scene.head(top));
        let violence = matches!(frame.category, Category::Assault | Category::Protest);
        let protest = frame.category == Category::Protest;
        let certain = violence && (head.definite() || protest) && self.certain(chunk, frame);
        let previous = top.checked_sub(1).map(|p| &scene.chunks[p]);
        previous.is_some_and(|p| {
            let before = &scene.words[p.head];
            let form = before.features.verb_form;
            let masdar = form == Some(VerbForm::Masdar)
                || (form == Some(VerbForm::ActiveParticiple) && head.definite());
            let open = [Cue::Planned, Cue::Wish, Cue::Possible, Cue::Purpose];
            let owned = certain && !open.into_iter().any(|cue| before.cues.has(cue));
            p.kind == Kind::Phrase && p.entity.is_none() && p.end == here.start && (masdar || owned)
        })
    }

    /// `حرب دامت عشرين عاما`, `العنف الذي اندلع أمس`: whether a clause in the past tells of what the noun names.
    pub fn told_in_past(&self, chunk: usize) -> bool {
        const REACH: usize = 10;
        // What was planned, wished or spoken of need not have come about: `القمة التي اقترحها الرئيس`.
        const OPEN: [Cue; 9] = [
            Cue::Auxiliary,
            Cue::Planned,
            Cue::Wish,
            Cue::Possible,
            Cue::Obligation,
            Cue::Announce,
            Cue::Say,
            Cue::Ending,
            Cue::TopicVerb,
        ];
        let scene = self.scene;
        let end = (chunk + REACH).min(scene.chunks.len());
        (chunk + 1..end).any(|verb| {
            let clause = scene.clauses.get(verb);
            // `عما ورد`: such a relative describes no noun.
            let describes = |edge: usize| scene.chunks[edge].gender.is_some();
            let described = clause.is_some_and(|clause| {
                clause.antecedent == Some(chunk) && clause.opening.is_none_or(describes)
            });
            let word = || scene.head(verb);
            let past = || word().features.verb_form == Some(VerbForm::Perfect);
            let told = || {
                let judgement = self.judge_verb(verb);
                judgement.realis == Realis::Actual && !judgement.negated
            };
            described && past() && !word().cues.any(&OPEN) && told()
        })
    }

    /// `يزور الوفد حاليا دمشق`: whether a word beside says that something goes on.
    pub fn is_ongoing(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let start = scene.chunks[chunk].start.saturating_sub(BESIDE.0);
        let end = (scene.chunks[chunk].end + BESIDE.1).min(scene.words.len());
        (start..end).any(|word| scene.words[word].cues.has(Cue::Ongoing))
    }

    /// `خلال اللقاء أكد الوزير`, `القمة الأخيرة`: whether a noun is the scene of what has happened, or is told of in
    /// the past itself.
    pub fn is_past_scene(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let top = &scene.chunks[self.top(chunk)];
        let past = |verb: usize| scene.head(verb).features.verb_form == Some(VerbForm::Perfect);
        let next = || (chunk + 1..scene.chunks.len()).find(|i| scene.chunks[*i].kind == Kind::Verb);
        let happened = |word: &usize| scene.words[*word].cues.has(Cue::Happened);
        // `اجتمعا في قمة`
        let within = top.preposition.as_deref() == Some("في");
        let during = within || top.before.any(&[Cue::During, Cue::SameScene]);
        (during && top.verb.or_else(next).is_some_and(past))
            || self.is_ongoing(chunk)
            || scene.chunks[chunk].adjectives.iter().any(happened)
            || self.told_in_past(chunk)
    }
}
