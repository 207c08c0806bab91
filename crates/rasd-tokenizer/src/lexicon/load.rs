//! Compiles the tables into a [`Lexicon`].

use super::features::parse;
use super::index::Index;
use super::stems::{Paradigm, SlotRules};
use super::{
    Clitics, Entry, EntryKind, Function, Inflections, Lemma, LemmaKind, Lexicon, NameSet, Names,
    Pron, TextSpan, csv_table, nominals, proper, verbs,
};
use crate::norm::{loosen, write_norm_into};
use rasd_core::{DataFile, Gender, Pos, Problem};
use std::collections::HashMap;
use std::str::FromStr;

/// Host class of names, as `proclitics.csv` calls it.
const NAME_HOST: &str = "name";
/// Host class of nominals that may have the article.
const NOUN_HOST: &str = "noun";

/// Slot of the feminine.
const FEMININE: &str = "fem";
/// Frequency from which a nominal is common.
const COMMON: u8 = 4;

/// A lexicon under construction.
pub(super) struct Builder {
    pub(super) lexicon: Lexicon,
    pub(super) slots: Names,
    pub(super) rules: SlotRules,
    /// Room for the stems of a word.
    pub(super) filled: Paradigm,
}

/// What a lemma is, apart from its stems.
pub(super) struct NewLemma<'a> {
    pub(super) form: &'a str,
    pub(super) kind: LemmaKind,
    pub(super) pos: Pos,
    pub(super) gender: Option<Gender>,
    pub(super) freq: u8,
}

impl Lexicon {
    /// Compiles the files of `lexicon/` and the names of `gazetteers/` among `files`.
    pub(crate) fn load(files: &[DataFile], problems: &mut Vec<Problem>) -> Lexicon {
        let file = |name: &str| {
            files
                .iter()
                .find(|f| f.path.strip_prefix("lexicon/") == Some(name))
        };
        let mut builder = Builder::new();
        builder.rules = SlotRules::load(
            file("slots.csv"),
            file("alternations.csv"),
            &mut builder.slots,
            problems,
        );
        if let Some(file) = file("inflections.csv") {
            let hosts = &mut builder.lexicon.hosts;
            builder.lexicon.inflections =
                Inflections::load(file, &mut builder.slots, hosts, problems);
        }
        if let Some(file) = file("clitics.csv") {
            builder.lexicon.clitics.load_clitics(file, problems);
            builder.number_clitics();
        }
        if let Some(file) = file("proclitics.csv") {
            let hosts = &mut builder.lexicon.hosts;
            let clitics = &mut builder.lexicon.clitics;
            clitics.load_proclitics(file, hosts, problems);
        }
        if let Some(file) = file("function.csv") {
            builder.load_functions(file, problems);
        }
        if let Some(file) = file("verbs.csv") {
            verbs::load(&mut builder, file, problems);
        }
        for name in ["nominals.csv", "deverbals.csv"] {
            if let Some(file) = file(name) {
                nominals::load(&mut builder, file, problems);
            }
        }
        proper::load(&mut builder, files, problems);
        if let Some(file) = file("forms.csv") {
            builder.load_forms(file, problems);
        }
        builder.finish()
    }
}

impl Builder {
    fn new() -> Builder {
        let mut builder = Builder {
            lexicon: Lexicon {
                text: String::new(),
                loose: String::new(),
                lemmas: Vec::new(),
                entries: Vec::new(),
                index: Index::with_capacity(1 << 17),
                functions: Vec::new(),
                inflections: Inflections::default(),
                clitics: Clitics::default(),
                hosts: Names::default(),
                name_host: 0,
                noun_host: 0,
                gains: HashMap::default(),
                lemma_index: Index::with_capacity(1 << 16),
            },
            slots: Names::default(),
            rules: SlotRules::default(),
            filled: Paradigm::default(),
        };
        let hosts = &mut builder.lexicon.hosts;
        builder.lexicon.name_host = hosts.number(NAME_HOST).unwrap_or_default();
        builder.lexicon.noun_host = hosts.number(NOUN_HOST).unwrap_or_default();
        builder
    }

