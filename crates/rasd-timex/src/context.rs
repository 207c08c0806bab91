//! What the clause around an expression says of its time.

use crate::grammar::{Cue, Grammar};
use crate::load::ARTICLE;
use rasd_core::{Affixes, Pos, TokenLayer, TokenSpan, VerbForm};

/// Tense of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// It tells what was.
    Past,
    /// It tells what is, or what was and is.
    Present,
    /// It tells what will be.
    Future,
    /// It tells what came after something told of, and may be over or not.
    Later,
    /// No verb and no cue word near.
    Unknown,
}

/// How far a verb may be before the expression, and after it if there is none before.
const FAR_BEFORE: usize = 40;
const FAR_AFTER: usize = 15;
/// How far a cue may be before the verb it bears on ("from the schedule *that* he arrives").
const CUE_DISTANCE: usize = 4;

/// The tense of the clause that holds token `at`, and the token that tells it.
///
/// Arabic puts the verb before its adverbs: the nearest finite verb or cue word before the
/// expression decides, and only if there is none the nearest after it.
pub(crate) fn tense(
    grammar: &Grammar,
    layer: &TokenLayer,
    sentence: TokenSpan,
    at: usize,
) -> (Tense, Option<usize>) {
    let first = sentence.start() as usize;
    let last = (sentence.end() as usize).min(layer.tokens.len());
    let before = (first.max(at.saturating_sub(FAR_BEFORE))..at).rev();
    let after = at + 1..last.min(at + 1 + FAR_AFTER);
    if let Some(event) = at.checked_sub(1).filter(|t| *t >= first)
        && cue(grammar, layer, event) == Some(Cue::Event)
        && !layer.affixes(event).has(Affixes::AL)
    {
        return (Tense::Past, Some(event));
    }
    // The last cue word between the verb and the expression.
    let mut aim = None;
    for token in before.chain(after) {
        match (cue(grammar, layer, token), aim) {
            (Some(Cue::Past), _) => return (Tense::Past, Some(token)),
            (Some(Cue::Future), _) => return (Tense::Future, Some(token)),
            // "They called for a strike on Thursday", "he put it off until Thursday".
            (Some(Cue::Calls), Some(Cue::Called)) | (Some(Cue::Defers), Some(Cue::Until)) => {
                return (Tense::Future, Some(token));
            }
            (Some(Cue::Called), None) if token < at && aimed(grammar, layer, first, token) => {
                aim = Some(Cue::Called);
            }
            (Some(Cue::Until), None) if token < at => aim = Some(Cue::Until),
            _ => {}
        }
        if let Some(tense) = verb(grammar, layer, first, token) {
            return (tense, Some(token));
        }
    }
    (Tense::Unknown, None)
}

fn verb(grammar: &Grammar, layer: &TokenLayer, first: usize, token: usize) -> Option<Tense> {
    let stem = layer.stem(token)?;
    if !matches!(stem.morph.pos, Pos::Verb | Pos::Aux) {
        return None;
    }
    let form = stem.morph.features.verb_form?;
    if form == VerbForm::Perfect {
        // "If they win on Saturday" is said with a perfect.
        let before = token.checked_sub(1).filter(|t| *t >= first);
        let condition = before.is_some_and(|t| cue(grammar, layer, t) == Some(Cue::Condition));
        return Some(if condition {
            Tense::Future
        } else {
            Tense::Past
        });
    }
    if form != VerbForm::Imperfect {
        return None;
    }
    if layer.affixes(token).has(Affixes::SA) {
        return Some(Tense::Future);
    }
    for earlier in (first.max(token.saturating_sub(CUE_DISTANCE))..token).rev() {
        match cue(grammar, layer, earlier) {
            Some(Cue::Past) => return Some(Tense::Past),
            Some(Cue::Future) => return Some(Tense::Future),
            // "He resigned before he runs": running may be over, as resigning is.
            Some(Cue::Later) if told(grammar, layer, first, earlier) => return Some(Tense::Later),
            Some(Cue::Later) => return Some(Tense::Future),
            _ => {}
        }
    }
    Some(Tense::Present)
}

/// Whether a noun is what is called for: with the article it needs a preposition, since it may
/// be who calls ("the conference called on Thursday").
fn aimed(grammar: &Grammar, layer: &TokenLayer, first: usize, token: usize) -> bool {
    let affixes = layer.affixes(token);
    let before = token.checked_sub(1).filter(|t| *t >= first);
    !affixes.has(Affixes::AL)
        || affixes.has(Affixes::LI)
        || before.is_some_and(|t| cue(grammar, layer, t) == Some(Cue::Until))
}

/// Whether the nearest finite verb before a token tells what was.
fn told(grammar: &Grammar, layer: &TokenLayer, first: usize, before: usize) -> bool {
    let form = |token: usize| {
        let stem = layer.stem(token)?;
        matches!(stem.morph.pos, Pos::Verb | Pos::Aux).then_some(())?;
        stem.morph.features.verb_form
    };
    let nearest = (first.max(before.saturating_sub(FAR_BEFORE))..before).rev();
    let finite = |f: &(usize, VerbForm)| matches!(f.1, VerbForm::Perfect | VerbForm::Imperfect);
    let found = nearest.filter_map(|t| Some((t, form(t)?))).find(finite);
    found.is_some_and(|(verb, form)| {
        let mut negated = first.max(verb.saturating_sub(CUE_DISTANCE))..verb;
        form == VerbForm::Perfect || negated.any(|t| cue(grammar, layer, t) == Some(Cue::Past))
    })
}

/// What the token says as a cue: as written, or without clitics and article.
pub(crate) fn cue(grammar: &Grammar, layer: &TokenLayer, token: usize) -> Option<Cue> {
    let cues = &grammar.cues.words;
    let written = layer.folded(token);
    if let Some(cue) = cues.get(written) {
        return Some(*cue);
    }
    let stem = layer.form(layer.stem(token)?);
    let bare = || cues.get(stem.strip_prefix(ARTICLE)?);
    cues.get(stem).or_else(bare).copied()
}
