//! The mentions that can take part in an event, and what speaks for and against each.

use crate::around::Around;
use crate::attribute::{Attribute, Piece, Values, piece, pieces};
use crate::draft::Draft;
use crate::fillers::Gatherer;
use crate::mentions::{Mention, Prospect, REACH};
use crate::rules::Form;
use rasd_core::{ByteSpan, Category, Role};
use smallvec::SmallVec;

/// A mention near a trigger.
pub(crate) struct Candidate {
    pub mention: Mention,
    /// Its place among the prospects of the sentence.
    place: usize,
    /// The argument of the draft that it is, by its number there.
    pub argument: Option<usize>,
    /// The role that the rules give it.
    pub rule: Option<Role>,
}

/// A trigger with its candidates.
pub(crate) struct Focus<'d> {
    pub draft: &'d Draft,
    /// Verbs that the trigger is, is carried or governed by, the nearest first, with what they are to it.
    pub verbs: SmallVec<[(Piece<'static>, usize); 4]>,
    pub candidates: Vec<Candidate>,
    /// What holds of the trigger.
    trigger: Values<'d>,
}

impl<'g> Gatherer<'g> {
    /// A trigger with its candidates; `written` says whether values are to be read.
    pub(crate) fn focus<'d>(
        &self,
        draft: &'d Draft,
        around: &Around<'_>,
        written: bool,
    ) -> Focus<'d>
    where
        'g: 'd,
    {
        Focus {
            draft,
            verbs: self.verbs_of(draft),
            candidates: self.candidates(draft, around),
            trigger: self.trigger_values(draft, written),
        }
    }

    /// The candidates of a trigger, in text order.
    fn candidates(&self, draft: &Draft, around: &Around<'_>) -> Vec<Candidate> {
        let trigger = draft.trigger.chunk;
        let told = around.told(draft);
        let prospects = &around.prospects;
        let low = prospects.partition_point(|p| p.mention.chunk + REACH < trigger);
        let mut found = Vec::new();
        for (place, prospect) in prospects.iter().enumerate().skip(low) {
            let mention = prospect.mention;
            if mention.chunk >= trigger + REACH {
                break;
            }
            let own = mention.chunk == trigger && !mention.inside;
            let mute = mention.thing.mute();
            if own || mute && !told.touches(mention.span) {
                continue;
            }
            found.extend(self.candidate(place, prospect, &told, draft));
        }
        found
    }

    /// A prospect as a candidate; nothing if it is mute and no argument.
    fn candidate(
        &self,
        place: usize,
        prospect: &Prospect<'_>,
        told: &Told,
        draft: &Draft,
    ) -> Option<Candidate> {
        let mut mention = prospect.mention;
        let mute = mention.thing.mute();
        if mute && mention.entity.is_none() {
            mention.span = self.nominal_span(mention.chunk);
        }
        if let Some(entity) = mention.entity {
            mention.span =
                self.span_beside(mention.span, entity, mention.chunk, draft.trigger.word);
        }
        let argument = told.find(mention.span, prospect.open);
        (!mute || argument.is_some()).then(|| Candidate {
            mention,
            place,
            argument,
            rule: argument.map(|number| draft.arguments[number].role),
        })
    }

    /// What holds of the trigger, for all its candidates.
    fn trigger_values(&self, draft: &Draft, written: bool) -> Values<'g> {
        let (scene, trigger) = (self.scene, draft.trigger);
        let word = &scene.words[trigger.word];
        let passive = || scene.clauses.get(trigger.chunk).is_some_and(|c| c.passive);
        let form = match trigger.form {
            Form::Verb if passive() => "passive",
            Form::Verb => "verb",
            Form::Noun => "noun",
            Form::Participle => "participle",
        };
        let carrier = self.carrier(trigger.chunk);
        let mut values = Values::new(&self.grammar.attachment, written);
        let lemma = self.lemma(trigger.word);
        let mut set = |attribute, value: &str| values.set(attribute, Piece::new(value));
        set(Attribute::TriggerLemma, &lemma);
        set(Attribute::Category, draft.base.as_str());
        set(Attribute::Form, form);
        let carried = carrier.map_or("no", |carrier| carrier.cue.as_str());
        set(Attribute::Carried, carried);
        let preposition = scene.chunks[trigger.chunk].preposition.as_deref();
        set(Attribute::TriggerPreposition, preposition.unwrap_or("bare"));
        values.flag(Attribute::TriggerDefinite, word.definite());
        values.flag(Attribute::TriggerPronoun, word.has_pronoun());
        values
    }

    /// What holds of a candidate and of its trigger.
    pub(crate) fn candidate_values<'d>(
        &self,
        focus: &Focus<'d>,
        number: usize,
        around: &Around<'g>,
    ) -> Values<'d> {
        let trigger = focus.draft.trigger.chunk;
        let found = &focus.candidates[number];
        let index = found.mention.chunk;
        let prospect = &around.prospects[found.place];
        let written = focus.trigger.is_written();
        let own = || self.mention_values(prospect, written);
        let mut values = focus.trigger.join(prospect.values.get_or_init(own));
        match index == trigger {
            true => values.set(Attribute::Definite, piece!("trigger")),
            false => values.flag(Attribute::Definite, self.scene.head(index).definite()),
        }
        values.set(Attribute::Owner, self.owning(index, trigger, around));
        values.set(Attribute::Previous, self.previous(index, trigger, around));
        self.set_relation(&mut values, around, focus, index);
        set_distance(&mut values, around, trigger, index);
        set_others(&mut values, around, focus, number);
        match around.elsewhere(found.mention.span, trigger) {
            Some((before, category, role)) => {
                let side = if before {
                    piece!("-before")
                } else {
                    piece!("-after")
                };
                let role = pieces!(Role)[role as usize];
                values.set_joined(Attribute::Elsewhere, &[role, side]);
                let category = pieces!(Category)[category as usize];
                values.set(Attribute::ElsewhereCategory, category);
            }
            None => {
                values.set(Attribute::Elsewhere, piece!("none"));
                values.set(Attribute::ElsewhereCategory, piece!("none"));
            }
        }
        values
    }
}