    /// Adds a piece of text in normalised spelling.
    pub(super) fn text(&mut self, text: &str) -> TextSpan {
        let Lexicon {
            text: written,
            loose,
            ..
        } = &mut self.lexicon;
        let start = written.len();
        write_norm_into(text, written);
        loosen(&written[start..], loose);
        TextSpan {
            start: start as u32,
            len: (written.len() - start).min(u16::MAX as usize) as u16,
        }
    }

    /// Adds a lemma; its entries are those added before the next lemma.
    pub(super) fn lemma(&mut self, new: NewLemma) -> u32 {
        let form = self.text(new.form);
        let first = self.lexicon.entries.len() as u32;
        self.lexicon.lemmas.push(Lemma {
            form,
            kind: new.kind,
            pos: new.pos,
            gender: new.gender,
            freq: new.freq,
            first_entry: first,
            end_entry: first,
            damma_prefix: false,
            doubled: false,
            has_jussive: false,
            has_whole: false,
            next: u32::MAX,
        });
        let Lexicon {
            lemmas,
            lemma_index,
            text,
            ..
        } = &mut self.lexicon;
        let number = lemmas.len() as u32 - 1;
        let written = |span: TextSpan| {
            let start = span.start as usize;
            text.get(start..start + span.len as usize).unwrap_or("")
        };
        let form_of = |lemma: u32| written(lemmas[lemma as usize].form);
        if let Some(before) = lemma_index.insert(written(form), number, form_of) {
            lemmas[number as usize].next = before;
        }
        number
    }

    /// Notes of the verb that was added last how its imperfect is vowelled, and whether its
    /// jussive is written apart.
    pub(super) fn imperfect(&mut self, damma_prefix: bool, has_jussive: bool) {
        if let Some(lemma) = self.lexicon.lemmas.last_mut() {
            lemma.damma_prefix = damma_prefix;
            lemma.has_jussive = has_jussive;
        }
    }

    /// Notes of the verb that was added last whether a letter of it is doubled.
    pub(super) fn doubled(&mut self, doubled: bool) {
        if let Some(lemma) = self.lexicon.lemmas.last_mut() {
            lemma.doubled = doubled;
        }
    }

    /// Adds an entry of the lemma that was added last.
    pub(super) fn entry(&mut self, stem: TextSpan, kind: EntryKind) {
        let number = self.lexicon.entries.len() as u32;
        let Lexicon {
            index,
            entries,
            loose,
            lemmas,
            ..
        } = &mut self.lexicon;
        let Some(lemma) = lemmas.len().checked_sub(1) else {
            return;
        };
        let loose_of = |span: TextSpan| {
            let start = span.start as usize;
            loose.get(start..start + span.len as usize).unwrap_or("")
        };
        entries.push(Entry {
            stem,
            lemma: lemma as u32,
            kind,
            next: u32::MAX,
        });
        let key_of = |entry: u32| loose_of(entries[entry as usize].stem);
        if let Some(before) = index.insert(loose_of(stem), number, key_of) {
            entries[number as usize].next = before;
        }
        lemmas[lemma].end_entry = number + 1;
        lemmas[lemma].has_whole |= matches!(kind, EntryKind::Whole(_));
    }

