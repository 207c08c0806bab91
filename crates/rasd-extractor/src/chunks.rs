//! Shallow syntax: noun phrases with their genitives, adjectives, appositions and coordination,
//! verbs, and the boundaries of clauses, in one pass over the words.

mod counted;
mod edges;
mod except;
mod yet;

use crate::cue::{Cue, CueSet};
use crate::word::{Word, WordKind, proclitic};
use rasd_core::{EntityMention, EntityType, Gender, Number, Person};
use smallvec::SmallVec;
use std::sync::Arc;

/// How a noun phrase hangs on an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    None,
    /// Second term of an idafa.
    Genitive(usize),
    /// Another name of the same thing.
    Apposition(usize),
    /// Further member of a coordination.
    Coordinate(usize),
}

/// What ends or opens a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Comma,
    /// Full stop, semicolon, dash line.
    Strong,
    Colon,
    QuoteOpen,
    QuoteClose,
    Complementizer,
    Relative,
    ClauseStart,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Phrase,
    Verb,
    Edge(Edge),
    Time(u32),
    Other,
}

/// Words that are no phrases of their own.
const ASIDE: [Cue; 3] = [Cue::Skip, Cue::About, Cue::Manner];

/// A piece of a sentence with its words.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub kind: Kind,
    /// First word.
    pub start: usize,
    /// First word after it.
    pub end: usize,
    /// Head word.
    pub head: usize,
    pub link: Link,
    /// Preposition that governs the phrase.
    pub preposition: Option<Arc<str>>,
    /// Entity mention the head belongs to.
    pub entity: Option<u32>,
    /// Nationality adjectives, as entity numbers.
    pub nisbas: SmallVec<[u32; 2]>,
    /// Other adjectives, as words.
    pub adjectives: SmallVec<[usize; 2]>,
    pub number: Option<Number>,
    pub gender: Option<Gender>,
    pub person: Option<Person>,
    pub human: bool,
    /// Whether a conjunction stands before it.
    pub conjoined: bool,
    /// Last verb before it in its clause.
    pub verb: Option<usize>,
    /// Cues of the words skipped just before it (negation, future, auxiliary).
    pub before: CueSet,
    /// Whether it is only a pronoun attached to a preposition.
    pub pronoun: bool,
    /// Whether it stands in brackets.
    pub bracketed: bool,
}

impl Chunk {
    fn new(kind: Kind, start: usize, end: usize) -> Self {
        Chunk {
            kind,
            start,
            end,
            head: start,
            link: Link::None,
            preposition: None,
            entity: None,
            nisbas: SmallVec::new(),
            adjectives: SmallVec::new(),
            number: None,
            gender: None,
            person: None,
            human: false,
            conjoined: false,
            verb: None,
            before: CueSet::default(),
            pronoun: false,
            bracketed: false,
        }
    }

    /// Whether it is a noun phrase that hangs on nothing.
    pub fn bare(&self) -> bool {
        self.kind == Kind::Phrase
            && self.link == Link::None
            && self.preposition.is_none()
            && !self.bracketed
    }
}

/// Cuts a sentence into chunks.
pub(crate) struct Chunker<'a> {
    pub words: &'a [Word],
    pub entities: &'a [EntityMention],
    pub chunks: Vec<Chunk>,
    /// Preposition waiting for its phrase.
    pub(crate) pending: Option<Arc<str>>,
    pub(crate) conjoined: bool,
    /// Words of inclusion (`على رأسهم`, `إلى جانب`) just before.
    pub(crate) included: usize,
    /// Whether they say that what follows is among what was told (`بينهم`).
    pub(crate) inclusive: bool,
    before: CueSet,
    quote_open: bool,
    bracket_open: bool,
}

impl<'a> Chunker<'a> {
    pub fn new(words: &'a [Word], entities: &'a [EntityMention]) -> Self {
        Chunker {
            words,
            entities,
            chunks: Vec::with_capacity(words.len()),
            pending: None,
            conjoined: false,
            included: 0,
            inclusive: false,
            before: CueSet::default(),
            quote_open: false,
            bracket_open: false,
        }
    }

    /// The chunks of the sentence; `text_of` gives the source text of a word (for punctuation).
    pub fn run(mut self, text_of: impl Fn(&Word) -> &'a str) -> Vec<Chunk> {
        let mut at = 0;
        while at < self.words.len() {
            let first = self.chunks.len();
            at = self.step(at, &text_of);
            for chunk in &mut self.chunks[first..] {
                chunk.bracketed = self.bracket_open;
            }
        }
        self.govern();
        self.chunks
    }

