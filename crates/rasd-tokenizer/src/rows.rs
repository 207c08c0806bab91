//! Readings written out as layers have them: once a word, or for a token whose spelling says more.

use crate::lexicon::Lexicon;
use crate::memo::{Memo, Readings};
use crate::norm::source_offset;
use crate::template::Template;
use crate::vowels;
use rasd_core::{ByteSpan, Features, LemmaId, Morph, Pos, Reading, Segment, SegmentRole, Voice};
use std::sync::Arc;

/// Writes the readings of a word out, the one at `best` first. `surface` is the word as the text has
/// it, `vowelled` whether that is not its normal form.
pub(crate) fn write(
    lexicon: &Lexicon,
    memo: &Memo,
    (surface, vowelled): (&str, bool),
    readings: Readings,
    best: usize,
) -> Vec<Reading> {
    let templates = &memo.templates[readings.range()];
    let mut writer = Writer {
        lexicon,
        memo,
        surface,
        vowelled,
        segments: Vec::new(),
        form: Arc::default(),
    };
    let others = (0..templates.len()).filter(|at| *at != best);
    let order = std::iter::once(best).chain(others);
    order
        .map(|at| writer.reading(&templates[at], readings.first + at as u32))
        .collect()
}

/// Writes readings as segments and forms.
struct Writer<'a> {
    lexicon: &'a Lexicon,
    memo: &'a Memo,
    surface: &'a str,
    vowelled: bool,
    segments: Vec<Segment>,
    /// Form of the last stem: most readings of a word have the same.
    form: Arc<str>,
}

impl Writer<'_> {
    /// Writes a reading out and answers it.
    fn reading(&mut self, template: &Template, number: u32) -> Reading {
        let mut at = 0;
        let mut norm_at = 0;
        for clitic in template.proclitics() {
            norm_at += self.lexicon.clitics.clitics[*clitic as usize].form.len();
            let end = self.source(norm_at);
            self.clitic(ByteSpan::new(at, end), SegmentRole::Proclitic, *clitic);
            at = end;
        }
        let end = match template.enclitic {
            Some(_) => self.source(template.stem.1 as usize),
            None => self.surface.len() as u32,
        };
        let stem = ByteSpan::new(at, end);
        let form = &self.memo.forms[template.form.0 as usize..template.form.1 as usize];
        if *self.form != *form {
            self.form = form.into();
        }
        let morph = Morph {
            lemma: template.lemma.map(LemmaId),
            pos: template.pos,
            features: Features {
                voice: self.voice(template, stem),
                ..template.features
            },
        };
        self.push(stem, SegmentRole::Stem, self.form.clone(), morph);
        if let Some(clitic) = template.enclitic {
            let rest = ByteSpan::new(end, self.surface.len() as u32);
            self.clitic(rest, SegmentRole::Enclitic, clitic);
        }
        Reading {
            segments: self.segments.drain(..).collect(),
            stem: template.proclitic_count,
            affixes: template.affixes,
            cost: template.cost.clamp(0, i32::from(u16::MAX)) as u16,
            guessed: template.guessed,
            number,
        }
    }

    /// Where in the word as it is written a place of its normal form is.
    fn source(&self, norm: usize) -> u32 {
        let source = match self.vowelled {
            true => source_offset(self.surface, norm),
            false => norm,
        };
        source as u32
    }

    /// The voice of a reading with this stem, which written vowels may tell.
    fn voice(&self, template: &Template, stem: ByteSpan) -> Option<Voice> {
        let voice = template.features.voice;
        if !self.vowelled || template.pos != Pos::Verb {
            return voice;
        }
        let damma_prefix = template
            .lemma
            .is_some_and(|l| self.lexicon.lemmas[l as usize].damma_prefix);
        let form = template.features.verb_form;
        vowels::voice(stem.text(self.surface), form, damma_prefix).or(voice)
    }

    fn clitic(&mut self, span: ByteSpan, role: SegmentRole, clitic: u16) {
        let clitic = &self.lexicon.clitics.clitics[clitic as usize];
        let morph = Morph {
            lemma: Some(LemmaId(clitic.lemma_id)),
            pos: clitic.pos,
            features: clitic.features,
        };
        self.push(span, role, clitic.form.clone(), morph);
    }

    fn push(&mut self, span: ByteSpan, role: SegmentRole, form: Arc<str>, morph: Morph) {
        self.segments.push(Segment {
            span,
            role,
            form,
            morph,
        });
    }
}
