//! The tables of the repository load without a problem, and a text with everything in it is read.

use rasd_core::{DataFile, Document, Registry, TokenLayer};
use rasd_gazetteer::Gazetteer;
use rasd_tokenizer::Tokenizer;
use std::path::{Path, PathBuf};

fn collect(folder: &Path, files: &mut Vec<(String, String)>, root: &Path) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of the tables")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files, root);
        } else if path.extension().is_some_and(|extension| extension == "csv") {
            let name = path.strip_prefix(root).expect("a path under the root");
            let text = std::fs::read_to_string(&path).expect("a readable table");
            files.push((name.to_string_lossy().into_owned(), text));
        }
    }
}

#[test]
fn the_tables_of_the_repository_have_no_problem() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    collect(&root.join("gazetteers"), &mut files, &root);
    let files: Vec<DataFile<'_>> = files
        .iter()
        .map(|(path, text)| DataFile { path, text })
        .collect();
    let problems: Vec<String> = Gazetteer::load(&files)
        .problems
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn bad_rows_are_all_reported_and_good_ones_kept() {
    let countries = "code,name_en,names,nisba,nisba_plural,capital,source\n\
        EGY,Egypt,مصر,مصري,,القاهرة=cairo,hand\n\
        Egypt,Egypt,مصر,,,,hand\n\
        IRN,Iran,إيران\n\
        SYR,Syria,سوريا|«»,,,دمشق,hand\n";
    let persons = "id,name_en,country,sector,names,short,wikidata,source\n\
        a-b,A B,XYZ,GOV,أحمد بكر,,,hand\n\
        a-b,A B,EGY,KING,أحمد بكر,,,hand\n";
    let offices = "office,person,start,end,source\n\
        EGY/president,nobody,2010-01-01,,hand\n\
        EGY/president,a-b,2010-13-01,,hand\n\
        EGY/president,a-b,2012-01-01,2011-01-01,hand\n";
    let files = [
        DataFile {
            path: "gazetteers/countries.csv",
            text: countries,
        },
        DataFile {
            path: "gazetteers/persons.csv",
            text: persons,
        },
        DataFile {
            path: "gazetteers/offices.csv",
            text: offices,
        },
        DataFile {
            path: "gazetteers/letters.csv",
            text: "a,b\n",
        },
    ];
    let loaded = Gazetteer::load(&files);
    let mut places: Vec<(String, u32, u32)> = loaded
        .problems
        .iter()
        .map(|problem| (problem.file.clone(), problem.line, problem.column))
        .collect();
    places.sort();
    let expected = [
        ("gazetteers/countries.csv", 3, 1),
        ("gazetteers/countries.csv", 4, 0),
        ("gazetteers/countries.csv", 5, 11),
        ("gazetteers/countries.csv", 5, 22),
        ("gazetteers/letters.csv", 0, 0),
        ("gazetteers/offices.csv", 2, 15),
        ("gazetteers/offices.csv", 3, 19),
        ("gazetteers/offices.csv", 4, 30),
        ("gazetteers/persons.csv", 2, 9),
        ("gazetteers/persons.csv", 3, 1),
        ("gazetteers/persons.csv", 3, 13),
    ];
    let expected: Vec<(String, u32, u32)> = expected
        .iter()
        .map(|(file, line, column)| ((*file).to_owned(), *line, *column))
        .collect();
    assert_eq!(places, expected);

    let tokenizer = Tokenizer::load(&[]).value;
    let document = Document {
        text: "التقى وفد من مصر".to_owned(),
        ..Document::default()
    };
    let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
    tokenizer.run(&document.text, &mut layer, &mut regions);
    let mut registry = Registry::default();
    let found = loaded
        .value
        .run(&document, &tokenizer, &layer, &regions, None, &mut registry);
    let found: Vec<&str> = found.iter().map(|m| m.span.text(&document.text)).collect();
    assert_eq!(found, ["مصر"]);
}

/// Places and messages of the problems of these tables.
fn problems(tables: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<DataFile<'_>> = tables
        .iter()
        .map(|(path, text)| DataFile { path, text })
        .collect();
    let loaded = Gazetteer::load(&files);
    loaded.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn problems_stand_in_the_lines_of_an_editor() {
    let table = "id,name_en,country,sector,names\n\
        a-b,\"A\nB\",,GOV,أحمد بكر\n\
        c-d,C D,,GOV,داود جاد\n\
        e-f,\"E F,XYZ,GOV,سامي زيد\n\
        g-h,G H,XYZ,GOV,سامي نجم\n";
    for end in ["\n", "\r\n", "\r"] {
        let found = problems(&[("gazetteers/persons-mine.csv", &table.replace('\n', end))]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("gazetteers/persons-mine.csv:5:5: the quote is not closed"),
            "{}",
            found[0]
        );
        assert!(
            found[1].starts_with("gazetteers/persons-mine.csv:6:9: unknown country"),
            "{}",
            found[1]
        );
    }
}

#[test]
fn values_that_cannot_be_are_told_with_their_column() {
    let places = "id,type,name_en,country,names,context,lat,lon,geonames,population\n\
        a,PER,A,,أاا,,,,,\n\
        b,GPE,B,,بوو,maybe,300,abc,g,x\n\
        c,GPE,C,,جوو,,1,,,\n";
    let orgs = "id,name_en,country,sector,sectors,names,context,wikidata\n\
        a,A,,GOV,MIL|KING,أاا,,12\n";
    let tokens = "token,class,weight,ambiguous\nزيد,given,12,maybe\n";
    let found = problems(&[
        ("gazetteers/places.csv", places),
        ("gazetteers/orgs.csv", orgs),
        ("gazetteers/name-tokens.csv", tokens),
    ]);
    for expected in [
        "places.csv:2:3: column `type`: PER is no type of a place",
        "places.csv:3:14: unknown context `maybe`",
        "places.csv:3:20: column `lat`: `300` is no number from -90 to 90",
        "places.csv:3:24: column `lon`: `abc` is no number from -180 to 180",
        "places.csv:3:28: column `geonames`: `g` is no number",
        "places.csv:3:30: column `population`: `x` is no number",
        "places.csv:4:15: columns `lat` and `lon` go together",
        "orgs.csv:2:10: column `sectors`: ",
        "orgs.csv:2:24: `12` is no Wikidata id",
        "name-tokens.csv:2:11: column `weight`: `12` is no number from 1 to 9",
        "name-tokens.csv:2:14: column `ambiguous`: `maybe` is neither yes nor no",
    ] {
        let expected = format!("gazetteers/{expected}");
        assert!(
            found.iter().any(|problem| problem.starts_with(&expected)),
            "{expected} in\n{}",
            found.join("\n")
        );
    }
    assert_eq!(found.len(), 11);
}
