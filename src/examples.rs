//! The examples that rules carry as their tests, run with all stages.

use crate::{Document, Pipeline};
use rasd_core::{EventMention, Problem, Tested};

impl Pipeline {
    /// Runs the examples of the event frames whose id contains `filter` and of the time rules whose
    /// name does; of all without a filter.
    pub fn check_examples(&self, filter: Option<&str>) -> Tested {
        let mut tested = self.times.check_examples(&self.tokenizer, filter);
        for frame in self.extractor.frames() {
            if filter.is_some_and(|f| !frame.id.contains(f)) {
                continue;
            }
            for example in &frame.examples {
                tested.run += 1;
                let document = Document {
                    text: example.text.clone(),
                    ..Document::default()
                };
                let analysis = self.run(&document);
                let trigger = |event: &EventMention| event.trigger.text(&document.text).to_owned();
                let found = analysis.events.iter().map(|e| (trigger(e), e)).collect();
                if let Err(message) = example.judge(&frame.id, found) {
                    let message = format!("frame `{}`: {message}, in `{}`", frame.id, example.text);
                    let problem = Problem::at(&frame.provenance.file, example.line, message);
                    tested.failed.push(problem);
                }
            }
        }
        tested
    }
}
