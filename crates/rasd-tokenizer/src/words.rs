//! Writes the chosen readings of a sentence into the layer.

use crate::context::{Chooser, Position};
use crate::costs::Costs;
use crate::lexicon::Lexicon;
use crate::memo::Memo;
use crate::norm::source_offset;
use crate::tags::Tag;
use crate::template::Template;
use crate::vowels;
use rasd_core::{
    ByteSpan, LemmaId, Morph, Pos, Reading, Segment, SegmentRole, Token, TokenKind, TokenLayer,
};

/// Reads the words of texts; keeps what it learns in its memory.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) memo: Memo,
    chooser: Chooser,
    positions: Vec<Position>,
}

impl Reader {
    /// Adds the readings of all words of the layer, sentence by sentence.
    pub(crate) fn read(
        &mut self,
        lexicon: &Lexicon,
        costs: &Costs,
        text: &str,
        layer: &mut TokenLayer,
    ) {
        layer.memory = self.memo.id;
        // Egyptian newspapers write `ي` for a final `ى`, others do not.
        let writes_alef = text.contains("على ");
        // What words of news need on average; more is made room for as it comes.
        let words = layer.tokens.len();
        layer.readings.reserve(words * 3);
        layer.numbers.reserve(words * 3);
        layer.segments.reserve(words * 5);
        layer.forms.reserve(words * 24);
        for number in 0..layer.sentences.len() {
            let tokens = layer.sentences[number].tokens.range();
            self.positions.clear();
            for token in &layer.tokens[tokens.clone()] {
                let mut position = self.position(lexicon, costs, text, layer, token);
                if let Position::Word(_, evidence) = &mut position {
                    evidence.no_alef = writes_alef && token.norm.text(&layer.norms).ends_with('ي');
                }
                self.positions.push(position);
            }
            self.chooser
                .choose(costs, &self.memo.templates, &self.positions);
            for (at, index) in tokens.enumerate() {
                if let Some(number) = self.positions[at].number() {
                    layer.set_word_number(index, number);
                }
                if let Position::Word(readings, _) = self.positions[at] {
                    let first = readings.first as usize;
                    let templates = &self.memo.templates[first..first + readings.count as usize];
                    let best = self.chooser.chosen[at] as usize;
                    let writer = Writer {
                        lexicon,
                        text,
                        forms: &self.memo.forms,
                    };
                    writer.write(layer, index, templates, best);
                    let others = (0..readings.count).filter(|at| usize::from(*at) != best);
                    let order = std::iter::once(best as u8).chain(others);
                    let numbers = order.map(|at| readings.first + u32::from(at));
                    layer.numbers.extend(numbers.take(templates.len()));
                }
            }
        }
    }

    /// Whether the likeliest reading of a normalised word has an attached و or ف.
    pub(crate) fn begins_with_conjunction(
        &mut self,
        lexicon: &Lexicon,
        costs: &Costs,
        word: &str,
    ) -> bool {
        let readings = self.memo.readings(lexicon, costs, word);
        let best = self.memo.templates.get(readings.first as usize);
        readings.count > 0 && best.is_some_and(|template| template.left == Tag::Conj)
    }

    fn position(
        &mut self,
        lexicon: &Lexicon,
        costs: &Costs,
        text: &str,
        layer: &TokenLayer,
        token: &Token,
    ) -> Position {
        match token.kind {
            TokenKind::Word => {
                let word = token.norm.text(&layer.norms);
                let readings = self.memo.readings(lexicon, costs, word);
                let vowelled = token.span.len() != token.norm.len();
                let evidence = if vowelled {
                    vowels::evidence(token.span.text(text))
                } else {
                    Default::default()
                };
                Position::Word(readings, evidence)
            }
            TokenKind::Number => Position::Other(Tag::Digits, None),
            TokenKind::Foreign | TokenKind::Handle | TokenKind::Url => {
                Position::Other(Tag::Foreign, None)
            }
            TokenKind::Punctuation | TokenKind::Symbol => {
                let number = self.memo.sign(token.norm.text(&layer.norms));
                Position::Other(Tag::Punct, Some(number))
            }
        }
    }
}

