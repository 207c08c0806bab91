//! `rasd eval --set`: the pipeline on public sets that are not annotated documents.

use super::Outcome;
use super::annotations::{FileFormat, ScoringArgs, read_gold, read_text, refuse, something};
use super::score::{OutputArgs, report};
use anyhow::{Context, ensure};
use rasd::core::EntityType;
use rasd::corpus::{AnnotatedDocument, annotate, parse_date, parse_offset};
use rasd::scorer::sets::{
    CONLL_LABELS, LabelMap, PredictedTime, SegmentedSentence, Word, parse_conllu, parse_judged,
    parse_times, score_detection, score_segmentation, score_times, widen_to_words,
};
use rasd::scorer::{Corpus, Parsed, Score, Span, Units, parse_documents};
use rasd::{Document, Pipeline};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

/// The annotated document that the pipeline makes of a text.
pub fn annotated(
    pipeline: &Pipeline,
    id: &str,
    text: &str,
    date: Option<&str>,
) -> AnnotatedDocument {
    let document = document(id, text, date);
    annotate(&document, &pipeline.run(&document), false)
}

/// A document to read with its publication date, ISO 8601.
pub fn document(id: &str, text: &str, date: Option<&str>) -> Document {
    Document {
        id: id.into(),
        text: text.into(),
        date: date.and_then(|date| parse_date(date).ok()),
        utc_offset: date.and_then(parse_offset),
        ..Document::default()
    }
}

/// Names: entity types are renamed by the label map, spans on both sides widened to whole words.
///
/// # Errors
/// Input with problems, or output that cannot be written.
pub fn names(
    pipeline: &Pipeline,
    path: &Path,
    units: Units,
    label_map: Option<&Path>,
    scoring: &ScoringArgs,
    output: &OutputArgs,
) -> anyhow::Result<Outcome> {
    let (map_name, map) = match label_map {
        Some(path) => (path.display().to_string(), read_text(path)?),
        None => (String::from("built-in label map"), CONLL_LABELS.to_owned()),
    };
    let types: Vec<&str> = EntityType::ALL.iter().map(|kind| kind.as_str()).collect();
    let map = LabelMap::parse(&map_name, &map, &types).map_err(|problems| refuse(&problems))?;
    let gold = read_gold(path, FileFormat::Documents)?;
    let lines: Vec<String> = gold
        .documents
        .par_iter()
        .map(|document| {
            let text = document.text.as_deref().unwrap_or_default();
            let mut annotated = annotated(pipeline, &document.id, text, None);
            annotated.times.clear();
            annotated.events.clear();
            Ok(serde_json::to_string(&annotated)?)
        })
        .collect::<anyhow::Result<_>>()?;
    let pred: Parsed = parse_documents("prediction", &lines.join("\n"));
    let mut corpus = Corpus::new(gold, pred, units).map_err(|problems| refuse(&problems))?;
    relabel(&mut corpus, &map)?;
    let mut scoring = scoring.clone();
    if scoring.metrics.is_empty() {
        scoring.metrics.push(String::from("ner"));
    }
    report(corpus, &scoring, output)
}

/// Brings both sides to the gold's types and to whole words.
fn relabel(corpus: &mut Corpus, map: &LabelMap) -> anyhow::Result<()> {
    let mut kinds = BTreeSet::new();
    let mut kept = 0;
    for pair in &mut corpus.pairs {
        kinds.extend(pair.gold.entities.iter().map(|entity| entity.kind.clone()));
        map.restrict(&mut pair.gold);
        map.apply(&mut pair.pred);
        kept += pair.gold.entities.len();
        let text = pair.gold.text.clone().unwrap_or_default();
        widen_to_words(&mut pair.gold, &text);
        widen_to_words(&mut pair.pred, &text);
    }
    ensure!(
        kept > 0 || kinds.is_empty(),
        "no type of ours is mapped to one of the gold: {}; give a --label-map",
        Vec::from_iter(kinds).join(", ")
    );
    Ok(())
}

