//! Tag sequences: IOB2, IOBES and BILOU chunks, read as conlleval does or
//! strictly by the scheme (as seqeval's strict mode does).

use std::collections::{BTreeMap, BTreeSet};

use crate::groups::{macro_mean, weighted_mean};
use crate::model::Origin;
use crate::problem::{Problem, Problems};
use crate::report::TagScores;
use crate::score::Ratio;

/// A tagging scheme.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    /// B begins, I continues.
    Iob2,
    /// B begins, I continues, E ends, S stands alone.
    Iobes,
    /// B begins, I continues, L ends, U stands alone.
    Bilou,
}

impl Scheme {
    /// The prefixes of the scheme, outside included.
    pub fn prefixes(self) -> &'static str {
        match self {
            Scheme::Iob2 => "BIO",
            Scheme::Iobes => "BIOES",
            Scheme::Bilou => "BILOU",
        }
    }
}

/// How chunks are read from tags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Only chunks well formed in the scheme count.
    Strict,
    /// A chunk starts at a type change and at a stray inside tag.
    Conlleval,
}

/// A chunk: first token, one past the last token, type.
pub type Chunk = (usize, usize, String);

/// The role of a tag, whatever letters the scheme uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Begin,
    Inside,
    End,
    Single,
    Outside,
}

/// Splits a tag; the type of a bare prefix is `_`.
fn split(tag: &str) -> Option<(Part, &str)> {
    let mut characters = tag.chars();
    let part = match characters.next()? {
        'B' => Part::Begin,
        'I' => Part::Inside,
        'E' | 'L' => Part::End,
        'S' | 'U' => Part::Single,
        'O' => Part::Outside,
        _ => return None,
    };
    let rest = characters.as_str();
    let kind = rest.strip_prefix('-').unwrap_or(rest);
    if part == Part::Outside {
        return rest.is_empty().then_some((part, ""));
    }
    let dashed = rest.is_empty() || rest.starts_with('-');
    dashed.then_some((part, if kind.is_empty() { "_" } else { kind }))
}

/// Whether a tag belongs to the scheme. In `Conlleval` mode the letters of all
/// schemes are understood.
pub fn is_tag(tag: &str, scheme: Scheme, mode: Mode) -> bool {
    split(tag).is_some()
        && (mode == Mode::Conlleval
            || tag
                .chars()
                .next()
                .is_some_and(|letter| scheme.prefixes().contains(letter)))
}

/// The chunks of one sentence. Tags that are none count as outside.
pub fn chunks(tags: &[&str], scheme: Scheme, mode: Mode) -> Vec<Chunk> {
    let parts: Vec<(Part, &str)> = tags
        .iter()
        .map(|tag| split(tag).unwrap_or((Part::Outside, "")))
        .collect();
    match mode {
        Mode::Conlleval => lenient(&parts),
        Mode::Strict => strict(&parts, scheme),
    }
}

fn lenient(parts: &[(Part, &str)]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut previous = (Part::Outside, "");
    for (at, &current) in parts.iter().enumerate() {
        let (part, kind) = current;
        let closed = matches!(previous.0, Part::Outside | Part::End | Part::Single);
        let starts = part != Part::Outside
            && (matches!(part, Part::Begin | Part::Single) || closed || previous.1 != kind);
        if (starts || part == Part::Outside)
            && let Some((start, kind)) = open.take()
        {
            chunks.push((start, at, kind.to_owned()));
        }
        if starts {
            open = Some((at, kind));
        }
        previous = current;
    }
    if let Some((start, kind)) = open {
        chunks.push((start, parts.len(), kind.to_owned()));
    }
    chunks
}

fn strict(parts: &[(Part, &str)], scheme: Scheme) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for (start, &(part, kind)) in parts.iter().enumerate() {
        let chunk_end = match part {
            Part::Single => Some(start + 1),
            Part::Begin => {
                let inside = parts[start + 1..]
                    .iter()
                    .take_while(|next| **next == (Part::Inside, kind))
                    .count();
                let after = start + 1 + inside;
                match scheme {
                    Scheme::Iob2 => Some(after),
                    Scheme::Iobes | Scheme::Bilou => {
                        (parts.get(after) == Some(&(Part::End, kind))).then_some(after + 1)
                    }
                }
            }
            _ => None,
        };
        if let Some(end) = chunk_end {
            chunks.push((start, end, kind.to_owned()));
        }
    }
    chunks
}

/// Gold and predicted tags of one sentence.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TaggedSentence {
    /// Gold tags.
    pub gold: Vec<String>,
    /// Predicted tags.
    pub pred: Vec<String>,
}

/// Reads token, gold tag, predicted tag, separated by tabs; a blank line ends
/// a sentence.
///
/// # Errors
/// Every line without three fields and every tag foreign to the scheme.
pub fn parse_tags(
    path: &str,
    contents: &str,
    scheme: Scheme,
    mode: Mode,
) -> Result<Vec<TaggedSentence>, Problems> {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let mut sentences = Vec::new();
    let mut sentence = TaggedSentence::default();
    let mut problems = Vec::new();
    for (index, line) in contents.lines().enumerate() {
        if line.trim().is_empty() {
            if !sentence.gold.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let origin = Origin {
            path: path.to_owned(),
            line: index + 1,
        };
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [_, gold, pred] = fields[..] else {
            problems.push(Problem::new(
                &origin,
                format!(
                    "expected three fields (token, gold tag, predicted tag) separated by tabs, found {}",
                    fields.len()
                ),
            ));
            continue;
        };
        for (side, tag) in [("gold", gold), ("predicted", pred)] {
            if !is_tag(tag, scheme, mode) {
                problems.push(Problem::new(
                    &origin,
                    format!(
                        "{side} tag {tag:?} is not of the scheme; expected O or one of {} with -TYPE",
                        scheme.prefixes()
                    ),
                ));
            }
        }
        sentence.gold.push(gold.to_owned());
        sentence.pred.push(pred.to_owned());
    }
    if !sentence.gold.is_empty() {
        sentences.push(sentence);
    }
    Problems::check(problems, sentences)
}

/// Precision, recall and F1 of chunks (sentence, start, end, type).
pub fn score_tags(sentences: &[TaggedSentence], scheme: Scheme, mode: Mode) -> TagScores {
    let mut types: BTreeMap<String, Ratio> = BTreeMap::new();
    let mut total = Ratio::default();
    for sentence in sentences {
        let read = |tags: &[String]| -> BTreeSet<Chunk> {
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            chunks(&tags, scheme, mode).into_iter().collect()
        };
        let (gold, pred) = (read(&sentence.gold), read(&sentence.pred));
        let mut count = |kind: &str, ratio: Ratio| {
            total = total.plus(ratio);
            let of_kind = types.entry(kind.to_owned()).or_default();
            *of_kind = of_kind.plus(ratio);
        };
        for chunk in &gold {
            let correct = if pred.contains(chunk) { 1.0 } else { 0.0 };
            count(&chunk.2, Ratio::of(correct, 0.0, 1.0));
        }
        for chunk in &pred {
            count(&chunk.2, Ratio::of(0.0, 1.0, 0.0));
        }
    }
    TagScores {
        micro: total.score(),
        macro_mean: macro_mean(&types),
        weighted: weighted_mean(&types),
        by_type: types
            .iter()
            .map(|(kind, ratio)| (kind.clone(), ratio.score()))
            .collect(),
    }
}
