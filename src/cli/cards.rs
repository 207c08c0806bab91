//! Events as cards for people to read.

use super::counted;
use rasd::corpus::{ActorRecord, EventRecord};
use rasd::{Analysis, Document};
use std::fmt::Write;

/// Writes events as cards: labels and codes first, the Arabic words last on their line.
#[derive(Debug, Clone, Copy)]
pub struct Cards {
    /// Bold type and isolation of Arabic from the lines around it: on a terminal only.
    terminal: bool,
    bold: bool,
}

impl Cards {
    /// Cards for a terminal or for a file. Bold type needs a terminal and no `NO_COLOR`.
    pub fn new(terminal: bool) -> Self {
        let colour = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        Cards {
            terminal,
            bold: terminal && colour,
        }
    }

    /// All events of one document.
    pub fn document(
        &self,
        document: &Document,
        analysis: &Analysis,
        records: &[EventRecord],
    ) -> String {
        let mut text = String::new();
        let date = match &analysis.publication {
            Some(p) => format!("{} ({})", p.date.date(), p.reason),
            None => "publication date not known".to_owned(),
        };
        let title = self.strong(&document.id);
        let events = counted(records.len(), "event");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{title}  {date}  {events}\n");
        for (number, record) in records.iter().enumerate() {
            self.card(&mut text, number + 1, record);
        }
        text
    }

    fn card(&self, text: &mut String, number: usize, record: &EventRecord) {
        let mut kind = record.event.join(" ");
        for mode in &record.mode {
            kind.push_str(" · ");
            kind.push_str(mode);
        }
        let mut status = record.realis.clone();
        if record.negated {
            status.push_str(", negated");
        }
        let date = match (&record.enddate, record.time_precision.as_str()) {
            (_, "none") => "no date".to_owned(),
            (Some(end), _) => format!("{} to {end}", record.date),
            (None, "publication") => format!("{} or before", record.date),
            (None, _) => record.date.clone(),
        };
        let heading = self.strong(&format!("{number:>3}  {kind}"));
        let score = record.event_scale;
        let _ = writeln!(text, "{heading}  [{status}]  {date}  score {score:+}");
        self.actors(text, "actor", &record.actor);
        self.actors(text, "recipient", &record.recipient);
        self.actors(text, "place", &record.event_loc);
        for (label, number) in [
            ("dead", record.dead),
            ("injured", record.injured),
            ("arrested", record.arrested),
        ] {
            if let Some(number) = number {
                let _ = writeln!(text, "     {label:<10} {number}");
            }
        }
        for source in &record.attributed_to {
            let _ = writeln!(text, "     {:<10} {source}", "says");
        }
        let _ = writeln!(text, "     {:<10} {}", "rule", record.rule.join("; "));
        let words: Vec<&str> = record
            .text_info
            .iter()
            .map(|t| t.trigger.as_str())
            .collect();
        let _ = writeln!(
            text,
            "     {:<10} {}",
            "trigger",
            self.arabic(&words.join("، "))
        );
        let line = record
            .event_text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let _ = writeln!(text, "     {:<10} {}\n", "text", self.arabic(&line));
    }

    fn actors(&self, text: &mut String, label: &str, actors: &[ActorRecord]) {
        for actor in actors {
            let code = [actor.code.as_str(), actor.sector.as_str()].join(" ");
            let name = if actor.identifier_text.is_empty() {
                String::new()
            } else {
                format!("{} <{}>", actor.identifier_text, actor.identifier_id)
            };
            let words = self.arabic(&actor.entity_text);
            let line = format!("     {label:<10} {:<8} {name}  {words}", code.trim());
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }

    /// Arabic as it stands, kept apart from the line's left-to-right text on a terminal.
    fn arabic(&self, words: &str) -> String {
        if self.terminal && !words.is_empty() {
            format!("\u{2068}{words}\u{2069}")
        } else {
            words.to_owned()
        }
    }

    fn strong(&self, words: &str) -> String {
        if self.bold {
            format!("\u{1b}[1m{words}\u{1b}[0m")
        } else {
            words.to_owned()
        }
    }
}
