//! What mentions stand for.

use crate::{Provenance, Sector};
use foldhash::HashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// Index of an entry in the [`Registry`] of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefId(pub u32);

/// What a mention stands for: mostly one entry, which takes no allocation.
pub type Refs = SmallVec<[RefId; 4]>;

/// Where a place is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// Latitude and longitude in degrees, WGS 84.
    pub position: Option<(f64, f64)>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// First-order division that it lies in.
    pub admin: Option<Arc<str>>,
    /// GeoNames feature code, for example `PPLC`.
    pub feature: Option<Arc<str>>,
    /// Type of the gazetteer row: a country, city or province (GPE), other place (LOC) or building (FAC).
    pub kind: Option<crate::EntityType>,
}

/// A participant or place that a mention can stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct RegistryEntry {
    /// Stable id: ISO 3166-1 alpha-3 code, English slug, or `COUNTRY/role`.
    pub id: Arc<str>,
    /// English name.
    pub name: Arc<str>,
    /// ISO code, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; `None` if not known.
    pub country: Option<Arc<str>>,
    /// PLOVER sector.
    pub sector: Option<Sector>,
    /// Wikidata id, only where certain.
    pub wikidata: Option<Arc<str>>,
    /// Office held at the date in question, for example `IRN/foreign-minister`.
    pub office: Option<Arc<str>>,
    /// Where it is, for places.
    pub place: Option<Arc<Place>>,
    /// The gazetteer row it comes from.
    pub provenance: Option<Provenance>,
}

impl RegistryEntry {
    /// An entry of which only id and English name are known; the rest can be set on the fields.
    pub fn new(id: impl Into<Arc<str>>, name: impl Into<Arc<str>>) -> Self {
        RegistryEntry {
            id: id.into(),
            name: name.into(),
            country: None,
            sector: None,
            wikidata: None,
            office: None,
            place: None,
            provenance: None,
        }
    }
}

/// The entries that one document mentions, each once.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<RegistryEntry>,
    by_id: HashMap<Arc<str>, RefId>,
}

impl Registry {
    /// Adds an entry, or finds the one that has its id already (which then stays as it is).
    pub fn insert(&mut self, entry: RegistryEntry) -> RefId {
        if let Some(found) = self.by_id.get(&entry.id) {
            return *found;
        }
        let id = RefId(self.entries.len() as u32);
        self.by_id.insert(entry.id.clone(), id);
        self.entries.push(entry);
        id
    }

    /// Looks an entry up by its stable id.
    pub fn find(&self, id: &str) -> Option<RefId> {
        self.by_id.get(id).copied()
    }

    /// The entry behind a reference of this registry.
    pub fn get(&self, id: RefId) -> &RegistryEntry {
        &self.entries[id.0 as usize]
    }

    /// The entry, to be completed.
    pub fn get_mut(&mut self, id: RefId) -> &mut RegistryEntry {
        &mut self.entries[id.0 as usize]
    }

    /// All entries in the order in which they were added.
    pub fn entries(&self) -> &[RegistryEntry] {
        &self.entries
    }
}
