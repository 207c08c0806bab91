//! Event coreference in a document: which mentions are of the same event.

use crate::draft::Draft;
use crate::rules::Rules;
use foldhash::HashSet;
use rasd_core::{
    Argument, ArgumentTarget, EntityMention, EntityType, EventMention, Interval, RefId, Registry,
    Role, TimeMention, TokenLayer,
};

/// Sentences over which a word can point back without naming anybody.
const ANAPHORA: u32 = 4;
/// Clusters compared with a new mention, the latest first: keeps the work linear.
const WINDOW: usize = 60;

/// What the mentions of a cluster have said so far.
struct Cluster {
    family: u32,
    members: HashSet<RefId>,
    countries: HashSet<RefId>,
    places: Vec<RefId>,
    times: Vec<Interval>,
    last_sentence: u32,
    /// Number of the first mention.
    first: usize,
    /// Families of its mentions by name.
    kinds: Vec<std::sync::Arc<str>>,
}

/// Numbers the clusters of a document and gives the members of each the modes of all.
pub(crate) fn cluster(
    drafts: &[Draft],
    events: &mut [EventMention],
    rules: &Rules,
    times: &[TimeMention],
    entities: &[EntityMention],
    layer: &TokenLayer,
    registry: &Registry,
) {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut families = Families::new(rules);
    for (index, draft) in drafts.iter().enumerate() {
        let mention = Mention::new(draft, families.of(draft.frame), times, registry);
        let kind = rules.frames[draft.frame].family.clone();
        let found = clusters
            .iter()
            .enumerate()
            .rev()
            .take(WINDOW)
            .find(|(_, cluster)| {
                mention.belongs(cluster, draft)
                    && (draft.anaphoric || !rules.grammar.apart(&kind, &cluster.kinds))
            });
        let number = match found {
            Some((number, cluster)) => {
                let trigger = events[cluster.first].trigger;
                events[index].trace.push(format!(
                    "same event as the mention at byte {}: {}",
                    trigger.start(),
                    mention.why(cluster)
                ));
                number
            }
            None => {
                clusters.push(Cluster {
                    family: mention.family,
                    members: HashSet::default(),
                    countries: HashSet::default(),
                    places: Vec::new(),
                    times: Vec::new(),
                    last_sentence: draft.sentence,
                    first: index,
                    kinds: Vec::new(),
                });
                clusters.len() - 1
            }
        };
        if !clusters[number].kinds.contains(&kind) {
            clusters[number].kinds.push(kind);
        }
        mention.join(&mut clusters[number], draft);
        events[index].cluster = number as u32;
    }
    share_modes(events);
    share_participants(drafts, events, entities, layer);
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
    members: Vec<RefId>,
    countries: Vec<RefId>,
    places: Vec<RefId>,
    times: Vec<Interval>,
}

impl Mention {
    fn new(draft: &Draft, family: u32, times: &[TimeMention], registry: &Registry) -> Self {
        let people = draft
            .arguments
            .iter()
            .filter(|a| matches!(a.role, Role::Actor | Role::Recipient));
        let members: Vec<RefId> = people.flat_map(|a| a.refs.iter().copied()).collect();
        let countries = members.iter().map(|r| country(*r, registry)).collect();
        let places = draft
            .arguments
            .iter()
            .filter(|a| a.role == Role::Place)
            .flat_map(|a| a.refs.iter().copied())
            .collect();
        Mention {
            family,
            members,
            countries,
            places,
            times: draft
                .arguments
                .iter()
                .filter_map(|a| interval(a, times))
                .collect(),
        }
    }

    fn belongs(&self, cluster: &Cluster, draft: &Draft) -> bool {
        if cluster.family != self.family {
            return false;
        }
        let apart = draft.sentence - cluster.last_sentence;
        if self.times_differ(cluster) {
            return false;
        }
        if self.members.is_empty() || cluster.members.is_empty() {
            let places_fit = self.places.is_empty()
                || cluster.places.is_empty()
                || self.places.iter().any(|p| cluster.places.contains(p));
            let near = apart <= 1 || (draft.anaphoric && apart <= ANAPHORA);
            return near && places_fit;
        }
        self.people_fit(cluster, draft.anaphoric) && (apart <= 1 || !self.places_differ(cluster))
    }

    /// One side's participants are among the other's, by person or by country.
    fn people_fit(&self, cluster: &Cluster, anaphoric: bool) -> bool {
        let known = |r: &&RefId| cluster.members.contains(*r);
        let shared = self.members.iter().filter(known).count();
        if shared > 0 && shared >= self.members.len().min(cluster.members.len()).min(2) {
            return true;
        }
        // Ministers and presidents of two countries meet apart: only a country stands for either.
        let states = self.members == self.countries || cluster.members == cluster.countries;
        if !states || !anaphoric {
            return false;
        }
        let known = |r: &&RefId| cluster.countries.contains(*r);
        let countries = self.countries.iter().filter(known).count();
        countries == self.countries.len() && countries > 1
    }

    fn places_differ(&self, cluster: &Cluster) -> bool {
        !self.places.is_empty()
            && !cluster.places.is_empty()
            && !self.places.iter().any(|p| cluster.places.contains(p))
    }

    fn times_differ(&self, cluster: &Cluster) -> bool {
        !self.times.is_empty()
            && !cluster.times.is_empty()
            && !self
                .times
                .iter()
                .any(|a| cluster.times.iter().any(|b| a.from < b.to && b.from < a.to))
    }

    fn why(&self, cluster: &Cluster) -> &'static str {
        if self.members.is_empty() || cluster.members.is_empty() {
            "the same kind of act close by, with nobody else named"
        } else {
            "the same kind of act with the same participants"
        }
    }

    fn join(self, cluster: &mut Cluster, draft: &Draft) {
        cluster.members.extend(self.members);
        cluster.countries.extend(self.countries);
        cluster.places.extend(self.places);
        cluster.times.extend(self.times);
        cluster.last_sentence = draft.sentence;
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

/// A mode said of one mention holds of the event.
fn share_modes(events: &mut [EventMention]) {
    let count = events.iter().map(|e| e.cluster + 1).max().unwrap_or(0);
    let mut modes = vec![Vec::new(); count as usize];
    for event in events.iter() {
        for mode in &event.modes {
            if !modes[event.cluster as usize].contains(mode) {
                modes[event.cluster as usize].push(*mode);
            }
        }
    }
    for event in events.iter_mut() {
        for mode in &modes[event.cluster as usize] {
            if event.category.allows(*mode) && !event.modes.contains(mode) {
                event.modes.push(*mode);
            }
        }
        event.modes.sort();
    }
}
