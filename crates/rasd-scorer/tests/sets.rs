//! Detection, segmentation, times and label maps.

use rasd_scorer::Span;
use rasd_scorer::parse_documents;
use rasd_scorer::sets::{
    CONLL_LABELS, LabelMap, PredictedTime, SegmentedSentence, Word, parse_conllu, parse_judged,
    parse_times, score_detection, score_segmentation, score_times, widen_to_words, without_marks,
};
use std::collections::BTreeSet;

#[test]
fn detection_counts_easy_negatives_apart() {
    let text = [
        ("yes", "1"),
        ("yes", "2"),
        ("easy no", "3"),
        ("difficult no", "4"),
        ("ambiguous", "5"),
    ]
    .map(|(label, id)| {
        format!(
            "{{\"id\": \"{id}\", \"type\": \"ASSAULT\", \"label\": \"{label}\", \"text\": \"x\"}}"
        )
    })
    .join("\n");
    let judged = parse_judged("s.jsonl", &text).expect("valid");
    let says = |yes: bool| -> BTreeSet<String> {
        if yes {
            BTreeSet::from([String::from("ASSAULT")])
        } else {
            BTreeSet::new()
        }
    };
    let detected = [true, false, true, true, true].map(says);
    let scores = &score_detection(&judged, &detected)["ASSAULT"];
    assert_eq!(scores.all.precision, Some(1.0 / 3.0));
    assert_eq!(scores.difficult.precision, Some(0.5));
    assert_eq!(
        (scores.all.recall, scores.difficult.recall),
        (Some(0.5), Some(0.5))
    );
    let bad = parse_judged(
        "s.jsonl",
        "{\"id\": \"1\", \"type\": \"A\", \"label\": \"maybe\", \"text\": \"\"}",
    );
    assert!(bad.expect_err("a bad label").to_string().contains("maybe"));
}

const TREEBANK: &str = "# sent_id = s1\n# text = وقال لها.\n\
    1\tو\tوَ\tCCONJ\t_\t_\t0\t_\t_\tSpaceAfter=No\n\
    2\tقال\tقَال\tVERB\t_\t_\t0\t_\t_\t_\n\
    3\tل\tلِ\tADP\t_\t_\t0\t_\t_\tSpaceAfter=No\n\
    4\tها\tهُوَ\tPRON\t_\t_\t0\t_\t_\tSpaceAfter=No\n\
    5\t.\t.\tPUNCT\t_\t_\t0\t_\t_\t_\n\n";

#[test]
fn segmentation_is_scored_on_surface_words() {
    let gold = parse_conllu("t.conllu", TREEBANK).expect("valid");
    assert_eq!(gold[0].words.len(), 5);
    let itself = score_segmentation(&gold, &gold);
    assert_eq!((itself.tokens, itself.token_accuracy), (2, 1.0));
    assert_eq!(itself.lemma_accuracy, 1.0);
    let word = |start, end, lemma: &str| Word {
        span: Span::new(start, end).expect("a span"),
        lemma: Some(lemma.to_owned()),
        punctuation: false,
    };
    let pred = [SegmentedSentence {
        id: String::from("s1"),
        text: gold[0].text.clone(),
        words: vec![word(0, 1, "و"), word(1, 4, "قال"), word(5, 9, "لها.")],
    }];
    let scores = score_segmentation(&gold, &pred);
    assert_eq!(scores.token_accuracy, 0.5);
    assert_eq!(
        (scores.boundary.precision, scores.boundary.recall),
        (Some(1.0), Some(0.5))
    );
    assert_eq!(
        (scores.word.p_den, scores.word.p_num, scores.word.r_den),
        (Some(3.0), Some(2.0), Some(4.0))
    );
    assert_eq!(
        (scores.lemma_accuracy, scores.bare_lemma_accuracy),
        (0.0, 1.0)
    );
    assert_eq!(scores.confusions[0].gold, "ل+ها");
    assert_eq!(scores.confusions[0].pred, "لها");
}

