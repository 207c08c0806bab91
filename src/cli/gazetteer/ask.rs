//! Questions on a terminal.

use rasd_gazetteer::tools::Column;
use std::io::{self, BufRead, Write};

/// Asks for what was not given. Reads answers from `input`, writes questions to `output`.
pub struct Asker<R, W> {
    input: R,
    output: W,
}

impl<R: BufRead, W: Write> Asker<R, W> {
    /// An asker on these streams.
    pub fn new(input: R, output: W) -> Self {
        Asker { input, output }
    }

    /// The value of a column. An empty answer takes `default`; a needed column is asked for until
    /// it has a value.
    pub fn column(&mut self, column: &Column, default: &str) -> io::Result<String> {
        loop {
            let hint = match default {
                "" if column.needed => String::new(),
                "" => " (may be empty)".to_owned(),
                default => format!(" [{default}]"),
            };
            let question = format!("{}: {}{hint}\n> ", column.name, column.help);
            let answer = self.line(&question)?;
            let answer = match answer.as_str() {
                "" => default.to_owned(),
                _ => answer,
            };
            if !answer.is_empty() || !column.needed {
                return Ok(answer);
            }
        }
    }

    /// One of several words.
    pub fn choice(&mut self, question: &str, choices: &[String]) -> io::Result<String> {
        loop {
            let answer = self.line(&format!("{question}: {}\n> ", choices.join(", ")))?;
            if choices.contains(&answer) {
                return Ok(answer);
            }
        }
    }

    /// Yes, which an empty answer means too, or no.
    pub fn yes(&mut self, question: &str) -> io::Result<bool> {
        let answer = self.line(&format!("{question} [Y/n] "))?;
        Ok(matches!(answer.to_lowercase().as_str(), "" | "y" | "yes"))
    }

    /// One answer; the end of the input is an error, so that nobody is asked for ever.
    fn line(&mut self, question: &str) -> io::Result<String> {
        write!(self.output, "{question}")?;
        self.output.flush()?;
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "no more answers",
            ));
        }
        Ok(line.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Column = Column {
        name: "name_en",
        needed: true,
        help: "English name",
    };

    #[test]
    fn asks_again_for_what_is_needed_and_ends_with_the_input() {
        let mut shown = Vec::new();
        let mut asker = Asker::new("\n\nJane Doe\n".as_bytes(), &mut shown);
        assert_eq!(asker.column(&NAME, "").expect("an answer"), "Jane Doe");
        assert!(asker.column(&NAME, "").is_err());
        let shown = String::from_utf8(shown).expect("UTF-8");
        assert_eq!(shown.matches("English name").count(), 4);
    }

    #[test]
    fn an_empty_answer_takes_what_is_proposed() {
        let mut asker = Asker::new("\n\n".as_bytes(), io::sink());
        assert_eq!(asker.column(&NAME, "jane").expect("an answer"), "jane");
        assert!(asker.yes("write").expect("an answer"));
    }
}
