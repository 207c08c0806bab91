//! What cannot be where or when an event was, whatever speaks for it.

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::draft::Draft;
use crate::fillers::Gatherer;
use crate::rules::Form;
use crate::share::gain;
use crate::weighing::SLOT;
use crate::whereabouts::MOST;
use crate::word::WordKind;
use rasd_core::{
    Argument, ArgumentTarget, Category, EntityMention, EntityType, Refs, Role, TimexType,
};

/// Chunks between a time and what it is held not to be the time of.
const FAR: usize = 60;

/// Phrases back from a place to what is talked about.
const TOPIC: usize = 5;

/// Words back from a time to the superlative that it bounds.
const SINCE: usize = 20;

/// Acts after a noun that can be of the phrase it heads.
const NEAR: usize = 4;

/// Verbs in a row that go on with one another, at most.
const VERBS: usize = 6;

/// Chunks between the word for blaming somebody and the act that he is blamed for.
const TOLD: usize = 12;

/// Who blames somebody, as the frames have it.
struct Blamer {
    trigger: usize,
    /// The phrase that names him.
    phrase: Option<usize>,
    target: ArgumentTarget,
}

impl Gatherer<'_> {
    /// Leaves out places and times that belong to something else.
    pub(crate) fn bar(&self, drafts: &mut [Draft], made: &[(usize, EntityMention)]) {
        let acts: Vec<(usize, Category)> = drafts
            .iter()
            .map(|draft| (draft.trigger.chunk, draft.base))
            .collect();
        let blamers = self.blamers(drafts, made);
        for draft in drafts.iter_mut() {
            let (base, trigger) = (draft.base, draft.trigger.chunk);
            let loose = |argument: &Argument| &*argument.slot == SLOT;
            let elsewhere = |argument: &Argument, phrase: usize| {
                loose(argument)
                    && (self.is_of_relative(phrase, trigger, &acts)
                        || self.is_of_earlier(phrase, (trigger, base), &acts))
            };
            draft.arguments.retain(|argument| match argument.role {
                Role::Place => {
                    let phrase = self.phrase_of(argument, made);
                    let wrong = |phrase: usize| {
                        self.is_no_place(argument, phrase, base)
                            || elsewhere(argument, phrase)
                            || self.is_of_later(phrase, (trigger, base), &acts)
                            || self.is_of_listed(phrase, trigger, &acts)
                            || loose(argument) && self.is_of_answer(phrase, trigger, Role::Place)
                    };
                    !phrase.is_some_and(wrong)
                }
                Role::Time => {
                    let time = self.phrase_of_time(argument);
                    let no_time = |time| {
                        self.is_no_time(time, trigger)
                            || self.is_of_later(time, (trigger, base), &acts)
                            || loose(argument) && self.is_of_answer(time, trigger, Role::Time)
                            || self.is_length_of_other(argument, time, trigger, &acts)
                    };
                    !time.is_some_and(no_time) && !self.is_set_off_age(argument)
                }
                // `محادثات حول سوريا`
                Role::Actor | Role::Recipient => {
                    let phrase = self.phrase_of(argument, made);
                    let about = |phrase| self.is_about(self.top_of_name(phrase));
                    let deed = matches!(
                        base,
                        Category::Assault | Category::Coerce | Category::Mobilize
                    );
                    let blames = || {
                        let condemned = self.is_condemned(trigger, &acts);
                        let blames = condemned || self.blames(argument, trigger, &blamers);
                        deed && argument.role == Role::Actor && blames
                    };
                    let other = |phrase| {
                        self.ends_it(phrase, trigger)
                            || self.is_of_answer(phrase, trigger, argument.role)
                            || self.of_removal(self.top_of_name(phrase), trigger)
                            || phrase < trigger && blames()
                    };
                    let ends = |phrase| loose(argument) && other(phrase);
                    let talk = base == Category::Consult && phrase.is_some_and(about);
                    !talk && !phrase.is_some_and(ends)
                }
            });
        }
    }

    /// `لم ينجح الوسطاء في وقف القصف`: whether a phrase names who tries to end what the trigger names.
    fn ends_it(&self, phrase: usize, trigger: usize) -> bool {
        let scene = self.scene;
        let verb = scene.chunks[self.root(trigger)].verb;
        let clause = verb.and_then(|verb| scene.clauses.get(verb));
        let subject = clause.map(|clause| clause.subject);
        // `أحبط الجيش هجوما`, `نجح الجيش في صد هجوم`
        let stops = self.is_foiled(trigger);
        // `قواتها نجحت في صد هجوم`
        let foils = stops && phrase < trigger;
        foils || self.is_ended(trigger) && subject == Some(Subject::Phrase(phrase))
    }

    /// Who blames or refuses, in the order of their triggers.
    fn blamers(&self, drafts: &[Draft], made: &[(usize, EntityMention)]) -> Vec<Blamer> {
        let mut found = Vec::new();
        let blaming = |draft: &&Draft| matches!(draft.base, Category::Accuse | Category::Reject);
        for draft in drafts.iter().filter(blaming) {
            // `رجل يشتبه في تورطه`: who stands before the verb, with nobody blamed, may be blamed himself.
            let blamed = draft.arguments.iter().any(|a| a.role == Role::Recipient);
            let after = |argument: &Argument| match argument.target {
                ArgumentTarget::Entity(entity) => {
                    let mention = self.entities.get(entity as usize);
                    mention.is_some_and(|mention| mention.tokens.start() > draft.token)
                }
                _ => false,
            };
            let own = |a: &&Argument| {
                let before = self
                    .phrase_of(a, made)
                    .is_some_and(|at| at < draft.trigger.chunk);
                let told = a.target != ArgumentTarget::Implicit && (before || &*a.slot != SLOT);
                a.role == Role::Actor && told && (blamed || after(a))
            };
            found.extend(draft.arguments.iter().filter(own).map(|a| Blamer {
                trigger: draft.trigger.chunk,
                phrase: self.phrase_of(a, made),
                target: a.target,
            }));
        }
        found.sort_by_key(|blamer| blamer.trigger);
        found
    }

    /// `حملت مصر الجيش مسؤولية هجوم`: whether an argument is who blames by the verb or noun before an act.
    fn blames(&self, argument: &Argument, trigger: usize, blamers: &[Blamer]) -> bool {
        if self.scene.chunks[trigger].kind == Kind::Verb {
            return false;
        }
        let before = blamers.partition_point(|blamer| blamer.trigger < trigger);
        let nearest = before.checked_sub(1).map(|last| &blamers[last]);
        nearest.is_some_and(|blamer| {
            // `التحقيقات التي أجرتها الهيئة`
            let told = blamer
                .phrase
                .map_or(blamer.trigger, |at| at.max(blamer.trigger));
            let between = &self.scene.chunks[told.min(trigger - 1) + 1..trigger];
            let verb = between.iter().any(|chunk| chunk.kind == Kind::Verb);
            between.len() < TOLD && !verb && blamer.target == argument.target
        })
    }

    /// `جددت مصر إدانتها للهجوم`: whether the noun right before an act blames for it or refuses it.
    fn is_condemned(&self, trigger: usize, acts: &[(usize, Category)]) -> bool {
        let mut before = acts.iter().filter(|(other, _)| *other + 1 == trigger);
        before.any(|(other, category)| {
            let blame = matches!(category, Category::Accuse | Category::Reject);
            // `المتهم بالقتل`
            blame && self.scene.head(*other).event_noun && !self.scene.head(*other).participle()
        })
    }

    /// `حول سوريا`: whether a phrase says what is talked about.
    fn is_about(&self, top: usize) -> bool {
        self.scene.chunks[top].preposition.as_deref() == Some("حول")
    }

    /// `أطلقت سراحه بعد ساعات من احتجازه في الموصل`: whether a place stands directly after the name of an act of another
    /// kind, from which only the time is counted.
    fn is_of_earlier(
        &self,
        phrase: usize,
        (trigger, base): (usize, Category),
        acts: &[(usize, Category)],
    ) -> bool {
        let scene = self.scene;
        let top = self.top_of_name(phrase);
        let Some(act) = top.checked_sub(1).filter(|act| *act > trigger) else {
            return false;
        };
        let counted = || {
            let chunk = &scene.chunks[act];
            let before = act.checked_sub(1).map(|before| &scene.chunks[before].kind);
            match chunk.preposition.as_deref() {
                Some("time") => !chunk.before.has(Cue::SameScene),
                Some("من") => matches!(before, Some(Kind::Time(_))),
                _ => false,
            }
        };
        acts.iter()
            .any(|(other, kind)| *other == act && *kind != base)
            && counted()
    }

    /// `هزم الجيش الجماعات التي استولت على بنغازي`: whether a phrase stands in a clause that describes something which is no
    /// event, outside which the trigger stands.
    fn is_of_relative(&self, phrase: usize, trigger: usize, acts: &[(usize, Category)]) -> bool {
        let scene = self.scene;
        let verb = scene.chunks[phrase].verb;
        let Some(clause) = verb.and_then(|verb| scene.clauses.get(verb)) else {
            return false;
        };
        let opens = |edge: usize| scene.chunks[edge].kind == Kind::Edge(Edge::Relative);
        let relative = clause.opening.is_some_and(opens);
        let within = (clause.start..clause.end).contains(&phrase);
        let outside = !(clause.start..clause.end.max(phrase)).contains(&trigger);
        let described = clause.antecedent.map(|noun| self.top(noun));
        let event = described.is_none_or(|noun| {
            let mut near = acts[first_from(acts, noun)..].iter().take(NEAR);
            let acts = near.any(|(trigger, _)| self.top(*trigger) == noun);
            acts || scene.head(noun).event_noun
        });
        relative && within && outside && !event
    }

    /// The phrase that a time is.
    fn phrase_of_time(&self, argument: &Argument) -> Option<usize> {
        let ArgumentTarget::Time(time) = argument.target else {
            return None;
        };
        let words = &self.scene.words;
        let first = self.times[time as usize].tokens.start() as usize;
        let word = words.partition_point(|word| word.token < first);
        *self.scene.chunk_of.get(word)?
    }

    /// `الشاب سامي، 32 عاما، في باريس`: a length of years between two marks is the age of whom it follows.
    fn is_set_off_age(&self, argument: &Argument) -> bool {
        let ArgumentTarget::Time(time) = argument.target else {
            return false;
        };
        let time = &self.times[time as usize];
        let words = &self.scene.words;
        let first = words.partition_point(|word| word.token < time.tokens.start() as usize);
        let after = words.partition_point(|word| word.token < time.tokens.end() as usize);
        let mark = |word: usize| words[word].kind == WordKind::Punctuation;
        let years = time.value.starts_with('P') && time.value.ends_with('Y');
        // `قتل، 5 سنوات بعد الحرب،`: what a verb stands before is no age.
        let named = first
            .checked_sub(2)
            .is_some_and(|word| words[word].kind != WordKind::Verb);
        let closed = words.get(after).is_none_or(|_| mark(after));
        time.kind == TimexType::Duration && years && named && mark(first - 1) && closed
    }

    fn is_no_place(&self, argument: &Argument, phrase: usize, base: Category) -> bool {
        use Category::{Accuse, Agree, Consult, Reject, Request, Support, Threaten};
        let words = matches!(base, Accuse | Agree | Reject | Request | Threaten);
        let talk = words || matches!(base, Support | Consult);
        let top = self.top_of_name(phrase);
        // `مؤتمر بشأن لبنان`
        let about = self.is_about(top);
        // `هدد بالحرب ضد إقليم كردستان`
        let against = talk && self.scene.chunks[top].preposition.as_deref() == Some("ضد");
        // `تعهد بمحاربة الفساد في اليمن`: what is said names places of its own.
        let loose = &*argument.slot == SLOT && !self.heads_sentence(top);
        // `تباحثا بشأن تعزيز القوات في لبنان`: a state within what is talked about is no place of talks.
        let within = base == Consult && !self.is_town_phrase(top) && self.follows_topic(top);
        words && loose || talk && about || within || against
    }

    /// Whether a phrase names a town, a building or a place without a name.
    fn is_town_phrase(&self, phrase: usize) -> bool {
        let entity = self.place_entity(phrase);
        let kind = |entity: u32| self.entities[entity as usize].kind;
        entity.is_none_or(|e| self.is_town(e) || kind(e) == EntityType::Fac)
    }

    /// Whether a phrase stands in one that says what is talked about.
    fn follows_topic(&self, phrase: usize) -> bool {
        let scene = self.scene;
        let before = (phrase.saturating_sub(TOPIC)..phrase).rev();
        let mut within = before.take_while(|index| {
            let chunk = &scene.chunks[*index];
            chunk.kind == Kind::Phrase && !chunk.pronoun
        });
        within.any(|index| self.is_about(index))
    }

    /// `وفي باريس انتقد الوزير`: whether a place or time stands before the first verb.
    fn heads_sentence(&self, phrase: usize) -> bool {
        let chunks = &self.scene.chunks;
        let before = &chunks[phrase.saturating_sub(MOST)..phrase];
        let opens = |kind: &Kind| matches!(kind, Kind::Verb | Kind::Edge(Edge::Complementizer));
        phrase <= MOST && !before.iter().any(|chunk| opens(&chunk.kind))
    }

    fn is_no_time(&self, time: usize, trigger: usize) -> bool {
        self.is_when_said(time, trigger)
            || self.is_told_next(time, trigger)
            || self.counts_from(time, trigger)
            || self.is_since(time)
    }

    /// `أن المفاوضات فشلت وأن الجانبين سيجتمعان غدا`: whether a time belongs to a further clause that is told after an event.
    fn is_told_next(&self, time: usize, trigger: usize) -> bool {
        let chunks = &self.scene.chunks;
        let opens = |index: &usize| {
            let chunk = &chunks[*index];
            chunk.kind == Kind::Edge(Edge::Complementizer) && chunk.conjoined
        };
        let near = trigger < time && time - trigger <= FAR;
        let opening = (trigger + 1..time).find(|index| near && opens(index));
        opening.is_some_and(|at| chunks[at..time].iter().any(|c| c.kind == Kind::Verb))
    }

    /// `أعلن الجيش أمس أن قواته قصفت حلب`: when it was said is not when it was done.
    fn is_when_said(&self, time: usize, trigger: usize) -> bool {
        let scene = self.scene;
        let says = scene.chunks[time].verb.is_some_and(|verb| {
            let cues = scene.head(verb).cues;
            cues.any(&[Cue::Say, Cue::Announce])
        });
        let opens = |index: usize| scene.chunks[index].kind == Kind::Edge(Edge::Complementizer);
        says && time < trigger && trigger - time <= FAR && (time + 1..trigger).any(opens)
    }

    /// `بعد ثلاثة أسابيع فقط من الهجوم`: measured from another event; `بعد ساعات على الهجوم`: measured from this one.
    fn counts_from(&self, time: usize, trigger: usize) -> bool {
        let scene = self.scene;
        let bound = |index: usize, preposition: &str| {
            let next = scene.chunks.get(index);
            let phrase = next.filter(|next| next.kind == Kind::Phrase);
            phrase.is_some_and(|next| next.preposition.as_deref() == Some(preposition))
        };
        if bound(time + 1, "على") && self.top(trigger) == time + 1 {
            return true;
        }
        let from = |index: &usize| bound(*index, "من");
        let other = |index: &usize| scene.chunks[*index].kind == Kind::Other;
        let high = (time + 3).min(scene.chunks.len());
        let next = (time + 1..high).find(|index| !other(index)).filter(from);
        scene.chunks[time].preposition.as_deref() == Some("time")
            && next.is_some_and(|next| next != self.top(trigger))
    }

    /// `أول لقاء من نوعه منذ 20 عاما`: since when there was nothing like it.
    fn is_since(&self, time: usize) -> bool {
        let scene = self.scene;
        let start = scene.chunks[time].start;
        let since = (start.saturating_sub(1)..=start).any(|w| scene.words[w].cues.has(Cue::Since));
        let before = scene.words[start.saturating_sub(SINCE)..start].iter().rev();
        let mut clause = before.take_while(|word| word.kind != WordKind::Punctuation);
        since && clause.any(|word| word.cues.has(Cue::Foremost))
    }

    /// `وفي باريس انتقد الوزير الهجوم ودعا إلى الهدوء`: what stands at the head of a sentence holds for all verbs
    /// that go on with the first, as what stands before coordinated acts holds for all of them.
    pub(crate) fn share_head(&self, drafts: &mut [Draft], made: &[(usize, EntityMention)]) {
        for later in 0..drafts.len() {
            for role in [Role::Place, Role::Time] {
                if drafts[later].arguments.iter().any(|a| a.role == role) {
                    continue;
                }
                let mut found = self.head_arguments(drafts, later, role, made);
                if found.is_empty() {
                    found.extend(self.carried_far(drafts, later, role));
                }
                gain(&mut drafts[later], found, "the head of the sentence");
            }
        }
    }

    /// `ومساء السبت أقدم مسلحون يستقلون سيارة على اغتيال ضابط`: what stands before the first verb of a sentence holds for the act
    /// that it carries, however much is said of its subject.
    fn carried_far(&self, drafts: &[Draft], later: usize, role: Role) -> Option<Argument> {
        let chunks = &self.scene.chunks;
        let trigger = drafts[later].trigger;
        let first = chunks.iter().take(MOST);
        let verb = first
            .into_iter()
            .position(|chunk| chunk.kind == Kind::Verb)?;
        let carries = self
            .scene
            .head(verb)
            .cues
            .any(&[Cue::Light, Cue::LightWith]);
        // Only the first act of a sentence.
        let alone = later == 0;
        let near = trigger.chunk > verb && trigger.chunk - verb <= FAR;
        let open = |index: usize| {
            let closed = [
                Edge::Complementizer,
                Edge::ClauseStart,
                Edge::Strong,
                Edge::Colon,
            ];
            !matches!(chunks[index].kind, Kind::Edge(edge) if closed.contains(&edge))
        };
        let carried = carries
            && alone
            && near
            && trigger.form == Form::Noun
            && self.main_verb(trigger).is_none_or(|main| main == verb)
            && (0..trigger.chunk).all(open);
        let target = (0..verb).filter(|_| carried).find_map(|index| match role {
            Role::Time => self.time_at(index).map(ArgumentTarget::Time),
            _ => {
                let says = chunks[index].preposition.as_deref();
                let place = says.is_some_and(|name| self.grammar.says_where(name));
                let entity = self.place_entity(index).filter(|_| place)?;
                Some(ArgumentTarget::Entity(entity))
            }
        })?;
        let refs = match target {
            ArgumentTarget::Entity(entity) => self.entities[entity as usize].refs.clone(),
            _ => Refs::new(),
        };
        Some(Argument {
            role,
            target,
            refs,
            slot: "head".into(),
        })
    }

    fn head_arguments(
        &self,
        drafts: &[Draft],
        later: usize,
        role: Role,
        made: &[(usize, EntityMention)],
    ) -> Vec<Argument> {
        let here = drafts[later].trigger.chunk;
        let near = drafts[later.saturating_sub(MOST)..later].iter();
        // `قضت المحكمة الأربعاء بحل الجمعية ومصادرة أموالها`
        let beside = match self.scene.chunks[here].link {
            Link::Coordinate(first) => near.rev().find(|draft| draft.trigger.chunk == first),
            _ => None,
        };
        if let Some(first) = beside {
            let before = |argument: &&Argument| {
                let phrase = match role {
                    Role::Time => self.phrase_of_time(argument),
                    _ => self.phrase_of(argument, made),
                };
                argument.role == role && phrase.is_some_and(|p| p < first.trigger.chunk)
            };
            return first.arguments.iter().filter(before).cloned().collect();
        }
        let mut verb = self.main_verb(drafts[later].trigger);
        for _ in 0..VERBS {
            verb = verb.and_then(|verb| self.scene.continued(verb));
            let Some(first) = verb else { break };
            let mut near = drafts[later.saturating_sub(MOST)..later].iter().rev();
            let told = near.find(|draft| self.main_verb(draft.trigger) == Some(first));
            let arguments = told.map_or(&[][..], |draft| &draft.arguments);
            let at_head = |argument: &&Argument| {
                let phrase = match role {
                    Role::Time => self.phrase_of_time(argument),
                    _ => self.phrase_of(argument, made).map(|p| self.top_of_name(p)),
                };
                argument.role == role && phrase.is_some_and(|p| p < first && self.heads_sentence(p))
            };
            let found: Vec<Argument> = arguments.iter().filter(at_head).cloned().collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

/// The first of the acts that stands at a phrase or after it.
fn first_from(acts: &[(usize, Category)], phrase: usize) -> usize {
    acts.partition_point(|(act, _)| *act < phrase)
}
