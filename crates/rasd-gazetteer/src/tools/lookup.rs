//! What a name would match, and how much the tables hold.

use crate::data::{How, Meaning, NameToken, TargetKind, Tenure};
use crate::engine::Engine;
use crate::{Gazetteer, offices};
use jiff::civil::{Date, Time};
use rasd_core::{Document, EntityMention, Publication, Registry, RegistryEntry, TokenLayer};
use rasd_tokenizer::Tokenizer;
use std::collections::BTreeMap;

/// One thing that a name can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The part of the name that matched, as words of the text.
    pub text: String,
    /// What kind of thing matched: person, country, nationality word, title and so on.
    pub kind: &'static str,
    /// Stable id; empty for words that only help to recognise names.
    pub id: String,
    /// English name.
    pub name: String,
    /// Country or bloc code, empty if none.
    pub country: String,
    /// PLOVER sector, empty if none.
    pub sector: String,
    /// Office held on the day asked for.
    pub office: Option<String>,
    /// All offices that the person held, the latest first.
    pub tenures: Vec<Held>,
    /// File and line of the row.
    pub row: String,
    /// Conditions under which it matches.
    pub note: &'static str,
}

/// A row of `offices.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The office, for example `IRN/foreign-minister`.
    pub office: String,
    /// Id of the person.
    pub person: String,
    /// First day.
    pub start: Date,
    /// First day after it; `None` if still in office.
    pub end: Option<Date>,
    /// File and line of the row.
    pub row: String,
}

/// How the program reads a mention inside a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The words of the mention.
    pub text: String,
    /// Entity type.
    pub kind: &'static str,
    /// What it stands for: id, country or bloc code, sector, row; one entry each.
    pub refs: Vec<Found>,
    /// How it was recognised and linked, with the row of the tenure where one decided.
    pub reason: String,
}

/// Most things that a search in Latin letters gives.
const MOST: usize = 40;

/// How much the tables hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// Rows by kind of thing.
    pub rows: BTreeMap<&'static str, usize>,
    /// Distinct phrases that are looked for.
    pub phrases: usize,
    /// Distinct words in them.
    pub words: usize,
    /// Tenures of offices.
    pub tenures: usize,
    /// Offices with at least one tenure.
    pub offices: usize,
}

