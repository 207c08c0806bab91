//! Which nouns wait for a genitive, and for which.

use crate::chunks::{Chunk, Chunker, Kind, Link};
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, Gender, Number};

impl Chunker<'_> {
    /// `نظم طلاب وأساتذة مسيرة`: after a verb that carries acts and several who are its subject an indefinite act is what they
    /// do, and none of theirs.
    pub(crate) fn stages(&self, people: usize, chunk: &Chunk) -> bool {
        /// Most people told of after one verb, by their phrases.
        const MOST: usize = 12;
        let (last, act) = (&self.chunks[people], &self.words[chunk.head]);
        let noun = &self.words[last.head];
        let bare = |word: &Word| !word.definite() && !word.has_pronoun();
        // `سلطات مقاطعة`, `حركات احتجاج` are bodies.
        let men = noun.features.gender != Some(Gender::Feminine) && !noun.cues.has(Cue::Body);
        let several = men && noun.features.number == Some(Number::Plural) && bare(noun);
        if !(several && last.human && last.preposition.is_none() && act.event_noun && bare(act)) {
            return false;
        }
        let first = people.saturating_sub(MOST);
        let near = &self.chunks[first..=people];
        let verb = near.iter().rposition(|other| other.kind == Kind::Verb);
        verb.is_some_and(|verb| {
            let and = |other: &Chunk| self.words[other.start].conjoined();
            let mut joined = near[verb + 1..].iter().skip(1);
            joined.all(|other| other.kind == Kind::Phrase && and(other))
                && self.words[near[verb].head].cues.has(Cue::Light)
        })
    }

    /// Whether a phrase can take another as genitive: a noun without article, pronoun or adjective.
    pub(crate) fn open_construct(&self, last: &Chunk, chunk: &Chunk) -> bool {
        let word = &self.words[last.head];
        let nominal = last
            .entity
            .is_none_or(|e| self.entities[e as usize].kind == EntityType::Nom);
        let number = word.features.number;
        // `قصفت ميليشيات الحوثي وعفاش مدينة تعز`: a name that no table has governs nothing.
        let name = last.conjoined && number.is_none() && !word.common_noun;
        if name && word.kind == WordKind::Noun && last.entity.is_none() {
            return false;
        }
        // The ن of `مسلحون`, `جنديين` falls away before a genitive; what ends in it has none. The ا of
        // `ضابطا شرطة` is the dual's.
        let closed = matches!(number, Some(Number::Dual | Number::Plural))
            && word.ends_with("ن")
            && (last.entity.is_some() || word.sound_plural || word.cues.has(Cue::Person));
        let dual = last.number == Some(Number::Dual);
        let indefinite = word.ends_with("ا") && !dual;
        let ending = &self.words[last.end - 1];
        // `أربعة من مجندي الشرطة`: a plural without its ن waits for a genitive.
        let waits = last.entity.is_some()
            && matches!(ending.features.number, Some(Number::Dual | Number::Plural))
            && (ending.ends_with("ي") || ending.ends_with("و"))
            && (ending.common_noun || ending.sound_plural)
            && !ending.definite();
        // `المئات من عمال شركة`: nor is anything told of an indefinite one yet.
        let counted_of = last.entity.is_some()
            && last.end > last.start + 2
            && self.words[last.end - 2].features.number.is_none()
            && !self.words[last.end - 2].common_noun
            && ending.common_noun
            && !ending.definite()
            && !ending.accusative
            && !ending.sound_plural
            && !ending.ends_with("ات")
            && ending.features.number == Some(Number::Plural)
            && !self.words[chunk.head].accusative;
        let waits = waits || counted_of;
        // `طردت 20 دولة دبلوماسيين`: one that is counted has a genitive only of its kind (`20 ضابط شرطة`).
        let one = number == Some(Number::Singular) || word.kind == WordKind::Number;
        let numbered = match last.link {
            Link::Genitive(parent) => self.words[self.chunks[parent].head].kind == WordKind::Number,
            _ => word.kind == WordKind::Number && last.end > last.start + 1,
        };
        let next = &self.words[chunk.head];
        let other = self.definite(chunk)
            || next.kind == WordKind::Number
            || matches!(next.features.number, Some(Number::Dual | Number::Plural));
        let counted = numbered
            && one
            && other
            && ending.features.number == Some(Number::Singular)
            && ending.kind == WordKind::Noun;
        // `هاجم انتحاري قوات حكومية`
        let one_of = last.entity.is_some()
            && last.human
            && last.end == last.start + 1
            && word.ends_with("ي")
            && last.number == Some(Number::Singular)
            && !self.words[chunk.end - 1].definite()
            && self
                .kind_of(chunk)
                .is_none_or(|kind| kind == EntityType::Nom);
        if counted || one_of {
            return false;
        }
        if nominal && waits {
            return true;
        }
        nominal
            && !closed
            && last.adjectives.is_empty()
            && last.nisbas.is_empty()
            && (self.is_joined(last) || (word.kind == WordKind::Number && last.entity.is_none()))
            && !word.definite()
            && !word.has_pronoun()
            && !indefinite
            && (word.kind != WordKind::Adjective || self.definite(chunk) || self.ranks(word, chunk))
    }

    /// `عن أول اتصال`, `في أكبر هجوم`: an adjective before its noun that is no participle.
    fn ranks(&self, word: &Word, chunk: &Chunk) -> bool {
        let noun = self.words[chunk.head].kind == WordKind::Noun;
        noun && word.features.verb_form.is_none()
    }

    /// `بالغ استنكارها`: an adjective that follows no noun takes a definite one as its genitive.
    pub(crate) fn definite(&self, chunk: &Chunk) -> bool {
        let word = &self.words[chunk.head];
        chunk.entity.is_some() || word.definite() || word.has_pronoun()
    }
}
