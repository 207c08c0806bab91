//! Headlines, captions, datelines and links that place and shape give away.

use super::lines::Line;
use rasd_core::{RegionKind, TokenLayer};
use std::borrow::Cow;

/// Longest heading inside a text, in words.
const SUBHEADING_WORDS: usize = 9;
/// Lines before the headline that can be a page's head.
const HEAD_LINES: usize = 8;

/// Finds the headline, its repetition, and what a page shows before it.
pub(super) fn mark_headlines(layer: &TokenLayer, lines: &mut [Line]) {
    let window = lines.len().min(HEAD_LINES);
    let pair = (0..window).find_map(|i| {
        let repeats = |j: &usize| lines[i].is_repeated_by(&lines[*j], layer);
        Some((i, (i + 1..window).find(repeats)?))
    });
    match pair {
        Some((first, second)) if lines[first].bracketed => {
            lines[first].judge(RegionKind::Caption, Cow::Borrowed("repeated-caption"));
            lines[second].judge(RegionKind::Caption, Cow::Borrowed("repeated-caption"));
        }
        Some((first, second)) => {
            for line in &mut lines[..first] {
                if line.judged.is_none() && line.word_count <= SUBHEADING_WORDS {
                    line.judge(RegionKind::Boilerplate, Cow::Borrowed("before-headline"));
                }
            }
            lines[first].judge(RegionKind::Headline, Cow::Borrowed("repeated-line"));
            lines[second].judge(RegionKind::RepeatedHeadline, Cow::Borrowed("repeated-line"));
            return;
        }
        None => {}
    }
    let many = lines.len() > 1;
    let running: Vec<bool> = lines.iter().skip(1).map(Line::is_running).collect();
    if lines.first().is_some_and(Line::is_place_line) && running.first() == Some(&true) {
        return;
    }
    let first = lines
        .iter_mut()
        .take(HEAD_LINES)
        .find(|line| line.judged.is_none());
    if let Some(line) = first
        && many
        && line.is_heading()
        && line.open()
        && line.inline_dateline.is_none()
        && !line.is_agency_line()
        && line.word_count >= 3
    {
        line.judge(RegionKind::Headline, Cow::Borrowed("first-line"));
    }
}

/// Longest line that links to another article, in words.
const LINK_WORDS: usize = 16;

/// Two or more headings in a row between running text are links to other articles.
pub(super) fn mark_inserted_links(lines: &mut [Line]) {
    let is_link = |line: &Line| {
        line.open()
            && !line.bracketed
            && !line.carries_on
            && line.is_heading()
            && (4..=LINK_WORDS).contains(&line.word_count)
    };
    let mut at = 1;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| is_link(line)).count();
        let follows_text = lines[at - 1].judged.is_none() && lines[at - 1].is_running();
        let precedes_text = lines.get(at + run).is_some_and(Line::is_running);
        if (2..=4).contains(&run) && follows_text && precedes_text {
            for line in &mut lines[at..at + run] {
                line.judge(
                    RegionKind::Boilerplate,
                    Cow::Borrowed("links-between-paragraphs"),
                );
            }
        }
        at += run.max(1);
    }
}

/// Captions, datelines and subheadings that only their place and shape give away.
pub(super) fn mark_by_position(lines: &mut [Line]) {
    let count = lines.len();
    let running: Vec<bool> = lines.iter().map(Line::is_running).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        if !line.open() || !line.is_heading() || line.inline_dateline.is_some() || count == 1 {
            continue;
        }
        let short = line.word_count <= SUBHEADING_WORDS;
        let before_text = running.get(at + 1) == Some(&true);
        if line.is_agency_line() && at < HEAD_LINES {
            line.judge(RegionKind::Dateline, Cow::Borrowed("agency-line"));
        } else if line.is_place_line() && at < HEAD_LINES && before_text {
            line.judge(RegionKind::Dateline, Cow::Borrowed("place-and-source"));
        } else if line.bracketed && !line.numbered && at < HEAD_LINES {
            line.judge(RegionKind::Caption, Cow::Borrowed("bracket-at-end"));
        } else if short && line.word_count >= 2 && at > 0 && at + 1 < count {
            line.judge(RegionKind::Subheading, Cow::Borrowed("short-line"));
        }
    }
}
