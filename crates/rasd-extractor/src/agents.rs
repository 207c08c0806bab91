//! Whether the genitive of a masdar is who does it, which what it acts on tells (`اجتياح الحوثيين صنعاء`, `قصف النظام
//! للمدنيين`).

use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Filler, Gatherer, Trigger};
use crate::frame::{Frame, Position, Slot};
use crate::rules::Form;
use crate::word::{Word, WordKind};
use rasd_core::{Category, EntityType, Number, Role, VerbForm};

/// Whether the first slot for the object of a masdar, else for its genitive, is not that of an actor.
fn first_undergone(frame: &Frame) -> bool {
    let known = |position: Position| {
        let own = frame.slots.iter().find(|slot| slot.position == position);
        own.map(|slot| slot.role)
    };
    let acted_on = known(Position::Object).or_else(|| known(Position::Genitive));
    acted_on.is_some_and(|role| role != Role::Actor)
}

/// Whether the masdars of a category act on somebody who can follow with ل.
pub(crate) fn bodily(category: Category) -> bool {
    use Category::{Accuse, Assault, Coerce, Elect, Reject, Sanction, Support};
    matches!(
        category,
        Accuse | Assault | Coerce | Elect | Reject | Sanction | Support
    )
}

/// Whether what a masdar of the frame has as genitive or object can be what it acts on, or the land where it happens
/// (`احتلال الضفة`).
pub(crate) fn undergone(frame: &Frame) -> bool {
    let mut slots = frame.slots.iter();
    let object = slots.find(|slot| slot.position == Position::Object);
    let acts = object.is_some_and(|slot| slot.role == Role::Actor);
    !acts
        && frame.slots.iter().any(|slot| {
            let own = matches!(slot.position, Position::Object | Position::Genitive);
            own && matches!(slot.role, Role::Recipient | Role::Place)
        })
}

/// `اجتياح الحوثيين صنعاء`, `اتهامه الحكومة`, `إعدام إيران ثلاثة أكراد`: whether the genitive of a masdar acts,
/// since the masdar has an object besides.
pub(crate) fn genitive_acts(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> bool {
    if !(first_undergone(frame) || bodily(frame.category) && undergone(frame)) {
        return false;
    }
    let act = Act::new(gatherer, trigger, fillers);
    let mut objects = fillers.iter().filter(|f| f.position == Position::Object);
    let elected = frame.category == Category::Elect;
    if elected && objects.clone().any(|f| act.is_made(f)) {
        return false;
    }
    objects.any(|f| act.has_object(f) || !elected && act.has_object_after_pronoun(f))
}

/// A masdar with its genitive.
struct Act<'a> {
    gatherer: &'a Gatherer<'a>,
    trigger: Trigger,
    owner: Option<&'a Filler>,
    /// Whether the trigger is a masdar by form.
    masdar: bool,
}

impl<'a> Act<'a> {
    fn new(gatherer: &'a Gatherer<'a>, trigger: Trigger, fillers: &'a [Filler]) -> Self {
        let features = gatherer.scene.words[trigger.word].features;
        Act {
            gatherer,
            trigger,
            owner: fillers.iter().find(|f| f.position == Position::Genitive),
            masdar: features.verb_form == Some(VerbForm::Masdar),
        }
    }

    fn owner_chunk(&self) -> Option<usize> {
        self.owner.and_then(|owner| owner.chunk)
    }

    fn of_kind(&self, filler: &Filler, is: fn(EntityType) -> bool) -> bool {
        let mut mentions = filler.parties.iter().filter_map(|party| party.entity);
        mentions.any(|e| is(self.gatherer.entities[e as usize].kind))
    }

    /// `تعيين زيد وزيرا`: what somebody is made is no one whom he appoints.
    fn is_made(&self, filler: &Filler) -> bool {
        let head = filler.chunk.map(|chunk| self.gatherer.scene.head(chunk));
        head.is_some_and(|head| !head.definite() && head.ends_with("ا"))
    }

    /// Whether the masdar acts on the filler, by what both are.
    fn has_object(&self, filler: &Filler) -> bool {
        let not_common = |kind| !matches!(kind, EntityType::Nom | EntityType::Occ);
        !self.is_owner_itself(filler)
            && (self.of_kind(filler, not_common)
                || self.is_definite(filler)
                || self.is_anybody(filler)
                || self.is_somebody(filler))
    }

