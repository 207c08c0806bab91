//! From a document to its analysis.

use crate::data::Data;
use crate::offices;
use crate::{crowds, governments};
use rasd_core::{
    Analysis, ArgumentTarget, ByteSpan, Category, CharMap, Document, EntityMention, EntityType,
    EventMention, Loaded, Problem, RegionKind, Registry, TokenLayer,
};
use rasd_extractor::{CandidateRow, Comparison, Extractor, Input, Rejection};
use rasd_gazetteer::Gazetteer;
use rasd_timex::TimeTagger;
use rasd_tokenizer::Tokenizer;

/// Reads documents. Built once, it can be shared between threads.
#[derive(Debug)]
pub struct Pipeline {
    /// Normalisation, structure, tokens, morphology.
    pub tokenizer: Tokenizer,
    /// Entity mentions.
    pub gazetteer: Gazetteer,
    /// Time mentions.
    pub times: TimeTagger,
    /// Events.
    pub extractor: Extractor,
    /// How times are resolved where usage differs; as in news unless set otherwise.
    pub time_options: rasd_timex::Options,
}

impl Pipeline {
    /// A pipeline on the embedded data.
    ///
    /// # Errors
    /// Gives everything that is wrong in the data; there is nothing in a released version.
    pub fn new() -> Result<Self, Vec<Problem>> {
        let Loaded { value, problems } = Self::load(&Data::embedded());
        if problems.is_empty() {
            Ok(value)
        } else {
            Err(problems)
        }
    }

    /// A pipeline on the data given, with all that is wrong in it.
    pub fn load(data: &Data) -> Loaded<Self> {
        let files = data.files();
        // First, since it may be by far the largest: what it needs only while it loads is free again
        // for the others.
        let gazetteer = Gazetteer::load(&files);
        let tokenizer = Tokenizer::load(&files);
        let times = TimeTagger::load(&files);
        let extractor = Extractor::load(&files, &tokenizer.value);
        let mut problems = tokenizer.problems;
        problems.extend(gazetteer.problems);
        problems.extend(times.problems);
        problems.extend(extractor.problems);
        problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        let value = Pipeline {
            tokenizer: tokenizer.value,
            gazetteer: gazetteer.value,
            times: times.value,
            extractor: extractor.value,
            time_options: rasd_timex::Options::default(),
        };
        Loaded { value, problems }
    }

    /// Reads one document. Never fails: text that says nothing gives an empty analysis.
    ///
    /// Events have no trace; [`Pipeline::explain`] tells how each was reached, which takes longer.
    pub fn run(&self, document: &Document) -> Analysis {
        let mut analysis = self
            .read(document, |input| (self.extractor.run(input), Vec::new()))
            .0;
        for event in &mut analysis.events {
            event.trace.clear();
        }
        analysis
    }

    /// Reads one document and says how each event was reached, and of every trigger word that gave
    /// no event what stopped it.
    pub fn explain(&self, document: &Document) -> (Analysis, Vec<Rejection>) {
        self.read(document, |input| self.extractor.explain(input))
    }

    /// What ties each labelled event mention of a document to the events of those before it, for
    /// fitting the weights of `[[tie]]`; see [`Extractor::compare`].
    pub fn compare(
        &self,
        document: &Document,
        label: &dyn Fn(ByteSpan, Category) -> Option<u32>,
    ) -> Vec<Comparison> {
        let mut comparisons = Vec::new();
        self.read(document, |input| {
            comparisons = self.extractor.compare(input, label);
            (Vec::new(), Vec::new())
        });
        comparisons
    }

    /// What holds of each mention near a trigger of a document, for fitting the weights of
    /// `[[attachment]]`; see [`Extractor::candidates`].
    pub fn candidates(&self, document: &Document) -> Vec<CandidateRow> {
        let mut rows = Vec::new();
        self.read(document, |input| {
            rows = self.extractor.candidates(input);
            (Vec::new(), Vec::new())
        });
        rows
    }

    /// Takes a document through the stages, the last of which is `extract`.
    fn read(
        &self,
        document: &Document,
        extract: impl FnOnce(Input<'_>) -> (Vec<EventMention>, Vec<Rejection>),
    ) -> (Analysis, Vec<Rejection>) {
        let mut layer = TokenLayer::default();
        let mut regions = Vec::new();
        self.tokenizer.run(&document.text, &mut layer, &mut regions);
        let publication = self.times.publication(document, &layer, &regions);
        let mut registry = Registry::default();
        let times = self.times.run(
            document,
            &self.tokenizer,
            &layer,
            &regions,
            publication.as_ref(),
            &self.time_options,
        );
        let mut entities = self.gazetteer.run(
            document,
            &self.tokenizer,
            &layer,
            &regions,
            publication.as_ref(),
            &mut registry,
        );
        let (mut events, rejections) = extract(Input {
            document,
            tokenizer: &self.tokenizer,
            layer: &layer,
            regions: &regions,
            publication: publication.as_ref(),
            entities: &mut entities,
            times: &times,
            registry: &mut registry,
        });
        offices::at_event_dates(
            &self.gazetteer,
            publication.as_ref(),
            &mut entities,
            &times,
            &mut events,
            &mut registry,
        );
        governments::of_capitals(&self.gazetteer, &mut entities, &mut events, &mut registry);
        crowds::of_protests(&entities, &mut events, &mut registry);
        tidy_entities(&mut entities, &mut events);
        let chars = CharMap::new(&document.text);
        let analysis = Analysis {
            publication,
            regions,
            layer,
            entities,
            times,
            events,
            registry,
            chars,
        };
        (analysis, rejections)
    }
}

/// Whether an analysis found text to read, not only navigation, links and forms.
pub fn has_text(analysis: &Analysis) -> bool {
    analysis
        .regions
        .iter()
        .any(|r| r.kind != RegionKind::Boilerplate && !r.span.is_empty())
}

/// Drops nominals that fill no argument and puts the mentions in text order, longer ones first.
fn tidy_entities(entities: &mut Vec<EntityMention>, events: &mut [EventMention]) {
    let mut used = vec![false; entities.len()];
    for_each_entity(events, |index| used[*index as usize] = true);
    let mut order: Vec<usize> = (0..entities.len())
        .filter(|i| used[*i] || entities[*i].kind != EntityType::Nom)
        .collect();
    order.sort_by_key(|i| {
        let span = entities[*i].span;
        (span.start(), u32::MAX - span.end(), *i)
    });
    let mut place = vec![u32::MAX; entities.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
    }
    for_each_entity(events, |index| *index = place[*index as usize]);
    let mut kept: Vec<Option<EntityMention>> = entities.drain(..).map(Some).collect();
    entities.extend(order.iter().filter_map(|old| kept[*old].take()));
}

fn for_each_entity(events: &mut [EventMention], mut visit: impl FnMut(&mut u32)) {
    for event in events {
        for argument in &mut event.arguments {
            if let ArgumentTarget::Entity(index) = &mut argument.target {
                visit(index);
            }
        }
        if let Some(source) = event.attribution.as_mut().and_then(|a| a.source.as_mut()) {
            visit(source);
        }
    }
}
