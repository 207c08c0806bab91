//! The text as the rules see it: words without proclitics, numbers, marks.

use crate::words::{WordId, Words};
use rasd_core::{Facts, TokenKind, TokenLayer};

/// A clitic, word, number or punctuation mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Atom {
    /// The word, if the vocabulary has it.
    pub word: Option<WordId>,
    /// The number, for digits.
    pub number: Option<i64>,
    /// Number of its digits.
    pub digits: u8,
    /// Whether another number is attached to it by a mark.
    pub in_number: bool,
    /// Source bytes.
    pub start: u32,
    /// End of the source bytes.
    pub end: u32,
    /// Its token.
    pub token: u32,
}

impl Atom {
    /// Whether any rule may be about it.
    pub fn is_known(&self) -> bool {
        self.word.is_some() || self.number.is_some()
    }

    /// Whether it makes a match possible.
    pub fn is_trigger(&self, words: &Words) -> bool {
        match (self.word, self.number) {
            (Some(word), _) => words.is_trigger(word),
            (None, Some(number)) => {
                self.in_number || (self.digits == 4 && (1000..3000).contains(&number))
            }
            (None, None) => false,
        }
    }
}

/// How a word is cut and whether a match may be there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cut {
    /// Its proclitics, by their place among those of the vocabulary.
    proclitic: Option<u16>,
    /// The word behind them, if the vocabulary has it.
    pub host: Option<WordId>,
    /// Whether one of the two makes a match possible.
    pub trigger: bool,
}

/// Cuts tokens into atoms; keeps its buffers and what it knows of words from one document to the
/// next.
#[derive(Debug, Default)]
pub(crate) struct Atomizer {
    folded: String,
    host: String,
    cuts: Facts<Cut>,
}

impl Atomizer {
    /// Prepares for a layer.
    pub fn open(&mut self, layer: &TokenLayer) {
        self.cuts.open(layer);
    }

    /// How token number `index`, which is no number, is cut.
    #[inline]
    pub fn cut(&mut self, words: &Words, layer: &TokenLayer, index: usize) -> Cut {
        let known = self.cuts.peek(layer.word_number(index));
        match known {
            Some(cut) => *cut,
            None => self.learn(words, layer, index),
        }
    }

    /// Finds out how a token is cut, and remembers it.
    #[cold]
    fn learn(&mut self, words: &Words, layer: &TokenLayer, index: usize) -> Cut {
        let (folded, host) = (&mut self.folded, &mut self.host);
        self.cuts.get(layer.word_number(index), || {
            folded.clear();
            folded.extend(layer.folded(index).chars().map(loose));
            match words.split(folded, host) {
                None => Cut {
                    proclitic: None,
                    host: None,
                    trigger: false,
                },
                Some((proclitic, host)) => {
                    let clitics = proclitic.map_or(&[][..], |at| &words.proclitic(at).atoms);
                    let mut all = clitics.iter().map(|(word, _)| *word).chain([host]);
                    Cut {
                        proclitic,
                        host: Some(host),
                        trigger: all.any(|word| words.is_trigger(word)),
                    }
                }
            }
        })
    }

    /// Appends the atoms of token number `index`.
    pub fn push(
        &mut self,
        words: &Words,
        text: &str,
        layer: &TokenLayer,
        index: usize,
        out: &mut Vec<Atom>,
    ) {
        let token = &layer.tokens[index];
        let surface = token.span.text(text);
        // What is as long as its normalised form is written without marks.
        let plain = token.span.len() == token.norm.len();
        let at = |offset: usize| match plain {
            true => token.span.start() + offset as u32,
            false => token.span.start() + rasd_tokenizer::source_offset(surface, offset) as u32,
        };
        let blank = Atom {
            word: None,
            number: None,
            digits: 0,
            in_number: false,
            start: token.span.start(),
            end: token.span.end(),
            token: index as u32,
        };
        if token.kind == TokenKind::Number {
            self.folded.clear();
            self.folded.extend(layer.folded(index).chars().map(loose));
            self.number(words, blank, at, out);
            return;
        }
        let cut = self.cut(words, layer, index);
        let Some(host) = cut.host else {
            out.push(blank);
            return;
        };
        let mut offset = 0;
        let proclitic = cut.proclitic.map(|at| words.proclitic(at));
        for (word, length) in proclitic.iter().flat_map(|p| &p.atoms) {
            let start = at(offset);
            offset += length;
            out.push(Atom {
                word: Some(*word),
                start,
                end: at(offset),
                ..blank
            });
        }
        let start = if offset == 0 { blank.start } else { at(offset) };
        out.push(Atom {
            word: Some(host),
            start,
            ..blank
        });
    }

    fn number(&self, words: &Words, blank: Atom, at: impl Fn(usize) -> u32, out: &mut Vec<Atom>) {
        let text = self.folded.as_str();
        let whole = text.bytes().all(|b| b.is_ascii_digit());
        let mut offset = 0;
        while let Some(first) = text[offset..].chars().next() {
            let rest = &text[offset..];
            let length = if first.is_ascii_digit() {
                rest.find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let piece = &rest[..length];
            let bounds = |atom: Atom| {
                if whole {
                    return atom;
                }
                Atom {
                    start: at(offset),
                    end: at(offset + length),
                    ..atom
                }
            };
            out.push(bounds(match piece.parse::<i64>() {
                Ok(number) if length <= 8 => Atom {
                    number: Some(number),
                    digits: length as u8,
                    in_number: !whole,
                    ..blank
                },
                _ => Atom {
                    word: words.get(piece),
                    ..blank
                },
            }));
            offset += length;
        }
    }
}

/// Marks numbers that are attached to another number by a mark between them: parts of `13-15`.
pub(crate) fn mark_attached(atoms: &mut [Atom]) {
    for middle in 1..atoms.len().saturating_sub(1) {
        let (before, mark, after) = (atoms[middle - 1], atoms[middle], atoms[middle + 1]);
        if before.number.is_some()
            && after.number.is_some()
            && mark.number.is_none()
            && before.end == mark.start
            && mark.end == after.start
        {
            atoms[middle - 1].in_number = true;
            atoms[middle + 1].in_number = true;
        }
    }
}

/// The loosest folding of a letter that is search-folded already: the final step of
/// [`rasd_tokenizer::fold_loose`], letter by letter, without allocating.
pub(crate) fn loose(c: char) -> char {
    match c {
        '\u{649}' | '\u{626}' => '\u{64A}',
        '\u{629}' => '\u{647}',
        '\u{624}' => '\u{648}',
        c => c.to_ascii_lowercase(),
    }
}
