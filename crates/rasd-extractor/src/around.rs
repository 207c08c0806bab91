//! What is looked up once in a sentence for all candidates of its triggers: which verb each phrase is a
//! part of, the commas, the triggers; and how a candidate is related to a trigger.

use crate::attribute::{Attribute, Piece, Values, piece};
use crate::candidates::{Focus, Told};
use crate::chunks::{Chunk, Edge, Kind, Link};
use crate::clauses::Subject;
use crate::draft::Draft;
use crate::fillers::{Gatherer, STEPS};
use crate::mentions::{Prospect, Thing};
use crate::rules::Form;
use crate::scene::Scene;
use foldhash::HashMap;
use rasd_core::{ArgumentTarget, ByteSpan, Category, EntityMention, Role};
use smallvec::SmallVec;

/// What a phrase is to a verb.
#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    Subject,
    PassiveSubject,
    Object,
    SecondObject,
    With(&'a str),
    /// The noun that the verb's clause describes.
    Antecedent,
    /// The subject that it goes on with.
    Continued,
}

impl<'a> Part<'a> {
    fn pieces(self) -> [Piece<'a>; 2] {
        match self {
            Part::Subject => [piece!("subject"), Piece::NONE],
            Part::PassiveSubject => [piece!("passive"), Piece::NONE],
            Part::Object => [piece!("object"), Piece::NONE],
            Part::SecondObject => [piece!("object2"), Piece::NONE],
            Part::With(preposition) => [piece!("with:"), Piece::new(preposition)],
            Part::Antecedent => [piece!("antecedent"), Piece::NONE],
            Part::Continued => [piece!("continued"), Piece::NONE],
        }
    }
}

/// Phrases to either side whose verbs a candidate is related to a trigger by.
const REACH: usize = 15;
/// Chunks looked back at for the verb that a clause hangs on.
const ABOVE: usize = 20;
/// Verbs that a phrase can be a part of, at most.
const MOST_PARTS: usize = 8;

/// What the frames make of a mention: chunk of the trigger, category of its event, role.
type Roles = SmallVec<[(usize, Category, Role); 2]>;

