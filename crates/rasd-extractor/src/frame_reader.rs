//! Reads `rules/events/*.toml`.

use crate::frame::{Condition, Content, Example, Frame, Position, Slot, Test, TypeSet, Where};
use crate::grammar::Grammar;
use crate::source::{Source, Word};
use crate::vocabulary::WordSet;
use rasd_core::{Category, Provenance, Role};
use rasd_tokenizer::fold_loose;
use std::collections::HashMap;
use std::ops::Range;
use toml::de::DeTable;

/// Slots shared by several frames of a file, by name.
type Patterns = HashMap<String, Vec<Slot>>;

const ROLES: [(&str, Role); 4] = [
    ("actor", Role::Actor),
    ("recipient", Role::Recipient),
    ("place", Role::Place),
    ("time", Role::Time),
];

const FRAME_KEYS: &[&str] = &[
    "id",
    "category",
    "modes",
    "contexts",
    "family",
    "verb",
    "masdar",
    "noun",
    "participle",
    "pattern",
    "actor",
    "recipient",
    "place",
    "time",
    "needs",
    "not",
    "requires",
    "tense",
    "realis",
    "content",
    "presupposed",
    "performed",
    "negated",
    "priority",
    "examples",
    "leaves",
    "note",
];

/// Reads the frames of one file, which may name prepositions and sets of words of the grammar; problems go
/// to `source`.
pub(crate) fn read_frames(source: &mut Source<'_>, grammar: &Grammar) -> Vec<Frame> {
    let table = source.parse();
    source.check_keys(&table, &["frame", "pattern", "category"]);
    let category = source
        .string(&table, "category")
        .and_then(|word| source.name::<Category>(&word));
    let mut patterns = Patterns::new();
    for (pattern, place) in source.tables(&table, "pattern") {
        source.check_keys(
            pattern,
            &["id", "actor", "recipient", "place", "time", "note"],
        );
        let slots = read_slots(source, pattern, grammar);
        if let Some(id) = source.required(pattern, "id", &place) {
            patterns.insert(id.text, slots);
        }
    }
    let mut frames = Vec::new();
    for (frame, place) in source.tables(&table, "frame") {
        if let Some(frame) = read_frame(source, frame, &place, category, (&patterns, grammar)) {
            frames.push(frame);
        }
    }
    frames
}

fn read_frame(
    source: &mut Source<'_>,
    table: &DeTable<'_>,
    place: &Range<usize>,
    default_category: Option<Category>,
    (patterns, grammar): (&Patterns, &Grammar),
) -> Option<Frame> {
    source.check_keys(table, FRAME_KEYS);
    let id = source.required(table, "id", place);
    let known = match source.string(table, "category") {
        Some(word) => source.name::<Category>(&word),
        None => {
            if default_category.is_none() {
                source.report(place, "the frame has no category", "add `category`");
            }
            default_category
        }
    };
    // A frame that cannot be kept is read to its end, for what else is wrong with it.
    let category = known.unwrap_or(Category::Consult);
    let modes = source.names(table, "modes");
    for mode in &modes {
        if known.is_some() && !category.allows(*mode) {
            let message = format!("{category} has no mode `{mode}`");
            source.report(place, message, "use a mode of the category");
        }
    }
    let mut slots = read_slots(source, table, grammar);
    if let Some(name) = source.string(table, "pattern") {
        match patterns.get(&name.text) {
            Some(shared) => slots.extend(shared.iter().cloned()),
            None => source.report(
                &name.at,
                format!("no pattern `{}` in this file", name.text),
                "patterns stand in the same file as `[[pattern]]`",
            ),
        }
    }
    // A slot that names types is more specific than one that takes any, as one word is than all of a preposition.
    slots.sort_by_key(|slot| {
        let worded = matches!(slot.position, Position::Worded { .. });
        (slot.types == TypeSet::ANY, !worded)
    });
    let mut nouns = lemmas(source, table, "masdar");
    nouns.extend(lemmas(source, table, "noun"));
    let tense = source
        .string(table, "tense")
        .and_then(|word| source.name(&word));
    let participles = lemmas(source, table, "participle");
    if tense.is_some() && !(nouns.is_empty() && participles.is_empty()) {
        let message = "`tense` lets verbs through only, and the frame has nouns or participles";
        source.report(place, message, "give them a frame of their own");
    }
    let frame = Frame {
        provenance: Provenance {
            file: source.path.into(),
            line: source.line(place.start),
        },
        family: source
            .string(table, "family")
            .map_or_else(|| category.as_str().to_lowercase(), |word| word.text)
            .into(),
        category,
        modes,
        contexts: source.names(table, "contexts"),
        verbs: lemmas(source, table, "verb"),
        participles,
        nouns,
        slots,
        needs: conditions(source, table, "needs", grammar),
        excludes: conditions(source, table, "not", grammar),
        requires: source.names(table, "requires"),
        tense,
        realis: source
            .string(table, "realis")
            .and_then(|word| source.name(&word)),
        content: read_content(source, table, category),
        presupposed: source.flag(table, "presupposed"),
        performed: source.flag(table, "performed"),
        negated: source.flag(table, "negated"),
        priority: source.number(table, "priority"),
        examples: read_examples(source, table, category),
        id: id.as_ref().map_or("", |id| id.text.as_str()).into(),
    };
    if let Some(id) = id.as_ref().filter(|id| id.text.trim().is_empty()) {
        source.report(&id.at, "`id` is empty", "give each frame its own id");
    }
    if frame.verbs.is_empty() && frame.nouns.is_empty() && frame.participles.is_empty() {
        source.report(
            place,
            "the frame has no trigger",
            "give it `verb`, `masdar`, `noun` or `participle`",
        );
    }
    (id.is_some() && known.is_some()).then_some(frame)
}