#[test]
fn treebanks_with_misplaced_forms_are_refused() {
    let problems = parse_conllu(
        "t.conllu",
        "# text = abc\n1\tabd\t_\tX\t_\t_\t0\t_\t_\t_\n\n1\tx\t_\tX\n",
    );
    let problems = problems.expect_err("two bad sentences").0;
    let lines: Vec<usize> = problems.iter().map(|problem| problem.origin.line).collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn marks_do_not_count_in_bare_lemmas() {
    assert_eq!(without_marks("ٱِجْتِمَاع"), without_marks("اجتماع"));
    assert_eq!(without_marks("أَكَّد"), "اكد");
}

#[test]
fn times_are_right_by_their_moments() {
    let text = "{\"id\": 1, \"text\": \"x\", \"kind\": \"instant\", \"grain\": \"Day\", \"reference\": \"2013-02-12T04:30:00-02:00\", \"value\": \"2013-02-11T00:00:00\"}\n\
        {\"id\": 2, \"text\": \"x\", \"kind\": \"interval\", \"grain\": \"Day\", \"reference\": \"2013-02-12T04:30:00-02:00\", \"from\": \"2013-03-21T00:00:00\", \"to\": \"2013-04-01T00:00:00\"}\n\
        {\"id\": 3, \"text\": \"x\", \"kind\": \"none\", \"reference\": \"2013-02-12T04:30:00-02:00\"}";
    let expected = parse_times("t.jsonl", text).expect("valid");
    assert_eq!(expected[0].reference, "2013-02-12T04:30:00");
    let time = |start, end, from: &str, to: &str| PredictedTime {
        span: Span::new(start, end).expect("a span"),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        value: String::from("V"),
    };
    let predicted = [
        vec![
            time(0, 1, "1999", "2000"),
            time(0, 4, "2013-02-11", "2013-02-12"),
        ],
        vec![time(0, 4, "2013-03-21", "2013-03-31")],
        vec![],
    ];
    let scores = score_times(&expected, &predicted);
    let right: Vec<bool> = scores
        .outcomes
        .iter()
        .map(|outcome| outcome.correct)
        .collect();
    assert_eq!(right, [true, false, true]);
    assert_eq!(scores.detected, 1.0);
    assert_eq!(scores.by_grain["Day"], (1, 2));
}

#[test]
fn label_maps_rename_and_leave_out() {
    let ours = ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "OCC", "NOM"];
    let map = LabelMap::parse("built-in", CONLL_LABELS, &ours).expect("valid");
    let text = "{\"id\": \"d\", \"text\": \"وفي مصر\", \"entities\": [\
        {\"start\": 4, \"end\": 7, \"type\": \"GPE\"}, {\"start\": 0, \"end\": 3, \"type\": \"NORP\"}, {\"start\": 0, \"end\": 3, \"type\": \"MISC\"}]}";
    let mut document = parse_documents("d.jsonl", text).documents.remove(0);
    map.apply(&mut document);
    let kinds: Vec<&str> = document.entities.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["LOC", "MISC"]);
    map.restrict(&mut document);
    assert_eq!(document.entities.len(), 1);
}

#[test]
fn a_label_map_that_would_map_nothing_is_refused() {
    for (contents, expected) in [
        ("", "m:1: expected the header"),
        ("A,X\nB,Y\n", "m:1: expected the header"),
        ("ours,theirs\nA;X\n", "m:2: expected two columns"),
        ("ours,theirs\nA,X,Y\n", "m:2: expected two columns"),
        (
            "ours,theirs\nA,X\n\nZ,X\n",
            "m:4: \"Z\" is no type of ours; the types are: A, B",
        ),
        (
            "ours,theirs\nA,X\nA,Y\n",
            "m:3: \"A\" is mapped more than once",
        ),
    ] {
        let problems = LabelMap::parse("m", contents, &["A", "B"]).expect_err(contents);
        assert!(problems.to_string().starts_with(expected), "{problems}");
    }
    assert!(LabelMap::parse("m", "\u{feff}ours,theirs\r\nA,X\r\nB,\r\n", &["A", "B"]).is_ok());
}

#[test]
fn spans_widen_to_whole_words() {
    let text = "وقال للرئيس «مصر».";
    let line = "{\"id\": \"d\", \"entities\": [{\"start\": 1, \"end\": 3, \"type\": \"A\"}, \
        {\"start\": 6, \"end\": 8, \"type\": \"A\"}, {\"start\": 13, \"end\": 16, \"type\": \"A\"}]}";
    let mut document = parse_documents("d.jsonl", line).documents.remove(0);
    widen_to_words(&mut document, text);
    let spans: Vec<(usize, usize)> = document
        .entities
        .iter()
        .map(|entity| (entity.span.start(), entity.span.end()))
        .collect();
    assert_eq!(spans, [(0, 4), (5, 11), (13, 16)]);
}

#[test]
fn sentences_with_marked_spans_count_as_reports() {
    let line = r#"{"source": "s1", "text": "x", "event_type": "PROTEST", "spans": []}"#;
    let judged = parse_judged("spans.jsonl", line).expect("valid");
    let found = [BTreeSet::from([String::from("PROTEST")])];
    let scores = score_detection(&judged, &found);
    assert_eq!(scores["PROTEST"].all.recall, Some(1.0));
}
