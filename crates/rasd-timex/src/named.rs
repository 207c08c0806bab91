//! Days that a text has named with their year.

use crate::value::Fixed;
use rasd_core::Grain;
use std::collections::HashMap;

/// The year last said with each day of the year.
#[derive(Debug, Default)]
pub(crate) struct YearsNamed(HashMap<(u8, u8), i16, foldhash::fast::FixedState>);

impl YearsNamed {
    /// Notes a day whose year the text says.
    pub fn note(&mut self, date: &Fixed) {
        let from = date.from.date();
        if date.grain > Grain::Day {
            return;
        }
        if let (Ok(month), Ok(day)) = (u8::try_from(from.month()), u8::try_from(from.day())) {
            self.0.insert((month, day), from.year());
        }
    }

    /// The year last said with a day of a month.
    pub fn year(&self, month: u8, day: u8) -> Option<i16> {
        self.0.get(&(month, day)).copied()
    }
}
