//! What could take part in the events of a sentence, and what holds of each whatever the event.

use crate::around::Around;
use crate::attribute::{Attribute, Piece, Values, piece, pieces};
use crate::chunks::{Chunk, Edge, Kind, Link};
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::word::WordKind;
use rasd_core::{ByteSpan, EntityType, Grain, RefId, TimexType, vocabulary};
use std::cell::OnceCell;

/// Chunks looked at to either side of a trigger: keeps the work linear in sentences without an end.
pub(crate) const REACH: usize = 25;

vocabulary! {
    /// What kind of thing a mention or phrase names.
    pub(crate) enum Thing ("thing") {
    Person = "person",
    Title = "title",
    Org = "org",
    Town = "town",
    State = "state",
    Region = "region",
    Building = "building",
    People = "people",
    Nisba = "nisba",
    Group = "group",
    Site = "site",
    Some = "some",
    Act = "act",
    Human = "human",
    Number = "number",
    Other = "thing",
    Duration = "duration",
    Set = "set",
    Year = "year",
    Date = "date",
    Vague = "vague",
    }
}

impl Thing {
    /// Whether it is a name, a nationality word or a time.
    fn named(self) -> bool {
        !matches!(
            self,
            Thing::Title | Thing::Group | Thing::Site | Thing::Some | Thing::Human
        ) && !self.mute()
    }

    /// As a value.
    pub fn piece(self) -> Piece<'static> {
        pieces!(Thing)[self as usize]
    }

    /// Whether it is neither a name nor people nor a place: it takes part only where a rule says so.
    pub fn mute(self) -> bool {
        matches!(self, Thing::Act | Thing::Number | Thing::Other)
    }
}

/// A mention or phrase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mention {
    pub chunk: usize,
    pub entity: Option<u32>,
    pub time: Option<u32>,
    pub span: ByteSpan,
    pub thing: Thing,
    /// Whether it is a nationality word inside its phrase.
    pub inside: bool,
}

/// A mention with what is looked up once for all triggers.
pub(crate) struct Prospect<'a> {
    /// Its span is that of its head where it is mute.
    pub mention: Mention,
    /// Whether an argument that touches it is it.
    pub open: bool,
    /// The first of those it stands for.
    pub reference: Option<RefId>,
    /// Number of its country in the sentence.
    pub country: Option<usize>,
    /// What holds of it.
    pub values: OnceCell<Values<'a>>,
}

