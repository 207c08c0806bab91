//! How long something lasted, which says when that was and not when the acts beside it were.

use crate::chunks::Kind;
use crate::cue::Cue;
use crate::fillers::Gatherer;
use rasd_core::{Argument, ArgumentTarget, Category, TimexType, VerbForm};

impl Gatherer<'_> {
    /// `قتل خمسة في معركة استمرت ساعتين`: whether a length of time is that of what a verb of lasting tells of, and the trigger
    /// something else. How long it will go on (`زيارة تستغرق يومين`) is not when anything was.
    pub(crate) fn is_length_of_other(
        &self,
        argument: &Argument,
        time: usize,
        trigger: usize,
        acts: &[(usize, Category)],
    ) -> bool {
        let ArgumentTarget::Time(id) = argument.target else {
            return false;
        };
        let scene = self.scene;
        let chunk = &scene.chunks[time];
        // `تتواصل منذ شهرين` counts from a day.
        let bare = matches!(chunk.preposition.as_deref(), None | Some("ل"));
        let length = self.times[id as usize].kind == TimexType::Duration && bare;
        let lasts = |verb: &usize| {
            scene.chunks[*verb].kind == Kind::Verb && scene.head(*verb).cues.has(Cue::Lasting)
        };
        let Some(verb) = chunk.verb.filter(lasts).filter(|_| length) else {
            return false;
        };
        let to_come = scene.head(verb).features.verb_form == Some(VerbForm::Imperfect);
        let told = acts[..acts.partition_point(|(act, _)| *act < verb)].last();
        // `استمر القصف ساعتين`
        let before = told.is_some_and(|(act, _)| trigger < *act);
        verb < time && (to_come || before)
    }
}
