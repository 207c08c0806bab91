//! Data files and what is wrong with them.

use std::fmt;

/// A data file handed to a loader: libraries never open files themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataFile<'a> {
    /// Path relative to the data folder, with forward slashes: `gazetteers/countries.csv`.
    pub path: &'a str,
    /// Contents.
    pub text: &'a str,
}

/// Something wrong in a data file, told to the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Data file, as given to the loader.
    pub file: String,
    /// Line from 1; 0 if the whole file is meant.
    pub line: u32,
    /// Column in code points from 1; 0 if the whole line is meant.
    pub column: u32,
    /// What is wrong: what was found and what was expected.
    pub message: String,
    /// What to do about it; empty if the message says it.
    pub help: String,
}

impl Problem {
    /// A problem at a line of a file; `column` and `help` can be added.
    pub fn at(file: &str, line: u32, message: impl Into<String>) -> Self {
        Problem {
            file: file.to_owned(),
            line,
            column: 0,
            message: message.into(),
            help: String::new(),
        }
    }

    /// The same problem with its column, in code points from 1.
    pub fn column(mut self, column: u32) -> Self {
        self.column = column;
        self
    }

    /// The same problem with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// What came of the examples that rules carry as their tests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tested {
    /// How many were run.
    pub run: usize,
    /// Those that failed, each at its line.
    pub failed: Vec<Problem>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        // What is meant as a whole has no number.
        for number in [self.line, self.column].into_iter().take_while(|n| *n > 0) {
            write!(f, ":{number}")?;
        }
        write!(f, ": {}", self.message)?;
        if !self.help.is_empty() {
            write!(f, " ({})", self.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// What a loader made of its files, and everything that was wrong with them.
///
/// Loading goes on past every problem: what is good is in `value`.
#[derive(Debug)]
pub struct Loaded<T> {
    /// What was loaded from the good rows.
    pub value: T,
    /// What was wrong, in file order.
    pub problems: Vec<Problem>,
}
