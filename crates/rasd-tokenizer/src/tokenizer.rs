//! The tokenizer: what it is loaded from and what it does to a text.

use crate::costs::Costs;
use crate::lexicon::Lexicon;
use crate::norm::write_norm;
use crate::scan::scan;
use crate::sentences;
use crate::structure::Structure;
use crate::words::Reader;
use rasd_core::{DataFile, LemmaId, Loaded, PerThread, Region, Segment, TokenLayer};

/// Turns texts into tokens, sentences and regions, and analyses their words.
#[derive(Debug)]
pub struct Tokenizer {
    structure: Structure,
    costs: Costs,
    lexicon: Lexicon,
    /// What is remembered of words; the later stages go by the numbers in it, so a thread keeps its own.
    readers: PerThread<Reader>,
}

impl Tokenizer {
    /// Loads the tables of `lexicon/` and `rules/structure*.toml` among `files`; other files
    /// are left alone.
    ///
    /// Without any files the tokenizer still tokenizes, but every word is unknown to it.
    pub fn load(files: &[DataFile]) -> Loaded<Tokenizer> {
        let mut problems = Vec::new();
        let structure = Structure::load(files, &mut problems);
        let costs = Costs::load(files, &mut problems);
        let lexicon = Lexicon::load(files, &mut problems);
        Loaded {
            value: Tokenizer {
                structure,
                costs,
                lexicon,
                readers: PerThread::default(),
            },
            problems,
        }
    }

    /// Analyses `text` into `layer` and `regions`, which are cleared first.
    ///
    /// Offsets are bytes of `text`. A layer can be used for one text after another, which
    /// saves allocations. The tokenizer remembers the words it has seen, so the first texts
    /// take longer than later ones; what it finds does not depend on it.
    pub fn run(&self, text: &str, layer: &mut TokenLayer, regions: &mut Vec<Region>) {
        layer.clear();
        regions.clear();
        scan(text, layer);
        self.readers
            .with(|reader| self.analyse(text, layer, regions, reader));
    }

    fn analyse(
        &self,
        text: &str,
        layer: &mut TokenLayer,
        regions: &mut Vec<Region>,
        reader: &mut Reader,
    ) {
        reader.look_up(&self.lexicon, &self.costs, layer);
        let pieces = self.structure.regions(text, layer, regions, reader);
        for piece in pieces {
            sentences::split(
                text,
                layer,
                piece.tokens,
                &self.structure,
                piece.region,
                piece.paragraph,
            );
        }
        reader.read(&self.lexicon, &self.costs, text, layer);
    }

    /// The written form of a lemma of the lexicon.
    pub fn lemma(&self, id: LemmaId) -> &str {
        self.lexicon.lemma_form(id)
    }

    /// How many lemmas the lexicon has; their numbers are below.
    pub fn lemma_count(&self) -> usize {
        self.lexicon.lemmas.len()
    }

    /// Every lemma that is written so, homographs included; `lemma` is normalised first.
    pub fn lemma_ids(&self, lemma: &str) -> Vec<LemmaId> {
        self.lexicon.lemma_ids(&write_norm(lemma))
    }

    /// The lemma of a segment, or its form without the article where the word was guessed.
    pub fn lemma_of<'a>(&'a self, layer: &'a TokenLayer, segment: &'a Segment) -> &'a str {
        match segment.morph.lemma {
            Some(id) => self.lemma(id),
            None => self.form_of(layer, segment),
        }
    }

    /// The form of a segment, without the article.
    pub fn form_of<'a>(&'a self, layer: &'a TokenLayer, segment: &'a Segment) -> &'a str {
        let form = layer.form(segment);
        match self.without_article(form) {
            Some(bare) if segment.morph.features.definite => bare,
            _ => form,
        }
    }

    /// What follows the article in a word that is written as if it had one; `None` if it is not.
    pub fn without_article<'a>(&self, word: &'a str) -> Option<&'a str> {
        let article = self.lexicon.clitics.article.as_str();
        word.strip_prefix(article).filter(|bare| !bare.is_empty())
    }
}

/// Cuts `text` into tokens and normalises them, and does nothing else: what tables, lists and
/// rules need to compare with a text. `layer` is cleared first; offsets are bytes of `text`.
pub fn tokens(text: &str, layer: &mut TokenLayer) {
    layer.clear();
    scan(text, layer);
}
