//! Words of a sentence: one reading each, with the cues of the grammar.

use crate::cue::{CARRIERS, CueSet};
use crate::grammar::{Effect, Grammar};
use crate::rules::{Form, Rules};
use crate::vocabulary::WordId;
use rasd_core::{
    Affixes, EntityMention, Features, LemmaId, Number, Pos, Reading, Segment, SegmentRole,
    Sentence, TimeMention, TokenKind, TokenLayer,
};
use rasd_tokenizer::{Tokenizer, with_loose};
use std::sync::Arc;

/// What a word is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordKind {
    Verb,
    Noun,
    Adjective,
    Number,
    Punctuation,
    /// Particles, adverbs, conjunctions and whatever else.
    Other,
}

/// A word with the reading chosen for it.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Token number in the document.
    pub token: usize,
    pub kind: WordKind,
    pub lemma: Option<LemmaId>,
    /// Number of its lemma; of its form where the lexicon has none.
    pub lemma_word: WordId,
    /// Number of the written form without proclitics and pronoun.
    pub form: WordId,
    /// Number of the written form with all its clitics.
    pub whole: WordId,
    /// Last four bytes of the loosely folded written form; zeros before a shorter one.
    ending: [u8; 4],
    /// Whether the form without proclitics begins as words with the article do.
    pub article_written: bool,
    pub features: Features,
    pub affixes: Affixes,
    pub cues: CueSet,
    /// Preposition this word is or begins.
    pub preposition: Option<Arc<str>>,
    /// Words covered by the cue phrase that begins here, at least 1.
    pub phrase: usize,
    /// Outermost entity mention that covers the word.
    pub entity: Option<u32>,
    /// Time mention that covers the word.
    pub time: Option<u32>,
    /// Index in the token's readings of the one chosen.
    pub reading: u8,
    /// Whether a frame has it as a noun.
    pub event_noun: bool,
    /// Whether the lexicon has it as a noun that is no name.
    pub common_noun: bool,
    /// Whether it is a plural in ـون or ـين, which denotes people (`المتظاهرين`).
    pub sound_plural: bool,
}

impl Word {
    /// Whether the loosely folded written form ends in these letters, two at most.
    pub fn ends_with(&self, letters: &str) -> bool {
        self.ending.ends_with(letters.as_bytes())
    }

    /// Whether the word bears the article.
    pub fn definite(&self) -> bool {
        self.affixes.has(Affixes::AL) || self.features.definite
    }

    /// Whether a pronoun is attached.
    pub fn has_pronoun(&self) -> bool {
        self.affixes.has(Affixes::PRONOUN)
    }

    /// Whether the word begins with the conjunction و or ف.
    pub fn conjoined(&self) -> bool {
        self.affixes.any(Affixes::WA.with(Affixes::FA))
    }

    /// Whether it is a noun, adjective or number.
    pub fn nominal(&self) -> bool {
        matches!(
            self.kind,
            WordKind::Noun | WordKind::Adjective | WordKind::Number
        )
    }
}

/// Readings whose cost is above the best one's by no more than this are about as likely; 7 is one
/// halving of frequency (`rules/morphology.toml`).
pub(crate) const CLOSE: u16 = 21;

/// What the words of a sentence are read from.
pub(crate) struct Reader<'a> {
    pub grammar: &'a Grammar,
    pub rules: &'a Rules,
    pub tokenizer: &'a Tokenizer,
    pub layer: &'a TokenLayer,
    pub text: &'a str,
    pub entities: &'a [EntityMention],
    /// Outermost entity mention of each token of the document.
    pub covers: &'a [Option<u32>],
    pub times: &'a [TimeMention],
    /// Time mention of each token of the document.
    pub time_covers: &'a [Option<u32>],
}

