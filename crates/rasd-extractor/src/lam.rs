//! Whom a masdar acts on that has its agent as genitive and its object after ل (`قصف النظام للمدنيين`).

use crate::agents::{bodily, undergone};
use crate::chunks::{Kind, Link};
use crate::cue::Cue;
use crate::fillers::{Filler, Gatherer, Trigger};
use crate::frame::{Frame, Position, TypeSet};
use crate::rules::Form;
use crate::word::{Word, WordKind};
use rasd_core::{Category, EntityType, Number, Role, VerbForm};

/// Chunks between a masdar with its agent and whom it acts on.
const ASIDE: usize = 4;

/// `قصف النظام للمدنيين`, `قنصهم لها`: the phrase with ل that a masdar acts on, right after its genitive, which then acts.
pub(crate) fn acted_on_by_lam(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> Option<usize> {
    let lam = Position::With("ل".into());
    let role = role_at(frame, &lam);
    let other = role.is_some_and(|role| role != Role::Recipient);
    if trigger.form != Form::Noun || !undergone(frame) || other || !bodily(frame.category) {
        return None;
    }
    let first = gatherer.after_coordination(trigger.chunk);
    let high = gatherer.scene.chunks.len().min(first + ASIDE);
    let after = (first..high).find(|index| !aside(gatherer, *index))?;
    let mut fillers = fillers.iter();
    let owner = fillers.clone().find(|f| f.position == Position::Genitive)?;
    let phrase = fillers.find(|f| f.position == lam && f.chunk == Some(after))?;
    let after = AfterOwner {
        frame,
        gatherer,
        owner,
        phrase,
        after,
        far: after > first,
    };
    (after.acts_on() && !after.belongs()).then_some(after.after)
}

fn role_at(frame: &Frame, position: &Position) -> Option<Role> {
    let own = frame.slots.iter().find(|slot| slot.position == *position);
    own.map(|slot| slot.role)
}

/// `إقالة الرئيس عام 2017 لوزير الدفاع`, `اعتقال الشرطة في القاهرة للناشط`: what parts nothing.
fn aside(gatherer: &Gatherer<'_>, index: usize) -> bool {
    let between = &gatherer.scene.chunks[index];
    let bound = between.preposition.as_deref();
    let place = bound.is_some_and(|name| name != "ب" && gatherer.grammar.says_where(name));
    matches!(between.kind, Kind::Time(_)) || place || matches!(between.link, Link::Genitive(_))
}

/// A phrase with ل after the genitive of a masdar.
struct AfterOwner<'a> {
    frame: &'a Frame,
    gatherer: &'a Gatherer<'a>,
    owner: &'a Filler,
    phrase: &'a Filler,
    /// The phrase's chunk.
    after: usize,
    /// Whether a time or place stands between.
    far: bool,
}

