//! Gathers the names of a corpus that no row stands for.

use clap::ValueEnum;
use rasd::{Document, Pipeline};
use rasd_core::{Analysis, EntityMention, EntityType, Pos, RegionKind, SegmentRole, TokenKind};
use rasd_gazetteer::tools::{self, Spellings};
use std::collections::{BTreeMap, HashSet};

/// The table that a name would go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum)]
pub enum Kind {
    /// People.
    Persons,
    /// Organisations.
    Orgs,
    /// Places.
    Places,
    /// Words that the lexicon lacks and that were read as nothing.
    Unknown,
}

/// Most words of an unknown sequence.
const LONGEST: usize = 4;

/// Code points of context on each side of a name.
const CONTEXT: usize = 70;

/// A name that the tables do not have.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub kind: Kind,
    /// Id made of its Latin spelling.
    pub id: String,
    /// Latin spelling of its words.
    pub name: String,
    /// Number of documents, of mentions, and of mentions that a title announces.
    pub documents: usize,
    pub mentions: usize,
    pub titled: usize,
    /// How it is written, with numbers.
    pub forms: BTreeMap<String, usize>,
    pub titles: BTreeMap<String, usize>,
    pub countries: BTreeMap<String, usize>,
    pub sectors: BTreeMap<String, usize>,
    /// Entity types that it was read as.
    pub types: BTreeMap<String, usize>,
    /// A name of the tables that is spelled almost alike, with its row.
    pub near: Option<String>,
    /// Id of a document with the name, and the words around it there.
    pub example: (String, String),
}

impl Candidate {
    fn new(kind: Kind, id: &str, name: &str) -> Self {
        Candidate {
            kind,
            id: id.to_owned(),
            name: name.to_owned(),
            documents: 0,
            mentions: 0,
            titled: 0,
            forms: BTreeMap::new(),
            titles: BTreeMap::new(),
            countries: BTreeMap::new(),
            sectors: BTreeMap::new(),
            types: BTreeMap::new(),
            near: None,
            example: (String::new(), String::new()),
        }
    }

    /// The most frequent of the longest spellings: the full name.
    pub fn full(&self) -> &str {
        let words = |form: &str| form.split_whitespace().count();
        let best = self
            .forms
            .iter()
            .max_by_key(|(form, count)| (words(form).min(3), **count));
        best.map_or("", |(form, _)| form)
    }
}

/// Adds one.
fn count(counts: &mut BTreeMap<String, usize>, key: &str) {
    *counts.entry(key.to_owned()).or_default() += 1;
}

/// The commonest key.
pub fn commonest(counts: &BTreeMap<String, usize>) -> &str {
    let best = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    best.map_or("", |(key, _)| key)
}

/// The names found so far.
#[derive(Debug, Default)]
pub struct Collector {
    found: BTreeMap<(Kind, String), Candidate>,
}

