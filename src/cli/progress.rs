//! What a run says of itself on standard error: rejected documents, progress, a summary.

use super::counted;
use clap::ValueEnum;
use rasd::corpus::{Rejected, Warning};
use serde_json::json;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// When progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// If standard error is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Log {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// Counts of a run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Documents read.
    pub documents: u64,
    /// Documents that an earlier run had finished.
    pub skipped: u64,
    /// Events written.
    pub events: u64,
    /// Documents rejected.
    pub rejected: u64,
    /// Bytes of text read.
    pub bytes: u64,
}

/// Says how a run goes.
#[derive(Debug)]
pub struct Progress {
    log: Log,
    live: bool,
    /// Size of all input where it can be known, for the time left.
    total: Option<u64>,
    /// How much of it has been read.
    read: Arc<AtomicU64>,
    begun: Instant,
    shown: Option<Instant>,
    /// What has been counted so far.
    pub counts: Counts,
}

const EVERY: Duration = Duration::from_millis(200);

impl Progress {
    /// A report that shows progress as asked for. `total` is the size of the input in bytes, if
    /// it can be known, and `read` how much of it has been read.
    pub fn new(when: When, log: Log, total: Option<u64>, read: Arc<AtomicU64>) -> Self {
        let live = match when {
            When::Auto => log == Log::Text && io::stderr().is_terminal(),
            When::Always => true,
            When::Never => false,
        };
        let (begun, counts) = (Instant::now(), Counts::default());
        Progress {
            log,
            live,
            total,
            read,
            begun,
            shown: None,
            counts,
        }
    }

    /// Says that a document was rejected, and why.
    pub fn rejected(&mut self, rejected: &Rejected) {
        self.counts.rejected += 1;
        let Rejected { name, line, .. } = rejected;
        let text = format!("rasd: rejected {rejected}");
        self.told("rejected", text, (name, *line), rejected.to_string());
    }

    /// Says what makes one doubt that the input is read as it is meant.
    pub fn warn(&self, warning: &Warning) {
        let Warning { name, line, doubt } = warning;
        let text = format!("rasd: warning: {warning}");
        self.told("warning", text, (name, *line), doubt.to_string());
    }

    /// Tells what was met at a place of the input, as text or as JSON.
    fn told(&self, event: &str, text: String, place: (&str, Option<u64>), reason: String) {
        let (file, line) = place;
        self.line(&match self.log {
            Log::Text => text,
            Log::Json => json!({
                "level": "warn", "event": event, "file": file, "line": line, "reason": reason,
            })
            .to_string(),
        });
    }

    /// Shows how far the run is, a few times a second.
    pub fn tick(&mut self) {
        if !self.live || self.shown.is_some_and(|at| at.elapsed() < EVERY) {
            return;
        }
        self.shown = Some(Instant::now());
        let c = self.counts;
        match self.log {
            Log::Json => self.line(&self.json("progress")),
            Log::Text => {
                let left = self
                    .time_left()
                    .map(|s| format!(", {s:.0} s left"))
                    .unwrap_or_default();
                let speed = self.megabytes_per_second();
                let documents = counted(c.documents as usize, "document");
                let events = counted(c.events as usize, "event");
                self.error(&format!(
                    "\r\u{1b}[K{documents}, {speed:.1} MB/s, {events}, {} rejected{left}",
                    c.rejected
                ));
            }
        }
    }

    /// Says what the run has done.
    pub fn summary(&mut self, interrupted: bool) {
        let c = self.counts;
        if self.log == Log::Json {
            let event = if interrupted {
                "interrupted"
            } else {
                "summary"
            };
            let line = self.json(event);
            return self.line(&line);
        }
        let skipped = match c.skipped {
            0 => String::new(),
            n => format!(", {n} done before"),
        };
        let end = if interrupted { "interrupted: " } else { "" };
        let seconds = self.begun.elapsed().as_secs_f64();
        let speed = self.megabytes_per_second();
        let documents = counted(c.documents as usize, "document");
        let events = counted(c.events as usize, "event");
        self.line(&format!(
            "rasd: {end}{documents}{skipped}, {events}, {} rejected, {seconds:.1} s, {speed:.1} MB/s",
            c.rejected
        ));
    }

    fn json(&self, event: &str) -> String {
        let c = self.counts;
        json!({
            "level": "info", "event": event, "documents": c.documents, "skipped": c.skipped,
            "events": c.events, "rejected": c.rejected, "bytes": c.bytes,
            "seconds": self.begun.elapsed().as_secs_f64(),
        })
        .to_string()
    }

    fn megabytes_per_second(&self) -> f64 {
        self.counts.bytes as f64 / 1e6 / self.begun.elapsed().as_secs_f64().max(1e-9)
    }

    fn time_left(&self) -> Option<f64> {
        let done = self.read.load(Ordering::Relaxed) as f64;
        let left = self.total? as f64 - done;
        (done > 0.0 && left > 0.0).then(|| left / done * self.begun.elapsed().as_secs_f64())
    }

    /// Writes a line of its own, not over the line that shows progress.
    fn line(&self, text: &str) {
        let clear = if self.live && self.log == Log::Text {
            "\r\u{1b}[K"
        } else {
            ""
        };
        self.error(&format!("{clear}{text}\n"));
    }

    /// Messages are lost rather than the run when standard error is closed.
    fn error(&self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }
}
