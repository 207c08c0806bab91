//! `verbs.csv`.

use super::load::{Builder, NewLemma, expected_frequency, frequency};
use super::{EntryKind, LemmaKind, csv_table};
use crate::vowels::SHADDA;
use rasd_core::{DataFile, Pos, Problem};

const FIXED: [&str; 5] = ["lemma", "freq", "whole", "form", "vocalised"];

/// Slot of the jussive, filled only where it differs.
const JUSSIVE: &str = "iv_j";

/// Adds the verbs of the table to the lexicon.
pub(super) fn load(builder: &mut Builder, file: &DataFile, problems: &mut Vec<Problem>) {
    let rules = builder.rules.paradigm("verb");
    let mut columns = FIXED.to_vec();
    columns.extend(rules.iter().map(|rule| rule.name.as_str()));
    csv_table::read(file, &columns, problems, |row, problems| {
        let Some(freq) = frequency(row.cell(1)) else {
            return problems.push(row.problem(expected_frequency(row.cell(1))));
        };
        builder.lemma(NewLemma {
            form: row.cell(0),
            kind: LemmaKind::Verb,
            pos: Pos::Verb,
            gender: None,
            freq,
        });
        let jussive = rules.iter().position(|rule| rule.name == JUSSIVE);
        builder.imperfect(
            matches!(row.cell(3), "II" | "III" | "IV" | "Iq"),
            jussive.is_some_and(|at| !row.cell(FIXED.len() + at).is_empty()),
        );
        builder.doubled(row.cell(4).contains(SHADDA));
        let mut filled = std::mem::take(&mut builder.filled);
        filled.clear();
        for (at, rule) in rules.iter().enumerate() {
            filled.fill(rule, row.cell(FIXED.len() + at));
        }
        builder.stems(filled.merged(&rules));
        builder.filled = filled;
        for whole in row.cell(2).split('|').filter(|w| !w.is_empty()) {
            let cell = whole.split_once('=');
            let found = cell.and_then(|(cell, form)| {
                let inflection = builder.lexicon.inflections.cell(cell)?;
                Some((inflection, form))
            });
            match found {
                Some((inflection, form)) => {
                    let form = builder.text(form);
                    builder.entry(form, EntryKind::Whole(inflection));
                }
                None => problems.push(row.problem(format!(
                    "`{whole}` in column `whole`; expected cell=form with a cell of inflections.csv"
                ))),
            }
        }
    });
}
