//! `pages`: how long the stream of mentions, Today and a topic take over 300,000 documents, with eight readers at once
//! while documents go on coming in. A time is from the request to the last byte, on the loopback interface.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use super::running::{Running, Visitor};
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Documents that are there, and the topics that they were held against.
const DOCUMENTS: usize = 300_000;
const TOPICS: usize = 50;
/// Documents that come in a second while pages are read: forty million a day.
const INCOMING_RATE: usize = 500;
/// More of them than can come in while the pages are read; the rest is not waited for.
const INCOMING: usize = 1_000_000;
/// Readers at once, and how often each opens each page.
const READERS: usize = 8;
const ROUNDS: usize = 160;
/// What 95 of 100 pages may take at most, in milliseconds.
const P95_MS_MAX: f64 = 60.0;
/// Who reads.
const EMAIL: &str = "reader@bench.example";
const PASSWORD: &str = "a long password";
/// The pages, by the name of their figure and their address inside the workspace.
const PAGES: [(&str, &str); 3] = [("mentions", "mentions"), ("today", "today"), ("topic", "topics/1")];

pub(super) fn measure() -> Result<Measured> {
    let program = super::release_program()?;
    let ingest = inside::build("xtask", "ingest")?;
    let folder = tempfile::Builder::new().prefix("parvis-pages-").tempdir()?;
    let data = folder.path().to_str().context("the temporary folder's name is not UTF-8")?;
    let database = format!("sqlite:{data}/parvis.db");
    Printed::by(Command::new(&ingest).args([&database, &DOCUMENTS.to_string(), &TOPICS.to_string()]))?;
    add_reader(&program, data)?;
    let running = Running::start(&program, &["serve", "--data", data, "--listen", "127.0.0.1:0"])?;
    let address = running.address()?;
    let mut visitor = Visitor::default();
    visitor.post(&format!("{address}/sign-in"), &[("email", EMAIL), ("password", PASSWORD), ("next", "")])?;
    let mut first = Duration::ZERO;
    for (_, page) in PAGES {
        let opened = visitor.open(&format!("{address}/w/1/{page}"))?;
        if opened.status != 200 {
            bail!("{page} answers {}", opened.status);
        }
        first = first.max(opened.time);
    }
    let mut incoming = come_in(&ingest, &database)?;
    let times = read_all(&visitor, &address);
    // Its work is not done, and need not be.
    let still_coming = incoming.try_wait()?.is_none();
    incoming.kill()?;
    incoming.wait()?;
    if !still_coming {
        bail!("no documents came in while the pages were read");
    }
    figures(first, times?, &running)
}

fn figures(first: Duration, times: [Vec<Duration>; PAGES.len()], running: &Running) -> Result<Measured> {
    // The slowest of the first that are opened after a start: what is read once is read then.
    let mut figures = vec![Figure::new("pages.first_after_start", first.as_secs_f64() * 1e3, "ms", Goal::None)];
    for ((name, _), mut times) in PAGES.into_iter().zip(times) {
        figures.push(Figure::new(format!("pages.{name}_p95"), percentile(&mut times, 95), "ms", Goal::AtMost(P95_MS_MAX)));
        figures.push(Figure::new(format!("pages.{name}_median"), percentile(&mut times, 50), "ms", Goal::None));
    }
    figures.push(Figure::new("pages.peak_memory", running.memory_mb()?.1, "MB", Goal::None));
    Ok(Measured::Figures(figures))
}

/// An account by the command line: the password goes by standard input.
fn add_reader(program: &Path, data: &str) -> Result<()> {
    let mut adding = Command::new(program)
        .args(["user", "add", EMAIL, "--name", "Reader", "--workspace", "1", "--hat", "owner", "--data", data])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    adding.stdin.take().context("no way to say the password")?.write_all(format!("{PASSWORD}\n").as_bytes())?;
    if !adding.wait()?.success() {
        bail!("the reader's account could not be made");
    }
    Ok(())
}

/// Lets documents come in, at a steady pace, from a process of its own.
fn come_in(ingest: &Path, database: &str) -> Result<Child> {
    Command::new(ingest)
        .args([database, &INCOMING.to_string(), &TOPICS.to_string(), &INCOMING_RATE.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("the coming documents could not be started")
}

/// Opens every page from every reader; the times of each page.
fn read_all(visitor: &Visitor, address: &str) -> Result<[Vec<Duration>; PAGES.len()]> {
    let read = || -> Result<[Vec<Duration>; PAGES.len()]> {
        let mut visitor = visitor.clone();
        let mut times: [Vec<Duration>; PAGES.len()] = Default::default();
        for _ in 0..ROUNDS {
            for ((_, page), times) in PAGES.iter().zip(&mut times) {
                times.push(visitor.get(&format!("{address}/w/1/{page}"))?.time);
            }
        }
        Ok(times)
    };
    let each: Vec<Result<[Vec<Duration>; PAGES.len()]>> = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(read)).collect();
        readers.into_iter().filter_map(|reader| reader.join().ok()).collect()
    });
    let mut all: [Vec<Duration>; PAGES.len()] = Default::default();
    for times in each {
        for (all, times) in all.iter_mut().zip(times?) {
            all.extend(times);
        }
    }
    if all[0].len() < READERS * ROUNDS {
        bail!("a reader did not come to the end");
    }
    Ok(all)
}

/// The time, in milliseconds, that so many of a hundred do not exceed.
fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort();
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::percentile;
    use std::time::Duration;

    #[test]
    fn a_percentile_is_the_time_that_so_many_do_not_exceed() {
        let times = |count: u64| (1..=count).rev().map(Duration::from_millis).collect::<Vec<_>>();
        let check = |count, percent, expect: f64| assert!((percentile(&mut times(count), percent) - expect).abs() < 1e-9);
        check(100, 95, 95.0);
        check(20, 95, 19.0);
        check(3, 50, 2.0);
        check(1, 95, 1.0);
    }
}
