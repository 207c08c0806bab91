//! What the lines of a document are: headline, caption, dateline, paragraph, boilerplate.

mod lines;
mod marks;

use self::lines::{Line, lines, sets_off};
use crate::costs::toml_problem;
use crate::credits::{CreditRules, Credits};
use crate::phrases::{Found, LineWord, Phrases, Place, is_word};
use crate::words::Reader;
use rasd_core::{DataFile, Problem, Region, RegionKind, TokenLayer, TokenSpan};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::str::FromStr;

/// How far a boilerplate pattern reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Reach {
    #[default]
    Line,
    Tail,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StructureFile {
    #[serde(default)]
    sentences: SentenceRules,
    #[serde(default)]
    credits: CreditRules,
    #[serde(default)]
    pattern: Vec<toml::Spanned<PatternRow>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceRules {
    #[serde(default)]
    abbreviations: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternRow {
    name: String,
    kind: String,
    #[serde(default)]
    reach: Reach,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    equals: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default = "default_max_words")]
    max_words: usize,
}

fn default_max_words() -> usize {
    20
}

#[derive(Debug)]
struct Pattern {
    name: String,
    kind: RegionKind,
    reach: Reach,
    max_words: usize,
}

/// The structure rules.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    patterns: Vec<Pattern>,
    phrases: Phrases,
    abbreviations: HashSet<String>,
    /// What ends a caption.
    pub(crate) credits: Credits,
}

impl Structure {
    /// Reads `rules/structure*.toml` among `files`.
    pub(crate) fn load(files: &[DataFile], problems: &mut Vec<Problem>) -> Structure {
        let mut structure = Structure::default();
        for file in files {
            if file.path.starts_with("rules/structure") && file.path.ends_with(".toml") {
                structure.load_file(file, problems);
            }
        }
        structure
    }

    fn load_file(&mut self, file: &DataFile, problems: &mut Vec<Problem>) {
        let parsed: StructureFile = match toml::from_str(file.text) {
            Ok(parsed) => parsed,
            Err(error) => {
                problems.push(toml_problem(file, &error));
                return;
            }
        };
        self.abbreviations.extend(parsed.sentences.abbreviations);
        self.credits.extend(&parsed.credits);
        for row in parsed.pattern {
            let line = line_of(file.text, row.span().start);
            self.add_pattern(row.into_inner(), file.path, line, problems);
        }
    }

    fn add_pattern(&mut self, row: PatternRow, path: &str, line: u32, problems: &mut Vec<Problem>) {
        let kind = match RegionKind::from_str(&row.kind) {
            Ok(kind) => kind,
            Err(error) => {
                problems.push(Problem::at(path, line, error.to_string()));
                return;
            }
        };
        let index = self.patterns.len();
        let places = [
            (Place::Start, &row.starts),
            (Place::Whole, &row.equals),
            (Place::End, &row.ends),
            (Place::Anywhere, &row.contains),
        ];
        for (place, phrases) in places {
            for phrase in phrases {
                if !self.phrases.add(phrase, place, index) {
                    problems.push(
                        Problem::at(path, line, format!("phrase `{phrase}` has no words"))
                            .help("write at least one word, or remove the phrase"),
                    );
                }
            }
        }
        self.patterns.push(Pattern {
            name: row.name,
            kind,
            reach: row.reach,
            max_words: row.max_words,
        });
    }

    /// Whether a full stop after this normalised word does not end a sentence.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Appends the regions of the text to `regions`, in text order, and answers for each the
    /// line it stands on. Every token lies in exactly one region. `reader` has looked the words of
    /// the layer up.
    pub(crate) fn regions(
        &self,
        text: &str,
        layer: &TokenLayer,
        regions: &mut Vec<Region>,
        reader: &mut Reader,
    ) -> Vec<Piece> {
        let mut lines = lines(text, layer, reader);
        let mut words = Vec::new();
        for line in &mut lines {
            words.clear();
            words.extend(
                line.words(layer)
                    .map(|at| reader.line_word(&self.phrases, layer, at)),
            );
            self.match_line(text, layer, line, &words, reader);
        }
        self.mark_tails(&mut lines);
        marks::mark_headlines(layer, &mut lines);
        marks::mark_inserted_links(&mut lines);
        marks::mark_by_position(&mut lines);
        let mut pieces = Vec::with_capacity(lines.len());
        for (paragraph, line) in lines.iter().enumerate() {
            self.push_line(layer, line, paragraph as u32, regions, &mut pieces);
        }
        pieces
    }

    /// Notes what the phrases say about a line, of which `words` are the first.
    fn match_line(
        &self,
        text: &str,
        layer: &TokenLayer,
        line: &mut Line,
        words: &[LineWord],
        reader: &Reader,
    ) {
        let mut agency = None;
        let mut best: Option<Found> = None;
        self.phrases.find(words, line.complete, |found| {
            let pattern = &self.patterns[found.pattern];
            let dateline = pattern.kind == RegionKind::Dateline;
            // Running text may well begin with «كتب» or end with the name of a network.
            let caption = pattern.kind == RegionKind::Caption;
            if caption && (line.stopped || found.first > 0 && !line.bracketed)
                || pattern.kind == RegionKind::Byline && line.stopped
            {
                return;
            }
            if !dateline && line.word_count > pattern.max_words {
                return;
            }
            if dateline {
                // سكاي نيوز عربية, not سكاي نيوز
                if agency.is_none_or(|a: Found| a.first == found.first && a.count < found.count) {
                    agency = Some(found);
                }
            } else if best.is_none_or(|b| self.rank(found) < self.rank(b)) {
                best = Some(found);
            }
        });
        line.found = best;
        line.agency = agency;
        line.inline_dateline = line
            .agency
            .and_then(|found| self.dateline_end(text, layer, line, found, reader));
    }

