//! One self-contained page: no network, no server.

use serde::Serialize;

use crate::corpus::Corpus;
use crate::metrics::METRICS;
use crate::model::Document;
use crate::options::Options;
use crate::report::Report;
use crate::span::Span;

const PAGE: &str = include_str!("../../assets/report.html");
const STYLE: &str = include_str!("../../assets/report.css");
const SCRIPT: &str = include_str!("../../assets/report.js");

/// Documents shown at most; more would make the page too heavy to open.
const DOCUMENTS: usize = 300;

/// Errors listed at most, for the same reason.
const ERRORS: usize = 5_000;

/// What the page is made from.
#[derive(Serialize)]
struct Data<'a> {
    report: &'a Report,
    /// Metric names in catalogue order.
    order: &'a [&'a str],
    documents: Vec<Article<'a>>,
    /// Documents left out.
    omitted: usize,
}

/// A text with the marks of both sides.
#[derive(Serialize)]
struct Article<'a> {
    id: &'a str,
    text: &'a str,
    gold: Vec<Mark<'a>>,
    pred: Vec<Mark<'a>>,
}

/// A marked span, in code points.
#[derive(Serialize)]
struct Mark<'a> {
    layer: &'static str,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// The report as an HTML page with the texts of the corpus, gold and predicted
/// marks laid over them, and every error a click away from its sentence.
/// Entity types that the options drop are not marked, nor layers that were not
/// scored: of these nobody knows what is right.
///
/// # Errors
/// None that a report of this crate can cause; serialisation is fallible by
/// type.
pub fn render_html(
    report: &Report,
    corpus: &Corpus,
    options: &Options,
) -> Result<String, serde_json::Error> {
    let documents: Vec<Article<'_>> = corpus
        .pairs
        .iter()
        .take(DOCUMENTS)
        .map(|pair| Article {
            id: &pair.gold.id,
            text: pair.gold.text.as_deref().unwrap_or_default(),
            gold: marks(&pair.gold, report, options),
            pred: marks(&pair.pred, report, options),
        })
        .collect();
    let shortened;
    let report = if report.errors.len() > ERRORS {
        shortened = shorten(report);
        &shortened
    } else {
        report
    };
    let data = Data {
        report,
        order: &METRICS,
        omitted: corpus.pairs.len() - documents.len(),
        documents,
    };
    // A `</script>` in a text must not end the element that holds the data.
    let json = serde_json::to_string(&data)?.replace('<', "\\u003c");
    Ok(PAGE
        .replacen("{{css}}", STYLE, 1)
        .replacen("{{js}}", SCRIPT, 1)
        .replacen("{{data}}", &json, 1))
}

/// The report with as many errors as a page can hold, and a word about it.
fn shorten(report: &Report) -> Report {
    let mut short = report.clone();
    short.errors.truncate(ERRORS);
    short.by_document.clear();
    short.warnings.insert(
        0,
        format!(
            "only the first {ERRORS} of {} errors are on this page, and the confusion table and marks are made from them; choose a layer with --metric, or take --format json",
            report.errors.len()
        ),
    );
    short
}

fn marks<'a>(document: &'a Document, report: &Report, options: &Options) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    let mut add = |layer, span: Span, kind, role, source| {
        marks.push(Mark {
            layer,
            start: span.start(),
            end: span.end(),
            kind,
            role,
            source,
        });
    };
    let shown = |kind: &String| !options.drop_types.contains(kind);
    for entity in document.entities.iter().filter(|e| shown(&e.kind)) {
        add(
            "ner",
            entity.span,
            entity.kind.as_str(),
            None,
            entity.source.as_deref(),
        );
    }
    for time in &document.times {
        add("timex", time.span, &time.kind, None, time.source.as_deref());
    }
    for event in &document.events {
        let source = event.source.as_deref();
        add("trigger", event.trigger, &event.kind, None, source);
        for argument in &event.arguments {
            if let Some(span) = argument.span {
                add(
                    "argument",
                    span,
                    &event.kind,
                    Some(argument.role.as_str()),
                    source,
                );
            }
        }
    }
    let scored = |layer: &str| {
        let mut metrics = report.scores.keys();
        metrics.any(|metric| metric.split('.').next() == Some(layer))
    };
    marks.retain(|mark| scored(mark.layer));
    marks
}
