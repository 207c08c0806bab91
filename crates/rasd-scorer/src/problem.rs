//! What is wrong with an input, all of it at once.

use std::fmt;

use crate::model::Origin;

/// One reason why an input is refused.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// File and line.
    pub origin: Origin,
    /// What was expected, what was found, what to do.
    pub message: String,
}

impl Problem {
    /// A problem at a line of a file.
    pub fn new(origin: &Origin, message: impl Into<String>) -> Problem {
        Problem {
            origin: origin.clone(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}",
            self.origin.path, self.origin.line, self.message
        )
    }
}

/// Every problem found in the inputs of one run; never empty.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct Problems(pub Vec<Problem>);

fn lines(problems: &[Problem]) -> String {
    let shown: Vec<String> = problems.iter().map(Problem::to_string).collect();
    shown.join("\n")
}

impl Problems {
    /// `Ok(value)` if the list is empty, else all problems, sorted by file
    /// and line.
    ///
    /// # Errors
    /// The problems, if there are any.
    pub fn check<T>(mut problems: Vec<Problem>, value: T) -> Result<T, Problems> {
        if problems.is_empty() {
            return Ok(value);
        }
        problems.sort();
        problems.dedup();
        Err(Problems(problems))
    }
}
