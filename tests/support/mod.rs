//! What the tests of the command line share.
#![allow(dead_code, reason = "each file of tests uses a part")]

pub mod cases;

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The program, run from the root of the repository and stopped if it hangs.
pub fn rasd() -> Command {
    let mut command = Command::cargo_bin("rasd").expect("the binary");
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .timeout(Duration::from_secs(300));
    command
}

/// A folder for one test, empty at its start.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}

/// What a run of the program left.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program to its end.
pub fn run(command: &mut Command) -> Run {
    let output = command.output().expect("the command runs");
    Run {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
