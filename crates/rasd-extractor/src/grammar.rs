//! The closed-class words of `rules/grammar/*.toml`, indexed for look-up.

use crate::attachment::Attachment;
use crate::cue::{Cue, CueSet};
use crate::report::ReportModel;
use crate::source::{Source, Word};
use crate::tie::Ties;
use crate::vocabulary::{ByWord, Vocabulary, WordId};
use foldhash::{HashMap, HashSet};
use rasd_core::{Category, Context, LemmaId, Mode};
use rasd_tokenizer::{Tokenizer, fold_loose};
use std::sync::Arc;

/// What a phrase of the grammar does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Effect {
    /// It is a cue.
    Cue(Cue),
    /// It is a preposition.
    Preposition {
        /// What frames call it.
        name: Arc<str>,
        /// The phrase as the rules write it.
        wording: Arc<str>,
    },
}

/// A phrase after its first word.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// The word that must follow the first one; [`WordId::OTHER`] if that is all.
    pub second: WordId,
    /// The words that must follow the first one, folded.
    pub rest: Vec<WordId>,
    /// What the whole does.
    pub effect: Effect,
}

/// Words that give an event a mode.
#[derive(Debug, Clone)]
pub(crate) struct ModeCue {
    pub category: Category,
    pub mode: Mode,
    /// Families of frames it applies to; empty for all of the category.
    pub families: Vec<String>,
    /// Whether the word may stand anywhere in the clause rather than in the trigger's phrase.
    pub clause: bool,
}

/// Words that give an event a context.
#[derive(Debug, Clone)]
pub(crate) struct ContextCue {
    pub context: Context,
    /// Categories it applies to; empty for all.
    pub categories: Vec<Category>,
}

/// Everything `rules/grammar` says.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    /// The words of the grammar and of the conditions of frames.
    pub vocabulary: Vocabulary,
    /// Cue classes of verb lemmas, by lemma number.
    verbs: Vec<CueSet>,
    /// Cue classes of noun and adjective lemmas, by lemma number.
    nouns: Vec<CueSet>,
    /// The same for words the lexicon lacks.
    loose_verbs: ByWord<CueSet>,
    loose_nouns: ByWord<CueSet>,
    /// Phrases by their first word, the longest first.
    phrases: ByWord<Vec<Phrase>>,
    pub modes: Vec<ModeCue>,
    /// Mode cues by word, for look-up.
    pub mode_index: ByWord<Vec<u32>>,
    pub contexts: Vec<ContextCue>,
    /// Context cues by word.
    pub context_index: ByWord<Vec<u32>>,
    /// Number of the group of families that may merge, by family.
    pub mergers: HashMap<String, u32>,
    /// Pairs of families that are not one event unless one mention points back at the other.
    apart: Vec<(String, String)>,
    /// Sets of words that conditions of frames name as `@name`; folded for search.
    pub sets: HashMap<String, Vec<String>>,
    /// Number words and their value.
    pub numbers: HashMap<String, u32>,
    /// Names of prepositions, by themselves and by their words and phrases.
    pub prepositions: HashMap<String, Arc<str>>,
    /// Prepositions that say where.
    place_prepositions: HashSet<Arc<str>>,
    /// Prepositions that bind what is wished for, planned or discussed to its word.
    governing_prepositions: HashSet<Arc<str>>,
    /// Prepositions that bind its content to an event word (`اتفق على`).
    content_prepositions: HashSet<Arc<str>>,
    /// Prepositions that stand in the slots of another as well (`احتج لدى الحكومة`).
    alike: HashMap<Arc<str>, Arc<str>>,
    /// Whether events are what their sentence reports.
    pub report: ReportModel,
    /// What speaks for two mentions being of one event.
    pub ties: Ties,
    /// What speaks for a mention taking part in an event, in which role.
    pub attachment: Attachment,
}

impl Grammar {
    /// Cue classes of a lemma read as a verb.
    pub fn verb(&self, id: Option<LemmaId>, form: WordId) -> CueSet {
        lookup(&self.verbs, &self.loose_verbs, id, form)
    }

    /// Cue classes of a lemma read as a noun or adjective.
    pub fn noun(&self, id: Option<LemmaId>, form: WordId) -> CueSet {
        lookup(&self.nouns, &self.loose_nouns, id, form)
    }