impl AfterOwner<'_> {
    fn kind(&self, filler: &Filler) -> Option<EntityType> {
        let entity = filler.parties.first().and_then(|party| party.entity);
        entity.map(|e| self.gatherer.entities[e as usize].kind)
    }

    fn owner_has(&self, cues: &[Cue]) -> bool {
        let chunk = self.owner.chunk;
        chunk.is_some_and(|chunk| self.gatherer.scene.head(chunk).cues.any(cues))
    }

    /// Whether the genitive can act, and on the phrase.
    fn acts_on(&self) -> bool {
        let (scene, after) = (self.gatherer.scene, self.after);
        let touches = scene.chunks[after].start == scene.chunks[after - 1].end;
        // What stands further off is a complement only of those who can act themselves.
        let bound = if self.far {
            self.is_powerful()
        } else {
            touches
        };
        bound && self.can_undergo() && self.owner_acts()
    }

    fn is_powerful(&self) -> bool {
        use EntityType::{Gpe, Occ, Org};
        let human = |chunk: usize| self.gatherer.scene.chunks[chunk].human;
        matches!(self.kind(self.owner), Some(Gpe | Org | Occ))
            || self.owner_has(&[Cue::Body, Cue::Arms])
            || self.owner.chunk.is_some_and(human)
    }

    fn can_undergo(&self) -> bool {
        let scene = self.gatherer.scene;
        let (chunk, head) = (&scene.chunks[self.after], scene.head(self.after));
        let force = matches!(self.frame.category, Category::Assault | Category::Coerce);
        let attacked = head.cues.any(&[Cue::Target, Cue::Site]) && (head.definite() || force);
        let act = head.event_noun && chunk.entity.is_none();
        attacked
            || !act
                && (chunk.pronoun
                    || chunk.entity.is_some()
                    || self.gatherer.participant(self.after))
    }

    fn owner_acts(&self) -> bool {
        let scene = self.gatherer.scene;
        let Some(owner) = self.owner.chunk else {
            return true;
        };
        let cues = scene.head(owner).cues;
        let able = scene.chunks[owner].human || scene.chunks[owner].entity.is_some();
        // `قصف الطائرات الروسية للمشفى`
        let armed = cues.has(Cue::Arms) && self.owner_words(owner).any(Word::definite);
        armed || able && !cues.any(&[Cue::Target, Cue::Site])
    }

    fn owner_words(&self, owner: usize) -> impl Iterator<Item = &Word> {
        let scene = self.gatherer.scene;
        let last = &scene.chunks[scene.groups.chain_end(owner)];
        scene.words[scene.chunks[owner].start..last.end].iter()
    }

    /// Whether the phrase belongs to the genitive or says where it is brought.
    fn belongs(&self) -> bool {
        self.is_whither() || self.is_bound_to_adjective() || self.is_owned() || self.is_judge()
    }

    /// `ترحيل اللاجئين لتركيا`: into a country people are brought, a state or body acts on it.
    fn is_whither(&self) -> bool {
        use EntityType::{Gpe, Loc, Nom, Occ, Per};
        matches!(self.kind(self.phrase), Some(Gpe | Loc))
            && matches!(self.kind(self.owner), None | Some(Nom | Per | Occ))
    }

    /// `متظاهرين مناهضين للحكومة`, `الحركات المعارضة للاتحاد`
    fn is_bound_to_adjective(&self) -> bool {
        let scene = self.gatherer.scene;
        let before = &scene.chunks[self.after - 1];
        let last = before.end - 1;
        let word = &scene.words[last];
        let active = word.features.verb_form == Some(VerbForm::ActiveParticiple);
        self.owner.chunk.is_some()
            && before.adjectives.last() == Some(&last)
            && (active || word.cues.any(&[Cue::Bound, Cue::TakesLam]))
    }

    /// `تعيين نائب لرئيس الأركان`, `اعتقال قيادي لحماس`: an indefinite one belongs to him.
    fn is_owned(&self) -> bool {
        use EntityType::{Gpe, Org, Per};
        let Some(owned) = self.owner.chunk else {
            return false;
        };
        let head = self.gatherer.scene.head(owned);
        let plural = head.features.number == Some(Number::Plural)
            || head.cues.has(Cue::Body)
            || head.kind == WordKind::Number;
        let pronoun = self.gatherer.scene.chunks[self.after].pronoun;
        let several = plural && self.frame.category != Category::Elect && !pronoun;
        let known = matches!(self.kind(self.owner), Some(Gpe | Org | Per));
        let told = |word: &Word| word.definite() || word.has_pronoun();
        !known && !several && !self.owner_words(owned).any(told)
    }

    /// `إحالتهم للنيابة`: before whom they are brought.
    fn is_judge(&self) -> bool {
        use EntityType::{Gpe, Occ, Org};
        let power =
            matches!(self.kind(self.owner), Some(Gpe | Org | Occ)) || self.owner_has(&[Cue::Body]);
        let mut slots = self.frame.slots.iter();
        self.frame.category == Category::Accuse
            && !power
            && role_at(self.frame, &Position::With("ل".into())).is_none()
            && slots.any(|slot| {
                let typed = slot.types != TypeSet::ANY && slot.role == Role::Recipient;
                slot.position == Position::Genitive && typed
            })
    }
}
