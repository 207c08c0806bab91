//! The door `rules` for any bytes.

#![no_main]

#[path = "../doors.rs"]
#[allow(dead_code, reason = "each target enters by one door")]
mod doors;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| doors::rules(bytes));
