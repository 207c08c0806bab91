//! What one event word says for another: violence told with two words (`قُتل خمسة في تفجير`), verbs that
//! continue a subject.

use crate::chunks::{Edge, Kind, Link};
use crate::cue::{CARRIERS, Cue};
use crate::draft::Draft;
use crate::fillers::Trigger;
use crate::occasion::is_occasion;
use crate::rules::{Form, Rules};
use crate::scene::Scene;
use rasd_core::{Argument, Category, Role};

/// Chunks between two words of one deed.
const REACH: usize = 24;

/// Words of one deed, at most: keeps the work linear in a sentence without end.
const MOST: usize = 24;

/// Whence a deed has its author where somebody is accused of it or punished for it.
const CHARGE: &str = "the word for its charge or punishment";

/// Whence words of one deed have their arguments.
const DEED: &str = "another word of the same deed";

/// Lets the casualties and the attack that caused them share their arguments.
///
/// They are one deed where nothing between them opens another: no full stop or complementizer, and
/// no verb but one that joins them (`أسفر عن`, `التي شنتها`, `وأصيب`).
pub(crate) fn share(drafts: &mut [Draft], scene: &Scene, rules: &Rules) {
    let assaults: Vec<usize> = (0..drafts.len())
        .filter(|i| drafts[*i].base == Category::Assault)
        .collect();
    let mut rest = assaults.as_slice();
    while let Some(first) = rest.first() {
        let mut last = *first;
        let linked_to = |number: &usize| {
            let one = *number == *first
                || linked(
                    scene,
                    drafts[last].trigger.chunk,
                    drafts[*number].trigger.chunk,
                );
            last = *number;
            one
        };
        let length = rest
            .iter()
            .position({
                let mut linked_to = linked_to;
                move |n| !linked_to(n)
            })
            .unwrap_or(rest.len())
            .min(MOST);
        deed(drafts, &rest[..length], scene, rules);
        rest = &rest[length..];
    }
}

/// Who is accused of a deed or punished for it did it (`أدينت المرأة بقتل زوجها`, `اعتقل رجل بتهمة التجسس`).
pub(crate) fn charged(drafts: &mut [Draft], scene: &Scene) {
    for later in 1..drafts.len() {
        let deed = &drafts[later];
        // `اعتقل رجل بتهمة`: the charge is against whom the arrest is of.
        let charge = scene.head(deed.trigger.chunk).cues.has(Cue::Blame);
        let role = if charge { Role::Recipient } else { Role::Actor };
        let known = deed.arguments.iter().any(|a| a.role == role);
        let noun = deed.trigger.form == Form::Noun;
        let violent = matches!(deed.base, Category::Assault | Category::Coerce);
        if known || !noun || !(charge || violent) {
            continue;
        }
        let mut near = drafts[..later].iter().rev().take(REACH);
        let Some(charge) = near.find(|before| {
            use Category::{Accuse, Coerce, Sanction};
            let cues = scene.head(before.trigger.chunk).cues;
            let named = charge || cues.any(&[Cue::Blame, Cue::Penalty]);
            matches!(before.base, Accuse | Sanction | Coerce)
                && named
                && charged_with(scene, before.trigger.chunk, deed.trigger.chunk)
        }) else {
            continue;
        };
        let suspects: Vec<Argument> = charge
            .arguments
            .iter()
            .filter(|argument| argument.role == Role::Recipient)
            .map(|argument| Argument {
                role,
                slot: "charge".into(),
                ..argument.clone()
            })
            .collect();
        gain(&mut drafts[later], suspects, CHARGE);
    }
}

/// Whether a deed follows a word for a charge or punishment with ب or ل, or as its genitive.
fn charged_with(scene: &Scene, charge: usize, deed: usize) -> bool {
    let mut root = deed;
    for _ in 0..REACH {
        let (Link::Genitive(parent) | Link::Coordinate(parent)) = scene.chunks[root].link else {
            break;
        };
        if parent == charge {
            return true;
        }
        root = parent;
    }
    let of = matches!(scene.chunks[root].preposition.as_deref(), Some("ب" | "ل"));
    let near = root > charge && root - charge <= REACH / 2;
    of && near && (charge + 1..root).all(|index| !scene.stops(index))
}

