//! The text layer of any bytes (tokens tile the text, segments tile the words, normalising twice
//! changes nothing), and the door `text`.

#![no_main]

#[path = "../doors.rs"]
#[allow(dead_code, reason = "each target enters by one door")]
mod doors;
#[path = "../../crates/rasd-tokenizer/tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use rasd_tokenizer::Tokenizer;
use std::sync::LazyLock;

static TOKENIZER: LazyLock<Tokenizer> =
    LazyLock::new(|| Tokenizer::load(&rasd::Data::embedded().files()).value);

fuzz_target!(|bytes: &[u8]| {
    invariants::check(&TOKENIZER, &String::from_utf8_lossy(bytes));
    doors::text(bytes);
});