impl Gazetteer {
    /// Everything that `name`, read from its first word on, would match, longest first; offices
    /// as of `day`, or of now if `None`.
    pub fn lookup(&self, name: &str, day: Option<Date>) -> Vec<Found> {
        let tokenizer = Tokenizer::load(&[]).value;
        let mut layer = TokenLayer::default();
        tokenizer.run(name, &mut layer, &mut Vec::new());
        let mut hits = Vec::new();
        self.engine().find(&layer, 0..layer.tokens.len(), &mut hits);
        hits.retain(|hit| hit.first == 0);
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.end));
        let mut out = Vec::new();
        for hit in hits {
            let first = layer.tokens[0].span;
            let last = layer.tokens[hit.end as usize - 1].span;
            let start = first.start() as usize
                + rasd_tokenizer::source_offset(first.text(name), usize::from(hit.skip));
            let text = name.get(start..last.end() as usize).unwrap_or(name);
            for meaning in self.data().meanings(hit.phrase) {
                out.push(self.found(text, *meaning, day));
            }
        }
        out
    }

    /// The mentions that `text` has as a document published on `day`, or without a date.
    pub fn read(&self, tokenizer: &Tokenizer, text: &str, day: Option<Date>) -> Vec<Read> {
        let document = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        let publication = day.map(|day| Publication {
            date: day.to_datetime(Time::midnight()),
            confidence: 1.0,
            reason: String::new(),
            span: None,
        });
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        tokenizer.run(text, &mut layer, &mut regions);
        let mut registry = Registry::default();
        let mentions = self.run(
            &document,
            tokenizer,
            &layer,
            &regions,
            publication.as_ref(),
            &mut registry,
        );
        let refs = |mention: &EntityMention| {
            let entries = mention.refs.iter().map(|id| registry.get(*id));
            entries.map(|entry| of_entry(entry, mention)).collect()
        };
        mentions
            .iter()
            .map(|mention| Read {
                text: mention.span.text(text).to_owned(),
                kind: mention.kind.as_str(),
                refs: refs(mention),
                reason: mention.reason.to_string(),
            })
            .collect()
    }

    /// A name in Latin letters, word by word: known spellings of name words, others by letter.
    pub fn romanised(&self, name: &str) -> String {
        crate::run::latin::latin(self.data(), &crate::names::words(name))
    }

    /// Rows found by what they say in Latin letters: an id, a part of an English name, or an
    /// office of `offices.csv`, which gives its holders.
    pub fn search(&self, latin: &str, day: Option<Date>) -> Vec<Found> {
        let data = self.data();
        if let Some(tenures) = data.tenures.get(latin) {
            let persons = tenures.iter().rev();
            return persons
                .map(|tenure| self.of_target("", tenure.person, day))
                .collect();
        }
        let wanted = latin.to_lowercase();
        let rank = |target: u32| {
            let row = data.targets[target as usize];
            let (id, name) = (
                data.pool.get(row.id),
                data.pool.get(row.name).to_lowercase(),
            );
            match () {
                () if id.to_lowercase() == wanted || name == wanted => Some(0),
                () if name.contains(&wanted) || id.contains(&wanted) => Some(1),
                () => None,
            }
        };
        let mut found: Vec<(u8, u32)> = (0..data.targets.len() as u32)
            .filter_map(|target| Some((rank(target)?, target)))
            .collect();
        found.sort_unstable();
        found.truncate(MOST);
        found
            .into_iter()
            .map(|(_, target)| self.of_target("", target, day))
            .collect()
    }

    /// The tenures of an office, by their start; none if the tables do not have it.
    pub fn tenures(&self, office: &str) -> Vec<Held> {
        let tenures = self.data().tenures.get(office).into_iter().flatten();
        tenures.map(|tenure| self.held(office, tenure)).collect()
    }

    fn held(&self, office: &str, tenure: &Tenure) -> Held {
        let data = self.data();
        let row = data.provenance(tenure.file, tenure.line);
        Held {
            office: office.to_owned(),
            person: data.id(tenure.person).to_owned(),
            start: tenure.start,
            end: tenure.end,
            row: row.map(|row| row.to_string()).unwrap_or_default(),
        }
    }

    fn of_target(&self, text: &str, target: u32, day: Option<Date>) -> Found {
        let mut found = nothing(text);
        self.describe(&mut found, target, day);
        found
    }

    fn found(&self, text: &str, meaning: Meaning, day: Option<Date>) -> Found {
        let data = self.data();
        let mut found = nothing(text);
        let place = |file, line| data.provenance(file, line).map(|row| row.to_string());
        match meaning {
            Meaning::Name { target, how } => {
                self.describe(&mut found, target, day);
                found.note = match how {
                    How::Full => "",
                    How::NeedsContext => "only after a word that says what it is, or في",
                    How::InSport => "only where a match is told",
                    How::NeedsHead => "only after a word that says what it is",
                    How::Capital { .. } => "the city, or the government of its country",
                    How::Short => "after the full name, or a title",
                    How::Famous => "alone too",
                };
            }
            Meaning::Nisba { target, .. } => {
                self.describe(&mut found, target, day);
                found.kind = "nationality or group word";
            }
            Meaning::Title { title, .. } => {
                let title = data.titles[title as usize];
                found.kind = "title";
                found.id = data.pool.get(title.office).to_owned();
                found.sector = title.sector.map(|s| s.to_string()).unwrap_or_default();
                found.row = place(title.file, title.line).unwrap_or_default();
            }
            Meaning::Head { head } => {
                let head = data.heads[head as usize];
                found.kind = "head noun";
                found.id = data.pool.get(head.slug).to_owned();
                found.row = place(head.file, head.line).unwrap_or_default();
            }
            Meaning::Nominal { nominal, .. } => {
                let nominal = data.nominals[nominal as usize];
                found.kind = "nominal";
                found.id = data.pool.get(nominal.role).to_owned();
                found.row = place(nominal.file, nominal.line).unwrap_or_default();
            }
            Meaning::Cue(_) => found.kind = "cue",
            Meaning::Qualifier(qualifier) => {
                found.kind = "qualifier";
                found.id = data
                    .pool
                    .get(data.qualifiers[qualifier as usize])
                    .to_owned();
            }
            Meaning::NameToken(token) => {
                found.kind = "part of names";
                found.note = match token {
                    NameToken::Given => "given name",
                    NameToken::Rare => "rare given name",
                    NameToken::Common => "name and common word",
                    NameToken::Family => "surname",
                    NameToken::Kunya | NameToken::Link => "link",
                    NameToken::Ordinal => "number of a king or pope",
                };
            }
        }
        found
    }

    fn describe(&self, found: &mut Found, target: u32, day: Option<Date>) {
        let data = self.data();
        let row = data.targets[target as usize];
        found.kind = kind_name(row.kind);
        found.id = data.pool.get(row.id).to_owned();
        found.name = data.pool.get(row.name).to_owned();
        found.country = data.pool.get(row.country).to_owned();
        found.sector = row.sector.map(|s| s.to_string()).unwrap_or_default();
        found.office = offices::held(data, target, day).map(|(office, _)| office.to_owned());
        found.row = data
            .provenance(row.file, row.line)
            .map(|row| row.to_string())
            .unwrap_or_default();
        let held = data.held.get(&target).into_iter().flatten();
        found.tenures = held
            .map(|(office, tenure)| self.held(office, tenure))
            .collect();
        found
            .tenures
            .sort_by(|a, b| (b.start, &b.office).cmp(&(a.start, &a.office)));
    }

    /// How much the tables hold.
    pub fn stats(&self) -> Stats {
        let data = self.data();
        let mut rows = BTreeMap::new();
        for target in &data.targets {
            *rows.entry(kind_name(target.kind)).or_insert(0) += 1;
        }
        rows.insert("title", data.titles.len());
        rows.insert("head noun", data.heads.len());
        rows.insert("nominal", data.nominals.len());
        Stats {
            rows,
            phrases: self.engine().phrases(),
            words: self.engine().words(),
            tenures: data.tenures.values().map(Vec::len).sum(),
            offices: data.tenures.len(),
        }
    }
}

/// Something of which only the words are known.
fn nothing(text: &str) -> Found {
    Found {
        text: text.to_owned(),
        kind: "",
        id: String::new(),
        name: String::new(),
        country: String::new(),
        sector: String::new(),
        office: None,
        tenures: Vec::new(),
        row: String::new(),
        note: "",
    }
}

/// What a registry entry says.
fn of_entry(entry: &RegistryEntry, mention: &EntityMention) -> Found {
    let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().unwrap_or("").to_owned();
    let row = entry.provenance.as_ref().map(ToString::to_string);
    Found {
        kind: mention.kind.as_str(),
        id: entry.id.to_string(),
        name: entry.name.to_string(),
        country: text(&entry.country),
        sector: entry.sector.map(|s| s.to_string()).unwrap_or_default(),
        office: entry.office.as_deref().map(str::to_owned),
        row: row.unwrap_or_default(),
        ..nothing("")
    }
}

fn kind_name(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Country => "country",
        TargetKind::Group => "group",
        TargetKind::Place(_) => "place",
        TargetKind::Org => "organisation",
        TargetKind::Person => "person",
    }
}
