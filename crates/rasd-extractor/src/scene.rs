//! A sentence analysed: words, chunks, clauses, and who the subjects of its verbs are.

use crate::chunks::{Chunk, Chunker, Edge, Kind, Link};
use crate::clauses::{Clauses, Subject};
use crate::cue::Cue;
use crate::parties::{Groups, Parties};
use crate::vocabulary::{Present, Vocabulary};
use crate::word::{Word, WordKind};
use rasd_core::{EntityMention, EntityType, Gender, Number, Person, TokenLayer, Voice};

/// Participants that a later pronoun or verb can mean.
#[derive(Debug, Clone)]
pub(crate) struct Referent {
    pub parties: Parties,
    /// Chunk in the sentence at hand; `None` if it is of an earlier sentence.
    pub chunk: Option<usize>,
    /// Whether it is the subject of a relative clause.
    pub embedded: bool,
    /// Whether it is the subject of what somebody says.
    pub told: bool,
}

impl Referent {
    /// Whether a pronoun or verb with these features can mean them.
    pub fn agrees(&self, number: Option<Number>, gender: Option<Gender>) -> bool {
        match (self.parties.as_slice(), number) {
            ([one], _) => one.agrees(number, gender),
            (_, Some(Number::Singular)) => false,
            (two, Some(Number::Dual)) => two.len() == 2,
            _ => true,
        }
    }
}

/// What is remembered from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Subjects of earlier sentences, the latest last.
    recent: Vec<Referent>,
    /// The person or title that the latest sentence to name one names last.
    named: Option<Referent>,
    /// The last two who did something together.
    pair: Option<Referent>,
    /// Subject of the last verb of saying.
    pub(crate) speaker: Option<Referent>,
}

/// Chunks looked back at for the verb whose subject another continues.
pub(crate) const CONTINUED: usize = 40;

/// Verbs whose subject speaks.
pub(crate) const SPEAKS: [Cue; 6] = [
    Cue::Say,
    Cue::Announce,
    Cue::Wish,
    Cue::Blame,
    Cue::Deny,
    Cue::Answer,
];

/// How far back subjects are remembered.
const MEMORY: usize = 8;

impl Memory {
    /// Takes over what a finished sentence leaves behind.
    pub fn keep(&mut self, scene: Scene) {
        let named = scene.last_named.clone();
        let forget = |mut referent: Referent| {
            referent.chunk = None;
            for party in &mut referent.parties {
                party.entity = None;
                party.phrase = None;
                party.chunk = None;
            }
            referent.parties.retain(|party| !party.refs.is_empty());
            referent
        };
        if let Some(pair) = scene.pairs.last() {
            self.pair = Some(forget(pair.clone()));
        }
        let referents = scene.referents.into_iter().map(forget);
        self.recent
            .extend(referents.filter(|r| !r.parties.is_empty()));
        let surplus = self.recent.len().saturating_sub(MEMORY);
        self.recent.drain(..surplus);
        if let Some(named) = named {
            self.named = Some(forget(named));
        }
        if let Some(speaker) = scene.speaker {
            self.speaker = Some(forget(speaker));
        }
    }
}

/// A sentence analysed.
pub(crate) struct Scene {
    pub words: Vec<Word>,
    /// The words of rules among them.
    pub present: Present,
    pub chunks: Vec<Chunk>,
    pub groups: Groups,
    pub clauses: Clauses,
    /// Chunk of each word.
    pub chunk_of: Vec<Option<usize>>,
    /// Participants that are subject of each verb, by chunk.
    pub subjects: Vec<Parties>,
    /// Subjects of its verbs, in text order.
    pub(crate) referents: Vec<Referent>,
    /// Those who do something together, one as subject and one as object.
    pairs: Vec<Referent>,
    /// Last person named.
    last_named: Option<Referent>,
    /// Last subject that no mention names.
    unnamed: Option<Referent>,
    /// Subject of its last verb of saying.
    pub(crate) speaker: Option<Referent>,
}

