//! `rasd times`: time expressions with their values and the reasons for them.

use super::documents::{Documents, Read};
use super::input::InputArgs;
use super::stream::{Plan, process};
use super::{Outcome, load_data, refuse};
use clap::ValueEnum;
use rasd::Document;
use rasd::core::{CharMap, Loaded, Publication, Region, TimeMention, TimexModifier, TokenLayer};
use rasd::timex::{Options, Preference, TimeTagger};
use rasd::tokenizer::Tokenizer;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::thread::available_parallelism;

/// Options of `rasd times`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// What is meant where usage differs: a bare weekday in news is the last one, in a request the next
    #[arg(long, value_name = "POLICY", default_value = "news", value_parser = preference)]
    prefer: Preference,
    /// Number of threads; all processors if not given. The output is the same for any number
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

const EXAMPLES: &str = "Examples:
  rasd times article.txt --date 2024-03-11       values resolved against that day
  rasd times news.jsonl --format jsonl           one document a line, with from, to and grain
  rasd times article.txt --format timeml         TIMEX3 tags in the text
  echo 'الخميس الساعة 8' | rasd times - --date 2024-03-11T09:00 --prefer future

Policies: news, future. Without a date, neither given nor found in the text, relative
expressions keep X for what is not known (XXXX-XX-XX).";

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line an expression, with the rule and the reason
    Table,
    /// One document a line
    Jsonl,
    /// The text with TIMEX3 tags
    Timeml,
}

/// Reads a policy by its name.
///
/// # Errors
/// Says which names there are.
pub fn preference(text: &str) -> Result<Preference, String> {
    text.parse()
}

/// Never set: the run is short and ends with its process.
static STOP: AtomicBool = AtomicBool::new(false);

/// Runs the command.
pub fn run(args: &Args, data: &[PathBuf]) -> anyhow::Result<Outcome> {
    let reader = Reader::load(args, data)?;
    let jobs = args
        .jobs
        .or_else(|| available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);
    let plan = Plan {
        jobs,
        ordered: true,
        stop: &STOP,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut rejected = 0;
    let work = |read: Read| read.and_then(|read| Ok(reader.read(&read.document)));
    process(
        Documents::new(&args.input)?,
        plan,
        work,
        |result| match result {
            Read::Document(text) => out.write_all(text.as_bytes()),
            Read::Warning(warning) => writeln!(io::stderr(), "rasd: warning: {warning}"),
            Read::Rejected(reject) => {
                rejected += 1;
                writeln!(io::stderr(), "rasd: {reject}")
            }
        },
    )?;
    out.flush()?;
    Ok(if rejected == 0 {
        Outcome::Done
    } else {
        Outcome::Shortfall
    })
}

/// Tokenizer and tagger, and how to write what they find.
struct Reader {
    tokenizer: Tokenizer,
    tagger: TimeTagger,
    format: Format,
    options: Options,
}

/// What was found in a document.
struct Found<'a> {
    document: &'a Document,
    chars: CharMap,
    publication: Option<Publication>,
    /// Dates that were seen and thought too doubtful, the likeliest first.
    doubtful: Vec<Publication>,
    times: Vec<TimeMention>,
}

impl Reader {
    /// Loads what the command needs; the gazetteers and event rules are not.
    fn load(args: &Args, data: &[PathBuf]) -> anyhow::Result<Self> {
        let data = load_data(data)?;
        let files = data.files();
        let tokenizer = Tokenizer::load(&files);
        let Loaded {
            value: tagger,
            problems,
        } = TimeTagger::load(&files);
        refuse(&data, [tokenizer.problems, problems].concat())?;
        let options = Options {
            prefer: args.prefer,
            utc_offset: None,
        };
        Ok(Reader {
            tokenizer: tokenizer.value,
            tagger,
            format: args.format,
            options,
        })
    }

    fn read(&self, document: &Document) -> String {
        let mut layer = TokenLayer::default();
        let mut regions: Vec<Region> = Vec::new();
        self.tokenizer.run(&document.text, &mut layer, &mut regions);
        let publication = self.tagger.publication(document, &layer, &regions);
        let doubtful = match publication {
            Some(_) => Vec::new(),
            None => self
                .tagger
                .publication_candidates(document, &layer, &regions),
        };
        let times = self.tagger.run(
            document,
            &self.tokenizer,
            &layer,
            &regions,
            publication.as_ref(),
            &self.options,
        );
        let chars = CharMap::new(&document.text);
        let found = Found {
            document,
            chars,
            publication,
            doubtful,
            times,
        };
        match self.format {
            Format::Table => table(&found),
            Format::Jsonl => json_line(&found),
            Format::Timeml => timeml(&found),
        }
    }
}

