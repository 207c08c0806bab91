//! Verbs with their subjects, objects and complements.

use crate::agreement::{agrees_after, agrees_before};
use crate::chunks::{Chunk, Edge, Kind, Link};
use crate::cue::Cue;
use crate::parties::Groups;
use crate::words::{Word, WordKind};
use rasd_core::{EntityMention, EntityType, Gender, Number, Person, Voice};
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
    /// The edge that opens the clause.
    pub opening: Option<usize>,
}

/// The clauses of a sentence, by the chunk of their verb.
pub(crate) struct Clauses {
    clauses: Vec<Option<Clause>>,
}

impl Clauses {
    pub fn new(
        chunks: &[Chunk],
        words: &[Word],
        groups: &Groups,
        entities: &[EntityMention],
    ) -> Self {
        let clauses = (0..chunks.len())
            .map(|index| {
                (chunks[index].kind == Kind::Verb).then(|| {
                    Builder {
                        chunks,
                        words,
                        groups,
                        entities,
                    }
                    .clause(index)
                })
            })
            .collect();
        Clauses { clauses }
    }

    /// The clause of the verb at a chunk.
    pub fn get(&self, verb: usize) -> Option<&Clause> {
        self.clauses.get(verb)?.as_ref()
    }
}

struct Builder<'a> {
    chunks: &'a [Chunk],
    words: &'a [Word],
    groups: &'a Groups,
    entities: &'a [EntityMention],
}

