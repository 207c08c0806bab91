//! Finds what the rules match at a position, each part at most once per position.

use crate::atoms::Atom;
use crate::grammar::{Capture, Element, Grammar, PartId, RuleId};
use crate::starts::Start;
use crate::words::Meaning;

/// What a capture holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Child<'a> {
    /// What another rule matched: index of a node.
    Node(u32),
    /// Meaning of a word.
    Meaning(&'a Meaning),
    /// A number in digits.
    Number(i64),
}

/// A match of a rule.
#[derive(Debug, Clone, Copy)]
struct Node {
    rule: RuleId,
    /// Its last capture.
    captures: Link,
}

/// Index of a capture in the list of all, or [`NONE`].
type Link = u32;
const NONE: u32 = u32::MAX;

/// A match and its place, in atoms of the window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// First atom of the match, leading context included.
    pub begin: usize,
    /// First atom of the span.
    pub start: usize,
    /// First atom after the span.
    pub end: usize,
    /// First atom after the match, trailing context included.
    pub reach: usize,
    /// Its node.
    pub node: u32,
}

/// Most matches of one part at one position that are followed up; more means a rule that is
/// far too vague, and keeping all of them would cost exponential time.
const MOST_FOUND: usize = 24;
/// Most elements tried for one rule at one position, for the same reason.
const MOST_STEPS: u32 = 4000;

/// Matches rules in one window of atoms after another.
///
/// Alternatives are followed depth first: what comes after an element is a function that is
/// called for every way the element matches, so that nothing needs to be kept in lists.
pub(crate) struct Matcher<'a> {
    grammar: &'a Grammar,
    atoms: Vec<Atom>,
    nodes: Vec<Node>,
    captures: Vec<(&'a str, Child<'a>, Link)>,
    found: Vec<Found>,
    /// Matches of parts that are being looked for.
    pending: Vec<Found>,
    /// Where the parts of the window were looked for.
    pub memo: Memo,
    steps: u32,
}

/// What was looked for where; its room serves one document after another.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// For every position and part the window in which it was looked for last, and the range of
    /// [`Matcher::found`] with what was found.
    places: Vec<(u32, u32, u32)>,
    /// Number of the window, from 1.
    window: u32,
}

impl Memo {
    /// Goes on to a window with so many places.
    fn open(&mut self, places: usize) {
        if self.window == u32::MAX {
            *self = Memo::default();
        }
        self.window += 1;
        if self.places.len() < places {
            self.places.resize(places, (0, 0, 0));
        }
    }
}

#[derive(Clone, Copy)]
struct State {
    begin: usize,
    at: usize,
    start: Option<usize>,
    end: Option<usize>,
    captures: Link,
}

type Then<'m, 'a> = &'m mut dyn FnMut(&mut Matcher<'a>, State);

impl<'a> Matcher<'a> {
    /// A matcher without a window.
    pub fn new(grammar: &'a Grammar) -> Self {
        Matcher {
            grammar,
            atoms: Vec::new(),
            nodes: Vec::new(),
            captures: Vec::new(),
            found: Vec::new(),
            pending: Vec::new(),
            memo: Memo::default(),
            steps: 0,
        }
    }

    /// Goes on to the next window and forgets the last one.
    pub fn open(&mut self, atoms: &[Atom]) {
        self.atoms.clear();
        self.atoms.extend_from_slice(atoms);
        self.nodes.clear();
        self.captures.clear();
        self.found.clear();
        let places = self.grammar.parts.len() * (atoms.len() + 1);
        self.memo.open(places);
    }

    /// The rule of a node.
    pub fn rule_of(&self, node: u32) -> RuleId {
        self.nodes[node as usize].rule
    }

