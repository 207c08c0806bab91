//! Which roles the fillers of a frame's positions play.

use crate::agents::{genitive_acts, genitive_undergoes, gets};
use crate::cue::Cue;
use crate::fillers::{At, Filler, Gatherer, Trigger};
use crate::frame::{Frame, Position, Slot, TypeSet};
use crate::lam::acted_on_by_lam;
use crate::matching::Filled;
use crate::parties::Party;
use crate::rules::Form;
use rasd_core::{Category, EntityType, Number, RefId, Role};
use smallvec::SmallVec;

/// The participants that a frame finds among the fillers of a trigger.
pub(crate) fn assign(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> Vec<Filled> {
    let found = Found::new(frame, gatherer, trigger, fillers);
    let mut filled: Vec<Filled> = Vec::new();
    for weak in [false, true] {
        let taken = found.roles_taken(&filled);
        for filler in fillers.iter().filter(|f| f.weak == weak) {
            if found.takes_no_part(filler) {
                continue;
            }
            let parties = filler.parties.iter();
            for (party, role) in
                parties.filter_map(|party| Some((party, found.role(filler, party)?)))
            {
                if weak && taken.contains(&role) {
                    continue;
                }
                filled.push(Filled {
                    role,
                    party: party.clone(),
                    slot: filler.position.clone(),
                    direct: filler.chunk.is_some(),
                    weak,
                });
            }
        }
    }
    if frame.category != Category::Consult {
        own_agent(&mut filled, gatherer);
    }
    apart(&mut filled);
    filled
}

/// A trigger with its fillers, and what its genitive is to it.
struct Found<'f> {
    frame: &'f Frame,
    gatherer: &'f Gatherer<'f>,
    trigger: Trigger,
    fillers: &'f [Filler],
    /// `قصف النظام للمدنيين`: the phrase with ل that undergoes what the genitive does.
    by_lam: Option<usize>,
    /// Whether the genitive acts, undergoes, gets the object, gets the support.
    acts: bool,
    undergone: bool,
    gets: bool,
    backed: bool,
    /// `تعرضت لانتقادات من فرنسا`, `تلقى دعما من واشنطن`
    befalls: bool,
}

impl<'f> Found<'f> {
    fn new(
        frame: &'f Frame,
        gatherer: &'f Gatherer<'f>,
        trigger: Trigger,
        fillers: &'f [Filler],
    ) -> Self {
        let at = |position: Position| fillers.iter().any(|f| f.position == position && !f.weak);
        let owned = at(Position::Genitive);
        let noun = trigger.form == Form::Noun;
        let by_lam = match owned {
            true => acted_on_by_lam(frame, gatherer, trigger, fillers),
            false => None,
        };
        let gets = owned && gets(gatherer, trigger, fillers);
        let acts = || by_lam.is_some() || genitive_acts(frame, gatherer, trigger, fillers);
        Found {
            frame,
            gatherer,
            trigger,
            fillers,
            by_lam,
            acts: owned && !gets && acts(),
            undergone: owned && genitive_undergoes(frame, gatherer, trigger, fillers),
            gets,
            backed: noun && is_backed(frame, gatherer, trigger, fillers),
            befalls: noun && at(Position::PassiveSubject),
        }
    }

    /// The roles that somebody has whom others leave them to.
    fn roles_taken(&self, filled: &[Filled]) -> SmallVec<[Role; 8]> {
        // A thing takes part in nothing, and leaves the role to others.
        let takes_part = |f: &&Filled| {
            let mut phrase = f.party.phrase.into_iter();
            f.party.entity.is_some()
                || !f.party.refs.is_empty()
                || phrase.any(|phrase| self.gatherer.participant(phrase))
        };
        // Who is met is told with مع, who meets him may have to be inferred.
        let met = |slot: &Position| matches!(slot, Position::With(name) if &**name == "مع");
        let strong = filled.iter().filter(takes_part).filter(|f| !met(&f.slot));
        strong.map(|f| f.role).collect()
    }

