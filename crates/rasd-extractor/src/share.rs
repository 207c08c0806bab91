//! Violence told with two words (`قُتل خمسة في تفجير`): each takes over what the other says.

use crate::chunks::Kind;
use crate::draft::Draft;
use crate::rules::Rules;
use crate::scene::Scene;
use rasd_core::{Argument, Category, Role};

/// Chunks between two words of one deed.
const REACH: usize = 14;

/// Lets the casualties and the attack that caused them share their arguments.
///
/// The two are one deed where no full stop, complementizer or further clause lies between them.
pub(crate) fn share(drafts: &mut [Draft], scene: &Scene, rules: &Rules) {
    let assaults: Vec<usize> = (0..drafts.len())
        .filter(|i| drafts[*i].base == Category::Assault)
        .collect();
    // Twice, so that what the last word says reaches the first of three.
    let pairs = assaults.windows(2);
    for pair in pairs.clone().chain(pairs) {
        let [a, b] = *pair else { continue };
        let (family_a, family_b) = (
            &*rules.frames[drafts[a].frame].family,
            &*rules.frames[drafts[b].frame].family,
        );
        let casualty = |family: &str| matches!(family, "killing" | "injuring");
        if !casualty(family_a) && !casualty(family_b) {
            continue;
        }
        if !linked(scene, drafts[a].trigger.chunk, drafts[b].trigger.chunk) {
            continue;
        }
        let both = casualty(family_a) && casualty(family_b);
        exchange(drafts, a, b, both);
        exchange(drafts, b, a, both);
    }
}

fn linked(scene: &Scene, a: usize, b: usize) -> bool {
    let (first, last) = (a.min(b), a.max(b));
    last - first <= REACH
        && !(first + 1..last).any(|i| {
            scene.stops(i) && !matches!(scene.chunks[i].kind, Kind::Verb)
                || scene.chunks[i].kind == Kind::Verb && !scene.chunks[i].conjoined && i != first
        })
}

/// Gives event `to` the roles it lacks from event `from`; two words of casualties have victims
/// of their own.
fn exchange(drafts: &mut [Draft], from: usize, to: usize, both_casualties: bool) {
    let gained: Vec<Argument> = drafts[from]
        .arguments
        .iter()
        .filter(|argument| {
            let lacks = !drafts[to].arguments.iter().any(|a| a.role == argument.role);
            let victims = argument.role == Role::Recipient;
            lacks && !(victims && both_casualties)
        })
        .cloned()
        .collect();
    for argument in gained {
        drafts[to].trace.push(format!(
            "{} from the other word of the same deed",
            argument.role
        ));
        drafts[to].arguments.push(argument);
    }
    drafts[to].arguments.sort_by_key(|a| a.role);
}