struct Writer<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    forms: &'a str,
}

impl Writer<'_> {
    /// Writes the readings of token `index`, number `best` first.
    fn write(&self, layer: &mut TokenLayer, index: usize, templates: &[Template], best: usize) {
        let token = layer.tokens[index];
        layer.tokens[index].first_reading = layer.readings.len() as u32;
        layer.tokens[index].reading_count = templates.len() as u8;
        let others = (0..templates.len()).filter(|at| *at != best);
        for at in std::iter::once(best).chain(others) {
            if let Some(template) = templates.get(at) {
                self.reading(layer, &token, template);
            }
        }
    }

    fn reading(&self, layer: &mut TokenLayer, token: &Token, template: &Template) {
        let first = layer.segments.len() as u32;
        let mut at = token.span.start();
        let mut norm_at = 0;
        let proclitics = &template.proclitics[..template.proclitic_count as usize];
        for clitic in proclitics {
            let clitic = &self.lexicon.clitics.clitics[*clitic as usize];
            norm_at += clitic.form.len();
            let end = self.source(token, norm_at);
            let span = ByteSpan::new(at, end);
            self.clitic(layer, span, SegmentRole::Proclitic, clitic);
            at = end;
        }
        let stem_end = match template.enclitic {
            Some(_) => self.source(token, template.stem.1 as usize),
            None => token.span.end(),
        };
        let span = ByteSpan::new(at, stem_end);
        let form = &self.forms[template.form.0 as usize..template.form.1 as usize];
        let mut features = template.features;
        if template.pos == Pos::Verb && token.span.len() != token.norm.len() {
            let damma_prefix = template
                .lemma
                .is_some_and(|l| self.lexicon.lemmas[l as usize].damma_prefix);
            let written = span.text(self.text);
            let voice = vowels::voice(written, features.verb_form, damma_prefix);
            features.voice = voice.or(features.voice);
        }
        push(
            layer,
            span,
            SegmentRole::Stem,
            form,
            Morph {
                lemma: template.lemma.map(LemmaId),
                pos: template.pos,
                features,
            },
        );
        if let Some(clitic) = template.enclitic {
            let clitic = &self.lexicon.clitics.clitics[clitic as usize];
            let span = ByteSpan::new(stem_end, token.span.end());
            self.clitic(layer, span, SegmentRole::Enclitic, clitic);
        }
        layer.readings.push(Reading {
            first,
            count: (layer.segments.len() as u32 - first) as u8,
            stem: template.proclitic_count,
            affixes: template.affixes,
            cost: template.cost.clamp(0, i32::from(u16::MAX)) as u16,
            guessed: template.guessed,
        });
    }

    /// Source offset of an offset in the token's normalised form.
    fn source(&self, token: &Token, norm_offset: usize) -> u32 {
        if token.span.len() == token.norm.len() {
            return token.span.start() + norm_offset as u32;
        }
        token.span.start() + source_offset(token.span.text(self.text), norm_offset) as u32
    }

    fn clitic(
        &self,
        layer: &mut TokenLayer,
        span: ByteSpan,
        role: SegmentRole,
        clitic: &crate::lexicon::Clitic,
    ) {
        push(
            layer,
            span,
            role,
            &clitic.form,
            Morph {
                lemma: Some(LemmaId(clitic.lemma_id)),
                pos: clitic.pos,
                features: clitic.features,
            },
        );
    }
}

fn push(layer: &mut TokenLayer, span: ByteSpan, role: SegmentRole, form: &str, morph: Morph) {
    let start = layer.forms.len() as u32;
    layer.forms.push_str(form);
    layer.segments.push(Segment {
        span,
        role,
        form: ByteSpan::new(start, layer.forms.len() as u32),
        morph,
    });
}