    fn takes_no_part(&self, filler: &Filler) -> bool {
        use Category::{Accuse, Assault, Reject, Support};
        let judging = matches!(self.frame.category, Accuse | Support | Reject);
        // What someone does stands for him where it is judged.
        let deed = filler.weak && matches!(filler.position, Position::Object | Position::With(_));
        let unjudged = deed && !judging && self.frame.category != Assault;
        // `ندد بعقوبات واشنطن على إيران`: these are those whom the other act is directed against.
        let aimed = || self.gatherer.aimed_at(filler, self.trigger.chunk);
        unjudged || judging && self.trigger.form == Form::Verb && aimed()
    }

    /// The role of a participant, if he has one.
    fn role(&self, filler: &Filler, party: &Party) -> Option<Role> {
        if is_civilisation(self.frame, self.gatherer, &filler.position, party) {
            return None;
        }
        let role = self
            .slot(filler.at(), party)
            .or_else(|| self.slot_as_object(filler, party))
            .or_else(|| self.without_slot(filler))?;
        let owner = filler.position == Position::Genitive;
        match role {
            _ if self.is_office(filler) => None,
            _ if self.is_source(filler) || self.acts && owner => Some(Role::Actor),
            Role::Actor if self.undergone && owner => Some(Role::Recipient),
            _ if (self.gets || self.backed) && owner => Some(Role::Recipient),
            _ if self.gets && filler.position == Position::Object => None,
            role => Some(role),
        }
    }

    fn slot(&self, at: At<'_>, party: &Party) -> Option<Role> {
        slot_for(self.frame, self.gatherer, self.trigger.form, at, party)
    }

    fn is_lam(&self, filler: &Filler) -> bool {
        self.by_lam.is_some() && filler.chunk == self.by_lam
    }

    /// `قصف النظام للمدنيين`, `شُطبت العداءة`: the role of the object for who stands in its stead.
    fn slot_as_object(&self, filler: &Filler, party: &Party) -> Option<Role> {
        let verb = self.trigger.form == Form::Verb;
        let passive = verb && filler.position == Position::PassiveSubject;
        let object = (&Position::Object, filler.chunk);
        (self.is_lam(filler) || passive)
            .then(|| self.slot(object, party))
            .flatten()
    }

    /// The role of a filler for which the frame has no slot.
    fn without_slot(&self, filler: &Filler) -> Option<Role> {
        let owner = filler.position == Position::Genitive;
        let object = self.is_lam(filler) || filler.position == Position::Object;
        match () {
            () if self.acts && object => Some(Role::Recipient),
            () if self.acts && owner => Some(Role::Actor),
            () if self.undergone && owner => Some(Role::Recipient),
            () if self.is_source(filler) && self.is_known(filler) => Some(Role::Actor),
            () => None,
        }
    }

    fn is_source(&self, filler: &Filler) -> bool {
        let from = matches!(&filler.position, Position::With(name) if &**name == "من");
        self.befalls && from && filler.chunk > Some(self.trigger.chunk)
    }

    /// `لقي الدولار دعما من العائدات`: what things get is nobody's doing.
    fn is_known(&self, source: &Filler) -> bool {
        let acts = |chunk: usize| {
            let state = |e: u32| self.gatherer.entities[e as usize].kind == EntityType::Gpe;
            let entity = self.gatherer.scene.chunks[chunk].entity;
            self.gatherer.can_act(chunk) || entity.is_some_and(state)
        };
        let undergoes = |f: &Filler| {
            let named = f.parties.iter().any(|party| party.entity.is_some());
            f.position == Position::PassiveSubject && named
        };
        source.chunk.is_some_and(acts) && self.fillers.iter().any(undergoes)
    }

    /// `تعيين زيد عضوا في المحكمة`: an office is no one who is elected to it.
    fn is_office(&self, filler: &Filler) -> bool {
        let owned = || {
            let mut fillers = self.fillers.iter();
            fillers.any(|f| f.position == Position::Genitive)
        };
        self.frame.category == Category::Elect
            && filler.position == Position::Object
            && owned()
            && filler.chunk.is_some_and(|chunk| {
                let head = self.gatherer.scene.head(chunk);
                !head.definite() && head.ends_with("ا")
            })
    }
}

