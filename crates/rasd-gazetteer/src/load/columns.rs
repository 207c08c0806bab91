//! The columns of each table.

use crate::table::Columns;

pub(super) const COUNTRIES: Columns = Columns {
    required: &[
        "code",
        "name_en",
        "names",
        "nisba",
        "nisba_plural",
        "capital",
        "source",
    ],
    optional: &["adjective_en"],
};

pub(super) const GROUPS: Columns = Columns {
    required: &[
        "id", "name_en", "country", "sector", "nisba", "plural", "names", "source",
    ],
    optional: &[],
};

pub(super) const PLACES: Columns = Columns {
    required: &["id", "type", "name_en", "country", "names"],
    optional: &[
        "context",
        "admin",
        "lat",
        "lon",
        "geonames",
        "population",
        "feature",
        "source",
    ],
};

pub(super) const ORGS: Columns = Columns {
    required: &["id", "name_en", "country", "sector", "names"],
    optional: &["context", "wikidata", "sectors", "source"],
};

pub(super) const PERSONS: Columns = Columns {
    required: &["id", "name_en", "country", "sector", "names"],
    optional: &["short", "wikidata", "source"],
};

pub(super) const OFFICES: Columns = Columns {
    required: &["office", "person", "start", "end"],
    optional: &["source"],
};

pub(super) const TITLES: Columns = Columns {
    required: &["title", "office", "sector", "kind"],
    optional: &["feminine", "dual", "plural", "source"],
};

pub(super) const HEADS: Columns = Columns {
    required: &["head", "short", "type", "shape", "slug", "sector"],
    optional: &["source"],
};

pub(super) const NOMINALS: Columns = Columns {
    required: &[
        "nominal",
        "dual",
        "plural",
        "role",
        "sector",
        "reference",
        "human",
    ],
    optional: &["gender", "source"],
};

pub(super) const CUES: Columns = Columns {
    required: &["word", "cue"],
    optional: &["source"],
};

pub(super) const QUALIFIERS: Columns = Columns {
    required: &["word", "qualifier"],
    optional: &["source"],
};

pub(super) const INFLECTIONS: Columns = Columns {
    required: &["kind", "suffix", "gender", "number"],
    optional: &["source"],
};

pub(super) const JOINS: Columns = Columns {
    required: &["word", "side"],
    optional: &["source"],
};

pub(super) const NAME_TOKENS: Columns = Columns {
    required: &["token", "class", "weight", "ambiguous"],
    optional: &["source"],
};

pub(super) const NAME_LATIN: Columns = Columns {
    required: &["token", "latin"],
    optional: &["source"],
};

/// The kinds of table, in the order in which they are read.
pub(super) const ORDER: &[&str] = &[
    "inflections",
    "name-joins",
    "cues",
    "heads",
    "nominals",
    "qualifiers",
    "titles",
    "countries",
    "groups",
    "orgs",
    "places",
    "persons",
    "offices",
    "name-tokens",
    "name-latin",
];

/// Where the kind of a table stands in [`ORDER`], by the table's name without folder and ending.
pub(super) fn position(table: &str) -> Option<usize> {
    ORDER.iter().position(|kind| {
        let rest = table.strip_prefix(kind);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

/// The kind of a table by its name: `orgs` for `orgs-media`.
pub(crate) fn kind_of(table: &str) -> Option<&'static str> {
    position(table).map(|at| ORDER[at])
}
