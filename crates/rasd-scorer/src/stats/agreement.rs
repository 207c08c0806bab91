//! Agreement of raters beyond chance.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json::parse_json;
use crate::model::Origin;
use crate::problem::{Problem, Problems};
use crate::score::divide;

/// What raters said of each unit: unit → rater → label, `None` where the
/// rater gave none.
pub type Ratings = BTreeMap<String, BTreeMap<String, Option<String>>>;

/// Kappa for each pair of raters and alpha over all.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// Cohen's kappa by `a|b`, raters in sorted order; `null` where undefined.
    pub kappa: BTreeMap<String, Option<f64>>,
    /// Krippendorff's alpha for nominal labels; `null` where undefined.
    pub alpha: Option<f64>,
}

/// Reads ratings, one unit per line:
/// `{"unit": "u1", "ratings": {"rater": "label", "other": null}}`.
///
/// Labels may be strings, numbers or booleans; `null` is no rating. Raters are
/// all names that occur.
///
/// # Errors
/// Every bad line and every repeated unit.
pub fn parse_ratings(path: &str, contents: &str) -> Result<Ratings, Problems> {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let mut ratings = Ratings::new();
    let mut problems = Vec::new();
    for (index, line) in contents.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let origin = Origin {
            path: path.to_owned(),
            line: index + 1,
        };
        match parse_unit(line) {
            Ok((unit, labels)) => {
                if let Some(labels) = ratings.insert(unit.clone(), labels) {
                    let message = format!("unit {unit:?} was rated on an earlier line");
                    problems.push(Problem::new(&origin, message));
                    ratings.insert(unit, labels);
                }
            }
            Err(message) => problems.push(Problem::new(&origin, message)),
        }
    }
    Problems::check(problems, ratings)
}

fn parse_unit(line: &str) -> Result<(String, BTreeMap<String, Option<String>>), String> {
    let value = parse_json(line).map_err(|bad| bad.message)?;
    let unit = match value.get("unit") {
        Some(Value::String(unit)) => unit.clone(),
        Some(Value::Number(unit)) => unit.to_string(),
        _ => return Err(String::from("unit: expected a string")),
    };
    let ratings = value
        .get("ratings")
        .and_then(Value::as_object)
        .ok_or("ratings: expected an object of rater and label")?;
    let mut labels = BTreeMap::new();
    for (rater, label) in ratings {
        let label = match label {
            Value::Null => None,
            Value::String(label) => Some(label.clone()),
            Value::Number(_) | Value::Bool(_) => Some(label.to_string()),
            _ => return Err(format!("ratings.{rater}: expected a label or null")),
        };
        labels.insert(rater.clone(), label);
    }
    Ok((unit, labels))
}

/// Kappa of every pair of raters and alpha.
///
/// Raters are all who are named, whether they labelled anything or not.
pub fn agreement(ratings: &Ratings) -> Agreement {
    let raters: BTreeSet<&str> = ratings
        .values()
        .flat_map(|labels| labels.keys().map(String::as_str))
        .collect();
    let raters: Vec<&str> = raters.into_iter().collect();
    let mut kappa = BTreeMap::new();
    for (i, a) in raters.iter().enumerate() {
        for b in &raters[i + 1..] {
            let both: Vec<(&str, &str)> = ratings
                .values()
                .filter_map(|labels| Some((label_of(labels, a)?, label_of(labels, b)?)))
                .collect();
            kappa.insert(format!("{a}|{b}"), cohen_kappa(&both));
        }
    }
    Agreement {
        kappa,
        alpha: krippendorff_alpha(ratings),
    }
}

fn label_of<'a>(labels: &'a BTreeMap<String, Option<String>>, rater: &str) -> Option<&'a str> {
    labels.get(rater)?.as_deref()
}

/// Cohen's kappa (1960) over units that both raters labelled:
/// (p_o − p_e) / (1 − p_e).
///
/// `None` without units or where chance alone agrees always (p_e = 1).
pub fn cohen_kappa(labels: &[(&str, &str)]) -> Option<f64> {
    let n = labels.len() as u64;
    let agreed = labels.iter().filter(|(a, b)| a == b).count() as u64;
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (a, b) in labels {
        counts.entry(a).or_default().0 += 1;
        counts.entry(b).or_default().1 += 1;
    }
    // In whole numbers, times n²: no rounding decides whether p_e is 1.
    let by_chance: u64 = counts.values().map(|(a, b)| a * b).sum();
    let room = n * n - by_chance;
    divide((n * agreed) as f64 - by_chance as f64, room as f64)
}

/// Krippendorff's alpha for nominal data, 1 − D_o / D_e, over units with two
/// or more labels.
///
/// `None` without such units or where only one label occurs in them.
pub fn krippendorff_alpha(ratings: &Ratings) -> Option<f64> {
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    let mut observed = 0.0;
    let mut n = 0_u64;
    for labels in ratings.values() {
        let labels: Vec<&str> = labels.values().filter_map(Option::as_deref).collect();
        if labels.len() < 2 {
            continue;
        }
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for label in &labels {
            *counts.entry(label).or_default() += 1;
            *totals.entry(label).or_default() += 1;
        }
        let m = labels.len() as u64;
        let disagreeing = m * m - counts.values().map(|c| c * c).sum::<u64>();
        observed += disagreeing as f64 / (m - 1) as f64;
        n += m;
    }
    let expected = n * n - totals.values().map(|c| c * c).sum::<u64>();
    let ratio = divide(observed * n.saturating_sub(1) as f64, expected as f64)?;
    Some(1.0 - ratio)
}
