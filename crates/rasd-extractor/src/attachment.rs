//! The weights that say who takes part in an event in which role, read from `rules/grammar/attachment.toml`.
//!
//! A multinomial logistic regression (Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*,
//! 4.4) over what holds of a candidate and a trigger. The rules' own verdict is part of it: the weights
//! correct the rules where labelled text shows them to be wrong as a class.

use crate::attribute::{Attribute, COUNT, Piece, Values};
use crate::source::Source;
use foldhash::HashMap;
use rasd_core::{Problem, Role};
use smallvec::SmallVec;
use std::mem::take;
use toml::de::{DeTable, DeValue};

/// The roles that weights speak for, in the order of the numbers in the file.
pub(crate) const ROLES: [Role; 4] = [Role::Actor, Role::Recipient, Role::Place, Role::Time];

/// What speaks for each of [`ROLES`], against no role at all.
pub(crate) type Sums = [f32; ROLES.len()];

/// Cells that the values of one template may span: guards the memory against attributes with many values each.
const MOST_CELLS: usize = 1 << 22;

/// Attributes that count together.
#[derive(Debug)]
struct Template {
    of: SmallVec<[Attribute; 4]>,
    /// The weights of values, given by their numbers.
    weights: Vec<(SmallVec<[u32; 4]>, Sums)>,
    file: String,
    line: u32,
}

/// The weights.
///
/// The values of each attribute are numbered. Every template has a cell for each combination of the values of its
/// attributes, which lie as in an array with one dimension for each: the place of a cell is a sum over the values.
#[derive(Debug, Default)]
pub(crate) struct Attachment {
    templates: Vec<Template>,
    numbers: Numbers,
    steps: Steps,
    /// The cell of each template for values without weight.
    first_cells: Vec<u32>,
    /// For each cell the place of its weights.
    cells: Vec<u32>,
    /// Those of cells without weights first.
    weights: Vec<Sums>,
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
        for (part, place) in source.tables(table, "attachment") {
            source.check_keys(part, &["of", "weights", "note"]);
            let mut template = Template {
                of: source.names(part, "of").into(),
                weights: Vec::new(),
                file: source.path.to_owned(),
                line: source.line(place.start),
            };
            let of = &template.of;
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
                let values = of.iter().zip(texts);
                let numbers = values.map(|(attribute, text)| self.numbers.of(*attribute, text));
                template.weights.push((numbers.collect(), sums));
            }
            self.templates.push(template);
        }
    }

    /// Lays the weights out, once all files are read; what has no room is left out and reported.
    pub fn lay_out(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        // For each attribute the templates it counts in, with the cells from one of its values to the next.
        let mut uses: Vec<Vec<(usize, usize)>> = vec![Vec::new(); COUNT];
        let mut laid_out = Vec::new();
        self.weights = vec![Sums::default()];
        for mut template in take(&mut self.templates) {
            let mut strides: SmallVec<[usize; 4]> = SmallVec::new();
            let size = template.of.iter().fold(1usize, |stride, attribute| {
                strides.push(stride);
                stride.saturating_mul(self.numbers.count(*attribute) as usize + 1)
            });
            if size > MOST_CELLS {
                let message = "the values of these attributes have too many combinations";
                let problem = Problem::at(&template.file, template.line, message);
                problems.push(problem.help("let fewer attributes count together"));
                continue;
            }
            let first = self.cells.len();
            self.first_cells.push(first as u32);
            self.cells.resize(first + size, 0);
            for (attribute, stride) in template.of.iter().zip(&strides) {
                uses[*attribute as usize].push((laid_out.len(), *stride));
            }
            for (numbers, sums) in take(&mut template.weights) {
                let steps = numbers.iter().zip(&strides);
                let steps = steps.map(|(number, stride)| *number as usize * stride);
                self.cells[first + steps.sum::<usize>()] = self.weights.len() as u32;
                self.weights.push(sums);
            }
            laid_out.push(template);
        }
        self.templates = laid_out;
        self.steps = Steps::new(&self.numbers, &uses);
        problems
    }

    /// For each template the cell of values that have no weight.
    pub fn first_cells(&self) -> &[u32] {
        &self.first_cells
    }

    /// Goes on in the cells of the templates to those of a value, given by its hash.
    #[inline]
    pub fn lead(&self, attribute: Attribute, hash: u64, cells: &mut [u32]) {
        for (template, cells_on) in self.steps.of(key(attribute, hash)) {
            cells[*template as usize] += cells_on;
        }
    }

    /// What speaks for each role of a candidate with these values.
    pub fn sums(&self, values: &Values<'_>) -> Sums {
        let mut sums = Sums::default();
        for cell in &values.cells {
            let weights = self.weights[self.cells[*cell as usize] as usize];
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        sums
    }

    /// What has a weight, template by template.
    pub fn reasons<'a>(&'a self, values: &'a Values<'_>) -> impl Iterator<Item = Reason<'a>> {
        let templates = self.templates.iter().zip(&values.cells);
        templates.filter_map(|(template, cell)| {
            let place = self.cells[*cell as usize] as usize;
            (place != 0).then(|| Reason {
                of: &template.of,
                weights: self.weights[place],
            })
        })
    }
}

