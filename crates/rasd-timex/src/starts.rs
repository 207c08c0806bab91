//! Which rules may match where a word stands, told by that word and the one after it.

use crate::grammar::{Element, Grammar, PartId, RuleId};
use crate::words::{ClassId, FirstSet, WordId};
use std::collections::HashMap;

/// What stands where a rule might begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// A word.
    Word(WordId),
    /// Digits.
    Number,
    /// Nothing: the text is over.
    End,
}

/// A rule that may begin so.
#[derive(Debug, Clone, Copy)]
struct Opening {
    rule: RuleId,
    /// Place in [`Starts::nexts`] of what may stand second.
    next: u16,
}

/// The rules of each part by what they may begin with.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    words: usize,
    parts: usize,
    /// By start, in the order of their parts.
    openings: Vec<Opening>,
    /// For each start and part where its openings begin; the next one says where they end.
    firsts: Vec<u32>,
    /// For each start the parts that make mentions, and the place in `nexts` of what may stand second
    /// in one.
    alone: Vec<Vec<(PartId, u16)>>,
    /// What may stand second; everything where a rule may be about the first word alone.
    nexts: Vec<FirstSet>,
}

impl Starts {
    /// Computed from the rules of a grammar, the parts of which must be free of cycles.
    pub fn new(grammar: &Grammar) -> Starts {
        let mut starts = Starts {
            words: grammar.words.count(),
            parts: grammar.parts.len(),
            ..Starts::default()
        };
        let mut firsts = Firsts::new(grammar);
        let first_of = |rule: usize| firsts.any(&grammar.rules[rule].pattern);
        let firsts_of_rules: Vec<_> = (0..grammar.rules.len()).map(first_of).collect();
        let mut numbers = HashMap::new();
        let mut number = |nexts: &mut Vec<FirstSet>, set: FirstSet| {
            *numbers.entry(set).or_insert_with(|| {
                nexts.push(set);
                nexts.len() as u16 - 1
            })
        };
        let words = (0..starts.words).map(|word| Start::Word(word as WordId));
        for start in words.chain([Start::Number, Start::End]) {
            let mut second = Second::new(grammar, &mut firsts, start);
            let mut alone = Vec::new();
            for (id, part) in grammar.parts.iter().enumerate() {
                starts.firsts.push(starts.openings.len() as u32);
                let mut mentions = FirstSet::default();
                for rule in &part.rules {
                    if !firsts_of_rules[usize::from(*rule)].may_begin(start) {
                        continue;
                    }
                    let pattern = &grammar.rules[usize::from(*rule)].pattern;
                    let Some(set) = second.any(pattern, false).set() else {
                        continue;
                    };
                    if grammar.rules[usize::from(*rule)].alone {
                        mentions.add(set);
                    }
                    let next = number(&mut starts.nexts, set);
                    starts.openings.push(Opening { rule: *rule, next });
                }
                if mentions != FirstSet::default() {
                    alone.push((id as PartId, number(&mut starts.nexts, mentions)));
                }
            }
            starts.alone.push(alone);
        }
        starts.firsts.push(starts.openings.len() as u32);
        starts
    }

    /// Parts that make mentions and may begin so and go on with `next`, in order. `None` is a word
    /// that no rule has.
    pub fn alone_parts(
        &self,
        start: Start,
        next: Option<Start>,
    ) -> impl Iterator<Item = PartId> + '_ {
        let parts = self.alone.get(self.place(start)).into_iter().flatten();
        let goes_on = move |(_, set): &&(PartId, u16)| self.goes_on(*set, next);
        parts.filter(goes_on).map(|(part, _)| *part)
    }

    /// Whether a set of what may stand second has `next`.
    #[inline]
    fn goes_on(&self, set: u16, next: Option<Start>) -> bool {
        let set = &self.nexts[usize::from(set)];
        next.map_or(set.is_all(), |next| set.has(next))
    }

    /// The rules of a part that may begin so and go on with `next`, in order. `None` is a word that
    /// no rule has.
    pub fn rules_of(
        &self,
        part: PartId,
        start: Start,
        next: Option<Start>,
    ) -> impl Iterator<Item = RuleId> + '_ {
        let at = self.place(start) * self.parts + usize::from(part);
        let range = match self.firsts.get(at..at + 2) {
            Some([first, end]) => *first as usize..*end as usize,
            _ => 0..0,
        };
        let openings = self.openings[range].iter();
        let goes_on = move |opening: &&Opening| self.goes_on(opening.next, next);
        openings.filter(goes_on).map(|opening| opening.rule)
    }

    /// Place of a start: words by their number, then digits, then the end.
    fn place(&self, start: Start) -> usize {
        match start {
            Start::Word(word) => usize::from(word),
            Start::Number => self.words,
            Start::End => self.words + 1,
        }
    }
}

/// What a pattern may begin with.
#[derive(Debug, Clone, Copy, Default)]
struct First {
    set: FirstSet,
    /// Whether it may match nothing.
    empty: bool,
}

impl First {
    fn may_begin(&self, start: Start) -> bool {
        self.empty || self.set.has(start)
    }
}

/// What patterns may begin with, worked out once for each part.
struct Firsts<'g> {
    grammar: &'g Grammar,
    parts: Vec<Option<First>>,
}

