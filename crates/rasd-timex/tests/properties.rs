//! Properties: dates survive being written in any style and read back; no text breaks the tagger.

mod common;

use common::{Project, project};
use jiff::civil::{Date, DateTime};
use proptest::prelude::*;
use rasd_timex::{Options, Preference};
use std::sync::OnceLock;

fn shared() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(project)
}

/// Ways to write a date: placeholders `{d}` `{dd}` `{m}` `{mm}` `{y}`, `{name:TRADITION}` for the
/// month, `{east:…}` digits are made afterwards for the second half of the cases.
fn styles() -> Vec<&'static str> {
    include_str!("data/date-styles.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .collect()
}

fn month_names() -> Vec<Vec<&'static str>> {
    let rows = include_str!("data/month-names.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'));
    rows.map(|l| l.split('\t').collect()).collect()
}

fn written(style: &str, date: Date, tradition: usize, eastern: bool) -> String {
    let names = &month_names()[date.month() as usize - 1];
    let text = style
        .replace("{dd}", &format!("{:02}", date.day()))
        .replace("{d}", &date.day().to_string())
        .replace("{mm}", &format!("{:02}", date.month()))
        .replace("{m}", &date.month().to_string())
        .replace("{y}", &date.year().to_string())
        .replace("{name}", names[tradition % names.len()])
        .replace("{other}", names[(tradition + 1) % names.len()]);
    if !eastern {
        return text;
    }
    let digit = |c: char| match c.to_digit(10) {
        Some(n) => char::from_u32(0x660 + n).unwrap_or(c),
        None => c,
    };
    text.chars().map(digit).collect()
}

fn any_date() -> impl Strategy<Value = Date> {
    (1950i16..=2049, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_date_written_in_any_style_is_read_back(
        date in any_date(),
        style in proptest::sample::select(styles()),
        tradition in 0usize..4,
        eastern in any::<bool>(),
    ) {
        let words = written(style, date, tradition, eastern);
        let text = format!("وصل الوزير في {words} إلى القاهرة");
        let found = shared().times(&text, None, Options::default());
        prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
        prop_assert_eq!(&found[0].value, &date.to_string(), "{}", text);
        prop_assert_eq!(found[0].span.text(&text), words);
    }

    #[test]
    fn no_text_breaks_the_tagger(text in "\\PC{0,80}", day in any_date()) {
        check(&text, Some(day.at(12, 30, 0, 0)))?;
    }

    #[test]
    fn no_string_of_time_words_breaks_the_tagger(
        words in proptest::collection::vec(proptest::sample::select(time_words()), 0..40),
        known in any::<bool>(),
        day in any_date(),
    ) {
        check(&words.join(" "), known.then(|| day.at(0, 0, 0, 0)))?;
    }
}

fn time_words() -> Vec<&'static str> {
    include_str!("data/time-words.txt")
        .split_whitespace()
        .collect()
}

/// Mentions are in order, apart, inside the text and never empty, under both policies.
fn check(text: &str, reference: Option<DateTime>) -> Result<(), TestCaseError> {
    for prefer in [Preference::News, Preference::Future] {
        let options = Options {
            prefer,
            utc_offset: None,
        };
        let found = shared().times(text, reference, options);
        let mut end = 0;
        for time in &found {
            prop_assert!(time.span.start() >= end, "{text:?} {found:#?}");
            prop_assert!(
                !time.span.text(text).trim().is_empty(),
                "{text:?} {time:#?}"
            );
            prop_assert!(
                time.interval.is_none_or(|i| i.from < i.to),
                "{text:?} {time:#?}"
            );
            end = time.span.end();
        }
    }
    Ok(())
}

#[test]
fn work_grows_in_proportion_to_the_text() {
    let line = include_str!("data/time-words.txt").replace('\n', " ");
    // The quickest of a few runs: others may be at work on the machine.
    let cost = |times: usize| {
        let text = line.repeat(times);
        let once = |_| {
            let start = std::time::Instant::now();
            let found = shared().times(&text, None, Options::default()).len();
            assert!(found > times, "{found}");
            start.elapsed().as_secs_f64()
        };
        (0..4).map(once).fold(f64::INFINITY, f64::min)
    };
    let (small, large) = (cost(20), cost(160));
    // Eight times the text; twenty-four leaves room for a busy machine, quadratic needs 64.
    assert!(large < small * 24.0, "{small} s, {large} s");
}
