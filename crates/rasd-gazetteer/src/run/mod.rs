//! From phrases found to entity mentions.
//!
//! 1. [`view`] looks the phrases up and says of each word what is known of it.
//! 2. [`parse`] reads each sentence from left to right into [`atom::Atom`]s: names as listed,
//!    names built from head nouns ([`built`], [`built_parts`]), titles with their complements
//!    ([`titles`], [`complements`], [`genitives`], [`posts`]), persons ([`persons`], [`listed`], [`name_runs`]),
//!    [`nominals`], [`nominal_parts`], [`nominal_genitives`], [`nominal_groups`], place and agency lines ([`agency`]).
//!    Sentences which short forms of names may be in, or which ask what else the document speaks of, are read a second
//!    time: that is known only after the first.
//! 3. [`link`] goes through the atoms in text order and says what each stands for.

mod adjectives;
mod agency;
pub(crate) mod atom;
mod attached;
mod built;
mod built_parts;
pub(crate) mod capitals;
mod complements;
mod concord;
mod far_names;
mod genitives;
mod heads;
mod kinds;
pub(crate) mod latin;
mod link;
mod listed;
mod name_runs;
mod name_words;
mod nominal_genitives;
mod nominal_groups;
mod nominal_parts;
mod nominals;
mod of_two;
mod outside;
mod parse;
mod persons;
mod posts;
mod purviews;
mod readings;
mod seen;
mod sound;
mod title_adjectives;
mod titles;
mod view;
mod word;

pub(crate) use link::{government_of, holder_during};
pub(crate) use seen::Seen;

use crate::Gazetteer;
use rasd_core::{Document, EntityMention, Publication, Region, Registry, TokenLayer};

/// What a reading of a document works on.
pub(crate) struct Input<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) doc: &'a Document,
    pub(crate) layer: &'a TokenLayer,
    pub(crate) regions: &'a [Region],
    pub(crate) publication: Option<&'a Publication>,
}

/// Finds and links the mentions of a document.
pub(crate) fn run(input: &Input<'_>, registry: &mut Registry) -> Vec<EntityMention> {
    input.gazetteer.seen().with(|seen| {
        let mut view = view::View::new(input, &mut seen.words);
        let mut people = persons::People::default();
        let first = parse::document(&view, &people);
        people.collect(&view, &first.atoms);
        view.learn(&first.atoms);
        let atoms = parse::again(&view, &people, first);
        link::link(input, &view, &mut people, atoms, registry, &mut seen.told)
    })
}