impl Scene {
    /// Analyses the words of a sentence.
    pub fn new(
        words: Vec<Word>,
        entities: &[EntityMention],
        layer: &TokenLayer,
        text: &str,
        memory: &Memory,
        vocabulary: &Vocabulary,
    ) -> Scene {
        let mut chunks =
            Chunker::new(&words, entities).run(|word| layer.tokens[word.token].span.text(text));
        let groups = Groups::new(&chunks);
        let clauses = Clauses::new(&chunks, &words, &groups, entities);
        clauses.govern(&mut chunks);
        let mut chunk_of = vec![None; words.len()];
        for (index, chunk) in chunks.iter().enumerate() {
            for word in &mut chunk_of[chunk.start..chunk.end] {
                *word = Some(index);
            }
        }
        let mut present = Present::new(vocabulary);
        for word in &words {
            for number in [
                word.lemma_word,
                word.verb_word,
                word.form,
                word.plain,
                word.whole,
                word.bare(),
            ] {
                present.add(number);
            }
        }
        let mut scene = Scene {
            present,
            subjects: chunks.iter().map(|_| Parties::new()).collect(),
            words,
            chunks,
            groups,
            clauses,
            chunk_of,
            referents: Vec::new(),
            pairs: Vec::new(),
            last_named: None,
            unnamed: None,
            speaker: None,
        };
        scene.find_subjects(entities, memory);
        scene.last_named = scene.last_person(entities);
        scene
    }

    /// The last person that the sentence names, whatever he is to its verbs.
    fn last_person(&self, entities: &[EntityMention]) -> Option<Referent> {
        let person = |chunk: &Chunk| {
            let kind = chunk.entity.map(|e| entities[e as usize].kind);
            let head = !matches!(chunk.link, Link::Apposition(_) | Link::Coordinate(_));
            matches!(kind, Some(EntityType::Per | EntityType::Occ)) && head
        };
        let chunk = self.chunks.iter().rposition(person)?;
        Some(Referent {
            parties: self.parties(chunk, entities),
            chunk: Some(chunk),
            embedded: false,
            told: false,
        })
    }

    /// `ظريف: نقف مع تركيا`: who is named before the colon of a headline speaks.
    fn announced(&self, entities: &[EntityMention]) -> Option<Referent> {
        const NEAR: usize = 5;
        let colon = |chunk: &Chunk| chunk.kind == Kind::Edge(Edge::Colon);
        let end = self.chunks.iter().take(NEAR).position(colon)?;
        let named = |chunk: &Chunk| {
            let kind = chunk.entity.map(|e| entities[e as usize].kind);
            matches!(
                kind,
                Some(EntityType::Per | EntityType::Occ | EntityType::Org)
            )
        };
        let first = self.chunks[..end].first().filter(|first| named(first))?;
        let phrases = self.chunks[..end].iter().all(|c| c.kind == Kind::Phrase);
        (phrases && first.bare()).then(|| Referent {
            parties: self.parties(0, entities),
            chunk: Some(0),
            embedded: false,
            told: false,
        })
    }

    /// `بريطانيا: طردت 23 روسيا`: who is named before the colon, where right after it a verb in the past agrees.
    fn before_colon(&self, verb: usize, entities: &[EntityMention]) -> Option<Referent> {
        let [name, colon, ..] = self.chunks.as_slice() else {
            return None;
        };
        let chunk = &self.chunks[verb];
        let kind = name.entity.map(|e| entities[e as usize].kind);
        let named = matches!(kind, Some(EntityType::Gpe | EntityType::Org));
        let past = chunk.gender.is_some() && !self.words[chunk.head].has_pronoun();
        let opens = verb == 2 && colon.kind == Kind::Edge(Edge::Colon) && name.bare();
        let found = (opens && named && past).then(|| Referent {
            parties: self.parties(0, entities),
            chunk: Some(0),
            embedded: false,
            told: false,
        });
        found.filter(|found| found.agrees(chunk.number, chunk.gender))
    }

