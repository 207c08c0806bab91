//! What a nominal takes in beyond its genitives and adjectives: those it lies between, the short name in brackets, the
//! rest of a quotation.

use crate::chunks::{Chunk, Link};
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::word::WordKind;
use rasd_core::{EntityType, VerbForm};

impl Gatherer<'_> {
    /// `الحدود الشمالية مع مالي`, `الحدود الشرقية لغزة`, `الحدود بين غزة وإسرائيل`: the end of a place with those it lies between.
    pub(crate) fn beside_whom(&self, chunk: usize, end: usize) -> usize {
        let scene = self.scene;
        let Some(next) = scene.chunks.get(end + 1) else {
            return end;
        };
        let between = matches!(next.preposition.as_deref(), Some("مع" | "بين"));
        // `بلاده لسوريا`: whose it is has been said.
        let towards = next.preposition.as_deref() == Some("ل")
            && next.link == Link::None
            && !scene.head(chunk).has_pronoun();
        let kind = next.entity.map(|e| self.entities[e as usize].kind);
        let place = kind == Some(EntityType::Gpe) || kind == Some(EntityType::Nom) && between;
        let touching = next.start <= scene.chunks[end].end + 1;
        let owned = scene.groups.genitive(chunk).is_some();
        let open = (between || towards) && place && touching && !owned;
        if !(scene.head(chunk).cues.has(Cue::Site) && open) {
            return end;
        }
        let members = scene.groups.coordination(end + 1);
        members
            .map(|member| scene.groups.chain_end(member))
            .max()
            .unwrap_or(end)
    }

    /// `أعضاء حركة المقاومة الإسلامية (حماس)`: the bracket that closes the short name of a body.
    pub(crate) fn bracketed(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let name = scene.chunks.get(chunk + 1).filter(|name| name.bracketed)?;
        let touching = name.start == scene.chunks[chunk].end + 1 && name.link == Link::None;
        let kind = name.entity.map(|e| self.entities[e as usize].kind);
        let close = scene.words.get(name.end)?;
        let closes = self.layer.folded(close.token) == ")";
        (touching && closes && kind == Some(EntityType::Org)).then_some(name.end)
    }

    /// The last word of a nominal, or the sign after it that closes a quotation opened within
    /// (`أعضاء "الجمعية الوطنية"`), with a noun that و joins before it (`مصنع "الحديد والصلب"`).
    pub(crate) fn close_quotation(&self, first: usize, last: usize) -> usize {
        /// Words of a name in quotation marks that follow what is read of it, at most.
        const REST: usize = 3;
        let scene = self.scene;
        let sign = |word: usize, signs: &[&str]| {
            let word = &scene.words[word];
            word.kind == WordKind::Punctuation && signs.contains(&self.layer.folded(word.token))
        };
        let count = |signs: &[&str]| (first..=last).filter(|word| sign(*word, signs)).count();
        let open = count(&["«", "“"]) > count(&["»", "”"]) || count(&["\""]) % 2 == 1;
        if !open {
            return last;
        }
        let end = scene.words.len().min(last + 2 + REST);
        let close = (last + 1..end).find(|word| scene.words[*word].kind != WordKind::Noun);
        close
            .filter(|word| sign(*word, &["»", "”", "\""]))
            .unwrap_or(last)
    }

    /// `دول أخرى لدفع إيران`, `قرية مجاورة لتحرير الرهائن`: whether what follows with ل is what something is done for. A noun
    /// may also tell so what it is there for: `مركزا لتدريب القوات`, `مصنع سري لإنتاج الأسلحة`.
    pub(crate) fn is_aim(&self, chunk: usize, next: &Chunk) -> bool {
        let scene = self.scene;
        let (own, noun) = (&scene.chunks[chunk], &scene.words[next.head]);
        let told = !own.adjectives.is_empty() || !own.nisbas.is_empty();
        let serves = scene.head(chunk).cues.has(Cue::Serving);
        // `مبنى لاستخدامه ثكنة`
        let resumed = noun.has_pronoun();
        noun.features.verb_form == Some(VerbForm::Masdar)
            && (own.human || resumed || told && !serves)
    }
}
