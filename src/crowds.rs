//! Whoever protests is coded as protesters.
//!
//! In `خرج آلاف العراقيين في مظاهرات` neither Iraq acts, which is what the nationality word stands for
//! elsewhere, nor just any people: as actors of the protest they are the protesters of their country, as
//! المتظاهرون in the next sentence is.

use rasd_core::{
    ArgumentTarget, Category, EntityMention, EntityType, EventMention, Number, RefId, Refs,
    Registry, RegistryEntry, Role, Sector,
};

const PEOPLE: &str = "people";
const PROTESTERS: &str = "protesters";

/// Links the people without more said, and the nationals of a country, who act in a protest.
pub(crate) fn of_protests(
    entities: &[EntityMention],
    events: &mut [EventMention],
    registry: &mut Registry,
) {
    let protests = events
        .iter_mut()
        .filter(|event| event.category == Category::Protest);
    for event in protests {
        let mut notes = Vec::new();
        for argument in &mut event.arguments {
            let (Role::Actor, ArgumentTarget::Entity(index)) = (argument.role, argument.target)
            else {
                continue;
            };
            let mention = &entities[index as usize];
            let crowd = |id: &RefId| crowd(*id, mention, registry);
            let Some(entries) = argument.refs.iter().map(crowd).collect::<Option<Vec<_>>>() else {
                continue;
            };
            for entry in &entries {
                notes.push(format!("actor = {}: they protest", entry.id));
            }
            argument.refs = entries
                .into_iter()
                .map(|entry| registry.insert(entry))
                .collect::<Refs>();
        }
        event.trace.extend(notes);
    }
}

/// The protesters that a reference stands for; `None` if it tells who they are.
fn crowd(id: RefId, mention: &EntityMention, registry: &Registry) -> Option<RegistryEntry> {
    let entry = registry.get(id);
    let nationals = mention.kind == EntityType::Norp
        && mention.number == Number::Plural
        && entry.country.as_deref() == Some(&entry.id);
    let country = match entry.id.split_once('/') {
        Some((country, PEOPLE)) => country,
        None if nationals => &entry.id,
        _ => return None,
    };
    let name = format!("{PROTESTERS} of {country}");
    let mut crowd = RegistryEntry::new(format!("{country}/{PROTESTERS}"), name);
    crowd.country.clone_from(&entry.country);
    crowd.sector = Some(Sector::Cvl);
    Some(crowd)
}
