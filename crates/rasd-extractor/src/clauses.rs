//! Verbs with their subjects, objects and complements.

use crate::agreement::agrees_before;
use crate::chunks::{Chunk, Edge, Kind, Link};
use crate::cue::Cue;
use crate::parties::Groups;
use crate::resumed::Resumed;
use crate::word::{Word, WordKind};
use rasd_core::{EntityMention, EntityType, Gender, Number, Voice};
use smallvec::SmallVec;

/// The subject of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A phrase of the sentence.
    Phrase(usize),
    /// Only in the verb's form.
    Dropped,
}

/// A verb's surroundings.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub subject: Subject,
    pub objects: SmallVec<[usize; 2]>,
    /// Phrases with a preposition, in text order.
    pub complements: SmallVec<[usize; 4]>,
    /// First chunk of the clause.
    pub start: usize,
    /// First chunk after the clause.
    pub end: usize,
    /// Passive by its form, or ambiguous and with no object.
    pub passive: bool,
    /// Whether the passive is only possible, not certain.
    pub maybe_passive: bool,
    /// The noun a relative clause describes.
    pub antecedent: Option<usize>,
    /// Whether the clause as a whole describes that noun.
    pub describes: bool,
    /// The edge that opens the clause.
    pub opening: Option<usize>,
}

/// The clauses of a sentence, by the chunk of their verb.
pub(crate) struct Clauses {
    clauses: Vec<Option<Clause>>,
    resumed: Vec<Resumed>,
    /// Participles of saying, each with the verb whose subject is theirs.
    voiced: Vec<(usize, usize)>,
}

impl Clauses {
    pub fn new(
        chunks: &[Chunk],
        words: &[Word],
        groups: &Groups,
        entities: &[EntityMention],
    ) -> Self {
        let builder = Builder {
            chunks,
            words,
            groups,
            entities,
        };
        let verb = |index: usize| chunks[index].kind == Kind::Verb;
        let mut clauses: Vec<_> = (0..chunks.len())
            .map(|index| verb(index).then(|| builder.clause(index)))
            .collect();
        let resumed = builder.resume(&mut clauses);
        builder.share(&mut clauses);
        let voiced = builder.voiced(&clauses);
        Clauses {
            clauses,
            resumed,
            voiced,
        }
    }

    /// Tells phrases after an inner clause which verb they belong to.
    pub fn govern(&self, chunks: &mut [Chunk]) {
        for resumed in &self.resumed {
            for chunk in &mut chunks[resumed.start..resumed.end] {
                if chunk.verb.is_some() {
                    chunk.verb = Some(resumed.verb);
                }
            }
        }
    }

    /// The verb of saying that a participle goes on with after another clause.
    pub fn voiced(&self, chunk: usize) -> Option<usize> {
        let found = self.voiced.binary_search_by_key(&chunk, |(at, _)| *at);
        found.ok().map(|index| self.voiced[index].1)
    }

    /// The clause of the verb at a chunk.
    pub fn get(&self, verb: usize) -> Option<&Clause> {
        self.clauses.get(verb)?.as_ref()
    }
}

/// Builds the clauses of a sentence.
pub(crate) struct Builder<'a> {
    pub(crate) chunks: &'a [Chunk],
    pub(crate) words: &'a [Word],
    pub(crate) groups: &'a Groups,
    pub(crate) entities: &'a [EntityMention],
}