impl Reader<'_> {
    /// Reads the words of a sentence.
    pub fn words(&self, sentence: &Sentence) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(sentence.tokens.len() as usize);
        words.extend(sentence.tokens.range().map(|token| self.word(token, 0)));
        for at in 0..words.len() {
            self.mark_phrase(&mut words, at);
        }
        // What a word is can depend on the cues before it.
        for at in 0..words.len() {
            let token = words[at].token;
            let number = self.choose(token, &words[..at]);
            if number != 0 {
                words[at] = self.word(token, number);
                self.mark_phrase(&mut words, at);
            }
        }
        words
    }

    /// A word in one of its readings, by number.
    fn word(&self, token: usize, number: usize) -> Word {
        let readings = self.layer.readings(token);
        let mut word = Word {
            token,
            kind: WordKind::Other,
            lemma: None,
            lemma_word: WordId::OTHER,
            form: WordId::OTHER,
            whole: WordId::OTHER,
            ending: [0; 4],
            article_written: false,
            features: Features::default(),
            affixes: Affixes::default(),
            cues: CueSet::default(),
            preposition: None,
            phrase: 1,
            entity: self.covers[token],
            time: self.time_covers[token],
            reading: number as u8,
            event_noun: false,
            common_noun: false,
            sound_plural: false,
        };
        let vocabulary = &self.grammar.vocabulary;
        with_loose(self.layer.folded(token), |loose| {
            word.whole = vocabulary.find_loose(loose);
            let kept = loose.len().min(4);
            word.ending[4 - kept..].copy_from_slice(&loose[loose.len() - kept..]);
        });
        word.kind = match self.layer.tokens[token].kind {
            TokenKind::Punctuation => WordKind::Punctuation,
            TokenKind::Number => WordKind::Number,
            _ => WordKind::Other,
        };
        if let Some(reading) = readings.get(number) {
            self.describe(&mut word, reading);
        } else {
            word.form = word.whole;
            word.lemma_word = word.whole;
        }
        self.correct_affixes(&mut word);
        word
    }

    fn describe(&self, word: &mut Word, reading: &Reading) {
        let segments = self.layer.segments_of(reading);
        let Some(stem) = segments.get(reading.stem as usize) else {
            return;
        };
        word.affixes = reading.affixes;
        word.features = stem.morph.features;
        word.lemma = stem.morph.lemma;
        let form = self.layer.form(stem);
        word.form = if form == self.layer.written(word.token) {
            word.whole
        } else {
            self.grammar.vocabulary.find(form)
        };
        word.article_written = with_loose(form, |loose| loose.starts_with("ال".as_bytes()));
        word.lemma_word = match stem.morph.lemma {
            Some(lemma) => self.grammar.vocabulary.lemma(lemma),
            None => {
                let text = self.tokenizer.lemma_of(self.layer, stem);
                self.grammar.vocabulary.find(text)
            }
        };
        if word.kind == WordKind::Number {
            return;
        }
        word.kind = match stem.morph.pos {
            Pos::Verb => WordKind::Verb,
            Pos::Aux => WordKind::Verb,
            Pos::Noun | Pos::Propn | Pos::X => WordKind::Noun,
            Pos::Adj => WordKind::Adjective,
            Pos::Num => WordKind::Number,
            Pos::Punct | Pos::Sym => WordKind::Punctuation,
            _ => WordKind::Other,
        };
        word.cues = self.lemma_cues(word, reading);
        word.common_noun = stem.morph.pos == Pos::Noun && stem.morph.lemma.is_some();
        word.sound_plural =
            word.nominal() && self.is_sound_plural(stem, self.tokenizer.lemma_of(self.layer, stem));
        if matches!(word.kind, WordKind::Noun | WordKind::Adjective) {
            word.event_noun = self.is_event_noun(word, reading);
            // `محادثات` can be read as a plural participle, but is the name of an act.
            if word.event_noun && word.ends_with("ات") {
                word.kind = WordKind::Noun;
            }
        }
        if segments.iter().any(|s| s.role == SegmentRole::Enclitic) {
            word.affixes = word.affixes.with(Affixes::PRONOUN);
        }
    }

    fn is_sound_plural(&self, stem: &Segment, lemma: &str) -> bool {
        stem.morph.features.number == Some(Number::Plural)
            && matches!(self.layer.form(stem).strip_prefix(lemma), Some("ون" | "ين"))
    }

    /// Whether the word can be read as a noun that a frame names.
    fn is_event_noun(&self, word: &Word, chosen: &Reading) -> bool {
        self.layer
            .readings(word.token)
            .iter()
            .filter(|reading| reading.affixes == chosen.affixes)
            .filter_map(|reading| self.layer.segments_of(reading).get(reading.stem as usize))
            .filter(|stem| stem.morph.pos == Pos::Noun)
            .filter_map(|stem| stem.morph.lemma)
            .any(|lemma| {
                let entries = self.rules.by_lemma(lemma);
                entries.iter().any(|entry| entry.form == Form::Noun)
            })
    }

    /// Cue classes of the lemma, and of lemmas that the form can be read as about as well
    /// (`يجري` is of both جرى and أجرى).
    fn lemma_cues(&self, word: &Word, chosen: &Reading) -> CueSet {
        let mut cues = CueSet::default();
        for reading in self.layer.readings(word.token) {
            let close = reading.cost <= chosen.cost.saturating_add(CLOSE);
            let stem = self.layer.segments_of(reading).get(reading.stem as usize);
            let Some(stem) = stem.filter(|_| close && reading.affixes == chosen.affixes) else {
                continue;
            };
            let lemma = || match stem.morph.lemma {
                Some(_) => WordId::OTHER,
                None => {
                    let text = self.tokenizer.lemma_of(self.layer, stem);
                    self.grammar.vocabulary.find(text)
                }
            };
            let found = match (word.kind, stem.morph.pos) {
                (WordKind::Verb, Pos::Verb | Pos::Aux) => {
                    self.grammar.verb(stem.morph.lemma, lemma())
                }
                (WordKind::Noun | WordKind::Adjective, Pos::Noun | Pos::Adj | Pos::Propn) => {
                    self.grammar.noun(stem.morph.lemma, lemma())
                }
                _ => CueSet::default(),
            };
            // Of the other lemmas only their use as carriers of nouns is taken over.
            let first = reading == chosen;
            cues = cues.with(if first { found } else { found.only(&CARRIERS) });
        }
        cues
    }

    /// A mention knows better than the lexicon where its first word begins.
    fn correct_affixes(&self, word: &mut Word) {
        let token = self.layer.tokens[word.token].span;
        let span = match (word.entity, word.time) {
            (Some(entity), _) => self.entities[entity as usize].span,
            (None, Some(time)) => self.times[time as usize].span,
            (None, None) => return,
        };
        let mut affixes = Affixes::default();
        if token.start() < span.start() && span.start() < token.end() {
            let prefix = &self.text[token.start() as usize..span.start() as usize];
            for letter in prefix.chars() {
                affixes = affixes.with(match letter {
                    'و' => Affixes::WA,
                    'ف' => Affixes::FA,
                    'ب' => Affixes::BI,
                    'ل' => Affixes::LI,
                    'ك' => Affixes::KA,
                    _ => Affixes::default(),
                });
            }
        }
        if word.affixes.has(Affixes::AL) {
            affixes = affixes.with(Affixes::AL);
        }
        if word.affixes.has(Affixes::PRONOUN) {
            affixes = affixes.with(Affixes::PRONOUN);
        }
        word.affixes = affixes;
        if word.kind != WordKind::Number {
            word.kind = WordKind::Noun;
        }
    }

    /// The word without the conjunction.
    fn bare(&self, word: &Word) -> WordId {
        if !word.conjoined() {
            return word.whole;
        }
        let mut letters = self.layer.folded(word.token).chars();
        letters.next();
        self.grammar.vocabulary.find(letters.as_str())
    }

    /// Marks the cue word or phrase that begins at a word; the longest wins over shorter ones.
    fn mark_phrase(&self, words: &mut [Word], at: usize) {
        if words[at].entity.is_some() || words[at].kind == WordKind::Punctuation {
            return;
        }
        let mut longest = 0;
        for start in [words[at].whole, self.bare(&words[at]), words[at].form] {
            for phrase in self.grammar.phrases(start) {
                let length = phrase.rest.len() + 1;
                if length < longest || !follows(words, at, &phrase.rest) {
                    continue;
                }
                longest = length;
                words[at].phrase = length;
                match &phrase.effect {
                    Effect::Cue(cue) => {
                        words[at].cues = words[at].cues.with(CueSet::of(*cue));
                    }
                    Effect::Preposition(name) => {
                        words[at].preposition = Some(name.clone());
                    }
                }
            }
            if longest > 0 {
                return;
            }
        }
    }
}

fn follows(words: &[Word], at: usize, rest: &[WordId]) -> bool {
    rest.iter().enumerate().all(|(i, expected)| {
        words.get(at + 1 + i).is_some_and(|word| {
            word.whole == *expected || (word.entity.is_none() && word.form == *expected)
        })
    })
}
