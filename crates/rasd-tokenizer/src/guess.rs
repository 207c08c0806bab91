//! Readings of words the lexicon does not know.

use crate::analyse::{LONGEST_WORD, left_tag};
use crate::costs::Costs;
use crate::lexicon::{Lexicon, Proclitic, TableFeatures};
use crate::tags::Tag;
use crate::template::{MAX_PROCLITICS, Template};
use rasd_core::{Affixes, Features, Gender, Number, Pos};
use std::str::FromStr;

/// Appends guesses for `word` to `out`, and the forms of their stems to `forms`.
///
/// The word as a whole is always among them; clitics are cut off only where
/// `rules/morphology.toml` gives them a cost.
pub(crate) fn guess(
    lexicon: &Lexicon,
    costs: &Costs,
    word: &str,
    out: &mut Vec<Template>,
    forms: &mut String,
) {
    if word.len() > u8::MAX as usize {
        return out.push(whole(word, costs, forms, usize::from(u8::MAX)));
    }
    out.push(whole(word, costs, forms, word.len()));
    if word.len() > LONGEST_WORD {
        return;
    }
    let clitics = &lexicon.clitics;
    let none = std::iter::once(None);
    for proclitic in none.chain(clitics.proclitics.iter().map(Some)) {
        let written = proclitic.map_or("", |p| p.written.as_str());
        if proclitic.is_some_and(|p| !p.swallowed.is_empty()) {
            continue;
        }
        let Some(rest) = word.strip_prefix(written) else {
            continue;
        };
        let proclitic_cost = match proclitic {
            None => Some(0),
            Some(_) => costs.guess.proclitic_cost(written, rest),
        };
        let Some(proclitic_cost) = proclitic_cost else {
            continue;
        };
        if proclitic.is_some() && letters(rest) >= costs.guess.shortest_rest {
            let cut = Cut::new(word, proclitic, None, proclitic_cost);
            out.push(cut.template(lexicon, costs, forms));
        }
        if proclitic.is_some_and(|p| p.affixes.has(Affixes::AL)) {
            continue;
        }
        for enclitic in &clitics.enclitics {
            let form = clitics.clitics[enclitic.clitic as usize].form.as_ref();
            if let Some(stem) = rest.strip_suffix(form)
                && letters(stem) >= costs.guess.shortest_rest
                && let Some(cost) = costs.guess.enclitic_cost(form, stem)
            {
                let cost = proclitic_cost + cost;
                let cut = Cut::new(word, proclitic, Some((enclitic.clitic, form)), cost);
                out.push(cut.template(lexicon, costs, forms));
            }
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn whole(word: &str, costs: &Costs, forms: &mut String, len: usize) -> Template {
    let start = forms.len() as u32;
    forms.push_str(word);
    let (pos, features) = by_ending(word, costs).unwrap_or((Pos::Propn, Features::default()));
    let table = TableFeatures {
        features,
        ..TableFeatures::default()
    };
    let right = Tag::of(pos, &table, Affixes::default());
    Template {
        stem: (0, len as u8),
        pos,
        features,
        form: (start, forms.len() as u32),
        cost: costs.guess.cost,
        left: right,
        right,
        guessed: true,
        ..Template::EMPTY
    }
}

/// Part of speech of an unknown word by its ending.
fn by_ending(word: &str, costs: &Costs) -> Option<(Pos, Features)> {
    let ending = costs
        .guess
        .endings
        .iter()
        .filter(|(ending, _)| {
            word.ends_with(ending.as_str()) && letters(word) >= letters(ending) + 3
        })
        .max_by_key(|(ending, _)| ending.len())?;
    described(ending.1)
}

/// The same of a word with the article by an ending after a noun: `الإطاري` has that of `إطار`.
fn after_noun(word: &str, lexicon: &Lexicon, costs: &Costs) -> Option<(Pos, Features)> {
    let mut endings = costs.guess.endings_of_nouns.iter();
    let (_, says) = endings.find(|(ending, _)| {
        let stem = word.strip_suffix(ending.as_str());
        stem.is_some_and(|stem| lexicon.is_noun(stem))
    })?;
    described(says)
}

/// Reads `ADJ nisba plural`.
fn described(says: &str) -> Option<(Pos, Features)> {
    let mut features = Features::default();
    let mut parts = says.split(' ');
    let pos = parts.next().and_then(|pos| Pos::from_str(pos).ok())?;
    for part in parts {
        match part {
            "singular" => features.number = Some(Number::Singular),
            "plural" => features.number = Some(Number::Plural),
            "masculine" => features.gender = Some(Gender::Masculine),
            "nisba" => features.nisba = true,
            _ => {}
        }
    }
    Some((pos, features))
}

struct Cut<'a> {
    word: &'a str,
    proclitic: Option<&'a Proclitic>,
    enclitic: Option<(u16, &'a str)>,
    cost: i32,
}

impl<'a> Cut<'a> {
    fn new(
        word: &'a str,
        proclitic: Option<&'a Proclitic>,
        enclitic: Option<(u16, &'a str)>,
        cost: i32,
    ) -> Self {
        Cut {
            word,
            proclitic,
            enclitic,
            cost,
        }
    }

    fn template(&self, lexicon: &Lexicon, costs: &Costs, forms: &mut String) -> Template {
        let start = self.proclitic.map_or(0, |p| p.before_article);
        let end = self.word.len() - self.enclitic.map_or(0, |(_, form)| form.len());
        let mut affixes = self.proclitic.map(|p| p.affixes).unwrap_or_default();
        if self.enclitic.is_some() {
            affixes = affixes.with(Affixes::PRONOUN);
        }
        let bare_from = self.proclitic.map_or(0, |p| p.written.len());
        let bare = &self.word[bare_from..end];
        let form_start = forms.len() as u32;
        if affixes.has(Affixes::AL) {
            forms.push_str(&lexicon.clitics.article);
        }
        forms.push_str(bare);
        let nominal = affixes.any(Affixes::AL.with(Affixes::PRONOUN));
        let default = if nominal { Pos::Noun } else { Pos::Propn };
        let derived = || {
            let article = affixes.has(Affixes::AL);
            article.then(|| after_noun(bare, lexicon, costs)).flatten()
        };
        let (pos, mut features) = by_ending(bare, costs)
            .or_else(derived)
            .unwrap_or((default, Features::default()));
        features.definite = affixes.has(Affixes::AL);
        let table = TableFeatures {
            features,
            ..TableFeatures::default()
        };
        let right = Tag::of(pos, &table, affixes);
        let mut proclitics = [0; MAX_PROCLITICS];
        let segments = self.proclitic.map_or(&[][..], |p| &p.segments);
        let count = segments.len().min(MAX_PROCLITICS);
        proclitics[..count].copy_from_slice(&segments[..count]);
        Template {
            proclitics,
            proclitic_count: count as u8,
            stem: (start as u8, end as u8),
            enclitic: self.enclitic.map(|(clitic, _)| clitic),
            pos,
            features,
            affixes,
            form: (form_start, forms.len() as u32),
            cost: costs.guess.cost + self.cost,
            left: left_tag(affixes, right),
            right,
            guessed: true,
            ..Template::EMPTY
        }
    }
}
