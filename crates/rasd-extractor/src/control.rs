//! Participants that another word of the clause gives an event noun (`أعلن الجيش قصف`, `خلال اللقاء أكد
//! الوزير`), and those for whom what they do or say stands (`أشاد بموقف مصر`).

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::cue::Cue;
use crate::fillers::{Filler, Gatherer, REACH};
use crate::frame::Position;
use crate::parties::{Parties, Party};
use rasd_core::{EntityType, Number, RefId, Sector};

impl Gatherer<'_> {
    /// The subject of a governing verb as agent of a masdar, where nothing nearer is found.
    pub(crate) fn controlled(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let top = self.top(chunk);
        let Some(verb) = scene.chunks[top].verb else {
            return self.set_in(top, fillers);
        };
        let cues = scene.head(verb).cues;
        let preposition = scene.chunks[top].preposition.as_deref();
        // `تجمع المئات أمام السفارة تنديدا بالقصف`
        if preposition.is_none() && self.is_reason_of(top, verb) {
            return inferred(fillers, Position::Subject, scene.subjects[verb].clone());
        }
        let during = preposition.is_some() && scene.chunks[top].before.has(Cue::During);
        let blamed = preposition == Some("ب")
            || scene.chunks[..top]
                .last()
                .is_some_and(|c| c.preposition.as_deref() == Some("ب"));
        if cues.has(Cue::Blame) && blamed {
            if let Some(object) = scene.clauses.get(verb).and_then(|c| c.objects.first()) {
                inferred(fillers, Position::Subject, self.parties(*object));
            }
            return;
        }
        if cues.has(Cue::Attribute) {
            return self.attributed(verb, fillers);
        }
        // `استولوا على القصر بعد مواجهات مع الحرس`: the other side is who acts in the clause.
        let other_side = fillers
            .iter()
            .any(|f| f.position == Position::With("مع".into()));
        if during {
            inferred(fillers, Position::Scene, self.present(verb));
            if other_side {
                inferred(fillers, Position::Subject, self.present(verb));
            }
            return;
        }
        // `أصدر الرئيس أمرا يقضي بتجميد الأصول`
        let decision = match scene.clauses.get(verb).map(|clause| clause.subject) {
            Some(Subject::Phrase(phrase)) => Some(phrase),
            _ => None,
        };
        let decision = decision.filter(|phrase| {
            scene.chunks[*phrase].entity.is_none() && scene.head(*phrase).cues.has(Cue::Announce)
        });
        if let Some(decision) = decision.filter(|_| preposition == Some("ب")) {
            return inferred(fillers, Position::Subject, self.decider(decision));
        }
        let means =
            cues.has(Cue::Control) && matches!(preposition, Some("ب" | "في" | "على" | "من"));
        // `لم يتردد الجيش في ضربهم`
        let dared = cues.has(Cue::Hesitate) && matches!(preposition, Some("في" | "عن"));
        let means = (means || dared) && !self.is_ended(chunk);
        let means = means || (preposition == Some("ب") && self.rules_on(verb, top));
        // `أعلن عن الاتصال بعد إعادة انتخابه`: who announces something is no party to what came before it.
        let above = scene.chunks[self.root(chunk)].preposition.as_deref();
        let apart = matches!(above, Some("time" | "cause" | "purpose" | "instead"));
        // `لم تعلن أي جهة مسؤوليتها عن الهجوم`
        let denied = scene.chunks[verb].before.has(Cue::Negation);
        // `أعلن الجيش تعرض دورية لهجوم`
        let own = [Position::Subject, Position::PassiveSubject];
        let nearer = |f: &Filler| own.contains(&f.position) && !f.parties.is_empty();
        // `أعلنت الشرطة مقتل عشرة في هجوم`: nor to what is only the setting of what it announces.
        let setting = preposition == Some("في") && top > verb + 1;
        // `أعلن المجلس استنكاره للقصف`: nor to what another act of its own is about.
        let object_of = |noun: usize| {
            let word = scene.head(noun);
            preposition == Some("ل") && word.event_noun && word.has_pronoun()
        };
        let setting = setting || top > verb + 1 && object_of(top - 1);
        let told =
            cues.any(&[Cue::Announce, Cue::Planned, Cue::Able]) && !apart && !denied && !setting;
        let foiled = self.is_foiled(chunk);
        if (means || told) && !foiled && !fillers.iter().any(nearer) {
            let ordered = means && cues.has(Cue::Light) && preposition == Some("ب");
            let doer = self.ordered(verb).filter(|_| ordered);
            let parties = doer.unwrap_or_else(|| match told {
                true => self.announcing(verb),
                false => scene.subjects[verb].clone(),
            });
            inferred(fillers, Position::Subject, parties);
        }
    }

    /// Whether an accusative says why the subject of a verb acts: no object of it (`تلقى دعما`), and no reason of another
    /// act nearer (`هدأ المظاهرات القائمة احتجاجا`).
    fn is_reason_of(&self, accusative: usize, verb: usize) -> bool {
        let scene = self.scene;
        let crowd = |party: &Party| party.number == Some(Number::Plural) && party.human;
        let gathered = scene.subjects[verb].iter().any(crowd);
        let undergoes = scene.head(verb).cues.has(Cue::LightUndergo);
        let object = scene.clauses.get(verb).and_then(|c| c.objects.first());
        let object = undergoes || object == Some(&accusative) && !gathered;
        let mut between = (verb + 1).max(accusative.saturating_sub(REACH))..accusative;
        scene.head(accusative).cues.has(Cue::Reason)
            && !object
            && !between.any(|chunk| scene.head(chunk).event_noun)
    }

    /// `أمر القائد جنوده بقصف البلدة`: who is told to act.
    fn ordered(&self, verb: usize) -> Option<Parties> {
        let scene = self.scene;
        let object = scene.clauses.get(verb)?.objects.first()?;
        let somebody = self.can_act(*object) || scene.chunks[*object].human;
        (*object > verb && somebody).then(|| self.parties(*object))
    }

    /// Who announces an act, but not who only speaks for him or tells of it (`أعلن المتحدث اعتقال خمسة`): whose
    /// spokesman that is acts.
    fn announcing(&self, verb: usize) -> Parties {
        let scene = self.scene;
        let mut acting = Parties::new();
        for party in &scene.subjects[verb] {
            let teller = party
                .chunk
                .is_some_and(|chunk| scene.head(chunk).cues.has(Cue::Teller));
            match teller {
                true => acting.extend(self.spoken_for(party)),
                false => acting.push(party.clone()),
            }
        }
        acting
    }

    /// `المتحدث باسم الجيش`: the body named within the title of who speaks for it.
    fn spoken_for(&self, teller: &Party) -> Option<Party> {
        let title = &self.entities[teller.entity? as usize].tokens;
        let mut entities = self.entities.iter().enumerate();
        let (body, mention) = entities.find(|(_, mention)| {
            let inside =
                mention.tokens.start() > title.start() && mention.tokens.end() <= title.end();
            let words = &self.scene.words;
            let at = words.partition_point(|word| (word.token as u32) < mention.tokens.start());
            // `المتحدث باسم الجيش`, not `مصادر الصحيفة`
            let before = at
                .checked_sub(1)
                .filter(|before| inside && !words[*before].cues.has(Cue::Teller));
            let free = before.is_some_and(|before| words[before].preposition.is_none());
            free && mention.kind == EntityType::Org
        })?;
        Some(Party::named(body as u32, mention))
    }

    /// `قضت المحكمة بحل الحزب`: whether a court orders an act done to somebody, unlike `قضى شخصان بتفجير`.
    fn rules_on(&self, verb: usize, act: usize) -> bool {
        let scene = self.scene;
        let judges = |id: &RefId| self.registry.get(*id).sector == Some(Sector::Jud);
        let mut subject = scene.subjects[verb].iter();
        let court = subject.any(|party| party.refs.iter().any(judges));
        let to = scene.groups.genitive(act).is_some() || scene.head(act).has_pronoun();
        court && to && scene.head(verb).cues.has(Cue::Stipulate)
    }

    /// The verb that tells of a message sent for the sake of what a phrase with ل names (`تلقى اتصالا من
    /// نظيره لتهنئته`).
    pub(crate) fn message(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let here = &scene.chunks[chunk];
        let verb = here
            .verb
            .filter(|_| here.preposition.as_deref() == Some("ل"))?;
        let tells = |index: usize| scene.head(index).cues.has(Cue::Message);
        (verb..chunk).any(tells).then_some(verb)
    }

    /// `تلقى اتصالا من نظيره لتهنئته`: who sends a message does what it is sent for to whom it reaches.
    pub(crate) fn sent(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let Some(verb) = self.message(chunk) else {
            return;
        };
        let Some(clause) = scene.clauses.get(verb) else {
            return;
        };
        let from = |complement: &&usize| {
            scene.chunks[**complement].preposition.as_deref() == Some("من")
                && (verb..chunk).contains(*complement)
        };
        let reached = scene.head(verb).cues.has(Cue::LightUndergo);
        let sender = match clause.complements.iter().find(from).filter(|_| reached) {
            Some(sender) => self.parties(*sender),
            None if reached => return,
            None => scene.subjects[verb].clone(),
        };
        for filler in fillers.iter_mut() {
            if filler.position == Position::Genitive {
                filler.position = Position::Object;
            }
        }
        fillers.push(Filler {
            position: Position::Subject,
            parties: sender,
            chunk: None,
            weak: false,
        });
    }

    /// `اتهامات لإيران بتسليح الحوثيين`, `اتهامات واشنطن لها بدعم الإرهاب`: who is said to have done what follows a word for
    /// an accusation with ب.
    pub(crate) fn accused(&self, deed: usize) -> Option<Parties> {
        const NEAR: usize = 8;
        let scene = self.scene;
        if scene.chunks[deed].preposition.as_deref() != Some("ب") {
            return self.charged_before(deed);
        }
        let charge = (deed.saturating_sub(NEAR)..deed)
            .rev()
            .take_while(|index| !scene.stops(*index))
            .find(|index| {
                let noun = &scene.chunks[*index];
                let word = scene.head(*index);
                // `المتهم بالقتل`
                let somebody = word.participle() && word.definite();
                let blames = word.cues.has(Cue::Blame) && !somebody;
                noun.kind == Kind::Phrase && noun.entity.is_none() && blames
            })?;
        let against = (charge + 1..deed).find(|index| {
            let bound = scene.chunks[*index].preposition.as_deref();
            matches!(bound, Some("ل" | "إلى" | "ضد")) && scene.chunks[*index].link == Link::None
        });
        let genitive = scene.groups.genitive(charge);
        if let Some(against) = against {
            let chunk = &scene.chunks[against];
            let agent = genitive.map(|genitive| self.parties(genitive));
            let agent = agent.as_deref().unwrap_or_default();
            return match chunk.pronoun {
                true => self.pronoun(chunk.head, agent),
                false => Some(self.parties(against)),
            };
        }
        if let Some(genitive) = genitive {
            return self.can_act(genitive).then(|| self.parties(genitive));
        }
        let carrier = self.carrier(charge)?;
        (carrier.cue == Cue::LightUndergo).then(|| scene.subjects[carrier.verb].clone())
    }

    /// `وجهت النيابة إلى الضابط تهمة قتل متظاهرين`: to whom the charge is addressed that an act is the genitive of.
    fn charged_before(&self, deed: usize) -> Option<Parties> {
        const STEPS: usize = 4;
        let scene = self.scene;
        let mut charge = deed;
        for _ in 0..STEPS {
            match scene.chunks[charge].link {
                Link::Genitive(parent) | Link::Coordinate(parent) => charge = parent,
                _ => break,
            }
            let word = scene.head(charge);
            // `تهمة تصوير واقعة الضرب` is of no blow that the accused struck.
            let act = word.event_noun || word.cues.any(&[Cue::Light, Cue::Transparent, Cue::Phase]);
            if word.cues.has(Cue::Blame) || !act {
                break;
            }
        }
        let blames = charge != deed && scene.head(charge).cues.has(Cue::Blame);
        let verb = scene.chunks[charge].verb.filter(|_| blames)?;
        let mut complements = scene.clauses.get(verb)?.complements.iter().copied();
        let against = complements.find(|index| {
            let chunk = &scene.chunks[*index];
            let bound = matches!(chunk.preposition.as_deref(), Some("ل" | "إلى" | "ضد"));
            bound && *index < charge && (chunk.pronoun || self.can_act(*index))
        })?;
        match scene.chunks[against].pronoun {
            true => self.pronoun(scene.chunks[against].head, &scene.subjects[verb]),
            false => Some(self.parties(against)),
        }
    }

    /// `نسب الهجوم إلى تنظيم`: who did what the object names.
    fn attributed(&self, verb: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let Some(clause) = scene.clauses.get(verb) else {
            return;
        };
        let author = clause.complements.iter().find(|complement| {
            **complement > verb && scene.chunks[**complement].preposition.as_deref() == Some("إلى")
        });
        if let Some(author) = author {
            inferred(fillers, Position::Subject, self.parties(*author));
        }
    }

    /// `خلال اللقاء أكد الوزير`: the subject to come takes part in the meeting; without a verb to come
    /// that of the last verb (`اتفق الوزيران، وذلك خلال مباحثات`).
    fn set_in(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        if !scene.chunks[chunk].before.has(Cue::During) {
            return;
        }
        let is_verb = |index: &usize| scene.chunks[*index].kind == Kind::Verb;
        let verb = (chunk + 1..scene.chunks.len().min(chunk + REACH))
            .find(is_verb)
            .or_else(|| (chunk.saturating_sub(REACH)..chunk).rev().find(is_verb));
        if let Some(verb) = verb {
            inferred(fillers, Position::Scene, self.present(verb));
        }
    }

    /// Who is present at the scene of a verb: its subject; where that is an event (`جرى خلال اللقاء بحث`)
    /// the speaker.
    fn present(&self, verb: usize) -> Parties {
        let scene = self.scene;
        match &scene.speaker {
            Some(speaker) if scene.head(verb).cues.has(Cue::LightSubject) => {
                speaker.parties.clone()
            }
            _ => scene.subjects[verb].clone(),
        }
    }

    /// Whose doing a phrase names: the owner of a stance or measure, the author of an act.
    pub(crate) fn owner(&self, chunk: usize) -> Option<Parties> {
        let scene = self.scene;
        let head = scene.head(chunk);
        let deed = head.cues.has(Cue::Deed);
        if scene.chunks[chunk].entity.is_some() || !(deed || head.event_noun) {
            return None;
        }
        let genitive = scene.groups.genitive(chunk);
        // `ندد بعقوبات واشنطن على إيران`
        let named = |chunk: usize| {
            let entity = scene.chunks[chunk].entity;
            entity.is_some_and(|e| self.entities[e as usize].kind != EntityType::Nom)
        };
        let genitive = genitive.filter(|genitive| deed || (self.aims(chunk) && named(*genitive)));
        let nationals = self.nationals(chunk);
        match genitive {
            Some(genitive) => Some(self.parties(genitive)),
            None if !nationals.is_empty() => Some(nationals),
            None if deed && head.has_pronoun() => {
                let verb = scene.chunks[chunk].verb;
                let own = verb.map_or(&[][..], |verb| &scene.subjects[verb]);
                self.pronoun(scene.chunks[chunk].head, own)
            }
            None => self
                .author(chunk)
                .or_else(|| self.issuer(chunk).filter(|_| deed)),
        }
    }

    /// Whose a thing is (`مرتبات المعلمين`, `أراض فلسطينية`): the first of its genitives that can act.
    pub(crate) fn holder(&self, chunk: usize) -> Option<Parties> {
        const STEPS: usize = 3;
        let scene = self.scene;
        let head = scene.head(chunk);
        let thing = scene.chunks[chunk].entity.is_none() && !scene.chunks[chunk].human;
        if !thing || head.event_noun || self.participant(chunk) {
            return None;
        }
        let mut at = chunk;
        for _ in 0..STEPS {
            match scene.groups.genitive(at) {
                Some(genitive) if self.can_act(genitive) => return Some(self.parties(genitive)),
                Some(genitive) => at = genitive,
                None => break,
            }
        }
        let nationals = self.nationals(at);
        (!nationals.is_empty()).then_some(nationals)
    }

    /// `بيان للجناح العسكري`, `قرار لمجلس الأمن`
    fn issuer(&self, chunk: usize) -> Option<Parties> {
        let scene = self.scene;
        let next = chunk + 1;
        let after = scene.chunks.get(next)?;
        let of = after.kind == Kind::Phrase
            && after.preposition.as_deref() == Some("ل")
            && after.start == scene.chunks[chunk].end
            && after.entity.is_some();
        of.then(|| self.parties(next))
    }

    /// Whether a phrase says against whom an act is directed that stands between it and its event word.
    pub(crate) fn aimed_at(&self, filler: &Filler, event: usize) -> bool {
        let scene = self.scene;
        let against =
            matches!(&filler.position, Position::With(name) if matches!(&**name, "على" | "ضد"));
        let before = filler.chunk.and_then(|chunk| chunk.checked_sub(1));
        let Some(before) = before.filter(|before| against && *before > event) else {
            return false;
        };
        let act = match scene.chunks[before].link {
            Link::Genitive(noun) => noun,
            _ => before,
        };
        act > event
            && scene.chunks[act].kind == Kind::Phrase
            && scene.chunks[act].entity.is_none()
            && scene.head(act).event_noun
    }

    /// Whether somebody against whom it is directed follows the noun of an act.
    fn aims(&self, chunk: usize) -> bool {
        let scene = self.scene;
        let next = scene.chunks.get(scene.groups.chain_end(chunk) + 1);
        next.is_some_and(|next| {
            let against = match next.preposition.as_deref() {
                Some("على" | "ضد") => true,
                // `دان قصف إسرائيل للمدنيين`
                Some("ل") => next.entity.is_some() || next.pronoun,
                _ => false,
            };
            next.kind == Kind::Phrase && against
        })
    }

    /// `مناشدة من جانب المتهم`, `الدعم الذي تقدمه النرويج`, `حلول اقترحتها الوزارة`: who does what a noun names,
    /// told by what describes it.
    fn author(&self, chunk: usize) -> Option<Parties> {
        const NEAR: usize = 8;
        let scene = self.scene;
        let next = scene.groups.chain_end(chunk) + 1;
        let after = scene.chunks.get(next)?;
        if after.preposition.as_deref() == Some("agent") && after.kind == Kind::Phrase {
            return Some(self.parties(next));
        }
        let verb = (next..scene.chunks.len().min(next + NEAR))
            .take_while(|index| !scene.stops(*index) || self.describes(*index))
            .find(|index| scene.chunks[*index].kind == Kind::Verb)?;
        let clause = scene.clauses.get(verb)?;
        let does = clause.antecedent == Some(chunk)
            && clause.subject != Subject::Phrase(chunk)
            && scene.head(verb).has_pronoun();
        let subject = &scene.subjects[verb];
        (does && !subject.is_empty()).then(|| subject.clone())
    }

    /// Whether a chunk opens or heads a clause that describes a noun.
    fn describes(&self, chunk: usize) -> bool {
        matches!(
            self.scene.chunks[chunk].kind,
            Kind::Verb | Kind::Edge(Edge::Relative)
        )
    }
}

/// Adds a filler that counts only where nothing nearer fills its role.
pub(crate) fn inferred(fillers: &mut Vec<Filler>, position: Position, parties: Parties) {
    fillers.push(Filler {
        position,
        parties,
        chunk: None,
        weak: true,
    });
}
