//! Reading documents, good and bad.

use rasd_corpus::{
    DocumentReader, Fields, Guess, InputError, InputFormat, decode, detect_format, parse_date,
};

fn read(format: InputFormat, bytes: &[u8]) -> Vec<Result<rasd_core::Document, String>> {
    DocumentReader::new(bytes, "in", format, Fields::default(), None, 1000)
        .map(|r| r.map_err(|e| e.to_string()))
        .collect()
}

#[test]
fn good_lines_survive_bad_neighbours() {
    let input = "{\"id\":1,\"text\":\"التقى\",\"date\":\"2024-03-11\"}\nnot json\n\n[1]\n\
        {\"id\":\"b\"}\n{\"text\":\"x\",\"date\":\"2023-02-30\"}\n{\"text\":5}\n{\"text\":\" \"}\n\
        {\"id\":\"z\",\"text\":\"زار\"}";
    let got = read(InputFormat::JsonLines, input.as_bytes());
    let good: Vec<_> = got.iter().filter_map(|r| r.as_ref().ok()).collect();
    assert_eq!(
        good.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(),
        ["1", "z"]
    );
    assert_eq!(good[0].date, parse_date("2024-03-11").ok());
    let bad: Vec<_> = got.iter().filter_map(|r| r.as_ref().err()).collect();
    let expected = [
        "in:2: not valid JSON at column 2",
        "in:4: expected a JSON object",
        "in:5: field `text` is missing",
        "in:6: `2023-02-30` is no date",
        "in:7: field `text` should be a text, found a number",
        "in:8: the document is empty",
    ];
    assert_eq!(bad.len(), expected.len());
    for (found, expected) in bad.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn a_line_over_the_limit_is_rejected_and_the_next_one_read() {
    let long = format!(
        "{{\"text\":\"{}\"}}\n{{\"text\":\"ok\"}}\n",
        "ا".repeat(2000)
    );
    let got = read(InputFormat::JsonLines, long.as_bytes());
    assert!(
        got[0]
            .as_ref()
            .is_err_and(|e| e.contains("longer than 1000 bytes"))
    );
    assert!(got[1].as_ref().is_ok_and(|d| d.text == "ok"));
}

#[test]
fn plain_text_is_one_document_without_its_byte_order_mark() {
    let got = read(InputFormat::Text, "\u{FEFF}سطر\nسطر".as_bytes());
    assert_eq!(got.len(), 1);
    assert!(got[0].as_ref().is_ok_and(|d| d.text == "سطر\nسطر"));
}

#[test]
fn wrong_bytes_are_named_with_their_offset() {
    match decode(b"abc\xFFdef".to_vec(), None) {
        Err(InputError::Utf8 {
            offset: 3,
            byte: 0xFF,
            guess: None,
        }) => {}
        other => panic!("{other:?}"),
    }
    match decode(b"ab\0c".to_vec(), None) {
        Err(InputError::Nul { offset: 2 }) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn windows_1256_is_recognised_and_read_on_request() {
    let text = "التقى الرئيس المصري نظيره";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(text);
    match decode(bytes.to_vec(), None) {
        Err(InputError::Utf8 {
            guess: Some(Guess::Windows1256),
            ..
        }) => {}
        other => panic!("{other:?}"),
    }
    let read = decode(bytes.to_vec(), Some(encoding_rs::WINDOWS_1256));
    assert_eq!(read.ok().as_deref(), Some(text));
}

#[test]
fn the_format_is_told_by_the_first_bytes() {
    assert_eq!(detect_format(b" \n{\"id\":1}"), InputFormat::JsonLines);
    assert_eq!(detect_format(b"{\"id\":\n"), InputFormat::JsonLines);
    assert_eq!(detect_format(b"{\r\n  \"id\": 1"), InputFormat::JsonObject);
    assert_eq!(detect_format(b"[\n {\n  \"id\""), InputFormat::JsonList);
    assert_eq!(detect_format("[{قوس".as_bytes()), InputFormat::Text);
    assert_eq!(detect_format("{قوس}".as_bytes()), InputFormat::Text);
    assert_eq!(detect_format("قال".as_bytes()), InputFormat::Text);
}

#[test]
fn json_that_is_not_on_lines_is_told_once() {
    for (format, advice) in [
        (InputFormat::JsonObject, "jq -c . FILE"),
        (InputFormat::JsonList, "jq -c '.[]' FILE"),
    ] {
        let got = read(format, b"{\n\n\n}\n");
        assert_eq!(got.len(), 1, "{format:?}");
        assert!(got[0].as_ref().is_err_and(|e| e.contains(advice)));
    }
}

#[test]
fn columns_of_json_count_characters() {
    let got = read(
        InputFormat::JsonLines,
        "{\"text\":\"قال قال\" x}".as_bytes(),
    );
    let expected = "in:1: not valid JSON at column 19: expected `,` or `}`";
    assert_eq!(got[0].as_ref().err().map(String::as_str), Some(expected));
}

#[test]
fn an_empty_id_is_none() {
    for id in ["\"\"", "\" \"", "null"] {
        let line = format!("{{\"id\":{id},\"text\":\"قال\"}}");
        let got = read(InputFormat::JsonLines, line.as_bytes());
        assert!(got[0].as_ref().is_ok_and(|d| d.id == "in:1"), "{got:?}");
    }
}

#[test]
fn chosen_fields_that_are_not_there_are_told_once() {
    let fields = Fields {
        date: "day".to_owned(),
        source: "outlet".to_owned(),
        ..Fields::default()
    };
    let input = b"{\"text\":\"a\",\"outlet\":null}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n";
    let format = InputFormat::JsonLines;
    let mut reader = DocumentReader::new(input.as_slice(), "in", format, fields, None, 1000);
    let mut told = Vec::new();
    while let Some(read) = reader.next() {
        assert!(read.is_ok());
        told.extend(reader.take_warnings().iter().map(ToString::to_string));
    }
    let there_is_no = |line, field: &str, option, has: &str| {
        format!(
            "in:{line}: there is no field `{field}`, which --{option}-field names; \
             the document has {has} (told once for each file)"
        )
    };
    let expected = [
        there_is_no(1, "day", "date", "`outlet`, `text`"),
        there_is_no(2, "outlet", "source", "`text`"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn utf_8_in_another_encoding_is_doubted_and_windows_1256_is_not() {
    let text = "التقى الرئيس المصري نظيره";
    let legacy = encoding_rs::WINDOWS_1256;
    let (bytes, _, _) = legacy.encode(text);
    for (bytes, doubts) in [(text.as_bytes(), 1), (&bytes, 0), (b"plain", 0)] {
        let (format, fields) = (InputFormat::Text, Fields::default());
        let mut reader = DocumentReader::new(bytes, "in", format, fields, Some(legacy), 1000);
        assert!(reader.next().is_some_and(|read| read.is_ok()));
        assert_eq!(reader.take_warnings().len(), doubts);
    }
}

#[test]
fn files_without_text_are_named_for_what_they_are() {
    let utf_16 = [b"\xFF\xFE".as_slice(), b"\x27\x06\x44\x06"].concat();
    for (bytes, expected) in [
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".as_slice(), "a PDF file"),
        (b"PAR1\x15\x04", "a Parquet file"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xCA\xFE\0\0", "a binary file"),
        (&utf_16, "--encoding utf-16"),
    ] {
        let got = read(InputFormat::Text, bytes);
        assert!(
            got[0].as_ref().is_err_and(|e| e.contains(expected)),
            "{expected}: {got:?}"
        );
    }
}

#[test]
fn dates_with_and_without_time_of_day() {
    let moment = parse_date("2013-02-12T04:30:00-02:00").expect("a moment");
    assert_eq!(moment.to_string(), "2013-02-12T04:30:00");
    assert_eq!(parse_date("2024-03-11 15:00").map(|d| d.hour()), Ok(15));
    for bad in ["", "2024-13-01", "11/03/2024", "أمس", "2024-03-11Tx"] {
        assert!(parse_date(bad).is_err(), "{bad}");
    }
}
