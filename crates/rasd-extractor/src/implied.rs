//! What a mention that points back takes from the other mentions of its event.

use crate::draft::Draft;
use rasd_core::{
    Argument, ArgumentTarget, EntityMention, EntityType, EventMention, RefId, Role, TokenLayer,
};

/// Participants of an event and mentions of a sentence that are looked at.
const WINDOW: usize = 60;

/// Gives a mention that points back the persons of its event that its own sentence names
/// (`قال لافروف إن هذه الزيارة مهمة`). Bodies and groups that are named again mostly do something else there.
pub(crate) fn share_participants(
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
        let cluster = event.cluster as usize;
        for argument in &event.arguments {
            if matches!(argument.role, Role::Actor | Role::Recipient)
                && known[cluster].len() < WINDOW
            {
                let refs = argument.refs.iter().map(|r| (argument.role, *r));
                known[cluster].extend(refs);
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
            let fits = matches!(mention.kind, EntityType::Per | EntityType::Occ);
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