    /// Adds the stems of the lemma that was added last.
    pub(super) fn stems<'a>(&mut self, stems: impl Iterator<Item = (&'a str, NameSet)>) {
        let lemma_form = self.lexicon.lemmas.last().map(|lemma| lemma.form);
        for (stem, slots) in stems {
            let span = match lemma_form {
                Some(form) if self.lexicon.text(form) == stem => form,
                _ => self.text(stem),
            };
            self.entry(span, EntryKind::Slots(slots));
        }
    }

    fn number_clitics(&mut self) {
        for at in 0..self.lexicon.clitics.clitics.len() {
            let clitic = self.lexicon.clitics.clitics[at].clone();
            let number = self.lemma(NewLemma {
                form: &clitic.lemma,
                kind: LemmaKind::Clitic,
                pos: clitic.pos,
                gender: None,
                freq: 9,
            });
            self.lexicon.clitics.clitics[at].lemma_id = number;
        }
    }

    fn load_functions(&mut self, file: &DataFile, problems: &mut Vec<Problem>) {
        let columns = [
            "form",
            "lemma",
            "pos",
            "features",
            "host",
            "pron",
            "pron_stem",
            "segments",
            "freq",
        ];
        csv_table::read(file, &columns, problems, |row, problems| {
            let pos = match Pos::from_str(row.cell(2)) {
                Ok(pos) => pos,
                Err(error) => return problems.push(row.problem(error.to_string())),
            };
            let mut features = match parse(row.cell(3)) {
                Ok(features) => features,
                Err(message) => return problems.push(row.problem(message)),
            };
            let Some(pron) = Pron::parse(row.cell(5)) else {
                return problems.push(row.problem(Pron::expected(row.cell(5))));
            };
            let Some(host) = self.lexicon.hosts.number(row.cell(4)) else {
                return problems.push(row.problem("more than 64 host classes"));
            };
            let Some(freq) = frequency(row.cell(8)) else {
                return problems.push(row.problem(expected_frequency(row.cell(8))));
            };
            // Of the particles only إن and its sisters, which govern a noun, take pronouns.
            features.noun_after = pron == Pron::Any && matches!(pos, Pos::Part | Pos::Sconj);
            self.lemma(NewLemma {
                form: row.cell(1),
                kind: LemmaKind::Function,
                pos,
                gender: features.features.gender,
                freq,
            });
            let form = self.text(row.cell(0));
            let fused = self.fused(row.cell(0), row.cell(7));
            let function = Function {
                form,
                host,
                pron,
                features,
                fused,
            };
            let with_pronoun = row.cell(6).split('|').filter(|stem| !stem.is_empty());
            let with_pronoun: Vec<&str> = with_pronoun.collect();
            if with_pronoun.is_empty() {
                self.function(form, function);
                return;
            }
            if pron != Pron::Only {
                let plain = Function {
                    pron: Pron::No,
                    ..function.clone()
                };
                self.function(form, plain);
            }
            for stem in with_pronoun {
                let stem = self.text(stem);
                let with = Function {
                    pron: Pron::Only,
                    ..function.clone()
                };
                self.function(stem, with);
            }
        });
    }

    /// Adds a whole word of the lemma that was added last.
    pub(super) fn function(&mut self, stem: TextSpan, function: Function) {
        let number = self.lexicon.functions.len();
        if let Ok(number) = u16::try_from(number) {
            self.lexicon.functions.push(function);
            self.entry(stem, EntryKind::Function(number));
        }
    }

    /// Whether the word can well be read as proclitics before a common nominal.
    pub(super) fn begins_with_clitic(&self, word: &str) -> bool {
        let lexicon = &self.lexicon;
        let mut loose = String::new();
        loosen(word, &mut loose);
        let common = |entry: &Entry| {
            let lemma = &lexicon.lemmas[entry.lemma as usize];
            let nominal = !matches!(lemma.kind, LemmaKind::Verb | LemmaKind::Name);
            nominal && lemma.freq >= COMMON && matches!(entry.kind, EntryKind::Slots(_))
        };
        lexicon.clitics.proclitics.iter().any(|proclitic| {
            let rest = loose.strip_prefix(proclitic.loose.as_str());
            rest.is_some_and(|rest| rest.chars().count() >= 3 && lexicon.find(rest).any(common))
        })
    }

    /// Whether a name written so is there already.
    pub(super) fn has_name(&self, name: &str, article: bool) -> bool {
        let ids = self.lexicon.lemma_ids(name);
        ids.into_iter().any(|id| {
            let lemma = &self.lexicon.lemmas[id.0 as usize];
            let entries = lemma.first_entry as usize..lemma.end_entry as usize;
            let kind = EntryKind::Name { article };
            self.lexicon.entries[entries].iter().any(|e| e.kind == kind)
        })
    }

    fn load_forms(&mut self, file: &DataFile, problems: &mut Vec<Problem>) {
        let columns = ["form", "lemma", "pos", "gain"];
        csv_table::read(file, &columns, problems, |row, problems| {
            let pos = match Pos::from_str(row.cell(2)) {
                Ok(pos) => pos,
                Err(error) => return problems.push(row.problem(error.to_string())),
            };
            let Ok(gain) = row.cell(3).parse::<i32>() else {
                return problems.push(row.problem(format!(
                    "`{}` in column `gain`; expected an integer",
                    row.cell(3)
                )));
            };
            let lexicon = &mut self.lexicon;
            let lemmas = lexicon.lemma_ids(row.cell(1)).into_iter().map(|id| id.0);
            let lemmas = lemmas.filter(|n| lexicon.lemmas[*n as usize].pos == pos);
            let gains: Vec<(u32, i32)> = lemmas.map(|n| (n, gain)).collect();
            if gains.is_empty() {
                problems.push(
                    row.problem(format!("no lemma `{}` with {pos}", row.cell(1)))
                        .help("add it to its table, or remove the row"),
                );
            }
            let known = lexicon.gains.entry(row.cell(0).into()).or_default();
            known.extend(gains);
        });
    }

    /// The clitic a fused form begins with, where its parts are its letters (ل + لذي).
    fn fused(&self, form: &str, segments: &str) -> Option<(u8, u16)> {
        let (first, rest) = segments.split_once('|')?;
        let part = |segment: &str| segment.split('/').next().unwrap_or("").to_owned();
        let first = part(first);
        if format!("{first}{}", part(rest)) != form {
            return None;
        }
        let clitics = &self.lexicon.clitics.clitics;
        let clitic = clitics
            .iter()
            .position(|c| *c.form == *first && c.pos == Pos::Adp)?;
        Some((first.len() as u8, clitic as u16))
    }

    /// Where the feminine of a participle is a masdar as well (محادثة), counting words has
    /// taken one for the other: the masdar is at least as frequent.
    fn count_masdars(&mut self) {
        let Some(feminine) = self.slots.find(FEMININE) else {
            return;
        };
        for number in 0..self.lexicon.lemmas.len() as u32 {
            let Lemma { kind, freq, .. } = self.lexicon.lemmas[number as usize];
            if !matches!(
                kind,
                LemmaKind::ActiveParticiple | LemmaKind::PassiveParticiple
            ) {
                continue;
            }
            let form = self.lexicon.stem_in_slot(number, feminine).unwrap_or("");
            for id in self.lexicon.lemma_ids(form) {
                let lemma = &mut self.lexicon.lemmas[id.0 as usize];
                if lemma.kind == LemmaKind::Masdar {
                    lemma.freq = lemma.freq.max(freq);
                }
            }
        }
    }

    fn finish(mut self) -> Lexicon {
        self.count_masdars();
        let count = self.lexicon.hosts.count();
        let Lexicon { clitics, hosts, .. } = &mut self.lexicon;
        clitics.link_enclitics(hosts, count);
        self.lexicon
    }
}

/// Reads a frequency, 0–9; an empty cell is 0.
pub(super) fn frequency(cell: &str) -> Option<u8> {
    match cell.as_bytes() {
        [] => Some(0),
        [digit @ b'0'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}

pub(super) fn expected_frequency(found: &str) -> String {
    format!("`{found}` in column `freq`; expected one digit, 0 to 9")
}
