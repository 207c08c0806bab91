//! Registry entries of rows and of offices.

use crate::data::{Data, TargetKind, Tenure};
use crate::offices;
use jiff::civil::Date;
use rasd_core::{EntityType, Place, Provenance, RefId, Registry, RegistryEntry};
use std::sync::Arc;

/// What a row says, with the office its person held on a day.
pub(super) fn of_row(data: &Data, target: u32, day: Option<Date>) -> RegistryEntry {
    let row = data.targets[target as usize];
    let text = |text| {
        Some(data.pool.get(text))
            .filter(|t| !t.is_empty())
            .map(Arc::from)
    };
    let mut entry = RegistryEntry::new(data.pool.get(row.id), data.pool.get(row.name));
    entry.country = text(row.country);
    entry.sector = row.sector;
    entry.wikidata = text(row.wikidata);
    entry.provenance = data.provenance(row.file, row.line);
    entry.office = office_of(data, target, day);
    let kind = match row.kind {
        TargetKind::Place(kind) => Some(kind),
        TargetKind::Country => Some(EntityType::Gpe),
        _ => None,
    };
    if let Some(kind) = kind {
        let place = row
            .place
            .and_then(|place| data.places.get(place as usize).copied())
            .unwrap_or_default();
        entry.place = Some(Arc::new(Place {
            position: place.position,
            geonames: place.geonames,
            admin: text(place.admin),
            feature: text(place.feature),
            kind: Some(kind),
        }));
    }
    entry
}

/// The office that the person of a row held on a day.
pub(super) fn office_of(data: &Data, target: u32, day: Option<Date>) -> Option<Arc<str>> {
    if data.targets[target as usize].kind != TargetKind::Person {
        return None;
    }
    let held = offices::held(data, target, day);
    held.map(|(office, _)| Arc::from(office))
}

/// How a tenure is told in a reason.
pub(super) fn held(data: &Data, office: &str, tenure: &Tenure) -> String {
    let row = data.provenance(tenure.file, tenure.line);
    let row = row.map(|row| row.to_string()).unwrap_or_default();
    match tenure.end {
        Some(end) => format!("; {office} from {} to {end} ({row})", tenure.start),
        None => format!("; {office} since {} ({row})", tenure.start),
    }
}

/// Who held an office in a period, as [`crate::Gazetteer::holder_during`] tells it.
pub(crate) fn holder_during(
    data: &Data,
    office: &str,
    (from, to): (Date, Date),
    registry: &mut Registry,
) -> Option<(RefId, Option<Provenance>)> {
    if !data.tenures.contains_key(office) {
        return None;
    }
    let Some(tenure) = offices::holder_during(data, office, from, to) else {
        return Some((registry.insert(unfilled(data, office)), None));
    };
    let known = registry.find(data.id(tenure.person));
    let reference = known.unwrap_or_else(|| {
        let mut entry = of_row(data, tenure.person, Some(from.max(tenure.start)));
        entry.office = Some(Arc::from(office));
        registry.insert(entry)
    });
    Some((reference, data.provenance(tenure.file, tenure.line)))
}

/// The country of a capital, as [`crate::Gazetteer::government_of`] tells it.
pub(crate) fn government_of(data: &Data, capital: RefId, registry: &mut Registry) -> Option<RefId> {
    let country = *data.capitals.get(&*registry.get(capital).id)?;
    let known = registry.find(data.id(country));
    Some(known.unwrap_or_else(|| registry.insert(of_row(data, country, None))))
}

/// An office whose holder is not known.
fn unfilled(data: &Data, office: &str) -> RegistryEntry {
    let (owner, role) = office.split_once('/').unwrap_or(("", office));
    let country = data.countries.get(owner).copied();
    let name = country.map_or(owner, |country| {
        data.pool.get(data.targets[country as usize].name)
    });
    let mut entry = RegistryEntry::new(office, format!("{} of {name}", role.replace('-', " ")));
    entry.country = country.map(|country| Arc::from(data.id(country)));
    entry.sector = data.sector_of_role(role);
    entry
}