impl Collector {
    /// Adds the unknown names of a document.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) {
        let mut seen = HashSet::new();
        for mention in &analysis.entities {
            if let Some(kind) = unlisted(mention, analysis) {
                let key = self.mention(kind, mention, document, analysis);
                if seen.insert(key.clone()) {
                    self.count_document(&key);
                    self.describe(&key, mention, document, analysis);
                }
            }
        }
        for (from, to) in unread(document, analysis) {
            let text = document.text[from..to].to_owned();
            let key = (Kind::Unknown, text.clone());
            let candidate = self
                .found
                .entry(key.clone())
                .or_insert_with(|| Candidate::new(Kind::Unknown, "", ""));
            candidate.mentions += 1;
            *candidate.forms.entry(text).or_default() += 1;
            example(candidate, document, from, to);
            if seen.insert(key.clone()) {
                self.count_document(&key);
            }
        }
    }

    fn count_document(&mut self, key: &(Kind, String)) {
        if let Some(candidate) = self.found.get_mut(key) {
            candidate.documents += 1;
        }
    }

    fn mention(
        &mut self,
        kind: Kind,
        mention: &EntityMention,
        document: &Document,
        analysis: &Analysis,
    ) -> (Kind, String) {
        let reference = mention.refs[0];
        let entry = analysis.registry.get(reference);
        let key = (kind, entry.id.to_string());
        let candidate = self
            .found
            .entry(key.clone())
            .or_insert_with(|| Candidate::new(kind, &entry.id, &entry.name));
        candidate.mentions += 1;
        let text = without_marks(mention.span.text(&document.text));
        *candidate.forms.entry(text).or_default() += 1;
        let (from, to) = (mention.span.start() as usize, mention.span.end() as usize);
        example(candidate, document, from, to);
        let title = |title: &EntityMention| {
            title.kind == EntityType::Occ
                && title.refs.contains(&reference)
                && title.tokens.end() == mention.tokens.start()
        };
        candidate.titled += usize::from(analysis.entities.iter().any(title));
        key
    }

    /// What one document says of a name, by its first mention.
    fn describe(
        &mut self,
        key: &(Kind, String),
        mention: &EntityMention,
        document: &Document,
        analysis: &Analysis,
    ) {
        let Some(candidate) = self.found.get_mut(key) else {
            return;
        };
        let reference = mention.refs[0];
        let entry = analysis.registry.get(reference);
        count(&mut candidate.types, mention.kind.as_str());
        if let Some(country) = &entry.country {
            count(&mut candidate.countries, country);
        }
        if let Some(sector) = entry.sector {
            count(&mut candidate.sectors, sector.as_str());
        }
        let own = |other: &&EntityMention| {
            other.kind == EntityType::Occ && other.refs.contains(&reference)
        };
        for title in analysis.entities.iter().filter(own) {
            count(&mut candidate.titles, title.span.text(&document.text));
        }
        for code in nations(mention, analysis) {
            count(&mut candidate.countries, &code);
        }
    }

    /// All names that enough documents have, the most frequent and best announced first.
    pub fn ranked(
        self,
        pipeline: &Pipeline,
        spellings: &Spellings,
        least: usize,
    ) -> Vec<Candidate> {
        let mut all: Vec<Candidate> = self
            .found
            .into_values()
            .filter(|candidate| candidate.documents >= least && is_name(candidate, pipeline))
            .collect();
        for candidate in &mut all {
            if candidate.kind == Kind::Unknown {
                candidate.name = pipeline.gazetteer.romanised(candidate.full());
                candidate.id = tools::slug(&candidate.name);
            }
            let near = spellings.nearest(candidate.full(), types(candidate.kind));
            candidate.near =
                near.map(|(name, entry)| format!("{name} = {} ({})", entry.id, entry.row));
            for (title, count) in candidate.titles.clone() {
                let rows = pipeline.gazetteer.lookup(&title, None);
                let sector = rows.into_iter().find(|found| found.kind == "title");
                if let Some(found) = sector.filter(|found| !found.sector.is_empty()) {
                    *candidate.sectors.entry(found.sector).or_default() += count;
                }
            }
        }
        let score = |candidate: &Candidate| {
            2 * candidate.documents + candidate.titled.min(candidate.documents)
        };
        all.sort_by(|a, b| {
            (score(b), b.mentions, &a.id, a.full()).cmp(&(score(a), a.mentions, &b.id, b.full()))
        });
        all
    }
}

/// Words with single spaces and without quotation marks.
fn without_marks(text: &str) -> String {
    let marks = ['"', '«', '»', '“', '”', '(', ')'];
    let words = text.split(|c: char| c.is_whitespace() || marks.contains(&c));
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The entity types whose rows a name may be another spelling of.
fn types(kind: Kind) -> &'static [EntityType] {
    match kind {
        Kind::Persons => &[EntityType::Per],
        Kind::Orgs => &[EntityType::Org],
        Kind::Places => &[EntityType::Gpe, EntityType::Loc, EntityType::Fac],
        Kind::Unknown => EntityType::ALL,
    }
}

/// The table that a mention would go to if it is a name without a row.
fn unlisted(mention: &EntityMention, analysis: &Analysis) -> Option<Kind> {
    let entry = analysis.registry.get(*mention.refs.first()?);
    if entry.provenance.is_some() || entry.id.starts_with("unknown") {
        return None;
    }
    // What is made of known words (وزارة النفط) needs no row.
    let unknown = || {
        mention
            .tokens
            .range()
            .any(|token| is_unknown(analysis, token))
    };
    match mention.kind {
        EntityType::Per => Some(Kind::Persons),
        EntityType::Org if unknown() => Some(Kind::Orgs),
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Some(Kind::Places),
        _ => None,
    }
}

