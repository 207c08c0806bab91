//! Nationality words as participants: `الغارات الإسرائيلية`, `محاولة اغتيال إسرائيلية`, `اعتقال فلسطيني`.

use crate::chunks::Link;
use crate::cue::Cue;
use crate::fillers::{Filler, Gatherer};
use crate::frame::Position;
use crate::parties::{Parties, Party};
use rasd_core::{EntityType, Gender, Number, VerbForm};

impl Gatherer<'_> {
    /// Those whom the nationality words of a phrase stand for.
    pub(crate) fn nationals(&self, chunk: usize) -> Parties {
        let nisbas = &self.scene.chunks[chunk].nisbas;
        nisbas
            .iter()
            .filter(|entity| self.acts(chunk, **entity))
            .map(|entity| Party::named(*entity, &self.entities[*entity as usize]))
            .collect()
    }

    /// `الاحتلال الأميركي للعراق`: the nationality word in a mention of which the event word is the head.
    fn national_within(&self, chunk: usize) -> Option<Party> {
        let whole = &self.entities[self.scene.chunks[chunk].entity? as usize];
        let mut entities = self.entities.iter().enumerate();
        let (entity, mention) = entities.find(|(entity, mention)| {
            let inside = mention.tokens.start() > whole.tokens.start()
                && mention.tokens.end() <= whole.tokens.end();
            inside && mention.kind == EntityType::Norp && self.stands_for_state(*entity as u32)
        })?;
        (whole.kind == EntityType::Nom).then(|| Party::named(entity as u32, mention))
    }

    pub(crate) fn nisbas(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let mut parties = self.nationals(chunk);
        if parties.is_empty() {
            parties.extend(self.national_within(chunk));
        }
        if !parties.is_empty() {
            fillers.push(Filler {
                position: Position::Nisba,
                parties,
                chunk: Some(chunk),
                weak: false,
            });
        }
    }

    /// Whether a nationality word can be a person rather than an adjective: it stands in the singular without
    /// article after a noun in the singular (`اعتقال فلسطيني`).
    pub(crate) fn is_person(&self, nisba: &Party) -> bool {
        let scene = self.scene;
        let Some(entity) = nisba.entity else {
            return false;
        };
        let first = self.entities[entity as usize].tokens.start() as usize;
        let at = scene.words.partition_point(|word| word.token < first);
        if scene.words.get(at).and_then(|word| word.entity) != Some(entity) {
            return false;
        }
        let single = |number: Option<Number>| matches!(number, None | Some(Number::Singular));
        let chunk = scene.chunk_of[at];
        let noun = chunk.map(|chunk| scene.head(chunk).features.number);
        // `محاولة اغتيال إسرائيلية`: it agrees with the noun above.
        let above = chunk.and_then(|chunk| match scene.chunks[chunk].link {
            Link::Genitive(parent) => Some((scene.head(chunk), scene.head(parent))),
            _ => None,
        });
        let feminine = |gender: Option<Gender>| gender == Some(Gender::Feminine);
        let agrees = above.is_some_and(|(own, above)| {
            feminine(nisba.gender)
                && !feminine(own.features.gender)
                && feminine(above.features.gender)
                && above.cues.any(&[Cue::Transparent, Cue::Attempt])
        });
        !agrees
            && nisba.number == Some(Number::Singular)
            && noun.is_some_and(single)
            && !scene.words[at].definite()
    }

    /// Whether a nationality word stands for states or bodies rather than for a civilisation
    /// (`القمة العربية` is no act of the Arabs, `تنديد عربي` is).
    fn acts(&self, chunk: usize, entity: u32) -> bool {
        let noun = self.scene.head(chunk);
        let bare = noun.features.verb_form == Some(VerbForm::Masdar) && !noun.definite();
        bare || self.stands_for_state(entity)
    }

    /// Whether a nationality word stands for a state or body.
    pub(crate) fn stands_for_state(&self, entity: u32) -> bool {
        let refs = &self.entities[entity as usize].refs;
        refs.iter().any(|r| self.registry.get(*r).country.is_some())
    }
}
