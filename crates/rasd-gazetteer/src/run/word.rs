//! What the tokenizer says of a word, in short.

use rasd_core::{Affixes, Gender, Number, Pos, TokenKind, TokenLayer, VerbForm};

/// What the tokenizer says of a word, in short.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// An Arabic or foreign word, not a number or mark.
    pub(crate) is_word: bool,
    pub(crate) pos: Option<Pos>,
    /// Not in the lexicon.
    pub(crate) guessed: bool,
    /// With the article, or with an attached pronoun.
    pub(crate) definite: bool,
    pub(crate) pronoun: bool,
    /// A particle, preposition or pronoun of the lexicon.
    pub(crate) function: bool,
    /// A number, in digits or in words.
    pub(crate) number: bool,
    /// A verbal noun.
    pub(crate) masdar: bool,
    /// A participle.
    pub(crate) participle: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) number_of: Option<Number>,
    /// With و or ف before it.
    pub(crate) conjunction: bool,
    /// With ب, ل or ك before it.
    pub(crate) preposition: bool,
    /// A dual or plural that lost its ن before a complement: وزيرا, مسؤولو.
    pub(crate) construct: bool,
}

/// The best reading of a token in short.
pub(crate) fn word(layer: &TokenLayer, index: usize) -> Word {
    let kind = layer.tokens[index].kind;
    let is_word = matches!(kind, TokenKind::Word | TokenKind::Foreign);
    let Some(reading) = layer.reading(index) else {
        return Word {
            is_word,
            guessed: kind == TokenKind::Foreign,
            number: kind == TokenKind::Number,
            ..Word::default()
        };
    };
    let stem = layer.stem(index);
    let form = stem.and_then(|stem| stem.morph.features.verb_form);
    let prepositions = Affixes::BI.with(Affixes::LI).with(Affixes::KA);
    Word {
        is_word,
        pos: stem.map(|stem| stem.morph.pos),
        guessed: reading.guessed,
        function: !reading.guessed
            && stem.is_some_and(|stem| {
                matches!(
                    stem.morph.pos,
                    Pos::Adp
                        | Pos::Part
                        | Pos::Sconj
                        | Pos::Cconj
                        | Pos::Pron
                        | Pos::Det
                        | Pos::Aux
                )
            }),
        number: stem.is_some_and(|stem| stem.morph.pos == Pos::Num),
        masdar: form == Some(VerbForm::Masdar),
        gender: stem.and_then(|stem| stem.morph.features.gender),
        number_of: stem.and_then(|stem| stem.morph.features.number),
        participle: matches!(
            form,
            Some(VerbForm::ActiveParticiple | VerbForm::PassiveParticiple)
        ),
        definite: reading.affixes.any(Affixes::AL.with(Affixes::PRONOUN)),
        pronoun: reading.affixes.has(Affixes::PRONOUN),
        conjunction: reading.affixes.any(Affixes::WA.with(Affixes::FA)),
        preposition: reading.affixes.any(prepositions),
        construct: stem.is_some_and(|stem| {
            let number = stem.morph.features.number;
            matches!(number, Some(Number::Dual | Number::Plural))
                && !reading.affixes.any(Affixes::AL.with(Affixes::PRONOUN))
                && layer.folded(index).ends_with(['و', 'ي', 'ا'])
        }),
    }
}
