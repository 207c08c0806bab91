//! Frames: which words name an event and how its participants are found.

use crate::vocabulary::WordSet;
use rasd_core::{
    Category, Context, EntityType, EventMention, Mode, Provenance, Realis, Role, Tense,
};
use std::fmt;
use std::sync::Arc;

/// A grammatical position relative to a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Position {
    /// Subject of the verb, or of the light verb that carries a noun.
    Subject,
    /// First object of the verb.
    Object,
    /// Second object of the verb.
    SecondObject,
    /// Subject of a passive verb.
    PassiveSubject,
    /// Genitive of a noun: the second term of an idafa, or the pronoun attached to the noun.
    Genitive,
    /// Nationality adjective of a noun.
    Nisba,
    /// Nationality word that stands for one person (`قتل فلسطيني`).
    National,
    /// Agent phrase: من قبل، على يد.
    Agent,
    /// The noun that a participle describes.
    Head,
    /// Subject of the sentence whose scene the noun sets (`خلال اللقاء أكد الوزير`).
    Scene,
    /// Whom the content of the event would befall (`وافق على دفع قرض لتونس`).
    Content,
    /// Whose the thing is that is acted on (`نهب مرتبات المعلمين`).
    Owner,
    /// Who answers what a noun names (`نفى الكرملين الاتهامات`).
    Answerer,
    /// Where what a noun names took place: the subject of `شهد`.
    Witness,
    /// Complement of a preposition; its name is that of `rules/grammar/prepositions.toml`.
    With(Arc<str>),
    /// Complement of one of the words of a preposition alone: `أمام` of those that say near what.
    Worded {
        /// Where the complements of the preposition stand.
        of: Box<Position>,
        /// The word or phrase, as the rules write it.
        word: Arc<str>,
    },
}

impl Position {
    /// Reads a position as rule files write it: its name, that of a preposition, or a word of one, of which
    /// `prepositions` tells the name; `None` if it is nothing of these.
    pub fn parse(
        name: &str,
        prepositions: &foldhash::HashMap<String, Arc<str>>,
    ) -> Option<Position> {
        Some(match name {
            "subject" => Position::Subject,
            "object" => Position::Object,
            "object2" => Position::SecondObject,
            "passive" => Position::PassiveSubject,
            "genitive" => Position::Genitive,
            "nisba" => Position::Nisba,
            "national" => Position::National,
            "agent" => Position::Agent,
            "head" => Position::Head,
            "scene" => Position::Scene,
            "content" => Position::Content,
            "owner" => Position::Owner,
            "answerer" => Position::Answerer,
            "witness" => Position::Witness,
            word => {
                let preposition = prepositions.get(word)?;
                let of = Position::complement(preposition.clone());
                match **preposition == *word {
                    true => of,
                    false => Position::Worded {
                        of: Box::new(of),
                        word: word.into(),
                    },
                }
            }
        })
    }

    /// Where the complement of a preposition stands, by the name of the preposition.
    pub fn complement(preposition: Arc<str>) -> Position {
        match &*preposition {
            "agent" => Position::Agent,
            "object" => Position::Object,
            _ => Position::With(preposition),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Position::Subject => f.write_str("subject"),
            Position::Object => f.write_str("object"),
            Position::SecondObject => f.write_str("object2"),
            Position::PassiveSubject => f.write_str("passive"),
            Position::Genitive => f.write_str("genitive"),
            Position::Nisba => f.write_str("nisba"),
            Position::National => f.write_str("national"),
            Position::Agent => f.write_str("agent"),
            Position::Head => f.write_str("head"),
            Position::Scene => f.write_str("scene"),
            Position::Content => f.write_str("content"),
            Position::Owner => f.write_str("owner"),
            Position::Answerer => f.write_str("answerer"),
            Position::Witness => f.write_str("witness"),
            Position::With(preposition) => write!(f, "with:{preposition}"),
            Position::Worded { word, .. } => write!(f, "with:{word}"),
        }
    }
}

/// A set of entity types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeSet(u16);

impl TypeSet {
    /// Every type.
    pub const ANY: TypeSet = TypeSet(u16::MAX);

    /// States, but no towns and provinces: a part of GPE.
    const STATE: TypeSet = TypeSet(1 << 15);

    /// Whether the set holds states, whether or not it holds GPE.
    pub fn has_states(self) -> bool {
        self.0 & TypeSet::STATE.0 != 0
    }

    /// Whether the set holds the type.
    pub fn has(self, kind: EntityType) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// The set of the types given.
    pub fn of(kinds: &[EntityType]) -> TypeSet {
        TypeSet(kinds.iter().fold(0, |set, kind| set | 1 << *kind as u16))
    }

    /// Both sets together.
    pub fn with(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 | other.0)
    }

    /// Reads a type or the name of a group of types.
    ///
    /// `agent`: whatever can act. `place`: GPE, LOC, FAC. `people`: PER, OCC, NOM, NORP. `STATE`: GPE without
    /// towns and provinces.
    pub fn parse(name: &str) -> Option<TypeSet> {
        use EntityType::*;
        Some(match name {
            "agent" => TypeSet::of(&[Per, Org, Gpe, Norp, Occ, Nom]),
            "place" => TypeSet::of(&[Gpe, Loc, Fac]),
            "people" => TypeSet::of(&[Per, Occ, Nom, Norp]),
            "STATE" => TypeSet::STATE,
            other => TypeSet::of(&[other.parse().ok()?]),
        })
    }
}

