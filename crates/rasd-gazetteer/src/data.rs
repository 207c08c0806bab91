//! What the tables hold, in compact form.

use crate::nisba::Suffix;
use crate::phrases::PhraseId;
use foldhash::{HashMap, HashSet};
use rasd_core::{EntityType, Gender, Number, Provenance, Sector};
use std::sync::Arc;

/// Number of a piece of text in a [`Pool`]; 0 for the empty text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Text(u32);

impl Text {
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Text of all rows in one buffer.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    text: String,
    /// Where each piece ends; it begins where the one before ends.
    ends: Vec<u32>,
    /// Pieces that many rows have.
    shared: HashMap<Box<str>, Text>,
}

impl Pool {
    /// Adds a text that hardly any other row has.
    pub(crate) fn add(&mut self, text: &str) -> Text {
        let end = u32::try_from(self.text.len() + text.len());
        let (false, Ok(end)) = (text.is_empty(), end) else {
            return Text::default();
        };
        self.text.push_str(text);
        self.ends.push(end);
        Text(self.ends.len() as u32)
    }

    /// Adds a text unless it is there; for what many rows have: countries, regions, roles.
    pub(crate) fn share(&mut self, text: &str) -> Text {
        if let Some(known) = self.shared.get(text) {
            return *known;
        }
        let new = self.add(text);
        self.shared.insert(text.into(), new);
        new
    }

    pub(crate) fn get(&self, text: Text) -> &str {
        let Some(at) = (text.0 as usize).checked_sub(1) else {
            return "";
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// Gives back what is only of use while texts are added.
    pub(crate) fn close(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.shared = HashMap::default();
    }
}

/// What kind of thing a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TargetKind {
    Country,
    Group,
    Place(EntityType),
    Org,
    Person,
}

/// Something a mention can stand for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) id: Text,
    pub(crate) name: Text,
    /// Country or bloc code, empty if none.
    pub(crate) country: Text,
    pub(crate) wikidata: Text,
    pub(crate) sector: Option<Sector>,
    pub(crate) kind: TargetKind,
    /// Index of the place details, for places that have them.
    pub(crate) place: Option<u32>,
    pub(crate) file: u16,
    pub(crate) line: u32,
    /// How well known a place is; decides between places of one name.
    pub(crate) weight: u32,
}

/// Details of a place row.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PlaceRow {
    pub(crate) position: Option<(f64, f64)>,
    pub(crate) geonames: Option<u32>,
    pub(crate) admin: Text,
    pub(crate) feature: Text,
}

/// What a title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleKind {
    /// An office or role: stands for its holder.
    Office,
    /// A rank or noble title: stands for a person only before the name.
    Rank,
    /// Politeness before a name: never a mention.
    Honorific,
}

/// A row of `titles.csv`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Title {
    /// Office without country, for example `foreign-minister`.
    pub(crate) office: Text,
    pub(crate) sector: Option<Sector>,
    pub(crate) kind: TitleKind,
    /// A role rather than an office: it is of nobody in particular.
    pub(crate) role: bool,
    pub(crate) file: u16,
    pub(crate) line: u32,
}

/// How a head noun makes a name with what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A name only together with its country: الجيش السوداني.
    Country,
    /// A name by itself, of the country that follows or that the document is about: وزارة الدفاع.
    Body,
    /// Needs words that follow: منظمة شنغهاي للتعاون.
    Open,
    /// Needs a name that follows: شركة أرامكو, مطار بغداد.
    Weak,
    /// As `Weak`; the whole is what the name is: تنظيم داعش.
    Same,
    /// As `Same`; adjectives after the name belong to it too: مليشيا الحوثي الانقلابية.
    Band,
    /// Stays outside the name that follows: وكالة, دولة.
    Outside,
    /// As `Outside`; what follows with the article is a name, though a common word: مدينة الباب.
    Town,
    /// As `Town`, but for what areas are called by that are no names: منطقة القتال.
    Area,
}

impl Shape {
    /// Whether the head is no part of the name.
    pub(crate) fn is_outside(self) -> bool {
        matches!(self, Shape::Outside | Shape::Town | Shape::Area)
    }
}

/// A row of `heads.csv`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) slug: Text,
    pub(crate) kind: EntityType,
    pub(crate) shape: Shape,
    pub(crate) sector: Option<Sector>,
    /// Whether nationality words that go with it are feminine.
    pub(crate) feminine: bool,
    /// Whether it is the short name of a body, which is the topic of its minister too: الخارجية.
    pub(crate) short: bool,
    pub(crate) file: u16,
    pub(crate) line: u32,
}

