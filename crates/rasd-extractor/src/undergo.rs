//! Whom an act befalls that another word brings to it (`نجا من محاولة اغتيال`, `تعرض دورية لهجوم`, `أطلق سراح
//! المعتقلين`).

use crate::chunks::{Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Carrier, Filler, Gatherer, STEPS, Trigger};
use crate::frame::Position;
use crate::parties::Party;
use crate::word::Word;
use rasd_core::{EntityType, Number, VerbForm, Voice};

/// Nouns for the kind of a deed above its name, at most.
const KINDS: usize = 2;

impl Gatherer<'_> {
    /// `نجا الوزير من هجوم`, `حظي المرشح بتأييد`: whether the subject of a verb undergoes what a phrase after it
    /// names.
    pub(crate) fn undergoes_with(&self, verb: usize, phrase: usize) -> bool {
        let scene = self.scene;
        let bound = scene.chunks[phrase].preposition.as_deref();
        phrase > verb
            && matches!(bound, Some("من" | "ب" | "على"))
            && scene.head(verb).cues.has(Cue::UndergoWith)
    }

    /// `هجوم نجا منه الوزير`: whether a verb takes up with its preposition the noun that its subject undergoes; who did not
    /// escape an attack is not told by the verb.
    pub(crate) fn undergone_by(&self, verb: usize) -> bool {
        let denied = self.scene.chunks[verb].before.has(Cue::Negation);
        let next = self.scene.chunks.get(verb + 1);
        next.is_some_and(|next| next.pronoun) && !denied && self.undergoes_with(verb, verb + 1)
    }

    /// `لم ينج القائد من الغارة`: what somebody has not escaped has happened.
    pub(crate) fn not_escaped(&self, carrier: Carrier, chunk: usize) -> bool {
        let from = self.scene.chunks[self.root(chunk)].preposition.as_deref() == Some("من");
        from && self.scene.head(carrier.verb).cues.has(Cue::UndergoWith)
    }

    /// Whether a pronoun of a verb or directly after it takes up a noun before it.
    pub(crate) fn resumes_noun(&self, verb: usize) -> bool {
        let next = self.scene.chunks.get(verb + 1);
        self.scene.head(verb).has_pronoun() || next.is_some_and(|next| next.pronoun)
    }

    /// `أعلن الجيش تعرض دورية لهجوم`, `بعد تعرضه لإطلاق نار`, `حصول أثينا على قرض`, `تلقيه دعوة`: whom the act befalls that
    /// follows a noun for undergoing; says whether there is such a noun.
    pub(crate) fn undergone(&self, act: usize, fillers: &mut Vec<Filler>) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[act];
        let near = |before: &usize| {
            let chunk = &scene.chunks[*before];
            chunk.kind == Kind::Phrase && chunk.end + 1 >= here.start
        };
        let Some(last) = act.checked_sub(1).filter(near) else {
            return false;
        };
        let mut noun = last;
        for _ in 0..STEPS {
            match scene.chunks[noun].link {
                Link::Genitive(parent) | Link::Apposition(parent) => noun = parent,
                _ => break,
            }
        }
        let word = scene.head(noun);
        let owned = noun != last || word.has_pronoun();
        let takes = match here.preposition.as_deref() {
            Some("ل") => word.cues.has(Cue::LightUndergo),
            Some("من" | "ب" | "على") => word.cues.has(Cue::UndergoWith),
            None => word.cues.has(Cue::LightUndergo) && owned && here.link == Link::None,
            _ => false,
        };
        if scene.chunks[noun].entity.is_some() || !takes {
            return false;
        }
        let genitive = scene.groups.genitive(noun);
        let parties = match genitive {
            Some(genitive) => Some(self.parties(genitive)),
            None if word.has_pronoun() => self.pronoun(scene.chunks[noun].head, &[]),
            None => None,
        };
        fillers.push(Filler {
            position: Position::PassiveSubject,
            parties: parties.unwrap_or_default(),
            chunk: genitive,
            weak: false,
        });
        true
    }

    /// `غادر المتهم البلاد ثم قبض عليه`: the verb whose subject a further verb without phrases of its own goes on with, where
    /// nobody else is told of between them whom a pronoun after it could mean.
    pub(crate) fn continued_alone(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let clause = scene.clauses.get(verb)?;
        let word = scene.head(verb);
        let open = matches!(word.features.voice, None | Some(Voice::Ambiguous));
        if !open || !clause.objects.is_empty() || word.has_pronoun() {
            return None;
        }
        let earlier = scene.continued(verb)?;
        let Subject::Phrase(subject) = scene.clauses.get(earlier)?.subject else {
            return None;
        };
        let own = subject..=scene.groups.chain_end(subject);
        let pronoun = scene.words[scene.chunks.get(verb + 1)?.head].pronoun?;
        let other = |index: usize| {
            let kind = scene.chunks[index]
                .entity
                .map(|e| self.entities[e as usize].kind);
            let person = matches!(kind, Some(EntityType::Per | EntityType::Occ));
            let agrees = |party: &Party| party.agrees(pronoun.number, pronoun.gender);
            (person || scene.head(index).cues.has(Cue::Person))
                && self.parties(index).iter().any(agrees)
        };
        let mut between = (earlier + 1..verb).filter(|index| !own.contains(index));
        (!between.any(other)).then_some(earlier)
    }

    /// `النشطاء ألقي القبض عليهم`: the pronoun after the noun is that of the phrase before the verb.
    pub(crate) fn resumed(&self, chunk: usize, topic: Option<usize>) -> bool {
        let scene = self.scene;
        let Some((topic, after)) = topic.zip(scene.chunks.get(chunk + 1)) else {
            return false;
        };
        let on = after.pronoun && after.preposition.as_deref() == Some("على");
        let features = self.scene.words[after.head].pronoun.filter(|_| on);
        features.is_some_and(|features| {
            let parties = self.parties(topic);
            // The dual (`زوجين`) is often written as the plural is.
            let number = match parties.first().and_then(|party| party.number) {
                Some(Number::Plural) => features.number.filter(|n| *n != Number::Dual),
                _ => features.number,
            };
            parties
                .first()
                .is_some_and(|party| party.agrees(number, features.gender))
        })
    }

    /// `إطلاق سراح المعتقلين`, `أودى بحياة خمسة`: who is acted on stands after the other word of the
    /// expression.
    pub(crate) fn passed_on(&self, fillers: &mut Vec<Filler>, chunk: usize) {
        let scene = self.scene;
        let head = scene.chunks[chunk].head;
        if scene.chunks[chunk].entity.is_some() || !scene.words[head].cues.has(Cue::Idiom) {
            return;
        }
        let genitive = scene.groups.genitive(chunk);
        let parties = match genitive {
            Some(genitive) => Some(self.parties(genitive)),
            None if scene.words[head].has_pronoun() => {
                let verb = scene.chunks[chunk].verb;
                self.pronoun(head, verb.map_or(&[][..], |verb| &scene.subjects[verb]))
            }
            None => None,
        };
        let position = match &fillers[fillers.len() - 1].position {
            Position::Genitive => Position::Object,
            other => other.clone(),
        };
        if let Some(parties) = parties {
            fillers.push(Filler {
                position,
                parties,
                chunk: genitive,
                weak: false,
            });
        }
    }

    /// `منح الصين قرضا`, `منح البنك الصين قرضا`: who gets what follows a noun of giving and its genitive, and who gives it
    /// where he is named too; says whether there is such a noun.
    pub(crate) fn given(&self, gift: usize, fillers: &mut Vec<Filler>) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[gift];
        let bare = here.preposition.is_none() && here.link == Link::None;
        let next = |before: usize| {
            let at = before.checked_sub(1)?;
            let chunk = &scene.chunks[at];
            let named = matches!(chunk.link, Link::Apposition(_));
            (chunk.kind == Kind::Phrase).then_some(if named { at.saturating_sub(1) } else { at })
        };
        let Some(last) = next(gift).filter(|_| bare) else {
            return false;
        };
        let giving = |chunk: usize| match scene.chunks[chunk].link {
            Link::Genitive(noun) => scene.head(noun).cues.has(Cue::Giving).then_some(noun),
            _ => None,
        };
        let both =
            || next(last).filter(|first| scene.chunks[last].bare() && giving(*first).is_some());
        let (giver, getter) = match giving(last) {
            Some(_) => (None, last),
            None => match both() {
                Some(first) => (Some(first), last),
                None => return false,
            },
        };
        // `منح واشنطن مساعدات للأردن`
        let after = scene.groups.chain_end(gift) + 1;
        let to_other = scene.chunks.get(after).is_some_and(|chunk| {
            let to = matches!(chunk.preposition.as_deref(), Some("ل" | "إلى"));
            to && (chunk.pronoun || self.can_act(after))
        });
        if to_other || !self.can_act(getter) {
            return false;
        }
        let mut add = |position: Position, chunk: usize| {
            fillers.push(Filler {
                position,
                parties: self.parties(chunk),
                chunk: Some(chunk),
                weak: false,
            });
        };
        add(Position::With("ل".into()), getter);
        if let Some(giver) = giver {
            add(Position::Subject, giver);
        }
        true
    }

    /// `خمسة قتلى في هجوم`, `12 جريحا في كابول بانفجار`: those whom an act without a verb has befallen.
    pub(crate) fn casualties(&self, act: usize, fillers: &mut Vec<Filler>) {
        const NEAR: usize = 3;
        let scene = self.scene;
        let top = self.top(act);
        let here = &scene.chunks[top];
        let bound = matches!(here.preposition.as_deref(), Some("في" | "ب" | "cause"));
        if !bound || here.verb.is_some() {
            return;
        }
        // A place or time may stand between.
        let aside = |index: &usize| {
            let chunk = &scene.chunks[*index];
            let place = chunk.preposition.as_deref();
            matches!(chunk.kind, Kind::Time(_))
                || place.is_some_and(|name| self.grammar.says_where(name))
                || matches!(chunk.link, Link::Genitive(_)) && !self.harmed(*index)
        };
        let mut before = (top.saturating_sub(NEAR)..top).rev();
        let Some(last) = before.find(|index| !aside(index)) else {
            return;
        };
        let whole = match scene.chunks[last].link {
            Link::Genitive(parent) | Link::Coordinate(parent) => parent,
            _ => last,
        };
        if scene.chunks[whole].bare() && self.harmed(last) {
            // `إصابة ثلاثة جنود في هجوم`: an act is of those whom it befalls.
            let owner = scene.groups.genitive(whole);
            let people = owner.filter(|_| scene.head(whole).event_noun);
            let people = people.unwrap_or(whole);
            fillers.push(Filler {
                position: Position::PassiveSubject,
                parties: self.parties(people),
                chunk: Some(people),
                weak: false,
            });
        }
    }

    /// Whether a phrase counts people who were killed, injured or arrested.
    pub(crate) fn harmed(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let harm = [Cue::Dead, Cue::Injured, Cue::Arrested];
        let mut words = scene.words[here.start..here.end].iter();
        here.kind == Kind::Phrase && words.any(|word| word.cues.any(&harm))
    }

    /// `منفذو الهجوم`, `المشتبه به في التفجير`: those whom a noun calls the doers or suspects of an act.
    pub(crate) fn doer(&self, trigger: Trigger) -> Option<usize> {
        let scene = self.scene;
        let inside = (scene.chunks[trigger.chunk].head < trigger.word).then_some(trigger.chunk);
        // `منفذ عملية الطعن`, `متهمين في واقعة تفجير`
        let mut top = trigger.chunk;
        for _ in 0..KINDS {
            let Link::Genitive(kind) = scene.chunks[top].link else {
                break;
            };
            let thing = scene.chunks[kind].entity.is_none() && !scene.chunks[kind].human;
            if !(thing && scene.head(kind).cues.any(&[Cue::Transparent, Cue::Affair])) {
                break;
            }
            top = kind;
        }
        let here = &scene.chunks[top];
        let noun = match (&here.link, here.preposition.as_deref()) {
            (Link::Genitive(noun), _) => Some(*noun),
            (_, Some("ب" | "في")) => top.checked_sub(1).filter(|at| {
                let suspect = &scene.chunks[*at];
                suspect.end + 1 >= here.start && suspect.end > suspect.head + 1
            }),
            _ => None,
        };
        let noun = inside
            .or(noun)
            .filter(|noun| scene.chunks[*noun].head < trigger.word)?;
        self.is_suspect(noun).then_some(noun)
    }

    /// Whether a noun calls somebody the doer of a deed or its suspect.
    pub(crate) fn is_suspect(&self, noun: usize) -> bool {
        let scene = self.scene;
        let chunk = &scene.chunks[noun];
        let mut words = scene.words[chunk.start..chunk.end].iter();
        // `لجنة التحقيق في الاغتيال`
        let act = |word: &Word| word.features.verb_form == Some(VerbForm::Masdar);
        let called = words.any(|word| word.cues.has(Cue::Affair) && !act(word));
        // `معظم الضحايا من المدنيين`
        let mut words = scene.words[chunk.start..chunk.end].iter();
        let victims = words.any(|word| word.cues.any(&[Cue::Dead, Cue::Injured]));
        let mention = chunk.entity.is_some() && chunk.human;
        mention && called && !victims
    }
}
