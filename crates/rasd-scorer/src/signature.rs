//! The signature of a run: equal signatures mean comparable numbers.

use crate::corpus::Pair;
use crate::metrics::coref::entity_chains;
use crate::model::Document;
use crate::options::{EntityChains, Options};

/// Version, options, seed and a hash of the gold annotations.
///
/// The hash does not depend on the order of documents or annotations, nor on
/// the names of mentions and chains.
pub(crate) fn signature(pairs: &[Pair], options: &Options, replicates: usize, seed: u64) -> String {
    format!(
        "rasd-scorer:{}|{}|bootstrap:{replicates}|seed:{seed}|gold:{:032x}",
        env!("CARGO_PKG_VERSION"),
        options.describe(),
        gold_hash(pairs)
    )
}

/// Names of the parts in which two signatures differ, without what does not
/// change point figures: replicates and seed.
pub(crate) fn differing_parts<'a>(one: &str, other: &'a str) -> Vec<&'a str> {
    let known: Vec<&str> = one.split('|').collect();
    other
        .split('|')
        .filter(|part| !known.contains(part))
        .filter_map(|part| Some(part.split_once(':')?.0))
        .filter(|name| !["bootstrap", "seed"].contains(name))
        .collect()
}

/// FNV-1a with 128 bits: no security is needed, only that different gold sets
/// differ.
struct Fnv(u128);

impl Fnv {
    fn text(&mut self, text: &str) {
        self.number(text.len());
        for byte in text.bytes() {
            self.byte(byte);
        }
    }

    fn number(&mut self, number: usize) {
        for byte in (number as u64).to_le_bytes() {
            self.byte(byte);
        }
    }

    fn byte(&mut self, byte: u8) {
        self.0 =
            (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
    }
}

fn gold_hash(pairs: &[Pair]) -> u128 {
    let mut hash = Fnv(0x6C62_272E_07BB_0142_62B8_2175_6295_C58D);
    hash.number(pairs.len());
    for pair in pairs {
        hash.text(&pair.gold.id);
        hash.text(pair.gold.text.as_deref().unwrap_or_default());
        let lines = canonical(&pair.gold);
        hash.number(lines.len());
        for line in lines {
            hash.text(&line);
        }
    }
    hash.0
}

/// Every annotation as a line, sorted.
fn canonical(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let sorted = |values: &[String]| {
        let mut values = values.to_vec();
        values.sort();
        values.join("\u{1f}")
    };
    for entity in &document.entities {
        lines.push(format!(
            "E\t{}\t{}\t{}",
            entity.span,
            entity.kind,
            sorted(&entity.refs)
        ));
    }
    for time in &document.times {
        let value = time.value.as_deref().unwrap_or("\u{0}");
        lines.push(format!("T\t{}\t{}\t{value}", time.span, time.kind));
    }
    for event in &document.events {
        let modes: Vec<String> = event.modes.iter().cloned().collect();
        let mut arguments: Vec<String> = event
            .arguments
            .iter()
            .map(|argument| {
                let span = argument
                    .span
                    .map_or_else(String::new, |span| span.to_string());
                let head = argument
                    .head
                    .map_or_else(String::new, |span| span.to_string());
                format!(
                    "{}\t{span}\t{head}\t{}",
                    argument.role,
                    sorted(&argument.refs)
                )
            })
            .collect();
        arguments.sort();
        lines.push(format!(
            "V\t{}\t{}\t{}\t{}\t{}\t{}",
            event.trigger,
            event.kind,
            modes.join("\u{1f}"),
            event.realis.as_deref().unwrap_or("\u{0}"),
            event.negated,
            arguments.join("\u{1e}")
        ));
    }
    for chain in entity_chains(document, EntityChains::Clusters) {
        let spans: Vec<String> = chain.iter().map(ToString::to_string).collect();
        lines.push(format!("C\t{}", spans.join(" ")));
    }
    for chain in event_chain_lines(document) {
        lines.push(format!("K\t{chain}"));
    }
    for template in &document.templates {
        lines.push(format!("X\t{}\t{:?}", template.kind, template.roles));
    }
    lines.sort();
    lines
}

/// Event chains by what they hold, whatever their names.
fn event_chain_lines(document: &Document) -> Vec<String> {
    crate::metrics::coref::event_chains(document, crate::Singletons::Listed)
        .iter()
        .map(|chain| {
            let keys: Vec<String> = chain
                .iter()
                .map(|(span, kind)| format!("{span} {kind}"))
                .collect();
            keys.join("\u{1f}")
        })
        .collect()
}
