//! Decides for one trigger whether it names an event, of which frame, and with whom.

use crate::chunks::{Chunk, Edge, Kind};
use crate::cue::Cue;
use crate::draft::{Draft, Modifier, points_back};
use crate::fillers::{Carrier, Gatherer, Trigger};
use crate::frame::{Content, Frame};
use crate::governors::Governor;
use crate::matching::{Lost, Match, choose};
use crate::participants::participants;
use crate::places::{Asked, Places};
use crate::realis::Judgement;
use crate::rules::{Form, Rules};
use rasd_core::{
    Argument, ArgumentTarget, Category, EntityMention, Number, Publication, Realis, Refs, Role,
    Tense, TimeMention, VerbForm,
};
use std::collections::BTreeSet;

/// Places of an event, at most: keeps the work linear in a list without end.
const PLACES: usize = 64;

/// Chunks back from a call to the word that brings in what is said, at most.
const SAID: usize = 24;

/// Judges the triggers of one sentence, from left to right.
pub(crate) struct Judge<'a> {
    pub rules: &'a Rules,
    pub publication: Option<&'a Publication>,
    pub times: &'a [TimeMention],
    /// Mentions made of phrases, with their chunk.
    pub made: Vec<(usize, EntityMention)>,
    /// Chunks of accepted triggers.
    pub accepted: BTreeSet<usize>,
    /// Chunks of accepted triggers whose complement holds no events of its own.
    pub dropping: Vec<usize>,
    /// Whether to say how every decision was reached.
    pub explaining: bool,
}

