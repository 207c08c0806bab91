//! `suggest`: names in a corpus that the tables do not have.

use super::super::input::{Documents, InputArgs};
use super::super::{Outcome, load_pipeline};
use rasd_core::{Analysis, EntityType};
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `rasd gazetteer suggest`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Text files, folders or JSON Lines
    #[arg(value_name = "CORPUS", required = true)]
    corpus: Vec<String>,
    /// Least number of documents that name the person
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,
    /// Most names that are shown
    #[arg(long, value_name = "N", default_value_t = 200)]
    most: usize,
}

/// A name that the tables do not have.
#[derive(Debug, Default)]
struct Candidate {
    name: String,
    written: String,
    documents: usize,
    titles: HashMap<String, usize>,
    countries: HashMap<String, usize>,
    sentence: String,
}

/// Ranks unknown names by how many documents name them, and writes rows of `persons.csv`.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let pipeline = load_pipeline(data)?;
    let mut found: HashMap<String, Candidate> = HashMap::new();
    for document in Documents::new(&InputArgs::of_paths(&args.corpus, None)?) {
        match document {
            Ok(document) => {
                let analysis = pipeline.run(&document);
                collect(&document.text, &analysis, &mut found);
            }
            Err(rejected) => eprintln!("{rejected}"),
        }
    }
    let mut ranked: Vec<(String, Candidate)> = found
        .into_iter()
        .filter(|(_, candidate)| candidate.documents >= args.least)
        .collect();
    ranked.sort_by(|a, b| b.1.documents.cmp(&a.1.documents).then(a.0.cmp(&b.0)));
    let mut out = io::stdout().lock();
    writeln!(out, "id,name_en,country,sector,names,short,wikidata,source")?;
    for (id, candidate) in ranked.into_iter().take(args.most) {
        let title = commonest(&candidate.titles);
        let country = commonest(&candidate.countries);
        writeln!(out, "# {} documents; {title}", candidate.documents)?;
        writeln!(out, "# {}", candidate.sentence)?;
        writeln!(
            out,
            "{id},{},{country},,{},,,hand",
            candidate.name, candidate.written
        )?;
    }
    Ok(Outcome::Done)
}

fn commonest(counts: &HashMap<String, usize>) -> &str {
    let best = counts
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
        .map(|(text, _)| text.as_str());
    best.unwrap_or("")
}

/// Adds the unknown persons of one document.
fn collect(text: &str, analysis: &Analysis, found: &mut HashMap<String, Candidate>) {
    let mut seen = Vec::new();
    for mention in &analysis.entities {
        let (EntityType::Per, Some(reference)) = (mention.kind, mention.refs.first()) else {
            continue;
        };
        let entry = analysis.registry.get(*reference);
        if entry.provenance.is_some() || seen.contains(reference) {
            continue;
        }
        seen.push(*reference);
        let candidate = found.entry(entry.id.to_string()).or_default();
        candidate.documents += 1;
        candidate.name = entry.name.to_string();
        if candidate.written.is_empty() {
            candidate.written = mention.span.text(text).to_owned();
            candidate.sentence = sentence_of(text, analysis, mention.span.start());
        }
        let titles = analysis
            .entities
            .iter()
            .filter(|title| title.kind == EntityType::Occ && title.refs.contains(reference));
        for title in titles {
            let words = title.span.text(text).to_owned();
            *candidate.titles.entry(words).or_default() += 1;
            let inside = analysis
                .entities
                .iter()
                .filter(|inner| title.span.contains(inner.span) && inner.kind != EntityType::Occ);
            for code in inside.flat_map(|inner| &inner.refs) {
                if let Some(country) = &analysis.registry.get(*code).country {
                    *candidate.countries.entry(country.to_string()).or_default() += 1;
                }
            }
        }
    }
}

/// The sentence that holds a byte, in one line.
fn sentence_of(text: &str, analysis: &Analysis, byte: u32) -> String {
    analysis
        .layer
        .sentences
        .iter()
        .find(|sentence| sentence.span.contains_offset(byte))
        .map(|sentence| sentence.span.text(text).replace('\n', " "))
        .unwrap_or_default()
}
