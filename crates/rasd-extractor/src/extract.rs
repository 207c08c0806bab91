//! Runs the rules over a document.

use crate::cluster::{self, Comparison};
use crate::frame::Frame;
use crate::known::Known;
use crate::rules::Rules;
use crate::run::Run;
use crate::weighing::CandidateRow;
use rasd_core::{
    ByteSpan, Category, DataFile, Document, EntityMention, EventMention, Loaded, PerThread,
    Publication, Region, Registry, TimeMention, TokenLayer,
};
use rasd_tokenizer::Tokenizer;
use std::mem::take;
use std::sync::Arc;

/// Finds events by the frames of `rules/events` and the words of `rules/grammar`.
#[derive(Debug)]
pub struct Extractor {
    rules: Rules,
    known: PerThread<Known>,
}

/// What an extraction works on.
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// The tokenizer that made `layer`; the one the extractor was loaded with.
    pub tokenizer: &'a Tokenizer,
    /// Its tokens and sentences.
    pub layer: &'a TokenLayer,
    /// Its regions.
    pub regions: &'a [Region],
    /// Its publication date, for plans told in the present tense.
    pub publication: Option<&'a Publication>,
    /// Entity mentions by start, longer ones first; nominals that fill arguments are added at
    /// the end.
    pub entities: &'a mut Vec<EntityMention>,
    /// Time mentions by start.
    pub times: &'a [TimeMention],
    /// What the mentions stand for.
    pub registry: &'a mut Registry,
}

/// A trigger word that gave no event, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The token.
    pub token: u32,
    /// Its sentence.
    pub sentence: u32,
    /// Where the token is.
    pub span: ByteSpan,
    /// Frames that have the word as a trigger.
    pub frames: Vec<Arc<str>>,
    /// What stopped them.
    pub reasons: Vec<String>,
}

impl Extractor {
    /// Loads the rule files among `files`; others are ignored. Problems are reported with file,
    /// line and column, all at once, and good frames are kept.
    pub fn load(files: &[DataFile<'_>], tokenizer: &Tokenizer) -> Loaded<Extractor> {
        let loaded = Rules::load(files, tokenizer);
        Loaded {
            value: Extractor {
                rules: loaded.value,
                known: PerThread::default(),
            },
            problems: loaded.problems,
        }
    }

    /// The frames, in the order of their files.
    pub fn frames(&self) -> &[Frame] {
        &self.rules.frames
    }

    /// Finds the events of a document, by position of their triggers.
    ///
    /// Their traces are empty: [`Extractor::explain`] tells how each was reached.
    pub fn run(&self, input: Input<'_>) -> Vec<EventMention> {
        let (mut events, _) = self.known.with(|known| self.read(input, known, false));
        for event in &mut events {
            event.trace.clear();
        }
        events
    }

    /// Finds the events and says of every other trigger word what stopped it.
    pub fn explain(&self, input: Input<'_>) -> (Vec<EventMention>, Vec<Rejection>) {
        self.known.with(|known| self.read(input, known, true))
    }

    fn read(
        &self,
        input: Input<'_>,
        known: &mut Known,
        explaining: bool,
    ) -> (Vec<EventMention>, Vec<Rejection>) {
        let mut run = Run::new(&self.rules, input, known, explaining);
        run.document();
        let (drafts, mut events) = (take(&mut run.drafts), take(&mut run.events));
        cluster::cluster(&drafts, &mut events, self.known_of(&run.input, explaining));
        (events, run.rejections)
    }

    /// What ties each labelled mention to the events of labelled mentions before it: examples to fit
    /// the weights of `[[tie]]` to.
    ///
    /// `label` tells the event of a trigger (byte range without clitics) that was found as a mention
    /// of a category; mentions without a label are left out.
    pub fn compare(
        &self,
        input: Input<'_>,
        label: &dyn Fn(ByteSpan, Category) -> Option<u32>,
    ) -> Vec<Comparison> {
        self.known.with(|known| {
            let mut run = Run::new(&self.rules, input, known, false);
            run.document();
            let (drafts, events) = (take(&mut run.drafts), take(&mut run.events));
            cluster::compare(&drafts, &events, label, self.known_of(&run.input, false))
        })
    }

    /// What holds of each mention near a trigger, with what the frames alone make of it: examples to fit the
    /// weights of `[[attachment]]` to.
    pub fn candidates(&self, input: Input<'_>) -> Vec<CandidateRow> {
        self.known.with(|known| {
            let mut run = Run::new(&self.rules, input, known, false);
            run.rows = Some(Vec::new());
            run.document();
            take(&mut run.rows).unwrap_or_default()
        })
    }

    fn known_of<'a>(&'a self, input: &'a Input<'_>, explaining: bool) -> cluster::Known<'a> {
        cluster::Known {
            rules: &self.rules,
            tokenizer: input.tokenizer,
            times: input.times,
            entities: input.entities,
            layer: input.layer,
            registry: input.registry,
            publication: input.publication,
            explaining,
        }
    }
}
