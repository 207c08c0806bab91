//! What a mention that points back takes from the other mentions of its event.

use crate::draft::Draft;
use rasd_core::{
    Argument, ArgumentTarget, EntityMention, EntityType, EventMention, RefId, Role, TokenLayer,
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
