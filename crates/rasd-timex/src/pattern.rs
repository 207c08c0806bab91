//! The pattern language: words, classes, parts, groups.
//!
//! | written | matches |
//! |---|---|
//! | `كلمة` | that word, folded; an attached و ب ل is a word of its own |
//! | `"/"` | that punctuation mark |
//! | `<m:month>` | a member of class or part `month`, kept as `m` |
//! | `<d:int(1,31)>` | a number in digits within bounds |
//! | `<y:raw(1900,2100)>` | the same, though it may be glued to `/ - : .` and another number |
//! | `<m:raw2(0,59)>` | the same with exactly two digits; `raw4`, `int4`: with four |
//! | `~` | nothing, but the next piece must follow without white space |
//! | `(a \| b c)` | one of the alternatives |
//! | `x?` | `x` or nothing |
//! | `[x]` | `x`, which must be there but is outside the span; first or last only |
//! | `!x` | nothing, if `x` does not follow |

/// An element of a pattern as written, names not yet looked up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// A word or punctuation mark.
    Word(String),
    /// A class, a part or a number; capture name; bounds.
    Class {
        name: String,
        capture: Option<String>,
        bounds: Option<(i64, i64)>,
    },
    /// Alternatives.
    Group(Vec<Vec<Piece>>),
    /// Alternatives or nothing.
    Optional(Vec<Vec<Piece>>),
    /// Alternatives outside the span.
    Context(Vec<Vec<Piece>>),
    /// Alternatives that must not follow.
    Not(Vec<Vec<Piece>>),
    /// No white space here.
    Glue,
}

/// Parses a pattern; the error is a message and the character offset it is about.
pub(crate) fn parse(text: &str) -> Result<Vec<Vec<Piece>>, (usize, String)> {
    let mut parser = Parser {
        chars: text.chars().collect(),
        at: 0,
    };
    let alternatives = parser.alternatives(0)?;
    if parser.at < parser.chars.len() {
        return Err((
            parser.at,
            format!("`{}` has no opening bracket", parser.chars[parser.at]),
        ));
    }
    Ok(alternatives)
}

const MAX_DEPTH: usize = 16;

struct Parser {
    chars: Vec<char>,
    at: usize,
}

type Failure = (usize, String);

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn fail<T>(&self, at: usize, message: &str) -> Result<T, Failure> {
        Err((at, message.to_owned()))
    }

    fn alternatives(&mut self, depth: usize) -> Result<Vec<Vec<Piece>>, Failure> {
        if depth > MAX_DEPTH {
            return self.fail(self.at, "groups nested too deeply");
        }
        let mut all = vec![Vec::new()];
        while let Some(c) = self.peek() {
            match c {
                ')' | ']' => break,
                '|' => {
                    self.at += 1;
                    all.push(Vec::new());
                }
                _ if c.is_whitespace() => self.at += 1,
                _ => {
                    let piece = self.piece(depth)?;
                    if let Some(last) = all.last_mut() {
                        last.push(piece);
                    }
                }
            }
        }
        if all.iter().any(Vec::is_empty) {
            return self.fail(self.at, "empty alternative");
        }
        Ok(all)
    }

    fn piece(&mut self, depth: usize) -> Result<Piece, Failure> {
        let start = self.at;
        let piece = match self.peek() {
            Some('(') => Piece::Group(self.bracketed(')', depth)?),
            Some('[') => Piece::Context(self.bracketed(']', depth)?),
            Some('~') => {
                self.at += 1;
                Piece::Glue
            }
            Some('!') => {
                self.at += 1;
                Piece::Not(vec![vec![self.piece(depth)?]])
            }
            Some('"') => {
                self.at += 1;
                let mark = self.take_while(|c| c != '"');
                if self.peek().is_none() || mark.is_empty() {
                    return self.fail(start, "punctuation mark is not closed by `\"`");
                }
                self.at += 1;
                Piece::Word(mark)
            }
            Some('<') => self.class()?,
            Some(c) if c.is_alphabetic() => Piece::Word(self.take_while(char::is_alphabetic)),
            _ => {
                return self.fail(
                    start,
                    "expected a word, \"mark\", <class>, (group), [context]",
                );
            }
        };
        if self.peek() != Some('?') {
            return Ok(piece);
        }
        self.at += 1;
        Ok(Piece::Optional(match piece {
            Piece::Group(all) => all,
            other => vec![vec![other]],
        }))
    }

    fn bracketed(&mut self, close: char, depth: usize) -> Result<Vec<Vec<Piece>>, Failure> {
        let start = self.at;
        self.at += 1;
        let inside = self.alternatives(depth + 1)?;
        if self.peek() != Some(close) {
            return self.fail(start, &format!("bracket is not closed by `{close}`"));
        }
        self.at += 1;
        Ok(inside)
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(&keep) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn class(&mut self) -> Result<Piece, Failure> {
        let start = self.at;
        self.at += 1;
        let inside = self.take_while(|c| c != '>');
        if self.peek().is_none() {
            return self.fail(start, "`<` is not closed by `>`");
        }
        self.at += 1;
        let (capture, rest) = match inside.split_once(':') {
            Some((capture, rest)) => (Some(capture.trim().to_owned()), rest),
            None => (None, inside.as_str()),
        };
        let (name, bounds) = match rest.split_once('(') {
            None => (rest, None),
            Some((name, bounds)) => {
                let bounds = bounds
                    .trim_end()
                    .strip_suffix(')')
                    .and_then(|b| b.split_once(','));
                let read = |text: &str| text.trim().parse::<i64>().ok();
                match bounds.and_then(|(low, high)| Some((read(low)?, read(high)?))) {
                    Some(bounds) => (name, Some(bounds)),
                    None => return self.fail(start, "bounds are written (low,high)"),
                }
            }
        };
        Ok(Piece::Class {
            name: name.trim().to_owned(),
            capture,
            bounds,
        })
    }
}