/// Which role the filler of a position plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The role.
    pub role: Role,
    /// The position.
    pub position: Position,
    /// Entity types taken.
    pub types: TypeSet,
}

/// Where a condition looks for its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// The trigger word itself, in the form it has in the text.
    Itself,
    /// Anywhere in the clause of the trigger.
    Clause,
    /// Anywhere in the sentence.
    Sentence,
    /// Anywhere in the sentence, or in a good part of the sentences of the document.
    Topic,
    /// In the phrase of the trigger: its adjectives and genitives.
    Phrase,
    /// The word before the trigger.
    Before,
    /// The word after the trigger.
    After,
    /// The head word of what stands in a position.
    Position(Position),
}

/// A condition on the surroundings of a trigger: one of its tests must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What is looked for, and where.
    pub tests: Vec<Test>,
    /// Whether they look at words only, not at what fills positions.
    pub(crate) of_words: bool,
    /// The condition as written.
    pub text: String,
}

/// Words looked for in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Where to look.
    pub place: Where,
    /// Lemmas or written forms, folded for search; one of them must be found.
    pub words: Vec<String>,
    /// The same by number.
    pub(crate) set: WordSet,
    /// Number of the set among those that conditions on the topic ask for.
    pub(crate) topic: usize,
    /// Entity types, one of which may stand there instead of a word.
    pub types: Option<TypeSet>,
    /// Whether at least two who stand there together will do, whatever their words and types.
    pub(crate) several: bool,
}

/// What becomes of event words in the complement of a trigger (`اتفق على تبادل الزيارات`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// They are the content of this event and no events of their own.
    Drop,
    /// They are judged by themselves.
    Keep,
}

/// A sentence of a frame's tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Trigger word and category that must be found; none for a sentence to leave alone.
    pub events: Vec<(String, Category)>,
    /// Line in the file.
    pub line: u32,
}

impl Example {
    /// Compares the example with the events found in its sentence, each with its trigger word.
    ///
    /// A sentence to leave alone may hold events of other frames. Events told as hypothetical count
    /// as left alone.
    ///
    /// # Errors
    /// Says in words what is missing or too much.
    pub fn judge(&self, frame: &str, found: Vec<(String, &EventMention)>) -> Result<(), String> {
        let real: Vec<&(String, &EventMention)> = found
            .iter()
            .filter(|(_, event)| event.realis != Realis::Hypothetical)
            .collect();
        if self.events.is_empty() {
            return match real.iter().find(|(_, event)| &*event.frame == frame) {
                Some((trigger, _)) => Err(format!("`{trigger}` should name no event here")),
                None => Ok(()),
            };
        }
        let missing: Vec<String> = self
            .events
            .iter()
            .filter(|(trigger, category)| {
                !real
                    .iter()
                    .any(|(t, event)| t == trigger && event.category == *category)
            })
            .map(|(trigger, category)| format!("`{trigger}` {category}"))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let got: Vec<String> = real
            .iter()
            .map(|(trigger, event)| format!("`{trigger}` {} ({})", event.category, event.frame))
            .collect();
        let got = match got.is_empty() {
            true => "nothing".to_owned(),
            false => got.join(", "),
        };
        Err(format!("not found: {}; found: {got}", missing.join(", ")))
    }
}

/// Words that name an event of one kind, with the way its participants are found.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Name, unique among all frames.
    pub id: Arc<str>,
    /// Where it is written.
    pub provenance: Provenance,
    /// PLOVER category before the collapse rules.
    pub category: Category,
    /// Modes the words imply by themselves.
    pub modes: Vec<Mode>,
    /// Contexts the words imply by themselves.
    pub contexts: Vec<Context>,
    /// Kind of act, for coreference: mentions of different kinds do not merge unless listed together
    /// in `rules/grammar/families.toml`.
    pub family: Arc<str>,
    /// Verb lemmas.
    pub verbs: Vec<String>,
    /// Noun lemmas, masdars included.
    pub nouns: Vec<String>,
    /// Lemmas of participles and adjectives.
    pub participles: Vec<String>,
    /// Positions and roles, the most specific first.
    pub slots: Vec<Slot>,
    /// All must hold.
    pub needs: Vec<Condition>,
    /// None may hold.
    pub excludes: Vec<Condition>,
    /// Roles of which at least one must be filled for the frame to apply.
    pub requires: Vec<Role>,
    /// Tense the verb must have.
    pub tense: Option<Tense>,
    /// Realis to give instead of the one found, where that is `actual`.
    pub realis: Option<Realis>,
    /// What becomes of event words in its complement.
    pub content: Content,
    /// Whether a definite mention presupposes the event (`وقف العدوان`).
    pub presupposed: bool,
    /// Whether a message sent for it performs it (`تلقى اتصالا لتهنئته`).
    pub performed: bool,
    /// Whether the frame is about a word that is negated (`لا نقبل` is a refusal); the event itself
    /// is then told as a fact.
    pub negated: bool,
    /// Frames of higher priority are tried first.
    pub priority: i32,
    /// Sentences that must give events, and sentences to leave alone.
    pub examples: Vec<Example>,
}
