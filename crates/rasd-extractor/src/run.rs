//! Goes through a document sentence by sentence and collects its events.

use crate::doubled::undouble;
use crate::draft::{Draft, collapse};
use crate::enrich;
use crate::extract::{Input, Rejection};
use crate::fillers::{Gatherer, Trigger};
use crate::judge::Judge;
use crate::known::Known;
use crate::naming::name;
use crate::report::decide;
use crate::rules::{Form, Rules};
use crate::scene::{Memory, Scene};
use crate::share::{charged, share};
use crate::topics::Topics;
use crate::weighing::{self, CandidateRow, weigh};
use crate::word::{Word, WordKind};
use crate::words::{CLOSE, Reader};
use rasd_core::{
    Affixes, Casualties, Category, Context, EntityMention, EntityType, EventMention, Number, Pos,
    RegionKind, Report, Sentence, TimeMention, TokenLayer, VerbForm,
};
use smallvec::SmallVec;
use std::collections::BTreeSet;

/// Sentences without a trigger that are still read before one with a trigger, so that its
/// pronouns find their nouns.
const LOOK_BACK: usize = 2;

/// Frames of a trigger word, in order of preference.
type Frames = SmallVec<[u32; 8]>;

/// The state of an extraction.
pub(crate) struct Run<'a, 'r> {
    rules: &'r Rules,
    pub input: Input<'a>,
    /// Entity mentions there were before nominals were added.
    given: usize,
    covers: Vec<Option<u32>>,
    time_covers: Vec<Option<u32>>,
    memory: Memory,
    known: &'r mut Known,
    topics: Topics,
    /// Whether to say how every decision was reached.
    explaining: bool,
    /// Rows of the candidates, where they are asked for instead of weighed.
    pub rows: Option<Vec<CandidateRow>>,
    pub drafts: Vec<Draft>,
    pub events: Vec<EventMention>,
    pub rejections: Vec<Rejection>,
}

impl<'a, 'r> Run<'a, 'r> {
    pub fn new(rules: &'r Rules, input: Input<'a>, known: &'r mut Known, explaining: bool) -> Self {
        known.open(input.layer);
        Run {
            rules,
            given: input.entities.len(),
            covers: covers(rules, input.layer, input.entities),
            time_covers: time_covers(input.layer, input.times),
            topics: Topics::new(rules, input.layer, known),
            input,
            memory: Memory::default(),
            known,
            explaining,
            rows: None,
            drafts: Vec::new(),
            events: Vec::new(),
            rejections: Vec::new(),
        }
    }

    /// Reads the document sentence by sentence.
    pub fn document(&mut self) {
        let layer = self.input.layer;
        let mut unread = Vec::new();
        for (number, sentence) in layer.sentences.iter().enumerate() {
            let boilerplate = self
                .input
                .regions
                .get(sentence.region as usize)
                .is_some_and(|r| r.kind == RegionKind::Boilerplate);
            if boilerplate {
                continue;
            }
            if !sentence.tokens.range().any(|token| self.can_trigger(token)) {
                unread.push(sentence);
                continue;
            }
            let skip = unread.len().saturating_sub(LOOK_BACK);
            for earlier in unread.drain(..).skip(skip) {
                let scene = self.scene(earlier);
                self.memory.keep(scene);
            }
            self.sentence(number as u32, sentence);
        }
    }

    fn can_trigger(&mut self, token: usize) -> bool {
        let (layer, rules) = (self.input.layer, self.rules);
        let tokenizer = self.input.tokenizer;
        let named = || {
            layer.readings(token).iter().any(|reading| {
                reading
                    .stem_segment()
                    .is_some_and(|stem| rules.by_stem(tokenizer, layer, stem).next().is_some())
            })
        };
        self.known.triggers.get(layer.word_number(token), named)
    }

