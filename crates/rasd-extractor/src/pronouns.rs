//! Who a pronoun attached to a word means.

use crate::chunks::{Kind, Link};
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::parties::{Parties, Party};
use crate::scene::Referent;
use crate::word::WordKind;
use rasd_core::{EntityType, Features, Gender, Number, Person};
use smallvec::smallvec;

/// Chunks looked back at for a name that a pronoun can mean.
const REACH: usize = 40;

impl Gatherer<'_> {
    /// Who the pronoun attached to a word means, apart from `except` (the subject of the verb whose
    /// object the pronoun is).
    ///
    /// That is the last subject before it; without one that agrees, the last name before it; in an
    /// opening phrase (`خلال زيارته`) the subject to come; else a subject of an earlier sentence.
    pub(crate) fn pronoun(&self, word: usize, except: &[Party]) -> Option<Parties> {
        let features = self.scene.words[word].pronoun?;
        let scene = self.scene;
        if features.person == Some(Person::First) {
            let speaker = scene.speaker.as_ref().or(self.memory.speaker.as_ref());
            return speaker
                .map(|speaker| speaker.parties.clone())
                .filter(|parties| !same(parties, except));
        }
        let chunk = scene.chunk_of[word]?;
        if let Some(parties) = self.acted_on_before(word, features, except) {
            return Some(parties);
        }
        let fits = |referent: &Referent| {
            referent.agrees(features.number, features.gender) && !same(&referent.parties, except)
        };
        let place = |referent: &Referent| referent.chunk;
        let here = scene.referents.iter().filter(|r| place(r).is_some());
        let before = here
            .clone()
            .filter(|r| place(r).is_some_and(|at| at < chunk))
            .rfind(|r| fits(r));
        if let Some(before) = before {
            return Some(before.parties.clone());
        }
        if let Some(named) = self.named_before(chunk, features, except) {
            return Some(smallvec![named]);
        }
        let after = here
            .filter(|r| place(r).is_some_and(|at| at > chunk))
            .find(|r| fits(r));
        after.map(|after| after.parties.clone()).or_else(|| {
            scene
                .resolve(features.number, features.gender, Some(chunk), self.memory)
                .map(|referent| referent.parties)
                .filter(|parties| !same(parties, except))
        })
    }

    /// `اجتمع مع مشعل ووجه له الدعوة`: whom the verb acts on that a conjoined one continues.
    fn acted_on_before(
        &self,
        word: usize,
        features: Features,
        except: &[Party],
    ) -> Option<Parties> {
        let scene = self.scene;
        let chunk = scene.chunk_of[word]?;
        let own = match scene.chunks[chunk].kind {
            Kind::Verb => chunk,
            _ => scene.chunks[chunk].verb?,
        };
        let earlier = scene.continued(own).filter(|_| !except.is_empty())?;
        let clause = scene.clauses.get(earlier)?;
        let acted_on = |index: &usize| {
            let candidate = &scene.chunks[*index];
            let bound = match candidate.preposition.as_deref() {
                None => true,
                Some(name) => {
                    matches!(name, "مع" | "على" | "ب" | "عن") && !self.hangs(*index, earlier)
                }
            };
            // `هاجموا القرية وأحرقوها`
            let thing = || {
                let attacked = scene.head(*index).cues.any(&[Cue::Target, Cue::Site]);
                attacked && candidate.preposition.is_none() && scene.chunks[own].head == word
            };
            let fits = candidate.human || thing();
            bound && fits && !candidate.pronoun && *index > earlier && *index < own
        };
        let mut candidates = clause.objects.iter().chain(&clause.complements).copied();
        let found = candidates.find(acted_on)?;
        let fits = |parties: &Parties| self.agree(parties, features) && !same(parties, except);
        // `داهمت منزل الصحفي واعتقلته`
        let taken = scene.head(own).cues.has(Cue::OnPeople) && !scene.chunks[found].human;
        let owner = taken.then(|| scene.groups.genitive(found)).flatten();
        let owner = owner.map(|owner| self.parties(owner)).filter(fits);
        owner.or_else(|| Some(self.parties(found)).filter(fits))
    }

    /// `قطعت القاهرة علاقاتها مع الدوحة متهمة إياها`: whom a pronoun that stands by itself means, the last of its clause
    /// that is not the subject.
    pub(crate) fn beside_subject(&self, chunk: usize, own: &[Party]) -> Option<Parties> {
        use EntityType::{Fac, Gpe, Loc, Norp};
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let verb = here
            .verb
            .filter(|_| here.preposition.as_deref() == Some("object"))?;
        let features = self.scene.words[here.head].pronoun?;
        let low = (verb + 1).max(chunk.saturating_sub(REACH));
        // The participle itself stands between.
        (low..chunk.saturating_sub(1)).rev().find_map(|index| {
            let candidate = &scene.chunks[index];
            let kind = self.entities[candidate.entity? as usize].kind;
            let name = candidate.preposition.as_deref();
            let set = name.is_some_and(|name| self.grammar.says_where(name));
            let other = match kind {
                Loc | Fac | Norp => false,
                Gpe => !set,
                _ => true,
            };
            let head = !matches!(candidate.link, Link::Apposition(_) | Link::Coordinate(_));
            let parties = self.parties(index);
            let fits = other && head && self.agree(&parties, features) && !same(&parties, own);
            fits.then_some(parties)
        })
    }

    /// `اختطاف ذويهم وإخفائهم`: the pronoun of a further member of a coordination of acts is that whom the
    /// members before act on, or who does them.
    pub(crate) fn shared_owner(&self, word: usize) -> Option<Parties> {
        let scene = self.scene;
        let features = self.scene.words[word].pronoun?;
        let chunk = scene.chunk_of[word]?;
        let Link::Coordinate(first) = scene.chunks[chunk].link else {
            return None;
        };
        let before: Vec<usize> = scene.groups.coordination(first).collect();
        let mut before = before.into_iter().rev().filter(|member| *member < chunk);
        before.find_map(|member| {
            let act = scene.head(member).event_noun;
            let owner = scene.groups.genitive(member).filter(|_| act)?;
            let parties = self.parties(owner);
            let person = scene.chunks[owner].human || self.participant(owner);
            (person && self.agree(&parties, features)).then_some(parties)
        })
    }

    /// Whether a pronoun can mean participants.
    fn agree(&self, parties: &[Party], features: Features) -> bool {
        match parties {
            [] => false,
            [one] => one.agrees(features.number, features.gender),
            _ => features.number != Some(Number::Singular),
        }
    }

    /// The last person or body named before a chunk that agrees with a pronoun.
    fn named_before(&self, chunk: usize, features: Features, except: &[Party]) -> Option<Party> {
        let scene = self.scene;
        (chunk.saturating_sub(REACH)..chunk)
            .rev()
            .find_map(|index| {
                let candidate = &scene.chunks[index];
                let named = candidate.entity.is_some_and(|entity| {
                    match self.entities[entity as usize].kind {
                        EntityType::Per | EntityType::Occ | EntityType::Org => true,
                        // `اعتقلت الشرطة ثلاثة طلاب بسبب تنظيمهم مظاهرة`
                        EntityType::Nom => {
                            let several = features.number == Some(Number::Plural)
                                && features.person == Some(Person::Third);
                            let counted = scene.head(index).kind == WordKind::Number;
                            let group = candidate.number == Some(Number::Plural) || counted;
                            let men = candidate.gender != Some(Gender::Feminine);
                            // `حكم على المعارض بعد إدانته`
                            let one = features.number == Some(Number::Singular)
                                && candidate.number == Some(Number::Singular)
                                && scene.head(index).definite();
                            candidate.human && (several && group && men || one)
                        }
                        _ => false,
                    }
                });
                // `عن الشيخ محمد التوبلاني`: the name is the head where its title is no mention.
                let head = match candidate.link {
                    Link::Apposition(title) => scene.chunks[title].entity.is_none(),
                    Link::Coordinate(_) => false,
                    _ => true,
                };
                if candidate.kind != Kind::Phrase || !named || !head {
                    return None;
                }
                let party = scene
                    .groups
                    .party(index, &scene.chunks, &scene.words, self.entities);
                let fits = party.agrees(features.number, features.gender);
                (fits && !same(std::slice::from_ref(&party), except)).then_some(party)
            })
    }
}

/// Whether two lists begin with the same participant.
fn same(a: &[Party], b: &[Party]) -> bool {
    match (a.first(), b.first()) {
        (Some(a), Some(b)) => a == b || (!a.refs.is_empty() && a.refs == b.refs),
        _ => false,
    }
}
