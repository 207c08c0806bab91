//! What the mentions of an event say of it, and what speaks for and against a further mention
//! being of it.

use crate::cluster::Known;
use crate::draft::{Draft, Modifier};
use crate::rules::Form;
use crate::tie::Tie;
use rasd_core::{
    Argument, ArgumentTarget, Category, EntityMention, EntityType, Interval, QuadClass, RefId,
    Registry, Role, TimeMention,
};
use smallvec::SmallVec;
use std::sync::Arc;

/// Sentences of a headline and of the paragraph that tells it again.
const LEAD: u32 = 2;
/// Days from which on two times are far apart.
const FORTNIGHT: i32 = 14;
/// Participants, places and times of one event that are compared: keeps the work linear in a text
/// that names thousands.
const MOST: usize = 24;

/// A participant.
#[derive(Clone, Copy)]
struct Party<'a> {
    id: RefId,
    name: &'a str,
    /// Code of its country; its own name where it has none.
    country: &'a str,
    /// Whether it is only described: two such descriptions of one thing rarely agree.
    described: bool,
    /// Whether it is a person by name or title.
    person: bool,
    actor: bool,
}

impl Party<'_> {
    /// Whether two are one, or one is the country that the other acts for.
    fn meets(&self, other: &Party<'_>) -> bool {
        self.id == other.id || self.name == other.country || other.name == self.country
    }
}

/// Some of the participants of an event.
type Few<'a> = SmallVec<[&'a Party<'a>; 8]>;

/// What speaks for and against two mentions being of one event.
pub(crate) type Ties = SmallVec<[Tie; 16]>;

/// One mention.
pub(crate) struct Mention<'a> {
    draft: &'a Draft,
    pub family: &'a Arc<str>,
    lemma: Option<&'a str>,
    parties: Vec<Party<'a>>,
    places: Vec<RefId>,
    times: Vec<Interval>,
}

/// An event with what its mentions have said so far.
pub(crate) struct Told<'a> {
    frames: Vec<usize>,
    families: Vec<Arc<str>>,
    lemmas: Vec<&'a str>,
    modifiers: Vec<Modifier>,
    parties: Vec<Party<'a>>,
    places: Vec<RefId>,
    times: Vec<Interval>,
    first_sentence: u32,
    last_sentence: u32,
    /// Number of its last noun.
    plural: Option<bool>,
}

impl<'a> Mention<'a> {
    /// What a draft says.
    pub fn new(draft: &'a Draft, known: &Known<'a>) -> Self {
        let mut mention = Mention {
            draft,
            family: &known.rules.frames[draft.frame].family,
            lemma: draft.lemma.map(|lemma| known.tokenizer.lemma(lemma)),
            parties: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
        };
        for argument in &draft.arguments {
            match argument.role {
                Role::Actor | Role::Recipient => {
                    mention.add_parties(argument, known.entities, known.registry);
                }
                Role::Place => mention.places.extend(argument.refs.iter().take(MOST)),
                Role::Time => mention.times.extend(interval(argument, known.times)),
            }
        }
        mention
    }

    fn add_parties(
        &mut self,
        argument: &Argument,
        entities: &[EntityMention],
        registry: &'a Registry,
    ) {
        let described = described(argument, entities);
        let person = is_person(argument, entities);
        for id in &argument.refs {
            let index = match self.parties.iter().position(|party| party.id == *id) {
                Some(index) => index,
                None if self.parties.len() == MOST => return,
                None => {
                    let entry = registry.get(*id);
                    self.parties.push(Party {
                        id: *id,
                        name: &entry.id,
                        country: entry.country.as_deref().unwrap_or(&entry.id),
                        described,
                        person,
                        actor: false,
                    });
                    self.parties.len() - 1
                }
            };
            self.parties[index].actor |= argument.role == Role::Actor;
        }
    }