/// Sentence-level detection, counted twice: a sentence with any mention of the type that is
/// neither hypothetical nor denied, and a sentence that reports such an event as news.
///
/// # Errors
/// Input with problems, or output that cannot be written.
pub fn detection(pipeline: &Pipeline, path: &Path, output: &OutputArgs) -> anyhow::Result<Outcome> {
    let name = path.display().to_string();
    let judged = parse_judged(&name, &read_text(path)?).map_err(|problems| refuse(&problems))?;
    something(path, judged.len())?;
    let (mentioned, reported): (Vec<BTreeSet<String>>, Vec<BTreeSet<String>>) = judged
        .par_iter()
        .map(|sentence| {
            let mut events = annotated(pipeline, &sentence.id, &sentence.text, None).events;
            events.retain(|event| event.realis != "hypothetical" && !event.negated);
            let reported = events.iter().filter(|event| event.reported == Some(true));
            let reported = reported.map(|event| event.kind.clone()).collect();
            (
                events.into_iter().map(|event| event.kind).collect(),
                reported,
            )
        })
        .unzip();
    if output.errors {
        let mut text = String::new();
        for (sentence, found) in judged.iter().zip(&reported) {
            let said = found.contains(&sentence.kind);
            let positive = sentence.judgement == rasd::scorer::sets::Judgement::Yes;
            let ambiguous = sentence.judgement == rasd::scorer::sets::Judgement::Ambiguous;
            if said != positive && !ambiguous {
                let kind = if said { "spurious" } else { "missed" };
                let judgement = sentence.judgement;
                let (id, of) = (&sentence.id, &sentence.kind);
                let _ = writeln!(
                    text,
                    "{id}  {of}  {kind}  {judgement:?}\n    {}\n",
                    sentence.text
                );
            }
        }
        return print(&text);
    }
    let scores = BTreeMap::from([
        ("mentioned", score_detection(&judged, &mentioned)),
        ("reported", score_detection(&judged, &reported)),
    ]);
    show(&scores, output, |scores| {
        let mut text = String::new();
        // What is reported is the answer to the set's question, so it comes first.
        for (how, scores) in scores.iter().rev() {
            for (kind, scores) in scores {
                let name = format!("{kind} {how}");
                score_line(&mut text, &format!("{name}, all negatives"), &scores.all);
                let name = format!("{name}, difficult negatives");
                score_line(&mut text, &name, &scores.difficult);
            }
        }
        text
    })
}

/// Clitics and lemmas of a treebank in CoNLL-U.
///
/// # Errors
/// Input with problems, or output that cannot be written.
pub fn treebank(pipeline: &Pipeline, path: &Path, output: &OutputArgs) -> anyhow::Result<Outcome> {
    let name = path.display().to_string();
    let gold = parse_conllu(&name, &read_text(path)?).map_err(|problems| refuse(&problems))?;
    something(path, gold.len())?;
    let pred: Vec<SegmentedSentence> = gold
        .par_iter()
        .map(|sentence| segmented(pipeline, sentence))
        .collect();
    let scores = score_segmentation(&gold, &pred);
    show(&scores, output, |scores| {
        let mut text = String::new();
        let percent = |value: f64| format!("{:.2}%", 100.0 * value);
        let _ = writeln!(
            text,
            "surface words {}  cut exactly {}",
            scores.tokens,
            percent(scores.token_accuracy)
        );
        score_line(&mut text, "boundaries", &scores.boundary);
        score_line(&mut text, "words", &scores.word);
        let _ = writeln!(
            text,
            "lemmas of {} words  exact {}  without vowel signs {}",
            scores.lemmas,
            percent(scores.lemma_accuracy),
            percent(scores.bare_lemma_accuracy)
        );
        let shown = if output.errors { usize::MAX } else { 20 };
        let _ = writeln!(text, "most frequent other cuts (gold, predicted, count):");
        for confusion in scores.confusions.iter().take(shown) {
            let _ = writeln!(
                text,
                "  {}\t{}\t{}",
                confusion.gold, confusion.pred, confusion.count
            );
        }
        text
    })
}

