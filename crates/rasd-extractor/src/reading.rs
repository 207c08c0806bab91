//! Chooses one reading of each word where the sentence as analysed so far knows better than the
//! tokenizer: verbs written like nouns, nouns written like verbs.

use crate::cue::Cue;
use crate::grammar::Effect;
use crate::rules::Form;
use crate::vocabulary::WordId;
use crate::word::{Word, WordKind};
use crate::words::{CLOSE, Reader};
use rasd_core::{Affixes, EntityType, Gender, Number, Person, Pos, Reading, Segment, VerbForm};

/// Words back to the verb that a further one goes on from.
const FAR: usize = 40;

impl Reader<'_> {
    /// Chooses between the readings. The tokenizer's choice stands but for two classes of words:
    /// verbs of the eighth form that look like nouns with the article (`التقى`), and verbs whose
    /// written hamza an adverb or particle ignores (`هنأ`).
    pub(crate) fn choose(&self, token: usize, before: &[Word], after: &[Word]) -> usize {
        let next = after.first();
        let readings = self.layer.readings(token);
        let stem = Reading::stem_segment;
        let pos = |r: &Reading| stem(r).map_or(Pos::X, |s| s.morph.pos);
        let Some(best) = readings.first() else {
            return 0;
        };
        // `السعي` is no call upon a woman to sting.
        let told = |r: &Reading| {
            let form = stem(r).and_then(|s| s.morph.features.verb_form);
            pos(r) == Pos::Verb && form != Some(VerbForm::Imperative)
        };
        let Some(verb) = readings.iter().position(told) else {
            return 0;
        };
        // After قد and سوف stands a verb; and a first name that no mention covers is none.
        let particle = before.last().is_some_and(|last| {
            last.kind == WordKind::Other
                && last
                    .cues
                    .any(&[Cue::Auxiliary, Cue::FutureParticle, Cue::NegationFuture])
        });
        let no_name = pos(best) == Pos::Propn && self.covers[token].is_none() && before.is_empty();
        if (particle || no_name) && !best.affixes.has(Affixes::AL) {
            return verb;
        }
        // `التقى` is no adjective with an article; but neither is `المتهم` a verb with its object.
        let accused = pos(best) == Pos::Adj && readings[verb].affixes.has(Affixes::PRONOUN);
        // Nor is a noun with an article a verb that no frame names (`التهم`, `الأم`) or that acts on you (`الحاكم` as `ألحا` + `كم`).
        let names = |r: &Reading, form: Form| {
            let lemma = stem(r).and_then(|s| s.morph.lemma);
            lemma.is_some_and(|l| self.rules.by_lemma(l).iter().any(|e| e.form == form))
        };
        let noun = matches!(pos(best), Pos::Noun | Pos::Adj)
            && (!names(&readings[verb], Form::Verb) || self.acts_on_you(&readings[verb]));
        // `الائتلاف الحاكم`: nor does a verb stand within a mention.
        let within = before.last().is_some_and(|last| {
            let own = self.covers[token];
            own.is_some() && own == last.entity
        });
        let like_article = best.affixes.has(Affixes::AL)
            && !within
            && !readings[verb].affixes.has(Affixes::AL)
            && !accused
            && !noun
            && before.last().is_none_or(|last| {
                best.affixes.any(Affixes::WA.with(Affixes::FA))
                    || last.kind == WordKind::Punctuation
                    || last.kind == WordKind::Verb
                    || last.entity.is_some()
                    || last
                        .cues
                        .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
            });
        let written = self.layer.written(token);
        let exact = |r: &Reading| stem(r).is_some_and(|s| written.contains(self.layer.form(s)));
        let hamza = !matches!(pos(best), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Adp)
            && !exact(best)
            && exact(&readings[verb]);
        if like_article || hamza || self.dual_verb(readings, verb, before) {
            return verb;
        }
        if let Some(verb) = self.opening_verb(token, verb, before, after) {
            return verb;
        }
        if pos(best) == Pos::Verb
            && let Some(feminine) = self.feminine(readings, before)
        {
            return feminine;
        }
        if pos(best) == Pos::Verb
            && let Some(masculine) = self.masculine(readings, before)
        {
            return masculine;
        }
        if pos(best) == Pos::Verb
            && best.affixes == Affixes::default()
            && before.is_empty()
            && let Some(masdar) = self.masdar_of_state(token, readings)
        {
            return masdar;
        }
        // `تمركزا أمنيا`: without two before it, what looks like a dual verb is an accusative noun.
        // `عرضتا الوساطة`: the feminine looks like none.
        let dual = stem(best).is_some_and(|s| {
            let features = s.morph.features;
            features.number == Some(Number::Dual) && features.gender != Some(Gender::Feminine)
        });
        if pos(best) == Pos::Verb
            && dual
            && !before.is_empty()
            && !self.dual_verb(readings, 0, before)
            && let Some(noun) = readings.iter().position(|r| pos(r) == Pos::Noun)
        {
            return noun;
        }
        if pos(best) == Pos::Verb
            && let Some(noun) = readings.iter().position(|r| pos(r) == Pos::Noun)
            && !best.affixes.any(
                Affixes::WA
                    .with(Affixes::FA)
                    .with(Affixes::SA)
                    .with(Affixes::LI),
            )
            && readings[noun].cost <= best.cost.saturating_add(2 * CLOSE)
            && (announced(before)
                || awaits_noun(before) && !self.may_describe(token, &readings[noun], before)
                || without(before)
                || plans(before))
        {
            return noun;
        }
        if pos(best) == Pos::Verb
            && best.affixes.has(Affixes::WA)
            && let Some(noun) = readings.iter().position(|r| pos(r) == Pos::Noun)
            && readings[noun].affixes == best.affixes
            && readings[noun].cost <= best.cost.saturating_add(CLOSE)
            && self.covers.get(token + 1).is_some_and(Option::is_none)
            && aims(before)
        {
            return noun;
        }
        if let Some(noun) = self.governed_noun(token, before, next) {
            return noun;
        }
        let plain = pos(best) == Pos::Noun
            && !best.affixes.any(
                Affixes::AL
                    .with(Affixes::PRONOUN)
                    .with(Affixes::BI)
                    .with(Affixes::LI)
                    .with(Affixes::KA),
            );
        let likely = |more: u16| readings[verb].cost <= best.cost.saturating_add(more * CLOSE);
        if plain && likely(5) && awaits_verb(before) {
            return verb;
        }
        // After a relative pronoun only a verb can take an object pronoun (`التي بحثها الوزير`).
        let described = before
            .last()
            .is_some_and(|last| last.cues.has(Cue::Relative));
        let prefixed = Affixes::AL
            .with(Affixes::BI)
            .with(Affixes::LI)
            .with(Affixes::KA);
        if described && pos(best) == Pos::Noun && !best.affixes.any(prefixed) && likely(5) {
            return verb;
        }
        // `هجوم شنه مسلحون`: after an indefinite noun and before someone who acts its pronoun is the noun's.
        let described = before
            .last()
            .filter(|last| last.entity.is_none() && last.kind == WordKind::Noun)
            .is_some_and(|last| !last.definite() && !last.has_pronoun());
        // `جنودا خطفهم مسلحون`: so it is after people, if both the verb and the noun are an act.
        let people = before.last().is_some_and(|last| {
            let act = || names(best, Form::Noun) && names(&readings[verb], Form::Verb);
            self.is_somebody(last) && act()
        });
        if (described || people)
            && pos(best) == Pos::Noun
            && best.affixes.has(Affixes::PRONOUN)
            && readings[verb].affixes.has(Affixes::PRONOUN)
            && !best.affixes.any(prefixed)
            && likely(5)
            && self.agent_follows(token)
        {
            return verb;
        }
        if plain && likely(5) && self.tells_of_act(token, stem(&readings[verb]), before) {
            return verb;
        }
        // `والتقى ظريف وبحث معه الأزمة`
        let goes_on = plain && best.affixes.has(Affixes::WA) && likely(5);
        let mut near = before.iter().rev().take(FAR);
        let mut after_verb = || near.any(|word| word.kind == WordKind::Verb);
        if goes_on && self.pronoun_follows(token) && after_verb() {
            return verb;
        }
        // `قتل جندي وجرح ثلاثة`
        let told = || names(best, Form::Noun) && names(&readings[verb], Form::Verb);
        if goes_on && told() && next.is_some_and(counts_others) && has_told(before) {
            return verb;
        }
        let after_comma = before
            .last()
            .is_some_and(|w| w.kind == WordKind::Punctuation);
        let conjoined = best.affixes.any(Affixes::WA.with(Affixes::FA));
        let bare_noun =
            pos(best) == Pos::Noun && !best.affixes.any(Affixes::AL.with(Affixes::PRONOUN));
        let near = readings[verb].cost <= best.cost.saturating_add(CLOSE);
        if after_comma && conjoined && bare_noun && near && !readings[verb].affixes.has(Affixes::AL)
        {
            return verb;
        }
        0
    }

    /// Whether a reading has a pronoun of the second person.
    fn acts_on_you(&self, reading: &Reading) -> bool {
        let last = reading.segments.last();
        let you = last.is_some_and(|s| s.morph.features.person == Some(Person::Second));
        you && reading.affixes.has(Affixes::PRONOUN)
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
    /// or adverb cannot stand.
    fn dual_verb(&self, readings: &[Reading], verb: usize, before: &[Word]) -> bool {
        let features = readings[verb].stem_segment().map(|s| s.morph.features);
        if features.and_then(|f| f.number) != Some(Number::Dual) {
            return false;
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

/// Whether a word says how many or that they are others: `ثلاثة`, `آخر`.
fn counts_others(word: &Word) -> bool {
    let other = word.cues.has(Cue::Another) && !word.definite();
    !word.conjoined() && (word.kind == WordKind::Number || other)
}

/// Whether a verb of an event stands before with nothing but who took part in it: no act that a further one could be
/// joined to (`أعلن مقتل جندي وجرح ثلاثة`).
fn has_told(before: &[Word]) -> bool {
    let mut near = before.iter().rev().take(FAR);
    let acts = |word: &Word| word.event_noun && word.features.verb_form == Some(VerbForm::Masdar);
    let last = near.find(|word| word.kind == WordKind::Verb || acts(word));
    last.is_some_and(|word| word.kind == WordKind::Verb)
}

/// Whether the words before end in a comma and an announcement still waits for its object:
/// `أعلنت الوزارة، أمس، فرض عقوبات`.
fn announced(before: &[Word]) -> bool {
    const REACH: usize = 16;
    if before
        .last()
        .is_none_or(|w| w.kind != WordKind::Punctuation)
    {
        return false;
    }
    before
        .iter()
        .rev()
        .take(REACH)
        .take_while(|w| {
            !w.cues
                .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
        })
        .find(|w| w.kind == WordKind::Verb)
        .is_some_and(|w| w.cues.any(&[Cue::Announce]))
}

/// Whether the words before tell an aim that a further verbal noun can be joined to
/// (`لخفض التصعيد ومنع تفاقم الأزمة`).
fn aims(before: &[Word]) -> bool {
    const REACH: usize = 10;
    let mut masdar = false;
    for word in before.iter().rev().take(REACH) {
        if word.kind == WordKind::Verb || word.cues.any(&[Cue::Complementizer, Cue::Relative]) {
            return false;
        }
        let aim = [Cue::Purpose, Cue::Obligation, Cue::Wish];
        if masdar && word.cues.any(&aim) {
            return true;
        }
        masdar |= word.features.verb_form == Some(VerbForm::Masdar) && !word.definite();
        if masdar && word.affixes.has(Affixes::LI) {
            return true;
        }
    }
    false
}

/// Whether the clause has been opened (`أن`, `كما`) and holds only a name so far: what follows is its
/// verb (`إن مشعل بحث مع لافروف`).
fn awaits_verb(before: &[Word]) -> bool {
    const REACH: usize = 12;
    for word in before.iter().rev().take(REACH) {
        let opens = [Cue::Complementizer, Cue::ClauseStart];
        if word.entity.is_none() && word.cues.any(&opens) {
            return !word.has_pronoun();
        }
        let passed = word.entity.is_some()
            || word.kind == WordKind::Punctuation
            || (word.nominal()
                && word.definite()
                && !word.affixes.any(Affixes::BI.with(Affixes::LI)))
            || word.cues.any(&[Cue::Honorific, Cue::Auxiliary, Cue::Skip]);
        if !passed || word.preposition.is_some() {
            return false;
        }
    }
    false
}

/// `ينوي نقل السفارة`, `نيته نقل السفارة`, `عزم لندن نقل السفارة`: whether a word of planning stands before, or the
/// name of whose plan it is after one: no verb in the past can follow.
fn plans(before: &[Word]) -> bool {
    let said = |word: &&Word| word.kind != WordKind::Punctuation;
    let mut last = before.iter().rev().filter(said);
    let plan = |word: &Word| word.cues.has(Cue::Planned) && word.kind != WordKind::Other;
    match last.next() {
        Some(word) if word.entity.is_some() => {
            let same = |other: &&Word| other.entity == word.entity;
            last.find(|other| !same(other)).is_some_and(plan)
        }
        word => word.is_some_and(plan),
    }
}

/// `عدم تلقي مساعدة`: whether a word that denies a noun stands before.
fn without(before: &[Word]) -> bool {
    before
        .last()
        .is_some_and(|last| last.cues.has(Cue::NegationNoun))
}

/// Whether a verb and its named subject stand before with nothing that could open a new clause: no
/// second finite verb can follow (`أكدت مصر دعمها`).
fn awaits_noun(before: &[Word]) -> bool {
    const REACH: usize = 12;
    let Some(last) = before.last() else {
        return false;
    };
    let closed = last.entity.is_some() || (last.kind == WordKind::Noun && last.definite());
    closed
        && before
            .iter()
            .rev()
            .take(REACH)
            .take_while(|w| {
                w.kind != WordKind::Punctuation
                    && !w
                        .cues
                        .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
                    && !w.cues.any(&[Cue::Auxiliary])
            })
            .any(|w| w.kind == WordKind::Verb)
}
