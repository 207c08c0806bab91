//! Names in the tables as small numbers: slots and host classes.

/// A set of up to 64 names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct NameSet(pub(crate) u64);

impl NameSet {
    pub(crate) fn with(self, number: u8) -> NameSet {
        NameSet(self.0 | 1 << number)
    }

    pub(crate) fn has(self, number: u8) -> bool {
        self.0 & (1 << number) != 0
    }
}

/// Numbers for up to 64 names, in order of appearance.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<String>);

impl Names {
    /// The number of a name, new or known; `None` when there is no room for another one.
    pub(crate) fn number(&mut self, name: &str) -> Option<u8> {
        if let Some(known) = self.find(name) {
            return Some(known);
        }
        if self.0.len() == 64 {
            return None;
        }
        self.0.push(name.to_owned());
        Some(self.0.len() as u8 - 1)
    }

    /// The number of a known name.
    pub(crate) fn find(&self, name: &str) -> Option<u8> {
        self.0.iter().position(|n| n == name).map(|n| n as u8)
    }

    /// The name of a number; empty for a number that was never given out.
    pub(crate) fn name(&self, number: u8) -> &str {
        self.0.get(number as usize).map_or("", String::as_str)
    }

    /// How many names have a number.
    pub(crate) fn count(&self) -> u8 {
        self.0.len() as u8
    }

    /// The set of the names listed in a cell, `|`-joined.
    pub(crate) fn set(&mut self, cell: &str) -> NameSet {
        let names = cell.split('|').filter(|name| !name.is_empty());
        names.fold(NameSet::default(), |set, name| match self.number(name) {
            Some(number) => set.with(number),
            None => set,
        })
    }
}