    /// Whether the filler says who or how many the genitive is.
    fn is_owner_itself(&self, filler: &Filler) -> bool {
        let scene = self.gatherer.scene;
        let Some(chunk) = self.owner_chunk() else {
            return false;
        };
        // `اعتقال 710 تجار`
        if awaits_counted(self.gatherer, chunk) {
            return true;
        }
        // `اعتقال الناشطات لجين الهذلول وعزيزة اليوسف`: their names.
        let head = scene.head(chunk);
        let common = |owner| self.of_kind(owner, |kind| kind == EntityType::Nom);
        let nameless = self.owner.is_some_and(common) && !head.cues.has(Cue::Body);
        // `قتل مسلحين الصحفي خالد العمري`: who is named after his title is another than several men.
        let many = head.kind == WordKind::Number || head.features.number == Some(Number::Plural);
        let several = many && !head.definite() && !head.has_pronoun();
        let untitled = !several || filler.chunk.is_none_or(|c| is_named(self.gatherer, c));
        nameless && untitled && self.of_kind(filler, |kind| kind == EntityType::Per)
    }

    /// `قمع الشرطة تظاهرات المعارضة`: whether the filler comes next after the masdar and its genitive.
    fn follows(&self, chunk: usize) -> bool {
        let next = self.gatherer.scene.groups.chain_end(self.trigger.chunk) + 1;
        chunk == next || chunk == self.gatherer.after_time(self.trigger.chunk)
    }

    fn is_definite(&self, filler: &Filler) -> bool {
        let scene = self.gatherer.scene;
        let Some(chunk) = filler.chunk else {
            return false;
        };
        let head = scene.head(chunk);
        if head.definite() {
            return !head.event_noun;
        }
        // `نائب رئيس البرلمان`
        let last = &scene.chunks[scene.groups.chain_end(chunk)];
        let titled =
            self.owner_chunk().is_some() && self.of_kind(filler, |kind| kind == EntityType::Occ);
        let mut words = scene.words[last.start..last.end].iter();
        let known = scene.words[last.head].definite() || titled && words.any(Word::definite);
        known && self.follows(chunk)
    }

    /// `اغتيال إسرائيل قائدا`: whoever follows a state or body whose name nothing describes.
    fn is_anybody(&self, filler: &Filler) -> bool {
        let body = |kind| matches!(kind, EntityType::Gpe | EntityType::Org);
        let scene = self.gatherer.scene;
        let takes_part =
            |chunk: usize| scene.chunks[chunk].entity.is_some() || self.gatherer.participant(chunk);
        self.owner.is_some_and(|owner| self.of_kind(owner, body))
            && filler
                .chunk
                .is_some_and(|chunk| self.follows(chunk) && takes_part(chunk))
    }

    /// `أسر فصائل من المقاومة جنديا`, `قتل المسلحين ثلاثة جنود`: after a masdar with those who can act as genitive.
    fn is_somebody(&self, filler: &Filler) -> bool {
        let scene = self.gatherer.scene;
        let able =
            |chunk: usize| scene.chunks[chunk].human || scene.head(chunk).cues.has(Cue::Body);
        let people = self.masdar && self.owner_chunk().is_some_and(able);
        let somebody = |chunk: usize| {
            let head = scene.head(chunk);
            let verb = scene.chunks[self.trigger.chunk].verb;
            let clause = verb.and_then(|verb| scene.clauses.get(verb));
            let subject = clause.is_some_and(|c| c.subject == Subject::Phrase(chunk));
            let takes_part = scene.chunks[chunk].human || self.gatherer.participant(chunk);
            let next = chunk == self.gatherer.after_time(self.trigger.chunk);
            let act = head.event_noun && scene.chunks[chunk].entity.is_none();
            next && takes_part && !head.definite() && !act && !subject
        };
        people && filler.chunk.is_some_and(somebody)
    }

    /// `خلال تفريقها المظاهرة`, `اعتقاله مشتبها به`: after a pronoun nothing but what is acted on.
    fn has_object_after_pronoun(&self, filler: &Filler) -> bool {
        let scene = self.gatherer.scene;
        let pronoun = self.owner.is_some_and(|owner| owner.chunk.is_none());
        let next = self.trigger.chunk + 1;
        if !pronoun || !self.masdar || filler.chunk != Some(next) {
            return false;
        }
        let head = scene.head(next);
        let people = scene.chunks[next].human && head.accusative;
        head.definite() && head.event_noun || people
    }
}

