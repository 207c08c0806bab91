//! Pronouns after an act that is turned on the subject of its own sentence (`ندد الرئيس بالحملة ضده`).

use crate::chunks::Link;
use crate::cue::{CARRIERS, Cue};
use crate::fillers::Gatherer;

/// Verbs whose subject does, orders or asks for the act they name, and so is not whom it is turned on.
const DOING: [Cue; 10] = [
    Cue::Control,
    Cue::Announce,
    Cue::Planned,
    Cue::Able,
    Cue::Attempt,
    Cue::Light,
    Cue::LightWith,
    Cue::Phase,
    Cue::Wish,
    Cue::Urge,
];

impl Gatherer<'_> {
    /// Whether the pronoun in the phrase right after an act can mean the subject of the verb before: with ضد, with على where
    /// the act is a known one (`رفض الحصار عليه`), and after what says at whom it is aimed (`الموجهة إليه`).
    pub(crate) fn turned_on_subject(&self, act: usize, complement: usize) -> bool {
        let scene = self.scene;
        let (here, next) = (&scene.chunks[act], &scene.chunks[complement]);
        let (true, Some(verb)) = (next.pronoun, here.verb) else {
            return false;
        };
        // `رفضت إيران فرض العقوبات عليها` may be told of either side.
        let imposed = match here.link {
            Link::Genitive(parent) => scene.head(parent).cues.any(&CARRIERS),
            _ => false,
        };
        let participle = |word: &usize| scene.words[*word].participle();
        let aimed = here.adjectives.iter().any(participle);
        let against = match next.preposition.as_deref() {
            Some("ضد") => true,
            Some("على") => scene.head(act).definite(),
            Some("إلى" | "ل") => aimed,
            _ => false,
        };
        let cues = scene.head(verb).cues;
        against && !imposed && !cues.any(&DOING)
    }
}
