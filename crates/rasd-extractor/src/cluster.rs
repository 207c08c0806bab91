//! Event coreference in a document: which mentions are of the same event.

use crate::draft::Draft;
use crate::rules::{Form, Rules};
use crate::tie::Tie;
use foldhash::HashSet;
use rasd_core::{
    Argument, ArgumentTarget, Category, EntityMention, EntityType, EventMention, Interval, Mode,
    QuadClass, RefId, Registry, Role, TimeMention, TokenLayer,
};

/// Clusters compared with a new mention, the latest first: keeps the work linear.
const WINDOW: usize = 60;
/// Sentences of a headline and of the paragraph that tells it again.
const LEAD: u32 = 2;

/// What the mentions of a cluster have said so far.
struct Cluster {
    family: u32,
    /// Named participants.
    named: HashSet<RefId>,
    countries: HashSet<RefId>,
    /// Participants that are only described.
    groups: HashSet<RefId>,
    places: Vec<RefId>,
    times: Vec<Interval>,
    last_sentence: u32,
    /// Number of the first mention.
    first: usize,
    first_sentence: u32,
    frames: Vec<usize>,
    /// Number of its last noun.
    plural: Option<bool>,
    /// Families of its mentions by name.
    kinds: Vec<std::sync::Arc<str>>,
}

/// What is known of the document.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub rules: &'a Rules,
    pub times: &'a [TimeMention],
    pub entities: &'a [EntityMention],
    pub layer: &'a TokenLayer,
    pub registry: &'a Registry,
    /// Whether the trace says what bound the mentions.
    pub explaining: bool,
}

/// Numbers the clusters of a document; a mention joins the cluster that it has the strongest ties
/// to, if they outweigh what speaks against it.
pub(crate) fn cluster(drafts: &[Draft], events: &mut [EventMention], known: Known<'_>) {
    let Known {
        rules,
        times,
        entities,
        registry,
        ..
    } = known;
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut families = Families::new(rules);
    for (index, draft) in drafts.iter().enumerate() {
        let mention = Mention::new(draft, families.of(draft.frame), times, entities, registry);
        let kind = rules.frames[draft.frame].family.clone();
        let mut best: Option<(f64, usize, Vec<Tie>)> = None;
        for (number, cluster) in clusters.iter().enumerate().rev().take(WINDOW) {
            if cluster.family != mention.family {
                continue;
            }
            let mut ties = mention.ties(cluster, draft, registry);
            if rules.grammar.apart(&kind, &cluster.kinds) {
                ties.push(Tie::Apart);
            }
            let sum = rules.grammar.ties.sum(&ties);
            if sum > 0.0 && best.as_ref().is_none_or(|(other, ..)| sum > *other) {
                best = Some((sum, number, ties));
            }
        }
        let number = match best {
            Some((sum, number, ties)) => {
                if known.explaining {
                    let first = events[clusters[number].first].trigger.start();
                    let ties: Vec<&str> = ties.iter().map(|tie| tie.as_str()).collect();
                    let ties = ties.join(", ");
                    let why =
                        format!("same event as the mention at byte {first}: {sum:.2} from {ties}");
                    events[index].trace.push(why);
                }
                number
            }
            None => {
                clusters.push(Cluster {
                    family: mention.family,
                    named: HashSet::default(),
                    countries: HashSet::default(),
                    groups: HashSet::default(),
                    places: Vec::new(),
                    times: Vec::new(),
                    last_sentence: draft.sentence,
                    first: index,
                    first_sentence: draft.sentence,
                    frames: Vec::new(),
                    plural: None,
                    kinds: Vec::new(),
                });
                clusters.len() - 1
            }
        };
        let cluster = &mut clusters[number];
        if !cluster.kinds.contains(&kind) {
            cluster.kinds.push(kind);
        }
        if !cluster.frames.contains(&draft.frame) {
            cluster.frames.push(draft.frame);
        }
        mention.join(cluster, draft);
        events[index].cluster = number as u32;
    }
    share_modes(events);
    share_participants(drafts, events, entities, known.layer);
}

