//! Chooses the frame of a trigger.

use crate::chunks::{Edge, Kind};
use crate::fillers::{Filler, Gatherer, Trigger};
use crate::frame::{Condition, Frame, Position, Slot, Test, Where};
use crate::parties::Party;
use crate::roles::{accepts, assign, holds_mention};
use crate::rules::{Form, Rules};
use crate::word::Word;
use rasd_core::{Number, Role, Tense};
use std::borrow::Cow;
use std::fmt;

/// A participant with its role.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    pub role: Role,
    pub party: Party,
    pub slot: Position,
    /// Whether a phrase fills it rather than a pronoun or the form of a verb.
    pub direct: bool,
    pub weak: bool,
}

/// A frame that matches, with its participants.
pub(crate) struct Match<'a> {
    pub frame: &'a Frame,
    /// Its number among all frames.
    pub number: usize,
    pub filled: Vec<Filled>,
}

/// What speaks against a frame.
pub(crate) enum Against<'a> {
    NoNegation,
    Missing(&'a Condition),
    Excluded(&'a Condition),
    OtherTense(Tense),
    NoParticipant,
}

impl fmt::Display for Against<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Against::NoNegation => f.write_str("needs a negation"),
            Against::Missing(condition) => write!(f, "needs `{}`", condition.text),
            Against::Excluded(condition) => write!(f, "excluded by `{}`", condition.text),
            Against::OtherTense(tense) => write!(f, "needs a verb in the {tense}"),
            Against::NoParticipant => f.write_str("none of its required roles is filled"),
        }
    }
}

/// A frame that does not match, and why.
pub(crate) struct Lost<'a> {
    frame: &'a Frame,
    against: Against<'a>,
}

impl fmt::Display for Lost<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.frame.id, self.against)
    }
}

/// The frame that matches if one does, and the frames tried before it.
type Choice<'a> = (Option<Match<'a>>, Vec<Lost<'a>>);

/// Tries the frames of a trigger in order; gives the first that matches and, if `explaining`, why
/// others failed.
pub(crate) fn choose<'a>(
    rules: &'a Rules,
    frames: &[u32],
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    explaining: bool,
) -> Choice<'a> {
    let mut lost = Vec::new();
    // What stands around the trigger is looked at only where its words leave a frame.
    let mut fillers: Option<Vec<Filler>> = None;
    let present = &gatherer.scene.present;
    for number in frames {
        let number = *number as usize;
        if !explaining && !rules.gates.may_match(number, present) {
            continue;
        }
        let frame = &rules.frames[number];
        let excludes: &[Condition] = match rules.gates.may_exclude(number, present) {
            true => &frame.excludes,
            false => &[],
        };
        if !explaining && !words_allow(frame, excludes, gatherer, trigger) {
            continue;
        }
        let fillers = fillers.get_or_insert_with(|| gatherer.gather(trigger));
        match try_frame(frame, excludes, gatherer, trigger, fillers, !explaining) {
            Ok(filled) => {
                let found = Match {
                    frame,
                    number,
                    filled,
                };
                return (Some(found), lost);
            }
            Err(against) if explaining => lost.push(Lost { frame, against }),
            Err(_) => {}
        }
    }
    (None, lost)
}

/// Whether the conditions of a frame hold that look at words only; `excludes` are those that may exclude it.
fn words_allow(
    frame: &Frame,
    excludes: &[Condition],
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
) -> bool {
    let of_words = |condition: &&Condition| condition.of_words;
    let holds = |condition: &Condition| holds(condition, gatherer, (trigger, false), &[]);
    frame.needs.iter().filter(of_words).all(holds) && !excludes.iter().filter(of_words).any(holds)
}

/// The participants of a frame if it matches. `allowed` says that its conditions on words are known
/// to hold.
fn try_frame<'a>(
    frame: &'a Frame,
    excludes: &'a [Condition],
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
    allowed: bool,
) -> Result<Vec<Filled>, Against<'a>> {
    if frame.negated && !gatherer.is_negated(trigger) {
        return Err(Against::NoNegation);
    }
    let passive = passive_reading(frame, gatherer, trigger, fillers);
    let mut fillers = Cow::Borrowed(fillers);
    if passive {
        let subjects = fillers.to_mut().iter_mut();
        for subject in subjects.filter(|f| f.position == Position::Subject) {
            subject.position = Position::PassiveSubject;
        }
    }
    let open = |condition: &&Condition| !allowed || !condition.of_words;
    for condition in frame.needs.iter().filter(open) {
        let undergoes = trigger.form == Form::Verb;
        if !holds(condition, gatherer, (trigger, undergoes), &fillers) {
            return Err(Against::Missing(condition));
        }
    }
    // What no object may be is said of objects only.
    for condition in excludes.iter().filter(open) {
        if holds(condition, gatherer, (trigger, false), &fillers) {
            return Err(Against::Excluded(condition));
        }
    }
    if let Some(tense) = frame.tense
        && (trigger.form != Form::Verb || gatherer.judge_verb(trigger.chunk).tense != tense)
    {
        return Err(Against::OtherTense(tense));
    }
    let filled = assign(frame, gatherer, trigger, &fillers);
    if !frame.requires.is_empty() && !filled.iter().any(|f| frame.requires.contains(&f.role)) {
        return Err(Against::NoParticipant);
    }
    Ok(filled)
}

