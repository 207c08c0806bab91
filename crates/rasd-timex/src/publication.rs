//! The publication date: given, or inferred from the head and foot of the text.

use crate::context;
use crate::grammar::Cue;
use crate::tagger::{Made, Options, Run, TimeTagger};
use jiff::civil::Date;
use rasd_core::{ByteSpan, Document, Grain, Publication, Region, RegionKind, Sentence, TokenLayer};

/// Below this a date is more likely wrong than right, and none is better.
const LEAST_CONFIDENCE: f32 = 0.3;
/// Lines at the top and at the bottom of a page that may carry its date.
const HEAD_LINES: u32 = 12;
const FOOT_LINES: u32 = 4;

impl TimeTagger {
    /// The publication date of a document and why it was chosen; `None` if nothing in the
    /// text tells it, or only a line that is likely the page's own "today".
    ///
    /// A date given with the document always wins.
    pub fn publication(
        &self,
        doc: &Document,
        layer: &TokenLayer,
        regions: &[Region],
    ) -> Option<Publication> {
        let best = self
            .publication_candidates(doc, layer, regions)
            .into_iter()
            .next()?;
        (best.confidence >= LEAST_CONFIDENCE).then_some(best)
    }

    /// Every date that might be the publication date, the likeliest first, with reasons;
    /// also those that [`TimeTagger::publication`] finds too doubtful to use.
    pub fn publication_candidates(
        &self,
        doc: &Document,
        layer: &TokenLayer,
        regions: &[Region],
    ) -> Vec<Publication> {
        if let Some(date) = doc.date {
            let reason = "given with the document".to_owned();
            return vec![Publication {
                date,
                confidence: 1.0,
                reason,
                span: None,
            }];
        }
        let mut run = Run::new(&self.grammar, &doc.text, layer, None, Options::default());
        let last = layer.sentences.last().map_or(0, |s| s.paragraph);
        let mut places = Vec::new();
        for sentence in &layer.sentences {
            run.sentence(sentence);
            places.resize(run.mentions.len(), *sentence);
        }
        let weekdays = stated_weekdays(&run.mentions);
        let page = Page {
            tagger: self,
            doc,
            layer,
            regions,
            last,
        };
        let mut all: Vec<Publication> = run
            .mentions
            .iter()
            .zip(&places)
            .filter_map(|(made, sentence)| page.candidate(made, sentence))
            .map(|candidate| weigh(candidate, &weekdays))
            .collect();
        all.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        all
    }
}

struct Page<'a> {
    tagger: &'a TimeTagger,
    doc: &'a Document,
    layer: &'a TokenLayer,
    regions: &'a [Region],
    last: u32,
}

impl Page<'_> {
    fn candidate(&self, made: &Made, sentence: &Sentence) -> Option<Publication> {
        // The run has no reference: what has a place on the calendar names its year.
        let interval = made.mention.interval.filter(|i| i.grain <= Grain::Day)?;
        let weekday = interval.from.date().weekday().to_monday_one_offset();
        let writing = made.today == Some(weekday);
        let near_top = sentence.paragraph < HEAD_LINES;
        if !near_top && !writing && sentence.paragraph + FOOT_LINES <= self.last {
            return None;
        }
        let kind = self.regions.get(sentence.region as usize).map(|r| r.kind);
        let alone = self.fills_line(made.mention.span, sentence);
        let (confidence, reason) = if self.cue(sentence, made) {
            (0.9, "a line that says when it was published")
        } else if writing {
            (0.85, "a date the text calls today")
        } else if kind == Some(RegionKind::Dateline) || kind == Some(RegionKind::Byline) {
            (0.85, "the dateline")
        } else if alone && near_top && self.before_headline(sentence) {
            (
                0.25,
                "a date alone above the headline, which may be the day the page was opened",
            )
        } else if alone && near_top {
            (0.75, "a date alone in the head of the text")
        } else if alone {
            (0.5, "a date alone at the foot of the text")
        } else if sentence.paragraph <= 3 && self.at_start(made.mention.span, sentence) {
            (0.6, "a date at the beginning of the text")
        } else {
            return None;
        };
        Some(Publication {
            date: interval.from,
            confidence,
            reason: reason.to_owned(),
            span: Some(made.mention.span),
        })
    }

    /// Whether the line holds little but the date.
    fn fills_line(&self, span: ByteSpan, sentence: &Sentence) -> bool {
        span.len() * 2 >= sentence.span.len()
    }

    fn at_start(&self, span: ByteSpan, sentence: &Sentence) -> bool {
        // A place and an agency may stand before the date: some forty letters.
        span.start() < sentence.span.start() + 80
    }

    fn cue(&self, sentence: &Sentence, made: &Made) -> bool {
        let start = sentence.tokens.start() as usize;
        let end = made.mention.tokens.start() as usize;
        (start.max(end.saturating_sub(5))..end)
            .any(|t| context::cue(&self.tagger.grammar, self.layer, t) == Some(Cue::Published))
    }

    /// Whether the line is above the headline or among a page's controls.
    fn before_headline(&self, sentence: &Sentence) -> bool {
        let headline = self.regions.iter().find(|r| r.kind == RegionKind::Headline);
        let above = headline.is_some_and(|h| sentence.span.end() <= h.span.start());
        let boilerplate = self.regions.get(sentence.region as usize).is_some_and(|r| {
            r.kind == RegionKind::Boilerplate && r.span.start() < self.doc.text.len() as u32 / 2
        });
        above || boilerplate
    }
}

/// Days of the week that the text itself gives to the day of writing ("today, Tuesday") or to
/// the day before ("yesterday, Monday"), as days of the day of writing.
fn stated_weekdays(mentions: &[Made]) -> Vec<i8> {
    mentions.iter().filter_map(|made| made.today).collect()
}

/// Lowers or raises the confidence by what the text says of its day of the week.
fn weigh(mut candidate: Publication, weekdays: &[i8]) -> Publication {
    if weekdays.is_empty() {
        return candidate;
    }
    let date: Date = candidate.date.date();
    let own = date.weekday().to_monday_one_offset();
    let agreeing = weekdays.iter().filter(|day| **day == own).count();
    if agreeing * 2 >= weekdays.len() {
        candidate.confidence = (candidate.confidence + 0.1).min(0.95);
        candidate.reason += "; it falls on the day of the week the text names";
    } else {
        candidate.confidence *= 0.3;
        candidate.reason += "; but the text names another day of the week";
    }
    candidate
}
