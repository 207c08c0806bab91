//! Fills the slots of a paradigm: which stem stands where no stem is written.

use super::csv_table;
use super::names::Names;
use rasd_core::{DataFile, Problem};
use std::collections::HashMap;

/// `slots.csv` and `alternations.csv`.
#[derive(Debug, Default)]
pub(crate) struct SlotRules {
    /// For each paradigm: its slots, each after the slot it is taken from.
    paradigms: HashMap<String, Vec<SlotRule>>,
}

#[derive(Debug, Clone)]
pub(crate) struct SlotRule {
    pub(crate) name: String,
    pub(crate) slot: u8,
    /// Position in the paradigm of the slot it is taken from.
    pub(crate) from: Option<usize>,
    /// Endings with what becomes of them, longest first.
    alternations: Vec<(String, Vec<String>)>,
}

impl SlotRules {
    pub(crate) fn load(
        slots: Option<&DataFile>,
        alternations: Option<&DataFile>,
        names: &mut Names,
        problems: &mut Vec<Problem>,
    ) -> SlotRules {
        let mut rows: HashMap<String, Vec<(String, String)>> = HashMap::new();
        if let Some(file) = slots {
            csv_table::read(file, &["paradigm", "slot", "from"], problems, |row, _| {
                let pair = (row.cell(1).to_owned(), row.cell(2).to_owned());
                rows.entry(row.cell(0).to_owned()).or_default().push(pair);
            });
        }
        let mut rules = SlotRules::default();
        for (paradigm, rows) in rows {
            let ordered = order(rows, names);
            rules.paradigms.insert(paradigm, ordered);
        }
        if let Some(file) = alternations {
            rules.load_alternations(file, problems);
        }
        rules
    }

    fn load_alternations(&mut self, file: &DataFile, problems: &mut Vec<Problem>) {
        let columns = ["paradigm", "slot", "ending", "becomes"];
        csv_table::read(file, &columns, problems, |row, problems| {
            let rule = self
                .paradigms
                .get_mut(row.cell(0))
                .and_then(|rules| rules.iter_mut().find(|rule| rule.name == row.cell(1)));
            let Some(rule) = rule else {
                problems.push(row.problem(format!(
                    "no slot `{}` in paradigm `{}`; slots.csv lists them",
                    row.cell(1),
                    row.cell(0)
                )));
                return;
            };
            let becomes = row.cell(3).split('|').map(str::to_owned).collect();
            rule.alternations.push((row.cell(2).to_owned(), becomes));
        });
        for rule in self.paradigms.values_mut().flatten() {
            rule.alternations
                .sort_by_key(|a| std::cmp::Reverse(a.0.len()));
        }
    }

    /// The slots of a paradigm, each after the one it is taken from; none if it is unknown.
    pub(crate) fn paradigm(&self, name: &str) -> &[SlotRule] {
        self.paradigms.get(name).map_or(&[], Vec::as_slice)
    }
}

impl SlotRule {
    /// The stems this slot takes from `stem` of the slot before it; appended to `out`.
    pub(crate) fn derive(&self, stem: &str, out: &mut Vec<String>) {
        let found = self
            .alternations
            .iter()
            .find(|(ending, _)| stem.ends_with(ending.as_str()));
        let Some((ending, becomes)) = found else {
            out.push(stem.to_owned());
            return;
        };
        let base = &stem[..stem.len() - ending.len()];
        for new in becomes.iter().filter(|new| *new != "-") {
            out.push(format!("{base}{new}"));
        }
    }
}

/// Orders slots so that each comes after the slot it is taken from.
fn order(mut rows: Vec<(String, String)>, names: &mut Names) -> Vec<SlotRule> {
    let mut ordered: Vec<SlotRule> = Vec::with_capacity(rows.len());
    loop {
        let before = ordered.len();
        rows.retain(|(name, from)| {
            let position = ordered.iter().position(|rule| rule.name == *from);
            if position.is_none() && !from.is_empty() {
                return true;
            }
            if let Some(slot) = names.number(name) {
                ordered.push(SlotRule {
                    name: name.clone(),
                    slot,
                    from: position,
                    alternations: Vec::new(),
                });
            }
            false
        });
        if ordered.len() == before {
            return ordered;
        }
    }
}
