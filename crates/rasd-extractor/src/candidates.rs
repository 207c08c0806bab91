//! The mentions that can take part in an event, and what speaks for and against each.

use crate::around::Around;
use crate::attachment::ROLES;
use crate::attribute::{Attribute, Values};
use crate::chunks::{Edge, Kind, Link};
use crate::cue::Cue;
use crate::draft::Draft;
use crate::fillers::Gatherer;
use crate::rules::Form;
use crate::words::WordKind;
use rasd_core::{ByteSpan, EntityType, Grain, RefId, Role, TimexType};
use smallvec::SmallVec;

/// Chunks looked at to either side of a trigger: keeps the work linear in sentences without an end.
const REACH: usize = 25;

/// A mention or phrase near a trigger.
pub(crate) struct Candidate {
    pub chunk: usize,
    pub entity: Option<u32>,
    pub time: Option<u32>,
    pub span: ByteSpan,
    pub kind: &'static str,
    /// The argument of the draft that it is, by its number there.
    pub argument: Option<usize>,
    /// The role that the rules give it.
    pub rule: Option<Role>,
}

/// A trigger with its candidates.
pub(crate) struct Focus<'d> {
    pub draft: &'d Draft,
    /// Verbs that the trigger is, is carried or governed by, the nearest first, with what they are to it.
    pub verbs: SmallVec<[(&'static str, usize); 4]>,
    pub candidates: Vec<Candidate>,
    /// What holds of the trigger.
    trigger: Values,
}

impl Candidate {
    /// Whether it is a name, a nationality word or a time.
    fn is_named(&self) -> bool {
        let nominal = matches!(
            self.kind,
            "title" | "group" | "site" | "some" | "human" | "act" | "number" | "thing"
        );
        self.time.is_some() || !nominal
    }

    /// Its words.
    pub fn text(&self, gatherer: &Gatherer<'_>) -> String {
        let words = &gatherer.scene.words;
        let token = |word: &crate::words::Word| gatherer.layer.tokens[word.token].span;
        let first = words.partition_point(|word| token(word).end() <= self.span.start());
        let inside = words[first..]
            .iter()
            .take_while(|word| token(word).start() < self.span.end());
        let forms: Vec<&str> = inside
            .map(|word| gatherer.layer.folded(word.token))
            .collect();
        forms.join(" ")
    }
}

impl Gatherer<'_> {
    /// A trigger with its candidates; `written` says whether values are to be read.
    pub(crate) fn focus<'d>(
        &self,
        draft: &'d Draft,
        around: &Around<'_>,
        written: bool,
    ) -> Focus<'d> {
        Focus {
            draft,
            verbs: self.verbs_of(draft),
            candidates: self.candidates(draft, around),
            trigger: self.trigger_values(draft, written),
        }
    }

    /// The candidates of a trigger, in text order.
    fn candidates(&self, draft: &Draft, around: &Around<'_>) -> Vec<Candidate> {
        let scene = self.scene;
        let trigger = draft.trigger.chunk;
        let told = around.told(draft);
        let high = (trigger + REACH).min(scene.chunks.len());
        let mut found = Vec::new();
        for index in trigger.saturating_sub(REACH)..high {
            let chunk = &scene.chunks[index];
            match chunk.kind {
                Kind::Phrase if !chunk.pronoun => {
                    if index != trigger {
                        let kind = around.kinds[index];
                        found.extend(self.phrase(index, kind, &told, draft));
                    }
                    found.extend(chunk.nisbas.iter().map(|nisba| {
                        let span = self.entities[*nisba as usize].span;
                        self.candidate(index, Some(*nisba), span, "nisba", &told, draft)
                    }));
                }
                Kind::Time(time) => {
                    let mention = &self.times[time as usize];
                    let kind = match (mention.kind, mention.interval.map(|i| i.grain)) {
                        (TimexType::Duration, _) => "duration",
                        (TimexType::Set, _) => "set",
                        (_, Some(Grain::Year)) => "year",
                        (_, Some(_)) => "date",
                        _ => "vague",
                    };
                    found.push(Candidate {
                        time: Some(time),
                        ..self.candidate(index, None, mention.span, kind, &told, draft)
                    });
                }
                _ => {}
            }
        }
        found
    }

    fn phrase(
        &self,
        chunk: usize,
        kind: &'static str,
        told: &Told,
        draft: &Draft,
    ) -> Option<Candidate> {
        let entity = self.scene.chunks[chunk].entity;
        // What is neither a name nor people nor a place takes part only where a rule says so.
        let thing = matches!(kind, "act" | "number" | "thing");
        if thing && !told.touches(self.stem_span(self.scene.chunks[chunk].head)) {
            return None;
        }
        let span = match entity {
            Some(entity) => self.entities[entity as usize].span,
            None => self.nominal_span(chunk),
        };
        let found = self.candidate(chunk, entity, span, kind, told, draft);
        (!thing || found.rule.is_some()).then_some(found)
    }

    fn candidate(
        &self,
        chunk: usize,
        entity: Option<u32>,
        span: ByteSpan,
        kind: &'static str,
        told: &Told,
        draft: &Draft,
    ) -> Candidate {
        let open = entity.is_none_or(|e| self.entities[e as usize].kind == EntityType::Nom);
        let argument = told.find(span, open);
        Candidate {
            chunk,
            entity,
            time: None,
            span,
            kind,
            argument,
            rule: argument.map(|number| draft.arguments[number].role),
        }
    }

    pub(crate) fn kind_of(&self, chunk: usize, entity: Option<u32>) -> &'static str {
        let head = self.scene.head(chunk);
        match entity {
            Some(entity) => match self.entities[entity as usize].kind {
                EntityType::Per => "person",
                EntityType::Occ => "title",
                EntityType::Org => "org",
                EntityType::Gpe if self.is_town(entity) => "town",
                EntityType::Gpe => "state",
                EntityType::Loc => "region",
                EntityType::Fac => "building",
                EntityType::Norp => "people",
                EntityType::Nom => "group",
            },
            None if self.is_site(chunk) => "site",
            None if self.participant(chunk) => "some",
            None if head.event_noun => "act",
            None if self.scene.chunks[chunk].human => "human",
            None if head.kind == WordKind::Number => "number",
            None => "thing",
        }
    }

    /// What holds of the trigger, for all its candidates.
    fn trigger_values(&self, draft: &Draft, written: bool) -> Values {
        let (scene, trigger) = (self.scene, draft.trigger);
        let word = &scene.words[trigger.word];
        let passive = || scene.clauses.get(trigger.chunk).is_some_and(|c| c.passive);
        let form = match trigger.form {
            Form::Verb if passive() => "passive",
            Form::Verb => "verb",
            Form::Noun => "noun",
            Form::Participle => "participle",
        };
        let carrier = self.carrier(trigger.chunk);
        let mut values = Values::new(written);
        values.set(Attribute::Category, &[draft.base.as_str()]);
        values.set(Attribute::Form, &[form]);
        let carried = carrier.map_or("no", |carrier| carrier.cue.as_str());
        values.set(Attribute::Carried, &[carried]);
        let preposition = scene.chunks[trigger.chunk].preposition.as_deref();
        values.set(
            Attribute::TriggerPreposition,
            &[preposition.unwrap_or("bare")],
        );
        values.flag(Attribute::TriggerDefinite, word.definite());
        values.flag(Attribute::TriggerPronoun, word.has_pronoun());
        values
    }

    /// What holds of a candidate and of its trigger.
    pub(crate) fn candidate_values(
        &self,
        focus: &Focus<'_>,
        number: usize,
        around: &Around<'_>,
    ) -> Values {
        let (scene, draft) = (self.scene, focus.draft);
        let mut values = focus.trigger.clone();
        let found = &focus.candidates[number];
        let index = found.chunk;
        let chunk = &scene.chunks[index];
        let head = scene.head(index);
        values.set(Attribute::Kind, &[found.kind]);
        let entry = self.reference(found).map(|id| self.registry.get(id));
        let sector = entry.and_then(|entry| entry.sector);
        values.set(
            Attribute::Sector,
            &[sector.map_or("none", |sector| sector.as_str())],
        );
        values.flag(Attribute::Linked, entry.is_some());
        match found.is_named() {
            true => values.set(Attribute::Lemma, &["name"]),
            false => values.set(Attribute::Lemma, &[&self.lemma(chunk.head)]),
        }
        values.flag(Attribute::Site, self.is_site(index));
        let number_of = head.features.number;
        values.set(
            Attribute::Number,
            &[number_of.map_or("none", |number| number.as_str())],
        );
        match index == draft.trigger.chunk {
            true => values.set(Attribute::Definite, &["trigger"]),
            false => values.flag(Attribute::Definite, head.definite()),
        }
        let preposition = chunk.preposition.as_deref();
        values.set(Attribute::Preposition, &[preposition.unwrap_or("bare")]);
        self.hanging(&mut values, draft, index, around);
        let says = chunk
            .verb
            .is_some_and(|verb| scene.head(verb).cues.has(Cue::Say));
        values.flag(Attribute::Says, says);
        self.set_relation(&mut values, around, focus, index);
        self.set_distance(&mut values, around, draft, index);
        self.set_others(&mut values, focus, number);
        match around.elsewhere(found.span, draft.trigger.chunk) {
            Some((before, category, role)) => {
                let side = if before { "-before" } else { "-after" };
                values.set(Attribute::Elsewhere, &[role.as_str(), side]);
                values.set(Attribute::ElsewhereCategory, &[category.as_str()]);
            }
            None => {
                values.set(Attribute::Elsewhere, &["none"]);
                values.set(Attribute::ElsewhereCategory, &["none"]);
            }
        }
        values
    }

    /// How the phrase of a candidate hangs together with those beside it.
    fn hanging(&self, values: &mut Values, draft: &Draft, index: usize, around: &Around<'_>) {
        let scene = self.scene;
        let chunk = &scene.chunks[index];
        let link = match chunk.link {
            Link::None => "none",
            Link::Genitive(_) => "genitive",
            Link::Apposition(_) => "apposition",
            Link::Coordinate(_) => "coordinate",
        };
        values.set(Attribute::Link, &[link]);
        let owner = match chunk.link {
            Link::Genitive(owner) if owner != draft.trigger.chunk => {
                match around.is_trigger(owner) {
                    true => "trigger",
                    false => around.kinds[owner],
                }
            }
            _ => "none",
        };
        values.set(Attribute::Owner, &[owner]);
        let genitive = scene.groups.genitive(index);
        values.flag(Attribute::Genitive, genitive.is_some());
        let mut after = scene.chunks.iter().skip(index + 1).take(3);
        let apposed = after.any(|x| x.link == Link::Apposition(index) && x.entity.is_some());
        values.flag(Attribute::Apposed, apposed);
        let previous =
            index
                .checked_sub(1)
                .map_or("start", |before| match scene.chunks[before].kind {
                    Kind::Phrase if before == draft.trigger.chunk => "trigger",
                    Kind::Phrase if scene.chunks[before].pronoun => "pronoun",
                    Kind::Phrase => around.kinds[before],
                    Kind::Verb => "verb",
                    Kind::Time(_) => "time",
                    Kind::Other => "other",
                    Kind::Edge(edge) => match edge {
                        Edge::Comma => "comma",
                        Edge::Strong => "stop",
                        Edge::Colon => "colon",
                        Edge::QuoteOpen => "quotation",
                        Edge::QuoteClose => "quoted",
                        Edge::Complementizer => "complementizer",
                        Edge::Relative => "relative",
                        Edge::ClauseStart => "clause",
                    },
                });
        values.set(Attribute::Previous, &[previous]);
    }

    fn set_distance(&self, values: &mut Values, around: &Around<'_>, draft: &Draft, index: usize) {
        let trigger = draft.trigger.chunk;
        let side = if index < trigger { "before" } else { "after" };
        values.set(Attribute::Side, &[side]);
        let distance = match index.abs_diff(trigger) {
            0 => "0",
            1 => "1",
            2 => "2",
            3 => "3",
            4..=5 => "5",
            6..=9 => "9",
            10..=19 => "19",
            _ => "20",
        };
        values.set(
            Attribute::Distance,
            &[if index < trigger { "-" } else { "" }, distance],
        );
        let commas = ["0", "1", "2"][around.commas(index, trigger).min(2)];
        values.set(Attribute::Commas, &[commas]);
        values.flag(Attribute::Nearest, around.is_nearest(trigger, index));
    }

    /// What the rules found for the other candidates.
    fn set_others(&self, values: &mut Values, focus: &Focus<'_>, number: usize) {
        let (draft, all) = (focus.draft, &focus.candidates);
        let found = &all[number];
        let trigger = draft.trigger.chunk;
        let rule = found.rule.map_or("none", |role| role.as_str());
        values.set(Attribute::Rule, &[rule]);
        let arguments = draft.arguments.iter().enumerate();
        let other = arguments.filter(|(n, _)| Some(*n) != found.argument);
        values.set(Attribute::Filled, &letters(other.map(|(_, a)| a.role)));
        let Some(own) = self.reference(found) else {
            values.set(Attribute::Compatriots, &letters(std::iter::empty()));
            values.set(Attribute::Duplicate, &["no"]);
            return;
        };
        let country = self.registry.get(own).country.as_deref();
        let rest = || {
            let others = all.iter().enumerate().filter(|(n, _)| *n != number);
            others.filter_map(|(_, other)| Some((other, self.reference(other)?)))
        };
        let of_country =
            |id: RefId| country.is_some() && self.registry.get(id).country.as_deref() == country;
        let compatriots = rest().filter(|(_, id)| of_country(*id));
        values.set(
            Attribute::Compatriots,
            &letters(compatriots.filter_map(|(other, _)| other.rule)),
        );
        let distance = |candidate: &Candidate| candidate.chunk.abs_diff(trigger);
        let same = rest().filter(|(_, id)| *id == own);
        let duplicate = match same.map(|(other, _)| distance(other)).min() {
            None => "no",
            Some(nearest) if nearest < distance(found) => "far",
            Some(_) => "near",
        };
        values.set(Attribute::Duplicate, &[duplicate]);
    }

    /// The first of those a candidate stands for.
    fn reference(&self, candidate: &Candidate) -> Option<RefId> {
        let entity = candidate.entity?;
        self.entities[entity as usize].refs.first().copied()
    }
}

