//! The expressions that say what a pattern means: `merge(month(m), day(d))`.

use crate::ops::Op;
use std::sync::Arc;

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    /// A number.
    Int(i64),
    /// A quoted word.
    Word(Arc<str>),
    /// What a capture of the pattern matched.
    Capture(Arc<str>),
    /// An operation.
    Call(Op, Vec<Expr>),
}

impl Expr {
    /// Parses an expression; the error is a message and the character offset it is about.
    pub fn parse(text: &str) -> Result<Expr, (usize, String)> {
        let mut parser = Parser {
            chars: text.chars().collect(),
            at: 0,
        };
        let expr = parser.expr(0)?;
        parser.space();
        if parser.at < parser.chars.len() {
            return Err((parser.at, "text after the end of the expression".to_owned()));
        }
        Ok(expr)
    }

    /// Calls `visit` on the expression and all its parts.
    pub fn walk(&self, visit: &mut dyn FnMut(&Expr)) {
        visit(self);
        if let Expr::Call(_, args) = self {
            args.iter().for_each(|a| a.walk(visit));
        }
    }
}

/// Deeper nesting than any sensible rule has; keeps the parser's stack bounded.
const MAX_DEPTH: usize = 32;

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(&keep) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn expr(&mut self, depth: usize) -> Result<Expr, (usize, String)> {
        if depth > MAX_DEPTH {
            return Err((self.at, "expression nested too deeply".to_owned()));
        }
        self.space();
        let start = self.at;
        match self.peek() {
            Some('\'') => {
                self.at += 1;
                let word = self.take_while(|c| c != '\'');
                if self.peek().is_none() {
                    return Err((start, "quote is not closed".to_owned()));
                }
                self.at += 1;
                Ok(Expr::Word(word.into()))
            }
            Some(c) if c == '-' || c.is_ascii_digit() => {
                self.at += 1;
                let digits = self.take_while(|c| c.is_ascii_digit());
                format!("{c}{digits}")
                    .parse()
                    .map(Expr::Int)
                    .map_err(|_| (start, "number too large or without digits".to_owned()))
            }
            Some(c) if c.is_ascii_lowercase() => {
                let name =
                    self.take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                self.space();
                if self.peek() != Some('(') {
                    return Ok(Expr::Capture(name.into()));
                }
                self.at += 1;
                let Some(op) = Op::from_name(&name) else {
                    let known = Op::NAMES.join(", ");
                    return Err((
                        start,
                        format!("unknown operation `{name}`; known are {known}"),
                    ));
                };
                let args = self.args(depth)?;
                if !op.arity().contains(&args.len()) {
                    let (low, high) = (op.arity().start().to_owned(), op.arity().end().to_owned());
                    let found = args.len();
                    return Err((
                        start,
                        format!(
                            "`{}` takes {low} to {high} arguments, found {found}",
                            op.name()
                        ),
                    ));
                }
                Ok(Expr::Call(op, args))
            }
            _ => Err((
                start,
                "expected a number, a capture, 'word' or operation(…)".to_owned(),
            )),
        }
    }

    fn args(&mut self, depth: usize) -> Result<Vec<Expr>, (usize, String)> {
        let mut args = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(')') if args.is_empty() => break,
                _ => args.push(self.expr(depth + 1)?),
            }
            self.space();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(')') => break,
                _ => return Err((self.at, "expected `,` or `)`".to_owned())),
            }
        }
        self.at += 1;
        Ok(args)
    }
}
