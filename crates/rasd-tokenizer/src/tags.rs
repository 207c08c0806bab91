//! Coarse classes of readings, for choosing among them in context.

use crate::lexicon::{Mood, TableFeatures};
use rasd_core::{Affixes, Number, Pos, VerbForm};
use std::str::FromStr;

macro_rules! tags {
    ($($(#[$meta:meta])* $name:ident = $text:literal,)+) => {
        /// Class of a reading; `rules/morphology.toml` names them in its transitions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Tag { $($(#[$meta])* $name,)+ }

        impl Tag {
            /// How many tags there are.
            pub(crate) const COUNT: usize = [$($text,)+].len();
        }

        impl FromStr for Tag {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($text => Ok(Tag::$name),)+
                    _ => Err(format!(
                        "unknown tag `{text}` in a transition; expected one of: {}",
                        [$($text,)+].join(", ")
                    )),
                }
            }
        }
    };
}

tags! {
    /// Before the first token of a sentence.
    Start = "start",
    /// Punctuation and symbols.
    Punct = "punct",
    /// Another script.
    Foreign = "foreign",
    /// Digits.
    Digits = "digits",
    /// Conjunction, attached or not.
    Conj = "conj",
    /// Preposition, attached or not.
    Prep = "prep",
    /// Noun without article or pronoun.
    Noun = "noun",
    /// Masdar in the singular without article or pronoun: its object follows it.
    Masdar = "masdar",
    /// Noun with article or pronoun.
    NounDef = "noun-def",
    /// Indefinite accusative in ا.
    NounAcc = "noun-acc",
    /// Adjective or participle without article.
    Adj = "adj",
    /// Adjective or participle with article.
    AdjDef = "adj-def",
    /// Name.
    Name = "name",
    /// Numeral word.
    Num = "num",
    /// Perfect verb.
    Perfect = "perfect",
    /// Imperfect verb whose mood does not show, or indicative.
    Imperfect = "imperfect",
    /// Imperfect verb that is written alike in all moods.
    Moodless = "moodless",
    /// Subjunctive that shows.
    Subjunctive = "subjunctive",
    /// Jussive that shows.
    Jussive = "jussive",
    /// Imperative.
    Imperative = "imperative",
    /// Personal pronoun.
    Pron = "pron",
    /// Demonstrative.
    Demo = "demo",
    /// Relative pronoun.
    Rel = "rel",
    /// Particle or conjunction that a noun clause follows (إن, أن, لكن).
    Clause = "clause",
    /// Particle that a subjunctive follows (أن, لن, كي).
    BeforeSubjunctive = "before-subjunctive",
    /// Particle that a jussive follows (لم).
    BeforeJussive = "before-jussive",
    /// Particle that an imperfect follows (سوف).
    BeforeImperfect = "before-imperfect",
    /// Other subordinating conjunction.
    Subordinator = "subordinator",
    /// Adverb.
    Adv = "adv",
    /// Determiner or quantifier.
    Det = "det",
    /// Other particle.
    Part = "part",
}

impl Tag {
    /// Whether it is that of a finite verb.
    pub(crate) fn is_verb(self) -> bool {
        matches!(
            self,
            Tag::Perfect
                | Tag::Imperfect
                | Tag::Moodless
                | Tag::Subjunctive
                | Tag::Jussive
                | Tag::Imperative
        )
    }

    /// Tag of a stem.
    pub(crate) fn of(pos: Pos, all: &TableFeatures, affixes: Affixes) -> Tag {
        let definite = affixes.any(Affixes::AL.with(Affixes::PRONOUN));
        match pos {
            Pos::Verb | Pos::Aux => match (all.features.verb_form, all.mood) {
                (_, Mood::Subjunctive) => Tag::Subjunctive,
                (_, Mood::Jussive) => Tag::Jussive,
                (Some(VerbForm::Imperative), _) => Tag::Imperative,
                (Some(VerbForm::Imperfect), _) => Tag::Imperfect,
                _ => Tag::Perfect,
            },
            Pos::Noun if definite => Tag::NounDef,
            Pos::Noun if all.accusative => Tag::NounAcc,
            Pos::Noun
                if all.features.verb_form == Some(VerbForm::Masdar)
                    && all.features.number == Some(Number::Singular) =>
            {
                Tag::Masdar
            }
            Pos::Noun | Pos::X => Tag::Noun,
            Pos::Propn => Tag::Name,
            Pos::Adj if affixes.has(Affixes::AL) => Tag::AdjDef,
            Pos::Adj if all.accusative => Tag::NounAcc,
            Pos::Adj if definite => Tag::NounDef,
            Pos::Adj => Tag::Adj,
            Pos::Num => Tag::Num,
            Pos::Adv => Tag::Adv,
            // With a pronoun, what they govern is there already.
            Pos::Adp | Pos::Part | Pos::Sconj if affixes.has(Affixes::PRONOUN) => Tag::Pron,
            Pos::Adp => Tag::Prep,
            Pos::Cconj => Tag::Conj,
            Pos::Det => Tag::Det,
            Pos::Pron if all.relative => Tag::Rel,
            Pos::Pron if all.demonstrative => Tag::Demo,
            Pos::Pron => Tag::Pron,
            Pos::Part | Pos::Sconj => Tag::particle(pos, all),
            Pos::Intj => Tag::Part,
            Pos::Punct | Pos::Sym => Tag::Punct,
        }
    }

    fn particle(pos: Pos, all: &TableFeatures) -> Tag {
        if all.subjunctive_after || all.mood == Mood::Subjunctive {
            Tag::BeforeSubjunctive
        } else if all.mood == Mood::Jussive {
            Tag::BeforeJussive
        } else if all.future {
            Tag::BeforeImperfect
        } else if all.noun_after {
            Tag::Clause
        } else if pos == Pos::Sconj {
            Tag::Subordinator
        } else {
            Tag::Part
        }
    }
}