fn lemmas(source: &mut Source<'_>, table: &DeTable<'_>, key: &str) -> Vec<String> {
    let words = source.words(table, key);
    for word in &words {
        if word.text.split_whitespace().count() != 1 {
            source.report(
                &word.at,
                format!("`{}` is not one word", word.text),
                "write the trigger as one word and the rest as a condition in `needs`",
            );
        }
    }
    words.into_iter().map(|word| word.text).collect()
}

fn read_content(source: &mut Source<'_>, table: &DeTable<'_>, category: Category) -> Content {
    match source.string(table, "content") {
        Some(word) if word.text == "drop" => Content::Drop,
        Some(word) if word.text == "keep" => Content::Keep,
        Some(word) => {
            let message = format!("expected `drop` or `keep`, found `{}`", word.text);
            source.report(&word.at, message, "see docs/RULES.md");
            Content::Keep
        }
        // What is agreed, demanded, refused or threatened has not happened.
        None => match category {
            Category::Agree | Category::Request | Category::Threaten | Category::Reject => {
                Content::Drop
            }
            _ => Content::Keep,
        },
    }
}

fn read_slots(source: &mut Source<'_>, table: &DeTable<'_>, grammar: &Grammar) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (key, role) in ROLES {
        for word in source.words(table, key) {
            let (name, types) = word.text.split_once(':').unwrap_or((&word.text, ""));
            if word.text.trim_end().ends_with(':') {
                let message = format!("`{}` names no entity type", word.text);
                source.report(
                    &word.at,
                    message,
                    "name one behind the colon, or leave the colon out",
                );
            }
            let types = read_types(source, &word, types);
            let position = read_position(source, &word, name.trim(), grammar);
            slots.extend(position.map(|position| Slot {
                role,
                position,
                types,
            }));
        }
    }
    slots
}

fn read_position(
    source: &mut Source<'_>,
    word: &Word,
    name: &str,
    grammar: &Grammar,
) -> Option<Position> {
    let position = Position::parse(name, &grammar.prepositions);
    if position.is_none() {
        source.report(
            &word.at,
            format!("unknown position `{name}`"),
            "use a position of docs/RULES.md, or a preposition or a word of one in `rules/grammar/prepositions.toml`",
        );
    }
    position
}

fn read_types(source: &mut Source<'_>, word: &Word, types: &str) -> TypeSet {
    let mut all: Option<TypeSet> = None;
    for name in types.split(',').map(str::trim).filter(|n| !n.is_empty()) {
        match TypeSet::parse(name) {
            Some(set) => all = Some(all.map_or(set, |before| before.with(set))),
            None => source.report(
                &word.at,
                format!("unknown entity type `{name}`"),
                "use PER, ORG, GPE, LOC, FAC, NORP, OCC, NOM, STATE, agent, place or people",
            ),
        }
    }
    all.unwrap_or(TypeSet::ANY)
}

fn conditions(
    source: &mut Source<'_>,
    table: &DeTable<'_>,
    key: &str,
    grammar: &Grammar,
) -> Vec<Condition> {
    let words = source.words(table, key);
    words
        .iter()
        .filter_map(|word| condition(source, word, grammar))
        .collect()
}

