//! What a name would match, and how much the tables hold.

use crate::data::{How, Meaning, NameToken, TargetKind};
use crate::engine::Engine;
use crate::{Gazetteer, offices};
use jiff::civil::Date;
use rasd_core::TokenLayer;
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
    /// File and line of the row.
    pub row: String,
    /// Conditions under which it matches.
    pub note: &'static str,
}

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

    fn found(&self, text: &str, meaning: Meaning, day: Option<Date>) -> Found {
        let data = self.data();
        let mut found = Found {
            text: text.to_owned(),
            kind: "",
            id: String::new(),
            name: String::new(),
            country: String::new(),
            sector: String::new(),
            office: None,
            row: String::new(),
            note: "",
        };
        let place = |file, line| data.provenance(file, line).map(|row| row.to_string());
        match meaning {
            Meaning::Name { target, how } => {
                self.describe(&mut found, target, day);
                found.note = match how {
                    How::Full => "",
                    How::NeedsContext => "only after a word that says what it is, or في",
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
            phrases: self.engine().phrases().len(),
            words: self.engine().phrases().words(),
            tenures: data.tenures.values().map(Vec::len).sum(),
            offices: data.tenures.len(),
        }
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
