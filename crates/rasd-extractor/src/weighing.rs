//! Who takes part in the events of a sentence, decided by the weights of `rules/grammar/attachment.toml`
//! over what the frames found.

use crate::around::Around;
use crate::attachment::{Attachment, ROLES, Sums};
use crate::attribute::{Attribute, Values};
use crate::candidates::{Candidate, Focus};
use crate::chunks::Link;
use crate::draft::{Draft, collapse};
use crate::fillers::Gatherer;
use crate::frame::Position;
use crate::matching::Filled;
use crate::mentions::Mention;
use crate::overruled::overruled;
use crate::participants::participants;
use crate::parties::Party;
use crate::rules::Form;
use rasd_core::{
    Argument, ArgumentTarget, ByteSpan, Category, EntityMention, EntityType, Realis, RefId, Refs,
    Role,
};
use smallvec::SmallVec;
use std::array::from_fn;

/// The slot of arguments that weights alone found.
pub(crate) const SLOT: &str = "weights";

/// Reasons told of a decision.
const TOLD: usize = 4;

/// What holds of a mention near a trigger: an example to fit the weights of `[[attachment]]` to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateRow {
    /// The trigger without clitics.
    pub trigger: ByteSpan,
    /// The category of its event.
    pub category: Category,
    /// The candidate.
    pub span: ByteSpan,
    /// The name of each attribute, with its value.
    pub values: Vec<(&'static str, String)>,
}

/// What was decided of a candidate.
struct Decision {
    candidate: Candidate,
    role: Option<Role>,
    /// How strongly it has that role, or the strongest other one.
    sum: f32,
    /// Why, in words, where it is to be told.
    reasons: Option<String>,
}

/// The rows of the events of a sentence; those told as no fact are left out.
pub(crate) fn rows(
    drafts: &[Draft],
    gatherer: &Gatherer<'_>,
    made: &[(usize, EntityMention)],
) -> Vec<CandidateRow> {
    let around = Around::new(gatherer, made, drafts);
    let mut rows = Vec::new();
    let facts = drafts
        .iter()
        .filter(|d| d.judgement.realis != Realis::Hypothetical);
    for draft in facts {
        let focus = gatherer.focus(draft, &around, true);
        for (number, candidate) in focus.candidates.iter().enumerate() {
            let values = gatherer.candidate_values(&focus, number, &around);
            let written =
                |attribute: &Attribute| (attribute.as_str(), values.written(*attribute).to_owned());
            rows.push(CandidateRow {
                trigger: draft.span,
                category: collapse(draft.base, draft.judgement.realis),
                span: candidate.mention.span,
                values: Attribute::ALL.iter().map(written).collect(),
            });
        }
    }
    rows
}

/// Gives the candidates of each event the roles that the weights speak for; what is no candidate
/// stays as the frames have it.
pub(crate) fn weigh(
    drafts: &mut [Draft],
    gatherer: &Gatherer<'_>,
    made: &mut Vec<(usize, EntityMention)>,
    weights: &Attachment,
    explaining: bool,
) {
    if weights.is_empty() {
        return;
    }
    let around = Around::new(gatherer, made, drafts);
    let decided: Vec<Vec<Decision>> = drafts
        .iter()
        .map(|draft| {
            let focus = gatherer.focus(draft, &around, explaining);
            let mut decisions = decide(focus, gatherer, &around, weights, explaining);
            // `قتلت الشرطة منفذ الهجوم`: whom a noun calls the doer of an act has done it, whatever else befell him.
            let noun = draft.trigger.form == Form::Noun;
            let doer = noun.then(|| gatherer.doer(draft.trigger)).flatten();
            for decision in &mut decisions {
                let candidate = &decision.candidate;
                match doer == Some(candidate.mention.chunk) {
                    true => (decision.role, decision.sum) = (Some(Role::Actor), f32::INFINITY),
                    false => {
                        decision.role = overruled(decision.role, candidate, draft, gatherer);
                    }
                }
            }
            decisions
        })
        .collect();
    drop(around);
    for (draft, decisions) in drafts.iter_mut().zip(decided) {
        settle(draft, decisions, gatherer, made);
    }
}