/// Gives a mention that points back the participants of its event that its own sentence names
/// (`قال لافروف إن هذه الزيارة مهمة`).
fn share_participants(
    drafts: &[Draft],
    events: &mut [EventMention],
    entities: &[EntityMention],
    layer: &TokenLayer,
) {
    let count = events
        .iter()
        .map(|e| e.cluster as usize + 1)
        .max()
        .unwrap_or(0);
    let mut known: Vec<Vec<(Role, RefId)>> = vec![Vec::new(); count];
    for event in events.iter() {
        for argument in &event.arguments {
            if matches!(argument.role, Role::Actor | Role::Recipient)
                && known[event.cluster as usize].len() < WINDOW
            {
                let refs = argument.refs.iter().map(|r| (argument.role, *r));
                known[event.cluster as usize].extend(refs);
            }
        }
    }
    for (draft, event) in drafts.iter().zip(events.iter_mut()) {
        let named = event.arguments.iter().any(|a| a.role == Role::Actor);
        if !draft.anaphoric || named {
            continue;
        }
        let tokens = layer.sentences[draft.sentence as usize].tokens;
        let from = entities.partition_point(|e| e.tokens.start() < tokens.start());
        let here = entities.iter().enumerate().skip(from).take(WINDOW);
        let mut found: Vec<Argument> = Vec::new();
        for (index, mention) in here.take_while(|(_, e)| e.tokens.end() <= tokens.end()) {
            let role = known[event.cluster as usize]
                .iter()
                .find(|(_, r)| mention.refs.contains(r))
                .map(|(role, _)| *role);
            let Some(role) = role.filter(|_| participant(mention)) else {
                continue;
            };
            // The same person is named once: a title before its name, or a name used again.
            let again = found
                .iter()
                .chain(&event.arguments)
                .any(|a| a.refs.iter().any(|r| mention.refs.contains(r)));
            let all = mention
                .refs
                .iter()
                .all(|r| known[event.cluster as usize].contains(&(role, *r)));
            let target = ArgumentTarget::Entity(index as u32);
            let taken = event.arguments.iter().any(|a| a.target == target);
            // The name is better than the title before it.
            let name = mention.kind == EntityType::Per;
            let title = found.iter().position(|a| a.refs == mention.refs);
            if let (true, false, Some(title)) = (name, taken, title) {
                found[title].target = target;
                continue;
            }
            if again || taken || !all {
                continue;
            }
            found.push(Argument {
                role,
                target: ArgumentTarget::Entity(index as u32),
                refs: mention.refs.clone(),
                slot: "coreference".into(),
            });
        }
        for argument in found {
            event.trace.push(format!(
                "{} known from another mention of the event",
                argument.role
            ));
            event.arguments.push(argument);
        }
        event.arguments.sort_by_key(|a| a.role);
    }
}

/// Whether a mention can name a participant by itself: no nationality word, no place.
fn participant(mention: &EntityMention) -> bool {
    matches!(
        mention.kind,
        EntityType::Per | EntityType::Occ | EntityType::Org | EntityType::Gpe | EntityType::Nom
    )
}

/// Numbers of groups of families that can be one event.
struct Families<'a> {
    rules: &'a Rules,
    alone: foldhash::HashMap<&'a str, u32>,
}

impl<'a> Families<'a> {
    fn new(rules: &'a Rules) -> Self {
        Families {
            rules,
            alone: foldhash::HashMap::default(),
        }
    }

    fn of(&mut self, frame: usize) -> u32 {
        let family = &*self.rules.frames[frame].family;
        if let Some(group) = self.rules.grammar.mergers.get(family) {
            return *group;
        }
        // Groups of the grammar are numbered from 0; families by themselves come after.
        const ALONE: u32 = 1 << 16;
        let next = ALONE + self.alone.len() as u32;
        *self.alone.entry(family).or_insert(next)
    }
}

struct Mention {
    family: u32,
    named: Vec<RefId>,
    countries: Vec<RefId>,
    groups: Vec<RefId>,
    places: Vec<RefId>,
    times: Vec<Interval>,
}

impl Mention {
    fn new(
        draft: &Draft,
        family: u32,
        times: &[TimeMention],
        entities: &[EntityMention],
        registry: &Registry,
    ) -> Self {
        let mut mention = Mention {
            family,
            named: Vec::new(),
            countries: Vec::new(),
            groups: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
        };
        for argument in &draft.arguments {
            let refs = argument.refs.iter().copied();
            match argument.role {
                Role::Actor | Role::Recipient if described(argument, entities) => {
                    mention.groups.extend(refs);
                }
                Role::Actor | Role::Recipient => mention.named.extend(refs),
                Role::Place => mention.places.extend(refs),
                Role::Time => mention.times.extend(interval(argument, times)),
            }
        }
        let people = mention.named.iter().chain(&mention.groups);
        mention.countries = people.map(|r| country(*r, registry)).collect();
        mention
    }

    /// What speaks for and against this mention being of the event of a cluster.
    fn ties(&self, cluster: &Cluster, draft: &Draft, registry: &Registry) -> Vec<Tie> {
        let mut ties = vec![Tie::Base];
        if cluster.frames.contains(&draft.frame) {
            ties.push(Tie::SameFrame);
        }
        if draft.anaphoric {
            ties.push(Tie::PointsBack);
        }
        let statement = matches!(
            draft.base.quad(),
            QuadClass::VerbalCooperation | QuadClass::VerbalConflict
        ) && draft.base != Category::Consult;
        let holds = [
            (Tie::Indefinite, draft.indefinite),
            (Tie::Verb, draft.trigger.form == Form::Verb),
            (Tie::Statement, statement),
            (Tie::Another, draft.another),
            (
                Tie::OtherNumber,
                cluster
                    .plural
                    .zip(draft.plural)
                    .is_some_and(|(a, b)| a != b),
            ),
        ];
        ties.extend(
            holds
                .iter()
                .filter(|(_, holds)| *holds)
                .map(|(tie, _)| *tie),
        );
        ties.extend(match draft.sentence - cluster.last_sentence {
            0 => Some(Tie::SameSentence),
            1 => Some(Tie::NextSentence),
            2..=4 => Some(Tie::Near),
            5..=10 => None,
            _ => Some(Tie::Far),
        });
        if draft.sentence <= LEAD && cluster.first_sentence < draft.sentence {
            ties.push(Tie::Lead);
        }
        ties.extend(self.people(cluster));
        ties.extend(self.where_and_when(cluster, registry));
        ties
    }

