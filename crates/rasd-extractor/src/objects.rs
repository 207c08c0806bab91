//! Noun phrases that stand right after another and are no genitive of it.

use crate::agreement::agrees_after;
use crate::chunks::{Chunk, Chunker, Kind};
use crate::cue::Cue;
use crate::word::WordKind;
use rasd_core::{EntityType, Number};

impl Chunker<'_> {
    /// Whether the words of a phrase and of the one before it at `index` keep it from being a genitive of that one.
    pub(crate) fn is_no_genitive(&self, index: usize, chunk: &Chunk) -> bool {
        let last = &self.chunks[index];
        let act = &self.words[chunk.head];
        // `لقي رجل مصرعه`: what people do or undergo is no genitive of them.
        let undergone = last.human && act.event_noun && act.has_pronoun();
        // `فجر انتحاري نفسه`
        let oneself = act.cues.has(Cue::Oneself) && act.has_pronoun();
        undergone
            || oneself
            || self.is_object_of(last, chunk)
            || self.tells_age(last, chunk)
            || self.strikes(index, chunk)
            || self.stands_alone(last, chunk)
            || self.stages(index, chunk)
    }

    /// Whether number or case show that what comes after people is acted on by them.
    fn is_object_of(&self, last: &Chunk, chunk: &Chunk) -> bool {
        let word = &self.words[chunk.head];
        let head = &self.words[last.head];
        let counts = head.kind == WordKind::Number || head.cues.has(Cue::Quantity);
        // `دهس رجل بسيارة عمالا`: an accusative is no genitive but after a number.
        let dual = word.features.number == Some(Number::Dual);
        let accusative = word.accusative && !counts && !dual && !word.has_pronoun();
        // `قتل مسلح 80 سجينا`: people are not of a number, but what is done to them is (`مقتل 80 سجينا`).
        let digits =
            word.kind == WordKind::Number && (word.lemma.is_none() || chunk.entity.is_some());
        let numbered = last.human && !counts && !head.event_noun && digits;
        // `طعن شاب شرطيا`, `قتل مسلح جنديين`
        let people = self.kind_of(chunk) == Some(EntityType::Nom);
        let one = word.features.number == Some(Number::Singular);
        let qualified = head.participle() || head.kind == WordKind::Adjective;
        let object = people
            && last.human
            && !counts
            && (accusative && one || qualified && !word.definite() && word.ends_with("ين"));
        // `قوة مدعومة بآليات عددا من الشبان`
        let some = people && word.common_noun && word.cues.has(Cue::Quantity);
        numbered || object || accusative && (chunk.entity.is_none() || some)
    }

    /// `رجل عمره 45 عاما`: a noun that a length of time is said of describes the one before.
    fn tells_age(&self, last: &Chunk, chunk: &Chunk) -> bool {
        let next = self.words.iter().skip(chunk.head + 1).take(2);
        let mut length = next.take_while(|word| word.time.is_some());
        let told = length.any(|word| word.kind == WordKind::Number);
        let pronoun = self.words[chunk.head].has_pronoun();
        last.human && !self.words[last.head].definite() && pronoun && told
    }

    /// `استهدف هجوم السفارة في بغداد`: between a verb whose subject can be an attack and the end of its phrases
    /// a definite one after an indefinite act is what is attacked.
    fn strikes(&self, act: usize, chunk: &Chunk) -> bool {
        let last = &self.chunks[act];
        let noun = &self.words[last.head];
        let verb = act.checked_sub(1).map(|before| &self.chunks[before]);
        let transitive = verb.is_some_and(|verb| {
            let open = verb.kind == Kind::Verb && !self.words[verb.head].has_pronoun();
            open && self.words[verb.head].cues.has(Cue::Strike) && agrees_after(verb, last)
        });
        let place = noun.cues.any(&[Cue::Site, Cue::Target]);
        let indefinite =
            noun.event_noun && !place && last.entity.is_none() && last.end == last.start + 1;
        let definite = chunk.entity.is_some() || self.words[chunk.head].definite();
        let next = chunk.entity.map_or(chunk.end, |e| {
            let end = self.entities[e as usize].tokens.end() as usize;
            self.words.partition_point(|word| word.token < end)
        });
        let ends = self.words.get(next).is_none_or(|word| {
            word.preposition.is_some() || word.time.is_some() || !word.nominal()
        });
        transitive && indefinite && definite && ends
    }
}
