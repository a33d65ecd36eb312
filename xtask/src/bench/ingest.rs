//! `ingest`: documents a second through the one door, with all that is understood of them, against 50 topics, into SQLite and into
//! PostgreSQL, and how much slower the last fifth of them is than the first, each the median of three runs into an empty database:
//! what the two cores of the machine get done differs by a third between minutes; and against 1,000 topics into SQLite.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use crate::cluster::Cluster;
use crate::provision;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Documents taken in.
const DOCUMENTS: usize = 100_000;
/// Topics that they are held against.
const TOPICS: usize = 50;
/// How often that is done.
const RUNS: usize = 3;
/// Many topics, and documents taken in against them.
const TOPICS_MANY: usize = 1_000;
const DOCUMENTS_MANY: usize = 50_000;
/// The goals, in documents a second.
const SQLITE_RATE: f64 = 5_000.0;
const POSTGRES_RATE: f64 = 2_500.0;
const TOPICS_MANY_RATE: f64 = 3_000.0;
/// How much slower the end may be than the start, in percent.
const SLOWER_PERCENT_MAX: f64 = 20.0;

pub(super) fn measure() -> Result<Measured> {
    let program = inside::build("xtask", "ingest")?;
    let folder = tempfile::Builder::new().prefix("parvis-ingest-").tempdir()?;
    let mut runs = Vec::new();
    for run in 0..RUNS {
        runs.push(Run::of(&program, &format!("sqlite:{}", folder.path().join(format!("{run}.db")).display()))?);
    }
    let mut figures = Run::figures(&runs, "sqlite", SQLITE_RATE).to_vec();
    let database = format!("sqlite:{}", folder.path().join("many.db").display());
    let printed = Printed::by(Command::new(&program).args([&database, &DOCUMENTS_MANY.to_string(), &TOPICS_MANY.to_string()]))?;
    let rate = printed.value("rate")?;
    figures.push(Figure::new("ingest.sqlite_1000_topics", rate, "documents/s", Goal::AtLeast(TOPICS_MANY_RATE)));
    match provision::postgres() {
        Some(programs) => {
            let mut runs = Vec::new();
            for _ in 0..RUNS {
                let cluster = Cluster::start(&programs)?;
                runs.push(Run::of(&program, cluster.url())?);
            }
            figures.extend(Run::figures(&runs, "postgres", POSTGRES_RATE));
        }
        None => println!("ingest.postgres\tskipped: no PostgreSQL server on this machine\t\t"),
    }
    Ok(Measured::Figures(figures))
}

/// What was measured while [`DOCUMENTS`] were taken in.
struct Run {
    /// Documents a second.
    rate: f64,
    /// By how much the last fifth was slower than the first, in percent.
    slower: f64,
}

impl Run {
    fn of(program: &Path, database: &str) -> Result<Self> {
        let printed = Printed::by(Command::new(program).args([database, &DOCUMENTS.to_string(), &TOPICS.to_string()]))?;
        let slower = 100.0 * (1.0 - printed.value("end")? / printed.value("start")?);
        Ok(Self { rate: printed.value("rate")?, slower })
    }

    fn figures(runs: &[Self], engine: &str, goal: f64) -> [Figure; 2] {
        let median = |of: fn(&Self) -> f64| {
            let mut values: Vec<f64> = runs.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        [
            Figure::new(format!("ingest.{engine}"), median(|run| run.rate), "documents/s", Goal::AtLeast(goal)),
            Figure::new(
                format!("ingest.{engine}_slower_at_end"),
                median(|run| run.slower),
                "%",
                Goal::AtMost(SLOWER_PERCENT_MAX),
            ),
        ]
    }
}