    /// Phrases that begin with the word, the longest first.
    pub fn phrases(&self, first: WordId) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// Whether a family cannot be of one event with those given.
    pub fn apart(&self, family: &str, others: &[Arc<str>]) -> bool {
        self.apart.iter().any(|(a, b)| {
            let other = |name: &String| others.iter().any(|o| **o == **name);
            (a == family && other(b)) || (b == family && other(a))
        })
    }

    /// Whether the complement of a preposition says where something happened.
    pub fn says_where(&self, preposition: &str) -> bool {
        self.place_prepositions.contains(preposition)
    }

    /// Whether the complement of a preposition takes up the sense of the word it hangs on.
    pub fn governs(&self, preposition: &str) -> bool {
        self.governing_prepositions.contains(preposition)
    }

    /// The preposition in whose slots another stands as well.
    pub fn like(&self, preposition: &str) -> Option<&Arc<str>> {
        self.alike.get(preposition)
    }

    /// Whether the complement of a preposition can be the content of an event word.
    pub fn holds_content(&self, preposition: &str) -> bool {
        self.content_prepositions.contains(preposition)
    }

    /// Reads one file; problems go to `source`.
    pub fn read(&mut self, source: &mut Source<'_>, tokenizer: &Tokenizer) {
        let table = source.parse();
        source.check_keys(
            &table,
            &[
                "cue",
                "preposition",
                "mode",
                "context",
                "merge",
                "apart",
                "number",
                "set",
                "weight",
                "report-words",
                "threshold",
                "tie",
                "attachment",
            ],
        );
        self.read_sets(source, &table);
        for (cue, place) in source.tables(&table, "cue") {
            source.check_keys(cue, &["class", "verbs", "nouns", "words", "note"]);
            let class = source.required(cue, "class", &place);
            let verbs = source.words(cue, "verbs");
            let nouns = source.words(cue, "nouns");
            let words = source.words(cue, "words");
            let Some(class) = class.and_then(|word| source.name::<Cue>(&word)) else {
                continue;
            };
            for word in &verbs {
                add(
                    &mut self.verbs,
                    &mut self.loose_verbs,
                    self.vocabulary.insert(&word.text),
                    word,
                    class,
                    tokenizer,
                );
            }
            for word in &nouns {
                add(
                    &mut self.nouns,
                    &mut self.loose_nouns,
                    self.vocabulary.insert(&word.text),
                    word,
                    class,
                    tokenizer,
                );
            }
            for word in &words {
                self.add_phrase(word, Effect::Cue(class));
            }
        }
        self.read_prepositions(source, &table);
        self.report.read(source, &table, &mut self.vocabulary);
        self.ties.read(source, &table);
        self.attachment.read(source, &table);
        self.read_modes(source, &table);
        self.read_contexts(source, &table);
        for (merge, _) in source.tables(&table, "merge") {
            source.check_keys(merge, &["families", "note"]);
            let group = self.mergers.len() as u32;
            for family in source.words(merge, "families") {
                self.mergers.insert(family.text, group);
            }
        }
        for (apart, _) in source.tables(&table, "apart") {
            source.check_keys(apart, &["families", "note"]);
            let families = source.words(apart, "families");
            for pair in families.windows(2) {
                self.apart
                    .push((pair[0].text.clone(), pair[1].text.clone()));
            }
        }
        for (number, place) in source.tables(&table, "number") {
            source.check_keys(number, &["value", "words"]);
            let value = source.number(number, "value");
            if value <= 0 {
                source.report(&place, "a number needs a `value` above 0", "add it");
            }
            for word in source.words(number, "words") {
                self.numbers.insert(fold_loose(&word.text), value as u32);
            }
        }
    }

    fn read_prepositions(&mut self, source: &mut Source<'_>, table: &toml::de::DeTable<'_>) {
        for (preposition, place) in source.tables(table, "preposition") {
            let keys = [
                "name", "words", "like", "place", "governs", "content", "note",
            ];
            source.check_keys(preposition, &keys);
            let flags = ["place", "governs", "content"].map(|key| source.flag(preposition, key));
            let Some(name) = source.required(preposition, "name", &place) else {
                continue;
            };
            let name: Arc<str> = name.text.as_str().into();
            if let Some(other) = source.string(preposition, "like") {
                self.alike.insert(name.clone(), other.text.as_str().into());
            }
            let sets = [
                &mut self.place_prepositions,
                &mut self.governing_prepositions,
                &mut self.content_prepositions,
            ];
            for (set, _) in sets.into_iter().zip(flags).filter(|(_, flag)| *flag) {
                set.insert(name.clone());
            }
            for word in source.words(preposition, "words") {
                let wording: Arc<str> = word.text.as_str().into();
                let before = self.prepositions.insert(word.text.clone(), name.clone());
                if let Some(other) = before.filter(|other| *other != name) {
                    let message = format!("`{}` is a word of `{other}` already", word.text);
                    source.report(&word.at, message, "leave it with one of the two");
                }
                let name = name.clone();
                self.add_phrase(&word, Effect::Preposition { name, wording });
            }
            self.prepositions.insert(name.to_string(), name);
        }
    }

