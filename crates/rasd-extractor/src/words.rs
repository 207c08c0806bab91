//! Words of a sentence: one reading each, with the cues of the grammar.

use crate::cue::{CARRIERS, Cue, CueSet};
use crate::frame::Position;
use crate::grammar::{Effect, Grammar};
use crate::known::{Key, Known};
use crate::rules::{Form, Rules};
use crate::vocabulary::WordId;
use crate::word::{Word, WordKind};
use rasd_core::{
    Affixes, EntityMention, EntityType, Features, Number, Pos, Reading, Segment, SegmentRole,
    Sentence, TimeMention, Token, TokenKind, TokenLayer, VerbForm, Voice,
};
use rasd_tokenizer::{Tokenizer, with_loose};
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
    pub known: &'a mut Known,
}

impl Reader<'_> {
    /// Reads the words of a sentence.
    pub fn words(&mut self, sentence: &Sentence) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(sentence.tokens.len() as usize);
        for token in sentence.tokens.range() {
            if !self.is_hashtag_sign(token) {
                self.push_word(token, 0, &mut words);
            }
        }
        for at in 0..words.len() {
            self.mark_phrase(&mut words, at);
        }
        for at in 0..words.len() {
            self.open_after_lam(&mut words, at);
        }
        // What a word is can depend on the cues before it.
        for at in 0..words.len() {
            let token = words[at].token;
            let number = match words[at].verb_possible {
                true => self.choose(token, &words[..at], &words[at + 1..]),
                false => self.title_reading(token).unwrap_or(0),
            };
            if number != 0 {
                self.push_word(token, number, &mut words);
                words.swap_remove(at);
                self.mark_phrase(&mut words, at);
                // `وعبر الرئيس عن`: no preposition any more.
                let chosen = &mut words[at];
                if chosen.kind == WordKind::Verb && chosen.preposition.take().is_some() {
                    chosen.phrase = 1;
                }
            }
        }
        for at in 0..words.len() {
            self.open_condition(&mut words, at);
        }
        self.free_events(&mut words);
        self.some_of_them(&mut words);
        words
    }

    /// `قوات #الجيش_الوطني`: the signs of a hashtag stand between words without parting them.
    fn is_hashtag_sign(&self, token: usize) -> bool {
        let layer = self.layer;
        let sign = || matches!(layer.tokens[token].span.text(self.text), "#" | "_");
        layer.tokens[token].kind != TokenKind::Word && sign()
    }

    /// Adds a word in one of its readings, by number, where it stands.
    fn push_word(&mut self, token: usize, number: usize, words: &mut Vec<Word>) {
        let layer = self.layer;
        let reading = layer.readings(token).get(number);
        let key = match reading {
            Some(_) => layer.reading_number(token, number).map(Key::Reading),
            None => layer.word_number(token).map(Key::Sign),
        };
        let Token { span, norm, .. } = layer.tokens[token];
        let vowelled = span.len() != norm.len();
        match key.and_then(|key| self.known.word(key)) {
            Some(known) => words.push(known.clone()),
            None => {
                let read = self.read(token, reading);
                // What its vowels say is not said of the word wherever it stands.
                if let Some(key) = key.filter(|_| !vowelled) {
                    self.known.keep(key, read.clone());
                }
                words.push(read);
            }
        }
        let Some(word) = words.last_mut() else { return };
        word.token = token;
        word.entity = self.covers[token];
        word.time = self.time_covers[token];
        word.reading = number as u8;
        if let Some(reading) = reading.filter(|_| vowelled) {
            self.hear(word, reading);
        }
        self.correct_affixes(word);
    }

    /// What is said of a word in one reading wherever it stands.
    fn read(&self, token: usize, reading: Option<&Reading>) -> Word {
        let (layer, vocabulary) = (self.layer, &self.grammar.vocabulary);
        let folded = layer.folded(token);
        let mut letters = folded.chars();
        letters.next();
        let mut ending = [0; 4];
        let whole = with_loose(folded, |loose| {
            let kept = loose.len().min(4);
            ending[4 - kept..].copy_from_slice(&loose[loose.len() - kept..]);
            vocabulary.find_loose(loose)
        });
        let mut word = Word {
            token,
            kind: match layer.tokens[token].kind {
                TokenKind::Punctuation => WordKind::Punctuation,
                TokenKind::Number => WordKind::Number,
                _ => WordKind::Other,
            },
            lemma: None,
            lemma_word: whole,
            verb_word: WordId::OTHER,
            form: whole,
            plain: whole,
            whole,
            tail: vocabulary.find(letters.as_str()),
            ending,
            verb_possible: layer.may_be(token, Pos::Verb),
            opens_phrase: false,
            article_written: false,
            features: Features::default(),
            affixes: Affixes::default(),
            pronoun: None,
            cues: CueSet::default(),
            preposition: None,
            wording: None,
            phrase: 1,
            entity: None,
            time: None,
            reading: 0,
            event_noun: false,
            acts: false,
            event_participle: false,
            adjectival: false,
            rather_noun: false,
            common_noun: false,
            accusative: false,
            sound_plural: false,
        };
        if let Some(reading) = reading {
            self.describe(&mut word, reading);
        }
        let mut starts = [word.whole, word.tail, word.form].into_iter();
        word.opens_phrase = starts.any(|start| !self.grammar.phrases(start).is_empty());
        word
    }

    /// What the lexicon and the rules say of a word in a reading.
    fn describe(&self, word: &mut Word, reading: &Reading) {
        let (layer, vocabulary) = (self.layer, &self.grammar.vocabulary);
        let segments = &reading.segments;
        let Some(stem) = segments.get(reading.stem as usize) else {
            return;
        };
        word.affixes = reading.affixes;
        let enclitic = segments.iter().find(|s| s.role == SegmentRole::Enclitic);
        word.pronoun = enclitic.map(|pronoun| pronoun.morph.features);
        word.features = stem.morph.features;
        word.lemma = stem.morph.lemma;
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
        let form = layer.form(stem);
        let lemma = self.tokenizer.lemma_of(layer, stem);
        let noun = matches!(word.kind, WordKind::Noun | WordKind::Adjective);
        (word.form, word.plain) = with_loose(form, |loose| {
            let form = vocabulary.find_loose(loose);
            let plain = loose.strip_prefix("ال".as_bytes());
            word.article_written = plain.is_some();
            (
                form,
                plain.map_or(form, |plain| vocabulary.find_loose(plain)),
            )
        });
        word.lemma_word = match stem.morph.lemma {
            Some(lemma) => vocabulary.lemma(lemma),
            None => vocabulary.find(lemma),
        };
        if let (Pos::Verb, Some(lemma)) = (stem.morph.pos, stem.morph.lemma) {
            word.verb_word = vocabulary.verb(lemma);
        }
        word.cues = self.lemma_cues(word, reading);
        word.common_noun = stem.morph.pos == Pos::Noun && stem.morph.lemma.is_some();
        word.event_noun = noun && self.is_event_noun(word, reading);
        word.acts = word.kind == WordKind::Verb && self.takes_object(word);
        word.event_participle = noun && self.is_event_participle(word);
        let adjective = self.adjective_cost(word, reading);
        word.adjectival = adjective.is_some();
        word.rather_noun =
            adjective.is_some_and(|cost| cost > reading.cost.saturating_add(Reading::UNLIKELY));
        word.accusative = word.nominal() && form.ends_with('ا') && !lemma.ends_with(['ا', 'ى']);
        word.sound_plural = word.nominal() && self.is_sound_plural(stem, lemma);
        // `محادثات` can be read as a plural participle, but is the name of an act.
        if word.event_noun && word.ends_with("ات") {
            word.kind = WordKind::Noun;
        }
        if segments.iter().any(|s| s.role == SegmentRole::Enclitic) {
            word.affixes = word.affixes.with(Affixes::PRONOUN);
        }
    }

    /// The voice of a word that is written with vowels.
    fn hear(&self, word: &mut Word, reading: &Reading) {
        let segments = &reading.segments;
        if let Some(stem) = segments.get(reading.stem as usize) {
            word.features = stem.morph.features;
        }
        if word.features.voice == Some(Voice::Ambiguous) && self.passive_written(word) {
            word.features.voice = Some(Voice::Passive);
        }
    }

    /// `احتُجز`: whether a perfect is written with the damma of the passive.
    fn passive_written(&self, word: &Word) -> bool {
        const DAMMA: char = 'ُ';
        const FIRST: usize = 4;
        let text = self.layer.tokens[word.token].span.text(self.text);
        let letters = || text.chars().take(FIRST + 1);
        word.features.verb_form == Some(VerbForm::Perfect)
            && letters()
                .zip(letters().skip(1))
                .any(|(a, b)| a == DAMMA && b != 'و')
    }

    /// The cost of reading a noun as an adjective, if it can be.
    fn adjective_cost(&self, word: &Word, chosen: &Reading) -> Option<u16> {
        let adjective = |reading: &&Reading| {
            let stem = reading.stem_segment();
            reading.affixes == chosen.affixes && stem.is_some_and(|s| s.morph.pos == Pos::Adj)
        };
        let readings = self.layer.readings(word.token).iter();
        let noun = word.kind == WordKind::Noun;
        let costs = readings.filter(adjective).map(|reading| reading.cost);
        costs.min().filter(|_| noun)
    }

    fn is_sound_plural(&self, stem: &Segment, lemma: &str) -> bool {
        let form = self.layer.form(stem);
        let bare = form.strip_prefix("ال").unwrap_or(form);
        let ending = |form: &str| matches!(form.strip_prefix(lemma), Some("ون" | "ين" | "و" | "ي"));
        stem.morph.features.number == Some(Number::Plural) && (ending(form) || ending(bare))
    }

    /// Whether the word can be read as a noun that a frame names.
    fn is_event_noun(&self, word: &Word, chosen: &Reading) -> bool {
        self.layer
            .readings(word.token)
            .iter()
            .filter(|reading| reading.affixes == chosen.affixes)
            .filter_map(|reading| reading.stem_segment())
            .filter(|stem| stem.morph.pos == Pos::Noun && stem.morph.lemma.is_some())
            .any(|stem| {
                let mut entries = self.rules.by_stem(self.tokenizer, self.layer, stem);
                entries.any(|entry| entry.form == Form::Noun)
            })
    }

    /// Whether a frame has the word as a verb with an object.
    fn takes_object(&self, word: &Word) -> bool {
        let entries = word
            .lemma
            .map_or(&[][..], |lemma| self.rules.by_lemma(lemma));
        entries.iter().any(|entry| {
            let mut slots = self.rules.frames[entry.frame as usize].slots.iter();
            entry.form == Form::Verb && slots.any(|slot| slot.position == Position::Object)
        })
    }

    /// `أمير قطر الشيخ تميم`: the reading as a noun of what no mention covers before the name of a person.
    pub(crate) fn title_reading(&self, token: usize) -> Option<usize> {
        let person = self.kind_after(token) == Some(EntityType::Per);
        if !person || self.covers[token].is_some() {
            return None;
        }
        let readings = self.layer.readings(token);
        let pos = |r: &Reading| r.stem_segment().map_or(Pos::X, |s| s.morph.pos);
        let name = readings.first().is_some_and(|r| pos(r) == Pos::Propn);
        let title = |r: &Reading| pos(r) == Pos::Noun && r.affixes.has(Affixes::AL);
        readings.iter().position(title).filter(|_| name)
    }

    /// Whether a frame names the word as a participle.
    fn is_event_participle(&self, word: &Word) -> bool {
        let lemma = word.lemma.filter(|_| word.participle());
        lemma.is_some_and(|lemma| {
            let mut entries = self.rules.by_lemma(lemma).iter();
            entries.any(|entry| entry.form == Form::Participle)
        })
    }

    /// Cue classes of the lemma, and of lemmas that the form can be read as about as well
    /// (`يجري` is of both جرى and أجرى).
    fn lemma_cues(&self, word: &Word, chosen: &Reading) -> CueSet {
        let mut cues = CueSet::default();
        let mut carriers = CueSet::default();
        for reading in self.layer.readings(word.token) {
            let close = reading.cost <= chosen.cost.saturating_add(CLOSE);
            let stem = reading.stem_segment();
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
            if reading == chosen {
                cues = cues.with(found);
            } else {
                carriers = carriers.with(found.only(&CARRIERS));
            }
        }
        // `تلقى تهديدات` is no form of ألقى.
        if cues.has(Cue::LightUndergo) {
            carriers = carriers.only(&[Cue::LightSubject, Cue::LightUndergo]);
        }
        cues.with(carriers)
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

    /// Marks the cue word or phrase that begins at a word; the longest wins over shorter ones.
    fn mark_phrase(&self, words: &mut [Word], at: usize) {
        let word = &words[at];
        if !word.opens_phrase || word.entity.is_some() || word.kind == WordKind::Punctuation {
            return;
        }
        // Phrases of several words go on with one of these.
        let next = words.get(at + 1).map_or([WordId::OTHER; 2], |next| {
            let form = next.entity.is_none().then_some(next.form);
            [next.whole, form.unwrap_or_default()]
        });
        let mut longest = 0;
        for start in [words[at].whole, words[at].bare(), words[at].form] {
            for phrase in self.grammar.phrases(start) {
                if phrase.second != WordId::OTHER && !next.contains(&phrase.second) {
                    continue;
                }
                let length = phrase.rest.len() + 1;
                let fits = || follows(words, at, &phrase.rest) && !parts_time(words, at, length);
                if length < longest || !fits() {
                    continue;
                }
                longest = length;
                words[at].phrase = length;
                match &phrase.effect {
                    Effect::Cue(cue) => {
                        words[at].cues = words[at].cues.with(CueSet::of(*cue));
                    }
                    Effect::Preposition { name, wording } => {
                        words[at].preposition = Some(name.clone());
                        words[at].wording = Some(wording.clone());
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

/// Whether a phrase would end inside a time expression that begins after its first word (`في وقت` in
/// `في وقت مبكر من صباح أمس`).
fn parts_time(words: &[Word], at: usize, length: usize) -> bool {
    let time = |word: usize| words.get(word).and_then(|word| word.time);
    let last = time(at + length - 1);
    last.is_some() && last == time(at + length) && last != time(at)
}
