//! What a mention that points back takes from the other mentions of its event.

use crate::draft::Draft;
use rasd_core::{
    Argument, ArgumentTarget, Category, EntityMention, EntityType, EventMention, RefId, Registry,
    Role, TokenLayer,
};

/// Participants of an event and mentions of a sentence that are looked at.
const WINDOW: usize = 60;

/// Gives a mention that points back the participants of its event that its own sentence names
/// (`قال لافروف إن هذه الزيارة مهمة`).
pub(crate) fn share_participants(
    drafts: &[Draft],
    events: &mut [EventMention],
    entities: &[EntityMention],
    layer: &TokenLayer,
    registry: &Registry,
) {
    let count = events
        .iter()
        .map(|e| e.cluster as usize + 1)
        .max()
        .unwrap_or(0);
    let mut known: Vec<Vec<(Role, RefId)>> = vec![Vec::new(); count];
    let mut people = vec![false; count];
    for event in events.iter() {
        let cluster = event.cluster as usize;
        for argument in &event.arguments {
            if matches!(argument.role, Role::Actor | Role::Recipient)
                && known[cluster].len() < WINDOW
            {
                let refs = argument.refs.iter().map(|r| (argument.role, *r));
                known[cluster].extend(refs);
                people[cluster] |= is_person(argument, entities);
            }
        }
    }
    // Mentions made of phrases come after all others.
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by_key(|index| entities[*index].tokens.start());
    for (draft, event) in drafts.iter().zip(events.iter_mut()) {
        let cluster = event.cluster as usize;
        let mut roles = event.arguments.iter().map(|a| a.role);
        // With a pronoun (`مصرعهم`) the word itself says whom it is about.
        let told = if draft.owned {
            roles.any(|role| matches!(role, Role::Actor | Role::Recipient))
        } else {
            roles.any(|role| role == Role::Actor)
        };
        if !draft.anaphoric || told {
            continue;
        }
        // Where persons meet, their states are spoken of in other respects; where there is violence,
        // states are mostly where it happens.
        let violence = event.category == Category::Assault;
        let tokens = layer.sentences[draft.sentence as usize].tokens;
        let from = order.partition_point(|e| entities[*e].tokens.start() < tokens.start());
        let here = order[from..].iter().take(WINDOW);
        let here = here.map(|index| (*index, &entities[*index]));
        let mut found: Vec<Argument> = Vec::new();
        for (index, mention) in here.take_while(|(_, e)| e.tokens.end() <= tokens.end()) {
            let role = known[cluster]
                .iter()
                .find(|(_, r)| mention.refs.contains(r))
                .map(|(role, _)| *role);
            let is_state = |id: &RefId| {
                let entry = registry.get(*id);
                entry.country.as_deref() == Some(&*entry.id)
            };
            let state = match mention.kind {
                EntityType::Gpe => people[cluster] || violence,
                EntityType::Nom => people[cluster] && mention.refs.iter().all(is_state),
                _ => false,
            };
            let fits = participant(mention) && !state;
            let Some(role) = role.filter(|_| fits) else {
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
                .all(|r| known[cluster].contains(&(role, *r)));
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

/// Whether an argument is a person by name or title.
fn is_person(argument: &Argument, entities: &[EntityMention]) -> bool {
    match argument.target {
        ArgumentTarget::Entity(entity) => matches!(
            entities[entity as usize].kind,
            EntityType::Per | EntityType::Occ
        ),
        _ => false,
    }
}

/// Whether a mention can name a participant by itself: no nationality word, no place.
fn participant(mention: &EntityMention) -> bool {
    matches!(
        mention.kind,
        EntityType::Per | EntityType::Occ | EntityType::Org | EntityType::Gpe | EntityType::Nom
    )
}