    /// Boilerplate is stronger than captions and bylines; earlier patterns than later ones.
    fn rank(&self, found: Found) -> (bool, usize) {
        let kind = self.patterns[found.pattern].kind;
        (kind != RegionKind::Boilerplate, found.pattern)
    }

    /// Index after the last token of a dateline whose agency is `found`: the agency must be
    /// set off on both sides (`القاهرة - رويترز -`, `الرياض (واس)`), or stand after a dash or slash.
    fn dateline_end(
        &self,
        text: &str,
        layer: &TokenLayer,
        line: &Line,
        found: Found,
        reader: &Reader,
    ) -> Option<u32> {
        if found.first + found.count > self.patterns[found.pattern].max_words {
            return None;
        }
        let range = line.tokens.range();
        let mut words = range.clone().filter(|at| is_word(layer.tokens[*at].kind));
        let first = words.nth(found.first)?;
        let last = if found.count > 1 {
            words.nth(found.count - 2)?
        } else {
            first
        };
        let sets_off = |at: usize| sets_off(layer.tokens[at].span.text(text));
        let stops = |at: usize| matches!(layer.tokens[at].span.text(text), "." | "\u{61F}" | "!");
        if first > range.start && !sets_off(first - 1) || (range.start..first).any(stops) {
            return None;
        }
        let mut end = last + 1;
        while end < range.end && sets_off(end) {
            end += 1;
        }
        // `أبوظبي - سكاي نيوز عربية أعلنت`, `غزة/ نور محمد/ الأناضول أعلنت`
        let after =
            |mark: &str| first > range.start && layer.tokens[first - 1].span.text(text) == mark;
        let dash = ["-", "\u{2013}"].into_iter().any(after);
        let verb = || end < range.end && reader.is_perfect(end);
        let plain = dash && (found.count > 1 || verb()) || after("/");
        (end > last + 1 || plain && end < range.end).then_some(end as u32)
    }

    /// Carries boilerplate that reaches on over the lines after it, up to running text.
    fn mark_tails(&self, lines: &mut [Line]) {
        let mut tail: Option<usize> = None;
        for line in lines {
            if let Some(found) = line.found {
                let pattern = &self.patterns[found.pattern];
                match (pattern.kind, pattern.reach) {
                    (RegionKind::Boilerplate, Reach::Tail) => tail = Some(found.pattern),
                    (RegionKind::Boilerplate, _) => {}
                    _ if tail.is_none() => continue,
                    _ => {}
                }
                if pattern.kind == RegionKind::Boilerplate {
                    let kind = RegionKind::Boilerplate;
                    line.judge(kind, Cow::Owned(pattern.name.clone()));
                    continue;
                }
            }
            if line.is_running() {
                tail = None;
            } else if let Some(pattern) = tail {
                let reason = format!("after-{}", self.patterns[pattern].name);
                line.judge(RegionKind::Boilerplate, Cow::Owned(reason));
            }
        }
    }

    fn push_line(
        &self,
        layer: &TokenLayer,
        line: &Line,
        paragraph: u32,
        regions: &mut Vec<Region>,
        pieces: &mut Vec<Piece>,
    ) {
        let mut push = |from: u32, to: u32, kind: RegionKind, reason: Cow<'static, str>| {
            if from >= to {
                return;
            }
            let first = layer.tokens[from as usize].span;
            let span = first.cover(layer.tokens[to as usize - 1].span);
            pieces.push(Piece {
                tokens: TokenSpan::new(from, to),
                region: regions.len() as u32,
                paragraph,
            });
            regions.push(Region { span, kind, reason });
        };
        let (start, end) = (line.tokens.start(), line.tokens.end());
        if let Some((kind, reason)) = line.judged.clone() {
            push(start, end, kind, reason);
            return;
        }
        let named = |index: usize| Cow::Owned(self.patterns[index].name.clone());
        if let Some(found) = line.found {
            push(
                start,
                end,
                self.patterns[found.pattern].kind,
                named(found.pattern),
            );
        } else if let (Some(agency), Some(split)) = (line.agency, line.inline_dateline) {
            push(start, split, RegionKind::Dateline, named(agency.pattern));
            push(split, end, RegionKind::Paragraph, Cow::Borrowed("line"));
        } else if let Some(split) = line.set_off {
            push(start, split, RegionKind::Dateline, Cow::Borrowed("set-off"));
            push(split, end, RegionKind::Paragraph, Cow::Borrowed("line"));
        } else {
            push(start, end, RegionKind::Paragraph, Cow::Borrowed("line"));
        }
    }
}

/// A stretch of tokens in one region, on one line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Its tokens.
    pub(crate) tokens: TokenSpan,
    /// Index of its region.
    pub(crate) region: u32,
    /// Number of its line.
    pub(crate) paragraph: u32,
}

/// Line number, from 1, of a byte offset.
fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.get(..offset).unwrap_or(text);
    before.bytes().filter(|b| *b == b'\n').count() as u32 + 1
}