    fn scene(&mut self, sentence: &Sentence) -> Scene {
        let mut reader = Reader {
            grammar: &self.rules.grammar,
            rules: self.rules,
            tokenizer: self.input.tokenizer,
            layer: self.input.layer,
            text: &self.input.document.text,
            entities: self.input.entities,
            covers: &self.covers,
            times: self.input.times,
            time_covers: &self.time_covers,
            known: self.known,
        };
        let words = reader.words(sentence);
        Scene::new(
            words,
            self.input.entities,
            self.input.layer,
            &self.input.document.text,
            &self.memory,
            &self.rules.grammar.vocabulary,
        )
    }

    fn sentence(&mut self, number: u32, sentence: &Sentence) {
        let scene = self.scene(sentence);
        let triggers = self.triggers(&scene);
        let first = self.drafts.len();
        let mut judge = Judge {
            rules: self.rules,
            publication: self.input.publication,
            times: self.input.times,
            made: Vec::new(),
            accepted: BTreeSet::new(),
            dropping: Vec::new(),
            explaining: self.explaining,
        };
        let gatherer = gather_with(&self.input, self.rules, &self.memory, &self.topics, &scene);
        let mut named = None;
        for (trigger, frames) in &triggers {
            // A word that names an event as a noun is not asked again as a participle.
            if named == Some(trigger.word) {
                continue;
            }
            match judge.consider(&gatherer, *trigger, frames) {
                Ok(mut draft) => {
                    named = Some(trigger.word);
                    draft.sentence = number;
                    draft.paragraph = sentence.paragraph;
                    self.drafts.push(draft);
                }
                Err(_) if !self.explaining => {}
                Err(reasons) => {
                    let token = scene.words[trigger.word].token;
                    self.rejections.push(Rejection {
                        token: token as u32,
                        sentence: number,
                        span: self.input.layer.tokens[token].span,
                        frames: frames
                            .iter()
                            .map(|f| self.rules.frames[*f as usize].id.clone())
                            .collect(),
                        reasons,
                    });
                }
            }
        }
        if self.drafts.len() == first {
            self.memory.keep(scene);
            return;
        }
        undouble(&mut self.drafts, first, &scene);
        gatherer.tidy_places(&mut self.drafts[first..], &judge.made);
        share(&mut self.drafts[first..], &scene, self.rules);
        charged(&mut self.drafts[first..], &scene);
        gatherer.arrive(&mut self.drafts[first..]);
        gatherer.settle(&mut self.drafts[first..]);
        let given = &self.input.entities[..self.given];
        for draft in &mut self.drafts[first..] {
            name(draft, given, sentence.tokens);
        }
        let grammar = &self.rules.grammar;
        let mut made = judge.made;
        let drafts = &mut self.drafts[first..];
        match &mut self.rows {
            Some(rows) => rows.extend(weighing::rows(drafts, &gatherer, &made)),
            None => {
                let weights = &grammar.attachment;
                weigh(drafts, &gatherer, &mut made, weights, self.explaining);
                gatherer.tidy_places(drafts, &made);
                gatherer.bar(drafts, &made);
                gatherer.share_head(drafts, &made);
                gatherer.meet_in(drafts);
                gatherer.go_on_there(drafts);
                gatherer.go_on_doing(drafts);
            }
        }
        let contexts = enrich::contexts(&scene.words, grammar);
        let finished: Vec<EventMention> = self.drafts[first..]
            .iter()
            .map(|draft| finish(draft, &gatherer, self.rules, &contexts))
            .collect();
        self.events.extend(finished);
        self.input
            .entities
            .extend(made.into_iter().map(|(_, mention)| mention));
        for (draft, event) in self.drafts[first..].iter().zip(&mut self.events[first..]) {
            let frame = &self.rules.frames[draft.frame];
            event.casualties =
                enrich::casualties(draft, frame, self.input.entities, self.input.layer, grammar);
        }
        let gatherer = gather_with(&self.input, self.rules, &self.memory, &self.topics, &scene);
        decide(
            &grammar.report,
            &self.drafts[first..],
            &mut self.events[first..],
            &gatherer,
            sentence.span.text(&self.input.document.text),
            self.input.times,
            self.explaining,
        );
        self.memory.keep(scene);
    }

