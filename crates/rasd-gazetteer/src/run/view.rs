//! What is known of each word of the document.

use super::Input;
use crate::data::{Cue, Data, Meaning, NameToken};
use crate::engine::{Engine, Hit};
use rasd_core::{Affixes, Pos, RegionKind, TokenKind, TokenLayer};
use std::ops::Range;

/// What the tokenizer says of a word, in short.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// An Arabic or foreign word, not a number or mark.
    pub(crate) is_word: bool,
    pub(crate) pos: Option<Pos>,
    /// Not in the lexicon.
    pub(crate) guessed: bool,
    /// With the article, or with an attached pronoun.
    pub(crate) definite: bool,
    pub(crate) pronoun: bool,
    /// A particle, preposition or pronoun of the lexicon.
    pub(crate) function: bool,
    /// With و or ف before it.
    pub(crate) conjunction: bool,
    /// With ب, ل or ك before it.
    pub(crate) preposition: bool,
}

/// The document with its phrases and words.
pub(crate) struct View<'a> {
    pub(crate) data: &'a Data,
    pub(crate) layer: &'a TokenLayer,
    pub(crate) text: &'a str,
    hits: Vec<Hit>,
    first: Vec<u32>,
    words: Vec<Word>,
    /// Sentences outside boilerplate.
    pub(crate) sentences: Vec<Range<usize>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(input: &Input<'a>) -> Self {
        let layer = input.layer;
        let mut hits = Vec::new();
        let mut sentences = Vec::new();
        for sentence in &layer.sentences {
            let region = input.regions.get(sentence.region as usize);
            if region.is_some_and(|region| region.kind == RegionKind::Boilerplate) {
                continue;
            }
            let tokens = sentence.tokens.range();
            input
                .gazetteer
                .engine()
                .find(layer, tokens.clone(), &mut hits);
            sentences.push(tokens);
        }
        hits.sort_unstable_by_key(|hit| (hit.first, std::cmp::Reverse(hit.end)));
        let mut first = Vec::with_capacity(layer.tokens.len() + 1);
        let mut at = 0;
        for token in 0..=layer.tokens.len() {
            while at < hits.len() && (hits[at].first as usize) < token {
                at += 1;
            }
            first.push(at as u32);
        }
        // Without a lexicon every word is unknown, which says nothing of any of them.
        let informed = layer.readings.iter().any(|reading| !reading.guessed);
        let words = (0..layer.tokens.len())
            .map(|index| Word {
                guessed: informed && word(layer, index).guessed,
                ..word(layer, index)
            })
            .collect();
        View {
            data: input.gazetteer.data(),
            layer,
            text: &input.doc.text,
            hits,
            first,
            words,
            sentences,
        }
    }

    /// What the tokenizer says of token `index`; nothing past the end.
    pub(crate) fn word(&self, index: usize) -> Word {
        self.words.get(index).copied().unwrap_or_default()
    }

    /// The normalised form of token `index`; empty past the end.
    pub(crate) fn written(&self, index: usize) -> &str {
        if index < self.layer.tokens.len() {
            self.layer.written(index)
        } else {
            ""
        }
    }

    /// The search-folded form of token `index`; empty past the end.
    pub(crate) fn folded(&self, index: usize) -> &str {
        if index < self.layer.tokens.len() {
            self.layer.folded(index)
        } else {
            ""
        }
    }

    /// Phrases that begin at token `index`, longest first.
    pub(crate) fn hits(&self, index: usize) -> &[Hit] {
        match (self.first.get(index), self.first.get(index + 1)) {
            (Some(from), Some(to)) => &self.hits[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// Phrases that begin at token `index` with their meanings, longest first.
    pub(crate) fn meanings(&self, index: usize) -> impl Iterator<Item = (Hit, Meaning)> + '_ {
        self.hits(index).iter().flat_map(|hit| {
            let meanings = self.data.meanings(hit.phrase).iter();
            // The key of a word makes ة and ه equal, but no pronoun is written ة.
            let pronoun = !self.written(hit.end as usize - 1).ends_with('ة');
            meanings
                .filter(move |meaning| pronoun || !ends_with_pronoun(meaning))
                .map(move |meaning| (*hit, *meaning))
        })
    }

    /// The token after a cue of this kind at `index`.
    pub(crate) fn cue(&self, index: usize, wanted: Cue) -> Option<usize> {
        self.meanings(index)
            .find(|(_, meaning)| *meaning == Meaning::Cue(wanted))
            .map(|(hit, _)| hit.end as usize)
    }

    /// What part of a name the token is by the tables, if it stands without proclitics.
    pub(crate) fn name_token(&self, index: usize) -> Option<(NameToken, bool)> {
        if self.word(index).function {
            return None;
        }
        self.meanings(index)
            .filter(|(hit, _)| hit.skip == 0 && hit.end as usize == index + 1)
            .find_map(|(hit, meaning)| match meaning {
                Meaning::NameToken(token) => Some((token, hit.article)),
                _ => None,
            })
    }

    /// Whether the token is one of these marks.
    pub(crate) fn is_mark(&self, index: usize, marks: &str) -> bool {
        let written = self.written(index);
        !written.is_empty()
            && !self.word(index).is_word
            && written.chars().all(|c| marks.contains(c))
    }

    /// Whether the phrase is definite: with the article on its first word, in or outside the listing.
    pub(crate) fn has_article(&self, hit: &Hit) -> bool {
        hit.article
            || self
                .folded(hit.first as usize)
                .get(usize::from(hit.skip)..)
                .is_some_and(|word| {
                    word.starts_with("ال") || (hit.skip > 0 && word.starts_with('ل'))
                })
    }
}

fn ends_with_pronoun(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Title { form, .. } | Meaning::Nominal { form, .. } => form.pronoun > 0,
        _ => false,
    }
}

/// The best reading of a token in short.
fn word(layer: &TokenLayer, index: usize) -> Word {
    let kind = layer.tokens[index].kind;
    let is_word = matches!(kind, TokenKind::Word | TokenKind::Foreign);
    let Some(reading) = layer.reading(index) else {
        return Word {
            is_word,
            guessed: kind == TokenKind::Foreign,
            ..Word::default()
        };
    };
    let stem = layer.stem(index);
    let prepositions = Affixes::BI.with(Affixes::LI).with(Affixes::KA);
    Word {
        is_word,
        pos: stem.map(|stem| stem.morph.pos),
        guessed: reading.guessed,
        function: !reading.guessed
            && stem.is_some_and(|stem| {
                matches!(
                    stem.morph.pos,
                    Pos::Adp
                        | Pos::Part
                        | Pos::Sconj
                        | Pos::Cconj
                        | Pos::Pron
                        | Pos::Det
                        | Pos::Aux
                )
            }),
        definite: reading.affixes.any(Affixes::AL.with(Affixes::PRONOUN)),
        pronoun: reading.affixes.has(Affixes::PRONOUN),
        conjunction: reading.affixes.any(Affixes::WA.with(Affixes::FA)),
        preposition: reading.affixes.any(prepositions),
    }
}
