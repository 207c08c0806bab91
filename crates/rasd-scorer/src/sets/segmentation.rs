//! Clitic segmentation and lemmas against Universal Dependencies.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::metrics::{common, key_set};
use crate::model::Origin;
use crate::problem::{Problem, Problems};
use crate::score::{Ratio, Score, divide};
use crate::sets::labels::is_mark;
use crate::span::Span;

/// A syntactic word: a clitic, or what is left of a surface word.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Word {
    /// Its code points in the sentence.
    pub span: Span,
    /// Its lemma, if known.
    pub lemma: Option<String>,
    /// Whether it is punctuation or a symbol, which is not scored.
    pub punctuation: bool,
}

/// A sentence cut into words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SegmentedSentence {
    /// Identifier.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Its words in text order.
    pub words: Vec<Word>,
}

/// Reads CoNLL-U. Words are placed in `# text` by their forms, one after the
/// other; multiword-token lines and empty nodes are passed over.
///
/// # Errors
/// Every sentence without `# text` and every form that does not follow in it.
pub fn parse_conllu(path: &str, contents: &str) -> Result<Vec<SegmentedSentence>, Problems> {
    let mut sentences = Vec::new();
    let mut problems = Vec::new();
    let mut block: Vec<(usize, &str)> = Vec::new();
    let lines = contents.lines().enumerate().map(|(i, line)| (i + 1, line));
    for (number, line) in lines.chain([(0, "")]) {
        if !line.trim().is_empty() {
            block.push((number, line));
            continue;
        }
        if !block.is_empty() {
            match read_block(path, &block) {
                Ok(sentence) => sentences.push(sentence),
                Err(problem) => problems.push(problem),
            }
            block.clear();
        }
    }
    Problems::check(problems, sentences)
}

fn read_block(path: &str, block: &[(usize, &str)]) -> Result<SegmentedSentence, Problem> {
    let problem = |line: usize, message: String| {
        let origin = Origin {
            path: path.to_owned(),
            line,
        };
        Problem::new(&origin, message)
    };
    let comment = |name: &str| {
        block.iter().find_map(|(_, line)| {
            let rest = line.strip_prefix('#')?.trim_start().strip_prefix(name)?;
            Some(rest.trim_start().strip_prefix('=')?.trim())
        })
    };
    let first = block.first().map_or(0, |(line, _)| *line);
    let text = comment("text")
        .ok_or_else(|| problem(first, String::from("the sentence has no `# text =` line")))?;
    let characters: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    for &(line, row) in block.iter().filter(|(_, row)| !row.starts_with('#')) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [id, form, lemma, upos] = match fields.get(..4) {
            Some(&[id, form, lemma, upos]) => [id, form, lemma, upos],
            _ => {
                return Err(problem(
                    line,
                    String::from("expected ten tab-separated columns"),
                ));
            }
        };
        if id.contains(['-', '.']) {
            continue;
        }
        while characters.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        let form: Vec<char> = form.chars().collect();
        let end = at + form.len();
        let span = Span::new(at, end).filter(|_| characters.get(at..end) == Some(&form));
        let Some(span) = span else {
            return Err(problem(
                line,
                format!(
                    "form {:?} does not follow in the text",
                    form.iter().collect::<String>()
                ),
            ));
        };
        words.push(Word {
            span,
            lemma: (lemma != "_").then(|| lemma.to_owned()),
            punctuation: matches!(upos, "PUNCT" | "SYM"),
        });
        at = end;
    }
    Ok(SegmentedSentence {
        id: comment("sent_id").unwrap_or_default().to_owned(),
        text: text.to_owned(),
        words,
    })
}

/// Figures of a segmentation.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SegmentationScores {
    /// Surface words.
    pub tokens: usize,
    /// Share of surface words cut exactly as in gold.
    pub token_accuracy: f64,
    /// Cuts inside surface words.
    pub boundary: Score,
    /// Words (clitics and stems) with exact spans.
    pub word: Score,
    /// Share of exact words whose lemma is the gold lemma.
    pub lemma_accuracy: f64,
    /// The same with vowel signs taken off both lemmas and every alif bare.
    pub bare_lemma_accuracy: f64,
    /// Number of exact words with a lemma on both sides.
    pub lemmas: usize,
    /// Surface words cut otherwise than in gold, with both ways, the most
    /// frequent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confusions: Vec<Confusion>,
}

/// A surface word cut in two ways.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Confusion {
    /// Gold pieces, joined by `+`.
    pub gold: String,
    /// Predicted pieces.
    pub pred: String,
    /// How often.
    pub count: usize,
}

/// Scores predicted words against gold words of the same sentences, in the
/// same order.
///
/// A surface word is a run of touching gold words other than punctuation.
/// Predicted words are cut at its borders. Nothing outside surface words is
/// scored.
pub fn score_segmentation(
    gold: &[SegmentedSentence],
    pred: &[SegmentedSentence],
) -> SegmentationScores {
    let mut tally = Tally::default();
    for (gold, pred) in gold.iter().zip(pred) {
        let letters: Vec<char> = gold.text.chars().collect();
        for surface in surface_words(&gold.words) {
            tally.surface(&letters, surface, &gold.words, &pred.words);
        }
    }
    tally.finish()
}