    /// What speaks for and against this mention being of an event told before.
    pub fn ties(&self, told: &Told<'_>, known: &Known<'_>) -> Ties {
        let mut ties = Ties::from_iter([Tie::Base]);
        let draft = self.draft;
        let consult = draft.base == Category::Consult;
        let verbal = matches!(
            draft.base.quad(),
            QuadClass::VerbalCooperation | QuadClass::VerbalConflict
        );
        let statement = verbal && !consult && draft.base != Category::Elect;
        let same_family = told.families.contains(self.family);
        let numbers = told.plural.zip(draft.plural);
        let same_frame = told.frames.contains(&draft.frame);
        let mut modifiers = draft.modifiers.iter();
        let holds = [
            (Tie::SameFrame, same_frame),
            (Tie::SameFamily, !same_frame && same_family),
            (
                Tie::SameLemma,
                self.lemma.is_some_and(|l| told.lemmas.contains(&l)),
            ),
            (
                Tie::SameModifier,
                modifiers.any(|m| told.modifiers.contains(m)),
            ),
            (Tie::Bare, draft.bare),
            (Tie::Indefinite, draft.indefinite),
            (Tie::Verb, draft.trigger.form == Form::Verb),
            (Tie::Statement, statement),
            (Tie::Another, draft.another),
            (Tie::OtherNumber, numbers.is_some_and(|(a, b)| a != b)),
            (Tie::OtherActor, !consult && self.other_actor(told)),
            (
                Tie::Apart,
                !same_family && known.rules.grammar.apart(self.family, &told.families),
            ),
        ];
        let held = holds.iter().filter(|(_, holds)| *holds);
        ties.extend(held.map(|(tie, _)| *tie));
        ties.extend(match draft.sentence.saturating_sub(told.last_sentence) {
            0 => Some(Tie::SameSentence),
            1 => Some(Tie::NextSentence),
            2..=4 => Some(Tie::Near),
            5..=10 => None,
            _ => Some(Tie::Far),
        });
        if draft.sentence <= LEAD && told.first_sentence < draft.sentence {
            ties.push(Tie::Lead);
        }
        self.people(told, &mut ties);
        ties.extend(self.place(told, known.registry));
        ties.extend(self.time(told).or_else(|| self.long_ago(told, known)));
        ties
    }

    /// Whether both name who does it, and name others.
    fn other_actor(&self, told: &Told<'_>) -> bool {
        let named = |party: &&Party<'_>| !party.described && party.actor;
        let mut own = self.parties.iter().filter(named).peekable();
        let others = || told.parties.iter().filter(named);
        own.peek().is_some()
            && others().next().is_some()
            && !own.any(|a| others().any(|b| a.meets(b)))
    }

    fn people(&self, told: &Told<'_>, ties: &mut Ties) {
        let named = |party: &&Party<'_>| !party.described;
        let own: Few<'_> = self.parties.iter().filter(named).collect();
        let others: Few<'_> = told.parties.iter().filter(named).collect();
        let meets = |a: &Party<'_>, some: &Few<'_>| some.iter().any(|b| a.meets(b));
        let alone = own.iter().filter(|a| !meets(a, &others));
        let alone: Few<'_> = alone.copied().collect();
        let others_alone = others.iter().filter(|b| !meets(b, &own));
        let others_alone: Few<'_> = others_alone.copied().collect();
        let shared = (own.len() - alone.len()).min(others.len() - others_alone.len());
        let countrymen = alone
            .iter()
            .any(|a| others_alone.iter().any(|b| a.country == b.country));
        // Two persons of one country are two partners, a person and a body of it may be one.
        let strangers = countrymen
            && alone.iter().all(|party| party.person)
            && others_alone.iter().all(|party| party.person);
        match shared {
            0 => {}
            1 => {
                ties.push(Tie::SharedOne);
                if !alone.is_empty() && !others_alone.is_empty() && (!countrymen || strangers) {
                    ties.push(Tie::OtherPartner);
                }
                return;
            }
            _ => return ties.push(Tie::SharedMany),
        }
        if !own.is_empty() && !others.is_empty() {
            ties.extend(countrymen.then_some(Tie::Countrymen));
        } else if self.parties.is_empty() || told.parties.is_empty() {
            ties.push(Tie::Nobody);
        } else {
            let group = |a: &Party<'_>, b: &Party<'_>| a.described && b.described && a.id == b.id;
            let one = |a: &Party<'_>| told.parties.iter().any(|b| group(a, b));
            if self.parties.iter().any(one) {
                ties.push(Tie::SharedGroup);
            }
        }
    }

