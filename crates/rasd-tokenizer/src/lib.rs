//! Arabic normalisation, document structure, sentences, tokens, clitics and morphology.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod analyse;
mod chars;
mod context;
mod costs;
mod credits;
mod guess;
mod letters;
mod lexicon;
mod memo;
mod norm;
mod phrases;
mod rows;
mod scan;
mod sentences;
mod structure;
mod tags;
mod template;
mod tokenizer;
mod vowels;
mod words;

pub use norm::{fold, fold_loose, source_offset, with_loose, write_norm};
pub use tokenizer::{Tokenizer, tokens};
