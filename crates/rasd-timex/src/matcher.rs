//! Finds what the rules match at a position, each part at most once per position.

use crate::atoms::Atom;
use crate::grammar::{Capture, Element, Grammar, PartId, Rule, RuleId};
use crate::words::Meaning;

/// What a capture holds.
#[derive(Debug, Clone)]
pub(crate) enum Child {
    /// What another rule matched: index of a node.
    Node(u32),
    /// Meaning of a word.
    Meaning(Meaning),
    /// A number in digits.
    Number(i64),
}

/// A match of a rule.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// The rule.
    pub rule: RuleId,
    /// What its captures hold.
    pub captures: Vec<(Capture, Child)>,
}

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

/// Matches rules in one window of atoms.
pub(crate) struct Matcher<'a> {
    grammar: &'a Grammar,
    atoms: &'a [Atom],
    nodes: Vec<Node>,
    memo: Vec<Option<Vec<Found>>>,
}

#[derive(Clone)]
struct State {
    begin: usize,
    at: usize,
    start: Option<usize>,
    end: Option<usize>,
    captures: Vec<(Capture, Child)>,
}

impl<'a> Matcher<'a> {
    /// A matcher for a window.
    pub fn new(grammar: &'a Grammar, atoms: &'a [Atom]) -> Self {
        Matcher {
            grammar,
            atoms,
            nodes: Vec::new(),
            memo: vec![None; grammar.parts.len() * (atoms.len() + 1)],
        }
    }

    /// The node of that index.
    pub fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    /// The rules that took part in a match, the outermost first.
    pub fn rules_of(&self, node: u32) -> Vec<RuleId> {
        let mut rules = Vec::new();
        let mut open = vec![node];
        while let Some(next) = open.pop() {
            let node = self.node(next);
            rules.push(node.rule);
            open.extend(node.captures.iter().filter_map(|(_, child)| match child {
                Child::Node(inner) => Some(*inner),
                _ => None,
            }));
        }
        rules
    }

    /// All matches at a position that may be mentions, best first: the longest, then the
    /// earliest rule. A match that begins with context competes with those that begin where
    /// its span does.
    pub fn mentions_at(&mut self, at: usize) -> Vec<Found> {
        let mut all = self.alone_at(at);
        let mut starts: Vec<usize> = all
            .iter()
            .map(|f| f.start)
            .filter(|start| *start > at)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        for start in starts {
            all.extend(
                self.alone_at(start)
                    .into_iter()
                    .filter(|f| f.start == start),
            );
        }
        all.sort_by_key(|f| {
            (
                std::cmp::Reverse(f.end),
                f.start,
                f.begin,
                self.nodes[f.node as usize].rule,
                f.node,
            )
        });
        all
    }

    fn alone_at(&mut self, at: usize) -> Vec<Found> {
        let grammar = self.grammar;
        let mut all = Vec::new();
        for (part, info) in grammar.parts.iter().enumerate() {
            if info.alone && self.may_begin(info.first, at) {
                all.extend(self.part(part as PartId, at));
            }
        }
        all.retain(|f| {
            grammar.rules[usize::from(self.nodes[f.node as usize].rule)].alone && f.end > f.start
        });
        all
    }

    fn may_begin(&self, first: crate::words::FirstSet, at: usize) -> bool {
        match self.atoms.get(at) {
            Some(atom) if atom.number.is_some() => first.may_begin(None),
            Some(atom) => atom.word.is_some() && first.may_begin(atom.word),
            None => first == crate::words::FirstSet::ALL,
        }
    }

    fn part(&mut self, part: PartId, at: usize) -> Vec<Found> {
        let key = usize::from(part) * (self.atoms.len() + 1) + at;
        if let Some(done) = &self.memo[key] {
            return done.clone();
        }
        let grammar = self.grammar;
        let mut found = Vec::new();
        for id in &grammar.parts[usize::from(part)].rules {
            let rule = &grammar.rules[usize::from(*id)];
            if self.may_begin(rule.first, at) {
                self.rule(*id, rule, at, &mut found);
            }
        }
        found.truncate(MOST_FOUND);
        self.memo[key] = Some(found.clone());
        found
    }