    /// Words that frames name, with their frames in order of preference; a word that may be noun or
    /// participle comes once for each.
    fn triggers(&mut self, scene: &Scene) -> Vec<(Trigger, Frames)> {
        let mut found = Vec::new();
        for (index, word) in scene.words.iter().enumerate() {
            let Some(chunk) = scene.chunk_of[index] else {
                continue;
            };
            if word.time.is_some() || !self.may_stand_in(word) || !self.can_trigger(word.token) {
                continue;
            }
            for form in [Form::Verb, Form::Noun, Form::Participle] {
                if !stands_as(scene, word, index, chunk, form) {
                    continue;
                }
                let frames = self.frames_of(word, form);
                if !frames.is_empty() {
                    let trigger = Trigger {
                        word: index,
                        chunk,
                        form,
                    };
                    found.push((trigger, frames));
                }
            }
        }
        found
    }

    /// Words inside names and titles name no events.
    fn may_stand_in(&self, word: &Word) -> bool {
        word.entity
            .is_none_or(|entity| self.input.entities[entity as usize].kind == EntityType::Nom)
    }

    fn frames_of(&self, word: &Word, form: Form) -> Frames {
        let layer = self.input.layer;
        let mut frames = Frames::new();
        let chosen = layer.readings(word.token).get(word.reading as usize);
        for reading in layer.readings(word.token) {
            let close = chosen.is_some_and(|chosen| {
                reading.affixes == chosen.affixes
                    && (form != Form::Verb || reading.cost <= chosen.cost.saturating_add(CLOSE / 3))
            });
            if !close {
                continue;
            }
            let Some(stem) = reading.stem_segment() else {
                continue;
            };
            if form == Form::Verb && stem.morph.pos != Pos::Verb
                || form != Form::Verb && stem.morph.pos == Pos::Verb
            {
                continue;
            }
            let entries = self.rules.by_stem(self.input.tokenizer, layer, stem);
            for entry in entries.filter(|e| e.form == form) {
                if !frames.contains(&entry.frame) {
                    frames.push(entry.frame);
                }
            }
        }
        frames.sort_by_key(|f| std::cmp::Reverse(self.rules.frames[*f as usize].priority));
        frames
    }
}

/// The event a draft becomes, before clustering.
fn finish(
    draft: &Draft,
    gatherer: &Gatherer<'_>,
    rules: &Rules,
    contexts: &[(Context, Vec<Category>)],
) -> EventMention {
    let frame = &rules.frames[draft.frame];
    let category = collapse(draft.base, draft.judgement.realis);
    let mut modes = enrich::modes(gatherer, &rules.grammar, draft, frame);
    modes.retain(|mode| category.allows(*mode));
    modes.sort();
    let mut all = frame.contexts.clone();
    let allowed = contexts
        .iter()
        .filter(|(_, limits)| limits.is_empty() || limits.contains(&category));
    all.extend(allowed.map(|(context, _)| *context));
    all.sort();
    all.dedup();
    let denied = draft.judgement.negated;
    let attribution = enrich::attribution(gatherer, gatherer.layer, draft.trigger.chunk, denied);
    let mut trace = draft.trace.clone();
    if category != draft.base {
        trace.push(format!("{} told as a plan is {category}", draft.base));
    }
    EventMention {
        trigger: draft.span,
        token: draft.token,
        sentence: draft.sentence,
        category,
        modes,
        contexts: all,
        realis: draft.judgement.realis,
        negated: draft.judgement.negated,
        tense: draft.judgement.tense,
        cluster: 0,
        arguments: draft.arguments.clone(),
        attribution,
        casualties: Casualties::default(),
        report: Report::default(),
        frame: frame.id.clone(),
        provenance: Some(frame.provenance.clone()),
        trace,
    }
}

