//! The table of events.

use super::columns::{Column, Read};
use super::table::{Table, TableError};
use crate::records::{ActorRecord, EventRecord};
use std::io::Write;

/// A table of event records, columns as in `docs/PARQUET.md`.
///
/// # Errors
/// The writer failed.
pub fn events_table<W: Write + Send>(writer: W) -> Result<Table<EventRecord, W>, TableError> {
    Table::new("events", EVENTS, writer)
}

const fn column(name: &'static str, read: Read<EventRecord>) -> Column<EventRecord> {
    Column { name, read }
}

/// A column of one thing about each participant; those of a role are parallel.
macro_rules! each {
    ($role:ident, $field:ident) => {
        Read::List(|r: &EventRecord| r.$role.iter().map(|a| a.$field.as_str()).collect())
    };
}

const EVENTS: &[Column<EventRecord>] = &[
    column("event_id", Read::Key(|r| &r.id)),
    column("document_id", Read::Key(|r| &r.cite_info.document)),
    column("source", Read::Text(|r| &r.cite_info.source)),
    column(
        "publication_date",
        Read::Day(|r| r.cite_info.publication_date.parse().ok()),
    ),
    column("date", Read::Day(|r| r.date.parse().ok())),
    column("end_date", Read::Day(|r| last_day(r).parse().ok())),
    column("time_precision", Read::Key(|r| &r.time_precision)),
    column("event", Read::Key(|r| first(&r.event))),
    column("modes", Read::List(|r| texts(&r.mode))),
    column("contexts", Read::List(|r| texts(&r.context))),
    column("quad_code", Read::Int(|r| Some(r.quad_code.into()))),
    column("event_scale", Read::Real(|r| Some(r.event_scale))),
    column("realis", Read::Key(|r| &r.realis)),
    column("negated", Read::Flag(|r| r.negated)),
    column("reported", Read::Flag(|r| r.reported)),
    column("report_score", Read::Real(|r| Some(r.report_score))),
    column("actor_ids", each!(actor, identifier_id)),
    column("actor_names", each!(actor, identifier_text)),
    column("actor_codes", each!(actor, code)),
    column("actor_sectors", each!(actor, sector)),
    column("actor_offices", each!(actor, office)),
    column("actor_texts", each!(actor, entity_text)),
    column("recipient_ids", each!(recipient, identifier_id)),
    column("recipient_names", each!(recipient, identifier_text)),
    column("recipient_codes", each!(recipient, code)),
    column("recipient_sectors", each!(recipient, sector)),
    column("recipient_offices", each!(recipient, office)),
    column("recipient_texts", each!(recipient, entity_text)),
    column("place_ids", each!(event_loc, identifier_id)),
    column("place_names", each!(event_loc, identifier_text)),
    column("place_codes", each!(event_loc, code)),
    column("place_texts", each!(event_loc, entity_text)),
    column(
        "province",
        Read::Text(|r| place(r).map_or("", |p| &p.province)),
    ),
    column("latitude", Read::Real(|r| place(r)?.latitude)),
    column("longitude", Read::Real(|r| place(r)?.longitude)),
    column(
        "geo_precision",
        Read::Text(|r| place(r).map_or("", |p| &p.geo_precision)),
    ),
    column("dead", Read::Int(|r| r.dead)),
    column("injured", Read::Int(|r| r.injured)),
    column("arrested", Read::Int(|r| r.arrested)),
    column("attributed_to", Read::List(|r| texts(&r.attributed_to))),
    column(
        "sentence",
        Read::Int(|r| Some(r.text_info.first()?.sentence)),
    ),
    column(
        "trigger_start",
        Read::Int(|r| Some(r.text_info.first()?.start)),
    ),
    column("trigger_end", Read::Int(|r| Some(r.text_info.first()?.end))),
    column(
        "trigger",
        Read::Text(|r| r.text_info.first().map_or("", |t| &t.trigger)),
    ),
    column("event_text", Read::Text(|r| &r.event_text)),
    column("rules", Read::List(|r| texts(&r.rule))),
    column("coder", Read::Key(|r| &r.coder)),
];

fn texts(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn first(list: &[String]) -> &str {
    list.first().map_or("", String::as_str)
}

/// The last day, which is the first one where the text gives no other.
fn last_day(record: &EventRecord) -> &str {
    record.enddate.as_deref().unwrap_or(&record.date)
}

/// The place that gives the record its position: the first one.
fn place(record: &EventRecord) -> Option<&ActorRecord> {
    record.event_loc.first()
}
