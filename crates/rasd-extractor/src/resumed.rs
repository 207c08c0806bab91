//! What belongs to a verb though a clause stands before it that describes another phrase of the verb
//! (`انتشلت السفينة، التي تديرها منظمة، المهاجرين`, `التقى الوزير الذي يزور القاهرة الرئيس`).

use crate::agreement::{agrees_after, agrees_before};
use crate::chunks::{Edge, Kind};
use crate::clauses::{Builder, Clause, Subject};
use crate::cue::Cue;
use rasd_core::{Affixes, EntityType, Voice};

/// Chunks from the verb of the inner clause to what goes on after it, at most.
const FAR: usize = 24;
/// Chunks between the opening of the inner clause and its verb.
const NEAR: usize = 5;

/// Phrases that belong to an earlier verb than the last one before them.
pub(crate) struct Resumed {
    pub verb: usize,
    /// First phrase.
    pub start: usize,
    /// First chunk that is no longer of the verb.
    pub end: usize,
}

impl Builder<'_> {
    /// `الوزير، الذي يزور موسكو، وقع الاتفاق`: after a relative clause the verb is that of the noun the
    /// clause describes.
    pub(crate) fn interrupted(
        &self,
        start: usize,
        verb: usize,
        opening: Option<usize>,
    ) -> Option<usize> {
        let chunk = &self.chunks[verb];
        let inner = start.checked_sub(1)?;
        let joined = chunk.conjoined && !self.answers(verb);
        if opening.is_some() || joined || self.chunks[inner].kind != Kind::Verb {
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

    /// `أما الوزير، الذي يزور موسكو، فقد وقع الاتفاق`: whether ف only takes up what stands before.
    fn answers(&self, verb: usize) -> bool {
        let before = verb.checked_sub(1).map(|before| &self.chunks[before]);
        before.is_some_and(|before| {
            let word = &self.words[before.start];
            before.kind == Kind::Other
                && word.affixes.has(Affixes::FA)
                && word.cues.has(Cue::Auxiliary)
        })
    }

    /// Gives verbs the objects and subjects that stand after an inner clause, and takes these from it.
    pub(crate) fn resume(&self, clauses: &mut [Option<Clause>]) -> Vec<Resumed> {
        let mut found = Vec::new();
        for verb in 0..clauses.len() {
            let Some((inner, phrase)) = self.goes_on_at(verb, clauses) else {
                continue;
            };
            let end = self.right(phrase);
            let bound = |index: &usize| {
                let chunk = &self.chunks[*index];
                chunk.kind == Kind::Phrase && chunk.preposition.is_some()
            };
            let complements: Vec<usize> = (phrase..end).filter(bound).collect();
            for clause in clauses[inner..phrase].iter_mut().flatten() {
                clause.objects.retain(|object| *object < phrase);
                clause.complements.retain(|own| *own < phrase);
                clause.end = clause.end.min(phrase);
                if clause.subject == Subject::Phrase(phrase) {
                    clause.subject = Subject::Dropped;
                }
            }
            let Some(clause) = &mut clauses[verb] else {
                continue;
            };
            // The lone phrase of `وانتقدت الصحيفة` acts where an object follows.
            if let (Subject::Dropped, Some(lone)) = (clause.subject, clause.objects.pop()) {
                clause.subject = Subject::Phrase(lone);
            }
            if clause.subject == Subject::Dropped {
                clause.subject = Subject::Phrase(phrase);
                let voice = self.words[self.chunks[verb].head].features.voice;
                clause.maybe_passive = matches!(voice, None | Some(Voice::Ambiguous));
            } else {
                clause.objects.push(phrase);
                clause.maybe_passive = false;
            }
            clause.complements.extend(complements);
            found.push(Resumed {
                verb,
                start: phrase,
                end,
            });
        }
        found
    }

    /// The verb of the clause that interrupts that of a verb which waits for an object or subject, and the
    /// phrase after it with which the verb goes on.
    fn goes_on_at(&self, verb: usize, clauses: &[Option<Clause>]) -> Option<(usize, usize)> {
        let clause = clauses[verb].as_ref()?;
        let word = &self.words[self.chunks[verb].head];
        let lone = self.lone(verb, clause);
        let objects = clause.objects.is_empty() || lone.is_some();
        let waits = word.acts && !word.has_pronoun() && objects;
        let subject = match clause.subject {
            Subject::Phrase(phrase) if phrase > verb => Some(phrase),
            Subject::Phrase(_) => return None,
            Subject::Dropped => lone,
        };
        let bare = (verb + 1..clause.end).any(|index| self.chunks[index].bare());
        if !waits || (subject.is_none() && bare) || clause.passive && subject.is_some() {
            return None;
        }
        let first = self.inner_verb(clause.end)?;
        let antecedent = clauses[first].as_ref()?.antecedent;
        let inner = self.helped(first);
        let second = clauses[inner].as_ref()?;
        let described = antecedent.is_some_and(|noun| noun > verb);
        // `اجتمع بالوزير الذي يزور قطر`: with a complement to describe the verb may wait for nothing.
        let own = described && (subject.is_none() || antecedent == subject);
        let comma = |index: usize| self.chunks[index].kind == Kind::Edge(Edge::Comma);
        let apart = (subject.unwrap_or(verb) + 1..inner).any(comma);
        let phrase = (described || apart)
            .then(|| self.after_comma(inner))
            .flatten()
            .or_else(|| own.then(|| self.beyond(inner, second)).flatten())?;
        let chunk = &self.chunks[phrase];
        let head = &self.words[chunk.head];
        // A state (`رافضا التعليق`) is no object.
        let state = head.accusative && head.participle() && !self.named(phrase);
        let fits = match subject {
            Some(_) => !state,
            None => {
                let somebody = chunk.human || self.named(phrase);
                !self.chunks[verb].conjoined && somebody && agrees_after(&self.chunks[verb], chunk)
            }
        };
        fits.then_some((inner, phrase))
    }

    /// `وانتقدت الصحيفة التي تصدر في لندن الوزير`: the only phrase after the first verb of a sentence that cannot do without an
    /// object, which may yet be its subject.
    fn lone(&self, verb: usize, clause: &Clause) -> Option<usize> {
        let chunk = &self.chunks[verb];
        let edge = self.chunks.get(clause.end)?;
        let [phrase] = clause.objects.as_slice() else {
            return None;
        };
        let first =
            chunk.conjoined && !self.has_twin(verb) && edge.kind == Kind::Edge(Edge::Relative);
        let open = first && clause.subject == Subject::Dropped && *phrase > verb;
        (open && self.fits(chunk, *phrase)).then_some(*phrase)
    }

    /// The verb of the clause that begins where that of another breaks off.
    fn inner_verb(&self, edge: usize) -> Option<usize> {
        match self.chunks.get(edge)?.kind {
            Kind::Verb if !self.chunks[edge].conjoined => Some(edge),
            Kind::Edge(Edge::Relative | Edge::ClauseStart) => {
                let open = |kind: &Kind| {
                    matches!(
                        kind,
                        Kind::Phrase | Kind::Time(_) | Kind::Other | Kind::Edge(Edge::Comma)
                    )
                };
                let mut next = edge + 1..self.chunks.len().min(edge + NEAR);
                let last = next.find(|index| !open(&self.chunks[*index].kind))?;
                (self.chunks[last].kind == Kind::Verb).then_some(last)
            }
            _ => None,
        }
    }

    /// `كانوا يستقلون`: the verb that an auxiliary right before it helps.
    fn helped(&self, verb: usize) -> usize {
        let next = self.chunks.get(verb + 1);
        let verbs = next.is_some_and(|next| next.kind == Kind::Verb && !next.conjoined);
        let auxiliary = self.words[self.chunks[verb].head].cues.has(Cue::Auxiliary);
        verb + usize::from(verbs && auxiliary)
    }

    /// The phrase right after the comma that closes an inner clause.
    fn after_comma(&self, inner: usize) -> Option<usize> {
        let high = self.chunks.len().min(inner + FAR);
        let mut previous = None;
        for index in inner + 1..high {
            let chunk = &self.chunks[index];
            match chunk.kind {
                Kind::Edge(
                    Edge::Strong | Edge::Colon | Edge::Complementizer | Edge::ClauseStart,
                ) => {
                    return None;
                }
                Kind::Edge(Edge::Comma) => {
                    let next = self.skip_quote(index + 1);
                    if self.opens_rest(next, previous) {
                        return Some(next);
                    }
                    let verb = self.chunks.get(next)?.kind == Kind::Verb;
                    if verb {
                        return None;
                    }
                }
                Kind::Phrase => previous = Some(index),
                _ => {}
            }
        }
        None
    }

    fn skip_quote(&self, index: usize) -> usize {
        let quote = |chunk: &crate::chunks::Chunk| chunk.kind == Kind::Edge(Edge::QuoteOpen);
        index + usize::from(self.chunks.get(index).is_some_and(quote))
    }

    /// Whether a phrase after a comma goes on with an earlier clause: it is no member of a list and opens no clause.
    fn opens_rest(&self, index: usize, previous: Option<usize>) -> bool {
        let Some(chunk) = self.chunks.get(index) else {
            return false;
        };
        let kind = |index: usize| {
            let entity = self.chunks[index].entity;
            entity.map(|e| self.entities[e as usize].kind)
        };
        let comma = |index: usize| {
            let next = self.chunks.get(index);
            next.is_some_and(|next| next.kind == Kind::Edge(Edge::Comma))
        };
        let last = self.groups.chain_end(index);
        let listed = previous.is_some_and(|p| kind(p) == kind(index)) && comma(last + 1);
        chunk.bare()
            && !self.words[chunk.start].conjoined()
            && !listed
            && !self.is_topic(index, last)
    }

    /// `الذي زار البلاد، الوزير يرفض`: whether a verb goes on after a phrase that can be its subject.
    fn is_topic(&self, index: usize, last: usize) -> bool {
        let definite = self.named(index) || self.words[self.chunks[index].head].definite();
        let next = self.chunks.get(last + 1);
        next.is_some_and(|next| {
            let size = self.groups.size(index);
            let goes_on = next.kind == Kind::Verb && !next.conjoined;
            definite && goes_on && agrees_before(next, &self.chunks[index], size)
        })
    }

    /// The phrase after those that an inner clause can have itself (`الذي يزور القاهرة الرئيس`).
    fn beyond(&self, inner: usize, clause: &Clause) -> Option<usize> {
        let edge = |index: &usize| matches!(self.chunks[*index].kind, Kind::Edge(_));
        let end = (inner + 1..clause.end).find(edge).unwrap_or(clause.end);
        let mut bare = (inner + 1..end)
            .filter(|index| self.chunks[*index].bare())
            .filter(|index| !self.words[self.chunks[*index].start].conjoined());
        let word = &self.words[self.chunks[inner].head];
        let first = bare.next()?;
        let chunk = &self.chunks[first];
        // `ترأسه مسؤول`: what touches a verb with a pronoun is its subject, however the verb is read.
        let touches = word.has_pronoun() && chunk.start == self.chunks[inner].end;
        let after =
            touches || matches!(clause.subject, Subject::Phrase(subject) if subject > inner);
        let adverbial = {
            let head = &self.words[chunk.head];
            // `استقبل الرئيس الذي عاد من باريس وفدا`
            let somebody = chunk.human && !word.cues.has(Cue::Naming);
            head.accusative && !head.definite() && !self.proper(first) && !somebody
        };
        // `الذي وصل إلى القاهرة الرئيس`: after a complement stands only what a verb cannot do without.
        let complement = (inner + 1..first).any(|index| {
            let between = &self.chunks[index];
            between.kind == Kind::Phrase && between.preposition.is_some() && !between.pronoun
        });
        let takes = word.cues.any(&[Cue::Transitive, Cue::Light, Cue::Strike]);
        let own = after
            || adverbial
            || !word.has_pronoun()
                && (chunk.start == self.chunks[inner].end
                    || takes
                    || self.words[chunk.head].event_noun && !self.named(first)
                    || word.acts && !complement);
        let mut phrase = match own {
            true => bare.next()?,
            false => first,
        };
        // `الذي تتهم المعارضة أنصاره الحكومة`: with a subject of its own the inner verb has an object too.
        if after && !word.has_pronoun() && word.acts {
            phrase = bare.next()?;
        }
        // `ترأسه مسؤول المكتب في قطر محمد علي`: the name of who the title before it is.
        let kind = |index: usize| {
            let entity = self.chunks[index].entity;
            entity.map(|e| self.entities[e as usize].kind)
        };
        let title = matches!(kind(first), Some(EntityType::Occ));
        if after && title && phrase != first && kind(phrase) == Some(EntityType::Per) {
            phrase = bare.next()?;
        }
        let last = self.groups.chain_end(phrase);
        let head = &self.words[self.chunks[phrase].head];
        let known = self.named(phrase) || head.definite();
        // `هاجم مسلحون قدموا من ليبيا قرية`
        let struck = head.cues.any(&[Cue::Target, Cue::Site]) && !self.named(phrase);
        let somebody = known || self.chunks[phrase].human || struck;
        (somebody && !self.is_topic(phrase, last)).then_some(phrase)
    }
}