fn stands_as(scene: &Scene, word: &Word, index: usize, chunk: usize, form: Form) -> bool {
    match form {
        Form::Verb => {
            word.kind == WordKind::Verb && word.features.verb_form != Some(VerbForm::Imperative)
        }
        Form::Noun => {
            matches!(word.kind, WordKind::Noun | WordKind::Adjective)
                && scene.chunks[chunk].head == index
        }
        Form::Participle => {
            // As a noun of its own (`مؤيدوها`) a participle names people, not what they do.
            let names_people =
                scene.chunks[chunk].head == index && (word.definite() || word.has_pronoun());
            matches!(word.kind, WordKind::Noun | WordKind::Adjective) && !names_people
        }
    }
}

/// Outermost entity mention of each token.
fn covers(rules: &Rules, layer: &TokenLayer, entities: &[EntityMention]) -> Vec<Option<u32>> {
    let mut covers = vec![None; layer.tokens.len()];
    let mut end = 0;
    for (index, mention) in entities.iter().enumerate() {
        // Sorted by start, longer first: what begins before the last end is nested.
        if mention.tokens.start() < end || mention.tokens.is_empty() {
            continue;
        }
        if !begins_well(layer, mention) || is_circumstance(rules, layer, mention) {
            continue;
        }
        end = mention.tokens.end();
        for cover in covers
            .iter_mut()
            .take(end as usize)
            .skip(mention.tokens.start() as usize)
        {
            *cover = Some(index as u32);
        }
    }
    covers
}

/// What gathers the fillers around triggers of a sentence.
fn gather_with<'g>(
    input: &'g Input<'_>,
    rules: &'g Rules,
    memory: &'g Memory,
    topics: &'g Topics,
    scene: &'g Scene,
) -> Gatherer<'g> {
    Gatherer {
        scene,
        entities: input.entities,
        times: input.times,
        layer: input.layer,
        tokenizer: input.tokenizer,
        registry: input.registry,
        memory,
        grammar: &rules.grammar,
        topics,
    }
}

/// Whether a nominal begins where the tokenizer sees a word begin (`وجهات النظر` is not و and `جهات`).
fn begins_well(layer: &TokenLayer, mention: &EntityMention) -> bool {
    let token = mention.tokens.start() as usize;
    let inside = layer.tokens[token].span.start() < mention.span.start();
    let prefixes = Affixes::WA
        .with(Affixes::FA)
        .with(Affixes::BI)
        .with(Affixes::LI)
        .with(Affixes::KA);
    let split = || {
        let best = layer.readings(token).first();
        best.is_none_or(|reading| reading.affixes.any(prefixes))
    };
    mention.kind != EntityType::Nom || !inside || split()
}

/// Whether a nominal is a participle with its object (`متهما إسرائيل بخرق الاتفاق`) rather than two people.
fn is_circumstance(rules: &Rules, layer: &TokenLayer, mention: &EntityMention) -> bool {
    let token = mention.tokens.start() as usize;
    let participle = || {
        let readings = layer.readings(token).iter();
        readings
            .filter_map(|reading| reading.stem_segment())
            .filter_map(|stem| stem.morph.lemma)
            .flat_map(|lemma| rules.by_lemma(lemma))
            .any(|entry| entry.form == Form::Participle)
    };
    mention.kind == EntityType::Nom
        && mention.tokens.len() > 1
        && mention.number == Number::Dual
        && layer.folded(token).ends_with('ا')
        && participle()
}

fn time_covers(layer: &TokenLayer, times: &[TimeMention]) -> Vec<Option<u32>> {
    let mut covers = vec![None; layer.tokens.len()];
    for (index, time) in times.iter().enumerate() {
        for token in time.tokens.range() {
            if let Some(cover) = covers.get_mut(token) {
                *cover = Some(index as u32);
            }
        }
    }
    covers
}
