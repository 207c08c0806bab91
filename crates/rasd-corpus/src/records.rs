//! PLOVER event records: one for each event of a document, merged over its mentions.

use crate::convert::iso;
use jiff::civil::Date;
use rasd_core::{
    Analysis, Argument, ArgumentTarget, ByteSpan, Category, Document, EntityMention, EntityType,
    EventMention, Grain, Interval, Realis, RefId, Role,
};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// An event record with PLOVER's field names. Offsets are code points of the document's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRecord {
    /// Document id and number of the event in it.
    pub id: String,
    /// First day of the event, ISO 8601; empty if neither the text nor the document has a date.
    pub date: String,
    /// Last day, where the text gives more than one day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enddate: Option<String>,
    /// How exact the date is: `day`, `week`, `month`, `quarter`, `year`, `decade`, `century`,
    /// `publication` if no date is told and the publication date stands in, `none` without any.
    pub time_precision: String,
    /// Who did it.
    pub actor: Vec<ActorRecord>,
    /// To whom.
    pub recipient: Vec<ActorRecord>,
    /// PLOVER categories: one.
    pub event: Vec<String>,
    /// Modes.
    pub mode: Vec<String>,
    /// Contexts.
    pub context: Vec<String>,
    /// Quad class, 1 to 4.
    pub quad_code: u8,
    /// Score on the conflict–cooperation scale.
    pub event_scale: f64,
    /// Where.
    pub event_loc: Vec<ActorRecord>,
    /// The sentence of the mention that stands for the event.
    pub event_text: String,
    /// Where the event is told.
    pub text_info: Vec<TextInfo>,
    /// Where the document comes from.
    pub cite_info: CiteInfo,
    /// `actual`, `future` or `hypothetical`.
    pub realis: String,
    /// Whether the text says that it did not or will not happen.
    pub negated: bool,
    /// Whether a sentence of the document reports it as news, rather than naming it as background.
    pub reported: bool,
    /// The highest score of its mentions in that decision: above 0 for what is reported.
    pub report_score: f64,
    /// Who says so: ids of the sources named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributed_to: Vec<String>,
    /// Killed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead: Option<u32>,
    /// Injured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injured: Option<u32>,
    /// Arrested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrested: Option<u32>,
    /// The frames that matched.
    pub rule: Vec<String>,
    /// Program and version.
    pub coder: String,
}

/// A participant or place of a record.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ActorRecord {
    /// Country code, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; empty if not known.
    pub code: String,
    /// PLOVER sector; empty if not known.
    pub sector: String,
    /// The words of the text; empty for a participant that the text only implies.
    pub entity_text: String,
    /// Stable id.
    pub identifier_id: String,
    /// English name.
    pub identifier_text: String,
    /// Office held at the time, for example `IRN/foreign-minister`; empty if none.
    pub office: String,
    /// Title as the text gives it; empty if none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Wikidata id; empty if not certain.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wikidata: String,
    /// Latitude in degrees, for places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Longitude in degrees, for places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// GeoNames id, for places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// First-order division, for places.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub province: String,
    /// GeoNames feature code, for places.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub feature: String,
    /// `country`, `place` or `building`, for places.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub geo_precision: String,
}

/// A mention of the event in the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextInfo {
    /// Sentence number, from 0.
    pub sentence: u32,
    /// First code point of the trigger.
    pub start: u32,
    /// Code point after the trigger.
    pub end: u32,
    /// The trigger word.
    pub trigger: String,
}

/// Source of a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CiteInfo {
    /// Document id.
    pub document: String,
    /// Outlet; empty if not known.
    pub source: String,
    /// Publication date, ISO 8601; empty if not known.
    pub publication_date: String,
}

