//! Chooses the readings of a sentence together.

use crate::costs::Costs;
use crate::memo::{Memo, Readings};
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

    /// The cheapest way to the reading by one of the ways before it; `own` is what it costs by itself.
    #[inline]
    fn way(&self, costs: &Costs, before: &[Way], own: i32) -> Way {
        let transitions = costs.before(self.left);
        let agreement = match self.agreement {
            Agreement::DualVerb => costs.dual_agreement,
            _ => 0,
        };
        let (mut cheapest, mut from) = (i32::MAX, 0);
        for (at, way) in before.iter().enumerate() {
            let mut cost = way.cost + i32::from(transitions[way.right as usize]);
            if way.dual {
                cost += agreement;
            }
            if cost < cheapest {
                (cheapest, from) = (cost, at as u8);
            }
        }
        Way {
            cost: cheapest.saturating_add(own),
            right: self.right,
            dual: self.agreement == Agreement::DualNominal,
            from,
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
    cost: i32,
    right: Tag,
    dual: bool,
    /// The reading before it, counted from the first one of its position.
    from: u8,
}

/// Before a sentence.
const START: Way = Way {
    cost: 0,
    right: Tag::Start,
    dual: false,
    from: 0,
};

/// Finds the cheapest readings of a sentence; reuses its memory.
#[derive(Debug, Default)]
pub(crate) struct Chooser {
    /// The cheapest way to each reading of each position.
    ways: Vec<Way>,
    /// Where in `ways` those of each position begin.
    firsts: Vec<u32>,
    /// The reading chosen at each position.
    pub(crate) chosen: Vec<u8>,
}

impl Chooser {
    /// Sets `chosen` to the index of the best reading at every position (0 for others).
    pub(crate) fn choose(
        &mut self,
        costs: &Costs,
        memo: &Memo,
        positions: impl Iterator<Item = Position>,
    ) {
        self.ways.clear();
        self.ways.push(START);
        self.firsts.clear();
        let mut before = 0;
        for position in positions {
            let first = self.ways.len();
            match position {
                Position::Word(readings, evidence) => {
                    let plain = evidence == Evidence::default();
                    for node in memo.nodes(readings) {
                        let own = match plain {
                            true => node.cost,
                            false => node.own_cost(evidence),
                        };
                        let way = node.way(costs, &self.ways[before..first], own);
                        self.ways.push(way);
                    }
                }
                Position::Other(tag) => {
                    let way = Node::other(tag).way(costs, &self.ways[before..first], 0);
                    self.ways.push(way);
                }
            }
            self.firsts.push(first as u32);
            before = first;
        }
        self.trace_back(before);
    }

    /// Chooses from the cheapest of the ways that begin with number `last` backwards.
    fn trace_back(&mut self, last: usize) {
        let ends = self.ways[last..].iter().enumerate();
        let best = ends.min_by_key(|(_, way)| way.cost);
        let mut reading = best.map_or(0, |(at, _)| at as u8);
        self.chosen.clear();
        self.chosen.resize(self.firsts.len(), 0);
        for (chosen, first) in self.chosen.iter_mut().zip(&self.firsts).rev() {
            *chosen = reading;
            reading = self.ways[*first as usize + usize::from(reading)].from;
        }
    }
}
