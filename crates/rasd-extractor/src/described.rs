//! Participles with a complement of their own after a noun (`القوات الموالية للحكومة`).

use crate::chunks::{Chunk, Kind};
use crate::concord;
use crate::cue::Cue;
use crate::fillers::Gatherer;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, Gender, Number, Sector, VerbForm};

impl Gatherer<'_> {
    /// Last word of a common noun that a participle with its complement tells from others of its kind
    /// (`القوات الموالية للحكومة`, `خلية تابعة للتنظيم`); what has a name needs no telling (`حزب الله المدعوم من إيران`),
    /// and what names an event is told by that.
    pub(crate) fn described(&self, chunk: usize, end: usize) -> Option<usize> {
        let scene = self.scene;
        let here = &scene.chunks[end];
        let common = (chunk..=end).all(|index| self.is_common(&scene.chunks[index]));
        let last = here.end - 1;
        // `الجماعات المتمركزة في الجبال`: within a mention too, but not `الناشطات المعتصمات في الميدان`.
        let within = || {
            let (word, before) = (&scene.words[last], &scene.words[last - 1]);
            let one = word.features.number == Some(Number::Singular);
            let noun = before.definite() && before.entity == word.entity;
            let tells = word.participle() || word.cues.has(Cue::Bound);
            let next = scene.chunks.get(end + 1);
            let plain = next.is_some_and(|next| {
                let act = scene.words[next.head].features.verb_form == Some(VerbForm::Masdar);
                // `المسلحين المتحصنين في المسجد`: where several men are is where it happened.
                let beside = next.preposition.as_deref().is_some_and(|name| {
                    self.grammar.says_where(name) && !self.grammar.governs(name)
                });
                let place = !one && (beside || self.is_site(end + 1));
                next.preposition.as_deref() != Some("ب") && !act && !place
            });
            // `الدول المشاركة في المؤتمر` is written like the act.
            let tells = tells || one && word.adjectival && last == here.head + 1;
            here.entity.is_some() && word.entity == here.entity && noun && tells && plain
        };
        let own_adjective = here.adjectives.last() == Some(&last);
        let own = last > here.head && (own_adjective || within());
        let (participle, complement) = match own {
            true => (last, end + 1),
            false => (self.participle_after(chunk, end)?, end + 2),
        };
        let word = &scene.words[participle];
        let bound = word.cues.has(Cue::Bound);
        // `الحكومة المتهمة بالتزوير`, but `الائتلاف الحاكم في اليابان`
        let owned =
            word.definite() && (!here.nisbas.is_empty() || (!bound && self.is_government(here)));
        let governs = word.participle() || bound || !own_adjective && own && word.adjectival;
        let next = scene.chunks.get(complement)?;
        let preposition = next.preposition.as_deref()?;
        // `عصابة مسلحة على خطف تاجر`
        if word.cues.has(Cue::Complete) {
            return None;
        }
        // `قوى معارضة لدمشق`
        let stance = bound && preposition == "ل";
        let tells = governs && (!word.event_participle || stance) && !word.has_pronoun();
        if !common || !tells || owned {
            return None;
        }
        // `دعا الدول المانحة إلى الحوار`: that is what the verb goes on with; but `المنتمين إلى الحركة`
        if preposition == "إلى" && !next.pronoun && !bound {
            return None;
        }
        // `الحزبين الحاكمين لبقائه`: an act of their own tells what for.
        let head = &scene.words[next.head];
        let act = head.features.verb_form == Some(VerbForm::Masdar) && head.has_pronoun();
        let near = next.kind == Kind::Phrase && next.start <= participle + 2 && !act;
        // `المشتبه به`, but `الوفد المرافق له`
        let impersonal = word.features.verb_form == Some(VerbForm::PassiveParticiple)
            && word.features.number == Some(Number::Singular)
            && word.features.gender == Some(Gender::Masculine);
        let whole = match next.pronoun {
            true => impersonal,
            // `القوى المتحالفة مع النظام`
            false => {
                self.grammar.governs(preposition)
                    || self.grammar.says_where(preposition)
                    || preposition == "مع" && bound
            }
        };
        (near && whole).then(|| match next.pronoun {
            true => next.end - 1,
            false => scene.chunks[scene.groups.chain_end(complement)].end - 1,
        })
    }

    /// A participle that stands right after a phrase as one of its own and agrees with its noun.
    fn participle_after(&self, chunk: usize, end: usize) -> Option<usize> {
        let scene = self.scene;
        let next = scene.chunks.get(end + 1)?;
        let here = &scene.chunks[end];
        let alone = next.bare() && next.entity.is_none() && !next.conjoined;
        let word = &scene.words[next.head];
        let agrees = |noun: &Word| {
            let things = noun.features.number == Some(Number::Plural)
                && word.features.number == Some(Number::Singular)
                && word.features.gender == Some(Gender::Feminine);
            // `طردت القوات المسلحين من المدينة`
            let men = word.features.gender == Some(Gender::Masculine)
                && noun.features.gender == Some(Gender::Feminine);
            let same = noun.features.number == word.features.number
                && (noun.features.gender == word.features.gender
                    || word.features.number == Some(Number::Plural) && !men);
            things || same
        };
        // `حكومة ميانمار منهمكة في`: what a name or article makes definite takes no indefinite one.
        let known = scene.words[here.start..here.end].iter().any(Word::definite)
            || here.end > here.head + 1 && {
                let last = &scene.words[here.end - 1];
                last.kind == WordKind::Noun && !last.common_noun
            };
        let definite = scene.head(end).definite() == word.definite() && (word.definite() || !known);
        let fits = alone
            && next.start == here.end
            && next.end == next.start + 1
            && definite
            && !concord::tells_how(scene.head(end), word)
            && [
                scene.head(end),
                scene.head(chunk),
                &scene.words[here.end - 1],
            ]
            .into_iter()
            .any(agrees);
        fits.then_some(next.head)
    }

    /// Whether a phrase has no name in it.
    fn is_common(&self, chunk: &Chunk) -> bool {
        let kind = chunk.entity.map(|e| self.entities[e as usize].kind);
        chunk.kind == Kind::Phrase && kind.is_none_or(|kind| kind == EntityType::Nom)
    }

    /// Whether a phrase stands for a government.
    fn is_government(&self, chunk: &Chunk) -> bool {
        let mention = chunk.entity.map(|e| &self.entities[e as usize]);
        let first = mention.and_then(|mention| mention.refs.first());
        let sector = first.and_then(|id| self.registry.get(*id).sector);
        chunk.number == Some(Number::Singular) && sector == Some(Sector::Gov)
    }

    /// Last word of a phrase but for a participle that has a complement of its own (`نظام الأسد المتهم
    /// بشن هجوم`, `مؤسسات تابعة له`).
    pub(crate) fn without_complement(&self, chunk: usize) -> usize {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let last = here.end - 1;
        let next = scene.chunks.get(chunk + 1);
        let complement = next.is_some_and(|next| {
            let near = next.start <= here.end + 1;
            let preposition = next.preposition.as_deref();
            near && preposition.is_some_and(|p| self.grammar.governs(p))
        });
        let form = scene.words[last].features.verb_form;
        let participle = scene.words[last].participle();
        let whole = scene.words[last].cues.has(Cue::Complete);
        let adjective = here.adjectives.last() == Some(&last) && last > here.head && !whole;
        // `مؤسسات تابعة له`, but `الوفد المرافق له`
        let definite = scene.words[last].definite();
        let of_it = !definite && next.is_some_and(|next| next.pronoun && next.start <= here.end);
        let toward =
            next.is_some_and(|next| next.preposition.as_deref() == Some("إلى") && !next.pronoun);
        let complement = complement && !(definite && toward);
        // `شقته الواقعة في العاصمة`
        let lies = next.is_some_and(|next| {
            let preposition = next.preposition.as_deref();
            let within = preposition.is_some_and(|p| self.grammar.says_where(p));
            within && next.start <= here.end + 1
        });
        let active = form == Some(VerbForm::ActiveParticiple);
        let lies = lies && active && definite && scene.head(chunk).cues.has(Cue::Site);
        if adjective && (complement && (participle || of_it) || lies) {
            last - 1
        } else {
            last
        }
    }

    /// The end of a phrase with its genitive, which may be that of the noun joined to it
    /// (`مقاتلات ومروحيات التحالف`).
    pub(crate) fn shared_end(&self, chunk: usize) -> usize {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let head = scene.head(chunk);
        let waits = here.end == here.start + 1
            && scene.groups.genitive(chunk).is_none()
            && head.kind == WordKind::Noun
            && !head.definite()
            && !head.has_pronoun()
            && !head.accusative
            && (head.features.number == Some(Number::Singular) || !head.ends_with("ن"))
            && here
                .entity
                .is_none_or(|e| self.entities[e as usize].kind == EntityType::Nom);
        let next = scene.chunks.get(chunk + 1).filter(|next| {
            let joined = next.kind == Kind::Phrase && next.conjoined && next.preposition.is_none();
            let noun = &scene.words[next.head];
            let open = !noun.definite() && !noun.has_pronoun() && !noun.event_noun;
            waits && joined && next.start == here.end && open
        });
        let genitive = next.and_then(|_| scene.groups.genitive(chunk + 1));
        let definite = |genitive: &usize| {
            let whole = &scene.chunks[*genitive];
            whole.preposition.is_none()
                && (whole.entity.is_some() || scene.words[whole.head].definite())
        };
        match genitive.filter(definite) {
            Some(_) => scene.groups.chain_end(chunk + 1),
            None => scene.groups.chain_end(chunk),
        }
    }

    /// `منظمات الدفاع عن الحقوق`: whether a phrase ends in a noun that عن completes.
    pub(crate) fn governs_about(&self, chunk: usize) -> bool {
        let chunk = &self.scene.chunks[chunk];
        self.scene.words[chunk.end - 1].cues.has(Cue::AboutWhom)
    }
}