/// How a nominal refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// People of some kind: `COUNTRY/role`.
    Group,
    /// The government or state of a country: the country itself.
    State,
    /// The two sides spoken of.
    Both,
    /// Two persons spoken of.
    Men,
    /// The last one spoken of.
    Latter,
    /// The speaker's country.
    Homeland,
    /// One of the countries listed as its role, that the text speaks of: المملكة.
    Realm,
    /// A body: the organisation spoken of (الحركة), or bodies of a country as `Group`.
    Body,
}

/// A row of `nominals.csv`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nominal {
    pub(crate) role: Text,
    pub(crate) sector: Option<Sector>,
    /// Sectors of the organisations that it may stand for, one bit each.
    pub(crate) sectors: u32,
    pub(crate) reference: Reference,
    pub(crate) human: bool,
    /// Whether adjectives tell it from others: armed groups, but no armed men. Nouns with a dual are persons.
    pub(crate) qualified: bool,
    pub(crate) file: u16,
    pub(crate) line: u32,
}

/// How a name stands for its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The name.
    Full,
    /// The name, but so short or common that it needs a cue.
    NeedsContext,
    /// The name, but a word so common that only a noun such as مدينة right before it is cue enough.
    NeedsHead,
    /// A club by the name of its town: where a match is told.
    InSport,
    /// Name of a country's capital: the city, or the government.
    Capital {
        /// Index of the country's target.
        country: u32,
    },
    /// Short form of a person's name, good after the full name.
    Short,
    /// Short form of a person's name, good by itself.
    Famous,
}

/// Number, gender and ending of an inflected form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inflection {
    pub(crate) number: Number,
    pub(crate) gender: Option<Gender>,
    /// Bytes of an attached pronoun at the end.
    pub(crate) pronoun: u8,
}

impl Inflection {
    /// Without a pronoun.
    pub(crate) fn new(number: Number, gender: Option<Gender>) -> Self {
        Inflection {
            number,
            gender,
            pronoun: 0,
        }
    }
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Name {
        target: u32,
        how: How,
    },
    Nisba {
        target: u32,
        form: Inflection,
    },
    Title {
        title: u32,
        form: Inflection,
    },
    Head {
        head: u32,
    },
    Nominal {
        nominal: u32,
        form: Inflection,
    },
    Cue(Cue),
    /// A row of `qualifiers.csv`.
    Qualifier(u32),
    NameToken(NameToken),
}

/// Words around a name that tell how it is meant; `cues.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Cue {
    /// A place follows: في, مدينة.
    Place,
    /// A government is meant: بين, مع.
    Government,
    /// Adjective after a title that belongs to it: السابق.
    TitleAdjective,
    /// Says after a title that its bearer left the office: السابق.
    Former,
    /// Joins a title to the body spoken for: باسم.
    Spokesman,
    /// Joins an envoy to his country: لدى.
    Envoy,
    /// Joins an official to his body: في, من.
    Belonging,
    /// Affairs: لشؤون.
    Affairs,
    /// What somebody deals with, which is of his title before his name: في الملف.
    Dossier,
    /// A participle that says what somebody is charged with: المكلف ب.
    Charged,
    /// A verb whose subject speaks: قال.
    Speech,
    /// A word that people are named after: اللاعب, بقلم.
    Person,
    /// A word of quantity: عشرات, عدد من.
    Quantity,
    /// A word that takes one out of several: أحد.
    One,
    /// A demonstrative before a definite noun: هؤلاء.
    Demonstrative,
    /// An indefinite noun that says of what kind people are: ضابط شرطة, رجال أعمال.
    Kind,
    /// A thing after which a word for people is its adjective: مؤتمر صحفي.
    Thing,
    /// A word of matches and players: مباراة.
    Sport,
    /// A verbal noun that people suffer: مقتل, اعتقال.
    Victim,
    /// A preposition that says what a participle before it governs: عن, به.
    Governed,
    /// A feminine participle that says how something is done, if an object follows: متهمة الحكومة.
    Manner,
    /// A word that only ends the name of a person: الله, الدين.
    NameEnd,
    /// A word that stands right after names but is none: الخميس.
    NotName,
    /// A word after which an adjective stands: غير.
    Adjective,
    /// A noun of terrain (ساحل), which a word of direction then qualifies.
    Terrain,
    /// A word of direction: الغربي.
    Direction,
    /// A word before the place where something happens: في, قرب.
    Scene,
    /// Says something of what is named and is no part of the name: التابعة, الجديدة.
    Remark,
    /// A noun that begins names of places: عين, دير.
    PlacePart,
    /// A noun with its preposition that is an act, though alone it is a group: القضاء على.
    Act,
    /// An adjective that ends names of places: الجديدة.
    PlaceEnd,
    /// What an area may be called by without being its name: القتال.
    Area,
    /// A word for one person of whom no noun in construct says whose or of what kind he is: مسلح, انتحاري.
    Sole,
    /// What stands after an indefinite noun though it is no adjective (دول عدة), or after a definite one: الدول الأعضاء.
    After,
    /// A noun that is written like an adjective: المخيم, المصنع.
    Noun,
    /// A participle that a preposition completes: المعترف بها, المدعومة من.
    Completed,
}

