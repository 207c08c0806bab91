//! What stands in the grammatical positions around a trigger.

use crate::chunks::Link;
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::frame::Position;
use crate::grammar::Grammar;
use crate::parties::{Parties, Party};
use crate::rules::Form;
use crate::scene::{Memory, Scene};
use crate::topics::Topics;
use rasd_core::{EntityMention, EntityType, Number, RefId, Registry, TimeMention, TokenLayer};
use rasd_tokenizer::{Tokenizer, fold_loose};
use std::sync::Arc;

/// A position with what fills it.
#[derive(Debug, Clone)]
pub(crate) struct Filler {
    pub position: Position,
    pub parties: Parties,
    /// Head chunk, for conditions on words.
    pub chunk: Option<usize>,
    /// Found by inference: counts only for roles that nothing else fills.
    pub weak: bool,
}

/// A position and the head chunk of what fills it.
pub(crate) type At<'a> = (&'a Position, Option<usize>);

impl Filler {
    /// Where it stands.
    pub fn at(&self) -> At<'_> {
        (&self.position, self.chunk)
    }
}

/// A trigger word in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub word: usize,
    pub chunk: usize,
    pub form: Form,
}

/// How a noun is carried by a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Carrier {
    /// Chunk of the verb.
    pub verb: usize,
    /// Its class.
    pub cue: Cue,
    /// Whether the verb stands in a relative clause after the noun.
    pub relative: bool,
}

/// Gathers fillers.
pub(crate) struct Gatherer<'a> {
    pub scene: &'a Scene,
    pub entities: &'a [EntityMention],
    pub times: &'a [TimeMention],
    pub layer: &'a TokenLayer,
    pub tokenizer: &'a Tokenizer,
    pub registry: &'a Registry,
    pub memory: &'a Memory,
    pub grammar: &'a Grammar,
    /// What the document is about.
    pub topics: &'a Topics,
}

/// Noun-to-noun steps followed upwards from a trigger.
pub(crate) const STEPS: usize = 4;
/// Chunks looked at to either side: keeps the work linear in sentences without an end.
pub(crate) const REACH: usize = 80;