impl Mention {
    /// Its words.
    pub fn text(&self, gatherer: &Gatherer<'_>) -> String {
        let words = &gatherer.scene.words;
        let token = |word: &crate::word::Word| gatherer.layer.tokens[word.token].span;
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

impl<'g> Gatherer<'g> {
    /// What stands near one of the triggers, in text order; `things` says what each phrase names.
    pub(crate) fn prospects(
        &self,
        triggers: &[usize],
        things: &[Option<Thing>],
    ) -> Vec<Prospect<'g>> {
        let mut found = Vec::new();
        let mut countries = Vec::new();
        let mut done = 0;
        for trigger in triggers {
            let low = trigger.saturating_sub(REACH).max(done);
            done = (trigger + REACH).min(self.scene.chunks.len());
            for (chunk, thing) in things.iter().enumerate().take(done).skip(low) {
                self.prospects_of(chunk, *thing, |mention| {
                    found.push(self.prospect(mention, &mut countries));
                });
            }
        }
        found
    }

    fn prospects_of(&self, index: usize, thing: Option<Thing>, mut add: impl FnMut(Mention)) {
        let chunk = &self.scene.chunks[index];
        let mention = |entity: Option<u32>, span, thing| Mention {
            chunk: index,
            entity,
            time: None,
            span,
            inside: thing == Thing::Nisba,
            thing,
        };
        if let Kind::Time(time) = chunk.kind {
            let own = &self.times[time as usize];
            let thing = match (own.kind, own.interval.map(|i| i.grain)) {
                (TimexType::Duration, _) => Thing::Duration,
                (TimexType::Set, _) => Thing::Set,
                (_, Some(Grain::Year)) => Thing::Year,
                (_, Some(_)) => Thing::Date,
                _ => Thing::Vague,
            };
            add(Mention {
                time: Some(time),
                ..mention(None, own.span, thing)
            });
        }
        let Some(thing) = thing else { return };
        let span = match chunk.entity {
            Some(entity) => self.own_span(entity, index),
            None if thing.mute() => self.stem_span(chunk.head),
            None => self.nominal_span(index),
        };
        add(mention(chunk.entity, span, thing));
        for nisba in &chunk.nisbas {
            let span = self.entities[*nisba as usize].span;
            add(mention(Some(*nisba), span, Thing::Nisba));
        }
    }

    fn prospect(&self, mention: Mention, countries: &mut Vec<&'g str>) -> Prospect<'g> {
        let entity = mention.entity.map(|e| &self.entities[e as usize]);
        let reference = entity.and_then(|entity| entity.refs.first().copied());
        let country = reference.and_then(|id| self.registry.get(id).country.as_deref());
        let country = country.map(|country| {
            let known = countries.iter().position(|other| *other == country);
            known.unwrap_or_else(|| {
                countries.push(country);
                countries.len() - 1
            })
        });
        Prospect {
            open: entity.is_none_or(|entity| entity.kind == EntityType::Nom),
            reference,
            country,
            values: OnceCell::new(),
            mention,
        }
    }

    /// What kind of thing a phrase names.
    pub(crate) fn thing(&self, index: usize, chunk: &Chunk) -> Thing {
        let head = self.scene.head(index);
        match chunk.entity {
            Some(entity) => match self.entities[entity as usize].kind {
                EntityType::Per => Thing::Person,
                EntityType::Occ => Thing::Title,
                EntityType::Org => Thing::Org,
                EntityType::Gpe if self.is_town(entity) => Thing::Town,
                EntityType::Gpe => Thing::State,
                EntityType::Loc => Thing::Region,
                EntityType::Fac => Thing::Building,
                EntityType::Norp => Thing::People,
                EntityType::Nom => Thing::Group,
            },
            None if self.is_site(index) => Thing::Site,
            None if self.participant(index) => Thing::Some,
            None if head.event_noun => Thing::Act,
            None if chunk.human => Thing::Human,
            None if head.kind == WordKind::Number => Thing::Number,
            None => Thing::Other,
        }
    }

    /// What holds of a mention whatever the trigger.
    pub(crate) fn mention_values(&self, prospect: &Prospect<'_>, written: bool) -> Values<'g> {
        let index = prospect.mention.chunk;
        let scene = self.scene;
        let chunk = &scene.chunks[index];
        let head = scene.head(index);
        let thing = prospect.mention.thing;
        let mut values = Values::part(&self.grammar.attachment, written);
        values.set(Attribute::Kind, thing.piece());
        let mut set = |attribute, value: &str| values.set(attribute, Piece::new(value));
        let entry = prospect.reference.map(|id| self.registry.get(id));
        let sector = entry.and_then(|entry| entry.sector);
        set(
            Attribute::Sector,
            sector.map_or("none", |sector| sector.as_str()),
        );
        match thing.named() {
            true => set(Attribute::Lemma, "name"),
            false => set(Attribute::Lemma, &self.lemma(chunk.head)),
        }
        let (before, length) = self.surroundings(prospect.mention.span);
        set(Attribute::WordBefore, &before);
        set(Attribute::Length, length);
        let number = head.features.number;
        set(
            Attribute::Number,
            number.map_or("none", |number| number.as_str()),
        );
        let preposition = chunk.preposition.as_deref();
        set(Attribute::Preposition, preposition.unwrap_or("bare"));
        let link = match chunk.link {
            Link::None => "none",
            Link::Genitive(_) => "genitive",
            Link::Apposition(_) => "apposition",
            Link::Coordinate(_) => "coordinate",
        };
        set(Attribute::Link, link);
        values.flag(Attribute::Linked, entry.is_some());
        values.flag(Attribute::Site, self.is_site(index));
        let genitive = scene.groups.genitive(index);
        values.flag(Attribute::Genitive, genitive.is_some());
        let mut after = scene.chunks.iter().skip(index + 1).take(3);
        let apposed = after.any(|x| x.link == Link::Apposition(index) && x.entity.is_some());
        values.flag(Attribute::Apposed, apposed);
        let says = chunk
            .verb
            .is_some_and(|verb| scene.head(verb).cues.has(Cue::Say));
        values.flag(Attribute::Says, says);
        values
    }

    /// The lemma of the word before a span, and how many words the span has.
    fn surroundings(&self, span: ByteSpan) -> (String, &'static str) {
        let words = &self.scene.words;
        let place = |word: &crate::word::Word| self.layer.tokens[word.token].span;
        let first = words.partition_point(|word| place(word).end() <= span.start());
        let inside = words[first..].iter().take(4);
        let inside = inside.take_while(|word| place(word).start() < span.end());
        let length = ["0", "1", "2", "3", "4"][inside.count()];
        let before = first.checked_sub(1);
        (
            before.map_or_else(|| "start".to_owned(), |w| self.common(w)),
            length,
        )
    }

    /// The lemma of a word of the language or the sign; of names, nationality words, times and unknown words only what they are, so that
    /// nothing is weighed that holds of one person or town.
    fn common(&self, word: usize) -> String {
        let own = &self.scene.words[word];
        let kind = own.entity.map(|entity| self.entities[entity as usize].kind);
        if kind.is_some_and(|kind| !matches!(kind, EntityType::Nom | EntityType::Occ)) {
            return "name".to_owned();
        }
        match (own.time, own.kind) {
            // وزير الخارجية الإيراني
            _ if self.is_nisba(word) => "nisba".to_owned(),
            (Some(_), _) => "time".to_owned(),
            (None, WordKind::Number) => "number".to_owned(),
            (None, WordKind::Noun | WordKind::Adjective)
                if !own.common_noun && own.lemma.is_none() =>
            {
                "unknown".to_owned()
            }
            _ => self.lemma(word),
        }
    }

    /// Whether a word is a nationality word inside another mention, which stands before it in the list.
    fn is_nisba(&self, word: usize) -> bool {
        const INNER: usize = 8;
        let own = &self.scene.words[word];
        let Some(outer) = own.entity else {
            return false;
        };
        let own = self.layer.tokens[own.token].span;
        let inside = self.entities.iter().skip(outer as usize).take(INNER);
        inside
            .take_while(|entity| entity.span.start() < own.end())
            .any(|entity| entity.kind == EntityType::Norp && own.start() < entity.span.end())
    }

    /// What a phrase is the genitive of, other than the trigger.
    pub(crate) fn owning(
        &self,
        index: usize,
        trigger: usize,
        around: &Around<'_>,
    ) -> Piece<'static> {
        match self.scene.chunks[index].link {
            Link::Genitive(owner) if owner != trigger => match around.is_trigger(owner) {
                true => piece!("trigger"),
                false => around.things[owner].map_or(Piece::NONE, Thing::piece),
            },
            _ => piece!("none"),
        }
    }

    /// What stands before a phrase.
    pub(crate) fn previous(
        &self,
        index: usize,
        trigger: usize,
        around: &Around<'_>,
    ) -> Piece<'static> {
        let Some(last) = index.checked_sub(1) else {
            return piece!("start");
        };
        // `انسحب أمس الجيش`
        let verb = last.checked_sub(1).filter(|verb| {
            let time = matches!(self.scene.chunks[last].kind, Kind::Time(_));
            time && self.scene.chunks[*verb].kind == Kind::Verb
        });
        let before = verb.unwrap_or(last);
        match self.scene.chunks[before].kind {
            Kind::Phrase if before == trigger => piece!("trigger"),
            Kind::Phrase => around.things[before].map_or(piece!("pronoun"), Thing::piece),
            Kind::Verb => piece!("verb"),
            Kind::Time(_) => piece!("time"),
            Kind::Other => piece!("other"),
            Kind::Edge(edge) => match edge {
                Edge::Comma => piece!("comma"),
                Edge::Strong => piece!("stop"),
                Edge::Colon => piece!("colon"),
                Edge::QuoteOpen => piece!("quotation"),
                Edge::QuoteClose => piece!("quoted"),
                Edge::Complementizer => piece!("complementizer"),
                Edge::Relative => piece!("relative"),
                Edge::ClauseStart => piece!("clause"),
            },
        }
    }
}
