//! Verbs that carry an event noun (`أجرى مباحثات`, `هجوم شنته القوات`, `تعرض لقصف`).

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::Subject;
use crate::control::inferred;
use crate::cue::{CARRIERS, Cue, CueSet};
use crate::fillers::{Carrier, Filler, Gatherer, STEPS};
use crate::frame::Position;
use crate::parties::Parties;

impl Gatherer<'_> {
    /// `بدء موسكو محادثات`, `مشاركة الوزير في منتدى`: the genitive of a carrying noun before acts.
    pub(crate) fn nominal_carrier(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        // `توصل الطرفين إلى اتفاق`
        let with = self.carried_with(self.root(chunk));
        if let Some(agent) = with.and_then(|noun| scene.groups.genitive(noun)) {
            fillers.push(Filler {
                position: Position::Subject,
                parties: self.parties(agent),
                chunk: Some(agent),
                weak: false,
            });
            return;
        }
        let top = self.top(chunk);
        if self.undergone(self.root(chunk), fillers) {
            return;
        }
        if self.given(top, fillers) {
            return self.decided(top, fillers);
        }
        if let Some(parties) = self.accused(top) {
            return inferred(fillers, Position::Subject, parties);
        }
        let reached = matches!(
            scene.chunks[top].preposition.as_deref(),
            None | Some("في" | "ب" | "على")
        );
        // The agent may have members and be described (`دخول الأطباء والممرضين في إضراب`).
        const NEAR: usize = 4;
        let genitive = (top.saturating_sub(NEAR)..top)
            .rev()
            .take_while(|index| !scene.stops(*index))
            .find_map(|index| match scene.chunks[index].link {
                Link::Genitive(carrier) => {
                    let cues = scene.head(carrier).cues;
                    let carries = cues.any(&[Cue::Light, Cue::Phase, Cue::Announce, Cue::Deed]);
                    carries.then_some((index, cues))
                }
                _ => None,
            });
        let Some((agent, cues)) = genitive.filter(|_| reached) else {
            self.involved(chunk, fillers);
            self.carried_by_owned(top, fillers);
            return self.decided(top, fillers);
        };
        if scene.chunks[agent].entity.is_some() || self.participant(agent) {
            fillers.push(Filler {
                position: Position::Subject,
                parties: self.parties(agent),
                chunk: Some(agent),
                weak: !cues.any(&[Cue::Light, Cue::Phase]),
            });
        }
    }

    /// `أثارت القلق بإجرائها تجارب`: so does the owner of a carrying noun with a pronoun.
    fn carried_by_owned(&self, top: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let carrier = top.checked_sub(1).filter(|before| {
            let head = scene.head(*before);
            let carries = head.cues.any(&[Cue::Light, Cue::Phase]);
            scene.chunks[*before].kind == Kind::Phrase && head.has_pronoun() && carries
        });
        let bare = matches!(scene.chunks[top].preposition.as_deref(), None | Some("في"));
        if let Some(carrier) = carrier.filter(|_| bare) {
            let owner = self.pronoun(scene.chunks[carrier].head, &[]);
            inferred(fillers, Position::Subject, owner.unwrap_or_default());
        }
    }

    /// `أعلنت مسؤوليتها عن الهجوم`, `تورط الحزب في اغتيال`, `اتهمها بالوقوف وراء التفجير`: who is said to have
    /// had a hand in an act did it.
    fn involved(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let root = self.root(chunk);
        if scene.chunks[root].preposition.as_deref() == Some("behind") {
            self.stands_behind(root, fillers);
        }
        let Some(before) = root.checked_sub(1).filter(|before| {
            scene.chunks[root].preposition.is_some() && scene.chunks[*before].kind == Kind::Phrase
        }) else {
            return;
        };
        let hand = match scene.chunks[before].link {
            Link::Genitive(noun) => noun,
            _ => before,
        };
        if !scene.head(hand).cues.has(Cue::Involve) {
            return;
        }
        let verb = scene.chunks[hand].verb;
        let cues = verb.map_or(CueSet::default(), |verb| scene.head(verb).cues);
        // `لم تعلن أي جهة مسؤوليتها عن الهجوم`
        let nobody = verb.is_some_and(|verb| scene.chunks[verb].before.has(Cue::Negation));
        let blamed = || {
            let clause = scene.clauses.get(verb?)?;
            clause.objects.first().map(|object| self.parties(*object))
        };
        let parties = match () {
            () if cues.has(Cue::Deny) || nobody => None,
            () if hand != before => Some(self.parties(before)),
            () if scene.head(hand).has_pronoun() => self.pronoun(scene.chunks[hand].head, &[]),
            () if cues.has(Cue::Blame) => blamed(),
            () => None,
        };
        // `مسؤوليته عن مقتل جنديين`: also where the word alone would not say who did it.
        for position in [Position::Subject, Position::Agent] {
            inferred(fillers, position, parties.clone().unwrap_or_default());
        }
    }

    /// `تقف الجماعة وراء الهجوم`, `جماعات إرهابية وراء الهجوم`
    fn stands_behind(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let verb = scene.chunks[chunk].verb;
        let stands = verb.filter(|verb| scene.head(*verb).cues.has(Cue::Involve));
        let denied = stands.is_some_and(|verb| scene.chunks[verb].before.has(Cue::Negation));
        let named = || {
            let before = chunk.checked_sub(1)?;
            let who = scene.chunks[before].bare() && scene.chunks[before].entity.is_some();
            who.then(|| self.parties(before))
        };
        let parties = match stands {
            Some(_) if denied => None,
            Some(verb) => Some(scene.subjects[verb].clone()),
            None if verb.is_none() => named(),
            None => None,
        };
        inferred(fillers, Position::Subject, parties.unwrap_or_default());
    }

    /// `أصدر الرئيس قرارا بالإفراج عنهم`, `القرار الأميركي بنقل السفارة`: who decides on an act does it.
    fn decided(&self, chunk: usize, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let Some(decision) = chunk.checked_sub(1) else {
            return;
        };
        let here = &scene.chunks[decision];
        let on = scene.chunks[chunk].preposition.is_some() && !scene.chunks[chunk].pronoun;
        let decides = here.kind == Kind::Phrase
            && here.entity.is_none()
            && here.end + 1 >= scene.chunks[chunk].start
            && scene.head(decision).cues.has(Cue::Announce);
        if !on || !decides {
            return;
        }
        inferred(fillers, Position::Subject, self.decider(decision));
    }

    /// Whose decision a phrase names: his whose nationality it has, who owns it, or who makes it.
    pub(crate) fn decider(&self, decision: usize) -> Parties {
        let scene = self.scene;
        let here = &scene.chunks[decision];
        let verb = here.verb.filter(|verb| self.is_object(*verb, decision));
        let own = verb.map_or(&[][..], |verb| &scene.subjects[verb]);
        let nationals = self.nationals(decision);
        match () {
            () if !nationals.is_empty() => nationals,
            () if scene.head(decision).has_pronoun() => {
                self.pronoun(here.head, &[]).unwrap_or_default()
            }
            () => own.into(),
        }
    }

    /// The verb or masdar that carries a noun (`أجرى مباحثات`, `هجوم شنته القوات`).
    pub fn carrier(&self, chunk: usize) -> Option<Carrier> {
        let scene = self.scene;
        let top = self.top(chunk);
        let root = self.root(top);
        let verb = scene.chunks[top].verb.filter(|verb| {
            self.undergoes_with(*verb, root) && self.directly_after(*verb, root, root == top)
        });
        if let Some(verb) = verb {
            return Some(Carrier {
                verb,
                cue: Cue::LightUndergo,
                relative: false,
            });
        }
        if let Some(verb) = scene.chunks[top].verb
            && let Some(cue) = self.carrier_cue(verb, self.is_subject_of(verb, &[chunk, top, root]))
        {
            let preposition = scene.chunks[root].preposition.as_deref();
            // `تعهد بعدم استئناف برنامج التعذيب`
            // `يحقق في قضية الاغتيال`: who is busy with a matter is no party to it.
            let closed = [Cue::NegationNoun, Cue::Topic, Cue::Affair];
            let chain = root != top && !scene.head(root).cues.any(&closed);
            let with = chain || scene.head(verb).cues.has(Cue::LightWith);
            let ended = self.is_ended(chunk);
            let reached = match (cue, preposition) {
                (Cue::LightSubject, _) => preposition.is_none(),
                // `وجه القضاء إلى شاب تهمة القتل`: who brings a charge has not done what it is of.
                (Cue::Light, None) if root != top && scene.head(root).cues.has(Cue::Blame) => false,
                (_, None) => self.is_object(verb, root),
                (Cue::LightUndergo, Some(p)) => p == "ل" || p == "إلى",
                (_, Some(p)) => {
                    with && !ended
                        && (matches!(p, "ب" | "على" | "في" | "إلى" | "عن" | "من")
                            || (p == "ل" && root == verb + 1))
                        && self.directly_after(verb, root, root == top)
                }
            };
            // After an own subject of the verb the noun must be its object, not the reverse.
            if reached {
                return Some(Carrier {
                    verb,
                    cue,
                    relative: false,
                });
            }
        }
        self.relative_carrier(chunk)
            .or_else(|| self.subject_carrier(chunk))
    }

    /// Whether a bare phrase is an object of a verb, or its subject in form (`عُقد اجتماع`).
    pub(crate) fn is_object(&self, verb: usize, chunk: usize) -> bool {
        let scene = self.scene;
        scene.clauses.get(verb).is_some_and(|clause| {
            clause.objects.contains(&chunk) || clause.subject == Subject::Phrase(chunk)
        })
    }

    /// Whether only named phrases, pronouns, times and phrases with prepositions stand between a verb and its
    /// complement, and genitives where `others` may.
    fn directly_after(&self, verb: usize, chunk: usize, others: bool) -> bool {
        let scene = self.scene;
        let subject = match scene.clauses.get(verb).map(|clause| clause.subject) {
            Some(Subject::Phrase(phrase)) => phrase..scene.groups.chain_end(phrase) + 1,
            _ => 0..0,
        };
        (verb + 1..chunk).all(|index| {
            let between = &scene.chunks[index];
            let aside = !scene.head(index).event_noun
                && (between.preposition.is_some()
                    || (others && matches!(between.link, Link::Genitive(_))));
            between.kind != Kind::Phrase
                || between.entity.is_some()
                || between.human
                || between.pronoun
                || subject.contains(&index)
                || aside
        })
    }

    /// `الهجوم استهدف مركزا`: the verb whose subject the noun is.
    fn subject_carrier(&self, chunk: usize) -> Option<Carrier> {
        const NEAR: usize = 10;
        let scene = self.scene;
        let top = self.top(chunk);
        let last = scene.chunks.len().min(top + NEAR);
        let verb = (top + 1..last).find(|index| scene.chunks[*index].kind == Kind::Verb)?;
        let subject = scene.clauses.get(verb)?.subject;
        let carries =
            subject == Subject::Phrase(top) && scene.head(verb).cues.has(Cue::LightSubject);
        carries.then_some(Carrier {
            verb,
            cue: Cue::LightSubject,
            relative: false,
        })
    }

    pub(crate) fn relative_carrier(&self, chunk: usize) -> Option<Carrier> {
        let scene = self.scene;
        let after = self.after_coordination(chunk);
        let mut index = after;
        let (mut described, mut comma) = (false, false);
        // Adjective-like phrases and a comma may stand between.
        for _ in 0..2 * STEPS {
            match scene.chunks.get(index)?.kind {
                Kind::Edge(Edge::Relative | Edge::Comma) | Kind::Other | Kind::Time(_) => {
                    described |= scene.chunks[index].kind == Kind::Edge(Edge::Relative);
                    comma |= scene.chunks[index].kind == Kind::Edge(Edge::Comma);
                    index += 1
                }
                Kind::Edge(Edge::QuoteClose) if index == after => index += 1,
                // `منتدى "حوار طهران"، الذي انعقد أمس`: its name.
                Kind::Edge(Edge::QuoteOpen) if index == after => {
                    const NAME: usize = 8;
                    let close = |at: &usize| scene.chunks[*at].kind == Kind::Edge(Edge::QuoteClose);
                    let high = scene.chunks.len().min(index + NAME);
                    index = (index..high).find(close)? + 1;
                }
                Kind::Phrase
                    if scene.chunks[index].preposition.is_some()
                        && !scene.head(index).event_noun =>
                {
                    index += 1;
                }
                // `محاولة اغتيال زيد، وسيحضر الاجتماع`: a conjoined verb describes nothing.
                Kind::Verb if scene.chunks[index].conjoined && !described => return None,
                Kind::Verb => {
                    let clause = scene.clauses.get(index)?;
                    let subject = match clause.subject {
                        Subject::Phrase(_) => self.is_subject_of(index, &[chunk, self.top(chunk)]),
                        Subject::Dropped => !scene.head(index).has_pronoun(),
                    };
                    // `بعد القبض عليهما، شن الزوجان هجوما`: somebody else's clause without a pronoun describes
                    // nothing.
                    if comma && !(subject || described || scene.head(index).has_pronoun()) {
                        return None;
                    }
                    // `هجوم نجا منه الوزير`
                    let cue = match self.undergone_by(index) {
                        true => Some(Cue::LightUndergo),
                        false => self.carrier_cue(index, subject),
                    };
                    // `دعم تلقاه الجيش`, `هجوم تعرض له`; but `الاعتقالات دون أن تنال نصيبها`
                    let own = cue == Some(Cue::LightUndergo) && !described;
                    if own && !self.resumes_noun(index) {
                        return None;
                    }
                    // `انفجار لم يعرف سببه وقع في غزة`
                    let Some(cue) = cue else {
                        return self.second_clause(chunk, index);
                    };
                    return Some(Carrier {
                        verb: index,
                        cue,
                        relative: true,
                    });
                }
                _ => return None,
            }
        }
        None
    }

    /// The verb that carries an indefinite noun after another clause that describes it.
    fn second_clause(&self, chunk: usize, first: usize) -> Option<Carrier> {
        const NEAR: usize = 5;
        let scene = self.scene;
        let noun = scene.head(chunk);
        let high = scene.chunks.len().min(first + NEAR);
        let verb = (first + 1..high)
            .take_while(|index| {
                let kind = &scene.chunks[*index].kind;
                matches!(kind, Kind::Phrase | Kind::Verb | Kind::Edge(Edge::Comma))
            })
            .find(|index| scene.chunks[*index].kind == Kind::Verb)?;
        let alone = !scene.chunks[verb].conjoined && !scene.head(verb).has_pronoun();
        let carries = scene.head(verb).cues.has(Cue::LightSubject);
        let open = !noun.definite() && !noun.has_pronoun();
        (open && alone && carries).then_some(Carrier {
            verb,
            cue: Cue::LightSubject,
            relative: true,
        })
    }

    /// How a verb carries a noun that is its subject or is not: `وقع الهجوم`, `وقع الوزير الاتفاق`.
    fn carrier_cue(&self, verb: usize, subject: bool) -> Option<Cue> {
        let cues = self.scene.head(verb).cues;
        let either = cues.has(Cue::LightSubject);
        let mut found = CARRIERS.into_iter().filter(|cue| cues.has(*cue));
        let fitting = found
            .clone()
            .find(|cue| either && (*cue == Cue::LightSubject) == subject);
        fitting.or_else(|| found.next())
    }

    fn is_subject_of(&self, verb: usize, phrases: &[usize]) -> bool {
        let subject = self.scene.clauses.get(verb).map(|clause| clause.subject);
        let mut phrases = phrases.iter();
        phrases.any(|phrase| subject == Some(Subject::Phrase(*phrase)))
    }

    /// From a noun up through transparent and light nouns it is the genitive of.
    pub fn top(&self, chunk: usize) -> usize {
        let scene = self.scene;
        let mut at = chunk;
        for _ in 0..STEPS {
            let up = match scene.chunks[at].link {
                Link::Genitive(parent) => {
                    let word = scene.head(parent);
                    let light = word.cues.any(&[
                        Cue::Transparent,
                        Cue::Light,
                        Cue::LightSubject,
                        Cue::Phase,
                    ]) || word.kind == crate::word::WordKind::Number
                        || word.kind == crate::word::WordKind::Adjective;
                    light.then_some(parent)
                }
                Link::Coordinate(head) => Some(head),
                // `سلسلة من التجارب`, `60 طنا من المساعدات`
                Link::None => at
                    .checked_sub(1)
                    .filter(|before| {
                        let noun = &scene.chunks[*before];
                        let mut words = scene.words[noun.start..noun.end].iter();
                        let light = words.any(|word| word.cues.has(Cue::Transparent));
                        light
                            && !scene.head(*before).definite()
                            && self.partitive(*before) == Some(at)
                    })
                    .or_else(|| self.carried_with(at)),
                Link::Apposition(_) => None,
            };
            match up {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// `التوصل إلى اتفاق`, `قيام مجموعة بضربه`: the carrying noun that takes a phrase with its preposition.
    fn carried_with(&self, chunk: usize) -> Option<usize> {
        let scene = self.scene;
        let name = scene.chunks[chunk].preposition.as_deref();
        let before = chunk.checked_sub(1).filter(|before| {
            let near = scene.chunks[*before].end + 1 >= scene.chunks[chunk].start;
            near && matches!(name, Some("ب" | "إلى" | "على" | "في"))
        })?;
        let noun = match scene.chunks[before].link {
            Link::Genitive(parent) => parent,
            _ => before,
        };
        let carries = scene.chunks[noun].kind == Kind::Phrase
            && scene.chunks[noun].entity.is_none()
            && scene.head(noun).cues.has(Cue::LightWith);
        carries.then_some(noun)
    }

    /// What the verb that carries a noun gives it: its subject and complements.
    pub(crate) fn carried(&self, chunk: usize, carrier: Carrier, fillers: &mut Vec<Filler>) {
        let scene = self.scene;
        let Some(clause) = scene.clauses.get(carrier.verb) else {
            return;
        };
        let subject = &scene.subjects[carrier.verb];
        let subject_chunk = match clause.subject {
            Subject::Phrase(phrase) => Some(phrase),
            Subject::Dropped => None,
        };
        let top = self.top(chunk);
        // The noun itself is no participant (`عُقد اجتماع`).
        let itself = subject_chunk.is_some_and(|s| s == top || s == chunk);
        let position = match carrier.cue {
            Cue::LightUndergo if scene.head(carrier.verb).cues.has(Cue::Site) => Position::Witness,
            Cue::LightUndergo => Position::PassiveSubject,
            _ if self.resumed(chunk, subject_chunk.filter(|s| *s < carrier.verb)) => {
                Position::PassiveSubject
            }
            _ => Position::Subject,
        };
        if carrier.cue != Cue::LightSubject && !itself && !clause.passive {
            fillers.push(Filler {
                position,
                parties: subject.clone(),
                chunk: subject_chunk,
                weak: false,
            });
        }
        for complement in &clause.complements {
            let nearer = *complement > chunk && !carrier.relative && carrier.verb < chunk;
            let own = *complement != top && *complement != chunk;
            if !nearer && own && !self.hangs(*complement, carrier.verb) {
                self.complement(*complement, fillers);
            }
        }
        if carrier.relative || carrier.cue == Cue::LightSubject {
            for object in clause.objects.iter().filter(|o| **o != top && **o != chunk) {
                self.push(fillers, Position::Object, *object);
            }
        }
    }
}
