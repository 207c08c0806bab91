//! The mention that names a participant best among those of its sentence.

use rasd_core::{ArgumentTarget, EntityMention, EntityType, Role, TokenSpan};

use crate::draft::Draft;

/// Tokens on either side of a trigger that are searched: keeps the work linear in a sentence without end.
const REACH: u32 = 200;

/// Points arguments told by a nominal, a title or a pronoun to the name of the participant, if the
/// sentence has it: a title to the person, `الحركة` to the movement, a pronoun to whatever names it.
///
/// `mentions` are sorted by start.
pub(crate) fn name(draft: &mut Draft, mentions: &[EntityMention], sentence: TokenSpan) {
    let from = draft.token.saturating_sub(REACH).max(sentence.start());
    let to = draft.token.saturating_add(REACH).min(sentence.end());
    let first = mentions.partition_point(|m| m.tokens.start() < from);
    let here = mentions[first..]
        .iter()
        .take_while(|m| m.tokens.start() < to)
        .zip(first as u32..);
    for argument in &mut draft.arguments {
        if !matches!(argument.role, Role::Actor | Role::Recipient) {
            continue;
        }
        let told = match argument.target {
            ArgumentTarget::Entity(entity) => match mentions.get(entity as usize) {
                Some(mention) => rank(mention.kind),
                None => continue,
            },
            ArgumentTarget::Implicit => u8::MAX,
            ArgumentTarget::Time(_) => continue,
        };
        if argument.refs.len() != 1 || told < 3 {
            continue;
        }
        let distance = |mention: &EntityMention| mention.tokens.start().abs_diff(draft.token);
        let best = here
            .clone()
            .filter(|(mention, _)| mention.refs == argument.refs)
            .filter(|(mention, _)| rank(mention.kind) < told)
            .filter(|(mention, _)| rank(mention.kind) < 2 || told == u8::MAX)
            .min_by_key(|(mention, _)| (rank(mention.kind), distance(mention)));
        if let Some((_, number)) = best {
            argument.target = ArgumentTarget::Entity(number);
        }
    }
}

/// Names come before places and nationality words, these before titles and nominals.
fn rank(kind: EntityType) -> u8 {
    match kind {
        EntityType::Per => 0,
        EntityType::Org => 1,
        EntityType::Gpe | EntityType::Loc | EntityType::Fac | EntityType::Norp => 2,
        EntityType::Occ => 3,
        EntityType::Nom => 4,
    }
}
