//! `fetch DATABASE TOPICS < ADDRESSES`: visits every feed, a day later visits every feed again, and prints how long each
//! pass took and the memory held, as `name value` lines.
//!
//! The clock stands: the second pass begins by moving it, so that nothing waits for a feed's rhythm.
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod ground;

use anyhow::{Context, Result, bail};
use app::listen::visit;
use app::{Actor, App};
use domain::Clock;
use jiff::SignedDuration;
use std::io::BufRead;
use std::time::{Duration, Instant};
use store::Store;
use tokio::sync::watch;

/// Between two looks whether every feed was visited, in milliseconds.
const LOOK_MS: u64 = 50;
/// How long a pass may take before it is given up, in seconds.
const PASS_SECONDS_MAX: u64 = 900;
/// The longest rhythm of a feed that answers is shorter than this, in hours.
const NEXT_DAY_HOURS: i64 = 24;
/// The states of a source that answers: a day without anything new makes it late.
const ANSWERED: [&str; 2] = ["well", "late"];

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, topics] = &arguments[..] else { bail!("usage: fetch DATABASE TOPICS < ADDRESSES") };
    let addresses: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let clock = Clock::standing_at(Clock::machine().now());
    let app = ground::app(database, clock.clone()).await?;
    let store = Store::open(database).await?;
    let now = app.now();
    let workspace = ground::workspace(&store, topics.parse()?, now).await?;
    let tx = store.begin().await?;
    for address in &addresses {
        let id = tx.add_source(&ground::source(workspace, address, now), address).await?;
        tx.enqueue(&visit::job(workspace, id, address, now), now).await?;
    }
    tx.commit().await?;
    let (stop, stopped) = watch::channel(false);
    let began = Instant::now();
    let work = tokio::spawn({
        let app = app.clone();
        async move { app.work(stopped).await }
    });
    println!("first {}", pass(&app, &store, began).await?);
    clock.advance(SignedDuration::from_hours(NEXT_DAY_HOURS));
    println!("second {}", pass(&app, &store, Instant::now()).await?);
    stop.send_replace(true);
    work.await?;
    let states = app.reader(&Actor::worker(workspace)).source_states().await?;
    let answered: i64 = states.iter().filter(|state| ANSWERED.contains(&state.state.as_str())).map(|state| state.sources).sum();
    println!("answered {answered}");
    println!("memory {}", peak_memory_mb()?);
    Ok(())
}

/// Waits until no visit is due any more; the seconds since `began`.
async fn pass(app: &App, store: &Store, began: Instant) -> Result<f64> {
    let now = app.now();
    while store.next_due().await?.is_some_and(|due| due <= now) {
        if began.elapsed() > Duration::from_secs(PASS_SECONDS_MAX) {
            bail!("a pass took more than {PASS_SECONDS_MAX} s");
        }
        tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
    }
    Ok(began.elapsed().as_secs_f64())
}

/// The most memory that this process ever held, in MB.
fn peak_memory_mb() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("the system does not tell the memory")?;
    let kib: f64 = line.split_whitespace().nth(1).context("the memory has no number")?.parse()?;
    Ok(kib * 1024.0 / 1e6)
}
