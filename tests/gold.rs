//! The gold standard is sound: offsets, ids and labels of every annotation.

use rasd::core::{Category, EntityType, Mode, Realis, Role, Sector, TimexType};
use rasd::corpus::{AnnotatedDocument, AnnotatedEvent};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

struct GoldDocument {
    name: String,
    article: String,
    annotation: AnnotatedDocument,
}

fn gold() -> Vec<GoldDocument> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold");
    let mut names: Vec<String> = fs::read_dir(root.join("articles"))
        .expect("gold/articles")
        .map(|e| {
            e.expect("an entry")
                .path()
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into()
        })
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let read = |path: String| fs::read_to_string(root.join(&path)).expect(&path);
            let annotation = read(format!("annotations/{name}.json"));
            GoldDocument {
                article: read(format!("articles/{name}.txt")),
                annotation: serde_json::from_str(&annotation).expect(&name),
                name,
            }
        })
        .collect()
}

fn surface(text: &str, start: u32, end: u32) -> String {
    text.chars()
        .skip(start as usize)
        .take((end - start) as usize)
        .collect()
}

#[test]
fn there_is_an_annotation_for_each_article_with_the_same_text() {
    let documents = gold();
    assert_eq!(documents.len(), 5);
    for d in &documents {
        assert_eq!(d.article, d.annotation.text, "{}", d.name);
    }
}

#[test]
fn every_span_covers_the_words_it_quotes() {
    for GoldDocument {
        name,
        article,
        annotation,
    } in &gold()
    {
        let entities = annotation
            .entities
            .iter()
            .map(|e| (&e.id, e.start, e.end, &e.text));
        let times = annotation
            .times
            .iter()
            .map(|t| (&t.id, t.start, t.end, &t.text));
        let triggers = annotation
            .events
            .iter()
            .map(|e| (&e.id, e.trigger.start, e.trigger.end, &e.trigger.text));
        for (id, start, end, text) in entities.chain(times).chain(triggers) {
            assert!(start < end, "{name} {id}");
            assert_eq!(&surface(article, start, end), text, "{name} {id}");
        }
    }
}

#[test]
fn every_label_is_in_the_ontology() {
    for GoldDocument {
        name, annotation, ..
    } in &gold()
    {
        for entity in &annotation.entities {
            assert!(
                entity.kind.parse::<EntityType>().is_ok(),
                "{name} {}",
                entity.id
            );
        }
        for time in &annotation.times {
            assert!(time.kind.parse::<TimexType>().is_ok(), "{name} {}", time.id);
        }
        for event in &annotation.events {
            check_event_labels(name, event);
        }
        for (id, value) in &annotation.registry {
            if let Some(sector) = &value.sector {
                assert!(sector.parse::<Sector>().is_ok(), "{name} {id} {sector}");
            }
        }
    }
}

fn check_event_labels(name: &str, event: &AnnotatedEvent) {
    let at = format!("{name} {}", event.id);
    let category: Category = event.kind.parse().expect(&at);
    for mode in &event.modes {
        let mode: Mode = mode.parse().expect(&at);
        assert!(category.allows(mode), "{at}: {category} has no mode {mode}");
    }
    assert!(event.realis.parse::<Realis>().is_ok(), "{at}");
    for argument in &event.args {
        assert!(argument.role.parse::<Role>().is_ok(), "{at}");
    }
}

#[test]
fn ids_are_unique_and_arguments_point_to_mentions() {
    for GoldDocument {
        name, annotation, ..
    } in &gold()
    {
        let mut spans = HashMap::new();
        for (id, span) in annotation
            .entities
            .iter()
            .map(|e| (&e.id, (e.start, e.end)))
            .chain(annotation.times.iter().map(|t| (&t.id, (t.start, t.end))))
        {
            assert!(spans.insert(id, span).is_none(), "{name}: {id} twice");
        }
        let mut events: Vec<_> = annotation.events.iter().map(|e| &e.id).collect();
        events.sort();
        events.dedup();
        assert_eq!(events.len(), annotation.events.len(), "{name}");
        for event in &annotation.events {
            check_arguments(name, annotation, event, &spans);
        }
    }
}

fn check_arguments(
    name: &str,
    annotation: &AnnotatedDocument,
    event: &AnnotatedEvent,
    spans: &HashMap<&String, (u32, u32)>,
) {
    for argument in &event.args {
        let at = format!("{name} {} {}", event.id, argument.role);
        if let Some(mention) = &argument.mention {
            let span = spans.get(mention).copied();
            assert_eq!(span, argument.start.zip(argument.end), "{at}");
        } else {
            assert!(!argument.refs.is_empty(), "{at}: neither mention nor refs");
        }
        let role: Role = argument.role.parse().expect(&at);
        for id in argument.refs.iter().filter(|_| role != Role::Place) {
            assert!(
                annotation.registry.contains_key(id),
                "{at}: {id} is not in the registry"
            );
        }
    }
}