/// Shares the arguments of the words of one deed, if some of them tell of casualties.
fn deed(drafts: &mut [Draft], members: &[usize], scene: &Scene, rules: &Rules) {
    let casualties: Vec<bool> = members
        .iter()
        .map(|member| {
            let family = &*rules.frames[drafts[*member].frame].family;
            matches!(family, "killing" | "injuring")
        })
        .collect();
    if members.len() < 2 || !casualties.contains(&true) {
        return;
    }
    let triggers: Vec<Trigger> = members.iter().map(|m| drafts[*m].trigger).collect();
    let told: Vec<Vec<Argument>> = members
        .iter()
        .map(|member| drafts[*member].arguments.clone())
        .collect();
    // `قتل خمسة في هجوم على مطعم`: the attack has the victims besides its target.
    let killed_in = |to: usize| {
        let trigger = triggers[to];
        let preposition = scene.chunks[trigger.chunk].preposition.as_deref();
        trigger.form == Form::Noun
            && !casualties[to]
            && matches!(preposition, Some("في" | "cause"))
            && casualties[..to].contains(&true)
    };
    for (to, member) in members.iter().enumerate() {
        for role in [Role::Actor, Role::Recipient, Role::Place, Role::Time] {
            // A place without a name gives way to one with a name.
            let tells =
                |a: &Argument| a.role == role && (role != Role::Place || !a.refs.is_empty());
            let struck = role == Role::Recipient && killed_in(to);
            if told[to].iter().any(tells) && !struck {
                continue;
            }
            let named = |from: usize| told[from].iter().any(tells);
            // Where nobody names it, the place without a name is that of all.
            let any = (0..members.len()).any(named) || told[to].iter().any(|a| a.role == role);
            let of_role = |from: usize| {
                let found = told[from].iter().filter(move |a| a.role == role);
                found.filter(move |a| !any || role != Role::Place || !a.refs.is_empty())
            };
            // An attack has all its victims; words of casualties each have their own.
            if role == Role::Recipient {
                let two_sided = &*rules.frames[drafts[*member].frame].family == "clash";
                if !casualties[to] && !two_sided {
                    let victims = (0..members.len())
                        .filter(|from| casualties[*from])
                        .flat_map(of_role)
                        .cloned()
                        .collect();
                    gain(&mut drafts[*member], victims, DEED);
                }
                continue;
            }
            let nearest = (0..members.len())
                .filter(|from| casualties[to] || casualties[*from])
                .filter(|from| *from != to && of_role(*from).next().is_some())
                .min_by_key(|from| (casualties[*from], from.abs_diff(to)));
            if let Some(from) = nearest {
                drafts[*member].arguments.retain(|a| a.role != role);
                gain(&mut drafts[*member], of_role(from).cloned().collect(), DEED);
            }
        }
    }
}

/// Adds arguments that are not there yet, and says whence they are.
pub(crate) fn gain(draft: &mut Draft, arguments: Vec<Argument>, source: &str) {
    for argument in arguments {
        let known = draft
            .arguments
            .iter()
            .any(|a| a.target == argument.target && a.refs == argument.refs);
        if known {
            continue;
        }
        draft.trace.push(format!("{} from {source}", argument.role));
        draft.arguments.push(argument);
    }
    draft.arguments.sort_by_key(|a| a.role);
}

fn linked(scene: &Scene, a: usize, b: usize) -> bool {
    let (first, last) = (a.min(b), a.max(b));
    let joins = |index: usize| match scene.chunks[index].kind {
        Kind::Verb => {
            let cues = scene.head(index).cues;
            cues.any(&CARRIERS) || scene.chunks[index].conjoined
        }
        Kind::Edge(Edge::Relative) => true,
        // `قتل ثلاثة عندما انفجرت سيارة`
        Kind::Edge(Edge::ClauseStart) => scene.chunks[index].before.has(Cue::During),
        // `مع تكثيف التنظيم هجومه`: what happens besides.
        Kind::Phrase => {
            let besides = matches!(
                scene.chunks[index].preposition.as_deref(),
                Some("مع" | "instead" | "purpose")
            );
            !besides && !is_occasion(scene, index)
        }
        _ => !scene.stops(index),
    };
    last - first <= REACH && (first + 1..last).all(joins) && !is_occasion(scene, last)
}
