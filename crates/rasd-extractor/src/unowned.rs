//! Nouns that are of nobody: what follows a word for one armed man or the like is whom he acts on (`هاجم مسلح دورية`).

use crate::agreement::agrees_after;
use crate::chunks::{Chunk, Chunker, Kind, Link};
use crate::cue::Cue;
use crate::word::WordKind;
use rasd_core::{EntityType, Gender, Number};

impl Chunker<'_> {
    /// `هاجم مسلح دورية`, `أطلق قناص النار`, `اختطف قراصنة سفينة`: whether a noun after a word for people is none of
    /// theirs; several of them can be somebody's (`شبان القرية`).
    pub(crate) fn stands_alone(&self, last: &Chunk, chunk: &Chunk) -> bool {
        let (people, noun) = (&self.words[last.head], &self.words[chunk.head]);
        let one = people.features.number == Some(Number::Singular);
        let named = self
            .kind_of(chunk)
            .is_some_and(|kind| kind != EntityType::Nom);
        // `جنود احتياط`
        let kind = noun.features.verb_form.is_some();
        let owner = noun.definite() || noun.has_pronoun() || named || kind;
        // `مواطني دول أوروبية`, `قتل أطفال ضابط`
        let waits = people.ends_with("ي") || people.ends_with("و");
        let thing = !chunk.human || noun.features.gender == Some(Gender::Feminine);
        let several = || !owner && !waits && thing && self.follows_act(last);
        let alone = last.end == last.start + 1 && !people.event_noun;
        // `مسلح ملثم`: an object would have its ا.
        let man = noun.features.gender == Some(Gender::Masculine)
            && noun.features.number == Some(Number::Singular);
        let next = self.words.get(chunk.end);
        let construct = next.is_some_and(|next| next.nominal() && !next.conjoined());
        let bare = !noun.definite() && !noun.accusative && !construct;
        let describes = man && chunk.human && bare && chunk.end == chunk.start + 1;
        let open = noun.kind != WordKind::Number && !noun.ends_with("ي") && !describes;
        people.cues.has(Cue::Sole) && alone && open && (one || several())
    }

    /// Whether a phrase stands right after a verb that can act on something, and agrees with it.
    pub(crate) fn follows_act(&self, phrase: &Chunk) -> bool {
        // `قصفت حليفتها إسرائيل المدينة`
        let phrase = match phrase.link {
            Link::Apposition(first) => &self.chunks[first],
            _ => phrase,
        };
        let mut earlier = self.chunks.iter().rev();
        let before = earlier.find(|chunk| chunk.end <= phrase.start);
        before.is_some_and(|verb| {
            let word = &self.words[verb.head];
            verb.kind == Kind::Verb
                && verb.end == phrase.start
                && word.acts
                && !word.has_pronoun()
                && agrees_after(verb, phrase)
        })
    }
}