/// `أكدت مصر دعم لبنان`: whether the genitive of a word for support is who gets it, since somebody else gives
/// it and nobody else gets it.
fn is_backed(frame: &Frame, gatherer: &Gatherer<'_>, trigger: Trigger, fillers: &[Filler]) -> bool {
    let of = |position: Position| {
        let mut found = fillers.iter().filter(move |f| f.position == position);
        found.find(|f| !f.parties.is_empty())
    };
    let (Some(owner), Some(giver)) = (of(Position::Genitive), of(Position::Subject)) else {
        return false;
    };
    // `تقدم الجيش بإسناد القوات الفرنسية`: where the subject gets it, the genitive gives it.
    let gets = |slot: &Slot| slot.position == Position::Subject && slot.role == Role::Recipient;
    if frame.slots.iter().any(gets) {
        return false;
    }
    let owns = |id: &RefId| owner.parties.iter().any(|party| party.refs.contains(id));
    let same = giver
        .parties
        .iter()
        .any(|party| party.refs.iter().any(owns));
    // `قرر الرئيس دعوة البرلمان`, but `رد على دعوة شيراك`
    let cues = gatherer.scene.words[trigger.word].cues;
    let root = gatherer.root(gatherer.top(trigger.chunk));
    let bare = gatherer.scene.chunks[root].preposition.is_none();
    // `كررت واشنطن انتقاد إيران`, but `رد على انتقاد إيران`, `انتقادات إيران`
    let many = gatherer.scene.words[trigger.word].features.number == Some(Number::Plural);
    let blame = frame.category == Category::Accuse;
    let open = bare && !(blame && many) || !blame && !cues.has(Cue::Wish);
    cues.has(Cue::Backing)
        && open
        && owner.chunk.is_some()
        && !same
        && of(Position::With("ل".into())).is_none()
        && !told_to(gatherer, trigger)
        && of(Position::Object).is_none()
}

/// Whether a nationality word stands for no state or body, and so does nothing but speak: `جولة أفريقية` is no
/// act of the Africans, `تنديد عربي` is one of the Arabs.
fn is_civilisation(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    position: &Position,
    party: &Party,
) -> bool {
    use Category::{Accuse, Reject, Request, Support, Threaten};
    let speaks = matches!(
        frame.category,
        Accuse | Reject | Request | Support | Threaten
    );
    let state = party.entity.is_none_or(|e| gatherer.stands_for_state(e));
    *position == Position::Nisba && !state && !speaks
}

/// `أكد له دعم مصر`: whether the verb before a noun says to whom it is promised.
fn told_to(gatherer: &Gatherer<'_>, trigger: Trigger) -> bool {
    let scene = gatherer.scene;
    let verb = scene.chunks[trigger.chunk].verb;
    let clause = verb.and_then(|verb| scene.clauses.get(verb));
    clause.is_some_and(|clause| {
        let mut complements = clause.complements.iter();
        complements.any(|complement| {
            let chunk = &scene.chunks[*complement];
            *complement < trigger.chunk
                && chunk.pronoun
                && chunk.preposition.as_deref() == Some("ل")
        })
    })
}

/// `أعربت الوزارة عن تضامن تونس`: a noun with an agent of its own does not take that of its verb.
fn own_agent(filled: &mut Vec<Filled>, gatherer: &Gatherer<'_>) {
    let own = |f: &Filled| {
        let kind = f.party.entity.map(|e| gatherer.entities[e as usize].kind);
        let named = kind.is_some_and(|kind| !matches!(kind, EntityType::Nom | EntityType::Occ));
        f.role == Role::Actor && f.slot == Position::Genitive && f.direct && named
    };
    if filled.iter().any(own) {
        filled.retain(|f| f.role != Role::Actor || f.slot != Position::Subject);
    }
}

