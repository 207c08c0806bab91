//! Chooses one reading of each word where the sentence as analysed so far knows better than the
//! tokenizer: verbs written like nouns, nouns written like verbs.

mod context;

use crate::cue::Cue;
use crate::grammar::Effect;
use crate::rules::Form;
use crate::vocabulary::WordId;
use crate::word::{Word, WordKind};
use crate::words::{CLOSE, Reader};
use context::{
    aims, announced, awaits_noun, awaits_verb, counts_others, has_acted, has_told, plans,
    tells_how, without,
};
use rasd_core::{Affixes, EntityType, Gender, Number, Person, Pos, Reading, Segment, VerbForm};

/// Words back to the verb that a further one goes on from.
const FAR: usize = 40;
/// Words back to what two do whom a further verb is told of.
const AROUND: usize = 10;

impl Reader<'_> {
    /// Chooses between the readings. The tokenizer's choice stands but for two classes of words:
    /// verbs of the eighth form that look like nouns with the article (`التقى`), and verbs whose
    /// written hamza an adverb or particle ignores (`هنأ`).
    pub(crate) fn choose(&self, token: usize, before: &[Word], after: &[Word]) -> usize {
        let readings = self.layer.readings(token);
        // `السعي` is no call upon a woman to sting.
        let told = |r: &Reading| {
            let form = r.stem_segment().and_then(|s| s.morph.features.verb_form);
            pos(r) == Pos::Verb && form != Some(VerbForm::Imperative)
        };
        let (Some(best), Some(verb)) = (readings.first(), readings.iter().position(told)) else {
            return 0;
        };
        let choice = Choice {
            token,
            before,
            readings,
            best,
            verb,
        };
        if self.after_particle(&choice)
            || self.like_article(&choice)
            || self.ignored_hamza(&choice)
            || pos(best) != Pos::Part && self.dual_verb(readings, verb, before)
        {
            return verb;
        }
        self.opening_verb(token, verb, before, after)
            .or_else(|| self.noun_or_other_verb(&choice))
            .or_else(|| self.governed_noun(token, before, after.first()))
            .or_else(|| self.verb_after_all(&choice, after.first()).then_some(verb))
            .unwrap_or(0)
    }

    /// After قد and سوف stands a verb; and a first name that no mention covers is none.
    fn after_particle(&self, choice: &Choice) -> bool {
        let particle = choice.before.last().is_some_and(|last| {
            let particles = [Cue::Auxiliary, Cue::FutureParticle, Cue::NegationFuture];
            last.kind == WordKind::Other && last.cues.any(&particles)
        });
        let uncovered = self.covers[choice.token].is_none() && choice.before.is_empty();
        let no_name = pos(choice.best) == Pos::Propn && uncovered;
        (particle || no_name) && !choice.best.affixes.has(Affixes::AL)
    }

    /// `التقى` is no adjective with an article; but neither is `المتهم` a verb with its object.
    fn like_article(&self, choice: &Choice) -> bool {
        let (best, verb) = (choice.best, choice.verb());
        let accused = pos(best) == Pos::Adj && verb.affixes.has(Affixes::PRONOUN);
        // Nor is a noun with an article a verb that no frame names (`التهم`, `الأم`) or that acts on you (`الحاكم` as `ألحا` + `كم`).
        let noun = matches!(pos(best), Pos::Noun | Pos::Adj)
            && (!self.names(verb, Form::Verb) || acts_on_you(verb));
        // `الائتلاف الحاكم`: nor does a verb stand within a mention.
        let within = choice.before.last().is_some_and(|last| {
            let own = self.covers[choice.token];
            own.is_some() && own == last.entity
        });
        best.affixes.has(Affixes::AL)
            && !within
            && !verb.affixes.has(Affixes::AL)
            && !accused
            && !noun
            && choice.before.last().is_none_or(|last| {
                let clause = [Cue::Complementizer, Cue::Relative, Cue::ClauseStart];
                best.affixes.any(Affixes::WA.with(Affixes::FA))
                    || last.kind == WordKind::Punctuation
                    || last.kind == WordKind::Verb
                    || last.entity.is_some()
                    || last.cues.any(&clause)
            })
    }

    /// `هنأ`: an adverb or particle would leave out the hamza that is written.
    fn ignored_hamza(&self, choice: &Choice) -> bool {
        let written = self.layer.written(choice.token);
        let exact = |r: &Reading| {
            let stem = r.stem_segment();
            stem.is_some_and(|s| written.contains(self.layer.form(s)))
        };
        let content = [Pos::Verb, Pos::Noun, Pos::Adj, Pos::Adp];
        !content.contains(&pos(choice.best)) && !exact(choice.best) && exact(choice.verb())
    }

    /// What stands in place of a verb: one of the other gender, or a noun where no verb can stand.
    fn noun_or_other_verb(&self, choice: &Choice) -> Option<usize> {
        let (best, before, readings) = (choice.best, choice.before, choice.readings);
        if pos(best) != Pos::Verb {
            return None;
        }
        self.feminine(readings, before)
            .or_else(|| self.masculine(readings, before))
            .or_else(|| {
                let opens = best.affixes == Affixes::default() && before.is_empty();
                opens
                    .then(|| self.masdar_of_state(choice.token, readings))
                    .flatten()
            })
            .or_else(|| {
                let noun = readings.iter().position(|r| pos(r) == Pos::Noun)?;
                (self.no_dual(choice) || self.awaited_noun(choice, &readings[noun])).then_some(noun)
            })
    }

    /// `تمركزا أمنيا`: without two before it, what looks like a dual verb is an accusative noun.
    /// `عرضتا الوساطة`: the feminine looks like none.
    fn no_dual(&self, choice: &Choice) -> bool {
        let dual = choice.best.stem_segment().is_some_and(|s| {
            let features = s.morph.features;
            features.number == Some(Number::Dual) && features.gender != Some(Gender::Feminine)
        });
        dual && !choice.before.is_empty() && !self.dual_verb(choice.readings, 0, choice.before)
    }

    /// Whether the words before wait for a noun, which this reading is.
    fn awaited_noun(&self, choice: &Choice, noun: &Reading) -> bool {
        let (best, before) = (choice.best, choice.before);
        let joined = Affixes::WA
            .with(Affixes::FA)
            .with(Affixes::SA)
            .with(Affixes::LI);
        if !best.affixes.any(joined) && choice.near(noun, 2) {
            let object = || awaits_noun(before) && !self.may_describe(choice.token, noun, before);
            let told = || tells_how(before) && self.names(noun, Form::Noun);
            if announced(before) || told() || object() || without(before) || plans(before) {
                return true;
            }
        }
        best.affixes.has(Affixes::WA)
            && noun.affixes == best.affixes
            && choice.near(noun, 1)
            && self
                .covers
                .get(choice.token + 1)
                .is_some_and(Option::is_none)
            && aims(before)
    }

    /// Whether what looks like a noun is the verb by what stands around it.
    fn verb_after_all(&self, choice: &Choice, next: Option<&Word>) -> bool {
        let (best, before) = (choice.best, choice.before);
        let verb = choice.verb();
        let bound = Affixes::AL
            .with(Affixes::BI)
            .with(Affixes::LI)
            .with(Affixes::KA);
        if pos(best) != Pos::Noun {
            return false;
        }
        let likely = choice.near(verb, 5);
        let unbound = !best.affixes.any(bound) && likely;
        let plain = unbound && !best.affixes.has(Affixes::PRONOUN);
        // After a relative pronoun only a verb can take an object pronoun (`التي بحثها الوزير`).
        let relative = || {
            before
                .last()
                .is_some_and(|last| last.cues.has(Cue::Relative))
        };
        plain && awaits_verb(before)
            || unbound && relative()
            || unbound && self.own_pronoun(choice)
            || plain && self.tells_of_act(choice.token, verb.stem_segment(), before)
            || plain && self.goes_on(choice, next)
            || plain && self.describes_man(choice)
            || after_comma(choice)
    }

    /// `هجوم شنه مسلحون`: after an indefinite noun and before someone who acts its pronoun is the noun's.
    /// `جنودا خطفهم مسلحون`: so it is after people, if both the verb and the noun are an act.
    fn own_pronoun(&self, choice: &Choice) -> bool {
        let (best, verb) = (choice.best, choice.verb());
        let Some(last) = choice.before.last() else {
            return false;
        };
        let bare = last.entity.is_none() && last.kind == WordKind::Noun;
        let described = bare && !last.definite() && !last.has_pronoun();
        let people = || {
            let act = || self.names(best, Form::Noun) && self.names(verb, Form::Verb);
            self.is_somebody(last) && act()
        };
        best.affixes.has(Affixes::PRONOUN)
            && verb.affixes.has(Affixes::PRONOUN)
            && (described || people())
            // `اتهامات وجهها إليه الحزب`
            && (self.agent_follows(choice.token)
                || self.pronoun_follows(choice.token) && self.agent_follows(choice.token + 1))
    }

    /// `قتلت الشرطة رجلا طعن ثلاثة أشخاص`: after a man in the accusative no bare masdar can stand.
    fn describes_man(&self, choice: &Choice) -> bool {
        let act = self.names(choice.best, Form::Noun) && self.names(choice.verb(), Form::Verb);
        let act = act && choice.best.affixes == Affixes::default();
        choice.before.last().is_some_and(|last| {
            let man = (last.features.number, last.features.gender)
                == (Some(Number::Singular), Some(Gender::Masculine));
            let accusative = last.ends_with("ا") && !last.definite() && !last.conjoined();
            act && man && accusative && !last.event_participle && self.is_somebody(last)
        })
    }

    /// `والتقى ظريف وبحث معه الأزمة`, `قتل جندي وجرح ثلاثة`: a further verb after one.
    fn goes_on(&self, choice: &Choice, next: Option<&Word>) -> bool {
        let mut near = choice.before.iter().rev().take(FAR);
        let mut after_verb = || near.any(|word| word.kind == WordKind::Verb);
        let acts = || self.names(choice.best, Form::Noun) && self.names(choice.verb(), Form::Verb);
        choice.best.affixes.has(Affixes::WA)
            && (self.pronoun_follows(choice.token) && after_verb()
                || acts()
                    && (next.is_some_and(counts_others) && has_told(choice.before)
                        || has_acted(choice.before, choice.verb())))
    }

    /// Whether a frame names the reading's lemma as a trigger of that form.
    fn names(&self, reading: &Reading, form: Form) -> bool {
        let lemma = reading.stem_segment().and_then(|stem| stem.morph.lemma);
        lemma.is_some_and(|l| self.rules.by_lemma(l).iter().any(|e| e.form == form))
    }

    /// `قصف إسرائيل مطار دمشق`: before a state whose name is feminine and a further phrase, what looks like a
    /// verb for a man is the masdar.
    fn masdar_of_state(&self, token: usize, readings: &[Reading]) -> Option<usize> {
        let features = |reading: &Reading| {
            let stem = reading.stem_segment()?;
            Some((stem.morph.pos, stem.morph.features))
        };
        let (_, verb) = features(readings.first()?)?;
        let man = verb.gender == Some(Gender::Masculine) && verb.number == Some(Number::Singular);
        let name = self.covers.get(token + 1).copied().flatten()?;
        let mention = &self.entities[name as usize];
        let whole = mention.kind == EntityType::Gpe
            && mention.tokens.start() as usize == token + 1
            && mention.tokens.len() == 1;
        let after = token + 2;
        let plain = |at: usize| {
            let best = self.layer.readings(at).first()?;
            let (pos, _) = features(best)?;
            let joined = Affixes::WA.with(Affixes::FA).with(Affixes::BI);
            let noun = matches!(pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj);
            (noun && !best.affixes.any(joined)).then_some(())
        };
        let phrase = (after < self.layer.tokens.len() && whole && man)
            .then(|| plain(after))
            .flatten();
        phrase?;
        let best = self.layer.readings(token + 1).first()?;
        let lemma = best.stem_segment().and_then(|stem| stem.morph.lemma);
        let form = self.grammar.vocabulary.find(self.layer.folded(token + 1));
        if self.grammar.noun(lemma, form).has(Cue::MasculineName) {
            return None;
        }
        readings.iter().position(|reading| {
            features(reading).is_some_and(|(pos, features)| {
                pos == Pos::Noun && features.verb_form == Some(VerbForm::Masdar)
            }) && reading.affixes == Affixes::default()
        })
    }

    /// `مؤتمر عقد في جنيف`: after an indefinite act and before a preposition or time stands what became of it.
    fn tells_of_act(&self, token: usize, verb: Option<&Segment>, before: &[Word]) -> bool {
        let gender = verb.and_then(|verb| verb.morph.features.gender);
        let act = before.last().is_some_and(|last| {
            let plural = last.features.number == Some(Number::Plural);
            let own = last.features.gender.filter(|_| !plural);
            let agrees = own.or(Some(Gender::Feminine)) == gender;
            let bare = last.entity.is_none() && !last.definite() && !last.has_pronoun();
            last.event_noun && bare && agrees
        });
        let carries = || {
            let cues = self.grammar.verb(verb?.morph.lemma, WordId::OTHER);
            Some(cues.any(&[Cue::Light, Cue::LightSubject]))
        };
        act && carries() == Some(true) && self.where_or_when_follows(token)
    }

    fn where_or_when_follows(&self, token: usize) -> bool {
        let next = token + 1;
        if next >= self.layer.tokens.len() {
            return false;
        }
        let word = self.grammar.vocabulary.find(self.layer.folded(next));
        let phrases = self.grammar.phrases(word).iter();
        let mut single = phrases.filter(|phrase| phrase.rest.is_empty());
        self.time_covers[next].is_some()
            || single.any(|phrase| match &phrase.effect {
                Effect::Preposition { name, .. } => self.grammar.says_where(name),
                Effect::Cue(_) => false,
            })
    }

    /// Whether a preposition with a pronoun follows (`معه`).
    fn pronoun_follows(&self, token: usize) -> bool {
        let next = token + 1;
        let best = (next < self.layer.tokens.len())
            .then(|| self.layer.readings(next).first())
            .flatten();
        best.is_some_and(|best| {
            let stem = best.stem_segment();
            let preposition = stem.is_some_and(|stem| stem.morph.pos == Pos::Adp);
            preposition && best.affixes.has(Affixes::PRONOUN)
        })
    }

    /// Type of the mention that begins after a token.
    pub(crate) fn kind_after(&self, token: usize) -> Option<EntityType> {
        let next = self.covers.get(token + 1).copied().flatten()?;
        Some(self.entities[next as usize].kind)
    }

    pub(crate) fn agent_follows(&self, token: usize) -> bool {
        use EntityType::{Gpe, Nom, Occ, Org, Per};
        matches!(self.kind_after(token), Some(Per | Occ | Org | Gpe | Nom))
    }

    /// `بحثا`, `قطعا`: a dual verb after two or at the head of a sentence, where an accusative noun
    /// or adverb cannot stand; so after what two do (`إن وفدين يمثلان الحكومة وقعا وثيقة`).
    fn dual_verb(&self, readings: &[Reading], verb: usize, before: &[Word]) -> bool {
        let features = readings[verb].stem_segment().map(|s| s.morph.features);
        if features.and_then(|f| f.number) != Some(Number::Dual) {
            return false;
        }
        let mut near = before.iter().rev().take(AROUND);
        let two_do = |w: &Word| w.kind == WordKind::Verb && w.features.number == Some(Number::Dual);
        if near.any(two_do) {
            return true;
        }
        let last = before
            .iter()
            .rev()
            .take(4)
            .find(|w| w.kind != WordKind::Punctuation && !w.cues.has(Cue::Auxiliary));
        last.is_none_or(|word| {
            let two = word.entity.is_some_and(|e| {
                let mention = &self.entities[e as usize];
                mention.number == Number::Dual || mention.refs.len() == 2
            });
            let relative = word.cues.has(Cue::Relative);
            two || (word.cues.has(Cue::Complementizer) && word.has_pronoun())
                || (relative && word.features.number == Some(Number::Dual))
        })
    }
}

