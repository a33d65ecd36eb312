//! How right the tone is on texts that were kept from its training (`Part::Held` of `ground/tones.rs`), and how fast it is read:
//! macro-F1 over three classes in percent, accuracy in percent where only praise and blame are asked, calibration error.
#![expect(clippy::print_stdout, reason = "what it measures is its result")]

mod ground;

use ground::tones::{self, Part};
use ground::{Outcome, calibration_error, macro_f1};
use std::time::Instant;
use text::tone::{Judge, LANGUAGES_READ, Verdict};

/// Signs of the texts that the time is taken on.
const TIMED_SIGNS: usize = 200;
/// How often they are read; the quickest counts.
const TIMED_ROUNDS: usize = 5;

fn main() -> Outcome<()> {
    let texts = tones::all()?;
    let mut judge = Judge::default();
    // Set, language, what is right, what is said, whether a verdict is given.
    let mut answers: Vec<(&str, &str, usize, Vec<f32>, bool)> = Vec::new();
    for text in texts.iter().filter(|text| text.part == Part::Held) {
        let Some(shares) = text.shares else { continue };
        let tone = judge.judge(&text.text, text.language);
        let said = vec![tone.negative, tone.neutral, tone.positive];
        answers.push((text.set, text.language, largest(&shares), said, tone.verdict != Verdict::Unsure));
    }
    let score = |wanted: &dyn Fn(&str, &str) -> bool| {
        let chosen = answers.iter().filter(|(set, language, ..)| wanted(set, language));
        let (right, said): (Vec<usize>, Vec<usize>) = chosen.map(|(_, _, right, said, _)| (*right, largest(said))).unzip();
        macro_f1(&right, &said, 3)
    };
    let by_language = LANGUAGES_READ.map(|code| (code, score(&|set, language| set == "held tweets" && language == code)));
    for (code, f1) in by_language {
        println!("tone.f1_{code}\t{f1:.2}");
    }
    println!("tone.f1_mean\t{:.2}", by_language.iter().map(|(_, f1)| f1).sum::<f64>() / by_language.len() as f64);
    println!("tone.f1_rated_tweets_en\t{:.2}", score(&|set, _| set == "rated tweets"));
    println!("tone.f1_rated_en\t{:.2}", score(&|set, _| set.starts_with("rated")));
    let reviews: Vec<bool> = answers
        .iter()
        .filter(|answer| answer.0 == "reviews")
        .map(|(_, _, right, said, _)| (said[2] > said[0]) == (*right == 2))
        .collect();
    println!("tone.reviews_fr\t{:.2}", percent(reviews.iter().filter(|hit| **hit).count(), reviews.len()));
    let tweets: Vec<_> = answers.iter().filter(|answer| answer.0 == "held tweets").collect();
    let (right, said): (Vec<usize>, Vec<Vec<f32>>) = tweets.iter().map(|answer| (answer.2, answer.3.clone())).unzip();
    println!("tone.calibration\t{:.4}", calibration_error(&right, &said));
    let given: Vec<_> = tweets.iter().filter(|answer| answer.4).collect();
    let hits = given.iter().filter(|answer| largest(&answer.3) == answer.2).count();
    println!("tone.verdict_given\t{:.2}", percent(given.len(), tweets.len()));
    println!("tone.verdict_right\t{:.2}", percent(hits, given.len()));
    println!("tone.micros\t{:.2}", microseconds(&texts, &mut judge));
    Ok(())
}

/// Microseconds for a text of [`TIMED_SIGNS`] signs, made of tweets.
fn microseconds(texts: &[tones::Text], judge: &mut Judge) -> f64 {
    let tweets: Vec<&tones::Text> = texts.iter().filter(|text| text.set == "held tweets").collect();
    let timed: Vec<(String, &str)> = tweets
        .chunks_exact(4)
        .map(|some| {
            let all = some.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ").repeat(3);
            (all.chars().take(TIMED_SIGNS).collect(), some[0].language)
        })
        .collect();
    let mut best = f64::MAX;
    for _ in 0..TIMED_ROUNDS {
        let (began, clock) = (ground::processor_seconds(), Instant::now());
        let given = timed.iter().filter(|(text, language)| judge.judge(text, language).verdict != Verdict::Unsure).count();
        let seconds = match (began, ground::processor_seconds()) {
            (Some(began), Some(ended)) => ended - began,
            _ => clock.elapsed().as_secs_f64(),
        };
        best = best.min(seconds * 1e6 / timed.len() as f64);
        std::hint::black_box(given);
    }
    best
}

fn largest(shares: &[f32]) -> usize {
    (0..shares.len()).fold(0, |best, at| if shares[at] > shares[best] { at } else { best })
}

fn percent(some: usize, all: usize) -> f64 {
    100.0 * some as f64 / all.max(1) as f64
}
