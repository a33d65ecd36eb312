//! `archive DATABASE DOCUMENTS`: takes documents in, then asks the archive for three words of which two stand near each other, and
//! prints how long the first page takes, as `name value` lines.
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod fill;
mod ground;
mod talk;

use anyhow::{Result, bail};
use domain::Clock;
use ground::words::{Chance, word};
use std::time::Instant;
use store::Store;

/// Questions asked, each different.
const QUESTIONS: usize = 40;
/// Topics that the documents are held against.
const TOPICS: usize = 1;
/// Documents of a page.
const PAGE: usize = 50;
/// The words that are asked for, by how common they are: neither the commonest nor those that are hardly there.
const RANKS: std::ops::Range<u64> = 20..2_000;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, documents] = &arguments[..] else { bail!("usage: archive DATABASE DOCUMENTS") };
    let clock = Clock::machine();
    let app = ground::app(database, clock.clone()).await?;
    let actor = fill::workspace(&app, &Store::open(database).await?, TOPICS, documents.parse()?, clock.now()).await?;
    let mut chance = Chance::new(11);
    let mut any_word = || word(RANKS.start + chance.below(RANKS.end - RANKS.start));
    let mut times = Vec::with_capacity(QUESTIONS);
    let (mut found, mut unfinished) = (0, 0);
    for _ in 0..QUESTIONS {
        let question = format!("({} NEAR/5 {}) AND {}", any_word(), any_word(), any_word());
        let began = Instant::now();
        let page = app.ask_archive(&actor, &question, None, PAGE).await?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
        found += page.found.len();
        unfinished += usize::from(page.searched_to.is_some());
    }
    times.sort_by(f64::total_cmp);
    println!("median {}", times[QUESTIONS / 2]);
    println!("p95 {}", times[QUESTIONS * 95 / 100]);
    println!("found {}", found as f64 / QUESTIONS as f64);
    println!("unfinished {unfinished}");
    Ok(())
}