/// The event records of an analysed document, in order of their first mention.
///
/// Each cluster gives one record. The mention that tells most stands for it; participants, places,
/// dates, modes and contexts are gathered from all mentions, but those that only wish for the event
/// say nothing of one that is told. A country is left out where a place in it is known, a group
/// without a name where another mention names who plays its role; of several counts of casualties
/// the highest holds.
pub fn records(document: &Document, analysis: &Analysis) -> Vec<EventRecord> {
    let mut clusters: Vec<Vec<&EventMention>> = Vec::new();
    for (event, number) in analysis.events.iter().zip(records_of(analysis)) {
        if clusters.len() < number {
            clusters.push(Vec::new());
        }
        clusters[number - 1].push(event);
    }
    let builder = Builder {
        document,
        analysis,
        titles: titles(analysis),
    };
    clusters
        .iter()
        .enumerate()
        .map(|(number, mentions)| builder.record(number + 1, mentions))
        .collect()
}

/// For each event mention the number of its record, from 1: clusters in order of first mention.
pub(crate) fn records_of(analysis: &Analysis) -> Vec<usize> {
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    let clusters = analysis.events.iter().map(|e| e.cluster);
    clusters
        .map(|cluster| {
            let next = numbers.len() + 1;
            *numbers.entry(cluster).or_insert(next)
        })
        .collect()
}

struct Builder<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    titles: HashMap<RefId, Vec<ByteSpan>>,
}

/// The titles in the text by whom they stand for, in text order.
fn titles(analysis: &Analysis) -> HashMap<RefId, Vec<ByteSpan>> {
    let mut titles: HashMap<RefId, Vec<ByteSpan>> = HashMap::new();
    let mentions = analysis.entities.iter();
    for mention in mentions.filter(|m| m.kind == EntityType::Occ) {
        for id in &mention.refs {
            titles.entry(*id).or_default().push(mention.span);
        }
    }
    for spans in titles.values_mut() {
        spans.sort_by_key(|span| span.start());
        spans.dedup_by_key(|span| span.start());
    }
    titles
}

