//! Event records as CSV.

use crate::records::{ActorRecord, EventRecord};

/// Columns of the CSV output; lists inside a cell are joined by `; `.
pub const CSV_COLUMNS: &[&str] = &[
    "id",
    "date",
    "enddate",
    "time_precision",
    "event",
    "mode",
    "context",
    "quad_code",
    "event_scale",
    "realis",
    "negated",
    "reported",
    "report_score",
    "actor_code",
    "actor_sector",
    "actor_id",
    "actor_name",
    "actor_text",
    "actor_office",
    "recipient_code",
    "recipient_sector",
    "recipient_id",
    "recipient_name",
    "recipient_text",
    "recipient_office",
    "place_id",
    "place_name",
    "place_country",
    "place_text",
    "latitude",
    "longitude",
    "geo_precision",
    "dead",
    "injured",
    "arrested",
    "attributed_to",
    "sentence",
    "start",
    "end",
    "trigger",
    "rule",
    "document",
    "source",
    "publication_date",
    "event_text",
];

/// The header row, without line end.
pub fn csv_header() -> Vec<u8> {
    row(CSV_COLUMNS.iter().map(|c| (*c).to_owned()))
}

/// One record as a CSV row, with line end.
pub fn csv_row(record: &EventRecord) -> Vec<u8> {
    let first = record.text_info.first();
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let degrees = |d: fn(&ActorRecord) -> Option<f64>| {
        record
            .event_loc
            .first()
            .and_then(d)
            .map(|d| d.to_string())
            .unwrap_or_default()
    };
    let (actor, recipient, place) = (&record.actor, &record.recipient, &record.event_loc);
    let cells = [
        record.id.clone(),
        record.date.clone(),
        record.enddate.clone().unwrap_or_default(),
        record.time_precision.clone(),
        record.event.join("; "),
        record.mode.join("; "),
        record.context.join("; "),
        record.quad_code.to_string(),
        record.event_scale.to_string(),
        record.realis.clone(),
        record.negated.to_string(),
        record.reported.to_string(),
        record.report_score.to_string(),
        list(actor, |a| &a.code),
        list(actor, |a| &a.sector),
        list(actor, |a| &a.identifier_id),
        list(actor, |a| &a.identifier_text),
        list(actor, |a| &a.entity_text),
        list(actor, |a| &a.office),
        list(recipient, |a| &a.code),
        list(recipient, |a| &a.sector),
        list(recipient, |a| &a.identifier_id),
        list(recipient, |a| &a.identifier_text),
        list(recipient, |a| &a.entity_text),
        list(recipient, |a| &a.office),
        list(place, |a| &a.identifier_id),
        list(place, |a| &a.identifier_text),
        list(place, |a| &a.code),
        list(place, |a| &a.entity_text),
        degrees(|a| a.latitude),
        degrees(|a| a.longitude),
        list(place, |a| &a.geo_precision),
        number(record.dead),
        number(record.injured),
        number(record.arrested),
        record.attributed_to.join("; "),
        first.map(|t| t.sentence.to_string()).unwrap_or_default(),
        first.map(|t| t.start.to_string()).unwrap_or_default(),
        first.map(|t| t.end.to_string()).unwrap_or_default(),
        first.map(|t| t.trigger.clone()).unwrap_or_default(),
        record.rule.join("; "),
        record.cite_info.document.clone(),
        record.cite_info.source.clone(),
        record.cite_info.publication_date.clone(),
        record.event_text.clone(),
    ];
    row(cells)
}

/// Cells of a list of participants, empty ones included so that the lists of a row stay parallel.
pub(crate) fn list(actors: &[ActorRecord], of: fn(&ActorRecord) -> &String) -> String {
    let cells: Vec<&str> = actors.iter().map(|a| of(a).as_str()).collect();
    if cells.iter().all(|c| c.is_empty()) {
        String::new()
    } else {
        cells.join("; ")
    }
}

fn row(cells: impl IntoIterator<Item = String>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory cannot fail; should it, the row is empty rather than half.
    match writer.write_record(cells) {
        Ok(()) => writer.into_inner().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}
