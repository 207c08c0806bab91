//! Whether a phrase can be the subject of the verb before it by its form.

use crate::agreement::agrees_after;
use crate::chunks::{Chunk, Edge, Kind};
use crate::clauses::Builder;
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, Gender, Number};

impl Builder<'_> {
    /// Whether a phrase after a verb can be its subject by form: it agrees and is no accusative.
    pub(crate) fn fits(&self, verb: &Chunk, phrase: usize) -> bool {
        agrees_after(verb, &self.chunks[phrase])
            && !self.counts_men(verb, phrase)
            && !self.several_bodies(verb, phrase)
            && !self.is_accusative(phrase)
    }

    /// `ألقى كلمة متهما إسرائيل`: an indefinite accusative is no subject.
    pub(crate) fn is_accusative(&self, phrase: usize) -> bool {
        let chunk = &self.chunks[phrase];
        let head = &self.words[chunk.head];
        let comma = phrase
            .checked_sub(1)
            .map(|before| &self.chunks[before].kind);
        let apart = comma == Some(&Kind::Edge(Edge::Comma));
        let dual = head.features.number == Some(Number::Dual);
        // `وناشد المسلحين`: nor is a sound plural or a dual (`الجانبين`) in ين.
        let oblique = head.features.number == Some(Number::Plural) && head.sound_plural
            || dual && head.definite();
        if oblique && head.ends_with("ين") && !head.has_pronoun() {
            return true;
        }
        !self.proper(phrase) && head.accusative && !head.has_pronoun() && (apart || !dual)
    }

    /// `وناشد الدول الغربية`, `وطالب السلطات`: several bodies are no subject of a masculine verb.
    fn several_bodies(&self, verb: &Chunk, phrase: usize) -> bool {
        let chunk = &self.chunks[phrase];
        let head = &self.words[chunk.head];
        let plural = (head.features.number, head.features.gender)
            == (Some(Number::Plural), Some(Gender::Feminine));
        let bodies = head.cues.has(Cue::Body) || head.cues.has(Cue::KindWord);
        let kind = chunk.entity.map(|e| self.entities[e as usize].kind);
        let word = self.words[verb.head].acts && head.common_noun && head.definite();
        verb.gender == Some(Gender::Masculine)
            && verb.number == Some(Number::Singular)
            && matches!(kind, None | Some(EntityType::Nom))
            && plural
            && bodies
            && word
            && chunk.head == chunk.start
    }

    /// `وبرأت 47 متهما`, `تعتقل 4 آلاف عنصر`: counted men are no subject of a feminine verb.
    fn counts_men(&self, verb: &Chunk, phrase: usize) -> bool {
        let number = self.chunks[phrase].head;
        let people = |word: &Word| {
            let named = word.entity.map(|e| self.entities[e as usize].kind);
            word.cues.has(Cue::Person) || named == Some(EntityType::Norp)
        };
        // `4 آلاف`
        const NUMBER: usize = 3;
        let mut rest = self.words[number + 1..].iter().take(NUMBER);
        let numeral = |word: &Word| word.kind == WordKind::Number || word.cues.has(Cue::Quantity);
        let counted = rest.find(|word| !numeral(word));
        let counted = counted.filter(|word| {
            let men = word.features.gender == Some(Gender::Masculine) && word.preposition.is_none();
            // `وأطلقت 20 صاروخا`
            let one = word.features.number == Some(Number::Singular) && word.accusative;
            let noun = matches!(word.kind, WordKind::Noun | WordKind::Adjective);
            noun && men && (people(word) || one)
        });
        // `قتلت اثنين واعتقلت 16`: nor are those of whom nothing but the number is told.
        let alone = || {
            let end = self.chunks[phrase].end;
            let own = |word: &Word| numeral(word) || word.cues.has(Cue::Another);
            let next = self.words.get(end);
            let noun = next.is_some_and(|next| {
                next.nominal() && !next.conjoined() && next.preposition.is_none()
            });
            self.words[number..end].iter().all(own) && !noun
        };
        // `احتجزت ثلاثة من سائقيها`: the numbers in ة count men and things of their gender.
        let word = &self.words[number];
        let masculine = word.ends_with("ه") && !word.cues.has(Cue::Quantity);
        verb.gender == Some(Gender::Feminine)
            && word.kind == WordKind::Number
            && (masculine || counted.is_some() || alone())
    }
}