    fn step(&mut self, at: usize, text_of: &impl Fn(&Word) -> &'a str) -> usize {
        let word = &self.words[at];
        if word.conjoined() && !self.conjoined {
            self.conjoined = true;
        }
        if word.kind == WordKind::Punctuation && word.entity.is_none() && word.time.is_none() {
            self.punctuation(at, text_of(word));
            return at + 1;
        }
        if let (Some(time), None) = (word.time, word.entity) {
            return self.time(at, time);
        }
        if word.entity.is_some() {
            return self.phrase(at);
        }
        let any = word.cues.has(Cue::Any) && self.is_indefinite(at + 1);
        if any || (word.cues.has(Cue::About) && self.counts(at + word.phrase)) {
            return self.about(at);
        }
        if let Some(next) = self.include(at) {
            return next;
        }
        if word.cues.has(Cue::Yet) && self.is_yet(at) {
            return at + word.phrase;
        }
        if self.excepts(at) {
            return self.except(at);
        }
        if let Some(preposition) = &word.preposition {
            let last = at + word.phrase - 1;
            self.before = self.before.with(word.cues);
            if self.words[last].has_pronoun() {
                self.pronoun(last, preposition.clone());
            } else {
                self.pending = Some(preposition.clone());
            }
            return at + word.phrase;
        }
        if let Some(edge) = edges::edge_of(word.cues) {
            return self.edge(at, edge);
        }
        // `لهؤلاء المتضررين`, `لكل من الوزيرين`: the preposition is written with the word before.
        if word.cues.any(&[Cue::Demonstrative, Cue::Skip, Cue::About])
            && let Some(name) = proclitic(word)
        {
            self.pending = Some(name);
        }
        if self.is_numbered(at) && self.grow(at + 2) {
            return at + 2;
        }
        // `وجها لوجه`: no verb in the dual.
        let says_how = word.phrase > 1 && word.cues.has(Cue::Manner);
        match word.kind {
            WordKind::Verb if !says_how => self.verb(at),
            _ if word.cues.any(&[Cue::Conjunction]) => {
                self.conjoined = true;
                at + word.phrase
            }
            _ if word.cues.has(Cue::AdjectivePrefix) && self.prefixes(at) => self.after_prefix(at),
            _ if word.cues.has(Cue::After) && self.determines(at) => at + 1,
            _ if word.nominal() && word.phrase == 1 && !word.cues.any(&ASIDE) => self.phrase(at),
            _ => self.other(at),
        }
    }

    /// `من بينهم`, `بما في ذلك`: words that tell who or what is among others; the word after them.
    fn include(&mut self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        let include = word.preposition.as_deref() == Some("include");
        let end = at + word.phrase;
        if include && self.stands_beside() {
            match word.phrase > 1 && self.words[end - 1].has_pronoun() {
                true => self.pronoun(end - 1, "إلى".into()),
                false => self.pending = Some("إلى".into()),
            }
            return Some(end);
        }
        if include || word.cues.has(Cue::Include) {
            self.included += word.phrase;
            self.inclusive |= !include;
            self.conjoined = true;
            return Some(end);
        }
        None
    }

    /// A word that is no phrase: kept where it has cues or nothing is known of it; the word after it.
    fn other(&mut self, at: usize) -> usize {
        let word = &self.words[at];
        let end = at + word.phrase;
        self.before = self.before.with(word.cues);
        if !word.cues.is_empty() || word.kind == WordKind::Other {
            let mut chunk = Chunk::new(Kind::Other, at, end);
            chunk.before = word.cues;
            self.chunks.push(chunk);
        }
        end
    }

    /// `وقوف بلاده إلى جانب تركيا`: after a word for standing by somebody these are no further members.
    fn stands_beside(&self) -> bool {
        const NEAR: usize = 4;
        let mut last = self.chunks.iter().rev().take(NEAR);
        last.any(|chunk| self.words[chunk.head].cues.has(Cue::Beside))
    }

    fn time(&mut self, at: usize, time: u32) -> usize {
        let mut end = at;
        while self.words.get(end).is_some_and(|w| w.time == Some(time)) {
            end += 1;
        }
        let mut chunk = Chunk::new(Kind::Time(time), at, end);
        chunk.preposition = self.pending.take();
        chunk.conjoined = std::mem::take(&mut self.conjoined);
        self.chunks.push(chunk);
        end
    }

    /// A preposition with its pronoun is a phrase by itself.
    fn pronoun(&mut self, at: usize, preposition: Arc<str>) {
        let mut chunk = Chunk::new(Kind::Phrase, at, at + 1);
        chunk.preposition = Some(preposition);
        chunk.pronoun = true;
        chunk.conjoined = std::mem::take(&mut self.conjoined);
        self.pending = None;
        self.chunks.push(chunk);
    }

    fn verb(&mut self, at: usize) -> usize {
        let word = &self.words[at];
        self.included = 0;
        self.inclusive = false;
        let mut chunk = Chunk::new(Kind::Verb, at, at + 1);
        chunk.number = word.features.number;
        chunk.gender = word.features.gender;
        chunk.person = word.features.person;
        chunk.conjoined = std::mem::take(&mut self.conjoined);
        chunk.before = std::mem::take(&mut self.before);
        self.pending = None;
        self.chunks.push(chunk);
        at + 1
    }