    fn find_subjects(&mut self, entities: &[EntityMention], memory: &Memory) {
        let announced = self.announced(entities);
        self.speaker = announced.or_else(|| self.said_after(entities));
        for index in 0..self.chunks.len() {
            let Some(clause) = self.clauses.get(index) else {
                continue;
            };
            let says = self.words[self.chunks[index].head].cues.has(Cue::Say);
            let opening = clause.opening.map(|edge| &self.chunks[edge].kind);
            let relative = opening == Some(&Kind::Edge(Edge::Relative));
            // `اعتصاما نفذه نحو 150 شخصا`: so it is without a relative pronoun.
            let embedded = relative || clause.describes;
            let told = opening == Some(&Kind::Edge(Edge::Complementizer));
            let referent = match clause.subject {
                Subject::Phrase(phrase) => Some(Referent {
                    parties: self.parties(phrase, entities),
                    chunk: Some(phrase),
                    embedded,
                    told,
                }),
                Subject::Dropped => self.dropped(index, says, entities, memory),
            };
            let Some(mut referent) = referent else {
                continue;
            };
            // `قالت ميركل`: the verb tells the sex of a person.
            let gender = self.chunks[index].gender;
            if let ([one], Some(_)) = (referent.parties.as_mut_slice(), gender)
                && one.human
                && one.number == Some(Number::Singular)
            {
                one.gender = gender;
            }
            self.subjects[index].clone_from(&referent.parties);
            let named = referent
                .parties
                .iter()
                .any(|p| !p.refs.is_empty() || p.entity.is_some());
            let pair = self.pair(index, &referent, entities);
            self.pairs.extend(pair);
            if named && says {
                self.speaker = Some(referent.clone());
            }
            if named {
                self.referents.push(referent);
            } else if referent.chunk.is_some() {
                self.unnamed = Some(referent);
            }
        }
    }

    fn dropped(
        &self,
        verb: usize,
        says: bool,
        entities: &[EntityMention],
        memory: &Memory,
    ) -> Option<Referent> {
        let chunk = &self.chunks[verb];
        let speaker = self.speaker.as_ref().or(memory.speaker.as_ref());
        if chunk.person == Some(Person::First) {
            return speaker.cloned();
        }
        let named = self.before_colon(verb, entities);
        if let Some(named) = named.or_else(|| self.given_to(verb, entities)) {
            return Some(named);
        }
        if says
            && let Some(speaker) = speaker
            && speaker.agrees(chunk.number, chunk.gender)
        {
            return Some(speaker.clone());
        }
        // `قال إن القرار الذي اتخذه الوزير صحيح، وانتقد خصومه`: after a comma the relative clause is over.
        let comma = |before: usize| self.chunks[before].kind == Kind::Edge(Edge::Comma);
        let opened = || {
            let edge = self.clauses.get(verb)?.opening?;
            let start = self.chunks[edge].kind == Kind::Edge(Edge::ClauseStart);
            (start && edge + 1 == verb).then_some(edge)
        };
        let begin = if chunk.conjoined {
            Some(verb)
        } else {
            opened()
        };
        let apart = begin.is_some_and(|at| at.checked_sub(1).is_some_and(comma));
        // `رأت روسيا أن لندن صعدت، وهددت بالرد`: who speaks goes on speaking.
        let speaks = self.words[chunk.head].cues.any(&SPEAKS);
        let main = || {
            let mut main = self.referents.iter().rev().filter(|r| !r.embedded);
            let fits = |r: &&Referent| self.fits(r, chunk.number, chunk.gender);
            let mut free = main.clone().filter(|r| speaks && !r.told);
            free.find(fits).or_else(|| main.find(fits))
        };
        let named = match apart.then(main).flatten() {
            Some(main) => Some(main.clone()),
            None => {
                let found = self.resolve(chunk.number, chunk.gender, Some(verb), memory);
                let here = found.as_ref().is_some_and(|r| r.chunk.is_some());
                let several = || self.people_before(verb, entities);
                (!here).then(several).flatten().or(found)
            }
        };
        // What has no name can be continued too (`أفرج الشمال عنهم ووجه دعوة`).
        let latest = named.as_ref().and_then(|referent| referent.chunk);
        let unnamed = self.unnamed.as_ref().filter(|referent| {
            chunk.conjoined
                && referent.chunk > latest
                && referent.agrees(chunk.number, chunk.gender)
        });
        unnamed.cloned().or(named)
    }

