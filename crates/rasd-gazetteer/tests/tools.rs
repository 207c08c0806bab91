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
    let found: Vec<(&str, &str, u32)> = tools::check(&files(), |_| true)
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
        ("note", "office", 6),
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

#[test]
fn rows_keep_the_line_ends_of_their_table_and_quoted_lines_of_others() {
    let table = "id,name_en\na-b,\"A\nB\"\nc-d,C D\n";
    for end in ["\n", "\r\n", "\r"] {
        let table = table.replace('\n', end);
        let add = |id: &str| {
            let fields = [id.to_owned(), "N".to_owned()];
            tools::insert_row(&table, &fields).expect("a row that fits")
        };
        let expected = "id,name_en\na-b,\"A\nB\"\nb-c,N\nc-d,C D\n";
        assert_eq!(add("b-c"), (expected.replace('\n', end), 4));
        assert_eq!(add("e-f"), (format!("{table}e-f,N{end}"), 5));
    }
}

#[test]
fn a_tenure_is_ended_by_a_row_of_another_table() {
    let closed = tools::close_tenure(OFFICES, 3, "2019-02-02").expect("a tenure in that line");
    assert!(closed.contains("EGY/president,c-d,2014-01-01,2019-02-02,hand\n"));
    assert_eq!(tools::close_tenure(OFFICES, 30, "2019-02-02"), None);

    let own = "office,person,start,end,source\n\
        EGY/president,c-d,2014,2019-02-02,hand\n\
        EGY/president,a-b,2019-02-02,,hand\n";
    let mut files = files().to_vec();
    files.push(DataFile {
        path: "gazetteers/offices-own.csv",
        text: own,
    });
    let loaded = Gazetteer::load(&files);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let held = loaded.value.tenures("EGY/president");
    let ends: Vec<String> = held
        .iter()
        .map(|held| format!("{} {:?} {}", held.person, held.end, held.row))
        .collect();
    assert_eq!(
        ends,
        [
            "a-b Some(2014-06-01) gazetteers/offices.csv:2",
            "c-d Some(2019-02-02) gazetteers/offices-own.csv:2",
            "a-b None gazetteers/offices-own.csv:3",
        ]
    );
}

#[test]
fn cells_that_hardly_mean_what_they_say_are_told() {
    let mine = "id,name_en,country,sector,names,short\n\
        e-f,E F,EGY,GOV,محمد,\n\
        g-h,G H,EGY,GOV,محمود,*محمود\n\
        i-j,I J,EGY,GOV,John,\n\
        k l,K L,EGY,GOV,\"جون دو,جو\",\n";
    let tokens = "token,class,weight,ambiguous\nمحمد,given,9,\nمحمود,given,9,\n";
    let offices = "office,person,start,end\n\
        EGY/presidnt,a-b,1990,1991\n\
        EGY/zoo-keeper,a-b,1990,1991\n\
        XXX/president,a-b,1990,1991\n";
    let titles = "title,office,sector,kind\nرئيس,president,GOV,office\n";
    let mut files = files().to_vec();
    for (path, text) in [
        ("gazetteers/persons-mine.csv", mine),
        ("gazetteers/name-tokens.csv", tokens),
        ("gazetteers/offices-mine.csv", offices),
        ("gazetteers/titles.csv", titles),
    ] {
        files.push(DataFile { path, text });
    }
    let own = |path: &str| path.contains("-mine");
    let findings = tools::check(&files, own);
    let found: Vec<String> = findings
        .iter()
        .filter(|finding| matches!(finding.kind, "name" | "office") && own(&finding.problem.file))
        .map(|finding| {
            let problem = &finding.problem;
            let place = format!("{}:{}", problem.line, problem.column);
            format!("{} {place} {}", finding.severity.as_str(), problem.message)
        })
        .collect();
    let expected = [
        "warning 2:0 EGY/presidnt: no title means `presidnt`",
        "note 3:0 EGY/zoo-keeper: no title means `zoo-keeper`",
        "warning 4:0 XXX/president: `XXX` is neither a country",
        "warning 2:17 `محمد` is a given name",
        "warning 4:17 `John` holds no Arabic letter",
        "warning 5:1 the id `k l` is no slug",
        "warning 5:17 `جون دو,جو` is one name with a comma in it",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found} for {expected}");
    }
}

#[test]
fn a_fault_between_two_rows_is_told_at_the_own_one() {
    let orgs = "id,name_en,country,sector,names\na-o,A O,EGY,GOV,هيئة النقل\n";
    let mine = "id,name_en,country,sector,names\n\
        b-o,B O,IRN,GOV,هيئة النقل\n\
        c-o,C O,EGY,GOV,هيئة النقل\n";
    let persons = "id,name_en,country,sector,names\na-b,A B,EGY,GOV,أحمد بكر\n";
    let mut files = files().to_vec();
    for (path, text) in [
        ("gazetteers/orgs-any.csv", orgs),
        ("gazetteers/orgs-a-mine.csv", mine),
        ("gazetteers/persons-mine.csv", persons),
    ] {
        files.push(DataFile { path, text });
    }
    let findings = tools::check(&files, |path| path.contains("-mine"));
    let found: Vec<String> = findings
        .iter()
        .filter(|finding| finding.problem.file.contains("-mine"))
        .map(|finding| {
            let (kind, line) = (finding.kind, finding.problem.line);
            format!("{} {kind} {line}", finding.severity.as_str())
        })
        .collect();
    // Of bodies in two countries the text says which is meant.
    let expected = [
        "note clash 3",
        "warning clash 3",
        "warning clash 2",
        "warning unreachable 2",
    ];
    assert_eq!(found, expected, "{findings:#?}");
}