/// Whether the lexicon does not have a word.
fn is_unknown(analysis: &Analysis, token: usize) -> bool {
    let layer = &analysis.layer;
    layer.tokens[token].kind == TokenKind::Word
        && layer.readings(token).iter().all(|reading| reading.guessed)
}

/// Whether a candidate is worth a row: a given name alone stands for nobody.
fn is_name(candidate: &Candidate, pipeline: &Pipeline) -> bool {
    let full = candidate.full();
    if full.split_whitespace().count() > 1 || candidate.kind != Kind::Persons {
        return true;
    }
    let rows = pipeline.gazetteer.lookup(full, None);
    !rows
        .iter()
        .any(|found| found.kind == "part of names" && found.text == full)
}

/// Countries that stand beside a name: in its titles, or as a nationality word next to it.
fn nations(mention: &EntityMention, analysis: &Analysis) -> Vec<String> {
    let beside = |other: &EntityMention| {
        other.tokens.end() == mention.tokens.start() || mention.tokens.end() == other.tokens.start()
    };
    let in_title = |other: &EntityMention| {
        analysis.entities.iter().any(|title| {
            title.kind == EntityType::Occ
                && title.span.contains(other.span)
                && title.refs.first() == mention.refs.first()
        })
    };
    let countries = analysis.entities.iter().filter(|other| match other.kind {
        EntityType::Norp => beside(other) || in_title(other),
        EntityType::Gpe | EntityType::Org => in_title(other),
        _ => false,
    });
    countries
        .flat_map(|other| other.refs.first())
        .filter_map(|reference| analysis.registry.get(*reference).country.as_deref())
        .map(str::to_owned)
        .collect()
}

/// Byte ranges of sequences of unknown words outside all mentions and boilerplate, two words or more.
fn unread(document: &Document, analysis: &Analysis) -> Vec<(usize, usize)> {
    let layer = &analysis.layer;
    let mut taken = vec![false; layer.tokens.len()];
    for mention in &analysis.entities {
        taken[mention.tokens.range()].fill(true);
    }
    let mut out = Vec::new();
    for sentence in &layer.sentences {
        let region = analysis.regions.get(sentence.region as usize);
        if region.is_some_and(|region| region.kind == RegionKind::Boilerplate) {
            continue;
        }
        let mut start = None;
        let range = sentence.tokens.range();
        for token in range.clone().chain([range.end]) {
            let inside = token < range.end && !taken[token] && is_unknown(analysis, token);
            match (inside, start) {
                (true, None) => start = Some(token),
                (false, Some(first)) => {
                    out.extend(sequence(document, analysis, first, token));
                    start = None;
                }
                _ => {}
            }
        }
    }
    out
}

/// The byte range of the tokens `first..end` without proclitics, if they look like a name.
fn sequence(
    document: &Document,
    analysis: &Analysis,
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let layer = &analysis.layer;
    if !(2..=LONGEST).contains(&(end - first)) {
        return None;
    }
    // Verbs and adverbs that the lexicon lacks are no names; nor are words with pronouns.
    let named = (first..end).all(|token| {
        let reading = layer.reading(token);
        let enclitic = reading.is_some_and(|reading| {
            let segments = reading.segments.iter();
            segments.clone().any(|s| s.role == SegmentRole::Enclitic)
        });
        let pos = layer.stem(token).map(|stem| stem.morph.pos);
        !enclitic && !matches!(pos, Some(Pos::Verb | Pos::Adv))
    });
    let start = layer.segment_span(first, layer.stem(first)?).start() as usize;
    let end = layer.tokens[end - 1].span.end() as usize;
    (named && document.text.get(start..end).is_some()).then_some((start, end))
}

/// Keeps the first place of a name with the words around it.
fn example(candidate: &mut Candidate, document: &Document, from: usize, to: usize) {
    if !candidate.example.0.is_empty() {
        return;
    }
    let text = &document.text;
    let before: String = text[..from].chars().rev().take(CONTEXT).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[to..].chars().take(CONTEXT).collect();
    let whole = format!("…{before}[{}]{after}…", &text[from..to]);
    let words: Vec<&str> = whole.split_whitespace().collect();
    candidate.example = (document.id.clone(), words.join(" "));
}
