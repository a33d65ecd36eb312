//! `fetch`: 2,000 feeds of 30 entries from a server on the loopback interface, visited once and, unchanged, once more.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Feeds, and the entries of each.
const FEEDS: usize = 2_000;
const ENTRIES: usize = 30;
/// Hosts that they are spread over: one connection to a host at a time is a rule of the fetcher.
const HOSTS: usize = 500;
/// Topics that the entries are held against.
const TOPICS: usize = 50;
/// The goals: seconds of a pass, MB of memory.
const FIRST_SECONDS_MAX: f64 = 60.0;
const SECOND_SECONDS_MAX: f64 = 12.0;
const MEMORY_MB_MAX: f64 = 250.0;

pub(super) fn measure() -> Result<Measured> {
    let site = inside::build("xtask", "feeds_site")?;
    let program = inside::build("xtask", "fetch")?;
    let folder = tempfile::Builder::new().prefix("parvis-fetch-").tempdir()?;
    let mut site = Command::new(site)
        .args([HOSTS, FEEDS, ENTRIES].map(|number| number.to_string()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the site with feeds could not be started")?;
    let printed = addresses(&mut site).and_then(|addresses| {
        let list = folder.path().join("addresses");
        fs::write(&list, addresses)?;
        let database = format!("sqlite:{}", folder.path().join("parvis.db").display());
        Printed::by_reading(Command::new(program).args([database, TOPICS.to_string()]), File::open(list)?)
    });
    // The site ends when its input does.
    drop(site.stdin.take());
    site.wait()?;
    let printed = printed?;
    let answered = printed.value("answered")?;
    if answered < FEEDS as f64 {
        bail!("only {answered} of {FEEDS} feeds were read");
    }
    Ok(Measured::Figures(vec![
        Figure::new("fetch.first_pass", printed.value("first")?, "s", Goal::AtMost(FIRST_SECONDS_MAX)),
        Figure::new("fetch.second_pass", printed.value("second")?, "s", Goal::AtMost(SECOND_SECONDS_MAX)),
        Figure::new("fetch.peak_memory", printed.value("memory")?, "MB", Goal::AtMost(MEMORY_MB_MAX)),
    ]))
}

/// The addresses that the site prints, one a line.
fn addresses(site: &mut Child) -> Result<String> {
    let out = site.stdout.take().context("the site prints nowhere")?;
    let mut addresses = String::new();
    for line in BufReader::new(out).lines() {
        match line?.as_str() {
            "ready" => return Ok(addresses),
            address => {
                addresses.push_str(address);
                addresses.push('\n');
            }
        }
    }
    bail!("the site with feeds ended before it was ready")
}
