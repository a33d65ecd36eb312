//! `ingest`: documents a second through the one door, with all that is understood of them, against 50 topics, into SQLite and into
//! PostgreSQL, and how much slower the last fifth of them is than the first; and against 1,000 topics into SQLite.

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
    let database = format!("sqlite:{}", folder.path().join("parvis.db").display());
    let mut figures = one(&program, &database, "sqlite", SQLITE_RATE)?;
    let database = format!("sqlite:{}", folder.path().join("many.db").display());
    let printed = Printed::by(Command::new(&program).args([&database, &DOCUMENTS_MANY.to_string(), &TOPICS_MANY.to_string()]))?;
    let rate = printed.value("rate")?;
    figures.push(Figure::new("ingest.sqlite_1000_topics", rate, "documents/s", Goal::AtLeast(TOPICS_MANY_RATE)));
    match provision::postgres() {
        Some(programs) => {
            let cluster = Cluster::start(&programs)?;
            figures.extend(one(&program, cluster.url(), "postgres", POSTGRES_RATE)?);
        }
        None => println!("ingest.postgres\tskipped: no PostgreSQL server on this machine\t\t"),
    }
    Ok(Measured::Figures(figures))
}

fn one(program: &Path, database: &str, engine: &str, goal: f64) -> Result<Vec<Figure>> {
    let printed = Printed::by(Command::new(program).args([database, &DOCUMENTS.to_string(), &TOPICS.to_string()]))?;
    let slower = 100.0 * (1.0 - printed.value("end")? / printed.value("start")?);
    Ok(vec![
        Figure::new(format!("ingest.{engine}"), printed.value("rate")?, "documents/s", Goal::AtLeast(goal)),
        Figure::new(format!("ingest.{engine}_slower_at_end"), slower, "%", Goal::AtMost(SLOWER_PERCENT_MAX)),
    ])
}