fn told(publication: &Publication) -> String {
    let (date, confidence, reason) = (
        publication.date,
        publication.confidence,
        &publication.reason,
    );
    format!("{} (confidence {confidence:.2}: {reason})", moment(date))
}

/// A day where only the day is known.
fn moment(at: jiff::civil::DateTime) -> String {
    if at.time() == jiff::civil::Time::midnight() {
        at.date().to_string()
    } else {
        at.to_string()
    }
}

fn table(found: &Found) -> String {
    let mut out = String::new();
    let date = match (&found.publication, found.doubtful.first()) {
        (Some(publication), _) => told(publication),
        (None, Some(doubtful)) => format!("not known; too doubtful: {}", told(doubtful)),
        (None, None) => "not known".to_owned(),
    };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}  publication date {date}", found.document.id);
    for time in &found.times {
        let span = found.chars.to_chars(&found.document.text, time.span);
        let place = format!("{}-{}", span.start(), span.end());
        let value = match time.modifier {
            Some(modifier) => format!("{} {modifier}", time.value),
            None => time.value.clone(),
        };
        let words = time.span.text(&found.document.text).replace('\n', " ");
        let _ = writeln!(
            out,
            "  {place:<11} {:<8} {value:<24} {}",
            time.kind.as_str(),
            time.reason
        );
        let _ = writeln!(out, "  {:<11} {words}", "");
    }
    out.push('\n');
    out
}

#[derive(Serialize)]
struct DocumentLine<'a> {
    id: &'a str,
    publication: Option<PublicationField<'a>>,
    times: Vec<TimeField<'a>>,
}

#[derive(Serialize)]
struct PublicationField<'a> {
    date: String,
    confidence: f32,
    reason: &'a str,
}

#[derive(Serialize)]
struct TimeField<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grain: Option<&'static str>,
    reason: &'a str,
}

fn json_line(found: &Found) -> String {
    let text = &found.document.text;
    let field = |time: &'_ TimeMention| {
        let span = found.chars.to_chars(text, time.span);
        TimeField {
            start: span.start(),
            end: span.end(),
            text: &text[time.span.range()],
            kind: time.kind.as_str(),
            value: "",
            modifier: time.modifier.map(TimexModifier::as_str),
            from: time.interval.map(|i| i.from.to_string()),
            to: time.interval.map(|i| i.to.to_string()),
            grain: time.interval.map(|i| i.grain.as_str()),
            reason: "",
        }
    };
    let times = found.times.iter().map(|time| TimeField {
        value: &time.value,
        reason: &time.reason,
        ..field(time)
    });
    let line = DocumentLine {
        id: &found.document.id,
        publication: found.publication.as_ref().map(|p| PublicationField {
            date: moment(p.date),
            confidence: p.confidence,
            reason: &p.reason,
        }),
        times: times.collect(),
    };
    // Our own types always serialise; were one not to, its line would be missing.
    serde_json::to_string(&line)
        .map(|line| line + "\n")
        .unwrap_or_default()
}

fn timeml(found: &Found) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n");
    let _ = writeln!(out, "<DOCID>{}</DOCID>", escape(&found.document.id));
    if let Some(publication) = &found.publication {
        let value = moment(publication.date);
        let _ = writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{value}\" functionInDocument=\"CREATION_TIME\">{value}</TIMEX3></DCT>"
        );
    }
    out.push_str("<TEXT>");
    let text = &found.document.text;
    let mut done = 0;
    for (number, time) in found.times.iter().enumerate() {
        let span = time.span.range();
        out.push_str(&escape(&text[done..span.start]));
        let modifier = time
            .modifier
            .map(|m| format!(" mod=\"{m}\""))
            .unwrap_or_default();
        let _ = write!(
            out,
            "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"{modifier}>{}</TIMEX3>",
            number + 1,
            time.kind,
            escape(&time.value),
            escape(&text[span.clone()])
        );
        done = span.end;
    }
    out.push_str(&escape(&text[done..]));
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// Text for XML: marks of the language escaped, control characters it forbids left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
