//! `cargo xtask test`: what CI does, step by step.

use crate::cluster::Cluster;
use crate::provision::{self, Provision};
use crate::steps::{self, Outcome, Step};
use crate::{check, ground, journeys, shell};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// What the steps hand on to each other.
struct Run {
    quick: bool,
    provision: Option<Provision>,
    program: Option<PathBuf>,
}

const STEPS: [Step<Run>; 8] = [
    Step { name: "provision", run: provide },
    Step { name: "format", run: format },
    Step { name: "house rules", run: rules },
    Step { name: "lints", run: lints },
    Step { name: "licences and sources", run: licences },
    Step { name: "tests on SQLite and PostgreSQL", run: tests },
    Step { name: "build of the program", run: build },
    Step { name: "browser journeys", run: browse },
];

/// Runs everything; with `quick`, without what needs PostgreSQL or a browser.
pub(crate) fn run(quick: bool) -> Result<()> {
    steps::run(&STEPS, &mut Run { quick, provision: None, program: None })
}

fn provide(run: &mut Run) -> Result<Outcome> {
    println!("{}", shell::read(Command::new("rustc").arg("--version"))?.trim());
    if run.quick {
        provision::node()?;
        return Ok(Outcome::Passed);
    }
    run.provision = Some(provision::provide()?);
    Ok(Outcome::Passed)
}

fn format(_: &mut Run) -> Result<Outcome> {
    shell::run(ground::cargo()?.args(["fmt", "--all", "--check"])).context("run `cargo fmt --all`")?;
    Ok(Outcome::Passed)
}

fn rules(_: &mut Run) -> Result<Outcome> {
    check::run()?;
    Ok(Outcome::Passed)
}

fn lints(_: &mut Run) -> Result<Outcome> {
    shell::run(ground::cargo()?.args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    Ok(Outcome::Passed)
}

/// Without the advisories, whose list has to be fetched from outside the package registries.
fn licences(run: &mut Run) -> Result<Outcome> {
    if run.quick {
        return Ok(Outcome::Skipped("left out by --quick".to_owned()));
    }
    let program = provision::cargo_deny()?;
    shell::run(Command::new(program).args(["check", "bans", "licenses", "sources"]).current_dir(ground::repository()?))?;
    Ok(Outcome::Passed)
}

fn tests(run: &mut Run) -> Result<Outcome> {
    // Ended, and its folder removed, when this step is over, however it goes.
    let cluster = run.provision.as_ref().map(|provision| Cluster::start(&provision.postgres)).transpose()?;
    let mut command = ground::cargo()?;
    command.args(["test", "--workspace", "--quiet"]);
    match &cluster {
        Some(cluster) => command.env("PARVIS_TEST_POSTGRES", cluster.url()),
        None => command.env_remove("PARVIS_TEST_POSTGRES"),
    };
    shell::run(&mut command)?;
    Ok(Outcome::Passed)
}

/// Builds in the profile and with the selection of the tests, so that no dependency is built a second time.
fn build(run: &mut Run) -> Result<Outcome> {
    if run.quick {
        return Ok(Outcome::Skipped("left out by --quick".to_owned()));
    }
    shell::run(ground::cargo()?.args(["build", "--workspace", "--bins", "--quiet"]))?;
    run.program = Some(ground::target_folder()?.join("debug/parvis"));
    Ok(Outcome::Passed)
}

fn browse(run: &mut Run) -> Result<Outcome> {
    match (&run.program, &run.provision) {
        (Some(program), Some(provision)) => {
            journeys::run(program, &provision.chromium)?;
            Ok(Outcome::Passed)
        }
        _ => Ok(Outcome::Skipped("left out by --quick".to_owned())),
    }
}