    fn rule(&mut self, id: RuleId, rule: &'a Rule, at: usize, found: &mut Vec<Found>) {
        let begin = State {
            begin: at,
            at,
            start: None,
            end: None,
            captures: Vec::new(),
        };
        for state in self.group(&rule.pattern, &begin) {
            let node = self.nodes.len() as u32;
            self.nodes.push(Node {
                rule: id,
                captures: state.captures,
            });
            found.push(Found {
                begin: at,
                start: state.start.unwrap_or(at),
                end: state.end.unwrap_or(state.at),
                reach: state.at,
                node,
            });
        }
    }

    fn group(&mut self, all: &'a [Vec<Element>], state: &State) -> Vec<State> {
        let mut out = Vec::new();
        for sequence in all {
            let mut states = vec![state.clone()];
            for element in sequence {
                let mut next = Vec::new();
                for state in &states {
                    self.element(element, state, &mut next);
                }
                next.truncate(MOST_FOUND);
                states = next;
                if states.is_empty() {
                    break;
                }
            }
            out.append(&mut states);
        }
        out
    }

    fn element(&mut self, element: &'a Element, state: &State, out: &mut Vec<State>) {
        let atom = self.atoms.get(state.at);
        match element {
            Element::Word(word) => {
                if atom.is_some_and(|a| a.word == Some(*word)) {
                    out.push(State {
                        at: state.at + 1,
                        ..state.clone()
                    });
                }
            }
            Element::Class(class, capture) => {
                let Some(word) = atom.and_then(|a| a.word) else {
                    return;
                };
                let grammar = self.grammar;
                for lexeme in grammar
                    .words
                    .lexemes(word)
                    .iter()
                    .filter(|l| l.class == *class)
                {
                    let end = state.at + 1 + lexeme.rest.len();
                    let rest = self.atoms.get(state.at + 1..end);
                    let fits = rest.is_some_and(|r| {
                        r.iter()
                            .map(|a| a.word)
                            .eq(lexeme.rest.iter().map(|w| Some(*w)))
                    });
                    if fits {
                        out.push(advance(state, end, capture, || {
                            Child::Meaning(lexeme.meaning.clone())
                        }));
                    }
                }
            }
            Element::Part(part, capture) => {
                if !self.may_begin(self.grammar.parts[usize::from(*part)].first, state.at) {
                    return;
                }
                // Context is for mentions: inside another match it binds nothing.
                for found in self
                    .part(*part, state.at)
                    .into_iter()
                    .filter(|f| f.start == state.at)
                {
                    out.push(advance(state, found.end, capture, || {
                        Child::Node(found.node)
                    }));
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
                    out.push(advance(state, state.at + 1, capture, || {
                        Child::Number(number)
                    }));
                }
            }
            Element::Group(all) => out.append(&mut self.group(all, state)),
            Element::Optional(all) => {
                out.append(&mut self.group(all, state));
                out.push(state.clone());
            }
            Element::Context(all) => self.context(all, state, out),
            Element::Not(all) => {
                if self.group(all, state).is_empty() {
                    out.push(state.clone());
                }
            }
            Element::Glue => {
                let before = state.at.checked_sub(1).and_then(|at| self.atoms.get(at));
                if before.zip(atom).is_some_and(|(b, a)| b.end == a.start) {
                    out.push(state.clone());
                }
            }
        }
    }

    fn context(&mut self, all: &'a [Vec<Element>], state: &State, out: &mut Vec<State>) {
        let leading = state.at == state.begin;
        for mut after in self.group(all, state) {
            if leading {
                after.start = Some(after.at);
            } else {
                after.end = Some(state.at);
            }
            out.push(after);
        }
    }
}

fn advance(
    state: &State,
    at: usize,
    capture: &Option<Capture>,
    child: impl Fn() -> Child,
) -> State {
    let mut next = State {
        at,
        ..state.clone()
    };
    if let Some(name) = capture {
        next.captures.push((name.clone(), child()));
    }
    next
}
