//! Modes, contexts, source and casualty counts of an event.

use crate::chunks::{Edge, Kind};
use crate::cue::Cue;
use crate::draft::Draft;
use crate::fillers::Gatherer;
use crate::frame::Frame;
use crate::grammar::Grammar;
use crate::vocabulary::WordId;
use crate::word::Word;
use rasd_core::{
    ArgumentTarget, Attribution, Casualties, Category, Context, EntityMention, Mode, Role,
    TokenLayer,
};
use rasd_tokenizer::fold_loose;

/// Chunks looked at for cue words.
const REACH: usize = 40;

/// Modes of a trigger: those of its frame and those its surroundings name.
pub(crate) fn modes(
    gatherer: &Gatherer<'_>,
    grammar: &Grammar,
    draft: &Draft,
    frame: &Frame,
) -> Vec<Mode> {
    let scene = gatherer.scene;
    let mut modes = frame.modes.clone();
    let chunk = draft.trigger.chunk;
    let end = scene.groups.chain_end(chunk);
    let phrase = scene.chunks[chunk].start..scene.chunks[end].end.max(scene.chunks[chunk].end);
    let low = chunk.saturating_sub(REACH);
    let start = (low..chunk)
        .rev()
        .find(|i| scene.stops(*i))
        .map_or(low, |i| i + 1);
    let high = (chunk + REACH).min(scene.chunks.len());
    let stop = (chunk + 1..high).find(|i| scene.stops(*i)).unwrap_or(high);
    let clause = scene.chunks[start].start..scene.chunks[stop - 1].end;
    for index in clause {
        let word = &scene.words[index];
        for number in keys(word)
            .iter()
            .filter_map(|key| grammar.mode_index.get(*key))
            .flatten()
        {
            let cue = &grammar.modes[*number as usize];
            let here = cue.clause || phrase.contains(&index);
            let family =
                cue.families.is_empty() || cue.families.iter().any(|f| *f == *frame.family);
            if here && family && cue.category == draft.base && !modes.contains(&cue.mode) {
                modes.push(cue.mode);
            }
        }
    }
    modes
}

/// Contexts that the words of a sentence signal, with the categories each is limited to.
pub(crate) fn contexts(words: &[Word], grammar: &Grammar) -> Vec<(Context, Vec<Category>)> {
    let mut found: Vec<(Context, Vec<Category>)> = Vec::new();
    for word in words {
        for number in keys(word)
            .iter()
            .filter_map(|key| grammar.context_index.get(*key))
            .flatten()
        {
            let cue = &grammar.contexts[*number as usize];
            if !found
                .iter()
                .any(|(c, limits)| *c == cue.context && *limits == cue.categories)
            {
                found.push((cue.context, cue.categories.clone()));
            }
        }
    }
    found
}

fn keys(word: &Word) -> [WordId; 3] {
    [word.lemma_word, word.form, word.whole]
}

/// Who says that the event happened.
pub(crate) fn attribution(
    gatherer: &Gatherer<'_>,
    layer: &TokenLayer,
    chunk: usize,
    denied: bool,
) -> Option<Attribution> {
    let scene = gatherer.scene;
    let mut quotes = 0i32;
    let mut opened = false;
    let low = chunk.saturating_sub(REACH);
    for index in (low..chunk).rev() {
        match scene.chunks[index].kind {
            Kind::Edge(Edge::QuoteOpen) => quotes += 1,
            Kind::Edge(Edge::QuoteClose) => quotes -= 1,
            Kind::Edge(Edge::Complementizer | Edge::Colon) => opened = true,
            Kind::Verb
                if scene.head(index).cues.any(&[Cue::Say, Cue::Deny]) && (opened || quotes > 0) =>
            {
                let cue = layer.tokens[scene.head(index).token].span;
                let source = scene.subjects[index].iter().find_map(|party| party.entity);
                return Some(Attribution {
                    source,
                    cue,
                    quoted: quotes > 0,
                    denied: denied || scene.head(index).cues.has(Cue::Deny),
                });
            }
            _ => {}
        }
    }
    source_phrase(gatherer, layer, denied, quotes > 0)
}

/// `بحسب وكالة إيرنا`.
fn source_phrase(
    gatherer: &Gatherer<'_>,
    layer: &TokenLayer,
    denied: bool,
    quoted: bool,
) -> Option<Attribution> {
    let scene = gatherer.scene;
    let phrase = scene
        .chunks
        .iter()
        .take(REACH)
        .find(|chunk| chunk.kind == Kind::Phrase && chunk.before.has(Cue::Source))?;
    let cue = scene.words.get(phrase.start.saturating_sub(1))?;
    Some(Attribution {
        source: phrase.entity,
        cue: layer.tokens[cue.token].span,
        quoted,
        denied,
    })
}

/// Numbers of dead, injured and arrested that the recipients of an event state.
pub(crate) fn casualties(
    draft: &Draft,
    frame: &Frame,
    entities: &[EntityMention],
    layer: &TokenLayer,
    grammar: &Grammar,
) -> Casualties {
    let mut casualties = Casualties::default();
    let field = match &*frame.family {
        "killing" => &mut casualties.dead,
        "injuring" => &mut casualties.injured,
        "arrest" => &mut casualties.arrested,
        _ => return casualties,
    };
    let mut total = None;
    for argument in draft.arguments.iter().filter(|a| a.role == Role::Recipient) {
        let ArgumentTarget::Entity(entity) = argument.target else {
            continue;
        };
        if let Some(count) = count(&entities[entity as usize], layer, grammar) {
            total = Some(total.unwrap_or(0u32).saturating_add(count));
        }
    }
    *field = total;
    casualties
}

/// The number a mention begins with: digits or a number word.
fn count(mention: &EntityMention, layer: &TokenLayer, grammar: &Grammar) -> Option<u32> {
    let first = mention.tokens.start() as usize;
    let mut value: Option<u32> = None;
    for token in first..(mention.tokens.end() as usize).min(first + 4) {
        let text = layer.folded(token);
        let digits: String = text
            .chars()
            .filter_map(|c| match c {
                '0'..='9' => Some(c),
                '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
                _ => None,
            })
            .collect();
        let number = digits
            .parse()
            .ok()
            .or_else(|| grammar.numbers.get(&fold_loose(text)).copied());
        match (value, number) {
            (None, Some(number)) => value = Some(number),
            (Some(before), Some(scale)) if scale >= 100 => {
                value = Some(before.saturating_mul(scale));
            }
            (Some(_), None) => break,
            _ => {}
        }
    }
    value
}
