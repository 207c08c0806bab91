//! Looks the words of a text up and chooses among their readings, sentence by sentence.

use crate::context::{Chooser, Evidence, Position};
use crate::costs::Costs;
use crate::lexicon::Lexicon;
use crate::memo::{Memo, Readings};
use crate::phrases::{LineWord, Phrases};
use crate::rows;
use crate::tags::Tag;
use crate::vowels;
use rasd_core::{Facts, ReadingsId, Token, TokenKind, TokenLayer};

/// Reads the words of texts; keeps what it learns in its memory.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    memo: Memo,
    /// Numbers of words among those of the structure rules.
    line_words: Facts<LineWord>,
    chooser: Chooser,
    /// The readings of each token; none for what is no word.
    found: Vec<Readings>,
}

impl Reader {
    /// Looks every word and sign of the layer up.
    pub(crate) fn look_up(&mut self, lexicon: &Lexicon, costs: &Costs, layer: &mut TokenLayer) {
        self.memo.prepare();
        layer.memory = self.memo.id;
        layer.shared = Some(self.memo.written.clone());
        self.line_words.open(layer);
        let (memo, found) = (&mut self.memo, &mut self.found);
        found.clear();
        found.reserve(layer.tokens.len());
        layer.number_words(|token, written| {
            let mut readings = Readings::default();
            let number = match token.kind {
                TokenKind::Word => {
                    readings = memo.readings(lexicon, costs, written);
                    Some(readings.word)
                }
                TokenKind::Punctuation | TokenKind::Symbol => Some(memo.sign(written)),
                TokenKind::Number | TokenKind::Foreign | TokenKind::Handle | TokenKind::Url => None,
            };
            found.push(readings);
            number
        });
    }

    /// Adds the readings of all words of the layer, sentence by sentence.
    pub(crate) fn read(
        &mut self,
        lexicon: &Lexicon,
        costs: &Costs,
        text: &str,
        layer: &mut TokenLayer,
    ) {
        // Some newspapers write `ي` for a final `ى`; one that writes `ى` in a function word does not.
        let writes_alef = self.found.iter().any(|readings| readings.writes_alef);
        for number in 0..layer.sentences.len() {
            let tokens = layer.sentences[number].tokens.range();
            let own = layer.tokens[tokens.clone()].iter();
            let positions = own
                .zip(&self.found[tokens.clone()])
                .map(|(token, readings)| position(text, token, *readings, writes_alef));
            self.chooser.choose(costs, &self.memo, positions);
            for (at, index) in tokens.enumerate() {
                let readings = self.found[index];
                if readings.count > 0 {
                    let best = usize::from(self.chooser.chosen[at]);
                    self.write(lexicon, text, layer, index, readings, best);
                }
            }
        }
    }

    /// Gives a token its readings, the best one first.
    fn write(
        &self,
        lexicon: &Lexicon,
        text: &str,
        layer: &mut TokenLayer,
        index: usize,
        readings: Readings,
        best: usize,
    ) {
        let token = &mut layer.tokens[index];
        let (span, vowelled) = (token.span, token.span.len() != token.norm.len());
        let write = || {
            let surface = (span.text(text), vowelled);
            rows::write(lexicon, &self.memo, surface, readings, best)
        };
        let number = readings.first + best as u32;
        if !vowelled && self.memo.written.add(number, write) {
            token.readings = ReadingsId::shared(number);
            token.reading_count = readings.count;
        } else {
            layer.add_own(index, write());
        }
    }

    /// Whether the likeliest reading of a token has an attached و or ف.
    pub(crate) fn begins_with_conjunction(&self, index: usize) -> bool {
        let best = self.memo.templates[self.found[index].range()].first();
        best.is_some_and(|template| template.left == Tag::Conj)
    }

    /// Whether a token can be a word of a name: it is a noun, an adjective, a name or of no table.
    pub(crate) fn may_name(&self, index: usize) -> bool {
        use Tag::{Adj, AdjDef, Foreign, Masdar, Name, Noun, NounDef};
        let best = self.memo.templates[self.found[index].range()].first();
        best.is_none_or(|template| {
            matches!(
                template.left,
                Adj | AdjDef | Foreign | Masdar | Name | Noun | NounDef
            )
        })
    }

    /// Whether a token is likeliest a name.
    pub(crate) fn is_name(&self, index: usize) -> bool {
        self.likeliest(index) == Some(Tag::Name)
    }

    /// Whether a token is likeliest a verb in the perfect.
    pub(crate) fn is_perfect(&self, index: usize) -> bool {
        self.likeliest(index) == Some(Tag::Perfect)
    }

    /// What the likeliest reading of a token shows to the word before it.
    fn likeliest(&self, index: usize) -> Option<Tag> {
        let templates = &self.memo.templates[self.found[index].range()];
        templates.first().map(|template| template.left)
    }

    /// What the structure rules need to know of a token.
    pub(crate) fn line_word(
        &mut self,
        phrases: &Phrases,
        layer: &TokenLayer,
        index: usize,
    ) -> LineWord {
        let number = layer.word_number(index);
        let word = || phrases.line_word(layer.written(index));
        self.line_words.get(number, word)
    }
}

fn position(text: &str, token: &Token, readings: Readings, writes_alef: bool) -> Position {
    match token.kind {
        TokenKind::Word => {
            let no_alef = writes_alef && readings.ya_for_alef;
            let vowelled = token.span.len() != token.norm.len();
            if !no_alef && !vowelled {
                return Position::Word(readings);
            }
            let mut evidence = Evidence::default();
            if vowelled {
                evidence = vowels::evidence(token.span.text(text));
            }
            Position::Telling(
                readings,
                Evidence {
                    no_alef,
                    ..evidence
                },
            )
        }
        TokenKind::Number => Position::Other(Tag::Digits),
        TokenKind::Foreign | TokenKind::Handle | TokenKind::Url => Position::Other(Tag::Foreign),
        TokenKind::Punctuation | TokenKind::Symbol => Position::Other(Tag::Punct),
    }
}