/// The numbers of the values that have weights, for each attribute from 1.
#[derive(Debug, Default)]
struct Numbers {
    known: HashMap<u64, (Attribute, u32)>,
    counts: Vec<u32>,
}

impl Numbers {
    /// How many values of an attribute have a number.
    fn count(&self, attribute: Attribute) -> u32 {
        self.counts.get(attribute as usize).copied().unwrap_or(0)
    }

    /// The number of a value, a new one if it has none.
    fn of(&mut self, attribute: Attribute, text: &str) -> u32 {
        self.counts.resize(COUNT, 0);
        let count = &mut self.counts[attribute as usize];
        let key = key(attribute, Piece::new(text).hash());
        let known = self.known.entry(key).or_insert_with(|| {
            *count += 1;
            (attribute, *count)
        });
        known.1
    }
}

/// How far each value leads on in the cells of the templates that its attribute counts in.
#[derive(Debug, Default)]
struct Steps {
    /// Templates, with the cells to go on in each.
    steps: Vec<(u32, u32)>,
    /// Key of each value with the range of its steps, with open addressing: most values that are asked for stand
    /// in their own place. Key 0 is that of none.
    slots: Vec<(u64, u32, u32)>,
}

impl Steps {
    fn new(numbers: &Numbers, uses: &[Vec<(usize, usize)>]) -> Steps {
        let size = (4 * numbers.known.len()).next_power_of_two();
        let mut steps = Vec::new();
        let mut slots = vec![(0, 0, 0); size];
        for (key, (attribute, number)) in &numbers.known {
            let first = steps.len() as u32;
            let uses = uses[*attribute as usize].iter();
            steps
                .extend(uses.map(|(template, stride)| (*template as u32, number * *stride as u32)));
            let mut slot = place(*key) & (size - 1);
            while slots[slot].0 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (*key, first, steps.len() as u32);
        }
        Steps { steps, slots }
    }

    /// The steps of a value; none if it has no weight.
    #[inline]
    fn of(&self, key: u64) -> &[(u32, u32)] {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = place(key) & mask;
        while let Some((own, first, last)) = self.slots.get(slot) {
            if *own == key {
                return &self.steps[*first as usize..*last as usize];
            }
            if *own == 0 {
                break;
            }
            slot = (slot + 1) & mask;
        }
        &[]
    }
}

/// Tells the values of the attributes apart.
fn key(attribute: Attribute, hash: u64) -> u64 {
    hash ^ (attribute as u64 + 1) << 56
}

/// The upper bits of a product are the best mixed; the attribute, which stands in the uppermost bits of the
/// key, is brought down to where it is mixed with the rest.
fn place(key: u64) -> usize {
    ((key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
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
