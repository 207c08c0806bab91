//! Cuts a text into tokens and writes their normalised forms, in one pass.

use crate::chars::{self, Class, class, fold_within, is_normal};
use crate::letters::PlainLetters;
use crate::norm::write_changed;
use rasd_core::{ByteSpan, ReadingsId, Token, TokenKind, TokenLayer};

/// Texts longer than this are cut here: offsets are 32 bits wide.
const LONGEST: usize = u32::MAX as usize / 4;

/// Appends the tokens of `text` to `layer`, and their normalised forms.
///
/// Tokens follow each other in text order; what lies between them is white space or
/// characters without width.
pub(crate) fn scan(text: &str, layer: &mut TokenLayer) {
    layer.tokens.reserve(text.len() / 9);
    // Most tokens are written in normal form: they share one copy of the text.
    let text = longest_prefix(text);
    layer.norms.reserve(text.len() + text.len() / 8);
    layer.norms.push_str(text);
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        plain: PlainLetters::new(),
        layer,
        in_hashtag: false,
    };
    let mut at = 0;
    while let Some(byte) = scanner.bytes.get(at) {
        if matches!(*byte, b' ' | b'\n') {
            scanner.in_hashtag = false;
            at += 1;
        } else if chars::is_arabic_lead(*byte) {
            at = scanner.arabic(at);
        } else {
            at = scanner.step(at);
        }
    }
}

/// The text up to the length that offsets can tell.
fn longest_prefix(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Longest string of proclitics that a tatweel can wait after, in letters.
const JOINABLE: usize = 4;
/// Longest letter of an abbreviation with its mark, in bytes.
const LONGEST_LETTER: usize = 4;
/// Longest address without a scheme, in bytes.
const LONGEST_HOST: usize = 254;

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    plain: PlainLetters,
    layer: &'a mut TokenLayer,
    in_hashtag: bool,
}

