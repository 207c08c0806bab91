//! Where events happened.

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Carrier, Gatherer, STEPS, Trigger};
use crate::rules::Form;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, VerbForm};

/// Chunks looked at to either side for places and times.
const REACH: usize = 60;

/// Where an event happened.
#[derive(Default)]
pub(crate) struct Places {
    /// Mentions of places, with how they stand to the event.
    pub named: Vec<(u32, String)>,
    /// The first phrase with a common noun for a place.
    pub unnamed: Option<(usize, String)>,
}

/// What is known of an event whose place and time are looked for.
pub(crate) struct Asked<'a> {
    pub trigger: Trigger,
    pub carrier: Option<Carrier>,
    /// Whether it is done with words: what these name has places and times of its own.
    pub speech: bool,
    /// Whether whoever announces it tells what is over.
    pub past: bool,
    /// Whether a verb tells it: then these stand within what it tells.
    pub told: bool,
    /// Phrases that take part in an event that happens where they are (`صادرت السلطات أسلحة في حلب`).
    pub participants: &'a [usize],
    /// Whether a phrase names an event itself.
    pub is_trigger: &'a dyn Fn(usize) -> bool,
}

impl Gatherer<'_> {
    /// First and last chunk of the stretch where place and time of a trigger may stand.
    pub(crate) fn stretch(&self, trigger: Trigger, carrier: Option<Carrier>) -> (usize, usize) {
        let scene = self.scene;
        let verb = match (trigger.form, carrier) {
            (Form::Verb, _) => Some(trigger.chunk),
            (_, Some(carrier)) => Some(carrier.verb),
            _ => None,
        };
        if let Some(clause) = verb.and_then(|v| scene.clauses.get(v)) {
            let start = clause.start.min(trigger.chunk);
            // `تعرض لهجوم شنه مسلحون في حلب`: the clause that describes the noun tells it too.
            let own = carrier
                .filter(|carrier| !carrier.relative)
                .and_then(|_| self.relative_carrier(trigger.chunk))
                .and_then(|own| {
                    let clause = scene.clauses.get(own.verb)?;
                    let relative = clause
                        .opening
                        .is_some_and(|edge| scene.chunks[edge].kind == Kind::Edge(Edge::Relative));
                    (relative || scene.head(own.verb).has_pronoun()).then_some(clause)
                })
                .map_or(0, |clause| clause.end);
            let end = clause.end.max(trigger.chunk + 1).max(own);
            return (start.max(trigger.chunk.saturating_sub(REACH)), end);
        }
        let high = (trigger.chunk + REACH).min(scene.chunks.len());
        // After `بعد`, `بسبب` and the like begins what is said of another event.
        let apart = |i: usize| {
            scene.chunks[i].kind == Kind::Phrase
                && matches!(
                    scene.chunks[i].preposition.as_deref(),
                    Some("time" | "cause" | "purpose")
                )
        };
        let end = (trigger.chunk + 1..high)
            .find(|i| scene.stops(*i) || apart(*i))
            .unwrap_or(high);
        let cause = self.brings_about(trigger.chunk);
        (cause.unwrap_or(trigger.chunk), end)
    }

    /// `أسفرت الحملة في المدينة أمس عن اعتقال خمسة`: the verb that tells what a noun is the outcome of.
    fn brings_about(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let here = &scene.chunks[self.top(chunk)];
        let outcome = matches!(here.preposition.as_deref(), Some("عن" | "إلى" | "ب"));
        let verb = here.verb.filter(|_| outcome)?;
        let cues = scene.head(verb).cues;
        let ends_in = cues.has(Cue::LightSubject) && !cues.any(&[Cue::LightWith, Cue::Light]);
        let first = scene
            .clauses
            .get(verb)?
            .complements
            .iter()
            .find(|complement| {
                let preposition = &scene.chunks[**complement].preposition;
                **complement > verb && *preposition == here.preposition
            });
        (ends_in && first.is_some_and(|first| scene.chunks[*first].start == here.start))
            .then_some(verb)
    }

    /// Where the clause goes on after a relative clause between commas (`اعتقل زيد، الذي كان وزيرا، أمس في
    /// حلب`): with a time or place directly after the second comma.
    pub(crate) fn resumption(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let scene = self.scene;
        let edge = |index: usize, edge: Edge| {
            let chunk = scene.chunks.get(index);
            chunk.is_some_and(|chunk| chunk.kind == Kind::Edge(edge))
        };
        let opened = end > start && edge(end - 1, Edge::Comma) && edge(end, Edge::Relative);
        let high = (end + REACH).min(scene.chunks.len());
        let comma = (end + 1..high)
            .filter(|_| opened)
            .take_while(|index| !edge(*index, Edge::Strong) && !edge(*index, Edge::Colon))
            .find(|index| edge(*index, Edge::Comma))?;
        let next = scene.chunks.get(comma + 1)?;
        let where_or_when = matches!(next.kind, Kind::Time(_))
            || next
                .preposition
                .as_deref()
                .is_some_and(|name| self.grammar.says_where(name));
        let stop = (comma + 2..high)
            .find(|index| scene.stops(*index))
            .unwrap_or(high);
        (where_or_when && !next.conjoined).then_some((comma + 1, stop))
    }

    /// Places of an event: phrases after في and the like that hang on no other thing.
    pub fn places(&self, asked: &Asked<'_>) -> Places {
        let stretch = self.stretch(asked.trigger, asked.carrier);
        let places = self.places_among(asked, stretch);
        if !places.named.is_empty() {
            return places;
        }
        if let Some(later) = self.resumption(stretch) {
            return self.places_among(asked, later);
        }
        self.places_within(asked.trigger, stretch).unwrap_or(places)
    }

    /// `انتقد القرار في كلمة ألقاها في بغداد`: where that goes on in which the event is.
    fn places_within(&self, trigger: Trigger, stretch: (usize, usize)) -> Option<Places> {
        let scene = self.scene;
        if trigger.form != Form::Verb {
            return None;
        }
        let (start, end) = self.occurrence(trigger, stretch)?;
        let named = (start..end).find_map(|index| {
            let preposition = scene.chunks[index].preposition.as_deref()?;
            let says = self.grammar.says_where(preposition) && !self.situates(index);
            let entity = self.place_entity(index).filter(|_| says)?;
            Some((entity, format!("with:{preposition}")))
        })?;
        Some(Places {
            named: vec![named],
            unnamed: None,
        })
    }

    fn places_among(&self, asked: &Asked<'_>, stretch: (usize, usize)) -> Places {
        let scene = self.scene;
        let mut places = Places::default();
        // After the latest phrase for a place, and whether that says where this event is: `في حي سكني في
        // بروكسل`.
        let mut latest = (0, true);
        for (index, slot) in self.where_phrases(asked.trigger, stretch) {
            if slot == index {
                let goes_on = latest.0 == index && !scene.chunks[index].conjoined;
                let own = if goes_on {
                    latest.1
                } else {
                    self.is_own(index, asked)
                };
                if self.place_entity(index).is_some() || self.is_site(index) {
                    latest = (scene.groups.chain_end(index) + 1, own);
                }
                if !own || self.situates(index) {
                    continue;
                }
            }
            let Some(preposition) = &scene.chunks[slot].preposition else {
                continue;
            };
            for member in scene.groups.coordination(index) {
                if let Some(entity) = self.place_entity(member) {
                    places.named.push((entity, format!("with:{preposition}")));
                }
            }
            if places.unnamed.is_none() && self.is_site(index) {
                places.unnamed = Some((index, format!("with:{preposition}")));
            }
        }
        places
    }

    /// Whether a phrase says where the event is rather than something else that is named before it.
    fn is_own(&self, index: usize, asked: &Asked<'_>) -> bool {
        let told = asked.told || self.topic_before(index, asked.trigger);
        let content = told && self.inside_content(index, asked.trigger);
        let other = content || self.hangs_on_a_thing(index, asked) || self.specifies(index, asked);
        !other && !self.of_another(index, asked.trigger)
    }

    /// `أعدموا بعد إدانتهم بقتل جنود في سيناء`, `حسب بيان للجيش في بغداد`, `تظاهروا احتجاجا على نشر قوات في العراق`: whether
    /// what stands after an event belongs to another one that tells when or why, or to the source.
    pub(crate) fn of_another(&self, index: usize, trigger: Trigger) -> bool {
        let scene = self.scene;
        let reason = |at: usize| scene.words[scene.chunks[at].start].cues.has(Cue::Reason);
        let clause = scene.clauses.get(trigger.chunk);
        let own = |at: usize| {
            clause.is_some_and(|c| c.subject == Subject::Phrase(at) || c.objects.contains(&at))
        };
        let low = (trigger.chunk + 1).max(index.saturating_sub(REACH));
        let mut within = false;
        for at in (low..index).rev() {
            let chunk = &scene.chunks[at];
            if within && reason(at) {
                return true;
            }
            if matches!(chunk.kind, Kind::Edge(_)) || own(at) {
                return false;
            }
            let event = scene.head(at).event_noun;
            within |= chunk.kind == Kind::Phrase && event;
            let act = trigger.form == Form::Verb && event && !chunk.before.has(Cue::SameScene);
            match chunk.preposition.as_deref() {
                Some("source") if trigger.form == Form::Verb => return true,
                Some("time" | "cause") if chunk.kind == Kind::Phrase && act => return true,
                _ => {}
            }
        }
        within && reason(trigger.chunk)
    }

    /// Phrases that say where, each with the phrase whose preposition says so: itself, or the pronoun
    /// that takes it up (`المدينة التي قتل فيها`).
    fn where_phrases(&self, trigger: Trigger, (start, end): (usize, usize)) -> Vec<(usize, usize)> {
        let scene = self.scene;
        let clause = scene.clauses.get(trigger.chunk);
        let described = clause.and_then(|clause| clause.antecedent);
        (start..end)
            .filter(|index| scene.chunks[*index].kind == Kind::Phrase)
            .filter_map(|index| {
                let chunk = &scene.chunks[index];
                let preposition = chunk.preposition.as_deref()?;
                let site = preposition == "على" && self.is_site(index);
                let says = site || self.grammar.says_where(preposition);
                match described.filter(|_| chunk.pronoun) {
                    Some(noun) => says.then_some((noun, index)),
                    None => says.then_some((index, index)),
                }
            })
            .collect()
    }

    /// Whether a phrase names a place by a common noun (`الحدود`, `منطقة جبلية`).
    pub(crate) fn is_site(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let nominal = here.entity.is_none_or(|e| {
            let mention = &self.entities[e as usize];
            // `بلاده` stands for a state.
            let state = !mention.refs.is_empty() && scene.head(chunk).has_pronoun();
            mention.kind == EntityType::Nom && !state
        });
        // `تلك المدينة` has been named before.
        let told = here.before.has(Cue::Demonstrative);
        let cues = self.head_of_counted(chunk).cues;
        // `أمام السفارة`
        let bound = here.preposition.as_deref();
        let beside = |name| self.grammar.says_where(name) && !self.grammar.governs(name);
        let seat = cues.has(Cue::Seat) && bound.is_some_and(beside);
        nominal && !here.pronoun && !told && (cues.has(Cue::Site) || seat)
    }

    /// The head of a phrase; of what is counted, where it is a quantity (`بعض المواقع`, `ثلاث مدن`).
    fn head_of_counted(&self, chunk: usize) -> &Word {
        let scene = self.scene;
        let of = scene
            .groups
            .genitive(chunk)
            .or_else(|| self.partitive(chunk));
        let open = scene.chunks[chunk].entity.is_none() && self.counts(chunk);
        let counted = of.filter(|of| open && scene.chunks[*of].entity.is_none());
        scene.head(counted.unwrap_or(chunk))
    }

    /// Whether a phrase only says where the place before it lies (`درنة شرق ليبيا`, `الزوايدة وسط القطاع`);
    /// in the middle of a town a building is rather one place more.
    pub(crate) fn situates(&self, index: usize) -> bool {
        let scene = self.scene;
        let Some(previous) = index.checked_sub(1) else {
            return false;
        };
        let before = &scene.chunks[previous];
        let entity = self.place_entity(previous);
        let building = entity.is_some_and(|e| self.entities[e as usize].kind == EntityType::Fac);
        // `بين حمص وتدمر في وسط سوريا`
        let two = matches!(before.link, Link::Coordinate(_));
        let near = match scene.chunks[index].preposition.as_deref() {
            Some("قرب") => true,
            Some("وسط") => !building && !two,
            _ => false,
        };
        // `مدينة درنة الواقعة في شرق ليبيا`
        let lies = before.adjectives.last().is_some_and(|word| {
            let form = scene.words[*word].features.verb_form;
            word + 1 == before.end && form == Some(VerbForm::ActiveParticiple)
        });
        let place = before.kind == Kind::Phrase && entity.is_some();
        place && (near || lies) && before.end + 2 >= scene.chunks[index].start
    }

    /// Whether a phrase after a verb stands within its object or complement rather than after the
    /// verb, its subject, a time or a comma.
    pub(crate) fn inside_content(&self, index: usize, trigger: Trigger) -> bool {
        let scene = self.scene;
        let Some(previous) = index.checked_sub(1).filter(|i| *i > trigger.chunk) else {
            return false;
        };
        let subject = match scene
            .clauses
            .get(trigger.chunk)
            .map(|clause| clause.subject)
        {
            Some(Subject::Phrase(phrase)) => scene.groups.chain_end(phrase),
            _ => trigger.chunk,
        };
        scene.chunks[previous].kind == Kind::Phrase && previous > subject
    }

    /// `بحث الوزيران الاعتداءات على المقدسات في القدس`: whether what is discussed stands before a phrase.
    fn topic_before(&self, index: usize, trigger: Trigger) -> bool {
        let scene = self.scene;
        let discusses = scene.head(trigger.chunk).cues.has(Cue::TopicVerb);
        let clause = scene.clauses.get(trigger.chunk).filter(|_| discusses);
        clause.is_some_and(|clause| clause.objects.iter().any(|object| *object < index))
    }

    /// Whether a phrase names a part of one that hangs on a thing (`بحثا التطورات في فلسطين،
    /// وخصوصا في غزة`).
    fn specifies(&self, index: usize, asked: &Asked<'_>) -> bool {
        /// Words of a specifying phrase, and half of the chunks back to what it specifies.
        const NEAR: usize = 2;
        let scene = self.scene;
        let start = scene.chunks[index].start;
        let cued = |word: usize| scene.words[word].cues.has(Cue::Specifying);
        let preposition = &scene.chunks[index].preposition;
        (start.saturating_sub(NEAR)..start).any(cued)
            && (index.saturating_sub(2 * NEAR)..index)
                .rev()
                .find(|whole| scene.chunks[*whole].preposition == *preposition)
                .is_some_and(|whole| self.hangs_on_a_thing(whole, asked))
    }

    /// Whether a prepositional phrase follows a noun that is neither participant nor event.
    fn hangs_on_a_thing(&self, index: usize, asked: &Asked<'_>) -> bool {
        let scene = self.scene;
        let Some(previous) = index.checked_sub(1) else {
            return false;
        };
        let before = &scene.chunks[previous];
        if before.kind != Kind::Phrase || previous == asked.trigger.chunk {
            return false;
        }
        // `مباحثات قمة في القاهرة`: of what kind the event is.
        let kind = before.link == Link::Genitive(asked.trigger.chunk);
        let noun = scene.head(previous);
        if kind
            && noun.event_noun
            && !noun.definite()
            && !noun.has_pronoun()
            && before.entity.is_none()
        {
            return false;
        }
        if before.end != scene.chunks[index].start && scene.words[before.end].preposition.is_none()
        {
            return false;
        }
        // `بين حمص وتدمر في وسط سوريا`: after the name of a place stands another one.
        let listed = before.conjoined
            && !scene.head(previous).definite()
            && !scene.head(previous).event_noun
            && previous
                .checked_sub(1)
                .is_some_and(|first| self.place_entity(first).is_some());
        before.entity.is_none()
            && !listed
            && !before.human
            && !before.pronoun
            && !(asked.is_trigger)(previous)
            && !self.takes_part(previous, asked.participants)
            // `قتل خمسة في بغداد`: a number counts people.
            && scene.head(previous).kind != WordKind::Number
            && !scene.head(previous).cues.any(&[Cue::KindWord, Cue::Target])
    }

    /// Whether a phrase is one of those that take part, or what one of them is of.
    fn takes_part(&self, chunk: usize, participants: &[usize]) -> bool {
        let mut at = chunk;
        for _ in 0..STEPS {
            if participants.contains(&at) {
                return true;
            }
            match self.scene.chunks[at].link {
                Link::Genitive(up) | Link::Apposition(up) | Link::Coordinate(up) => at = up,
                // `عدد من المواقع`
                Link::None => match at.checked_sub(1) {
                    Some(up) if self.counts(up) && self.partitive(up) == Some(at) => at = up,
                    _ => return false,
                },
            }
        }
        false
    }

    /// The place a phrase names: its own mention, or that of its apposition or genitive.
    pub(crate) fn place_entity(&self, chunk: usize) -> Option<u32> {
        let scene = self.scene;
        let best = scene.groups.best_name(chunk, &scene.chunks, self.entities);
        let direct = scene.chunks[best].entity;
        // `غرب مركز مديرية باقم`
        let genitive = || {
            let plain = |at: usize| {
                let cues = scene.head(at).cues;
                scene.chunks[at].entity.is_none()
                    && cues.any(&[Cue::KindWord, Cue::Site, Cue::Target])
            };
            let first = scene.groups.genitive(chunk).filter(|_| plain(chunk))?;
            let name = scene.groups.best_name(first, &scene.chunks, self.entities);
            let kind = scene.chunks[first].entity.is_some() || plain(first);
            scene.chunks[name].entity.filter(|_| kind)
        };
        direct.or_else(genitive).filter(|e| {
            matches!(
                self.entities[*e as usize].kind,
                EntityType::Gpe | EntityType::Loc | EntityType::Fac
            )
        })
    }
}