    fn place(&self, told: &Told<'_>, registry: &Registry) -> Option<Tie> {
        if self.places.is_empty() || told.places.is_empty() {
            return None;
        }
        if self.places.iter().any(|place| told.places.contains(place)) {
            return Some(Tie::SharedPlace);
        }
        let within =
            |a: RefId, b: RefId| registry.get(a).country.as_deref() == Some(&*registry.get(b).id);
        let fits = |own: &RefId| {
            let mut others = told.places.iter();
            others.any(|other| within(*own, *other) || within(*other, *own))
        };
        (!self.places.iter().any(fits)).then_some(Tie::OtherPlace)
    }

    /// `وفي يونيو الماضي بحثت إيران ومصر`: a verb dated long before the publication tells of another event than
    /// the news without a date.
    fn long_ago(&self, told: &Told<'_>, known: &Known<'_>) -> Option<Tie> {
        let today = known.publication?.date.date();
        let past = |own: &Interval| (today - own.to.date()).get_days() >= FORTNIGHT;
        let dated = !self.times.is_empty() && self.times.iter().all(past);
        let verb = self.draft.trigger.form == Form::Verb;
        let apart = self.draft.sentence > told.last_sentence + 1;
        (verb && dated && apart && told.times.is_empty()).then_some(Tie::DistantTime)
    }

    fn time(&self, told: &Told<'_>) -> Option<Tie> {
        if self.times.is_empty() || told.times.is_empty() {
            return None;
        }
        let overlaps = |own: &Interval| {
            let meets = |other: &Interval| own.from < other.to && other.from < own.to;
            told.times.iter().any(meets)
        };
        // Clauses that take a wrong day are common, a wrong month is rare.
        let distant = |own: &Interval| {
            let apart = |a: &Interval, b: &Interval| (b.from - a.to).get_days() >= FORTNIGHT;
            let far = |other: &Interval| apart(own, other) || apart(other, own);
            told.times.iter().all(far)
        };
        Some(if self.times.iter().any(overlaps) {
            Tie::SharedTime
        } else if self.times.iter().all(distant) {
            Tie::DistantTime
        } else {
            Tie::OtherTime
        })
    }
}

impl<'a> Told<'a> {
    /// An event of which nothing has been told before sentence `sentence`.
    pub fn new(sentence: u32) -> Self {
        Told {
            frames: Vec::new(),
            families: Vec::new(),
            lemmas: Vec::new(),
            modifiers: Vec::new(),
            parties: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            first_sentence: sentence,
            last_sentence: sentence,
            plural: None,
        }
    }

    /// Adds what a mention of the event says.
    pub fn add(&mut self, mention: Mention<'a>) {
        let draft = mention.draft;
        gather(&mut self.frames, [draft.frame]);
        gather(&mut self.families, [mention.family.clone()]);
        gather(&mut self.lemmas, mention.lemma);
        gather(&mut self.modifiers, draft.modifiers.iter().copied());
        gather(&mut self.places, mention.places);
        gather(&mut self.times, mention.times);
        for party in mention.parties {
            let room = self.parties.len() < MOST;
            match self.parties.iter_mut().find(|known| known.id == party.id) {
                Some(known) => {
                    known.described &= party.described;
                    known.actor |= party.actor;
                }
                None if room => self.parties.push(party),
                None => {}
            }
        }
        self.plural = draft.plural.or(self.plural);
        self.last_sentence = draft.sentence;
    }
}

/// Adds what is not there yet, as far as there is room.
fn gather<T: PartialEq>(known: &mut Vec<T>, new: impl IntoIterator<Item = T>) {
    for item in new {
        if known.len() < MOST && !known.contains(&item) {
            known.push(item);
        }
    }
}

fn is_person(argument: &Argument, entities: &[EntityMention]) -> bool {
    match argument.target {
        ArgumentTarget::Entity(entity) => entities
            .get(entity as usize)
            .is_some_and(|mention| matches!(mention.kind, EntityType::Per | EntityType::Occ)),
        _ => false,
    }
}

fn described(argument: &Argument, entities: &[EntityMention]) -> bool {
    match argument.target {
        ArgumentTarget::Entity(entity) => entities
            .get(entity as usize)
            .is_some_and(|mention| mention.kind == EntityType::Nom),
        _ => false,
    }
}

fn interval(argument: &Argument, times: &[TimeMention]) -> Option<Interval> {
    match argument.target {
        ArgumentTarget::Time(time) => times.get(time as usize)?.interval,
        _ => None,
    }
}