impl Scanner<'_> {
    /// Reads what begins at `at` with a character of the Arabic block; answers where it ends.
    fn arabic(&mut self, at: usize) -> usize {
        let (end, folds) = self.plain.end(self.bytes, at);
        if end == at {
            return self.step(at);
        }
        let ends = match self.bytes.get(end) {
            Some(b'.') => end - at > LONGEST_LETTER,
            Some(0x80..) => self.rare_in_word(end).is_none(),
            _ => true,
        };
        if !ends {
            return self.word(at);
        }
        if folds {
            self.push(at, end, TokenKind::Word, chars::MAY_FOLD);
        } else {
            self.push_plain(at, end, TokenKind::Word);
        }
        end
    }

    /// End of the letters and marks of the Arabic block at `at`, and their flags.
    #[inline]
    fn letters_end(&self, start: usize) -> (usize, u8) {
        let (length, flags) = chars::letters(&self.bytes[start..]);
        (start + length, flags)
    }

    /// Reads one token or one stretch of white space at `at`; answers where it ends.
    fn step(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else {
            return self.text.len();
        };
        match class(c) {
            Class::Space => {
                self.in_hashtag = false;
                at + c.len_utf8()
            }
            Class::Invisible => at + c.len_utf8(),
            Class::Letter => self.word(at),
            Class::Mark => self.stray_mark(at),
            Class::Digit => self.number(at),
            Class::Foreign => self.foreign(at),
            Class::Punctuation => self.punctuation(at, c),
            Class::Symbol => self.symbol(at, c),
        }
    }

    /// An Arabic word: letters and their marks, joiners inside it included.
    fn word(&mut self, start: usize) -> usize {
        let (end, flags) = self.word_end(start);
        if end - start <= LONGEST_LETTER
            && self.bytes.get(end) == Some(&b'.')
            && let Some(end) = self.dotted_letters(start, end)
        {
            self.push(start, end, TokenKind::Word, flags);
            return end;
        }
        let end = self.without_dash(start, end);
        self.push(start, end, TokenKind::Word, flags);
        end
    }

    /// End of the word if the tatweel it ends in stands for a dash: after a long word, which
    /// nothing can be joined to. (بـ and الـ wait for a number or a foreign name.)
    fn without_dash(&self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        if !word.ends_with('\u{640}') {
            return end;
        }
        let bare = word.trim_end_matches('\u{640}');
        let letters = bare.chars().filter(|c| class(*c) == Class::Letter).count();
        if letters > JOINABLE {
            start + bare.len()
        } else {
            end
        }
    }

    /// End of the word that starts at `start`, and the flags of its letters.
    fn word_end(&self, start: usize) -> (usize, u8) {
        let mut flags = 0;
        let mut at = start;
        loop {
            let (end, more) = self.letters_end(at);
            at = end;
            flags |= more;
            match self.bytes.get(at) {
                None | Some(0..=0x7F) => return (at, flags),
                _ => {}
            }
            match self.rare_in_word(at) {
                Some(end) => {
                    flags |= chars::MAY_CHANGE | chars::MAY_FOLD;
                    at = end;
                }
                None => return (at, flags),
            }
        }
    }

    /// End of the presentation form, mark or joiner at `at` if the word goes on with it.
    #[cold]
    fn rare_in_word(&self, at: usize) -> Option<usize> {
        let mut end = at;
        for c in self.text[at..].chars() {
            end += c.len_utf8();
            match class(c) {
                Class::Letter | Class::Mark => return Some(end),
                Class::Invisible => {}
                _ => return None,
            }
        }
        None
    }

    /// End of an abbreviation of single letters with full stops between them (أ.ف.ب).
    fn dotted_letters(&self, start: usize, mut end: usize) -> Option<usize> {
        let single = |word: &str| word.chars().filter(|c| class(*c) == Class::Letter).count() == 1;
        if !single(&self.text[start..end]) {
            return None;
        }
        let mut letters = 1;
        while self.bytes.get(end) == Some(&b'.') {
            let (next, _) = self.word_end(end + 1);
            let starts_word = self.text[end + 1..].chars().next().map(class) == Some(Class::Letter);
            if !starts_word || !single(&self.text[end + 1..next]) {
                break;
            }
            end = next;
            letters += 1;
        }
        (letters > 1).then_some(end)
    }

    /// A mark or tatweel that follows no letter; in a dash's place it stands for one.
    fn stray_mark(&mut self, start: usize) -> usize {
        let end = self.run_end(start, |c| class(c) == Class::Mark);
        if self.joins_article(start, end) {
            return end;
        }
        self.push(start, end, TokenKind::Punctuation, 0);
        end
    }

    /// Whether a tatweel stands apart between the article and a number: `ال ـ 14`.
    fn joins_article(&self, start: usize, end: usize) -> bool {
        /// The article, in letters.
        const ARTICLE: &str = "\u{627}\u{644}";
        let tatweel = &self.text[start..end] == "\u{640}";
        let before = self.layer.tokens.last().filter(|token| {
            tatweel && {
                let gap = &self.text[token.span.end() as usize..start];
                !gap.is_empty() && gap.bytes().all(|byte| byte == b' ')
            }
        });
        let article = before.is_some_and(|token| {
            let word = token.span.text(self.text);
            // With one letter before it: وال, بال.
            word.ends_with(ARTICLE) && word.chars().count() <= 3
        });
        let rest = self.text[end..].trim_start_matches(' ');
        article && rest.chars().next().map(class) == Some(Class::Digit)
    }

    /// Digits with separators between them; digits that run into Latin letters are one word.
    fn number(&mut self, start: usize) -> usize {
        let mut end = self.run_end(start, |c| class(c) == Class::Digit);
        let mut colons = 0;
        loop {
            let mut rest = self.text[end..].chars();
            match (rest.next(), rest.next()) {
                (Some(separator), Some(digit)) if class(digit) == Class::Digit => {
                    match separator {
                        '.' | ',' | '\u{60C}' | '\u{66B}' | '\u{66C}' => {}
                        ':' if colons < 2 => colons += 1,
                        _ => break,
                    }
                    end += separator.len_utf8();
                    end = self.run_end(end, |c| class(c) == Class::Digit);
                }
                (Some(c), _) if class(c) == Class::Foreign => return self.foreign(start),
                _ => break,
            }
        }
        self.push(start, end, TokenKind::Number, chars::MAY_CHANGE);
        end
    }

    /// A word in another script, a web or a mail address.
    fn foreign(&mut self, start: usize) -> usize {
        if let Some(end) = self.address_end(start) {
            self.push(start, end, TokenKind::Url, 0);
            return end;
        }
        let in_word = |c: char| matches!(class(c), Class::Foreign | Class::Digit | Class::Mark);
        let mut end = self.run_end(start, in_word);
        loop {
            let mut rest = self.text[end..].chars();
            let (Some(joint), Some(next)) = (rest.next(), rest.next()) else {
                break;
            };
            let joins = matches!(joint, '-' | '\'' | '\u{2019}' | '&' | '\u{2011}');
            if !joins || class(next) != Class::Foreign && !next.is_ascii_digit() {
                break;
            }
            end = self.run_end(end + joint.len_utf8(), in_word);
        }
        self.push(start, end, TokenKind::Foreign, chars::MAY_CHANGE);
        end
    }

    /// End of the address that starts at `start`, if one does.
    fn address_end(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let ends =
            |c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | '{' | '}' | '|');
        // Only an address that says so may be long: a long run of letters and commas would
        // otherwise be read again from each of its words.
        let stretch = if has_scheme(rest) {
            rest.find(ends).unwrap_or(rest.len())
        } else {
            let near = rest.len().min(LONGEST_HOST);
            rest.bytes()
                .take(near)
                .position(|b| ends(char::from(b)))
                .unwrap_or(near)
        };
        let candidate = rest[..stretch].trim_end_matches(|c: char| {
            matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '*'
            )
        });
        is_address(candidate).then_some(start + candidate.len())
    }

    /// Punctuation; full stops and dashes of one kind in a row are one token.
    fn punctuation(&mut self, start: usize, c: char) -> usize {
        let repeats = matches!(
            c,
            '.' | '!' | '?' | '\u{61F}' | '-' | '_' | '*' | '\u{2026}'
        ) && !(c == '_' && self.in_hashtag);
        let end = if repeats {
            self.run_end(start, |other| other == c)
        } else {
            start + c.len_utf8()
        };
        self.push(start, end, TokenKind::Punctuation, 0);
        end
    }

    /// A sign, an emoji with what modifies it, a hash or a user name.
    fn symbol(&mut self, start: usize, c: char) -> usize {
        let mut end = start + c.len_utf8();
        let mut kind = TokenKind::Symbol;
        match c {
            '#' => self.in_hashtag = true,
            '@' => {
                let name = self.run_end(end, |c| {
                    c == '_' || matches!(class(c), Class::Foreign | Class::Digit | Class::Letter)
                });
                if name > end {
                    kind = TokenKind::Handle;
                    end = name;
                }
            }
            _ if c.is_ascii() => end = self.run_end(start, |other| other == c),
            _ => end = self.emoji_end(end),
        }
        self.push(start, end, kind, 0);
        end
    }

    /// End of an emoji sequence whose first character ends at `end`.
    fn emoji_end(&self, mut end: usize) -> usize {
        let mut joined = false;
        for c in self.text[end..].chars() {
            let goes_on = match c {
                '\u{200D}' => true,
                '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => {
                    true
                }
                '\u{1F1E6}'..='\u{1F1FF}' => self.text[..end].ends_with(is_regional),
                _ => joined && class(c) == Class::Symbol,
            };
            if !goes_on {
                break;
            }
            joined = c == '\u{200D}';
            end += c.len_utf8();
            if is_regional(c) {
                break;
            }
        }
        // A joiner that joins nothing is no part of the token.
        self.text[..end].trim_end_matches('\u{200D}').len()
    }

    /// End of the run of characters from `start` that `goes_on` accepts.
    fn run_end(&self, start: usize, goes_on: impl Fn(char) -> bool) -> usize {
        self.text[start..]
            .find(|c| !goes_on(c))
            .map_or(self.text.len(), |length| start + length)
    }

    /// Adds a token that is written in its normal form.
    #[inline]
    fn push_plain(&mut self, start: usize, end: usize, kind: TokenKind) {
        let span = ByteSpan::new(start as u32, end as u32);
        self.layer.tokens.push(Token {
            span,
            kind,
            norm: span,
            folded: span,
            readings: ReadingsId::default(),
            reading_count: 0,
        });
    }

    /// Adds a token and its normalised forms; `flags` say which of them differ from the text.
    fn push(&mut self, start: usize, end: usize, kind: TokenKind, flags: u8) {
        self.push_plain(start, end, kind);
        let Some(token) = self.layer.tokens.last_mut() else {
            return;
        };
        let norms = &mut self.layer.norms;
        let from = norms.len();
        let written = &self.text[start..end];
        if chars::changes(flags) && !is_normal(written) {
            write_changed(written, norms);
        }
        // A token of nothing but marks keeps them.
        if norms.len() > from {
            token.norm = ByteSpan::new(from as u32, norms.len() as u32);
            token.folded = token.norm;
        }
        if chars::folds(flags) {
            let to = norms.len();
            fold_within(norms, token.norm.range());
            token.folded = ByteSpan::new(to as u32, norms.len() as u32);
        }
    }
}

fn is_regional(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

/// Whether the text begins as only a web address does.
fn has_scheme(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

/// Whether `candidate`, which is plain ASCII without white space, is a web or mail address.
fn is_address(candidate: &str) -> bool {
    if has_scheme(candidate) {
        return candidate.len() > "https://".len();
    }
    let host = match candidate.split_once('@') {
        Some((user, host)) if !user.is_empty() => host,
        Some(_) => return false,
        None => candidate.split('/').next().unwrap_or(candidate),
    };
    let Some((labels, top)) = host.rsplit_once('.') else {
        return false;
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    (2..=6).contains(&top.len())
        && top.bytes().all(|b| b.is_ascii_lowercase())
        && labels.split('.').all(is_label)
        && labels.len() > 1
}
