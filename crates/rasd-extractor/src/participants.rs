//! The arguments that what fills the positions of a trigger becomes.

use crate::fillers::Gatherer;
use crate::matching::Filled;
use rasd_core::{Argument, ArgumentTarget, EntityMention, Role};
use std::sync::Arc;

/// Arguments of participants; phrases without mention become mentions where they denote people.
pub(crate) fn participants(
    filled: &[Filled],
    gatherer: &Gatherer<'_>,
    trigger: usize,
    made: &mut Vec<(usize, EntityMention)>,
    first_new: u32,
) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for item in filled {
        let mut add = |chunk: usize, mention: EntityMention| {
            let mention = gatherer.without(mention, trigger);
            let known = made.iter().position(|(_, m)| m.span == mention.span);
            let at = known.unwrap_or_else(|| {
                made.push((chunk, mention));
                made.len() - 1
            });
            ArgumentTarget::Entity(first_new + at as u32)
        };
        let chunk = item.party.chunk.unwrap_or_default();
        let nominal = item
            .party
            .entity
            .and_then(|e| gatherer.own_nominal(e, item.party.chunk?, trigger))
            .map(|mention| gatherer.without(mention, trigger))
            .filter(|mention| {
                let given = item.party.entity.map(|e| &gatherer.entities[e as usize]);
                given.is_none_or(|given| given.span != mention.span)
            });
        // `عن سخطهم ومعارضتهم للقيادة`: an event is no participant of itself.
        let itself = item.party.phrase.is_some_and(|phrase| {
            let head = gatherer.scene.head(phrase);
            gatherer.scene.chunks[phrase].head == trigger && head.event_noun && head.has_pronoun()
        });
        if itself {
            continue;
        }
        let mut refs = item.party.refs.clone();
        let target = match (item.party.entity, item.party.phrase) {
            (Some(entity), _) => match nominal {
                Some(mention) => add(chunk, mention),
                None => ArgumentTarget::Entity(entity),
            },
            (None, Some(phrase)) if gatherer.participant(phrase) || item.role == Role::Place => {
                let mention = gatherer.nominal(phrase);
                refs.clone_from(&mention.refs);
                add(phrase, mention)
            }
            (None, Some(_)) => continue,
            (None, None) if !item.party.refs.is_empty() => ArgumentTarget::Implicit,
            (None, None) => continue,
        };
        let repeated = arguments
            .iter()
            .any(|a| a.role == item.role && a.target == target && a.refs == refs);
        if repeated {
            continue;
        }
        let slot: Arc<str> = item.slot.to_string().into();
        // Participants that one pronoun or verb form stands for are one argument.
        let same = arguments.iter_mut().find(|a| {
            target == ArgumentTarget::Implicit
                && a.target == target
                && a.role == item.role
                && a.slot == slot
        });
        if let Some(same) = same {
            same.refs.extend(item.party.refs.iter().copied());
            continue;
        }
        arguments.push(Argument {
            role: item.role,
            target,
            refs,
            slot,
        });
    }
    arguments
}
