//! Tokens, their clitics and their morphology.

use crate::names::vocabulary;
use crate::readings::Kept;
use crate::{ByteSpan, ReadingTable, ReadingsId, Sentence};
use std::sync::Arc;

vocabulary! {
    /// What a token is made of.
    pub enum TokenKind ("token kind") {
        /// An Arabic word with its clitics.
        Word = "word",
        /// Digits with the separators between them (`.` `,` and `:`); a percent sign is a
        /// symbol of its own.
        Number = "number",
        /// A word in Latin or another foreign script.
        Foreign = "foreign",
        /// Punctuation.
        Punctuation = "punctuation",
        /// Symbols and emoji.
        Symbol = "symbol",
        /// A web or mail address.
        Url = "url",
        /// A user name with its at sign.
        Handle = "handle",
    }
}

vocabulary! {
    /// Part of speech, named as in Universal Dependencies where it has a name.
    pub enum Pos ("part of speech") {
        /// Noun, masdars included.
        Noun = "NOUN",
        /// Proper noun.
        Propn = "PROPN",
        /// Adjective, nisba and participles used as such included.
        Adj = "ADJ",
        /// Verb.
        Verb = "VERB",
        /// Adverb.
        Adv = "ADV",
        /// Pronoun, relative pronouns included.
        Pron = "PRON",
        /// Demonstrative or quantifier.
        Det = "DET",
        /// Preposition.
        Adp = "ADP",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Particle: negation, future, interrogation.
        Part = "PART",
        /// Auxiliary: kana and its sisters.
        Aux = "AUX",
        /// Numeral.
        Num = "NUM",
        /// Interjection.
        Intj = "INTJ",
        /// Punctuation.
        Punct = "PUNCT",
        /// Symbol.
        Sym = "SYM",
        /// Not known.
        X = "X",
    }
}

vocabulary! {
    /// Place of a segment in its word.
    pub enum SegmentRole ("segment role") {
        /// Before the stem: و ف ب ل ك س أ.
        Proclitic = "proclitic",
        /// The stem, with the article if it has one.
        Stem = "stem",
        /// After the stem: a pronoun.
        Enclitic = "enclitic",
    }
}

vocabulary! {
    /// Form of a verb, or the kind of nominal derived from one.
    pub enum VerbForm ("verb form") {
        /// Perfect: التقى.
        Perfect = "perfect",
        /// Imperfect: يلتقي.
        Imperfect = "imperfect",
        /// Imperative.
        Imperative = "imperative",
        /// Verbal noun: لقاء.
        Masdar = "masdar",
        /// Active participle: ملتق.
        ActiveParticiple = "active-participle",
        /// Passive participle: معتقل.
        PassiveParticiple = "passive-participle",
    }
}

vocabulary! {
    /// Voice of a verb form.
    pub enum Voice ("voice") {
        /// Only an active reading.
        Active = "active",
        /// Only a passive reading.
        Passive = "passive",
        /// Written alike in both; the vowels that would tell are not written.
        Ambiguous = "ambiguous",
    }
}

vocabulary! {
    /// Grammatical number.
    pub enum Number ("number") {
        /// One.
        Singular = "singular",
        /// Two.
        Dual = "dual",
        /// Three or more.
        Plural = "plural",
    }
}

impl Number {
    /// How nouns for several men and for two end, that of a subject first; nothing for one, which has no ending of its
    /// own.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Number::Singular => &[],
            Number::Dual => &["ان", "ين"],
            Number::Plural => &["ون", "ين"],
        }
    }
}

vocabulary! {
    /// Grammatical gender.
    pub enum Gender ("gender") {
        /// Masculine.
        Masculine = "masculine",
        /// Feminine.
        Feminine = "feminine",
    }
}

vocabulary! {
    /// Grammatical person.
    pub enum Person ("person") {
        /// Speaker.
        First = "first",
        /// Addressee.
        Second = "second",
        /// Anyone else.
        Third = "third",
    }
}

/// Index of a lemma in the lexicon that analysed the text; guessed words have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LemmaId(pub u32);

/// Morphological features; `None` where they do not apply or are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    /// Verb form or deverbal kind.
    pub verb_form: Option<VerbForm>,
    /// Voice.
    pub voice: Option<Voice>,
    /// Person.
    pub person: Option<Person>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Option<Number>,
    /// Carries the article.
    pub definite: bool,
    /// Relational adjective (nisba).
    pub nisba: bool,
}

