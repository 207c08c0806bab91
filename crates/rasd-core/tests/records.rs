//! Rows of CSV text: what they hold, and where an editor shows it.

use proptest::prelude::*;
use rasd_core::Records;

/// Rows as `line: field|field`, unclosed quotes as `line:column!`.
fn read(text: &str) -> Vec<String> {
    let row = |record: Result<rasd_core::Record<'_>, rasd_core::UnclosedQuote>| match record {
        Ok(record) => {
            let fields: Vec<&str> = record.iter().collect();
            format!("{}: {}", record.line(), fields.join("|"))
        }
        Err(quote) => format!("{}:{}!", quote.line, quote.column),
    };
    Records::new(text).map(row).collect()
}

#[test]
fn lines_are_those_of_an_editor_whatever_ends_them() {
    let text = "\u{feff}id,name\na,one\n\nb,\"two,\nlines\"\nc,\"a \"\"word\"\"\"\nd";
    let expected = [
        "1: id|name",
        "2: a|one",
        "4: b|two,\nlines",
        "6: c|a \"word\"",
        "7: d",
    ];
    assert_eq!(read(text), expected);
    for end in ["\r\n", "\r"] {
        let expected = expected.map(|row| row.replace('\n', end));
        assert_eq!(read(&text.replace('\n', end)), expected);
    }
    assert!(read("").is_empty());
    assert!(read("\r\n\n").is_empty());
}

#[test]
fn fields_know_their_place() {
    let text = "h\r\n\"ا\r\nب\",جيم,\"دال, هاء\",و\r\n";
    let record = Records::new(text).nth(1).expect("a row").expect("sound");
    let places: Vec<(u32, u32)> = (0..record.width()).map(|at| record.place(at)).collect();
    assert_eq!(places, [(2, 1), (3, 4), (3, 8), (3, 19)]);
    assert_eq!(&text[record.range()], text[3..].trim_end());
}

#[test]
fn an_unclosed_quote_costs_its_own_row_only() {
    for (text, expected) in [
        (
            "h\na,\"b\nc,d\ne,\"f, g\",h\n",
            ["1: h", "2:3!", "3: c|d", "4: e|f, g|h"],
        ),
        (
            "h\na,\"b\nc,d\ne,\"\",h\n",
            ["1: h", "2:3!", "3: c|d", "4: e||h"],
        ),
        (
            "h\nx,y\n\"two\nlines\",\"b\nc,d",
            ["1: h", "2: x|y", "4:8!", "5: c|d"],
        ),
    ] {
        assert_eq!(read(text), expected);
    }
    // Not at the beginning of a field it stands for itself.
    assert_eq!(read("a\"b,\"c\"d\n"), ["1: a\"b|cd"]);
}

proptest! {
    #[test]
    fn what_the_csv_crate_writes_is_read_as_it_reads_it(
        rows in prop::collection::vec(prop::collection::vec("[a,\"\r\n |اب]{0,6}", 1..4), 0..6),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().flexible(true).terminator(terminator).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).expect("memory has room");
        }
        let text = String::from_utf8(writer.into_inner().expect("memory has room")).expect("UTF-8");
        let theirs: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes())
            .records()
            .map(|row| row.expect("sound").iter().map(str::to_owned).collect())
            .collect();
        let ours: Vec<Vec<String>> = Records::new(&text)
            .map(|row| row.expect("sound").iter().map(str::to_owned).collect())
            .collect();
        prop_assert_eq!(ours, theirs);
    }
}
