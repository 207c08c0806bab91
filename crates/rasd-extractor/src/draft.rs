//! Events of a document while they are being put together.

use crate::cue::Cue;
use crate::fillers::{Gatherer, Trigger};
use crate::frame::Frame;
use crate::realis::Judgement;
use crate::rules::Form;
use rasd_core::{Argument, ByteSpan, Category, LemmaId, Realis, RefId};

/// A word that describes an event noun more closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Modifier {
    Adjective(LemmaId),
    /// What a nationality word stands for.
    Nisba(RefId),
}

/// An event before clustering, with what later steps need.
pub(crate) struct Draft {
    pub frame: usize,
    pub trigger: Trigger,
    /// Its lemma, where the lexicon has one.
    pub lemma: Option<LemmaId>,
    /// Adjectives and nationality words of the noun.
    pub modifiers: Vec<Modifier>,
    /// Whether it is a definite noun that nothing describes more closely.
    pub bare: bool,
    /// Byte range of the trigger without clitics.
    pub span: ByteSpan,
    pub token: u32,
    pub sentence: u32,
    pub paragraph: u32,
    /// Category of the frame, before the collapse rules.
    pub base: Category,
    pub judgement: Judgement,
    pub arguments: Vec<Argument>,
    /// Whether it is a noun with article, demonstrative or pronoun: it can point back.
    pub anaphoric: bool,
    /// Whether it is a noun with a pronoun.
    pub owned: bool,
    /// Whether it is a noun without article, pronoun or genitive.
    pub indefinite: bool,
    /// Whether it is a noun in the plural; `None` for verbs.
    pub plural: Option<bool>,
    /// Whether an adjective says that it is another one than what was told of.
    pub another: bool,
    /// Whether it is told in a way that only what has taken place is.
    pub held: bool,
    pub trace: Vec<String>,
}

/// Category after PLOVER's rules for intentions.
pub(crate) fn collapse(category: Category, realis: Realis) -> Category {
    if realis != Realis::Future {
        return category;
    }
    match category {
        Category::Consult | Category::Support | Category::Cooperate | Category::Aid => {
            Category::Agree
        }
        Category::Retreat => Category::Concede,
        other => other,
    }
}

impl Gatherer<'_> {
    /// Source bytes of a word without its clitics.
    pub fn stem_span(&self, word: usize) -> ByteSpan {
        let word = &self.scene.words[word];
        let token = &self.layer.tokens[word.token];
        self.layer
            .readings(word.token)
            .get(word.reading as usize)
            .and_then(|reading| {
                reading
                    .stem_segment()
                    .map(|segment| self.layer.segment_span(word.token, segment))
            })
            .unwrap_or(token.span)
    }
}

/// Whether a frame's trigger can point back to an event told before.
pub(crate) fn points_back(gatherer: &Gatherer<'_>, trigger: Trigger, frame: &Frame) -> bool {
    let scene = gatherer.scene;
    let word = &scene.words[trigger.word];
    let demonstrative = scene.chunks[trigger.chunk].before.has(Cue::Demonstrative);
    trigger.form != Form::Verb
        && !frame.nouns.is_empty()
        && (word.definite() || word.has_pronoun() || demonstrative)
}
