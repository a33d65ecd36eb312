//! `cargo xtask bench`: figures of the release build, printed and kept in `docs/benchmarks.md`.
//!
//! A bench is a module with one function. A new one is written beside the others and entered in [`BENCHES`]. A figure that
//! could not be measured says so; it is never counted as reached.

mod archive;
mod build;
pub(crate) mod delivery;
mod demo;
mod feed;
mod fetch;
mod figures;
mod ingest;
pub(crate) mod inside;
mod matching;
mod media;
mod pages;
mod publishing;
mod running;
mod signal;
mod text;

use crate::{ground, shell};
use anyhow::{Context, Result, bail};
use figures::{Figure, Machine};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The document that the figures are kept in.
const DOCUMENT: &str = "docs/benchmarks.md";

/// What a bench came to.
pub(crate) enum Measured {
    /// The figures, in the order that they are to be read in.
    Figures(Vec<Figure>),
    /// It could not be measured here, for this reason.
    Skipped(String),
}

/// One bench.
struct Bench {
    name: &'static str,
    measure: fn() -> Result<Measured>,
}

/// All benches, in the order of `docs/benchmarks.md`. `build` comes last: it takes minutes and all cores.
const BENCHES: [Bench; 13] = [
    Bench { name: "feed", measure: feed::measure },
    Bench { name: "fetch", measure: fetch::measure },
    Bench { name: "ingest", measure: ingest::measure },
    Bench { name: "pages", measure: pages::measure },
    Bench { name: "archive", measure: archive::measure },
    Bench { name: "match", measure: matching::measure },
    Bench { name: "signal", measure: signal::measure },
    Bench { name: "text", measure: text::measure },
    Bench { name: "delivery", measure: delivery::measure },
    Bench { name: "publishing", measure: publishing::measure },
    Bench { name: "media", measure: media::measure },
    Bench { name: "demo", measure: demo::measure },
    Bench { name: "build", measure: build::measure },
];

/// Runs the named benches, or all, prints a line a figure and rewrites the document. Fails when a name is unknown, when a
/// bench fails, and at the end when a figure misses its goal.
pub(crate) fn run(names: &[String], date: Option<String>) -> Result<()> {
    let known: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("there is no bench `{unknown}`; there are: {}", known.join(", "));
    }
    let date = match date {
        Some(date) => date,
        None => shell::read(Command::new("date").args(["-u", "+%F"]))?.trim().to_owned(),
    };
    let path = ground::repository()?.join(DOCUMENT);
    let mut missed = Vec::new();
    for bench in BENCHES.iter().filter(|bench| names.is_empty() || names.iter().any(|name| name == bench.name)) {
        let measured = (bench.measure)().with_context(|| format!("the bench `{}` failed", bench.name))?;
        let figures = match measured {
            Measured::Figures(figures) => figures,
            Measured::Skipped(reason) => {
                println!("{}\tskipped: {reason}\t\t", bench.name);
                continue;
            }
        };
        for figure in &figures {
            println!("{}", figure.line());
            if !figure.is_reached() {
                missed.push(figure.name.clone());
            }
        }
        // Written after each, so that a later bench that fails loses nothing.
        let old = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, figures::document(&old, &known, bench.name, &figures, &date, &Machine::here()?))
            .with_context(|| format!("{DOCUMENT} could not be written"))?;
    }
    if !missed.is_empty() {
        bail!("short of the goal: {}", missed.join(", "));
    }
    Ok(())
}

/// Builds the release program and says where it is; `PARVIS_PROGRAM` names one that is built already.
pub(crate) fn release_program() -> Result<PathBuf> {
    if let Some(program) = ground::variable("PARVIS_PROGRAM") {
        println!("measuring {program}, which may not be the release build of this tree");
        return Ok(PathBuf::from(program));
    }
    shell::run(ground::cargo()?.args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "parvis",
        "--package",
        "xtask",
        "--bin",
        "parvis",
    ]))?;
    Ok(ground::target_folder()?.join("release/parvis"))
}