/// `place: word | word`, or several such tests with `or` between them.
fn condition(source: &mut Source<'_>, word: &Word, grammar: &Grammar) -> Option<Condition> {
    let tests = word.text.split(" or ");
    let tests: Option<Vec<Test>> = tests
        .map(|text| test(source, word, text, grammar))
        .collect();
    let tests = tests?;
    let of_words = |test: &Test| !matches!(test.place, Where::Position(_));
    Some(Condition {
        of_words: tests.iter().all(of_words),
        tests,
        text: word.text.clone(),
    })
}

fn test(source: &mut Source<'_>, word: &Word, text: &str, grammar: &Grammar) -> Option<Test> {
    let Some((place, list)) = text.split_once(':') else {
        source.report(
            &word.at,
            format!("condition `{text}` has no place"),
            "write it as `place: word | word`, for example `object: نار | رصاص`",
        );
        return None;
    };
    let place = match place.trim() {
        "itself" => Where::Itself,
        "clause" => Where::Clause,
        "sentence" => Where::Sentence,
        "topic" => Where::Topic,
        "phrase" => Where::Phrase,
        "before" => Where::Before,
        "after" => Where::After,
        position => Where::Position(read_position(source, word, position, grammar)?),
    };
    let mut test = Test {
        place,
        words: Vec::new(),
        set: WordSet::default(),
        topic: 0,
        types: None,
        several: false,
    };
    for item in list.split('|').map(str::trim).filter(|i| !i.is_empty()) {
        if let Some(name) = item.strip_prefix('@') {
            match grammar.sets.get(name) {
                Some(words) => test.words.extend(words.iter().cloned()),
                None => source.report(
                    &word.at,
                    format!("no set of words `{name}`"),
                    "sets stand in `rules/grammar` as `[[set]]` with `name` and `words`",
                ),
            }
        } else if item.contains(' ') {
            source.report(
                &word.at,
                format!("`{item}` is more than one word"),
                "conditions look at single words: write the one that decides",
            );
        } else if item == "SEVERAL" && matches!(test.place, Where::Position(_)) {
            test.several = true;
        } else if item.bytes().all(|b| b.is_ascii()) {
            if matches!(test.place, Where::Itself | Where::Topic) {
                source.report(
                    &word.at,
                    format!("`{text}` takes words, no entity type `{item}`"),
                    "entity types stand after `before`, `after`, `phrase`, `clause`, `sentence` or a position",
                );
            }
            let types = read_types(source, word, item);
            test.types = Some(test.types.map_or(types, |t| t.with(types)));
        } else {
            test.words.push(fold_loose(item));
        }
    }
    if list.split('|').all(|item| item.trim().is_empty()) {
        source.report(
            &word.at,
            format!("condition `{text}` asks for nothing"),
            "write words, entity types or a set of words behind the colon",
        );
    }
    Some(test)
}

fn read_examples(source: &mut Source<'_>, table: &DeTable<'_>, category: Category) -> Vec<Example> {
    let mut examples = Vec::new();
    for (example, place) in source.tables(table, "examples") {
        source.check_keys(example, &["text", "events"]);
        let events = source.words(example, "events");
        let Some(text) = source.required(example, "text", &place) else {
            continue;
        };
        if events.is_empty() {
            source.report(
                &place,
                "the example expects no event",
                "move it to `leaves`",
            );
        }
        let events = events
            .iter()
            .filter_map(|event| read_expectation(source, event, category))
            .collect();
        examples.push(Example {
            text: text.text,
            events,
            line: source.line(place.start),
        });
    }
    for text in source.words(table, "leaves") {
        let line = source.line(text.at.start);
        let last = text.text.split_whitespace().next_back().unwrap_or_default();
        if last.parse::<Category>().is_ok() {
            let message = format!("`leaves` takes sentences alone, not `{last}`");
            source.report(
                &text.at,
                message,
                "what other frames find in it is their example",
            );
        }
        examples.push(Example {
            text: text.text,
            events: Vec::new(),
            line,
        });
    }
    examples
}

/// `trigger` or `trigger CATEGORY`.
fn read_expectation(
    source: &mut Source<'_>,
    event: &Word,
    category: Category,
) -> Option<(String, Category)> {
    let mut parts = event.text.split_whitespace();
    let trigger = parts.next()?.to_owned();
    let category = match parts.next() {
        None => category,
        Some(name) => source.name(&Word {
            text: name.to_owned(),
            at: event.at.clone(),
        })?,
    };
    Some((trigger, category))
}
