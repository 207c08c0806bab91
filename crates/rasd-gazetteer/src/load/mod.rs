//! From tables to [`Data`] and the phrases that lead to it.
//!
//! [`things`] reads the tables of what mentions stand for, [`words`] those of how they are written.

pub(crate) mod columns;
mod ids;
mod things;
mod words;

use crate::data::{Data, Meaning, Target, TargetKind};
use crate::names::{self, Joins};
use crate::phrases::{PhraseId, Phrases};
use crate::table::{self, Columns, Row};
use columns::*;
use foldhash::HashMap;
use ids::Ids;
use rasd_core::{DataFile, Problem};
use std::sync::Arc;
pub(crate) use words::bit;

/// Reads a row into the loader.
type ReadRow = fn(&mut Loader, &Row<'_>, &mut Vec<Problem>);

/// Builds [`Data`] from tables.
#[derive(Default)]
pub(crate) struct Loader {
    pub(crate) data: Data,
    pub(crate) phrases: Phrases,
    found: Vec<(PhraseId, Meaning)>,
    problems: Vec<Problem>,
    joins: Joins,
    pronouns: Vec<String>,
    ids: Ids,
    /// Capitals that countries have named, by their id: places to come may describe them.
    capitals: HashMap<String, u32>,
    /// Nominals that stand for bodies, by their folded word.
    bodies: HashMap<String, u32>,
    /// Head nouns of clubs, folded.
    clubs: Vec<String>,
    file: u16,
}

impl Loader {
    /// Reads every table among `files`; other files are ignored.
    pub(crate) fn read(mut self, files: &[DataFile<'_>]) -> (Data, Phrases, Vec<Problem>) {
        let mut sorted: Vec<(usize, bool, &DataFile<'_>)> = Vec::new();
        for file in files {
            let Some(path) = file.path.strip_prefix("gazetteers/") else {
                continue;
            };
            let Some(stem) = path.strip_suffix(".csv") else {
                continue;
            };
            let name = stem.rsplit('/').next().unwrap_or(stem);
            match columns::position(name) {
                Some(kind) => sorted.push((kind, stem.contains('/'), file)),
                None => self.problems.push(
                    Problem::at(file.path, 0, "not a table this program knows")
                        .help(format!("tables are: {}", ORDER.join(", "))),
                ),
            }
        }
        // Hand-written tables come before generated ones, which stand in folders.
        sorted.sort_by_key(|(kind, generated, file)| (*kind, *generated, file.path));
        for (kind, _, file) in sorted {
            self.data.files.push(Arc::from(file.path));
            self.file = (self.data.files.len() - 1) as u16;
            self.table(ORDER[kind], file);
        }
        self.finish()
    }

    fn finish(mut self) -> (Data, Phrases, Vec<Problem>) {
        self.ids = Ids::default();
        // A stable sort keeps hand rows first.
        self.found.sort_by_key(|(phrase, _)| *phrase);
        let mut first = Vec::with_capacity(self.phrases.len() + 1);
        let mut postings = Vec::with_capacity(self.found.len());
        for (phrase, meaning) in self.found {
            while first.len() <= phrase as usize {
                first.push(postings.len() as u32);
            }
            let from = first.last().copied().unwrap_or(0) as usize;
            if !postings[from..].contains(&meaning) {
                postings.push(meaning);
            }
        }
        while first.len() <= self.phrases.len() {
            first.push(postings.len() as u32);
        }
        self.data.first = first;
        self.data.postings = postings;
        self.data.targets.shrink_to_fit();
        self.data.pool.close();
        let orgs: HashMap<String, Target> = self
            .data
            .targets
            .iter()
            .filter(|target| target.kind == TargetKind::Org)
            .map(|target| (self.data.pool.get(target.id).to_owned(), *target))
            .collect();
        // A word for the members of an organisation stands for it: الحوثيون.
        for target in &mut self.data.targets {
            if target.kind == TargetKind::Group
                && let Some(org) = orgs.get(self.data.pool.get(target.id))
            {
                *target = *org;
            }
        }
        self.data.bodies.sort_unstable();
        self.data.bodies.dedup();
        for tenures in self.data.tenures.values_mut() {
            tenures.sort_by_key(|tenure| tenure.start);
        }
        (self.data, self.phrases, self.problems)
    }

    fn table(&mut self, kind: &str, file: &DataFile<'_>) {
        let mut problems = std::mem::take(&mut self.problems);
        let (columns, each): (&Columns, ReadRow) = match kind {
            "inflections" => (&INFLECTIONS, Self::inflection),
            "name-joins" => (&JOINS, Self::join),
            "cues" => (&CUES, Self::cue),
            "heads" => (&HEADS, Self::head),
            "nominals" => (&NOMINALS, Self::nominal),
            "qualifiers" => (&QUALIFIERS, Self::qualifier),
            "titles" => (&TITLES, Self::title),
            "countries" => (&COUNTRIES, Self::country),
            "groups" => (&GROUPS, Self::group),
            "orgs" => (&ORGS, Self::org),
            "places" => (&PLACES, Self::place),
            "persons" => (&PERSONS, Self::person),
            "offices" => (&OFFICES, Self::office),
            "name-tokens" => (&NAME_TOKENS, Self::name_token),
            _ => (&NAME_LATIN, Self::name_latin),
        };
        table::read(file, columns, &mut problems, |row, problems| {
            each(self, &row, problems);
        });
        self.problems = problems;
    }

    /// Adds a phrase in all its spellings.
    fn name(&mut self, name: &str, meaning: Meaning) {
        self.spelled(&names::line(name), meaning);
    }

    /// Adds a phrase, given as a line of search-folded words, in all its spellings.
    fn spelled(&mut self, line: &str, meaning: Meaning) {
        self.line(line, meaning);
        for variant in self.joins.variants(line) {
            self.line(&variant, meaning);
        }
        // أ ف ب is also written أ.ف.ب, which is one word.
        let letters = line.split(' ').all(|word| word.chars().nth(1).is_none());
        if letters && line.contains(' ') {
            self.line(&line.replace(' ', "."), meaning);
        }
    }

    fn line(&mut self, line: &str, meaning: Meaning) {
        if let Some(phrase) = self.phrases.insert(line.split_whitespace()) {
            self.found.push((phrase, meaning));
        }
    }

    fn phrase(&mut self, words: &[String], meaning: Meaning) {
        if let Some(phrase) = self.phrases.insert(words.iter().map(String::as_str)) {
            self.found.push((phrase, meaning));
        }
    }

    /// Adds the names of a `|`-joined column, and reports those that hold no word.
    fn names(
        &mut self,
        row: &Row<'_>,
        column: usize,
        problems: &mut Vec<Problem>,
        meaning: impl Fn(&str) -> Meaning,
    ) {
        for name in row.list(column) {
            let line = names::line(name);
            if line.is_empty() {
                problems.push(row.problem(column, format!("`{name}` holds no word")));
            } else {
                self.spelled(&line, meaning(name));
            }
        }
    }
}