/// What a segment is, grammatically.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Morph {
    /// The lemma if the lexicon has it; otherwise the segment's form is its own lemma.
    pub lemma: Option<LemmaId>,
    /// Part of speech.
    pub pos: Pos,
    /// Features.
    pub features: Features,
}

/// A clitic or the stem of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Source bytes of the segment, counted from the beginning of its token; the segments of a word
    /// concatenate to it. [`TokenLayer::segment_span`] gives bytes of the text.
    pub span: ByteSpan,
    /// Place in the word.
    pub role: SegmentRole,
    /// Its form with spelling changes undone.
    pub form: Arc<str>,
    /// What it is.
    pub morph: Morph,
}

/// Proclitics and article of a reading, as a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Affixes(pub u16);

impl Affixes {
    /// Conjunction و.
    pub const WA: Affixes = Affixes(1);
    /// Conjunction ف.
    pub const FA: Affixes = Affixes(1 << 1);
    /// Preposition ب.
    pub const BI: Affixes = Affixes(1 << 2);
    /// Preposition, subordinator or jussive ل.
    pub const LI: Affixes = Affixes(1 << 3);
    /// Preposition ك.
    pub const KA: Affixes = Affixes(1 << 4);
    /// Future س.
    pub const SA: Affixes = Affixes(1 << 5);
    /// Interrogative أ.
    pub const HAMZA: Affixes = Affixes(1 << 6);
    /// The article.
    pub const AL: Affixes = Affixes(1 << 7);
    /// An attached pronoun.
    pub const PRONOUN: Affixes = Affixes(1 << 8);
    /// Emphatic ل before a verb or particle.
    pub const LA: Affixes = Affixes(1 << 9);

    /// Whether all flags of `other` are set.
    #[inline]
    pub const fn has(self, other: Affixes) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any flag of `other` is set.
    #[inline]
    pub const fn any(self, other: Affixes) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags that `other` does not set.
    #[inline]
    pub const fn without(self, other: Affixes) -> Affixes {
        Affixes(self.0 & !other.0)
    }

    /// Both sets together.
    #[inline]
    pub const fn with(self, other: Affixes) -> Affixes {
        Affixes(self.0 | other.0)
    }
}

/// One way to read a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its segments, in text order.
    pub segments: Box<[Segment]>,
    /// Which of the segments is the stem.
    pub stem: u8,
    /// Which clitics it has.
    pub affixes: Affixes,
    /// Rank within the lexicon's knowledge; lower is likelier.
    pub cost: u16,
    /// Whether the stem was guessed rather than found in the lexicon.
    pub guessed: bool,
    /// Its number in the memory that numbered the words; [`TokenLayer::reading_number`] reads it.
    pub number: u32,
}

impl Reading {
    /// What a reading costs more that is much less likely than another; 7 is one halving of frequency
    /// (`rules/morphology.toml`).
    pub const UNLIKELY: u16 = 30;

    /// The segment that is the stem.
    #[inline]
    pub fn stem_segment(&self) -> Option<&Segment> {
        self.segments.get(usize::from(self.stem))
    }
}

/// A token of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Source bytes.
    pub span: ByteSpan,
    /// What it is made of.
    pub kind: TokenKind,
    /// Range of its normalised form in [`TokenLayer::norms`]: no diacritics, tatweel or
    /// marks; hamza kept.
    pub norm: ByteSpan,
    /// Range of the form folded for search (أإآٱ as ا), as long as `norm` byte for byte; the
    /// same range where both forms are equal.
    pub folded: ByteSpan,
    /// Where its readings are kept; nothing for tokens that are no words.
    pub readings: ReadingsId,
    /// Number of readings; 0 for tokens that are no words.
    pub reading_count: u8,
}

/// The tokens of a document with their readings, in buffers that can be reused.
#[derive(Debug, Clone, Default)]
pub struct TokenLayer {
    /// Tokens in text order; between them there is only white space and what is written without width.
    pub tokens: Vec<Token>,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Readings of words that are written in normal form, shared with other layers of the same memory.
    pub shared: Option<Arc<ReadingTable>>,
    /// Readings of words whose marks and vowels say more of them.
    own: Vec<Vec<Reading>>,
    /// Normalised and folded forms of the tokens.
    pub norms: String,
    /// Which memory of words numbered the words and readings: in layers of the same memory the
    /// same numbers mean the same. 0 if nothing is numbered.
    pub memory: u64,
    /// Numbers of the tokens' words and signs in that memory; [`TokenLayer::word_number`] reads them.
    pub words: Vec<u32>,
}

