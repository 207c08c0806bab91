//! Looks the words of a text up and chooses among their readings, sentence by sentence.

use crate::context::{Chooser, Position};
use crate::costs::Costs;
use crate::lexicon::Lexicon;
use crate::memo::{Memo, Readings};
use crate::phrases::{LineWord, Phrases};
use crate::rows;
use crate::tags::Tag;
use crate::vowels;
use rasd_core::{Facts, Token, TokenKind, TokenLayer};

/// Reads the words of texts; keeps what it learns in its memory.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    memo: Memo,
    /// Numbers of words among those of the structure rules.
    line_words: Facts<LineWord>,
    chooser: Chooser,
    positions: Vec<Position>,
    /// The readings of each token; none for what is no word.
    found: Vec<Readings>,
}

impl Reader {
    /// Looks every word and sign of the layer up.
    pub(crate) fn look_up(&mut self, lexicon: &Lexicon, costs: &Costs, layer: &mut TokenLayer) {
        self.memo.prepare();
        layer.memory = self.memo.id;
        self.line_words.open(layer);
        self.found.clear();
        for index in 0..layer.tokens.len() {
            let mut readings = Readings::default();
            match layer.tokens[index].kind {
                TokenKind::Word => {
                    readings = self.memo.readings(lexicon, costs, layer.written(index));
                    layer.set_word_number(index, readings.word);
                }
                TokenKind::Punctuation | TokenKind::Symbol => {
                    let number = self.memo.sign(layer.written(index));
                    layer.set_word_number(index, number);
                }
                TokenKind::Number | TokenKind::Foreign | TokenKind::Handle | TokenKind::Url => {}
            }
            self.found.push(readings);
        }
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
        let mut words = (0..layer.tokens.len()).map(|index| layer.written(index));
        let writes_alef = words.any(|word| word.ends_with('ى') && lexicon.is_function_word(word));
        // What words of news need on average; more is made room for as it comes.
        let words = layer.tokens.len();
        layer.readings.reserve(words * 3);
        layer.numbers.reserve(words * 3);
        layer.segments.reserve(words * 5);
        layer.forms.reserve(words * 24);
        for number in 0..layer.sentences.len() {
            let tokens = layer.sentences[number].tokens.range();
            self.positions.clear();
            for index in tokens.clone() {
                let mut position = position(text, &layer.tokens[index], self.found[index]);
                if let Position::Word(_, evidence) = &mut position {
                    let doubtful = writes_alef && self.found[index].ya_for_alef;
                    evidence.no_alef = doubtful && layer.written(index).ends_with('ي');
                }
                self.positions.push(position);
            }
            self.chooser.choose(costs, &self.memo, &self.positions);
            for (at, index) in tokens.enumerate() {
                let readings = self.found[index];
                if readings.count > 0 {
                    let best = usize::from(self.chooser.chosen[at]);
                    self.write(lexicon, text, layer, index, readings, best);
                }
            }
        }
    }

    /// Writes the readings of a token, the best one first.
    fn write(
        &self,
        lexicon: &Lexicon,
        text: &str,
        layer: &mut TokenLayer,
        index: usize,
        readings: Readings,
        best: usize,
    ) {
        let first = layer.readings.len() as u32;
        let token = &mut layer.tokens[index];
        token.first_reading = first;
        token.reading_count = readings.count;
        let token = *token;
        if token.span.len() == token.norm.len() {
            self.memo.rows.copy(readings, best, layer, index);
        } else {
            let templates = &self.memo.templates[readings.range()];
            let stems = &self.memo.forms;
            rows::write(lexicon, stems, text, layer, &token, templates, best);
        }
        let from = layer.numbers.len();
        let own = readings.range().map(|number| number as u32);
        layer.numbers.extend(own);
        if best > 0 {
            layer.numbers[from..][..=best].rotate_right(1);
        }
    }

    /// Whether the likeliest reading of a token has an attached و or ف.
    pub(crate) fn begins_with_conjunction(&self, index: usize) -> bool {
        let best = self.memo.templates[self.found[index].range()].first();
        best.is_some_and(|template| template.left == Tag::Conj)
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

fn position(text: &str, token: &Token, readings: Readings) -> Position {
    match token.kind {
        TokenKind::Word => {
            let vowelled = token.span.len() != token.norm.len();
            let evidence = if vowelled {
                vowels::evidence(token.span.text(text))
            } else {
                Default::default()
            };
            Position::Word(readings, evidence)
        }
        TokenKind::Number => Position::Other(Tag::Digits),
        TokenKind::Foreign | TokenKind::Handle | TokenKind::Url => Position::Other(Tag::Foreign),
        TokenKind::Punctuation | TokenKind::Symbol => Position::Other(Tag::Punct),
    }
}