    fn add_phrase(&mut self, word: &Word, effect: Effect) {
        let words = word.text.split_whitespace();
        let mut words = words.map(|word| self.vocabulary.insert(word));
        let Some(first) = words.next() else { return };
        let phrases = self.phrases.entry(first);
        let rest: Vec<WordId> = words.collect();
        phrases.push(Phrase {
            second: rest.first().copied().unwrap_or(WordId::OTHER),
            rest,
            effect,
        });
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
    }

    fn read_sets(&mut self, source: &mut Source<'_>, table: &toml::de::DeTable<'_>) {
        for (set, place) in source.tables(table, "set") {
            source.check_keys(set, &["name", "words", "note"]);
            let Some(name) = source.required(set, "name", &place) else {
                continue;
            };
            let words = source.words(set, "words");
            let words = words.iter().map(|word| fold_loose(&word.text));
            self.sets.entry(name.text).or_default().extend(words);
        }
    }

    fn read_modes(&mut self, source: &mut Source<'_>, table: &toml::de::DeTable<'_>) {
        for (mode, place) in source.tables(table, "mode") {
            source.check_keys(
                mode,
                &["category", "mode", "families", "where", "words", "note"],
            );
            let category = source.required(mode, "category", &place);
            let name = source.required(mode, "mode", &place);
            let clause = source
                .string(mode, "where")
                .is_some_and(|w| w.text == "clause");
            let families = source.words(mode, "families");
            let words = source.words(mode, "words");
            let category = category.and_then(|word| source.name::<Category>(&word));
            let name = name.and_then(|word| source.name::<Mode>(&word));
            let (Some(category), Some(name)) = (category, name) else {
                continue;
            };
            if !category.allows(name) {
                let message = format!("{category} has no mode `{name}`");
                source.report(&place, message, "use a mode of the category");
                continue;
            }
            let number = self.modes.len() as u32;
            for word in &words {
                let word = self.vocabulary.insert(&word.text);
                self.mode_index.entry(word).push(number);
            }
            self.modes.push(ModeCue {
                category,
                mode: name,
                families: families.into_iter().map(|word| word.text).collect(),
                clause,
            });
        }
    }

    fn read_contexts(&mut self, source: &mut Source<'_>, table: &toml::de::DeTable<'_>) {
        for (context, place) in source.tables(table, "context") {
            source.check_keys(context, &["context", "categories", "words", "note"]);
            let name = source.required(context, "context", &place);
            let categories = source.names(context, "categories");
            let words = source.words(context, "words");
            let Some(name) = name.and_then(|word| source.name::<Context>(&word)) else {
                continue;
            };
            let number = self.contexts.len() as u32;
            for word in &words {
                let word = self.vocabulary.insert(&word.text);
                self.context_index.entry(word).push(number);
            }
            self.contexts.push(ContextCue {
                context: name,
                categories,
            });
        }
    }
}

fn lookup(by_id: &[CueSet], loose: &ByWord<CueSet>, id: Option<LemmaId>, form: WordId) -> CueSet {
    match id {
        Some(id) => by_id.get(id.0 as usize).copied().unwrap_or_default(),
        None => loose.get(form).copied().unwrap_or_default(),
    }
}

fn add(
    by_id: &mut Vec<CueSet>,
    loose: &mut ByWord<CueSet>,
    number: WordId,
    word: &Word,
    class: Cue,
    tokenizer: &Tokenizer,
) {
    for id in tokenizer.lemma_ids(&word.text) {
        let index = id.0 as usize;
        if by_id.len() <= index {
            by_id.resize(index + 1, CueSet::default());
        }
        by_id[index] = by_id[index].with(CueSet::of(class));
    }
    let entry = loose.entry(number);
    *entry = entry.with(CueSet::of(class));
}
