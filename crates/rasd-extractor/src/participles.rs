//! What stands around a participle (`مشيدا بموقفها`, `العراق المؤيد`).

use crate::chunks::{Edge, Kind};
use crate::fillers::{Filler, Gatherer, REACH, Trigger};
use crate::frame::Position;
use crate::parties::{Parties, Party};
use rasd_core::{Gender, Number, Person};
use smallvec::smallvec;

impl Gatherer<'_> {
    /// Fillers of a participle.
    pub(crate) fn participle(&self, trigger: Trigger, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let chunk = trigger.chunk;
        let head = scene.chunks[chunk].head;
        // `أنصار الرئيس المعزول`: one is no adjective of several people.
        let features = scene.words[trigger.word].features;
        let one =
            features.number == Some(Number::Singular) && features.gender == Some(Gender::Masculine);
        let several = scene.chunks[chunk].human
            && scene.head(chunk).features.number == Some(Number::Plural)
            && scene.head(chunk).features.gender == Some(Gender::Masculine);
        if head != trigger.word {
            // An adjective of the phrase's noun.
            if !(one && several) {
                let party = scene
                    .groups
                    .party(chunk, &scene.chunks, &scene.words, self.entities);
                fillers.push(Filler {
                    position: Position::Head,
                    parties: smallvec![party],
                    chunk: Some(chunk),
                    weak: false,
                });
            }
        } else if scene.circumstance(trigger.word) {
            self.circumstance_subject(chunk, fillers);
        } else if let Some(parties) = self.predicated(chunk) {
            fillers.push(Filler {
                position: Position::Head,
                parties,
                chunk: None,
                weak: false,
            });
        } else if let Some(topic) = self.topic(chunk) {
            self.push(fillers, Position::Head, topic);
        }
        if let Some(genitive) = scene.groups.genitive(chunk) {
            // `متهما الرياض`, `محذرة إيران`: an accusative takes an object.
            let word = scene.head(chunk);
            let woman = word.ends_with("ه") && word.features.gender == Some(Gender::Feminine);
            let manner = word.ends_with("ا") || woman && scene.circumstance(trigger.word);
            let object = head == trigger.word && manner;
            let position = if object {
                Position::Object
            } else {
                Position::Genitive
            };
            self.push(fillers, position, genitive);
        }
        if scene.words[trigger.word].has_pronoun()
            && let Some(parties) = self.pronoun(trigger.word, &[])
        {
            fillers.push(Filler {
                position: Position::Genitive,
                parties,
                chunk: None,
                weak: false,
            });
        }
        self.right_of_noun(chunk, true, None, fillers);
    }

    /// `مشيدا بموقفها`: the subject is that of the last verb, or of the sentence without a verb.
    pub(crate) fn circumstance_subject(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let from = chunk.saturating_sub(REACH);
        // `قال الوزير إن الجيش قصف المدينة، داعيا إلى التحقيق`
        let saying = scene.clauses.voiced(chunk);
        let verb = (from..saying.map_or(chunk, |verb| verb + 1))
            .rev()
            .filter(|index| scene.chunks[*index].kind == Kind::Verb)
            .filter(|index| {
                let opening = scene.clauses.get(*index).and_then(|clause| clause.opening);
                !opening.is_some_and(|edge| scene.chunks[edge].kind == Kind::Edge(Edge::Relative))
            })
            .find(|index| {
                saying == Some(*index)
                    || self.agrees_with_participle(chunk, &scene.subjects[*index])
            });
        match verb {
            Some(verb) => fillers.push(Filler {
                position: Position::Subject,
                parties: scene.subjects[verb].clone(),
                chunk: None,
                weak: false,
            }),
            None => {
                if let Some(topic) = self.topic(chunk) {
                    self.push(fillers, Position::Subject, topic);
                }
            }
        }
        // What the sentence without a verb says before it (`في طهران باحثا`).
        if verb.is_none() {
            for index in from..chunk {
                if scene.chunks[index].kind == Kind::Phrase
                    && scene.chunks[index].preposition.is_some()
                {
                    self.complement(index, fillers);
                }
            }
        }
    }

    /// `داعيا إسرائيل إلى سحب قواتها`: the participle in the accusative whose object stands between it and its complement.
    pub(crate) fn ruled_by_participle(&self, complement: usize) -> Option<usize> {
        let scene = self.scene;
        scene.chunks[complement].preposition.as_ref()?;
        let object = self.owner_before(complement)?;
        let participle = match scene.chunks[object].bare() {
            true => object.checked_sub(1)?,
            false => object,
        };
        let (chunk, word) = (&scene.chunks[participle], scene.head(participle));
        let beside = participle == object || chunk.end == scene.chunks[object].start;
        let rules = chunk.kind == Kind::Phrase
            && chunk.bare()
            && chunk.entity.is_none()
            && word.event_participle
            && word.ends_with("ا")
            && scene.circumstance(chunk.head);
        (rules && beside && participle + 1 < complement).then_some(participle)
    }

    fn agrees_with_participle(&self, chunk: usize, parties: &[Party]) -> bool {
        let features = self.scene.head(chunk).features;
        match parties {
            [] => false,
            [one] => one.agrees(features.number, features.gender),
            _ => features.number != Some(Number::Singular),
        }
    }

    /// `إنه مستعد`, `نحن عازمون`, `إنها على تواصل`: whom the pronoun just before a predicate means.
    pub(crate) fn predicated(&self, chunk: usize) -> Option<Parties> {
        const NEAR: usize = 3;
        let scene = self.scene;
        for before in (chunk.saturating_sub(NEAR)..chunk).rev() {
            let word = scene.chunks[before].head;
            match scene.chunks[before].kind {
                Kind::Edge(Edge::QuoteOpen | Edge::QuoteClose) => {}
                Kind::Edge(Edge::Complementizer) if scene.words[word].has_pronoun() => {
                    return self.pronoun(word, &[]);
                }
                Kind::Other if scene.words[word].features.person == Some(Person::First) => {
                    let speaker = scene.speaker.as_ref().or(self.memory.speaker.as_ref());
                    return speaker.map(|speaker| speaker.parties.clone());
                }
                Kind::Other => {}
                _ => return None,
            }
        }
        None
    }

    /// The first bare phrase of the clause before a chunk.
    fn topic(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let from = chunk.saturating_sub(REACH);
        let start = (from..chunk)
            .rev()
            .find(|index| scene.stops(*index))
            .map_or(from, |index| index + 1);
        (start..chunk).find(|index| scene.chunks[*index].bare())
    }
}
