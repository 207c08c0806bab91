//! Acts that are told to go on at one place and time: in the clause after حيث, in the meeting on whose
//! margins they are.

use crate::chunks::{Chunk, Edge, Kind, Link};
use crate::cue::Cue;
use crate::draft::Draft;
use crate::fillers::{Gatherer, Trigger};
use crate::occasion::is_occasion;
use crate::rules::Form;
use crate::scene::CONTINUED;
use crate::share::gain;
use rasd_core::{
    Argument, ArgumentTarget, Category, EntityMention, EntityType, Grain, Realis, Refs, Role,
    TimexType,
};

/// Chunks looked at for where and when the other act is.
const REACH: usize = 14;

impl Gatherer<'_> {
    /// Gives the acts of a sentence the places and times of those they go on with.
    pub(crate) fn settle(&self, drafts: &mut [Draft]) {
        for draft in drafts.iter_mut() {
            self.after_edge(draft);
        }
        self.headline(drafts);
        for inner in 0..drafts.len() {
            let Some(verb) = self.frame_verb(drafts[inner].trigger) else {
                continue;
            };
            let outer = (0..drafts.len()).find(|outer| {
                *outer != inner && self.main_verb(drafts[*outer].trigger) == Some(verb)
            });
            if let Some(outer) = outer {
                exchange(drafts, outer, inner, self.entities);
            }
        }
    }

    /// A meeting told with a conjoined verb is where its subject has just arrived (`وصل إلى مسقط والتقى
    /// نظيره`, `وعقد محادثات`).
    pub(crate) fn arrive(&self, drafts: &mut [Draft]) {
        for later in 0..drafts.len() {
            let draft = &drafts[later];
            let placed = draft.arguments.iter().any(|a| a.role == Role::Place);
            if draft.base != Category::Consult || placed {
                continue;
            }
            let verb = self.main_verb(draft.trigger);
            let Some(verb) = verb.and_then(|verb| self.scene.continued(verb)) else {
                continue;
            };
            let places: Vec<Argument> = drafts[later.saturating_sub(CONTINUED)..later]
                .iter()
                .filter(|earlier| earlier.trigger.chunk == verb)
                .filter(|earlier| earlier.base == Category::Consult)
                .flat_map(|earlier| &earlier.arguments)
                .filter(|argument| argument.role == Role::Place)
                .cloned()
                .collect();
            gain(&mut drafts[later], places, "the arrival");
        }
    }

    /// `وصل كيري الثلاثاء إلى أربيل في زيارة`, `التقى نظيره أمس في لقاء مغلق`: a visit or meeting that a verb for it is told with has
    /// what that verb has.
    pub(crate) fn meet_in(&self, drafts: &mut [Draft]) {
        for later in 1..drafts.len() {
            let trigger = drafts[later].trigger;
            let phrase = &self.scene.chunks[trigger.chunk];
            let within = trigger.form == Form::Noun && phrase.preposition.as_deref() == Some("في");
            // `التقيا في منتدى أصيلة`: what has a name is no second word for it.
            let same = drafts[later].indefinite && drafts[later].base == Category::Consult;
            if !within || !same {
                continue;
            }
            let mut before = drafts[later.saturating_sub(CONTINUED)..later].iter();
            let verb = before.find(|verb| {
                Some(verb.trigger.chunk) == phrase.verb && verb.base == Category::Consult
            });
            let told = verb.map_or(Vec::new(), |verb| verb.arguments.clone());
            for role in [Role::Actor, Role::Place, Role::Time] {
                let has = drafts[later].arguments.iter().any(|a| a.role == role);
                let found = told.iter().filter(|a| !has && a.role == role).cloned();
                gain(
                    &mut drafts[later],
                    found.collect(),
                    "the verb that it is told with",
                );
            }
        }
    }

    /// `قصفت الطائرات حيا في حلب ودمرت مدرسة`: of two acts of force of one kind that are told one after the other as done, the
    /// second is where the first was, unless it is told.
    pub(crate) fn go_on_there(&self, drafts: &mut [Draft]) {
        for later in 1..drafts.len() {
            let (before, after) = (&drafts[later - 1], &drafts[later]);
            let alike = before.base == after.base && fact(before) && fact(after);
            let placed = after.arguments.iter().any(|a| a.role == Role::Place);
            // `قصفت مزرعة في رفح ردا على خطف جنديين`
            if !alike || placed || is_occasion(self.scene, after.trigger.chunk) {
                continue;
            }
            // `داهموا منزله واعتقلوه`: only a place with a name.
            let named = |a: &&Argument| a.role == Role::Place && !a.refs.is_empty();
            let places = before.arguments.iter().filter(named).cloned().collect();
            gain(&mut drafts[later], places, "the act told before");
        }
    }

    /// `هاجموا محلا في الحي وطعنوا حارسه`: a verb that goes on without a subject of its own tells what the doer of the act before did.
    pub(crate) fn go_on_doing(&self, drafts: &mut [Draft]) {
        let chunks = &self.scene.chunks;
        for later in 1..drafts.len() {
            let (before, after) = (&drafts[later - 1], &drafts[later]);
            let (first, next) = (&chunks[before.trigger.chunk], &chunks[after.trigger.chunk]);
            let verbs = first.kind == Kind::Verb && next.kind == Kind::Verb && next.conjoined;
            let acted = after.arguments.iter().any(|a| a.role == Role::Actor);
            let forceful = |draft: &Draft| fact(draft) && draft.base != Category::Retreat;
            let goes_on = verbs && !acted && forceful(before) && forceful(after);
            if !goes_on || first.gender != next.gender {
                continue;
            }
            let actors = before.arguments.iter().filter(|a| a.role == Role::Actor);
            let actors = actors.cloned().collect();
            gain(&mut drafts[later], actors, "the act told before");
        }
    }

    /// `إندونيسيا: تحرير امرأة`: a headline that begins with a country tells what happened there, if it is no
    /// matter between states.
    fn headline(&self, drafts: &mut [Draft]) {
        let chunks = &self.scene.chunks;
        let edge = |chunk: &Chunk| matches!(chunk.kind, Kind::Edge(Edge::Colon | Edge::Strong));
        let named = chunks
            .first()
            .filter(|first| first.bare())
            .and_then(|first| first.entity);
        // `القاهرة: «خليجيون»` says where it was written.
        let country = named
            .filter(|e| self.entities[*e as usize].kind == EntityType::Gpe && !self.is_town(*e));
        let Some(country) = country.filter(|_| chunks.get(1).is_some_and(edge)) else {
            return;
        };
        let refs = &self.entities[country as usize].refs;
        for draft in drafts.iter_mut().filter(|draft| acts(draft)) {
            // `إيران: اعتقلنا جاسوسا`: it speaks, or takes part.
            let mut arguments = draft.arguments.iter();
            let told = arguments.any(|a| a.role == Role::Place || a.refs == *refs);
            let between = matches!(draft.base, Category::Consult | Category::Sanction);
            if !told && !between {
                let place = Argument {
                    role: Role::Place,
                    target: ArgumentTarget::Entity(country),
                    refs: refs.clone(),
                    slot: "headline".into(),
                };
                gain(draft, vec![place], "the head of the line");
            }
        }
    }

    /// The verb that tells a trigger: itself, or the one that carries it.
    pub(crate) fn main_verb(&self, trigger: Trigger) -> Option<usize> {
        match trigger.form {
            Form::Verb => Some(trigger.chunk),
            Form::Noun => self.carrier(trigger.chunk).map(|carrier| carrier.verb),
            Form::Participle => None,
        }
    }

    /// `التقاه على هامش القمة`, `اتفقا، وذلك خلال مباحثات`, `خلال اللقاء أعلن`: the verb in whose scene a noun
    /// stands.
    fn frame_verb(&self, trigger: Trigger) -> Option<usize> {
        let scene = self.scene;
        let own = self.top(trigger.chunk);
        // `خلال مشاركته في المنتدى`, `خلال مشاركة الوزير في المنتدى`
        let within = scene.chunks[own].preposition.as_deref() == Some("في");
        let taking_part = (own.saturating_sub(2)..own).rev().find(|index| {
            let light = scene.head(*index).cues.has(Cue::Light);
            within && light && scene.chunks[*index].before.has(Cue::SameScene)
        });
        let top = taking_part.unwrap_or(own);
        let chunk = &scene.chunks[top];
        if trigger.form != Form::Noun || !chunk.before.has(Cue::SameScene) {
            return None;
        }
        let opened = top
            .checked_sub(1)
            .filter(|edge| scene.chunks[*edge].kind == Kind::Edge(Edge::ClauseStart));
        let is_verb = |index: &usize| scene.chunks[*index].kind == Kind::Verb;
        let stops = |index: &usize| scene.chunks[*index].kind == Kind::Edge(Edge::Strong);
        match (chunk.verb, opened) {
            (Some(verb), _) => Some(verb),
            (None, Some(edge)) => (edge.saturating_sub(REACH)..edge).rev().find(is_verb),
            (None, None) => {
                let high = scene.chunks.len().min(top + REACH);
                // `خلال المنتدى الذي انعقد أمس أجرى الوزير مباحثات`
                let ahead = (top..high).take_while(|index| !stops(index));
                ahead.into_iter().filter(is_verb).find(|verb| {
                    let clause = scene.clauses.get(*verb);
                    clause.is_some_and(|clause| {
                        let relative =
                            |edge: usize| scene.chunks[edge].kind == Kind::Edge(Edge::Relative);
                        !clause.opening.is_some_and(relative)
                    })
                })
            }
        }
    }

    /// `وصل إلى موسكو، حيث التقى نظيره`: the place and the time named before the clause are its own.
    fn after_edge(&self, draft: &mut Draft) {
        let scene = self.scene;
        let here = draft.trigger.chunk;
        let verb = match draft.trigger.form {
            Form::Participle => scene.chunks[here].verb,
            _ => self.main_verb(draft.trigger),
        };
        let opening = verb
            .filter(|verb| !scene.chunks[*verb].conjoined)
            .and_then(|verb| scene.clauses.get(verb)?.opening)
            .filter(|edge| scene.chunks[*edge].before.has(Cue::SameScene));
        let Some(edge) = opening.or_else(|| self.within_it(verb?)) else {
            return;
        };
        let before: Vec<usize> = (edge.saturating_sub(REACH)..edge)
            .rev()
            .take_while(|index| {
                let kind = &scene.chunks[*index].kind;
                matches!(kind, Kind::Phrase | Kind::Time(_) | Kind::Other)
                    || *kind == Kind::Edge(Edge::Comma)
            })
            .collect();
        let mut found = Vec::new();
        // `داخل سجن العقرب بطرة`: all the places that stand together.
        let places = before
            .iter()
            .skip_while(|index| self.place_before(**index, edge).is_none());
        let places: Vec<u32> = places
            .map_while(|index| self.place_before(*index, edge))
            .collect();
        found.extend(places.into_iter().rev().map(|entity| Argument {
            role: Role::Place,
            target: ArgumentTarget::Entity(entity),
            refs: self.entities[entity as usize].refs.clone(),
            slot: "clause before".into(),
        }));
        let time = before.iter().find_map(|index| {
            let time = self.time_at(*index)?;
            self.dates(time, *index + 2 >= edge).then_some(time)
        });
        found.extend(time.map(|time| Argument {
            role: Role::Time,
            target: ArgumentTarget::Time(time),
            refs: Refs::new(),
            slot: "clause before".into(),
        }));
        let told = |role: Role| draft.arguments.iter().any(|a| a.role == role);
        found.retain(|argument| {
            !told(argument.role) && (argument.role == Role::Time || acts(draft))
        });
        gain(draft, found, "the clause before");
    }

    /// `سيزور روسيا يومين يلتقي خلالهما نظيره`: where the clause begins of a verb whose act goes on in what a pronoun means.
    fn within_it(&self, verb: usize) -> Option<usize> {
        const NEAR: usize = 4;
        let chunks = &self.scene.chunks;
        let next = chunks.get(verb + 1)?;
        let during = next.pronoun && self.scene.words[next.start].cues.has(Cue::SameScene);
        // `ينتظر أن يبحث خلالها`
        let before = (verb.saturating_sub(NEAR)..verb).rev().take_while(|index| {
            let kind = &chunks[*index].kind;
            *kind == Kind::Verb || *kind == Kind::Edge(Edge::Complementizer) || *kind == Kind::Other
        });
        during.then(|| before.last().unwrap_or(verb))
    }

    /// The place that a phrase before the edge of a clause names: where the other act is, or its goal.
    fn place_before(&self, index: usize, edge: usize) -> Option<u32> {
        let scene = self.scene;
        let chunk = &scene.chunks[index];
        if chunk.kind != Kind::Phrase || self.situates(index) {
            return None;
        }
        // `زيارة رسمية لإيطاليا أجرى خلالها مباحثات`
        let going = || {
            let noun = index.checked_sub(1).map(|noun| &scene.chunks[noun]);
            noun.is_some_and(|noun| noun.kind == Kind::Phrase && scene.words[noun.head].event_noun)
        };
        let says = match chunk.preposition.as_deref() {
            Some("من") => index + 2 >= edge,
            Some("ل") => going(),
            Some(name) => name == "إلى" || self.grammar.says_where(name),
            None => chunk.link == Link::None,
        };
        self.place_entity(index).filter(|_| says)
    }
}

