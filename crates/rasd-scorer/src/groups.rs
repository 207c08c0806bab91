//! Figures by type and by role, with their macro and weighted means.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::Pair;
use crate::metrics::{key_set, ner, template, timex};
use crate::options::Options;
use crate::score::{Ratio, Score};

/// Metrics whose keys can be counted by type.
pub(crate) const TYPED: [&str; 3] = ["ner.strict", "timex.span_type", "trigger.cls"];

/// Counts of a metric by type.
pub(crate) type ByType = BTreeMap<String, Ratio>;

/// Counts of every metric in [`TYPED`] by the types in gold or prediction.
pub(crate) fn by_type(pairs: &[Pair], options: &Options) -> BTreeMap<&'static str, ByType> {
    let mut all: BTreeMap<&'static str, ByType> =
        TYPED.iter().map(|name| (*name, ByType::new())).collect();
    for pair in pairs {
        let entity = |side| ner::keys(side, &options.drop_types);
        let counts = |name: &'static str| (name, &pair.gold, &pair.pred);
        for (name, gold, pred) in TYPED.map(counts) {
            let Some(types) = all.get_mut(name) else {
                continue;
            };
            match name {
                "ner.strict" => add(types, &entity(gold), &entity(pred), |key| key.1),
                "timex.span_type" => {
                    let keys = |document| {
                        key_set(timex::keys(document).into_iter().map(|key| (key.0, key.1)))
                    };
                    add(types, &keys(gold), &keys(pred), |key| key.1);
                }
                _ => {
                    let keys = |document: &'_ crate::Document| {
                        key_set(
                            document
                                .events
                                .iter()
                                .map(|event| (event.trigger, event.kind.clone())),
                        )
                    };
                    add(types, &keys(gold), &keys(pred), |key| key.1.as_str());
                }
            }
        }
    }
    all
}

/// Counts of `argument.attached_cls` and `template.ceaf_ree` by role.
pub(crate) fn by_role(pairs: &[Pair]) -> BTreeMap<&'static str, ByType> {
    let mut arguments = ByType::new();
    let mut templates = ByType::new();
    for pair in pairs {
        let keys = |document: &'_ crate::Document| {
            let mut keys = Vec::new();
            for event in &document.events {
                for argument in &event.arguments {
                    if let Some(span) = argument.span {
                        let event_key = (event.trigger, event.kind.clone());
                        keys.push((event_key, span, argument.role.clone()));
                    }
                }
            }
            key_set(keys)
        };
        add(
            &mut arguments,
            &keys(&pair.gold),
            &keys(&pair.pred),
            |key| &key.2,
        );
        for (role, ratio) in template::by_role(pair) {
            let total = templates.entry(role).or_default();
            *total = total.plus(ratio);
        }
    }
    BTreeMap::from([
        ("argument.attached_cls", arguments),
        ("template.ceaf_ree", templates),
    ])
}

fn add<K: Ord>(types: &mut ByType, gold: &[K], pred: &[K], name: impl Fn(&K) -> &str) {
    let mut count = |key: &K, ratio: Ratio| {
        let total = types.entry(name(key).to_owned()).or_default();
        *total = total.plus(ratio);
    };
    for key in gold {
        let correct = if pred.binary_search(key).is_ok() {
            1.0
        } else {
            0.0
        };
        count(key, Ratio::of(correct, 0.0, 1.0));
    }
    for key in pred {
        count(key, Ratio::of(0.0, 1.0, 0.0));
    }
}

/// Unweighted mean of P, R and F1 over the types.
pub fn macro_mean(types: &BTreeMap<String, Ratio>) -> Score {
    weighted(types, |_| 1.0)
}

/// Mean of P, R and F1 over the types, weighted by gold count.
pub fn weighted_mean(types: &BTreeMap<String, Ratio>) -> Score {
    weighted(types, |ratio| ratio.r_den)
}

fn weighted(types: &BTreeMap<String, Ratio>, weight: impl Fn(&Ratio) -> f64) -> Score {
    let total: f64 = types.values().map(&weight).sum();
    if total == 0.0 {
        return Score::from_parts(None, None, None);
    }
    let (mut precision, mut recall, mut f1) = (0.0, 0.0, 0.0);
    let mut undefined = BTreeSet::new();
    for ratio in types.values() {
        let score = ratio.score();
        let share = weight(ratio) / total;
        precision += share * score.precision.unwrap_or(0.0);
        recall += share * score.recall.unwrap_or(0.0);
        f1 += share * score.f1;
        if share > 0.0 {
            undefined.extend(score.undefined);
        }
    }
    let mut score = Score::from_parts(Some(precision), Some(recall), Some(f1));
    score.undefined = ["precision", "recall", "f1"]
        .into_iter()
        .filter(|name| undefined.contains(*name))
        .map(str::to_owned)
        .collect();
    score
}