impl Builder<'_> {
    fn record(&self, number: usize, all: &[&EventMention]) -> EventRecord {
        let best = representative(all);
        let wished = |e: &EventMention| e.realis == Realis::Hypothetical;
        let told: Vec<&EventMention> = all
            .iter()
            .copied()
            .filter(|e| wished(best) || !wished(e))
            .collect();
        let mentions = told.as_slice();
        let (date, enddate, time_precision) = self.date(best, mentions);
        let mut modes = collect(mentions, |e| e.modes.clone());
        modes.retain(|m| best.category.allows(*m));
        let contexts = collect(mentions, |e| e.contexts.clone());
        let sentence = &self.analysis.layer.sentences.get(best.sentence as usize);
        EventRecord {
            id: format!("{}#{number}", self.document.id),
            date,
            enddate,
            time_precision,
            actor: self.participants(best, mentions, Role::Actor),
            recipient: self.participants(best, mentions, Role::Recipient),
            event: vec![best.category.to_string()],
            mode: modes.iter().map(|m| m.to_string()).collect(),
            context: contexts.iter().map(|c| c.to_string()).collect(),
            quad_code: best.category.quad().code(),
            event_scale: best.category.score(&modes),
            event_loc: finest(self.participants(best, mentions, Role::Place)),
            event_text: sentence
                .map(|s| s.span.text(&self.document.text).to_owned())
                .unwrap_or_default(),
            text_info: all.iter().map(|e| self.text_info(e)).collect(),
            cite_info: CiteInfo {
                document: self.document.id.clone(),
                source: self.document.source.clone().unwrap_or_default(),
                publication_date: self
                    .analysis
                    .publication
                    .as_ref()
                    .map(|p| iso(p.date))
                    .unwrap_or_default(),
            },
            realis: best.realis.to_string(),
            negated: best.negated,
            reported: mentions.iter().any(|e| e.report.reported),
            report_score: mentions
                .iter()
                .map(|e| e.report.score)
                .fold(f64::NEG_INFINITY, f64::max),
            attributed_to: self.sources(mentions),
            dead: mentions.iter().filter_map(|e| e.casualties.dead).max(),
            injured: mentions.iter().filter_map(|e| e.casualties.injured).max(),
            arrested: mentions.iter().filter_map(|e| e.casualties.arrested).max(),
            rule: collect(mentions, |e| {
                vec![match &e.provenance {
                    Some(p) => format!("{} ({p})", e.frame),
                    None => e.frame.to_string(),
                }]
            }),
            coder: concat!("rasd ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// Date of the event: the finest time that a mention gives, the representative's first. What
    /// has happened did not happen after it was published: a later time says something else.
    fn date(
        &self,
        best: &EventMention,
        mentions: &[&EventMention],
    ) -> (String, Option<String>, String) {
        let told = std::iter::once(&best).chain(mentions.iter());
        let mut finest: Option<Interval> = None;
        let published = self.analysis.publication.as_ref().map(|p| p.date);
        let possible = |interval: &Interval| {
            best.realis != Realis::Actual || published.is_none_or(|date| interval.from <= date)
        };
        for interval in told.flat_map(|e| self.intervals(e)).filter(possible) {
            if finest.is_none_or(|f| interval.grain < f.grain) {
                finest = Some(interval);
            }
        }
        match (finest, &self.analysis.publication) {
            (Some(interval), _) => {
                let (first, last) = days(&interval);
                let enddate = (last > first).then(|| last.to_string());
                let grain = interval.grain.max(Grain::Day);
                (first.to_string(), enddate, grain.to_string())
            }
            (None, Some(publication)) => (
                publication.date.date().to_string(),
                None,
                "publication".to_owned(),
            ),
            (None, None) => (String::new(), None, "none".to_owned()),
        }
    }

    fn intervals<'b>(&'b self, event: &'b EventMention) -> impl Iterator<Item = Interval> + 'b {
        event.arguments.iter().filter_map(|a| match a.target {
            ArgumentTarget::Time(i) => self.analysis.times.get(i as usize)?.interval,
            _ => None,
        })
    }

    /// Participants in one role: the representative's mentions first, each ref once.
    fn participants(
        &self,
        best: &EventMention,
        mentions: &[&EventMention],
        role: Role,
    ) -> Vec<ActorRecord> {
        let mut seen: HashSet<RefId> = HashSet::new();
        let mut texts: HashSet<&str> = HashSet::new();
        let mut found: Vec<ActorRecord> = Vec::new();
        for argument in std::iter::once(&best)
            .chain(mentions.iter())
            .flat_map(|e| &e.arguments)
            .filter(|a| a.role == role)
        {
            let mention = self.mention(argument);
            for id in &argument.refs {
                if seen.insert(*id) {
                    let actor = self.actor(*id, mention);
                    texts.insert(mention.map_or("", |m| m.span.text(&self.document.text)));
                    found.push(actor);
                }
            }
            // What another mention only describes adds nothing to a name.
            let described = seen.is_empty() || best.arguments.contains(argument);
            let unnamed = argument.refs.is_empty() && described;
            if let (true, Some(mention)) = (unnamed, mention) {
                let text = mention.span.text(&self.document.text);
                if texts.insert(text) {
                    found.push(ActorRecord {
                        entity_text: text.to_owned(),
                        ..ActorRecord::default()
                    });
                }
            }
        }
        let own = |id: &str| {
            let arguments = best.arguments.iter().filter(|a| a.role == role);
            let mut refs = arguments.flat_map(|a| &a.refs);
            refs.any(|r| &*self.analysis.registry.get(*r).id == id)
        };
        represented(found, own)
    }

    fn mention(&self, argument: &Argument) -> Option<&EntityMention> {
        match argument.target {
            ArgumentTarget::Entity(i) => self.analysis.entities.get(i as usize),
            ArgumentTarget::Time(_) | ArgumentTarget::Implicit => None,
        }
    }

    fn actor(&self, id: RefId, mention: Option<&EntityMention>) -> ActorRecord {
        let entry = self.analysis.registry.get(id);
        let place = entry.place.as_deref();
        ActorRecord {
            code: text(&entry.country),
            sector: entry.sector.map(|s| s.to_string()).unwrap_or_default(),
            entity_text: mention
                .map(|m| m.span.text(&self.document.text).to_owned())
                .unwrap_or_default(),
            identifier_id: entry.id.to_string(),
            identifier_text: entry.name.to_string(),
            office: text(&entry.office),
            title: self.title(id, mention),
            wikidata: text(&entry.wikidata),
            latitude: place.and_then(|p| p.position).map(|p| p.0),
            longitude: place.and_then(|p| p.position).map(|p| p.1),
            geonames: place.and_then(|p| p.geonames),
            province: place.map(|p| text(&p.admin)).unwrap_or_default(),
            feature: place.map(|p| text(&p.feature)).unwrap_or_default(),
            geo_precision: match place.and_then(|p| p.kind) {
                Some(EntityType::Fac) => "building".to_owned(),
                Some(_) => "place".to_owned(),
                None => String::new(),
            },
        }
    }

    /// The nearest title in the text that stands for the same person.
    fn title(&self, id: RefId, mention: Option<&EntityMention>) -> String {
        let (Some(at), Some(titles)) = (mention.map(|m| m.span.start()), self.titles.get(&id))
        else {
            return String::new();
        };
        let after = titles.partition_point(|span| span.start() < at);
        let near = &titles[after.saturating_sub(1)..titles.len().min(after + 1)];
        near.iter()
            .min_by_key(|span| span.start().abs_diff(at))
            .map(|span| span.text(&self.document.text).to_owned())
            .unwrap_or_default()
    }

    fn sources(&self, mentions: &[&EventMention]) -> Vec<String> {
        collect(mentions, |e| {
            let source = e.attribution.as_ref().and_then(|a| a.source);
            source
                .and_then(|s| self.analysis.entities.get(s as usize))
                .map(|m| {
                    m.refs
                        .iter()
                        .map(|r| self.analysis.registry.get(*r).id.to_string())
                })
                .into_iter()
                .flatten()
                .collect()
        })
    }

    fn text_info(&self, event: &EventMention) -> TextInfo {
        let chars = self
            .analysis
            .chars
            .to_chars(&self.document.text, event.trigger);
        TextInfo {
            sentence: event.sentence,
            start: chars.start(),
            end: chars.end(),
            trigger: event.trigger.text(&self.document.text).to_owned(),
        }
    }
}

/// The mention that stands for the event: told as done before announced, then the one with most
/// participants, then the first.
fn representative<'a>(mentions: &[&'a EventMention]) -> &'a EventMention {
    let mut best = mentions[0];
    let rank = |e: &EventMention| {
        let told = e.realis == Realis::Actual && !e.negated;
        let announced = e.category == Category::Agree;
        (told && !announced, told, e.arguments.len())
    };
    for event in &mentions[1..] {
        if rank(event) > rank(best) {
            best = event;
        }
    }
    best
}

