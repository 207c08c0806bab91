//! What a scoring run may choose.

use std::collections::BTreeSet;

use crate::corpus::Corpus;

/// Which mentions count in coreference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Singletons {
    /// The mentions that stand in a listed chain, chains of one included.
    #[default]
    Listed,
    /// Every mention; one that no chain lists is a chain of one (TAC).
    All,
    /// Only mentions in chains of two or more (CoNLL-2012).
    Drop,
}

impl Singletons {
    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Singletons::Listed => "listed",
            Singletons::All => "all",
            Singletons::Drop => "drop",
        }
    }
}

/// Where entity chains come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum EntityChains {
    /// The document's `clusters`.
    #[default]
    Clusters,
    /// Entities with equal refs; an entity without refs is in no chain.
    Refs,
}

impl EntityChains {
    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            EntityChains::Clusters => "clusters",
            EntityChains::Refs => "refs",
        }
    }
}

/// Options that change figures; all of them are part of the signature.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Which mentions count in coreference.
    pub singletons: Singletons,
    /// Where entity chains come from.
    pub entity_chains: EntityChains,
    /// Predicted events of these realis values are left out, unless the gold
    /// labels some event so.
    pub drop_realis: BTreeSet<String>,
    /// Entities of these types are left out of `ner.*` and `link.*`, on both
    /// sides.
    pub drop_types: BTreeSet<String>,
}

impl Options {
    /// The options as they stand in a signature.
    pub(crate) fn describe(&self) -> String {
        let list = |values: &BTreeSet<String>| {
            if values.is_empty() {
                return String::from("none");
            }
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            values.join(",")
        };
        format!(
            "singletons:{}|chains:{}|drop-realis:{}|drop-type:{}",
            self.singletons.name(),
            self.entity_chains.name(),
            list(&self.drop_realis),
            list(&self.drop_types)
        )
    }

    /// Leaves out predicted events as `drop_realis` says.
    ///
    /// The decision is taken once for the whole gold set, so that no document
    /// is treated differently from another.
    pub(crate) fn drop_events(&self, corpus: &mut Corpus) {
        for realis in &self.drop_realis {
            let labelled = corpus
                .pairs
                .iter()
                .flat_map(|pair| &pair.gold.events)
                .any(|event| event.realis.as_ref() == Some(realis));
            if labelled {
                corpus.warnings.push(format!(
                    "the gold labels events with realis {realis:?}; predicted ones are kept"
                ));
                continue;
            }
            for pair in &mut corpus.pairs {
                pair.pred
                    .events
                    .retain(|event| event.realis.as_ref() != Some(realis));
            }
        }
    }
}
