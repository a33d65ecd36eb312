//! `cargo xtask check`: rules of the house that no compiler knows, read off the repository without building it.
//!
//! Each rule is a module with a pure part that is tested on small texts, and gives its findings as sentences that begin
//! with the place. No finding is a warning: the rule is kept, or changed here with a reason.

mod crate_graph;
mod documents;
mod invariants;
mod lock_files;
mod marks;
mod names;
mod private_addresses;
mod sizes;

use crate::{ground, shell};
use anyhow::{Result, bail};
use std::fs;
use std::process::Command;

/// A file of the repository.
pub(crate) struct TreeFile {
    /// From the top of the repository, with `/`.
    pub(crate) path: String,
    /// Its text; empty when it is not UTF-8, for no rule reads pictures.
    pub(crate) text: String,
}

impl TreeFile {
    /// What follows the last dot of the file's name, or nothing.
    pub(crate) fn extension(&self) -> &str {
        self.path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension)
    }

    /// Whether the file serves tests only: `tests/`, `benches/`, the test kit, the journeys.
    pub(crate) fn is_of_tests(&self) -> bool {
        self.path.split('/').any(|part| ["tests", "benches", "testkit", "e2e"].contains(&part))
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with(".test.mjs")
    }
}

type Rule = fn(&[TreeFile]) -> Result<Vec<String>>;

/// The rules by the name that `ARCHITECTURE.md` and the output use.
const RULES: [(&str, Rule); 8] = [
    ("crate graph", |_| crate_graph::findings()),
    ("names", |files| Ok(names::findings(files))),
    ("sizes", |files| Ok(sizes::findings(files))),
    ("marks", |files| Ok(marks::findings(files))),
    ("private addresses", |files| Ok(private_addresses::findings(files))),
    ("invariants", |files| Ok(invariants::findings(files))),
    ("documents", |files| Ok(documents::findings(files))),
    ("lock files", lock_files::findings),
];

/// Applies every rule and prints what each found. Fails when any found something.
pub(crate) fn run() -> Result<()> {
    let files = tree()?;
    let mut found = 0;
    for (name, rule) in RULES {
        let findings = rule(&files)?;
        println!("{name}: {}", if findings.is_empty() { "kept".to_owned() } else { format!("{} findings", findings.len()) });
        for finding in &findings {
            println!("  {finding}");
        }
        found += findings.len();
    }
    if found > 0 {
        bail!("{found} findings; CONTRIBUTING.md says what each rule is for");
    }
    Ok(())
}

/// The files that git tracks or would add, with their texts.
fn tree() -> Result<Vec<TreeFile>> {
    let top = ground::repository()?;
    let list = shell::read(
        Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(&top),
    )?;
    let mut files = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file that was removed but not yet committed is still listed.
        if let Ok(bytes) = fs::read(top.join(path)) {
            files.push(TreeFile { path: path.to_owned(), text: String::from_utf8(bytes).unwrap_or_default() });
        }
    }
    Ok(files)
}

/// A file for the rules' tests.
#[cfg(test)]
fn file(path: &str, text: &str) -> TreeFile {
    TreeFile { path: path.to_owned(), text: text.to_owned() }
}