impl Builder<'_> {
    fn clause(&self, verb: usize) -> Clause {
        let (start, opening, auxiliary) = self.left(verb);
        let end = self.right(verb);
        let mut bare = SmallVec::<[usize; 8]>::new();
        let mut complements = SmallVec::new();
        let mut apart = false;
        for index in verb + 1..end {
            let chunk = &self.chunks[index];
            // `هاجم التنظيم، وهو جماعة مسلحة، القرية`
            match chunk.kind {
                Kind::Edge(Edge::Comma) => apart = false,
                Kind::Other => apart |= self.resumes_subject(index),
                Kind::Phrase => apart |= self.opens_circumstance(index),
                _ => {}
            }
            if apart {
                continue;
            }
            if chunk.bare() && !self.words[chunk.start].conjoined() {
                // `قتل 20 مدنيا فضلا عن أربعة جنود`
                let added = self.is_added(index);
                if added {
                    continue;
                }
                let across = || !bare.is_empty() && self.acts_across(index);
                let own = !self.completes_masdar(index) && !self.specifies(index);
                if own && !across() && !self.is_manner(index) {
                    bare.push(index);
                }
            } else if chunk.kind == Kind::Phrase && chunk.preposition.is_some() {
                complements.push(index);
            }
        }
        let antecedent = opening
            .and_then(|edge| self.antecedent(edge))
            .or_else(|| self.described(start, verb, opening));
        let before = self
            .topic(start, verb, opening, auxiliary)
            .or_else(|| self.interrupted(start, verb, opening))
            // `الرجل الذي كانت الشرطة قد اعتقلته`: what stands within the clause can be its subject.
            .filter(|before| {
                let other = |noun| noun == *before || noun < start || !self.acted_on(verb);
                antecedent.is_none_or(other)
            });
        // Prepositional phrases before the verb belong to it too (`في موسكو التقى`), but for those that
        // follow another verb.
        let start = self.own_start(start, verb, opening, auxiliary);
        for index in start..verb {
            let chunk = &self.chunks[index];
            if chunk.kind == Kind::Phrase && chunk.preposition.is_some() {
                complements.push(index);
            }
        }
        let (subject, mut objects) = self.subject(verb, before, antecedent, opening, &bare);
        let made = self.is_made(verb, subject, &objects);
        if made {
            objects.clear();
        }
        let fronted = before.filter(|before| subject != Subject::Phrase(*before));
        let describes = antecedent.is_some();
        let antecedent = antecedent.or(fronted);
        let word = &self.words[self.chunks[verb].head];
        let voice = word.features.voice;
        let open = matches!(voice, None | Some(Voice::Ambiguous));
        // `انتقد الوزير ما وصفه بالتدخل`
        let told = matches!(subject, Subject::Phrase(phrase) if phrase > verb && self.before_clause(phrase));
        let told = told || self.acts_on_quarter(verb, subject);
        let no_object = objects.is_empty() && !word.has_pronoun() && !told;
        Clause {
            passive: made || voice == Some(Voice::Passive),
            maybe_passive: open && no_object && subject != Subject::Dropped,
            subject,
            objects,
            complements,
            start,
            end,
            antecedent,
            describes,
            opening,
        }
    }

    /// `عين كمال الماحي رئيسا للأركان`: whether somebody named is made what an indefinite accusative says, and nobody
    /// else is named.
    fn is_made(&self, verb: usize, subject: Subject, objects: &[usize]) -> bool {
        let (Subject::Phrase(phrase), [office]) = (subject, objects) else {
            return false;
        };
        let kind = |index: usize| {
            let entity = self.chunks[index].entity;
            entity.map(|e| self.entities[e as usize].kind)
        };
        let head = &self.words[self.chunks[*office].head];
        let names = self.words[self.chunks[verb].head].cues.has(Cue::Naming);
        names
            && kind(phrase) == Some(EntityType::Per)
            && matches!(kind(*office), None | Some(EntityType::Occ))
            && head.accusative
            && !head.definite()
            && self.chunks[phrase].end == self.chunks[*office].start
    }

    /// `الدول الغربية وخاصة بريطانيا`: whether a phrase names a part of what stands before it.
    fn specifies(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map(|before| &self.chunks[before]);
        before.is_some_and(|other| other.kind == Kind::Other && other.before.has(Cue::Specifying))
    }

    /// Whether words of inclusion stand right before a phrase.
    fn is_added(&self, index: usize) -> bool {
        let chunk = &self.chunks[index];
        let before = index
            .checked_sub(1)
            .map_or(0, |before| self.chunks[before].end);
        let included = |word: &Word| word.preposition.as_deref() == Some("include");
        chunk.conjoined && self.words[before..chunk.start].iter().any(included)
    }

    /// `أشاد بالاتفاق، داعيا إسرائيل إلى الانسحاب`: whether a participle after a comma tells in what circumstances the verb
    /// was done: what follows it is its own.
    fn opens_circumstance(&self, index: usize) -> bool {
        let chunk = &self.chunks[index];
        let word = &self.words[chunk.head];
        let comma = |before: usize| self.chunks[before].kind == Kind::Edge(Edge::Comma);
        chunk.bare()
            && chunk.entity.is_none()
            && word.event_participle
            && word.accusative
            && !word.definite()
            && index.checked_sub(1).is_some_and(comma)
    }

    /// `، وهو`: whether a pronoun that a comma and و set apart begins what is told of the phrase before.
    fn resumes_subject(&self, index: usize) -> bool {
        let word = &self.words[self.chunks[index].start];
        let comma = |before: usize| self.chunks[before].kind == Kind::Edge(Edge::Comma);
        word.conjoined()
            && word.features.person.is_some()
            && index.checked_sub(1).is_some_and(comma)
    }

    /// Start of the clause, the edge that opens it, and an auxiliary before the verb.
    pub(crate) fn left(&self, verb: usize) -> (usize, Option<usize>, bool) {
        // More auxiliaries than this in a row are no language.
        const AUXILIARIES: usize = 3;
        let mut auxiliaries = 0;
        for index in (0..verb).rev() {
            let auxiliary = auxiliaries > 0;
            match self.chunks[index].kind {
                Kind::Verb if auxiliaries < AUXILIARIES && self.is_auxiliary(index) => {
                    auxiliaries += 1;
                }
                Kind::Verb => return (index + 1, None, auxiliary),
                Kind::Edge(
                    Edge::Strong
                    | Edge::Complementizer
                    | Edge::Relative
                    | Edge::ClauseStart
                    | Edge::Colon,
                ) => return (index + 1, Some(index), auxiliary),
                _ => {}
            }
        }
        (0, None, auxiliaries > 0)
    }

    pub(crate) fn right(&self, verb: usize) -> usize {
        for index in verb + 1..self.chunks.len() {
            match self.chunks[index].kind {
                Kind::Verb
                | Kind::Edge(
                    Edge::Strong
                    | Edge::Complementizer
                    | Edge::Relative
                    | Edge::ClauseStart
                    | Edge::Colon,
                ) => return index,
                _ => {}
            }
        }
        self.chunks.len()
    }

    fn is_auxiliary(&self, chunk: usize) -> bool {
        self.words[self.chunks[chunk].head].cues.has(Cue::Auxiliary)
    }

    /// The phrase that a relative pronoun describes: the nearest before it that agrees, after و the
    /// nearest but for places and times (`الجماعات المتمركزة في البلاد والتي تشن هجمات`); the nearest where
    /// none agrees.
    pub(crate) fn antecedent(&self, edge: usize) -> Option<usize> {
        const NEAR: usize = 6;
        let relative = &self.chunks[edge];
        if relative.kind != Kind::Edge(Edge::Relative) {
            return None;
        }
        let passed = |chunk: &Chunk| {
            matches!(
                chunk.kind,
                Kind::Phrase | Kind::Edge(Edge::Comma | Edge::QuoteOpen | Edge::QuoteClose)
            )
        };
        let phrases: Vec<usize> = (edge.saturating_sub(NEAR)..edge)
            .rev()
            .take_while(|index| passed(&self.chunks[*index]))
            .filter(|index| self.chunks[*index].kind == Kind::Phrase)
            .collect();
        // `اتفاق بين الحكومة والمتمردين الذي وقع`: several are none that الذي describes.
        let one = relative.number == Some(Number::Singular);
        let one = one && relative.gender == Some(Gender::Masculine);
        let agrees = |index: &&usize| {
            let phrase = &self.chunks[**index];
            let several = phrase.number == Some(Number::Plural);
            agrees_before(relative, phrase, self.groups.size(**index)) && !(one && several)
        };
        let within =
            |index: &&usize| relative.conjoined && self.chunks[**index].preposition.is_some();
        let free = || phrases.iter().filter(|index| !within(index)).find(agrees);
        let found = free()
            .or_else(|| phrases.iter().find(agrees))
            .or(phrases.first());
        found.map(|index| self.head_of(*index))
    }

    /// From a genitive or apposition to the phrase it hangs on, where that is the named thing.
    pub(crate) fn head_of(&self, index: usize) -> usize {
        match self.chunks[index].link {
            Link::Apposition(parent) => parent,
            _ => index,
        }
    }

    /// The phrase before the verb that can be its subject.
    fn topic(
        &self,
        start: usize,
        verb: usize,
        opening: Option<usize>,
        auxiliary: bool,
    ) -> Option<usize> {
        // After another verb the phrases between are that verb's own.
        if start > 0 && opening.is_none() && !auxiliary {
            return self.new_topic(start, verb);
        }
        if opening.is_some_and(|edge| self.chunks[edge].kind == Kind::Edge(Edge::Relative))
            && !auxiliary
        {
            return None;
        }
        if start > 0
            && opening.is_none()
            && let Some(noun) = self.described_by_auxiliary(start, verb)
        {
            return Some(noun);
        }
        (start..verb).find(|index| {
            let chunk = &self.chunks[*index];
            chunk.bare()
                && !self.says_where(*index)
                && !self.completes_masdar(*index)
                && !self.object_of_masdar(*index)
                && !self.acts_across(*index)
                && !self.is_predicate(*index)
                && agrees_before(&self.chunks[verb], chunk, self.groups.size(*index))
        })
    }

    /// `فككت الشرطة خلية كانت تخطط لهجوم`: after another verb an auxiliary right after an indefinite noun describes it.
    fn described_by_auxiliary(&self, start: usize, verb: usize) -> Option<usize> {
        let auxiliary = |at: &usize| self.chunks[*at].kind == Kind::Verb && self.is_auxiliary(*at);
        let first = (start..verb).rev().take_while(auxiliary).last()?;
        let last = first.checked_sub(1).filter(|last| *last >= start)?;
        let (noun, opens) = (&self.chunks[last], &self.chunks[first]);
        let word = &self.words[noun.head];
        let indefinite = !(word.definite() || word.has_pronoun() || self.proper(last));
        let beside = noun.bare() && noun.end == opens.start && !opens.conjoined;
        let agrees = agrees_before(&self.chunks[verb], noun, self.groups.size(last));
        (indefinite && beside && agrees).then_some(last)
    }

    /// `الذي كان ضابطا، فقد هاجم القرار`: whether a phrase is what an auxiliary right before it says that somebody was.
    fn is_predicate(&self, index: usize) -> bool {
        let before = index.checked_sub(1);
        let auxiliary =
            before.is_some_and(|at| self.chunks[at].kind == Kind::Verb && self.is_auxiliary(at));
        auxiliary && self.is_accusative(index)
    }

    /// `عربيا دعا الرئيس`, `ميدانيا قتل شخصان`: whether an indefinite accusative says in which field something was done.
    fn says_where(&self, index: usize) -> bool {
        let chunk = &self.chunks[index];
        let head = &self.words[chunk.head];
        let kind = chunk.entity.map(|e| self.entities[e as usize].kind);
        let adverb = matches!(kind, None | Some(EntityType::Norp));
        let alone = chunk.start == 0 && chunk.end == 1;
        alone && adverb && !head.definite() && head.ends_with("يا")
    }

    /// `كان يطالب بذلك، والرئيس يرفض`: a conjoined phrase directly before a verb, which is no further member of
    /// another, opens a clause of its own.
    fn new_topic(&self, start: usize, verb: usize) -> Option<usize> {
        let before = verb.checked_sub(1)?;
        let index = self.head_of(before);
        let chunk = &self.chunks[index];
        let opens = chunk.bare() && self.words[chunk.start].conjoined();
        let agrees = agrees_before(&self.chunks[verb], chunk, self.groups.size(index));
        (index >= start && opens && agrees).then_some(index)
    }

    /// Where the phrases before a verb that are its own begin: after another verb with the last comma.
    fn own_start(
        &self,
        start: usize,
        verb: usize,
        opening: Option<usize>,
        auxiliary: bool,
    ) -> usize {
        let follows_verb = start > 0 && opening.is_none() && !auxiliary;
        if !follows_verb {
            return start;
        }
        let comma = |index: &usize| self.chunks[*index].kind == Kind::Edge(Edge::Comma);
        let conjoined = self.chunks[verb].conjoined;
        let last = (start..verb).rev().find(comma).filter(|_| !conjoined);
        last.map_or(verb, |comma| comma + 1)
    }

    /// `بعد قصف إسرائيل المطار، هددت`: before a verb a bare phrase right after a prepositional masdar and its
    /// agent is what the masdar acts on.
    fn object_of_masdar(&self, index: usize) -> bool {
        let Some(agent) = index.checked_sub(1).map(|before| &self.chunks[before]) else {
            return false;
        };
        let Link::Genitive(masdar) = agent.link else {
            return false;
        };
        let noun = &self.chunks[masdar];
        let touching = agent.end == self.chunks[index].start;
        touching
            && agent.entity.is_some()
            && noun.preposition.is_some()
            && self.words[noun.head].event_noun
    }

    /// `عقود أبرمت`: directly after an indefinite noun a further verb of the clause describes it.
    fn described(&self, start: usize, verb: usize, opening: Option<usize>) -> Option<usize> {
        let chunk = &self.chunks[verb];
        let mut last = verb.checked_sub(1).filter(|last| *last >= start)?;
        if !chunk.conjoined
            && let Some(noun) = self.described_afar(start, verb)
        {
            return Some(noun);
        }
        // `مهاجر من مالي أنقذ طفلا`
        let origin = self.chunks[last].preposition.as_deref() == Some("من") && self.proper(last);
        if origin && last > start {
            last -= 1;
        }
        let noun = &self.chunks[last];
        let second = start > 0 && opening.is_none();
        let named = noun.entity.is_some() && self.proper(last) && !self.is_some_body(last);
        // `في 2013 أفرجت السلطات عنه`
        let figure = &self.words[noun.head];
        let year =
            figure.kind == WordKind::Number && figure.lemma.is_none() && noun.entity.is_none();
        let open = noun.kind == Kind::Phrase && !named && !noun.pronoun && !year;
        // `تنظيمات تتهمها أنقرة`: the noun is what the verb acts on.
        // `تسجيل تنتقد فيه الحكومة`: nor does what it is done in act.
        let acted_on = (self.words[chunk.head].has_pronoun() || self.done_in(verb, last))
            && noun.end == chunk.start;
        let word = &self.words[noun.head];
        let indefinite = !word.definite() && !word.has_pronoun();
        // `محتجين يعتصمون في الميدان`
        let people = noun.entity.is_some() && noun.end == chunk.start;
        let agrees = second
            && (noun.entity.is_none() || people)
            && agrees_before(chunk, noun, self.groups.size(last));
        (!chunk.conjoined && open && indefinite && (acted_on || agrees)).then_some(last)
    }
}