/// A verb written alike in both voices is read as passive where it has one phrase only and the
/// frame knows a passive, or its agent is told (`هُدد النائب من قبل الجماعة`).
fn passive_reading(
    frame: &Frame,
    gatherer: &Gatherer<'_>,
    trigger: Trigger,
    fillers: &[Filler],
) -> bool {
    let mut slots = frame.slots.iter();
    let takes_object =
        |slot: &Slot| slot.role == Role::Recipient && slot.position == Position::Object;
    let knows_passive = slots.any(|slot| slot.position == Position::PassiveSubject)
        || fillers.iter().any(|f| f.position == Position::Agent)
            && frame.slots.iter().any(takes_object);
    let clause = gatherer.scene.clauses.get(trigger.chunk);
    let open = clause.is_some_and(|c| c.maybe_passive);
    let goes_on = || gatherer.scene.continued_passive(trigger.chunk).is_some();
    let possible = trigger.form == Form::Verb && (open || knows_passive && goes_on());
    let someone = |f: &Filler| {
        f.parties.iter().any(|party| party.entity.is_some())
            || f.chunk.is_some_and(|chunk| gatherer.participant(chunk))
    };
    let acted_on = fillers.iter().filter(|f| someone(f)).any(|f| {
        matches!(f.position, Position::With(_))
            && frame.slots.iter().any(|s| {
                let accepted = |party: &Party| accepts(s.types, party, gatherer);
                s.role == Role::Recipient
                    && gatherer.stands_in(f.at(), &s.position)
                    && f.parties.iter().any(accepted)
            })
    });
    knows_passive && possible && !acted_on
}

/// Whether a condition holds at a trigger; with `true`, the subject of its passive counts as its object.
fn holds(
    condition: &Condition,
    gatherer: &Gatherer<'_>,
    trigger: (Trigger, bool),
    fillers: &[Filler],
) -> bool {
    // Most words that conditions ask for are nowhere in the sentence.
    let present = &gatherer.scene.present;
    let possible = |test: &&Test| !test.asks_for_words() || test.set.meets(present);
    let mut tests = condition.tests.iter().filter(possible);
    tests.any(|test| passes(test, gatherer, trigger, fillers))
}

/// Whether a test holds whose words may stand around the trigger.
#[inline(never)]
fn passes(
    test: &Test,
    gatherer: &Gatherer<'_>,
    (trigger, undergoes): (Trigger, bool),
    fillers: &[Filler],
) -> bool {
    let scene = gatherer.scene;
    let words = &scene.words;
    let among = |word: &Word| {
        let words = [
            word.lemma_word,
            word.verb_word,
            word.form,
            word.plain,
            word.whole,
        ];
        words.iter().any(|word| test.set.has(*word))
    };
    let fits = |i: usize| among(&words[i]) || named(&words[i], test, gatherer);
    // `قبل "القمة"`
    let unquoted = |i: &usize| {
        let chunk = scene.chunk_of[*i].map(|chunk| &scene.chunks[chunk].kind);
        !matches!(chunk, Some(Kind::Edge(Edge::QuoteOpen | Edge::QuoteClose)))
    };
    match &test.place {
        Where::Itself => {
            let word = &words[trigger.word];
            let forms = [word.form, word.whole, word.bare()];
            forms.iter().any(|form| test.set.has(*form))
        }
        Where::Before => (0..trigger.word).rev().find(unquoted).is_some_and(fits),
        Where::After => (trigger.word + 1..words.len())
            .find(unquoted)
            .is_some_and(fits),
        Where::Sentence => near(trigger.word, words.len()).any(fits),
        Where::Topic => {
            let named = || near(trigger.word, words.len()).any(fits);
            test.set.meets(&scene.present) && named() || gatherer.topics.about(test.topic)
        }
        Where::Clause => clause_words(gatherer, trigger).any(fits),
        Where::Phrase => {
            let end = scene.groups.chain_end(trigger.chunk);
            let phrase = scene.chunks[trigger.chunk].start..scene.chunks[end].end;
            phrase
                .take(2 * SENTENCE_REACH)
                .any(|i| i != trigger.word && fits(i))
        }
        // `مناورات صينية روسية`: each nationality is a filler of its own.
        Where::Position(position @ Position::Nisba)
            if test.several
                && fillers
                    .iter()
                    .filter(|filler| {
                        !filler.weak && same_position(gatherer, filler, position, undergoes)
                    })
                    .nth(1)
                    .is_some() =>
        {
            true
        }
        Where::Position(position) => fillers.iter().any(|filler| {
            same_position(gatherer, filler, position, undergoes)
                && (filler
                    .chunk
                    .is_some_and(|chunk| head_words(gatherer, chunk).any(|i| among(&words[i])))
                    || test.types.is_some_and(|types| {
                        filler.parties.iter().any(|p| accepts(types, p, gatherer))
                    })
                    || test.several && several(filler, gatherer))
        }),
    }
}

