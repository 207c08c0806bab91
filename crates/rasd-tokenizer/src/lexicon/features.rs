//! Features as the tables write them.

use rasd_core::{Features, Gender, Number, Person, VerbForm, Voice};

/// Mood of a verb form, and the mood a particle asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mood {
    /// No mood, or written alike in all moods.
    #[default]
    Any,
    /// Indicative.
    Indicative,
    /// Subjunctive.
    Subjunctive,
    /// Jussive.
    Jussive,
    /// Imperative.
    Imperative,
}

/// Everything a `features` cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TableFeatures {
    /// What the data model holds of it.
    pub(crate) features: Features,
    /// Mood, or for a particle the mood it asks for.
    pub(crate) mood: Mood,
    /// `Definite=Cons`, `Definite=Ind`: takes no article.
    pub(crate) construct: bool,
    /// `Case=Acc` on an indefinite.
    pub(crate) accusative: bool,
    /// A future particle.
    pub(crate) future: bool,
    /// Asks for a verb in the subjunctive.
    pub(crate) subjunctive_after: bool,
    /// Asks for a noun or an attached pronoun after it (إن and its sisters).
    pub(crate) noun_after: bool,
    /// Relative pronoun.
    pub(crate) relative: bool,
    /// Demonstrative.
    pub(crate) demonstrative: bool,
}

/// Reads a `features` cell; names the first feature it does not know.
pub(crate) fn parse(cell: &str) -> Result<TableFeatures, String> {
    let mut all = TableFeatures::default();
    for feature in cell.split('|').filter(|f| !f.is_empty()) {
        let (key, value) = feature
            .split_once('=')
            .ok_or_else(|| format!("`{feature}` is no feature; expected Key=Value"))?;
        if !all.set(key, value) {
            return Err(format!("unknown feature `{feature}`"));
        }
    }
    Ok(all)
}

impl TableFeatures {
    fn set(&mut self, key: &str, value: &str) -> bool {
        let features = &mut self.features;
        match (key, value) {
            ("Number", "Sing") => features.number = Some(Number::Singular),
            ("Number", "Dual") => features.number = Some(Number::Dual),
            ("Number", "Plur") => features.number = Some(Number::Plural),
            ("Gender", "Masc") => features.gender = Some(Gender::Masculine),
            ("Gender", "Fem") => features.gender = Some(Gender::Feminine),
            ("Person", "1") => features.person = Some(Person::First),
            ("Person", "2") => features.person = Some(Person::Second),
            ("Person", "3") => features.person = Some(Person::Third),
            ("Voice", "Act") => features.voice = Some(Voice::Active),
            ("Voice", "Pass") => features.voice = Some(Voice::Passive),
            ("Aspect", "Perf") => features.verb_form = Some(VerbForm::Perfect),
            ("Aspect", "Imp") => features.verb_form = Some(VerbForm::Imperfect),
            ("Mood", "Ind") => self.mood = Mood::Indicative,
            ("Mood", "Sub") => self.mood = Mood::Subjunctive,
            ("Mood", "Jus") => self.mood = Mood::Jussive,
            ("Mood", "Imp") => {
                self.mood = Mood::Imperative;
                features.verb_form = Some(VerbForm::Imperative);
            }
            ("Definite", "Cons" | "Ind") => self.construct = true,
            ("Definite", "Def") => features.definite = true,
            ("Case", "Acc") => self.accusative = true,
            ("Polarity", "Neg") => {}
            ("Tense", "Fut") => self.future = true,
            ("Subj", "Yes") => self.subjunctive_after = true,
            ("PronType", "Rel") => self.relative = true,
            ("PronType", "Dem") => self.demonstrative = true,
            (
                "Case" | "Tense" | "PronType" | "PartType" | "NumType" | "Fused" | "Cond" | "join",
                _,
            ) => {}
            _ => return false,
        }
        true
    }
}