/// `اعتقال 710 تجار`: whether a number or quantity waits for those it counts; `مجموعة مسلحة` and `ثلاثة جنود` do not.
fn awaits_counted(gatherer: &Gatherer<'_>, chunk: usize) -> bool {
    let scene = gatherer.scene;
    let (own, groups) = (&scene.chunks[chunk], &scene.groups);
    let alone = groups.size(chunk) == 1 && gatherer.partitive(groups.chain_end(chunk)).is_none();
    let mut rest = scene.words[own.start + 1..own.end].iter();
    let describes = |word: &Word| word.kind == WordKind::Adjective || word.participle();
    let plain = rest.all(|word| word.common_noun || word.sound_plural || describes(word));
    let told = own.end > own.start + 1 && alone && plain;
    gatherer.counts(chunk) && !told
}

/// Whether a phrase begins with the name of a person.
fn is_named(gatherer: &Gatherer<'_>, chunk: usize) -> bool {
    let entity = gatherer.scene.chunks[chunk].entity;
    entity.is_some_and(|e| gatherer.entities[e as usize].kind == EntityType::Per)
}

/// `تمت إدانة الوزير`, `قام بانتقاد الحكومة`, `دعم المعارضة من قبل واشنطن`: whether the genitive of a masdar that takes an
/// object undergoes it, since a verb or phrase says so or names another as who acts.
pub(crate) fn genitive_undergoes(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> bool {
    let scene = gatherer.scene;
    let takes = |slot: &Slot| slot.position == Position::Object && slot.role == Role::Recipient;
    let masdar = scene.words[trigger.word].features.verb_form == Some(VerbForm::Masdar);
    // The lexicon does not call all of them masdars (`تهنئة`).
    let said = matches!(
        frame.category,
        Category::Accuse | Category::Reject | Category::Support
    );
    let transitive =
        (masdar || said) && trigger.form == Form::Noun && frame.slots.iter().any(takes);
    let one = scene.words[trigger.word].features.number != Some(Number::Plural);
    let at = |position: Position| {
        let mut found = fillers.iter().filter(move |f| f.position == position);
        found.find(|f| !f.parties.is_empty() && !f.weak)
    };
    let Some(owner) = at(Position::Genitive).filter(|_| transitive && one) else {
        return false;
    };
    // `إدانة الحكومة للهجوم`, `انتقاد الحزب الوزير`
    let other = [Position::Object, Position::With("ل".into())];
    let acts_on = bodily(frame.category) || frame.category == Category::Threaten;
    if !acts_on || other.into_iter().any(|position| at(position).is_some()) {
        return false;
    }
    if at(Position::Agent).is_some() {
        return true;
    }
    let Some(carrier) = gatherer.carrier(trigger.chunk).filter(|c| !c.relative) else {
        return false;
    };
    let cues = scene.head(carrier.verb).cues;
    let bound = scene.chunks[gatherer.top(trigger.chunk)]
        .preposition
        .as_deref();
    let agent = at(Position::Subject).is_some_and(|agent| {
        let mut refs = agent.parties.iter().flat_map(|party| &party.refs);
        !refs.any(|id| owner.parties.iter().any(|party| party.refs.contains(id)))
    });
    match bound {
        None => cues.has(Cue::PassiveLight),
        Some("ب" | "على") => agent && owner.chunk.is_some() && cues.has(Cue::LightWith),
        _ => false,
    }
}

/// `تسليم العراق طائرات`, `إعطاء الفلسطينيين مساعدات`: whether the genitive of a noun of giving gets the thing that
/// follows.
pub(crate) fn gets(gatherer: &Gatherer<'_>, trigger: Trigger, fillers: &[Filler]) -> bool {
    let scene = gatherer.scene;
    let thing = |f: &Filler| {
        let thing = |chunk: usize| {
            let arms = scene.head(chunk).cues.any(&[Cue::Arms, Cue::Target]);
            let head = scene.head(chunk);
            let own = head.definite() || head.has_pronoun();
            (arms || !gatherer.can_act(chunk)) && !own
        };
        f.position == Position::Object && f.chunk.is_some_and(thing)
    };
    let other = |f: &Filler| {
        let to = matches!(&f.position, Position::With(name) if matches!(&**name, "ل" | "إلى"));
        to && f.chunk.is_some_and(|chunk| gatherer.can_act(chunk))
    };
    let giving = trigger.form == Form::Noun && scene.words[trigger.word].cues.has(Cue::Giving);
    giving && fillers.iter().any(thing) && !fillers.iter().any(other)
}
