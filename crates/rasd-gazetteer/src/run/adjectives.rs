//! What looks like the name of a country or a region and is an adjective of the noun before it.

use super::atom::{Atom, What};
use super::concord;
use super::kinds::Kinds;
use super::parse::Sentence;
use super::titles;
use crate::data::{Cue, TargetKind};
use rasd_core::{Gender, Number, Pos};

impl Sentence<'_, '_> {
    /// غربي البلاد: a direction and not the West.
    pub(super) fn is_direction(&self, norp: &Atom) -> bool {
        let definite = self.view.folded(norp.first).starts_with("ال");
        !definite && self.view.cue(norp.first, Cue::Place).is_some()
    }

    /// Whether what looks like a country's name is rather its nationality word: الحكومة السعودية.
    pub(super) fn is_adjective_here(&self, name: &Atom, norp: &Option<Atom>) -> bool {
        let Some(norp) = norp else { return false };
        if norp.end != name.end || norp.first != name.first {
            return false;
        }
        let What::Target(target) = name.what else {
            return false;
        };
        if self.view.data.targets[target as usize].kind != TargetKind::Country {
            return false;
        }
        // تركياً, with its vowel sign, is the adverb.
        let token = self.view.layer.tokens[name.first];
        if token.span.text(self.view.text).contains('\u{64b}') {
            return true;
        }
        if name.first == self.sentence.start || name.skip > 0 {
            return false;
        }
        let before = self.view.word(name.first - 1);
        if !concord::has_article(self.view, name.first) {
            // مواقع عسكرية سورية, مدنا سورية, كيانا ليبيا: after an adjective or an accusative there is no genitive.
            let one = (before.number_of, before.gender)
                == (Some(Number::Singular), Some(Gender::Feminine));
            // متهما سوريا, مساء أمس
            let man = (before.number_of, before.gender)
                == (Some(Number::Singular), Some(Gender::Masculine));
            let indefinite = before.number_of == Some(Number::Plural)
                || man && !before.participle && norp.gender == Some(Gender::Masculine);
            let accusative = before.pos == Some(Pos::Noun)
                && indefinite
                && self.view.written(name.first - 1).ends_with('ا');
            let adjective =
                before.pos == Some(Pos::Adj) && one && name.first > self.sentence.start + 1;
            let nations = titles::is_first_of_nations(self.view, name.end, &self.sentence, before);
            return (adjective || accusative || nations) && !before.definite;
        }
        // زار الرئيس التركي السعودية: what describes a woman does not go on with what describes a man.
        let man = self.view.has(name.first - 1, Kinds::NISBA)
            && before.gender == Some(Gender::Masculine)
            && before.number_of == Some(Number::Singular);
        let woman = norp.gender == Some(Gender::Feminine);
        before.is_word
            && before.definite
            && !(man && woman)
            && matches!(before.pos, Some(Pos::Noun | Pos::Adj | Pos::Propn | Pos::X))
    }
}
