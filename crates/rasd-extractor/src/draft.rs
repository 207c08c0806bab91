//! Events of a document while they are being put together.

use crate::chunks::Kind;
use crate::cue::Cue;
use crate::fillers::{Carrier, Gatherer, Trigger};
use crate::frame::Frame;
use crate::grammar::Grammar;
use crate::matching::Filled;
use crate::realis::Judgement;
use crate::rules::Form;
use crate::words::WordKind;
use rasd_core::{
    Argument, ArgumentTarget, ByteSpan, Category, EntityMention, EntityType, Gender, Number,
    Realis, TokenSpan,
};

/// An event before clustering, with what later steps need.
pub(crate) struct Draft {
    pub frame: usize,
    pub trigger: Trigger,
    /// Byte range of the trigger without clitics.
    pub span: ByteSpan,
    pub token: u32,
    pub sentence: u32,
    pub paragraph: u32,
    /// Category of the frame, before the collapse rules.
    pub base: Category,
    pub judgement: Judgement,
    pub arguments: Vec<Argument>,
    /// Whether it is a noun with article, demonstrative or pronoun: it can point back.
    pub anaphoric: bool,
    pub trace: Vec<String>,
}

/// Chunks looked at to either side for places and times.
const REACH: usize = 60;

/// Category after PLOVER's rules for intentions.
pub(crate) fn collapse(category: Category, realis: Realis) -> Category {
    if realis != Realis::Future {
        return category;
    }
    match category {
        Category::Consult | Category::Support | Category::Cooperate | Category::Aid => {
            Category::Agree
        }
        Category::Retreat => Category::Concede,
        other => other,
    }
}

