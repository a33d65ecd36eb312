//! `measure_stories [PART…]`: how well copies are found, and how fast. Prints `name<TAB>value` lines.
//!
//! - `stories.crises.…`: the labelled tweets of 26 crises ([`crises`] says what is held to be a copy).
//! - `stories.corrupted.…`: news texts and seeded corruptions of them ([`corrupted`]).
//! - `stories.rate…`: documents placed a second when a million fingerprints are kept, reading included ([`rate`]).
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod corrupted;
mod crises;
mod pairs;
mod rate;

use std::{error::Error, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let data = PathBuf::from(std::env::var_os("PARVIS_DATA").unwrap_or_else(|| "../shared/data".into()));
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let asked = |part: &str| parts.is_empty() || parts.iter().any(|name| name == part);
    let (crises, news) = (data.join("signals/crisislex"), data.join("matching/agnews.tsv"));
    if !crises.exists() || !news.exists() {
        println!("stories\tskipped: there is no {} or no {}", crises.display(), news.display());
        return Ok(());
    }
    let news = std::fs::read_to_string(news)?;
    let news: Vec<(&str, &str)> = news.lines().filter_map(|line| line.split_once('\t')).collect();
    if asked("crises") {
        crises::measure(&crises)?;
    }
    if asked("corrupted") {
        corrupted::measure(&news);
    }
    if asked("rate") {
        rate::measure(&news);
    }
    Ok(())
}