/// A word whose readings hold a verb, with the words before it.
struct Choice<'c> {
    token: usize,
    before: &'c [Word],
    readings: &'c [Reading],
    best: &'c Reading,
    /// Which reading is the verb.
    verb: usize,
}

impl Choice<'_> {
    fn verb(&self) -> &Reading {
        &self.readings[self.verb]
    }

    /// Whether a reading costs little more than the best, in units of `CLOSE`.
    fn near(&self, reading: &Reading, more: u16) -> bool {
        reading.cost <= self.best.cost.saturating_add(more * CLOSE)
    }
}

fn pos(reading: &Reading) -> Pos {
    reading.stem_segment().map_or(Pos::X, |s| s.morph.pos)
}

/// Whether a reading has a pronoun of the second person.
fn acts_on_you(reading: &Reading) -> bool {
    let last = reading.segments.last();
    let you = last.is_some_and(|s| s.morph.features.person == Some(Person::Second));
    you && reading.affixes.has(Affixes::PRONOUN)
}

/// Whether a bare noun that is joined on after a comma is as well the verb.
fn after_comma(choice: &Choice) -> bool {
    let last = choice.before.last();
    let (best, verb) = (choice.best, choice.verb());
    let bare = !best.affixes.any(Affixes::AL.with(Affixes::PRONOUN));
    last.is_some_and(|word| word.kind == WordKind::Punctuation)
        && best.affixes.any(Affixes::WA.with(Affixes::FA))
        && bare
        && choice.near(verb, 1)
        && !verb.affixes.has(Affixes::AL)
}
