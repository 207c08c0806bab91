//! Who a noun phrase stands for: members of a coordination, the best name of each, pronouns.

use crate::chunks::{Chunk, Kind, Link};
use crate::word::Word;
use rasd_core::{EntityMention, EntityType, Gender, Number, Refs};
use smallvec::SmallVec;

/// A participant as found at some place of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Party {
    /// Entity mention in the sentence at hand, if there is one.
    pub entity: Option<u32>,
    /// Phrase without an entity mention, by chunk.
    pub phrase: Option<usize>,
    /// The phrase in the sentence at hand, with or without mention.
    pub chunk: Option<usize>,
    pub refs: Refs,
    pub number: Option<Number>,
    pub gender: Option<Gender>,
    pub human: bool,
}

impl Party {
    /// Somebody who is named inside a phrase without being its head (`الغارات الإسرائيلية`, `المتحدث باسم الجيش`).
    pub fn named(entity: u32, mention: &EntityMention) -> Party {
        Party {
            entity: Some(entity),
            phrase: None,
            chunk: None,
            refs: mention.refs.clone(),
            number: Some(mention.number),
            gender: mention.gender,
            human: true,
        }
    }

    /// Whether a pronoun or verb with these features can mean it.
    pub fn agrees(&self, number: Option<Number>, gender: Option<Gender>) -> bool {
        let gender_fits = match (gender, self.gender) {
            (Some(a), Some(b)) => a == b || self.number == Some(Number::Plural),
            _ => true,
        };
        let number_fits = match number {
            // `القوات ... بدأت`: groups take the feminine singular, never the masculine.
            Some(Number::Singular) => match self.number {
                Some(Number::Dual) => false,
                Some(Number::Plural) => gender != Some(Gender::Masculine),
                _ => self.refs.len() <= 1,
            },
            Some(Number::Dual) => self.number == Some(Number::Dual) || self.refs.len() == 2,
            Some(Number::Plural) => self.number == Some(Number::Plural) || self.refs.len() > 1,
            None => true,
        };
        gender_fits && number_fits
    }
}

/// The participants of one phrase: mostly one, which takes no allocation.
pub(crate) type Parties = SmallVec<[Party; 1]>;

/// Members of a coordination beyond this number are left out: every trigger of a clause may take
/// the whole group, and a list of ten thousand names is no list of participants.
const MOST_MEMBERS: usize = 100;

/// Coordination and apposition of a sentence, ready for look-up.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// Heads of coordinations with their further members, by head.
    members: Vec<(usize, usize)>,
    /// Phrases with their other names, by phrase.
    appositions: Vec<(usize, usize)>,
    /// Genitive of each phrase.
    genitives: Vec<Option<usize>>,
}

impl Groups {
    pub fn new(chunks: &[Chunk]) -> Self {
        let mut groups = Groups {
            members: Vec::new(),
            appositions: Vec::new(),
            genitives: vec![None; chunks.len()],
        };
        for (index, chunk) in chunks.iter().enumerate() {
            match chunk.link {
                Link::Coordinate(head) => groups.members.push((head, index)),
                Link::Apposition(head) => groups.appositions.push((head, index)),
                Link::Genitive(head) => groups.genitives[head] = Some(index),
                Link::None => {}
            }
        }
        groups.members.sort_by_key(|(head, _)| *head);
        groups.appositions.sort_by_key(|(head, _)| *head);
        groups
    }

    /// The genitive of a phrase.
    pub fn genitive(&self, chunk: usize) -> Option<usize> {
        self.genitives[chunk]
    }

    /// The further members of a coordination.
    fn members(&self, head: usize) -> impl ExactSizeIterator<Item = usize> + '_ {
        of(&self.members, head).take(MOST_MEMBERS)
    }

    /// The phrase and its further members.
    pub fn coordination(&self, chunk: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(chunk).chain(self.members(chunk))
    }

    /// Number of members of the coordination.
    pub fn size(&self, chunk: usize) -> usize {
        1 + self.members(chunk).len()
    }

    /// The last chunk of a phrase with its genitives and appositions (not its coordination).
    pub fn chain_end(&self, chunk: usize) -> usize {
        let mut end = chunk;
        let mut at = chunk;
        while let Some(next) = self.genitives[at] {
            at = next;
            end = end.max(at);
        }
        of(&self.appositions, at).fold(end, usize::max)
    }

    /// The chunk that names the phrase best: name, else title, else nominal.
    ///
    /// A name in apposition comes before the kind word it explains (`العاصمة بغداد`).
    pub fn best_name(&self, chunk: usize, chunks: &[Chunk], entities: &[EntityMention]) -> usize {
        let rank = |index: usize| match chunks[index].entity.map(|e| entities[e as usize].kind) {
            Some(EntityType::Per) => 0,
            Some(EntityType::Org | EntityType::Gpe) => 1,
            Some(EntityType::Loc | EntityType::Fac | EntityType::Norp) => 2,
            Some(EntityType::Occ) => 3,
            Some(EntityType::Nom) => 4,
            None => 5,
        };
        of(&self.appositions, chunk)
            .chain(std::iter::once(chunk))
            // `منظمة البلدان المصدرة للبترول (أوبك)`: what brackets add names it no better.
            .min_by_key(|index| (rank(*index), chunks[*index].bracketed))
            .unwrap_or(chunk)
    }

    /// The participants that a phrase stands for, in text order.
    pub fn parties(
        &self,
        chunk: usize,
        chunks: &[Chunk],
        words: &[Word],
        entities: &[EntityMention],
    ) -> Parties {
        self.coordination(chunk)
            .map(|member| self.party(member, chunks, words, entities))
            .collect()
    }

    /// The participant that one phrase stands for.
    pub fn party(
        &self,
        chunk: usize,
        chunks: &[Chunk],
        words: &[Word],
        entities: &[EntityMention],
    ) -> Party {
        let best = self.best_name(chunk, chunks, entities);
        let head = &chunks[chunk];
        match chunks[best].entity {
            Some(entity) => {
                let mention = &entities[entity as usize];
                // A title agrees where the name's sex is not known.
                let unknown = (mention.kind == EntityType::Per).then_some(Gender::Masculine);
                let gender = mention.gender.or(head.gender).or(unknown);
                let mut refs = mention.refs.clone();
                if refs.is_empty() {
                    refs.extend(
                        head.entity
                            .iter()
                            .flat_map(|e| entities[*e as usize].refs.iter().copied()),
                    );
                }
                Party {
                    entity: Some(entity),
                    phrase: None,
                    chunk: Some(best),
                    refs,
                    number: chunks[best].number.or(Some(mention.number)),
                    gender,
                    human: mention.human,
                }
            }
            None => Party {
                entity: None,
                phrase: (head.kind == Kind::Phrase).then_some(chunk),
                chunk: Some(chunk),
                refs: Refs::new(),
                number: words[head.head].features.number,
                gender: words[head.head].features.gender,
                human: head.human,
            },
        }
    }
}

/// What hangs on a phrase, among pairs in the order of their phrases.
fn of(pairs: &[(usize, usize)], head: usize) -> impl ExactSizeIterator<Item = usize> + '_ {
    let first = pairs.partition_point(|(other, _)| *other < head);
    let count = pairs[first..].partition_point(|(other, _)| *other == head);
    pairs[first..first + count].iter().map(|(_, index)| *index)
}