impl Gatherer<'_> {
    /// The written form of a word, loosely folded.
    pub fn whole(&self, word: usize) -> String {
        fold_loose(self.layer.folded(self.scene.words[word].token))
    }

    /// The lemma of a word, loosely folded; its form where the lexicon has none.
    pub fn lemma(&self, word: usize) -> String {
        let (at, layer) = (&self.scene.words[word], self.layer);
        let reading = layer.readings(at.token).get(at.reading as usize);
        let stem = reading.and_then(|r| r.stem_segment());
        match stem {
            Some(stem) => fold_loose(self.tokenizer.lemma_of(layer, stem)),
            None => self.whole(word),
        }
    }

    /// All fillers of a trigger.
    pub fn gather(&self, trigger: Trigger) -> Vec<Filler> {
        let mut fillers = Vec::new();
        match trigger.form {
            Form::Verb => self.verb(trigger.chunk, &mut fillers),
            Form::Noun => self.noun(trigger, &mut fillers),
            Form::Participle => self.participle(trigger, &mut fillers),
        }
        self.content(trigger, &mut fillers);
        fillers
    }

    pub(crate) fn parties(&self, chunk: usize) -> Parties {
        self.scene.parties(chunk, self.entities)
    }

    pub(crate) fn push(&self, fillers: &mut Vec<Filler>, position: Position, chunk: usize) {
        fillers.push(Filler {
            position: position.clone(),
            parties: self.parties(chunk),
            chunk: Some(chunk),
            weak: false,
        });
        let acted_on = match &position {
            Position::Object | Position::Genitive | Position::PassiveSubject => true,
            Position::With(name) => &**name == "على",
            _ => false,
        };
        self.passed_on(fillers, chunk);
        if let Some(parties) = self.holder(chunk).filter(|_| acted_on) {
            fillers.push(Filler {
                position: Position::Owner,
                parties,
                chunk: None,
                weak: true,
            });
        }
        if let Some(parties) = self.owner(chunk) {
            fillers.push(Filler {
                position,
                parties,
                chunk: None,
                weak: true,
            });
        }
    }

    fn verb(&self, verb: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let Some(clause) = scene.clauses.get(verb) else {
            return;
        };
        let subject = if clause.passive {
            Position::PassiveSubject
        } else {
            Position::Subject
        };
        let phrase = match clause.subject {
            Subject::Phrase(phrase) => Some(phrase),
            Subject::Dropped => None,
        };
        // `اعتقل المعارض وأفرج عنه`
        let gone_on = || {
            let earlier = scene.continued_passive(verb);
            let earlier = earlier.or_else(|| self.continued_alone(verb))?;
            let clause = scene.clauses.get(earlier)?;
            match clause.subject {
                Subject::Phrase(topic) => Some(topic),
                Subject::Dropped => None,
            }
        };
        let topic = phrase.or_else(gone_on);
        let resumed = topic.and_then(|topic| self.resumed_by(verb, topic));
        if let Some(complement) = resumed {
            let name = scene.chunks[complement].preposition.clone();
            fillers.extend(name.map(|name| Filler {
                position: Position::With(name),
                parties: scene.subjects[verb].clone(),
                chunk: phrase,
                weak: false,
            }));
        } else if !scene.subjects[verb].is_empty() {
            fillers.push(Filler {
                position: subject,
                parties: scene.subjects[verb].clone(),
                chunk: phrase,
                weak: false,
            });
            // `أطلق سراح الصحفي`
            let passive = clause.passive || clause.maybe_passive;
            if let Some(phrase) = phrase.filter(|_| passive) {
                self.passed_on(fillers, phrase);
            }
        }
        // `دعا بيان للحركة إلى الهدوء`
        let author = phrase.and_then(|phrase| self.owner(phrase));
        if let Some(parties) = author.filter(|_| !clause.passive) {
            fillers.push(Filler {
                position: Position::Subject,
                parties,
                chunk: None,
                weak: true,
            });
        }
        // A pronoun of the verb is its first object (`منحه المجلس جائزة`).
        let pronoun = scene.words[scene.chunks[verb].head].has_pronoun();
        let positions = [Position::Object, Position::SecondObject];
        let rest = positions.into_iter().skip(usize::from(pronoun));
        for (object, position) in clause.objects.iter().zip(rest) {
            self.push(fillers, position, *object);
        }
        if pronoun {
            self.object_pronoun(verb, fillers);
        }
        let agents = !scene.subjects[verb].is_empty() && !clause.passive;
        for complement in &clause.complements {
            let own = *complement > verb || self.free_before(*complement);
            // `اتفقا على تطوير العلاقات بين البلدين`: between whom is said of the relations; by whom, of the
            // object (`رفضت المحكمة مناشدة من جانب المتهم`).
            let of_object = match scene.chunks[*complement].preposition.as_deref() {
                Some("بين") => {
                    let after = *complement > verb && !scene.chunks[*complement].pronoun;
                    agents && (!after || self.parted(verb, *complement))
                }
                Some("agent") => agents && !clause.objects.is_empty(),
                _ => false,
            };
            if Some(*complement) != resumed && own && !of_object && !self.hangs(*complement, verb) {
                self.complement(*complement, fillers);
            }
        }
    }

    /// Whether something else that a verb governs stands before its complement (`توسط الوزير بين الطرفين`).
    fn parted(&self, verb: usize, complement: usize) -> bool {
        let clause = self.scene.clauses.get(verb);
        clause.is_some_and(|clause| {
            let mut own = clause.objects.iter().chain(&clause.complements);
            own.any(|other| (verb + 1..complement).contains(other))
        })
    }

    fn object_pronoun(&self, verb: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let clause = scene.clauses.get(verb);
        let antecedent = clause.and_then(|c| c.antecedent);
        let subject_is_antecedent =
            clause.is_some_and(|c| antecedent.is_some_and(|a| c.subject == Subject::Phrase(a)));
        if let (Some(antecedent), false) = (antecedent, subject_is_antecedent) {
            self.push(fillers, Position::Object, antecedent);
            return;
        }
        if let Some(parties) = self.pronoun(scene.chunks[verb].head, &scene.subjects[verb]) {
            fillers.push(Filler {
                position: Position::Object,
                parties,
                chunk: None,
                weak: false,
            });
        }
    }

    /// Whether a filler stands in the position that a frame asks for: a word of a preposition is asked for as it is
    /// written.
    pub(crate) fn stands_in(&self, filler: At<'_>, wanted: &Position) -> bool {
        let (position, chunk) = filler;
        match wanted {
            Position::Worded { of, word } => {
                *position == **of && chunk.and_then(|chunk| self.wording(chunk)) == Some(word)
            }
            Position::With(name) => match position {
                Position::With(own) => own == name || self.grammar.like(own) == Some(name),
                _ => false,
            },
            wanted => position == wanted,
        }
    }

    /// The word or phrase that a phrase has as its preposition, as the rules write it.
    fn wording(&self, chunk: usize) -> Option<&Arc<str>> {
        /// Words of the longest prepositions, and one that stands between.
        const REACH: usize = 6;
        let chunk = &self.scene.chunks[self.root(chunk)];
        let before = chunk.start.saturating_sub(REACH)..=chunk.start;
        let mut words = before.rev().map(|at| &self.scene.words[at]);
        words
            .find(|word| word.preposition.is_some() && word.preposition == chunk.preposition)?
            .wording
            .as_ref()
    }

    /// A phrase with its preposition.
    pub(crate) fn complement(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        self.complement_of(chunk, None, fillers);
    }

    /// A phrase with its preposition; a pronoun does not stand for the `agent` of the noun it belongs to.
    pub(crate) fn complement_of(
        &self,
        chunk: usize,
        agent: Option<&[Party]>,
        fillers: &mut Vec<Filler>,
    ) {
        let scene = self.scene;
        let Some(preposition) = scene.chunks[chunk].preposition.clone() else {
            return;
        };
        let position = Position::complement(preposition);
        if scene.chunks[chunk].pronoun {
            let verb = scene.chunks[chunk].verb;
            let own = verb.map_or(&[][..], |verb| &scene.subjects[verb]);
            // `نفت إيران اتهام واشنطن لها`
            let own = agent.unwrap_or(own);
            // `الحصار الذي تفرضه عليها مصر`: the verb's own pronoun is that of the noun described.
            let described = verb
                .filter(|verb| !scene.head(*verb).has_pronoun())
                .and_then(|verb| scene.clauses.get(verb))
                .and_then(|clause| {
                    clause
                        .antecedent
                        .filter(|noun| clause.subject != Subject::Phrase(*noun))
                });
            let parties = match described {
                Some(noun) => Some(self.parties(noun)),
                None => self
                    .beside_subject(chunk, own)
                    .or_else(|| self.pronoun(scene.chunks[chunk].head, own)),
            };
            if let Some(parties) = parties {
                fillers.push(Filler {
                    position,
                    parties,
                    chunk: Some(chunk),
                    weak: false,
                });
            }
            return;
        }
        if !matches!(scene.chunks[chunk].link, Link::Coordinate(_)) {
            self.push(fillers, position, chunk);
        }
    }

    fn noun(&self, trigger: Trigger, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let chunk = trigger.chunk;
        self.nisbas(chunk, fillers);
        let mut owned = false;
        if let Some(genitive) = scene.groups.genitive(chunk) {
            self.push(fillers, Position::Genitive, genitive);
            owned = true;
        }
        let carrier = self.carrier(chunk);
        if scene.words[trigger.word].has_pronoun() {
            let parties = self
                .resumes(trigger, carrier)
                .or_else(|| self.acted_on(chunk))
                .or_else(|| self.shared_owner(trigger.word))
                .or_else(|| self.pronoun(trigger.word, &[]));
            if let Some(parties) = parties {
                fillers.push(Filler {
                    position: Position::Genitive,
                    parties,
                    chunk: None,
                    weak: false,
                });
            }
            owned = true;
        }
        self.right_of_noun(chunk, owned, carrier, fillers);
        if let Some(carrier) = carrier {
            self.carried(chunk, carrier, fillers);
            // `تعرض الجيش لهجوم نفذه مسلحون`: who did it stands in a clause of its own.
            let own = self.relative_carrier(chunk).filter(|own| {
                let verb = &scene.words[scene.chunks[own.verb].head];
                // `جرت مكالمة جمعت الرئيسين`
                let light = |carrier: Carrier| carrier.cue == Cue::LightSubject;
                let joined = scene.chunks[own.verb].conjoined;
                let told = verb.has_pronoun() || (light(*own) && light(carrier) && !joined);
                !carrier.relative && own.verb != carrier.verb && told
            });
            if let Some(own) = own {
                self.carried(chunk, own, fillers);
            }
        }
        self.nominal_carrier(chunk, fillers);
        let here = &scene.chunks[chunk];
        let state = matches!(here.preposition.as_deref(), Some("على" | "في"));
        let befallen = fillers.len();
        self.casualties(chunk, fillers);
        if state && here.verb.is_none() && fillers.len() == befallen {
            self.in_state(chunk, fillers);
        }
        self.shared_genitive(chunk, owned, fillers);
        if let Some(doer) = self.doer(trigger) {
            self.push(fillers, Position::Subject, doer);
        }
        self.sent(chunk, fillers);
        self.controlled(chunk, fillers);
        self.answered(chunk, fillers);
    }

    /// `إنها على تواصل مع مسقط`, `البلدان في حرب`: who is in a state told without a verb.
    fn in_state(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let topic = || {
            let before = chunk.checked_sub(1)?;
            let named = scene.chunks[before].entity.is_some();
            (named && scene.chunks[before].bare()).then(|| self.parties(before))
        };
        fillers.push(Filler {
            position: Position::Subject,
            parties: self.predicated(chunk).or_else(topic).unwrap_or_default(),
            chunk: None,
            weak: true,
        });
    }

    /// `زميلتهم التي تم إيقافها`, `لقي رجلان مصرعهما`: the pronoun is that of the noun which the carrying
    /// verb's clause describes, or of whom its act befalls.
    fn resumes(&self, trigger: Trigger, carrier: Option<Carrier>) -> Option<Parties> {
        let scene = self.scene;
        let carrier = carrier?;
        let clause = scene.clauses.get(carrier.verb)?;
        let features = self.scene.words[trigger.word].pronoun?;
        let parties = match clause.antecedent {
            Some(noun) if carrier.cue == Cue::LightSubject && !carrier.relative => {
                self.parties(noun)
            }
            _ if carrier.cue == Cue::LightUndergo => scene.subjects[carrier.verb].clone(),
            _ => return None,
        };
        let agrees = match parties.as_slice() {
            [] => false,
            [one] => one.agrees(features.number, features.gender),
            _ => features.number != Some(Number::Singular),
        };
        agrees.then_some(parties)
    }

    /// `هنأ نظيره بفوزه`: after ب the pronoun is that of the person the verb acts on.
    fn acted_on(&self, chunk: usize) -> Option<Parties> {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let verb = here
            .verb
            .filter(|_| here.preposition.as_deref() == Some("ب"))?;
        let clause = scene.clauses.get(verb)?;
        let object = *clause.objects.first().filter(|object| **object < chunk)?;
        let person = scene.chunks[object].human && scene.chunks[object].entity.is_some();
        person.then(|| self.parties(object))
    }

    /// Whether a mention names a town or province rather than a state.
    pub(crate) fn is_town(&self, entity: u32) -> bool {
        let mention = &self.entities[entity as usize];
        let state = |id: &RefId| {
            let entry = self.registry.get(*id);
            entry.country.as_deref() == Some(&*entry.id)
        };
        mention.kind == EntityType::Gpe
            && !mention.refs.is_empty()
            && !mention.refs.iter().any(state)
    }
}
