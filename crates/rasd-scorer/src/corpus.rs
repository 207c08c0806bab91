//! Gold and predicted documents brought together, or refused whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, Origin};
use crate::offsets::{self, OffsetUnit, QuoteCheck};
use crate::parse::Parsed;
use crate::problem::{Problem, Problems};

/// A gold document and what was predicted for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The gold document; its text is present.
    pub gold: Document,
    /// The prediction, empty if there was none.
    pub pred: Document,
}

/// Valid input: pairs sorted by the bytes of the document id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Corpus {
    /// Gold and predicted documents.
    pub pairs: Vec<Pair>,
    /// What a reader should know, but no reason to refuse.
    pub warnings: Vec<String>,
}

/// Offset units of the two inputs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Units {
    /// Of the gold file.
    pub gold: OffsetUnit,
    /// Of the predictions.
    pub pred: OffsetUnit,
}

impl Corpus {
    /// Checks both inputs and pairs them.
    ///
    /// Refused: a gold document without text, an empty span or one outside
    /// the text, a repeated document or mention id, a predicted document
    /// unknown to gold, differing texts, bad clusters, and offsets that the
    /// quoted surfaces show to be of another unit. A missing prediction counts
    /// as empty, with a warning.
    ///
    /// # Errors
    /// All problems of both inputs.
    pub fn new(gold: Parsed, pred: Parsed, units: Units) -> Result<Corpus, Problems> {
        // A gold document that could not be read may be the one that a prediction is for.
        let gold_is_whole = gold.problems.is_empty();
        let mut problems = gold.problems;
        problems.extend(pred.problems);
        let mut warnings = Vec::new();
        let mut golds = by_id(gold.documents, &mut problems);
        let mut preds = by_id(pred.documents, &mut problems);
        for document in golds.values_mut() {
            check_references(document, &mut problems);
            let Some(text) = document.text.clone() else {
                problems.push(Problem::new(
                    &document.origin,
                    format!("gold document {:?} has no text", document.id),
                ));
                continue;
            };
            check_offsets(document, &text, units.gold, &mut problems, &mut warnings);
        }
        for document in preds.values_mut() {
            check_references(document, &mut problems);
            let Some(gold) = golds.get(&document.id) else {
                if gold_is_whole {
                    problems.push(Problem::new(
                        &document.origin,
                        format!(
                            "predicted document {:?} is not in the gold file",
                            document.id
                        ),
                    ));
                }
                continue;
            };
            let Some(text) = &gold.text else { continue };
            if let Some(own) = &document.text
                && own != text
            {
                problems.push(Problem::new(
                    &document.origin,
                    differing(&document.id, text, own),
                ));
                continue;
            }
            check_offsets(document, text, units.pred, &mut problems, &mut warnings);
        }
        let mut missing = Vec::new();
        let pairs = golds
            .into_iter()
            .map(|(id, gold)| {
                let pred = preds.remove(&id).unwrap_or_else(|| {
                    missing.push(id.clone());
                    let origin = Origin {
                        path: String::from("(no prediction)"),
                        line: 0,
                    };
                    Document::empty(&id, origin)
                });
                Pair { gold, pred }
            })
            .collect();
        warnings.extend(
            missing
                .iter()
                .map(|id| format!("document {id:?} has no prediction; counted as empty")),
        );
        Problems::check(problems, Corpus { pairs, warnings })
    }
}

fn differing(id: &str, gold: &str, pred: &str) -> String {
    let at = gold
        .chars()
        .zip(pred.chars())
        .take_while(|(a, b)| a == b)
        .count();
    format!(
        "document {id:?}: the text differs from the gold text from code point {at} on ({} and {} code points long); predict on the gold text",
        gold.chars().count(),
        pred.chars().count()
    )
}