fn set_distance(values: &mut Values<'_>, around: &Around<'_>, trigger: usize, index: usize) {
    let before = index < trigger;
    let side = if before {
        piece!("before")
    } else {
        piece!("after")
    };
    values.set(Attribute::Side, side);
    let distance = match around.distance(index, trigger) {
        0 => piece!("0"),
        1 => piece!("1"),
        2 => piece!("2"),
        3 => piece!("3"),
        4..=5 => piece!("5"),
        6..=9 => piece!("9"),
        10..=19 => piece!("19"),
        _ => piece!("20"),
    };
    let sign = if before { piece!("-") } else { Piece::NONE };
    values.set_joined(Attribute::Distance, &[sign, distance]);
    let commas = match around.commas(index, trigger) {
        0 => piece!("0"),
        1 => piece!("1"),
        _ => piece!("2"),
    };
    values.set(Attribute::Commas, commas);
    values.flag(Attribute::Nearest, around.is_nearest(trigger, index));
}

/// What the rules found for the other candidates.
fn set_others(values: &mut Values<'_>, around: &Around<'_>, focus: &Focus<'_>, number: usize) {
    let found = &focus.candidates[number];
    let rule = found.rule.map(|role| pieces!(Role)[role as usize]);
    values.set(Attribute::Rule, rule.unwrap_or(piece!("none")));
    let mut filled = Letters::default();
    for (n, argument) in focus.draft.arguments.iter().enumerate() {
        if Some(n) != found.argument {
            filled.add(argument.role);
        }
    }
    values.set(Attribute::Filled, filled.piece());
    let trigger = focus.draft.trigger.chunk;
    let distance = |candidate: &Candidate| candidate.mention.chunk.abs_diff(trigger);
    let own = &around.prospects[found.place];
    let mut compatriots = Letters::default();
    let mut nearest = None;
    let all = focus.candidates.iter().enumerate();
    for (_, other) in all.filter(|(n, _)| *n != number && own.reference.is_some()) {
        let prospect = &around.prospects[other.place];
        if let (true, Some(role)) = (
            own.country.is_some() && prospect.country == own.country,
            other.rule,
        ) {
            compatriots.add(role);
        }
        if prospect.reference == own.reference {
            let distance = distance(other);
            nearest = Some(nearest.map_or(distance, |nearest: usize| nearest.min(distance)));
        }
    }
    values.set(Attribute::Compatriots, compatriots.piece());
    let duplicate = match nearest {
        None => piece!("no"),
        Some(nearest) if nearest < distance(found) => piece!("far"),
        Some(_) => piece!("near"),
    };
    values.set(Attribute::Duplicate, duplicate);
}

/// A set of roles, written as their first letters.
#[derive(Debug, Clone, Copy, Default)]
struct Letters(usize);

impl Letters {
    fn add(&mut self, role: Role) {
        self.0 |= 1 << role as usize;
    }

    fn piece(self) -> Piece<'static> {
        const WRITTEN: [&str; 1 << Role::ALL.len()] = [
            "----", "a---", "-r--", "ar--", "--p-", "a-p-", "-rp-", "arp-", "---t", "a--t", "-r-t",
            "ar-t", "--pt", "a-pt", "-rpt", "arpt",
        ];
        const PIECES: [Piece<'static>; WRITTEN.len()] = {
            let mut pieces = [Piece::NONE; WRITTEN.len()];
            let mut at = 0;
            while at < pieces.len() {
                pieces[at] = Piece::new(WRITTEN[at]);
                at += 1;
            }
            pieces
        };
        PIECES[self.0]
    }
}

/// The arguments of a draft by where they are.
pub(crate) struct Told(Vec<(ByteSpan, usize)>);

impl Told {
    pub fn new(mut spans: Vec<(ByteSpan, usize)>) -> Self {
        spans.sort_unstable_by_key(|(span, number)| (span.start(), span.end(), *number));
        Told(spans)
    }

    /// Whether an argument is at a place.
    fn touches(&self, span: ByteSpan) -> bool {
        self.0
            .iter()
            .any(|(own, _)| own.start() < span.end() && span.start() < own.end())
    }

    /// The argument with that span; if `open`, else one that touches it.
    fn find(&self, span: ByteSpan, open: bool) -> Option<usize> {
        let first = self
            .0
            .partition_point(|(own, _)| own.start() < span.start());
        let same = self.0[first..]
            .iter()
            .take_while(|(own, _)| own.start() == span.start());
        let mut same = same.filter(|(own, _)| *own == span);
        let touching = || {
            let near = first.saturating_sub(1)..(first + 2).min(self.0.len());
            let mut near = self.0[near].iter();
            near.find(|(own, _)| own.start() < span.end() && span.start() < own.end())
        };
        let found = same.next().or_else(|| if open { touching() } else { None });
        found.map(|(_, number)| *number)
    }
}
