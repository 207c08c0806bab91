//! What a word is in the light of its neighbours, once all words of a sentence are read.

use crate::cue::{Cue, CueSet};
use crate::word::{Word, WordKind};
use crate::words::Reader;
use rasd_core::{Affixes, Category, EntityType, Features, Number, Person, Pos, VerbForm};

impl Reader<'_> {
    /// `إن قصفت إسرائيل المدينة`: before what can only be a verb in the past the particle opens a condition, no clause that
    /// is told; `ما إن قصفت` does not.
    pub(crate) fn open_condition(&self, words: &mut [Word], at: usize) {
        const HAMZA_BELOW: char = 'إ';
        let layer = self.layer;
        let past = words.get(at + 1).is_some_and(|next| {
            let perfect = next.features.verb_form == Some(VerbForm::Perfect);
            next.kind == WordKind::Verb
                && next.entity.is_none()
                && perfect
                && !layer.may_be(next.token, Pos::Noun)
        });
        let after_what = at > 0 && words[at - 1].cues.has(Cue::What);
        let word = &mut words[at];
        if past && !after_what && word.cues.has(Cue::ConditionPast) {
            let text = layer.tokens[word.token].span.text(self.text);
            if text.contains(HAMZA_BELOW) {
                word.cues = CueSet::of(Cue::Condition).with(CueSet::of(Cue::ClauseStart));
            }
        }
    }

    /// `ضحايا القصف`, `منفذي الهجوم`: violence that a nominal ends with is no part of those it names.
    pub(crate) fn free_events(&self, words: &mut [Word]) {
        for at in 1..words.len() {
            let Some(entity) = words[at].entity else {
                continue;
            };
            let inside = words[at - 1].entity == Some(entity);
            let nominal = self.entities[entity as usize].kind == EntityType::Nom;
            if !(inside && nominal && words[at].definite() && self.is_violence(&words[at])) {
                continue;
            }
            for word in &mut words[at..] {
                if word.entity != Some(entity) {
                    break;
                }
                word.entity = None;
            }
        }
    }

    /// `أطلق سراح بعضهم`, `قتل الجيش أحدهم`: some of those a pronoun stands for are a noun phrase of their own, but
    /// not where they are told of others right before (`ثلاثة جنود أحدهم ضابط`).
    pub(crate) fn some_of_them(&self, words: &mut [Word]) {
        for at in 1..words.len() {
            let (before, word) = (&words[at - 1], &words[at]);
            let several = |pronoun: Features| {
                let third = pronoun.person == Some(Person::Third);
                third && matches!(pronoun.number, Some(Number::Dual | Number::Plural))
            };
            let them = word.kind == WordKind::Other && word.pronoun.is_some_and(several);
            let body = before.common_noun
                && before.features.number == Some(Number::Singular)
                && before.definite()
                && at > 1
                && words[at - 2].kind == WordKind::Verb;
            let governed = before.kind == WordKind::Verb
                || before.preposition.is_some()
                || (before.event_noun || before.cues.has(Cue::Idiom)) && !before.definite()
                || body;
            if !them || !governed || word.conjoined() {
                continue;
            }
            let cues = self.grammar.noun(word.lemma, word.form);
            if cues.has(Cue::SomeOf) {
                words[at].kind = WordKind::Noun;
                words[at].cues = cues;
            }
        }
    }

    /// Whether frames take a noun for violence that is known to have happened.
    fn is_violence(&self, word: &Word) -> bool {
        let frames = word
            .lemma
            .map_or(&[][..], |lemma| self.rules.by_lemma(lemma));
        word.event_noun
            && frames.iter().any(|entry| {
                let frame = &self.rules.frames[entry.frame as usize];
                frame.category == Category::Assault && frame.presupposed
            })
    }

    /// `للقاء القادة`: after ل a noun that begins with ل is written alike with and without the article; before
    /// a definite noun or name it has none.
    pub(crate) fn open_after_lam(&self, words: &mut [Word], at: usize) {
        let word = &words[at];
        if !(word.affixes.has(Affixes::LI) && word.definite() && word.entity.is_none()) {
            return;
        }
        let Some(next) = words.get(at + 1) else {
            return;
        };
        let apart = next.conjoined() || next.affixes.any(Affixes::BI.with(Affixes::LI));
        let named = next
            .entity
            .is_some_and(|entity| self.entities[entity as usize].kind != EntityType::Norp);
        let noun = next.kind == WordKind::Noun && next.definite() && !next.adjectival;
        let layer = self.layer;
        let lam = layer
            .readings(word.token)
            .get(word.reading as usize)
            .and_then(|reading| reading.stem_segment())
            .is_some_and(|stem| self.tokenizer.lemma_of(layer, stem).starts_with('ل'));
        if !apart && (named || noun) && lam {
            let word = &mut words[at];
            word.affixes = word.affixes.without(Affixes::AL);
            word.features.definite = false;
        }
    }
}
