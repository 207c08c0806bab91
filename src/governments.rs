//! Capitals that act in an event stand for their governments.
//!
//! The gazetteer tells by the words around a capital whether the city or the government is meant. Where
//! the extractor finds that a capital acts ("بدأت موسكو محادثات"), or that somebody turns to it, the
//! government is: in the event, and in the mention unless it is the place of an event too.

use rasd_core::{ArgumentTarget, Category, EntityMention, EventMention, Refs, Registry, Role};
use rasd_gazetteer::Gazetteer;
use std::sync::Arc;

/// Links capitals that act to their countries.
pub(crate) fn of_capitals(
    gazetteer: &Gazetteer,
    entities: &mut [EntityMention],
    events: &mut [EventMention],
    registry: &mut Registry,
) {
    let arguments = events.iter().flat_map(|event| &event.arguments);
    let places: Vec<u32> = arguments
        .filter_map(|argument| match argument.target {
            ArgumentTarget::Entity(index) if argument.role == Role::Place => Some(index),
            _ => None,
        })
        .collect();
    let mut acting = Vec::new();
    for event in events {
        let category = event.category;
        let mut notes = Vec::new();
        for argument in &mut event.arguments {
            let (ArgumentTarget::Entity(index), [city]) = (argument.target, &argument.refs[..])
            else {
                continue;
            };
            if !acts(argument.role, category) {
                continue;
            }
            let Some(country) = gazetteer.government_of(*city, registry) else {
                continue;
            };
            let (city, id) = (&registry.get(*city).id, &registry.get(country).id);
            notes.push(format!(
                "{} = {id}: the government in {city}",
                argument.role
            ));
            argument.refs = Refs::from_slice(&[country]);
            acting.push((index, country));
        }
        event.trace.extend(notes);
    }
    for (index, country) in acting {
        if !places.contains(&index) {
            let mention = &mut entities[index as usize];
            mention.refs = Refs::from_slice(&[country]);
            mention.reason = Arc::from("capital that acts in an event");
        }
    }
}

/// Whether a participant of an event can only be a government: whoever acts, and whom words or deeds
/// short of force are for.
fn acts(role: Role, category: Category) -> bool {
    let force = matches!(
        category,
        Category::Assault | Category::Coerce | Category::Mobilize
    );
    role == Role::Actor || (role == Role::Recipient && !force)
}
