//! The `rasd` command line.
fn main() {}