/// What part of a name a word is; `name-tokens.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameToken {
    /// A common given name that is hardly anything else.
    Given,
    /// A rare given name.
    Rare,
    /// A given name or surname that is also a common word.
    Common,
    /// A surname.
    Family,
    /// A word that links the parts of a name, and may begin one: بن, أبو.
    Kunya,
    /// A word that links the parts of a name: آل, دي, فان.
    Link,
    /// The number of a king or pope: الثاني.
    Ordinal,
}

/// A tenure from `offices.csv`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tenure {
    pub(crate) person: u32,
    /// First day.
    pub(crate) start: jiff::civil::Date,
    /// First day after it; `None` if still in office.
    pub(crate) end: Option<jiff::civil::Date>,
    pub(crate) file: u16,
    pub(crate) line: u32,
}

/// Everything the tables say.
#[derive(Debug, Default)]
pub(crate) struct Data {
    pub(crate) pool: Pool,
    pub(crate) files: Vec<Arc<str>>,
    pub(crate) targets: Vec<Target>,
    pub(crate) places: Vec<PlaceRow>,
    pub(crate) titles: Vec<Title>,
    pub(crate) heads: Vec<Head>,
    pub(crate) nominals: Vec<Nominal>,
    /// What adjectives and genitives add to the role of a nominal; `qualifiers.csv`.
    pub(crate) qualifiers: Vec<Text>,
    pub(crate) suffixes: Vec<Suffix>,
    /// Target of a country code.
    pub(crate) countries: HashMap<String, u32>,
    /// The same by the text that rows of the country share.
    pub(crate) by_country: HashMap<Text, u32>,
    /// English adjective of a country, which the ids of its unlisted bodies begin with.
    pub(crate) adjectives: HashMap<u32, Text>,
    /// Country of each capital, by the capital's id.
    pub(crate) capitals: HashMap<String, u32>,
    /// The nominal for people without more said: the first group whose role is `people`.
    pub(crate) people: Option<u32>,
    /// Organisations and the nominals with [`Reference::Body`] that a name of theirs begins with,
    /// by organisation.
    pub(crate) bodies: Vec<(u32, u32)>,
    /// Tenures by office id, by start.
    pub(crate) tenures: HashMap<String, Vec<Tenure>>,
    /// Offices and tenures by person.
    pub(crate) held: HashMap<u32, Vec<(String, Tenure)>>,
    /// Latin spelling of name words, by key.
    pub(crate) latin: HashMap<String, String>,
    /// Words for what ministers are in charge of, by key: those of their titles.
    pub(crate) purviews: HashSet<String>,
    /// First posting of each phrase; one more than there are phrases.
    pub(crate) first: Vec<u32>,
    pub(crate) postings: Vec<Meaning>,
}

impl Data {
    /// What a phrase means.
    pub(crate) fn meanings(&self, phrase: PhraseId) -> &[Meaning] {
        let at = phrase as usize;
        match (self.first.get(at), self.first.get(at + 1)) {
            (Some(from), Some(to)) => &self.postings[*from as usize..*to as usize],
            _ => &[],
        }
    }

    pub(crate) fn provenance(&self, file: u16, line: u32) -> Option<Provenance> {
        let file = self.files.get(usize::from(file))?.clone();
        Some(Provenance { file, line })
    }

    /// The country that a row is of; of a country's row itself it is that row.
    pub(crate) fn country_of(&self, target: u32) -> Option<u32> {
        let country = self.targets[target as usize].country;
        self.by_country.get(&country).copied()
    }

    /// The sector that titles of a role have.
    pub(crate) fn sector_of_role(&self, role: &str) -> Option<Sector> {
        let title = self
            .titles
            .iter()
            .find(|title| self.pool.get(title.office) == role);
        title.and_then(|title| title.sector)
    }

    /// The nominals that an organisation's names begin with: حركة of Hamas.
    pub(crate) fn bodies_of(&self, target: u32) -> impl Iterator<Item = u32> + '_ {
        let from = self.bodies.partition_point(|(org, _)| *org < target);
        let of_target = self.bodies[from..].iter();
        of_target
            .take_while(move |(org, _)| *org == target)
            .map(|(_, nominal)| *nominal)
    }

    pub(crate) fn id(&self, target: u32) -> &str {
        self.pool.get(self.targets[target as usize].id)
    }
}