/// Nobody acts on himself: who is found in both roles keeps that of the actor, but for an actor told by
/// the form of the verb only.
fn apart(filled: &mut Vec<Filled>) {
    let same = |a: &Party, b: &Party| {
        let mention = a.entity.is_some() && a.entity == b.entity;
        mention || (!a.refs.is_empty() && a.refs == b.refs)
    };
    let other = |filled: &[Filled], role: Role, party: &Party, named: bool| {
        let mut others = filled.iter().filter(|f| f.role == role);
        others.any(|f| (!named || f.party.entity.is_some()) && same(&f.party, party))
    };
    drop_where(filled, |filled, f| {
        let implied = f.role == Role::Actor && f.party.entity.is_none();
        implied && other(filled, Role::Recipient, &f.party, true)
    });
    drop_where(filled, |filled, f| {
        f.role == Role::Recipient && other(filled, Role::Actor, &f.party, false)
    });
}

/// Leaves out those of which `wrong` holds among those still there.
fn drop_where(filled: &mut Vec<Filled>, wrong: impl Fn(&[Filled], &Filled) -> bool) {
    let mut at = 0;
    while at < filled.len() {
        if wrong(filled, &filled[at]) {
            filled.remove(at);
        } else {
            at += 1;
        }
    }
}

fn slot_for(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    form: Form,
    (position, chunk): At<'_>,
    party: &Party,
) -> Option<Role> {
    let target = *position == Position::Genitive && is_target(gatherer, party);
    // `زار الوفد المخيم`, `دخلت القوات المدينة`
    let site = *position == Position::Object
        && party.chunk.is_some_and(|chunk| {
            let own = gatherer.scene.head(chunk).has_pronoun();
            gatherer.is_site(chunk) && gatherer.place_entity(chunk).is_none() && !own
        });
    // `اجتمع الوزير بمقر الوزارة مع السفير`
    let unnamed_site = *position == Position::With("ب".into())
        && party.entity.is_none()
        && party.chunk.is_some_and(|chunk| gatherer.is_site(chunk));
    let slot_at = |position: &Position| {
        let mut slots = frame.slots.iter();
        slots
            .find(|slot| {
                let stands = site && slot.role == Role::Place && !slot.types.has(EntityType::Nom);
                gatherer.stands_in((position, chunk), &slot.position)
                    && (stands || accepts(slot.types, party, gatherer))
                    && !(target && slot.role == Role::Actor)
                    && !(unnamed_site && matches!(slot.role, Role::Actor | Role::Recipient))
            })
            .map(|slot| slot.role)
    };
    // `الهند محبطة`: the subject of a participle is the noun it describes.
    let described = form == Form::Participle && *position == Position::Subject;
    let national = *position == Position::Nisba && gatherer.is_person(party);
    let own = national
        .then(|| slot_at(&Position::National))
        .flatten()
        .or_else(|| slot_at(position));
    // `لقاء جمع الوزيرين`
    let gathered =
        frame.category == Category::Consult && form == Form::Noun && *position == Position::Object;
    let together = accepts(
        TypeSet::of(&[
            EntityType::Per,
            EntityType::Occ,
            EntityType::Gpe,
            EntityType::Org,
        ]),
        party,
        gatherer,
    );
    let own = own
        .or_else(|| slot_at(&Position::Head).filter(|_| described))
        .or_else(|| (gathered && together).then_some(Role::Actor));
    // `على يد`, `من قبل` name the agent of whatever frame.
    let raided = target && frame.category == Category::Coerce;
    let role = own
        .or_else(|| (*position == Position::Agent).then_some(Role::Actor))
        .or_else(|| raided.then_some(Role::Recipient))
        .or_else(|| answers(frame, position).then_some(Role::Recipient))
        .or_else(|| undergoer(frame, position, gatherer, party))?;
    in_town(frame, gatherer, position, party, role)
}

