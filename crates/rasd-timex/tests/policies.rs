//! Expressions resolved under a policy, and the inference of the publication date.

mod common;

use common::project;
use jiff::civil::{Date, DateTime};
use rasd_core::Document;
use rasd_timex::{Options, Preference};

fn moment(text: &str) -> DateTime {
    let day = || text.parse::<Date>().map(|d| d.at(0, 0, 0, 0));
    text.parse::<DateTime>().or_else(|_| day()).expect(text)
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split('\t').collect())
}

#[test]
fn requests_are_resolved_forwards() {
    let project = project();
    let options = Options {
        prefer: Preference::Future,
        utc_offset: Some(-120),
    };
    let reference = Some(moment("2013-02-12T04:30:00"));
    let mut wrong = Vec::new();
    for row in rows(include_str!("data/policy-future.tsv")) {
        let found = project.times(row[0], reference, options);
        let wanted = (moment(row[1]), moment(row[2]), row[3]);
        let fits = |t: &rasd_core::TimeMention| {
            t.interval
                .is_some_and(|i| (i.from, i.to, i.grain.as_str()) == wanted)
        };
        if found.len() != 1 || !fits(&found[0]) {
            wrong.push(format!("{}: wanted {wanted:?}, found {found:#?}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn publication_dates_are_inferred_with_a_reason() {
    let project = project();
    for row in rows(include_str!("data/publication.tsv")) {
        let text = row[1].replace("\\n", "\n");
        let (layer, regions) = project.layer(&text);
        let doc = Document {
            text,
            ..Document::default()
        };
        let found = project.tagger.publication(&doc, &layer, &regions);
        let shown = format!("{}: {found:?}", row[0]);
        match (row[2], found) {
            ("none", found) => assert!(found.is_none(), "{shown}"),
            (date, Some(found)) => {
                assert_eq!(found.date, moment(date), "{shown}");
                assert!(found.reason.contains(row[3]), "{shown}");
            }
            (_, None) => panic!("{shown}"),
        }
    }
}

#[test]
fn a_given_date_wins_over_every_date_in_the_text() {
    let project = project();
    let text = "تاريخ النشر: 11 مارس 2024\nوصل الوزير أمس إلى القاهرة.".to_owned();
    let (layer, regions) = project.layer(&text);
    let doc = Document {
        text,
        date: Some(moment("2020-01-02")),
        ..Document::default()
    };
    let found = project
        .tagger
        .publication(&doc, &layer, &regions)
        .expect("given");
    assert_eq!((found.date, found.confidence), (moment("2020-01-02"), 1.0));
}

#[test]
fn without_a_reference_nothing_is_guessed() {
    let project = project();
    for (text, value) in [
        ("وصل أمس إلى القاهرة", "XXXX-XX-XX"),
        ("وصل الثلاثاء إلى القاهرة", "XXXX-WXX-2"),
        ("وصل الشهر الماضي إلى القاهرة", "XXXX-XX"),
        ("وصل في ديسمبر الماضي إلى القاهرة", "XXXX-12"),
        ("وصل العام الماضي إلى القاهرة", "XXXX"),
        ("وصل عام 2014 إلى القاهرة", "2014"),
    ] {
        let found = project.times(text, None, Options::default());
        let values: Vec<&str> = found.iter().map(|t| t.value.as_str()).collect();
        assert_eq!(values, [value], "{text}");
    }
}
