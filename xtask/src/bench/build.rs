//! `build`: how long a release build takes from nothing, how large the program is, what its look and script weigh.

use super::Measured;
use super::figures::{Figure, Goal};
use crate::{ground, shell};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a clean release build may take on two cores, in minutes.
const BUILD_MINUTES_MAX: f64 = 12.0;
/// What a page's compressed script may weigh, in KB.
const SCRIPT_KB_MAX: f64 = 60.0;
/// What a page's compressed style may weigh, in KB.
const STYLE_KB_MAX: f64 = 25.0;
/// How deep the build script's output is searched for what it bundled.
const DEPTH_MAX: usize = 3;

pub(super) fn measure() -> Result<Measured> {
    let target = tempfile::Builder::new().prefix("parvis-build-").tempdir()?;
    let began = Instant::now();
    shell::run(
        ground::cargo()?.args(["build", "--release", "--quiet", "--package", "parvis", "--target-dir"]).arg(target.path()),
    )?;
    let minutes = began.elapsed().as_secs_f64() / 60.0;
    let program = fs::metadata(target.path().join("release/parvis"))?.len();
    let mut figures = vec![
        Figure::new("build.release", minutes, "min", Goal::AtMost(BUILD_MINUTES_MAX)),
        Figure::new("build.program", program as f64 / 1e6, "MB", Goal::None),
    ];
    let bundled = bundled(&target.path().join("release/build"))?;
    for (name, extension, most) in [("build.script", "js", SCRIPT_KB_MAX), ("build.style", "css", STYLE_KB_MAX)] {
        let mut bytes = 0;
        for path in bundled.iter().filter(|path| path.extension().is_some_and(|found| found == extension)) {
            bytes += compressed_bytes(path)?;
        }
        figures.push(Figure::new(name, bytes as f64 / 1e3, "KB", Goal::AtMost(most)));
    }
    Ok(Measured::Figures(figures))
}

/// The scripts and styles that the build script of `web` bundled: the files of its output outside `node_modules`
/// with a hash in their name.
fn bundled(build: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for package in fs::read_dir(build)? {
        let out = package?.path();
        if out.file_name().is_some_and(|name| name.to_string_lossy().starts_with("web-")) {
            search(&out.join("out"), DEPTH_MAX, &mut found);
        }
    }
    Ok(found)
}

fn search(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() && depth > 0 && name != "node_modules" {
            search(&path, depth - 1, found);
        } else if name.contains('-') && (name.ends_with(".js") || name.ends_with(".css")) {
            found.push(path);
        }
    }
}

/// The size of the file as `gzip -9` makes it, in bytes.
fn compressed_bytes(path: &Path) -> Result<usize> {
    let output = Command::new("gzip")
        .args(["-9", "--stdout"])
        .arg(path)
        .stdin(Stdio::null())
        .output()
        .context("`gzip` could not be started")?;
    Ok(output.stdout.len())
}