impl Gatherer<'_> {
    /// Whether a time tells when the next clause is too: a day, or whatever stands directly before it
    /// (`عام 1998، عندما اندلعت الحرب`).
    fn dates(&self, time: u32, touching: bool) -> bool {
        let time = &self.times[time as usize];
        let day = |grain: Grain| matches!(grain, Grain::Day | Grain::Hour | Grain::Minute);
        time.kind != TimexType::Duration
            && time
                .interval
                .is_some_and(|interval| touching || day(interval.grain))
    }
}

/// Whether an event is more than words.
fn acts(draft: &Draft) -> bool {
    use Category::{Accuse, Agree, Reject, Request, Support, Threaten};
    !matches!(
        draft.base,
        Accuse | Agree | Reject | Request | Support | Threaten
    )
}

/// Gives each of two acts the place that only the other has, and the outer one the time of the inner.
fn exchange(drafts: &mut [Draft], outer: usize, inner: usize, entities: &[EntityMention]) {
    // `خلال الصراع السوري`: a nationality word is no place of anything else.
    let names = |argument: &Argument| match argument.target {
        ArgumentTarget::Entity(entity) => entities
            .get(entity as usize)
            .is_some_and(|mention| mention.kind != EntityType::Norp),
        _ => true,
    };
    for role in [Role::Place, Role::Time] {
        let of = |number: usize| -> Vec<Argument> {
            let arguments = drafts[number].arguments.iter();
            arguments
                .filter(|a| a.role == role && names(a))
                .cloned()
                .collect()
        };
        let (theirs, own) = (of(outer), of(inner));
        if theirs.is_empty() {
            gain(&mut drafts[outer], own, "the setting");
        } else if own.is_empty() && role == Role::Place {
            gain(&mut drafts[inner], theirs, "what goes on in it");
        }
    }
}

/// Whether a draft tells an act of force, help or yielding as done.
fn fact(draft: &Draft) -> bool {
    use Category::{Aid, Assault, Coerce, Mobilize, Retreat, Sanction};
    let material = matches!(
        draft.base,
        Assault | Coerce | Mobilize | Sanction | Aid | Retreat
    );
    material && draft.judgement.realis == Realis::Actual && !draft.judgement.negated
}