impl<'g> Firsts<'g> {
    fn new(grammar: &'g Grammar) -> Self {
        Firsts {
            grammar,
            parts: vec![None; grammar.parts.len()],
        }
    }

    fn any(&mut self, all: &[Vec<Element>]) -> First {
        let mut any = First::default();
        for sequence in all {
            let mut empty = true;
            for element in sequence {
                let first = self.element(element);
                any.set.add(first.set);
                if !first.empty {
                    empty = false;
                    break;
                }
            }
            any.empty |= empty;
        }
        any
    }

    fn element(&mut self, element: &Element) -> First {
        let mut first = First::default();
        match element {
            Element::Word(word) => first.set.add_word(*word),
            Element::Class(class, _) => first.set = self.class(*class),
            Element::Part(part, _) => return self.part(*part),
            Element::Number { .. } => first.set.add_numbers(),
            Element::Group(inner) | Element::Context(inner) => return self.any(inner),
            Element::Optional(inner) => {
                first = self.any(inner);
                first.empty = true;
            }
            Element::Not(_) | Element::Glue => first.empty = true,
        }
        first
    }

    fn part(&mut self, part: PartId) -> First {
        let at = usize::from(part);
        if let Some(first) = self.parts[at] {
            return first;
        }
        let mut all = First::default();
        for rule in &self.grammar.parts[at].rules {
            let first = self.any(&self.grammar.rules[usize::from(*rule)].pattern);
            all.set.add(first.set);
            all.empty |= first.empty;
        }
        self.parts[at] = Some(all);
        all
    }

    fn class(&self, class: ClassId) -> FirstSet {
        let mut set = FirstSet::default();
        let words = self.grammar.words.first_words(class);
        words.for_each(|word| set.add_word(word));
        set
    }
}

/// What matches that begin with one thing go on with.
#[derive(Debug, Clone, Copy, Default)]
struct Next {
    /// What may stand second in longer matches.
    set: FirstSet,
    /// Whether it alone may be a match.
    one: bool,
    /// Whether nothing may be a match.
    empty: bool,
}

impl Next {
    /// What may stand second; `None` if there is no match.
    fn set(self) -> Option<FirstSet> {
        if self.one || self.empty {
            return Some(FirstSet::ALL);
        }
        (self.set != FirstSet::default()).then_some(self.set)
    }

    fn add(&mut self, other: Next) {
        self.set.add(other.set);
        self.one |= other.one;
        self.empty |= other.empty;
    }
}

/// Works out what patterns that begin with `start` go on with.
struct Second<'f, 'g> {
    firsts: &'f mut Firsts<'g>,
    start: Start,
    parts: Vec<Option<Next>>,
}

impl<'f, 'g> Second<'f, 'g> {
    fn new(grammar: &Grammar, firsts: &'f mut Firsts<'g>, start: Start) -> Self {
        Second {
            firsts,
            start,
            parts: vec![None; grammar.parts.len()],
        }
    }

    /// `inside` another match context is not part of what a rule matches.
    fn any(&mut self, all: &[Vec<Element>], inside: bool) -> Next {
        let mut any = Next::default();
        for sequence in all {
            any.add(self.sequence(sequence, inside));
        }
        any
    }

    fn sequence(&mut self, sequence: &[Element], inside: bool) -> Next {
        let mut whole = Next {
            empty: true,
            ..Next::default()
        };
        for element in sequence {
            if !whole.one && !whole.empty {
                break;
            }
            let next = self.element(element, inside);
            let mut set = whole.set;
            if whole.one {
                set.add(self.firsts.element(element).set);
            }
            if whole.empty {
                set.add(next.set);
            }
            whole = Next {
                set,
                one: (whole.one && next.empty) || (whole.empty && next.one),
                empty: whole.empty && next.empty,
            };
        }
        whole
    }

    fn element(&mut self, element: &Element, inside: bool) -> Next {
        let mut next = Next::default();
        match element {
            Element::Word(word) => next.one = self.start == Start::Word(*word),
            Element::Class(class, _) => return self.class(*class),
            Element::Part(part, _) => return self.part(*part),
            Element::Number { .. } => next.one = self.start == Start::Number,
            Element::Group(inner) => return self.any(inner, inside),
            Element::Context(inner) => {
                next = self.any(inner, inside);
                next.empty |= inside;
            }
            Element::Optional(inner) => {
                next = self.any(inner, inside);
                next.empty = true;
            }
            Element::Not(_) | Element::Glue => next.empty = true,
        }
        next
    }

    fn part(&mut self, part: PartId) -> Next {
        let at = usize::from(part);
        if let Some(next) = self.parts[at] {
            return next;
        }
        let mut all = Next::default();
        let first = self.firsts.part(part);
        if first.may_begin(self.start) {
            let grammar = self.firsts.grammar;
            for rule in &grammar.parts[at].rules {
                all.add(self.any(&grammar.rules[usize::from(*rule)].pattern, true));
            }
        }
        self.parts[at] = Some(all);
        all
    }

    fn class(&self, class: ClassId) -> Next {
        let mut next = Next::default();
        if let Start::Word(word) = self.start {
            let lexemes = self.firsts.grammar.words.lexemes(word).iter();
            for lexeme in lexemes.filter(|lexeme| lexeme.class == class) {
                match lexeme.rest.first() {
                    Some(second) => next.set.add_word(*second),
                    None => next.one = true,
                }
            }
        }
        next
    }
}