/// The roles in the order of [`ROLES`] by their first letters.
fn letters(roles: impl Iterator<Item = Role>) -> [&'static str; ROLES.len()] {
    let mut letters = ["-"; ROLES.len()];
    for role in roles {
        if let Some(place) = ROLES.iter().position(|r| *r == role) {
            letters[place] = ["a", "r", "p", "t"][place];
        }
    }
    letters
}

/// The arguments of a draft by where they are.
pub(crate) struct Told(Vec<(ByteSpan, usize)>);

impl Told {
    pub fn new(mut spans: Vec<(ByteSpan, usize)>) -> Self {
        spans.sort_unstable_by_key(|(span, number)| (span.start(), span.end(), *number));
        Told(spans)
    }

    /// Whether an argument is at a place.
    fn touches(&self, span: ByteSpan) -> bool {
        self.0
            .iter()
            .any(|(own, _)| own.start() < span.end() && span.start() < own.end())
    }

    /// The argument with that span; if `open`, else one that touches it.
    fn find(&self, span: ByteSpan, open: bool) -> Option<usize> {
        let first = self
            .0
            .partition_point(|(own, _)| own.start() < span.start());
        let same = self.0[first..]
            .iter()
            .take_while(|(own, _)| own.start() == span.start());
        let mut same = same.filter(|(own, _)| *own == span);
        let touching = || {
            let near = first.saturating_sub(1)..(first + 2).min(self.0.len());
            let mut near = self.0[near].iter();
            near.find(|(own, _)| own.start() < span.end() && span.start() < own.end())
        };
        let found = same.next().or_else(|| if open { touching() } else { None });
        found.map(|(_, number)| *number)
    }
}
