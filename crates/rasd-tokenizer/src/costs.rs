//! What makes a reading unlikely: `rules/morphology.toml`.

use crate::lexicon::{Mood, TableFeatures};
use crate::tags::Tag;
use rasd_core::{DataFile, Number, Person, Problem, VerbForm, Voice};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::str::FromStr;

/// Path of the file.
const PATH: &str = "rules/morphology.toml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MorphologyFile {
    spelling: Spelling,
    words: Words,
    features: FeatureCosts,
    clitics: BTreeMap<String, i32>,
    guess: Guess,
    agreement: AgreementCosts,
    transition: Vec<Transition>,
}

/// Costs of words that agree with the one before them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AgreementCosts {
    /// A verb in the dual after a nominal or pronoun in the dual.
    dual: i32,
}

/// Costs of writing a word otherwise than the lexicon does.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Spelling {
    /// ا written for أ إ آ.
    pub(crate) hamza_left_out: i32,
    /// أ إ آ written for ا, or for one another.
    pub(crate) hamza_added: i32,
    /// ي written for final ى, or ى for ي.
    pub(crate) final_ya: i32,
    /// ه written for ة.
    pub(crate) ha_for_ta: i32,
    /// ة written for ه.
    pub(crate) ta_for_ha: i32,
    /// Any other seat of hamza.
    pub(crate) seat: i32,
}

/// Costs of words by where they come from.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Words {
    /// For each step of frequency below 9.
    pub(crate) frequency_step: i32,
    /// Names of the gazetteers.
    pub(crate) name: i32,
    /// Function words.
    pub(crate) function: i32,
    /// Masdars as such.
    pub(crate) masdar: i32,
    /// Participles as such.
    pub(crate) participle: i32,
    /// Readings this much dearer than the best one are left out.
    pub(crate) margin: i32,
}

/// Costs of forms that newspapers seldom use.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FeatureCosts {
    first_person_singular: i32,
    first_person_plural: i32,
    second_person: i32,
    feminine_plural_verb: i32,
    dual: i32,
    passive: i32,
    imperative: i32,
    subjunctive: i32,
    jussive: i32,
    accusative: i32,
    construct_dual_or_plural: i32,
}

/// How unknown words are taken apart.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Guess {
    /// Cost of any guess.
    pub(crate) cost: i32,
    /// Words whose cheapest reading costs more than this are guessed at as well.
    pub(crate) above: i32,
    /// Strings of proclitics that may be cut off.
    pub(crate) proclitic: Vec<GuessedClitic>,
    /// Attached pronouns that may be cut off.
    pub(crate) enclitic: Vec<GuessedClitic>,
    /// Fewest letters that must remain.
    pub(crate) shortest_rest: usize,
    /// Endings that tell a nominal with part of speech.
    pub(crate) endings: BTreeMap<String, String>,
    /// Endings that tell it of a word with the article where a known noun is left.
    pub(crate) endings_of_nouns: BTreeMap<String, String>,
}

/// Clitics that may be cut off a word the lexicon does not know.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GuessedClitic {
    /// How they are written.
    written: Vec<String>,
    /// Letters that the rest must have next to the cut; empty for any.
    #[serde(default)]
    next_to: String,
    cost: i32,
}

impl Guess {
    /// Cost of cutting off `written` before `rest`, if that may be done.
    pub(crate) fn proclitic_cost(&self, written: &str, rest: &str) -> Option<i32> {
        cost_of(&self.proclitic, written, rest.chars().next())
    }

    /// Cost of cutting off `written` after `rest`, if that may be done.
    pub(crate) fn enclitic_cost(&self, written: &str, rest: &str) -> Option<i32> {
        cost_of(&self.enclitic, written, rest.chars().next_back())
    }
}

