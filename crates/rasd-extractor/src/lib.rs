//! Finds PLOVER events in analysed Arabic text: who did what to whom, when and where.
//!
//! All knowledge of words lies in data files. `rules/events/*.toml` holds the **frames**: which
//! lemmas name an event of which category, and which grammatical positions its participants
//! fill. `rules/grammar/*.toml` holds the closed classes: prepositions, light verbs, negation and
//! the other cues. `docs/RULES.md` explains both to their authors. This crate reads them and
//! knows the mechanism only:
//!
//! 1. `words`, `reading`, `genders`, `opening`, `marks`: what each word is;
//!    `chunks`, `adjectives`, `describing`, `concord`, `described`, `unowned`, `constructs`, `joined`, `links`, `appositions`, `objects`, `purviews`, `attach`, `apart`: its phrases;
//!    `clauses`, `subjects`, `agreement`, `relatives`, `resumed`, `voicing`, `conjoined`, `parties`: its clauses and who acts in
//!    them; a shallow analysis of a sentence (`scene`), linear in its length;
//! 2. `fillers`, `participles`, `masdars`, `carriers`, `content`, `undergo`, `nationals`, `control`, `pronouns`, `turned`, `dropped`, `quoted`: what stands in the positions around a trigger;
//! 3. `gates`, `topics`, `matching`, `roles`, `agents`: which frame fits and which roles that gives;
//! 4. `realis`, `finite`, `governors`, `bound`, `purposes`, `aims`, `certainty`: fact, plan, denial or mere wish;
//! 5. `judge`: all of this for one trigger; `participants`, `nominal`, `endings`, `naming`: the words that an argument is told by;
//!    `places`, `times`, `setting`: where and when; `enrich`: modes, contexts, source, casualties; `report`: told or background;
//! 6. `around`, `mentions`, `candidates`, `attribute`, `attachment`, `weighing`: the weights that decide over what the frames found;
//!    `whereabouts`, `barred`, `later`, `lengths`, `listed` and `occasion` then see to it that a place is told by its name and belongs to the event;
//! 7. `doubled`, `share`, `evidence`, `tie`, `cluster`, `implied`: mentions of one event find each other.
//!
//! `rules` holds what `frame_reader` and `grammar` read, `run` goes through a document sentence by sentence.
//!
//! It does not know the gazetteer or the time tagger: mentions come in, events go out.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod adjectives;
mod agents;
mod agreement;
mod aims;
mod apart;
mod appositions;
mod around;
mod attach;
mod attachment;
mod attribute;
mod barred;
mod bound;
mod candidates;
mod carriers;
mod certainty;
mod chunks;
mod clauses;
mod cluster;
mod concord;
mod conjoined;
mod constructs;
mod content;
mod control;
mod cue;
mod described;
mod describing;
mod doubled;
mod draft;
mod dropped;
mod endings;
mod enrich;
mod evidence;
mod extract;
mod fillers;
mod finite;
mod fits;
mod frame;
mod frame_reader;
mod gates;
mod genders;
mod governed;
mod governors;
mod grammar;
mod implied;
mod joined;
mod judge;
mod known;
mod lam;
mod later;
mod lengths;
mod links;
mod listed;
mod marks;
mod masdars;
mod matching;
mod mentions;
mod naming;
mod nationals;
mod nominal;
mod objects;
mod occasion;
mod opening;
mod overruled;
mod participants;
mod participles;
mod parties;
mod places;
mod pronouns;
mod purposes;
mod purviews;
mod quoted;
mod reading;
mod realis;
mod relatives;
mod report;
mod resumed;
mod roles;
mod rules;
mod run;
mod scene;
mod setting;
mod share;

mod source;
mod subjects;
mod tie;
mod times;
mod topics;
mod turned;
mod undergo;
mod unowned;
mod vocabulary;
mod voicing;
mod weighing;
mod whereabouts;
mod word;
mod words;

pub use cluster::Comparison;
pub use cue::Cue;
pub use extract::{Extractor, Input, Rejection};
pub use frame::{Condition, Content, Example, Frame, Position, Slot, Test, TypeSet, Where};
pub use weighing::CandidateRow;
