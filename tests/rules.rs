//! The examples of the event frames hold, with all stages running.

use rasd::core::EventMention;
use rasd::{Document, Pipeline};

#[test]
fn frames_find_their_examples_and_leave_the_others_alone() {
    let pipeline = Pipeline::new().expect("the embedded data are sound");
    let mut failures = Vec::new();
    for frame in pipeline.extractor.frames() {
        for example in &frame.examples {
            let document = Document {
                text: example.text.clone(),
                ..Document::default()
            };
            let analysis = pipeline.run(&document);
            let found: Vec<(String, &EventMention)> = analysis
                .events
                .iter()
                .map(|event| (event.trigger.text(&document.text).to_owned(), event))
                .collect();
            if let Err(message) = example.judge(&frame.id, found) {
                let place = format!("{}:{}", frame.provenance.file, example.line);
                failures.push(format!("{place}: {message}\n    {}", example.text));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