/// Whether a position is filled by two or more together: a coordination, a dual (`الوزيران`), one noun that
/// several nationalities describe (`سلاحا الجو الإسباني والبرتغالي`).
fn several(filler: &Filler, gatherer: &Gatherer<'_>) -> bool {
    let together = |party: &Party| party.number == Some(Number::Dual) || party.refs.len() > 1;
    let chunks = |chunk: usize| chunk..gatherer.scene.groups.chain_end(chunk) + 1;
    let mut nations = filler
        .chunk
        .into_iter()
        .flat_map(chunks)
        .flat_map(|chunk| &gatherer.scene.chunks[chunk].nisbas)
        .map(|entity| &gatherer.entities[*entity as usize]);
    let first = nations.next();
    filler.parties.len() > 1
        || filler.parties.iter().any(together)
        || first.is_some_and(|first| nations.any(|other| other.refs != first.refs))
}

/// How far a condition on the sentence looks to either side of its trigger, in words. Sentences of
/// news are shorter; text without any full stop is not, and must not take quadratic time.
const SENTENCE_REACH: usize = 150;

fn near(word: usize, words: usize) -> std::ops::Range<usize> {
    word.saturating_sub(SENTENCE_REACH)..(word + SENTENCE_REACH + 1).min(words)
}

/// Whether a word belongs to a mention of a type the test names.
fn named(word: &Word, test: &Test, gatherer: &Gatherer<'_>) -> bool {
    let holds = |types| {
        word.entity
            .is_some_and(|entity| holds_mention(types, entity, gatherer))
    };
    test.types.is_some_and(holds)
}

/// Whether a condition on one position looks at another: what is said of the subject holds of the
/// subject of a passive too, and where `undergoes` what is said of the object (`عُطلت الصحيفة`).
fn same_position(
    gatherer: &Gatherer<'_>,
    filler: &Filler,
    wanted: &Position,
    undergoes: bool,
) -> bool {
    let filled = &filler.position;
    let acted_on = undergoes && *filled == Position::PassiveSubject;
    let undergoes = matches!(filled, Position::PassiveSubject | Position::Witness);
    gatherer.stands_in(filler.at(), wanted)
        || (acted_on && *wanted == Position::Object)
        || (matches!(wanted, Position::Subject | Position::PassiveSubject) && undergoes)
}

/// The words of a filler's phrases that a condition looks at: the heads of the phrase and of its
/// genitives, with their adjectives.
fn head_words<'a>(gatherer: &'a Gatherer<'_>, chunk: usize) -> impl Iterator<Item = usize> + 'a {
    let scene = gatherer.scene;
    scene.chunks[chunk].start..scene.chunks[scene.groups.chain_end(chunk)].end
}

/// Words of the trigger's clause, with those of the noun that it describes (`القوات التي أرسلتها تركيا`);
/// bounded, since clauses without end exist.
fn clause_words<'a>(
    gatherer: &'a Gatherer<'_>,
    trigger: Trigger,
) -> impl Iterator<Item = usize> + 'a {
    const REACH: usize = 40;
    let scene = gatherer.scene;
    let low = trigger.chunk.saturating_sub(REACH);
    let start = (low..trigger.chunk)
        .rev()
        .find(|i| scene.stops(*i) && scene.chunks[*i].kind != Kind::Verb)
        .map_or(low, |i| i + 1);
    let high = (trigger.chunk + REACH).min(scene.chunks.len());
    let end = (trigger.chunk + 1..high)
        .find(|i| scene.stops(*i) && scene.chunks[*i].kind != Kind::Verb)
        .unwrap_or(high);
    let clause = scene.clauses.get(trigger.chunk);
    let described = clause.and_then(|clause| clause.antecedent);
    let described = described.map_or(0..0, |noun| {
        scene.chunks[noun].start..scene.chunks[noun].end
    });
    (scene.chunks[start].start..scene.chunks[end - 1].end).chain(described)
}
