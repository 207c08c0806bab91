//! Chooses the readings of a sentence together.

use crate::costs::Costs;
use crate::memo::{MAX_READINGS, Memo, Readings};
use crate::tags::Tag;
use crate::template::Template;
use rasd_core::{Number, Voice};

/// One position of a sentence: a word with its readings, or another token with its tag.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Position {
    Word(Readings, Evidence),
    Other(Tag),
}

/// What choosing among readings needs to know of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// What the word before sees.
    left: Tag,
    /// What the word after sees.
    right: Tag,
    agreement: Agreement,
    /// A finite verb of one of the two tenses that may be passive.
    passive: bool,
    /// A final `ي` read as `ى`.
    ya_for_alef: bool,
    /// Where its stem starts in the normalised form.
    stem: u8,
    cost: i32,
}

impl Node {
    /// The node of a reading.
    pub(crate) fn of(template: &Template) -> Node {
        let verb = template.right.is_verb();
        let agreement = match (template.features.number, verb) {
            _ if template.dual_pronoun && !verb => Agreement::DualNominal,
            (Some(Number::Dual), true) if template.proclitic_count == 0 => Agreement::DualVerb,
            (Some(Number::Dual), false) => Agreement::DualNominal,
            _ => Agreement::None,
        };
        Node {
            left: template.left,
            right: template.right,
            agreement,
            passive: matches!(template.right, Tag::Perfect | Tag::Imperfect)
                && template.features.voice != Some(Voice::Active),
            ya_for_alef: template.ya_for_alef,
            stem: template.stem.0,
            cost: template.cost,
        }
    }

    /// The node of a token that is no word.
    fn other(tag: Tag) -> Node {
        Node {
            left: tag,
            right: tag,
            agreement: Agreement::None,
            passive: false,
            ya_for_alef: false,
            stem: 0,
            cost: 0,
        }
    }

    /// What the reading costs by itself, its spelling considered.
    fn own_cost(&self, evidence: Evidence) -> i32 {
        let mut cost = self.cost;
        if evidence.nunation && self.right.is_verb() {
            cost += AGAINST_SPELLING;
        }
        if evidence.no_alef && self.ya_for_alef {
            cost += AGAINST_SPELLING;
        }
        if self.passive && evidence.damma == Some(self.stem) {
            cost -= WITH_DAMMA;
        }
        cost
    }
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

/// The cheapest way to a reading.
#[derive(Debug, Clone, Copy)]
struct Way {
    right: Tag,
    dual: bool,
    cost: i32,
}

/// Finds the cheapest readings of a sentence; reuses its memory.
#[derive(Debug, Default)]
pub(crate) struct Chooser {
    /// For each reading of each position the reading before it on the cheapest way to it.
    ways: Vec<[u8; MAX_READINGS]>,
    /// The reading chosen at each position.
    pub(crate) chosen: Vec<u8>,
}

impl Chooser {
    /// Sets `chosen` to the index of the best reading at every position (0 for others).
    pub(crate) fn choose(&mut self, costs: &Costs, memo: &Memo, positions: &[Position]) {
        self.ways.clear();
        let start = Way {
            right: Tag::Start,
            dual: false,
            cost: 0,
        };
        let mut before = [start; MAX_READINGS];
        let mut before_count = 1;
        for position in positions {
            let other;
            let (nodes, evidence) = match position {
                Position::Word(readings, evidence) => (memo.nodes(*readings), *evidence),
                Position::Other(tag) => {
                    other = [Node::other(*tag)];
                    (&other[..], Evidence::default())
                }
            };
            let plain = evidence == Evidence::default();
            let mut now = [start; MAX_READINGS];
            let mut ways = [0; MAX_READINGS];
            for (node, (now, from)) in nodes.iter().zip(now.iter_mut().zip(&mut ways)) {
                let mut cheapest = i32::MAX;
                for (at, way) in before[..before_count].iter().enumerate() {
                    let mut cost = way.cost + costs.transition(way.right, node.left);
                    if way.dual && node.agreement == Agreement::DualVerb {
                        cost += costs.dual_agreement;
                    }
                    if cost < cheapest {
                        (cheapest, *from) = (cost, at as u8);
                    }
                }
                *now = Way {
                    right: node.right,
                    dual: node.agreement == Agreement::DualNominal,
                    cost: cheapest.saturating_add(match plain {
                        true => node.cost,
                        false => node.own_cost(evidence),
                    }),
                };
            }
            self.ways.push(ways);
            before = now;
            before_count = nodes.len();
        }
        self.trace_back(&before[..before_count]);
    }

    fn trace_back(&mut self, last: &[Way]) {
        let best = last.iter().enumerate().min_by_key(|(_, way)| way.cost);
        let mut reading = best.map_or(0, |(at, _)| at as u8);
        self.chosen.clear();
        self.chosen.resize(self.ways.len(), 0);
        for (chosen, ways) in self.chosen.iter_mut().zip(&self.ways).rev() {
            *chosen = reading;
            reading = ways[usize::from(reading)];
        }
    }
}
