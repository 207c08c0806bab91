//! How the rule files are written: their tables and keys.

use crate::grammar::{Clock, Cue};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub reference: Option<String>,
    #[serde(default)]
    pub proclitic: Vec<RawProclitic>,
    #[serde(default)]
    pub class: Vec<RawClass>,
    #[serde(default)]
    pub day_part: Vec<RawDayPart>,
    #[serde(default)]
    pub zone: Vec<RawZone>,
    #[serde(default)]
    pub holiday: Vec<RawHoliday>,
    #[serde(default)]
    pub cue: Vec<RawCue>,
    #[serde(default)]
    pub rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawProclitic {
    pub written: String,
    pub atoms: Vec<String>,
    #[serde(default)]
    pub restores: String,
    #[serde(default)]
    pub short: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClass {
    pub name: Spanned<String>,
    /// Class of the same words with the article.
    pub definite: Option<String>,
    #[serde(default)]
    pub trigger: bool,
    pub words: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDayPart {
    pub id: String,
    pub code: String,
    pub from: i8,
    pub to: i8,
    pub clock: Clock,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawZone {
    pub id: String,
    pub minutes: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHoliday {
    pub id: Spanned<String>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    #[serde(default)]
    pub hijri: bool,
    pub easter: Option<i16>,
    #[serde(default)]
    pub orthodox: bool,
    pub names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCue {
    pub says: Cue,
    pub words: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    pub name: Spanned<String>,
    pub makes: String,
    pub pattern: Spanned<String>,
    pub value: Option<Spanned<String>>,
    #[serde(default)]
    pub alone: bool,
    #[serde(default)]
    pub no_noun_after: bool,
    pub prefer: Option<String>,
    #[serde(default)]
    pub examples: Vec<Vec<String>>,
    #[serde(default)]
    pub not: Vec<String>,
}
