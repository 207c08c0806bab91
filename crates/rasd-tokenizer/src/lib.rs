//! Arabic normalisation, document structure, sentences, tokens, clitics and morphology.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod chars;
mod norm;
mod phrases;
mod scan;
mod sentences;
mod structure;
mod tokenizer;

pub use norm::{fold, fold_loose, source_offset, write_norm};
pub use tokenizer::Tokenizer;
