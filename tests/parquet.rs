//! `--format parquet`: the tables hold what the other formats say, in the columns of the manual.
#![cfg(feature = "parquet")]

mod support;

use parquet::basic::{LogicalType, Type as Physical};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use support::rasd;

/// Tables of the seed articles in a folder of their own.
fn tables(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let args = [
        "extract",
        "gold/articles",
        "--format",
        "parquet",
        "--output",
    ];
    rasd().args(args).arg(&folder).assert().success();
    folder
}

fn open(folder: &Path, table: &str) -> SerializedFileReader<File> {
    let file = File::open(folder.join(table)).expect(table);
    SerializedFileReader::new(file).expect("a Parquet file")
}

/// The rows of a table as JSON objects.
fn rows(folder: &Path, table: &str) -> Vec<Value> {
    let reader = open(folder, table);
    let rows = reader.get_row_iter(None).expect("rows");
    rows.map(|row: Result<Row, _>| json(&Field::Group(row.expect("a row"))))
        .collect()
}

fn json(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => (*value).into(),
        Field::Int(value) | Field::Date(value) => (*value).into(),
        Field::Double(value) => (*value).into(),
        Field::Str(value) => value.as_str().into(),
        Field::ListInternal(list) => list.elements().iter().map(json).collect(),
        Field::Group(row) => row
            .get_column_iter()
            .map(|(name, value)| (name.clone(), json(value)))
            .collect(),
        other => panic!("{other:?}"),
    }
}