impl Builder<'_> {
    fn clause(&self, verb: usize) -> Clause {
        let (start, opening, auxiliary) = self.left(verb);
        let end = self.right(verb);
        let mut bare = SmallVec::<[usize; 8]>::new();
        let mut complements = SmallVec::new();
        for index in verb + 1..end {
            let chunk = &self.chunks[index];
            if chunk.bare() && !self.words[chunk.start].conjoined() {
                if !self.completes_masdar(index) {
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
            .filter(|before| antecedent.is_none_or(|noun| noun == *before || !self.acted_on(verb)));
        // Prepositional phrases before the verb belong to it too (`في موسكو التقى`), but for those that
        // follow another verb.
        let start = self.own_start(start, verb, opening, auxiliary);
        for index in start..verb {
            let chunk = &self.chunks[index];
            if chunk.kind == Kind::Phrase && chunk.preposition.is_some() {
                complements.push(index);
            }
        }
        let (subject, objects) = self.subject(verb, before, antecedent, opening, &bare);
        let fronted = before.filter(|before| subject != Subject::Phrase(*before));
        let antecedent = antecedent.or(fronted);
        let word = &self.words[self.chunks[verb].head];
        let voice = word.features.voice;
        let open = matches!(voice, None | Some(Voice::Ambiguous));
        let no_object = objects.is_empty() && !word.has_pronoun();
        Clause {
            passive: voice == Some(Voice::Passive),
            maybe_passive: open && no_object && subject != Subject::Dropped,
            subject,
            objects,
            complements,
            start,
            end,
            antecedent,
            opening,
        }
    }

    /// Start of the clause, the edge that opens it, and an auxiliary before the verb.
    fn left(&self, verb: usize) -> (usize, Option<usize>, bool) {
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

    fn right(&self, verb: usize) -> usize {
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
    fn antecedent(&self, edge: usize) -> Option<usize> {
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
        let agrees = |index: &&usize| {
            agrees_before(relative, &self.chunks[**index], self.groups.size(**index))
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
    fn head_of(&self, index: usize) -> usize {
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
        (start..verb).find(|index| {
            let chunk = &self.chunks[*index];
            chunk.bare()
                && !self.completes_masdar(*index)
                && agrees_before(&self.chunks[verb], chunk, self.groups.size(*index))
        })
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

    /// `منذ اجتياحها العاصمة`: after a masdar with its agent a bare phrase is what the masdar acts on.
    fn completes_masdar(&self, index: usize) -> bool {
        let Some(previous) = index.checked_sub(1) else {
            return false;
        };
        let noun = &self.chunks[previous];
        let word = &self.words[noun.head];
        let touching = noun.kind == Kind::Phrase && noun.end == self.chunks[index].start;
        let pronoun = noun.preposition.is_some() && word.event_noun && word.has_pronoun();
        // `بسبب قرار الاتحاد حظر البيع`
        let genitive = || {
            let Link::Genitive(parent) = noun.link else {
                return false;
            };
            let announced = self.words[self.chunks[parent].head].cues;
            self.chunks[parent].preposition.is_some()
                && announced.any(&[Cue::Announce, Cue::Phase, Cue::Light])
        };
        touching && (pronoun || genitive())
    }

    /// `الوزير، الذي يزور موسكو، وقع الاتفاق`: after a relative clause the verb is that of the noun the
    /// clause describes.
    fn interrupted(&self, start: usize, verb: usize, opening: Option<usize>) -> Option<usize> {
        let chunk = &self.chunks[verb];
        let inner = start.checked_sub(1)?;
        if opening.is_some() || chunk.conjoined || self.chunks[inner].kind != Kind::Verb {
            return None;
        }
        let (_, edge, _) = self.left(inner);
        let antecedent = self.antecedent(edge?)?;
        let head = self.chunks[antecedent].bare()
            && agrees_before(
                chunk,
                &self.chunks[antecedent],
                self.groups.size(antecedent),
            );
        head.then_some(antecedent)
    }

    /// `عقود أبرمت`: directly after an indefinite noun a further verb of the clause describes it.
    fn described(&self, start: usize, verb: usize, opening: Option<usize>) -> Option<usize> {
        let chunk = &self.chunks[verb];
        let mut last = verb.checked_sub(1).filter(|last| *last >= start)?;
        // `مهاجر من مالي أنقذ طفلا`
        let origin = self.chunks[last].preposition.as_deref() == Some("من") && self.proper(last);
        if origin && last > start {
            last -= 1;
        }
        let noun = &self.chunks[last];
        let second = start > 0 && opening.is_none();
        let named = noun.entity.is_some() && self.proper(last);
        let open = noun.kind == Kind::Phrase && !named && !noun.pronoun;
        // `تنظيمات تتهمها أنقرة`: the noun is what the verb acts on.
        let acted_on = self.words[chunk.head].has_pronoun() && noun.end == chunk.start;
        let word = &self.words[noun.head];
        let indefinite = !word.definite() && !word.has_pronoun();
        // `محتجين يعتصمون في الميدان`
        let people = noun.entity.is_some() && noun.end == chunk.start;
        let agrees = second
            && (noun.entity.is_none() || people)
            && agrees_before(chunk, noun, self.groups.size(last));
        (!chunk.conjoined && open && indefinite && (acted_on || agrees)).then_some(last)
    }

    fn subject(
        &self,
        verb: usize,
        before: Option<usize>,
        antecedent: Option<usize>,
        opening: Option<usize>,
        bare: &[usize],
    ) -> (Subject, SmallVec<[usize; 2]>) {
        let chunk = &self.chunks[verb];
        let two = |phrases: &[usize]| phrases.iter().copied().take(2).collect();
        if chunk.person.is_some_and(|p| p != Person::Third) {
            return (Subject::Dropped, two(bare));
        }
        if let Some(before) = before {
            let subject = if self.resumes(verb, bare) {
                bare[0]
            } else {
                before
            };
            return (Subject::Phrase(subject), two(bare));
        }
        // `أنه أجرى مباحثات`: the subject is the pronoun, unless a name that agrees follows the verb
        // (`أنه بحثت إيران`, where the pronoun stands for nothing).
        let named = bare.first().is_some_and(|b| {
            let counted = self.words[self.chunks[*b].head].kind == WordKind::Number;
            (self.proper(*b) || counted) && self.fits(chunk, *b)
        });
        if !named && opening.is_some_and(|edge| self.chunks[edge].person == Some(Person::Third)) {
            return (Subject::Dropped, two(bare));
        }
        let resumed = self.words[chunk.head].has_pronoun()
            || self.chunks.get(verb + 1).is_some_and(|next| next.pronoun);
        let acted_on = self.words[chunk.head].has_pronoun();
        if let Some(antecedent) = antecedent
            && !acted_on
            && !(resumed
                && bare
                    .first()
                    .is_some_and(|b| agrees_after(chunk, &self.chunks[*b])))
            && !bare.first().is_some_and(|b| {
                // `مكالمة جمعت ترامب ونتنياهو`: who may be a man is no subject of a feminine verb.
                let man = chunk.gender == Some(Gender::Feminine)
                    && self.named_person(&self.chunks[*b])
                    && self.chunks[*b].gender.is_none();
                self.fits(chunk, *b) && self.proper(*b) && !self.named(antecedent) && !man
            })
        {
            return (Subject::Phrase(antecedent), two(bare));
        }
        // `العملية التي نفذتها`: the pronoun is that of the noun described, which is no subject then.
        if antecedent.is_some()
            && self.words[chunk.head].has_pronoun()
            && !bare.first().is_some_and(|b| self.fits(chunk, *b))
        {
            return (Subject::Dropped, two(bare));
        }
        // `والتقى نظيره`: the pronoun of the counterpart is the subject's, so it is the object.
        let counterpart = |phrase: usize| {
            let phrase = &self.chunks[phrase];
            self.words[phrase.start].has_pronoun() && self.named_person(phrase)
        };
        // `واتهم حماس`: so is the only phrase after a verb that cannot do without an object.
        let transitive = self.words[chunk.head].cues.has(Cue::Transitive);
        let object = |phrase: usize| {
            counterpart(phrase) || (transitive && self.named(phrase) && !self.nominative(phrase))
        };
        // `حيث التقى نظيره`
        let begins = || {
            let start = opening.is_some_and(|edge| {
                edge + 1 == verb && self.chunks[edge].kind == Kind::Edge(Edge::ClauseStart)
            });
            start && counterpart(bare[0]) && self.office(bare[0]) && !resumed
        };
        if bare.len() == 1 && (chunk.conjoined && object(bare[0]) || begins()) {
            return (Subject::Dropped, two(bare));
        }
        // `حضر الاجتماع وزير الخارجية`: the event is what a verb that carries it is about.
        let cues = self.words[chunk.head].cues;
        if let [event, agent, ..] = bare
            && cues.has(Cue::Light)
            && !cues.has(Cue::LightSubject)
            && self.words[self.chunks[*event].head].event_noun
            && !self.named(*event)
            && self.named(*agent)
            && self.fits(chunk, *agent)
        {
            return (Subject::Phrase(*agent), [*event].into_iter().collect());
        }
        match bare.split_first() {
            Some((first, rest)) if self.fits(chunk, *first) => (Subject::Phrase(*first), two(rest)),
            _ => (Subject::Dropped, two(bare)),
        }
    }

    /// `والتقى الرجلان`: a dual or plural whose ending is that of a subject.
    fn nominative(&self, phrase: usize) -> bool {
        let several = matches!(
            self.chunks[phrase].number,
            Some(Number::Dual | Number::Plural)
        );
        let head = &self.words[self.chunks[phrase].head];
        several && head.common_noun && (head.ends_with("ان") || head.ends_with("ون"))
    }

    fn acted_on(&self, verb: usize) -> bool {
        self.words[self.chunks[verb].head].has_pronoun()
    }

    /// `أسرى يحتجزهم التحالف`: the phrase before the verb is what its pronoun means, where somebody who
    /// can be its subject follows.
    fn resumes(&self, verb: usize, bare: &[usize]) -> bool {
        let chunk = &self.chunks[verb];
        let phrase = |index: &usize| self.chunks[*index].kind == Kind::Phrase;
        let follows = bare.first().copied();
        self.words[chunk.head].has_pronoun()
            && follows.is_some()
            && follows == (verb + 1..self.chunks.len()).find(phrase)
            && follows.is_some_and(|first| self.fits(chunk, first) && self.proper(first))
    }

    fn fits(&self, verb: &Chunk, phrase: usize) -> bool {
        agrees_after(verb, &self.chunks[phrase])
            && !self.counts_men(verb, phrase)
            && !self.is_accusative(phrase)
    }

    /// `ألقى كلمة متهما إسرائيل`: an indefinite accusative is no subject.
    fn is_accusative(&self, phrase: usize) -> bool {
        let chunk = &self.chunks[phrase];
        let head = &self.words[chunk.head];
        let comma = phrase
            .checked_sub(1)
            .map(|before| &self.chunks[before].kind);
        let apart = comma == Some(&Kind::Edge(Edge::Comma));
        let dual = head.features.number == Some(Number::Dual);
        // `وناشد المسلحين`: nor is a sound plural that does not end in ون.
        let oblique = head.features.number == Some(Number::Plural)
            && head.sound_plural
            && head.ends_with("ين");
        if oblique && !head.has_pronoun() {
            return true;
        }
        !self.proper(phrase) && head.accusative && !head.has_pronoun() && (apart || !dual)
    }

    /// `وبرأت 47 متهما`, `تعتقل 4 آلاف عنصر`: counted men are no subject of a feminine verb.
    fn counts_men(&self, verb: &Chunk, phrase: usize) -> bool {
        let number = self.chunks[phrase].head;
        let people = |word: &Word| {
            let named = word.entity.map(|e| self.entities[e as usize].kind);
            word.cues.has(Cue::Person) || named == Some(EntityType::Norp)
        };
        // `4 آلاف`
        const NUMBER: usize = 3;
        let mut rest = self.words[number + 1..].iter().take(NUMBER);
        let numeral = |word: &Word| word.kind == WordKind::Number || word.cues.has(Cue::Quantity);
        let counted = rest.find(|word| !numeral(word));
        let counted = counted.filter(|word| {
            let men = word.features.gender == Some(Gender::Masculine) && word.preposition.is_none();
            matches!(word.kind, WordKind::Noun | WordKind::Adjective) && men && people(word)
        });
        verb.gender == Some(Gender::Feminine)
            && self.words[number].kind == WordKind::Number
            && counted.is_some()
    }

    fn named_person(&self, phrase: &Chunk) -> bool {
        phrase.entity.is_some() && phrase.human
    }

    fn office(&self, phrase: usize) -> bool {
        let entity = self.chunks[phrase].entity;
        entity.is_some_and(|e| self.entities[e as usize].kind == EntityType::Occ)
    }

    /// Whether a mention other than a nominal covers the phrase.
    fn proper(&self, phrase: usize) -> bool {
        let kind = self.chunks[phrase]
            .entity
            .map(|e| self.entities[e as usize].kind);
        kind.is_some_and(|kind| kind != EntityType::Nom)
    }

    fn named(&self, phrase: usize) -> bool {
        self.chunks[phrase].entity.is_some()
    }
}
