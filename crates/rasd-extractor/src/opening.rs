//! Verbs that the tokenizer reads as another word and that the participant after them tells: `وعبر الرئيس عن`,
//! `وجدد الوزير`, `بحث أمس الوزيران`, `تدخل الجيش`.

use crate::cue::Cue;
use crate::frame::Position;
use crate::rules::Form;
use crate::word::{Word, WordKind};
use crate::words::{CLOSE, Reader};
use rasd_core::{Affixes, EntityType, Gender, LemmaId, Number, Person, Pos, Reading, VerbForm};

/// Words passed over between a verb and its subject.
const BETWEEN: usize = 5;
/// Words between a subject and what tells that a verb stands before it.
const REACH: usize = 6;

/// What stands after a word: the first word of a mention, and whether something stands between.
#[derive(Clone, Copy)]
struct Follower<'a> {
    /// The words from it on.
    words: &'a [Word],
    kind: EntityType,
    gender: Option<Gender>,
    parted: bool,
}

/// `وبعد جلسة عاصفة، صدق البرلمان على الاتفاق`: whether nothing but where or when something was done stands before, and a comma.
fn after_adverbial(before: &[Word]) -> bool {
    let comma = before
        .last()
        .is_some_and(|w| w.kind == WordKind::Punctuation);
    let opens = |word: &Word| word.preposition.is_some() || word.time.is_some();
    comma
        && before.first().is_some_and(opens)
        && !before.iter().any(|word| word.kind == WordKind::Verb)
}

