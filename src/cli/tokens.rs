//! `rasd tokens`: the text layer of documents, for people and for other tools.

use super::input::{InputArgs, each_document};
use super::{Outcome, load_data, sound};
use clap::ValueEnum;
use rasd::Document;
use rasd_core::{
    CharMap, Gender, Number, Person, Pos, Region, Segment, SegmentRole, Token, TokenKind,
    TokenLayer, VerbForm, Voice,
};
use rasd_tokenizer::Tokenizer;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// Options of `rasd tokens`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Output format; a table on a terminal, JSON Lines otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Take each line of plain text as a document of its own
    #[arg(long)]
    lines: bool,
}

const EXAMPLES: &str = "Examples:
  rasd tokens article.txt                       a table of words, clitics, lemmas, features
  rasd tokens sentences.txt --lines --format conllu
  rasd tokens news.jsonl.gz --format jsonl      one JSON object a document

Exit codes: 0 done; 1 done, but documents were rejected; 2 wrong usage or data.";

/// How tokens are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table to read.
    Table,
    /// One JSON object a document; offsets are code points.
    Jsonl,
    /// CoNLL-U: one line a word, clitics as words of their own.
    Conllu,
}

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let tokenizer = load(data)?;
    let terminal = io::stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal {
        Format::Table
    } else {
        Format::Jsonl
    });
    let mut out = BufWriter::new(io::stdout().lock());
    let mut layer = TokenLayer::default();
    let mut regions = Vec::new();
    let outcome = each_document(&args.input, |document| {
        for (id, text) in parts(&document, args.lines) {
            tokenizer.run(text, &mut layer, &mut regions);
            let view = View {
                tokenizer: &tokenizer,
                id: &id,
                text,
                layer: &layer,
                regions: &regions,
                chars: CharMap::new(text),
            };
            match format {
                Format::Table => view.write_table(&mut out)?,
                Format::Jsonl => view.write_json(&mut out)?,
                Format::Conllu => view.write_conllu(&mut out)?,
            }
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(outcome)
}

fn load(data: &[PathBuf]) -> anyhow::Result<Tokenizer> {
    let data = load_data(data)?;
    sound(&data, Tokenizer::load(&data.files()))
}

/// The texts of a document with their ids: itself, or its lines that are not blank.
fn parts(document: &Document, lines: bool) -> Vec<(String, &str)> {
    if !lines {
        return vec![(document.id.clone(), document.text.as_str())];
    }
    let numbered = document.text.lines().enumerate();
    numbered
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| (format!("{}:{}", document.id, at + 1), line))
        .collect()
}

/// The text layer of one document.
struct View<'a> {
    tokenizer: &'a Tokenizer,
    id: &'a str,
    text: &'a str,
    layer: &'a TokenLayer,
    regions: &'a [Region],
    chars: CharMap,
}

/// A clitic, a stem, or a token that is no word.
#[derive(Serialize)]
struct Part<'a> {
    start: u32,
    end: u32,
    form: &'a str,
    lemma: &'a str,
    pos: &'static str,
    features: BTreeMap<&'static str, &'static str>,
    #[serde(skip)]
    stem: bool,
}

#[derive(Serialize)]
struct TokenJson<'a> {
    start: u32,
    end: u32,
    surface: &'a str,
    norm: &'a str,
    kind: &'static str,
    segments: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct RegionJson<'a> {
    kind: &'static str,
    start: u32,
    end: u32,
    reason: &'a str,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    regions: Vec<RegionJson<'a>>,
    sentences: Vec<[u32; 2]>,
    tokens: Vec<TokenJson<'a>>,
}

