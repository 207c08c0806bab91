//! Days and months that a text has named with their year.

use crate::value::Fixed;
use rasd_core::Grain;
use std::collections::HashMap;

/// The year last said with each day and month of the year.
#[derive(Debug, Default)]
pub(crate) struct YearsNamed(HashMap<(u8, Option<u8>), i16, foldhash::fast::FixedState>);

impl YearsNamed {
    /// Notes a date whose year the text says.
    pub fn note(&mut self, date: &Fixed) {
        let from = date.from.date();
        let (Ok(month), Ok(day)) = (u8::try_from(from.month()), u8::try_from(from.day())) else {
            return;
        };
        let day = match date.grain {
            Grain::Month => None,
            grain if grain <= Grain::Day => Some(day),
            _ => return,
        };
        self.0.insert((month, day), from.year());
    }

    /// The year last said with a month, or with a day of it.
    pub fn year(&self, month: u8, day: Option<u8>) -> Option<i16> {
        self.0.get(&(month, day)).copied()
    }
}