impl Reader<'_> {
    /// The reading as a verb of a word at the head of a clause, where what follows leaves no other.
    pub(crate) fn opening_verb(
        &self,
        token: usize,
        verb: usize,
        before: &[Word],
        after: &[Word],
    ) -> Option<usize> {
        let readings = self.layer.readings(token);
        let best = readings.first()?;
        let pos = |r: &Reading| r.stem_segment().map_or(Pos::X, |s| s.morph.pos);
        // `اثنى على`
        if pos(best) == Pos::Num {
            let next = after.first()?;
            return readings
                .iter()
                .position(|reading| self.goes_with(reading, next));
        }
        let opened = before
            .last()
            .is_none_or(|last| last.entity.is_none() && last.cues.has(Cue::ClauseStart))
            || after_adverbial(before);
        let joined = best.affixes.any(Affixes::WA.with(Affixes::FA));
        if !opened && !joined {
            return None;
        }
        let likely = |at: usize| readings[at].cost <= best.cost.saturating_add(5 * CLOSE);
        let prefixed = Affixes::AL
            .with(Affixes::BI)
            .with(Affixes::LI)
            .with(Affixes::KA);
        // `تحالف الحزبان`, `تعاون محققون`, `قبل سائقو القطارات`: no noun or preposition stands before a nominative.
        let governs = matches!(pos(best), Pos::Adp | Pos::Noun | Pos::Adj);
        let subject = after.first().is_some_and(|next| {
            let several = next.sound_plural && next.ends_with("و");
            let own = next.affixes == Affixes::AL || next.sound_plural && next.ends_with("ون");
            let definite = next.nominative() && own;
            next.kind == WordKind::Noun && (definite || several)
        });
        if governs && !best.affixes.any(prefixed.with(Affixes::PRONOUN)) && subject {
            return Some(verb);
        }
        let follower = self.follower(after);
        let pronoun = best.affixes.has(Affixes::PRONOUN);
        match pos(best) {
            Pos::Adp if !pronoun => {
                let follower = follower?;
                let told =
                    only_after_verb(follower.words) || self.has_object(&readings[verb], &follower);
                told.then_some(verb)
            }
            Pos::Noun | Pos::Adj if pronoun => self.with_object_pronoun(readings, &follower?),
            Pos::Noun | Pos::Adj if opened && likely(verb) && !best.affixes.any(prefixed) => {
                let follower = follower?;
                let past = || past_of_man(readings, best.affixes).filter(|at| likely(*at));
                let first = before.is_empty() && lacks_verb(after);
                if first && follower.is_somebody() {
                    return past().or(Some(verb));
                }
                if says_where(before) && follower.is_somebody() && past().is_some() {
                    return past();
                }
                follower.acts(&readings[verb]).then_some(verb)
            }
            Pos::Verb if opened => self
                .second_verb(readings, &follower?, before.is_empty())
                .filter(|at| likely(*at)),
            _ => None,
        }
    }

    /// `من أجل ضرب المتظاهرين`, `بعد ضرب سائقها`, `اثنى عشر`: the reading as a noun or number of what looks like a verb.
    pub(crate) fn governed_noun(
        &self,
        token: usize,
        before: &[Word],
        next: Option<&Word>,
    ) -> Option<usize> {
        let readings = self.layer.readings(token);
        let best = readings.first()?;
        let pos = |r: &Reading| r.stem_segment().map_or(Pos::X, |s| s.morph.pos);
        let number = || next.is_some_and(|w| w.kind == WordKind::Number && !w.conjoined());
        let plain = best.affixes == Affixes::default();
        // `خشية تعرضهم للقصف`
        let owned = || best.affixes == Affixes::PRONOUN && feared(before);
        let other = match pos(best) == Pos::Verb && (plain || owned()) {
            true if !plain || governed(before) => Pos::Noun,
            true if plain && number() => Pos::Num,
            _ => return None,
        };
        readings.iter().position(|reading| {
            let form = reading
                .stem_segment()
                .and_then(|s| s.morph.features.verb_form);
            let act = other != Pos::Noun || form == Some(VerbForm::Masdar);
            pos(reading) == other && act && reading.affixes == best.affixes
        })
    }

    /// `شيعوا رجلا قتله الجنود`: whether a word with a pronoun stands between somebody indefinite, whom no verb of saying
    /// has as its subject, and someone who acts.
    pub(crate) fn may_describe(&self, token: usize, noun: &Reading, before: &[Word]) -> bool {
        let verbs = before.iter().filter(|word| word.kind == WordKind::Verb);
        let said = |word: &Word| word.cues.any(&[Cue::Say, Cue::Announce]);
        noun.affixes.has(Affixes::PRONOUN)
            && before.last().is_some_and(|last| self.is_somebody(last))
            && !verbs.clone().any(said)
            && self.agent_follows(token)
    }

    /// Whether a word ends a mention of people that is indefinite.
    pub(crate) fn is_somebody(&self, last: &Word) -> bool {
        let kind = last.entity.map(|e| self.entities[e as usize].kind);
        kind == Some(EntityType::Nom) && !last.definite() && !last.has_pronoun()
    }

    /// The mention that begins after a word, with what may stand between a verb and its subject passed over.
    fn follower<'a>(&self, after: &'a [Word]) -> Option<Follower<'a>> {
        let mut at = 0;
        while at < BETWEEN {
            let word = after.get(at)?;
            if let Some(entity) = word.entity {
                let mention = &self.entities[entity as usize];
                return Some(Follower {
                    words: &after[at..],
                    kind: mention.kind,
                    gender: mention.gender.or(word.features.gender),
                    parted: at > 0,
                });
            }
            let passed = word.time.is_some() || word.cues.any(&[Cue::Skip, Cue::Manner]);
            if !passed {
                return None;
            }
            at += word.phrase.max(1);
        }
        None
    }

    /// `وقبل الرئيس الاستقالة`: whether a definite noun that is no part of the mention follows it, and a frame has
    /// the verb with an object.
    fn has_object(&self, verb: &Reading, follower: &Follower) -> bool {
        let frames = self.verb_frames(verb);
        let mut slots = frames.flat_map(|frame| self.rules.frames[frame].slots.iter());
        let next = after_mention(follower.words).first();
        let object = next.is_some_and(|word| {
            word.kind == WordKind::Noun
                && word.affixes == Affixes::AL
                && !word.adjectival
                && word.time.is_none()
        });
        object
            && follower.kind != EntityType::Gpe
            && slots.any(|slot| slot.position == Position::Object)
    }

    /// `وعذبتهم الشرطة`: what looks like a feminine noun with a pronoun is the verb before a feminine subject.
    fn with_object_pronoun(&self, readings: &[Reading], follower: &Follower) -> Option<usize> {
        use EntityType::{Nom, Occ, Org};
        let named = matches!(follower.kind, Nom | Occ | Org)
            && follower.words[0].affixes.has(Affixes::AL)
            && follower.gender == Some(Gender::Feminine)
            && !follower.parted;
        readings
            .iter()
            .position(|reading| {
                let features = reading.stem_segment().map(|s| s.morph.features);
                features.is_some_and(|f| {
                    f.verb_form == Some(VerbForm::Perfect)
                        && f.person == Some(Person::Third)
                        && f.gender == Some(Gender::Feminine)
                        && f.number == Some(Number::Singular)
                }) && reading.affixes.has(Affixes::PRONOUN)
                    && self.verb_frames(reading).next().is_some()
            })
            .filter(|_| named)
    }

    /// Another verb than the one that the tokenizer has read: `تدخل الجيش` is no feminine present before a masculine
    /// subject, nor does one that opens the sentence have its object before its subject (`تكفل رجل أعمال بالعلاج`).
    fn second_verb(&self, readings: &[Reading], follower: &Follower, first: bool) -> Option<usize> {
        let best = readings.first()?;
        let features = best.stem_segment()?.morph.features;
        use EntityType::{Nom, Occ, Org};
        let man = follower.gender == Some(Gender::Masculine)
            && matches!(follower.kind, Nom | Occ | Org)
            && (follower.words[0].affixes == Affixes::AL
                || first && !follower.words[0].conjoined());
        let woman = features.verb_form == Some(VerbForm::Imperfect)
            && features.person == Some(Person::Third)
            && features.gender == Some(Gender::Feminine)
            && features.number == Some(Number::Singular)
            && !best.affixes.has(Affixes::SA);
        past_of_man(readings, best.affixes).filter(|_| man && woman)
    }

    /// Whether a frame has the verb with the preposition that a word is or begins with.
    fn goes_with(&self, verb: &Reading, next: &Word) -> bool {
        let mut slots = self
            .verb_frames(verb)
            .flat_map(|frame| self.rules.frames[frame].slots.iter());
        next.preposition.as_deref().is_some_and(|name| {
            slots.any(|slot| match &slot.position {
                Position::With(with) => **with == *name,
                Position::Worded { word, .. } => next.wording.as_ref() == Some(word),
                _ => false,
            })
        })
    }

    /// The frames that name the verb of a reading.
    fn verb_frames(&self, reading: &Reading) -> impl Iterator<Item = usize> {
        let lemma: Option<LemmaId> = reading.stem_segment().and_then(|s| s.morph.lemma);
        let entries = lemma.map_or(&[][..], |lemma| self.rules.by_lemma(lemma));
        let verbs = entries.iter().filter(|entry| entry.form == Form::Verb);
        verbs.map(|entry| entry.frame as usize)
    }
}

