//! What a phrase belongs to though another one stands between: `داعيا إسرائيل إلى سحب قواتها`, `دعوة من نظيره لزيارته`.

use crate::chunks::Kind;
use crate::cue::Cue;
use crate::fillers::Gatherer;
use rasd_core::VerbForm;

/// What a participle that takes its object and a complement says.
const CALLS: [Cue; 3] = [Cue::Wish, Cue::Blame, Cue::Planned];

impl Gatherer<'_> {
    /// `داعيا إسرائيل إلى سحب قواتها`, `مناشدا الدول تقديم مساعدات`: the participle whose object stands just before
    /// what it calls for.
    pub(crate) fn called_for(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let object = self.phrase_before(chunk, true)?;
        let participle = object.checked_sub(1)?;
        let above = &scene.chunks[participle];
        let word = scene.head(participle);
        let calls = above.kind == Kind::Phrase
            && above.preposition.is_none()
            && word.participle()
            && word.cues.any(&CALLS)
            && scene.circumstance(above.head)
            && above.end == scene.chunks[object].start;
        let masdar = scene.head(chunk).features.verb_form == Some(VerbForm::Masdar);
        let bound = here.preposition.is_some()
            || (masdar && here.bare() && scene.chunks[chunk - 1].end == here.start);
        let bare = scene.chunks[object].preposition.is_none();
        (calls && bound && bare).then_some(participle)
    }

    /// `دعوة من نظيره لزيارة بكين`: the noun of wishing with the phrase that says from or to whom, just before what is
    /// wished for.
    pub(crate) fn wished_by(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let here = scene.chunks[chunk].preposition.as_deref();
        let whom = self.phrase_before(chunk, true)?;
        let noun = whom.checked_sub(1)?;
        let from = matches!(
            scene.chunks[whom].preposition.as_deref(),
            Some("من" | "إلى" | "ل")
        );
        let acts = scene.chunks[whom].human
            || scene.chunks[whom].entity.is_some()
            || scene.chunks[whom].pronoun;
        let masdar = scene.head(chunk).features.verb_form == Some(VerbForm::Masdar);
        let wish = scene.chunks[noun].kind == Kind::Phrase
            && scene.chunks[noun].entity.is_none()
            && scene.head(noun).cues.has(Cue::Wish);
        (from && acts && masdar && wish && matches!(here, Some("ل" | "إلى"))).then_some(noun)
    }

    /// `منع المسلحين من مهاجمة القرى`: the noun of preventing whose genitive is kept from what follows.
    pub(crate) fn kept_from(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let from = scene.chunks[chunk].preposition.as_deref() == Some("من");
        let noun = self.owner_before(chunk).filter(|_| from)?;
        let apart = noun + 1 != chunk && scene.chunks[noun].entity.is_none();
        (apart && scene.head(noun).cues.has(Cue::Prevent)).then_some(noun)
    }
}
