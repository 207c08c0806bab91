//! Reads `rules/time/*.toml`.

use crate::atoms::loose;
use crate::expr::Expr;
use crate::grammar::{DayPart, Element, Example, Feast, Grammar, Rule};
use crate::pattern::{self, Piece};
use crate::raw::{File, RawClass, RawCue, RawHoliday, RawProclitic, RawRule};
use crate::words::{Lexeme, Meaning, Proclitic};
use jiff::civil::{Date, DateTime};
use rasd_core::{DataFile, Loaded, Problem, Provenance};
use std::sync::Arc;

/// Loads the files named `rules/time/*.toml`, in order of their paths.
pub(crate) fn load(files: &[DataFile<'_>]) -> Loaded<Grammar> {
    let mut loader = Loader {
        grammar: Grammar::default(),
        problems: Vec::new(),
    };
    let mut chosen: Vec<_> = files
        .iter()
        .filter(|f| f.path.starts_with("rules/time/") && f.path.ends_with(".toml"))
        .collect();
    chosen.sort_by_key(|f| f.path);
    let mut parsed = Vec::new();
    for file in chosen {
        match toml::from_str::<File>(file.text) {
            Ok(raw) => parsed.push((*file, raw)),
            Err(error) => loader.syntax(*file, &error),
        }
    }
    // Words first: a pattern may use a class of any file.
    for (file, raw) in &parsed {
        loader.tables(*file, raw);
    }
    for (_, raw) in &parsed {
        for rule in &raw.rule {
            loader.grammar.part(&rule.makes);
        }
    }
    for (file, raw) in &parsed {
        let reference = raw
            .reference
            .as_deref()
            .and_then(|r| loader.reference(*file, r));
        for rule in &raw.rule {
            loader.rule(*file, rule, reference);
        }
    }
    loader.finish()
}

struct Loader {
    grammar: Grammar,
    problems: Vec<Problem>,
}

fn line_of(file: DataFile<'_>, offset: usize) -> u32 {
    let before = file.text.get(..offset).unwrap_or(file.text);
    before.matches('\n').count() as u32 + 1
}

fn fold(word: &str) -> String {
    let folded: String = rasd_tokenizer::fold(word).chars().map(loose).collect();
    // A tatweel that stands alone is a mark (`ال ـ 24`).
    if folded.is_empty() {
        word.to_owned()
    } else {
        folded
    }
}

impl Loader {
    fn syntax(&mut self, file: DataFile<'_>, error: &toml::de::Error) {
        let line = error.span().map_or(0, |span| line_of(file, span.start));
        self.problems.push(
            Problem::at(file.path, line, error.message())
                .help("the whole file is left out until this is mended"),
        );
    }

    fn problem(&mut self, file: DataFile<'_>, offset: usize, message: String) {
        let line_start = file.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let column = file.text[line_start..offset].chars().count() as u32 + 1;
        self.problems
            .push(Problem::at(file.path, line_of(file, offset), message).column(column));
    }

    fn reference(&mut self, file: DataFile<'_>, text: &str) -> Option<DateTime> {
        let read = text
            .parse::<DateTime>()
            .ok()
            .or_else(|| Some(text.parse::<Date>().ok()?.at(0, 0, 0, 0)));
        if read.is_none() {
            let message = format!(
                "reference `{text}` is no date; expected 2024-03-11 or 2024-03-11T15:00:00"
            );
            self.problems.push(Problem::at(file.path, 0, message));
        }
        read
    }

    fn tables(&mut self, file: DataFile<'_>, raw: &File) {
        for part in &raw.day_part {
            self.grammar.day_parts.push(DayPart {
                id: part.id.as_str().into(),
                code: part.code.clone(),
                from: part.from,
                to: part.to,
                clock: part.clock,
            });
        }
        for zone in &raw.zone {
            self.grammar.zones.insert(zone.id.clone(), zone.minutes);
        }
        for cue in &raw.cue {
            self.cue(file, cue);
        }
        for holiday in &raw.holiday {
            self.holiday(file, holiday);
        }
        for class in &raw.class {
            self.class(file, class);
        }
        for proclitic in &raw.proclitic {
            self.proclitic(file, proclitic);
        }
    }

    fn cue(&mut self, file: DataFile<'_>, raw: &RawCue) {
        for word in &raw.words {
            let (text, at) = (word.get_ref(), word.span().start);
            // Compared with tokens as they are written and as they are folded for search.
            let keys = [text.clone(), fold(text)];
            let words = &mut self.grammar.cues.words;
            let before = words.get(text).copied();
            words.extend(keys.map(|key| (key, raw.says)));
            if before.is_some_and(|before| before != raw.says) {
                let message = format!("`{text}` is a cue of another kind already");
                self.problem(file, at, message);
            }
        }
    }

    fn holiday(&mut self, file: DataFile<'_>, raw: &RawHoliday) {
        let days = if raw.hijri { 1..=30 } else { 1..=31 };
        let real = raw.month.is_none_or(|month| (1..=12).contains(&month))
            && raw.day.is_none_or(|day| days.contains(&day));
        let feast = match (raw.easter, raw.month) {
            _ if !real => {
                let message = "a holiday has a `month` from 1 to 12 and a `day` of it".to_owned();
                return self.problem(file, raw.id.span().start, message);
            }
            (Some(days), None) => Feast::Easter(days, raw.orthodox),
            (None, Some(month)) if raw.hijri => Feast::Hijri(month, raw.day),
            (None, Some(month)) => Feast::Gregorian(month, raw.day),
            _ => {
                let message = "a holiday has either `month` (and `day`) or `easter`".to_owned();
                return self.problem(file, raw.id.span().start, message);
            }
        };
        self.grammar.feasts.insert(raw.id.get_ref().clone(), feast);
        let meaning = Meaning::Name(raw.id.get_ref().as_str().into());
        for name in &raw.names {
            self.member(file, raw.id.span().start, "holiday", name, &meaning, true);
        }
    }

    fn class(&mut self, file: DataFile<'_>, raw: &RawClass) {
        let offset = raw.name.span().start;
        for (value, forms) in &raw.words {
            let meaning = match value.parse::<i64>() {
                Ok(number) => Meaning::Int(number),
                Err(_) => Meaning::Name(value.as_str().into()),
            };
            for form in forms {
                self.member(
                    file,
                    offset,
                    raw.name.get_ref(),
                    form,
                    &meaning,
                    raw.trigger,
                );
                if let Some(definite) = &raw.definite {
                    let with_article = format!("{ARTICLE}{form}");
                    self.member(file, offset, definite, &with_article, &meaning, raw.trigger);
                }
            }
        }
    }

    fn member(
        &mut self,
        file: DataFile<'_>,
        offset: usize,
        class: &str,
        form: &str,
        meaning: &Meaning,
        trigger: bool,
    ) {
        let class = self.grammar.words.class(class);
        let folded = fold(form);
        let mut ids = folded
            .split_whitespace()
            .map(|w| self.grammar.words.intern(w))
            .collect::<Vec<_>>()
            .into_iter();
        let (Some(Some(first)), Some(rest)) = (ids.next(), ids.collect::<Option<Vec<_>>>()) else {
            let message = format!("`{form}` has no words, or the vocabulary is full");
            return self.problem(file, offset, message);
        };
        let lexeme = Lexeme {
            class,
            rest,
            meaning: meaning.clone(),
        };
        self.grammar.words.add(first, lexeme, trigger);
    }

    fn proclitic(&mut self, file: DataFile<'_>, raw: &RawProclitic) {
        let written = fold(&raw.written);
        let mut atoms = Vec::new();
        for atom in &raw.atoms {
            if let Some(id) = self.grammar.words.intern(&fold(atom)) {
                atoms.push((id, fold(atom).len()));
            }
        }
        if atoms.iter().map(|a| a.1).sum::<usize>() > written.len() {
            let message = format!(
                "the atoms of proclitic `{}` are longer than it is",
                raw.written
            );
            self.problems.push(Problem::at(file.path, 0, message));
            return;
        }
        self.grammar.words.add_proclitic(Proclitic {
            written,
            atoms,
            restores: fold(&raw.restores),
            short: raw.short.iter().map(|host| fold(host)).collect(),
        });
    }

    fn rule(&mut self, file: DataFile<'_>, raw: &RawRule, reference: Option<DateTime>) {
        // Positions inside a string are told as its line; its first character follows a quote.
        let at = raw.pattern.span().start;
        let pattern = match pattern::parse(raw.pattern.get_ref()) {
            Ok(pieces) => self.alternatives(&pieces),
            Err((offset, message)) => Err(format!("pattern, character {}: {message}", offset + 1)),
        };
        let value = raw.value.as_ref().map(|value| {
            Expr::parse(value.get_ref()).map_err(|(offset, message)| {
                (
                    value.span().start,
                    format!("value, character {}: {message}", offset + 1),
                )
            })
        });
        let pattern = pattern.map_err(|message| self.problem(file, at, message));
        let value = value
            .transpose()
            .map_err(|(at, message)| self.problem(file, at, message));
        let (Ok(pattern), Ok(value)) = (pattern, value) else {
            return;
        };
        if let Some(name) = value.as_ref().and_then(|value| unbound(value, &pattern)) {
            return self.problem(
                file,
                at,
                format!("value uses `{name}`, which the pattern does not capture"),
            );
        }
        let prefer = match raw.prefer.as_deref().map(str::parse).transpose() {
            Ok(prefer) => prefer,
            Err(message) => return self.problem(file, at, message),
        };
        let examples = self.examples(file, raw, reference);
        let line = line_of(file, raw.name.span().start);
        let part = self.grammar.part(&raw.makes);
        let id = self.grammar.rules.len() as u16;
        self.grammar.parts[usize::from(part)].rules.push(id);
        self.grammar.rules.push(Rule {
            name: raw.name.get_ref().as_str().into(),
            reason: format!("rule {}", raw.name.get_ref()).into(),
            pattern,
            value,
            alone: raw.alone,
            no_noun_after: raw.no_noun_after,
            prefer,
            provenance: Provenance {
                file: file.path.into(),
                line,
            },
            examples,
        });
    }

    fn examples(
        &mut self,
        file: DataFile<'_>,
        raw: &RawRule,
        reference: Option<DateTime>,
    ) -> Vec<Example> {
        let mut all = Vec::new();
        let offset = raw.name.span().start;
        if raw.examples.is_empty() {
            self.problem(
                file,
                offset,
                format!("rule `{}` has no example", raw.name.get_ref()),
            );
        }
        for example in &raw.examples {
            let reference = match example.get(2) {
                Some(own) => self.reference(file, own),
                None => reference,
            };
            let [text, value, ..] = example.as_slice() else {
                self.problem(
                    file,
                    offset,
                    "an example is [text, value] or [text, value, reference]".to_owned(),
                );
                continue;
            };
            let span = text
                .find('{')
                .zip(text.find('}'))
                .filter(|(a, b)| a < b)
                .map(|(a, b)| (a, b - 1));
            let text = text.replace(['{', '}'], "");
            all.push(Example {
                text,
                span,
                value: Some(value.clone()),
                reference,
            });
        }
        all.extend(raw.not.iter().map(|text| Example {
            text: text.clone(),
            span: None,
            value: None,
            reference,
        }));
        all
    }

    fn alternatives(&mut self, pieces: &[Vec<Piece>]) -> Result<Vec<Vec<Element>>, String> {
        pieces
            .iter()
            .map(|sequence| sequence.iter().map(|p| self.element(p)).collect())
            .collect()
    }

    fn element(&mut self, piece: &Piece) -> Result<Element, String> {
        Ok(match piece {
            Piece::Word(word) => Element::Word(
                self.grammar
                    .words
                    .intern(&fold(word))
                    .ok_or_else(|| "the vocabulary is full".to_owned())?,
            ),
            Piece::Group(all) => Element::Group(self.alternatives(all)?),
            Piece::Optional(all) => Element::Optional(self.alternatives(all)?),
            Piece::Context(all) => Element::Context(self.alternatives(all)?),
            Piece::Not(all) => Element::Not(self.alternatives(all)?),
            Piece::Glue => Element::Glue,
            Piece::Class {
                name,
                capture,
                bounds,
            } => {
                let capture: Option<Arc<str>> = capture.as_deref().map(Into::into);
                let digits = [2, 4]
                    .into_iter()
                    .find(|n: &u8| name.ends_with(&n.to_string()));
                let kind = name.trim_end_matches(['2', '4']);
                if kind == "int" || kind == "raw" {
                    let (low, high) = bounds.unwrap_or((0, 99_999_999));
                    return Ok(Element::Number {
                        glued: kind == "raw",
                        digits,
                        low,
                        high,
                        capture,
                    });
                }
                let part = self.grammar.parts.iter().position(|p| p.name == *name);
                match (self.grammar.words.find_class(name), part) {
                    (Some(class), _) => Element::Class(class, capture),
                    (None, Some(part)) => Element::Part(part as u16, capture),
                    (None, None) => {
                        return Err(format!("no word class and no rule makes `{name}`"));
                    }
                }
            }
        })
    }

    fn finish(mut self) -> Loaded<Grammar> {
        for (rule, part) in self.grammar.cycles() {
            let part = self.grammar.parts[usize::from(part)].name.clone();
            let rule = &mut self.grammar.rules[usize::from(rule)];
            rule.pattern.clear();
            let message = format!("rule `{}` contains itself through `{part}`", rule.name);
            let problem = Problem::at(&rule.provenance.file, rule.provenance.line, message);
            self.problems.push(problem.help("let it make another part"));
        }
        self.grammar.compute_starts();
        Loaded {
            value: self.grammar,
            problems: self.problems,
        }
    }
}

/// The Arabic article, as classes with `definite` add it.
pub(crate) const ARTICLE: &str = "\u{627}\u{644}";

/// A capture that the value uses and no alternative of the pattern has.
fn unbound(value: &Expr, pattern: &[Vec<Element>]) -> Option<Arc<str>> {
    let mut names = Vec::new();
    captures(pattern, &mut names);
    let mut missing = None;
    value.walk(&mut |expr| {
        if let Expr::Capture(name) = expr
            && !names.contains(name)
        {
            missing.get_or_insert_with(|| name.clone());
        }
    });
    missing
}

fn captures(all: &[Vec<Element>], out: &mut Vec<Arc<str>>) {
    for element in all.iter().flatten() {
        match element {
            Element::Class(_, name)
            | Element::Part(_, name)
            | Element::Number { capture: name, .. } => {
                out.extend(name.clone());
            }
            Element::Group(inner) | Element::Optional(inner) | Element::Context(inner) => {
                captures(inner, out)
            }
            Element::Word(_) | Element::Not(_) | Element::Glue => {}
        }
    }
}