    /// What a capture of a node holds.
    pub fn capture(&self, node: u32, name: &str) -> Option<Child<'a>> {
        self.children(node)
            .find(|(n, _)| *n == name)
            .map(|(_, child)| child)
    }

    fn children(&self, node: u32) -> impl Iterator<Item = (&'a str, Child<'a>)> + '_ {
        let mut at = self.nodes[node as usize].captures;
        std::iter::from_fn(move || {
            let (name, child, before) = *self.captures.get(at as usize)?;
            at = before;
            Some((name, child))
        })
    }

    /// The rules that took part in a match, the outermost first.
    pub fn rules_of(&self, node: u32) -> Vec<RuleId> {
        let mut rules = Vec::new();
        let mut open = vec![node];
        while let Some(next) = open.pop() {
            rules.push(self.rule_of(next));
            open.extend(self.children(next).filter_map(|(_, child)| match child {
                Child::Node(inner) => Some(inner),
                _ => None,
            }));
        }
        rules
    }

    /// Puts all matches at a position that may be mentions into `all`, best first: the longest, then
    /// the earliest rule. A match that begins with context competes with those that begin where
    /// its span does.
    pub fn mentions_at(&mut self, at: usize, all: &mut Vec<Found>) {
        all.clear();
        self.alone_at(at, all);
        if all.is_empty() {
            return;
        }
        let mut starts: Vec<usize> = all.iter().map(|f| f.start).filter(|s| *s > at).collect();
        starts.sort_unstable();
        starts.dedup();
        for start in starts {
            let from = all.len();
            self.alone_at(start, all);
            let mut index = from;
            while index < all.len() {
                if all[index].start == start {
                    index += 1;
                } else {
                    all.remove(index);
                }
            }
        }
        all.sort_by_key(|f| {
            let rule = self.rule_of(f.node);
            (std::cmp::Reverse(f.end), f.start, f.begin, rule, f.node)
        });
    }

    fn alone_at(&mut self, at: usize, all: &mut Vec<Found>) {
        let grammar = self.grammar;
        let Some(start) = self.start(at).filter(|start| *start != Start::End) else {
            return;
        };
        let next = self.start(at + 1);
        for part in grammar.starts.alone_parts(start, next) {
            let (from, to) = self.part(part, at);
            for index in from..to {
                let found = self.found[index as usize];
                let rule = &grammar.rules[usize::from(self.rule_of(found.node))];
                if rule.alone && found.end > found.start {
                    all.push(found);
                }
            }
        }
    }

    /// What stands at a position; `None` for a word that no rule has.
    fn start(&self, at: usize) -> Option<Start> {
        match self.atoms.get(at) {
            Some(atom) if atom.number.is_some() => Some(Start::Number),
            Some(atom) => atom.word.map(Start::Word),
            None => Some(Start::End),
        }
    }

    /// The rules of a part that what stands at a position and after it may match.
    fn rules_at(&self, part: PartId, at: usize) -> impl Iterator<Item = RuleId> + use<'a> {
        let (grammar, next) = (self.grammar, self.start(at + 1));
        let start = self.start(at).into_iter();
        start.flat_map(move |start| grammar.starts.rules_of(part, start, next))
    }

    /// The range of `found` that holds the matches of a part at a position.
    fn part(&mut self, part: PartId, at: usize) -> (u32, u32) {
        let key = at * self.grammar.parts.len() + usize::from(part);
        let (window, from, to) = self.memo.places[key];
        if window == self.memo.window {
            return (from, to);
        }
        let grammar = self.grammar;
        let first = self.pending.len();
        for id in self.rules_at(part, at) {
            let rule = &grammar.rules[usize::from(id)];
            let outer = std::mem::replace(&mut self.steps, MOST_STEPS);
            let begin = State {
                begin: at,
                at,
                start: None,
                end: None,
                captures: NONE,
            };
            self.group(&rule.pattern, begin, &mut |matcher, state| {
                let node = matcher.nodes.len() as u32;
                matcher.nodes.push(Node {
                    rule: id,
                    captures: state.captures,
                });
                matcher.pending.push(Found {
                    begin: at,
                    start: state.start.unwrap_or(at),
                    end: state.end.unwrap_or(state.at),
                    reach: state.at,
                    node,
                });
            });
            self.steps = outer;
        }
        self.pending.truncate(first + MOST_FOUND);
        let from = self.found.len() as u32;
        self.found.extend(self.pending.drain(first..));
        let to = self.found.len() as u32;
        self.memo.places[key] = (self.memo.window, from, to);
        (from, to)
    }

    fn group(&mut self, all: &'a [Vec<Element>], state: State, then: Then<'_, 'a>) {
        for sequence in all {
            self.sequence(sequence, state, then);
        }
    }

    fn sequence(&mut self, elements: &'a [Element], state: State, then: Then<'_, 'a>) {
        let Some((first, rest)) = elements.split_first() else {
            return then(self, state);
        };
        if !self.may_match(first, state.at) {
            return;
        }
        if self.steps == 0 {
            return;
        }
        self.steps -= 1;
        self.element(first, state, &mut |matcher, after| {
            matcher.sequence(rest, after, then)
        });
    }

    /// Whether an element may match at a position; `false` is certain.
    fn may_match(&self, element: &Element, at: usize) -> bool {
        let atom = self.atoms.get(at);
        match element {
            Element::Word(word) => atom.is_some_and(|atom| atom.word == Some(*word)),
            Element::Class(class, _) => atom.and_then(|atom| atom.word).is_some_and(|word| {
                let mut lexemes = self.grammar.words.lexemes(word).iter();
                lexemes.any(|lexeme| lexeme.class == *class)
            }),
            Element::Part(part, _) => self.rules_at(*part, at).next().is_some(),
            Element::Number { .. } => atom.is_some_and(|atom| atom.number.is_some()),
            _ => true,
        }
    }

    fn element(&mut self, element: &'a Element, state: State, then: Then<'_, 'a>) {
        let grammar = self.grammar;
        let atom = self.atoms.get(state.at).copied();
        match element {
            Element::Word(word) => {
                if atom.is_some_and(|a| a.word == Some(*word)) {
                    then(
                        self,
                        State {
                            at: state.at + 1,
                            ..state
                        },
                    );
                }
            }
            Element::Class(class, capture) => {
                let Some(word) = atom.and_then(|a| a.word) else {
                    return;
                };
                for lexeme in grammar
                    .words
                    .lexemes(word)
                    .iter()
                    .filter(|l| l.class == *class)
                {
                    let end = state.at + 1 + lexeme.rest.len();
                    let rest = self.atoms.get(state.at + 1..end);
                    let wanted = lexeme.rest.iter().map(|w| Some(*w));
                    if rest.is_some_and(|r| r.iter().map(|a| a.word).eq(wanted)) {
                        let next =
                            self.advance(state, end, capture, Child::Meaning(&lexeme.meaning));
                        then(self, next);
                    }
                }
            }
            Element::Part(part, capture) => {
                let (from, to) = self.part(*part, state.at);
                for index in from..to {
                    let found = self.found[index as usize];
                    // Context is for mentions: inside another match it binds nothing.
                    if found.start == state.at {
                        let next = self.advance(state, found.end, capture, Child::Node(found.node));
                        then(self, next);
                    }
                }
            }
            Element::Number {
                glued,
                digits,
                low,
                high,
                capture,
            } => {
                let Some(atom) = atom else { return };
                let Some(number) = atom.number else { return };
                let width = digits.is_none_or(|d| d == atom.digits);
                if width && (*glued || !atom.in_number) && (*low..=*high).contains(&number) {
                    let next = self.advance(state, state.at + 1, capture, Child::Number(number));
                    then(self, next);
                }
            }
            Element::Group(all) => self.group(all, state, then),
            Element::Optional(all) => {
                self.group(all, state, then);
                then(self, state);
            }
            Element::Context(all) => {
                let leading = state.at == state.begin;
                self.group(all, state, &mut |matcher, mut after| {
                    if leading {
                        after.start = Some(after.at);
                    } else {
                        after.end = Some(state.at);
                    }
                    then(matcher, after);
                });
            }
            Element::Not(all) => {
                let mut follows = false;
                self.group(all, state, &mut |_, _| follows = true);
                if !follows {
                    then(self, state);
                }
            }
            Element::Glue => {
                let before = state.at.checked_sub(1).and_then(|at| self.atoms.get(at));
                if before.zip(atom).is_some_and(|(b, a)| b.end == a.start) {
                    then(self, state);
                }
            }
        }
    }

    fn advance(
        &mut self,
        state: State,
        at: usize,
        capture: &'a Option<Capture>,
        child: Child<'a>,
    ) -> State {
        let Some(name) = capture else {
            return State { at, ..state };
        };
        let link = self.captures.len() as Link;
        self.captures.push((name, child, state.captures));
        State {
            at,
            captures: link,
            ..state
        }
    }
}
