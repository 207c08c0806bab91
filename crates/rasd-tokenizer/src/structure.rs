//! What the lines of a document are: headline, caption, dateline, paragraph, boilerplate.

use crate::phrases::{Found, Phrases, Place, is_word, loose_word};
use rasd_core::{DataFile, Problem, Region, RegionKind, TokenKind, TokenLayer, TokenSpan};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::str::FromStr;

/// Words of a line that phrases are looked for in.
const LINE_WORDS: usize = 40;
/// Longest headline, in words.
const HEADLINE_WORDS: usize = 30;
/// Longest heading inside a text, in words.
const SUBHEADING_WORDS: usize = 9;
/// Shortest line without a full stop that counts as running text, in words.
const RUNNING_WORDS: usize = 25;
/// Shortest line with a full stop that counts as running text, in words.
const SENTENCE_WORDS: usize = 8;
/// Longest line that is only place, date and agency, in words.
const DATELINE_WORDS: usize = 12;
/// Longest line that is only place and source, in words.
const PLACE_LINE_WORDS: usize = 5;
/// Lines before the headline that can be a page's head.
const HEAD_LINES: usize = 8;

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
                let at = error.span().map_or(0, |span| span.start);
                problems.push(Problem::at(
                    file.path,
                    line_of(file.text, at),
                    error.message(),
                ));
                return;
            }
        };
        self.abbreviations.extend(parsed.sentences.abbreviations);
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
    /// line it stands on. Every token lies in exactly one region.
    pub(crate) fn regions(
        &self,
        text: &str,
        layer: &TokenLayer,
        regions: &mut Vec<Region>,
    ) -> Vec<Piece> {
        let mut lines = lines(text, layer);
        for line in &mut lines {
            self.match_line(text, layer, line);
        }
        self.mark_tails(&mut lines);
        mark_headlines(&mut lines);
        mark_inserted_links(&mut lines);
        mark_by_position(&mut lines);
        let mut pieces = Vec::with_capacity(lines.len());
        for (paragraph, line) in lines.iter().enumerate() {
            self.push_line(layer, line, paragraph as u32, regions, &mut pieces);
        }
        pieces
    }

    /// Notes what the phrases say about a line.
    fn match_line(&self, text: &str, layer: &TokenLayer, line: &mut Line) {
        let complete = line.words.len() == line.word_count;
        let mut best: Option<Found> = None;
        self.phrases.find(&line.words, complete, |found| {
            let pattern = &self.patterns[found.pattern];
            let dateline = pattern.kind == RegionKind::Dateline;
            if !dateline && line.word_count > pattern.max_words {
                return;
            }
            if dateline {
                line.agency.get_or_insert(found);
            } else if best.is_none_or(|b| self.rank(found) < self.rank(b)) {
                best = Some(found);
            }
        });
        line.found = best;
        line.inline_dateline = line
            .agency
            .and_then(|found| self.dateline_end(text, layer, line, found));
    }

    /// Boilerplate is stronger than captions and bylines; earlier patterns than later ones.
    fn rank(&self, found: Found) -> (bool, usize) {
        let kind = self.patterns[found.pattern].kind;
        (kind != RegionKind::Boilerplate, found.pattern)
    }

    /// Index after the last token of a dateline whose agency is `found`: the agency must be
    /// set off on both sides (`القاهرة - رويترز -`, `الرياض (واس)`).
    fn dateline_end(
        &self,
        text: &str,
        layer: &TokenLayer,
        line: &Line,
        found: Found,
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
        let sets_off = |at: usize| layer.tokens[at].kind == TokenKind::Punctuation;
        let stops = |at: usize| matches!(layer.tokens[at].span.text(text), "." | "\u{61F}" | "!");
        if first > range.start && !sets_off(first - 1) || (range.start..first).any(stops) {
            return None;
        }
        let mut end = last + 1;
        while end < range.end && sets_off(end) && layer.tokens[end].span.text(text) != "." {
            end += 1;
        }
        // Quotation marks open what is said after the dateline.
        while end > last + 1 && opens(layer.tokens[end - 1].span.text(text)) {
            end -= 1;
        }
        (end > last + 1 && end < range.end).then_some(end as u32)
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

/// A line that is not blank.
#[derive(Debug)]
struct Line {
    tokens: TokenSpan,
    /// Its first words, loosely folded.
    words: Vec<String>,
    /// How many words it has in all.
    word_count: usize,
    /// Whether it ends as a sentence does.
    stopped: bool,
    /// Whether it ends with a bracket that holds a word or two.
    bracketed: bool,
    found: Option<Found>,
    /// Dateline pattern that names an agency or outlet.
    agency: Option<Found>,
    /// Whether it consists of two parts with a dash or colon between them.
    two_parts: bool,
    /// Index after the last token of the dateline the line begins with.
    inline_dateline: Option<u32>,
    judged: Option<(RegionKind, Cow<'static, str>)>,
}

impl Line {
    fn judge(&mut self, kind: RegionKind, reason: Cow<'static, str>) {
        self.judged = Some((kind, reason));
    }

    fn is_running(&self) -> bool {
        self.stopped && self.word_count >= SENTENCE_WORDS || self.word_count >= RUNNING_WORDS
    }

    fn is_heading(&self) -> bool {
        !self.stopped && self.word_count > 0 && self.word_count <= HEADLINE_WORDS
    }

    /// A short line that ends with or sets off an agency: `موسكو 11 أغسطس واس`.
    fn is_agency_line(&self) -> bool {
        let ends = |agency: Found| agency.first + agency.count == self.word_count;
        self.word_count <= DATELINE_WORDS
            && self
                .agency
                .is_some_and(|agency| self.two_parts || ends(agency))
    }

    /// A very short line of two parts: `القاهرة: «خليجيون»`.
    fn is_place_line(&self) -> bool {
        self.open() && self.is_heading() && self.two_parts && self.word_count <= PLACE_LINE_WORDS
    }

    fn open(&self) -> bool {
        self.judged.is_none() && self.found.is_none()
    }
}

/// The lines of the text that have tokens.
fn lines(text: &str, layer: &TokenLayer) -> Vec<Line> {
    let tokens = &layer.tokens;
    let mut lines = Vec::new();
    let mut first = 0;
    for at in 1..=tokens.len() {
        let broken = at == tokens.len() || {
            let gap = tokens[at - 1].span.end() as usize..tokens[at].span.start() as usize;
            text.get(gap).is_some_and(has_line_end)
        };
        if broken {
            lines.push(line(text, layer, first, at));
            first = at;
        }
    }
    lines
}

fn has_line_end(gap: &str) -> bool {
    gap.len() > 1 && gap.contains(['\u{85}', '\u{2028}', '\u{2029}'])
        || gap
            .bytes()
            .any(|b| matches!(b, b'\n' | b'\r' | 0x0B | 0x0C))
}

fn line(text: &str, layer: &TokenLayer, first: usize, end: usize) -> Line {
    let mut words = Vec::new();
    let mut word_count = 0;
    for at in first..end {
        if is_word(layer.tokens[at].kind) {
            word_count += 1;
            if words.len() < LINE_WORDS {
                words.push(loose_word(layer.written(at)));
            }
        }
    }
    let surface = |at: usize| layer.tokens[at].span.text(text);
    let last = (first..end).rev().map(surface).find(|s| !is_closing(s));
    let opening = (first..end)
        .rev()
        .skip(1)
        .take(5)
        .find(|at| surface(*at) == "(");
    Line {
        tokens: TokenSpan::new(first as u32, end as u32),
        words,
        word_count,
        stopped: last.is_some_and(|s| s == "." || s.starts_with(['!', '?', '\u{61F}', ':'])),
        bracketed: surface(end - 1) == ")" && opening.is_some_and(|at| at > first),
        found: None,
        agency: None,
        two_parts: (first + 1..end - 1)
            .filter(|at| is_divider(surface(*at)))
            .count()
            == 1,
        inline_dateline: None,
        judged: None,
    }
}

fn is_divider(surface: &str) -> bool {
    matches!(
        surface,
        ":" | "-" | "\u{2013}" | "\u{2014}" | "\u{640}" | "|" | "--" | "/"
    )
}

fn opens(surface: &str) -> bool {
    matches!(surface, "\"" | "\u{AB}" | "\u{201C}" | "(" | "[")
}

fn is_closing(surface: &str) -> bool {
    matches!(
        surface,
        ")" | "]" | "\"" | "\u{BB}" | "\u{201D}" | "\u{201C}"
    )
}

/// Finds the headline, its repetition, and what a page shows before it.
fn mark_headlines(lines: &mut [Line]) {
    let window = lines.len().min(HEAD_LINES);
    let mut pair = None;
    'outer: for i in 0..window {
        for j in i + 1..window {
            let same = lines[i].word_count >= 3
                && lines[i].word_count == lines[j].word_count
                && lines[i].words == lines[j].words;
            if same && lines[i].is_heading() {
                pair = Some((i, j));
                break 'outer;
            }
        }
    }
    if let Some((headline, repeated)) = pair {
        for line in &mut lines[..headline] {
            if line.judged.is_none() && line.word_count <= SUBHEADING_WORDS {
                line.judge(RegionKind::Boilerplate, Cow::Borrowed("before-headline"));
            }
        }
        lines[headline].judge(RegionKind::Headline, Cow::Borrowed("repeated-line"));
        lines[repeated].judge(RegionKind::RepeatedHeadline, Cow::Borrowed("repeated-line"));
        return;
    }
    let many = lines.len() > 1;
    let running: Vec<bool> = lines.iter().skip(1).map(Line::is_running).collect();
    if lines.first().is_some_and(Line::is_place_line) && running.first() == Some(&true) {
        return;
    }
    let first = lines
        .iter_mut()
        .take(HEAD_LINES)
        .find(|line| line.judged.is_none());
    if let Some(line) = first
        && many
        && line.is_heading()
        && line.open()
        && line.inline_dateline.is_none()
        && !line.is_agency_line()
        && line.word_count >= 3
    {
        line.judge(RegionKind::Headline, Cow::Borrowed("first-line"));
    }
}

/// Two or more headings in a row between running text are links to other articles.
fn mark_inserted_links(lines: &mut [Line]) {
    let is_link =
        |line: &Line| line.open() && !line.bracketed && line.is_heading() && line.word_count >= 4;
    let mut at = 1;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| is_link(line)).count();
        let follows_text = lines[at - 1].judged.is_none() && lines[at - 1].is_running();
        let precedes_text = lines.get(at + run).is_some_and(Line::is_running);
        if (2..=4).contains(&run) && follows_text && precedes_text {
            for line in &mut lines[at..at + run] {
                line.judge(
                    RegionKind::Boilerplate,
                    Cow::Borrowed("links-between-paragraphs"),
                );
            }
        }
        at += run.max(1);
    }
}

/// Captions, datelines and subheadings that only their place and shape give away.
fn mark_by_position(lines: &mut [Line]) {
    let count = lines.len();
    let running: Vec<bool> = lines.iter().map(Line::is_running).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        if !line.open() || !line.is_heading() || count == 1 {
            continue;
        }
        let short = line.word_count <= SUBHEADING_WORDS;
        let before_text = running.get(at + 1) == Some(&true);
        if line.is_agency_line() && at < HEAD_LINES {
            line.judge(RegionKind::Dateline, Cow::Borrowed("agency-line"));
        } else if line.is_place_line() && at < HEAD_LINES && before_text {
            line.judge(RegionKind::Dateline, Cow::Borrowed("place-and-source"));
        } else if line.bracketed && at < HEAD_LINES {
            line.judge(RegionKind::Caption, Cow::Borrowed("bracket-at-end"));
        } else if short && line.word_count >= 2 && at > 0 && at + 1 < count {
            line.judge(RegionKind::Subheading, Cow::Borrowed("short-line"));
        }
    }
}

/// Line number, from 1, of a byte offset.
fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.get(..offset).unwrap_or(text);
    before.bytes().filter(|b| *b == b'\n').count() as u32 + 1
}
