//! `inflections.csv`: what stands before and after a stem, and what that means.

use super::Pron;
use super::csv_table;
use super::features::{TableFeatures, parse};
use super::names::{NameSet, Names};
use crate::norm::fold_loose;
use rasd_core::{DataFile, Problem};

/// One row: a form of a paradigm.
#[derive(Debug, Clone)]
pub(crate) struct Inflection {
    pub(crate) verb: bool,
    pub(crate) cell: String,
    pub(crate) slot: u8,
    pub(crate) prefix: String,
    pub(crate) suffix: String,
    pub(crate) host: u8,
    pub(crate) pron: Pron,
    pub(crate) features: TableFeatures,
    /// The same form without an attached pronoun, if it is spelt differently.
    pub(crate) plain: Option<u16>,
}

/// Inflections that are written alike around the stem.
#[derive(Debug)]
pub(crate) struct Affixed {
    /// Loosely folded.
    pub(crate) prefix: String,
    /// Loosely folded.
    pub(crate) suffix: String,
    /// Beginning of the prefix and end of the suffix, compared before they are.
    edges: Edges,
    /// The slots they stand around.
    pub(crate) slots: NameSet,
    pub(crate) rows: Vec<u16>,
}

/// The first eight bytes of a text and its last eight as numbers, zeros where it is shorter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edges {
    head: u64,
    tail: u64,
}

impl Edges {
    /// The edges of a word.
    pub(crate) fn of(text: &str) -> Edges {
        Edges::between(text, text)
    }

    fn between(start: &str, end: &str) -> Edges {
        let (start, end) = (start.as_bytes(), end.as_bytes());
        let mut head = [0; 8];
        let kept = start.len().min(8);
        head[..kept].copy_from_slice(&start[..kept]);
        let mut tail = [0; 8];
        let kept = end.len().min(8);
        tail[8 - kept..].copy_from_slice(&end[end.len() - kept..]);
        Edges {
            head: u64::from_le_bytes(head),
            tail: u64::from_be_bytes(tail),
        }
    }
}

/// The lower bytes of a number, as many as a text has.
fn mask(text: &str) -> u64 {
    if text.len() >= 8 {
        u64::MAX
    } else {
        (1 << (8 * text.len())) - 1
    }
}

impl Affixed {
    /// What stands between prefix and suffix in a loosely folded word with these edges.
    pub(crate) fn inner<'w>(&self, word: &'w str, edges: Edges) -> Option<&'w str> {
        let other_head = (edges.head ^ self.edges.head) & mask(&self.prefix);
        let other_tail = (edges.tail ^ self.edges.tail) & mask(&self.suffix);
        if other_head != 0 || other_tail != 0 {
            return None;
        }
        word.strip_prefix(self.prefix.as_str())?
            .strip_suffix(self.suffix.as_str())
    }
}

/// All inflections.
#[derive(Debug, Default)]
pub(crate) struct Inflections {
    pub(crate) rows: Vec<Inflection>,
    pub(crate) affixes: Vec<Affixed>,
}

impl Inflections {
    pub(crate) fn load(
        file: &DataFile,
        slots: &mut Names,
        hosts: &mut Names,
        problems: &mut Vec<Problem>,
    ) -> Inflections {
        let mut all = Inflections::default();
        let columns = [
            "paradigm", "cell", "slot", "prefix", "suffix", "host", "pron", "features",
        ];
        csv_table::read(file, &columns, problems, |row, problems| {
            let features = match parse(row.cell(7)) {
                Ok(features) => features,
                Err(message) => {
                    problems.push(row.problem(message));
                    return;
                }
            };
            let Some(pron) = Pron::parse(row.cell(6)) else {
                problems.push(row.problem(Pron::expected(row.cell(6))));
                return;
            };
            let (Some(slot), Some(host)) = (slots.number(row.cell(2)), hosts.number(row.cell(5)))
            else {
                problems.push(row.problem("more than 64 slots or host classes"));
                return;
            };
            all.rows.push(Inflection {
                verb: row.cell(0) == "verb",
                cell: row.cell(1).to_owned(),
                slot,
                prefix: row.cell(3).to_owned(),
                suffix: row.cell(4).to_owned(),
                host,
                pron,
                features,
                plain: None,
            });
        });
        all.link_plain();
        all.group();
        all
    }

    /// Number of the inflection with this cell name.
    pub(crate) fn cell(&self, name: &str) -> Option<u16> {
        let at = self.rows.iter().position(|row| row.cell == name)?;
        Some(at as u16)
    }

    /// `cell+` is `cell` before an attached pronoun.
    fn link_plain(&mut self) {
        for at in 0..self.rows.len() {
            let plain = self.rows[at].cell.strip_suffix('+').map(str::to_owned);
            self.rows[at].plain = plain.and_then(|name| self.cell(&name));
        }
    }

    fn group(&mut self) {
        for (at, row) in self.rows.iter().enumerate() {
            let prefix = fold_loose(&row.prefix);
            let suffix = fold_loose(&row.suffix);
            let known = self
                .affixes
                .iter_mut()
                .find(|a| a.prefix == prefix && a.suffix == suffix);
            match known {
                Some(affixed) => {
                    affixed.slots = affixed.slots.with(row.slot);
                    affixed.rows.push(at as u16);
                }
                None => self.affixes.push(Affixed {
                    edges: Edges::between(&prefix, &suffix),
                    prefix,
                    suffix,
                    slots: NameSet::default().with(row.slot),
                    rows: vec![at as u16],
                }),
            }
        }
    }
}

impl Pron {
    pub(crate) fn parse(cell: &str) -> Option<Pron> {
        match cell {
            "no" | "" => Some(Pron::No),
            "only" => Some(Pron::Only),
            "any" => Some(Pron::Any),
            _ => None,
        }
    }

    pub(crate) fn expected(found: &str) -> String {
        format!("`{found}` in column `pron`; expected no, only or any")
    }
}