impl Gatherer<'_> {
    /// First and last chunk of the stretch where place and time of a trigger may stand.
    fn stretch(&self, trigger: Trigger, carrier: Option<Carrier>) -> (usize, usize) {
        let scene = self.scene;
        let verb = match (trigger.form, carrier) {
            (Form::Verb, _) => Some(trigger.chunk),
            (_, Some(carrier)) => Some(carrier.verb),
            _ => None,
        };
        if let Some(clause) = verb.and_then(|v| scene.clauses.get(v)) {
            let start = clause.start.min(trigger.chunk);
            let end = clause.end.max(trigger.chunk + 1);
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
        (trigger.chunk, end)
    }

    /// Places of an event: phrases after في and the like that hang on no other thing.
    pub fn places(
        &self,
        trigger: Trigger,
        carrier: Option<Carrier>,
        grammar: &Grammar,
        is_trigger: &dyn Fn(usize) -> bool,
    ) -> Vec<(u32, String)> {
        let scene = self.scene;
        let (start, end) = self.stretch(trigger, carrier);
        let mut places = Vec::new();
        for index in start..end {
            let chunk = &scene.chunks[index];
            let Some(preposition) = &chunk.preposition else {
                continue;
            };
            if chunk.kind != Kind::Phrase || !grammar.says_where(preposition) {
                continue;
            }
            if self.hangs_on_a_thing(index, trigger, is_trigger) {
                continue;
            }
            for member in scene.groups.coordination(index) {
                if let Some(entity) = self.place_entity(member) {
                    places.push((entity, format!("with:{preposition}")));
                }
            }
        }
        places
    }

    /// Whether a prepositional phrase follows a noun that is neither participant nor event.
    fn hangs_on_a_thing(
        &self,
        index: usize,
        trigger: Trigger,
        is_trigger: &dyn Fn(usize) -> bool,
    ) -> bool {
        let scene = self.scene;
        let Some(previous) = index.checked_sub(1) else {
            return false;
        };
        let before = &scene.chunks[previous];
        if before.kind != Kind::Phrase || previous == trigger.chunk {
            return false;
        }
        if before.end != scene.chunks[index].start && scene.words[before.end].preposition.is_none()
        {
            return false;
        }
        before.entity.is_none()
            && !before.human
            && !before.pronoun
            && !is_trigger(previous)
            && !scene.head(previous).cues.any(&[Cue::KindWord, Cue::Target])
    }

    /// The place a phrase names: its own mention, or that of its apposition or genitive.
    fn place_entity(&self, chunk: usize) -> Option<u32> {
        let scene = self.scene;
        let best = scene.groups.best_name(chunk, &scene.chunks, self.entities);
        let direct = scene.chunks[best].entity;
        let genitive = || {
            let plain =
                scene.chunks[chunk].entity.is_none() && scene.head(chunk).cues.has(Cue::KindWord);
            let genitive = scene.groups.genitive(chunk).filter(|_| plain)?;
            scene.chunks[genitive].entity
        };
        direct.or_else(genitive).filter(|e| {
            matches!(
                self.entities[*e as usize].kind,
                EntityType::Gpe | EntityType::Loc | EntityType::Fac
            )
        })
    }

    /// Time of an event: the nearest time expression of its clause, those after it first.
    pub fn time(&self, trigger: Trigger, carrier: Option<Carrier>) -> Option<u32> {
        let scene = self.scene;
        let (start, end) = self.stretch(trigger, carrier);
        let time = |index: usize| match scene.chunks[index].kind {
            // `بعد أيام من بدء المحادثات` is measured from another event.
            Kind::Time(_) if self.measured_from(index) => None,
            Kind::Time(time) => Some(time),
            _ => None,
        };
        let after = (trigger.chunk + 1..end).find_map(time);
        let near = after.or_else(|| (start..trigger.chunk).rev().find_map(time));
        // The time of the verb is that of its object (`وسعت واشنطن الاثنين عقوباتها`).
        near.or_else(|| {
            let here = &scene.chunks[self.top(trigger.chunk)];
            let verb = here
                .verb
                .filter(|_| here.bare() && trigger.form == Form::Noun)?;
            (verb..trigger.chunk).find_map(time)
        })
    }

    fn measured_from(&self, time: usize) -> bool {
        let scene = self.scene;
        scene.chunks[time].preposition.as_deref() == Some("time")
            && scene.chunks.get(time + 1).is_some_and(|next| {
                next.kind == Kind::Phrase && next.preposition.as_deref() == Some("من")
            })
    }

    /// Whether a phrase without mention denotes people, or things that are attacked.
    pub fn participant(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let mut at = Some(chunk);
        for _ in 0..4 {
            let Some(index) = at else { return false };
            let word = scene.head(index);
            if word.cues.any(&[
                Cue::Person,
                Cue::Target,
                Cue::Dead,
                Cue::Injured,
                Cue::Arrested,
            ]) {
                return true;
            }
            let counts =
                word.kind == WordKind::Number || word.cues.any(&[Cue::Quantity, Cue::Transparent]);
            if !counts {
                return false;
            }
            at = scene
                .groups
                .genitive(index)
                .or_else(|| self.partitive(index));
            if at.is_none() {
                return word.cues.has(Cue::Quantity);
            }
        }
        false
    }

    /// `من` with its complement directly after a number or quantity.
    fn partitive(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let next = chunk + 1;
        let phrase = scene.chunks.get(next)?;
        let from = phrase.kind == Kind::Phrase && phrase.preposition.as_deref() == Some("من");
        (from && phrase.start == scene.chunks[chunk].end + 1).then_some(next)
    }

    /// Makes a mention of a phrase that the gazetteer does not know.
    pub fn nominal(&self, chunk: usize) -> EntityMention {
        let scene = self.scene;
        let word = scene.head(chunk);
        let first = scene.chunks[chunk].start;
        let last = self.nominal_end(chunk);
        EntityMention {
            span: self.stem_span(first).cover(self.stem_span(last)),
            tokens: TokenSpan::new(
                scene.words[first].token as u32,
                scene.words[last].token as u32 + 1,
            ),
            kind: EntityType::Nom,
            refs: Vec::new(),
            number: word.features.number.unwrap_or(Number::Singular),
            gender: word.features.gender.or(Some(Gender::Masculine)),
            human: true,
            office: None,
            provenance: None,
            reason: "a noun phrase that fills an argument".into(),
        }
    }

    /// The gazetteer's mention of a nominal with the complements it leaves out (`ضباط من الجيش`);
    /// `None` where it is whole.
    pub fn wider_nominal(&self, entity: u32, chunk: usize) -> Option<EntityMention> {
        let mention = &self.entities[entity as usize];
        if mention.kind != EntityType::Nom {
            return None;
        }
        let last = self.nominal_end(chunk);
        let end = self.scene.words[last].token as u32 + 1;
        if end <= mention.tokens.end() {
            return None;
        }
        Some(EntityMention {
            span: mention.span.cover(self.stem_span(last)),
            tokens: TokenSpan::new(mention.tokens.start(), end),
            ..mention.clone()
        })
    }

    /// Last word of a nominal: its genitives and adjectives, what it is counted from with من, and
    /// the complement of an indefinite one (`مركزا لتدريب القوات`, `ممثلون عن الجيش`).
    fn nominal_end(&self, chunk: usize) -> usize {
        let scene = self.scene;
        let mut end = scene.groups.chain_end(chunk);
        let head = scene.head(chunk);
        for _ in 0..2 {
            let Some(next) = scene.chunks.get(end + 1) else {
                break;
            };
            let touching = next.kind == Kind::Phrase
                && !next.pronoun
                && next.start <= scene.chunks[end].end + 1;
            let counted = head.kind == WordKind::Number || head.cues.has(Cue::Quantity);
            let complement = match next.preposition.as_deref() {
                Some("من") => true,
                Some("عن" | "ل") => !head.definite() && !counted,
                _ => false,
            };
            if !touching || !complement {
                break;
            }
            end = scene.groups.chain_end(end + 1);
        }
        scene.chunks[end].end - 1
    }

    /// Source bytes of a word without its clitics.
    pub fn stem_span(&self, word: usize) -> ByteSpan {
        let word = &self.scene.words[word];
        let token = &self.layer.tokens[word.token];
        self.layer
            .readings(word.token)
            .get(word.reading as usize)
            .and_then(|reading| {
                self.layer
                    .segments_of(reading)
                    .get(reading.stem as usize)
                    .map(|segment| segment.span)
            })
            .unwrap_or(token.span)
    }
}

