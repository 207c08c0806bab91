//! Mentions before they are linked.

use super::view::View;
use crate::data::{TargetKind, Text};
use rasd_core::{EntityType, Gender, Number, Sector};

/// A mention in the making.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// First token.
    pub(crate) first: usize,
    /// Token after the last.
    pub(crate) end: usize,
    /// Bytes of the first token's normalised form before the mention.
    pub(crate) skip: u8,
    /// Bytes of the last token's normalised form after the mention.
    pub(crate) cut: u8,
    pub(crate) kind: EntityType,
    pub(crate) what: What,
    pub(crate) number: Number,
    pub(crate) gender: Option<Gender>,
    /// Data file and line of the row that matched.
    pub(crate) row: Option<(u16, u32)>,
    pub(crate) reason: &'static str,
    /// Mentions inside this one.
    pub(crate) inside: Vec<Atom>,
}

/// What a mention stands for, as far as its own words tell.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// A row of a table.
    Target(u32),
    /// A capital: the city, or the country's government.
    Capital { city: u32, country: u32 },
    /// A country or group, by its nationality word.
    Nisba(u32),
    /// A person by the short or full form of a name; index into the document's people.
    Person(usize),
    /// A person not listed: the words of the name, by token.
    Unlisted,
    /// A body of a country: `COUNTRY-slug`; the country is the document's if it is not said.
    Body {
        slug: Text,
        country: Option<u32>,
        sector: Option<Sector>,
    },
    /// Something named by its own words, not listed; after `head` tokens whose English is `slug`.
    Named {
        head: usize,
        slug: Text,
        sector: Option<Sector>,
        country: Option<u32>,
    },
    /// A title.
    Title(Box<TitleParse>),
    /// A nominal.
    Nominal(Box<NominalParse>),
}

/// Rows of `qualifiers.csv`, in the order of the words: liberal civil groups have civil, then liberal.
pub(crate) type Qualifiers = [Option<u32>; 2];

/// A nominal and what belongs to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct NominalParse {
    /// Row of `nominals.csv`.
    pub(crate) nominal: u32,
    /// Countries and groups named in it.
    pub(crate) countries: Vec<u32>,
    /// Organisation that it is of, where that is not one of a government: عناصر حماس.
    pub(crate) org: Option<u32>,
    /// Nominal that it is of: ضابط شرطة, وفدا البلدين.
    pub(crate) of: Option<u32>,
    /// What an adjective or a genitive says of its kind: مسلح in الجماعات المسلحة; rows of `qualifiers.csv`.
    pub(crate) qualifiers: Qualifiers,
    /// Whether it is definite by its own article.
    pub(crate) definite: bool,
    /// Whether nothing but its own words belongs to it.
    pub(crate) bare: bool,
    /// Further nominals under the same quantity.
    pub(crate) joined: Vec<NominalParse>,
}

/// A title and what its complements say.
#[derive(Debug, Clone, Default)]
pub(crate) struct TitleParse {
    /// Row of `titles.csv`.
    pub(crate) title: u32,
    /// Title governed by it: وزير in نائب وزير.
    pub(crate) of_title: Option<u32>,
    /// Listed organisation named in it.
    pub(crate) org: Option<u32>,
    /// Countries and groups named in it.
    pub(crate) nations: Vec<u32>,
    /// The country or organisation that an envoy is sent to.
    pub(crate) sent_to: Option<u32>,
    /// Whether its complements say of whom it is: a country, a body.
    pub(crate) strong: bool,
    /// The part of a country that it is of: وزير داخلية بافاريا.
    pub(crate) local: Option<u32>,
    /// Whether it is definite.
    pub(crate) definite: bool,
    /// Whether it is of something that is not named (مدير المصنع), and so says of nobody that he holds an office.
    pub(crate) of_thing: bool,
    /// Whether it is said of someone who left the office.
    pub(crate) former: bool,
    /// Whether anything but the title's own words belongs to it.
    pub(crate) complements: bool,
}

/// The country that an atom brings into the talk.
pub(crate) fn country_of(view: &View<'_>, what: &What) -> Option<u32> {
    let data = view.data;
    match what {
        What::Target(target) | What::Nisba(target) => match data.targets[*target as usize].kind {
            TargetKind::Country => Some(*target),
            _ => data.country_of(*target),
        },
        What::Capital { country, .. } => Some(*country),
        What::Body { country, .. } | What::Named { country, .. } => *country,
        _ => None,
    }
}
