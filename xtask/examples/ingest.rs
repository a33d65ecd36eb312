//! `ingest DATABASE DOCUMENTS TOPICS [PACE]`: takes documents in by the one door and prints how fast, as `name value` lines;
//! with a pace, not more documents a second than that.
//!
//! Only the door is timed: the documents are made before. `start` and `end` are the rates of the first and last fifth.
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod ground;
mod talk;

use anyhow::{Context, Result, bail};
use app::Actor;
use app::listen::ingest::INGEST_BATCH_MAX;
use domain::Clock;
use ground::words::Chance;
use std::time::{Duration, Instant};
use store::Store;

/// Documents that are handed in at once, as an import does: the door parts them into batches itself.
const DELIVERY: usize = 10 * INGEST_BATCH_MAX;
/// Documents that are handed in at once when they come at a pace: more than most visits bring.
const PACED: usize = 500;
/// The rates that are compared are those of this part of the documents at either end.
const PARTS: usize = 5;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, documents, topics, pace @ ..] = &arguments[..] else {
        bail!("usage: ingest DATABASE DOCUMENTS TOPICS [PACE]")
    };
    let (documents, topics): (usize, usize) = (documents.parse()?, topics.parse()?);
    let pace: Option<f64> = pace.first().map(|pace| pace.parse()).transpose()?;
    let clock = Clock::machine();
    let now = clock.now();
    let app = ground::app(database, clock).await?;
    let store = Store::open(database).await?;
    let workspace = ground::workspace(&store, topics, now.as_microsecond()).await?;
    let address = "https://bench.example/feed";
    let tx = store.begin().await?;
    let source = ground::source(workspace, address, now.as_microsecond());
    let id = tx.add_source(&source, address).await?;
    tx.commit().await?;
    let source = store.reader(workspace).source(id).await?.context("the source is gone")?;
    let actor = Actor::worker(workspace);
    let mut chance = Chance::new(7);
    let mut times: Vec<Duration> = Vec::new();
    let mut mentions = 0;
    let delivery = if pace.is_some() { PACED } else { DELIVERY };
    for number in 0..documents.div_ceil(delivery) {
        let first = number * delivery;
        let last = (first + delivery).min(documents);
        let said = (first..last).map(|number| talk::document(&mut chance, number, now)).collect();
        let began = Instant::now();
        mentions += app.ingest(&actor, &source, said).await?.mentions;
        times.push(began.elapsed());
        if let Some(pace) = pace {
            let due = Duration::from_secs_f64((last - first) as f64 / pace);
            tokio::time::sleep(due.saturating_sub(began.elapsed())).await;
        }
    }
    let part = (times.len() / PARTS).max(1);
    let rate = |times: &[Duration], documents: usize| documents as f64 / times.iter().sum::<Duration>().as_secs_f64();
    println!("rate {}", rate(&times, documents));
    println!("start {}", rate(&times[..part], part * delivery));
    println!("end {}", rate(&times[times.len() - part..], part * delivery));
    println!("mentions {mentions}");
    Ok(())
}