fn lines(format: &str) -> Vec<Value> {
    let output = rasd()
        .args(["extract", "gold/articles", "--format", format])
        .output()
        .expect("output");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// A field of each participant, null where it is empty.
fn each(participants: &Value, field: &str) -> Vec<Value> {
    let list = participants.as_array().expect("a list");
    let cell = |p: &Value| match p[field].as_str() {
        None | Some("") => Value::Null,
        Some(text) => text.into(),
    };
    list.iter().map(cell).collect()
}

#[test]
fn events_are_those_of_the_records() {
    let (rows, records) = (
        rows(&tables("parquet-events"), "events.parquet"),
        lines("jsonl"),
    );
    assert!(records.len() > 50);
    assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(&records) {
        assert_eq!(row["event_id"], record["id"]);
        assert_eq!(row["document_id"], record["cite_info"]["document"]);
        assert_eq!(row["event"], record["event"][0]);
        assert_eq!(row["modes"], record["mode"]);
        assert_eq!(row["event_scale"], record["event_scale"]);
        assert_eq!(row["negated"], record["negated"]);
        assert_eq!(row["event_text"], record["event_text"]);
        assert_eq!(row["rules"], record["rule"]);
        assert_eq!(row["trigger_start"], record["text_info"][0]["start"]);
        assert_eq!(row["dead"], record.get("dead").cloned().unwrap_or_default());
        for (prefix, role) in [
            ("actor", "actor"),
            ("recipient", "recipient"),
            ("place", "event_loc"),
        ] {
            for (column, field) in [
                ("ids", "identifier_id"),
                ("codes", "code"),
                ("texts", "entity_text"),
            ] {
                let expected = each(&record[role], field);
                assert_eq!(
                    row[format!("{prefix}_{column}")],
                    Value::from(expected),
                    "{record}"
                );
            }
        }
        let day = |text: &str| match text {
            "" => Value::Null,
            text => days(text).into(),
        };
        let date = record["date"].as_str().expect("a date");
        let end = record["enddate"].as_str().unwrap_or(date);
        assert_eq!(
            (&row["date"], &row["end_date"]),
            (&day(date), &day(end)),
            "{record}"
        );
    }
}

/// Days since 1970, as the file holds them.
fn days(date: &str) -> i32 {
    let date: jiff::civil::Date = date.parse().expect("a date");
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

#[test]
fn mentions_are_those_of_the_annotated_documents_and_lead_to_the_events() {
    let folder = tables("parquet-mentions");
    let all = rows(&folder, "mentions.parquet");
    let key = |document: &Value, mention: &Value| (document.to_string(), mention.to_string());
    let by_id: BTreeMap<_, _> = all
        .iter()
        .map(|row| (key(&row["document_id"], &row["mention_id"]), row))
        .collect();
    assert_eq!(by_id.len(), all.len(), "ids are unique");
    let mut seen = 0;
    for document in lines("doc") {
        for (layer, what) in [
            ("entities", "entity"),
            ("times", "time"),
            ("events", "trigger"),
        ] {
            for item in document[layer].as_array().expect("a list") {
                let row = by_id[&key(&document["id"], &item["id"])];
                let words = if what == "trigger" {
                    &item["trigger"]
                } else {
                    item
                };
                assert_eq!(row["layer"], what);
                assert_eq!(row["type"], item["type"]);
                assert_eq!(row["char_start"], words["start"]);
                assert_eq!(row["char_end"], words["end"]);
                assert_eq!(row["text"], words["text"]);
                seen += 1;
            }
        }
        for event in document["events"].as_array().expect("a list") {
            for argument in event["args"].as_array().expect("a list") {
                if argument["mention"].is_string() {
                    let row = by_id[&key(&document["id"], &argument["mention"])];
                    let roles = row["roles"].as_array().expect("a list");
                    assert!(roles.contains(&argument["role"]), "{row} {argument}");
                }
            }
        }
    }
    assert_eq!(seen, all.len());
    let events = rows(&folder, "events.parquet");
    let known: Vec<&Value> = events.iter().map(|e| &e["event_id"]).collect();
    for row in &all {
        let ids = row["event_ids"].as_array().expect("a list");
        assert_eq!(ids.len(), row["roles"].as_array().expect("a list").len());
        assert!(ids.iter().all(|id| known.contains(&id)), "{row}");
    }
}

#[test]
fn columns_are_those_of_the_manual() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/PARQUET.md");
    let manual = fs::read_to_string(path).expect("docs/PARQUET.md");
    let folder = tables("parquet-columns");
    for table in ["events.parquet", "mentions.parquet"] {
        let section = manual.split(&format!("## {table}\n")).nth(1).expect(table);
        let section = section.split("\n## ").next().unwrap_or_default();
        let documented: Vec<String> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .map(|line| line.split(" | ").take(2).collect::<Vec<_>>().join(" "))
            .collect();
        let reader = open(&folder, table);
        let schema = reader.metadata().file_metadata().schema_descr();
        let columns: Vec<String> = schema.columns().iter().map(|c| column(c)).collect();
        assert_eq!(documented, columns, "{table}");
    }
}

/// Name and type of a column as the manual writes them.
fn column(column: &parquet::schema::types::ColumnDescriptor) -> String {
    let kind = match (column.physical_type(), column.logical_type_ref()) {
        (Physical::BYTE_ARRAY, _) if column.max_rep_level() > 0 => "list of text",
        (Physical::BYTE_ARRAY, _) => "text",
        (Physical::INT32, Some(LogicalType::Date)) => "DATE",
        (Physical::INT32, _) => "int32",
        (Physical::DOUBLE, _) => "double",
        (Physical::BOOLEAN, _) => "boolean",
        other => panic!("{other:?}"),
    };
    format!("{}` {kind}", column.path().parts()[0])
}

#[test]
fn tables_need_a_folder_of_their_own_and_cannot_be_resumed() {
    let folder = tables("parquet-usage").display().to_string();
    let refused = |args: &[&str], reason: &str| {
        let output = rasd()
            .args(["extract", "gold/articles", "--format", "parquet"])
            .args(args)
            .output()
            .expect("output");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(reason), "{told}");
    };
    refused(&[], "name a folder");
    refused(&["--output", &folder], "tables of an earlier run");
    refused(&["--output", &folder, "--resume"], "--resume cannot");
}
