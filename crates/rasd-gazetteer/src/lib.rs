//! Gazetteers: loads, matches and links entity mentions in Arabic text.
//!
//! [`Gazetteer::load`] reads the tables of `gazetteers/`; [`Gazetteer::run`] finds the
//! mentions of a tokenised document and links them: countries, persons, organisations,
//! places, nationality words, titles with the holders of their offices at the date in
//! question, and nominals that may fill an argument.
//!
//! The crate knows nothing of events or times, never reads a file and never fails on a text.

mod data;
mod engine;
mod known;
mod load;
mod names;
mod nisba;
mod offices;
mod peel;
mod phrases;
mod run;
mod table;
pub mod tools;
mod trie;
mod vocabulary;

pub use engine::{AhoEngine, Engine, Hit};
pub use phrases::{PhraseId, Phrases};
pub use trie::TrieEngine;

use data::Data;
use rasd_core::{
    DataFile, Document, EntityMention, Loaded, PerThread, Provenance, Publication, RefId, Region,
    Registry, TokenLayer,
};
use rasd_tokenizer::Tokenizer;
use std::ops::Range;

/// The tables, ready to find mentions.
#[derive(Debug)]
pub struct Gazetteer {
    data: Data,
    engine: TrieEngine,
    seen: PerThread<run::Seen>,
}

impl Gazetteer {
    /// Loads the tables of `gazetteers/` among `files`; other files are left alone.
    ///
    /// Every problem of every row is returned with its file, line and column; good rows are kept.
    pub fn load(files: &[DataFile<'_>]) -> Loaded<Gazetteer> {
        let (data, phrases, problems) = load::Loader::default().read(files);
        Loaded {
            value: Gazetteer {
                data,
                engine: TrieEngine::new(phrases),
                seen: PerThread::default(),
            },
            problems,
        }
    }

    /// Finds and links the mentions of a document, in text order, longer ones first.
    ///
    /// Spans are bytes of the document's text. Nothing is found in boilerplate regions.
    /// Offices are resolved at the publication date; [`Gazetteer::holder_during`] tells who held one
    /// at another. What mentions stand for is added to
    /// `registry`. Nominals (NOM) are candidates: those that fill no argument are to be dropped.
    pub fn run(
        &self,
        doc: &Document,
        _tokenizer: &Tokenizer,
        layer: &TokenLayer,
        regions: &[Region],
        publication: Option<&Publication>,
        registry: &mut Registry,
    ) -> Vec<EntityMention> {
        let input = run::Input {
            gazetteer: self,
            doc,
            layer,
            regions,
            publication,
        };
        run::run(&input, registry)
    }

    /// Who held an office in a period, the first day in it and the last one not, with the row of
    /// the tenure: the one that takes up most of it. Added to `registry` if new there.
    ///
    /// `office` is written as in `offices.csv`. Where the tables have other times of the office but
    /// not this one, the entry is the office itself, without a row; `None` where they do not have
    /// the office.
    pub fn holder_during(
        &self,
        office: &str,
        period: (jiff::civil::Date, jiff::civil::Date),
        registry: &mut Registry,
    ) -> Option<(RefId, Option<Provenance>)> {
        run::holder_during(&self.data, office, period, registry)
    }

    /// The country whose government a capital may stand for: of the entry of Moscow that of Russia, which is
    /// entered if it is new. `None` if the entry is no capital.
    pub fn government_of(&self, capital: RefId, registry: &mut Registry) -> Option<RefId> {
        run::government_of(&self.data, capital, registry)
    }

    pub(crate) fn data(&self) -> &Data {
        &self.data
    }

    /// Phrases in the sentences of a layer that are given as ranges of tokens.
    pub(crate) fn hits(&self, layer: &TokenLayer, sentences: &[Range<usize>]) -> Vec<Hit> {
        // News has a phrase in two words or so.
        let mut hits = Vec::with_capacity(layer.tokens.len() / 2);
        self.engine.find_in(layer, sentences, &mut hits);
        hits
    }

    /// What is remembered of words from document to document.
    pub(crate) fn seen(&self) -> &PerThread<run::Seen> {
        &self.seen
    }

    pub(crate) fn engine(&self) -> &TrieEngine {
        &self.engine
    }
}
