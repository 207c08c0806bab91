//! TOML with positions: reads values out of a table and reports every problem with line and column.

use rasd_core::{Problem, UnknownName};
use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A rule file being read, with the problems found in it so far.
pub(crate) struct Source<'a> {
    /// Path relative to the data folder.
    pub path: &'a str,
    text: &'a str,
    line_starts: Vec<usize>,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

/// A string of a rule file with its place.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// The string.
    pub text: String,
    /// Byte range in the file.
    pub at: Range<usize>,
}

impl<'a> Source<'a> {
    pub fn new(path: &'a str, text: &'a str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Source {
            path,
            text,
            line_starts,
            problems: Vec::new(),
        }
    }

    /// Parses the file; what TOML itself finds wrong is reported and the rest is kept.
    pub fn parse(&mut self) -> DeTable<'a> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            self.report(&at, error.message().to_owned(), "correct the TOML here");
        }
        table.into_inner()
    }

    /// Line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        self.line_starts.partition_point(|start| *start <= offset) as u32
    }

    /// Reports a problem at a byte range of the file.
    pub fn report(&mut self, at: &Range<usize>, message: impl Into<String>, help: &str) {
        let line = self.line(at.start);
        let start = self.line_starts[(line as usize).saturating_sub(1)];
        let column = self
            .text
            .get(start..at.start)
            .map_or(0, |before| before.chars().count() as u32 + 1);
        self.problems.push(
            Problem::at(self.path, line, message)
                .column(column)
                .help(help),
        );
    }

    /// Reports every key of `table` that is not among `known`.
    pub fn check_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let message = format!("unknown key `{}`", key.get_ref());
                let help = format!("known keys here: {}", known.join(", "));
                self.report(&key.span(), message, &help);
            }
        }
    }

    /// The tables of an array of tables `[[name]]`; empty where there are none.
    pub fn tables<'t, 'b>(
        &mut self,
        table: &'t DeTable<'b>,
        name: &str,
    ) -> Vec<(&'t DeTable<'b>, Range<usize>)> {
        let Some(value) = get(table, name) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(value, "tables headed with double brackets");
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(inner) => found.push((inner, item.span())),
                _ => self.wrong_type(item, "a table"),
            }
        }
        found
    }

    /// A string value.
    pub fn string(&mut self, table: &DeTable<'_>, name: &str) -> Option<Word> {
        let value = get(table, name)?;
        self.word(value)
    }

    /// A string value that must be there; `place` is the table it is missing from.
    pub fn required(
        &mut self,
        table: &DeTable<'_>,
        name: &str,
        place: &Range<usize>,
    ) -> Option<Word> {
        if get(table, name).is_none() {
            let message = format!("`{name}` is missing");
            self.report(place, message, "add it to this table");
        }
        self.string(table, name)
    }

    /// A list of strings; a single string counts as a list of one.
    pub fn words(&mut self, table: &DeTable<'_>, name: &str) -> Vec<Word> {
        let Some(value) = get(table, name) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|v| self.word(v)).collect(),
            _ => self.word(value).into_iter().collect(),
        }
    }

    /// A list of names of a closed vocabulary.
    pub fn names<T>(&mut self, table: &DeTable<'_>, name: &str) -> Vec<T>
    where
        T: FromStr<Err = UnknownName>,
    {
        let words = self.words(table, name);
        words.iter().filter_map(|word| self.name(word)).collect()
    }

    /// A name of a closed vocabulary.
    pub fn name<T>(&mut self, word: &Word) -> Option<T>
    where
        T: FromStr<Err = UnknownName>,
    {
        match word.text.parse() {
            Ok(found) => Some(found),
            Err(error) => {
                self.report(&word.at, error.to_string(), "use one of the names listed");
                None
            }
        }
    }

    /// A truth value; `false` where it is not given.
    pub fn flag(&mut self, table: &DeTable<'_>, name: &str) -> bool {
        match get(table, name) {
            None => false,
            Some(value) => match value.get_ref() {
                DeValue::Boolean(flag) => *flag,
                _ => {
                    self.wrong_type(value, "true or false");
                    false
                }
            },
        }
    }

    /// A whole number; 0 where it is not given.
    pub fn number(&mut self, table: &DeTable<'_>, name: &str) -> i32 {
        let Some(value) = get(table, name) else {
            return 0;
        };
        if let DeValue::Integer(number) = value.get_ref()
            && let Ok(number) = number.as_str().parse()
        {
            return number;
        }
        self.wrong_type(value, "a whole number");
        0
    }

    /// The weights of an array of tables, each with a name and a number under these keys.
    pub fn weights<T: FromStr<Err = UnknownName>>(
        &mut self,
        table: &DeTable<'_>,
        array: &str,
        [name, value]: [&str; 2],
    ) -> Vec<(T, f64)> {
        let mut weights = Vec::new();
        for (weight, place) in self.tables(table, array) {
            self.check_keys(weight, &[name, value, "note"]);
            let number = self.required_decimal(weight, value, &place);
            let word = self.required(weight, name, &place);
            let of = word.and_then(|word| self.name::<T>(&word));
            weights.extend(of.zip(number));
        }
        weights
    }

    /// A number with or without decimals that must be there; `place` is the table it is missing
    /// from.
    pub fn required_decimal(
        &mut self,
        table: &DeTable<'_>,
        name: &str,
        place: &Range<usize>,
    ) -> Option<f64> {
        let Some(value) = get(table, name) else {
            let message = format!("`{name}` is missing");
            self.report(place, message, "add it to this table");
            return None;
        };
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(value, "a number");
        }
        number
    }

    fn word(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Word> {
        match value.get_ref() {
            DeValue::String(text) => Some(Word {
                text: text.to_string(),
                at: value.span(),
            }),
            _ => {
                self.wrong_type(value, "a string in quotation marks");
                None
            }
        }
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a truth value",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.report(
            &value.span(),
            format!("expected {expected}, found {found}"),
            "change the value",
        );
    }
}

fn get<'t, 'a>(table: &'t DeTable<'a>, name: &str) -> Option<&'t Spanned<DeValue<'a>>> {
    table
        .iter()
        .find(|(key, _)| {
            matches!(key.get_ref(), Cow::Borrowed(k) if *k == name) || key.get_ref() == name
        })
        .map(|(_, value)| value)
}
