//! Data model of Rasd: spans, tokens, mentions, events and the PLOVER ontology