fn cost_of(clitics: &[GuessedClitic], written: &str, neighbour: Option<char>) -> Option<i32> {
    let suits = |clitic: &&GuessedClitic| {
        clitic.written.iter().any(|w| w == written)
            && (clitic.next_to.is_empty()
                || neighbour.is_some_and(|letter| clitic.next_to.contains(letter)))
    };
    clitics.iter().find(suits).map(|clitic| clitic.cost)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Transition {
    after: Vec<String>,
    before: Vec<String>,
    cost: i32,
}

/// All costs.
#[derive(Debug)]
pub(crate) struct Costs {
    pub(crate) spelling: Spelling,
    pub(crate) words: Words,
    pub(crate) guess: Guess,
    /// Cost of a verb in the dual after a nominal in the dual.
    pub(crate) dual_agreement: i32,
    features: FeatureCosts,
    clitics: BTreeMap<String, i32>,
    /// By the right one of two tags, then by the left one.
    transitions: [[i16; Tag::COUNT]; Tag::COUNT],
}

impl Costs {
    /// Reads the file among `files`; without it nothing costs anything.
    pub(crate) fn load(files: &[DataFile], problems: &mut Vec<Problem>) -> Costs {
        let mut parsed = MorphologyFile::default();
        for file in files.iter().filter(|f| f.path == PATH) {
            match toml::from_str(file.text) {
                Ok(rules) => parsed = rules,
                Err(error) => problems.push(toml_problem(file, &error)),
            }
        }
        let mut costs = Costs {
            spelling: parsed.spelling,
            words: parsed.words,
            guess: parsed.guess,
            dual_agreement: parsed.agreement.dual,
            features: parsed.features,
            clitics: parsed.clitics,
            transitions: [[0; Tag::COUNT]; Tag::COUNT],
        };
        for transition in parsed.transition {
            costs.add(&transition, problems);
        }
        costs
    }

    fn add(&mut self, transition: &Transition, problems: &mut Vec<Problem>) {
        let mut tags = |names: &[String]| -> Vec<Tag> {
            let mut tags = Vec::new();
            for name in names {
                match Tag::from_str(name) {
                    Ok(tag) => tags.push(tag),
                    Err(message) => problems.push(Problem::at(PATH, 0, message)),
                }
            }
            tags
        };
        let (after, before) = (tags(&transition.after), tags(&transition.before));
        for left in &after {
            for right in &before {
                self.transitions[*right as usize][*left as usize] += transition.cost as i16;
            }
        }
    }

    /// Cost of `right` following `left`.
    #[inline]
    pub(crate) fn transition(&self, left: Tag, right: Tag) -> i32 {
        i32::from(self.before(right)[left as usize])
    }

    /// Costs of `right` following each tag.
    #[inline]
    pub(crate) fn before(&self, right: Tag) -> &[i16; Tag::COUNT] {
        &self.transitions[right as usize]
    }

    /// Costs of each tag following `left`.
    pub(crate) fn after(&self, left: Tag) -> impl Iterator<Item = i16> + '_ {
        self.transitions.iter().map(move |row| row[left as usize])
    }

    /// Cost of a clitic, by its id.
    pub(crate) fn clitic(&self, id: &str) -> i32 {
        self.clitics.get(id).copied().unwrap_or(0)
    }

    /// Cost of a word's frequency.
    pub(crate) fn frequency(&self, freq: u8) -> i32 {
        (9 - i32::from(freq.min(9))) * self.words.frequency_step
    }

    /// Cost of an inflected form.
    pub(crate) fn inflection(&self, verb: bool, all: &TableFeatures) -> i32 {
        let costs = &self.features;
        let features = &all.features;
        let mut cost = 0;
        if verb {
            cost += match (features.person, features.number) {
                (Some(Person::First), Some(Number::Plural)) => costs.first_person_plural,
                (Some(Person::First), _) => costs.first_person_singular,
                (Some(Person::Second), _) => costs.second_person,
                _ => 0,
            };
            let feminine = features.gender == Some(rasd_core::Gender::Feminine);
            if feminine && features.number == Some(Number::Plural) {
                cost += costs.feminine_plural_verb;
            }
            cost += match all.mood {
                Mood::Imperative => costs.imperative,
                Mood::Subjunctive => costs.subjunctive,
                Mood::Jussive => costs.jussive,
                Mood::Any | Mood::Indicative => 0,
            };
            if features.voice == Some(Voice::Passive) {
                cost += costs.passive;
            }
        } else {
            if all.accusative && all.construct && features.number == Some(Number::Singular) {
                cost += costs.accusative;
            }
            let plural = matches!(features.number, Some(Number::Dual | Number::Plural));
            if all.construct && plural {
                cost += costs.construct_dual_or_plural;
            }
        }
        if features.number == Some(Number::Dual) {
            cost += costs.dual;
        }
        cost
    }
}

/// A TOML error as a problem of its file.
pub(crate) fn toml_problem(file: &DataFile, error: &toml::de::Error) -> Problem {
    let at = error.span().map_or(0, |span| span.start);
    let before = file.text.get(..at).unwrap_or(file.text);
    let line = before.bytes().filter(|b| *b == b'\n').count() as u32 + 1;
    Problem::at(file.path, line, error.message())
}

/// Whether a verb form is finite.
pub(crate) fn is_finite(form: Option<VerbForm>) -> bool {
    matches!(
        form,
        Some(VerbForm::Perfect | VerbForm::Imperfect | VerbForm::Imperative)
    )
}
