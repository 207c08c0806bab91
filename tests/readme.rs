//! The README shows real output: its console blocks are run and compared.
//!
//! A block starts with `$ cargo run --release -- ARGUMENTS`; the lines after it are what must come
//! out, and `…` alone on a line stands for the rest. `RASD_BLESS=1 cargo test --test readme`
//! rewrites the blocks, each up to as many lines as it has.

mod support;

use std::fs;
use std::path::Path;

const PROMPT: &str = "$ cargo run --release -- ";
const REST: &str = "…";

struct Block {
    /// First and last line inside the fence.
    lines: (usize, usize),
    arguments: Vec<String>,
    shown: Vec<String>,
}

fn blocks(readme: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < readme.len() {
        if readme[at] != "```console" {
            at += 1;
            continue;
        }
        let end = (at + 1..readme.len())
            .find(|i| readme[*i] == "```")
            .expect("a closed fence");
        if let Some(arguments) = readme[at + 1].strip_prefix(PROMPT) {
            blocks.push(Block {
                lines: (at + 2, end),
                arguments: arguments.split_whitespace().map(str::to_owned).collect(),
                shown: readme[at + 2..end]
                    .iter()
                    .map(|l| (*l).to_owned())
                    .collect(),
            });
        }
        at = end + 1;
    }
    blocks
}

fn output(arguments: &[String]) -> Vec<String> {
    let output = support::rasd()
        .args(arguments)
        .env("COLUMNS", "100")
        .output()
        .expect("the command runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|l| l.trim_end().to_owned()).collect()
}

/// As many lines of the real output as the block shows.
fn expected(block: &Block, real: &[String]) -> Vec<String> {
    let cut = block.shown.last().is_some_and(|l| l == REST);
    let mut lines = real.to_vec();
    if cut {
        lines.truncate(block.shown.len() - 1);
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines.push(REST.to_owned());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

#[test]
fn readme_shows_what_the_commands_print() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("README.md");
    let readme: Vec<&str> = text.lines().collect();
    let blocks = blocks(&readme);
    assert!(
        blocks.len() >= 2,
        "the README shows an extraction and an evaluation"
    );
    let mut written: Vec<String> = readme.iter().map(|l| (*l).to_owned()).collect();
    let mut stale = Vec::new();
    for block in blocks.iter().rev() {
        let real = expected(block, &output(&block.arguments));
        if real != block.shown {
            stale.push(block.arguments.join(" "));
        }
        written.splice(block.lines.0..block.lines.1, real);
    }
    if std::env::var_os("RASD_BLESS").is_some() {
        fs::write(&path, written.join("\n") + "\n").expect("README.md can be written");
        return;
    }
    assert!(
        stale.is_empty(),
        "README.md no longer shows what these print: {stale:?}; RASD_BLESS=1 rewrites it"
    );
}
