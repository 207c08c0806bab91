//! The table of mentions: what stands where in the text, and which events it plays a part in.

use super::columns::{Column, Read};
use super::table::{Table, TableError};
use crate::records::{days, records_of};
use jiff::civil::Date;
use rasd_core::{Analysis, ArgumentTarget, ByteSpan, Document, Provenance, RefId, RegistryEntry};
use std::io::Write;

/// A piece of text that the analysis says something of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MentionRecord {
    /// Document id.
    pub document_id: String,
    /// Unique in the document: `m1` for entities, `t1` for times, `v1` for triggers, as in
    /// annotated documents.
    pub mention_id: String,
    /// `entity`, `time` or `trigger`.
    pub layer: &'static str,
    /// Entity type, TIMEX3 type or PLOVER category.
    pub kind: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// Sentence number, from 0.
    pub sentence: Option<u32>,
    /// The words.
    pub text: String,
    /// Ids of what an entity stands for. The four lists after it are parallel to it.
    pub ref_ids: Vec<String>,
    /// English names.
    pub ref_names: Vec<String>,
    /// Country codes, or IGO, UNO, EUR, NGO, ISM, IMG, MNC.
    pub ref_codes: Vec<String>,
    /// PLOVER sectors.
    pub ref_sectors: Vec<String>,
    /// Offices held at the date in question.
    pub ref_offices: Vec<String>,
    /// TIMEX3 value of a time.
    pub value: String,
    /// TIMEX3 `mod` of a time.
    pub modifier: String,
    /// First day of a time.
    pub first_day: Option<Date>,
    /// Last day of a time.
    pub last_day: Option<Date>,
    /// Ids of the event records it plays a part in.
    pub event_ids: Vec<String>,
    /// Its part in each of them: `actor`, `recipient`, `place`, `time`, `source` or `trigger`.
    pub roles: Vec<String>,
    /// The gazetteer row, time pattern or frame, as `file:line`.
    pub rule: String,
}

/// All mentions of an analysed document: entities, times, triggers, each in text order.
pub fn mentions(document: &Document, analysis: &Analysis) -> Vec<MentionRecord> {
    let maker = Maker { document, analysis };
    let entities = analysis.entities.len();
    let times = analysis.times.len();
    let mut all: Vec<MentionRecord> = (0..entities)
        .map(|i| maker.entity(i))
        .chain((0..times).map(|i| maker.time(i)))
        .collect();
    for (index, (event, record)) in analysis.events.iter().zip(records_of(analysis)).enumerate() {
        let id = format!("{}#{record}", document.id);
        let mut trigger = maker.mention("v", index, event.trigger, &event.provenance);
        trigger.layer = "trigger";
        trigger.kind = event.category.to_string();
        trigger.sentence = Some(event.sentence);
        trigger.take_part(&id, "trigger");
        all.push(trigger);
        for argument in &event.arguments {
            let place = match argument.target {
                ArgumentTarget::Entity(i) => i as usize,
                ArgumentTarget::Time(i) => entities + i as usize,
                ArgumentTarget::Implicit => continue,
            };
            if let Some(mention) = all.get_mut(place) {
                mention.take_part(&id, argument.role.as_str());
            }
        }
        let source = event.attribution.as_ref().and_then(|a| a.source);
        if let Some(mention) = source.and_then(|s| all.get_mut(s as usize)) {
            mention.take_part(&id, "source");
        }
    }
    all
}

impl MentionRecord {
    /// Forgets its part in other events than those that `keep` says yes to.
    pub fn keep_events(&mut self, keep: impl Fn(&str) -> bool) {
        let ids = std::mem::take(&mut self.event_ids);
        let roles = std::mem::take(&mut self.roles);
        let kept = ids.into_iter().zip(roles).filter(|(id, _)| keep(id));
        (self.event_ids, self.roles) = kept.unzip();
    }

    fn take_part(&mut self, event: &str, role: &str) {
        let mut parts = self.event_ids.iter().zip(&self.roles);
        if parts.all(|(e, r)| (e.as_str(), r.as_str()) != (event, role)) {
            self.event_ids.push(event.to_owned());
            self.roles.push(role.to_owned());
        }
    }
}

struct Maker<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
}

