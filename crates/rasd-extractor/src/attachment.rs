//! The weights that say who takes part in an event in which role, read from `rules/grammar/attachment.toml`.
//!
//! A multinomial logistic regression (Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*,
//! 4.4) over what holds of a candidate and a trigger. The rules' own verdict is part of it: the weights
//! correct the rules where labelled text shows them to be wrong as a class.

use crate::attribute::{Attribute, Values, code_of};
use crate::source::Source;
use rasd_core::Role;
use smallvec::SmallVec;
use std::mem::take;
use toml::de::{DeTable, DeValue};

/// The roles that weights speak for, in the order of the numbers in the file.
pub(crate) const ROLES: [Role; 4] = [Role::Actor, Role::Recipient, Role::Place, Role::Time];

/// What speaks for each of [`ROLES`], against no role at all.
pub(crate) type Sums = [f32; ROLES.len()];

/// Attributes that count together.
#[derive(Debug)]
struct Template {
    of: SmallVec<[Attribute; 4]>,
    /// Sets its keys apart from those of others.
    seed: u64,
}

/// The weights.
#[derive(Debug, Default)]
pub(crate) struct Attachment {
    templates: Vec<Template>,
    weights: Table,
}

/// One thing that speaks for or against a role: the attributes, and the weights of their values.
pub(crate) struct Reason<'a> {
    pub of: &'a [Attribute],
    pub weights: Sums,
}

impl Attachment {
    /// Whether there are any weights; without them the rules alone decide.
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty()
    }

    /// Reads the tables `attachment` of a rule file.
    pub fn read(&mut self, source: &mut Source<'_>, table: &DeTable<'_>) {
        let parts = source.tables(table, "attachment");
        if parts.is_empty() {
            return;
        }
        let mut weights_of = take(&mut self.weights.entries);
        for (part, place) in parts {
            source.check_keys(part, &["of", "weights", "note"]);
            let of: SmallVec<[Attribute; 4]> = source.names(part, "of").into();
            let seed = mix(self.templates.len() as u64 + 1, 0);
            let Some(DeValue::Table(weights)) = part.get("weights").map(|value| value.get_ref())
            else {
                source.report(&place, "`weights` is missing", "add it to this table");
                continue;
            };
            for (values, numbers) in weights {
                let texts = values.get_ref().split(" | ");
                let texts: Vec<&str> = texts.filter(|_| !of.is_empty()).collect();
                let sums = hundredths(numbers.get_ref());
                let (true, Some(sums)) = (texts.len() == of.len(), sums) else {
                    let message = format!("`{}` does not fit its table", values.get_ref());
                    let help = "give a value for each attribute of `of`, divided by ` | `, and four \
                                whole numbers: hundredths for actor, recipient, place, time";
                    source.report(&values.span(), message, help);
                    continue;
                };
                let key = texts.iter().map(|text| code_of(text)).fold(seed, mix);
                weights_of.push((key, sums));
            }
            self.templates.push(Template { of, seed });
        }
        self.weights = Table::new(weights_of);
    }

    /// What speaks for each role of a candidate with these values.
    pub fn sums(&self, values: &Values) -> Sums {
        let mut sums = Sums::default();
        for reason in self.reasons(values) {
            for (sum, weight) in sums.iter_mut().zip(reason.weights) {
                *sum += weight;
            }
        }
        sums
    }

    /// What has a weight, template by template.
    pub fn reasons<'a>(&'a self, values: &'a Values) -> impl Iterator<Item = Reason<'a>> {
        self.templates.iter().filter_map(|template| {
            let codes = template.of.iter().map(|attribute| values.code(*attribute));
            let weights = self.weights.get(codes.fold(template.seed, mix))?;
            Some(Reason {
                of: &template.of,
                weights,
            })
        })
    }
}

/// Weights by key, in a table with open addressing: most keys that are asked for are not there, and
/// most that are there stand in their own place.
#[derive(Debug, Default)]
struct Table {
    entries: Vec<(u64, Sums)>,
    /// Number of the entry from 1, by the middle bits of its key; 0 where there is none.
    slots: Vec<u32>,
}

impl Table {
    fn new(entries: Vec<(u64, Sums)>) -> Self {
        let size = (4 * entries.len()).next_power_of_two();
        let mut slots = vec![0; size];
        for (number, (key, _)) in entries.iter().enumerate() {
            let mut slot = place(*key) & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = number as u32 + 1;
        }
        Table { entries, slots }
    }

    fn get(&self, key: u64) -> Option<Sums> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = place(key) & mask;
        loop {
            let number = *self.slots.get(slot)?;
            let (own, sums) = self.entries.get((number as usize).wrapping_sub(1))?;
            if *own == key {
                return Some(*sums);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// The low bits of a product are the worst mixed.
fn place(key: u64) -> usize {
    (key >> 32) as usize
}

/// Four whole numbers, in hundredths.
fn hundredths(value: &DeValue<'_>) -> Option<Sums> {
    let DeValue::Array(items) = value else {
        return None;
    };
    let mut sums = Sums::default();
    if items.len() != sums.len() {
        return None;
    }
    for (sum, item) in sums.iter_mut().zip(items.iter()) {
        let DeValue::Integer(number) = item.get_ref() else {
            return None;
        };
        *sum = number.as_str().parse::<i16>().ok()? as f32 / 100.0;
    }
    Some(sums)
}

/// One step of a multiplicative hash.
fn mix(key: u64, code: u32) -> u64 {
    (key.rotate_left(23) ^ u64::from(code)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