/// In [`TokenLayer::words`]: neither a word nor a sign.
const NO_WORD: u32 = u32::MAX;

impl TokenLayer {
    /// Forgets everything and keeps the allocated room.
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.shared = None;
        self.own.clear();
        self.norms.clear();
        self.memory = 0;
        self.words.clear();
    }

    /// Number of the word that token number `index` is, without its marks and vowels, or of the
    /// punctuation mark or symbol; what is written in digits or in another script has none.
    #[inline]
    pub fn word_number(&self, index: usize) -> Option<u32> {
        let number = self.words.get(index).copied();
        number.filter(|number| *number != NO_WORD)
    }

    /// Number of the reading at `at` of token number `index`, 0 for the best one.
    #[inline]
    pub fn reading_number(&self, index: usize, at: usize) -> Option<u32> {
        let token = &self.tokens[index];
        if at >= usize::from(token.reading_count) || self.memory == 0 {
            return None;
        }
        match (at, token.readings.kept()) {
            // The number it is kept at.
            (0, Kept::Shared(number)) => Some(number),
            _ => Some(self.readings(index).get(at)?.number),
        }
    }

    /// Gives token number `index` readings that no other layer shares, the best one first.
    pub fn add_own(&mut self, index: usize, readings: Vec<Reading>) {
        let token = &mut self.tokens[index];
        token.readings = ReadingsId::own(self.own.len());
        token.reading_count = readings.len() as u8;
        self.own.push(readings);
    }

    /// Numbers the words and signs: `number` is given each token with its normalised form and answers
    /// the number of the word or sign that it is, `None` for other tokens.
    pub fn number_words(&mut self, mut number: impl FnMut(&Token, &str) -> Option<u32>) {
        self.words.clear();
        self.words.extend(self.tokens.iter().map(|token| {
            let number = number(token, token.norm.text(&self.norms));
            number.unwrap_or(NO_WORD)
        }));
    }

    /// Orthographically normalised form of token number `index`.
    #[inline]
    pub fn written(&self, index: usize) -> &str {
        self.tokens[index].norm.text(&self.norms)
    }

    /// Search-folded form of token number `index`.
    #[inline]
    pub fn folded(&self, index: usize) -> &str {
        self.tokens[index].folded.text(&self.norms)
    }

    /// All readings of token number `index`, the best one first; empty for what is no word.
    #[inline]
    pub fn readings(&self, index: usize) -> &[Reading] {
        let token = &self.tokens[index];
        match (token.readings.kept(), &self.shared) {
            _ if token.reading_count == 0 => &[],
            (Kept::Shared(number), Some(shared)) => shared.get(number),
            (Kept::Shared(_), None) => &[],
            (Kept::Own(place), _) => &self.own[place],
        }
    }

    /// The best reading of token number `index`.
    #[inline]
    pub fn reading(&self, index: usize) -> Option<&Reading> {
        self.readings(index).first()
    }

    /// The stem of the best reading of token number `index`.
    #[inline]
    pub fn stem(&self, index: usize) -> Option<&Segment> {
        self.reading(index)?.stem_segment()
    }

    /// The stems of all readings of token number `index`, that of the best one first.
    #[inline]
    pub fn stems(&self, index: usize) -> impl Iterator<Item = &Segment> {
        let readings = self.readings(index).iter();
        readings.filter_map(Reading::stem_segment)
    }

    /// Whether the stem of token number `index` has this part of speech in any reading.
    #[inline]
    pub fn may_be(&self, index: usize, pos: Pos) -> bool {
        self.stems(index).any(|stem| stem.morph.pos == pos)
    }

    /// The clitics of the best reading of token number `index`.
    #[inline]
    pub fn affixes(&self, index: usize) -> Affixes {
        self.reading(index).map(|r| r.affixes).unwrap_or_default()
    }

    /// The attached pronoun of the best reading of token number `index`.
    #[inline]
    pub fn enclitic(&self, index: usize) -> Option<&Segment> {
        let reading = self.reading(index)?;
        reading
            .segments
            .iter()
            .find(|s| s.role == SegmentRole::Enclitic)
    }

    /// The form of a segment with spelling changes undone.
    #[inline]
    pub fn form<'s>(&self, segment: &'s Segment) -> &'s str {
        &segment.form
    }

    /// Source bytes of a segment of a reading of token number `index`.
    #[inline]
    pub fn segment_span(&self, index: usize, segment: &Segment) -> ByteSpan {
        segment.span.shifted(self.tokens[index].span.start())
    }
}