impl Maker<'_> {
    fn mention(
        &self,
        letter: &str,
        index: usize,
        span: ByteSpan,
        provenance: &Option<Provenance>,
    ) -> MentionRecord {
        let text = &self.document.text;
        let chars = self.analysis.chars.to_chars(text, span);
        MentionRecord {
            document_id: self.document.id.clone(),
            mention_id: format!("{letter}{}", index + 1),
            start: chars.start(),
            end: chars.end(),
            sentence: self.sentence(span),
            text: span.text(text).to_owned(),
            rule: provenance
                .as_ref()
                .map(Provenance::to_string)
                .unwrap_or_default(),
            ..MentionRecord::default()
        }
    }

    fn entity(&self, index: usize) -> MentionRecord {
        let found = &self.analysis.entities[index];
        let all = |of: fn(&RegistryEntry) -> String| {
            let value = |id: &RefId| of(self.analysis.registry.get(*id));
            found.refs.iter().map(value).collect()
        };
        MentionRecord {
            layer: "entity",
            kind: found.kind.to_string(),
            ref_ids: all(|e| e.id.to_string()),
            ref_names: all(|e| e.name.to_string()),
            ref_codes: all(|e| e.country.as_deref().unwrap_or_default().to_owned()),
            ref_sectors: all(|e| e.sector.map(|s| s.to_string()).unwrap_or_default()),
            ref_offices: all(|e| e.office.as_deref().unwrap_or_default().to_owned()),
            ..self.mention("m", index, found.span, &found.provenance)
        }
    }

    fn time(&self, index: usize) -> MentionRecord {
        let found = &self.analysis.times[index];
        let days = found.interval.as_ref().map(days);
        MentionRecord {
            layer: "time",
            kind: found.kind.to_string(),
            value: found.value.clone(),
            modifier: found.modifier.map(|m| m.to_string()).unwrap_or_default(),
            first_day: days.map(|d| d.0),
            last_day: days.map(|d| d.1),
            ..self.mention("t", index, found.span, &found.provenance)
        }
    }

    fn sentence(&self, span: ByteSpan) -> Option<u32> {
        let sentences = &self.analysis.layer.sentences;
        let after = sentences.partition_point(|s| s.span.start() <= span.start());
        let sentence = sentences.get(after.checked_sub(1)?)?;
        (span.start() < sentence.span.end()).then_some(after as u32 - 1)
    }
}

/// A table of mentions, columns as in `docs/PARQUET.md`.
///
/// # Errors
/// The writer failed.
pub fn mentions_table<W: Write + Send>(writer: W) -> Result<Table<MentionRecord, W>, TableError> {
    Table::new("mentions", MENTIONS, writer)
}

const fn column(name: &'static str, read: Read<MentionRecord>) -> Column<MentionRecord> {
    Column { name, read }
}

fn texts(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

const MENTIONS: &[Column<MentionRecord>] = &[
    column("document_id", Read::Key(|r| &r.document_id)),
    column("mention_id", Read::Key(|r| &r.mention_id)),
    column("layer", Read::Key(|r| r.layer)),
    column("type", Read::Key(|r| &r.kind)),
    column("char_start", Read::Int(|r| Some(r.start))),
    column("char_end", Read::Int(|r| Some(r.end))),
    column("sentence", Read::Int(|r| r.sentence)),
    column("text", Read::Key(|r| &r.text)),
    column("ref_ids", Read::List(|r| texts(&r.ref_ids))),
    column("ref_names", Read::List(|r| texts(&r.ref_names))),
    column("ref_codes", Read::List(|r| texts(&r.ref_codes))),
    column("ref_sectors", Read::List(|r| texts(&r.ref_sectors))),
    column("ref_offices", Read::List(|r| texts(&r.ref_offices))),
    column("value", Read::Text(|r| &r.value)),
    column("modifier", Read::Text(|r| &r.modifier)),
    column("first_day", Read::Day(|r| r.first_day)),
    column("last_day", Read::Day(|r| r.last_day)),
    column("event_ids", Read::List(|r| texts(&r.event_ids))),
    column("roles", Read::List(|r| texts(&r.roles))),
    column("rule", Read::Text(|r| &r.rule)),
];