    /// The earlier verb whose subject a conjoined verb without its own continues, or one right after a word
    /// that opens a clause (`ثم قتلوه`).
    pub fn continued(&self, verb: usize) -> Option<usize> {
        let clause = self.clauses.get(verb)?;
        let opened = clause.opening.is_some_and(|edge| {
            edge + 1 == verb && self.chunks[edge].kind == Kind::Edge(Edge::ClauseStart)
        });
        let goes_on = self.chunks[verb].conjoined || opened;
        let dropped = clause.subject == Subject::Dropped;
        let subject = self.subjects[verb].first().filter(|_| goes_on && dropped)?;
        (verb.saturating_sub(CONTINUED)..verb)
            .rev()
            .filter(|index| self.clauses.get(*index).is_some())
            .find(|index| self.subjects[*index].first() == Some(subject))
    }

    /// `اعتقل الناشط وعذب`: the verb without object whose subject a conjoined one without object continues;
    /// both can be passive then.
    pub fn continued_passive(&self, verb: usize) -> Option<usize> {
        let clause = self.clauses.get(verb)?;
        let word = self.head(verb);
        let open = matches!(word.features.voice, None | Some(Voice::Ambiguous));
        // `قتل واعتقل العشرات`, `يعتقلون بعضهم`: the object follows a further verb, or is a mere quantity.
        let shared = self
            .chunks
            .get(verb + 1)
            .is_some_and(|next| match next.kind {
                Kind::Verb => next.conjoined,
                Kind::Phrase => next.preposition.is_none(),
                Kind::Other => true,
                _ => false,
            });
        if !open || shared || !clause.objects.is_empty() || word.has_pronoun() {
            return None;
        }
        let earlier = self.continued(verb)?;
        let before = self.clauses.get(earlier)?;
        // `يعتدون على المتظاهرين ويعتقلون`: who acts on others acts on.
        let mut complements = before.complements.iter();
        let alone = !complements.any(|index| *index < verb && self.chunks[*index].human);
        (before.passive || before.maybe_passive && alone).then_some(earlier)
    }

    /// Who a pronoun or dropped subject before chunk `limit` means.
    pub fn resolve(
        &self,
        number: Option<Number>,
        gender: Option<Gender>,
        limit: Option<usize>,
        memory: &Memory,
    ) -> Option<Referent> {
        let fits = |r: &&Referent| self.fits(r, number, gender);
        let here = |r: &&Referent| limit.is_none_or(|end| r.chunk.is_none_or(|chunk| chunk < end));
        let single = self.referents.iter().rev().filter(here).find(fits);
        // `التقى الوزير نظيره واتفقا`
        let dual = number == Some(Number::Dual);
        let pair = self.pairs.iter().rev().filter(here).find(|_| dual);
        let nearest = match (single, pair) {
            (Some(single), Some(pair)) if single.chunk > pair.chunk => Some(single),
            (single, None) => single,
            (_, pair) => pair,
        };
        let mut earlier = memory.recent.iter().rev().chain(&memory.named);
        let pair = memory.pair.as_ref().filter(|_| dual);
        nearest.or_else(|| earlier.find(fits)).or(pair).cloned()
    }

    /// The participants a phrase stands for.
    pub fn parties(&self, chunk: usize, entities: &[EntityMention]) -> Parties {
        self.groups
            .parties(chunk, &self.chunks, &self.words, entities)
    }

    /// Head word of a chunk.
    pub fn head(&self, chunk: usize) -> &Word {
        &self.words[self.chunks[chunk].head]
    }

    /// Whether a chunk ends the reach of an event word to its right.
    pub fn stops(&self, chunk: usize) -> bool {
        match self.chunks[chunk].kind {
            Kind::Verb => true,
            Kind::Edge(edge) => !matches!(edge, Edge::Comma | Edge::QuoteOpen | Edge::QuoteClose),
            _ => false,
        }
    }

    /// Whether the word can be read as a participle that describes a circumstance (`مؤكدا`).
    pub fn circumstance(&self, word: usize) -> bool {
        let word = &self.words[word];
        !word.definite()
            && !word.has_pronoun()
            && ["ا", "ين", "ه"].iter().any(|end| word.ends_with(end))
            && word.kind != WordKind::Verb
    }
}