/// A sentence prepared.
pub(crate) struct Around<'a> {
    entities: &'a [EntityMention],
    /// Mentions made of phrases, which come after `entities`.
    made: &'a [(usize, EntityMention)],
    times: &'a [rasd_core::TimeMention],
    /// Number of commas before each chunk.
    commas: Vec<usize>,
    /// Number of times before each chunk.
    dates: Vec<usize>,
    /// What kind of thing each phrase names; nothing for pronouns and other chunks.
    pub things: Vec<Option<Thing>>,
    /// What stands near the triggers, in text order.
    pub prospects: Vec<Prospect<'a>>,
    /// The verbs that each phrase is a part of.
    parts: Vec<SmallVec<[(usize, Part<'a>); 2]>>,
    /// Chunks of the triggers, sorted.
    triggers: Vec<usize>,
    /// What the frames make of each mention.
    roles: HashMap<ByteSpan, Roles>,
}

impl<'a> Around<'a> {
    pub fn new(
        gatherer: &Gatherer<'a>,
        made: &'a [(usize, EntityMention)],
        drafts: &[Draft],
    ) -> Self {
        let scene = gatherer.scene;
        let before = |counts: &dyn Fn(&Chunk) -> bool| {
            let mut sums = vec![0];
            for chunk in &scene.chunks {
                sums.push(sums[sums.len() - 1] + usize::from(counts(chunk)));
            }
            sums
        };
        let commas = before(&|chunk| chunk.kind == Kind::Edge(Edge::Comma));
        let dates = before(&|chunk| matches!(chunk.kind, Kind::Time(_)));
        let things = scene.chunks.iter().enumerate().map(|(index, chunk)| {
            let phrase = chunk.kind == Kind::Phrase && !chunk.pronoun;
            phrase.then(|| gatherer.thing(index, chunk))
        });
        let things: Vec<Option<Thing>> = things.collect();
        let mut triggers: Vec<usize> = drafts.iter().map(|d| d.trigger.chunk).collect();
        triggers.sort_unstable();
        triggers.dedup();
        let mut around = Around {
            entities: gatherer.entities,
            made,
            times: gatherer.times,
            commas,
            dates,
            prospects: gatherer.prospects(&triggers, &things),
            things,
            parts: parts(scene),
            triggers,
            roles: HashMap::default(),
        };
        for draft in drafts {
            for argument in &draft.arguments {
                if let Some(span) = around.span(&argument.target) {
                    let roles = around.roles.entry(span).or_default();
                    roles.push((draft.trigger.chunk, draft.base, argument.role));
                }
            }
        }
        around
    }

    /// What the frames make of a mention in another event, that of the trigger nearest to this one: whether that
    /// trigger stands before it, the category and the role.
    pub fn elsewhere(&self, span: ByteSpan, trigger: usize) -> Option<(bool, Category, Role)> {
        // The roles of a mention are in the order of their triggers.
        let roles = self.roles.get(&span)?;
        let first = roles.partition_point(|(other, ..)| *other < trigger);
        let after = roles[first..]
            .iter()
            .take(2)
            .find(|(other, ..)| *other != trigger);
        let before = first.checked_sub(1).map(|last| &roles[last]);
        let near = before.into_iter().chain(after);
        let (other, category, role) = near.min_by_key(|(other, ..)| other.abs_diff(trigger))?;
        Some((*other < trigger, *category, *role))
    }

    /// The arguments of a draft that are somewhere in the text.
    pub fn told(&self, draft: &Draft) -> Told {
        let arguments = draft.arguments.iter().enumerate();
        Told::new(
            arguments
                .filter_map(|(number, argument)| Some((self.span(&argument.target)?, number)))
                .collect(),
        )
    }

    fn span(&self, target: &ArgumentTarget) -> Option<ByteSpan> {
        match target {
            ArgumentTarget::Entity(entity) => {
                let entity = *entity as usize;
                let given = self.entities.get(entity);
                let mention = given.or_else(|| {
                    let (_, made) = self.made.get(entity - self.entities.len())?;
                    Some(made)
                });
                mention.map(|mention| mention.span)
            }
            ArgumentTarget::Time(time) => Some(self.times[*time as usize].span),
            ArgumentTarget::Implicit => None,
        }
    }

    /// Commas between two chunks.
    pub fn commas(&self, one: usize, other: usize) -> usize {
        between(&self.commas, one, other)
    }

    /// Chunks from one to another, without the times between: `تظاهر أمس المئات`.
    pub fn distance(&self, one: usize, other: usize) -> usize {
        one.abs_diff(other) - between(&self.dates, one, other)
    }

    pub fn is_trigger(&self, chunk: usize) -> bool {
        self.triggers.binary_search(&chunk).is_ok()
    }

    /// Whether no other trigger is nearer to a chunk than this one.
    pub fn is_nearest(&self, trigger: usize, chunk: usize) -> bool {
        let own = trigger.abs_diff(chunk);
        let after = self.triggers.partition_point(|other| *other < chunk);
        // Of those on either side the first may be the trigger itself.
        let near = after.saturating_sub(2)..(after + 2).min(self.triggers.len());
        let mut others = self.triggers[near].iter().filter(|t| **t != trigger);
        others.all(|other| other.abs_diff(chunk) >= own)
    }
}

/// What a running sum counts between two chunks.
fn between(sums: &[usize], one: usize, other: usize) -> usize {
    let (low, high) = (one.min(other), one.max(other));
    sums[high].saturating_sub(sums[(low + 1).min(high)])
}

/// The verbs that each phrase of a sentence is a part of.
fn parts(scene: &Scene) -> Vec<SmallVec<[(usize, Part<'_>); 2]>> {
    let mut parts: Vec<SmallVec<[(usize, Part<'_>); 2]>> =
        scene.chunks.iter().map(|_| SmallVec::new()).collect();
    let mut add = |phrase: usize, verb: usize, part| {
        let own = &mut parts[phrase];
        if own.len() < MOST_PARTS && own.iter().all(|(other, _)| *other != verb) {
            own.push((verb, part));
        }
    };
    for (verb, _) in scene.chunks.iter().enumerate() {
        let Some(clause) = scene.clauses.get(verb) else {
            continue;
        };
        if let Subject::Phrase(phrase) = clause.subject {
            let part = match clause.passive {
                true => Part::PassiveSubject,
                false => Part::Subject,
            };
            add(phrase, verb, part);
        }
        for (number, phrase) in clause.objects.iter().enumerate() {
            let part = match number {
                0 => Part::Object,
                _ => Part::SecondObject,
            };
            add(*phrase, verb, part);
        }
        for phrase in &clause.complements {
            let preposition = scene.chunks[*phrase].preposition.as_deref();
            add(*phrase, verb, Part::With(preposition.unwrap_or("-")));
        }
        if let Some(phrase) = clause.antecedent {
            add(phrase, verb, Part::Antecedent);
        }
        for party in &scene.subjects[verb] {
            if let Some(phrase) = party.chunk {
                add(phrase, verb, Part::Continued);
            }
        }
    }
    parts
}

impl Gatherer<'_> {
    /// How a candidate is related to the trigger: by the noun phrases both stand in, by a verb of the
    /// trigger, by another verb near it, or by nothing but its preposition.
    pub(crate) fn set_relation(
        &self,
        values: &mut Values<'_>,
        around: &Around<'_>,
        focus: &Focus<'_>,
        index: usize,
    ) {
        let scene = self.scene;
        let trigger = focus.draft.trigger.chunk;
        let mut path: SmallVec<[Piece<'_>; 8]> = SmallVec::new();
        let mut at = index;
        for _ in 0..=STEPS {
            match scene.chunks[at].link {
                _ if at == trigger => break,
                Link::Coordinate(head) => at = head,
                Link::Apposition(head) => {
                    path.push(piece!("apposition>"));
                    at = head;
                }
                Link::Genitive(head) => {
                    path.push(piece!("genitive>"));
                    at = head;
                }
                Link::None => break,
            }
        }
        if at == trigger {
            path.push(piece!("trigger"));
        } else if let Some(steps) = self.owns(trigger, at) {
            path.extend(std::iter::repeat_n(piece!("genitive<"), steps));
            path.push(piece!("owner"));
        } else {
            let verbs = &focus.verbs;
            let low = trigger.min(at).saturating_sub(REACH);
            let high = trigger.max(at) + REACH;
            let rank = |verb: usize| match verbs.iter().position(|(_, own)| *own == verb) {
                Some(place) => Some((0, place)),
                None => (low <= verb && verb < high).then_some((1, verb)),
            };
            let parts = around.parts[at].iter();
            let best = parts
                .filter_map(|(verb, part)| Some((rank(*verb)?, *part)))
                .min_by_key(|(rank, _)| *rank);
            match best {
                Some((rank, part)) => {
                    let (name, verb) = match rank {
                        (0, place) => verbs[place],
                        (_, verb) if verb < trigger => (piece!("earlier"), verb),
                        (_, verb) => (piece!("later"), verb),
                    };
                    // `ندد بالهجوم`: who takes part in the act of the verb need not in that of the noun.
                    let other = verb != trigger && around.is_trigger(verb);
                    path.push(name);
                    path.push(if other {
                        piece!("-event-")
                    } else {
                        piece!("-")
                    });
                    path.extend(part.pieces());
                }
                None => {
                    path.push(piece!("loose:"));
                    let preposition = scene.chunks[at].preposition.as_deref();
                    path.push(Piece::new(preposition.unwrap_or("bare")));
                }
            }
        }
        values.set_joined(Attribute::Relation, &path);
    }

    /// Whether a phrase is one that the trigger hangs on, and by how many genitives.
    fn owns(&self, trigger: usize, phrase: usize) -> Option<usize> {
        let mut steps = 0;
        let mut up = trigger;
        for _ in 0..STEPS {
            match self.scene.chunks[up].link {
                Link::Coordinate(head) => up = head,
                Link::Genitive(head) => {
                    steps += 1;
                    up = head;
                }
                _ => return None,
            }
            if up == phrase {
                return Some(steps);
            }
        }
        None
    }

    /// The verbs that the trigger is, is carried or governed by, the nearest first.
    pub(crate) fn verbs_of(&self, draft: &Draft) -> SmallVec<[(Piece<'static>, usize); 4]> {
        let scene = self.scene;
        let trigger = draft.trigger.chunk;
        let mut verbs: SmallVec<[(Piece<'static>, usize); 4]> = SmallVec::new();
        if draft.trigger.form == Form::Verb {
            verbs.push((piece!("own"), trigger));
        } else {
            let carrier = self.carrier(trigger);
            verbs.extend(carrier.map(|carrier| (piece!("carrier"), carrier.verb)));
            let relative = self.relative_carrier(trigger);
            verbs.extend(relative.map(|carrier| (piece!("relative"), carrier.verb)));
            let governor = scene.chunks[self.root(trigger)].verb;
            let governor = governor.or(scene.chunks[trigger].verb);
            verbs.extend(governor.map(|verb| (piece!("governor"), verb)));
        }
        let above = verbs
            .last()
            .and_then(|(_, verb)| scene.clauses.get(*verb)?.opening);
        if let Some(opening) = above {
            let name = match scene.chunks[opening].kind {
                Kind::Edge(Edge::Relative) => piece!("above-relative"),
                Kind::Edge(Edge::Complementizer) => piece!("above-content"),
                _ => piece!("above"),
            };
            let mut before = (opening.saturating_sub(ABOVE)..opening).rev();
            let verb = before.find(|verb| scene.chunks[*verb].kind == Kind::Verb);
            verbs.extend(verb.map(|verb| (name, verb)));
        }
        verbs
    }
}
