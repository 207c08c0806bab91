//! Whether the genitive of a masdar is who does it, which what it acts on tells (`اجتياح الحوثيين صنعاء`, `قصف النظام
//! للمدنيين`).

use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Filler, Gatherer, Trigger};
use crate::frame::{Frame, Position};
use crate::rules::Form;
use rasd_core::{Category, EntityType, Role, VerbForm};

/// `اجتياح الحوثيين صنعاء`, `اتهامه الحكومة`, `إعدام إيران ثلاثة أكراد`: whether the genitive of a masdar acts,
/// since the masdar has an object besides.
pub(crate) fn genitive_acts(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> bool {
    let known = |position: &Position| {
        let own = frame.slots.iter().find(|s| s.position == *position);
        own.map(|slot| slot.role)
    };
    let acted_on = known(&Position::Object).or_else(|| known(&Position::Genitive));
    if acted_on.is_none_or(|role| role == Role::Actor) {
        return false;
    }
    let (scene, groups) = (gatherer.scene, &gatherer.scene.groups);
    let of_kind = |f: &Filler, is: fn(EntityType) -> bool| {
        let mut mentions = f.parties.iter().filter_map(|party| party.entity);
        mentions.any(|e| is(gatherer.entities[e as usize].kind))
    };
    let owner = fillers.iter().find(|f| f.position == Position::Genitive);
    // A state or body whose name nothing describes.
    let named = owner.is_some_and(|owner| {
        of_kind(owner, |kind| {
            matches!(kind, EntityType::Gpe | EntityType::Org)
        })
    });
    // `أسر فصائل من المقاومة جنديا`, `قتل المسلحين ثلاثة جنود`: after a masdar with those who can act as genitive.
    let masdar = scene.words[trigger.word].features.verb_form == Some(VerbForm::Masdar);
    let people = owner.is_some_and(|owner| {
        let human = |chunk: usize| scene.chunks[chunk].human;
        masdar && owner.chunk.is_some_and(human)
    });
    let unmarked = |f: &Filler| {
        let somebody = |chunk: usize| {
            let head = scene.head(chunk);
            let verb = scene.chunks[trigger.chunk].verb;
            let clause = verb.and_then(|verb| scene.clauses.get(verb));
            let subject = clause.is_some_and(|c| c.subject == Subject::Phrase(chunk));
            let takes_part = scene.chunks[chunk].human || gatherer.participant(chunk);
            let next = chunk == gatherer.after_coordination(trigger.chunk);
            next && takes_part && !head.definite() && !head.event_noun && !subject
        };
        people && f.chunk.is_some_and(somebody)
    };
    let is_object = |f: &Filler| {
        let head = f.chunk.map(|chunk| scene.head(chunk));
        let other = of_kind(f, |kind| !matches!(kind, EntityType::Nom | EntityType::Occ));
        // `قمع الشرطة تظاهرات المعارضة`
        let follows = f.chunk == Some(groups.chain_end(trigger.chunk) + 1);
        let chain = f
            .chunk
            .filter(|_| follows)
            .is_some_and(|chunk| scene.head(groups.chain_end(chunk)).definite());
        let definite = head.is_some_and(|head| {
            let own = head.definite() && !head.event_noun;
            own || (chain && !head.definite())
        });
        // `اغتيال إسرائيل قائدا`
        let anybody = || {
            let takes_part =
                |chunk: usize| scene.chunks[chunk].entity.is_some() || gatherer.participant(chunk);
            named && follows && f.chunk.is_some_and(takes_part)
        };
        other || definite || anybody() || unmarked(f)
    };
    let mut objects = fillers.iter().filter(|f| f.position == Position::Object);
    objects.any(is_object)
}

/// `قصف النظام للمدنيين`, `قنصهم لها`: the phrase with ل that a masdar acts on, right after its genitive, which then acts.
pub(crate) fn acted_on_by_lam(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> Option<usize> {
    use Category::{Accuse, Assault, Coerce, Reject, Sanction, Support};
    let scene = gatherer.scene;
    let role = |position: Position| {
        let own = frame.slots.iter().find(|s| s.position == position);
        own.map(|slot| slot.role)
    };
    let lam = Position::With("ل".into());
    let acts_on = [Position::Object, Position::Genitive]
        .into_iter()
        .find_map(role);
    let other = role(lam.clone()).is_some_and(|role| role != Role::Recipient);
    let bodily = matches!(
        frame.category,
        Accuse | Assault | Coerce | Reject | Sanction | Support
    );
    if trigger.form != Form::Noun || acts_on != Some(Role::Recipient) || other || !bodily {
        return None;
    }
    let after = gatherer.after_coordination(trigger.chunk);
    let found = fillers
        .iter()
        .find(|f| f.position == lam && f.chunk == Some(after))?;
    let chunk = &scene.chunks[after];
    let head = scene.head(after);
    let touches = chunk.start == scene.chunks[after - 1].end;
    let kind = |f: &Filler| {
        let entity = f.parties.first().and_then(|party| party.entity);
        entity.map(|e| gatherer.entities[e as usize].kind)
    };
    let owner = fillers.iter().find(|f| f.position == Position::Genitive)?;
    // `ترحيل اللاجئين لتركيا`: into a country people are brought, a state or body acts on it.
    let whither = matches!(kind(found), Some(EntityType::Gpe | EntityType::Loc))
        && matches!(
            kind(owner),
            None | Some(EntityType::Nom | EntityType::Per | EntityType::Occ)
        );
    let attacked = head.cues.any(&[Cue::Target, Cue::Site]) && head.definite();
    let somebody =
        chunk.pronoun || chunk.entity.is_some() || gatherer.participant(after) || attacked;
    let agent = owner.chunk.is_none_or(|owner| {
        let able = scene.chunks[owner].human || scene.chunks[owner].entity.is_some();
        able && !scene.head(owner).cues.any(&[Cue::Target, Cue::Site])
    });
    let act = head.event_noun && chunk.entity.is_none();
    (touches && somebody && agent && !whither && !act).then_some(after)
}