/// Participants without the countries that others of them hold office in, but for those of the
/// record's `own` mention: talks of two presidents that another mention calls talks of two states.
fn represented(mut all: Vec<ActorRecord>, own: impl Fn(&str) -> bool) -> Vec<ActorRecord> {
    let holders = all.iter().filter(|actor| !actor.office.is_empty());
    let states: HashSet<String> = holders.map(|actor| actor.code.clone()).collect();
    all.retain(|actor| {
        let state = actor.identifier_id == actor.code;
        !state || own(&actor.identifier_id) || !states.contains(&actor.code)
    });
    all
}

/// Places without the countries that others of them lie in.
fn finest(mut places: Vec<ActorRecord>) -> Vec<ActorRecord> {
    let within: HashSet<String> = places
        .iter()
        .filter(|place| place.code != place.identifier_id)
        .map(|place| place.code.clone())
        .collect();
    places.retain(|place| place.identifier_id.is_empty() || !within.contains(&place.identifier_id));
    places
}

fn collect<T: PartialEq>(
    mentions: &[&EventMention],
    of: impl Fn(&EventMention) -> Vec<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for item in mentions.iter().flat_map(|e| of(e)) {
        if !all.contains(&item) {
            all.push(item);
        }
    }
    all
}

/// First and last day of an interval.
pub(crate) fn days(interval: &Interval) -> (Date, Date) {
    let first = interval.from.date();
    let end = interval.to.date();
    let whole_days = interval.to.time() == jiff::civil::Time::midnight() && end > first;
    (
        first,
        if whole_days {
            end.yesterday().unwrap_or(end)
        } else {
            end
        },
    )
}

fn text(value: &Option<std::sync::Arc<str>>) -> String {
    value.as_deref().unwrap_or_default().to_owned()
}
