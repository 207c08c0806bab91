//! The tokenizer: what it is loaded from and what it does to a text.

use crate::scan::scan;
use crate::sentences;
use crate::structure::Structure;
use rasd_core::{
    Affixes, ByteSpan, DataFile, Features, LemmaId, Loaded, Morph, Pos, Reading, Region, Segment,
    SegmentRole, TokenKind, TokenLayer,
};

/// Turns texts into tokens, sentences and regions, and analyses their words.
#[derive(Debug)]
pub struct Tokenizer {
    structure: Structure,
}

impl Tokenizer {
    /// Loads the tables of `lexicon/` and `rules/structure*.toml` among `files`; other files
    /// are left alone.
    ///
    /// Without any files the tokenizer still tokenizes, but every word is unknown to it.
    pub fn load(files: &[DataFile]) -> Loaded<Tokenizer> {
        let mut problems = Vec::new();
        let structure = Structure::load(files, &mut problems);
        Loaded {
            value: Tokenizer { structure },
            problems,
        }
    }

    /// Analyses `text` into `layer` and `regions`, which are cleared first.
    ///
    /// Offsets are bytes of `text`. A layer can be used for one text after another, which
    /// saves allocations and lets the tokenizer remember the words it has seen.
    pub fn run(&self, text: &str, layer: &mut TokenLayer, regions: &mut Vec<Region>) {
        layer.clear();
        regions.clear();
        scan(text, layer);
        let pieces = self.structure.regions(text, layer, regions);
        let is_abbreviation = |word: &str| self.structure.is_abbreviation(word);
        for piece in pieces {
            sentences::split(
                text,
                layer,
                piece.tokens,
                &is_abbreviation,
                piece.region,
                piece.paragraph,
            );
        }
        self.read_words(layer);
    }

    fn read_words(&self, layer: &mut TokenLayer) {
        for index in 0..layer.tokens.len() {
            let token = layer.tokens[index];
            if token.kind != TokenKind::Word {
                continue;
            }
            let form = ByteSpan::new(
                layer.forms.len() as u32,
                layer.forms.len() as u32 + token.norm.len(),
            );
            layer.forms.push_str(token.norm.text(&layer.norms));
            let first = layer.segments.len() as u32;
            layer.segments.push(Segment {
                span: token.span,
                role: SegmentRole::Stem,
                form,
                morph: Morph {
                    lemma: None,
                    pos: Pos::X,
                    features: Features::default(),
                },
            });
            layer.tokens[index].first_reading = layer.readings.len() as u32;
            layer.tokens[index].reading_count = 1;
            layer.readings.push(Reading {
                first,
                count: 1,
                stem: 0,
                affixes: Affixes::default(),
                cost: 0,
                guessed: true,
            });
        }
    }

    /// The written form of a lemma of the lexicon.
    pub fn lemma(&self, _id: LemmaId) -> &str {
        ""
    }

    /// Every lemma that is written so, homographs included; `lemma` is normalised first.
    pub fn lemma_ids(&self, _lemma: &str) -> Vec<LemmaId> {
        Vec::new()
    }

    /// The lemma of a segment, or its form where the word was guessed.
    pub fn lemma_of<'a>(&'a self, layer: &'a TokenLayer, segment: &Segment) -> &'a str {
        match segment.morph.lemma {
            Some(id) => self.lemma(id),
            None => layer.form(segment),
        }
    }
}
