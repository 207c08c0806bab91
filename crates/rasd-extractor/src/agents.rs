//! Whether the genitive of a masdar is who does it, which what it acts on tells (`اجتياح الحوثيين صنعاء`, `قصف النظام
//! للمدنيين`).

use crate::chunks::{Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Filler, Gatherer, Trigger};
use crate::frame::{Frame, Position, Slot, TypeSet};
use crate::rules::Form;
use crate::word::{Word, WordKind};
use rasd_core::{Category, EntityType, Number, Role, VerbForm};

/// Chunks between a masdar with its agent and whom it acts on.
const ASIDE: usize = 4;

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
fn bodily(category: Category) -> bool {
    use Category::{Accuse, Assault, Coerce, Elect, Reject, Sanction, Support};
    matches!(
        category,
        Accuse | Assault | Coerce | Elect | Reject | Sanction | Support
    )
}

/// Whether what a masdar of the frame has as genitive or object can be what it acts on, or the land where it happens
/// (`احتلال الضفة`).
fn undergone(frame: &Frame) -> bool {
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
    let (scene, groups) = (gatherer.scene, &gatherer.scene.groups);
    // `تعيين زيد وزيرا`: what somebody is made is no one whom he appoints.
    let made = |f: &Filler| {
        let head = f.chunk.map(|chunk| scene.head(chunk));
        f.position == Position::Object
            && head.is_some_and(|head| !head.definite() && head.ends_with("ا"))
    };
    if frame.category == Category::Elect && fillers.iter().any(made) {
        return false;
    }
    let of_kind = |f: &Filler, is: fn(EntityType) -> bool| {
        let mut mentions = f.parties.iter().filter_map(|party| party.entity);
        mentions.any(|e| is(gatherer.entities[e as usize].kind))
    };
    let owner = fillers.iter().find(|f| f.position == Position::Genitive);
    // A state or body whose name nothing describes.
    let named = owner.is_some_and(|owner| {
        of_kind(owner, |kind| {
            matches!(kind, EntityType::Gpe | EntityType::Org)
        })
    });
    // `أسر فصائل من المقاومة جنديا`, `قتل المسلحين ثلاثة جنود`: after a masdar with those who can act as genitive.
    let masdar = scene.words[trigger.word].features.verb_form == Some(VerbForm::Masdar);
    let people = owner.is_some_and(|owner| {
        let able =
            |chunk: usize| scene.chunks[chunk].human || scene.head(chunk).cues.has(Cue::Body);
        masdar && owner.chunk.is_some_and(able)
    });
    let unmarked = |f: &Filler| {
        let somebody = |chunk: usize| {
            let head = scene.head(chunk);
            let verb = scene.chunks[trigger.chunk].verb;
            let clause = verb.and_then(|verb| scene.clauses.get(verb));
            let subject = clause.is_some_and(|c| c.subject == Subject::Phrase(chunk));
            let takes_part = scene.chunks[chunk].human || gatherer.participant(chunk);
            let next = chunk == gatherer.after_time(trigger.chunk);
            let act = head.event_noun && scene.chunks[chunk].entity.is_none();
            next && takes_part && !head.definite() && !act && !subject
        };
        people && f.chunk.is_some_and(somebody)
    };
    // `اعتقال الناشطات لجين الهذلول وعزيزة اليوسف`: their names.
    let nameless = owner.is_some_and(|owner| {
        let body = owner
            .chunk
            .is_some_and(|chunk| scene.head(chunk).cues.has(Cue::Body));
        of_kind(owner, |kind| kind == EntityType::Nom) && !body
    });
    // `اعتقال 710 تجار`
    let counted = owner
        .and_then(|owner| owner.chunk)
        .is_some_and(|chunk| awaits_counted(gatherer, chunk));
    // `قتل مسلحين الصحفي خالد العمري`: who is named after his title is another than several men.
    let several = owner.and_then(|owner| owner.chunk).is_some_and(|chunk| {
        let head = scene.head(chunk);
        let many = head.kind == WordKind::Number || head.features.number == Some(Number::Plural);
        many && !head.definite() && !head.has_pronoun()
    });
    let is_object = |f: &Filler| {
        let head = f.chunk.map(|chunk| scene.head(chunk));
        let other = of_kind(f, |kind| !matches!(kind, EntityType::Nom | EntityType::Occ));
        let untitled = !several || f.chunk.is_none_or(|chunk| is_named(gatherer, chunk));
        if counted || nameless && untitled && of_kind(f, |kind| kind == EntityType::Per) {
            return false;
        }
        // `قمع الشرطة تظاهرات المعارضة`
        let next = groups.chain_end(trigger.chunk) + 1;
        let parted = || gatherer.after_time(trigger.chunk);
        let follows = f
            .chunk
            .is_some_and(|chunk| chunk == next || chunk == parted());
        let chain = f.chunk.filter(|_| follows).is_some_and(|chunk| {
            // `نائب رئيس البرلمان`
            let last = &scene.chunks[groups.chain_end(chunk)];
            let titled = owner.is_some_and(|owner| owner.chunk.is_some())
                && of_kind(f, |kind| kind == EntityType::Occ);
            let mut words = scene.words[last.start..last.end].iter();
            scene.words[last.head].definite() || titled && words.any(Word::definite)
        });
        let definite = head.is_some_and(|head| {
            let own = head.definite() && !head.event_noun;
            own || (chain && !head.definite())
        });
        // `اغتيال إسرائيل قائدا`
        let anybody = || {
            let takes_part =
                |chunk: usize| scene.chunks[chunk].entity.is_some() || gatherer.participant(chunk);
            named && follows && f.chunk.is_some_and(takes_part)
        };
        other || definite || anybody() || unmarked(f)
    };
    // `خلال تفريقها المظاهرة`, `اعتقاله مشتبها به`: after a pronoun nothing but what is acted on.
    let chosen = frame.category == Category::Elect;
    let pronoun = owner.is_some_and(|owner| owner.chunk.is_none()) && masdar && !chosen;
    let plainly = |f: &Filler| {
        let Some(chunk) = f.chunk.filter(|_| pronoun) else {
            return false;
        };
        let head = scene.head(chunk);
        let people = scene.chunks[chunk].human && head.accusative;
        f.chunk == Some(trigger.chunk + 1) && (head.definite() && head.event_noun || people)
    };
    let mut objects = fillers.iter().filter(|f| f.position == Position::Object);
    objects.any(|f| is_object(f) || plainly(f))
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

/// `قصف النظام للمدنيين`, `قنصهم لها`: the phrase with ل that a masdar acts on, right after its genitive, which then acts.
pub(crate) fn acted_on_by_lam(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> Option<usize> {
    use Category::{Accuse, Assault, Coerce, Elect};
    let scene = gatherer.scene;
    let role = |position: Position| {
        let own = frame.slots.iter().find(|s| s.position == position);
        own.map(|slot| slot.role)
    };
    let lam = Position::With("ل".into());
    let other = role(lam.clone()).is_some_and(|role| role != Role::Recipient);
    if trigger.form != Form::Noun || !undergone(frame) || other || !bodily(frame.category) {
        return None;
    }
    let first = gatherer.after_coordination(trigger.chunk);
    // `إقالة الرئيس عام 2017 لوزير الدفاع`, `اعتقال الشرطة في القاهرة للناشط`
    let aside = |index: &usize| {
        let between = &scene.chunks[*index];
        let bound = between.preposition.as_deref();
        let place = bound.is_some_and(|name| name != "ب" && gatherer.grammar.says_where(name));
        matches!(between.kind, Kind::Time(_)) || place || matches!(between.link, Link::Genitive(_))
    };
    let high = scene.chunks.len().min(first + ASIDE);
    let after = (first..high).find(|index| !aside(index))?;
    let found = fillers
        .iter()
        .find(|f| f.position == lam && f.chunk == Some(after))?;
    let chunk = &scene.chunks[after];
    let head = scene.head(after);
    let touches = chunk.start == scene.chunks[after - 1].end;
    let kind = |f: &Filler| {
        let entity = f.parties.first().and_then(|party| party.entity);
        entity.map(|e| gatherer.entities[e as usize].kind)
    };
    let owner = fillers.iter().find(|f| f.position == Position::Genitive)?;
    // `ترحيل اللاجئين لتركيا`: into a country people are brought, a state or body acts on it.
    let whither = matches!(kind(found), Some(EntityType::Gpe | EntityType::Loc))
        && matches!(
            kind(owner),
            None | Some(EntityType::Nom | EntityType::Per | EntityType::Occ)
        );
    let force = matches!(frame.category, Assault | Coerce);
    let attacked = head.cues.any(&[Cue::Target, Cue::Site]) && (head.definite() || force);
    let somebody =
        chunk.pronoun || chunk.entity.is_some() || gatherer.participant(after) || attacked;
    let agent = owner.chunk.is_none_or(|owner| {
        let cues = scene.head(owner).cues;
        let able = scene.chunks[owner].human || scene.chunks[owner].entity.is_some();
        // `قصف الطائرات الروسية للمشفى`
        let last = &scene.chunks[scene.groups.chain_end(owner)];
        let mut words = scene.words[scene.chunks[owner].start..last.end].iter();
        let armed = cues.has(Cue::Arms) && words.any(Word::definite);
        armed || able && !cues.any(&[Cue::Target, Cue::Site])
    });
    let act = head.event_noun && chunk.entity.is_none() && !attacked;
    // `متظاهرين مناهضين للحكومة`, `الحركات المعارضة للاتحاد`
    let described = owner.chunk.is_some() && {
        let last = scene.chunks[after - 1].end - 1;
        let word = &scene.words[last];
        let active = word.features.verb_form == Some(VerbForm::ActiveParticiple);
        let adjective = scene.chunks[after - 1].adjectives.last() == Some(&last);
        adjective && (active || word.cues.any(&[Cue::Bound, Cue::TakesLam]))
    };
    // `تعيين نائب لرئيس الأركان`, `اعتقال قيادي لحماس`: an indefinite one belongs to him.
    let of_it = owner.chunk.is_some_and(|owned| {
        use EntityType::{Gpe, Org, Per};
        let last = &scene.chunks[scene.groups.chain_end(owned)];
        let head = scene.head(owned);
        let plural = head.features.number == Some(Number::Plural)
            || head.cues.has(Cue::Body)
            || head.kind == WordKind::Number;
        let several = plural && frame.category != Elect && !chunk.pronoun;
        let mut words = scene.words[scene.chunks[owned].start..last.end].iter();
        let known = matches!(kind(owner), Some(Gpe | Org | Per)) || head.has_pronoun();
        !(known || several || words.any(|word| word.definite() || word.has_pronoun()))
    });
    // `إحالتهم للنيابة`: before whom they are brought.
    use EntityType::{Gpe, Occ, Org};
    let power = matches!(kind(owner), Some(Gpe | Org | Occ))
        || owner
            .chunk
            .is_some_and(|chunk| scene.head(chunk).cues.has(Cue::Body));
    let brought = frame.category == Accuse && !power && role(lam.clone()).is_none() && {
        let mut slots = frame.slots.iter();
        slots.any(|slot| {
            let typed = slot.types != TypeSet::ANY && slot.role == Role::Recipient;
            slot.position == Position::Genitive && typed
        })
    };
    // What stands further off is a complement only of those who can act themselves.
    let far = after > first;
    let powerful = || {
        let body = |chunk: usize| {
            scene.head(chunk).cues.any(&[Cue::Body, Cue::Arms]) || scene.chunks[chunk].human
        };
        matches!(
            kind(owner),
            Some(EntityType::Gpe | EntityType::Org | EntityType::Occ)
        ) || owner.chunk.is_some_and(body)
    };
    let bound = (touches || far) && (!far || powerful());
    (bound && somebody && agent && !whither && !act && !of_it && !brought && !described)
        .then_some(after)
}
