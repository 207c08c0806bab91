//! What speaks for and against two mentions being of one event. The weights are data
//! (`[[tie]]` in `rules/grammar`).

use crate::source::Source;
use rasd_core::vocabulary;

vocabulary! {
    /// Something that speaks for or against a mention being of the event of earlier ones.
    pub(crate) enum Tie ("tie") {
    /// Holds of every pair: how much must speak for one event before it is taken for one.
    Base = "base",
    /// One frame: two forms of one word, or words used alike.
    SameFrame = "same-frame",
    /// Another frame of one family.
    SameFamily = "same-family",
    /// The word was used for it before.
    SameLemma = "same-lemma",
    /// An adjective or nationality word was used for it before.
    SameModifier = "same-modifier",
    /// A definite noun that nothing describes more closely: `الهجوم`.
    Bare = "bare",
    /// A noun with neither, nor a genitive, which brings up something new.
    Indefinite = "indefinite",
    /// A finite verb, which tells rather than points back.
    Verb = "verb",
    /// An act done by speaking, of which there are many in a text.
    Statement = "statement",
    /// One of the two is a noun in the plural, the other one in the singular.
    OtherNumber = "other-number",
    /// An adjective sets it apart: another one, an earlier one (cue class `another`).
    Another = "another",
    /// In one sentence.
    SameSentence = "same-sentence",
    /// In the sentence after.
    NextSentence = "next-sentence",
    /// Two to four sentences further on.
    Near = "near",
    /// More than ten sentences further on.
    Far = "far",
    /// Both among the first sentences, where a headline is told again.
    Lead = "lead",
    /// One named participant in common, or one is the country that the other acts for.
    SharedOne = "shared-one",
    /// Two or more in common.
    SharedMany = "shared-many",
    /// One in common, and others of other countries on both sides.
    OtherPartner = "other-partner",
    /// None in common, but of one country.
    Countrymen = "countrymen",
    /// None named on one side, and an unnamed group in common.
    SharedGroup = "shared-group",
    /// No participant known on one side.
    Nobody = "nobody",
    /// Both name who did it, and name others; of acts that have a doer.
    OtherActor = "other-actor",
    /// A place in common.
    SharedPlace = "shared-place",
    /// Places on both sides, none in another.
    OtherPlace = "other-place",
    /// Times that overlap.
    SharedTime = "shared-time",
    /// Times that do not.
    OtherTime = "other-time",
    /// Times more than a fortnight apart; or a verb dated so long before the publication and an event without
    /// a date.
    DistantTime = "distant-time",
    /// Kinds of acts that are rarely one event (`[[apart]]`).
    Apart = "apart",
    }
}

/// The weights of ties.
#[derive(Debug, Default)]
pub(crate) struct Ties {
    weights: [f64; Tie::ALL.len()],
}

impl Ties {
    /// Reads the tables `tie` of a rule file.
    pub fn read(&mut self, source: &mut Source<'_>, table: &toml::de::DeTable<'_>) {
        for (tie, weight) in source.weights::<Tie>(table, "tie", ["name", "weight"]) {
            self.weights[tie as usize] = weight;
        }
    }

    /// The sum of the weights of what holds; above 0 the mention is of the event.
    pub fn sum(&self, ties: &[Tie]) -> f64 {
        ties.iter().map(|tie| self.weights[*tie as usize]).sum()
    }
}
