//! Given names that the tokenizer reads as a preposition, where a newspaper never writes `ى`: الشيخ علي الخطيب, محمود بن علي.

use super::kinds::Kinds;
use super::persons::Openings;
use super::view::View;
use crate::data::{Meaning, NameToken};
use rasd_core::Pos;

/// Most words of a title that ends right before a name.
const TITLE: usize = 3;

impl View<'_> {
    /// Takes a preposition for the name that is written alike where a title or a name stands before it, and after a title
    /// or another given name also one after it.
    pub(super) fn with_names(mut self) -> Self {
        for at in 1..self.words.len() {
            if self.is_name_here(at) {
                let mut word = self.word(at);
                word.function = false;
                word.pos = Some(Pos::Propn);
                let openings = Openings::of(&word, self.folded(at));
                self.words[at] = (word, openings);
            }
        }
        self
    }

    fn is_name_here(&self, at: usize) -> bool {
        let word = self.word(at);
        let may = word.function
            && word.pos == Some(Pos::Adp)
            && self.has(at, Kinds::NAME_TOKEN)
            && !self.written(at).ends_with('ى')
            && matches!(self.part(at), Some(NameToken::Given | NameToken::Common));
        if !may {
            return false;
        }
        // محمود بن علي
        let before = self.part(at - 1);
        if before == Some(NameToken::Kunya) && at > 1 && self.part(at - 2).is_some() {
            return true;
        }
        let next = self.word(at + 1);
        let name = match self.part(at + 1) {
            Some(NameToken::Given) => next.pos != Some(Pos::Verb),
            // رد الوزير علي كلام النائب
            _ => next.pos == Some(Pos::Propn) || next.guessed,
        };
        let clitic = next.preposition || next.conjunction || next.pronoun;
        let follows = next.is_word && !next.function && !clitic && name;
        let title = || {
            (at.saturating_sub(TITLE)..at).any(|first| {
                self.has(first, Kinds::TITLE)
                    && self.meanings(first).any(|(hit, meaning)| {
                        matches!(meaning, Meaning::Title { .. }) && hit.end as usize == at
                    })
            })
        };
        let given = before == Some(NameToken::Given) && !self.is_common_word(at - 1);
        follows && (given || title())
    }

    /// What part of a name the word at a token is by the tables.
    fn part(&self, at: usize) -> Option<NameToken> {
        let whole = |(hit, meaning): (crate::engine::Hit, Meaning)| match meaning {
            Meaning::NameToken(token) if hit.skip == 0 && hit.end as usize == at + 1 => Some(token),
            _ => None,
        };
        self.meanings(at).find_map(whole)
    }
}