    fn people(&self, cluster: &Cluster) -> Option<Tie> {
        let shared = |own: &[RefId], known: &HashSet<RefId>| {
            own.iter().filter(|r| known.contains(*r)).count()
        };
        let one_country = shared(&self.countries, &cluster.countries) > 0;
        match shared(&self.named, &cluster.named) {
            0 => {}
            1 => return Some(Tie::SharedOne),
            _ => return Some(Tie::SharedMany),
        }
        if !self.named.is_empty() && !cluster.named.is_empty() {
            return Some(if one_country {
                Tie::Countrymen
            } else {
                Tie::Strangers
            });
        }
        let nobody = |named: bool, groups: bool| named && groups;
        if nobody(self.named.is_empty(), self.groups.is_empty())
            || nobody(cluster.named.is_empty(), cluster.groups.is_empty())
        {
            return Some(Tie::Nobody);
        }
        if shared(&self.groups, &cluster.groups) > 0 {
            return Some(Tie::SharedGroup);
        }
        let groups = !self.groups.is_empty() && !cluster.groups.is_empty();
        groups.then_some(Tie::OtherGroup)
    }

    fn where_and_when(&self, cluster: &Cluster, registry: &Registry) -> Vec<Tie> {
        let mut ties = Vec::new();
        if !self.places.is_empty() && !cluster.places.is_empty() {
            let fits = |own: &RefId| {
                let home = country(*own, registry);
                cluster.places.iter().any(|other| {
                    own == other || home == *other || country(*other, registry) == *own
                })
            };
            ties.push(if self.places.iter().any(fits) {
                Tie::SharedPlace
            } else {
                Tie::OtherPlace
            });
        }
        if !self.times.is_empty() && !cluster.times.is_empty() {
            let overlaps = |own: &Interval| {
                let meets = |other: &Interval| own.from < other.to && other.from < own.to;
                cluster.times.iter().any(meets)
            };
            ties.push(if self.times.iter().any(overlaps) {
                Tie::SharedTime
            } else {
                Tie::OtherTime
            });
        }
        ties
    }

    fn join(self, cluster: &mut Cluster, draft: &Draft) {
        cluster.named.extend(self.named);
        cluster.groups.extend(self.groups);
        cluster.countries.extend(self.countries);
        cluster.places.extend(self.places);
        cluster.times.extend(self.times);
        cluster.plural = draft.plural.or(cluster.plural);
        cluster.last_sentence = draft.sentence;
    }
}

/// Whether an argument is only described: two such descriptions of one thing rarely agree.
fn described(argument: &Argument, entities: &[EntityMention]) -> bool {
    match argument.target {
        ArgumentTarget::Entity(entity) => entities
            .get(entity as usize)
            .is_some_and(|mention| mention.kind == EntityType::Nom),
        _ => false,
    }
}

/// The country of a participant; the participant itself where it has none.
fn country(id: RefId, registry: &Registry) -> RefId {
    registry
        .get(id)
        .country
        .as_deref()
        .and_then(|code| registry.find(code))
        .unwrap_or(id)
}

fn interval(argument: &Argument, times: &[TimeMention]) -> Option<Interval> {
    match argument.target {
        ArgumentTarget::Time(time) => times.get(time as usize)?.interval,
        _ => None,
    }
}

/// A mode said of one mention of talks holds of the event. Violence and protest take many forms at
/// once, so there it is shared within a sentence only.
fn share_modes(events: &mut [EventMention]) {
    let count = events.iter().map(|e| e.cluster + 1).max().unwrap_or(0);
    let mut modes: Vec<Vec<(u32, Mode)>> = vec![Vec::new(); count as usize];
    for event in events.iter() {
        let known = &mut modes[event.cluster as usize];
        for mode in &event.modes {
            if !known.contains(&(event.sentence, *mode)) {
                known.push((event.sentence, *mode));
            }
        }
    }
    for event in events.iter_mut() {
        for (sentence, mode) in modes[event.cluster as usize].iter().take(WINDOW) {
            let near = event.category == Category::Consult || *sentence == event.sentence;
            if near && event.category.allows(*mode) && !event.modes.contains(mode) {
                event.modes.push(*mode);
            }
        }
        event.modes.sort();
    }
}
