//! `signal`: what the detector of `domain::signal` finds in series of counts, its time and its memory. `docs/signals.md` explains the
//! figures; the score is the one of `nabscore.py` beside the labelled sets, which is run on the same results and must agree.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use crate::{ground, shell};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where the series lie among the labelled sets.
const SERIES: &str = "signals";
/// The two programs round differently.
const DIFFERENCE_MAX: f64 = 0.01;
/// Topics that are watched, and documents that were said of them in sixty days.
const TOPICS: usize = 1_000;
const DOCUMENTS: usize = 20_000;
/// What a run may take, in milliseconds: a tenth of the five minutes between two.
const RUN_MS_MAX: f64 = 30_000.0;
/// Name, unit and goal of what the example prints.
const FIGURES: [(&str, &str, Goal); 12] = [
    ("nab.score", "", Goal::AtLeast(66.0)),
    ("nab.alarms_a_week", "a series", Goal::AtMost(2.5)),
    ("nab.hit", "of 15", Goal::None),
    ("nab.disturbed", "", Goal::AtLeast(66.0)),
    ("nab.disturbed_alarms_a_week", "a series", Goal::AtMost(2.5)),
    ("others.alarms_a_week", "a series", Goal::AtMost(2.5)),
    ("crises", "", Goal::None),
    ("crises.told", "", Goal::None),
    ("crises.early", "", Goal::None),
    ("crises.posts_median", "posts", Goal::None),
    ("point_us", "µs", Goal::AtMost(2.0)),
    ("topic_bytes", "bytes", Goal::AtMost(20_480.0)),
];

pub(super) fn measure() -> Result<Measured> {
    let sets = ground::labelled_sets()?;
    let windows = sets.join(SERIES).join("nab/windows.json");
    if !windows.exists() {
        return Ok(Measured::Skipped(format!("there is no {}", windows.display())));
    }
    let program = inside::build("domain", "measure_signal")?;
    let results = ground::target_folder()?.join("signal-results");
    let printed = Printed::by(Command::new(program).arg(sets.join(SERIES)).arg(&results))?;
    let mut figures = Vec::new();
    for (name, unit, goal) in FIGURES {
        figures.push(Figure::new(format!("signal.{name}"), printed.value(name)?, unit, goal));
    }
    let script = sets.join("../bench/nabscore.py");
    match script.exists() {
        true => agree(&script, &windows, &results, printed.value("nab.score")?)?,
        false => println!("signal\tthere is no {}, so the score was not held against it\t\t", script.display()),
    }
    figures.extend(watch()?);
    Ok(Measured::Figures(figures))
}

/// The job that watches many quiet topics: what a run takes, and what is kept of each.
fn watch() -> Result<Vec<Figure>> {
    let program = inside::build("xtask", "watch")?;
    let folder = tempfile::Builder::new().prefix("parvis-watch-").tempdir()?;
    let database = format!("sqlite:{}", folder.path().join("parvis.db").display());
    let printed = Printed::by(Command::new(program).args([&database, &DOCUMENTS.to_string(), &TOPICS.to_string()]))?;
    Ok(vec![
        Figure::new("signal.watch_run_median", printed.value("median")?, "ms", Goal::None),
        Figure::new("signal.watch_run_most", printed.value("most")?, "ms", Goal::AtMost(RUN_MS_MAX)),
        Figure::new("signal.watch_learning", printed.value("learning")?, "s", Goal::None),
        Figure::new("signal.watch_kept_bytes", printed.value("kept")?, "bytes", Goal::None),
    ])
}

/// Fails when the script comes to another score.
fn agree(script: &Path, windows: &Path, results: &Path, score: f64) -> Result<()> {
    let all: Value = serde_json::from_str(&fs::read_to_string(windows)?)?;
    let mut ours = all.as_object().cloned().context("the windows are no JSON object")?;
    ours.retain(|name, _| results.join(name).exists());
    let ours_file = results.join("windows.json");
    fs::write(&ours_file, serde_json::to_string(&ours)?)?;
    let said = shell::read(Command::new("python3").arg(script).arg(&ours_file).arg(results))?;
    let last = said.lines().last().and_then(|line| line.split_whitespace().next()).context("the script printed nothing")?;
    let theirs: f64 = last.parse().with_context(|| format!("the script printed `{last}`"))?;
    if (theirs - score).abs() > DIFFERENCE_MAX {
        bail!("the score is {score} here and {theirs} by {}", script.display());
    }
    Ok(())
}
