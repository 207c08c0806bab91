//! Noun phrases in apposition: the same person, place or body told twice.

use crate::chunks::{Chunk, Chunker};
use crate::cue::Cue;
use crate::word::Word;
use rasd_core::EntityType::{Fac, Gpe, Loc, Nom, Norp, Occ, Org, Per};
use rasd_core::{Gender, Number};

impl Chunker<'_> {
    /// Whether a phrase tells what the one before it stands for; `comma`: there is a comma between.
    pub(crate) fn apposes(&self, last: &Chunk, chunk: &Chunk, comma: bool) -> bool {
        if self.names_kind(last, chunk, comma) || self.tells_kind(last, chunk, comma) {
            return true;
        }
        if self.is_of_rank(last, chunk, comma) {
            return true;
        }
        if comma && (self.named_aside(last, chunk) || self.told_aside(last, chunk)) {
            return true;
        }
        self.names(last, chunk, comma)
    }

    /// `مدينة حلب`, `حركة حماس`: a name after the noun for its kind.
    fn names_kind(&self, last: &Chunk, chunk: &Chunk, comma: bool) -> bool {
        let noun = &self.words[last.head];
        let (before, after) = (self.kind_of(last), self.kind_of(chunk));
        let joined = self.words.get(chunk.end).is_some_and(Word::conjoined);
        // `أدانت الدول العربية إسرائيل`: several definite things are not one with a name.
        let several = noun.features.number == Some(Number::Plural) && noun.definite() && !joined;
        // `اتهمت الحركة إسرائيل`: nor is a body that needs no name.
        let body = noun.cues.has(Cue::Body) && noun.definite() && !joined && !comma;
        // `حذرت حركة فتح إيران`: nor one that has it.
        let complete = before == Some(Org) && last.end > last.head + 1 && after != Some(Org);
        noun.cues.has(Cue::KindWord)
            && !several
            && !body
            && !complete
            && matches!(after, Some(Gpe | Loc | Fac | Org))
    }

    /// `العريش عاصمة المحافظة`: the kind of a place after its name.
    fn tells_kind(&self, last: &Chunk, chunk: &Chunk, comma: bool) -> bool {
        let noun = &self.words[chunk.head];
        let next = self.words.get(chunk.end);
        // `احتل مدعومون من تشاد بلدة`: what tells more of a name is definite.
        let told = noun.definite()
            || noun.has_pronoun()
            || next.is_some_and(|word| word.definite() || word.entity.is_some());
        // `قصفت روسيا مدينة حلب`: a noun of kind before a name of its own.
        let own = noun.cues.any(&[Cue::Settlement, Cue::Territory])
            && next.and_then(|word| word.entity).is_some();
        // `قصفت إسرائيل المدينة`: right after its verb a name is the subject.
        let named = self.words[last.head].entity.is_some();
        let acts = named && noun.definite() && self.follows_act(last);
        noun.cues.has(Cue::KindWord)
            && self.kind_of(chunk).is_none()
            && chunk.number != Some(Number::Plural)
            && matches!(self.kind_of(last), Some(Gpe | Loc))
            && told
            && !own
            && !comma
            && !acts
    }

    /// `السيد الوزير`, `رئيس الأركان، الفريق محمد`: a rank before or after a title.
    fn is_of_rank(&self, last: &Chunk, chunk: &Chunk, comma: bool) -> bool {
        let (before, after) = (self.kind_of(last), self.kind_of(chunk));
        // `أقال الرئيس القائد`: a rank stands before a name.
        let named = self.words.get(chunk.end).is_some_and(|next| {
            let name = |e: u32| self.entities[e as usize].kind == Per;
            next.cues.has(Cue::Honorific) || next.entity.is_some_and(name)
        });
        let rank = after.is_none() && (named || comma) && self.is_rank(chunk);
        let honorific = self.words[last.head].cues.has(Cue::Honorific)
            && (before.is_none() || after.is_none())
            && !comma;
        // `زميله الرقيب فهد`, `شقيقه الأمير خالد`
        let noun = &self.words[last.head];
        let kin = last.human && noun.has_pronoun() && last.end == last.start + 1 && !comma;
        let one = (last.number, last.gender) == (chunk.number, chunk.gender);
        let kin = kin && one && named && matches!(before, None | Some(Nom));
        let told = kin && (rank || after == Some(Occ)) && self.words[chunk.head].definite();
        honorific && (matches!(after, Some(Per | Occ)) || rank)
            || rank && before == Some(Occ)
            || told
    }

    /// A definite rank or honorific (`الفريق`, `السيد`).
    fn is_rank(&self, chunk: &Chunk) -> bool {
        let word = &self.words[chunk.head];
        word.cues.has(Cue::Honorific) && (word.definite() || word.article_written)
    }

    /// `حليفتها إسرائيل`, `المتحدث باسم الجيش خالد المحجوب`: a name or title after a title or another noun for the same.
    fn names(&self, last: &Chunk, chunk: &Chunk, comma: bool) -> bool {
        let noun = &self.words[last.head];
        match (self.kind_of(last), self.kind_of(chunk)) {
            // `حليفتها إسرائيل`, `زميله خالد`
            (None, Some(after @ (Gpe | Per))) => {
                let one = noun.features.number == Some(Number::Singular);
                let his = last.human && noun.has_pronoun() && last.end == last.start + 1;
                let gender = match (noun.features.gender, chunk.gender) {
                    (Some(one), Some(other)) => one == other,
                    _ => true,
                };
                // `المعارض البارز سامي الكيلاني`
                let title = noun.cues.has(Cue::Person) && noun.definite() && after == Per;
                (his || title) && one && gender && !comma
            }
            (Some(Occ | Nom), Some(Per)) => {
                let refs = self.refs(last);
                let same = refs.is_empty() || self.shares(last, chunk) || !comma;
                // `اعتقلت الشرطة سعد الحسن`
                last.number != Some(Number::Plural) && same && !noun.cues.has(Cue::Body)
            }
            // `قتل الفلسطيني محمد سليم`
            (Some(Norp), Some(Per)) => {
                noun.definite() && last.number == Some(Number::Singular) && !comma
            }
            // `حمل الرجل وزيرة الصحة المسؤولية`
            (Some(Per), Some(Occ))
                if chunk.gender == Some(Gender::Feminine) && last.gender != chunk.gender =>
            {
                self.shares(last, chunk)
            }
            (Some(Per), Some(Occ)) => {
                self.shares(last, chunk) || (!comma && self.refs(chunk).is_empty())
            }
            (Some(Org), Some(Org)) | (Some(Occ), Some(Occ)) => self.shares(last, chunk),
            _ => false,
        }
    }
}
