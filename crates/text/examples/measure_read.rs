//! How fast all of a text is read (`text::read` and its fingerprint), on one core, in texts of 200 signs made of tweets of eight languages; how long an
//! article of 1,500 signs takes; and how many times faster than VADER reads the sentiment alone of the same English texts. Time is
//! the processor's, not the clock's, so that other programs of the machine do not count.
#![expect(clippy::print_stdout, reason = "what it measures is its result")]

mod ground;

use ground::tones::LANGUAGES;
use ground::{Outcome, rows};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use text::Reader;

/// Signs of a text.
const SIGNS: usize = 200;
/// Signs of an article.
const ARTICLE_SIGNS: usize = 1_500;
/// Texts of each language.
const TEXTS: usize = 300;
/// Texts that are read in a round at least, all as often as another: the system tells the processor's time in steps of some
/// milliseconds, which must not count.
const ROUND_TEXTS_MIN: usize = 6_000;
/// Rounds; the quickest counts.
const ROUNDS: usize = 5;

fn main() -> Outcome<()> {
    let mut all = Vec::new();
    let mut english = Vec::new();
    for language in LANGUAGES {
        let tweets: Vec<String> =
            rows(&format!("sentiment/tweets/{language}.train.tsv"))?.into_iter().map(|row| row[1].clone()).collect();
        let texts: Vec<String> = (0..TEXTS)
            .map(|at| {
                let some = tweets.iter().cycle().skip(at * 5).take(40).map(String::as_str).collect::<Vec<_>>().join(" ");
                some.chars().take(SIGNS).collect()
            })
            .collect();
        if language == "en" {
            english.clone_from(&texts);
        }
        all.extend(texts);
    }
    let rate = self::rate(&all);
    println!("read.rate\t{rate:.0}");
    println!("read.micros\t{:.1}", 1e6 / rate);
    let news = rows("matching/agnews.tsv")?.into_iter().map(|row| row.join(" ")).collect::<Vec<_>>().join(" ");
    let signs: Vec<char> = news.chars().collect();
    let articles: Vec<String> = signs.chunks_exact(ARTICLE_SIGNS).take(TEXTS).map(|signs| signs.iter().collect()).collect();
    println!("read.micros_article\t{:.1}", 1e6 / self::rate(&articles));
    let Some(python) = ground::told("PARVIS_TRAIN_PYTHON") else { return Ok(()) };
    let lines = std::env::temp_dir().join(format!("parvis-vader-{}.txt", std::process::id()));
    fs::write(&lines, english.iter().map(|text| text.replace('\n', " ") + "\n").collect::<String>())?;
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../xtask/train/vader_rate.py");
    let printed = Command::new(python).arg(program).arg(&lines).output()?;
    fs::remove_file(&lines)?;
    let vader: f64 = String::from_utf8_lossy(&printed.stdout).trim().parse()?;
    println!("read.vader_rate\t{vader:.0}");
    println!("read.times_vader\t{:.2}", self::rate(&english) / vader);
    Ok(())
}

/// Texts in a second of processor time.
fn rate(texts: &[String]) -> f64 {
    let mut reader = Reader::default();
    let mut best = 0.0f64;
    let times = ROUND_TEXTS_MIN.div_ceil(texts.len().max(1));
    for _ in 0..ROUNDS {
        let (began, clock) = (ground::processor_seconds(), Instant::now());
        for text in (0..times).flat_map(|_| texts) {
            std::hint::black_box((reader.read(text, None), text::fingerprint::of(text)));
        }
        let seconds = match (began, ground::processor_seconds()) {
            (Some(began), Some(ended)) => ended - began,
            _ => clock.elapsed().as_secs_f64(),
        };
        best = best.max((times * texts.len()) as f64 / seconds);
    }
    best
}
