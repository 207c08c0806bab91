//! Chooses the readings of a sentence together.

use crate::costs::Costs;
use crate::memo::{Memo, Readings};
use crate::tags::Tag;
use crate::template::Template;
use rasd_core::{Number, Voice};

/// One position of a sentence: a word with its readings, or another token with its tag.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Position {
    Word(Readings),
    /// A word whose spelling says something against or for some of its readings.
    Telling(Readings, Evidence),
    Other(Tag),
}

/// What choosing among readings needs to know of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// What the word before sees.
    left: Tag,
    /// What the word after sees.
    seen: Seen,
    /// A verb in the dual.
    dual_verb: bool,
    /// A finite verb of one of the two tenses that may be passive.
    passive: bool,
    /// A final `ي` read as `ى`.
    ya_for_alef: bool,
    /// A verb one of whose letters is doubled.
    doubled: bool,
    /// Where its stem starts in the normalised form.
    stem: u8,
    /// Which reading of its word it is.
    reading: u8,
    cost: i32,
}

impl Node {
    /// Adds those of a word's nodes, cheapest first, that may be chosen where the spelling says nothing:
    /// the others cost at least as much as an earlier one whatever stands before and after.
    pub(crate) fn add_open(costs: &Costs, nodes: &[Node], open: &mut Vec<Node>) {
        let first = open.len();
        for node in nodes {
            if !open[first..].iter().any(|known| known.beats(node, costs)) {
                open.push(*node);
            }
        }
    }

    /// Whether the node never costs more than a later one of the same word.
    fn beats(&self, other: &Node, costs: &Costs) -> bool {
        let (own, others) = (costs.before(self.left), costs.before(other.left));
        let before = own.iter().zip(others).map(|(a, b)| i32::from(a - b)).max();
        let after = costs
            .after(self.seen.right)
            .zip(costs.after(other.seen.right));
        let after = after.map(|(a, b)| i32::from(a - b)).max();
        let agreement = |a: bool, b: bool| costs.dual_agreement * (i32::from(a) - i32::from(b));
        let most = before.unwrap_or(0)
            + agreement(self.dual_verb, other.dual_verb).max(0)
            // Nothing stands after the last word.
            + after.unwrap_or(0).max(0)
            + agreement(self.seen.dual, other.seen.dual).max(0);
        other.cost - self.cost >= most
    }

    /// The node of reading number `reading` of a word.
    pub(crate) fn of(template: &Template, reading: u8) -> Node {
        let verb = template.right.is_verb();
        let dual = template.features.number == Some(Number::Dual);
        Node {
            left: template.left,
            seen: Seen {
                right: template.right,
                dual: !verb && (dual || template.dual_pronoun),
            },
            dual_verb: verb && dual && template.proclitic_count == 0,
            passive: matches!(template.right, Tag::Perfect | Tag::Imperfect)
                && template.features.voice != Some(Voice::Active),
            ya_for_alef: template.ya_for_alef,
            doubled: template.doubled,
            stem: template.stem.0,
            reading,
            cost: template.cost,
        }
    }

    /// The cheapest way to the reading by one of the ways before it; `own` is what it costs by itself.
    #[inline]
    fn way(&self, costs: &Costs, before: &[Way], own: i32) -> Way {
        let (cost, from) = match self.dual_verb {
            true => cheapest(costs, before, self.left, costs.dual_agreement),
            false => cheapest(costs, before, self.left, 0),
        };
        Way {
            cost: cost.saturating_add(own),
            seen: self.seen,
            reading: self.reading,
            from,
        }
    }

    /// What the reading costs by itself, its spelling considered.
    fn own_cost(&self, evidence: Evidence) -> i32 {
        let mut cost = self.cost;
        if evidence.nunation && self.seen.right.is_verb() {
            cost += AGAINST_SPELLING;
        }
        if evidence.no_alef && self.ya_for_alef {
            cost += AGAINST_SPELLING;
        }
        if self.passive && evidence.damma == Some(self.stem) {
            cost -= WITH_DAMMA;
        }
        if evidence.shadda && self.doubled {
            cost -= WITH_SHADDA;
        } else if evidence.shadda && self.seen.right.is_verb() {
            cost += WITH_SHADDA;
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
    /// A shadda within the word. Newspapers write it where without it another word would be
    /// read: `سمّت` is no `سما`, `جرّد` no name.
    pub(crate) shadda: bool,
}

/// Cost of a reading that the spelling speaks against.
const AGAINST_SPELLING: i32 = 1000;
/// Gain of a passive reading that a damma on its first letter speaks for.
const WITH_DAMMA: i32 = 45;
/// Gain of a verb with a doubled letter where a shadda is written, and cost of one without.
const WITH_SHADDA: i32 = 30;

/// What a word shows to the word after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    right: Tag,
    /// Whether it is a nominal in the dual, or refers to two. A verb in the dual follows it:
    /// «أنهما بحثا», «الوزيران تبادلا».
    dual: bool,
}

/// The cheapest way to a reading.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: i32,
    seen: Seen,
    reading: u8,
    /// The way before it, counted from the first one of its position.
    from: u8,
}

/// The cheapest of some ways to what they see as `left`, its cost there and its place; `agreement` is
/// what comes to those in the dual.
#[inline(always)]
fn cheapest(costs: &Costs, before: &[Way], left: Tag, agreement: i32) -> (i32, u8) {
    let transitions = costs.before(left);
    let (mut cheapest, mut from) = (i32::MAX, 0);
    for (at, way) in before.iter().enumerate() {
        let mut cost = way.cost + i32::from(transitions[way.seen.right as usize]);
        if agreement != 0 && way.seen.dual {
            cost += agreement;
        }
        if cost < cheapest {
            (cheapest, from) = (cost, at as u8);
        }
    }
    (cheapest, from)
}

/// Before a sentence.
const START: Way = Way {
    cost: 0,
    seen: Seen {
        right: Tag::Start,
        dual: false,
    },
    reading: 0,
    from: 0,
};

/// Finds the cheapest readings of a sentence; reuses its memory.
#[derive(Debug, Default)]
pub(crate) struct Chooser {
    /// The cheapest way to each reading that may be chosen at each position.
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
                Position::Word(readings) => {
                    for node in memo.open_nodes(readings) {
                        let way = node.way(costs, &self.ways[before..first], node.cost);
                        self.ways.push(way);
                    }
                }
                Position::Telling(readings, evidence) => {
                    for node in memo.nodes(readings) {
                        let own = node.own_cost(evidence);
                        let way = node.way(costs, &self.ways[before..first], own);
                        self.ways.push(way);
                    }
                }
                Position::Other(right) => {
                    let (cost, from) = cheapest(costs, &self.ways[before..first], right, 0);
                    let seen = Seen { right, dual: false };
                    self.ways.push(Way {
                        cost,
                        seen,
                        reading: 0,
                        from,
                    });
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
        let mut from = best.map_or(0, |(at, _)| at as u8);
        self.chosen.clear();
        self.chosen.resize(self.firsts.len(), 0);
        for (chosen, first) in self.chosen.iter_mut().zip(&self.firsts).rev() {
            let way = self.ways[*first as usize + usize::from(from)];
            (*chosen, from) = (way.reading, way.from);
        }
    }
}
