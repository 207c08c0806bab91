//! One event told twice: by two nouns side by side, one of which only says of what kind the other is (`حملة اعتقالات`,
//! `مسيرة احتجاج`), by a noun and what only says whose it is (`المساعدات التي قدمتها الرياض`), or by a verb of taking part and
//! its noun (`خرجوا في مسيرة`). It is one mention.

use crate::chunks::{Edge, Kind, Link};
use crate::cue::Cue;
use crate::draft::Draft;
use crate::rules::Form;
use crate::scene::Scene;
use rasd_core::{Category, Realis};

/// Drafts after a noun looked at for the one beside it.
const NEAR: usize = 3;

/// Leaves out the mentions of a sentence that say nothing which the noun beside them does not say.
pub(crate) fn undouble(drafts: &mut Vec<Draft>, first: usize, scene: &Scene) {
    let mut doubled = Vec::new();
    for above in first..drafts.len() {
        let high = drafts.len().min(above + 1 + NEAR);
        let after = above + 1..high;
        let open = |number: usize| drafts[number].judgement.realis == Realis::Hypothetical;
        let again = |below: &usize| {
            retells(scene, &drafts[above], &drafts[*below]) && (open(*below) || !open(above))
        };
        doubled.extend(after.clone().filter(again));
        let carried = |below: usize| carries(scene, &drafts[above], &drafts[below]);
        if after.clone().any(carried) {
            doubled.push(above);
        }
        let next = |below: &usize| beside(scene, &drafts[above], &drafts[*below]);
        let Some(below) = after.clone().find(next) else {
            continue;
        };
        if is_kind(scene, &drafts[above], &drafts[below]) && (open(above) || !open(below)) {
            doubled.push(above);
        } else if describes(scene, &drafts[above], &drafts[below]) && (open(below) || !open(above))
        {
            doubled.push(below);
        }
    }
    doubled.sort_unstable();
    doubled.dedup();
    for number in doubled.into_iter().rev() {
        drafts.remove(number);
    }
}

/// `المساعدات التي قدمتها السعودية`, `المساعدات المقدمة من السعودية`: whether a verb that carries acts, or a participle, only says
/// whose the act is that a noun before it names.
fn retells(scene: &Scene, above: &Draft, below: &Draft) -> bool {
    let (noun, verb) = (above.trigger.chunk, below.trigger.chunk);
    let word = &scene.words[below.trigger.word];
    let relative = |at: usize| scene.chunks[at].kind == Kind::Edge(Edge::Relative);
    let of_it = match below.trigger.form {
        Form::Verb => {
            let linked = verb == noun + 1 || verb == noun + 2 && relative(noun + 1);
            linked && word.cues.has(Cue::Light) && word.has_pronoun()
        }
        Form::Participle => noun == verb && word.definite(),
        Form::Noun => false,
    };
    above.trigger.form == Form::Noun && above.base == below.base && of_it
}

/// `خرجوا في مسيرة`: whether a verb only says that somebody took part in what the noun after it names.
fn carries(scene: &Scene, above: &Draft, below: &Draft) -> bool {
    let (verb, noun) = (above.trigger.chunk, below.trigger.chunk);
    let phrase = &scene.chunks[noun];
    above.trigger.form == Form::Verb
        && below.trigger.form == Form::Noun
        && above.base == below.base
        && scene.head(verb).cues.has(Cue::LightWith)
        && phrase.verb == Some(verb)
        && phrase.link == Link::None
        && matches!(phrase.preposition.as_deref(), Some("في" | "ب"))
}

/// Whether two nouns are the terms of one idafa, or joined by `من` (`موجة من الهجمات`).
fn beside(scene: &Scene, above: &Draft, below: &Draft) -> bool {
    let (upper, lower) = (above.trigger.chunk, below.trigger.chunk);
    let nouns = above.trigger.form == Form::Noun && below.trigger.form == Form::Noun;
    let heads = |draft: &Draft| scene.chunks[draft.trigger.chunk].head == draft.trigger.word;
    let phrase = &scene.chunks[lower];
    // `عمليات الاحتلال` are those of the occupiers.
    let plain = phrase.kind == Kind::Phrase && phrase.entity.is_none() && !phrase.conjoined;
    let of = scene.groups.genitive(upper) == Some(lower);
    let from = phrase.preposition.as_deref() == Some("من") && lower == upper + 1;
    nouns && heads(above) && heads(below) && plain && (of || from)
}

/// `حملة اعتقالات`, `عملية توغل`: whether a noun only says that there was something; `تنفيذ حكم` is an act of its own, and
/// so is `جلسة مباحثات`.
fn is_kind(scene: &Scene, above: &Draft, below: &Draft) -> bool {
    use Category::{Assault, Coerce, Mobilize};
    let force = |draft: &Draft| matches!(draft.base, Assault | Coerce | Mobilize);
    let protest = |draft: &Draft| draft.base == Category::Protest;
    let alike = force(above) && force(below) || protest(above) && protest(below);
    alike && scene.words[above.trigger.word].cues.has(Cue::Transparent)
}

/// `مسيرة احتجاج`, `مباحثات قمة`: whether an indefinite noun says what kind of meeting or protest the one before it was.
fn describes(scene: &Scene, above: &Draft, below: &Draft) -> bool {
    let (upper, lower) = (above.trigger.chunk, below.trigger.chunk);
    let word = &scene.words[below.trigger.word];
    let kind = matches!(below.base, Category::Consult | Category::Protest);
    let genitive = scene.chunks[lower].link == Link::Genitive(upper);
    let bare = !word.definite() && !word.has_pronoun() && scene.groups.genitive(lower).is_none();
    // `إنهاء إضراب`, `حضور لقاء`: what is done about it; `جلسة مباحثات`
    let about = scene.words[above.trigger.word].cues.any(&[
        Cue::Light,
        Cue::Phase,
        Cue::Ending,
        Cue::Transparent,
    ]);
    above.base == below.base && kind && genitive && bare && !about
}
