//! Fills the slots of a paradigm: which stem stands where no stem is written.

use super::csv_table;
use super::names::{NameSet, Names};
use rasd_core::{DataFile, Problem};
use std::collections::HashMap;
use std::rc::Rc;

/// `slots.csv` and `alternations.csv`.
#[derive(Debug, Default)]
pub(crate) struct SlotRules {
    /// For each paradigm: its slots, each after the slot it is taken from.
    paradigms: HashMap<String, Rc<Vec<SlotRule>>>,
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
            rules.paradigms.insert(paradigm, Rc::new(ordered));
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
                .and_then(Rc::get_mut)
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
        let paradigms = self.paradigms.values_mut().filter_map(Rc::get_mut);
        for rule in paradigms.flatten() {
            rule.alternations
                .sort_by_key(|a| std::cmp::Reverse(a.0.len()));
        }
    }

    /// The slots of a paradigm, each after the one it is taken from; none if it is unknown.
    pub(crate) fn paradigm(&self, name: &str) -> Rc<Vec<SlotRule>> {
        self.paradigms.get(name).map(Rc::clone).unwrap_or_default()
    }
}

impl SlotRule {
    /// The endings that this slot gives to `stem` of the slot before it: how many bytes of
    /// `stem` stay, and what follows them.
    fn derive<'a>(&'a self, stem: &str) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let found = self
            .alternations
            .iter()
            .find(|(ending, _)| stem.ends_with(ending.as_str()));
        let (kept, becomes) = match found {
            Some((ending, becomes)) => (stem.len() - ending.len(), becomes.as_slice()),
            None => (stem.len(), &[][..]),
        };
        let unchanged = found.is_none().then_some("");
        let changed = becomes.iter().map(String::as_str).filter(|new| *new != "-");
        unchanged
            .into_iter()
            .chain(changed)
            .map(move |new| (kept, new))
    }
}

/// The stems of a word by slot, in the order of its paradigm's rules. One is used for all
/// words of a table, so that its memory is.
#[derive(Debug, Default)]
pub(crate) struct Paradigm {
    text: String,
    /// Ranges of `text`.
    stems: Vec<(usize, usize)>,
    /// Ranges of `stems`, one a slot.
    slots: Vec<(usize, usize)>,
    merged: Vec<(usize, NameSet)>,
}

impl Paradigm {
    /// Forgets the word.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.stems.clear();
        self.slots.clear();
    }

    /// Fills the next slot: with the stems in its cell; if that is empty, from the slot the
    /// rule names; with none if the cell is `-`.
    pub(crate) fn fill(&mut self, rule: &SlotRule, cell: &str) {
        let first = self.stems.len();
        if cell.is_empty() {
            let (from, end) = rule.from.map_or((0, 0), |at| self.slots[at]);
            for at in from..end {
                let (start, end) = self.stems[at];
                for (kept, ending) in rule.derive(&self.text[start..end]) {
                    let new = self.text.len();
                    self.text.extend_from_within(start..start + kept);
                    self.text.push_str(ending);
                    self.stems.push((new, self.text.len()));
                }
            }
        } else if cell != "-" {
            for stem in cell.split(['|', '/']) {
                let start = self.text.len();
                self.text.push_str(stem);
                self.stems.push((start, self.text.len()));
            }
        }
        self.slots.push((first, self.stems.len()));
    }

    /// Each different stem with the slots it fills.
    pub(crate) fn merged(&mut self, rules: &[SlotRule]) -> impl Iterator<Item = (&str, NameSet)> {
        self.merged.clear();
        for (rule, slot) in rules.iter().zip(&self.slots) {
            for at in slot.0..slot.1 {
                let text = |n: usize| &self.text[self.stems[n].0..self.stems[n].1];
                let known = self.merged.iter_mut().find(|(n, _)| text(*n) == text(at));
                match known {
                    Some((_, slots)) => *slots = slots.with(rule.slot),
                    None => self.merged.push((at, NameSet::default().with(rule.slot))),
                }
            }
        }
        self.merged.iter().map(|(at, slots)| {
            let (start, end) = self.stems[*at];
            (&self.text[start..end], *slots)
        })
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