/// The words of a sentence as the pipeline's tokenizer cuts it.
fn segmented(pipeline: &Pipeline, sentence: &SegmentedSentence) -> SegmentedSentence {
    let document = Document {
        id: sentence.id.clone(),
        text: sentence.text.clone(),
        ..Document::default()
    };
    let analysis = pipeline.run(&document);
    let layer = &analysis.layer;
    let mut words = Vec::new();
    for (index, token) in layer.tokens.iter().enumerate() {
        let mut add = |bytes, lemma: Option<String>| {
            let span = analysis.chars.to_chars(&sentence.text, bytes);
            words.extend(
                Span::new(span.start() as usize, span.end() as usize).map(|span| Word {
                    span,
                    lemma,
                    punctuation: false,
                }),
            );
        };
        match layer.reading(index) {
            None => add(token.span, None),
            Some(reading) => {
                for segment in &reading.segments {
                    let lemma = pipeline.tokenizer.lemma_of(layer, segment).to_owned();
                    add(layer.segment_span(index, segment), Some(lemma));
                }
            }
        }
    }
    SegmentedSentence {
        id: sentence.id.clone(),
        text: sentence.text.clone(),
        words,
    }
}

/// Time expressions by themselves.
///
/// # Errors
/// Input with problems, or output that cannot be written.
pub fn times(pipeline: &Pipeline, path: &Path, output: &OutputArgs) -> anyhow::Result<Outcome> {
    let name = path.display().to_string();
    let expressions =
        parse_times(&name, &read_text(path)?).map_err(|problems| refuse(&problems))?;
    something(path, expressions.len())?;
    for expression in &expressions {
        parse_date(&expression.reference)
            .with_context(|| format!("{name}: the reference of {:?}", expression.text))?;
    }
    let predicted: Vec<Vec<PredictedTime>> = expressions
        .par_iter()
        .map(|expression| {
            let date = Some(expression.reference.as_str());
            let annotated = annotated(pipeline, &expression.id, &expression.text, date);
            annotated
                .times
                .into_iter()
                .filter_map(|time| {
                    Some(PredictedTime {
                        span: Span::new(time.start as usize, time.end as usize)?,
                        from: time.from,
                        to: time.to,
                        value: time.value,
                    })
                })
                .collect()
        })
        .collect();
    let scores = score_times(&expressions, &predicted);
    show(&scores, output, |scores| {
        let mut text = format!(
            "{} expressions  found {:.1}%  resolved as expected {:.1}%\n",
            scores.expressions,
            100.0 * scores.detected,
            100.0 * scores.correct
        );
        for (grain, (correct, all)) in &scores.by_grain {
            let _ = writeln!(text, "  {grain}  {correct} of {all}");
        }
        for outcome in scores
            .outcomes
            .iter()
            .filter(|o| output.errors && !o.correct)
        {
            let _ = writeln!(
                text,
                "\n{}\n    {}\n  expected {}\n  found    {}",
                outcome.id, outcome.text, outcome.expected, outcome.found
            );
        }
        text
    })
}

fn score_line(text: &mut String, name: &str, score: &Score) {
    let percent = |value: Option<f64>| 100.0 * value.unwrap_or(0.0);
    let count = |value: Option<f64>| value.unwrap_or(0.0);
    let _ = writeln!(
        text,
        "{name:<36} P {:5.1}  R {:5.1}  F1 {:5.1}  ({} right of {} predicted, {} gold)",
        percent(score.precision),
        percent(score.recall),
        100.0 * score.f1,
        count(score.p_num),
        count(score.p_den),
        count(score.r_den)
    );
}

fn show<T: Serialize>(
    scores: &T,
    output: &OutputArgs,
    text: impl Fn(&T) -> String,
) -> anyhow::Result<Outcome> {
    use super::score::Format as F;
    match output.format {
        F::Text => print(&text(scores)),
        F::Json => print(&(serde_json::to_string_pretty(scores)? + "\n")),
        F::Html | F::Csv | F::Markdown => {
            anyhow::bail!("this set is printed as text or json only")
        }
    }
}

fn print(text: &str) -> anyhow::Result<Outcome> {
    io::stdout()
        .write_all(text.as_bytes())
        .context("cannot write the report")?;
    Ok(Outcome::Done)
}
