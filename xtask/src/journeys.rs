//! The browser journeys of `e2e/`: their packages, then Node's own test runner.

use crate::{ground, shell};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How long one file of journeys may take, in milliseconds.
const JOURNEY_MS_MAX: u32 = 600_000;

/// Installs the packages of the journeys when the lock file changed, and runs every `*.test.mjs` of `e2e/`.
pub(crate) fn run(program: &Path, chromium: &Path) -> Result<()> {
    let folder = ground::repository()?.join("e2e");
    install(&folder)?;
    let tests = tests_of(&folder)?;
    if tests.is_empty() {
        bail!("e2e/ has no *.test.mjs");
    }
    shell::run(
        Command::new("node")
            .args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
            .arg(format!("--test-timeout={JOURNEY_MS_MAX}"))
            .args(tests)
            .env("PARVIS_PROGRAM", program)
            .env("PARVIS_CHROMIUM", chromium)
            .current_dir(&folder),
    )
}

fn install(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("e2e/package-lock.json")?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    shell::run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(stamp, lock).context("e2e/node_modules could not be written")
}

/// The test files of `e2e/` and of its folder `journeys`, in the order of their names.
fn tests_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut tests = Vec::new();
    for place in [folder.to_path_buf(), folder.join("journeys")] {
        let Ok(entries) = fs::read_dir(&place) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.to_string_lossy().ends_with(".test.mjs") {
                tests.push(path);
            }
        }
    }
    tests.sort();
    Ok(tests)
}