/// Runs of touching words that are no punctuation.
fn surface_words(words: &[Word]) -> Vec<Span> {
    let mut surfaces: Vec<Span> = Vec::new();
    for word in words.iter().filter(|word| !word.punctuation) {
        match surfaces.last_mut() {
            Some(last) if last.end() == word.span.start() => {
                if let Some(longer) = Span::new(last.start(), word.span.end()) {
                    *last = longer;
                }
            }
            _ => surfaces.push(word.span),
        }
    }
    surfaces
}

#[derive(Default)]
struct Tally {
    tokens: usize,
    exact: usize,
    boundary: Ratio,
    word: Ratio,
    lemmas: usize,
    lemma_right: usize,
    bare_right: usize,
    confusions: BTreeMap<(String, String), usize>,
}

impl Tally {
    fn surface(&mut self, letters: &[char], surface: Span, gold: &[Word], pred: &[Word]) {
        let gold_words = inside(gold, surface);
        let pred_words = inside(pred, surface);
        let (gold_cuts, pred_cuts) = (cuts(&gold_words, surface), cuts(&pred_words, surface));
        self.tokens += 1;
        if gold_cuts == pred_cuts {
            self.exact += 1;
        } else {
            let pieces = |cuts: &[usize]| {
                let mut text = String::new();
                for at in surface.start()..surface.end() {
                    if cuts.contains(&at) {
                        text.push('+');
                    }
                    text.extend(letters.get(at));
                }
                text
            };
            let key = (pieces(&gold_cuts), pieces(&pred_cuts));
            *self.confusions.entry(key).or_default() += 1;
        }
        let shared = common(&gold_cuts, &pred_cuts) as f64;
        let counts = Ratio::of(shared, pred_cuts.len() as f64, gold_cuts.len() as f64);
        self.boundary = self.boundary.plus(counts);
        let gold_spans = pieces_of(&gold_cuts, surface);
        let pred_spans = pieces_of(&pred_cuts, surface);
        let shared = common(&gold_spans, &pred_spans) as f64;
        let counts = Ratio::of(shared, pred_spans.len() as f64, gold_spans.len() as f64);
        self.word = self.word.plus(counts);
        self.lemmas(&gold_words, &pred_words);
    }

    fn lemmas(&mut self, gold: &[Word], pred: &[Word]) {
        let predicted: BTreeMap<Span, &str> = pred
            .iter()
            .filter_map(|word| Some((word.span, word.lemma.as_deref()?)))
            .collect();
        for word in gold {
            let (Some(right), Some(found)) = (&word.lemma, predicted.get(&word.span)) else {
                continue;
            };
            self.lemmas += 1;
            self.lemma_right += usize::from(right == found);
            self.bare_right += usize::from(without_marks(right) == without_marks(found));
        }
    }

    fn finish(self) -> SegmentationScores {
        let share = |part: usize, all: usize| divide(part as f64, all as f64).unwrap_or(0.0);
        let mut confusions: Vec<Confusion> = self
            .confusions
            .into_iter()
            .map(|((gold, pred), count)| Confusion { gold, pred, count })
            .collect();
        confusions.sort_by(|a, b| (b.count, &a.gold, &a.pred).cmp(&(a.count, &b.gold, &b.pred)));
        SegmentationScores {
            tokens: self.tokens,
            token_accuracy: share(self.exact, self.tokens),
            boundary: self.boundary.score(),
            word: self.word.score(),
            lemma_accuracy: share(self.lemma_right, self.lemmas),
            bare_lemma_accuracy: share(self.bare_right, self.lemmas),
            lemmas: self.lemmas,
            confusions,
        }
    }
}

/// The words that share code points with a surface word, cut at its borders.
fn inside(words: &[Word], surface: Span) -> Vec<Word> {
    words
        .iter()
        .filter_map(|word| {
            let start = word.span.start().max(surface.start());
            let end = word.span.end().min(surface.end());
            Some(Word {
                span: Span::new(start, end)?,
                ..word.clone()
            })
        })
        .collect()
}

/// Borders between words strictly inside a surface word.
fn cuts(words: &[Word], surface: Span) -> Vec<usize> {
    key_set(
        words
            .iter()
            .flat_map(|word| [word.span.start(), word.span.end()])
            .filter(|at| *at > surface.start() && *at < surface.end()),
    )
}

fn pieces_of(cuts: &[usize], surface: Span) -> Vec<Span> {
    let edges: BTreeSet<usize> = cuts
        .iter()
        .copied()
        .chain([surface.start(), surface.end()])
        .collect();
    let edges: Vec<usize> = edges.into_iter().collect();
    edges
        .windows(2)
        .filter_map(|pair| Span::new(pair[0], pair[1]))
        .collect()
}

/// A lemma without vowel signs and tatweel, every form of alif bare.
pub fn without_marks(lemma: &str) -> String {
    lemma
        .chars()
        .filter(|c| !is_mark(*c))
        .map(|c| match c {
            '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
            other => other,
        })
        .collect()
}
