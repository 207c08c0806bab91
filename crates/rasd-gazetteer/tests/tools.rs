//! The tools on small tables.

use rasd_core::DataFile;
use rasd_gazetteer::Gazetteer;
use rasd_gazetteer::tools::{self, InsertError};

const COUNTRIES: &str = "code,name_en,names,nisba,nisba_plural,capital,source\n\
    EGY,Egypt,مصر,مصري,,القاهرة=cairo,hand\n\
    IRN,Iran,إيران,إيراني,,طهران=tehran,hand\n";
const PERSONS: &str = "id,name_en,country,sector,names,short,wikidata,source\n\
    a-b,A B,EGY,GOV,أحمد بكر,*بكر,,hand\n\
    c-d,C D,IRN,GOV,داود جاد|أحمد بكر,,,hand\n\
    b-z,B Z,,GOV,بدر زكي,,,hand\n";
const OFFICES: &str = "office,person,start,end,source\n\
    EGY/president,a-b,2010-01-01,2014-06-01,hand\n\
    EGY/president,c-d,2014-01-01,,hand\n\
    IRN/president,a-b,2001-01-01,2002-01-01,hand\n\
    IRN/president,c-d,2005-01-01,2006-01-01,hand\n\
    IRN/speaker,a-b,2001-01-01,2002-01-01,hand\n\
    IRN/speaker,c-d,2001-01-01,2003-01-01,hand\n";

fn files() -> [DataFile<'static>; 3] {
    [
        DataFile {
            path: "gazetteers/countries.csv",
            text: COUNTRIES,
        },
        DataFile {
            path: "gazetteers/persons.csv",
            text: PERSONS,
        },
        DataFile {
            path: "gazetteers/offices.csv",
            text: OFFICES,
        },
    ]
}

#[test]
fn check_finds_what_loading_does_not() {
    let found: Vec<(&str, &str, u32)> = tools::check(&files())
        .iter()
        .map(|finding| {
            (
                finding.severity.as_str(),
                finding.kind,
                finding.problem.line,
            )
        })
        .collect();
    let expected = [
        ("warning", "overlap", 2),
        ("note", "gap", 4),
        ("error", "unreachable", 6),
        ("warning", "clash", 3),
        ("warning", "order", 4),
        ("note", "country", 4),
    ];
    assert_eq!(found, expected);
}

#[test]
fn lookup_answers_as_of_a_day() {
    let gazetteer = Gazetteer::load(&files()).value;
    let office = |name: &str, day: &str| {
        let day = day.parse().expect("a day");
        let found = gazetteer.lookup(name, Some(day));
        found.into_iter().find_map(|found| found.office)
    };
    assert_eq!(
        office("وبكر", "2012-05-05").as_deref(),
        Some("EGY/president")
    );
    // The end of a tenure is the first day after it.
    assert_eq!(office("بكر", "2014-06-01"), None);
    assert_eq!(
        office("داود جاد", "2014-01-01").as_deref(),
        Some("EGY/president")
    );
    assert!(gazetteer.lookup("كلمة", None).is_empty());
}

#[test]
fn rows_are_inserted_in_order() {
    let row = |id: &str| {
        let fields = [id, "N N", "EGY", "GOV", "نبيل ناجي", "", "", "hand"];
        fields.map(str::to_owned)
    };
    let (table, line) = tools::insert_row(PERSONS, &row("a-c")).expect("a row that fits");
    assert_eq!(line, 3);
    let ids: Vec<&str> = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect();
    assert_eq!(ids, ["a-b", "a-c", "c-d", "b-z"]);
    assert_eq!(
        tools::insert_row(PERSONS, &row("c-d")),
        Err(InsertError::Taken {
            line: 3,
            key: "c-d".to_owned()
        })
    );
    assert!(matches!(
        tools::insert_row(PERSONS, &row("x")[..3]),
        Err(InsertError::Fields {
            found: 3,
            expected: 8,
            ..
        })
    ));
}

#[test]
fn names_survive_the_way_out_and_back() {
    let entries = tools::entries(&files());
    let (back, problems) = tools::from_plain_csv("x.csv", &tools::plain_csv(&entries));
    assert!(problems.is_empty(), "{problems:?}");
    let names = |entries: &[tools::Entry]| {
        let pairs: Vec<(String, Vec<String>)> = entries
            .iter()
            .map(|entry| (entry.id.clone(), entry.names.clone()))
            .collect();
        pairs
    };
    assert_eq!(names(&back), names(&entries));

    let (back, problems) = tools::from_entity_ruler("x.jsonl", &tools::entity_ruler(&entries));
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(names(&back), names(&entries));
}

#[test]
fn petrarch_dictionaries_keep_their_dated_codes() {
    let files = files();
    let entries = tools::entries(&files);
    let text = tools::petrarch(&Gazetteer::load(&files).value, &entries);
    assert!(
        text.contains("أحمد_بكر_\n+بكر_\n\t[EGYGOV 20100101-20140601]"),
        "{text}"
    );
    assert!(text.contains("\t[EGYGOV >20140101]"), "{text}");

    let dictionary = "# actors\n\
        BARACK_OBAMA_ ; wiki\n\
        +BARACK_HUSSEIN_OBAMA_\n\
        \t[USAGOV 20090120-20170120]\n\
        \t[USAELI]\n\
        \t[USAGOV <060101]\n\
        \t[USAGOV >someday]\n\
        +\n";
    let (read, tenures, problems) = tools::from_petrarch("actors.txt", dictionary);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].id, "barack-obama");
    assert_eq!(
        (read[0].country.as_str(), read[0].sector.as_str()),
        ("USA", "ELI")
    );
    assert_eq!(read[0].names[..2], ["BARACK OBAMA", "BARACK HUSSEIN OBAMA"]);
    let offices = "office,person,start,end,source\n\
        USA/barack-obama-gov,barack-obama,1900-01-01,2006-01-01,import\n\
        USA/barack-obama-gov,barack-obama,2009-01-20,2017-01-20,import\n";
    assert_eq!(tools::tenures_table(&tenures), offices);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].line, 7);

    let (read, _, problems) = tools::from_petrarch("bad.txt", "[USA]\n+X_\n");
    assert!(read.is_empty());
    assert_eq!(problems.len(), 2);
}
