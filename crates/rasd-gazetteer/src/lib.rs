//! Gazetteers: loads, matches and links entity mentions in Arabic text
