//! `measure_stories DATA [PART…]`: how well copies are found, and how fast. Prints `name<TAB>value` lines.
//!
//! - `crises.…`: the labelled tweets of 26 crises ([`crises`] says what is held to be a copy).
//! - `corrupted.…`: news texts and seeded corruptions of them ([`corrupted`]).
//! - `rate…`: documents placed a second when a million fingerprints are kept, reading included ([`rate`]).
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod corrupted;
mod crises;
mod pairs;
mod rate;

use std::{error::Error, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(data) = arguments.next().map(PathBuf::from) else { return Err("usage: measure_stories DATA [PART…]".into()) };
    let parts: Vec<String> = arguments.collect();
    let asked = |part: &str| parts.is_empty() || parts.iter().any(|name| name == part);
    let news = std::fs::read_to_string(data.join("matching/agnews.tsv"))?;
    let news: Vec<(&str, &str)> = news.lines().filter_map(|line| line.split_once('\t')).collect();
    if asked("crises") {
        crises::measure(&data.join("signals/crisislex"))?;
    }
    if asked("corrupted") {
        corrupted::measure(&news);
    }
    if asked("rate") {
        rate::measure(&news);
    }
    Ok(())
}