/// How a trigger came to its event, in words.
fn trace(
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    matched: &Match<'_>,
    lost: &[Lost<'_>],
    judgement: &Judgement,
) -> Vec<String> {
    let frame = matched.frame;
    let mut trace = vec![
        format!(
            "trigger `{}`: {} of lemma `{}`",
            gatherer.whole(trigger.word),
            trigger.form.as_str(),
            gatherer.lemma(trigger.word)
        ),
        format!("frame {} ({})", frame.id, frame.provenance),
    ];
    trace.extend(lost.iter().map(|reason| format!("not {reason}")));
    trace.push(format!("realis {}: {}", judgement.realis, judgement.reason));
    trace.extend(matched.filled.iter().map(|f| {
        let inferred = if f.weak { ", inferred" } else { "" };
        format!("{} from {}{inferred}", f.role, f.slot)
    }));
    trace
}

/// Adjectives and nationality words of a phrase.
fn modifiers(gatherer: &Gatherer<'_>, chunk: &Chunk) -> Vec<Modifier> {
    let adjectives = chunk.adjectives.iter();
    let lemmas = adjectives.filter_map(|word| gatherer.scene.words[*word].lemma);
    let nisbas = chunk.nisbas.iter();
    let refs = nisbas.flat_map(|entity| &gatherer.entities[*entity as usize].refs);
    let adjectives = lemmas.map(Modifier::Adjective);
    adjectives
        .chain(refs.copied().map(Modifier::Nisba))
        .collect()
}

impl Judge<'_> {
    /// The event a trigger names, or what speaks against every frame.
    pub fn consider(
        &mut self,
        gatherer: &Gatherer<'_>,
        trigger: Trigger,
        frames: &[u32],
    ) -> Result<Draft, Vec<String>> {
        let (matched, lost) = choose(self.rules, frames, gatherer, trigger, self.explaining);
        let Some(matched) = matched else {
            return Err(lost.iter().map(Lost::to_string).collect());
        };
        let frame = matched.frame;
        let circumstance = gatherer.is_circumstance(trigger);
        let carrier = (trigger.form != Form::Verb && !circumstance)
            .then(|| gatherer.carrier(trigger.chunk))
            .flatten();
        let mut judgement = self.judge(gatherer, trigger, frame, carrier)?;
        if frame.negated {
            judgement.affirm();
        }
        // `سنرد بقوة`: who says so has threatened.
        let threat = frame.category == Category::Threaten && frame.tense == Some(Tense::Future);
        if threat && judgement.realis == Realis::Future {
            judgement.realis = Realis::Actual;
            judgement.reason = "who says so has threatened".into();
        }
        let first_new = gatherer.entities.len() as u32;
        let mut arguments = participants(
            &matched.filled,
            gatherer,
            trigger.word,
            &mut self.made,
            first_new,
        );
        self.where_and_when(gatherer, trigger, carrier, &matched, &mut arguments);
        let judgement = match gatherer.is_ongoing(trigger.chunk) {
            true => judgement,
            false => self.by_date(frame, (gatherer, trigger), judgement, &arguments),
        };
        let held = self.held(gatherer, trigger, &judgement, &arguments);
        self.accepted.insert(trigger.chunk);
        if frame.content == Content::Drop {
            self.dropping.push(trigger.chunk);
        }
        let scene = gatherer.scene;
        let word = &scene.words[trigger.word];
        let noun = trigger.form != Form::Verb;
        let genitive = scene.groups.genitive(trigger.chunk);
        let chunk = &scene.chunks[trigger.chunk];
        let mut adjectives = chunk.adjectives.iter();
        let plural = noun.then_some(word.features.number == Some(Number::Plural));
        let alone = chunk.adjectives.is_empty() && chunk.nisbas.is_empty() && genitive.is_none();
        let pointed = word.definite() || chunk.before.has(Cue::Demonstrative);
        let trace = if self.explaining {
            trace(gatherer, trigger, &matched, &lost, &judgement)
        } else {
            Vec::new()
        };
        Ok(Draft {
            frame: matched.number,
            trigger,
            lemma: word.lemma,
            modifiers: modifiers(gatherer, chunk),
            bare: noun && alone && pointed,
            span: gatherer.stem_span(trigger.word),
            token: word.token as u32,
            sentence: 0,
            paragraph: 0,
            base: frame.category,
            anaphoric: points_back(gatherer, trigger, frame),
            owned: noun && word.has_pronoun(),
            indefinite: noun && !word.definite() && !word.has_pronoun() && genitive.is_none(),
            plural,
            another: adjectives.any(|w| scene.words[*w].cues.has(Cue::Another)),
            held,
            judgement,
            arguments,
            trace,
        })
    }

    fn judge(
        &self,
        gatherer: &Gatherer<'_>,
        trigger: Trigger,
        frame: &Frame,
        carrier: Option<Carrier>,
    ) -> Result<Judgement, Vec<String>> {
        let attribute = gatherer.is_attribute(trigger);
        let governors = match trigger.form {
            Form::Verb => Vec::new(),
            _ if gatherer.is_circumstance(trigger) || attribute => Vec::new(),
            _ => gatherer.governors(trigger.chunk),
        };
        let mut judgement = match trigger.form {
            Form::Verb => gatherer.judge_verb(trigger.chunk),
            _ if attribute => Judgement::fact(Tense::None),
            _ => gatherer.judge_noun(trigger.chunk, frame, carrier, &governors),
        };
        let certain = judgement.realis == Realis::Actual
            && (frame.presupposed || gatherer.told_in_past(trigger.chunk));
        let violence = frame.category == Category::Assault;
        if !certain
            && let Some(owner) = self.content_of(gatherer, trigger, carrier, (&governors, violence))
        {
            return Err(vec![format!(
                "it is the content of `{owner}`, no event of its own"
            )]);
        }
        if judgement.realis == Realis::Actual
            && let Some(realis) = frame.realis
        {
            judgement.realis = realis;
            judgement.reason = "the word itself says so".into();
        }
        Ok(judgement)
    }

    /// The event word whose content this one is (`اتفقا على تبادل الزيارات`).
    fn content_of(
        &self,
        gatherer: &Gatherer<'_>,
        trigger: Trigger,
        carrier: Option<Carrier>,
        (governors, violence): (&[Governor], bool),
    ) -> Option<String> {
        let scene = gatherer.scene;
        let chunk = trigger.chunk;
        let named = scene.groups.genitive(chunk).is_some() || scene.head(chunk).has_pronoun();
        for governor in governors {
            // `دعا إلى الإضراب احتجاجا على امتناع الشركات`: what it answers is no part of the call.
            let why = scene.head(governor.chunk).cues.has(Cue::Reason) && !governor.verb;
            // `طالب بتسليم المتهمين باغتيال الوزير`: nor is the deed that somebody is to answer for.
            let deed = violence
                && !governor.verb
                && (gatherer.is_charge(governor) || named && governor.cues.has(Cue::Affair));
            if why || deed || gatherer.is_taken_decision(governor) {
                return None;
            }
            // `لا يمانع في إيفاد أطباء`
            let takes_fi = || scene.head(governor.chunk).cues.has(Cue::TakesFi);
            let complement = governor
                .preposition
                .as_deref()
                .is_none_or(|p| self.rules.grammar.holds_content(p) || p == "في" && takes_fi());
            // `سنواصل دعمهم` promises once.
            let carries = carrier.is_some_and(|c| c.verb == governor.chunk && c.cue != Cue::Phase);
            if complement && !carries && self.dropping.contains(&governor.chunk) {
                return Some(gatherer.whole(scene.chunks[governor.chunk].head));
            }
        }
        let invited = gatherer.invitation(trigger.chunk);
        if let Some(owner) = invited.filter(|owner| self.dropping.contains(owner)) {
            return Some(gatherer.whole(scene.chunks[owner].head));
        }
        // A verb directly after أن; a perfect tells what has happened (`رفض الطلب كما رفض الشروط`).
        let opening = scene.clauses.get(trigger.chunk)?.opening?;
        let subordinate = scene.chunks[opening].kind == Kind::Edge(Edge::Complementizer);
        let perfect = scene.words[trigger.word].features.verb_form == Some(VerbForm::Perfect);
        if opening + 1 != trigger.chunk || !subordinate || perfect {
            return None;
        }
        let low = opening.saturating_sub(4);
        let above = (low..opening).rev().find(|c| self.dropping.contains(c))?;
        // `قال إن بلاده ملتزمة بالاتفاق وإنها تدين الهجمات`: a second thing that is said.
        let that = |chunk: &Chunk| chunk.kind == Kind::Edge(Edge::Complementizer);
        let second = scene.chunks[opening].conjoined;
        if second
            && scene.chunks[above.saturating_sub(SAID)..above]
                .iter()
                .any(that)
        {
            return None;
        }
        Some(gatherer.whole(scene.chunks[above].head))
    }

    fn where_and_when(
        &mut self,
        gatherer: &Gatherer<'_>,
        trigger: Trigger,
        carrier: Option<Carrier>,
        matched: &Match<'_>,
        arguments: &mut Vec<Argument>,
    ) {
        let frame = matched.frame;
        let speech = matches!(
            frame.category,
            Category::Accuse
                | Category::Support
                | Category::Request
                | Category::Reject
                | Category::Threaten
                | Category::Agree
        );
        let material = !speech && frame.category != Category::Consult;
        let filled = matched.filled.iter().filter(|_| material);
        let mut participants: Vec<usize> = filled.filter_map(|f| f.party.chunk).collect();
        let clause = gatherer.scene.clauses.get(trigger.chunk);
        if let Some(clause) = clause.filter(|_| material) {
            participants.extend(&clause.objects);
        }
        let is_trigger = |chunk: usize| self.accepted.contains(&chunk);
        let mut asked = Asked {
            trigger,
            carrier,
            speech,
            past: matches!(
                frame.category,
                Category::Consult | Category::Elect | Category::Assault | Category::Protest
            ),
            told: speech && trigger.form == Form::Verb,
            participants: &participants,
            is_trigger: &is_trigger,
        };
        let placed = |a: &Argument| a.role == Role::Place && !a.refs.is_empty();
        let places = if arguments.iter().any(placed) {
            Places::default()
        } else {
            gatherer.places(&asked)
        };
        asked.told &= frame.category != Category::Support;
        let time = gatherer.time(&asked);
        let force = matches!(
            frame.category,
            Category::Assault | Category::Protest | Category::Mobilize
        );
        // `استقبله في مقر الرئاسة`: people meet in a house, but `في منطقة جبلية` tells little of a meeting.
        let house = |chunk: usize| {
            let scene = gatherer.scene;
            let kind = scene.head(chunk).cues.has(Cue::KindWord);
            // `في مقر إقامته`, `في قصر سموه`
            let last = scene.groups.chain_end(chunk);
            let next = scene.words.get(scene.chunks[last].end);
            let own = scene.head(last).has_pronoun() || next.is_some_and(|word| word.has_pronoun());
            frame.category == Category::Consult && !kind && !own
        };
        let unnamed = |chunk: usize| force || house(chunk);
        self.place(gatherer, places, unnamed, arguments);
        if let Some(time) = time {
            arguments.push(Argument {
                role: Role::Time,
                target: ArgumentTarget::Time(time),
                refs: Refs::new(),
                slot: "time".into(),
            });
        }
        arguments.sort_by_key(|a| a.role);
    }

    /// Adds the places that have names, else the first one without if that is `enough`.
    fn place(
        &mut self,
        gatherer: &Gatherer<'_>,
        places: Places,
        enough: impl Fn(usize) -> bool,
        arguments: &mut Vec<Argument>,
    ) {
        let told = arguments.iter().any(|a| a.role == Role::Place);
        let unnamed = places
            .unnamed
            .filter(|(chunk, _)| enough(*chunk) && !told && places.named.is_empty());
        if let Some((chunk, slot)) = unnamed {
            self.unnamed_place(gatherer, chunk, &slot, arguments);
        }
        let known = gatherer.entities.len();
        for (entity, slot) in places.named.into_iter().take(PLACES) {
            let own = gatherer.entities[entity as usize].span;
            // `الحزب الحاكم في تركيا`: what tells who acts is not where he does.
            let taken = arguments.iter().any(|a| match a.target {
                ArgumentTarget::Entity(target) => {
                    let made = (target as usize).checked_sub(known);
                    let of = made.and_then(|made| self.made.get(made));
                    let within = of.is_some_and(|(_, mention)| {
                        mention.span.start() < own.start() && own.end() <= mention.span.end()
                    });
                    target == entity || within && a.role == Role::Actor
                }
                _ => false,
            });
            if !taken {
                arguments.push(Argument {
                    role: Role::Place,
                    target: ArgumentTarget::Entity(entity),
                    refs: gatherer.entities[entity as usize].refs.clone(),
                    slot: slot.as_str().into(),
                });
            }
        }
    }

    /// Adds a place told by a common noun, for which a mention is made.
    fn unnamed_place(
        &mut self,
        gatherer: &Gatherer<'_>,
        chunk: usize,
        slot: &str,
        arguments: &mut Vec<Argument>,
    ) {
        let mut mention = gatherer.nominal(chunk);
        mention.human = false;
        let known = self.made.iter().position(|(_, m)| m.span == mention.span);
        let at = known.unwrap_or_else(|| {
            self.made.push((chunk, mention));
            self.made.len() - 1
        });
        let target = ArgumentTarget::Entity((gatherer.entities.len() + at) as u32);
        if !arguments.iter().any(|a| a.target == target) {
            arguments.push(Argument {
                role: Role::Place,
                target,
                refs: Refs::new(),
                slot: slot.into(),
            });
        }
    }

    /// Whether an event is told in a way that only what has taken place is: by a verb in the past, as the scene of
    /// one, on a day gone by.
    fn held(
        &self,
        gatherer: &Gatherer<'_>,
        trigger: Trigger,
        judgement: &Judgement,
        arguments: &[Argument],
    ) -> bool {
        let today = self.publication.map(|publication| publication.date.date());
        let gone = |argument: &Argument| match argument.target {
            ArgumentTarget::Time(time) => self.times[time as usize]
                .interval
                .zip(today)
                .is_some_and(|(interval, today)| interval.to.date() <= today),
            _ => false,
        };
        judgement.realis == Realis::Actual
            && (judgement.tense == Tense::Past
                || gatherer.is_past_scene(trigger.chunk)
                || arguments.iter().any(gone))
    }

    /// A present-tense meeting or act on a day still to come is a plan.
    fn by_date(
        &self,
        frame: &Frame,
        (gatherer, trigger): (&Gatherer<'_>, Trigger),
        judgement: Judgement,
        arguments: &[Argument],
    ) -> Judgement {
        let dated = matches!(
            frame.category,
            Category::Consult | Category::Elect | Category::Protest | Category::Agree
        );
        // `يستقيل الوزير غدا`; what is asked or blamed today is mostly about that day.
        let done = !matches!(
            frame.category,
            Category::Request
                | Category::Accuse
                | Category::Reject
                | Category::Threaten
                | Category::Assault
        );
        let told = trigger.form == Form::Verb && judgement.tense == Tense::Present && done;
        let plans =
            judgement.realis == Realis::Actual && judgement.tense != Tense::Past && (dated || told);
        let Some(publication) = self.publication.filter(|_| plans) else {
            return judgement;
        };
        let today = publication.date.date();
        // `يلتقيه اليوم`; who arrives today (`يصل اليوم إلى موسكو`) is on his way.
        let arrives = gatherer.scene.words[trigger.word].cues.has(Cue::Arriving);
        let later_today = trigger.form == Form::Verb && !arrives && dated;
        let to_come = arguments.iter().any(|argument| match argument.target {
            ArgumentTarget::Time(time) => {
                self.times[time as usize].interval.is_some_and(|interval| {
                    let day = interval.from.date();
                    day > today || (day == today && later_today)
                })
            }
            _ => false,
        });
        if !to_come {
            return judgement;
        }
        Judgement {
            realis: Realis::Future,
            reason: "its time is still to come".into(),
            ..judgement
        }
    }
}
