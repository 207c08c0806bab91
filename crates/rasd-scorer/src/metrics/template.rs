//! Templates: CEAF-REE (Du, Rush and Cardie 2021) over role fillers and CEAF-TF
//! over whole templates.

use std::collections::{BTreeMap, BTreeSet};

use crate::assignment::maximum_assignment;
use crate::corpus::Pair;
use crate::metrics::{Cells, key_set};
use crate::model::Template;
use crate::score::Ratio;

type Filler = BTreeSet<String>;

/// Adds `template.ceaf_ree` and `template.ceaf_tf`.
pub(crate) fn score(pair: &Pair, cells: &mut Cells) {
    let total = by_role(pair)
        .into_values()
        .fold(Ratio::default(), Ratio::plus);
    cells.ratio("template.ceaf_ree", total);
    cells.ratio("template.ceaf_tf", whole_templates(pair));
}

/// CEAF-REE of every role of a document: fillers merged over templates, equal
/// ones held once; a prediction scores 1 against a gold filler that contains
/// all its strings; maximum assignment.
pub(crate) fn by_role(pair: &Pair) -> BTreeMap<String, Ratio> {
    let gold = merged(&pair.gold.templates);
    let pred = merged(&pair.pred.templates);
    let none = BTreeSet::new();
    let roles: BTreeSet<&str> = gold.keys().chain(pred.keys()).copied().collect();
    roles
        .into_iter()
        .map(|role| {
            let gold = gold.get(role).unwrap_or(&none);
            let pred = pred.get(role).unwrap_or(&none);
            let ratio = Ratio::of(
                matches(gold, pred) as f64,
                pred.len() as f64,
                gold.len() as f64,
            );
            (role.to_owned(), ratio)
        })
        .collect()
}

fn merged(templates: &[Template]) -> BTreeMap<&str, BTreeSet<&Filler>> {
    let mut roles: BTreeMap<&str, BTreeSet<&Filler>> = BTreeMap::new();
    for template in templates {
        for (role, fillers) in &template.roles {
            roles.entry(role).or_default().extend(fillers);
        }
    }
    roles
}

/// Largest number of pairs with predicted ⊆ gold.
fn matches(gold: &BTreeSet<&Filler>, pred: &BTreeSet<&Filler>) -> i64 {
    let mut edges = Vec::new();
    for (i, gold) in gold.iter().enumerate() {
        for (j, pred) in pred.iter().enumerate() {
            if pred.is_subset(gold) {
                edges.push((i, j, 1_i64));
            }
        }
    }
    maximum_assignment(gold.len(), pred.len(), &edges).total
}

/// CEAF-TF: maximum assignment of templates. Similarity is 0 if the types
/// differ, else 1 plus the CEAF-REE matches over roles; the size of a template
/// is 1 plus its fillers.
fn whole_templates(pair: &Pair) -> Ratio {
    let gold = key_set(&pair.gold.templates);
    let pred = key_set(&pair.pred.templates);
    let mut edges = Vec::new();
    for (i, gold) in gold.iter().enumerate() {
        for (j, pred) in pred.iter().enumerate() {
            if gold.kind == pred.kind {
                edges.push((i, j, 1 + common_fillers(gold, pred)));
            }
        }
    }
    let total = maximum_assignment(gold.len(), pred.len(), &edges).total;
    let size = |templates: &[&Template]| -> usize {
        templates
            .iter()
            .map(|template| 1 + template.roles.values().map(BTreeSet::len).sum::<usize>())
            .sum()
    };
    Ratio::of(total as f64, size(&pred) as f64, size(&gold) as f64)
}

fn common_fillers(gold: &Template, pred: &Template) -> i64 {
    gold.roles
        .iter()
        .filter_map(|(role, gold)| Some((gold, pred.roles.get(role)?)))
        .map(|(gold, pred)| matches(&gold.iter().collect(), &pred.iter().collect()))
        .sum()
}
