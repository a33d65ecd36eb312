//! How fast documents are read and placed when a million fingerprints are kept: halves of news texts joined by chance, so that
//! turns of phrase come again as they do in life, then the news texts themselves and copies of what is kept.

use std::time::Instant;

use text::{fingerprint, stories::Stories};

use crate::corrupted::Chance;

/// Fingerprints that are kept when the timing begins.
const KEPT: usize = 1_000_000;
/// Documents that are timed.
const TIMED: usize = 100_000;

pub(crate) fn measure(news: &[(&str, &str)]) {
    let mut chance = Chance(7);
    let mut stories = Stories::default();
    let before = resident();
    let mut number = 0;
    let mut kept = 0;
    let filling = Instant::now();
    while kept < KEPT {
        let placed = stories.place(number, fingerprint::of(&made(news, &mut chance)));
        kept += usize::from(!placed.keys.is_empty());
        number += 1;
    }
    println!("rate.filling\t{:.0}", number as f64 / filling.elapsed().as_secs_f64());
    println!("rate.bytes_each\t{:.0}", (resident() - before) / KEPT as f64);
    let texts: Vec<String> =
        (0..TIMED).map(|at| if at % 4 == 0 { news[at / 4 % news.len()].1.to_owned() } else { made(news, &mut chance) }).collect();
    let begun = Instant::now();
    for text in &texts {
        stories.place(number, fingerprint::of(text));
        number += 1;
    }
    println!("rate\t{:.0}", TIMED as f64 / begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let bytes: usize = texts.iter().map(String::len).sum();
    let marks: usize = texts.iter().map(|text| fingerprint::of(text).to_bytes().len()).sum();
    println!("fingerprint.us_per_200_bytes\t{:.2}", begun.elapsed().as_secs_f64() * 1e6 * 200.0 / bytes as f64);
    assert!(marks > 0);
}

/// Six words from here and there, four times: few share as much as a sentence.
fn made(news: &[(&str, &str)], chance: &mut Chance) -> String {
    let mut made = String::new();
    for _ in 0..6 {
        let words: Vec<&str> = news[chance.below(news.len())].1.split(' ').collect();
        let from = chance.below(words.len().saturating_sub(6));
        for word in words.iter().skip(from).take(6) {
            made.push_str(word);
            made.push(' ');
        }
    }
    made
}

/// Memory of this process, in bytes.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split(' ').nth(1)?.parse::<f64>().ok());
    pages.unwrap_or(f64::NAN) * 4_096.0
}
