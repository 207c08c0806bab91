//! Tables of any size are whole Parquet files.
#![cfg(feature = "parquet")]

use parquet::file::reader::{FileReader, SerializedFileReader};
use rasd_corpus::parquet::{MentionRecord, mentions_table};

/// Groups of rows and rows of a table with `count` rows of `text`.
fn written(count: usize, text: &str) -> (usize, i64) {
    let mut table = mentions_table(Vec::new()).expect("a table");
    let row = MentionRecord {
        layer: "entity",
        text: text.to_owned(),
        ..MentionRecord::default()
    };
    for _ in 0..count {
        table.push(&row).expect("written");
    }
    let bytes = table.finish().expect("written");
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a Parquet file");
    let rows = reader.get_row_iter(None).expect("rows").count();
    let metadata = reader.metadata();
    assert_eq!(rows as i64, metadata.file_metadata().num_rows());
    (metadata.num_row_groups(), rows as i64)
}

#[test]
fn a_table_without_rows_can_be_read() {
    assert_eq!(written(0, ""), (0, 0));
}

#[test]
fn many_rows_are_written_in_groups() {
    assert_eq!(written(210_000, "كلمة"), (3, 210_000));
}

#[test]
fn long_texts_are_written_in_groups() {
    let (groups, rows) = written(50, &"كلمة ".repeat(200_000));
    assert!(groups > 1, "{groups}");
    assert_eq!(rows, 50);
}
