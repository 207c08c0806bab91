//! What the pipeline says of one document.

use crate::{
    CharMap, EntityMention, EventMention, Publication, Region, Registry, TimeMention, TokenLayer,
};

/// Everything found in one document. Offsets are bytes of the document's text.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Publication date used, if there is one.
    pub publication: Option<Publication>,
    /// Parts of the document, in text order.
    pub regions: Vec<Region>,
    /// Tokens and sentences.
    pub layer: TokenLayer,
    /// Entity mentions, by start, longer ones first.
    pub entities: Vec<EntityMention>,
    /// Time mentions, by start.
    pub times: Vec<TimeMention>,
    /// Event mentions, by position of the trigger.
    pub events: Vec<EventMention>,
    /// What the mentions stand for.
    pub registry: Registry,
    /// Converts to code points for output.
    pub chars: CharMap,
}
