//! Words after a noun that make one phrase with it: what tells how many or which, and a noun that و joins to one that
//! waits for what follows both.

use crate::chunks::{Chunk, Chunker, Edge, Kind, Link};
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{Affixes, EntityType, Gender, Number};
use std::sync::Arc;

/// Name of what binds those who are among others just told.
pub(crate) const AMONG: &str = "among";

/// Nouns that share one adjective or genitive, at most.
const MANY: usize = 8;

impl Chunker<'_> {
    /// `منظمات عدة`: a word that tells how many after an indefinite plural, where it is no determiner of what
    /// follows.
    pub(crate) fn determines(&mut self, at: usize) -> bool {
        let words = self.words;
        let Some(last) = self.chunks.last() else {
            return false;
        };
        let head = &words[last.head];
        let several = head.features.number == Some(Number::Plural) && !head.sound_plural;
        let open = last.kind == Kind::Phrase && last.end == at && !self.conjoined;
        let indefinite = !head.definite() && !head.has_pronoun() && !words[at].conjoined();
        let takes = words.get(at + 1).is_some_and(|next| {
            let counted = next.nominal() && !next.definite() && !next.conjoined();
            counted && next.entity.is_none() && next.time.is_none()
        });
        open && several && indefinite && !takes && self.grow(at + 1)
    }

    /// `سجون ومعتقلات سرية`, `مواقع وتجمعات الحوثيين`: whether و joins a noun to one that waits for what follows both;
    /// the two make one phrase.
    pub(crate) fn joins(&mut self, at: usize, end: usize) -> bool {
        let words = self.words;
        let Some(last) = self.chunks.last().filter(|last| last.end == at) else {
            return false;
        };
        // `بين متظاهرين وقوات أمنية` are two sides, `مقرات شركات ومحلات تجارية` are of two sorts.
        let waits = last.kind == Kind::Phrase
            && !matches!(last.link, Link::Genitive(_))
            && last.preposition.as_deref() != Some("بين")
            && self.is_joined(last)
            && self.waits(last.start)
            && self.pending.is_none()
            && words[at].conjoined()
            && self.waits(at);
        if !waits {
            return false;
        }
        let further = |next: &usize| words[*next].conjoined() && self.waits(*next);
        let follows = (at + 1..words.len().min(at + MANY)).find(|next| !further(next));
        let Some(next) = follows else { return false };
        let (head, noun, follows) = (&words[last.start], &words[next - 1], &words[next]);
        let governed = Affixes::BI.with(Affixes::LI).with(Affixes::KA);
        if follows.conjoined() || follows.preposition.is_some() || follows.affixes.any(governed) {
            return false;
        }
        let fits = match follows.definite() {
            true => {
                let open = |word: &Word| !word.ends_with("ن") && !word.accusative;
                follows.nominal() && open(head) && open(noun)
            }
            false => {
                let norp = |e: u32| self.entities[e as usize].kind == EntityType::Norp;
                let described =
                    follows.kind == WordKind::Adjective || follows.entity.is_some_and(norp);
                let things = follows.features.number != Some(Number::Plural);
                let men = last.human && head.features.gender != Some(Gender::Feminine);
                // `فنادق ومطاعم ومراكز تجارية`
                let list = last.conjoined || next > at + 1 || last.end > last.start + 1;
                described && !list && men != things
            }
        };
        if fits {
            self.conjoined = false;
            return self.grow(end);
        }
        false
    }

    /// Whether a word is an indefinite plural that may wait for a genitive or an adjective.
    fn waits(&self, at: usize) -> bool {
        let word = &self.words[at];
        let nominal = |entity: u32| self.entities[entity as usize].kind == EntityType::Nom;
        // `مواقع وتجمعات الحوثيين`, but `مداهمات واعتقالات واسعة`
        let act = word.event_noun && !word.cues.has(Cue::Target);
        (word.kind == WordKind::Noun || word.entity.is_some())
            && word.features.number == Some(Number::Plural)
            && !word.definite()
            && !word.has_pronoun()
            && !act
            && word.time.is_none()
            && word.entity.is_none_or(nominal)
    }

    /// `عشرة مدنيين بينهم طفلان`: what binds a phrase that only says who without a name some of those just told are: it
    /// takes part in nothing beside them.
    pub(crate) fn among(&self, phrase: &Chunk) -> Option<Arc<str>> {
        let open = !self.words[phrase.end - 1].definite();
        let unnamed = phrase.entity.is_none_or(|entity| {
            let mention = &self.entities[entity as usize];
            // `بينهم دبلوماسيان`
            let several = mention.number != Number::Singular && open;
            let some = mention.kind == EntityType::Occ && several;
            some || matches!(mention.kind, EntityType::Nom | EntityType::Norp)
        });
        (self.inclusive && unnamed).then(|| AMONG.into())
    }

    /// `20 مدنيا قتلوا أمس فضلا عن أربعة جنود`, `30 شخصا أوقفوا، بينهم الناشطة`: who is added after a verb to those before it.
    pub(crate) fn added(&self, phrase: &Chunk) -> Link {
        const NEAR: usize = 4;
        let people = |chunk: &Chunk| chunk.human || chunk.entity.is_some();
        if self.included == 0 || !phrase.conjoined || phrase.preposition.is_some() {
            return Link::None;
        }
        let mut before = (0..self.chunks.len()).rev().take(NEAR);
        let aside = |index: &usize| {
            let kind = &self.chunks[*index].kind;
            matches!(kind, Kind::Time(_) | Kind::Edge(Edge::Comma))
        };
        let verb = before.find(|index| !aside(index));
        let verb = verb.filter(|index| self.chunks[*index].kind == Kind::Verb);
        let Some(topic) = verb.and_then(|verb| verb.checked_sub(1)) else {
            return Link::None;
        };
        let whole = &self.chunks[topic];
        match whole.bare() && people(whole) && people(phrase) {
            true => Link::Coordinate(topic),
            false => Link::None,
        }
    }

    /// Whether a phrase has no words but nouns that و joins.
    pub(crate) fn is_joined(&self, phrase: &Chunk) -> bool {
        let mut others = self.words[phrase.start + 1..phrase.end].iter();
        others.all(|word| word.kind == WordKind::Noun && word.conjoined())
    }
}