impl<'a> View<'a> {
    /// The parts of a token under its best reading.
    fn parts(&self, index: usize) -> Vec<Part<'a>> {
        let token = &self.layer.tokens[index];
        let Some(reading) = self.layer.reading(index) else {
            return vec![self.whole(index, token)];
        };
        let segments = reading.segments.iter();
        segments.map(|segment| self.part(index, segment)).collect()
    }

    fn part(&self, index: usize, segment: &'a Segment) -> Part<'a> {
        let layer = self.layer;
        let bytes = layer.segment_span(index, segment);
        let span = self.chars.to_chars(self.text, bytes);
        Part {
            start: span.start(),
            end: span.end(),
            form: layer.form(segment),
            lemma: self.tokenizer.lemma_of(layer, segment),
            pos: segment.morph.pos.as_str(),
            features: features(segment),
            stem: segment.role == SegmentRole::Stem,
        }
    }

    fn whole(&self, index: usize, token: &Token) -> Part<'a> {
        let span = self.chars.to_chars(self.text, token.span);
        let written = self.layer.written(index);
        let pos = match token.kind {
            TokenKind::Number => Pos::Num,
            TokenKind::Punctuation => Pos::Punct,
            TokenKind::Symbol => Pos::Sym,
            TokenKind::Handle => Pos::Propn,
            TokenKind::Word | TokenKind::Foreign | TokenKind::Url => Pos::X,
        };
        Part {
            start: span.start(),
            end: span.end(),
            form: written,
            lemma: written,
            pos: pos.as_str(),
            features: BTreeMap::new(),
            stem: true,
        }
    }

    fn surface(&self, index: usize) -> &'a str {
        self.layer.tokens[index].span.text(self.text)
    }

    fn write_json(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let range = |span| {
            let span = self.chars.to_chars(self.text, span);
            [span.start(), span.end()]
        };
        let tokens = self.layer.tokens.iter().enumerate();
        let document = DocumentJson {
            id: self.id,
            regions: self
                .regions
                .iter()
                .map(|region| {
                    let [start, end] = range(region.span);
                    RegionJson {
                        kind: region.kind.as_str(),
                        start,
                        end,
                        reason: &region.reason,
                    }
                })
                .collect(),
            sentences: self.layer.sentences.iter().map(|s| range(s.span)).collect(),
            tokens: tokens
                .map(|(index, token)| {
                    let [start, end] = range(token.span);
                    TokenJson {
                        start,
                        end,
                        surface: self.surface(index),
                        norm: self.layer.written(index),
                        kind: token.kind.as_str(),
                        segments: self.parts(index),
                    }
                })
                .collect(),
        };
        serde_json::to_writer(&mut *out, &document)?;
        writeln!(out)?;
        Ok(())
    }

    fn write_conllu(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "# newdoc id = {}", self.id)?;
        for (number, sentence) in self.layer.sentences.iter().enumerate() {
            writeln!(out, "# sent_id = {}-{}", self.id, number + 1)?;
            let text = sentence.span.text(self.text);
            writeln!(out, "# text = {}", text.replace(['\n', '\r', '\t'], " "))?;
            let mut id = 1;
            for index in sentence.tokens.range() {
                let parts = self.parts(index);
                let spaced = self
                    .layer
                    .tokens
                    .get(index + 1)
                    .is_none_or(|next| next.span.start() > self.layer.tokens[index].span.end());
                let misc = if spaced { "_" } else { "SpaceAfter=No" };
                let many = parts.len() > 1;
                if many {
                    let last = id + parts.len() - 1;
                    let surface = self.surface(index);
                    writeln!(out, "{id}-{last}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t{misc}")?;
                }
                for part in parts {
                    let form = if many { part.form } else { self.surface(index) };
                    let misc = if many { "_" } else { misc };
                    let Part { lemma, pos, .. } = part;
                    let features = joined(&part.features);
                    writeln!(
                        out,
                        "{id}\t{form}\t{lemma}\t{pos}\t_\t{features}\t_\t_\t_\t{misc}"
                    )?;
                    id += 1;
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_table(&self, out: &mut impl Write) -> io::Result<()> {
        let rows: Vec<[String; 4]> = (0..self.layer.tokens.len())
            .map(|index| self.table_row(index))
            .collect();
        let widths: Vec<usize> = (0..3)
            .map(|column| {
                rows.iter()
                    .map(|row| width(&row[column]))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        writeln!(out, "{}", self.id)?;
        for sentence in &self.layer.sentences {
            let kind = self.regions[sentence.region as usize].kind;
            writeln!(out, "  {kind}")?;
            for row in &rows[sentence.tokens.range()] {
                write!(out, "    ")?;
                for (cell, column) in row.iter().zip(&widths) {
                    write!(out, "{cell}{}  ", " ".repeat(column - width(cell)))?;
                }
                writeln!(out, "{}", row[3])?;
            }
        }
        writeln!(out)
    }

    /// Surface, segments, lemma, part of speech with features.
    fn table_row(&self, index: usize) -> [String; 4] {
        let parts = self.parts(index);
        let forms: Vec<&str> = parts.iter().map(|part| part.form).collect();
        let Some(stem) = parts.iter().find(|part| part.stem) else {
            return [
                self.surface(index).to_owned(),
                String::new(),
                String::new(),
                String::new(),
            ];
        };
        let features = joined(&stem.features);
        [
            self.surface(index).to_owned(),
            forms.join(" + "),
            stem.lemma.to_owned(),
            format!(
                "{} {}",
                stem.pos,
                if features == "_" { "" } else { &features }
            ),
        ]
    }
}

/// Columns a cell takes on a terminal: marks take none.
fn width(cell: &str) -> usize {
    let marks =
        |c: &char| !matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200B}'..='\u{200F}');
    cell.chars().filter(marks).count()
}

fn joined(features: &BTreeMap<&'static str, &'static str>) -> String {
    if features.is_empty() {
        return "_".to_owned();
    }
    let pairs: Vec<String> = features.iter().map(|(k, v)| format!("{k}={v}")).collect();
    pairs.join("|")
}

/// Features by their Universal Dependencies names.
fn features(segment: &Segment) -> BTreeMap<&'static str, &'static str> {
    let features = &segment.morph.features;
    let mut named = BTreeMap::new();
    if let Some(form) = features.verb_form {
        let (key, value) = match form {
            VerbForm::Perfect => ("Aspect", "Perf"),
            VerbForm::Imperfect => ("Aspect", "Imp"),
            VerbForm::Imperative => ("Mood", "Imp"),
            VerbForm::Masdar => ("VerbForm", "Vnoun"),
            VerbForm::ActiveParticiple | VerbForm::PassiveParticiple => ("VerbForm", "Part"),
        };
        named.insert(key, value);
    }
    if let Some(voice) = features.voice {
        let value = match voice {
            Voice::Active => "Act",
            Voice::Passive => "Pass",
            Voice::Ambiguous => "Act,Pass",
        };
        named.insert("Voice", value);
    }
    if let Some(person) = features.person {
        let value = match person {
            Person::First => "1",
            Person::Second => "2",
            Person::Third => "3",
        };
        named.insert("Person", value);
    }
    if let Some(gender) = features.gender {
        let value = match gender {
            Gender::Masculine => "Masc",
            Gender::Feminine => "Fem",
        };
        named.insert("Gender", value);
    }
    if let Some(number) = features.number {
        let value = match number {
            Number::Singular => "Sing",
            Number::Dual => "Dual",
            Number::Plural => "Plur",
        };
        named.insert("Number", value);
    }
    if features.definite {
        named.insert("Definite", "Def");
    }
    if features.nisba {
        named.insert("AdjType", "Nisba");
    }
    named
}
