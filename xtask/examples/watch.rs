//! `watch DATABASE DOCUMENTS TOPICS`: lets the watch over many quiet topics learn from documents of the last days, then lets time pass,
//! and prints how long its job takes, as `name value` lines.
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod fill;
mod ground;
mod talk;

use anyhow::{Context, Result, bail};
use domain::Clock;
use jiff::SignedDuration;
use std::time::Instant;
use store::Store;

/// Runs that are timed, five minutes apart: an hour.
const RUNS: usize = 12;
/// Seconds between two runs.
const STEP_S: i64 = 300;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, documents, topics] = &arguments[..] else { bail!("usage: watch DATABASE DOCUMENTS TOPICS") };
    let (documents, topics): (usize, usize) = (documents.parse()?, topics.parse()?);
    let start = Clock::machine().now();
    let clock = Clock::standing_at(start);
    let app = ground::app(database, clock.clone()).await?;
    let store = Store::open(database).await?;
    let actor = fill::workspace(&app, &store, topics, documents, start).await?;
    app.ask_for_signals().await?;
    let mut times = Vec::with_capacity(RUNS);
    for run in 0..=RUNS {
        clock.advance(SignedDuration::from_secs(STEP_S));
        let began = Instant::now();
        if app.run_due_jobs().await? == 0 {
            bail!("the watch was not due");
        }
        let took = began.elapsed().as_secs_f64();
        if run == 0 {
            println!("learning {took}");
        } else {
            times.push(took * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    let mut bytes = 0;
    let reader = store.reader(actor.workspace);
    for topic in reader.topics().await? {
        bytes = bytes.max(reader.watch(topic.id).await?.context("a topic is not watched")?.state.len());
    }
    println!("median {}", times[RUNS / 2]);
    println!("most {}", times[RUNS - 1]);
    println!("kept {bytes}");
    Ok(())
}