/// `تعرض المتظاهرون لانتهاكات`, `شهدت المدينة اعتقالات`: what an act befalls, whatever its frame says; a
/// place that sees it is where it happens.
fn undergoer(
    frame: &Frame,
    position: &Position,
    gatherer: &Gatherer<'_>,
    party: &Party,
) -> Option<Role> {
    use EntityType::{Fac, Gpe, Loc};
    let kind = party.entity.map(|e| gatherer.entities[e as usize].kind);
    let town = party.entity.is_some_and(|entity| gatherer.is_town(entity));
    let site = party.chunk.is_some_and(|chunk| gatherer.is_site(chunk));
    if *position == Position::Witness {
        let place = site || matches!(kind, Some(Loc | Fac | Gpe));
        return place.then_some(Role::Place);
    }
    (*position == Position::PassiveSubject).then_some(match kind {
        Some(Loc | Fac) => Role::Place,
        // `تلقى الوزير اتصالا`, `شهدت مصر لقاءات`
        Some(Gpe) if frame.category == Category::Consult => Role::Place,
        _ if frame.category == Category::Consult => Role::Actor,
        _ if town || site => Role::Place,
        _ => Role::Recipient,
    })
}

/// Whether a position is that of who answers what was said to him.
fn answers(frame: &Frame, position: &Position) -> bool {
    use Category::{Accuse, Request, Threaten};
    *position == Position::Answerer && matches!(frame.category, Accuse | Request | Threaten)
}

/// Whether a phrase names a thing that is attacked (`اقتحام مركز`): it does not act.
fn is_target(gatherer: &Gatherer<'_>, party: &Party) -> bool {
    let cues = party.chunk.map(|chunk| gatherer.scene.head(chunk).cues);
    cues.is_some_and(|cues| cues.has(Cue::Target) && !cues.has(Cue::Person))
}

/// What role a town has that stands in the position of a participant: where force is used it is the
/// place (`معركة الحديدة`, `قصف دوما`), as it is where people meet (`قمة الرياض`).
fn in_town(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    position: &Position,
    party: &Party,
    role: Role,
) -> Option<Role> {
    use Category::{Assault, Coerce, Consult, Mobilize, Protest, Retreat};
    let town = party.entity.is_some_and(|entity| gatherer.is_town(entity));
    let site = party.chunk.is_some_and(|chunk| gatherer.is_site(chunk));
    if !(town || site) || !matches!(role, Role::Actor | Role::Recipient) {
        return Some(role);
    }
    // `هجمات على الحدود`, `قصف المناطق السكنية`
    let thing = is_target(gatherer, party);
    if site && !thing && frame.category == Category::Assault {
        return Some(Role::Place);
    }
    match (frame.category, position) {
        _ if !town => Some(role),
        (_, Position::Subject | Position::Agent) => Some(role),
        (Coerce | Mobilize, Position::With(_)) if role == Role::Recipient => Some(Role::Place),
        // `أضرموا النار في الأحواز`
        (Assault, Position::With(name)) if gatherer.grammar.says_where(name) => Some(Role::Place),
        (_, Position::With(_)) => Some(role),
        (Assault | Coerce | Mobilize | Protest | Retreat, _) => Some(Role::Place),
        (Consult, Position::Genitive) => Some(Role::Place),
        _ => Some(role),
    }
}

/// Whether a mention is of these types.
pub(crate) fn holds_mention(types: TypeSet, entity: u32, gatherer: &Gatherer<'_>) -> bool {
    let kind = gatherer.entities[entity as usize].kind;
    let state = || kind == EntityType::Gpe && !gatherer.is_town(entity);
    types.has(kind) || (types.has_states() && state())
}

/// Whether a slot with these types takes a participant.
pub(crate) fn accepts(types: TypeSet, party: &Party, gatherer: &Gatherer<'_>) -> bool {
    match party.entity {
        Some(entity) => holds_mention(types, entity, gatherer),
        None if party.phrase.is_some() => types.has(EntityType::Nom),
        None => types.has(EntityType::Per) || types.has(EntityType::Occ),
    }
}