fn decide<'g>(
    focus: Focus<'_>,
    gatherer: &Gatherer<'g>,
    around: &Around<'g>,
    weights: &Attachment,
    explaining: bool,
) -> Vec<Decision> {
    let values: Vec<Values<'_>> = (0..focus.candidates.len())
        .map(|number| gatherer.candidate_values(&focus, number, around))
        .collect();
    let mut sums: Vec<Sums> = values.iter().map(|values| weights.sums(values)).collect();
    share(&mut sums, &focus.candidates, gatherer);
    let judged: Vec<(Option<Role>, f32, Option<String>)> = (0..focus.candidates.len())
        .map(|number| {
            let time = focus.candidates[number].mention.time.is_some();
            let (place, sum) = strongest(sums[number], time);
            let reasons = explaining.then(|| reasons(weights, &values[number], place));
            ((sum > 0.0).then_some(ROLES[place]), sum, reasons)
        })
        .collect();
    let candidates = focus.candidates.into_iter().zip(judged);
    candidates
        .map(|(candidate, (role, sum, reasons))| Decision {
            candidate,
            role,
            sum,
            reasons,
        })
        .collect()
}

/// Members of a coordination that the frames say nothing of share what speaks for them: `بين حمص وتدمر`.
fn share(sums: &mut [Sums], candidates: &[Candidate], gatherer: &Gatherer<'_>) {
    let chunks = &gatherer.scene.chunks;
    for (first, head) in candidates.iter().enumerate() {
        let alike = |other: &Candidate| {
            chunks[other.mention.chunk].link == Link::Coordinate(head.mention.chunk)
                && other.mention.thing == head.mention.thing
                && other.rule.is_none()
        };
        let further = (first + 1..candidates.len()).filter(|at| alike(&candidates[*at]));
        let members: SmallVec<[usize; 4]> = std::iter::once(first).chain(further).collect();
        if head.rule.is_some() || members.len() == 1 {
            continue;
        }
        let sum = |role: usize| members.iter().map(|at| sums[*at][role]).sum::<f32>();
        let mean: Sums = from_fn(|role| sum(role) / members.len() as f32);
        for member in members {
            sums[member] = mean;
        }
    }
}

/// The role that most speaks for; a time can only be the time, and nothing else can.
fn strongest(sums: Sums, time: bool) -> (usize, f32) {
    let possible = ROLES.iter().zip(sums).enumerate();
    let possible = possible.filter(|(_, (role, _))| (**role == Role::Time) == time);
    possible
        .map(|(place, (_, sum))| (place, sum))
        .fold((0, f32::NEG_INFINITY), |best, next| {
            if next.1 > best.1 { next } else { best }
        })
}