    fn phrase(&mut self, at: usize) -> usize {
        let word = &self.words[at];
        let end = self.mention_end(at);
        if let Some(name) = proclitic(word) {
            self.pending = Some(name);
        }
        if self.pending.is_none() && !self.conjoined && self.extend(at, end) {
            return end;
        }
        if word.kind == WordKind::Number && self.extend_number(at, end) {
            return end;
        }
        if self.conjoined && (self.joins(at, end) || self.extend_joined(at, end)) {
            return end;
        }
        let mut chunk = Chunk::new(Kind::Phrase, at, end);
        chunk.entity = word.entity;
        self.describe(&mut chunk);
        chunk.preposition = self.pending.take().or_else(|| self.among(&chunk));
        chunk.conjoined = std::mem::take(&mut self.conjoined);
        chunk.before = std::mem::take(&mut self.before);
        chunk.link = self.link(&chunk);
        // `المكتب السياسي للحركة`: ل stands for the genitive.
        if matches!(chunk.link, Link::Genitive(_)) && !chunk.conjoined {
            chunk.preposition = None;
        }
        self.included = 0;
        self.inclusive = false;
        self.chunks.push(chunk);
        end
    }

    /// `اثنين وعشرين`: a number conjoined to the number before it makes one with it.
    fn extend_number(&mut self, at: usize, end: usize) -> bool {
        let joins = self.words[at].entity.is_none() && self.pending.is_none();
        let words = self.words;
        let Some(last) = self.chunks.last_mut().filter(|_| joins && self.conjoined) else {
            return false;
        };
        let number = last.kind == Kind::Phrase
            && last.end == at
            && last.entity.is_none()
            && words[last.head].kind == WordKind::Number;
        if number {
            last.end = end;
            self.conjoined = false;
        }
        number
    }

    fn mention_end(&self, at: usize) -> usize {
        let Some(entity) = self.words[at].entity else {
            return at + 1;
        };
        let mut end = at;
        while self
            .words
            .get(end)
            .is_some_and(|w| w.entity == Some(entity))
        {
            end += 1;
        }
        end
    }

    fn describe(&self, chunk: &mut Chunk) {
        let word = &self.words[chunk.start];
        match chunk.entity {
            Some(entity) => {
                let mention = &self.entities[entity as usize];
                // `المتمردين` can be read as a dual; where the tokenizer does not, it is none.
                let dual = mention.number == Number::Dual && mention.kind == EntityType::Nom;
                let own = word
                    .features
                    .number
                    .filter(|n| dual && *n == Number::Plural);
                chunk.number = own.or(Some(mention.number));
                // Names of places are feminine but for a few (`العراق`), which take both genders.
                if mention.kind == EntityType::Gpe {
                    chunk.gender = if word.cues.has(Cue::MasculineName) {
                        None
                    } else if word.common_noun {
                        word.features.gender
                    } else {
                        Some(Gender::Feminine)
                    };
                    chunk.human = mention.human;
                    return;
                }
                // A body agrees as its first word does (`أدان مجلس`, `أدانت وزارة`).
                let body = mention.kind == EntityType::Org;
                chunk.gender = if body {
                    let phrase = mention.tokens.len() > 1;
                    word.features.gender.filter(|_| word.common_noun && phrase)
                } else {
                    // `حثت الشعب`: one group of people agrees as its word does.
                    let group = mention.kind == EntityType::Nom
                        && mention.number == Number::Singular
                        && word.cues.has(Cue::Person)
                        && !word.cues.has(Cue::Site);
                    let word = word.features.gender;
                    mention
                        .gender
                        .or(word.filter(|g| group && *g == Gender::Masculine))
                };
                chunk.human = mention.human;
            }
            // `معالي الوزير` agrees as the person does.
            None if word.cues.has(Cue::Honorific) && !word.definite() => chunk.human = true,
            None => {
                chunk.number = word.features.number;
                chunk.gender = word.features.gender;
                chunk.human = word.cues.any(&[Cue::Person, Cue::Quantity]) || word.sound_plural;
            }
        }
    }

    /// Tells each phrase which verb of its clause comes before it.
    fn govern(&mut self) {
        let mut verb = None;
        for index in 0..self.chunks.len() {
            match self.chunks[index].kind {
                Kind::Verb => verb = Some(index),
                Kind::Edge(Edge::Strong | Edge::Complementizer | Edge::Relative) => verb = None,
                Kind::Edge(Edge::ClauseStart) => verb = None,
                Kind::Phrase | Kind::Time(_) => self.chunks[index].verb = verb,
                _ => {}
            }
        }
    }
}
