//! What a prepositional phrase belongs to: the event, or what is named just before it.

use crate::chunks::{Kind, Link};
use crate::fillers::Gatherer;
use rasd_core::VerbForm;

impl Gatherer<'_> {
    /// Whether a prepositional phrase belongs to the thing named just before it rather than to the
    /// event (`ألغام مضادة للأفراد`).
    pub(crate) fn hangs(&self, chunk: usize, event: usize) -> bool {
        let scene = self.scene;
        let Some(previous) = chunk.checked_sub(1) else {
            return false;
        };
        let before = &scene.chunks[previous];
        // `جهود مصر بالتعاون مع قطر`
        let act = before.preposition.is_some()
            && scene.head(previous).features.verb_form == Some(VerbForm::Masdar);
        let open = match scene.chunks[chunk].preposition.as_deref() {
            Some("ل" | "من" | "ب" | "بين") => true,
            Some("مع") => act,
            _ => false,
        };
        let own = previous == event || scene.groups.genitive(event) == Some(previous);
        if !own && (self.completes_participle(chunk) || self.of_other_act(chunk)) {
            return true;
        }
        // `طلب من عدد من الدبلوماسيين`
        if self.partitive(previous) == Some(chunk) && self.counts(previous) {
            return true;
        }
        open && !own
            && before.kind == Kind::Phrase
            && (before.preposition.is_some() || matches!(before.link, Link::Genitive(_)))
            && before.entity.is_none()
            && !before.pronoun
            && !before.human
            && before.end + 1 >= scene.chunks[chunk].start
    }

    /// `هجمات انتقاما من مشاركة فرنسا في حملة ضد المتطرفين`: whether somebody against whom something is done
    /// follows another act directly.
    fn of_other_act(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let Some(before) = chunk.checked_sub(1) else {
            return false;
        };
        let other = &scene.chunks[before];
        other.kind == Kind::Phrase
            && other.entity.is_none()
            // `حكم بالإعدام بحق ستة`
            && other.preposition.as_deref().is_some_and(|name| name != "ب")
            && scene.head(before).event_noun
            && scene.chunks[chunk].preposition.as_deref() == Some("ضد")
            && other.end + 1 >= scene.chunks[chunk].start
    }

    /// `"الجيش الحر" المعارض للنظام`, `المسؤول المكلف بالملف`: whether a phrase completes the definite participle
    /// just before it, which describes somebody named.
    fn completes_participle(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let Some(before) = chunk.checked_sub(1).map(|before| &scene.chunks[before]) else {
            return false;
        };
        let last = before.end - 1;
        let word = &scene.words[last];
        let participle = matches!(
            word.features.verb_form,
            Some(VerbForm::ActiveParticiple | VerbForm::PassiveParticiple)
        );
        let bound = scene.chunks[chunk].preposition.as_deref();
        before.kind == Kind::Phrase
            && before.adjectives.last() == Some(&last)
            && last > before.head
            && participle
            && word.definite()
            && bound.is_some_and(|name| matches!(name, "ل" | "ب" | "من" | "عن"))
            && before.end + 1 >= scene.chunks[chunk].start
    }

    /// Whether a phrase before the verb stands by itself rather than after a noun.
    pub(crate) fn free_before(&self, chunk: usize) -> bool {
        chunk == 0 || self.scene.chunks[chunk - 1].kind != Kind::Phrase
    }
}
