//! From an analysis to an annotated document.

use crate::annotated::*;
use rasd_core::{
    Analysis, Argument, ArgumentTarget, ByteSpan, CharSpan, Document, EventMention, Provenance,
    RefId, RegionKind,
};

/// Writes down an analysis of `document` with code-point offsets and string ids.
///
/// `trace` adds the reasons: how each mention was recognised and each event decided.
pub fn annotate(document: &Document, analysis: &Analysis, trace: bool) -> AnnotatedDocument {
    let writer = Writer {
        document,
        analysis,
        trace,
    };
    writer.document()
}

struct Writer<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    trace: bool,
}

impl Writer<'_> {
    fn document(&self) -> AnnotatedDocument {
        let a = self.analysis;
        AnnotatedDocument {
            id: self.document.id.clone(),
            dct: a.publication.as_ref().map(|p| iso(p.date)),
            dct_reason: a.publication.as_ref().map(|p| p.reason.clone()),
            text: self.document.text.clone(),
            sentences: a
                .layer
                .sentences
                .iter()
                .map(|s| self.pair(s.span))
                .collect(),
            regions: a.regions.iter().map(|r| self.region(r)).collect(),
            boilerplate: a
                .regions
                .iter()
                .filter(|r| r.kind == RegionKind::Boilerplate)
                .map(|r| self.pair(r.span))
                .collect(),
            entities: (0..a.entities.len()).map(|i| self.entity(i)).collect(),
            times: (0..a.times.len()).map(|i| self.time(i)).collect(),
            events: a
                .events
                .iter()
                .enumerate()
                .map(|(i, e)| self.event(i, e))
                .collect(),
            registry: self.registry(),
        }
    }

    fn chars(&self, span: ByteSpan) -> CharSpan {
        self.analysis.chars.to_chars(&self.document.text, span)
    }

    fn pair(&self, span: ByteSpan) -> [u32; 2] {
        let chars = self.chars(span);
        [chars.start(), chars.end()]
    }

    fn words(&self, span: ByteSpan) -> String {
        span.text(&self.document.text).to_owned()
    }

    fn reason(&self, reason: &str) -> Option<String> {
        (self.trace && !reason.is_empty()).then(|| reason.to_owned())
    }

    fn refs(&self, refs: &[RefId]) -> Vec<String> {
        refs.iter()
            .map(|r| self.analysis.registry.get(*r).id.to_string())
            .collect()
    }

    fn region(&self, region: &rasd_core::Region) -> AnnotatedRegion {
        let [start, end] = self.pair(region.span);
        AnnotatedRegion {
            start,
            end,
            kind: region.kind.as_str().to_owned(),
            reason: region.reason.to_string(),
        }
    }

    fn entity(&self, index: usize) -> AnnotatedEntity {
        let mention = &self.analysis.entities[index];
        let [start, end] = self.pair(mention.span);
        AnnotatedEntity {
            id: entity_id(index),
            start,
            end,
            text: self.words(mention.span),
            kind: mention.kind.as_str().to_owned(),
            refs: self.refs(&mention.refs),
            source: source(&mention.provenance),
            reason: self.reason(&mention.reason),
        }
    }

    fn time(&self, index: usize) -> AnnotatedTime {
        let mention = &self.analysis.times[index];
        let [start, end] = self.pair(mention.span);
        AnnotatedTime {
            id: time_id(index),
            start,
            end,
            text: self.words(mention.span),
            kind: mention.kind.as_str().to_owned(),
            value: mention.value.clone(),
            modifier: mention.modifier.map(|m| m.as_str().to_owned()),
            from: mention.interval.map(|i| i.from.to_string()),
            to: mention.interval.map(|i| i.to.to_string()),
            grain: mention.interval.map(|i| i.grain.as_str().to_owned()),
            source: source(&mention.provenance),
            reason: self.reason(&mention.reason),
        }
    }

    fn event(&self, index: usize, event: &EventMention) -> AnnotatedEvent {
        let [start, end] = self.pair(event.trigger);
        let c = event.casualties;
        AnnotatedEvent {
            id: format!("v{}", index + 1),
            trigger: AnnotatedTrigger {
                start,
                end,
                text: self.words(event.trigger),
            },
            kind: event.category.as_str().to_owned(),
            modes: event.modes.iter().map(|m| m.as_str().to_owned()).collect(),
            contexts: event
                .contexts
                .iter()
                .map(|c| c.as_str().to_owned())
                .collect(),
            realis: event.realis.as_str().to_owned(),
            negated: event.negated,
            tense: Some(event.tense.as_str().to_owned()),
            reported: Some(event.report.reported),
            report_score: Some(event.report.score),
            cluster: Some(format!("c{}", event.cluster + 1)),
            rule: Some(match &event.provenance {
                Some(p) => format!("{} ({p})", event.frame),
                None => event.frame.to_string(),
            }),
            attribution: event.attribution.as_ref().map(|a| AnnotatedAttribution {
                source: a.source.map(|s| entity_id(s as usize)),
                refs: a
                    .source
                    .and_then(|s| self.analysis.entities.get(s as usize))
                    .map(|m| self.refs(&m.refs))
                    .unwrap_or_default(),
                cue: self.words(a.cue),
                quoted: a.quoted,
                denied: a.denied,
            }),
            casualties: (c != Default::default()).then_some(AnnotatedCasualties {
                dead: c.dead,
                injured: c.injured,
                arrested: c.arrested,
            }),
            args: event.arguments.iter().map(|a| self.argument(a)).collect(),
            trace: if self.trace {
                event.trace.clone()
            } else {
                Vec::new()
            },
        }
    }

    fn argument(&self, argument: &Argument) -> AnnotatedArgument {
        let (mention, span) = match argument.target {
            ArgumentTarget::Entity(i) => {
                let span = self.analysis.entities.get(i as usize).map(|m| m.span);
                (Some(entity_id(i as usize)), span)
            }
            ArgumentTarget::Time(i) => {
                let span = self.analysis.times.get(i as usize).map(|m| m.span);
                (Some(time_id(i as usize)), span)
            }
            ArgumentTarget::Implicit => (None, None),
        };
        let chars = span.map(|s| self.chars(s));
        AnnotatedArgument {
            role: argument.role.as_str().to_owned(),
            mention,
            start: chars.map(|c| c.start()),
            end: chars.map(|c| c.end()),
            refs: self.refs(&argument.refs),
            slot: self.trace.then(|| argument.slot.to_string()),
        }
    }

    fn registry(&self) -> std::collections::BTreeMap<String, RegistryValue> {
        let entries = self.analysis.registry.entries().iter();
        entries
            .map(|e| {
                let value = RegistryValue {
                    name: e.name.to_string(),
                    country: e.country.as_deref().map(str::to_owned),
                    sector: e.sector.map(|s| s.as_str().to_owned()),
                    office: e.office.as_deref().map(str::to_owned),
                    wikidata: e.wikidata.as_deref().map(str::to_owned),
                    source: source(&e.provenance),
                };
                (e.id.to_string(), value)
            })
            .collect()
    }
}

/// An ISO 8601 day, with the time of day where it is not midnight.
pub(crate) fn iso(date: jiff::civil::DateTime) -> String {
    if date.time() == jiff::civil::Time::midnight() {
        date.date().to_string()
    } else {
        date.to_string()
    }
}

fn entity_id(index: usize) -> String {
    format!("m{}", index + 1)
}

fn time_id(index: usize) -> String {
    format!("t{}", index + 1)
}

fn source(provenance: &Option<Provenance>) -> Option<String> {
    provenance.as_ref().map(|p| p.to_string())
}