fn by_id(documents: Vec<Document>, problems: &mut Vec<Problem>) -> BTreeMap<String, Document> {
    let mut map: BTreeMap<String, Document> = BTreeMap::new();
    for document in documents {
        if let Some(first) = map.get(&document.id) {
            problems.push(Problem::new(
                &document.origin,
                format!(
                    "document id {:?} was used before, in {}:{}",
                    document.id, first.origin.path, first.origin.line
                ),
            ));
            continue;
        }
        map.insert(document.id.clone(), document);
    }
    map
}

/// Mention ids are unique; clusters name known mentions of one kind, each once.
fn check_references(document: &Document, problems: &mut Vec<Problem>) {
    let mut complain = |message: String| {
        problems.push(Problem::new(
            &document.origin,
            format!("document {:?}: {message}", document.id),
        ));
    };
    let entities: BTreeSet<&str> = ids(document.entities.iter().map(|entity| &entity.id));
    let events: BTreeMap<&str, bool> = document
        .events
        .iter()
        .filter_map(|event| Some((event.id.as_deref()?, event.cluster.is_some())))
        .collect();
    let mut seen = BTreeSet::new();
    let all = (document.entities.iter().map(|entity| &entity.id))
        .chain(document.times.iter().map(|time| &time.id))
        .chain(document.events.iter().map(|event| &event.id));
    for id in all.flatten() {
        if !seen.insert(id.as_str()) {
            complain(format!("mention id {id:?} is used more than once"));
        }
    }
    let mut owner: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, cluster) in document.clusters.iter().enumerate() {
        let mut kinds = BTreeSet::new();
        for id in cluster {
            let id = id.as_str();
            if entities.contains(id) {
                kinds.insert("entity");
            } else if let Some(has_cluster) = events.get(id) {
                kinds.insert("event");
                if *has_cluster {
                    complain(format!(
                        "event {id:?} has a cluster of its own and stands in clusters[{i}]; use one of the two"
                    ));
                }
            } else {
                complain(format!(
                    "clusters[{i}]: {id:?} is not the id of an entity or event of this document"
                ));
            }
            match owner.insert(id, i) {
                Some(other) if other != i => complain(format!(
                    "mention {id:?} stands in clusters[{other}] and clusters[{i}]"
                )),
                _ => {}
            }
        }
        if kinds.len() > 1 {
            complain(format!("clusters[{i}] holds entities and events together"));
        }
    }
}

fn ids<'a>(ids: impl Iterator<Item = &'a Option<String>>) -> BTreeSet<&'a str> {
    ids.filter_map(|id| id.as_deref()).collect()
}

/// Spans lie in the text; quoted surfaces agree with the offset unit.
fn check_offsets(
    document: &mut Document,
    text: &str,
    unit: OffsetUnit,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<String>,
) {
    match offsets::check_quotes(document, text, unit) {
        QuoteCheck::Agree => {}
        QuoteCheck::Unit(other) => {
            problems.push(Problem::new(
                &document.origin,
                format!(
                    "document {:?}: the quoted texts are not at their offsets counted in {}, but all are when counted in {}; give --offsets {} (or --gold-offsets for the gold file) to convert",
                    document.id,
                    unit.name(),
                    other.name(),
                    other.name()
                ),
            ));
            return;
        }
        QuoteCheck::Differ(count) => warnings.push(format!(
            "{}:{}: document {:?}: {count} of {} quoted texts are not what the text has at their offsets; offsets are used, quotes ignored",
            document.origin.path,
            document.origin.line,
            document.id,
            document.quotes.len()
        )),
    }
    problems.extend(offsets::convert(document, text, unit));
    if unit != OffsetUnit::CodePoints {
        return;
    }
    let length = text.chars().count();
    let outside = document.map_spans(|span| (span.end() <= length).then_some(span));
    for (field, span) in outside {
        problems.push(Problem::new(
            &document.origin,
            format!(
                "document {:?}, {field}: span {span} leaves the text, which has {length} code points",
                document.id
            ),
        ));
    }
}
