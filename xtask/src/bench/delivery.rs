//! `delivery`: a thousand deliveries to networks of each kind of guarantee that lose answers, while the workers are killed two hundred
//! times: what was sent, lost, sent twice, and asked.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use crate::cluster::Cluster;
use crate::provision;
use anyhow::Result;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// What chance begins with, when the command line says so.
static SEED: OnceLock<u64> = OnceLock::new();

/// Deliveries, over all kinds of guarantee.
const DELIVERIES: usize = 1_000;
/// Times that a worker is killed.
const KILLS: usize = 200;
const KINDS: [&str; 4] = ["key_kept", "key_ignored", "chosen_id", "nothing"];

/// Lets chance begin with this number.
pub(crate) fn begin_with(seed: u64) {
    let _ = SEED.set(seed);
}

pub(super) fn measure() -> Result<Measured> {
    let program = inside::build("xtask", "delivery")?;
    let folder = tempfile::Builder::new().prefix("parvis-delivery-").tempdir()?;
    let database = format!("sqlite:{}", folder.path().join("parvis.db").display());
    let mut figures = one(&program, &database, "sqlite", 1)?;
    match provision::postgres() {
        Some(programs) => {
            let cluster = Cluster::start(&programs)?;
            figures.extend(one(&program, cluster.url(), "postgres", 2)?);
        }
        None => println!("delivery.postgres\tskipped: no PostgreSQL server on this machine\t\t"),
    }
    Ok(Measured::Figures(figures))
}

fn one(program: &Path, database: &str, engine: &str, workers: usize) -> Result<Vec<Figure>> {
    let seed = SEED.get().copied().unwrap_or(1);
    let numbers = [DELIVERIES.to_string(), KILLS.to_string(), seed.to_string(), workers.to_string()];
    let printed = Printed::by(Command::new(program).args(["rehearse", database]).args(numbers))?;
    let kills = printed.value("kills")?;
    let mut figures = vec![Figure::new(format!("delivery_kills.{engine}"), kills, "kills", Goal::AtLeast(KILLS as f64))];
    for kind in KINDS {
        let planned = printed.value(&format!("{kind}_planned"))?;
        for (what, goal) in
            [("sent", Goal::AtLeast(planned)), ("lost", Goal::AtMost(0.0)), ("twice", Goal::AtMost(0.0)), ("asked", Goal::None)]
        {
            let value = printed.value(&format!("{kind}_{what}"))?;
            figures.push(Figure::new(format!("delivery_{what}.{engine}.{kind}"), value, "deliveries", goal));
        }
    }
    Ok(figures)
}
