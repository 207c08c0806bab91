//! The files that a run of `rasd extract` writes: all of them others, and none one that it reads.

use super::find::place;
use anyhow::ensure;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Checks the files that are to be written against one another and against those to be read.
///
/// # Errors
/// Two that are the same file, however their paths are written.
pub fn check<'a>(written: &[PathBuf], read: impl Iterator<Item = &'a Path>) -> anyhow::Result<()> {
    let mut places = HashMap::new();
    for path in written {
        let other = places.insert(place(path), path);
        ensure!(
            other.is_none(),
            "two outputs would be written to the same file, {}: name another one",
            path.display()
        );
    }
    // Looking a million paths up takes its time, and most runs write to standard output.
    if places.is_empty() {
        return Ok(());
    }
    for file in read {
        let clash = places.get(&place(file));
        ensure!(
            clash.is_none(),
            "{} is to be read: name another file to write",
            file.display()
        );
    }
    Ok(())
}
