//! What the phrases after an event word belong to: it, or what is named just before them.

use crate::chunks::{Kind, Link};
use crate::cue::Cue;
use crate::fillers::{Carrier, Filler, Gatherer, REACH};
use crate::frame::Position;
use crate::masdars::acts_across;
use rasd_core::{Gender, Number, VerbForm};

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
        let genitive = scene.groups.genitive(event);
        // `قصف طائرات التحالف لمواقع`
        let armed = genitive.is_some_and(|owner| {
            let strikes = scene.head(owner).cues.has(Cue::Arms);
            strikes && scene.groups.chain_end(owner) == previous
        });
        let own = previous == event || genitive == Some(previous) || armed;
        if !own && (self.completes_participle(chunk) || self.of_other_act(chunk)) {
            return true;
        }
        if self.of_agent(chunk, event) || self.of_removal(chunk, event) {
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

    /// `أدان قصف النظام للمدنيين`: whether a phrase with ل directly follows who does another act.
    fn of_agent(&self, chunk: usize, event: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let agent = chunk.checked_sub(1).map(|before| &scene.chunks[before]);
        let Some((Link::Genitive(act), agent)) = agent.map(|agent| (agent.link, agent)) else {
            return false;
        };
        let noun = scene.head(act);
        here.preposition.as_deref() == Some("ل")
            && agent.end == here.start
            && act != event
            && (agent.human || agent.entity.is_some())
            && noun.event_noun
    }

    /// `طالب بطرد السفير من عمان`, `دعا إلى انسحاب القوات من سوريا`: whether a phrase with من follows whom another noun,
    /// which stands in a phrase of its own, is of.
    pub(crate) fn of_removal(&self, chunk: usize, event: usize) -> bool {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let Some(whom) = chunk.checked_sub(1) else {
            return false;
        };
        let act = self.root(whom);
        let other = &scene.chunks[act];
        here.preposition.as_deref() == Some("من")
            && scene.chunks[whom].end + 1 >= here.start
            && act != whom
            // `وصول تعزيزات من الجيش`
            && act != self.root(event)
            && other.preposition.is_some()
            && other.entity.is_none()
            && !other.human
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

    /// `الناشطة أفرج عنها`, `الصحفي الذي قبض عليه`: the pronoun after a verb without object that takes up the
    /// phrase before it; the verb is an impersonal passive then.
    pub(crate) fn resumed_by(&self, verb: usize, topic: usize) -> Option<usize> {
        let scene = self.scene;
        let after = scene.chunks.get(verb + 1)?;
        let takes_up = after.pronoun
            && matches!(after.preposition.as_deref(), Some("على" | "عن" | "مع"))
            && topic < verb;
        let clause = scene.clauses.get(verb).filter(|_| takes_up)?;
        let free = clause.objects.is_empty()
            && clause.antecedent.is_none_or(|described| described == topic)
            && !scene.head(verb).has_pronoun()
            && scene.chunks[verb].gender != Some(Gender::Feminine)
            && scene.chunks[verb].number == Some(Number::Singular);
        let features = self.scene.words[after.head].pronoun.filter(|_| free)?;
        // The verb does not tell his sex then.
        let parties = self.parties(topic);
        let agrees = match parties.as_slice() {
            [] => false,
            [one] => one.agrees(features.number, features.gender),
            _ => features.number != Some(Number::Singular),
        };
        agrees.then_some(verb + 1)
    }

    /// Complements to the right of a noun, and the object after its genitive.
    pub(crate) fn right_of_noun(
        &self,
        chunk: usize,
        owned: bool,
        carrier: Option<Carrier>,
        fillers: &mut Vec<Filler>,
    ) {
        let scene = self.scene;
        let after = self.after_coordination(chunk);
        let mut index = after;
        let genitive = scene.groups.genitive(chunk);
        // `اعتقال الشرطة أمس ثلاثة صحفيين`
        let far = match genitive.is_some_and(|genitive| self.can_act(genitive)) {
            true => self.after_time(chunk),
            false => after,
        };
        let mut object = owned;
        let agent = |genitive: &usize| self.can_act(*genitive);
        let owner = genitive
            .filter(agent)
            .map(|genitive| self.parties(genitive));
        while index < scene.chunks.len().min(after + REACH) {
            let next = &scene.chunks[index];
            let carried_by_next = carrier.is_some_and(|c| c.relative && (index <= c.verb));
            if scene.stops(index) && !carried_by_next {
                break;
            }
            // `انتقادات بسبب شن حملة على المسلمين`: here begins what another act is told of.
            let reason = matches!(next.preposition.as_deref(), Some("cause" | "purpose"));
            if reason && scene.head(index).event_noun && !carried_by_next {
                break;
            }
            if next.kind == Kind::Phrase {
                if next.preposition.is_some() {
                    if !self.hangs(index, chunk) {
                        let agent = match (next.pronoun && index == after, &owner) {
                            (true, Some(owner)) => Some(owner.as_slice()),
                            (true, None) if carrier.is_none() => {
                                self.turned_on_subject(chunk, index).then_some(&[][..])
                            }
                            _ => None,
                        };
                        self.complement_of(index, agent, fillers);
                    }
                } else if next.bare() && !carried_by_next {
                    let across =
                        || owned && acts_across(&scene.chunks, &scene.words, index) == Some(chunk);
                    if object && index == far && !next.conjoined || across() {
                        self.push(fillers, Position::Object, index);
                    } else if carrier.is_none_or(|c| !c.relative)
                        && next.entity.is_none()
                        && !next.conjoined
                    {
                        // A further phrase without preposition belongs to another word.
                        break;
                    }
                    object = false;
                }
            }
            index += 1;
        }
    }

    /// The same, or what stands right after a time that follows (`اعتقال الشرطة أمس ثلاثة صحفيين`).
    pub(crate) fn after_time(&self, chunk: usize) -> usize {
        let chunks = &self.scene.chunks;
        let after = self.after_coordination(chunk);
        let time = |index: usize| {
            let chunk = chunks.get(index).map(|chunk| &chunk.kind);
            matches!(chunk, Some(Kind::Time(_)))
        };
        let touches = |index: usize| {
            let next = chunks.get(index).map(|chunk| chunk.start);
            next == Some(chunks[index - 1].end)
        };
        let somebody = |index: usize| {
            let thing = self.scene.head(index).cues.any(&[Cue::Target, Cue::Site]);
            chunks[index].human || chunks[index].entity.is_some() || thing
        };
        match time(after) && touches(after + 1) && somebody(after + 1) {
            true => after + 1,
            false => after,
        }
    }

    /// First chunk after a noun, its genitive chain and nouns coordinated with it.
    pub(crate) fn after_coordination(&self, chunk: usize) -> usize {
        let groups = &self.scene.groups;
        let mut end = groups.chain_end(chunk);
        if let Some(genitive) = groups.genitive(chunk) {
            for member in groups.coordination(genitive) {
                end = end.max(groups.chain_end(member));
            }
        }
        for member in groups.coordination(chunk) {
            // `الاتصالات واللقاءات السابقة بين الوزيرين`: what follows belongs to all.
            let complement = |index: usize| {
                let between = &self.scene.chunks[index];
                between.kind == Kind::Phrase && between.preposition.is_some()
            };
            if member <= end + 2 && !(end + 1..member).any(complement) {
                end = end.max(groups.chain_end(member));
            }
        }
        end + 1
    }

    /// `بحث ومناقشة الوضع`, `اختطاف واعتقال وتعذيب المعارضين`: nouns that follow each other share the genitive
    /// of the last.
    pub(crate) fn shared_genitive(&self, chunk: usize, owned: bool, fillers: &mut Vec<Filler>) {
        if owned {
            return;
        }
        let groups = &self.scene.groups;
        let first = match self.scene.chunks[chunk].link {
            Link::Coordinate(first) => first,
            _ => chunk,
        };
        let mut last = chunk;
        let shared = groups
            .coordination(first)
            .filter(|member| *member > chunk)
            .take_while(|member| {
                last += 1;
                *member == last
            })
            .find_map(|member| groups.genitive(member));
        if let Some(genitive) = shared
            && !self.scene.words[self.scene.chunks[chunk].head].definite()
        {
            self.push(fillers, Position::Genitive, genitive);
        }
    }
}
