//! What grammar knows of who takes part in an event, whatever the weights say.

use crate::agreement::agrees_before;
use crate::candidates::Candidate;
use crate::chunks::{Edge, Kind, Link};
use crate::draft::Draft;
use crate::fillers::Gatherer;
use crate::joined::AMONG;
use crate::rules::Form;
use rasd_core::{Category, EntityType, Number, Person, Role};

/// The role of a candidate that the weights gave `role`.
pub(crate) fn overruled(
    role: Option<Role>,
    candidate: &Candidate,
    draft: &Draft,
    gatherer: &Gatherer<'_>,
) -> Option<Role> {
    let unruled = candidate.rule.is_none();
    match role? {
        _ if unruled && is_aside(candidate, gatherer) => None,
        Role::Actor if unruled && disagrees(draft, candidate, gatherer) => None,
        Role::Recipient if unruled && is_sent(draft, candidate, gatherer) => None,
        Role::Recipient if unruled && is_suspected(draft, candidate, gatherer) => Some(Role::Actor),
        Role::Recipient if opens_report(candidate, gatherer) => Some(Role::Place),
        Role::Recipient if is_subject(draft, candidate, gatherer) => Some(Role::Actor),
        Role::Place if is_addressed(draft, candidate) => Some(Role::Recipient),
        role => Some(role),
    }
}

/// `رفض النواب القانون الذي قدمته الحكومة وطالبوا بسحبه`: whether a candidate before a verb cannot be its subject by number and
/// gender.
fn disagrees(draft: &Draft, candidate: &Candidate, gatherer: &Gatherer<'_>) -> bool {
    let chunks = &gatherer.scene.chunks;
    let (verb, phrase) = (
        &chunks[draft.trigger.chunk],
        &chunks[candidate.mention.chunk],
    );
    let mut members = gatherer.scene.groups.coordination(candidate.mention.chunk);
    let alone = members.nth(1).is_none() && !matches!(phrase.link, Link::Coordinate(_));
    // The number of a body is no sure sign: `الحوثيون سيطروا`.
    let kind = phrase.entity.map(|e| gatherer.entities[e as usize].kind);
    let one = phrase.number == Some(Number::Singular)
        && kind.is_some_and(|kind| !matches!(kind, EntityType::Org | EntityType::Norp));
    // `غارات للتحالف استهدفت مواقع`: who stands behind a thing that acts does not agree.
    let mut subjects = gatherer.scene.subjects[draft.trigger.chunk].iter();
    let acted = verb.number == Some(Number::Plural) || subjects.any(|party| party.entity.is_some());
    // `اتهموا إيران بالتدخل، مشيدين بالمبعوث`
    let word = gatherer.scene.head(draft.trigger.chunk);
    if draft.trigger.form == Form::Participle && word.sound_plural && word.ends_with("ين") {
        return candidate.mention.chunk < draft.trigger.chunk && alone && one && !word.definite();
    }
    verb.kind == Kind::Verb
        && acted
        && verb.person == Some(Person::Third)
        && verb.number != Some(Number::Dual)
        && candidate.mention.chunk < draft.trigger.chunk
        && !candidate.mention.inside
        && alone
        && one
        && !agrees_before(verb, phrase, 1)
}

/// `حررت القوات 38 رهينة، بينهم دبلوماسيان`, `القوات المسلحة الثورية (فارك)`: whether a candidate is some of those just told, or
/// another name for them in brackets.
fn is_aside(candidate: &Candidate, gatherer: &Gatherer<'_>) -> bool {
    let chunk = &gatherer.scene.chunks[candidate.mention.chunk];
    let before = candidate.mention.chunk.checked_sub(1);
    let of = before.is_some_and(|at| gatherer.scene.chunks[at].entity.is_some());
    let name = chunk.bracketed && of && candidate.mention.time.is_none();
    name || chunk.preposition.as_deref() == Some(AMONG)
}

/// `أرسلت الوزارة عشرين شاحنة`: whether a candidate is what is sent as aid: the object of a verb that names its recipient otherwise.
fn is_sent(draft: &Draft, candidate: &Candidate, gatherer: &Gatherer<'_>) -> bool {
    let clause = gatherer.scene.clauses.get(draft.trigger.chunk);
    let thing = candidate.mention.entity.is_some_and(|entity| {
        let mention = &gatherer.entities[entity as usize];
        mention.kind == EntityType::Nom && !mention.human
    });
    draft.base == Category::Aid
        && thing
        && clause.is_some_and(|clause| clause.objects.contains(&candidate.mention.chunk))
}

/// `محاكمة المتهمين في الهجوم على المتحف`: whether a candidate is called the suspect of a deed, which has not befallen him.
fn is_suspected(draft: &Draft, candidate: &Candidate, gatherer: &Gatherer<'_>) -> bool {
    let noun = draft.trigger.form == Form::Noun;
    draft.base == Category::Assault && noun && gatherer.is_suspect(candidate.mention.chunk)
}

/// `بيروت - اعتقل ثلاثة أشخاص`: whether a candidate is the place that a report is sent from.
fn opens_report(candidate: &Candidate, gatherer: &Gatherer<'_>) -> bool {
    let chunks = &gatherer.scene.chunks;
    let entity = candidate.mention.entity;
    let place = entity.is_some_and(|e| gatherer.entities[e as usize].kind == EntityType::Gpe);
    let next = chunks.get(candidate.mention.chunk + 1);
    let apart = next.is_some_and(|c| matches!(c.kind, Kind::Edge(Edge::Colon | Edge::Strong)));
    place && candidate.mention.chunk == 0 && apart
}

/// `قبضت الشرطة على ثلاثة بعد أن هاجموا محلا`: whether several whom a verb goes on from do what has an object of its own, so that
/// it is no passive.
fn is_subject(draft: &Draft, candidate: &Candidate, gatherer: &Gatherer<'_>) -> bool {
    let verb = &gatherer.scene.chunks[draft.trigger.chunk];
    let in_slot = |number: usize, slot: &str| &*draft.arguments[number].slot == slot;
    let subject = candidate
        .argument
        .is_some_and(|number| in_slot(number, "subject"));
    let object = (0..draft.arguments.len()).any(|number| in_slot(number, "object"));
    let before = candidate.mention.chunk < draft.trigger.chunk;
    let several = verb.kind == Kind::Verb && verb.number == Some(Number::Plural);
    // `قبل أن يقتادوهم` is done to those.
    let own = !gatherer.scene.head(draft.trigger.chunk).has_pronoun();
    candidate.rule == Some(Role::Actor) && subject && object && before && several && own
}

/// `انتقدت الحكومة مدينة كردستان`: whether a candidate is the object of what is said, which is no place.
fn is_addressed(draft: &Draft, candidate: &Candidate) -> bool {
    use Category::{Accuse, Agree, Reject, Request, Support, Threaten};
    let object = candidate
        .argument
        .is_some_and(|number| &*draft.arguments[number].slot == "object");
    let said = matches!(
        draft.base,
        Accuse | Agree | Reject | Request | Support | Threaten
    );
    candidate.rule == Some(Role::Recipient) && object && said
}
