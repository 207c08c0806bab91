//! What can speak for or against a mention taking part in an event: the attributes that the weights of
//! `rules/grammar/attachment.toml` are given for.

use rasd_core::vocabulary;

vocabulary! {
    /// Something that holds of a candidate and a trigger.
    pub(crate) enum Attribute ("attribute") {
    /// PLOVER category of the event, before the rules for intentions.
    Category = "category",
    /// Whether the trigger is a `verb`, `passive`, `noun` or `participle`.
    Form = "form",
    /// The class of the verb that carries the trigger, as in `شن هجوما`.
    Carried = "carried",
    /// Preposition before the trigger.
    TriggerPreposition = "trigger-preposition",
    /// Whether the trigger is definite.
    TriggerDefinite = "trigger-definite",
    /// Whether the trigger has a pronoun attached.
    TriggerPronoun = "trigger-pronoun",
    /// What the candidate is: `person`, `state`, `town`, `date`.
    Kind = "kind",
    /// PLOVER sector of whom it stands for.
    Sector = "sector",
    /// Whether it stands for somebody or something known.
    Linked = "linked",
    /// Lemma of its head where it is no name.
    Lemma = "lemma",
    /// Whether it names a place by a common noun.
    Site = "site",
    /// Grammatical number of its head.
    Number = "number",
    /// Whether its head is definite; nothing where the trigger itself is its head.
    Definite = "definite",
    /// Its preposition.
    Preposition = "preposition",
    /// How it hangs on an earlier phrase.
    Link = "link",
    /// What kind of phrase it is the genitive of, other than the trigger.
    Owner = "owner",
    /// Whether it has a genitive.
    Genitive = "genitive",
    /// Whether another name of it follows.
    Apposed = "apposed",
    /// What stands before it: the kind of a phrase, or a verb, a sign.
    Previous = "previous",
    /// Whether a verb of saying is the last before it.
    Says = "says",
    /// Grammatical relation to the trigger or to the verbs around: `own-subject`, `carrier-with:على`.
    Relation = "relation",
    /// Whether it stands before or after the trigger.
    Side = "side",
    /// Phrases between it and the trigger, in steps.
    Distance = "distance",
    /// Commas between it and the trigger, up to two.
    Commas = "commas",
    /// Whether no other trigger is nearer.
    Nearest = "nearest",
    /// Whether another mention of the same is nearer to the trigger (`far`), or further away (`near`).
    Duplicate = "duplicate",
    /// The role that the rules give it.
    Rule = "rule",
    /// The roles that the rules give to others: `a` actor, `r` recipient, `p` place, `t` time.
    Filled = "filled",
    /// The role that the rules give it in the event of another trigger, and whether that one stands `before` or
    /// `after`.
    Elsewhere = "elsewhere",
    /// The category of that event.
    ElsewhereCategory = "elsewhere-category",
    /// The roles that the rules give to others of its country, in the same letters.
    Compatriots = "compatriots",
    }
}

/// The attributes of one candidate of one trigger.
#[derive(Debug, Clone)]
pub(crate) struct Values {
    codes: [u32; Attribute::ALL.len()],
    /// The values as written; only where somebody wants to read them.
    written: Option<Vec<String>>,
}

impl Values {
    /// No values yet; `written` says whether they are to be read.
    pub fn new(written: bool) -> Self {
        Values {
            codes: [0; Attribute::ALL.len()],
            written: written.then(|| vec![String::new(); Attribute::ALL.len()]),
        }
    }

    /// Sets a value, given in parts.
    pub fn set(&mut self, attribute: Attribute, parts: &[&str]) {
        self.codes[attribute as usize] = code(parts);
        if let Some(written) = &mut self.written {
            written[attribute as usize] = parts.concat();
        }
    }

    /// Sets a value that is true or false.
    pub fn flag(&mut self, attribute: Attribute, holds: bool) {
        const YES: u32 = code_of("yes");
        const NO: u32 = code_of("no");
        self.codes[attribute as usize] = if holds { YES } else { NO };
        if let Some(written) = &mut self.written {
            written[attribute as usize] = if holds { "yes" } else { "no" }.to_owned();
        }
    }

    /// A number that stands for a value.
    pub fn code(&self, attribute: Attribute) -> u32 {
        self.codes[attribute as usize]
    }

    /// A value as written; empty where values are not kept.
    pub fn written(&self, attribute: Attribute) -> &str {
        let written = self.written.as_ref();
        written.map_or("", |written| &written[attribute as usize])
    }
}

/// The number of a value: FNV-1a over its bytes.
pub(crate) const fn code_of(value: &str) -> u32 {
    further(0x811C_9DC5, value)
}

/// The number of a value whose parts are not put together.
fn code(parts: &[&str]) -> u32 {
    parts
        .iter()
        .fold(code_of(""), |code, part| further(code, part))
}

const fn further(mut code: u32, part: &str) -> u32 {
    let bytes = part.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        code = (code ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    code
}
