//! Verbs that could be masculine or feminine, told by the subject before them: `واشنطن تنسق`, `أن كاسترو تراسل سرا`.

use crate::cue::Cue;
use crate::rules::Form;
use crate::word::{Word, WordKind};
use crate::words::{CLOSE, Reader};
use rasd_core::{Affixes, EntityType, Features, Gender, Number, Person, Pos, Reading, VerbForm};

impl Reader<'_> {
    /// `واشنطن تنسق`: after a feminine subject a verb that could be feminine is, whatever else it could be.
    pub(crate) fn feminine(&self, readings: &[Reading], before: &[Word]) -> Option<usize> {
        let gender = |reading: &Reading| {
            let stem = reading.stem_segment()?;
            let person = stem.morph.features.person == Some(Person::Third);
            (stem.morph.pos == Pos::Verb && person).then_some(stem.morph.features.gender?)
        };
        let last = before.last()?;
        let opened = before.len() < 2 || {
            let word = &before[before.len() - 2];
            word.kind == WordKind::Punctuation || word.cues.has(Cue::Complementizer)
        };
        let place = last
            .entity
            .is_some_and(|e| self.entities[e as usize].kind == EntityType::Gpe);
        let name = place && !last.common_noun && !last.cues.has(Cue::MasculineName);
        let best = readings
            .first()
            .filter(|best| gender(best) == Some(Gender::Masculine))?;
        let found = readings.iter().position(|reading| {
            gender(reading) == Some(Gender::Feminine)
                && reading.affixes == best.affixes
                && reading.cost <= best.cost.saturating_add(2 * CLOSE)
        });
        found.filter(|_| opened && name)
    }

    /// `أن الزعيم فيدل كاسترو تراسل سرا`: after a man's name a verb that could be masculine is, if a frame names it.
    pub(crate) fn masculine(&self, readings: &[Reading], before: &[Word]) -> Option<usize> {
        let told = |reading: &Reading| {
            let stem = reading.stem_segment()?;
            (stem.morph.pos == Pos::Verb).then_some(stem.morph)
        };
        let person = self.entities.get(before.last()?.entity? as usize)?;
        let man = person.kind == EntityType::Per && person.gender == Some(Gender::Masculine);
        let best = readings.first()?;
        let woman = |features: Features| {
            features.verb_form == Some(VerbForm::Imperfect)
                && features.person == Some(Person::Third)
                && features.gender == Some(Gender::Feminine)
                && features.number == Some(Number::Singular)
        };
        let present = told(best).is_some_and(|verb| woman(verb.features));
        let plain = best.affixes == Affixes::default();
        let found = || {
            readings.iter().position(|reading| {
                let Some(verb) = told(reading).filter(|_| reading.affixes == best.affixes) else {
                    return false;
                };
                let frames = verb
                    .lemma
                    .map_or(&[][..], |lemma| self.rules.by_lemma(lemma));
                verb.features.verb_form == Some(VerbForm::Perfect)
                    && verb.features.person == Some(Person::Third)
                    && verb.features.gender == Some(Gender::Masculine)
                    && verb.features.number == Some(Number::Singular)
                    && frames.iter().any(|entry| entry.form == Form::Verb)
            })
        };
        (man && present && plain).then(found).flatten()
    }
}