/// Arguments of participants; phrases without mention become mentions where they denote people.
pub(crate) fn participants(
    filled: &[Filled],
    gatherer: &Gatherer<'_>,
    made: &mut Vec<(usize, EntityMention)>,
    first_new: u32,
) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for item in filled {
        let nominal = item
            .party
            .entity
            .and_then(|e| gatherer.wider_nominal(e, item.party.chunk?));
        let target = match (item.party.entity, item.party.phrase) {
            (Some(_), _) if nominal.is_some() => {
                let chunk = item.party.chunk.unwrap_or_default();
                let known = made.iter().position(|(c, _)| *c == chunk);
                let at = known.unwrap_or_else(|| {
                    made.extend(nominal.map(|mention| (chunk, mention)));
                    made.len() - 1
                });
                ArgumentTarget::Entity(first_new + at as u32)
            }
            (Some(entity), _) => ArgumentTarget::Entity(entity),
            (None, Some(phrase)) if gatherer.participant(phrase) => {
                let known = made.iter().position(|(chunk, _)| *chunk == phrase);
                let at = known.unwrap_or_else(|| {
                    made.push((phrase, gatherer.nominal(phrase)));
                    made.len() - 1
                });
                ArgumentTarget::Entity(first_new + at as u32)
            }
            (None, Some(_)) => continue,
            (None, None) if !item.party.refs.is_empty() => ArgumentTarget::Implicit,
            (None, None) => continue,
        };
        let repeated = arguments
            .iter()
            .any(|a| a.role == item.role && a.target == target && a.refs == item.party.refs);
        if repeated {
            continue;
        }
        // Participants that one pronoun or verb form stands for are one argument.
        let same = arguments.iter_mut().find(|a| {
            target == ArgumentTarget::Implicit
                && a.target == target
                && a.role == item.role
                && *a.slot == *item.slot
        });
        if let Some(same) = same {
            same.refs.extend(item.party.refs.iter().copied());
            continue;
        }
        arguments.push(Argument {
            role: item.role,
            target,
            refs: item.party.refs.clone(),
            slot: item.slot.as_str().into(),
        });
    }
    arguments
}

/// Whether a frame's trigger can point back to an event told before.
pub(crate) fn points_back(gatherer: &Gatherer<'_>, trigger: Trigger, frame: &Frame) -> bool {
    let scene = gatherer.scene;
    let word = &scene.words[trigger.word];
    let demonstrative = scene.chunks[trigger.chunk].before.has(Cue::Demonstrative);
    trigger.form != Form::Verb
        && !frame.nouns.is_empty()
        && (word.definite() || word.has_pronoun() || demonstrative)
}
