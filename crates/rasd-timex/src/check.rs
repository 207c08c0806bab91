//! Runs the examples of the rules.

use crate::grammar::{Example, Rule};
use crate::tagger::{Made, Options, Run, TimeTagger};
use rasd_core::{Problem, Tested, TokenLayer};
use rasd_tokenizer::Tokenizer;

impl TimeTagger {
    /// Runs the examples and counter-examples of the rules whose name contains `filter`, of all
    /// rules without one.
    ///
    /// An example holds if a mention with the stated value (and span, if marked by braces)
    /// is found and the rule took part in it. A counter-example holds if the rule takes part
    /// in no mention of it.
    pub fn check_examples(&self, tokenizer: &Tokenizer, filter: Option<&str>) -> Tested {
        let mut tested = Tested::default();
        let asked = |rule: &Rule| filter.is_none_or(|f| rule.name.contains(f));
        for (id, rule) in self.grammar.rules.iter().enumerate() {
            for example in rule.examples.iter().filter(|_| asked(rule)) {
                tested.run += 1;
                if let Some(message) = self.check(tokenizer, id as u16, rule, example) {
                    let place = &rule.provenance;
                    let problem = Problem::at(&place.file, place.line, message);
                    tested.failed.push(problem);
                }
            }
        }
        tested
    }

    fn check(
        &self,
        tokenizer: &Tokenizer,
        id: u16,
        rule: &Rule,
        example: &Example,
    ) -> Option<String> {
        let mentions = self.read(tokenizer, rule, example);
        let with_rule = |m: &&Made| m.rules.contains(&id);
        let text = &example.text;
        let Some(expected) = &example.value else {
            if rule.value.is_none() {
                // A rule that blocks must leave its counter-examples alone.
                let message = || format!("rule `{}` must not block `{text}`", rule.name);
                return mentions.is_empty().then(message);
            }
            let wrong = mentions.iter().find(with_rule)?;
            return Some(format!(
                "rule `{}` must not match in `{text}`, but gives {}",
                rule.name,
                shown(wrong, text)
            ));
        };
        if rule.value.is_none() {
            // A rule without a value keeps others from matching: its examples give nothing.
            let wrong = mentions.first()?;
            return Some(format!(
                "`{text}` must give nothing, but gives {}",
                shown(wrong, text)
            ));
        }
        let fits = |m: &&Made| {
            let span = m.mention.span;
            let place = example
                .span
                .is_none_or(|(a, b)| span.start() as usize == a && span.end() as usize == b);
            m.mention.value == *expected && place
        };
        if mentions.iter().filter(with_rule).any(|m| fits(&m)) {
            return None;
        }
        let found = match mentions.first() {
            None => "nothing".to_owned(),
            Some(_) => mentions
                .iter()
                .map(|m| shown(m, text))
                .collect::<Vec<_>>()
                .join(", "),
        };
        Some(format!(
            "rule `{}` must give {expected} in `{text}`, found {found}",
            rule.name
        ))
    }

    fn read(&self, tokenizer: &Tokenizer, rule: &Rule, example: &Example) -> Vec<Made> {
        let mut layer = TokenLayer::default();
        tokenizer.run(&example.text, &mut layer, &mut Vec::new());
        let options = Options {
            prefer: rule.prefer.unwrap_or_default(),
            utc_offset: None,
        };
        let mut run = Run::new(
            &self.grammar,
            &example.text,
            &layer,
            example.reference,
            options,
        );
        run.trace = true;
        for sentence in &layer.sentences {
            run.sentence(sentence);
        }
        run.mentions
    }
}

fn shown(made: &Made, text: &str) -> String {
    let mention = &made.mention;
    format!(
        "{} `{}` ({})",
        mention.value,
        mention.span.text(text),
        mention.reason
    )
}