/// The reading as a verb of the past that one man is the subject of.
fn past_of_man(readings: &[Reading], affixes: Affixes) -> Option<usize> {
    readings.iter().position(|reading| {
        let features = reading.stem_segment().map(|s| s.morph.features);
        reading.affixes == affixes
            && features.is_some_and(|f| {
                f.verb_form == Some(VerbForm::Perfect)
                    && f.person == Some(Person::Third)
                    && f.gender == Some(Gender::Masculine)
                    && f.number == Some(Number::Singular)
            })
    })
}

/// `وفي باريس، تظاهر العشرات`: whether the words before are one phrase with في and a comma, after which a sentence begins with its
/// verb.
fn says_where(before: &[Word]) -> bool {
    const LONGEST: usize = 4;
    let [first, place @ .., comma] = before else {
        return false;
    };
    let bound = first.preposition.as_deref() == Some("في") && !first.has_pronoun();
    let mut place = place.iter();
    bound
        && (1..=LONGEST).contains(&place.len())
        && place.all(|word| word.nominal() && word.preposition.is_none())
        && comma.kind == WordKind::Punctuation
        && comma.ends_with("،")
}

/// `تجمع المئات أمام السفارة.`: whether no other word of a sentence that ends with a full stop can be its verb.
fn lacks_verb(after: &[Word]) -> bool {
    let stop = |word: &Word| word.kind == WordKind::Punctuation && word.ends_with(".");
    after.last().is_some_and(stop) && !after.iter().any(|word| word.kind == WordKind::Verb)
}

impl Follower<'_> {
    /// Whether it is people or a body.
    fn is_somebody(&self) -> bool {
        use EntityType::{Nom, Occ, Org, Per};
        matches!(self.kind, Nom | Occ | Org | Per)
    }

    /// Whether it can only be the subject of the verb: someone who acts, or the nominative of several (`بحث الجانبان`);
    /// and whoever it is where something stands between, which a noun and its genitive do not allow.
    fn acts(&self, verb: &Reading) -> bool {
        use EntityType::{Gpe, Nom, Occ, Org, Per};
        let first = &self.words[0];
        let acts = match self.kind {
            Per | Occ | Org => true,
            Nom => {
                first.nominative()
                    || self.parted && (first.definite() || first.cues.has(Cue::Quantity))
            }
            Gpe => self.parted,
            _ => false,
        };
        let form = verb.stem_segment().map(|s| s.morph.features);
        let man = form.is_some_and(|f| f.gender == Some(Gender::Masculine));
        let other = man && self.gender == Some(Gender::Feminine) && self.kind != Per;
        acts && !(self.parted && other)
    }
}

/// The words after the mention that the words begin with.
fn after_mention(words: &[Word]) -> &[Word] {
    let own = words.first().and_then(|word| word.entity);
    let length = words.iter().take_while(|word| word.entity == own).count();
    &words[length..]
}

/// `عبر الرئيس … عن`: whether a word follows the mention that follows it only after a verb.
fn only_after_verb(words: &[Word]) -> bool {
    for word in after_mention(words).iter().take(REACH) {
        if word.cues.has(Cue::AfterAgent) {
            return true;
        }
        if matches!(word.kind, WordKind::Punctuation | WordKind::Verb) || word.conjoined() {
            return false;
        }
    }
    false
}

/// `من أجل`, `بعد`: whether a preposition stands before, which no verb in the past follows.
fn governed(before: &[Word]) -> bool {
    const LONGEST: usize = 3;
    let near = before.iter().rev().take(LONGEST).enumerate();
    let mut prepositions = near.filter(|(_, word)| word.preposition.is_some());
    prepositions.any(|(back, word)| word.phrase == back + 1 && !word.has_pronoun())
}

/// `خشية`, `خوفا من`: whether words for what somebody wants or fears stand before that begin with a noun.
fn feared(before: &[Word]) -> bool {
    const LONGEST: usize = 3;
    let mut near = before.iter().rev().take(LONGEST).enumerate();
    near.any(|(back, word)| {
        let phrase = word.cues.has(Cue::Purpose) && word.phrase == back + 1;
        phrase && word.kind == WordKind::Noun && !word.has_pronoun()
    })
}