/// What weighs most for or against a role.
fn reasons(weights: &Attachment, values: &Values<'_>, place: usize) -> String {
    // What holds of every mention tells nothing.
    let told = weights
        .reasons(values)
        .filter(|reason| !reason.of.is_empty());
    let mut found: Vec<_> = told.collect();
    found.sort_by(|a, b| b.weights[place].abs().total_cmp(&a.weights[place].abs()));
    let told = found.iter().take(TOLD).map(|reason| {
        let of = reason.of.iter();
        let parts: Vec<String> = of
            .map(|attribute| format!("{attribute} {}", values.written(*attribute)))
            .collect();
        format!("{:+.2} {}", reason.weights[place], parts.join(", "))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Changes the arguments of an event to what was decided.
fn settle(
    draft: &mut Draft,
    decisions: Vec<Decision>,
    gatherer: &Gatherer<'_>,
    made: &mut Vec<(usize, EntityMention)>,
) {
    // An argument can be touched by several candidates: the one most for it decides.
    let mut verdicts: Vec<Option<(f32, Option<Role>)>> = vec![None; draft.arguments.len()];
    let mut gained = Vec::new();
    for decision in decisions {
        let Decision {
            candidate,
            role,
            sum,
            reasons,
        } = decision;
        if let Some(reasons) = reasons.filter(|_| role != candidate.rule) {
            let text = candidate.mention.text(gatherer);
            draft.trace.push(match role {
                Some(role) => format!("{role} `{text}` by weights, {sum:.2}: {reasons}"),
                None => format!("not `{text}` by weights, {sum:.2}: {reasons}"),
            });
        }
        match (candidate.argument, role) {
            // `نداء إلى المغاربة المقيمين في هولندا`: the country is a part of those who are called on.
            (Some(number), Some(Role::Actor | Role::Recipient))
                if is_place_within(&draft.arguments[number], &candidate.mention, gatherer) =>
            {
                verdicts[number] = Some((f32::INFINITY, None));
                let role = role.unwrap_or(Role::Actor);
                gained.extend(argument(candidate.mention, role, draft, gatherer, made));
            }
            (Some(number), _) => {
                let verdict = &mut verdicts[number];
                if verdict.is_none_or(|(other, _)| sum > other) {
                    *verdict = Some((sum, role));
                }
            }
            (None, Some(role)) => {
                gained.extend(argument(candidate.mention, role, draft, gatherer, made))
            }
            (None, None) => {}
        }
    }
    let mut verdicts = verdicts.into_iter();
    draft
        .arguments
        .retain_mut(|argument| match verdicts.next().flatten() {
            Some((_, None)) => false,
            Some((_, Some(role))) => {
                argument.role = role;
                true
            }
            None => true,
        });
    let room = CROWD.saturating_sub(draft.arguments.len());
    for argument in gained.into_iter().take(room) {
        let mut told = draft.arguments.iter();
        let known = told.any(|a| {
            a.target == argument.target
                || same(a, &argument, gatherer)
                || stands_for(a, &argument, gatherer)
        });
        if !known {
            draft.arguments.push(argument);
        }
    }
    drop_parts(draft, gatherer, made);
    drop_own_recipients(draft);
    draft.arguments.sort_by_key(|a| a.role);
}

/// `قتلت الشرطة منفذ الهجوم`: nobody is acted on by himself.
fn drop_own_recipients(draft: &mut Draft) {
    let actors: SmallVec<[ArgumentTarget; 4]> = draft
        .arguments
        .iter()
        .filter(|argument| argument.role == Role::Actor)
        .map(|argument| argument.target)
        .filter(|target| matches!(target, ArgumentTarget::Entity(_)))
        .collect();
    draft
        .arguments
        .retain(|argument| argument.role != Role::Recipient || !actors.contains(&argument.target));
}

/// `القوات المسلحة الثورية (فارك)`: whether two arguments of one role stand for the same.
fn same(told: &Argument, further: &Argument, gatherer: &Gatherer<'_>) -> bool {
    let body = |argument: &Argument| match argument.target {
        ArgumentTarget::Entity(entity) => gatherer
            .entities
            .get(entity as usize)
            .is_some_and(|mention| mention.kind == EntityType::Org),
        _ => false,
    };
    told.role == further.role && told.refs == further.refs && body(told) && body(further)
}

/// `أعلن وزير الخارجية المصري وقوف بلاده إلى جانب`: whether an argument that the frames found is a noun for the country
/// that another one of its role acts for.
fn stands_for(told: &Argument, further: &Argument, gatherer: &Gatherer<'_>) -> bool {
    let ([country], [servant]) = (&told.refs[..], &further.refs[..]) else {
        return false;
    };
    let noun = match told.target {
        ArgumentTarget::Entity(entity) => gatherer
            .entities
            .get(entity as usize)
            .is_some_and(|mention| mention.kind == EntityType::Nom),
        _ => false,
    };
    let entry = |id: &RefId| gatherer.registry.get(*id);
    noun && told.role == further.role
        && country != servant
        && entry(servant).country.as_deref() == Some(&*entry(country).id)
}

/// Arguments of an event that weights add to or that are compared with one another, at most: keeps the work linear in a list without end.
const CROWD: usize = 64;

/// Whether an argument is the place named inside a longer mention of people.
fn is_place_within(argument: &Argument, whole: &Mention, gatherer: &Gatherer<'_>) -> bool {
    let ArgumentTarget::Entity(entity) = argument.target else {
        return false;
    };
    let mention = gatherer.entities.get(entity as usize);
    let people = whole.entity.map(|e| &gatherer.entities[e as usize]);
    let whole = whole.span;
    argument.role == Role::Place
        && people.is_some_and(|people| people.kind == EntityType::Nom && people.human)
        && mention.is_some_and(|mention| {
            let part = mention.span;
            part != whole && whole.start() <= part.start() && part.end() <= whole.end()
        })
}

/// Leaves out arguments that are parts of others of their role (`أعضاء الجماعة` of `قادة وأعضاء الجماعة`), and
/// nationality words that only weights take out of what others are called by (`استهدف القاعدة الأميركية`).
fn drop_parts(draft: &mut Draft, gatherer: &Gatherer<'_>, made: &[(usize, EntityMention)]) {
    let known = gatherer.entities.len();
    if draft.arguments.len() > CROWD {
        return;
    }
    let span = |argument: &Argument| match argument.target {
        ArgumentTarget::Entity(entity) => {
            let entity = entity as usize;
            let given = gatherer.entities.get(entity);
            let mention = given.or_else(|| made.get(entity - known).map(|(_, mention)| mention));
            mention.map(|mention| {
                let norp = mention.kind == EntityType::Norp && &*argument.slot == SLOT;
                (argument.role, mention.span, norp)
            })
        }
        _ => None,
    };
    let spans: SmallVec<[(Role, ByteSpan, bool); 4]> =
        draft.arguments.iter().filter_map(span).collect();
    draft.arguments.retain(|argument| {
        let Some((role, own, nationality)) = span(argument) else {
            return true;
        };
        let whole = |(other, all, _): &(Role, ByteSpan, bool)| {
            (nationality || *other == role)
                && *all != own
                && all.start() <= own.start()
                && own.end() <= all.end()
        };
        !spans.iter().any(whole)
    });
}

/// The argument that a candidate becomes.
fn argument(
    found: Mention,
    role: Role,
    draft: &Draft,
    gatherer: &Gatherer<'_>,
    made: &mut Vec<(usize, EntityMention)>,
) -> Option<Argument> {
    if let Some(time) = found.time {
        return Some(Argument {
            role,
            target: ArgumentTarget::Time(time),
            refs: Refs::new(),
            slot: SLOT.into(),
        });
    }
    let mention = found
        .entity
        .map(|entity| &gatherer.entities[entity as usize]);
    let head = gatherer.scene.head(found.chunk);
    let filled = Filled {
        role,
        party: Party {
            entity: found.entity,
            phrase: found.entity.is_none().then_some(found.chunk),
            chunk: Some(found.chunk),
            refs: mention.map_or_else(Refs::new, |mention| mention.refs.clone()),
            number: head.features.number,
            gender: head.features.gender,
            human: mention.is_none_or(|mention| mention.human),
        },
        slot: Position::With(SLOT.into()),
        direct: true,
        weak: false,
    };
    let first_new = gatherer.entities.len() as u32;
    let word = draft.trigger.word;
    participants(&[filled], gatherer, word, made, first_new)
        .pop()
        .map(|argument| Argument {
            slot: SLOT.into(),
            ..argument
        })
}
