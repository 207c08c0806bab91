//! Remembers the readings of words from text to text.

use crate::analyse::{Analyser, left_tag};
use crate::context::Node;
use crate::costs::Costs;
use crate::guess::guess;
use crate::lexicon::Lexicon;
use crate::tags::Tag;
use crate::template::Template;
use rasd_core::{Affixes, Pos, ReadingTable, Voice};
use smallvec::SmallVec;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Most readings kept of one word.
pub(crate) const MAX_READINGS: usize = 8;
/// The memory starts afresh when it holds this many readings.
const FULL: usize = 1 << 19;
/// Or so many bytes of forms.
const FULL_FORMS: usize = 1 << 26;

/// Readings of a word in [`Memo::templates`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Readings {
    pub(crate) first: u32,
    pub(crate) count: u8,
    /// The first of the nodes in [`Memo::open`], and how many they are.
    open: u32,
    open_count: u8,
    /// Whether the word ends in `ي`, which one of them takes as `ى`.
    pub(crate) ya_for_alef: bool,
    /// Whether it is a function word that ends in `ى`.
    pub(crate) writes_alef: bool,
    /// The word's number in the memory.
    pub(crate) word: u32,
}

impl Readings {
    /// Their places in the memory.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        let first = self.first as usize;
        first..first + usize::from(self.count)
    }
}

/// A word as a key: one of up to twelve letters lies in the table itself, where it is compared without
/// another access to memory.
type Spelling = SmallVec<[u8; 24]>;

/// Words and their readings.
#[derive(Debug)]
pub(crate) struct Memo {
    /// Told apart from all other memories by this, never 0.
    pub(crate) id: u64,
    words: HashMap<Spelling, Readings, foldhash::fast::FixedState>,
    /// Numbers of signs, which have no readings.
    signs: HashMap<Spelling, u32, foldhash::fast::FixedState>,
    pub(crate) templates: Vec<Template>,
    /// What choosing among the readings needs of each.
    nodes: Vec<Node>,
    /// The same of those that may be chosen where the spelling says nothing for one of them.
    open: Vec<Node>,
    /// The readings as layers have them, which share the table.
    pub(crate) written: Arc<ReadingTable>,
    pub(crate) forms: String,
    found: Vec<Template>,
}

impl Default for Memo {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Memo {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            words: HashMap::default(),
            signs: HashMap::default(),
            templates: Vec::new(),
            nodes: Vec::new(),
            open: Vec::new(),
            written: Arc::default(),
            forms: String::new(),
            found: Vec::new(),
        }
    }
}

impl Memo {
    /// Forgets everything if it is full.
    pub(crate) fn prepare(&mut self) {
        if self.templates.len().max(self.signs.len()) > FULL || self.forms.len() > FULL_FORMS {
            *self = Memo::default();
        }
    }

    /// What choosing among the readings of a word needs.
    pub(crate) fn nodes(&self, readings: Readings) -> &[Node] {
        &self.nodes[readings.range()]
    }

    /// The same of those that may be chosen where the spelling says nothing for one of them.
    pub(crate) fn open_nodes(&self, readings: Readings) -> &[Node] {
        let first = readings.open as usize;
        &self.open[first..first + usize::from(readings.open_count)]
    }

    /// The readings of a normalised word, best first.
    pub(crate) fn readings(&mut self, lexicon: &Lexicon, costs: &Costs, word: &str) -> Readings {
        if let Some(known) = self.words.get(word.as_bytes()) {
            return *known;
        }
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        let analyser = Analyser { lexicon, costs };
        analyser.analyse(word, &mut found, &mut self.forms);
        let cheapest = found.iter().map(|t| t.cost).min();
        if cheapest.is_none_or(|cost| cost > costs.guess.above) {
            guess(lexicon, costs, word, &mut found, &mut self.forms);
        }
        for template in &mut found {
            template.cost += inner_cost(template, costs);
        }
        found.sort_by_key(|template| template.cost);
        let first = self.templates.len();
        let limit = found.first().map_or(0, |best| best.cost) + costs.words.margin;
        for template in found.iter().take_while(|t| t.cost <= limit) {
            if self.templates.len() - first == MAX_READINGS {
                break;
            }
            merge_in(&mut self.templates, first, *template);
        }
        let new = self.templates[first..].iter().enumerate();
        self.nodes
            .extend(new.map(|(at, template)| Node::of(template, at as u8)));
        let open = self.open.len();
        Node::add_open(costs, &self.nodes[first..], &mut self.open);
        let readings = Readings {
            first: first as u32,
            open: open as u32,
            open_count: (self.open.len() - open) as u8,
            count: (self.templates.len() - first) as u8,
            ya_for_alef: word.ends_with('ي')
                && self.templates[first..].iter().any(|t| t.ya_for_alef),
            writes_alef: word.ends_with('ى') && lexicon.is_function_word(word),
            word: self.next_number(),
        };
        self.found = found;
        self.words.insert(word.as_bytes().into(), readings);
        readings
    }

    /// The number of a punctuation mark or symbol.
    pub(crate) fn sign(&mut self, sign: &str) -> u32 {
        if let Some(known) = self.signs.get(sign.as_bytes()) {
            return *known;
        }
        let number = self.next_number();
        self.signs.insert(sign.as_bytes().into(), number);
        number
    }

    /// How many words and signs there are: the number of the next one.
    fn next_number(&self) -> u32 {
        (self.words.len() + self.signs.len()) as u32
    }
}

/// What the clitics of a reading cost in front of each other and of the stem.
fn inner_cost(template: &Template, costs: &Costs) -> i32 {
    let mut cost = 0;
    let conjunction = Affixes::WA.with(Affixes::FA);
    let rest = Affixes(template.affixes.0 & !conjunction.0);
    let inner = left_tag(rest, template.right);
    if template.affixes.any(conjunction) {
        cost += costs.transition(Tag::Conj, inner);
    }
    if inner != template.right {
        cost += costs.transition(inner, template.right);
    }
    cost
}

/// Adds a reading unless it is there already; readings that differ only in voice are one.
fn merge_in(templates: &mut Vec<Template>, first: usize, new: Template) {
    for known in &mut templates[first..] {
        if known.same_but_voice(&new) {
            if known.features.voice != new.features.voice && known.pos == Pos::Verb {
                known.features.voice = Some(Voice::Ambiguous);
            }
            // `ألقي` is a perfect also where `ي` is never written for `ى`: the passive.
            known.ya_for_alef &= new.ya_for_alef;
            return;
        }
    }
    templates.push(new);
}
