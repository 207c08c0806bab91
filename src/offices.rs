//! Office holders at the date of the event in which they act.
//!
//! The gazetteer links a title to its holder on the day of publication. Where the extractor ties a
//! past time to an event ("وقّع وزير الخارجية الإيراني … في يناير 2020"), whoever held the office then
//! takes that place in the event; in the mention too, if all dated events that it takes part in agree.

use jiff::civil::{Date, Time};
use rasd_core::{
    ArgumentTarget, EntityMention, EventMention, Interval, Publication, RefId, Refs, Registry,
    TimeMention,
};
use rasd_gazetteer::Gazetteer;
use std::collections::BTreeMap;
use std::sync::Arc;

/// First day of a period and the first one after it.
type Period = (Date, Date);

/// What a mention stands for by each event that it takes part in, with the reason.
type Answers = BTreeMap<u32, Vec<Option<(RefId, String)>>>;

/// Links titles in dated events to those who held the office then.
pub(crate) fn at_event_dates(
    gazetteer: &Gazetteer,
    publication: Option<&Publication>,
    entities: &mut [EntityMention],
    times: &[TimeMention],
    events: &mut [EventMention],
    registry: &mut Registry,
) {
    let published = publication.map(|publication| publication.date.date());
    if entities.iter().all(|mention| mention.office.is_none()) {
        return;
    }
    let periods: Vec<Option<Period>> = periods(events, times)
        .into_iter()
        .map(|period| period.filter(|(_, to)| published.is_none_or(|day| *to <= day)))
        .collect();
    let mut answers = Answers::new();
    for (event, period) in events.iter_mut().zip(periods) {
        let mut notes = Vec::new();
        for argument in &mut event.arguments {
            let ArgumentTarget::Entity(index) = argument.target else {
                continue;
            };
            let Some(office) = &entities[index as usize].office else {
                continue;
            };
            let held = period.and_then(|period| {
                let (reference, row) = gazetteer.holder_during(office, period, registry)?;
                let row = row.map_or_else(|| "nobody listed".to_owned(), |row| row.to_string());
                let reason = format!("office {office} at the event's date {} ({row})", period.0);
                Some((reference, reason))
            });
            if let Some((reference, reason)) = &held
                && argument.refs[..] != [*reference]
            {
                argument.refs = Refs::from_slice(&[*reference]);
                let id = &registry.get(*reference).id;
                notes.push(format!("{} = {id}: {reason}", argument.role));
            }
            answers.entry(index).or_default().push(held);
        }
        event.trace.extend(notes);
    }
    for (index, answers) in answers {
        let mention = &mut entities[index as usize];
        if let Some((reference, reason)) = agreed(&answers)
            && mention.refs[..] != [reference]
        {
            mention.refs = Refs::from_slice(&[reference]);
            mention.reason = Arc::from(reason);
        }
    }
}

/// The answer that all events give.
fn agreed(answers: &[Option<(RefId, String)>]) -> Option<(RefId, String)> {
    let (reference, reason) = answers.first()?.clone()?;
    let same = |answer: &Option<(RefId, String)>| {
        answer
            .as_ref()
            .is_some_and(|(other, _)| *other == reference)
    };
    answers.iter().all(same).then_some((reference, reason))
}

/// The finest time told of each event, by itself or else by another mention of the same event.
fn periods(events: &[EventMention], times: &[TimeMention]) -> Vec<Option<Period>> {
    let own: Vec<Option<Interval>> = events
        .iter()
        .map(|event| {
            let told = event.arguments.iter().filter_map(|a| match a.target {
                ArgumentTarget::Time(time) => times.get(time as usize)?.interval,
                _ => None,
            });
            told.min_by_key(|interval| interval.grain)
        })
        .collect();
    let mut of_cluster: BTreeMap<u32, Interval> = BTreeMap::new();
    for (event, interval) in events.iter().zip(&own) {
        let Some(interval) = *interval else { continue };
        let finest = of_cluster.entry(event.cluster).or_insert(interval);
        if interval.grain < finest.grain {
            *finest = interval;
        }
    }
    let all = events.iter().zip(&own);
    all.map(|(event, own)| {
        let interval = own.or_else(|| of_cluster.get(&event.cluster).copied());
        interval.map(days)
    })
    .collect()
}

/// An interval in whole days.
fn days(interval: Interval) -> Period {
    let (from, end) = (interval.from.date(), interval.to.date());
    match interval.to.time() == Time::midnight() && end > from {
        true => (from, end),
        false => (from, end.tomorrow().unwrap_or(end)),
    }
}
