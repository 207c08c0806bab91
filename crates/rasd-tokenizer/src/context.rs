//! Chooses the readings of a sentence together.

use crate::costs::Costs;
use crate::memo::{MAX_READINGS, Readings};
use crate::tags::Tag;
use crate::template::Template;
use rasd_core::{Number, Voice};

/// One position of a sentence: a word with its readings, or another token with its tag and, for
/// signs, its number in the memory.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Position {
    Word(Readings, Evidence),
    Other(Tag, Option<u32>),
}

/// What the spelling says against some readings of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Evidence {
    /// A nunation: no verb.
    pub(crate) nunation: bool,
    /// A final `ي` in a text that writes `ى`: it is no `ى`.
    pub(crate) no_alef: bool,
    /// Where in the normalised form the letter with the first damma stands. Newspapers write
    /// it on a verb to mark the passive.
    pub(crate) damma: Option<u8>,
}

/// Cost of a reading that the spelling speaks against.
const AGAINST_SPELLING: i32 = 1000;
/// Gain of a passive reading that a damma on its first letter speaks for.
const WITH_DAMMA: i32 = 45;

/// A verb in the dual follows what is in the dual: «أنهما بحثا», «الوزيران تبادلا».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    None,
    DualNominal,
    DualVerb,
}

/// Finds the cheapest readings of a sentence; reuses its memory.
#[derive(Debug, Default)]
pub(crate) struct Chooser {
    /// Cheapest way to each reading of each position, and the reading before it.
    ways: Vec<[(i32, u8); MAX_READINGS]>,
    /// The reading chosen at each position.
    pub(crate) chosen: Vec<u8>,
}

impl Chooser {
    /// Sets `chosen` to the index of the best reading at every position (0 for others).
    pub(crate) fn choose(&mut self, costs: &Costs, templates: &[Template], positions: &[Position]) {
        self.ways.clear();
        self.chosen.clear();
        self.chosen.resize(positions.len(), 0);
        let mut before = [(Tag::Start, false, 0); MAX_READINGS];
        let mut before_count = 1;
        for position in positions {
            let mut ways = [(i32::MAX, 0); MAX_READINGS];
            let mut now = [(Tag::Start, false, 0); MAX_READINGS];
            let count = position.count();
            for (at, way) in ways.iter_mut().enumerate().take(count) {
                let (left, right, own) = position.reading(templates, at);
                let agreement = position.agreement(templates, at);
                for (from, (tag, dual, cost)) in before[..before_count].iter().enumerate() {
                    let mut total = cost + own + costs.transition(*tag, left);
                    if *dual && agreement == Agreement::DualVerb {
                        total += costs.dual_agreement;
                    }
                    if total < way.0 {
                        *way = (total, from as u8);
                    }
                }
                now[at] = (right, agreement == Agreement::DualNominal, way.0);
            }
            self.ways.push(ways);
            before = now;
            before_count = count;
        }
        self.trace_back(&before[..before_count]);
    }

    fn trace_back(&mut self, last: &[(Tag, bool, i32)]) {
        let best = last
            .iter()
            .enumerate()
            .min_by_key(|(_, (_, _, cost))| *cost);
        let mut reading = best.map_or(0, |(at, _)| at as u8);
        for at in (0..self.ways.len()).rev() {
            self.chosen[at] = reading;
            reading = self.ways[at][reading as usize].1;
        }
    }
}

impl Position {
    /// The number that its token has in the memory.
    pub(crate) fn number(&self) -> Option<u32> {
        match self {
            Position::Word(readings, _) => Some(readings.word),
            Position::Other(_, number) => *number,
        }
    }

    fn count(&self) -> usize {
        match self {
            Position::Word(readings, _) => readings.count as usize,
            Position::Other(..) => 1,
        }
    }

    /// What a reading says of the dual.
    fn agreement(&self, templates: &[Template], at: usize) -> Agreement {
        let Position::Word(readings, _) = self else {
            return Agreement::None;
        };
        let template = &templates[readings.first as usize + at];
        let verb = template.right.is_verb();
        if template.dual_pronoun && !verb {
            return Agreement::DualNominal;
        }
        match (template.features.number, verb) {
            (Some(Number::Dual), true) if template.proclitic_count == 0 => Agreement::DualVerb,
            (Some(Number::Dual), false) => Agreement::DualNominal,
            _ => Agreement::None,
        }
    }

    /// Left tag, right tag and cost of a reading.
    fn reading(&self, templates: &[Template], at: usize) -> (Tag, Tag, i32) {
        match self {
            Position::Other(tag, _) => (*tag, *tag, 0),
            Position::Word(readings, evidence) => {
                let template = &templates[readings.first as usize + at];
                let mut cost = template.cost;
                if evidence.nunation && template.right.is_verb() {
                    cost += AGAINST_SPELLING;
                }
                if evidence.no_alef && template.ya_for_alef {
                    cost += AGAINST_SPELLING;
                }
                let passive = matches!(template.right, Tag::Perfect | Tag::Imperfect)
                    && template.features.voice != Some(Voice::Active);
                if passive && evidence.damma == Some(template.stem.0) {
                    cost -= WITH_DAMMA;
                }
                (template.left, template.right, cost)
            }
        }
    }
}
