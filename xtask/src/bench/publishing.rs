//! `publishing`: how soon 10,000 deliveries leave that are due in the same minute over 200 channels, on SQLite and on PostgreSQL; how long a
//! month of 2,000 posts and a preview take on the server (`xtask/examples/publishing`).

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use crate::cluster::Cluster;
use crate::provision;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

pub(super) fn measure() -> Result<Measured> {
    let program = inside::build("xtask", "publishing")?;
    let drawn = Printed::by(Command::new(&program).arg("draw"))?;
    let mut figures = vec![
        Figure::new("publishing.month_of_2000", drawn.value("month")?, "ms", Goal::AtMost(80.0)),
        Figure::new("publishing.preview", drawn.value("preview")?, "ms", Goal::AtMost(50.0)),
    ];
    let folder = tempfile::Builder::new().prefix("parvis-publishing-").tempdir()?;
    figures.extend(leave(&program, &format!("sqlite:{}", folder.path().join("parvis.db").display()), "sqlite")?);
    match provision::postgres() {
        Some(programs) => {
            let cluster = Cluster::start(&programs)?;
            figures.extend(leave(&program, cluster.url(), "postgres")?);
        }
        None => println!("publishing.postgres\tskipped: no PostgreSQL server on this machine\t\t"),
    }
    Ok(Measured::Figures(figures))
}

fn leave(program: &Path, database: &str, engine: &str) -> Result<Vec<Figure>> {
    let printed = Printed::by(Command::new(program).args(["leave", database]))?;
    Ok(vec![
        Figure::new(format!("publishing.sent.{engine}"), printed.value("sent")?, "deliveries", Goal::AtLeast(10_000.0)),
        Figure::new(format!("publishing.due_to_sent_p95.{engine}"), printed.value("p95")?, "s", Goal::AtMost(60.0)),
        Figure::new(format!("publishing.due_to_sent_median.{engine}"), printed.value("median")?, "s", Goal::None),
        Figure::new(format!("publishing.over_limit.{engine}"), printed.value("over_limit")?, "calls", Goal::AtMost(0.0)),
    ])
}
