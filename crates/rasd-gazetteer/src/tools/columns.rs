//! What the columns of a table mean, for those who fill them.

use crate::load::columns;

/// A column of a table that the tools write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Whether a row without it says nothing.
    pub needed: bool,
    /// What to write.
    pub help: &'static str,
}

const fn needed(name: &'static str, help: &'static str) -> Column {
    Column {
        name,
        needed: true,
        help,
    }
}

const fn free(name: &'static str, help: &'static str) -> Column {
    Column {
        name,
        needed: false,
        help,
    }
}

const ID: Column = needed(
    "id",
    "stable id: the English name as a slug, as in zayd-al-amri",
);
const NAME_EN: Column = needed("name_en", "English name");
const COUNTRY: Column = free("country", "country code, or IGO UNO EUR NGO ISM IMG MNC");
const SECTOR: Column = free(
    "sector",
    "PLOVER sector: GOV, MIL, COP, OPP, REB, JRN, BUS and others",
);
const NAMES: Column = needed(
    "names",
    "Arabic names joined by |, the preferred one first; ? before one that needs a cue",
);
const CONTEXT: Column = free(
    "context",
    "empty; need: only beside a cue; head: only after مدينة and its like",
);
const WIKIDATA: Column = free("wikidata", "Wikidata id, only if certain");
const SOURCE: Column = free("source", "where the row comes from");

const PERSONS: &[Column] = &[
    ID,
    NAME_EN,
    COUNTRY,
    SECTOR,
    NAMES,
    free(
        "short",
        "short forms joined by |; * before one that needs no full name before it",
    ),
    WIKIDATA,
    SOURCE,
];
const ORGS: &[Column] = &[
    ID,
    NAME_EN,
    COUNTRY,
    SECTOR,
    free("sectors", "further sectors joined by |"),
    NAMES,
    CONTEXT,
    WIKIDATA,
    SOURCE,
];
const PLACES: &[Column] = &[
    ID,
    needed(
        "type",
        "GPE city, province; LOC sea, mountain, region; FAC building, base, crossing",
    ),
    NAME_EN,
    COUNTRY,
    NAMES,
    free("admin", "first-order division that it lies in"),
    free("lat", "latitude in degrees"),
    free("lon", "longitude in degrees"),
    free("geonames", "GeoNames id"),
    free("population", "number of people"),
    free("feature", "kind of place: city, airport and others"),
    CONTEXT,
    SOURCE,
];
const OFFICES: &[Column] = &[
    needed(
        "office",
        "COUNTRY/role or organisation/role, as in IRN/foreign-minister",
    ),
    needed("person", "id of the person in persons.csv"),
    needed("start", "first day: YYYY-MM-DD, YYYY-MM or YYYY"),
    free("end", "first day after it; empty while in office"),
    SOURCE,
];
const TITLES: &[Column] = &[
    needed("title", "Arabic title without nationality"),
    free("feminine", "feminine"),
    free("dual", "dual forms joined by |"),
    free("plural", "plural forms joined by |"),
    needed("office", "role in English, as in foreign-minister"),
    SECTOR,
    needed("kind", "office, role, rank or honorific"),
    SOURCE,
];
const GROUPS: &[Column] = &[
    ID,
    NAME_EN,
    COUNTRY,
    SECTOR,
    free(
        "nisba",
        "adjective, masculine singular without article, joined by |",
    ),
    free("plural", "irregular plurals joined by |"),
    free("names", "nouns that are used as they stand, joined by |"),
    SOURCE,
];

/// The columns of a table that rows can be added to by its name, such as `persons` or `orgs-media`.
pub fn columns_of(table: &str) -> Option<&'static [Column]> {
    Some(match columns::kind_of(table)? {
        "persons" => PERSONS,
        "orgs" => ORGS,
        "places" => PLACES,
        "offices" => OFFICES,
        "titles" => TITLES,
        "groups" => GROUPS,
        _ => return None,
    })
}

/// The kind of a table by its name: `orgs` for `orgs-media`; `None` if the program knows no such.
pub fn kind_of(table: &str) -> Option<&'static str> {
    columns::kind_of(table)
}
