//! Readings written out as layers have them: made once a word, copied for each of its tokens.

use crate::lexicon::Lexicon;
use crate::memo::{Memo, Readings};
use crate::norm::source_offset;
use crate::template::Template;
use crate::vowels;
use rasd_core::{ByteSpan, LemmaId, Morph, Pos, Reading, Segment, SegmentRole, Token, TokenLayer};

/// The readings of the memory's words. Places count from the beginning of the word: spans from its
/// first byte, segments from its first one, forms from where its forms begin.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    readings: Vec<Reading>,
    segments: Vec<Segment>,
    forms: String,
    /// For each reading the first segment and the first byte of the forms of its word.
    starts: Vec<(u32, u32)>,
}

impl Rows {
    /// Writes out the readings of a normalised word, which follow those added before; their stems
    /// are spelt in `stems`.
    pub(crate) fn add(
        &mut self,
        lexicon: &Lexicon,
        stems: &str,
        word: &str,
        templates: &[Template],
    ) {
        let start = (self.segments.len() as u32, self.forms.len() as u32);
        let mut writer = Writer {
            lexicon,
            stems,
            segments: &mut self.segments,
            forms: &mut self.forms,
            start,
        };
        for template in templates {
            let source = |norm: usize| norm as u32;
            let voice = template.features.voice;
            let number = self.readings.len() as u32;
            let bounds = (0, word.len() as u32);
            let reading = writer.reading(template, bounds, source, voice);
            self.readings.push(Reading { number, ..reading });
            self.starts.push(start);
        }
    }

    /// Copies the readings of the word at token `index` into the layer, the one at `best` first. The
    /// token must be as long as its normalised form.
    pub(crate) fn copy(
        &self,
        readings: Readings,
        best: usize,
        layer: &mut TokenLayer,
        index: usize,
    ) {
        let range = readings.range();
        let Some((segment, form)) = self.starts.get(range.start) else {
            return;
        };
        let (end_segment, end_form) = match self.starts.get(range.end) {
            Some((segment, form)) => (*segment as usize, *form as usize),
            None => (self.segments.len(), self.forms.len()),
        };
        let start = layer.tokens[index].span.start();
        let (first, spelt) = (layer.segments.len() as u32, layer.forms.len() as u32);
        let own = &self.segments[*segment as usize..end_segment];
        layer.segments.extend_from_slice(own);
        for segment in &mut layer.segments[first as usize..] {
            segment.span = segment.span.shifted(start);
            segment.form = segment.form.shifted(spelt);
        }
        layer.forms.push_str(&self.forms[*form as usize..end_form]);
        let from = layer.readings.len();
        layer.readings.extend_from_slice(&self.readings[range]);
        for reading in &mut layer.readings[from..] {
            reading.first += first;
        }
        if best > 0 {
            layer.readings[from..][..=best].rotate_right(1);
        }
    }
}

/// Writes the readings of one token, whose normalised form is shorter or longer than its source,
/// the one at `best` first.
pub(crate) fn write(
    lexicon: &Lexicon,
    memo: &Memo,
    text: &str,
    layer: &mut TokenLayer,
    token: &Token,
    readings: Readings,
    best: usize,
) {
    let templates = &memo.templates[readings.range()];
    let surface = token.span.text(text);
    let mut writer = Writer {
        lexicon,
        stems: &memo.forms,
        segments: &mut layer.segments,
        forms: &mut layer.forms,
        start: (0, 0),
    };
    let source = |norm: usize| token.span.start() + source_offset(surface, norm) as u32;
    let bounds = (token.span.start(), token.span.end());
    let others = (0..templates.len()).filter(|at| *at != best);
    for at in std::iter::once(best).chain(others) {
        let template = &templates[at];
        let mut voice = template.features.voice;
        if template.pos == Pos::Verb {
            let damma_prefix = template
                .lemma
                .is_some_and(|l| lexicon.lemmas[l as usize].damma_prefix);
            let stem = writer.stem(template, bounds, source);
            let form = template.features.verb_form;
            voice = vowels::voice(stem.text(text), form, damma_prefix).or(voice);
        }
        let reading = writer.reading(template, bounds, source, voice);
        layer.readings.push(Reading {
            number: readings.first + at as u32,
            ..reading
        });
    }
}

/// Writes readings as segments and forms.
struct Writer<'a> {
    lexicon: &'a Lexicon,
    /// The forms of stems.
    stems: &'a str,
    segments: &'a mut Vec<Segment>,
    forms: &'a mut String,
    /// The segment and the byte of the forms that places are counted from.
    start: (u32, u32),
}

impl Writer<'_> {
    /// Source bytes of the stem of a reading of a token with these bounds.
    fn stem(
        &self,
        template: &Template,
        bounds: (u32, u32),
        source: impl Fn(usize) -> u32,
    ) -> ByteSpan {
        let clitics = &self.lexicon.clitics.clitics;
        let proclitics = template.proclitics().iter();
        let before: usize = proclitics.map(|c| clitics[*c as usize].form.len()).sum();
        let start = if before == 0 {
            bounds.0
        } else {
            source(before)
        };
        let end = match template.enclitic {
            Some(_) => source(template.stem.1 as usize),
            None => bounds.1,
        };
        ByteSpan::new(start, end)
    }

    /// Writes a reading out and answers it, without its number.
    fn reading(
        &mut self,
        template: &Template,
        bounds: (u32, u32),
        source: impl Fn(usize) -> u32,
        voice: Option<rasd_core::Voice>,
    ) -> Reading {
        let first = self.segments.len() as u32;
        let mut at = bounds.0;
        let mut norm_at = 0;
        for clitic in template.proclitics() {
            norm_at += self.lexicon.clitics.clitics[*clitic as usize].form.len();
            let end = source(norm_at);
            self.clitic(ByteSpan::new(at, end), SegmentRole::Proclitic, *clitic);
            at = end;
        }
        let stem = self.stem(template, bounds, &source);
        let form = &self.stems[template.form.0 as usize..template.form.1 as usize];
        let morph = Morph {
            lemma: template.lemma.map(LemmaId),
            pos: template.pos,
            features: rasd_core::Features {
                voice,
                ..template.features
            },
        };
        self.push(stem, SegmentRole::Stem, form, morph);
        if let Some(clitic) = template.enclitic {
            let end = source(template.stem.1 as usize);
            self.clitic(ByteSpan::new(end, bounds.1), SegmentRole::Enclitic, clitic);
        }
        Reading {
            first: first - self.start.0,
            count: (self.segments.len() as u32 - first) as u8,
            stem: template.proclitic_count,
            affixes: template.affixes,
            cost: template.cost.clamp(0, i32::from(u16::MAX)) as u16,
            guessed: template.guessed,
            number: 0,
        }
    }

    fn clitic(&mut self, span: ByteSpan, role: SegmentRole, clitic: u16) {
        let clitic = &self.lexicon.clitics.clitics[clitic as usize];
        let morph = Morph {
            lemma: Some(LemmaId(clitic.lemma_id)),
            pos: clitic.pos,
            features: clitic.features,
        };
        self.push(span, role, &clitic.form, morph);
    }

    fn push(&mut self, span: ByteSpan, role: SegmentRole, form: &str, morph: Morph) {
        let start = self.forms.len() as u32 - self.start.1;
        self.forms.push_str(form);
        self.segments.push(Segment {
            span,
            role,
            form: ByteSpan::new(start, self.forms.len() as u32 - self.start.1),
            morph,
        });
    }
}
