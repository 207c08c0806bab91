//! Words of a sentence: one reading each, with the cues of the grammar.

use crate::cue::{CARRIERS, Cue, CueSet};
use crate::grammar::{Effect, Grammar};
use crate::rules::{Form, Rules};
use crate::vocabulary::WordId;
use rasd_core::{
    Affixes, EntityMention, Features, LemmaId, Number, Pos, Reading, SegmentRole, Sentence,
    TimeMention, TokenKind, TokenLayer,
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
        for token in sentence.tokens.range() {
            let word = self.word(token, &words);
            words.push(word);
        }
        self.mark_phrases(&mut words);
        words
    }

    fn word(&self, token: usize, before: &[Word]) -> Word {
        let readings = self.layer.readings(token);
        let number = self.choose(token, before);
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
                (WordKind::Noun | WordKind::Adjective, Pos::Noun | Pos::Adj) => {
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

    /// Chooses between the readings. The tokenizer's choice stands but for two classes of words:
    /// verbs of the eighth form that look like nouns with the article (`التقى`), and verbs whose
    /// written hamza an adverb or particle ignores (`هنأ`).
    fn choose(&self, token: usize, before: &[Word]) -> usize {
        let readings = self.layer.readings(token);
        let stem = |r: &Reading| self.layer.segments_of(r).get(r.stem as usize).copied();
        let pos = |r: &Reading| stem(r).map_or(Pos::X, |s| s.morph.pos);
        let Some(best) = readings.first() else {
            return 0;
        };
        let Some(verb) = readings.iter().position(|r| pos(r) == Pos::Verb) else {
            return 0;
        };
        // After قد and سوف stands a verb; and a first name that no mention covers is none.
        let particle = before.last().is_some_and(|last| {
            last.kind == WordKind::Other
                && last
                    .cues
                    .any(&[Cue::Auxiliary, Cue::FutureParticle, Cue::NegationFuture])
        });
        let no_name = pos(best) == Pos::Propn && self.covers[token].is_none() && before.is_empty();
        if (particle || no_name) && !best.affixes.has(Affixes::AL) {
            return verb;
        }
        let like_article = best.affixes.has(Affixes::AL)
            && !readings[verb].affixes.has(Affixes::AL)
            && before.last().is_none_or(|last| {
                best.affixes.any(Affixes::WA.with(Affixes::FA))
                    || last.kind == WordKind::Punctuation
                    || last.kind == WordKind::Verb
                    || last.entity.is_some()
                    || last
                        .cues
                        .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
            });
        let written = self.layer.written(token);
        let exact = |r: &Reading| stem(r).is_some_and(|s| written.contains(self.layer.form(&s)));
        let hamza = !matches!(pos(best), Pos::Verb | Pos::Noun | Pos::Adj)
            && !exact(best)
            && exact(&readings[verb]);
        if like_article || hamza || self.dual_verb(readings, verb, before) {
            return verb;
        }
        if pos(best) == Pos::Verb
            && let Some(noun) = readings.iter().position(|r| pos(r) == Pos::Noun)
            && !best.affixes.any(
                Affixes::WA
                    .with(Affixes::FA)
                    .with(Affixes::SA)
                    .with(Affixes::LI),
            )
            && readings[noun].cost <= best.cost.saturating_add(2 * CLOSE)
            && (announced(before) || awaits_noun(before))
        {
            return noun;
        }
        let plain = pos(best) == Pos::Noun
            && !best.affixes.any(
                Affixes::AL
                    .with(Affixes::PRONOUN)
                    .with(Affixes::BI)
                    .with(Affixes::LI)
                    .with(Affixes::KA),
            );
        let likely = readings[verb].cost <= best.cost.saturating_add(3 * CLOSE);
        if plain && likely && awaits_verb(before) {
            return verb;
        }
        let after_comma = before
            .last()
            .is_some_and(|w| w.kind == WordKind::Punctuation);
        let conjoined = best.affixes.any(Affixes::WA.with(Affixes::FA));
        let bare_noun =
            pos(best) == Pos::Noun && !best.affixes.any(Affixes::AL.with(Affixes::PRONOUN));
        let near = readings[verb].cost <= best.cost.saturating_add(CLOSE);
        if after_comma && conjoined && bare_noun && near && !readings[verb].affixes.has(Affixes::AL)
        {
            return verb;
        }
        0
    }

    /// `بحثا`, `قطعا`: a dual verb after two or at the head of a sentence, where an accusative noun
    /// or adverb cannot stand.
    fn dual_verb(&self, readings: &[Reading], verb: usize, before: &[Word]) -> bool {
        let features = self
            .layer
            .segments_of(&readings[verb])
            .get(readings[verb].stem as usize)
            .map(|s| s.morph.features);
        if features.and_then(|f| f.number) != Some(Number::Dual) {
            return false;
        }
        let last = before
            .iter()
            .rev()
            .take(4)
            .find(|w| w.kind != WordKind::Punctuation && !w.cues.has(Cue::Auxiliary));
        last.is_none_or(|word| {
            let two = word.entity.is_some_and(|e| {
                let mention = &self.entities[e as usize];
                mention.number == Number::Dual || mention.refs.len() == 2
            });
            two || word.cues.has(Cue::Complementizer)
        })
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

    /// Marks cue words and phrases; the longest phrase at a word wins over shorter ones.
    fn mark_phrases(&self, words: &mut [Word]) {
        for at in 0..words.len() {
            let inside = words[at].entity.is_some() || words[at].kind == WordKind::Punctuation;
            if inside {
                continue;
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
                    break;
                }
            }
        }
    }
}

/// Whether the words before end in a comma and an announcement still waits for its object:
/// `أعلنت الوزارة، أمس، فرض عقوبات`.
fn announced(before: &[Word]) -> bool {
    const REACH: usize = 16;
    if before
        .last()
        .is_none_or(|w| w.kind != WordKind::Punctuation)
    {
        return false;
    }
    before
        .iter()
        .rev()
        .take(REACH)
        .take_while(|w| {
            !w.cues
                .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
        })
        .find(|w| w.kind == WordKind::Verb)
        .is_some_and(|w| w.cues.any(&[Cue::Announce]))
}

/// Whether the clause has been opened (`أن`, `كما`) and holds only a name so far: what follows is its
/// verb (`إن مشعل بحث مع لافروف`).
fn awaits_verb(before: &[Word]) -> bool {
    const REACH: usize = 12;
    for word in before.iter().rev().take(REACH) {
        let opens = [Cue::Complementizer, Cue::ClauseStart];
        if word.entity.is_none() && word.cues.any(&opens) {
            return !word.has_pronoun();
        }
        let passed = word.entity.is_some()
            || word.kind == WordKind::Punctuation
            || word.cues.any(&[Cue::Honorific, Cue::Auxiliary, Cue::Skip]);
        if !passed || word.preposition.is_some() {
            return false;
        }
    }
    false
}

/// Whether a verb and its named subject stand before with nothing that could open a new clause: no
/// second finite verb can follow (`أكدت مصر دعمها`).
fn awaits_noun(before: &[Word]) -> bool {
    const REACH: usize = 12;
    let Some(last) = before.last() else {
        return false;
    };
    let closed = last.entity.is_some() || (last.kind == WordKind::Noun && last.definite());
    closed
        && before
            .iter()
            .rev()
            .take(REACH)
            .take_while(|w| {
                w.kind != WordKind::Punctuation
                    && !w
                        .cues
                        .any(&[Cue::Complementizer, Cue::Relative, Cue::ClauseStart])
                    && !w.cues.any(&[Cue::Auxiliary])
            })
            .any(|w| w.kind == WordKind::Verb)
}

fn follows(words: &[Word], at: usize, rest: &[WordId]) -> bool {
    rest.iter().enumerate().all(|(i, expected)| {
        words.get(at + 1 + i).is_some_and(|word| {
            word.whole == *expected || (word.entity.is_none() && word.form == *expected)
        })
    })
}
